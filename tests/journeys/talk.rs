//! A guest talks under a note, whatever the connection does; and a note that should not be here goes.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::proxy::Weather;
use serde_json::json;

use crate::stage::{PHONE, Stage, journey};

const WORDS: &str = "Does it hum in winter?";
const ANSWER: &str = "Mine did, until I oiled it.";

/// Thirty that are older than any other, so that the last of them is on no first page.
const OLD_WORDS: &str = "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 30) \
    INSERT INTO comments (id, note, author, body, likes, at) SELECT 'c-old-' || n, \
    (SELECT note FROM comments WHERE body = 'Does it hum in winter?'), \
    (SELECT MIN(id) FROM people), 'Old words ' || n, 0, n FROM many";

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_talks_under_a_note_and_a_moderator_takes_it_away() {
    journey("talk", Engine::Chromium, PHONE, async |stage, browser| {
        for words in [
            "net::ERR_",
            "Failed to fetch",
            "signal is aborted",
            "status of 403",
            "status of 410",
        ] {
            browser.expect_problem(words);
        }
        let (note, _) = stage.note_with_product(4).await;
        let page = format!("/notes/{}", note.id);
        browser.visit(&page).await;
        say_without_a_connection(stage, browser).await;
        answer_and_take_it_back(stage, browser).await;
        stage.backend.run(OLD_WORDS).await;
        browser.visit(&format!("{page}?comment=c-old-1")).await;
        is_found(browser, "c-old-1").await;
        report(browser).await;
        remove(browser).await;
        browser.visit(&page).await;
        browser.sees("A moderator removed this note").await;
        browser.find("link", "Back to the feed").await;
    })
    .await;
}

async fn say_without_a_connection(stage: &Stage, browser: &Browser) {
    browser.fill("Write a comment", WORDS).await;
    stage.proxy.turn(Weather::ResetsOn(" /api/"));
    browser.click_button("Send").await;
    browser.sees("Not sent").await;
    browser.find("button", "Discard").await;
    stage.proxy.turn(Weather::Fine);
    // Nobody presses anything.
    shown(browser, WORDS).await;
    browser
        .until_true(
            "the news for those who don't see it",
            "return [...document.querySelectorAll('[role=status]')].some((one) => one.textContent.includes('Comment sent'))",
            vec![],
        )
        .await;
    let said = "SELECT COUNT(*) FROM comments WHERE body = 'Does it hum in winter?'";
    assert_eq!(stage.backend.count(said).await, 1);
}

async fn answer_and_take_it_back(stage: &Stage, browser: &Browser) {
    press_in(browser, WORDS, "Reply").await;
    browser
        .until_true(
            "the box for the answer",
            "const box = document.activeElement;
            if (!box.id.startsWith('answer-')) return false;
            box.value = arguments[0];
            box.dispatchEvent(new Event('input', { bubbles: true }));
            box.form.requestSubmit();
            return true;",
            vec![json!(ANSWER)],
        )
        .await;
    shown(browser, ANSWER).await;
    delete(browser).await;
    browser.click_button("Undo").await;
    shown(browser, ANSWER).await;
    delete(browser).await;
    // Who leaves does not want it back.
    browser.visit("/cart").await;
    let left = "SELECT COUNT(*) FROM comments WHERE body = 'Mine did, until I oiled it.'";
    let gone = async || (stage.backend.count(left).await == 0).then_some(());
    browser.until(|| "the answer to be gone".to_owned(), gone).await;
}

async fn delete(browser: &Browser) {
    press_in(browser, ANSWER, "More about").await;
    press_in(browser, ANSWER, "Delete").await;
    browser.sees("Your comment is deleted").await;
}

async fn is_found(browser: &Browser, id: &str) {
    browser
        .until_true(
            "the comment of the link to be in sight",
            "const one = document.activeElement;
            if (one.dataset.comment !== arguments[0]) return false;
            const box = one.getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight && one.matches('.comment-row--linked')",
            vec![json!(id)],
        )
        .await;
}

async fn report(browser: &Browser) {
    browser.click_button("Report this note").await;
    browser.click_button("Send report").await;
    browser.sees("Choose what is wrong first").await;
    browser.choose("It is not true*").await;
    browser.fill("More about it, if you like", "Nobody hums.").await;
    browser.click_button("Send report").await;
    browser.sees("A moderator will look at it").await;
    browser.click_button("Done").await;
}

async fn remove(browser: &Browser) {
    browser.visit("/studio").await;
    browser.fill("Key of the shop", "moderator-joan.c.major").await;
    browser.click_button("Enter").await;
    browser.sees("Nobody hums.").await;
    browser.click_button("Remove…").await;
    browser.fill("Why is it removed?", "It is not true.").await;
    browser.click_button("Remove").await;
    browser.sees("Joan Castle removed it: It is not true.").await;
}

/// A comment that says this, which the server knows.
async fn shown(browser: &Browser, words: &str) {
    browser
        .until_true(
            &format!("the comment {words:?}"),
            "return [...document.querySelectorAll('[data-comment] .comment-row__text')].some((one) => one.textContent.includes(arguments[0]))",
            vec![json!(words)],
        )
        .await;
}

/// Presses a button of the comment that says this.
async fn press_in(browser: &Browser, words: &str, button: &str) {
    browser
        .until_true(
            &format!("{button} at {words:?}"),
            "const one = [...document.querySelectorAll('[data-comment]')].find((one) => one.textContent.includes(arguments[0]));
            const named = (button) => (button.getAttribute('aria-label') ?? button.textContent).trim().startsWith(arguments[1]);
            const button = one && [...one.querySelectorAll('button')].find(named);
            if (!button) return false;
            button.scrollIntoView({ block: 'center' });
            button.click();
            return true;",
            vec![json!(words), json!(button)],
        )
        .await;
}
