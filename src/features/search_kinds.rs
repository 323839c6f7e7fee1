//! Which kind of results: all, notes, products, people, each with how many there are.

use leptos::{html, prelude::*};
use meadow_domain::search::SearchAsk;
use meadow_wire::{SearchCounts, SearchKind};

use crate::browser::{scroll, time};

/// Which kind of results is shown.
#[component]
pub fn SearchKinds(
    /// What is searched for.
    #[prop(into)]
    ask: Signal<SearchAsk>,
    /// How many there are, once that is known.
    #[prop(into)]
    counts: Signal<Option<SearchCounts>>,
    /// Runs with another search.
    #[prop(into)]
    on_change: Callback<SearchAsk>,
) -> impl IntoView {
    let all = [
        (None, "All"),
        (Some(SearchKind::Notes), "Notes"),
        (Some(SearchKind::Products), "Products"),
        (Some(SearchKind::People), "People"),
    ];
    let strip = NodeRef::<html::Fieldset>::new();
    Effect::new(move |_| {
        let chosen = ask.with(|ask| ask.kind);
        // With its count it is wider.
        counts.track();
        let place = all.iter().position(|(kind, _)| *kind == chosen);
        let place = place.and_then(|place| u32::try_from(place).ok());
        let (Some(strip), Some(place)) = (strip.get(), place) else {
            return;
        };
        time::next_frame(move || {
            // On a narrow phone not all fit. The legend is the first child.
            if let Some(chip) = strip.children().item(place + 1) {
                scroll::reveal(&strip, &chip);
            }
        });
    });
    view! {
        <fieldset class="search-kinds" node_ref=strip>
            <legend class="visually-hidden">"What to show"</legend>
            {all
                .map(|(kind, name)| {
                    let count = move || counts.get().map(|counts| of_kind(counts, kind));
                    view! {
                        <label class="search-kinds__one">
                            <input
                                class="search-kinds__input"
                                type="radio"
                                name="search-kind"
                                prop:checked=move || ask.with(|ask| ask.kind == kind)
                                on:change=move |_| on_change.run(SearchAsk { kind, ..ask.get_untracked() })
                            />
                            {name}
                            <span class="search-kinds__count">{count}</span>
                        </label>
                    }
                })
                .into_iter()
                .collect_view()}
        </fieldset>
    }
}

fn of_kind(counts: SearchCounts, kind: Option<SearchKind>) -> u32 {
    match kind {
        None => counts.notes + counts.products + counts.people,
        Some(SearchKind::Notes) => counts.notes,
        Some(SearchKind::Products) => counts.products,
        Some(SearchKind::People) => counts.people,
    }
}
