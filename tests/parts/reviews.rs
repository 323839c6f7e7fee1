//! Reviews: what is proven, what is not, and that nothing typed is lost.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use meadow::{
    api::ApiError,
    browser::{page, time},
    features::{ProofBadge, ReviewForm, ReviewList},
    stores::{
        self, Fetched,
        proofs::{Verdict, look},
        review_draft::{ReviewDraft, use_review_draft},
    },
};
use meadow_wire::{Outcome, Photo, PublicKey, PublicKeys, PurchaseProof, Review, Timestamp};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use crate::stage::{Stage, frame, until};

const PRODUCT: &str = "g-gallery";

/// The key of RFC 8037, appendix A.
fn keys() -> PublicKeys {
    PublicKeys {
        keys: vec![PublicKey {
            kid: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k".to_owned(),
            x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".to_owned(),
            ..PublicKey::default()
        }],
    }
}

/// One whose proof holds.
fn review() -> Review {
    Review {
        id: "rv-gallery".into(),
        variant: Some("g-gallery:one".into()),
        stars: 5,
        days_used: 110,
        text: "Quiet.".to_owned(),
        proof: Some(PurchaseProof {
            bought: "2026-03".to_owned(),
            days: 112,
            key: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k".to_owned(),
            signature:
                "grXn9eQdEOOG9Hc5oKwqqUcDERuVXAZDMdW0hDwuwLZEJwvmVvZRA1yIqX_76gZERgtH_AnNHD9qwJ5lPO4iBg"
                    .to_owned(),
        }),
        ..Review::default()
    }
}

fn proof_of(review: &mut Review) -> &mut PurchaseProof {
    review.proof.as_mut().expect("it has a proof")
}

#[wasm_bindgen_test]
async fn a_proof_holds_and_any_other_fact_or_signature_does_not() {
    let product = PRODUCT.into();
    let verdict = async |review: &Review| look(&product, review, &keys().keys).await;
    assert_eq!(verdict(&review()).await, Verdict::Proven);
    let mut forged = vec![review(), review(), review(), review(), review(), review()];
    forged[0].paid = true;
    forged[1].outcome = Outcome::Returned;
    // Longer than anybody can have had it.
    forged[2].days_used = 113;
    proof_of(&mut forged[3]).bought = "2025-03".to_owned();
    proof_of(&mut forged[4]).signature.replace_range(0..1, "h");
    proof_of(&mut forged[5]).signature = "no signature at all".to_owned();
    for review in forged {
        assert_eq!(verdict(&review).await, Verdict::NotProven, "{review:?}");
    }
    // The shop lists every key that ever signed: one that it does not list is not the shop's.
    assert_eq!(look(&product, &review(), &[]).await, Verdict::NotProven);
    assert_eq!(
        look(&"g-other".into(), &review(), &keys().keys).await,
        Verdict::NotProven
    );
}

#[wasm_bindgen_test]
async fn a_browser_without_the_means_says_so_and_shows_no_false_badge() {
    let crypto = page::window().crypto().expect("a browser has crypto").subtle();
    let refuse = Closure::<dyn FnMut() -> Promise>::new(|| {
        let error = js_sys::Error::new("no such algorithm");
        error.set_name("NotSupportedError");
        Promise::reject(&error)
    });
    let refuse: &Function = refuse.as_ref().unchecked_ref();
    Reflect::set(&crypto, &"importKey".into(), refuse).expect("it can be put over the real one");
    let verdict = look(&PRODUCT.into(), &review(), &keys().keys).await;
    Reflect::delete_property(crypto.unchecked_ref::<js_sys::Object>(), &"importKey".into())
        .expect("the real one is there again");
    assert_eq!(verdict, Verdict::CantTell);
    assert_eq!(
        look(&PRODUCT.into(), &review(), &keys().keys).await,
        Verdict::Proven
    );
}

fn badge(review: Review, keys: Fetched<PublicKeys>) -> Stage {
    Stage::show(move || {
        let keys = Signal::stored(keys);
        view! { <ProofBadge product=PRODUCT.into() review=review keys=keys /> }
    })
}

