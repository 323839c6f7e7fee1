//! A journey sees what is red: planted, in each engine, so that a journey that passes means something.

use std::time::Duration;

use meadow_tests::engine::Engine;

use crate::stage::journey_with_script;

/// Everything that must not be, from a script of the page's own.
const PLANTED: &str = "
    console.error('planted in the console');
    Promise.reject(new Error('planted rejection'));
    const picture = document.createElement('img');
    picture.src = 'https://elsewhere.example/planted.png';
    document.body.append(picture);
    setTimeout(() => { throw new Error('planted error'); });
";

async fn sees_red(name: &str, engine: Engine, mut kinds: Vec<&'static str>) {
    journey_with_script(name, engine, PLANTED, async |_, browser| {
        browser.visit("/cart").await;
        browser.find("heading", "Your cart").await;
        assert_eq!(browser.problems().await, Vec::<String>::new());
        let plant = "const script = document.createElement('script');
            script.src = '/planted.js';
            document.body.append(script);";
        browser.run(plant, vec![]).await;
        kinds.extend(["console: planted", "rejection: ", "error: ", "csp: img-src"]);
        for kind in &kinds {
            let seen = async || {
                let problems = browser.problems().await;
                problems
                    .iter()
                    .any(|problem| problem.starts_with(kind))
                    .then_some(())
            };
            browser
                .until(|| format!("the planted problem {kind:?}"), seen)
                .await;
        }
        browser.expect_problem("planted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journey_in_chromium_sees_what_is_red() {
    sees_red("red_chromium", Engine::Chromium, vec!["log: "]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journey_in_firefox_sees_what_is_red() {
    sees_red("red_firefox", Engine::Firefox, vec![]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journey_in_webkitgtk_sees_what_is_red() {
    sees_red("red_webkitgtk", Engine::WebKit, vec![]).await;
}

/// What the panic hook does. boot.js shows the panel and loads the page again 1.5 s later.
const PLANTED_PANIC: &str = "dispatchEvent(new CustomEvent('meadow-panic', { detail: 'planted panic' }));";

async fn sees_a_panic(name: &str, engine: Engine) {
    journey_with_script(name, engine, PLANTED_PANIC, async |_, browser| {
        browser.visit("/cart").await;
        browser.find("heading", "Your cart").await;
        let plant = "window.stillThere = true;
            const script = document.createElement('script');
            script.src = '/planted.js';
            document.body.append(script);";
        browser.run(plant, vec![]).await;
        // Nobody looks before the page that broke is gone, with all that it remembered.
        tokio::time::sleep(Duration::from_secs(3)).await;
        browser.find("heading", "Your cart").await;
        let again = browser
            .run("return window.stillThere === undefined", vec![])
            .await;
        assert_eq!(again, true, "the page was loaded again");
        let problems = browser.problems().await;
        for kind in ["panic: planted", "broken: "] {
            assert!(
                problems.iter().any(|problem| problem.starts_with(kind)),
                "{kind:?} is missing in {problems:#?}"
            );
        }
        let told = browser.problems().await;
        assert_eq!(told, problems, "each problem is told once");
        browser.expect_problem("planted");
        browser.expect_problem("broken: ");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journey_in_chromium_sees_that_the_app_broke() {
    sees_a_panic("panic_chromium", Engine::Chromium).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journey_in_firefox_sees_that_the_app_broke() {
    sees_a_panic("panic_firefox", Engine::Firefox).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journey_in_webkitgtk_sees_that_the_app_broke() {
    sees_a_panic("panic_webkitgtk", Engine::WebKit).await;
}
