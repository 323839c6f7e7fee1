//! Who is asking.

use serde::{Deserialize, Serialize};

use crate::{PersonCard, Timestamp};

/// A bearer token: 256 random bits, base64url. Only its hash is stored. Sent as `Authorization: Bearer …`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct SessionToken(pub String);

/// Keeps tokens out of logs.
impl std::fmt::Debug for SessionToken {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SessionToken(…)")
    }
}

/// `POST /api/v1/session` makes one, `GET /api/v1/session` tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Only in the answer that made the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<SessionToken>,
    /// The name and portrait others see in a live room; a guest gets a friendly made-up name.
    pub person: PersonCard,
    /// Whether nobody has signed in.
    pub guest: bool,
    /// When the session ends if it is not used.
    pub expires_at: Timestamp,
}
