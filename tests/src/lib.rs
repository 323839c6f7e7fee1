//! What the tests that cross rooms share: the backend as a process, a network that can break, browsers, and a checker of
//! what was said against what is stored.

pub mod backend;
pub mod browser;
mod command;
pub mod devtools;
pub mod drivers;
pub mod engine;
pub mod eyes;
pub mod history;
pub mod http;
pub mod places;
pub mod presses;
pub mod proxy;
pub mod python;
pub mod speaker;
pub mod tabs;
