//! All rooms of this server, and who is connected to them.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use meadow_domain::limits::CHAT_BURST;
use meadow_wire::{Event, PersonId, RoomId, RoomStatus, Say, VariantId};
use tokio::{
    sync::{mpsc, watch},
    task::AbortHandle,
    time::{Instant, sleep},
};

use super::{
    log::RoomLog,
    room::{ConnectionId, Room},
    script,
    setup::{self, LiveSettings, RoomSetup},
    ticker, writer,
};
use crate::{
    db::{Db, DbError},
    limits::{Address, Buckets, Place, Places, Rate},
    metrics::{self, Gauge},
};

/// How many messages wait for the writer of a room before who says more has to wait.
const INBOX: usize = 1_024;
/// So many of one address can speak at their full rate. A guest is made in no time, an address is not.
const SPEAKERS_PER_ADDRESS: u32 = 5;
/// How long [`Hub::stop`] waits for the connections to go.
const GRACE: Duration = Duration::from_secs(2);

/// The live rooms. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hub {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    db: Db,
    log: RoomLog,
    rooms: RwLock<HashMap<RoomId, Arc<Room>>>,
    tasks: Mutex<Vec<AbortHandle>>,
    chat: Buckets<PersonId>,
    chat_by_address: Buckets<Address>,
    sockets: Places,
    films: Places,
    connections: AtomicUsize,
    next_connection: AtomicU64,
    stopping: watch::Sender<bool>,
}

/// A connection's place at its address, given back when dropped.
#[derive(Debug)]
pub struct Seat {
    /// The connection's name.
    pub connection: ConnectionId,
    /// Where it comes from, if that is known.
    pub address: Option<Address>,
    _place: Place,
    hub: Hub,
}

