//! State that outlives a page. Stores ask the server; parts below them only get values.

pub mod cart;
pub mod feed;
pub mod query;
pub mod session;
pub mod toasts;

pub use query::{Fetched, Query, use_query};

/// Puts every store into the context of the app.
pub fn provide() {
    use leptos::prelude::provide_context;
    session::restore();
    provide_context(toasts::Toasts::new());
    provide_context(feed::FeedStore::new());
    provide_context(cart::CartStore::new());
}
