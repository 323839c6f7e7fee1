//! Products.

use serde::{Deserialize, Serialize};

use crate::{Money, NoteCard, PersonCard, Picture, ProductId, Review, ReviewCounts, Terms, VariantId};

/// A product as shown on a card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductCard {
    /// Which product.
    pub id: ProductId,
    /// What it is called.
    pub name: String,
    /// Its main picture.
    pub picture: Picture,
    /// The lowest price of its variants.
    pub price: Money,
    /// Whether variants differ in price, so that the price reads "from".
    pub price_varies: bool,
    /// How many can be bought now, over all variants.
    pub stock: u32,
    /// Set if there is only one variant: the card can add it without asking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_variant: Option<VariantId>,
    /// What the cart needs to know of that one variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// The language of the name, a BCP 47 tag.
    pub lang: String,
}

/// `GET /api/v1/products/{id}`: all about a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Product {
    /// As on a card.
    pub card: ProductCard,
    /// One line under the name.
    pub tagline: String,
    /// For whom it is, what it does, what it does not.
    pub description: String,
    /// All pictures; the first is the card's.
    pub pictures: Vec<Picture>,
    /// Who sells it.
    pub owner: PersonCard,
    /// What can be chosen, such as size and colour; empty if nothing.
    pub options: Vec<VariantOption>,
    /// What can be bought; never empty.
    pub variants: Vec<Variant>,
    /// Names and values, such as `["Weight", "310 g"]`.
    pub facts: Vec<(String, String)>,
    /// What it is about.
    pub topics: Vec<String>,
    /// What buyers say, newest first: the first page.
    pub reviews: Vec<Review>,
    /// Where the next page of them starts, at `GET /api/v1/products/{id}/reviews`. Missing if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviews_next: Option<String>,
    /// What all of them say on the whole.
    #[serde(default)]
    pub review_counts: ReviewCounts,
    /// Notes in which it appears, best liked first.
    pub notes: Vec<NoteCard>,
}

/// Something to choose about a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VariantOption {
    /// Such as `Size`.
    pub name: String,
    /// In the order to show.
    pub values: Vec<String>,
}

/// One thing that can be bought.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Variant {
    /// Which variant.
    pub id: VariantId,
    /// One value for each of the product's options, in their order.
    pub values: Vec<String>,
    /// What one costs.
    pub price: Money,
    /// What else decides what it costs in a cart.
    #[serde(default)]
    pub terms: Terms,
    /// How many can be bought now.
    pub stock: u32,
}

/// `GET /api/v1/offers?variants=…`: one thing that can be bought, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offer {
    /// Its product.
    pub product: ProductCard,
    /// The variant.
    pub variant: Variant,
}
