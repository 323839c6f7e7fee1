//! Pictures side by side, one at a time.

use leptos::{html, prelude::*};
use meadow_wire::{Hotspot as Spot, Picture, ProductCard};

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
                            <figure class="picture-strip__one">
                                <span class="picture-strip__box" style:--ratio=ratio>
                                    <Shot picture=picture sizes=sizes.clone() first=index == 0 />
                                    {dots}
                                </span>
                            </figure>
                        }
                    })
                    .collect_view()}
            </div>
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
