//! What every journey starts from.

use std::fs;
use std::panic::AssertUnwindSafe;
use std::process::Command;
use std::time::Duration;

use futures_util::FutureExt;
use meadow_tests::backend::{Backend, Setup};
use meadow_tests::browser::Browser;
use meadow_tests::drivers::Driver;
use meadow_tests::engine::Engine;
use meadow_tests::http::Http;
use meadow_tests::places;
use meadow_tests::proxy::Proxy;
use meadow_wire::{FeedItem, Note, NoteCard, Page, ProductCard, RoomCard, RoomStatus};
use tempfile::TempDir;

/// One browser at a time: on a small machine two would wait for each other.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// A phone.
pub const PHONE: (u32, u32) = (390, 844);
/// A desk.
pub const DESK: (u32, u32) = (1_440, 900);

/// A shop that is open.
pub struct Stage {
    /// The backend.
    pub backend: Backend,
    /// The network between the browser and the backend.
    pub proxy: Proxy,
    /// Asks the backend past the proxy.
    pub direct: Http,
    /// A copy of the storefront, where something was added to it.
    _site: Option<TempDir>,
}

impl Stage {
    /// Opens it.
    pub async fn open() -> Self {
        // Half a minute for the card that pays later would only make the journeys slow.
        Self::open_with(Setup::shop().with(&["--payment-test-later-ms", "6000"]), None).await
    }

    /// Opens it with one more file in the storefront, `/planted.js`.
    async fn open_with_script(script: &str) -> Self {
        let copy = TempDir::with_prefix("meadow-site-").expect("there is room for a folder");
        let copied = Command::new("cp")
            .arg("-R")
            .arg(places::site().join("."))
            .arg(copy.path())
            .status();
        assert!(
            copied.is_ok_and(|status| status.success()),
            "the storefront can't be copied"
        );
        fs::write(copy.path().join("planted.js"), script).expect("the copy can be written");
        Self::open_with(Setup::shop().with_site(copy.path()), Some(copy)).await
    }

    async fn open_with(setup: Setup, site: Option<TempDir>) -> Self {
        let backend = Backend::start(setup).await;
        let proxy = Proxy::start(backend.address()).await;
        let direct = Http::new(backend.address()).with_patience(Duration::from_secs(20));
        Self {
            backend,
            proxy,
            direct,
            _site: site,
        }
    }

    /// The first `count` items of the feed.
    pub async fn feed(&self, count: usize) -> Vec<FeedItem> {
        let mut items = Vec::new();
        let mut path = "/api/v1/feed".to_owned();
        while items.len() < count {
            let page: Page<FeedItem> = self.direct.get(&path).await.expect("the shop answers").json();
            items.extend(page.items);
            path = format!(
                "/api/v1/feed?cursor={}",
                page.next.expect("the demo town has enough notes")
            );
        }
        items
    }

    /// A note of the feed from the `from`th card on, with a product that needs no choice.
    pub async fn note_with_product(&self, from: usize) -> (NoteCard, ProductCard) {
        for item in self.feed(from + 60).await.into_iter().skip(from) {
            let FeedItem::Note(card) = item else { continue };
            let path = format!("/api/v1/notes/{}", card.id);
            let answer = self.direct.get(&path).await.expect("the shop answers");
            if answer.status != 200 {
                continue;
            }
            let note: Note = answer.json();
            let product = note
                .products
                .into_iter()
                .find(|product| product.only_variant.is_some() && product.stock > 3);
            if let Some(product) = product {
                return (card, product);
            }
        }
        panic!("the demo town has no note with a product of a single variant");
    }

    /// A room that is on.
    pub async fn live_room(&self) -> RoomCard {
        let rooms: Page<RoomCard> = self
            .direct
            .get("/api/v1/rooms")
            .await
            .expect("the shop answers")
            .json();
        let live = rooms
            .items
            .into_iter()
            .find(|room| room.status == RoomStatus::Live);
        live.expect("the demo town has a live room")
    }
}

/// Waits for the turn of a story that starts browsers by itself.
pub async fn alone() -> tokio::sync::MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().await
}

/// Plays a story in one engine on a fresh stage. A story that fails leaves a picture and the backend's log.
pub async fn journey(
    name: &str,
    engine: Engine,
    size: (u32, u32),
    story: impl AsyncFnOnce(&Stage, &Browser),
) {
    let _turn = ONE_AT_A_TIME.lock().await;
    play(name, Stage::open().await, engine, size, "127.0.0.1", story).await;
}

/// The same at a name: passkeys belong to names, not to numbers.
pub async fn journey_on_localhost(
    name: &str,
    engine: Engine,
    size: (u32, u32),
    story: impl AsyncFnOnce(&Stage, &Browser),
) {
    let _turn = ONE_AT_A_TIME.lock().await;
    play(name, Stage::open().await, engine, size, "localhost", story).await;
}

/// The same in a storefront that also has the script `/planted.js`.
pub async fn journey_with_script(
    name: &str,
    engine: Engine,
    script: &str,
    story: impl AsyncFnOnce(&Stage, &Browser),
) {
    let _turn = ONE_AT_A_TIME.lock().await;
    let stage = Stage::open_with_script(script).await;
    play(name, stage, engine, PHONE, "127.0.0.1", story).await;
}

async fn play(
    name: &str,
    stage: Stage,
    engine: Engine,
    (width, height): (u32, u32),
    host: &str,
    story: impl AsyncFnOnce(&Stage, &Browser),
) {
    let driver = Driver::start(engine).await;
    let base = format!("http://{host}:{}", stage.proxy.address().port());
    let browser = Browser::open(engine, &driver.url(), &base).await;
    browser.resize(width, height).await;
    let played = AssertUnwindSafe(story(&stage, &browser)).catch_unwind().await;
    if let Err(failure) = played {
        if let Some(picture) = browser.picture().await {
            let path = places::leavings().join(format!("{name}.png"));
            fs::write(&path, picture).expect("the target folder can be written");
            eprintln!("a picture of the failure is in {}", path.display());
        }
        std::panic::resume_unwind(failure);
    }
    browser.leave().await;
}
