//! How the shop looks: on a phone and on a desk, by day and by night, no page scrolls sideways, none moves under the
//! reader, and axe finds nothing on any. `MEADOW_PICTURES=docs/pictures` keeps the pictures there instead of in the target folder.

use std::path::PathBuf;

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::http::Http;
use meadow_tests::places;
use meadow_wire::{CartChange, CartChanges, ChangeId, Person, Product, ProductId, VariantId};

use crate::axe::Axe;
use crate::feed::{open_card, scroll_to, wait_for_cards};
use crate::stage::{DESK, PHONE, Stage, journey};
use crate::whole_way::{add_from_note, fill_in_checkout};

/// A product with something to choose, and the cart's second line.
const BOOTS: &str = "/products/g-en-01";

/// Nothing is on its way any more: fonts and pictures in sight are there.
const SETTLED: &str = "
    if (document.fonts.status !== 'loaded' || document.getElementById('first-paint')) return false;
    if (document.querySelector('main .skeleton')) return false;
    // What has scrolled out of the chat is not fetched.
    const images = [...document.images].filter((image) => !image.closest('[role=log]'));
    return images.every((image) => {
        const box = image.getBoundingClientRect();
        const inRows = box.bottom > 0 && box.top < innerHeight;
        // What a row holds beyond its edge is not fetched either.
        const seen = inRows && box.right > 0 && box.left < innerWidth && box.width > 0;
        return !seen || (image.complete && image.naturalWidth > 0);
    });";

/// By how many pixels the page is wider than the window.
const WIDER: &str = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

#[tokio::test(flavor = "multi_thread")]
async fn no_page_scrolls_sideways_or_shuts_anybody_out_on_a_phone_or_a_desk_by_day_or_night() {
    journey("looks", Engine::Chromium, PHONE, async |stage, browser| {
        let (note, product) = stage.note_with_product(4).await;
        browser.visit(&format!("/notes/{}", note.id)).await;
        add_from_note(browser, &note, &product).await;
        let order = buy(browser).await;
        let invoice = format!("{order}/invoice");
        browser.expect_problem(
            "/api/v1/studio - Failed to load resource: the server responded with a status of 403",
        );
        enter_studio(stage, browser, &product.id).await;
        fill_cart(
            stage,
            browser,
            product.only_variant.clone().expect("one without a choice"),
        )
        .await;
        let room = stage.live_room().await;
        let host = format!("/people/{}", room.host.id);
        let (host_shop, host_live) = (format!("{host}?part=shop"), format!("{host}?part=live"));
        let room = format!("/live/{}", room.id);
        let axe = Axe::ready();
        let mut findings = Vec::new();
        for (device, size) in [("phone", PHONE), ("desktop", DESK)] {
            browser.resize(size.0, size.1).await;
            for (time, dark) in [("light", false), ("dark", true)] {
                browser.night(dark).await;
                let suffix = format!("{device}-{time}");
                let mut look = async |name: &str| {
                    let name = format!("{name}-{suffix}");
                    look(browser, &name).await;
                    // Colours are those of day and night, places those of phone and desk: two of the four say it all.
                    if let Some(axe) = axe.as_ref().filter(|_| dark == (device == "desktop")) {
                        let found = axe.findings(browser).await;
                        findings.extend(found.iter().map(|finding| format!("{name}: {finding}")));
                    }
                };
                browser.visit("/").await;
                wait_for_cards(browser).await;
                look("feed").await;
                scroll_to(browser, &note.id).await;
                open_card(browser, &note.id).await;
                browser.find("heading", &note.title).await;
                look("note").await;
                for (name, path) in [
                    ("following", "/following"),
                    ("nearby", "/nearby"),
                    ("person", host.as_str()),
                    ("person-shop", host_shop.as_str()),
                    ("person-live", host_live.as_str()),
                    ("product", BOOTS),
                    ("cart", "/cart"),
                    ("checkout", "/checkout"),
                    ("wishes", "/wishes"),
                    ("orders", "/orders"),
                    ("order", order.as_str()),
                    ("invoice", invoice.as_str()),
                    ("inbox", "/inbox"),
                    ("studio", "/studio"),
                    ("sign-in", "/sign-in"),
                    ("sign-up", "/sign-in?new=1"),
                    ("search", "/search?q=shoes"),
                    ("search-people", "/search?q=shoes&kind=people&in_stock=true"),
                    ("search-idle", "/search"),
                    ("rooms", "/live"),
                    ("live", room.as_str()),
                ] {
                    browser.visit(path).await;
                    look(name).await;
                }
            }
        }
        assert!(findings.is_empty(), "{}", findings.join("\n"));
    })
    .await;
}

async fn buy(browser: &Browser) -> String {
    browser.visit("/checkout").await;
    fill_in_checkout(browser).await;
    browser.click_button("Pay *").await;
    browser
        .until(
            || "the order's page".to_owned(),
            async || Some(browser.path().await).filter(|path| path.starts_with("/orders/")),
        )
        .await
}

/// The owner's side, with the key that the demo town gives each owner.
async fn enter_studio(stage: &Stage, browser: &Browser, product: &ProductId) {
    let read = async |path: String| stage.direct.get(&path).await.expect("the shop answers");
    let product: Product = read(format!("/api/v1/products/{product}")).await.json();
    let owner: Person = read(format!("/api/v1/people/{}", product.owner.id)).await.json();
    let handle = owner.handle;
    browser.visit("/studio").await;
    browser.fill("Key of the shop", &format!("studio-{handle}")).await;
    browser.click_button("Enter").await;
    browser.find("button", "Mark as packed").await;
}

async fn fill_cart(stage: &Stage, browser: &Browser, variant: VariantId) {
    let token = browser
        .run("return localStorage.getItem('meadow-session')", vec![])
        .await;
    let http = Http::new(stage.backend.address()).with_token(token.as_str().expect("there is a session"));
    let boots: Product = http
        .get(&format!("/api/v1{BOOTS}"))
        .await
        .expect("the shop answers")
        .json();
    let boots = boots.variants.into_iter().find(|variant| variant.stock > 2);
    let wanted = [(variant, 2), (boots.expect("boots in stock").id, 1)];
    let changes = wanted
        .into_iter()
        .map(|(variant, delta)| CartChange {
            id: ChangeId(format!("looks-{variant}")),
            variant,
            delta,
        })
        .collect();
    let changed = http
        .post("/api/v1/cart/changes", &CartChanges { changes })
        .await
        .expect("the shop answers");
    assert_eq!(changed.status, 200);
}

async fn look(browser: &Browser, name: &str) {
    browser
        .until_true(&format!("{name} to settle"), SETTLED, vec![])
        .await;
    // A layer that slides in, a film's first frame, the chat's first lines.
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
    let wider = browser.run(WIDER, vec![]).await;
    assert!(
        wider.as_i64().is_some_and(|pixels| pixels <= 0),
        "{name} can be scrolled sideways: {wider}"
    );
    let picture = browser.photograph().await;
    std::fs::write(pictures().join(format!("{name}.jpg")), picture).expect("the folder can be written");
}

fn pictures() -> PathBuf {
    let folder = match std::env::var_os("MEADOW_PICTURES").filter(|path| !path.is_empty()) {
        Some(path) => places::root().join(path),
        None => places::target().join("pictures"),
    };
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}
