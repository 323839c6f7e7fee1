//! The orders of this session.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Order, Page};

use super::failed::Failed;
use crate::{
    api,
    browser::{intl, page, task},
    features::{Price, Shot, UnreadMark, order_steps::state_in_words},
    paths,
    stores::{Fetched, toasts::Toasts, use_query},
    ui::{Button, ButtonKind, Notice, Skeleton},
};

/// How many pictures of an order are shown in the list.
const PICTURES: usize = 4;

/// The orders of this session.
#[component]
pub fn Orders() -> impl IntoView {
    page::set_title("Orders");
    let query = use_query(|| (), async |()| first_page().await);
    view! {
        <div class="page page--orders">
            <h1 class="page-title">"Your orders"</h1>
            <p class="orders__inbox">
                <A href=paths::INBOX>"Inbox" <UnreadMark /></A>
            </p>
            {move || match query.get() {
                Fetched::Waiting => view! { <Waiting /> }.into_any(),
                Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
                Fetched::Full(page) if page.items.is_empty() => view! { <Empty /> }.into_any(),
                Fetched::Full(page) => view! { <Full page=page /> }.into_any(),
            }}
        </div>
    }
}

/// Without a session, or with one that is over, there are no orders.
async fn first_page() -> Result<Page<Order>, api::ApiError> {
    if api::client::token().is_none() {
        return Ok(Page::default());
    }
    match api::orders::list(None).await {
        Err(error) if error.status() == 401 => Ok(Page::default()),
        answer => answer,
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="orders" role="status" aria-label="Your orders are coming">
            <Skeleton height="7.5rem" />
            <Skeleton height="7.5rem" />
            <Skeleton height="7.5rem" />
        </div>
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <Notice
            title="No orders yet"
            detail="What you buy is followed here, from the packing table to your door."
            picture="/ui/empty-cart.webp"
        />
        <p class="orders__way">
            <A href=paths::FEED attr:class="button button--primary">"Look around"</A>
        </p>
    }
}

#[component]
fn Full(page: Page<Order>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let orders = RwSignal::new(page.items);
    let next = RwSignal::new(page.next);
    let (waiting, set_waiting) = signal(false);
    let read_on = move |()| {
        let Some(cursor) = next.get_untracked() else {
            return;
        };
        set_waiting.set(true);
        task::spawn_scoped(async move {
            match api::orders::list(Some(&cursor)).await {
                Ok(page) => {
                    next.set(page.next);
                    orders.update(|orders| {
                        let known = |order: &Order| orders.iter().any(|known| known.id == order.id);
                        let fresh: Vec<Order> =
                            page.items.into_iter().filter(|order| !known(order)).collect();
                        orders.extend(fresh);
                    });
                }
                Err(error) => toasts.say(error.to_string()),
            }
            set_waiting.set(false);
        });
    };
    view! {
        <ul class="orders">
            <For each=move || orders.get() key=|order| order.id.clone() let(order)>
                <li><One order=order /></li>
            </For>
        </ul>
        <Show when=move || next.with(Option::is_some)>
            <p class="orders__way">
                <Button kind=ButtonKind::Plain busy=waiting on_press=read_on>"Show earlier orders"</Button>
            </p>
        </Show>
    }
}

#[component]
fn One(order: Order) -> impl IntoView {
    let names: Vec<String> = order.lines.iter().map(|line| line.name.clone()).collect();
    view! {
        <A href=paths::order(&order.id) attr:class="orders__one">
            <span class="orders__head">
                <span class="orders__state">{state_in_words(order.state)}</span>
                <time class="orders__at">{intl::day(order.placed_at.ms)}</time>
            </span>
            <span class="orders__pictures">
                {order
                    .lines
                    .into_iter()
                    .take(PICTURES)
                    .map(|line| {
                        view! {
                            <span class="orders__picture">
                                <Shot picture=line.picture sizes="72px" decorative=true />
                            </span>
                        }
                    })
                    .collect_view()}
            </span>
            <bdi class="orders__names">{names.join(", ")}</bdi>
            <span class="orders__foot">
                <bdi class="orders__number">{order.number}</bdi>
                <Price amount=order.totals.total />
            </span>
        </A>
    }
}
