//! The field to search in, with what it suggests: a combobox as the ARIA Authoring Practices describe it.

mod offers;

use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use meadow_domain::{limits::QUERY_MAX, search::SearchAsk};

use self::offers::{Group, Offer, Offers};
use crate::{
    browser::{focus, random},
    paths,
    stores::search::SearchStore,
    ui::{Glyph, Icon},
};

/// The field to search in. What is typed is the same in all of them.
#[component]
pub fn SearchBox() -> impl IntoView {
    // Two can be in one page, only one of them in sight.
    let id = StoredValue::new(format!("search-{}", random::id()));
    let store = expect_context::<SearchStore>();
    let typed = store.typed();
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let field = NodeRef::<html::Input>::new();
    let groups = Memo::new(move |_| offers::groups(store, &typed.get()));
    let count = move || groups.with(|groups| groups.iter().map(|group| group.offers.len()).sum::<usize>());
    let shown = Memo::new(move |_| open.get() && count() > 0);
    let close = move || {
        open.set(false);
        active.set(None);
    };
    let navigate = use_navigate();
    let go = Callback::new(move |offer: Offer| {
        close();
        if let Some(words) = offer.words() {
            typed.set(words);
        }
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        // A keyboard on the screen would hide what was found.
        focus::focus_first("#main");
        navigate(&offer.href(), options);
    });
    let search = move || {
        let words = typed.get_untracked().trim().to_owned();
        if !words.is_empty() {
            go.run(Offer::Recent(words));
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        // The keys belong to what is being composed.
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            key @ ("ArrowDown" | "ArrowUp") => {
                event.prevent_default();
                if !shown.get_untracked() {
                    open.set(true);
                    store.suggest();
                }
                if !event.alt_key() {
                    let last = untrack(count);
                    active.update(|active| *active = stepped(*active, key == "ArrowDown", last));
                }
            }
            "Enter" => {
                let chosen = active.get_untracked().filter(|_| shown.get_untracked());
                let offer = chosen.and_then(|at| groups.with_untracked(|groups| offers::at(groups, at)));
                if let Some(offer) = offer {
                    event.prevent_default();
                    go.run(offer);
                }
            }
            "Escape" if shown.get_untracked() => {
                event.prevent_default();
                close();
            }
            "Escape" => typed.set(String::new()),
            "Tab" => close(),
            _ => {}
        }
    };
    let (field_id, labels) = (id.get_value(), id.get_value());
    let list = format!("{field_id}-list");
    let controls = list.clone();
    view! {
        <form
            class="search-box"
            role="search"
            aria-label="The whole shop"
            on:submit=move |event| {
                event.prevent_default();
                search();
            }
            on:focusout=move |event| {
                if !stays_inside(&event) {
                    close();
                }
            }
        >
            <label class="visually-hidden" for=labels>"Search notes, products and people"</label>
            <span class="search-box__icon"><Icon glyph=Glyph::Search /></span>
            <input
                node_ref=field
                class="search-box__field"
                id=field_id
                type="text"
                role="combobox"
                inputmode="search"
                enterkeyhint="search"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                dir="auto"
                maxlength=QUERY_MAX.to_string()
                placeholder="Search"
                aria-autocomplete="list"
                aria-expanded=move || if shown.get() { "true" } else { "false" }
                aria-controls=controls
                aria-activedescendant=move || active.get().filter(|_| shown.get()).map(|at| option_id(id, at))
                aria-keyshortcuts=move || store.key().get().then_some("/")
                prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    active.set(None);
                    open.set(true);
                    store.suggest();
                }
                on:click=move |_| {
                    open.set(true);
                    store.suggest();
                }
                on:keydown=on_key
            />
            <button
                type="button"
                class="search-box__clear"
                class:search-box__clear--none=move || typed.with(String::is_empty)
                aria-label="Clear what is typed"
                on:click=move |_| {
                    typed.set(String::new());
                    active.set(None);
                    store.suggest();
                    if let Some(field) = field.get_untracked() {
                        focus::focus(&field);
                    }
                }
            >
                <Icon glyph=Glyph::Close />
            </button>
            <div
                class="search-box__popup"
                hidden=move || !shown.get()
                // The field keeps the focus while something is pressed here.
                on:mousedown=|event| event.prevent_default()
            >
                <div class="search-box__list" role="listbox" id=list aria-label="Suggestions">
                    {move || {
                        let mut first = 0;
                        groups
                            .get()
                            .into_iter()
                            .map(|group| {
                                let from = first;
                                first += group.offers.len();
                                view! { <Offers id=id group=group from=from active=active on_choose=go /> }
                            })
                            .collect_view()
                    }}
                </div>
                <Show when=move || groups.with(|groups| groups.iter().any(Group::is_recent))>
                    <button type="button" class="search-box__forget" tabindex="-1" on:click=move |_| store.forget_all()>
                        "Forget recent searches"
                    </button>
                </Show>
            </div>
            <p class="visually-hidden" role="status">
                {move || shown.get().then(|| match count() {
                    1 => "1 suggestion".to_owned(),
                    count => format!("{count} suggestions"),
                })}
            </p>
        </form>
    }
}

/// The id of the option at a place.
fn option_id(id: StoredValue<String>, at: usize) -> String {
    id.with_value(|id| format!("{id}-option-{at}"))
}

/// The next or the one before; beyond the ends is the field itself.
fn stepped(active: Option<usize>, forward: bool, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (active, forward) {
        (None, true) => Some(0),
        (None, false) => Some(last),
        (Some(at), true) => (at < last).then_some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    }
}

/// Whether the focus goes to another part of the same form.
fn stays_inside(event: &web_sys::FocusEvent) -> bool {
    let inside = event.current_target().and_then(to_node);
    let next = event.related_target().and_then(to_node);
    inside.is_some_and(|inside| next.is_some_and(|next| inside.contains(Some(&next))))
}

fn to_node(target: web_sys::EventTarget) -> Option<web_sys::Node> {
    wasm_bindgen::JsCast::dyn_into(target).ok()
}

/// Where a search for these words leads.
pub fn search_for(words: &str) -> String {
    paths::search(&SearchAsk::of(words).parts())
}

/// Puts the focus into the field that can be seen; says whether there is one.
pub fn go_to_field() -> bool {
    focus::focus_seen(".search-box__field")
}
