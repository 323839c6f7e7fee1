//! What is pressed shows in the next frame, on a device four times as slow.
//!
//! Milliseconds depend on the machine and what else it does, so they are printed and not judged: what is judged is that
//! the first frame after the press has all of the change.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::presses::Press;

use crate::stage::{PHONE, journey};
use crate::whole_way::wait_for_count;

/// How many times slower than this machine.
const SLOWER: u32 = 4;
/// A button that does nothing: what a press costs at least, here and now.
const NOTHING: &str = "const button = document.createElement('button');
    button.textContent = 'Nothing';
    button.style.cssText = 'position: fixed; inset-block-start: 5rem; inset-inline-start: 5%; z-index: 9999';
    document.body.append(button);";

/// Makes the page answer a press only when a frame was painted without the answer.
const LATE: &str = "addEventListener('click', (event) => {
        if (!event.isTrusted) return;
        event.stopImmediatePropagation();
        event.preventDefault();
        requestAnimationFrame(() => requestAnimationFrame(() => event.target.closest('button').click()));
    }, { capture: true });";

/// How often each is pressed: `MEADOW_PRESSES`, 5 times unless set.
fn presses() -> u32 {
    let asked = std::env::var("MEADOW_PRESSES").ok();
    asked.map_or(5, |presses| presses.parse().expect("MEADOW_PRESSES is a number"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pressed_shows_in_the_next_frame_on_a_slow_device() {
    journey("next_frame", Engine::Chromium, PHONE, async |stage, browser| {
        stage.backend.run("UPDATE stock SET on_hand = 500").await;
        let (note, product) = stage.note_with_product(0).await;
        let add = format!("Add to cart: {}", product.name);
        browser.visit(&format!("/notes/{}", note.id)).await;
        press_again_and_again(browser, "a note's card", &add).await;
        browser.visit(&format!("/products/{}", product.id)).await;
        press_again_and_again(browser, "the product's page", "Add to cart").await;
        browser.visit("/cart").await;
        wait_for_count(browser, 2 * presses()).await;
        press_again_and_again(browser, "+ in the cart", "One more: *").await;
        browser.run(LATE, vec![]).await;
        let late = browser.press_and_time("One more: *").await;
        assert_ne!(late.first, late.later, "a page that is late is seen to be");
        assert_ne!(late.before, late.later, "late, and not never");
    })
    .await;
}

async fn press_again_and_again(browser: &Browser, what: &str, button: &str) {
    browser.find("button", button).await;
    browser.run(NOTHING, vec![]).await;
    browser.slow_down(SLOWER).await;
    let (mut nothing, mut something) = (Vec::new(), Vec::new());
    for _ in 0..presses() {
        nothing.push(browser.press_and_time("Nothing").await);
        something.push(browser.press_and_time(button).await);
    }
    browser.slow_down(1).await;
    tell("nothing", &nothing);
    tell(what, &something);
    for press in something {
        assert_ne!(press.before, press.later, "{what}: the press did something");
        assert_eq!(
            press.first, press.later,
            "{what}: it showed later than in the next frame"
        );
    }
}

fn tell(what: &str, presses: &[Press]) {
    let middle = |of: fn(&Press) -> f64| {
        let mut all: Vec<f64> = presses.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        (all[all.len() / 2], all[all.len() - 1])
    };
    let (painted, worked) = (middle(|press| press.painted_ms), middle(|press| press.worked_ms));
    eprintln!(
        "{what}, ×{SLOWER}, {} presses: painted after {} ms, at most {}; worked {:.1} ms, at most {:.1}",
        presses.len(),
        painted.0,
        painted.1,
        worked.0,
        worked.1,
    );
}
