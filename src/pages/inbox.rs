//! What the shop told this session.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Inbox as Told, Message, MessageId};

use super::failed::Failed;
use crate::{
    api,
    browser::{page, task},
    features::MessageRow,
    paths,
    stores::{Fetched, inbox::InboxStore, toasts::Toasts, use_query},
    ui::{Button, ButtonKind, Notice, Skeleton},
};

/// The messages.
#[component]
pub fn Inbox() -> impl IntoView {
    page::set_title("Inbox");
    let query = use_query(|| (), async |()| api::inbox::list(None).await);
    view! {
        <div class="page page--inbox">
            <h1 class="page-title">"Inbox"</h1>
            {move || match query.get() {
                Fetched::Waiting => view! { <Waiting /> }.into_any(),
                Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
                Fetched::Full(told) if told.items.is_empty() => view! { <Empty /> }.into_any(),
                Fetched::Full(told) => view! { <Full told=told /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="inbox" role="status" aria-label="Your messages are coming">
            <Skeleton height="6rem" />
            <Skeleton height="6rem" />
            <Skeleton height="6rem" />
        </div>
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <Notice
            title="No messages yet"
            detail="When something happens with an order, or somebody answers you, you read it here."
            picture="/ui/empty-cart.webp"
        />
        <p class="inbox__way">
            <A href=paths::ORDERS attr:class="button button--primary">"Your orders"</A>
        </p>
    }
}

#[component]
fn Full(told: Told) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let toasts = expect_context::<Toasts>();
    store.know(told.unread);
    let messages = RwSignal::new(told.items);
    let next = RwSignal::new(told.next);
    let (waiting, set_waiting) = signal(false);
    let read_on = move |()| {
        let Some(cursor) = next.get_untracked() else {
            return;
        };
        set_waiting.set(true);
        task::spawn_scoped(async move {
            match api::inbox::list(Some(&cursor)).await {
                Ok(told) => {
                    next.set(told.next);
                    store.know(told.unread);
                    messages.update(|messages| {
                        let fresh = |message: &Message| messages.iter().all(|known| known.id != message.id);
                        let fresh: Vec<Message> = told.items.into_iter().filter(fresh).collect();
                        messages.extend(fresh);
                    });
                }
                Err(error) => toasts.say(error.to_string()),
            }
            set_waiting.set(false);
        });
    };
    let read_all = move |()| {
        task::spawn_scoped(async move {
            match api::inbox::read_all().await {
                Ok(left) => {
                    store.know(left.unread);
                    messages.update(|messages| messages.iter_mut().for_each(|message| message.read = true));
                }
                Err(error) => toasts.say(error.in_words()),
            }
        });
    };
    view! {
        <Show when=move || { store.unread().get() > 0 }>
            <p class="inbox__all">
                <Button kind=ButtonKind::Quiet on_press=read_all>"Mark all as read"</Button>
            </p>
        </Show>
        <ul class="inbox">
            <For each=move || messages.get() key=|message| message.id.clone() let(message)>
                <li><One message=message messages=messages /></li>
            </For>
        </ul>
        <Show when=move || next.with(Option::is_some)>
            <p class="inbox__way">
                <Button kind=ButtonKind::Plain busy=waiting on_press=read_on>"Show earlier messages"</Button>
            </p>
        </Show>
    }
}

#[component]
fn One(message: Message, messages: RwSignal<Vec<Message>>) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let id = message.id.clone();
    let read = Memo::new(move |_| messages.with(|all| all.iter().any(|one| one.id == id && one.read)));
    let id = message.id.clone();
    let open = move |()| {
        if !read.get_untracked() {
            mark(store, id.clone());
        }
    };
    view! { <MessageRow message=message read=read on_open=open /> }
}

/// The page is left with it: it goes on without it. One that fails stays new, and is marked the next time.
fn mark(store: InboxStore, id: MessageId) {
    task::spawn(async move {
        match api::inbox::read(&id).await {
            Ok(left) => store.know(left.unread),
            Err(error) => leptos::logging::warn!("a message stays new: {error}"),
        }
    });
}
