//! People one follows and people one does not want to see, and the feed's other lists.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_wire::{FeedItem, Person, PersonCard, Places};
use serde_json::json;

use crate::feed::{assert_same_place, scroll_to, settled_first_card, wait_for_cards};
use crate::stage::{PHONE, Stage, journey};

/// Whose cards are in the page: of those by somebody, of all.
const CARDS: &str = "
    const cards = [...document.querySelectorAll('[role=feed] article[data-id]')];
    return [cards.filter((card) => card.querySelector(`a[href='/people/${arguments[0]}']`)).length, cards.length]";

/// Waits until all cards in the page are by somebody, or none is.
async fn cards_by(browser: &Browser, person: &PersonCard, wanted: bool) {
    let what = format!("{} cards by {}", if wanted { "only" } else { "no" }, person.name);
    browser
        .until(
            || what.clone(),
            async || {
                let found = browser.run(CARDS, vec![json!(person.id)]).await;
                let (theirs, all) = (found[0].as_u64()?, found[1].as_u64()?);
                (all > 0 && theirs == if wanted { all } else { 0 }).then_some(())
            },
        )
        .await;
}

/// Opens the first note of the list and closes it again by Back.
async fn open_first_and_back(browser: &Browser, path: &str) {
    browser
        .until_true(
            "a note of the list to open",
            "const link = document.querySelector('[role=feed] article a[href^=\"/notes/\"]');
            link?.click();
            return !!link",
            vec![],
        )
        .await;
    browser
        .until_true(
            "the note over the list",
            "return !!document.querySelector('dialog:modal h1') && !!document.querySelector('[role=feed] article')",
            vec![],
        )
        .await;
    browser.back().await;
    browser
        .until_true(
            "the note to close",
            "return !document.querySelector('dialog:modal')",
            vec![],
        )
        .await;
    assert_eq!(browser.path().await, path);
}

async fn first_author(stage: &Stage) -> Person {
    let author = stage
        .feed(12)
        .await
        .into_iter()
        .find_map(|item| match item {
            FeedItem::Note(note) => Some(note.author),
            _ => None,
        })
        .expect("a note among the first cards");
    let path = format!("/api/v1/people/{}", author.id);
    stage.direct.get(&path).await.expect("the shop answers").json()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_followed_comes_into_a_list_and_who_is_muted_goes_out_of_all() {
    journey("people", Engine::Chromium, PHONE, async |stage, browser| {
        let person = first_author(stage).await;
        let (card, name) = (&person.card, &person.card.name);
        browser.visit("/").await;
        wait_for_cards(browser).await;
        browser.click_link("Following").await;
        browser.sees("Follow people whose notes you like").await;
        browser.click_link("For you").await;
        wait_for_cards(browser).await;
        // The first card's author: a press on their name leads to their page.
        browser
            .until_true(
                "the author's name",
                "const link = document.querySelector(`[role=feed] a[href='/people/${arguments[0]}']`);
                link?.click();
                return !!link",
                vec![json!(card.id)],
            )
            .await;
        browser.find("heading", name).await;
        let followers = person.relationship.followers;
        browser.click_button(&format!("Follow {name}")).await;
        browser.find("button", &format!("Following {name}")).await;
        browser.sees(&format!("{} followers", followers + 1)).await;
        let follows = "SELECT COUNT(*) FROM follows";
        let told = async || (stage.backend.count(follows).await == 1).then_some(());
        browser.until(|| "the shop to know it".to_owned(), told).await;
        browser.reload().await;
        browser.find("button", &format!("Following {name}")).await;
        browser.sees(&format!("{} followers", followers + 1)).await;

        browser.click_link("Feed").await;
        browser.click_link("Following").await;
        cards_by(browser, card, true).await;
        open_first_and_back(browser, "/following").await;
        cards_by(browser, card, true).await;
        browser.reload().await;
        cards_by(browser, card, true).await;

        // From the list to the person again, and all lists forget them.
        browser.click_link("For you").await;
        wait_for_cards(browser).await;
        browser.visit(&format!("/people/{}", card.id)).await;
        browser.click_button(&format!("Mute {name}")).await;
        browser.sees("are left out of your lists").await;
        let mutes = "SELECT COUNT(*) FROM mutes";
        let told = async || (stage.backend.count(mutes).await == 1).then_some(());
        browser.until(|| "the shop to know it".to_owned(), told).await;
        browser.click_link("Feed").await;
        wait_for_cards(browser).await;
        cards_by(browser, card, false).await;
        browser.click_link("Following").await;
        browser.sees("Follow people whose notes you like").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_picked_once_and_each_list_keeps_where_its_reader_was() {
    journey("nearby", Engine::Chromium, PHONE, async |stage, browser| {
        let places: Places = stage
            .direct
            .get("/api/v1/places")
            .await
            .expect("the shop answers")
            .json();
        let (one, other) = (&places.items[0], &places.items[1]);
        browser.visit("/nearby").await;
        browser.sees("Where do you look around?").await;
        let pick = async |place: &meadow_wire::Place| {
            browser
                .select("Place", &format!("{} ({})", place.name, place.notes))
                .await;
            let label = format!("Notes from {}", place.name);
            let shown = "const feed = document.querySelector(`[role=feed][aria-label='${arguments[0]}']`);
                return !!feed?.querySelector('article')";
            browser.until_true(&label, shown, vec![json!(label)]).await;
        };
        pick(one).await;
        let first = settled_first_card(browser).await;
        pick(other).await;
        assert_ne!(settled_first_card(browser).await.0, first.0, "another place, other notes");
        pick(one).await;
        assert_same_place(browser, first.clone()).await;
        open_first_and_back(browser, "/nearby").await;
        browser.reload().await;
        assert_same_place(browser, first.clone()).await;

        let (note, _) = stage.note_with_product(20).await;
        browser.click_link("For you").await;
        wait_for_cards(browser).await;
        scroll_to(browser, &note.id).await;
        let place = settled_first_card(browser).await;
        for list in ["Nearby", "For you"] {
            browser
                .run(
                    "[...document.querySelectorAll('nav a')].find((link) => link.textContent === arguments[0]).click()",
                    vec![json!(list)],
                )
                .await;
        }
        assert_same_place(browser, place).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persons_page_shows_what_they_made_part_by_part() {
    journey("person", Engine::Chromium, PHONE, async |stage, browser| {
        let room = stage.live_room().await;
        let path = format!("/people/{}", room.host.id);
        let host: Person = stage
            .direct
            .get(&format!("/api/v1{path}"))
            .await
            .expect("the shop answers")
            .json();
        browser.visit(&path).await;
        browser.find("heading", &host.card.name).await;
        browser.find("heading", "People like this").await;
        browser
            .find("link", &format!("{}*", host.alike[0].card.name))
            .await;
        browser.click_link("Shop").await;
        browser
            .find("heading", host.shop_name.as_deref().expect("a host has a shop"))
            .await;
        // A part is a page of its own for Back, and keeps where one is.
        browser.reload().await;
        browser
            .find("heading", host.shop_name.as_deref().expect("a host has a shop"))
            .await;
        browser.click_link("Live").await;
        browser.sees(&room.title).await;
    })
    .await;
}
