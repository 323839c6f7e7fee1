//! A live room as a client sees it: what the server's frames make of it, and what waits to be said.

mod line;
mod outbox;
mod view;

pub use crate::validate::TextRefusal;
pub use line::{Line, is_shown};
pub use outbox::{Outbox, Outgoing, Sending};
pub use view::{RoomView, Taken};

use meadow_wire::{EventBody, RoomState};

/// What an event does to the durable state of a room. The server keeps its state by the same rule.
pub fn change_state(state: &mut RoomState, body: &EventBody) {
    match body {
        EventBody::Start => state.live = true,
        EventBody::End => {
            state.live = false;
            state.pinned = None;
            state.explaining = None;
        }
        EventBody::Pin { product } => state.pinned.clone_from(product),
        EventBody::Explain { product } => state.explaining = Some(product.clone()),
        EventBody::Chat { .. } | EventBody::Answer { .. } => {}
    }
}
