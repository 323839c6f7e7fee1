//! THE SERVER'S DOOR: one function per endpoint; the only room that names `gloo_net`.

pub mod account;
pub mod cart;
pub mod client;
pub mod comments;
pub mod feed;
pub mod inbox;
pub mod live;
pub mod notes;
pub mod orders;
pub mod passkeys;
pub mod payments;
pub mod people;
pub mod photos;
pub mod products;
pub mod reviews;
pub mod rooms;
pub mod saved;
pub mod search;
pub mod session;
pub mod studio;

pub use client::ApiError;
