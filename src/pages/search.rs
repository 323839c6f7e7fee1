//! Searching: the link holds all of it, so a reload and Back find the same.

use leptos::{context::Provider, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use meadow_domain::search::SearchAsk;
use meadow_wire::{SearchCounts, SearchKind};

use super::failed::Failed;
use crate::{
    browser::{page, time},
    features::{
        NoteGrid, SearchBox, SearchFilters, SearchIdle, SearchKinds, SearchPeople, note_card::TitleMarks,
        search_box::go_to_field,
    },
    paths,
    stores::{
        paging::Reading,
        search::{Results, SearchStore},
    },
    ui::{Notice, Skeleton},
};

/// So many people stand above the other results.
const PEOPLE_ABOVE: usize = 6;

/// Searching.
#[component]
pub fn Search() -> impl IntoView {
    let store = expect_context::<SearchStore>();
    let query = use_query_map();
    let ask = Memo::new(move |_| query.with(|parts| SearchAsk::read(|name| parts.get(name))));
    let is_idle = Memo::new(move |_| ask.with(|ask| ask.words.is_empty()));
    let words = Memo::new(move |_| ask.with(|ask| ask.words.clone()));
    Effect::new(move |_| {
        let words = words.get();
        page::set_title(&if words.is_empty() {
            "Search".to_owned()
        } else {
            format!("{words} · Search")
        });
        store.remember(&words);
        store.typed().set(words);
        if is_idle.get_untracked() {
            store.read_topics();
            // Whoever comes here with nothing wants to type. A frame later the field is in the page.
            time::next_frame(|| {
                go_to_field();
            });
        }
    });
    let navigate = use_navigate();
    let change = Callback::new(move |next: SearchAsk| {
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&paths::search(&next.parts()), options);
    });
    // Between two pages the words are gone before this is. Other results of the same search are others too.
    let found = Memo::new_with_compare(
        move |_| ask.with(|ask| (!ask.words.is_empty()).then(|| (ask.clone(), store.results(ask)))),
        |_, _| true,
    );
    let counts = Signal::derive(move || found.get().and_then(|(_, results)| results.counts()));
    view! {
        <div class="page page--search">
            <div class="search__field">
                <SearchBox />
            </div>
            <Show
                when=move || !is_idle.get()
                fallback=|| {
                    view! {
                        <h1 class="visually-hidden">"Search"</h1>
                        <SearchIdle />
                    }
                }
            >
                <h1 class="page-title search__title"><bdi>{move || words.get()}</bdi></h1>
                <div class="search__ways">
                    <SearchKinds ask=ask counts=counts on_change=change />
                    <SearchFilters ask=ask on_change=change />
                </div>
                {move || found.get().map(|(ask, results)| view! { <Found results=results ask=ask on_change=change /> })}
            </Show>
        </div>
    }
}

/// What was found.
#[component]
fn Found(ask: SearchAsk, results: Results, on_change: Callback<SearchAsk>) -> impl IntoView {
    let pages = results.pages();
    let reading = pages.reading();
    if !results.is_told() {
        pages.read_on();
    }
    let has_cards = Memo::new(move |_| pages.list().with(|list| !list.is_empty()));
    let people = match ask.kind {
        Some(SearchKind::People) => view! { <SearchPeople people=results.people() /> }.into_any(),
        _ => view! { <Above ask=ask.clone() results=results on_change=on_change /> }.into_any(),
    };
    let of_people = ask.kind == Some(SearchKind::People);
    let asked = StoredValue::new(ask);
    view! {
        <p class="search__told" role="status">
            {move || results.counts().map(|counts| told(counts, asked.with_value(|ask| ask.kind)))}
        </p>
        <Corrections results=results />
        {people}
        <Provider value=TitleMarks(results.marks())>
            <NoteGrid list=pages.list() label="Results" on_near_end=move |()| pages.near_end() />
        </Provider>
        {move || match reading.get() {
            Reading::Waiting if has_cards.get() || of_people && results.counts().is_some() => {
                view! { <p class="feed__more" role="status">"More is coming"</p> }.into_any()
            }
            Reading::Waiting => view! { <Waiting /> }.into_any(),
            Reading::Failed(error) => {
                view! { <Failed error=error on_retry=move |()| pages.read_on() /> }.into_any()
            }
            Reading::AtEnd if results.counts().is_some_and(|counts| shown(counts, asked.with_value(|ask| ask.kind)) == 0) => {
                view! { <Nothing ask=asked.get_value() on_change=on_change /> }.into_any()
            }
            Reading::AtEnd => view! { <p class="feed__more">"That is all there is."</p> }.into_any(),
            Reading::Ready if of_people => {
                view! {
                    <p class="search__more">
                        <button type="button" class="button button--plain" on:click=move |_| pages.read_on()>
                            "More people"
                        </button>
                    </p>
                }
                    .into_any()
            }
            Reading::Ready => ().into_any(),
        }}
    }
}

