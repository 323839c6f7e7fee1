//! Seeing nothing by a person in lists.

use leptos::prelude::*;
use meadow_wire::{PersonId, Relationship};

use crate::{
    stores::marks::{Mark, MarkStore},
    ui::{Glyph, Icon},
};

/// Mutes a person, or no longer, and says what that means while it is so.
#[component]
pub fn MuteButton(
    /// Whom.
    id: PersonId,
    /// Their name, for those who hear the button alone.
    name: String,
    /// How this session stands to them, as it was read just now.
    relationship: Relationship,
) -> impl IntoView {
    let store = expect_context::<MarkStore>();
    let mark = Mark::Mute(id);
    let shown = store.shown(&mark, relationship.muting, 0, true);
    let on = Memo::new(move |_| shown.get().on);
    view! {
        <button type="button" class="mute-button" on:click=move |_| store.press(&mark)>
            <Icon glyph=Signal::derive(move || if on.get() { Glyph::Silent } else { Glyph::Sound }) />
            {move || if on.get() { "Muted" } else { "Mute" }}
            <span class="visually-hidden">" " {name}</span>
        </button>
        <p class="mute-button__means" role="status">
            {move || on.get().then_some("Their notes and rooms are left out of your lists. Press again to see them.")}
        </p>
    }
}
