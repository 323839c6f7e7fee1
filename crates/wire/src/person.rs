//! People: buyers and shop owners.

use serde::{Deserialize, Serialize};

use crate::{Page, PersonId, Picture, ProductCard, RoomCard};

/// A person as shown on a card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonCard {
    /// Which person.
    pub id: PersonId,
    /// The name they go by.
    pub name: String,
    /// Their portrait.
    pub avatar: Picture,
    /// Whether they buy or also sell.
    pub kind: PersonKind,
}

/// What a person does here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// Buys, writes, recommends.
    #[default]
    Buyer,
    /// Runs a shop.
    Owner,
}

/// Something a person tells about themselves in public, such as `foot_width: wide`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Trait {
    /// Such as `height_cm`, `build`, `foot_width`, `skin`, `budget`, `noise`, `home`, `pets`, `kids`.
    pub key: String,
    /// Such as `158`, `pear`, `wide`.
    pub value: String,
}

/// `GET /api/v1/people/{id}`: a person's page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// As on a card.
    pub card: PersonCard,
    /// Unique, latin, without `@`.
    pub handle: String,
    /// Where they live, in words.
    pub place: String,
    /// Who they are, in their words.
    pub bio: String,
    /// The language they write, a BCP 47 tag.
    pub lang: String,
    /// What they tell about themselves.
    pub traits: Vec<Trait>,
    /// How this session stands to them.
    pub relationship: Relationship,
    /// Owners: the name of their shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shop_name: Option<String>,
    /// Owners: what the shop is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shop_about: Option<String>,
    /// Owners: what they sell.
    pub products: Vec<ProductCard>,
    /// Their rooms: those on air, then those to come, then those that can be seen again.
    pub rooms: Vec<RoomCard>,
    /// Others who tell the same about themselves, most alike first.
    pub alike: Vec<Alike>,
    /// The first page of their notes; more by `GET /api/v1/people/{id}/notes?cursor=`.
    pub notes: Page<crate::NoteCard>,
}

/// How a session stands to a person. `PUT /api/v1/people/{id}/follow` and `…/mute` answer with it as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Relationship {
    /// Whether this session follows them.
    pub following: bool,
    /// How many follow them.
    pub followers: u32,
    /// Whether this session wants to see nothing by them in lists.
    pub muting: bool,
}

/// Somebody who is like the person whose page it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alike {
    /// Who.
    pub card: PersonCard,
    /// What both tell about themselves.
    pub shared: Vec<Trait>,
}
