//! The plain parts.

use leptos::prelude::*;

use super::part::Part;
use crate::ui::{
    Button, ButtonKind, Drawer, Field, Glyph, Icon, Layer, Notice, PasswordField, Skeleton, Stepper, Toast,
};

/// The plain parts.
#[component]
pub fn Plain() -> impl IntoView {
    let sold_out = Signal::stored(Some("Sold out".to_owned()));
    let busy = Signal::stored(true);
    let count = RwSignal::new(2_u32);
    let wrong = Signal::stored(Some("Please give the city, at most 100 characters.".to_owned()));
    view! {
        <Part name="Button">
            <Button>"Primary"</Button>
            <Button kind=ButtonKind::Plain>"Plain"</Button>
            <Button kind=ButtonKind::Quiet>"Quiet"</Button>
            <Button disabled_reason=sold_out>"Sold out"</Button>
            <Button busy=busy>"Paying…"</Button>
        </Part>
        <Part name="Icon">
            {[
                Glyph::Heart, Glyph::HeartFull, Glyph::Mark, Glyph::MarkFull, Glyph::Basket, Glyph::Home, Glyph::Live,
                Glyph::Parcel, Glyph::Close, Glyph::Back, Glyph::Forward, Glyph::Tick, Glyph::Plus, Glyph::Minus,
                Glyph::Send, Glyph::Eye, Glyph::Pin, Glyph::Sound, Glyph::Silent, Glyph::Clock, Glyph::Bubble,
                Glyph::Place, Glyph::Bin, Glyph::Person, Glyph::Key,
            ]
                .map(|glyph| view! { <Icon glyph=glyph /> })
                .into_iter()
                .collect_view()}
        </Part>
        <Part name="Field">
            <Field name="gallery-empty" label="Empty" autocomplete="off" value=RwSignal::new(String::new()) />
            <Field name="gallery-full" label="Filled in" autocomplete="off" value=RwSignal::new("Lund".to_owned()) />
            <Field
                name="gallery-wrong"
                label="Wrong"
                autocomplete="off"
                value=RwSignal::new(String::new())
                error=wrong
            />
        </Part>
        <Part name="PasswordField">
            <PasswordField
                name="gallery-password"
                label="Password"
                autocomplete="off"
                value=RwSignal::new("a lamp that hums".to_owned())
                hint="At least 8 characters."
            />
            <PasswordField
                name="gallery-password-wrong"
                label="Wrong"
                autocomplete="off"
                value=RwSignal::new(String::new())
                error=Signal::stored(Some("Use at least 8 characters.".to_owned()))
            />
        </Part>
        <Part name="Stepper">
            <Stepper value=count max=Signal::stored(5) label="notebooks" on_step=move |step: i32| {
                count.update(|count| *count = count.saturating_add_signed(step));
            } />
            <Stepper value=Signal::stored(5) max=Signal::stored(5) label="all there are" on_step=|_| () />
        </Part>
        <Part name="Notice">
            <Notice title="Nothing in here yet" detail="What you add waits here." picture="/ui/empty-cart.webp" />
            <Notice
                title="We can't reach the shop"
                detail="Check your connection. We keep trying, and nothing is lost."
                act="Try again"
                on_act=|()| ()
            />
        </Part>
        <Part name="Skeleton">
            <Skeleton height="3rem" />
            <Skeleton height="7rem" />
        </Part>
    }
}

/// What lies over the page. Layers make the rest inert, so they wait for a press.
#[component]
pub fn Layers() -> impl IntoView {
    let (layer, drawer) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <Part name="Layer and drawer">
            <Button kind=ButtonKind::Plain on_press=move |()| layer.set(true)>"Open a layer"</Button>
            <Button kind=ButtonKind::Plain on_press=move |()| drawer.set(true)>"Open a drawer"</Button>
            <Show when=move || layer.get()>
                <Layer label=Signal::stored("A layer".to_owned()) on_close=move |()| layer.set(false)>
                    <Notice title="A layer" detail="The page behind it is inert." />
                </Layer>
            </Show>
            <Drawer open=drawer label="A drawer" on_close=move |()| drawer.set(false)>
                <Notice title="A drawer" detail="From the end side, as high as the window." />
            </Drawer>
        </Part>
        <Part name="Toast">
            <Toast text=Signal::stored(Some("In your cart".to_owned())) />
        </Part>
    }
}
