//! The storefront: a Leptos single-page app. `docs/ARCHITECTURE.md` says what each room is for.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod api;
pub mod app;
pub mod browser;
pub mod features;
pub mod pages;
pub mod paths;
pub mod stores;
pub mod ui;
