//! Laws that hold for every input, tried on random ones.

mod cart;
mod feed;
mod live;
mod orders;
mod outbox;
mod placement;
mod pricing;
mod returns;
mod ten_thousand;
