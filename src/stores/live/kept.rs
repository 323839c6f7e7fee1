//! What waits to be said outlives the page. Only this file knows where it is kept.

use meadow_domain::live::{Outbox, Outgoing, Sending};
use meadow_wire::{ClientId, NackCode, RoomId};
use serde::{Deserialize, Serialize};

use crate::browser::idb;

/// The names of the outboxes that may hold something.
const INDEX: &str = "live-outboxes";
/// How many names are kept.
const NAMES_MAX: usize = 16;

#[derive(Serialize, Deserialize)]
struct Kept {
    next_seq: u64,
    lines: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    client_seq: u64,
    room: RoomId,
    text: String,
    failed: Option<NackCode>,
}

/// What earlier pages left, oldest first. Another tab may be sending the same: what arrives twice is one line.
pub async fn load() -> Vec<Outbox> {
    let mut left = Vec::new();
    for client in index().await {
        match idb::get(&name(&client))
            .await
            .and_then(|text| meadow_json::from_str::<Kept>(&text).ok())
        {
            Some(kept) if !kept.lines.is_empty() => {
                let lines = kept.lines.into_iter().map(outgoing).collect();
                left.push(Outbox::restored(client, kept.next_seq, lines));
            }
            _ => {}
        }
    }
    left
}

/// Remembers that an outbox is in use. Of very many the oldest are forgotten: they are long empty.
pub async fn register(client: &ClientId) {
    let mut names = index().await;
    names.push(client.clone());
    let too_many = names.len().saturating_sub(NAMES_MAX);
    for old in names.drain(..too_many) {
        if !idb::remove(&name(&old)).await {
            leptos::logging::warn!("an old outbox stays");
        }
    }
    if let Ok(text) = meadow_json::to_string(&names)
        && !idb::set(INDEX, text).await
    {
        leptos::logging::warn!("what waits to be said will not outlive the page");
    }
}

/// An outbox as text, to be kept by [`save`].
pub fn write(outbox: &Outbox) -> Option<String> {
    let lines = outbox.saved().into_iter().map(line).collect();
    meadow_json::to_string(&Kept {
        next_seq: outbox.next_seq(),
        lines,
    })
    .ok()
}

/// Keeps an outbox.
pub async fn save(client: &ClientId, text: String) {
    if !idb::set(&name(client), text).await {
        leptos::logging::warn!("what waits to be said will not outlive the page");
    }
}

async fn index() -> Vec<ClientId> {
    let names = idb::get(INDEX).await;
    names
        .and_then(|text| meadow_json::from_str(&text).ok())
        .unwrap_or_default()
}

fn name(client: &ClientId) -> String {
    format!("live-outbox:{client}")
}

fn line(message: Outgoing) -> Line {
    let failed = match message.status {
        Sending::Failed(code) => Some(code),
        Sending::Queued | Sending::InFlight => None,
    };
    Line {
        client_seq: message.client_seq,
        room: message.room,
        text: message.text,
        failed,
    }
}

fn outgoing(line: Line) -> Outgoing {
    let status = line.failed.map_or(Sending::Queued, Sending::Failed);
    Outgoing {
        client_seq: line.client_seq,
        room: line.room,
        text: line.text,
        status,
    }
}
