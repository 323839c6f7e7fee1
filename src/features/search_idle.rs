//! The search before anything is searched for: what was searched for here, and what is talked about.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    features::search_box::search_for,
    stores::search::SearchStore,
    ui::{Glyph, Icon},
};

/// Ways to begin.
#[component]
pub fn SearchIdle() -> impl IntoView {
    let store = expect_context::<SearchStore>();
    let recent = store.recent();
    let topics = store.topics();
    view! {
        <Show when=move || recent.with(|recent| !recent.is_empty())>
            <section class="search-idle" aria-labelledby="search-recent">
                <div class="search-idle__head">
                    <h2 class="search-idle__title" id="search-recent">"Recent searches"</h2>
                    <button type="button" class="button button--quiet" on:click=move |_| store.forget_all()>
                        "Forget all"
                    </button>
                </div>
                <ul class="search-idle__recent">
                    <For each=move || recent.get() key=Clone::clone let(words)>
                        <Recent words=words />
                    </For>
                </ul>
                <p class="search-idle__hint">"They are kept on this device only."</p>
            </section>
        </Show>
        <Show when=move || topics.with(|topics| !topics.is_empty())>
            <section class="search-idle" aria-labelledby="search-topics">
                <h2 class="search-idle__title" id="search-topics">"Talked about"</h2>
                <ul class="search-idle__topics">
                    {move || {
                        topics
                            .get()
                            .into_iter()
                            .map(|topic| {
                                view! {
                                    <li>
                                        <A href=search_for(&topic.text) attr:class="search-idle__topic">
                                            <bdi>{topic.text}</bdi>
                                        </A>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </section>
        </Show>
        <label class="search-idle__key">
            <input
                type="checkbox"
                class="search-idle__box"
                prop:checked=store.key()
                on:change=move |event| store.set_key(event_target_checked(&event))
            />
            <span>"The key " <kbd class="search-idle__kbd">"/"</kbd> " leads to the search field"</span>
        </label>
    }
}

#[component]
fn Recent(words: String) -> impl IntoView {
    let store = expect_context::<SearchStore>();
    let label = format!("Forget {words}");
    let gone = words.clone();
    view! {
        <li class="search-idle__one">
            <A href=search_for(&words) attr:class="search-idle__again">
                <Icon glyph=Glyph::Clock />
                <bdi>{words}</bdi>
            </A>
            <button type="button" class="search-idle__forget" aria-label=label on:click=move |_| store.forget(&gone)>
                <Icon glyph=Glyph::Close />
            </button>
        </li>
    }
}
