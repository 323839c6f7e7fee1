//! One review.

use leptos::prelude::*;
use meadow_wire::{Outcome, ProductId, PublicKeys, Review};

use crate::{
    browser::{intl, time},
    features::{PersonLine, PhotoRow, ProofBadge, TraitList},
    stores::Fetched,
    ui::{Glyph, Icon},
};

/// A review with who wrote it, what became of the purchase, its photos and whether it is proven.
#[component]
pub fn ReviewCard(
    /// What it is about.
    product: ProductId,
    /// The review.
    review: Review,
    /// The shop's public keys.
    #[prop(into)]
    keys: Signal<Fetched<PublicKeys>>,
) -> impl IntoView {
    let when = intl::relative(review.at.ms, time::now_ms());
    let when = if review.edited_at.is_some() {
        format!("{when}, changed since")
    } else {
        when
    };
    let kept = review.outcome == Outcome::Kept;
    let outcome = if kept { "Kept it" } else { "Sent it back" };
    let used = match review.days_used {
        0 => "not used yet".to_owned(),
        1 => "used 1 day".to_owned(),
        days => format!("used {days} days"),
    };
    let of = review.clone();
    view! {
        <article class="review-card">
            <PersonLine person=review.author.clone() under=when no_page=!review.has_page />
            <p class="review-card__facts">
                <Stars stars=review.stars />
                <span class="review-card__outcome" class:review-card__outcome--returned=!kept>
                    {kept.then(|| view! { <Icon glyph=Glyph::Tick /> })}
                    {outcome}
                </span>
                <span>{used}</span>
                {review.mine.then(|| view! { <span class="review-card__mine">"By you"</span> })}
                {review.paid.then(|| view! { <span class="review-card__paid">"Got something for writing"</span> })}
            </p>
            <p class="review-card__text" dir="auto">{review.text}</p>
            {(!review.photos.is_empty())
                .then(|| view! { <PhotoRow photos=review.photos whose=format!("by {}", review.author.name) /> })}
            {(!review.traits.is_empty()).then(|| view! { <TraitList traits=review.traits /> })}
            <ProofBadge product=product review=of keys=keys />
        </article>
    }
}

/// Stars that were given.
#[component]
pub fn Stars(
    /// 1 to 5.
    stars: u8,
) -> impl IntoView {
    let full = usize::from(stars.min(5));
    view! {
        <span class="review-card__stars">
            <span aria-hidden="true">{"★".repeat(full)}<span class="review-card__unlit">{"★".repeat(5 - full)}</span></span>
            <span class="visually-hidden">{format!("{stars} of 5 stars")}</span>
        </span>
    }
}
