//! Pictures.

use serde::{Deserialize, Serialize};

/// A picture with all that is needed to reserve its place before it arrives.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Picture {
    /// The same picture in several widths, smallest first; never empty.
    pub sources: Vec<PictureSource>,
    /// Width of the largest source in pixels.
    pub width: u32,
    /// Height of the largest source in pixels.
    pub height: u32,
    /// A blurred preview (thumbhash), base64; empty if there is none.
    pub thumbhash: String,
    /// What can be seen, for those who can't; empty for decoration.
    pub alt: String,
}

/// One file of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PictureSource {
    /// Path on the backend, such as `/media/covers/rain-de@240.webp`.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
}

impl Picture {
    /// The path of the largest source.
    pub fn largest(&self) -> &str {
        self.sources.last().map_or("", |source| &source.url)
    }

    /// The path of the smallest source.
    pub fn smallest(&self) -> &str {
        self.sources.first().map_or("", |source| &source.url)
    }
}
