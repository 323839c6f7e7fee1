//! One file per route: fetch, then arrange features.

mod account;
mod cart;
mod checkout;
mod failed;
mod feed;
#[cfg(feature = "gallery")]
mod gallery;
mod live;
mod not_found;
mod note;
mod order;
mod orders;
mod person;
mod product;
mod room;
mod sign_in;
mod wishes;

pub use account::Account;
pub use cart::Cart;
pub use checkout::{Checkout, CheckoutReturn};
pub use feed::{Feed, NoNote};
#[cfg(feature = "gallery")]
pub use gallery::Gallery;
pub use live::Live;
pub use not_found::NotFound;
#[cfg(not(feature = "gallery"))]
pub use not_found::NotFound as Gallery;
pub use note::Note;
pub use order::Order;
pub use orders::Orders;
pub use person::Person;
pub use product::Product;
pub use room::Room;
pub use sign_in::SignIn;
pub use wishes::Wishes;
