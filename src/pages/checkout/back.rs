//! Back from the payment provider's page: finds what became of the payment, however it went and whatever was lost.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};
use meadow_wire::OrderKey;

use super::{go_to_the_order, under_way::UnderWay};
use crate::{
    browser::page,
    pages::failed::Failed,
    paths,
    stores::checkout::{CheckoutStore, Paying, Phase},
    ui::{Button, Notice, Skeleton},
};

/// Where the page stands.
#[derive(Clone, PartialEq, Eq)]
enum Stage {
    Looking,
    Open,
    Unsure(String),
    Failed(crate::api::ApiError),
    /// The bank said no, or the shopper wants to pay otherwise.
    NotPaid,
    Over,
}

/// The page that the provider leads back to.
#[component]
pub fn CheckoutReturn() -> impl IntoView {
    page::set_title("Your payment");
    let store = expect_context::<CheckoutStore>();
    let query = use_query_map();
    let key = query.with_untracked(|query| query.get("payment").unwrap_or_default());
    let nothing = key.is_empty();
    let key = StoredValue::new(OrderKey(key));
    if !nothing {
        store.find(key.get_value());
    }
    go_to_the_order(store);
    let (phase, paying) = (store.phase(), store.paying());
    let stage = Memo::new(move |_| match (phase.get(), paying.get()) {
        _ if nothing => Stage::Over,
        (_, Paying::Open(_)) => Stage::Open,
        (_, Paying::Unsure(error)) => Stage::Unsure(error.to_string()),
        (Phase::Failed(error), _) => Stage::Failed(error),
        (Phase::Gone, _) => Stage::Over,
        (Phase::Held(_) | Phase::Empty | Phase::Short(_) | Phase::Taken, _) => Stage::NotPaid,
        (Phase::Reserving | Phase::Bought(_), _) => Stage::Looking,
    });
    view! {
        <div class="page page--checkout">
            <h1 class="page-title">"Your payment"</h1>
            {move || match stage.get() {
                Stage::Looking => view! { <Looking /> }.into_any(),
                Stage::Open => view! { <UnderWay /> }.into_any(),
                Stage::Unsure(error) => view! {
                    <p role="status">
                        <strong>{error}". "</strong>
                        "We keep asking about your payment. You can't pay twice."
                    </p>
                    <p class="checkout__ways">
                        <Button on_press=move |()| store.ask_now()>"Ask now"</Button>
                    </p>
                }
                .into_any(),
                Stage::Failed(error) => {
                    view! { <Failed error=error on_retry=move |()| store.find(key.get_value()) /> }.into_any()
                }
                Stage::NotPaid => view! {
                    <Over title="Nothing was paid" detail="Your things are still held. Try another way to pay." />
                }
                .into_any(),
                Stage::Over => view! {
                    <Over
                        title="This payment is over"
                        detail="It came to nothing, or it is an order already. If money was taken for nothing, it is given back."
                    />
                }
                .into_any(),
            }}
        </div>
    }
}

#[component]
fn Looking() -> impl IntoView {
    view! {
        <div role="status" aria-label="Looking for your order">
            <p class="checkout__reserving">"Looking for your order…"</p>
            <Skeleton height="7rem" />
        </div>
    }
}

#[component]
fn Over(title: &'static str, detail: &'static str) -> impl IntoView {
    view! {
        <Notice title=title detail=detail />
        <p class="checkout__ways">
            <A href=paths::CHECKOUT attr:class="button button--primary">"Back to the checkout"</A>
            <A href=paths::ORDERS attr:class="button button--plain">"Your orders"</A>
        </p>
    }
}
