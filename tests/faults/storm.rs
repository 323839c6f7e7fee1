//! A shop, people who talk and buy in it, and a network and a power supply that fail meanwhile.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use meadow_tests::backend::{Backend, Setup};
use meadow_tests::history::{OrderVerdict, Verdict, judge, judge_orders};
use meadow_tests::http::Http;
use meadow_tests::proxy::{Proxy, Weather};
use meadow_wire::{FeedItem, Page, RoomCard, RoomId, RoomStatus, VariantId};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

use crate::buyer::{self, Buyer};
use crate::chatter::{Chatter, Role, Told, Word};
use crate::oracle::Oracle;
use crate::outboxes::Mode;

/// After the last fault everybody has this long to get their words out.
const SETTLES_WITHIN: Duration = Duration::from_secs(30);
/// Two who only look, besides the speakers.
const WATCHERS: u32 = 2;

/// How big a storm.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How the clients behave.
    pub mode: Mode,
    /// How many speak.
    pub speakers: u32,
    /// How much each says.
    pub messages: u32,
    /// How many buy.
    pub buyers: u32,
    /// How often each buys.
    pub purchases: u32,
    /// How many faults.
    pub faults: u32,
    /// The time between two messages of one speaker.
    pub says_every: Duration,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// How many messages were said.
    pub said: usize,
    /// How many purchases were answered.
    pub bought: usize,
    /// How many faults there were, kills included.
    pub faults: u32,
    /// How often the backend was killed.
    pub kills: u32,
    /// How often clients came back.
    pub reconnects: u32,
    /// What is wrong with the messages.
    pub messages: Verdict,
    /// What is wrong with the orders.
    pub orders: OrderVerdict,
    /// How long it took.
    pub took: Duration,
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{} messages, {} orders, {} faults ({} kills), {} reconnects in {:.1} s",
            self.said,
            self.bought,
            self.faults,
            self.kills,
            self.reconnects,
            self.took.as_secs_f32()
        )?;
        writeln!(out, "messages: {}", self.messages)?;
        write!(out, "orders: {:?}", self.orders)
    }
}

/// A running shop behind a breakable network.
pub struct Shop {
    /// The backend.
    pub backend: Backend,
    /// The network.
    pub proxy: Proxy,
    /// The database.
    pub oracle: Oracle,
    /// A room that is live.
    pub room: RoomId,
    /// Something to buy.
    pub variant: VariantId,
}

impl Shop {
    /// Opens it, with this many of the variant on the shelf.
    pub async fn open(stock: i64) -> Self {
        let backend = Backend::start(Setup::unlimited().with(&["--no-demo"])).await;
        let http = Http::new(backend.address()).with_patience(Duration::from_secs(20));
        let rooms: Page<RoomCard> = http.get("/api/v1/rooms").await.expect("the shop answers").json();
        let live = rooms
            .items
            .into_iter()
            .find(|room| room.status == RoomStatus::Live);
        let room = live.expect("the demo town has a live room").id;
        let oracle = Oracle::open(&backend.database()).await;
        let variant = something_to_buy(&http).await;
        oracle.stock_up(&variant, stock).await;
        let proxy = Proxy::start(backend.address()).await;
        Self {
            backend,
            proxy,
            oracle,
            room,
            variant,
        }
    }
}

async fn something_to_buy(http: &Http) -> VariantId {
    let mut path = "/api/v1/feed?limit=50".to_owned();
    loop {
        let page: Page<FeedItem> = http.get(&path).await.expect("the shop answers").json();
        let found = page.items.into_iter().find_map(|item| match item {
            FeedItem::Product(product) if product.stock > 0 => product.only_variant,
            _ => None,
        });
        if let Some(variant) = found {
            return variant;
        }
        let next = page.next.expect("the feed has a product with a single variant");
        path = format!("/api/v1/feed?limit=50&cursor={next}");
    }
}

/// Runs a storm and judges it.
pub async fn weather_the_storm(plan: Plan) -> Outcome {
    const STOCK: i64 = 1_000;
    let started = Instant::now();
    let mut shop = Shop::open(STOCK).await;
    let (word, _) = watch::channel(Word::GoOn);
    let (mut chatters, quiet) = let_in(&shop, &plan, &word).await;
    let mut buyers = send_shopping(&shop, &plan).await;

    let kills = break_things(&mut shop, &plan).await;
    let mut bought = Vec::new();
    while let Some(answered) = buyers.join_next().await {
        bought.extend(answered.expect("a buyer does not panic"));
    }
    settle(&shop, &plan, &word, quiet).await;
    let mut told: Vec<Told> = Vec::new();
    while let Some(one) = chatters.join_next().await {
        told.push(one.expect("a chatter does not panic"));
    }

    let stored = shop.oracle.messages(&shop.room).await;
    let said: Vec<_> = told.iter().flat_map(|one| one.said.iter().copied()).collect();
    let watched: Vec<_> = told.iter().map(|one| one.watched.clone()).collect();
    let orders = shop.oracle.orders().await;
    let sold = STOCK - shop.oracle.shelf(&shop.variant).await.0;
    Outcome {
        said: said.len(),
        bought: bought.len(),
        faults: plan.faults,
        kills,
        reconnects: told.iter().map(|one| one.reconnects).sum(),
        messages: judge(&said, &stored, &watched),
        orders: judge_orders(&bought, &orders, sold),
        took: started.elapsed(),
    }
}

