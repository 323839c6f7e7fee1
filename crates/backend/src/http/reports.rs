//! Pages that broke report themselves.

use std::borrow::Cow;

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

/// On one line, without words that may be an address for mail, and without query strings, which can hold anything.
fn loggable(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    let mut rest = said;
    while let Some(first) = rest.chars().next() {
        let word = rest.split(parts_words).next().unwrap_or_default();
        out.push_str(&without_secrets(word));
        rest = &rest[word.len()..];
        if word.is_empty() {
            out.push(if first.is_control() { ' ' } else { first });
            rest = &rest[first.len_utf8()..];
        }
    }
    // Cut last: half an address would not be known as one.
    out.chars().take(LOGGED_CHARS).collect()
}

/// Reports are prose, stack traces and JSON: a word ends where any of them ends it.
fn parts_words(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || "\"'`<>()[]{}|,;".contains(letter)
}

fn without_secrets(word: &str) -> Cow<'_, str> {
    if word.contains('@') || word.contains("%40") {
        return "(…@…)".into();
    }
    match word.split_once('?') {
        Some((before, query)) if !query.is_empty() => format!("{before}?…").into(),
        _ => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LOGGED_CHARS, loggable};

    #[test]
    fn a_report_is_logged_on_one_line_and_without_addresses() {
        for (said, logged) in [
            (
                "panicked at a.rs:1\n mira@example.org",
                "panicked at a.rs:1  (…@…)",
            ),
            ("at https://shop/x?to=mira%40example.org now", "at (…@…) now"),
            ("at render@https://shop/app.js:1:2", "at (…@…)"),
            (
                "GET https://shop/orders?token=secret#top failed. Why?",
                "GET https://shop/orders?… failed. Why?",
            ),
            (
                r#"{"document-uri":"https://shop/?q=secret","referrer":"mira@example.org","line":3}"#,
                r#"{"document-uri":"https://shop/?…","referrer":"(…@…)","line":3}"#,
            ),
        ] {
            assert_eq!(loggable(said), logged);
        }
    }

    #[test]
    fn an_address_that_is_cut_off_is_still_not_logged() {
        let long = format!("{} mira@example.org", "x".repeat(LOGGED_CHARS - 4));
        assert!(!loggable(&long).contains("mira"));
    }
}
