//! A live room: on now, to come, or over.

mod on_air;
mod replay;
mod soon;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use meadow_wire::{Room as Wire, RoomId, RoomStatus, Timestamp};

use self::{on_air::OnAir, replay::Replay, soon::Soon};
use super::failed::Failed;
use crate::{
    api::{self, ApiError},
    browser::page,
    features::chat_row::Named,
    stores::{Fetched, cart, use_query},
    ui::Skeleton,
};

/// What decides which page a room is. What else comes with a new answer (who watches, how many are left) the page hears
/// through its socket, and being made anew would cost it that socket and the focus.
#[derive(Clone, PartialEq)]
enum Standing {
    Waiting,
    Failed(ApiError),
    Is(RoomId, RoomStatus, Timestamp),
}

/// A room.
#[component]
pub fn Room() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| RoomId(params.with(|params| params.get("id").unwrap_or_default())));
    let query = use_query(move || id.get(), async |id| api::rooms::read(&id).await);
    let standing = Memo::new(move |_| match query.get() {
        Fetched::Waiting => Standing::Waiting,
        Fetched::Failed(error) => Standing::Failed(error),
        Fetched::Full(Wire { card, .. }) => Standing::Is(card.id, card.status, card.starts_at),
    });
    move || {
        match (standing.get(), untrack(|| query.full())) {
        (Standing::Failed(error), _) => {
            view! { <div class="page page--narrow"><Failed error=error on_retry=move |()| query.retry() /></div> }
                .into_any()
        }
        (Standing::Is(_, status, _), Some(room)) => {
            page::set_title(&room.card.title);
            cart::visited(&room.card.id);
            match status {
                RoomStatus::Live => view! { <OnAir room=room /> }.into_any(),
                RoomStatus::Scheduled => view! { <Soon room=room on_due=move |()| query.refresh() /> }.into_any(),
                RoomStatus::Replay => view! { <Replay room=room /> }.into_any(),
            }
        }
        (Standing::Waiting | Standing::Is(..), _) => {
            view! {
                <div class="room room--waiting" role="status" aria-label="The room is coming">
                    <Skeleton height="100%" />
                </div>
            }
                .into_any()
        }
    }
    }
}

/// What the chat must know of the room's products.
fn named(room: &Wire) -> Vec<Named> {
    room.products
        .iter()
        .map(|product| Named {
            id: product.card.id.clone(),
            name: product.card.name.clone(),
            lang: product.card.lang.clone(),
            picture: product.card.picture.clone(),
        })
        .collect()
}
