//! What buyers say after using a product, and how the shop vouches for it.

use serde::{Deserialize, Serialize};

use crate::{PersonCard, PhotoId, Picture, ReviewId, ReviewKey, Timestamp, Trait, VariantId};

/// What a buyer says after using it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// Which review.
    pub id: ReviewId,
    /// Who.
    pub author: PersonCard,
    /// Whether the author has a page of their own: shoppers have none.
    #[serde(default)]
    pub has_page: bool,
    /// What the author tells about themselves: is this someone like me?
    pub traits: Vec<Trait>,
    /// 1 to 5.
    pub stars: u8,
    /// In their words.
    pub text: String,
    /// Whether they kept it.
    pub outcome: Outcome,
    /// How long they used it before writing, in days.
    pub days_used: u32,
    /// Whether they got something for writing.
    #[serde(default)]
    pub paid: bool,
    /// Which variant, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<VariantId>,
    /// What it looks like at their place, at most four.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// When it was written.
    pub at: Timestamp,
    /// When it was last changed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// What the shop vouches for. Without it nothing is known, which is not the same as false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<PurchaseProof>,
    /// Whether the session that asks wrote it.
    #[serde(default)]
    pub mine: bool,
}

/// What buyers say on the whole, also those whose words are on another page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewCounts {
    /// How many gave one star, two, … five.
    pub by_stars: [u32; 5],
    /// How many kept it.
    pub kept: u32,
}

/// What became of a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They still have it.
    #[default]
    Kept,
    /// They sent it back.
    Returned,
}

/// What the shop knows of a review, signed. The text that is signed is made by `domain::proof` from this and the review.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PurchaseProof {
    /// In which month it was bought: `2026-08`.
    pub bought: String,
    /// Days between its delivery and the writing: nobody can have used it longer.
    pub days: u32,
    /// The `kid` of the key in `GET /api/v1/keys`.
    pub key: String,
    /// Ed25519, 64 bytes in base64url.
    pub signature: String,
}

/// `POST /api/v1/photos`: a photo, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Photo {
    /// Names it when it is used.
    pub id: PhotoId,
    /// The picture; its words come with its use.
    pub picture: Picture,
}

/// `POST /api/v1/orders/{id}/reviews`: says something of a thing that was delivered.
///
/// Idempotent by `key`: the same key gives the same review, the same key with another body is refused with 422.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewRequest {
    /// Made by the client for this review.
    pub key: ReviewKey,
    /// Which of the order's things.
    pub variant: VariantId,
    /// What is said.
    pub words: ReviewWords,
}

/// `PUT /api/v1/reviews/{id}`: what an author says, all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewWords {
    /// 1 to 5.
    pub stars: u8,
    /// 1 to 2000 characters.
    pub text: String,
    /// Whether they kept it. An order that was sent back knows better.
    pub outcome: Outcome,
    /// How long they used it, in days; never longer than they can have had it.
    pub days_used: u32,
    /// Whether they got something for writing.
    pub paid: bool,
    /// What the author wants to tell about themselves; each key once.
    pub traits: Vec<Trait>,
    /// At most four, in the order to show.
    pub photos: Vec<PhotoUse>,
}

/// A photo of the session, used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PhotoUse {
    /// Which photo.
    pub photo: PhotoId,
    /// What can be seen, for those who can't; at most 200 characters, may be empty.
    pub alt: String,
}
