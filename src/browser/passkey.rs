//! Passkeys: the device makes and uses them (`navigator.credentials`). Options come and answers go as WebAuthn Level 3
//! writes them in JSON; a browser that can't read that is taken for one without passkeys.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why the device gave no passkey, in the terms a page must act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyFailure {
    /// The person said no, or let the time pass. Nothing to be said.
    #[error("The passkey was not used. You can try again, or use a password.")]
    Declined,
    /// The device has a passkey for this account already.
    #[error("This device has a passkey for your account already.")]
    AlreadyHere,
    /// Passkeys belong to another address than the one this page has.
    #[error("Passkeys don't work at this address. Use a password.")]
    NotHere,
    /// The browser can't.
    #[error("This browser knows no passkeys. Use a password.")]
    Unsupported,
}

/// A passkey that was made.
pub struct Made {
    /// Its id, base64url like all that follows.
    pub id: String,
    /// What the device says about it.
    pub attestation_object: String,
    /// What was signed.
    pub client_data_json: String,
    /// How the device can be reached.
    pub transports: Vec<String>,
}

/// What a passkey signed.
pub struct Signed {
    /// Its id, base64url like all that follows.
    pub id: String,
    /// What the device says about it.
    pub authenticator_data: String,
    /// What was signed.
    pub client_data_json: String,
    /// The signature.
    pub signature: String,
    /// The account.
    pub user_handle: String,
}

/// How the person is asked.
pub enum Asking<'a> {
    /// At once, by the browser's own window.
    AtOnce,
    /// Only among what the browser offers to fill in, until it is called off.
    WhileTyping(&'a Call),
}

/// A request that can be called off.
#[derive(Clone)]
pub struct Call(web_sys::AbortController);

impl Call {
    /// Not called off yet.
    pub fn new() -> Option<Self> {
        web_sys::AbortController::new().ok().map(Self)
    }

    /// Calls it off.
    pub fn off(&self) {
        self.0.abort();
    }
}

/// Whether the browser knows passkeys.
pub fn supported() -> bool {
    function("parseCreationOptionsFromJSON").is_some()
}

/// Whether the browser offers passkeys among what it fills into fields.
pub async fn offered_while_typing() -> bool {
    let Some(ask) = function("isConditionalMediationAvailable") else {
        return false;
    };
    let asked = ask
        .call0(&class())
        .ok()
        .and_then(|answer| answer.dyn_into::<Promise>().ok());
    match asked {
        Some(promise) => JsFuture::from(promise)
            .await
            .is_ok_and(|available| available.is_truthy()),
        None => false,
    }
}

/// Makes a passkey.
pub async fn make(options: &str) -> Result<Made, PasskeyFailure> {
    let wish = Object::new();
    set(
        &wish,
        "publicKey",
        &parsed("parseCreationOptionsFromJSON", options)?,
    )?;
    let json = ask("create", &wish).await?;
    let response = get(&json, "response");
    Ok(Made {
        id: text(&json, "id"),
        attestation_object: text(&response, "attestationObject"),
        client_data_json: text(&response, "clientDataJSON"),
        transports: get(&response, "transports")
            .dyn_into::<Array>()
            .map(|list| list.iter().filter_map(|one| one.as_string()).collect())
            .unwrap_or_default(),
    })
}

/// Signs with a passkey.
pub async fn sign(options: &str, asking: Asking<'_>) -> Result<Signed, PasskeyFailure> {
    let wish = Object::new();
    set(
        &wish,
        "publicKey",
        &parsed("parseRequestOptionsFromJSON", options)?,
    )?;
    if let Asking::WhileTyping(call) = asking {
        set(&wish, "mediation", &"conditional".into())?;
        set(&wish, "signal", &call.0.signal())?;
    }
    let json = ask("get", &wish).await?;
    let response = get(&json, "response");
    Ok(Signed {
        id: text(&json, "id"),
        authenticator_data: text(&response, "authenticatorData"),
        client_data_json: text(&response, "clientDataJSON"),
        signature: text(&response, "signature"),
        user_handle: text(&response, "userHandle"),
    })
}

/// `navigator.credentials.create` or `.get`; the credential as JSON.
async fn ask(verb: &str, wish: &Object) -> Result<JsValue, PasskeyFailure> {
    let credentials = get(&super::page::window().navigator(), "credentials");
    let asked = get(&credentials, verb)
        .dyn_into::<Function>()
        .map_err(|_| PasskeyFailure::Unsupported)?
        .call1(&credentials, wish)
        .and_then(|promise| promise.dyn_into::<Promise>())
        .map_err(|error| failure(&error))?;
    let credential = JsFuture::from(asked).await.map_err(|error| failure(&error))?;
    get(&credential, "toJSON")
        .dyn_into::<Function>()
        .and_then(|to_json| to_json.call0(&credential))
        .map_err(|_| PasskeyFailure::Unsupported)
}

fn parsed(reader: &str, options: &str) -> Result<JsValue, PasskeyFailure> {
    let read = function(reader).ok_or(PasskeyFailure::Unsupported)?;
    let json = JSON::parse(options).map_err(|_| PasskeyFailure::Unsupported)?;
    read.call1(&class(), &json).map_err(|error| failure(&error))
}

fn failure(error: &JsValue) -> PasskeyFailure {
    match text(error, "name").as_str() {
        "InvalidStateError" => PasskeyFailure::AlreadyHere,
        "SecurityError" => PasskeyFailure::NotHere,
        "NotSupportedError" | "TypeError" => PasskeyFailure::Unsupported,
        _ => PasskeyFailure::Declined,
    }
}

fn class() -> JsValue {
    get(&super::page::window(), "PublicKeyCredential")
}

fn function(name: &str) -> Option<Function> {
    get(&class(), name).dyn_into().ok()
}

fn text(of: &JsValue, name: &str) -> String {
    get(of, name).as_string().unwrap_or_default()
}

/// Undefined where there is nothing to look into.
fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

fn set(of: &Object, name: &str, value: &JsValue) -> Result<(), PasskeyFailure> {
    match Reflect::set(of, &name.into(), value) {
        Ok(_) => Ok(()),
        Err(_) => Err(PasskeyFailure::Unsupported),
    }
}
