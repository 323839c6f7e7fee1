//! Pictures that never shift the page.

use leptos::prelude::*;

use super::thumb::average_colour;

/// A picture in a box of its own shape, in its average colour until it arrives.
#[component]
pub fn Picture(
    /// The `srcset`: `/a@240.webp 240w, /a.webp 480w`.
    #[prop(into)]
    srcset: String,
    /// The largest file, for browsers without `srcset`.
    #[prop(into)]
    src: String,
    /// The `sizes` attribute: how wide it will be drawn.
    #[prop(into)]
    sizes: String,
    /// Width of the largest file in pixels.
    width: u32,
    /// Height of the largest file in pixels.
    height: u32,
    /// The thumbhash, base64; may be empty.
    #[prop(into)]
    thumbhash: String,
    /// What can be seen; empty for decoration.
    #[prop(into)]
    alt: String,
    /// Whether it is among the first things seen.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let colour = average_colour(&thumbhash);
    view! {
        <img
            class="picture"
            loading=if first { "eager" } else { "lazy" }
            decoding="async"
            fetchpriority=first.then_some("high")
            sizes=sizes
            srcset=srcset
            src=src
            width=width
            height=height
            alt=alt
            style:background-color=colour
        />
    }
}
