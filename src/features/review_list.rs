//! What buyers say after using it.

use leptos::prelude::*;
use meadow_wire::{Outcome, Review};

use crate::{
    browser::{intl, time},
    features::{PersonLine, TraitList},
    ui::{Glyph, Icon},
};

/// Reviews with who wrote them, what became of the purchase and how long it was used.
#[component]
pub fn ReviewList(
    /// In the order to show.
    reviews: Vec<Review>,
    /// The language that most of them are in.
    lang: String,
) -> impl IntoView {
    if reviews.is_empty() {
        return view! { <p class="review-list__none">"Nobody has written about using it yet."</p> }
            .into_any();
    }
    let (count, kept) = (
        reviews.len(),
        reviews
            .iter()
            .filter(|review| review.outcome == Outcome::Kept)
            .count(),
    );
    view! {
        <p class="review-list__sum">{format!("{kept} of {count} kept it")}</p>
        <ul class="review-list" lang=lang>
            {reviews.into_iter().map(|review| view! { <li><One review=review /></li> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn One(review: Review) -> impl IntoView {
    let when = intl::relative(review.at.ms, time::now_ms());
    let kept = review.outcome == Outcome::Kept;
    let outcome = if kept { "Kept it" } else { "Sent it back" };
    let used = match review.days_used {
        0 => "not used".to_owned(),
        1 => "used 1 day".to_owned(),
        days => format!("used {days} days"),
    };
    view! {
        <article class="review-list__one">
            <PersonLine person=review.author under=when />
            <p class="review-list__facts">
                <Stars stars=review.stars />
                <span class="review-list__outcome" class:review-list__outcome--returned=!kept>
                    {kept.then(|| view! { <Icon glyph=Glyph::Tick /> })}
                    {outcome}
                </span>
                <span>{used}</span>
            </p>
            <p class="review-list__text" dir="auto">{review.text}</p>
            {(!review.traits.is_empty()).then(|| view! { <TraitList traits=review.traits /> })}
        </article>
    }
}

#[component]
fn Stars(stars: u8) -> impl IntoView {
    let full = usize::from(stars.min(5));
    view! {
        <span class="review-list__stars">
            <span aria-hidden="true">{"★".repeat(full)}<span class="review-list__unlit">{"★".repeat(5 - full)}</span></span>
            <span class="visually-hidden">{format!("{stars} of 5 stars")}</span>
        </span>
    }
}
