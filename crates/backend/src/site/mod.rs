//! Placeholder.

/// Placeholder.
pub fn router() -> axum::Router<crate::Shop> {
    axum::Router::new()
}

/// Placeholder.
pub fn headers(all: axum::Router<crate::Shop>, _: &crate::Shop) -> axum::Router<crate::Shop> {
    all
}
