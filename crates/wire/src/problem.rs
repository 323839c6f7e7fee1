//! What went wrong, as RFC 9457 problem details.

use serde::{Deserialize, Serialize};

/// An error answer (`application/problem+json`, RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Names the kind of problem for programs, such as `/problems/sold-out`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words, the same for all problems of a kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// This case in words that a shopper can read.
    pub detail: String,
    /// What to do next, in words.
    pub next_step: String,
    /// What is wrong with single fields of the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// For 429 and 503: how many seconds to wait before trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_secs: Option<u32>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field's path in the request, such as `address.city`.
    pub field: String,
    /// What is wrong and what would be right.
    pub detail: String,
}
