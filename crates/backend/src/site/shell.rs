//! `index.html` of the built storefront, with the server's words put in.

use std::path::{Path, PathBuf};

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    file_answer::{Cache, FileAnswer},
    head::Head,
};
use crate::Config;

/// In `<head>`: replaced by title, description, preview and data of the page.
const HEAD_MARK: &str = "<meta name=\"meadow-head\"";
/// In `<body>`: the element that gets the first cards of the feed.
const CARDS_MARK: &str = "id=\"first-cards\"";

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Meadow is not built yet</title>\
    <h1>The storefront is not built yet</h1><p>The backend runs: its API is at <code>/api/v1</code>. \
    Build the storefront with <code>cargo xtask build</code>, or start both with <code>cargo xtask serve</code>, \
    then load this page again.</p></html>";

/// The folder of the built storefront.
pub fn folder(config: &Config) -> PathBuf {
    config.site.clone().unwrap_or_else(|| PathBuf::from("./dist"))
}

/// The storefront's page with this head and these first cards.
pub async fn page(
    config: &Config,
    request: &HeaderMap,
    status: StatusCode,
    head: &Head,
    cards: Option<&str>,
) -> Response {
    let html = match template(&folder(config)).await {
        Some(template) => filled(
            &template,
            &head.html(config.public_url.as_deref()),
            cards.unwrap_or(""),
        ),
        None => {
            let page = FileAnswer::embedded(NOT_BUILT.as_bytes(), "text/html; charset=utf-8", Cache::Ask);
            return page.status(StatusCode::SERVICE_UNAVAILABLE).answer(request);
        }
    };
    FileAnswer::new(html.into(), "text/html; charset=utf-8", Cache::Ask)
        .status(status)
        .answer(request)
}

/// Read each time, so that a new build shows without a restart.
async fn template(folder: &Path) -> Option<String> {
    match tokio::fs::read_to_string(folder.join("index.html")).await {
        Ok(template) => Some(template),
        Err(error) => {
            tracing::warn!(folder = %folder.display(), %error, "there is no built storefront");
            None
        }
    }
}

/// Puts the head in place of its mark and of the template's own title, and the cards into their element.
fn filled(template: &str, head: &str, cards: &str) -> String {
    let mut html = template.to_owned();
    if html.contains(HEAD_MARK) {
        if let Some((title, end)) = html.find("<title>").zip(html.find("</title>")) {
            html.replace_range(title..end + "</title>".len(), "");
        }
        if let Some((from, to)) = element(&html, HEAD_MARK) {
            html.replace_range(from..to, head);
        }
    }
    if let Some(at) = html.find(CARDS_MARK)
        && let Some(open) = html[at..].find('>')
    {
        html.insert_str(at + open + 1, cards);
    }
    html
}

/// Where the void element with this beginning stands.
fn element(html: &str, begins: &str) -> Option<(usize, usize)> {
    let from = html.find(begins)?;
    Some((from, from + html[from..].find('>')? + 1))
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn the_head_and_the_cards_come_to_their_marks() {
        let template = "<head><meta name=\"meadow-head\" content=\"\"><title>Old</title></head>\
            <div class=\"x\" id=\"first-cards\"></div>";
        assert_eq!(
            filled(template, "<title>New</title>", "<a>card</a>"),
            "<head><title>New</title></head><div class=\"x\" id=\"first-cards\"><a>card</a></div>"
        );
    }

    #[test]
    fn a_title_before_the_mark_goes_too() {
        let template = "<head><title>Old</title><meta name=\"meadow-head\"/></head>";
        assert!(!filled(template, "<title>New</title>", "").contains("Old"));
    }
}
