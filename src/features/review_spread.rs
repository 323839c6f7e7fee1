//! What buyers say on the whole.

use leptos::prelude::*;
use meadow_domain::opinions::Spread;

use crate::features::review_card::Stars;

/// The average, how many kept it, and how many gave how many stars.
#[component]
pub fn ReviewSpread(
    /// Of all reviews.
    spread: Spread,
) -> impl IntoView {
    let count = spread.count();
    let average = spread
        .tenths()
        .map(|tenths| format!("{}.{}", tenths / 10, tenths % 10));
    let rounded = spread.tenths().map_or(0, |tenths| (tenths + 5) / 10);
    let written = if count == 1 {
        "1 review".to_owned()
    } else {
        format!("{count} reviews")
    };
    view! {
        <div class="review-spread">
            <div class="review-spread__whole">
                <span class="review-spread__average" aria-hidden="true">{average.clone()}</span>
                <span class="visually-hidden">{average.map(|average| format!("{average} of 5 stars on average"))}</span>
                <span aria-hidden="true"><Stars stars=u8::try_from(rounded).unwrap_or(5) /></span>
                <span class="review-spread__count">{written}</span>
                <span class="review-spread__kept">{format!("{} of {count} kept it", spread.kept)}</span>
            </div>
            <ul class="review-spread__bars" aria-label="How many stars were given">
                {(1..=5_usize)
                    .rev()
                    .map(|stars| {
                        let many = spread.by_stars.get(stars - 1).copied().unwrap_or(0);
                        let said = format!("{stars} of 5 stars: {many}");
                        view! {
                            <li class="review-spread__row">
                                <span class="visually-hidden">{said}</span>
                                <span aria-hidden="true">{format!("{stars} ★")}</span>
                                <span class="review-spread__bar" aria-hidden="true" style:--part=format!("{}%", spread.percent(stars))></span>
                                <span class="review-spread__many" aria-hidden="true">{many}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}
