//! Looks.
use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use serde_json::json;

use crate::stage::{PHONE, journey};

async fn snap(browser: &Browser, name: &str) {
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
    let wider = browser
        .run("const d = document.querySelector('dialog[open]') ?? document.documentElement; return d.scrollWidth - d.clientWidth", vec![])
        .await;
    println!("{name}: wider by {wider}");
    std::fs::write(format!("/tmp/wf_shots/{name}.png"), browser.photograph().await).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn peek() {
    journey("peek", Engine::Chromium, PHONE, async |stage, browser| {
        browser.expect_problem("status of 403");
        browser.expect_problem("status of 410");
        std::fs::create_dir_all("/tmp/wf_shots").unwrap();
        let note = "n-en-001";
        let to = "document.querySelector('.comment-list')?.scrollIntoView()";
        browser.visit(&format!("/notes/{note}")).await;
        browser.fill("Write a comment", "Ask @hamish.lasts: do they run in half sizes? Mine are between two.").await;
        browser.click_button("Send").await;
        browser.sees("half sizes").await;
        stage.backend.run("INSERT INTO comments (id, note, root, parent, author, body, likes, at) SELECT 'c-x-'||p.id, 'n-en-001', c.id, c.id, p.id, 'I wear them on the ward too, and by four my feet still fit into them.', 3, c.at+1 FROM comments c, people p WHERE c.body LIKE '%half sizes%' AND p.id LIKE 'p-en-1%'").await;
        stage.backend.run("UPDATE comments SET removed = TRUE WHERE id = 'n-en-001-comment-1'").await;
        browser.visit(&format!("/notes/{note}")).await;
        browser.sees("half sizes").await;
        for (device, size) in [("phone", (390, 844)), ("narrow", (320, 700)), ("desk", (1280, 860))] {
            browser.resize(size.0, size.1).await;
            for dark in [false, true] {
                browser.night(dark).await;
                browser.run(to, vec![]).await;
                snap(browser, &format!("list-{device}-{dark}")).await;
            }
        }
        browser.night(false).await;
        browser.run("document.documentElement.dir='rtl'", vec![]).await;
        browser.resize(390, 844).await;
        browser.run(to, vec![]).await;
        snap(browser, "list-rtl").await;
        browser.run("document.documentElement.dir='ltr'", vec![]).await;
        browser.visit(&format!("/notes/{note}?comment=c-x-p-en-19")).await;
        snap(browser, "linked").await;
        browser.run("const c=[...document.querySelectorAll('.comment')].find(c=>c.textContent.includes('half sizes')); c.querySelector('.comment__dots').click(); [...c.querySelectorAll('button')].find(b=>b.textContent.startsWith('Reply')).click(); c.scrollIntoView()", vec![]).await;
        snap(browser, "answer").await;
        browser.run("const c=[...document.querySelectorAll('.comment')].find(c=>c.textContent.includes('half sizes')); [...c.querySelectorAll('button')].find(b=>b.textContent.startsWith('Delete')).click(); window.scrollBy(0,-200)", vec![]).await;
        snap(browser, "deleted").await;
        browser.click_button("Report this note").await;
        snap(browser, "report").await;
        browser.choose("It is not true*").await;
        browser.fill("More about it, if you like", "Nobody hums.").await;
        browser.click_button("Send report").await;
        snap(browser, "reported").await;
        browser.visit("/studio").await;
        browser.fill("Key of the shop", "moderator-joan.c.major").await;
        browser.click_button("Enter").await;
        browser.sees("Nobody hums.").await;
        snap(browser, "cases").await;
        browser.click_button("Remove…").await;
        browser.fill("Why is it removed?", "It is not true.").await;
        browser.click_button("Remove").await;
        browser.sees("Joan Castle removed it").await;
        browser.resize(1280, 860).await;
        browser.night(true).await;
        snap(browser, "cases-desk").await;
        browser.resize(390, 844).await;
        browser.visit(&format!("/notes/{note}")).await;
        snap(browser, "removed").await;
        drop(json!(1));
    })
    .await;
}
