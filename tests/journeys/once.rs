//! Whatever a hurried hand does around "Pay", one cart is one order.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::proxy::Weather;
use serde_json::json;
use std::time::Duration;

use crate::stage::{PHONE, Stage, journey};
use crate::whole_way::{check_out, fill_in_checkout, wait_for_count};

/// What a hand does.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// Two clicks in one task: faster than any guard that waits for a redraw.
    DoubleClick,
    /// Enter in a field and a click, in one task too.
    EnterAndClick,
    /// Two tabs with the same cart, in the same moment.
    TwoTabs,
    /// Back in the task of the press, and to the checkout again.
    BackAndAgain,
    /// The page is loaded anew while the payment is on its way, earlier or later.
    ReloadWhilePending,
}

const WAYS: [Way; 5] = [
    Way::DoubleClick,
    Way::EnterAndClick,
    Way::TwoTabs,
    Way::BackAndAgain,
    Way::ReloadWhilePending,
];

/// How often something is bought: `MEADOW_ROUNDS`, once in each way unless set.
fn rounds() -> usize {
    let asked = std::env::var("MEADOW_ROUNDS").ok();
    asked.map_or(WAYS.len(), |rounds| {
        rounds.parse().expect("MEADOW_ROUNDS is a number")
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_hurried_hand_does_around_pay_one_cart_is_one_order() {
    journey("one_order", Engine::Chromium, PHONE, async |stage, browser| {
        stage.backend.run("UPDATE stock SET on_hand = 500").await;
        let (note, product) = stage.note_with_product(0).await;
        // The tab that comes second is told that this was bought, or that another payment is under way.
        browser.expect_problem("409");
        for (round, way) in WAYS.into_iter().cycle().take(rounds()).enumerate() {
            browser.visit(&format!("/notes/{}", note.id)).await;
            browser
                .click_button(&format!("Add to cart: {}", product.name))
                .await;
            wait_for_count(browser, 1).await;
            check_out(browser).await;
            way.pay(stage, browser, round).await;
            let bought = round + 1;
            for (what, sql) in [
                ("orders", "SELECT COUNT(*) FROM orders"),
                (
                    "paid",
                    "SELECT COUNT(*) FROM orders WHERE state NOT IN ('placed', 'cancelled')",
                ),
                ("taken", "SELECT COUNT(*) FROM bank_accounts WHERE taken > 0"),
            ] {
                let counted = stage.backend.count(sql).await;
                assert_eq!(usize::try_from(counted), Ok(bought), "{what} after {way:?}");
            }
            eprintln!("{way:?}: {bought} carts, {bought} orders");
        }
    })
    .await;
}

impl Way {
    async fn pay(self, stage: &Stage, browser: &Browser, round: usize) {
        browser.find("button", "Pay *").await;
        match self {
            Self::DoubleClick => press(browser, "pay.click(); pay.click();").await,
            Self::EnterAndClick => {
                // What Enter in a field does: the form's own submission, by its button.
                press(browser, "pay.form.requestSubmit(pay); pay.click();").await;
            }
            Self::TwoTabs => return in_two_tabs(browser).await,
            Self::BackAndAgain => {
                press(browser, "pay.click(); history.back();").await;
                browser.visit("/checkout").await;
            }
            Self::ReloadWhilePending => {
                stage.proxy.turn(Weather::Slow(Duration::from_millis(200)));
                // From before the request has left to after the answer has come.
                let after_ms = round * 37 % 900;
                let script = format!("pay.click(); setTimeout(() => location.reload(), {after_ms});");
                press(browser, &script).await;
                tokio::time::sleep(Duration::from_secs(1)).await;
                stage.proxy.turn(Weather::Fine);
            }
        }
        end(browser).await;
    }
}

async fn press(browser: &Browser, what: &str) {
    let find = "const pay = [...document.querySelectorAll('button[type=submit]')]
        .find((button) => button.textContent.trim().startsWith('Pay '));";
    browser.run(&format!("{find} {what}"), vec![]).await;
}

async fn in_two_tabs(browser: &Browser) {
    let first = browser.tab().await;
    browser.open_tab().await;
    browser.visit("/checkout").await;
    fill_in_checkout(browser).await;
    browser.find("button", "Pay *").await;
    let second = browser.tab().await;
    let at = browser.run("return Date.now() + 1500", vec![]).await;
    let script = format!("setTimeout(() => pay.click(), {at} - Date.now());");
    press(browser, &script).await;
    browser.turn_to(&first).await;
    press(browser, &script).await;
    tokio::time::sleep(Duration::from_millis(1_600)).await;
    end(browser).await;
    browser.turn_to(&second).await;
    end(browser).await;
    browser.close_tab().await;
    browser.turn_to(&first).await;
}

/// The page comes to the order, or says that there is nothing left to pay for.
const ENDS: &str = "const words = document.body.innerText;
    if (location.pathname.startsWith('/orders/') && words.includes('Orchard Lane 7')) return 'order';
    if (words.includes('There is nothing to pay for') || words.includes('This is bought already')) return 'nothing';";

/// Waits for that. Where paying is offered again, a hurried hand pays again.
async fn end(browser: &Browser) {
    let or_offers = "const pay = document.querySelector('button[type=submit]');
        return pay?.textContent.trim().startsWith('Pay ') && !pay.ariaDisabled && 'offered';";
    let script = format!("{ENDS} {or_offers}");
    let end = browser
        .until_true("an end, or another try", &script, vec![])
        .await;
    if end == json!("offered") {
        eprintln!("paying is offered again");
        fill_in_checkout(browser).await;
        browser.click_button("Pay *").await;
        browser.until_true("an end", ENDS, vec![]).await;
    }
}
