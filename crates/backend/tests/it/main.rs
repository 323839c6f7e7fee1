//! Integration tests.
#![expect(clippy::unwrap_used, reason = "a test stops where it can't go on")]

mod limits_addresses;
mod limits_refusals;
mod limits_time;
mod live_film;
mod live_manners;
mod live_rooms;
mod live_saying;
mod live_shows;
mod live_stage;
mod photo_stage;
mod shop_bad_input;
mod shop_conformance;
mod shop_coupon_caps;
mod shop_coupons;
mod shop_crash;
mod shop_crowd;
mod shop_names;
mod shop_orders;
mod shop_photos;
mod shop_prices;
mod shop_races;
mod shop_reads;
mod shop_refunds;
mod shop_reviews;
mod shop_saved;
mod shop_service;
mod shop_stage;
mod shop_stream;
mod shop_upkeep;
mod site_files;
mod site_pages;
mod site_stage;
