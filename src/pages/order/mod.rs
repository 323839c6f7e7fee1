//! An order and its way.

mod back;
mod cancel;
mod reviews;
mod say;

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};
use meadow_domain::{countries::COUNTRIES, order::can_cancel};
use meadow_wire::{Address, Order as Bought, OrderId, ReturnState};

use self::{back::Back, cancel::Cancel, reviews::OrderReviews};
use super::failed::Failed;
use crate::{
    api,
    browser::{intl, page, time},
    features::{
        OrderSteps, OrderSummary, Parcel,
        order_steps::{is_final, state_in_words},
    },
    paths,
    stores::{Fetched, Query, inbox::InboxStore, use_query},
    ui::Skeleton,
};

/// An order that is under way is asked for again this often, in milliseconds.
const REFRESH_MS: u32 = 5_000;

/// Where the page stands: kept apart from the order, so that a new step redraws the steps and not the page.
#[derive(Clone, PartialEq, Eq)]
enum Stage {
    Waiting,
    Failed(api::ApiError),
    Full,
}

/// An order.
#[component]
pub fn Order() -> impl IntoView {
    page::set_title("Order");
    let params = use_params_map();
    let id = move || OrderId(params.with(|params| params.get("id").unwrap_or_default()));
    let query = use_query(id, async |id| api::orders::read(&id).await);
    let stage = Memo::new(move |_| match query.get() {
        Fetched::Waiting => Stage::Waiting,
        Fetched::Failed(error) => Stage::Failed(error),
        Fetched::Full(_) => Stage::Full,
    });
    let order = Memo::new(move |before: Option<&Bought>| {
        query.full().or_else(|| before.cloned()).unwrap_or_default()
    });
    time::use_interval(REFRESH_MS, move || {
        let under_way = stage.get_untracked() == Stage::Full && order.with_untracked(is_under_way);
        if under_way && page::visible() {
            query.refresh();
        }
    });
    view! {
        <div class="page page--order">
            {move || match stage.get() {
                Stage::Waiting => view! { <Waiting /> }.into_any(),
                Stage::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
                Stage::Full => view! { <Full order=order query=query /> }.into_any(),
            }}
        </div>
    }
}

/// Whether something happens with it by itself.
fn is_under_way(order: &Bought) -> bool {
    let moves = |state| matches!(state, ReturnState::Requested | ReturnState::TakenBack);
    !is_final(order.state) || order.returns.iter().any(|one| moves(one.state))
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="order" role="status" aria-label="The order is coming">
            <Skeleton height="4rem" />
            <Skeleton height="16rem" />
        </div>
    }
}

#[component]
fn Full(order: Memo<Bought>, query: Query<Bought>) -> impl IntoView {
    let first = order.get_untracked();
    page::set_title(&format!("Order {}", first.number));
    let state = Memo::new(move |_| order.with(|order| order.state));
    let tracking = Memo::new(move |_| order.with(|order| order.tracking.clone()));
    // Whatever moved was told to the shopper, too.
    let inbox = expect_context::<InboxStore>();
    Effect::new(move |_| {
        order.track();
        inbox.count();
    });
    view! {
        <p class="order__back">
            <A href=paths::ORDERS>"All orders"</A>
        </p>
        <header class="order__head">
            <h1 class="page-title" aria-live="polite">{move || state_in_words(state.get())}</h1>
            <p class="order__number">
                "Order " <strong><bdi>{first.number}</bdi></strong> ", placed "
                <time>{intl::moment(first.placed_at.ms)}</time>
            </p>
        </header>
        <div class="order">
            <section class="order__way" aria-label="Where it is">
                <OrderSteps state=state steps=Signal::derive(move || order.with(|order| order.steps.clone())) />
                {move || tracking.get().map(|tracking| view! { <Parcel tracking=tracking /> })}
                <Show when=move || can_cancel(state.get())>
                    <Cancel id=order.with_untracked(|order| order.id.clone()) query=query />
                </Show>
                <Back order=order query=query />
            </section>
            <section class="order__goods" aria-label="What was bought">
                <OrderSummary lines=first.lines totals=first.totals destination=first.address.country.clone() />
                <h2 class="order__title">"Goes to"</h2>
                <Goes address=first.address />
                <p class="order__back">
                    <A href=paths::invoice(&first.id)>"Invoice, to print"</A>
                </p>
            </section>
        </div>
        <OrderReviews order=order />
    }
}

#[component]
fn Goes(address: Address) -> impl IntoView {
    let country = COUNTRIES
        .iter()
        .find(|(code, _)| *code == address.country)
        .map_or(address.country.clone(), |(_, name)| (*name).to_owned());
    view! {
        <address class="order__address">
            <bdi>{address.name}</bdi>
            <bdi>{address.street}</bdi>
            <bdi>{format!("{} {}", address.postal_code, address.city)}</bdi>
            <bdi>{country}</bdi>
            <bdi class="order__email">{address.email}</bdi>
        </address>
    }
}
