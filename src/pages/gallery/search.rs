//! Searching.

use leptos::{context::Provider, prelude::*};
use meadow_domain::search::SearchAsk;
use meadow_wire::{
    FoundItem, FoundPerson, MarkedText, PersonKind, SearchCounts, SearchHit, SearchKind, SearchSince,
    SearchSort, Suggestions, TextRange,
};

use super::{goods::product_card, part::Part, people::person};
use crate::{
    features::{Marked, SearchBox, SearchFilters, SearchIdle, SearchKinds, SearchPeople},
    stores::search::SearchStore,
};

/// Searching.
#[component]
pub fn Searching() -> impl IntoView {
    let typing = SearchStore::still("wide f", suggestions(), Vec::new());
    let idle = SearchStore::still(
        "",
        suggestions(),
        vec!["quiet shoes".to_owned(), "静音鞋".to_owned()],
    );
    let empty = SearchStore::still("", Suggestions::default(), Vec::new());
    let (plain, narrowed) = (RwSignal::new(SearchAsk::of("shoes")), RwSignal::new(narrowed()));
    let counts = SearchCounts {
        notes: 1_037,
        products: 12,
        people: 0,
    };
    view! {
        <Part name="Search field: something typed, searched before, new here" wide=true>
            <Provider value=typing><SearchBox /></Provider>
            <Provider value=idle><SearchBox /></Provider>
            <Provider value=empty><SearchBox /></Provider>
        </Part>
        <Part name="Kinds of results: being counted, counted">
            <SearchKinds ask=plain counts=Signal::stored(None) on_change=move |ask| plain.set(ask) />
            <SearchKinds ask=narrowed counts=Signal::stored(Some(counts)) on_change=move |ask| narrowed.set(ask) />
        </Part>
        <Part name="Filters and order: none, many" wide=true>
            <SearchFilters ask=plain on_change=move |ask| plain.set(ask) />
            <SearchFilters ask=narrowed on_change=move |ask| narrowed.set(ask) />
        </Part>
        <Part name="People who were found: a list, a row" wide=true>
            <SearchPeople people=Signal::stored(people()) />
            <SearchPeople people=Signal::stored(people()) row=true />
        </Part>
        <Part name="Before a search: searched before, new here">
            <Provider value=idle><SearchIdle /></Provider>
            <Provider value=empty><SearchIdle /></Provider>
        </Part>
        <Part name="Marked text">
            <p><Marked text="Wide feet, narrow world".to_owned() marks=vec![range(0, 4), range(5, 9)] /></p>
            <p lang="zh"><Marked text="用了三十七天的静音鞋".to_owned() marks=vec![range(7, 10)] /></p>
            <p dir="auto"><Marked text="أحذية هادئة".to_owned() marks=vec![range(0, 5)] /></p>
        </Part>
    }
}

fn narrowed() -> SearchAsk {
    SearchAsk {
        kind: Some(SearchKind::Notes),
        lang: Some("de".to_owned()),
        unpaid: true,
        since: Some(SearchSince::Month),
        price_max: Some(5_000),
        sort: SearchSort::Liked,
        ..SearchAsk::of("leise Schuhe")
    }
}

fn range(start: u32, end: u32) -> TextRange {
    TextRange { start, end }
}

fn suggestions() -> Suggestions {
    let query = |text: &str, marks| MarkedText {
        text: text.to_owned(),
        marks,
    };
    Suggestions {
        queries: vec![
            query("wide feet", vec![range(0, 4), range(5, 6)]),
            query("Wide feet, narrow world: 118 days in one pair", vec![range(0, 4)]),
        ],
        products: vec![product_card(9, false)],
        people: vec![found("Ruth Whitaker")],
    }
}

fn found(name: &str) -> FoundPerson {
    FoundPerson {
        card: person(name, PersonKind::Owner),
        handle: "ruth.whitaker".to_owned(),
        place: "Hebden Bridge".to_owned(),
    }
}

fn people() -> Vec<SearchHit> {
    [("Ruth Whitaker", "p-1"), ("مريم الحداد", "p-2")]
        .map(|(name, id)| {
            let mut person = found(name);
            person.card.id = id.into();
            SearchHit {
                item: FoundItem::Person(person),
                marks: vec![range(0, 4)],
                excerpt: Some(MarkedText {
                    text: "…makes shoes for feet the shelf forgot, in two widths, and answers every…"
                        .to_owned(),
                    marks: vec![range(7, 12)],
                }),
            }
        })
        .to_vec()
}
