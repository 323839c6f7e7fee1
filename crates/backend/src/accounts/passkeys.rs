//! Passkeys: what the browser is asked, and whether its answer holds. The checking is webauthn-rs'.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use meadow_wire::{CreationOptions, NewPerson, PasskeyAnswer, PasskeyId, PasskeyMade, RequestOptions};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

/// Where a shop lives that does not say where: on the machine of whoever develops it, on any port.
const HERE: &str = "http://localhost";
const NAME: &str = "Meadow";

/// Makes and checks passkeys for the shop's domain.
pub struct Passkeys {
    /// None for a shop that has no domain: WebAuthn knows no addresses of numbers.
    webauthn: Option<Webauthn>,
}

/// Why there is no passkey, or why it does not count.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The shop has no domain.
    #[error("the shop has no domain")]
    NoDomain,
    /// The answer does not hold.
    #[error("the answer does not hold: {0}")]
    Refused(String),
    /// Something of ours can't be read.
    #[error("{0}")]
    Broken(String),
}

impl From<WebauthnError> for PasskeyError {
    fn from(error: WebauthnError) -> Self {
        Self::Refused(error.to_string())
    }
}

impl From<serde_json::Error> for PasskeyError {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// A question to a browser, and what must be remembered to check its answer.
pub struct Question<Options> {
    /// For the browser.
    pub options: Options,
    /// For the server alone.
    pub state: String,
}

/// A passkey that holds.
pub struct Made {
    /// Its id.
    pub id: PasskeyId,
    /// What is kept of it.
    pub public_key: String,
}

impl Passkeys {
    /// For a shop that lives at `public_url`; without one, on this machine.
    pub fn new(public_url: Option<&str>) -> Self {
        let here = public_url.is_none();
        let webauthn = Url::parse(public_url.unwrap_or(HERE)).ok().and_then(|url| {
            let domain = url.domain()?.to_owned();
            let builder = WebauthnBuilder::new(&domain, &url).ok()?;
            builder.rp_name(NAME).allow_any_port(here).build().ok()
        });
        Self { webauthn }
    }

    /// A new name for an account that its passkeys know it by.
    pub fn new_user() -> String {
        Uuid::from_bytes(crate::clock::random_bytes()).to_string()
    }

    /// Asks a browser to make a passkey for an account that has the `known` ones.
    pub fn offer(
        &self,
        user: &str,
        person: &NewPerson,
        known: &[PasskeyId],
    ) -> Result<Question<CreationOptions>, PasskeyError> {
        let user: Uuid = convert(&user)?;
        let known: Result<Vec<Vec<u8>>, _> = known
            .iter()
            .map(|passkey| URL_SAFE_NO_PAD.decode(&passkey.0))
            .collect();
        let known = known.map_err(|error| PasskeyError::Broken(error.to_string()))?;
        let (offer, state) =
            self.webauthn()?
                .start_passkey_registration(user, &person.email, &person.name, Some(known))?;
        let mut options: CreationOptions = convert(&with_all_fields(&offer.public_key)?)?;
        // It must be found without anybody typing who they are.
        options.authenticator_selection.resident_key = "required".to_owned();
        options.authenticator_selection.require_resident_key = true;
        Ok(Question {
            options,
            state: serde_json::to_string(&state)?,
        })
    }

    /// Takes the passkey that was made.
    pub fn take(&self, made: &PasskeyMade, state: &str) -> Result<Made, PasskeyError> {
        let state: PasskeyRegistration = serde_json::from_str(state)?;
        let answer: RegisterPublicKeyCredential = sent(&json!({
            "id": made.id,
            "rawId": made.id,
            "type": "public-key",
            "response": {
                "attestationObject": made.attestation_object,
                "clientDataJSON": made.client_data_json,
                "transports": made.transports,
            },
        }))?;
        let passkey = self.webauthn()?.finish_passkey_registration(&answer, &state)?;
        Ok(Made {
            id: PasskeyId(URL_SAFE_NO_PAD.encode(passkey.cred_id())),
            public_key: serde_json::to_string(&passkey)?,
        })
    }

    /// Asks a browser for any passkey of this shop.
    pub fn ask(&self) -> Result<Question<RequestOptions>, PasskeyError> {
        let (question, state) = self.webauthn()?.start_discoverable_authentication()?;
        Ok(Question {
            options: convert(&question.public_key)?,
            state: serde_json::to_string(&state)?,
        })
    }

    /// Checks an answer against the passkey that it names. Gives the account's name that the passkey knows, and the
    /// passkey as it is to be kept from now on, if it counts its uses.
    pub fn check(
        &self,
        answer: &PasskeyAnswer,
        state: &str,
        public_key: &str,
    ) -> Result<(String, Option<String>), PasskeyError> {
        let state: DiscoverableAuthentication = serde_json::from_str(state)?;
        let mut passkey: Passkey = serde_json::from_str(public_key)?;
        let answer: PublicKeyCredential = sent(&json!({
            "id": answer.id,
            "rawId": answer.id,
            "type": "public-key",
            "response": {
                "authenticatorData": answer.authenticator_data,
                "clientDataJSON": answer.client_data_json,
                "signature": answer.signature,
                "userHandle": answer.user_handle,
            },
        }))?;
        let webauthn = self.webauthn()?;
        let (user, _) = webauthn.identify_discoverable_authentication(&answer)?;
        let key = DiscoverableKey::from(&passkey);
        let result = webauthn.finish_discoverable_authentication_v2(&answer, state, &key)?;
        let moved = match passkey.update_credential(&result) {
            Some(true) => Some(serde_json::to_string(&passkey)?),
            _ => None,
        };
        Ok((user.to_string(), moved))
    }

    fn webauthn(&self) -> Result<&Webauthn, PasskeyError> {
        self.webauthn.as_ref().ok_or(PasskeyError::NoDomain)
    }
}

/// Lists that are empty are left out by webauthn-rs, and are there in our types.
fn with_all_fields(options: &impl Serialize) -> Result<serde_json::Value, PasskeyError> {
    let mut options = serde_json::to_value(options)?;
    if let Some(known) = options.as_object_mut() {
        known.entry("excludeCredentials").or_insert_with(|| json!([]));
    }
    Ok(options)
}

/// From one description of the same JSON to another.
fn convert<T: DeserializeOwned>(from: &impl Serialize) -> Result<T, PasskeyError> {
    Ok(serde_json::from_value(serde_json::to_value(from)?)?)
}

/// What a client sent: if it can't be read, that is not our fault.
fn sent<T: DeserializeOwned>(from: &serde_json::Value) -> Result<T, PasskeyError> {
    T::deserialize(from).map_err(|error| PasskeyError::Refused(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::Passkeys;

    #[test]
    fn a_shop_needs_a_domain_for_passkeys() {
        assert!(
            Passkeys::new(None)
                .ask()
                .is_ok_and(|asked| asked.options.rp_id == "localhost")
        );
        let named = Passkeys::new(Some("https://shop.example"));
        assert!(
            named
                .ask()
                .is_ok_and(|asked| asked.options.rp_id == "shop.example")
        );
        for nowhere in ["http://127.0.0.1:8787", "https://[::1]", "nonsense"] {
            assert!(Passkeys::new(Some(nowhere)).ask().is_err(), "{nowhere}");
        }
    }
}
