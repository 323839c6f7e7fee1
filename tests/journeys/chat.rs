//! The live room: what is said shows, as text, and nothing is missing after a drop.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::http::Http;
use meadow_tests::proxy::Weather;
use meadow_tests::speaker;
use meadow_wire::{Event, EventBody, Page, RoomId};
use serde_json::json;

use crate::stage::{PHONE, Stage, journey};

const ROWS: &str =
    "return [...document.querySelectorAll('[role=log] [data-seq]')].map((row) => Number(row.dataset.seq))";
const OWN_ROW: &str = "return [...document.querySelectorAll('.chat-row--own .chat-row__text')].some((row) => row.textContent === arguments[0])";

/// Waits until the room talks to us.
pub async fn wait_for_room(browser: &Browser) {
    let open = "return !!document.querySelector('[data-link=open]')
        && document.querySelectorAll('[role=log] [data-seq]').length > 0";
    browser.until_true("the room's chat", open, vec![]).await;
}

/// Says a line.
pub async fn say(browser: &Browser, line: &str) {
    browser.fill("Say something", line).await;
    browser.click_button("Send").await;
}

/// Waits until an own line is in the room's log.
pub async fn wait_until_said(browser: &Browser, line: &str) {
    browser
        .until_true(
            &format!("our line {line:?} in the room"),
            OWN_ROW,
            vec![json!(line)],
        )
        .await;
}

/// Loses the connection, while others and we go on talking; comes back; compares what is shown with the log.
pub async fn lose_the_connection_and_come_back(stage: &Stage, browser: &Browser, room: &RoomId) {
    // The browser may complain about a network that is not there.
    for words in [
        "net::ERR_",
        "WebSocket connection to",
        "was not loaded",
        "NetworkError",
    ] {
        browser.expect_problem(words);
    }
    stage.proxy.turn(Weather::Refuses);
    stage.proxy.reset_all();
    browser.sees("Connection lost").await;
    say(browser, "said while away").await;
    browser.sees("sending").await;
    let missed = [
        "first while you were away",
        "second while you were away",
        "third while you were away",
    ];
    speaker::say(stage.backend.address(), room, &missed).await;
    stage.proxy.turn(Weather::Fine);
    wait_until_said(browser, "said while away").await;
    for line in missed {
        browser.sees(line).await;
    }
    nothing_is_missing(&stage.direct, browser, room).await;
}

/// The rows are the log's events from the first row to the last, each once and in order.
async fn nothing_is_missing(direct: &Http, browser: &Browser, room: &RoomId) {
    let rows: Vec<u64> = serde_json::from_value(browser.run(ROWS, vec![]).await).expect("rows have numbers");
    let (first, last) = (
        rows.first().copied().unwrap_or(0),
        rows.last().copied().unwrap_or(0),
    );
    let mut log = Vec::new();
    let mut path = format!("/api/v1/rooms/{room}/log");
    loop {
        let page: Page<Event> = direct.get(&path).await.expect("the shop answers").json();
        log.extend(page.items);
        let Some(next) = page.next else { break };
        path = format!("/api/v1/rooms/{room}/log?cursor={next}");
    }
    let has_row = |event: &&Event| !matches!(event.body, EventBody::Pin { .. });
    let expected: Vec<u64> = log
        .iter()
        .filter(has_row)
        .map(|event| event.seq)
        .filter(|seq| (first..=last).contains(seq))
        .collect();
    assert!(rows.len() >= 5, "only {rows:?} are shown");
    assert_eq!(rows, expected, "what is shown is not what was said");
}

#[tokio::test(flavor = "multi_thread")]
async fn script_in_a_line_shows_as_text() {
    journey("script_in_a_line", Engine::Chromium, PHONE, async |stage, browser| {
        let room = stage.live_room().await;
        let lines = [
            "<img src=x onerror=\"document.title='hacked'\">",
            "<script>document.title='hacked'</script>",
            "<svg/onload=document.title='hacked'>",
            "javascript:document.title='hacked'",
        ];
        browser.visit(&format!("/live/{}", room.id)).await;
        wait_for_room(browser).await;
        speaker::say(stage.backend.address(), &room.id, &lines).await;
        say(browser, lines[0]).await;
        wait_until_said(browser, lines[0]).await;
        for line in lines {
            browser.sees(line).await;
        }
        let made = "return [...document.querySelectorAll('[role=log] *')]
            .filter((element) => ['SCRIPT', 'IFRAME'].includes(element.tagName) || element.onload || element.onerror
                || element.getAttribute('src') === 'x' || element.getAttribute('href')?.startsWith('javascript')).length";
        assert_eq!(browser.run(made, vec![]).await, json!(0));
        let title = browser.run("return document.title", vec![]).await;
        assert!(!title.as_str().unwrap_or_default().contains("hacked"), "{title}");
    })
    .await;
}
