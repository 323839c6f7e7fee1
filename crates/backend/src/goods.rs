//! What moves about the goods, told to every open page: prices and stock as they are now, never as differences, so that
//! what is told twice or late does no harm.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use meadow_wire::{Goods, GoodsMoved, ProductId};
use tokio::{
    sync::{Notify, watch},
    time::{Instant, MissedTickBehavior, interval, sleep},
};

use crate::{
    clock,
    db::{AllGoods, Db, DbError},
};

/// Goods are looked at this often even if nobody said that they moved, while somebody listens.
const LOOK: Duration = Duration::from_secs(1);
/// What moves within this time is told at once.
const GATHER: Duration = Duration::from_millis(200);
/// A page that comes without a position hears what moved in this time: longer than it takes to read a page and then to
/// listen.
const RECENT: Duration = Duration::from_secs(60);

/// What moves about the goods. Cheap to clone.
#[derive(Debug, Clone)]
pub struct GoodsWatch {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// Names this run of the server: positions of another run are void.
    epoch: String,
    known: Mutex<Known>,
    moved: Notify,
    /// The position of the last thing that moved.
    position: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Known {
    /// Whether the goods were looked at.
    looked: bool,
    goods: HashMap<ProductId, Kept>,
}

#[derive(Debug)]
struct Kept {
    goods: Goods,
    /// The position at which it moved last; 0 if it never did.
    at: u64,
    moved: Instant,
}

/// Where a listener stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Which run of the server it listened to.
    pub epoch: String,
    /// The last thing it heard there.
    pub at: u64,
}

impl Position {
    /// From `epoch:at`, as an event's id says it. Anything else names no position.
    pub fn read(id: &str) -> Option<Self> {
        let (epoch, at) = id.rsplit_once(':')?;
        Some(Self {
            epoch: epoch.to_owned(),
            at: at.parse().ok()?,
        })
    }
}

/// What a listener hears next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The event's id: where the listener stands after it.
    pub id: String,
    /// What moved.
    pub moved: GoodsMoved,
}

/// One who listens, at its position.
#[derive(Debug)]
pub struct Listener {
    watch: GoodsWatch,
    from: From,
    position: watch::Receiver<u64>,
}

#[derive(Debug, Clone, Copy)]
enum From {
    /// Whatever moved lately.
    Recent,
    /// What moved after this position.
    After(u64),
}

impl Default for GoodsWatch {
    fn default() -> Self {
        Self::new()
    }
}

impl GoodsWatch {
    /// Nothing looked at yet.
    pub fn new() -> Self {
        let inner = Inner {
            epoch: clock::random_id("g"),
            known: Mutex::default(),
            moved: Notify::new(),
            position: watch::Sender::new(0),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Something moved: who listens hears of it soon, and not only with the next look.
    pub fn moved(&self) {
        self.inner.moved.notify_one();
    }

    /// One more listener. Says also whether it may have missed something that nobody can tell it any more: it stood in
    /// another run of the server.
    pub fn listen(&self, since: Option<Position>) -> (Listener, bool) {
        let (from, missed) = match since {
            Some(since) if since.epoch == self.inner.epoch => (From::After(since.at), false),
            Some(_) => (From::Recent, true),
            None => (From::Recent, false),
        };
        let position = self.inner.position.subscribe();
        let listener = Listener {
            watch: self.clone(),
            from,
            position,
        };
        (listener, missed)
    }

    fn id_at(&self, at: u64) -> String {
        format!("{}:{at}", self.inner.epoch)
    }

    /// The first look, before anybody reads anything: what moves from then on is known to have moved, whoever listens.
    pub async fn begin(&self, db: &Db) -> Result<(), DbError> {
        self.look(db).await
    }

    /// Looks while somebody listens. Never ends.
    pub async fn run(self, db: Db) {
        let mut ticks = interval(LOOK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = self.inner.moved.notified() => sleep(GATHER).await,
            }
            if db.reader.is_closed() {
                return;
            }
            if self.inner.position.receiver_count() > 0 {
                self.look_again(&db).await;
            }
        }
    }

    async fn look_again(&self, db: &Db) {
        if let Err(error) = self.look(db).await {
            tracing::warn!(%error, "goods can't be read; they are looked at again");
        }
    }

    async fn look(&self, db: &Db) -> Result<(), DbError> {
        let all = db.all_goods().await?;
        let now = Instant::now();
        let last = *self.inner.position.borrow();
        let mut next = last;
        {
            let mut known = self.known();
            let first = !std::mem::replace(&mut known.looked, true);
            for goods in all {
                match known.goods.get_mut(&goods.product) {
                    Some(kept) if kept.goods == goods => {}
                    Some(kept) => {
                        next += 1;
                        *kept = Kept {
                            goods,
                            at: next,
                            moved: now,
                        };
                    }
                    None => {
                        // Of what is seen for the first time nobody knows an older price.
                        next += u64::from(!first);
                        let at = if first { 0 } else { next };
                        known.goods.insert(
                            goods.product.clone(),
                            Kept {
                                goods,
                                at,
                                moved: now,
                            },
                        );
                    }
                }
            }
        }
        if next > last {
            self.inner.position.send_replace(next);
        }
        Ok(())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.inner.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// What was missed before, if anything, and where the listener stands after it.
    pub fn first(&mut self) -> (Option<News>, String) {
        let at = *self.position.borrow_and_update();
        let news = self.news(at);
        self.from = From::After(at);
        (news, self.watch.id_at(at))
    }

    /// Waits for the next news.
    pub async fn next(&mut self) -> News {
        loop {
            // Marked as seen before it is looked: what moves in between is heard with the next news.
            if let (Some(news), _) = self.first() {
                return news;
            }
            if self.position.changed().await.is_err() {
                // The watch lives in this listener, so its sender does too.
                std::future::pending::<()>().await;
            }
        }
    }

    fn news(&self, at: u64) -> Option<News> {
        let mut goods: Vec<Goods> = self
            .watch
            .known()
            .goods
            .values()
            .filter(|kept| kept.at > 0 && self.missed(kept))
            .map(|kept| kept.goods.clone())
            .collect();
        if goods.is_empty() {
            return None;
        }
        goods.sort_by(|a, b| a.product.cmp(&b.product));
        Some(News {
            id: self.watch.id_at(at),
            moved: GoodsMoved {
                goods,
                server_time: clock::now(),
            },
        })
    }

    fn missed(&self, kept: &Kept) -> bool {
        match self.from {
            From::Recent => kept.moved.elapsed() < RECENT,
            From::After(at) => kept.at > at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn a_position_is_what_an_event_was_called() {
        let read = Position::read("g-1:x:17").map(|position| (position.epoch, position.at));
        assert_eq!(read, Some(("g-1:x".to_owned(), 17)));
        assert_eq!(Position::read("17"), None);
        assert_eq!(Position::read("g:-1"), None);
    }
}
