//! What narrows a search, and in which order its results come.

use leptos::prelude::*;
use meadow_domain::search::SearchAsk;
use meadow_wire::{SearchSince, SearchSort};

use crate::ui::{Glyph, Icon};

/// Languages that people write in here.
const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("de", "Deutsch"), ("zh", "中文")];
const SINCES: [(SearchSince, &str); 4] = [
    (SearchSince::Day, "Of the last day"),
    (SearchSince::Week, "Of the last week"),
    (SearchSince::Month, "Of the last month"),
    (SearchSince::Year, "Of the last year"),
];
const SORTS: [(SearchSort, &str); 5] = [
    (SearchSort::Best, "Best match first"),
    (SearchSort::Newest, "Newest notes first"),
    (SearchSort::Liked, "Best liked notes first"),
    (SearchSort::PriceUp, "Cheapest products first"),
    (SearchSort::PriceDown, "Dearest products first"),
];

/// Filters and order of a search. Each change is another search, with a link of its own.
#[component]
pub fn SearchFilters(
    /// What is searched for.
    #[prop(into)]
    ask: Signal<SearchAsk>,
    /// Runs with another search.
    #[prop(into)]
    on_change: Callback<SearchAsk>,
) -> impl IntoView {
    let change = move |change: &dyn Fn(&mut SearchAsk)| {
        let mut next = ask.get_untracked();
        change(&mut next);
        on_change.run(next);
    };
    let set_min = move |cents: Option<u32>| change(&|ask| ask.price_min = cents);
    let set_max = move |cents: Option<u32>| change(&|ask| ask.price_max = cents);
    let set = Memo::new(move |_| ask.with(SearchAsk::filters));
    let sort = Memo::new(move |_| ask.with(|ask| place_of(&SORTS, &ask.sort)));
    let since =
        Memo::new(move |_| ask.with(|ask| ask.since.map_or(0, |since| place_of(&SINCES, &since) + 1)));
    let lang = Memo::new(move |_| {
        let at = |lang: &String| LANGUAGES.iter().position(|(tag, _)| tag == lang);
        ask.with(|ask| ask.lang.as_ref().and_then(at).map_or(0, |at| at + 1))
    });
    view! {
        <form class="search-filters" aria-label="Filters and order" on:submit=|event| event.prevent_default()>
            <Choice
                id="search-sort"
                label="Order"
                names=SORTS.iter().map(|(_, name)| *name).collect()
                chosen=sort
                on_choose=move |at: usize| change(&|ask| {
                    ask.sort = SORTS.get(at).map(|(sort, _)| *sort).unwrap_or_default();
                })
            />
            <details class="search-filters__more">
                <summary class="search-filters__summary">
                    "Filters"
                    <span class="search-filters__set">{move || (set.get() > 0).then(|| format!("{} set", set.get()))}</span>
                    <Icon glyph=Glyph::Forward />
                </summary>
                <div class="search-filters__all">
                    <Choice
                        id="search-since"
                        label="Notes"
                        names=std::iter::once("Of any time").chain(SINCES.iter().map(|(_, name)| *name)).collect()
                        chosen=since
                        on_choose=move |at: usize| change(&|ask| {
                            ask.since = at.checked_sub(1).and_then(|at| SINCES.get(at)).map(|(since, _)| *since);
                        })
                    />
                    <Choice
                        id="search-lang"
                        label="Language"
                        names=std::iter::once("Any").chain(LANGUAGES.iter().map(|(_, name)| *name)).collect()
                        chosen=lang
                        on_choose=move |at: usize| change(&|ask| {
                            ask.lang = at
                                .checked_sub(1)
                                .and_then(|at| LANGUAGES.get(at))
                                .map(|(tag, _)| (*tag).to_owned());
                        })
                    />
                    <Price
                        id="search-price-min"
                        label="From, in €"
                        cents=Signal::derive(move || ask.with(|ask| ask.price_min))
                        on_set=set_min
                    />
                    <Price
                        id="search-price-max"
                        label="Up to, in €"
                        cents=Signal::derive(move || ask.with(|ask| ask.price_max))
                        on_set=set_max
                    />
                    <Tick
                        label="In stock"
                        on=Signal::derive(move || ask.with(|ask| ask.in_stock))
                        on_set=move |on: bool| change(&|ask| ask.in_stock = on)
                    />
                    <Tick
                        label="Notes that show something to buy"
                        on=Signal::derive(move || ask.with(|ask| ask.with_products))
                        on_set=move |on: bool| change(&|ask| ask.with_products = on)
                    />
                    <Tick
                        label="Notes that nobody paid for"
                        on=Signal::derive(move || ask.with(|ask| ask.unpaid))
                        on_set=move |on: bool| change(&|ask| ask.unpaid = on)
                    />
                    <Tick
                        label="Notes by people you follow"
                        on=Signal::derive(move || ask.with(|ask| ask.followed))
                        on_set=move |on: bool| change(&|ask| ask.followed = on)
                    />
                    <button
                        type="button"
                        class="button button--quiet search-filters__none"
                        class:search-filters__none--gone=move || set.get() == 0
                        on:click=move |_| on_change.run(ask.get_untracked().without_filters())
                    >
                        "Take all filters away"
                    </button>
                </div>
            </details>
        </form>
    }
}

#[component]
fn Choice(
    id: &'static str,
    label: &'static str,
    names: Vec<&'static str>,
    chosen: Memo<usize>,
    #[prop(into)] on_choose: Callback<usize>,
) -> impl IntoView {
    view! {
        <div class="field search-filters__choice">
            <label class="field__label" for=id>{label}</label>
            <select
                class="field__input"
                id=id
                prop:value=move || chosen.get().to_string()
                on:change=move |event| on_choose.run(event_target_value(&event).parse().unwrap_or_default())
            >
                {names
                    .into_iter()
                    .enumerate()
                    .map(|(at, name)| view! { <option value=at.to_string() selected=chosen.get_untracked() == at>{name}</option> })
                    .collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Price(
    id: &'static str,
    label: &'static str,
    cents: Signal<Option<u32>>,
    #[prop(into)] on_set: Callback<Option<u32>>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input
                class="field__input"
                id=id
                type="number"
                inputmode="numeric"
                min="0"
                max="100000"
                step="1"
                autocomplete="off"
                prop:value=move || cents.get().map_or_else(String::new, |cents| (cents / 100).to_string())
                on:change=move |event| {
                    let euros = event_target_value(&event).parse::<u32>();
                    on_set.run(euros.map(|euros| euros.saturating_mul(100)).ok());
                }
            />
        </div>
    }
}

#[component]
fn Tick(label: &'static str, on: Signal<bool>, #[prop(into)] on_set: Callback<bool>) -> impl IntoView {
    view! {
        <label class="search-filters__tick">
            <input
                class="search-filters__box"
                type="checkbox"
                prop:checked=on
                on:change=move |event| on_set.run(event_target_checked(&event))
            />
            {label}
        </label>
    }
}

fn place_of<T: PartialEq>(all: &[(T, &str)], one: &T) -> usize {
    all.iter().position(|(other, _)| other == one).unwrap_or_default()
}
