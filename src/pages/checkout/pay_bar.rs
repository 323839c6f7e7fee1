//! The bar at the end of the checkout: the next step, whatever it is.

use leptos::prelude::*;
use leptos_router::components::A;

use super::under_way::UnderWay;
use crate::{
    api::ApiError,
    browser::time,
    features::{HoldClock, price::money},
    paths,
    stores::{
        checkout::{CheckoutStore, Paying, Phase},
        draft::Draft,
    },
    ui::{Button, ButtonKind},
};

/// While the shop can't be reached it is asked again this often, in milliseconds.
const RETRY_MS: u32 = 5_000;

/// The next step, whatever it is, where the thumb finds it.
#[component]
pub fn PayBar() -> impl IntoView {
    let store = expect_context::<CheckoutStore>();
    let phase = store.phase();
    let stuck = Memo::new(move |_| match phase.get() {
        Phase::Gone => Some(Stuck::Gone),
        Phase::Short(_) => Some(Stuck::Short),
        Phase::Failed(error) => Some(Stuck::Failed(error)),
        _ => None,
    });
    let again = Callback::new(move |()| store.hold_again());
    let open = Memo::new(move |_| matches!(store.paying().get(), Paying::Open(_)));
    move || match stuck.get() {
        _ if open.get() => view! { <UnderWay /> }.into_any(),
        None => view! { <Pay /> }.into_any(),
        Some(Stuck::Gone) => view! {
            <p class="checkout__refused" role="alert">
                <strong>"The time is up. "</strong>
                "Your things are back on sale. Nothing was paid."
            </p>
            <Button on_press=again>"Hold them again"</Button>
        }
        .into_any(),
        Some(Stuck::Short) => view! {
            <p class="checkout__refused" role="alert">
                <strong>"Somebody was faster. "</strong>
                "Nothing was paid. Change the quantities, then come back."
            </p>
            <A href=paths::CART attr:class="button button--primary">"To the cart"</A>
        }
        .into_any(),
        Some(Stuck::Failed(error)) => {
            if error.passing() {
                time::use_interval(RETRY_MS, move || store.hold_quietly());
            }
            view! {
                <p class="checkout__refused" role="alert">
                    <strong>{error.to_string()}". "</strong>
                    {error.next_step()}
                </p>
                <Button on_press=again>"Try again"</Button>
            }
            .into_any()
        }
    }
}

/// Why there is nothing to pay for yet.
#[derive(Clone, PartialEq, Eq)]
enum Stuck {
    Gone,
    Short,
    Failed(ApiError),
}

#[component]
fn Pay() -> impl IntoView {
    let store = expect_context::<CheckoutStore>();
    let (phase, paying) = (store.phase(), store.paying());
    let draft = expect_context::<Draft>();
    let reason = move || match phase.get() {
        Phase::Held(checkout) if is_elsewhere(&checkout.destination, &draft.country.get()) => {
            Some("The total for your country is being worked out".to_owned())
        }
        Phase::Held(_) => None,
        _ => Some("Your things are being set aside".to_owned()),
    };
    let busy = Signal::derive(move || paying.with(Paying::is_under_way));
    view! {
        <Held />
        <PayState />
        <Button submits=true busy=busy disabled_reason=Signal::derive(reason)>
            {move || pay_words(&phase.get(), busy.get())}
        </Button>
    }
}

/// Whether the totals are for another country than the one that is chosen.
fn is_elsewhere(destination: &str, country: &str) -> bool {
    !destination.is_empty() && !country.is_empty() && destination != country
}

fn pay_words(phase: &Phase, busy: bool) -> String {
    match phase {
        _ if busy => "Paying…".to_owned(),
        Phase::Held(checkout) => format!("Pay {}", money(checkout.totals.total)),
        _ => "Pay".to_owned(),
    }
}

/// Until when the goods are held, or that they will be.
#[component]
fn Held() -> impl IntoView {
    let store = expect_context::<CheckoutStore>();
    move || match store.phase().get() {
        Phase::Held(checkout) => view! {
            <HoldClock
                held_until=checkout.held_until
                offset_ms=store.offset_ms()
                on_over=move |()| store.let_go()
            />
        }
        .into_any(),
        Phase::Reserving => view! {
            <p class="checkout__reserving" role="status">
                {move || match store.paying().get() {
                    Paying::No => "Setting your things aside…",
                    _ => "Looking for your order…",
                }}
            </p>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// Where the payment stands, in words.
#[component]
fn PayState() -> impl IntoView {
    let store = expect_context::<CheckoutStore>();
    view! {
        <div class="checkout__state" role="status">
            {move || {
                store
                    .changed()
                    .get()
                    .map(|words| {
                        view! { <p class="checkout__changed" dir="auto"><strong>"Please look again. "</strong> {words}</p> }
                    })
            }}
            {move || match store.paying().get() {
                Paying::No | Paying::Open(_) => ().into_any(),
                Paying::Declined => view! {
                    <p class="checkout__refused">
                        <strong>"Your bank said no. "</strong>
                        "Nothing was paid, and your things are still held. Try another way."
                    </p>
                }
                .into_any(),
                Paying::Asked => view! { <p>"Waiting for the bank. This can take a moment."</p> }.into_any(),
                Paying::Unsure(error) => {
                    view! {
                        <p>
                            <strong>{error.to_string()}". "</strong>
                            "We keep asking about this one order, also after a reload. You can't pay twice."
                        </p>
                        <Button kind=ButtonKind::Quiet on_press=move |()| store.ask_now()>"Ask now"</Button>
                    }
                        .into_any()
                }
                Paying::Refused(error) => {
                    view! {
                        <p class="checkout__refused">
                            <strong>{error.to_string()}</strong>
                            " "
                            {error.next_step()}
                        </p>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
