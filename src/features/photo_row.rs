//! The photos of a review or a return.

use leptos::prelude::*;
use meadow_wire::{Photo, Picture};

use crate::features::{PictureCloser, Shot};

/// Small photos; pressed, they open large.
#[component]
pub fn PhotoRow(
    /// In the order to show.
    photos: Vec<Photo>,
    /// Whose they are, as in `by Mira` or `from your return`.
    #[prop(into)]
    whose: String,
) -> impl IntoView {
    let count = photos.len();
    let pictures: Vec<Picture> = (1..)
        .zip(photos)
        .map(|(number, photo)| {
            let mut picture = photo.picture;
            if picture.alt.is_empty() {
                picture.alt = format!("Photo {number} of {count} {whose}, without a description");
            }
            picture
        })
        .collect();
    let open = RwSignal::new(None::<usize>);
    let large = StoredValue::new(pictures.clone());
    let title = format!("Photos {whose}");
    view! {
        <ul class="photo-row">
            {pictures
                .into_iter()
                .enumerate()
                .map(|(index, picture)| {
                    let label = format!("Open photo {} of {count}: {}", index + 1, picture.alt);
                    view! {
                        <li>
                            <button
                                type="button"
                                class="photo-row__one"
                                aria-label=label
                                on:click=move |_| open.set(Some(index))
                            >
                                <Shot picture=picture sizes="96px" decorative=true />
                            </button>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        {move || {
            open.get()
                .map(|start| {
                    view! {
                        <PictureCloser
                            pictures=large.get_value()
                            label=title.clone()
                            start=start
                            on_close=move |()| open.set(None)
                        />
                    }
                })
        }}
    }
}
