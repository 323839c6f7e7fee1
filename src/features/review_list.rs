//! What buyers say after using it.

use leptos::prelude::*;
use meadow_domain::opinions::{self, Sorting, Spread};
use meadow_wire::{ProductId, PublicKeys, Review, ReviewId};

use crate::{
    features::{ReviewCard, ReviewSpread},
    stores::Fetched,
};

/// The orders to choose from.
const SORTINGS: [(Sorting, &str, &str); 4] = [
    (Sorting::Newest, "newest", "Newest first"),
    (Sorting::LongestUsed, "used", "Longest used first"),
    (Sorting::Best, "best", "Most stars first"),
    (Sorting::Worst, "worst", "Fewest stars first"),
];
/// Fewer than these need no tools.
const TOOLS_FROM: usize = 2;

/// Reviews, with what they say on the whole, in an order to choose, all or those with photos.
#[component]
pub fn ReviewList(
    /// What they are about.
    product: ProductId,
    /// Those that are here. More may come.
    #[prop(into)]
    reviews: Signal<Vec<Review>>,
    /// What all of them say, also those that are not here; of those that are here if not given.
    #[prop(optional)]
    spread: Option<Spread>,
    /// The language that most of them are in.
    lang: String,
    /// The shop's public keys.
    #[prop(into)]
    keys: Signal<Fetched<PublicKeys>>,
) -> impl IntoView {
    if reviews.with_untracked(Vec::is_empty) {
        return view! { <p class="review-list__none">"Nobody has written about using it yet."</p> }
            .into_any();
    }
    let (sorting, with_photos) = (RwSignal::new(Sorting::Newest), RwSignal::new(false));
    let spread = spread.unwrap_or_else(|| reviews.with_untracked(|reviews| Spread::of(reviews)));
    let shown =
        Memo::new(move |_| reviews.with(|all| opinions::shown(all, sorting.get(), with_photos.get())));
    let here = Memo::new(move |_| reviews.with(Vec::len));
    let photos =
        Memo::new(move |_| reviews.with(|all| all.iter().filter(|review| !review.photos.is_empty()).count()));
    view! {
        <ReviewSpread spread=spread />
        {(spread.count() >= TOOLS_FROM)
            .then(|| view! { <Tools sorting=sorting with_photos=with_photos photos=photos /> })}
        <p class="visually-hidden" role="status">
            {move || format!("{} of {} reviews are shown", shown.with(Vec::len), spread.count())}
        </p>
        {move || {
            let chosen = sorting.get() != Sorting::Newest || with_photos.get();
            (chosen && here.get() < spread.count())
                .then(|| {
                    view! {
                        <p class="review-list__of">{format!("Of the newest {} of {}.", here.get(), spread.count())}</p>
                    }
                })
        }}
        <ul class="review-list" lang=lang>
            <For each=move || shown.get() key=|review| review.id.clone() let(review)>
                {
                    let id = element_id(&review.id);
                    view! {
                        <li id=id tabindex="-1"><ReviewCard product=product.clone() review=review keys=keys /></li>
                    }
                }
            </For>
        </ul>
    }
    .into_any()
}

/// Where a review stands in the page.
pub fn element_id(review: &ReviewId) -> String {
    format!("review-{}", review.as_str())
}

#[component]
fn Tools(sorting: RwSignal<Sorting>, with_photos: RwSignal<bool>, photos: Memo<usize>) -> impl IntoView {
    let choose = move |name: String| {
        let found = SORTINGS.iter().find(|(_, known, _)| *known == name);
        sorting.set(found.map_or(Sorting::Newest, |(sorting, ..)| *sorting));
    };
    view! {
        <div class="review-list__tools">
            <label class="review-list__sort">
                <span class="visually-hidden">"Which reviews stand first"</span>
                <select on:change=move |event| choose(event_target_value(&event))>
                    {SORTINGS
                        .map(|(_, name, words)| view! { <option value=name>{words}</option> })
                        .into_iter()
                        .collect_view()}
                </select>
            </label>
            <Show when=move || photos.get() != 0>
                <button
                    type="button"
                    class="review-list__filter"
                    aria-pressed=move || with_photos.get().to_string()
                    on:click=move |_| with_photos.update(|on| *on = !*on)
                >
                    {move || format!("With photos ({})", photos.get())}
                </button>
            </Show>
        </div>
    }
}
