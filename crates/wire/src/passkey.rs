//! Passkeys. What a browser gets and gives is as WebAuthn Level 3 writes it in JSON (§5.1.9, §5.1.10, §6.1.3): bytes are
//! base64url without padding, names are camelCase.

use serde::{Deserialize, Serialize};

use crate::{CeremonyId, NewPerson, PasskeyId};

/// `POST /api/v1/passkeys/sign-up/begin`: makes an account that has a passkey and no password.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeySignUp {
    /// Who.
    pub person: NewPerson,
}

/// The answer to `POST /api/v1/passkeys/{register,sign-up}/begin`: a passkey can be made within five minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyOffer {
    /// To be sent back with the passkey.
    pub ceremony: CeremonyId,
    /// For `PublicKeyCredential.parseCreationOptionsFromJSON`.
    pub options: CreationOptions,
}

/// WebAuthn's `PublicKeyCredentialCreationOptionsJSON`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CreationOptions {
    /// The shop.
    pub rp: RelyingParty,
    /// The account.
    pub user: PasskeyUser,
    /// Random bytes to be signed.
    pub challenge: String,
    /// The kinds of key that the server can check, best first.
    pub pub_key_cred_params: Vec<KeyKind>,
    /// How long the browser may ask, in milliseconds.
    pub timeout: u32,
    /// Passkeys that the account has already.
    pub exclude_credentials: Vec<KnownKey>,
    /// What the passkey must be able to do.
    pub authenticator_selection: KeyDemands,
    /// `none`: nobody asks which device it is.
    pub attestation: String,
}

/// The shop, as a passkey knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelyingParty {
    /// The shop's domain.
    pub id: String,
    /// The shop's name.
    pub name: String,
}

/// The account, as a passkey knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PasskeyUser {
    /// 16 random bytes that stand for the account.
    pub id: String,
    /// The email address.
    pub name: String,
    /// The name that others see.
    pub display_name: String,
}

/// A kind of key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyKind {
    /// `public-key`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The algorithm's COSE number, such as −7.
    pub alg: i32,
}

/// A passkey that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownKey {
    /// `public-key`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    pub id: PasskeyId,
}

/// What a passkey must be able to do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct KeyDemands {
    /// `required`: it is found without anybody typing who they are.
    pub resident_key: String,
    /// The same for older browsers.
    pub require_resident_key: bool,
    /// `required`: the device makes sure that it is its owner.
    pub user_verification: String,
}

/// `POST /api/v1/passkeys/{register,sign-up}/finish`: the passkey that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyMade {
    /// From the offer.
    pub ceremony: CeremonyId,
    /// Its id.
    pub id: PasskeyId,
    /// What the device says about it.
    pub attestation_object: String,
    /// What was signed.
    pub client_data_json: String,
    /// How the device can be reached, such as `internal` or `hybrid`.
    pub transports: Vec<String>,
}

/// The answer to `POST /api/v1/passkeys/sign-in/begin`: a passkey can be used within five minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyQuestion {
    /// To be sent back with the answer.
    pub ceremony: CeremonyId,
    /// For `PublicKeyCredential.parseRequestOptionsFromJSON`.
    pub options: RequestOptions,
}

/// WebAuthn's `PublicKeyCredentialRequestOptionsJSON`. It names no passkey: the browser offers those it has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RequestOptions {
    /// Random bytes to be signed.
    pub challenge: String,
    /// How long the browser may ask, in milliseconds.
    pub timeout: u32,
    /// The shop's domain.
    pub rp_id: String,
    /// `required`: the device makes sure that it is its owner.
    pub user_verification: String,
}

/// `POST /api/v1/passkeys/sign-in/finish`: what a passkey signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    /// From the question.
    pub ceremony: CeremonyId,
    /// Which passkey.
    pub id: PasskeyId,
    /// What the device says about it.
    pub authenticator_data: String,
    /// What was signed.
    pub client_data_json: String,
    /// The signature.
    pub signature: String,
    /// The account, as the passkey knows it.
    pub user_handle: String,
}
