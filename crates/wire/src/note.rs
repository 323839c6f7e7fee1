//! A note and the marks on it.

use serde::{Deserialize, Serialize};

use crate::{Comments, NoteCard, PhotoId, Picture, ProductCard, ProductId, Relationship, Timestamp, Trait};

/// `GET /api/v1/notes/{id}`: all of a note.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    /// As on a card, so that the layer opens before the rest is there.
    pub card: NoteCard,
    /// Paragraphs, parted by an empty line. Plain text: never markup.
    pub text: String,
    /// All pictures; the first is the card's cover.
    pub pictures: Vec<Picture>,
    /// Where products can be seen in the pictures.
    pub hotspots: Vec<Hotspot>,
    /// The products it tags.
    pub products: Vec<ProductCard>,
    /// Where it was written, in words; may be empty.
    pub place: String,
    /// What the author tells about themselves with it.
    #[serde(default)]
    pub traits: Vec<Trait>,
    /// When it was last changed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// What its author needs to change it; nothing for anybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnNote>,
    /// How this session stands to its author.
    pub relationship: Relationship,
    /// How many collected it.
    pub collects: u32,
    /// Whether this session collected it.
    pub collected: bool,
    /// The first of its comments, best first.
    pub comments: Comments,
}

/// What only a note's author knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnNote {
    /// The names of its pictures, in their order, to be used again.
    pub photos: Vec<PhotoId>,
}

/// A product's place in a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hotspot {
    /// Index of the picture.
    pub picture: u32,
    /// From the left edge, in thousandths of the picture's width.
    pub x_permille: u32,
    /// From the top edge, in thousandths of the picture's height.
    pub y_permille: u32,
    /// What is there.
    pub product: ProductId,
}

/// `PUT /api/v1/notes/{id}/like` and `…/collect` answer with the note's marks as they are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Marks {
    /// Whether this session likes it.
    pub liked: bool,
    /// How many like it.
    pub likes: u32,
    /// Whether this session collected it.
    pub collected: bool,
    /// How many collected it.
    pub collects: u32,
}
