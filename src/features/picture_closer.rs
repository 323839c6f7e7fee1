//! Pictures as large as the window, and larger.

use leptos::prelude::*;
use meadow_wire::{Hotspot, Picture, ProductCard};

use crate::{
    features::PictureStrip,
    ui::{Glyph, Icon, Layer},
};

/// Pictures in a layer of their own; a double press, the keys `+` and `-` or the button bring them nearer.
#[component]
pub fn PictureCloser(
    /// In the order to show.
    pictures: Vec<Picture>,
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// Which one is seen first.
    start: usize,
    /// Runs when the shopper wants it closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let near = RwSignal::new(false);
    let toggle = move || near.update(|near| *near = !*near);
    let by_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "+" | "=" => near.set(true),
        "-" => near.set(false),
        _ => {}
    };
    view! {
        <Layer class="layer--photo" label=Signal::derive(move || label.clone()) on_close=on_close>
            <div
                class="picture-closer"
                class:picture-closer--near=near
                on:dblclick=move |_| toggle()
                on:keydown=by_key
            >
                <PictureStrip pictures=pictures sizes="200vw" whole=true start=start near=near />
                <button
                    type="button"
                    class="picture-closer__zoom"
                    aria-pressed=move || near.get().to_string()
                    on:click=move |_| toggle()
                >
                    <Icon glyph=Signal::derive(move || if near.get() { Glyph::Minus } else { Glyph::Plus }) />
                    "Zoom"
                </button>
            </div>
        </Layer>
    }
}

/// Pictures to swipe through, which open in a layer of their own when they are pressed.
#[component]
pub fn PictureGallery(
    /// In the order to show.
    pictures: Vec<Picture>,
    /// How wide one is drawn, as the `sizes` attribute.
    sizes: &'static str,
    /// Products that can be seen in them.
    #[prop(optional)]
    hotspots: Vec<(Hotspot, ProductCard)>,
    /// Whether each is shown whole in its own shape, not cut to the strip's.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let open = RwSignal::new(None::<usize>);
    let large = StoredValue::new(pictures.clone());
    view! {
        <PictureStrip
            pictures=pictures
            sizes=sizes
            hotspots=hotspots
            whole=whole
            on_look=move |index: usize| open.set(Some(index))
        />
        {move || {
            open.get()
                .map(|start| {
                    view! {
                        <PictureCloser
                            pictures=large.get_value()
                            label="Pictures, large"
                            start=start
                            on_close=move |()| open.set(None)
                        />
                    }
                })
        }}
    }
}
