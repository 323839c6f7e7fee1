//! The checkout: the goods are held, the address and the card are asked for, and one order comes of it.

mod back;
mod pay_bar;
mod under_way;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};
use meadow_domain::{countries::COUNTRIES, validate::check_address};
use meadow_wire::{Cart, CartLine, Checkout as Held, CouponCode, CouponState, OrderLine, PaymentKind};

pub use self::back::CheckoutReturn;
use self::pay_bar::PayBar;
use crate::{
    browser::{focus, history, page, time},
    features::{AddressForm, Coupons, ErrorSummary, OrderSummary, PaymentChoice},
    paths,
    stores::{
        cart::CartStore,
        checkout::{CheckoutStore, Paying, Phase},
        draft::Draft,
        member::MemberStore,
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
    go_to_the_order(store);
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

fn go_to_the_order(store: CheckoutStore) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Phase::Bought(order) = store.phase().get() {
            // In place of the checkout: Back must not lead to paying.
            history::replacing();
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&paths::order(&order), options);
        }
    });
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
        let mut errors = Vec::new();
        if tried.get() {
            errors.extend(check_address(&draft.address()));
            errors.extend(draft.payment().err().unwrap_or_default());
        }
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
        match untrack(|| draft.payment()) {
            Ok(payment) if errors.with_untracked(Vec::is_empty) => {
                store.pay(untrack(|| draft.address()), payment);
            }
            _ => time::next_frame(|| focus::go_to("#error-summary")),
        }
    };
    let cart = expect_context::<CartStore>().cart();
    follow_cart(store);
    follow_country(draft);
    let redirect = Memo::new(move |before: Option<&bool>| match store.phase().get() {
        Phase::Held(checkout) => checkout.pays_with.contains(&PaymentKind::Redirect),
        _ => before.copied().unwrap_or_default(),
    });
    view! {
        <form class="checkout" novalidate on:submit=submit>
            <div class="checkout__form">
                <ErrorSummary errors=errors />
                <Hint />
                <AddressForm draft=draft errors=errors />
                <PaymentChoice draft=draft errors=errors redirect=redirect />
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

/// Whoever has an account need not buy as a guest: what is typed is kept here, and what is held follows.
#[component]
fn Hint() -> impl IntoView {
    let person = expect_context::<MemberStore>().person();
    move || {
        person.with(Option::is_none).then(|| {
            view! {
                <p class="checkout__hint">
                    "Have an account? "
                    <A href=paths::sign_in(paths::CHECKOUT) attr:class="checkout__hint-link">"Sign in"</A>
                    " – what you typed stays, and your things stay held."
                </p>
            }
        })
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
        let idle = !store.paying().with(Paying::is_under_way);
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
