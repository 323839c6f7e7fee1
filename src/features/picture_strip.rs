//! Pictures side by side, one at a time.

use leptos::{html, prelude::*};
use meadow_wire::{Hotspot as Spot, Picture, ProductCard};
use wasm_bindgen::JsCast;

use crate::{
    browser::time,
    features::{Hotspot, Shot},
    ui::{Glyph, Icon},
};

/// Pictures to swipe through, by finger, wheel, arrow keys or buttons.
#[component]
pub fn PictureStrip(
    /// In the order to show.
    pictures: Vec<Picture>,
    /// How wide one is drawn, as the `sizes` attribute.
    #[prop(into)]
    sizes: String,
    /// Products that can be seen in them.
    #[prop(optional)]
    hotspots: Vec<(Spot, ProductCard)>,
    /// Whether each is shown whole in its own shape, not cut to the strip's.
    #[prop(optional)]
    whole: bool,
    /// Which one is seen first.
    #[prop(optional)]
    start: usize,
    /// Whether each is larger than its frame, in which it can be moved by the keyboard too.
    #[prop(optional, into)]
    near: Signal<bool>,
    /// Runs with the picture that somebody wants to see larger.
    #[prop(optional, into)]
    on_look: Option<Callback<usize>>,
) -> impl IntoView {
    let strip = NodeRef::<html::Div>::new();
    let count = pictures.len();
    let (at, set_at) = signal(0_usize);
    let go = move |to: usize| {
        let Some(strip) = strip.get() else { return };
        // Right to left the strip scrolls to negative offsets; its own width and direction say where.
        let children = strip.children();
        if let Some(shown) = u32::try_from(to).ok().and_then(|index| children.item(index)) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            options.set_inline(web_sys::ScrollLogicalPosition::Start);
            shown.scroll_into_view_with_scroll_into_view_options(&options);
        }
    };
    let on_scroll = move |_| {
        if let Some(strip) = strip.get() {
            let width = strip.client_width().max(1);
            let index = (strip.scroll_left().abs() + width / 2) / width;
            set_at.set(usize::try_from(index).unwrap_or(0));
        }
    };
    if start > 0 {
        Effect::new(move |_| {
            if strip.get().is_some() {
                // The strip has its width only in the next frame, in a layer too.
                time::next_frame(move || go(start));
            }
        });
    }
    let at_start = move || at.get() == 0;
    let at_end = move || count <= at.get() + 1;
    let tabindex = if count > 1 { "0" } else { "-1" };
    view! {
        <div class="picture-strip" class:picture-strip--whole=whole>
            <div
                class="picture-strip__strip"
                node_ref=strip
                on:scroll=on_scroll
                tabindex=tabindex
                role="group"
                aria-label="Pictures"
            >
                {pictures
                    .into_iter()
                    .enumerate()
                    .map(|(index, picture)| {
                        let ratio = format!("{} / {}", picture.width, picture.height);
                        let here = hotspots.iter().filter(|(spot, _)| usize::try_from(spot.picture) == Ok(index));
                        let dots: Vec<_> = here
                            .map(|(spot, product)| view! { <Hotspot spot=spot.clone() product=product.clone() /> })
                            .collect();
                        view! {
                            <figure
                                class="picture-strip__one"
                                class:picture-strip__one--opens=on_look.is_some()
                                tabindex=move || near.get().then_some("0")
                                on:click=move |event| {
                                    if let Some(on_look) = on_look.filter(|_| !on_link(&event)) {
                                        on_look.run(index);
                                    }
                                }
                            >
                                <span class="picture-strip__box" style:--ratio=ratio>
                                    <Shot picture=picture sizes=sizes.clone() first=index == 0 />
                                    {dots}
                                </span>
                            </figure>
                        }
                    })
                    .collect_view()}
            </div>
            {on_look
                .map(|on_look| {
                    view! {
                        <button
                            type="button"
                            class="picture-strip__look"
                            aria-label="See it larger"
                            on:click=move |_| on_look.run(at.get_untracked())
                        >
                            <Icon glyph=Glyph::Search />
                        </button>
                    }
                })}
            {(count > 1)
                .then(|| {
                    view! {
                        <div class="picture-strip__way">
                            <button
                                type="button"
                                aria-label="Previous picture"
                                aria-disabled=move || at_start().then_some("true")
                                on:click=move |_| go(at.get_untracked().saturating_sub(1))
                            >
                                <Icon glyph=Glyph::Back />
                            </button>
                            <span class="picture-strip__count">{move || format!("{} / {count}", at.get() + 1)}</span>
                            <button
                                type="button"
                                aria-label="Next picture"
                                aria-disabled=move || at_end().then_some("true")
                                on:click=move |_| go((at.get_untracked() + 1).min(count - 1))
                            >
                                <Icon glyph=Glyph::Forward />
                            </button>
                        </div>
                    }
                })}
        </div>
    }
}

/// Whether a press was for a product in the picture.
fn on_link(event: &web_sys::MouseEvent) -> bool {
    let pressed = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    pressed.is_some_and(|pressed| matches!(pressed.closest("a"), Ok(Some(_))))
}
