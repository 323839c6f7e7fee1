//! How much one client may ask for: bytes, time, requests.

mod address;
mod bucket;
mod layers;

pub use address::{Address, Proxies};
pub use bucket::{Bucket, Buckets, Rate};
pub use layers::layer;