async fn let_in(
    shop: &Shop,
    plan: &Plan,
    word: &watch::Sender<Word>,
) -> (JoinSet<Told>, Vec<watch::Receiver<bool>>) {
    let direct = Http::new(shop.backend.address()).with_patience(Duration::from_secs(20));
    let mut chatters = JoinSet::new();
    let mut quiet = Vec::new();
    for who in 0..plan.speakers + WATCHERS {
        let session = buyer::guest(&direct).await;
        let role = Role {
            who,
            address: shop.proxy.address(),
            room: shop.room.clone(),
            token: session.token.expect("a new session has a token"),
            messages: if who < plan.speakers { plan.messages } else { 0 },
            says_every: plan.says_every,
            mode: plan.mode,
        };
        let (tell, hear) = watch::channel(false);
        chatters.spawn(Chatter::new(role, word.subscribe(), tell).run());
        quiet.push(hear);
    }
    (chatters, quiet)
}

async fn send_shopping(shop: &Shop, plan: &Plan) -> JoinSet<Vec<(u32, String)>> {
    let direct = Http::new(shop.backend.address()).with_patience(Duration::from_secs(20));
    // As patient as the chatters: a black hole shows only by its silence.
    let through: SocketAddr = shop.proxy.address();
    let http = Http::new(through).with_patience(Duration::from_secs(3));
    let (each, pause) = (
        plan.purchases,
        plan.says_every * plan.messages / plan.purchases.max(1),
    );
    let mut buyers = JoinSet::new();
    for number in 0..plan.buyers {
        let session = buyer::guest(&direct).await;
        let mut buyer = Buyer::new(&http, &session, shop.variant.clone(), plan.mode);
        buyers.spawn(async move {
            let mut answered = Vec::new();
            for purchase in number * each..(number + 1) * each {
                if let Ok(order) = buyer.buy(purchase).await {
                    answered.push((purchase, order));
                }
                sleep(pause * 2 / 3).await;
            }
            answered
        });
    }
    buyers
}

/// Every fault once, then again; the pauses let people say something between two. Gives the number of kills.
async fn break_things(shop: &mut Shop, plan: &Plan) -> u32 {
    let mut kills = 0;
    // A broken client needs only the faults that take something away from it.
    let kinds = if plan.mode == Mode::Right { 8 } else { 3 };
    for fault in 0..plan.faults {
        sleep(Duration::from_millis(150)).await;
        match fault % kinds {
            0 => hurt(shop, Weather::Deaf, 250).await,
            1 => hurt(shop, Weather::BlackHole, 400).await,
            2 => hurt(shop, Weather::DeafAfter("POST /api/v1/orders"), 400).await,
            3 => shop.proxy.finish_all(),
            4 => {
                shop.proxy.reset_all();
                hurt(shop, Weather::Refuses, 400).await;
            }
            5 => {
                // Nobody is told: only silence shows it.
                shop.proxy.turn(Weather::BlackHole);
                sleep(Duration::from_millis(1_200)).await;
            }
            6 => hurt(shop, Weather::Slow(Duration::from_millis(80)), 300).await,
            _ => {
                shop.backend.kill();
                sleep(Duration::from_millis(100)).await;
                shop.backend.start_again().await;
                kills += 1;
            }
        }
        shop.proxy.turn(Weather::Fine);
    }
    kills
}

/// Bad weather, and then everybody is cut off.
async fn hurt(shop: &Shop, weather: Weather, for_ms: u64) {
    shop.proxy.turn(weather);
    sleep(Duration::from_millis(for_ms)).await;
    shop.proxy.turn(Weather::Fine);
    shop.proxy.reset_all();
}

/// Waits until everybody has said everything, and until everybody has seen it.
async fn settle(shop: &Shop, plan: &Plan, word: &watch::Sender<Word>, quiet: Vec<watch::Receiver<bool>>) {
    let deadline = Instant::now() + SETTLES_WITHIN;
    for mut one in quiet {
        let waiting = tokio::time::timeout_at(deadline, one.wait_for(|quiet| *quiet)).await;
        if waiting.is_err() {
            println!("somebody of {} still has something to say", plan.speakers);
        }
    }
    word.send_replace(Word::LeaveAt(shop.oracle.newest(&shop.room).await));
    sleep(Duration::from_millis(1_500)).await;
    word.send_replace(Word::Leave);
}
