//! The checkout: the goods are held, the address and the card are asked for, and one order comes of it.

mod pay_bar;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};
use meadow_domain::{countries::COUNTRIES, validate::check_address};
use meadow_wire::{Cart, CartLine, Checkout as Held, CouponCode, CouponState, OrderLine};

use self::pay_bar::PayBar;
use crate::{
    browser::{focus, history, page, time},
    features::{AddressForm, Coupons, ErrorSummary, OrderSummary, PaymentChoice},
    paths,
    stores::{
        cart::CartStore,
        checkout::{CheckoutStore, Paying, Phase},
        draft::Draft,
    },
    ui::{Notice, Skeleton},
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
            history::replacing();
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
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
    let tried = RwSignal::new(false);
    let errors = Memo::new(move |_| {
        let mut errors = if tried.get() {
            check_address(&draft.address())
        } else {
            Vec::new()
        };
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
    let cart = expect_context::<CartStore>().cart();
    follow_cart(store);
    follow_country(draft);
    view! {
        <form class="checkout" novalidate on:submit=submit>
            <div class="checkout__form">
                <ErrorSummary errors=errors />
                <AddressForm draft=draft errors=errors />
                <PaymentChoice card=draft.card />
            </div>
            <section class="checkout__side" aria-label="Your order">
                <Goods />
                <Coupons held=Signal::derive(move || held_coupons(store, cart)) />
                <div class="checkout__pay">
                    <PayBar />
                </div>
            </section>
        </form>
    }
}

/// The cart can be changed beside the checkout: then the hold is for another cart and is asked for anew.
fn follow_cart(store: CheckoutStore) {
    let cart = expect_context::<CartStore>().cart();
    let timer = time::use_timer();
    Effect::new(move |_| {
        let same = match store.phase().get() {
            Phase::Held(checkout) => {
                cart.with(|cart| same_goods(&cart.lines, &checkout.lines) && same_terms(cart, &checkout))
            }
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
        && cart.iter().all(|line| {
            held.iter()
                .any(|held| held.variant == line.variant && held.quantity == line.quantity)
        })
}

/// Coupons are compared by their codes: one that ended meanwhile still counts in what is held.
fn same_terms(cart: &Cart, held: &Held) -> bool {
    let codes = |states: &[CouponState]| -> Vec<CouponCode> {
        states.iter().map(|state| state.coupon.code.clone()).collect()
    };
    codes(&cart.coupons) == codes(&held.coupons)
        && (held.destination.is_empty() || held.destination == cart.rules.destination)
}

/// The coupons of what is held, unless the cart has others by now.
fn held_coupons(store: CheckoutStore, cart: Memo<Cart>) -> Option<Vec<CouponState>> {
    match store.phase().get() {
        Phase::Held(held) if cart.with(|cart| same_terms(cart, &held)) => Some(held.coupons),
        _ => None,
    }
}

/// Delivery and taxes are worked out for the country of the address.
fn follow_country(draft: Draft) {
    let store = expect_context::<CartStore>();
    let cart = store.cart();
    let destination = Memo::new(move |_| cart.with(|cart| cart.rules.destination.clone()));
    Effect::new(move |_| {
        let (country, destination) = (draft.country.get(), destination.get());
        let is_served = COUNTRIES.iter().any(|(code, _)| *code == country);
        if is_served && !destination.is_empty() && country != destination {
            store.send_to(&country);
        }
    });
}

/// What is bought.
#[component]
fn Goods() -> impl IntoView {
    let store = expect_context::<CheckoutStore>();
    move || {
        match store.phase().get() {
        Phase::Held(checkout) => {
            view! { <OrderSummary lines=checkout.lines totals=checkout.totals destination=checkout.destination /> }.into_any()
        }
        Phase::Short(problem) => view! {
            <ul class="checkout__short">
                {problem
                    .errors
                    .into_iter()
                    .map(|error| view! { <li dir="auto">{error.detail}</li> })
                    .collect_view()}
            </ul>
        }
        .into_any(),
        Phase::Reserving => view! {
            <Skeleton height="4rem" />
            <Skeleton height="4rem" />
            <Skeleton height="7rem" />
        }
        .into_any(),
        _ => ().into_any(),
    }
    }
}
