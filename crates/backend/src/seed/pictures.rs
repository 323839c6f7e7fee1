//! The pictures of the town: from `pictures.json` to what travels.

use std::{collections::HashMap, sync::LazyLock};

use meadow_wire::{Picture, PictureSource};
use serde::Deserialize;

use super::PICTURES;

/// One picture, as `pictures.json` lists it.
#[derive(Debug, Clone, Deserialize)]
struct Entry {
    file: String,
    w: u32,
    h: u32,
    /// In which smaller widths it also exists, as `name@240.webp`.
    #[serde(default)]
    widths: Vec<u32>,
    #[serde(default)]
    thumbhash: String,
    #[serde(default)]
    alt: HashMap<String, String>,
}

/// All pictures by their file.
#[derive(Debug, Default)]
pub struct Catalogue(HashMap<String, Entry>);

/// The embedded pictures. Empty if their list can't be read, which [`super::plant`] then reports picture by picture.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
        let list = PICTURES
            .get_file("pictures.json")
            .map_or(&[][..], |file| file.contents());
        let entries: Vec<Entry> = serde_json::from_slice(list).unwrap_or_else(|error| {
            tracing::error!(%error, "seed/pictures/pictures.json can't be read");
            Vec::new()
        });
        Catalogue(
            entries
                .into_iter()
                .map(|entry| (entry.file.clone(), entry))
                .collect(),
        )
    });
    &CATALOGUE
}

impl Catalogue {
    /// Whether there is such a picture, in the list and as a file.
    pub fn has(&self, file: &str) -> bool {
        self.0.contains_key(file) && PICTURES.get_file(file).is_some()
    }

    /// A picture with its description in a language. One that is unknown has no sources.
    pub fn picture(&self, file: &str, lang: &str) -> Picture {
        let Some(entry) = self.0.get(file) else {
            return Picture::default();
        };
        let (stem, kind) = file.rsplit_once('.').unwrap_or((file, "webp"));
        let mut widths: Vec<u32> = entry
            .widths
            .iter()
            .copied()
            .filter(|width| *width < entry.w)
            .collect();
        widths.sort_unstable();
        let mut sources: Vec<PictureSource> = widths
            .into_iter()
            .map(|width| (width, format!("{stem}@{width}.{kind}")))
            .filter(|(_, smaller)| PICTURES.get_file(smaller).is_some())
            .map(|(width, smaller)| PictureSource {
                url: format!("/media/{smaller}"),
                width,
            })
            .collect();
        sources.push(PictureSource {
            url: format!("/media/{file}"),
            width: entry.w,
        });
        Picture {
            sources,
            width: entry.w,
            height: entry.h,
            thumbhash: entry.thumbhash.clone(),
            alt: entry
                .alt
                .get(lang)
                .or_else(|| entry.alt.get("en"))
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// The portraits, in the order of their names.
    pub fn avatars(&self) -> Vec<&str> {
        let mut files: Vec<&str> = self
            .0
            .keys()
            .map(String::as_str)
            .filter(|file| file.starts_with("avatars/"))
            .collect();
        files.sort_unstable();
        files
    }
}
