//! Integration tests.
#![expect(clippy::unwrap_used, reason = "a test stops where it can't go on")]

mod limits_refusals;
mod live_film;
mod live_manners;
mod live_rooms;
mod live_saying;
mod live_shows;
mod live_stage;
mod pay_crash;
mod pay_redirect;
mod pay_second_step;
mod pay_stage;
mod pay_stripe;
mod pay_table;
mod pay_tabs;
mod pay_webhooks;
mod shop_bad_input;
mod shop_conformance;
mod shop_crash;
mod shop_names;
mod shop_orders;
mod shop_races;
mod shop_reads;
mod shop_refunds;
mod shop_server;
mod shop_service;
mod shop_stage;
mod shop_upkeep;
mod site_files;
mod site_pages;
mod site_stage;
mod stripe_client;
