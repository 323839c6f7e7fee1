//! Notes and products to read, and the pictures in them.

use leptos::prelude::*;
use meadow_wire::{Note, Product};

use super::{
    goods::{only_one_kind, product_called},
    part::Part,
    people::{note, whole_note},
};
use crate::features::{NoteView, PictureGallery, PictureStrip, ProductView};

/// Notes: on their way, whole, with nothing but words.
#[component]
pub fn Notes() -> impl IntoView {
    let whole = whole_note(true);
    let bare = Note {
        pictures: whole.pictures.iter().take(1).cloned().collect(),
        text: whole.text.clone(),
        card: note("Rain, and how I stopped minding", false),
        ..Note::default()
    };
    let spots = whole
        .hotspots
        .iter()
        .cloned()
        .zip(whole.products.iter().cloned())
        .collect::<Vec<_>>();
    let (one, pictures) = (bare.pictures.clone(), whole.pictures.clone());
    let large = pictures.clone();
    let (paid, plain) = (whole.card.clone(), bare.card.clone());
    let sizes = "24rem";
    view! {
        <Part name="Pictures: one, several, whole with products in them">
            <PictureStrip pictures=one sizes=sizes />
            <PictureStrip pictures=pictures.clone() sizes=sizes />
            <div class="gallery__whole">
                <PictureStrip pictures=pictures sizes=sizes hotspots=spots whole=true />
            </div>
        </Part>
        <Part name="Pictures that open large">
            <PictureGallery pictures=large sizes=sizes />
        </Part>
        <Part name="Note: the rest is on its way" wide=true>
            <NoteView card=note("Rain, and how I stopped minding", false) note=None />
        </Part>
        <Part name="Note: paid for, with products and a place" wide=true>
            <NoteView card=paid note=Some(whole) />
        </Part>
        <Part name="Note: words only" wide=true>
            <NoteView card=plain note=Some(bare) />
        </Part>
    }
}

/// Products: to choose from, of one kind, nearly and quite sold out.
#[component]
pub fn Products() -> impl IntoView {
    let states: [(&'static str, Product); 4] = [
        ("Product: to choose from", product_called("g-gallery-page")),
        ("Product: one kind", only_one_kind("g-gallery-one", 9)),
        ("Product: the last ones", only_one_kind("g-gallery-last", 2)),
        ("Product: sold out", only_one_kind("g-gallery-out", 0)),
    ];
    states
        .map(|(name, product)| {
            view! {
                <Part name=name wide=true>
                    <ProductView product=product />
                </Part>
            }
        })
        .into_iter()
        .collect_view()
}
