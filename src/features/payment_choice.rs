//! How to pay.

use leptos::prelude::*;
use meadow_wire::TestCard;

const CARDS: [(TestCard, &str, &str); 3] = [
    (
        TestCard::Succeeds,
        "Test card that pays",
        "The order is placed at once.",
    ),
    (
        TestCard::Declined,
        "Test card that is declined",
        "Shows what happens when a bank says no.",
    ),
    (
        TestCard::Slow,
        "Test card that takes ten seconds",
        "Shows what waiting for a bank is like.",
    ),
];

/// The cards to choose from.
#[component]
pub fn PaymentChoice(
    /// What is chosen.
    card: RwSignal<TestCard>,
) -> impl IntoView {
    view! {
        <fieldset class="payment-choice">
            <legend class="payment-choice__title">"Payment"</legend>
            <p class="payment-choice__note">"This is a shop to try out: no real money moves, whatever you choose."</p>
            {CARDS
                .map(|(kind, name, about)| {
                    view! {
                        <label class="payment-choice__card">
                            <input
                                type="radio"
                                name="card"
                                prop:checked=move || card.get() == kind
                                on:change=move |_| card.set(kind)
                            />
                            <span class="payment-choice__words">
                                <span class="payment-choice__name">{name}</span>
                                <span class="payment-choice__about">{about}</span>
                            </span>
                        </label>
                    }
                })
                .into_iter()
                .collect_view()}
        </fieldset>
    }
}
