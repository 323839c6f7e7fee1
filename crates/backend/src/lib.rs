//! The reference backend of Meadow: the API, the live rooms, the media and the built storefront on one port.

pub mod accounts;
pub mod clock;
pub mod config;
pub mod db;
mod digest;
pub mod errands;
pub mod goods;
pub mod http;
pub mod limits;
pub mod live;
pub mod markets;
pub mod metrics;
pub mod payment;
pub mod pending;
pub mod photos;
pub mod purchase;
pub mod refunds;
pub mod rules;
pub mod seed;
pub mod shop;
pub mod signing;
pub mod site;
pub mod webhooks;

pub use config::Config;
pub use shop::{Shop, router};
