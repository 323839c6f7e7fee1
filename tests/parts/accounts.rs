//! The parts of signing in, and where one is led afterwards.

use leptos::prelude::*;
use meadow::{features::SessionList, paths, ui::PasswordField};
use meadow_wire::{SessionInfo, SignInId, Timestamp};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame};

#[wasm_bindgen_test]
fn after_signing_in_one_is_led_to_a_path_of_ours_and_nowhere_else() {
    for ours in ["/", "/checkout", "/notes/n-en-07", "/live/r-1?from=feed#chat"] {
        assert_eq!(paths::after_sign_in(ours), ours);
    }
    for not_ours in [
        "",
        "checkout",
        "//evil.example",
        "/\\evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/sign-in?next=/sign-in",
    ] {
        assert_eq!(paths::after_sign_in(not_ours), "/", "{not_ours:?}");
    }
    assert_eq!(paths::sign_in("/people/李"), "/sign-in?next=/people/%E6%9D%8E");
    assert_eq!(paths::sign_in("/a&b=c"), "/sign-in?next=/a%26b%3Dc");
}

#[wasm_bindgen_test]
async fn a_password_is_hidden_until_it_is_asked_for() {
    let value = RwSignal::new("a lamp".to_owned());
    let stage = Stage::show(move || {
        view! {
            <PasswordField name="secret" label="Password" autocomplete="current-password" value=value hint="Eight." />
        }
    });
    let field = stage.one("#secret");
    assert_eq!(field.get_attribute("type").as_deref(), Some("password"));
    assert_eq!(
        field.get_attribute("aria-describedby").as_deref(),
        Some("secret-hint")
    );
    let show = stage.one("button");
    assert_eq!(show.get_attribute("aria-pressed").as_deref(), Some("false"));
    show.click();
    frame().await;
    assert_eq!(field.get_attribute("type").as_deref(), Some("text"));
    assert_eq!(show.get_attribute("aria-pressed").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn every_session_can_be_ended_but_the_one_that_is_used() {
    let ended = StoredValue::new(None);
    let session = |id: &str, current: bool| SessionInfo {
        id: id.into(),
        device: id.to_owned(),
        created_at: Timestamp::from_ms(0),
        used_at: Timestamp::from_ms(0),
        current,
    };
    let sessions = vec![session("here", true), session("phone", false)];
    let stage = Stage::show(move || {
        view! { <SessionList sessions=sessions on_end=move |id: SignInId| ended.set_value(Some(id)) /> }
    });
    assert_eq!(stage.all("li").len(), 2);
    let end = stage.one("button");
    assert_eq!(end.get_attribute("aria-label").as_deref(), Some("Sign out phone"));
    end.click();
    frame().await;
    assert_eq!(ended.get_value(), Some("phone".into()));
}
