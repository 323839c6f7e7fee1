//! Every in-app URL as a function, and the route table's patterns beside them.

use meadow_wire::{NoteId, OrderId, PersonId, ProductId, RoomId};

/// The feed.
pub const FEED: &str = "/";
/// The cart.
pub const CART: &str = "/cart";
/// The wish list.
pub const WISHES: &str = "/wishes";
/// The checkout.
pub const CHECKOUT: &str = "/checkout";
/// The orders of this session.
pub const ORDERS: &str = "/orders";
/// What the shop told this session.
pub const INBOX: &str = "/inbox";
/// The owner's side.
pub const STUDIO: &str = "/studio";
/// The live rooms.
pub const LIVE: &str = "/live";
/// Every part in every state.
pub const GALLERY: &str = "/gallery";

/// A note: a layer over the feed when opened from it, a page of its own otherwise.
pub fn note(id: &NoteId) -> String {
    format!("/notes/{id}")
}

/// A product.
pub fn product(id: &ProductId) -> String {
    format!("/products/{id}")
}

/// A buyer or a shop owner.
pub fn person(id: &PersonId) -> String {
    format!("/people/{id}")
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
