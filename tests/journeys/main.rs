//! The built storefront with the real backend behind a breakable network, driven as people drive it.
//!
//! Any console error, rejection, panic or violation of the content security policy fails a journey.

mod accounts;
mod axe;
mod cart_kept;
mod cart_tabs;
mod cart_ways;
mod chat;
mod coupon;
mod down;
mod feed;
mod looks;
mod once;
mod pages;
mod paying;
mod people;
mod pictures;
mod pieces;
mod place;
mod quick;
mod red;
mod return_and_refund;
mod reviews;
mod search;
mod smoke;
mod stage;
mod talk;
mod whole_way;
