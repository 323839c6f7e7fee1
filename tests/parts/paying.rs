//! Paying: what is typed is looked at here, and a code is asked for.

use leptos::prelude::*;
use meadow::api::client;
use meadow::browser::idb;
use meadow::features::{CodePrompt, PaymentChoice};
use meadow::stores;
use meadow::stores::checkout::{CheckoutStore, Phase};
use meadow::stores::draft::{Draft, Way};
use meadow_wire::{FieldError, PaymentMethod, SessionToken, TestCard};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::held::Held;
use crate::stage::{Stage, frame, until};

fn choice(redirect: bool) -> (Stage, Draft) {
    let shown = StoredValue::new(None);
    let stage = Stage::show(move || {
        let draft = Draft::empty();
        shown.set_value(Some(draft));
        let errors = Signal::derive(move || draft.payment().err().unwrap_or_default());
        view! { <PaymentChoice draft=draft errors=errors redirect=Signal::stored(redirect) /> }
    });
    (stage, shown.get_value().expect("the choice is shown"))
}

fn fields(errors: Result<PaymentMethod, Vec<FieldError>>) -> Vec<String> {
    let errors = errors.expect_err("something is wrong");
    errors.into_iter().map(|error| error.field).collect()
}

#[wasm_bindgen_test]
async fn a_typed_card_is_refused_beside_its_fields_and_becomes_a_named_one() {
    let (stage, draft) = choice(false);
    assert!(
        stage.all("#cc-number").is_empty(),
        "no card is asked for until one is typed"
    );
    draft.way.set(Way::Typed);
    frame().await;
    draft.card_number.set("4242 4242 4242 4241".to_owned());
    draft.card_expiry.set("01/20".to_owned());
    draft.card_cvc.set("12".to_owned());
    frame().await;
    assert_eq!(
        fields(untrack(|| draft.payment())),
        ["card.number", "card.expiry", "card.cvc"]
    );
    for (error, words) in [
        ("#cc-number-error", "not a card number"),
        ("#cc-exp-error", "expired"),
        ("#cc-csc-error", "three digits"),
    ] {
        assert!(
            stage.text(error).contains(words),
            "{error}: {}",
            stage.text(error)
        );
    }
    assert_eq!(
        stage.one("#cc-number").get_attribute("aria-invalid").as_deref(),
        Some("true")
    );
    draft.card_number.set("4000 0025 0000 3155".to_owned());
    draft.card_expiry.set("12/40".to_owned());
    draft.card_cvc.set("123".to_owned());
    frame().await;
    assert_eq!(
        untrack(|| draft.payment()),
        Ok(PaymentMethod::Test(TestCard::SecondStep))
    );
    assert_eq!(stage.text("#cc-number-error"), "");
    // Another way and back: nothing that was typed is lost.
    draft.way.set(Way::Test(TestCard::Declined));
    frame().await;
    draft.way.set(Way::Typed);
    frame().await;
    let number: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(stage.one("#cc-number"));
    assert_eq!(number.value(), "4000 0025 0000 3155");
}

#[wasm_bindgen_test]
async fn the_providers_page_is_offered_only_where_there_is_one() {
    let (without, _) = choice(false);
    let (with, draft) = choice(true);
    let radios = "input[type=radio]";
    assert_eq!(with.all(radios).len(), without.all(radios).len() + 1);
    let first = with.all(radios).remove(0);
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(first).click();
    frame().await;
    assert_eq!(untrack(|| draft.payment()), Ok(PaymentMethod::Redirect));
}

#[wasm_bindgen_test]
async fn an_empty_code_is_not_sent_and_a_code_under_way_is_not_sent_twice() {
    let sent = StoredValue::new(Vec::new());
    let (code, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let stage = Stage::show(move || {
        view! {
            <CodePrompt
                code=code
                busy=busy
                refusal=Signal::stored(None::<String>)
                waits=Signal::stored(None::<String>)
                on_code=move |code| {
                    sent.update_value(|sent: &mut Vec<String>| sent.push(code));
                    busy.set(true);
                }
                on_other=|()| ()
            />
        }
    });
    let confirm = stage.one("button[type=submit]");
    confirm.click();
    frame().await;
    assert!(sent.with_value(Vec::is_empty));
    assert!(stage.text("#one-time-code-error").contains("Type the code"));
    code.set("123456".to_owned());
    frame().await;
    confirm.click();
    frame().await;
    confirm.click();
    frame().await;
    assert_eq!(sent.get_value(), ["123456"]);
    assert_eq!(stage.text("button[type=submit]"), "Asking your bank…");
}

#[wasm_bindgen_test]
async fn asking_about_a_payment_that_is_unknown_forgets_no_other_one() {
    const KEPT: &str = r#"{"hold":["k",3],"attempt":{"key":"mine","checkout":"c","address":{"name":"","email":"","street":"","postal_code":"","city":"","country":""},"payment":{"test":"pays_later"}}}"#;
    idb::set("purchase", KEPT.to_owned()).await;
    client::set_token(Some(SessionToken("a guest".to_owned())));
    let store = StoredValue::new(None);
    let requests = Held::all();
    let _stage = Stage::show(move || {
        stores::provide();
        store.set_value(Some(expect_context::<CheckoutStore>()));
    });
    let store = store.get_value().expect("a store");
    store.find("another".into());
    let answered = || {
        requests.answer(r#"{"key":"another","state":"expired","until":"2026-11-25T12:00:00.000Z"}"#);
        store.phase().get_untracked() == Phase::Gone
    };
    until("an answer", answered).await;
    assert_eq!(idb::get("purchase").await.as_deref(), Some(KEPT));
    idb::set("purchase", String::new()).await;
    client::set_token(None);
}
