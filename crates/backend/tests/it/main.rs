//! Integration tests.
mod live_film;
mod live_manners;
mod live_rooms;
mod live_stage;
