//! The storefront's parts, each alone in a real browser page: `cargo xtask test parts`.
#![cfg(target_arch = "wasm32")]

mod accounts;
#[cfg(feature = "gallery")]
mod coupons;
mod drafts;
mod follows;
#[cfg(feature = "gallery")]
mod gallery;
mod grid;
mod held;
mod paying;
mod people;
mod pictures;
mod returns;
mod review_pages;
mod reviews;
mod rooms;
mod search;
mod share;
mod shop;
mod stage;
mod talk;
#[path = "../../crates/domain/tests/laws/ten_thousand.rs"]
mod ten_thousand;
mod ui;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
