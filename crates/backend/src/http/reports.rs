//! Pages that broke report themselves.

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use meadow_domain::limits::REPORT_MAX;

use super::{
    ask,
    openapi::{Busy, WrongBody},
    problem::AppError,
};
use crate::Shop;

/// So much of a report is logged.
const LOGGED_CHARS: usize = 2_000;

/// `POST /api/v1/reports`: a page that broke says how, in at most 8 KB of text. Logged without session and address.
#[utoipa::path(post, path = "/api/v1/reports", tag = "reports", request_body(content = String, content_type = "text/plain"),
    responses((status = 204, description = "Noted"), WrongBody, Busy))]
pub async fn report(State(shop): State<Shop>, request: Request) -> Result<StatusCode, AppError> {
    let bytes = ask::whole(request, &shop, REPORT_MAX).await?;
    let said = String::from_utf8_lossy(&bytes);
    if said.trim().is_empty() {
        return Err(AppError::field("body", "Say what broke."));
    }
    tracing::warn!(report = loggable(&said), "a page broke");
    Ok(StatusCode::NO_CONTENT)
}

/// Without control characters, and without words that look like an address for mail.
fn loggable(said: &str) -> String {
    said.chars()
        .take(LOGGED_CHARS)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect::<String>()
        .split(' ')
        .map(|word| {
            if word.contains('@') && !word.contains("://") {
                "(…@…)"
            } else {
                word
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::loggable;

    #[test]
    fn a_report_is_logged_on_one_line_and_without_addresses() {
        assert_eq!(
            loggable("panicked at a.rs:1\n mira@example.org"),
            "panicked at a.rs:1  (…@…)"
        );
    }
}