async fn shows(stage: &Stage, verdict: &str) {
    let mark = stage.one(".proof-badge__mark");
    until(verdict, || {
        mark.get_attribute("data-verdict").as_deref() == Some(verdict)
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_badge_says_what_was_proven_and_never_more_than_is_known() {
    let stage = badge(review(), Fetched::Full(keys()));
    shows(&stage, "proven").await;
    let words = stage.one(".proof-badge__words");
    assert!(!words.matches(":popover-open").expect("a good selector"));
    stage.one(".proof-badge__mark").click();
    frame().await;
    assert!(words.matches(":popover-open").expect("a good selector"));
    let told = words.text_content().unwrap_or_default();
    for fact in ["March 2026", "112 days before", "Kept it", "nothing was paid"] {
        assert!(told.contains(fact), "{fact} in {told}");
    }
    drop(stage);
    let mut forged = review();
    forged.paid = true;
    let stage = badge(forged, Fetched::Full(keys()));
    shows(&stage, "not-proven").await;
    assert!(stage.all(".proof-badge__facts").is_empty(), "nothing is claimed");
    drop(stage);
    let stage = badge(review(), Fetched::Failed(ApiError::Unreachable));
    shows(&stage, "cant-tell").await;
    drop(stage);
    let mut unknown = review();
    unknown.proof = None;
    let stage = badge(unknown, Fetched::Full(keys()));
    shows(&stage, "unknown").await;
}

#[wasm_bindgen_test]
async fn reviews_are_counted_sorted_and_those_with_photos_can_be_asked_for() {
    let of = |id: &str, stars, at| Review {
        id: id.into(),
        stars,
        text: id.to_owned(),
        at: Timestamp::from_ms(at),
        ..Review::default()
    };
    let mut first = of("old", 5, 1_000);
    first.photos.push(Photo::default());
    let all = vec![first, of("new", 2, 2_000)];
    let stage = Stage::show(move || {
        stores::provide();
        let keys = Signal::stored(Fetched::Full(PublicKeys::default()));
        view! {
            <leptos_router::components::Router>
                <ReviewList product=PRODUCT.into() reviews=all lang="en".to_owned() keys=keys />
            </leptos_router::components::Router>
        }
    });
    frame().await;
    let texts = || -> Vec<String> {
        let all = stage.all(".review-card__text");
        all.iter()
            .map(|one| one.text_content().unwrap_or_default())
            .collect()
    };
    assert_eq!(texts(), ["new", "old"]);
    assert!(stage.text(".review-spread").contains("3.5"));
    let sort: HtmlSelectElement = stage.one("select").unchecked_into();
    sort.set_value("best");
    send(&sort, "change");
    frame().await;
    assert_eq!(texts(), ["old", "new"]);
    stage.one(".review-list__filter").click();
    frame().await;
    assert_eq!(texts(), ["old"]);
    assert!(stage.text("[role=status]").contains("1 of 2"));
}

fn send(to: &web_sys::EventTarget, name: &str) {
    let event = web_sys::Event::new(name).expect("an event");
    to.dispatch_event(&event).expect("the event is sent");
}

fn form(order: &'static str) -> (Stage, ReviewDraft, StoredValue<u32>) {
    let draft = StoredValue::new(None);
    let sent = StoredValue::new(0);
    let stage = Stage::show(move || {
        let one = use_review_draft(&order.into(), &"g-gallery:one".into(), None, 12);
        draft.set_value(Some(one));
        view! {
            <ReviewForm
                draft=one
                refused=RwSignal::new(Vec::new())
                problem=Signal::stored(None::<String>)
                busy=Signal::stored(false)
                on_send=move |()| sent.update_value(|sent| *sent += 1)
                on_close=|()| ()
            />
        }
    });
    let draft = draft.get_value().expect("the form is shown");
    (stage, draft, sent)
}

#[wasm_bindgen_test]
async fn a_half_written_review_is_there_again_with_its_key_until_it_is_said() {
    let (stage, draft, _) = form("o-draft-1");
    until("the device", || draft.restored.get_untracked()).await;
    frame().await;
    assert_eq!(draft.days.get_untracked(), "12");
    draft.text.set("Wobbles a lit".to_owned());
    draft.stars.set(3);
    let key = draft.request(&"g-gallery:one".into()).key;
    // The letters are gathered before they are kept.
    time::sleep(400).await;
    drop(stage);
    let (stage, draft, _) = form("o-draft-1");
    until("the text", || draft.text.get_untracked() == "Wobbles a lit").await;
    let again = draft.request(&"g-gallery:one".into());
    assert_eq!(
        (again.words.stars, again.key),
        (3, key),
        "said once, however often it is sent"
    );
    draft.when_said()();
    drop(stage);
    let (stage, draft, _) = form("o-draft-1");
    until("the device", || draft.restored.get_untracked()).await;
    assert_eq!(draft.text.get_untracked(), "");
    drop(stage);
}

#[wasm_bindgen_test]
async fn what_is_missing_is_said_beside_its_field_and_nothing_is_sent_before() {
    let (stage, draft, sent) = form("o-draft-2");
    until("the device", || draft.restored.get_untracked()).await;
    let submit = stage.one("button[type=submit]");
    submit.click();
    frame().await;
    assert_eq!(stage.all(".error-summary li").len(), 2);
    assert!(stage.text("#stars-error").contains("one to five"));
    let text = stage.one("#review-text");
    assert_eq!(text.get_attribute("aria-invalid").as_deref(), Some("true"));
    let star: HtmlInputElement = stage.one("#stars-4").unchecked_into();
    star.click();
    draft.text.set("Quiet.".to_owned());
    frame().await;
    assert!(stage.all(".error-summary").is_empty(), "mended is mended");
    assert_eq!(sent.get_value(), 0);
    submit.click();
    frame().await;
    assert_eq!((sent.get_value(), untrack(|| draft.words().stars)), (1, 4));
    assert_eq!(JsValue::from(star.checked()), JsValue::TRUE);
}
