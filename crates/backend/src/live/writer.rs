//! Numbers what is said in a room: one task per room, many messages in one transaction.

use std::{sync::Arc, time::Duration};

use meadow_wire::{NackCode, ServerFrame};
use tokio::{
    sync::{OwnedSemaphorePermit, mpsc},
    time::{Instant, sleep, sleep_until},
};

use super::{
    log::{Draft, KEPT_EVENTS, Numbered, RoomLog},
    outbound::Outbound,
    room::Room,
};
use crate::metrics::{self, Counter};

/// Events that come closer together than this go out in one frame.
const TOGETHER: Duration = Duration::from_millis(16);
/// How many are stored at once at most.
const BATCH: usize = 512;
/// How long to wait before asking a database again that did not answer.
const AGAIN: Duration = Duration::from_millis(200);

/// Something to number, and whom to tell.
#[derive(Debug)]
pub struct Entry {
    /// What.
    pub draft: Draft,
    /// Who waits for the `ack`; nobody for what the script says.
    pub reply: Option<Reply>,
}

/// Who waits for an `ack`.
#[derive(Debug)]
pub struct Reply {
    /// The connection.
    out: Arc<Outbound>,
    /// Its place among the messages that a connection may have under way; given back when the reply is dropped.
    _place: OwnedSemaphorePermit,
}

impl Reply {
    /// To this connection, which gives up one of its places until then.
    pub fn new(out: Arc<Outbound>, place: OwnedSemaphorePermit) -> Self {
        Self { out, _place: place }
    }
}

/// Stores, fans out, then acknowledges, until the room is dropped.
pub async fn run(room: Arc<Room>, log: RoomLog, mut inbox: mpsc::Receiver<Entry>) {
    let mut entries = Vec::with_capacity(BATCH);
    let mut sent_at = Instant::now();
    while inbox.recv_many(&mut entries, BATCH).await > 0 {
        sleep_until(sent_at + TOGETHER).await;
        while entries.len() < BATCH
            && let Ok(entry) = inbox.try_recv()
        {
            entries.push(entry);
        }
        let drafts: Vec<_> = entries.iter().map(|entry| entry.draft.clone()).collect();
        let (last, _) = room.position();
        match log.append(room.id(), &room.epoch, last, &drafts).await {
            Ok(numbered) => {
                room.publish(numbered.iter().filter_map(fresh).collect());
                entries
                    .drain(..)
                    .zip(numbered)
                    .for_each(|(entry, numbered)| acknowledge(&room, entry, &numbered));
            }
            Err(error) => {
                tracing::error!(room = %room.id(), %error, "messages could not be stored");
                entries.drain(..).for_each(|entry| refuse(&room, entry));
                catch_up(&room, &log).await;
            }
        }
        sent_at = Instant::now();
    }
}

fn fresh(numbered: &Numbered) -> Option<meadow_wire::Event> {
    match numbered {
        Numbered::New(event) => Some(event.clone()),
        Numbered::Before(_) => None,
    }
}

fn acknowledge(room: &Room, entry: Entry, numbered: &Numbered) {
    let Some(reply) = entry.reply else { return };
    let seq = match numbered {
        Numbered::New(event) => event.seq,
        Numbered::Before(seq) => *seq,
    };
    metrics::count(Counter::Acks, 1);
    let Draft {
        client_id,
        client_seq,
        ..
    } = entry.draft;
    reply.out.answer(&ServerFrame::Ack {
        room: room.id().clone(),
        client_id,
        client_seq,
        seq,
    });
}

fn refuse(room: &Room, entry: Entry) {
    let Some(reply) = entry.reply else { return };
    metrics::count(Counter::Nacks, 1);
    reply.out.answer(&ServerFrame::Nack {
        room: room.id().clone(),
        client_id: entry.draft.client_id,
        client_seq: entry.draft.client_seq,
        code: NackCode::Failed,
        detail: "The message could not be stored. Try again: it will not be doubled.".to_owned(),
        retry_after_ms: None,
    });
}

/// A transaction that failed may have been stored all the same: what the database has is what counts.
async fn catch_up(room: &Room, log: &RoomLog) {
    loop {
        let (last, _) = room.position();
        match log
            .page(room.id(), last, u32::try_from(KEPT_EVENTS).unwrap_or(u32::MAX))
            .await
        {
            Ok(events) if events.is_empty() => return,
            Ok(events) => room.publish(events),
            Err(error) => {
                tracing::error!(room = %room.id(), %error, "the room's log can't be read");
                sleep(AGAIN).await;
            }
        }
    }
}
