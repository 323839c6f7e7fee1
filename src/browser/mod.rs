//! THE BROWSER'S DOOR: one hook or function per web API; the only room that names `web_sys::window`.

pub mod boot;
pub mod channel;
pub mod clipboard;
pub mod download;
pub mod events;
mod few;
pub mod files;
pub mod focus;
pub mod history;
pub mod idb;
pub mod intl;
pub mod media;
pub mod net;
pub mod observe;
pub mod page;
pub mod panic;
pub mod passkey;
pub mod random;
pub mod scroll;
pub mod share;
pub mod shortcut;
pub mod signature;
pub mod socket;
pub mod storage;
pub mod stream;
pub mod task;
pub mod time;
