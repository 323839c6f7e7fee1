//! The keys with which the shop signs.

use serde::{Deserialize, Serialize};

/// `GET /api/v1/keys`: the public keys of the shop, the one in use first, as a JWK Set (RFC 7517).
///
/// Old ones stay, so that what they signed can be verified for ever.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicKeys {
    /// The keys.
    pub keys: Vec<PublicKey>,
}

/// An Ed25519 public key as a JWK (RFC 8037).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicKey {
    /// Always `OKP`.
    pub kty: String,
    /// Always `Ed25519`.
    pub crv: String,
    /// Always `EdDSA`.
    pub alg: String,
    /// Always `sig`: it signs.
    #[serde(rename = "use")]
    pub purpose: String,
    /// Its name, made from the key itself (RFC 7638).
    pub kid: String,
    /// The key, 32 bytes in base64url.
    pub x: String,
}
