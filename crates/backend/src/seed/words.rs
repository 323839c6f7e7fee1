//! The words of the town, as `seed/README.md` describes them.

use include_dir::Dir;
use serde::{Deserialize, de::DeserializeOwned};

use super::SeedError;

/// Something and the language of the file that it stands in.
#[derive(Debug, Clone)]
pub struct In<T> {
    /// A BCP 47 tag.
    pub lang: String,
    /// The thing.
    pub it: T,
}

/// Everything.
#[derive(Debug, Clone, Default)]
pub struct Town {
    /// Buyers and owners.
    pub people: Vec<In<PersonWords>>,
    /// Goods.
    pub products: Vec<In<ProductWords>>,
    /// Notes.
    pub notes: Vec<In<NoteWords>>,
    /// Live rooms.
    pub rooms: Vec<In<RoomWords>>,
}

/// A person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct PersonWords {
    pub id: String,
    pub handle: String,
    pub name: String,
    pub kind: String,
    pub avatar: String,
    pub place: String,
    pub bio: String,
    pub traits: Vec<meadow_wire::Trait>,
    pub shop: Option<ShopWords>,
}

/// An owner's shop.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct ShopWords {
    pub name: String,
    pub about: String,
}

/// A product.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct ProductWords {
    pub id: String,
    pub owner: String,
    pub name: String,
    pub tagline: String,
    pub description: String,
    pub price: i64,
    pub pictures: Vec<String>,
    #[serde(default)]
    pub options: Vec<meadow_wire::VariantOption>,
    pub variants: Vec<VariantWords>,
    #[serde(default)]
    pub facts: Vec<(String, String)>,
    #[serde(default)]
    pub topics: Vec<String>,
    #[serde(default)]
    pub reviews: Vec<ReviewWords>,
}

/// One thing that can be bought.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct VariantWords {
    pub key: String,
    #[serde(default)]
    pub values: Vec<String>,
    pub stock: i64,
    pub price: Option<i64>,
}

/// A review.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct ReviewWords {
    pub by: String,
    pub stars: i64,
    pub text: String,
    pub outcome: meadow_wire::Outcome,
    pub days_used: i64,
    pub days_ago: f64,
    #[serde(default)]
    pub bought: Option<String>,
    #[serde(default)]
    pub photos: Vec<String>,
}

/// A note.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct NoteWords {
    pub id: String,
    pub author: String,
    pub cover: String,
    #[serde(default)]
    pub pictures: Vec<String>,
    pub title: String,
    pub text: String,
    pub topics: Vec<String>,
    #[serde(default)]
    pub products: Vec<TagWords>,
    pub likes: i64,
    pub collects: i64,
    #[serde(default)]
    pub place: String,
    pub days_ago: f64,
    #[serde(default)]
    pub paid: bool,
    #[serde(default)]
    pub comments: Vec<CommentWords>,
}

/// A product's place in a picture of a note.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct TagWords {
    pub id: String,
    #[serde(default)]
    pub picture: usize,
    pub x: f64,
    pub y: f64,
}

/// A comment or a reply.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct CommentWords {
    pub by: String,
    pub text: String,
    #[serde(default)]
    pub likes: i64,
    pub days_ago: f64,
    #[serde(default)]
    pub replies: Vec<CommentWords>,
}

/// A live room.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct RoomWords {
    pub id: String,
    pub host: String,
    pub title: String,
    pub about: String,
    pub state: meadow_wire::RoomStatus,
    pub cover: String,
    pub starts_in_minutes: Option<f64>,
    pub products: Vec<String>,
    #[serde(default)]
    pub script: Vec<LineWords>,
}

/// What happens in a room, and when.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "seed/README.md describes every field")]
pub struct LineWords {
    pub at: f64,
    pub kind: LineKind,
    pub by: Option<String>,
    pub text: Option<String>,
    pub question: Option<String>,
    pub product: Option<String>,
}

/// What a line of a script does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Somebody says something.
    Chat,
    /// The host starts to explain a product.
    Explain,
    /// The host pins a product; nothing, without one.
    Pin,
    /// The host answers a question.
    Answer,
}

impl Town {
    /// From a folder with `{people,products,notes,rooms}-{lang}.json`; languages that are missing are left out.
    pub fn read(folder: &Dir) -> Result<Self, SeedError> {
        Ok(Self {
            people: all(folder, "people")?,
            products: all(folder, "products")?,
            notes: all(folder, "notes")?,
            rooms: all(folder, "rooms")?,
        })
    }
}

fn all<T: DeserializeOwned>(folder: &Dir, kind: &str) -> Result<Vec<In<T>>, SeedError> {
    let mut files: Vec<_> = folder.files().collect();
    files.sort_by_key(|file| file.path());
    let mut found = Vec::new();
    for file in files {
        let name = file.path().display().to_string();
        let Some(lang) = name
            .strip_suffix(".json")
            .and_then(|stem| stem.strip_prefix(kind)?.strip_prefix('-'))
        else {
            continue;
        };
        let items: Vec<T> = serde_json::from_slice(file.contents()).map_err(|error| SeedError::File {
            file: format!("words/{name}"),
            reason: error.to_string(),
        })?;
        found.extend(items.into_iter().map(|it| In {
            lang: lang.to_owned(),
            it,
        }));
    }
    Ok(found)
}
