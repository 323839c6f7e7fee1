//! One file per route: fetch, then arrange features.

mod account;
mod apart;
mod cart;
mod checkout;
mod failed;
mod feed;
#[cfg(feature = "gallery")]
mod gallery;
mod inbox;
mod invoice;
mod live;
mod not_found;
mod note;
mod order;
mod orders;
mod person;
mod product;
mod room;
mod search;
mod sign_in;
mod studio;
mod wishes;

pub use apart::{
    Account, Checkout, CheckoutReturn, Inbox, Invoice, Live, Order, Orders, Person, Room, Search, SignIn,
    Studio, bring_soon,
};
pub use cart::Cart;
pub use feed::{Feed, NoNote};
#[cfg(feature = "gallery")]
pub use gallery::Gallery;
pub use not_found::NotFound;
#[cfg(not(feature = "gallery"))]
pub use not_found::NotFound as Gallery;
pub use note::Note;
pub use product::Product;
pub use wishes::Wishes;
