//! Files of the built storefront, and the shell for every path that is none.

use std::path::PathBuf;

use axum::{
    extract::{OriginalUri, State},
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse, Response},
};

use super::{
    encodings::taken,
    file_answer::{Cache, FileAnswer},
    head::Head,
    kinds::{is_hashed, media_type},
    shell,
};
use crate::{Shop, http::problem::AppError};

/// Everything without a route: a file of the build, a problem below `/api`, else the shell, which says that there is no
/// such page.
pub async fn file_or_shell(
    State(shop): State<Shop>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let path = uri.path();
    if path.starts_with("/api/") || path.starts_with("/media/") {
        return AppError::NotFound("Nothing is at this path.".to_owned()).into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        return AppError::WrongMethod.into_response();
    }
    if let Some(name) = safe(path) {
        for encoding in taken(&headers) {
            let file = shell::folder(&shop.config).join(format!("{name}{}", encoding.ending()));
            if let Some(bytes) = read(file).await {
                let cache = if is_hashed(&name) {
                    Cache::Forever
                } else {
                    Cache::Ask
                };
                let file = FileAnswer::new(bytes.into(), media_type(&name), cache);
                let file = if has_forms(&name) {
                    file.encoded(encoding)
                } else {
                    file
                };
                return file.answer(&headers);
            }
        }
    }
    let head = Head::private("This page is not here", path);
    shell::page(&shop.config, &headers, StatusCode::NOT_FOUND, &head, None).await
}

/// The name of a file inside the folder: no way out of it, nothing hidden, and not the shell itself.
fn safe(path: &str) -> Option<String> {
    let name = percent_decoded(path.strip_prefix('/')?)?;
    let ordinary =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0', '%']);
    (name.split('/').all(ordinary) && name != "index.html").then_some(name)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let (two, after) = after.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

async fn read(file: PathBuf) -> Option<Vec<u8>> {
    match tokio::fs::read(&file).await {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            tracing::trace!(file = %file.display(), %error, "no such file");
            None
        }
    }
}

/// Files that the build compresses: pictures are compressed already, and want ranges.
fn has_forms(name: &str) -> bool {
    let kind = media_type(name);
    kind.starts_with("text/") || kind.starts_with("application/") || kind == "image/svg+xml"
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/a/%2E%2E/%2e%2e/b",
            "//etc/passwd",
            "/..%2fsecret",
            "/..\\secret",
            "/%5c..%5csecret",
            "/.git/config",
            "/a/.env",
            "/C:/x",
            "/a%00.js",
            "/%252e%252e/x",
            "/%ff",
            "/%",
            "/index.html",
            "/",
        ] {
            assert_eq!(safe(path), None, "{path}");
        }
        assert_eq!(safe("/a/b%20c.js").as_deref(), Some("a/b c.js"));
    }
}
