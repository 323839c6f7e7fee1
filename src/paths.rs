//! Every in-app URL as a function, and the route table's patterns beside them.

use meadow_wire::{CommentId, NoteId, OrderId, PersonId, ProductId, RoomId};

/// The feed.
pub const FEED: &str = "/";
/// The feed of those one follows.
pub const FOLLOWING: &str = "/following";
/// The feed of a place.
pub const NEARBY: &str = "/nearby";
/// The cart.
pub const CART: &str = "/cart";
/// The wish list.
pub const WISHES: &str = "/wishes";
/// The checkout.
pub const CHECKOUT: &str = "/checkout";
/// Where the payment provider's page leads back to; the payment's key is its `payment`.
pub const CHECKOUT_RETURN: &str = "/checkout/return";
/// The orders of this session.
pub const ORDERS: &str = "/orders";
/// Signing in, or up.
pub const SIGN_IN: &str = "/sign-in";
/// One's own account.
pub const ACCOUNT: &str = "/account";
/// What the shop told this session.
pub const INBOX: &str = "/inbox";
/// The owner's side.
pub const STUDIO: &str = "/studio";
/// Searching.
pub const SEARCH: &str = "/search";
/// The live rooms.
pub const LIVE: &str = "/live";
/// Every part in every state.
pub const GALLERY: &str = "/gallery";

/// A note: a layer over the feed when opened from it, a page of its own otherwise.
pub fn note(id: &NoteId) -> String {
    format!("/notes/{id}")
}

/// A comment under a note, brought into view.
pub fn comment(note: &NoteId, id: &CommentId) -> String {
    format!("/notes/{note}?comment={id}")
}

/// Whether a path is one of the feed's lists.
pub fn is_feed(path: &str) -> bool {
    matches!(path, FEED | FOLLOWING | NEARBY)
}

/// Whether a path is a note's, which is a layer where it is opened over a list.
pub fn is_note(path: &str) -> bool {
    path.starts_with("/notes/")
}

/// A product.
pub fn product(id: &ProductId) -> String {
    format!("/products/{id}")
}

/// A buyer or a shop owner.
pub fn person(id: &PersonId) -> String {
    format!("/people/{id}")
}

/// A part of a person's page: `shop` or `live`.
pub fn person_part(id: &PersonId, part: &str) -> String {
    format!("/people/{id}?part={part}")
}

/// An order.
pub fn order(id: &OrderId) -> String {
    format!("/orders/{id}")
}

/// An order's invoice, to print.
pub fn invoice(id: &OrderId) -> String {
    format!("/orders/{id}/invoice")
}

/// A live room.
pub fn room(id: &RoomId) -> String {
    format!("/live/{id}")
}

/// Signing in, and then back to a path of ours.
pub fn sign_in(next: &str) -> String {
    if next == SIGN_IN {
        return SIGN_IN.to_owned();
    }
    format!("{SIGN_IN}?next={}", escaped(next, "/"))
}

/// A search; its parts as `domain::search::SearchAsk` gives them.
pub fn search(parts: &[(&str, String)]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|(name, value)| format!("{name}={}", escaped(value, ",")))
        .collect();
    format!("{SEARCH}?{}", parts.join("&"))
}

/// What a page is known by when one comes back to it: a search by what is searched for, others by their path.
pub fn place(path: &str, query: &str) -> String {
    match path {
        SEARCH => format!("{path}?{}", query.trim_start_matches('?')),
        _ => path.to_owned(),
    }
}

/// A text as a part of a URL; `plain` may stand in it as it is.
fn escaped(text: &str, plain: &str) -> String {
    let letters = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        byte if plain.as_bytes().contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    letters.collect()
}

/// Where to go after signing in: a path of ours, whatever somebody wrote into the link.
pub fn after_sign_in(next: &str) -> &str {
    // Browsers read a backslash as a slash and leave line breaks out: `/\\evil.example` is another site.
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.starts_with(SIGN_IN)
        && !next.chars().any(|letter| letter == '\\' || letter.is_control());
    if ours { next } else { FEED }
}
