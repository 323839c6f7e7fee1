//! Ten thousand buyers and a thousand things: whatever they do, the books balance.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use futures_util::{StreamExt, stream};
use serde_json::json;

use crate::shop_stage::{Answer, Shopper, Town, order};

/// So many buyers, unless `MEADOW_BUYERS` says another number.
const BUYERS: usize = 10_000;
/// So many of them at once.
const AT_ONCE: usize = 48;
/// So many kinds of things, and so many of each.
const KINDS: usize = 20;
const OF_EACH: i64 = 50;

/// What a buyer is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Pays.
    Pays,
    /// Sends everything twice at once, as a nervous finger or a bad connection does.
    Doubles,
    /// Its card is declined, and it goes away.
    IsDeclined,
    /// Its card is declined, and it pays with another.
    TriesAgain,
    /// Goes away while its things are held.
    WalksAway,
    /// Pays when its things are not held any more.
    ComesLate,
    /// Pays and cancels.
    Cancels,
}

const MANNERS: [Manner; 10] = [
    Manner::Pays,
    Manner::Pays,
    Manner::Pays,
    Manner::Doubles,
    Manner::Doubles,
    Manner::IsDeclined,
    Manner::TriesAgain,
    Manner::WalksAway,
    Manner::ComesLate,
    Manner::Cancels,
];

