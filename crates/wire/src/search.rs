//! Search: what was found, and where.

use serde::{Deserialize, Serialize};

use crate::{NoteCard, PersonCard, ProductCard};

/// A part of a text, in characters (Unicode scalar values) from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextRange {
    /// The first character.
    pub start: u32,
    /// The first character behind it.
    pub end: u32,
}

/// A text, and what in it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MarkedText {
    /// The text.
    pub text: String,
    /// What to mark, in its order; no two touch.
    pub marks: Vec<TextRange>,
}

/// What can be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SearchKind {
    /// What people wrote.
    Notes,
    /// What can be bought.
    Products,
    /// Buyers and shop owners.
    People,
}

/// In which order results come. What a kind can't be ordered by leaves it as `best`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SearchSort {
    /// What fits best first.
    #[default]
    Best,
    /// The newest notes first.
    Newest,
    /// The best liked notes first.
    Liked,
    /// The cheapest products first.
    PriceUp,
    /// The dearest products first.
    PriceDown,
}

/// What kind of note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoteForm {
    /// It shows things that can be bought.
    WithProducts,
    /// Nobody paid for it.
    Unpaid,
    /// Its author is followed by whoever asks.
    Followed,
}

/// How old a note may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SearchSince {
    /// 24 hours.
    Day,
    /// 7 days.
    Week,
    /// 30 days.
    Month,
    /// 365 days.
    Year,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FoundItem {
    /// A note.
    Note(NoteCard),
    /// A product.
    Product(ProductCard),
    /// Somebody.
    Person(FoundPerson),
}

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundPerson {
    /// Who.
    pub card: PersonCard,
    /// Their name in links and mentions, without `@`.
    pub handle: String,
    /// Where they live, as they put it.
    pub place: String,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHit {
    /// What it is.
    pub item: FoundItem,
    /// What to mark in its title or name.
    pub marks: Vec<crate::TextRange>,
    /// A piece of its text, if that is where something was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<MarkedText>,
}

/// How many results there are of each kind, exactly. The filters count, `kind` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchCounts {
    /// Notes.
    pub notes: u32,
    /// Products.
    pub products: u32,
    /// People.
    pub people: u32,
}

/// A word that nobody wrote here, and what was looked for instead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Correction {
    /// As it was typed.
    pub typed: String,
    /// What was looked for; missing if nothing is like it, and the word was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
}

/// `GET /api/v1/search`: one page of results: notes first, then products, then people.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchPage {
    /// The results, in order.
    pub items: Vec<SearchHit>,
    /// Where the next page starts; opaque, and only for the same question. Missing on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many there are.
    pub counts: SearchCounts,
    /// Words that were read otherwise.
    pub corrections: Vec<Correction>,
}

/// `GET /api/v1/search/suggestions`: what somebody who types this may be looking for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestions {
    /// Questions to ask: topics and titles. Without anything typed, what is talked about.
    pub queries: Vec<MarkedText>,
    /// Products by their name, at most 3.
    pub products: Vec<ProductCard>,
    /// People by their name or handle, at most 3.
    pub people: Vec<FoundPerson>,
}
