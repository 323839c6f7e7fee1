//! The coupons of the cart: a field for a code, and what became of each.

use leptos::prelude::*;
use meadow_domain::pricing::coupons::{in_words, read_code};
use meadow_wire::{CouponCode, CouponKind, CouponState, ShippingBy};

use crate::{
    browser::{focus, random, time},
    features::price::money,
    stores::{
        cart::{Asked, CartStore},
        toasts::Toasts,
    },
    ui::{Button, ButtonKind, Glyph, Icon},
};

/// The cart's coupons, each with what it takes off or why not, and a field for another.
///
/// It is no form of its own: at the checkout it stands within one.
#[component]
pub fn Coupons(
    /// The coupons of what is held, while something is: one that ended meanwhile still counts there.
    #[prop(optional, into)]
    held: Option<Signal<Option<Vec<CouponState>>>>,
) -> impl IntoView {
    let store = expect_context::<CartStore>();
    let cart = store.cart();
    let states = Memo::new(move |_| {
        held.and_then(|held| held.get())
            .unwrap_or_else(|| cart.with(|cart| cart.coupons.clone()))
    });
    let is_free_anyway = Memo::new(move |_| cart.with(|cart| cart.totals.shipping_by == ShippingBy::Worth));
    // The drawer can lie over a page that shows the same.
    let id = format!("coupon-{}", random::id());
    let back = format!("#{id}");
    let drop_one = Callback::new(move |code: CouponCode| {
        store.drop_coupon(code);
        // The pressed button goes with its coupon.
        focus::focus_first(&back);
    });
    view! {
        <div class="coupons" role="group" aria-label="Coupons">
            <ul class="coupons__list" hidden=move || states.with(Vec::is_empty)>
                {move || {
                    states
                        .get()
                        .into_iter()
                        .map(|state| {
                            view! { <Chip state=state is_free_anyway=is_free_anyway.get() on_drop=drop_one /> }
                        })
                        .collect_view()
                }}
            </ul>
            <Another id=id />
        </div>
    }
}

/// A coupon on the cart.
#[component]
fn Chip(state: CouponState, is_free_anyway: bool, on_drop: Callback<CouponCode>) -> impl IntoView {
    let code = state.coupon.code.clone();
    let shown = code.to_string();
    let refused = state.refusal.is_some();
    let why = match &state.refusal {
        Some(refusal) => {
            let (why, next) = in_words(&state.coupon, refusal, money);
            view! { <p class="coupons__why">{why} " " {next}</p> }.into_any()
        }
        None => view! {
            <p class="coupons__words">
                <bdi lang=state.coupon.lang.clone()>{state.coupon.words.clone()}</bdi>
            </p>
        }
        .into_any(),
    };
    view! {
        <li class="coupons__chip" class:coupons__chip--refused=refused data-coupon=shown.clone()>
            <bdi class="coupons__code">{shown.clone()}</bdi>
            <bdi class="coupons__takes">{takes_in_words(&state, is_free_anyway)}</bdi>
            <button
                type="button"
                class="coupons__drop"
                aria-label=format!("Remove coupon {shown}")
                title="Remove"
                on:click=move |_| on_drop.run(code.clone())
            >
                <Icon glyph=Glyph::Close />
            </button>
            {why}
        </li>
    }
}

fn takes_in_words(state: &CouponState, is_free_anyway: bool) -> String {
    match (&state.refusal, state.coupon.takes) {
        (Some(_), _) => "does not count".to_owned(),
        (None, CouponKind::FreeShipping) if is_free_anyway => "delivery is free anyway".to_owned(),
        (None, CouponKind::FreeShipping) => "free delivery".to_owned(),
        (None, _) => format!("−{}", money(state.takes_off)),
    }
}

/// The field for another code.
#[component]
fn Another(id: String) -> impl IntoView {
    let store = expect_context::<CartStore>();
    let toasts = expect_context::<Toasts>();
    let asked = store.asked();
    let typed = RwSignal::new(String::new());
    let unreadable = RwSignal::new(false);
    let error = Memo::new(move |_| match asked.get() {
        _ if unreadable.get() => Some("A code has letters from A to Z, digits and hyphens.".to_owned()),
        Asked::Refused(error) => Some(error.in_words()),
        Asked::Quiet | Asked::Waiting => None,
    });
    let use_it = Callback::new(move |()| {
        let code = read_code(&typed.get_untracked());
        unreadable.set(code.is_none());
        if let Some(code) = code {
            store.use_coupon(code.clone(), move || {
                typed.set(String::new());
                toasts.say(format!("{code} counts."));
            });
        }
    });
    let (field, described, focused) = (id.clone(), format!("{id}-error"), format!("#{id}"));
    Effect::new(move |_| {
        if error.with(Option::is_some) && typed.with_untracked(|typed| !typed.is_empty()) {
            let focused = focused.clone();
            time::next_frame(move || focus::focus_first(&focused));
        }
    });
    view! {
        <div class="coupons__another">
            <label class="coupons__label" for=id>"Coupon code"</label>
            <input
                class="field__input coupons__input"
                id=field
                type="text"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                enterkeyhint="done"
                maxlength="64"
                prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    unreadable.set(false);
                    if matches!(asked.get_untracked(), Asked::Refused(_)) {
                        asked.set(Asked::Quiet);
                    }
                }
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        use_it.run(());
                    }
                }
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described.clone()
            />
            <Button
                kind=ButtonKind::Plain
                busy=Signal::derive(move || asked.with(|asked| *asked == Asked::Waiting))
                disabled_reason=Signal::derive(move || {
                    typed.with(|typed| typed.trim().is_empty()).then(|| "Type a code first".to_owned())
                })
                on_press=use_it
            >
                "Use it"
            </Button>
            <p class="coupons__error" id=described role="alert">{error}</p>
        </div>
    }
}
