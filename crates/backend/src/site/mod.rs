//! The built storefront: pages with a `<head>` of their own, files, media, and the headers of every answer.

mod cards;
mod describe;
mod encodings;
mod file_answer;
mod files;
mod head;
mod headers;
mod kinds;
mod media;
mod pages;
mod shell;

pub use file_answer::{Cache, FileAnswer};
pub use headers::headers;

use axum::{Router, routing::get};

use crate::{Shop, metrics};

/// Pages, files, `/media/…` and `/metrics`.
pub fn router() -> Router<Shop> {
    pages::router()
        .route("/media/{*path}", get(media::file))
        .route("/metrics", get(metrics::page))
        .fallback(files::file_or_shell)
}
