//! THE RULES of Meadow, pure and shared by browser and server: no I/O, no clock, no randomness, no async, no floats.
//!
//! What a rule needs from outside (the time, a random number) it is given.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod account;
pub mod card;
pub mod cart;
pub mod cart_link;
pub mod clock;
pub mod comment;
pub mod countries;
pub mod feed;
pub mod hold;
pub mod invoice;
pub mod limits;
pub mod live;
pub mod manners;
pub mod masonry;
pub mod money;
pub mod news;
pub mod opinions;
pub mod order;
pub mod place;
pub mod pricing;
pub mod proof;
pub mod publish;
pub mod reconnect;
pub mod returns;
pub mod review;
pub mod search;
pub mod text_width;
pub mod thread;
pub mod toggle;
pub mod tracking;
pub mod unsaid;
pub mod validate;