/// The first people, above what was written.
#[component]
fn Above(ask: SearchAsk, results: Results, on_change: Callback<SearchAsk>) -> impl IntoView {
    let people = results.people();
    let first = Signal::derive(move || people.get().into_iter().take(PEOPLE_ABOVE).collect::<Vec<_>>());
    let all = move || results.counts().map_or(0, |counts| counts.people);
    let only_people = SearchAsk {
        kind: Some(SearchKind::People),
        ..ask
    };
    let only_people = StoredValue::new(only_people);
    view! {
        <Show when=move || people.with(|people| !people.is_empty())>
            <section class="search__people" aria-labelledby="search-people">
                <div class="search__people-head">
                    <h2 class="search__people-title" id="search-people">"People"</h2>
                    {move || {
                        let all = all();
                        (usize::try_from(all).is_ok_and(|all| all > PEOPLE_ABOVE))
                            .then(|| {
                                view! {
                                    <button
                                        type="button"
                                        class="button button--quiet"
                                        on:click=move |_| on_change.run(only_people.get_value())
                                    >
                                        {format!("All {all}")}
                                    </button>
                                }
                            })
                    }}
                </div>
                <SearchPeople people=first row=true />
            </section>
        </Show>
    }
}

/// Words that were read otherwise.
#[component]
fn Corrections(results: Results) -> impl IntoView {
    move || {
        results
            .corrections()
            .into_iter()
            .map(|one| match one.instead {
                Some(instead) => view! {
                    <p class="search__read">
                        "Nobody here wrote “" <bdi>{one.typed}</bdi> "”; this is for " <strong><bdi>{instead}</bdi></strong> "."
                    </p>
                }
                .into_any(),
                None => view! {
                    <p class="search__read">"Nobody here wrote “" <bdi>{one.typed}</bdi> "”, so it was left out."</p>
                }
                .into_any(),
            })
            .collect_view()
    }
}

/// Nothing fits: what to try.
#[component]
fn Nothing(ask: SearchAsk, on_change: Callback<SearchAsk>) -> impl IntoView {
    let title = format!("Nothing fits “{}”", ask.words);
    if ask.filters() > 0 || ask.kind.is_some() {
        let wider = SearchAsk::of(&ask.words);
        return view! {
            <Notice
                title=title
                detail="Something may fit without the filters."
                picture="/ui/empty-feed.webp"
                act="Without filters"
                on_act=Callback::new(move |()| on_change.run(wider.clone()))
            />
        }
        .into_any();
    }
    expect_context::<SearchStore>().read_topics();
    view! {
        <Notice
            title=title
            detail="Try fewer words, or other ones: what it is for, what it is made of, who needs it."
            picture="/ui/empty-feed.webp"
        />
        <SearchIdle />
    }
    .into_any()
}

/// The shape of the first results.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="feed__waiting" role="status" aria-label="Results are coming">
            {["17rem", "13rem", "15rem", "19rem", "14rem", "17rem"]
                .map(|height| view! { <Skeleton height=height /> })
                .into_iter()
                .collect_view()}
        </div>
    }
}

fn shown(counts: SearchCounts, kind: Option<SearchKind>) -> u32 {
    match kind {
        None => counts.notes + counts.products + counts.people,
        Some(SearchKind::Notes) => counts.notes,
        Some(SearchKind::Products) => counts.products,
        Some(SearchKind::People) => counts.people,
    }
}

/// How many there are, in words.
fn told(counts: SearchCounts, kind: Option<SearchKind>) -> String {
    let some = |count: u32, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let (notes, products, people) = (
        some(counts.notes, "note", "notes"),
        some(counts.products, "product", "products"),
        some(counts.people, "person", "people"),
    );
    let parts: Vec<String> = match kind {
        None => [notes, products, people].into_iter().flatten().collect(),
        Some(SearchKind::Notes) => notes.into_iter().collect(),
        Some(SearchKind::Products) => products.into_iter().collect(),
        Some(SearchKind::People) => people.into_iter().collect(),
    };
    match parts.as_slice() {
        [] => "Nothing found".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
