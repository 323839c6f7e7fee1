//! What the shop vouches for, looked at here.

use leptos::prelude::*;
use meadow_wire::{Outcome, ProductId, PublicKeys, Review};

use crate::{
    browser::intl,
    stores::{
        Fetched,
        proofs::{Verdict, use_verdict},
    },
    ui::{Glyph, Icon},
};

/// Whether the purchase behind a review is proven, found out in this browser; pressed, it says what exactly was proven.
#[component]
pub fn ProofBadge(
    /// What it is about.
    product: ProductId,
    /// The review.
    review: Review,
    /// The shop's public keys.
    #[prop(into)]
    keys: Signal<Fetched<PublicKeys>>,
) -> impl IntoView {
    let id = format!("proof-{}", review.id);
    let facts = facts(&review);
    // Without a proof nothing is known, which is not the same as false.
    let verdict = match review.proof {
        Some(_) => {
            let found = use_verdict(product, review, keys);
            Signal::derive(move || Some(found.get()))
        }
        None => Signal::stored(None),
    };
    let proven = move || verdict.get() == Some(Verdict::Proven);
    view! {
        <span class="proof-badge">
            <button
                type="button"
                class="proof-badge__mark"
                class:proof-badge__mark--proven=proven
                class:proof-badge__mark--not=move || verdict.get() == Some(Verdict::NotProven)
                data-verdict=move || name(verdict.get())
                popovertarget=id.clone()
            >
                {move || proven().then(|| view! { <Icon glyph=Glyph::Tick /> })}
                {move || title(verdict.get())}
            </button>
            <div class="proof-badge__words" id=id popover="auto">
                <strong class="proof-badge__title">{move || title(verdict.get())}</strong>
                {move || proven().then(|| view! { <Facts facts=facts.clone() /> })}
                <p>{move || about(verdict.get())}</p>
            </div>
        </span>
    }
}

#[component]
fn Facts(facts: Vec<String>) -> impl IntoView {
    view! {
        <ul class="proof-badge__facts">
            {facts.into_iter().map(|fact| view! { <li><Icon glyph=Glyph::Tick />{fact}</li> }).collect_view()}
        </ul>
    }
}

/// What exactly is signed.
fn facts(review: &Review) -> Vec<String> {
    let Some(proof) = &review.proof else {
        return Vec::new();
    };
    let days = match proof.days {
        0 => "Written on the day it was delivered".to_owned(),
        1 => "Delivered a day before this was written".to_owned(),
        days => format!("Delivered {days} days before this was written"),
    };
    let outcome = match review.outcome {
        Outcome::Kept => "Kept it",
        Outcome::Returned => "Sent it back",
    };
    let paid = if review.paid {
        "Got something for writing"
    } else {
        "Says that nothing was paid for writing"
    };
    vec![
        format!("Bought here in {}", intl::month(&proof.bought)),
        days,
        outcome.to_owned(),
        paid.to_owned(),
    ]
}

fn title(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None => "Purchase unknown",
        Some(Verdict::Checking) => "Checking the proof…",
        Some(Verdict::Proven) => "Purchase proven",
        Some(Verdict::NotProven) => "Not proven",
        Some(Verdict::CantTell) => "Could not be checked here",
    }
}

fn about(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None => "The shop knows of no purchase behind this review. That does not make it false.",
        Some(Verdict::Checking) => "Your browser looks at the shop's signature.",
        Some(Verdict::Proven) => {
            "The shop signed this, and your own browser has just checked the signature. Stars and words are the author's alone."
        }
        Some(Verdict::NotProven) => {
            "This review says that its purchase is proven, but the shop's signature does not belong to what it says."
        }
        Some(Verdict::CantTell) => {
            "There is a proof, but this browser can't look at it, or the shop's keys could not be fetched. It may be true or not."
        }
    }
}

fn name(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None => "unknown",
        Some(Verdict::Checking) => "checking",
        Some(Verdict::Proven) => "proven",
        Some(Verdict::NotProven) => "not-proven",
        Some(Verdict::CantTell) => "cant-tell",
    }
}
