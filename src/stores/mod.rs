//! State that outlives a page. Stores ask the server; parts below them only get values.

pub mod backoff;
pub mod cart;
pub mod chat_draft;
pub mod checkout;
pub mod comment_draft;
pub mod draft;
pub mod feed;
pub mod feed_kept;
pub mod goods;
pub mod inbox;
pub mod kept;
pub mod live;
pub mod marks;
pub mod member;
pub mod paging;
pub mod photo_tray;
pub mod proofs;
pub mod query;
pub mod return_draft;
pub mod review_draft;
pub mod review_pages;
pub mod said;
pub mod saved;
pub mod search;
pub mod session;
pub mod thread;
pub mod toasts;

pub use query::{Fetched, Query, use_query};

/// Puts every store into the context of the app.
pub fn provide() {
    use leptos::prelude::{Owner, provide_context};
    session::restore();
    let toasts = toasts::Toasts::new();
    provide_context(member::MemberStore::new(toasts));
    provide_context(toasts);
    let feed = feed::FeedStore::new();
    provide_context(feed);
    provide_context(marks::MarkStore::new(feed, toasts));
    let cart = cart::CartStore::new(toasts);
    provide_context(cart);
    provide_context(goods::GoodsStore::new(cart));
    provide_context(inbox::InboxStore::new());
    provide_context(saved::SavedStore::new(cart, toasts));
    provide_context(said::Home(Owner::current()));
    provide_context(checkout::CheckoutStore::new(cart, toasts));
    provide_context(draft::Draft::new());
    kept::forget_on_sign_out();
    provide_context(live::LiveStore::new());
    provide_context(search::SearchStore::new());
}
