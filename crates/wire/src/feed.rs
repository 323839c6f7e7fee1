//! The feed, and the places that one can look around in.

use serde::{Deserialize, Serialize};

use crate::{NoteId, PersonCard, Picture, ProductCard, RoomCard, Timestamp};

/// `GET /api/v1/feed`: one card of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FeedItem {
    /// A note by a person.
    Note(NoteCard),
    /// A live room.
    Room(RoomCard),
    /// A product.
    Product(ProductCard),
}

impl FeedItem {
    /// The id of what the card shows, unique over all kinds.
    pub fn id(&self) -> &str {
        match self {
            Self::Note(note) => note.id.as_str(),
            Self::Room(room) => room.id.as_str(),
            Self::Product(product) => product.id.as_str(),
        }
    }

    /// The words under the picture.
    pub fn title(&self) -> &str {
        match self {
            Self::Note(note) => &note.title,
            Self::Room(room) => &room.title,
            Self::Product(product) => &product.name,
        }
    }

    /// The picture of the card.
    pub fn cover(&self) -> &Picture {
        match self {
            Self::Note(note) => &note.cover,
            Self::Room(room) => &room.cover,
            Self::Product(product) => &product.picture,
        }
    }
}

/// A note as shown on a card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteCard {
    /// Which note.
    pub id: NoteId,
    /// Its headline.
    pub title: String,
    /// Its first picture.
    pub cover: Picture,
    /// Who wrote it.
    pub author: PersonCard,
    /// How many like it.
    pub likes: u32,
    /// Whether this session likes it.
    pub liked: bool,
    /// What it is about; also what ranking looks at.
    pub topics: Vec<String>,
    /// Whether somebody paid for it.
    pub paid: bool,
    /// How many products it tags.
    pub product_count: u32,
    /// The language it is written in, a BCP 47 tag.
    pub lang: String,
    /// When it was published.
    pub at: Timestamp,
}

/// `GET /api/v1/places`: where notes were written, most notes first. `GET /api/v1/feed/nearby?place=` takes a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Places {
    /// The places.
    pub items: Vec<Place>,
}

/// A place with notes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// Its name, as those who wrote there call it.
    pub name: String,
    /// How many notes were written there.
    pub notes: u32,
}
