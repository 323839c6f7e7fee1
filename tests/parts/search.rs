//! The search field: the keyboard walks through what it offers, as the ARIA Authoring Practices describe a combobox.

use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::components::Router;
use meadow::browser::page;
use meadow::features::{SearchBox, SearchKinds, SiteHeader};
use meadow::stores::{self, search::SearchStore};
use meadow_domain::search::SearchAsk;
use meadow_wire::{MarkedText, SearchCounts, SearchKind, Suggestions, TextRange};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlInputElement, KeyboardEvent, KeyboardEventInit};

use crate::stage::{Stage, frame};

fn suggestions() -> Suggestions {
    let query = |text: &str| MarkedText {
        text: text.to_owned(),
        marks: vec![TextRange { start: 0, end: 4 }],
    };
    Suggestions {
        queries: vec![query("wide feet"), query("wide shoes")],
        ..Suggestions::default()
    }
}

/// The field with these searches from before, and nothing typed.
fn field(recent: &'static [&'static str]) -> Stage {
    Stage::show(move || {
        stores::provide();
        let recent = recent.iter().map(|words| (*words).to_owned()).collect();
        let store = SearchStore::still("", suggestions(), recent);
        view! {
            <Router>
                <Provider value=store>
                    <SearchBox />
                </Provider>
            </Router>
        }
    })
}

fn input(stage: &Stage) -> HtmlInputElement {
    stage.one(".search-box__field").unchecked_into()
}

fn press(target: &web_sys::EventTarget, key: &str) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
    target.dispatch_event(&event).expect("it is heard");
    event.default_prevented()
}

fn write(stage: &Stage, text: &str) {
    let input = input(stage);
    input.set_value(text);
    let typed = web_sys::InputEvent::new("input").expect("an event");
    input.dispatch_event(&typed).expect("it is heard");
}

/// What the keyboard stands on, by the words of the option that the field names.
fn active(stage: &Stage) -> Option<String> {
    let named = input(stage).get_attribute("aria-activedescendant")?;
    let option = page::document()
        .get_element_by_id(&named)
        .expect("what is named is in the page");
    assert_eq!(option.get_attribute("aria-selected").as_deref(), Some("true"));
    assert_eq!(stage.all("[role=option][aria-selected=true]").len(), 1);
    option.text_content()
}

fn expanded(stage: &Stage) -> bool {
    input(stage).get_attribute("aria-expanded").as_deref() == Some("true")
}

#[wasm_bindgen_test]
async fn what_is_typed_opens_a_list_and_the_keyboard_walks_through_it_without_leaving_the_field() {
    let stage = field(&[]);
    frame().await;
    assert!(!expanded(&stage), "nothing was typed yet");
    write(&stage, "wide");
    frame().await;
    assert!(expanded(&stage));
    let list = input(&stage)
        .get_attribute("aria-controls")
        .expect("a list is named");
    assert_eq!(stage.one("[role=listbox]").id(), list);
    assert_eq!(stage.all("[role=option] mark").len(), 2);
    assert_eq!(active(&stage), None);
    for (key, expected) in [
        ("ArrowDown", Some("wide feet")),
        ("ArrowDown", Some("wide shoes")),
        ("ArrowDown", None),
        ("ArrowUp", Some("wide shoes")),
        ("ArrowUp", Some("wide feet")),
        ("ArrowUp", None),
    ] {
        assert!(press(&input(&stage), key), "{key} must not move the cursor");
        frame().await;
        assert_eq!(active(&stage).as_deref(), expected, "after {key}");
    }
    assert_eq!(input(&stage).value(), "wide", "what was typed stays");
    press(&input(&stage), "Escape");
    frame().await;
    assert!(!expanded(&stage));
    assert_eq!(
        input(&stage).value(),
        "wide",
        "the first Escape only closes the list"
    );
    press(&input(&stage), "Escape");
    frame().await;
    assert_eq!(input(&stage).value(), "");
}

#[wasm_bindgen_test]
async fn what_was_searched_for_is_offered_before_anything_is_typed_and_can_be_forgotten() {
    let stage = field(&["quiet shoes", "lamp"]);
    frame().await;
    press(&input(&stage), "ArrowDown");
    frame().await;
    assert!(expanded(&stage));
    assert_eq!(active(&stage).as_deref(), Some("quiet shoes"));
    assert_eq!(
        stage.all("[role=option]").len(),
        4,
        "two from before, two that are talked about"
    );
    stage.one(".search-box__forget").click();
    frame().await;
    assert_eq!(stage.all("[role=option]").len(), 2);
    assert!(stage.all(".search-box__forget").is_empty());
    write(&stage, "");
    press(&input(&stage), "Tab");
    frame().await;
    assert!(!expanded(&stage), "Tab leaves, and the list goes");
}

#[wasm_bindgen_test]
async fn the_key_leads_to_the_field_but_never_out_of_another_one() {
    let stage = Stage::show(|| {
        stores::provide();
        view! {
            <Router>
                <input class="other" />
                <SiteHeader />
            </Router>
        }
    });
    // Without its sheet the field is in sight everywhere.
    frame().await;
    let window: web_sys::EventTarget = page::window().into();
    let other: HtmlInputElement = stage.one(".other").unchecked_into();
    other.focus().expect("it takes the focus");
    assert!(!press(&other, "/"), "it is a letter here");
    let focused = || page::document().active_element();
    assert_eq!(
        focused().as_ref(),
        Some(other.unchecked_ref::<web_sys::Element>())
    );
    other.blur().expect("it gives the focus away");
    assert!(press(&window, "/"));
    assert_eq!(
        focused().as_ref(),
        Some(input(&stage).unchecked_ref::<web_sys::Element>())
    );
}

#[wasm_bindgen_test]
async fn on_a_narrow_phone_the_kind_that_is_shown_is_seen_whole() {
    let ask = SearchAsk {
        kind: Some(SearchKind::People),
        ..SearchAsk::of("wide feet")
    };
    let counts = SearchCounts {
        notes: 1_234,
        products: 567,
        people: 89,
    };
    let stage = Stage::show(move || {
        view! {
            <div style:width="288px">
                <SearchKinds ask=Signal::stored(ask) counts=Signal::stored(Some(counts)) on_change=|_| () />
            </div>
        }
    });
    frame().await;
    frame().await;
    let strip = stage.one(".search-kinds").get_bounding_client_rect();
    let chips = stage.all(".search-kinds__one");
    let chip = chips[3].get_bounding_client_rect();
    assert!(
        chip.left() >= strip.left() - 1.0 && chip.right() <= strip.right() + 1.0,
        "{}..{} in {}..{}",
        chip.left(),
        chip.right(),
        strip.left(),
        strip.right()
    );
}