/// What the buyers were told.
#[derive(Debug, Default)]
struct Told {
    held: AtomicUsize,
    bought: AtomicUsize,
    cancelled: AtomicUsize,
    sold_out: AtomicUsize,
    declined: AtomicUsize,
    late: AtomicUsize,
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_ten_thousand_buyers_do_nothing_is_oversold_lost_or_doubled() {
    let asked = std::env::var("MEADOW_BUYERS").ok();
    let buyers = asked.map_or(BUYERS, |buyers| {
        buyers.parse().expect("MEADOW_BUYERS is a number")
    });
    let town = Arc::new(Town::with(|config| config.hold_secs = 2).await);
    let kinds = stock_up(&town).await;
    let told = Arc::new(Told::default());
    stream::iter(0..buyers)
        .for_each_concurrent(AT_ONCE, |number| {
            let (town, told, kinds) = (Arc::clone(&town), Arc::clone(&told), kinds.clone());
            async move {
                tokio::spawn(async move { visit(&town, &told, &kinds, number).await })
                    .await
                    .expect("a buyer's day ends");
            }
        })
        .await;
    balance(&town, &told).await;
}

/// A thousand things: so many of each kind, and none of anything else.
async fn stock_up(town: &Town) -> Vec<String> {
    town.run("UPDATE stock SET on_hand = 0, reserved = 0").await;
    let kinds: Vec<String> = sqlx::query_scalar("SELECT sku FROM stock ORDER BY sku LIMIT $1")
        .bind(i64::try_from(KINDS).expect("few"))
        .fetch_all(&town.shop.db.reader)
        .await
        .expect("the town has goods");
    for kind in &kinds {
        town.set_stock(kind, OF_EACH).await;
    }
    kinds
}

async fn visit(town: &Town, told: &Told, kinds: &[String], number: usize) {
    let manner = MANNERS[number % MANNERS.len()];
    let shopper = town.shopper().await;
    // Of its manner's buyers each wants other things: 7 and 13 share nothing with the number of kinds.
    let wish = number / MANNERS.len();
    for line in 0..=wish % 2 {
        let kind = kinds[(wish * 7 + line * 13) % kinds.len()].clone();
        let delta = 1 + i32::from(wish.is_multiple_of(3));
        let (id, twice) = (format!("c-{number}-{line}"), manner == Manner::Doubles);
        both(twice, || shopper.change(&id, &kind, delta)).await;
    }
    let key = format!("k-{number}");
    let held = both(manner == Manner::Doubles, || shopper.check_out(&key)).await;
    match held.status.as_u16() {
        200 | 201 => told.held.fetch_add(1, Ordering::Relaxed),
        409 => {
            told.sold_out.fetch_add(1, Ordering::Relaxed);
            return;
        }
        _ => panic!("{manner:?}: {held:?}"),
    };
    let checkout = held.text("/id");
    match manner {
        Manner::WalksAway => {}
        Manner::IsDeclined => is_declined(told, &shopper, &key, &checkout).await,
        Manner::TriesAgain => {
            is_declined(told, &shopper, &key, &checkout).await;
            buys(told, &shopper, &format!("{key}-again"), &checkout, false).await;
        }
        Manner::ComesLate => {
            tokio::time::sleep(std::time::Duration::from_millis(3_200)).await;
            buys(told, &shopper, &key, &checkout, false).await;
        }
        Manner::Pays => buys(told, &shopper, &key, &checkout, false).await,
        Manner::Doubles => buys(told, &shopper, &key, &checkout, true).await,
        Manner::Cancels => {
            let bought = shopper.pay(&key, &checkout, "succeeds").await;
            if matches!(bought.status.as_u16(), 200 | 201) {
                told.bought.fetch_add(1, Ordering::Relaxed);
                let path = format!("/api/v1/orders/{}/cancel", bought.text("/id"));
                let cancelled = shopper.post(&path, json!({})).await;
                assert_eq!(cancelled.status, 200, "{cancelled:?}");
                told.cancelled.fetch_add(1, Ordering::Relaxed);
            } else {
                is_late(told, &bought);
            }
        }
    }
}

/// Asks once, or twice at the same time; both answers must be of one mind. Only who was told that too little is left may be
/// let in a moment later: somebody else's hold has ended.
async fn both<F: Future<Output = Answer>>(twice: bool, ask: impl Fn() -> F) -> Answer {
    if !twice {
        return ask().await;
    }
    let (one, two) = tokio::join!(ask(), ask());
    let is_sold_out = |answer: &Answer| answer.status == 409 && answer.text("/type") == "/problems/sold-out";
    if !is_sold_out(&one) && !is_sold_out(&two) {
        assert_eq!(one.at("/id"), two.at("/id"), "{one:?} {two:?}");
    }
    if one.status.is_success() { one } else { two }
}

async fn buys(told: &Told, shopper: &Shopper, key: &str, checkout: &str, twice: bool) {
    let bought = both(twice, || {
        shopper.post("/api/v1/orders", order(key, checkout, "succeeds"))
    })
    .await;
    if matches!(bought.status.as_u16(), 200 | 201) {
        told.bought.fetch_add(1, Ordering::Relaxed);
        let found = shopper
            .get(&format!("/api/v1/orders/{}", bought.text("/id")))
            .await;
        assert_eq!(
            found.status, 200,
            "an order that was answered is there: {found:?}"
        );
    } else {
        is_late(told, &bought);
    }
}

fn is_late(told: &Told, answer: &Answer) {
    assert_eq!(answer.status, 410, "{answer:?}");
    told.late.fetch_add(1, Ordering::Relaxed);
}

async fn is_declined(told: &Told, shopper: &Shopper, key: &str, checkout: &str) {
    let answer = shopper.pay(key, checkout, "declined").await;
    if answer.status == 402 {
        told.declined.fetch_add(1, Ordering::Relaxed);
    } else {
        is_late(told, &answer);
    }
}

/// Waits until every hold has ended and every refund is given, and counts.
async fn balance(town: &Town, told: &Told) {
    let open = "SELECT (SELECT COUNT(*) FROM checkouts WHERE state IN ('held', 'paying')) \
                + (SELECT COUNT(*) FROM refunds) + (SELECT COUNT(*) FROM attempts WHERE state = 'paying')";
    for _ in 0..600 {
        if town.count(open).await == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(town.count(open).await, 0, "every hold and every payment ends");
    let sold = "SELECT COALESCE(SUM(json_extract(l.value, '$.quantity')), 0) FROM orders o, json_each(o.lines) l \
                WHERE o.state <> 'cancelled'";
    let sold = town.count(sold).await;
    let on_hand = town.count("SELECT SUM(on_hand) FROM stock").await;
    let reserved = town.count("SELECT SUM(reserved) FROM stock").await;
    let start = OF_EACH * i64::try_from(KINDS).expect("few");
    eprintln!("{told:?}; on hand {on_hand}, reserved {reserved}, sold {sold}");
    assert_eq!(
        (reserved, on_hand + sold),
        (0, start),
        "stock + reserved + sold = start"
    );
    assert_eq!(
        town.count("SELECT COUNT(*) FROM stock WHERE on_hand < 0").await,
        0
    );
    let orders = town.count("SELECT COUNT(*) FROM orders").await;
    let bought = i64::try_from(told.bought.load(Ordering::Relaxed)).expect("few");
    assert_eq!(
        orders, bought,
        "every order was answered, and every answer is an order"
    );
    let paid = "SELECT COALESCE(SUM(json_extract(totals, '$.total.minor')), 0) FROM orders WHERE state <> 'cancelled'";
    let taken: i64 = town
        .shop
        .payment
        .test
        .takings()
        .await
        .expect("the books can be read")
        .iter()
        .sum();
    assert_eq!(taken, town.count(paid).await, "what was taken is what was bought");
    assert!(
        told.sold_out.load(Ordering::Relaxed) > 0 && sold > start / 2,
        "the shop was crowded"
    );
}
