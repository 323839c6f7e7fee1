//! What the page said is in the cart is there after the browser was killed.

use meadow_tests::browser::Browser;
use meadow_tests::drivers::Driver;
use meadow_tests::engine::Engine;
use meadow_wire::ProductCard;

use crate::stage::{DESK, PHONE, Stage, alone, journey};
use crate::whole_way::wait_for_count;

/// How often the browser is killed: `MEADOW_KILLS`, 3 unless set.
fn kills() -> u32 {
    let asked = std::env::var("MEADOW_KILLS").ok();
    asked.map_or(3, |kills| kills.parse().expect("MEADOW_KILLS is a number"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_said_is_in_the_cart_outlives_a_killed_chromium() {
    kill_again_and_again(Engine::Chromium).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_said_is_in_the_cart_outlives_a_killed_firefox() {
    kill_again_and_again(Engine::Firefox).await;
}

async fn kill_again_and_again(engine: Engine) {
    let _turn = alone().await;
    let stage = Stage::open().await;
    let (note, product) = stage.note_with_product(0).await;
    stage.backend.run("UPDATE stock SET on_hand = 500").await;
    let folder = tempfile::TempDir::with_prefix("meadow-profile-").expect("there is room for a folder");
    let base = format!("http://{}", stage.proxy.address());
    let mut killed = 0;
    loop {
        let driver = Driver::start(engine).await;
        let browser = Browser::open_in(engine, &driver.url(), &base, Some(folder.path())).await;
        browser.resize(PHONE.0, PHONE.1).await;
        browser.visit(&format!("/notes/{}", note.id)).await;
        browser
            .find("button", &format!("Add to cart: {}", product.name))
            .await;
        wait_for_count(&browser, killed).await;
        if killed == kills() {
            browser.leave().await;
            return;
        }
        add_and_hear(&browser, &product).await;
        driver.kill();
        killed += 1;
        eprintln!("{engine:?} was killed {killed} times");
    }
}

/// Presses, and comes back in the very task in which the page says that it is in the cart.
async fn add_and_hear(browser: &Browser, product: &ProductCard) {
    let press = "const [name, done] = arguments;
        const said = () => document.body.textContent.includes('In your cart');
        const watch = new MutationObserver(() => { if (said()) { watch.disconnect(); done(true); } });
        watch.observe(document.body, { subtree: true, childList: true, characterData: true });
        [...document.querySelectorAll('button')]
            .find((button) => button.getAttribute('aria-label') === `Add to cart: ${name}`)
            .click();";
    browser
        .run_until_called(press, vec![product.name.as_str().into()])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_keeps_nothing_sells_and_says_so() {
    let script = "for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
    }";
    journey("keeps_nothing", Engine::Chromium, DESK, async |stage, browser| {
        browser.before_each_page(script).await;
        let (note, product) = stage.note_with_product(0).await;
        browser.visit(&format!("/notes/{}", note.id)).await;
        browser
            .click_button(&format!("Add to cart: {}", product.name))
            .await;
        browser.sees("In your cart, as long as this page is open").await;
        wait_for_count(browser, 1).await;
        browser.click_button("Cart, 1*").await;
        browser.sees("This browser keeps nothing for us").await;
        browser.sees("Saved").await;
    })
    .await;
}
