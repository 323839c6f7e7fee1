//! The demo town.

use include_dir::{Dir, include_dir};

/// The pictures of the demo town, as files below `/media/`: `products/mug-petrol.webp`.
pub static PICTURES: Dir = include_dir!("$CARGO_MANIFEST_DIR/seed/pictures");
