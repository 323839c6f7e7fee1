//! How much one client may ask for: bytes, time, requests.

mod address;
mod bucket;
mod layers;
mod places;

pub use address::{Address, Proxies};
pub use bucket::{Bucket, Buckets, Rate};
pub use layers::layer;
pub use places::{Place, Places};
