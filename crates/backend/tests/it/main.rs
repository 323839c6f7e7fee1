//! Integration tests.
#![expect(clippy::unwrap_used, reason = "a test stops where it can't go on")]

mod accounts_farewell;
mod accounts_merge;
mod accounts_passkeys;
mod accounts_sign_in;
mod accounts_stage;
mod limits_refusals;
mod live_film;
mod live_manners;
mod live_rooms;
mod live_saying;
mod live_shows;
mod live_stage;
mod shop_bad_input;
mod shop_conformance;
mod shop_crash;
mod shop_names;
mod shop_orders;
mod shop_races;
mod shop_reads;
mod shop_refunds;
mod shop_service;
mod shop_stage;
mod shop_upkeep;
mod site_files;
mod site_pages;
mod site_stage;
