//! The nothing-lost test: messages and orders through a network that breaks and a server that is killed.
//!
//! The oracle is the database, read when all is over, and every watcher's view of the room. Three broken clients show
//! that the checker can fail. Zero failures in N faults bounds the rate of failures at about 3/N.

mod buyer;
mod chatter;
mod oracle;
mod orders;
mod outboxes;
mod race;
mod storm;

use std::time::Duration;

use meadow_tests::history::{OrderVerdict, Verdict};

use outboxes::Mode;
use storm::{Plan, weather_the_storm};

/// One storm at a time: on a small machine two would disturb each other's clocks.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_doubled_or_inverted_in_50_faults() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let plan = Plan {
        mode: Mode::Right,
        speakers: 20,
        messages: 100,
        buyers: 10,
        purchases: 20,
        faults: 50,
        says_every: Duration::from_millis(200),
    };
    let outcome = weather_the_storm(plan).await;
    println!("{outcome}");
    assert_eq!(outcome.said, 2_000);
    assert_eq!(outcome.bought, 200);
    assert!(
        outcome.faults >= 50 && outcome.kills >= 5 && outcome.reconnects >= 200,
        "{outcome}"
    );
    assert_eq!(outcome.messages, Verdict::PERFECT, "{outcome}");
    assert_eq!(outcome.orders, OrderVerdict::default(), "{outcome}");
}

/// A storm that is small and still hits: its faults take messages away, or their acks, or the answers to orders.
fn small(mode: Mode) -> Plan {
    Plan {
        mode,
        speakers: 8,
        messages: 60,
        buyers: 4,
        purchases: 6,
        faults: 9,
        says_every: Duration::from_millis(50),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_fires_and_forgets_is_caught_losing() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let outcome = weather_the_storm(small(Mode::FireAndForget)).await;
    println!("{outcome}");
    assert!(outcome.messages.lost >= 10, "{outcome}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_retries_without_keys_is_caught_doubling() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let outcome = weather_the_storm(small(Mode::NoKeys)).await;
    println!("{outcome}");
    assert!(
        outcome.messages.doubled >= 5 && outcome.orders.doubled >= 1,
        "{outcome}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_a_queue_is_caught_inverting() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let outcome = weather_the_storm(small(Mode::NoQueue)).await;
    println!("{outcome}");
    assert!(outcome.messages.inverted >= 10, "{outcome}");
}
