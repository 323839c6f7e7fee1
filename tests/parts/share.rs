//! Handing a page on: to the app that is chosen, or as a link to paste.

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use meadow::{
    browser::page,
    features::ShareButton,
    stores::{self, toasts::Toasts},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame, until};

/// Makes the browser have something of this name, or nothing.
fn give(name: &str, value: &JsValue) {
    let property = Object::new();
    for (key, value) in [("configurable", &JsValue::TRUE), ("value", value)] {
        Reflect::set(&property, &key.into(), value).expect("an object takes it");
    }
    let navigator: Object = page::window().navigator().unchecked_into();
    Object::define_property(&navigator, &name.into(), &property);
}

fn button() -> (Stage, Signal<Option<String>>) {
    let said = StoredValue::new(None);
    let stage = Stage::show(move || {
        stores::provide();
        said.set_value(Some(expect_context::<Toasts>().text()));
        view! { <ShareButton title="Wide feet".to_owned() path="/notes/n-1".to_owned() /> }
    });
    (stage, said.get_value().expect("it is shown"))
}

#[wasm_bindgen_test]
async fn a_page_is_handed_to_an_app_and_where_there_is_none_its_link_is_told() {
    let link = format!("{}/notes/n-1", page::origin());
    let given = Array::new();
    let takes = "return (data) => { given.push(data.title, data.url); return Promise.resolve(); }";
    let takes = Function::new_with_args("given", takes)
        .call1(&JsValue::NULL, &given)
        .expect("a function");
    give("share", &takes);
    let (stage, said) = button();
    frame().await;
    stage.one("button").click();
    until("something to be handed over", || given.length() == 2).await;
    assert_eq!(given.get(0).as_string().as_deref(), Some("Wide feet"));
    assert_eq!(given.get(1).as_string(), Some(link.clone()));
    assert_eq!(said.get_untracked(), None);

    let dropped = "return Promise.reject(new DOMException('no', 'AbortError'))";
    give("share", &Function::new_no_args(dropped));
    give("clipboard", &JsValue::UNDEFINED);
    stage.one("button").click();
    frame().await;
    frame().await;
    assert_eq!(
        said.get_untracked(),
        None,
        "whoever closes the choice wants nothing"
    );

    for unable in [
        JsValue::UNDEFINED,
        Function::new_no_args("throw new TypeError('no')").into(),
        Function::new_no_args("return Promise.reject(new DOMException('no', 'NotAllowedError'))").into(),
    ] {
        give("share", &unable);
        let (stage, said) = button();
        frame().await;
        stage.one("button").click();
        until("the link to be told", || {
            said.get_untracked().as_ref() == Some(&link)
        })
        .await;
    }
}
