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
/// Where the payment provider's page leads back to; the payment's key is its `payment`.
pub const CHECKOUT_RETURN: &str = "/checkout/return";
/// The orders of this session.
pub const ORDERS: &str = "/orders";
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

/// A live room.
pub fn room(id: &RoomId) -> String {
    format!("/live/{id}")
}
