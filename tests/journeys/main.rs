//! The built storefront with the real backend behind a breakable network, driven as people drive it.
//!
//! Any console error, rejection, panic or violation of the content security policy fails a journey.

mod accounts;
mod chat;
mod down;
mod feed;
mod looks;
mod pages;
mod red;
mod smoke;
mod stage;
mod whole_way;
