//! A picture of the wire, drawn.

use leptos::prelude::*;
use meadow_wire::Picture;

use crate::ui;

/// A picture with its sizes, its place and its words.
#[component]
pub fn Shot(
    /// The picture.
    picture: Picture,
    /// How wide it will be drawn, as the `sizes` attribute.
    #[prop(into)]
    sizes: String,
    /// Whether it is among the first things seen.
    #[prop(optional)]
    first: bool,
    /// Whether what stands beside it already says what can be seen.
    #[prop(optional)]
    decorative: bool,
) -> impl IntoView {
    let srcset: Vec<String> = picture
        .sources
        .iter()
        .map(|source| format!("{} {}w", source.url, source.width))
        .collect();
    view! {
        <ui::Picture
            srcset=srcset.join(", ")
            src=picture.largest().to_owned()
            sizes=sizes
            width=picture.width
            height=picture.height
            thumbhash=picture.thumbhash
            alt=if decorative { String::new() } else { picture.alt }
            first=first
        />
    }
}
