//! Plain parts.

use leptos::prelude::*;
use meadow::api::ApiError;
use meadow::ui::thumb::average_colour;
use meadow::ui::{Button, Picture, Stepper};
use meadow_wire::Problem;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame};

#[wasm_bindgen_test]
async fn a_button_that_cannot_be_pressed_says_why_and_does_nothing() {
    let (reason, pressed) = (RwSignal::new(Some("Sold out".to_owned())), RwSignal::new(0));
    let stage = Stage::show(move || {
        view! { <Button disabled_reason=reason on_press=move |()| pressed.update(|count| *count += 1)>"Add to cart"</Button> }
    });
    let button = stage.one("button");
    button.click();
    assert_eq!(pressed.get_untracked(), 0);
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(button.title(), "Sold out");
    assert!(!button.has_attribute("disabled"), "it stays in the tab order");
    reason.set(None);
    frame().await;
    button.click();
    assert_eq!(
        (pressed.get_untracked(), button.has_attribute("aria-disabled")),
        (1, false)
    );
}

#[wasm_bindgen_test]
async fn a_busy_button_is_pressed_once() {
    let (busy, pressed) = (RwSignal::new(false), RwSignal::new(0));
    let press = move |()| {
        busy.set(true);
        pressed.update(|count| *count += 1);
    };
    let stage = Stage::show(move || view! { <Button busy=busy on_press=press>"Pay"</Button> });
    stage.one("button").click();
    stage.one("button").click();
    frame().await;
    assert_eq!(pressed.get_untracked(), 1);
    assert_eq!(
        stage.one("button").get_attribute("aria-busy").as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn a_stepper_counts_and_stops_at_the_most_there_is() {
    let value = RwSignal::new(1_u32);
    let step = move |delta: i32| value.update(|value| *value = value.saturating_add_signed(delta));
    let stage = Stage::show(move || view! { <Stepper value=value max=2_u32 label="Mug" on_step=step /> });
    let more = stage.one("[aria-label='One more: Mug']");
    more.click();
    frame().await;
    assert_eq!(stage.text("output"), "2");
    more.click();
    frame().await;
    assert_eq!(stage.text("output"), "2");
    assert_eq!(more.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert!(!more.title().is_empty(), "it says why");
    stage.one("[aria-label='One fewer: Mug']").click();
    frame().await;
    assert_eq!(stage.text("output"), "1");
}

#[wasm_bindgen_test]
fn a_picture_has_its_shape_and_colour_before_it_arrives() {
    let thumbhash = "1QcSHQRnh493V4dIh4eXh1h4kJUI";
    let stage = Stage::show(move || {
        view! {
            <Picture srcset="" src="" sizes="100px" width=300 height=400 thumbhash=thumbhash alt="A chair" />
        }
    });
    let picture = stage.one("img");
    let sizes = (picture.get_attribute("width"), picture.get_attribute("height"));
    assert_eq!(sizes, (Some("300".to_owned()), Some("400".to_owned())));
    let colour = average_colour(thumbhash).expect("a thumbhash has a colour");
    let drawn = picture
        .style()
        .get_property_value("background-color")
        .expect("a style");
    let digits = |text: &str| {
        text.split(|letter: char| !letter.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(digits(&drawn), digits(&colour));
}

#[wasm_bindgen_test]
fn what_went_wrong_is_said_in_whole_sentences() {
    let refused = |detail: &str| {
        ApiError::Refused(Problem {
            detail: detail.to_owned(),
            next_step: "Choose another one.".to_owned(),
            ..Problem::default()
        })
    };
    for said in ["It is gone.", "It is gone"] {
        assert_eq!(refused(said).in_words(), "It is gone. Choose another one.");
    }
    assert_eq!(
        refused("Is it yours?").in_words(),
        "Is it yours? Choose another one."
    );
    let away = ApiError::Unreachable.in_words();
    assert!(away.starts_with("We can't reach the shop. Check"), "{away}");
}
