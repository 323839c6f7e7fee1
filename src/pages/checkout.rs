//! The checkout: the goods are held, the address and the card are asked for, and one order comes of it.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};
use meadow_domain::validate::check_address;
use meadow_wire::{CartLine, OrderLine};

use super::failed::Failed;
use crate::{
    browser::{focus, page, time},
    features::{AddressForm, ErrorSummary, HoldClock, OrderSummary, PaymentChoice, price::money},
    paths,
    stores::{
        cart::CartStore,
        checkout::{CheckoutStore, Paying, Phase},
        draft::Draft,
    },
    ui::{Button, ButtonKind, Notice, Skeleton},
};

/// What the page is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Buying,
    Empty,
    Taken,
}

/// The checkout.
#[component]
pub fn Checkout() -> impl IntoView {
    page::set_title("Checkout");
    let store = expect_context::<CheckoutStore>();
    store.enter();
    let phase = store.phase();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Phase::Bought(order) = phase.get() {
            // In place of the checkout: Back must not lead to paying.
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&paths::order(&order), options);
        }
    });
    let stage = Memo::new(move |_| match phase.get() {
        Phase::Empty => Stage::Empty,
        Phase::Taken => Stage::Taken,
        _ => Stage::Buying,
    });
    view! {
        <div class="page page--checkout">
            <h1 class="page-title">"Checkout"</h1>
            {move || match stage.get() {
                Stage::Buying => view! { <Buying /> }.into_any(),
                Stage::Empty => view! { <Empty /> }.into_any(),
                Stage::Taken => view! { <Taken /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <Notice
            title="There is nothing to pay for"
            detail="Your cart is empty. What you bought is among your orders."
            picture="/ui/empty-cart.webp"
        />
        <p class="checkout__ways">
            <A href=paths::FEED attr:class="button button--primary">"Look around"</A>
            <A href=paths::ORDERS attr:class="button button--plain">"Your orders"</A>
        </p>
    }
}

#[component]
fn Taken() -> impl IntoView {
    view! {
        <Notice title="This is bought already" detail="The order was placed, once. You find it among your orders." />
        <p class="checkout__ways">
            <A href=paths::ORDERS attr:class="button button--primary">"Your orders"</A>
        </p>
    }
}

#[component]
fn Buying() -> impl IntoView {
    let store = expect_context::<CheckoutStore>();
    let draft = expect_context::<Draft>();
    let (phase, paying) = (store.phase(), store.paying());
    let tried = RwSignal::new(false);
    let errors = Memo::new(move |_| {
        let mut errors = if tried.get() { check_address(&draft.address()) } else { Vec::new() };
        errors.extend(store.field_errors().get());
        errors
    });
    // What the server found wrong is right again as far as we know, once it is typed anew.
    Effect::new(move |before: Option<meadow_wire::Address>| {
        let now = draft.address();
        if before.is_some_and(|before| before != now) {
            store.field_errors().set(Vec::new());
        }
        now
    });
    Effect::new(move |_| {
        if store.field_errors().with(|errors| !errors.is_empty()) {
            time::next_frame(|| focus::go_to("#error-summary"));
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if errors.with_untracked(Vec::is_empty) {
            store.pay(draft.address(), draft.card.get_untracked());
        } else {
            time::next_frame(|| focus::go_to("#error-summary"));
        }
    };
    follow_cart(store);
    let reason = move || match phase.get() {
        Phase::Held(_) | Phase::Bought(_) => None,
        Phase::Reserving => Some("Your things are being set aside"),
        Phase::Gone => Some("Your things are not held any more"),
        Phase::Short(_) => Some("Not all of it can be had"),
        _ => Some("We could not set your things aside"),
    };
    let busy = move || matches!(paying.get(), Paying::Asked | Paying::Unsure(_));
    view! {
        <form class="checkout" novalidate on:submit=submit>
            <div class="checkout__form">
                <ErrorSummary errors=errors />
                <AddressForm draft=draft errors=errors />
                <PaymentChoice card=draft.card />
            </div>
            <section class="checkout__side" aria-label="Your order">
                <Goods />
                <div class="checkout__pay">
                    <Held />
                    <PayState />
                    <Button
                        submits=true
                        busy=Signal::derive(busy)
                        disabled_reason=Signal::derive(move || reason().map(ToOwned::to_owned))
                    >
                        {move || pay_words(&phase.get(), busy())}
                    </Button>
                </div>
            </section>
        </form>
    }
}

fn pay_words(phase: &Phase, busy: bool) -> String {
    match phase {
        _ if busy => "Paying…".to_owned(),
        Phase::Held(checkout) => format!("Pay {}", money(checkout.totals.total)),
        _ => "Pay".to_owned(),
    }
}

/// The cart can be changed beside the checkout: then the hold is for another cart and is asked for anew.
fn follow_cart(store: CheckoutStore) {
    let cart = expect_context::<CartStore>().cart();
    let timer = time::use_timer();
    Effect::new(move |_| {
        let same = match store.phase().get() {
            Phase::Held(checkout) => cart.with(|cart| same_goods(&cart.lines, &checkout.lines)),
            _ => true,
        };
        let idle = !matches!(store.paying().get(), Paying::Asked | Paying::Unsure(_));
        if !same && idle {
            timer.after(600, move || store.hold_again());
        }
    });
}

fn same_goods(cart: &[CartLine], held: &[OrderLine]) -> bool {
    cart.len() == held.len()
        && cart
            .iter()
            .all(|line| held.iter().any(|held| held.variant == line.variant && held.quantity == line.quantity))
}

/// What is bought, and whether it is held.
#[component]
fn Goods() -> impl IntoView {
    let store = expect_context::<CheckoutStore>();
    let again = Callback::new(move |()| store.hold_again());
    move || match store.phase().get() {
        Phase::Held(checkout) => {
            view! { <OrderSummary lines=checkout.lines totals=checkout.totals /> }.into_any()
        }
        Phase::Gone => view! {
            <Notice
                urgent=true
                title="The time is up"
                detail="Your things were held for ten minutes and are back on sale. Nothing was paid."
                act="Hold them again"
                on_act=again
            />
        }
        .into_any(),
        Phase::Short(problem) => view! {
            <section class="checkout__short" role="alert">
                <h2 class="checkout__short-title">"Somebody was faster"</h2>
                <ul>
                    {problem
                        .errors
                        .into_iter()
                        .map(|error| view! { <li dir="auto">{error.detail}</li> })
                        .collect_view()}
                </ul>
                <p>"Nothing was paid. Change the quantities in your cart, then come back."</p>
                <A href=paths::CART attr:class="button button--plain">"To the cart"</A>
            </section>
        }
        .into_any(),
        Phase::Failed(error) => {
            if error.passing() {
                time::use_timer().after(5_000, move || store.hold_again());
            }
            view! { <Failed error=error on_retry=again /> }.into_any()
        }
        _ => view! {
            <Skeleton height="4rem" />
            <Skeleton height="4rem" />
            <Skeleton height="7rem" />
        }
        .into_any(),
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
            {move || match store.paying().get() {
                Paying::No => ().into_any(),
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
