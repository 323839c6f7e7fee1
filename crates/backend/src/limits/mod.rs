//! How much one client may ask for: bytes, time, requests.

mod bucket;
mod layers;

pub use bucket::{Bucket, Buckets, Rate};
pub use layers::layer;
