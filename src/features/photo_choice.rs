//! Choosing photos for a review or a return.

use leptos::prelude::*;
use meadow_domain::limits::{ALT_MAX, PHOTOS_MAX};

use crate::{
    browser::{files, focus},
    stores::photo_tray::{Chosen, PhotoTray, Sending},
    ui::{Button, ButtonKind, Glyph, Icon},
};

/// Photos with what can be seen in them, each on its way or here; a place to choose more.
#[component]
pub fn PhotoChoice(
    /// The photos.
    tray: PhotoTray,
    /// Its id in the page: several forms may be open.
    name: &'static str,
    /// What the photos are good for.
    hint: &'static str,
    /// What is wrong with them, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let numbers = Memo::new(move |_| tray.all().iter().map(|one| one.number).collect::<Vec<_>>());
    let full = move || tray.room() == 0;
    view! {
        <fieldset class="photo-choice">
            <legend class="photo-choice__label">{format!("Photos, up to {PHOTOS_MAX}")}</legend>
            <p class="photo-choice__hint" id=format!("{name}-hint")>
                {hint} " Where and when they were taken is removed before anybody sees them."
            </p>
            <ul class="photo-choice__list">
                <For each=move || numbers.get() key=|number| *number let(number)>
                    <li class="photo-choice__one">
                        <One tray=tray of=name number=number />
                    </li>
                </For>
            </ul>
            <label class="photo-choice__add" class:photo-choice__add--full=full>
                <Icon glyph=Glyph::Plus />
                <span>{move || if full() { "No room for more" } else { "Add photos" }}</span>
                <input
                    class="photo-choice__input"
                    id=name
                    type="file"
                    accept="image/jpeg,image/png,image/webp"
                    multiple
                    disabled=full
                    aria-describedby=format!("{name}-hint {name}-error")
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:change=move |event| tray.add(files::take(&event))
                />
            </label>
            <p class="field__error" id=format!("{name}-error")>{error}</p>
        </fieldset>
    }
}

#[component]
fn One(tray: PhotoTray, of: &'static str, number: u32) -> impl IntoView {
    let one = Memo::new(move |before: Option<&Option<Chosen>>| {
        tray.one(number).or_else(|| before.cloned().flatten())
    });
    let address = one.with_untracked(|one| one.as_ref().map(|one| one.address.clone()));
    let alt = one.with_untracked(|one| one.as_ref().map(|one| one.alt.clone()).unwrap_or_default());
    let position = move || tray.all().iter().take_while(|one| one.number != number).count() + 1;
    let id = format!("{of}-{number}-alt");
    let remove = move |_| {
        tray.remove(number);
        // The button goes with its photo; the focus must not fall back to the top of the page.
        focus::focus_first(&format!("#{of}"));
    };
    view! {
        <img class="photo-choice__picture" src=address alt="" />
        <div class="photo-choice__words">
            <label class="field__label" for=id.clone()>
                {move || format!("What can be seen in photo {}?", position())}
            </label>
            <input
                class="field__input"
                id=id
                maxlength=ALT_MAX
                placeholder="For those who can't see it"
                prop:value=alt
                on:input=move |event| tray.describe(number, event_target_value(&event))
            />
            <p class="photo-choice__state" role="status">
                {move || one.with(|one| one.as_ref().map(|one| state(tray, one)))}
            </p>
        </div>
        <button
            type="button"
            class="photo-choice__remove"
            aria-label=move || format!("Remove photo {}", position())
            on:click=remove
        >
            <Icon glyph=Glyph::Bin />
        </button>
    }
}

fn state(tray: PhotoTray, one: &Chosen) -> AnyView {
    let number = one.number;
    match &one.sending {
        Sending::Percent(percent) => {
            let words = if *percent < 100 { format!("{percent} %") } else { "Looked at by the shop…".to_owned() };
            view! {
                <progress class="photo-choice__progress" max="100" value=*percent aria-label="On its way"></progress>
                <span aria-hidden="true">{words}</span>
            }
            .into_any()
        }
        Sending::Kept(_) => view! { <Icon glyph=Glyph::Tick /> "It is here" }.into_any(),
        Sending::Failed(why, passing) => view! {
            <span class="photo-choice__failed">{why.clone()}</span>
            {passing
                .then(|| {
                    view! { <Button kind=ButtonKind::Quiet on_press=move |()| tray.send(number)>"Send it again"</Button> }
                })}
        }
        .into_any(),
    }
}