impl Hub {
    /// No rooms yet.
    pub fn new(db: Db, settings: LiveSettings) -> Self {
        let inner = Inner {
            log: RoomLog::new(db.clone()),
            db,
            rooms: RwLock::default(),
            tasks: Mutex::default(),
            chat: Buckets::new(Rate::new(settings.chat_per_second, CHAT_BURST)),
            chat_by_address: Buckets::new(Rate::new(
                settings.chat_per_second.saturating_mul(SPEAKERS_PER_ADDRESS),
                CHAT_BURST * SPEAKERS_PER_ADDRESS,
            )),
            sockets: Places::new(settings.sockets_per_address),
            films: Places::new(settings.sockets_per_address),
            connections: AtomicUsize::new(0),
            next_connection: AtomicU64::new(1),
            stopping: watch::Sender::new(false),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Opens every room of the shop's tables: after the town is seeded, before the first request.
    pub async fn open(&self) -> Result<(), DbError> {
        for setup in setup::load(&self.inner.db).await? {
            self.open_room(setup).await?;
        }
        Ok(())
    }

    /// Opens one room and starts what runs in it.
    pub async fn open_room(&self, setup: RoomSetup) -> Result<(), DbError> {
        let log = self.inner.log.clone();
        let mut opened = log.open(&setup.id).await?;
        if setup.status == RoomStatus::Replay && opened.recent.is_empty() {
            let whole = script::recording(&setup.id, &setup.script, setup.starts_at);
            log.append(&setup.id, &opened.epoch, 0, &whole).await?;
            opened = log.open(&setup.id).await?;
        }
        let said_until = opened.recent.last().map(|event| event.at);
        let (inbox, entries) = mpsc::channel(INBOX);
        let room = Arc::new(Room::new(setup, opened, inbox));
        room.set_stock(ticker::stock(&room, &self.inner.db).await?);
        let mut tasks = vec![
            tokio::spawn(writer::run(Arc::clone(&room), log.clone(), entries)),
            tokio::spawn(ticker::run(Arc::clone(&room), log, self.inner.db.clone())),
        ];
        if room.on_since().is_some() {
            tasks.push(tokio::spawn(script::play(Arc::clone(&room), said_until)));
        }
        tasks.iter().for_each(|task| self.keep(task.abort_handle()));
        let mut rooms = self.inner.rooms.write().unwrap_or_else(PoisonError::into_inner);
        rooms.insert(room.id().clone(), room);
        Ok(())
    }

    /// How many watch a room now: the connections in it and the people of its script.
    pub fn viewers(&self, room: &RoomId) -> u32 {
        self.room(room).map_or(0, |room| room.viewers())
    }

    /// Stock of these variants moved: rooms that have them on the shelf look at once.
    pub fn stock_changed(&self, variants: &[VariantId]) {
        for room in self.rooms() {
            if room.setup.shelf.iter().any(|variant| variants.contains(variant)) {
                room.stock_moved();
            }
        }
    }

    /// A room's log after the event `after` (0: from the start), oldest first.
    pub async fn log_page(&self, room: &RoomId, after: u64, limit: u32) -> Result<Vec<Event>, DbError> {
        self.inner.log.page(room, after, limit).await
    }

    /// The event that a message of this person's became, if it is stored.
    pub(super) async fn stored(&self, say: &Say, by: &PersonId) -> Result<Option<u64>, DbError> {
        let message = (by, &say.client_id, say.client_seq);
        self.inner.log.find(&say.room, message).await
    }

    /// Says `bye` to all, waits a little until they went, and stops what runs in the rooms.
    pub async fn stop(&self) {
        self.inner.stopping.send_replace(true);
        let until = Instant::now() + GRACE;
        while self.inner.connections.load(Ordering::Acquire) > 0 && Instant::now() < until {
            sleep(Duration::from_millis(20)).await;
        }
        self.inner.stop_tasks();
        for room in self.rooms() {
            if let Err(error) = self.inner.log.store_likes(room.id(), room.likes()).await {
                tracing::warn!(room = %room.id(), %error, "hearts can't be stored");
            }
        }
    }

    /// Turns true when the server stops.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.inner.stopping.subscribe()
    }

    /// An open room.
    pub(crate) fn room(&self, room: &RoomId) -> Option<Arc<Room>> {
        self.inner
            .rooms
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(room)
            .cloned()
    }

    /// Takes a token of the speaker's and one of the address's, or says how long to wait.
    pub(crate) fn may_say(&self, person: &PersonId, address: Option<Address>) -> Result<(), Duration> {
        self.inner.chat.take(person.clone())?;
        address.map_or(Ok(()), |address| self.inner.chat_by_address.take(address))
    }

    /// A seat for one more connection from this address, if there is one.
    pub(crate) fn seat(&self, address: Option<Address>) -> Option<Seat> {
        let place = self.inner.sockets.take(address)?;
        let open = self.inner.connections.fetch_add(1, Ordering::AcqRel) + 1;
        metrics::set(Gauge::LiveConnections, open as u64);
        let connection = self.inner.next_connection.fetch_add(1, Ordering::Relaxed);
        Some(Seat {
            connection,
            address,
            _place: place,
            hub: self.clone(),
        })
    }

    /// Where the rooms are planned.
    pub(super) fn db(&self) -> &Db {
        &self.inner.db
    }

    /// What runs until the hub stops.
    pub(super) fn keep(&self, task: AbortHandle) {
        let mut tasks = self.inner.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.retain(|task| !task.is_finished());
        tasks.push(task);
    }

    /// A place for one more endless film to this address, if there is one.
    pub(crate) fn film_place(&self, address: Option<Address>) -> Option<Place> {
        self.inner.films.take(address)
    }

    fn rooms(&self) -> Vec<Arc<Room>> {
        self.inner
            .rooms
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
            .cloned()
            .collect()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let inner = &self.hub.inner;
        let open = inner.connections.fetch_sub(1, Ordering::AcqRel).saturating_sub(1);
        metrics::set(Gauge::LiveConnections, open as u64);
    }
}

impl Inner {
    fn stop_tasks(&self) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.drain(..).for_each(|task| task.abort());
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop_tasks();
    }
}
