//! A place in the page for one part.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use meadow::browser::{page, time};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

/// A part in a box of its own. Both go when this is dropped.
pub struct Stage {
    root: HtmlElement,
    part: Option<Box<dyn std::any::Any>>,
}

impl Stage {
    /// Mounts a part in a box 800 px wide.
    pub fn show<V: IntoView + 'static>(part: impl FnOnce() -> V + 'static) -> Self
    where
        V::State: 'static,
    {
        let document = page::document();
        let root: HtmlElement = document.create_element("div").expect("a box").unchecked_into();
        root.style().set_property("width", "800px").expect("a width");
        document
            .body()
            .expect("a body")
            .append_child(&root)
            .expect("the box is in the page");
        let handle: UnmountHandle<V::State> = mount_to(root.clone(), part);
        Self {
            root,
            part: Some(Box::new(handle)),
        }
    }

    /// The only element that matches.
    pub fn one(&self, selector: &str) -> HtmlElement {
        let mut found = self.all(selector);
        assert_eq!(
            found.len(),
            1,
            "{selector} in {}",
            self.root.text_content().unwrap_or_default()
        );
        found.remove(0).unchecked_into()
    }

    /// All elements that match.
    pub fn all(&self, selector: &str) -> Vec<Element> {
        let list = self.root.query_selector_all(selector).expect("a good selector");
        (0..list.length())
            .filter_map(|at| list.get(at))
            .map(JsCast::unchecked_into)
            .collect()
    }

    /// What one element says.
    pub fn text(&self, selector: &str) -> String {
        self.one(selector)
            .text_content()
            .unwrap_or_default()
            .trim()
            .to_owned()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        drop(self.part.take());
        self.root.remove();
    }
}

/// Waits until the browser is about to paint.
pub async fn frame() {
    let promise = js_sys::Promise::new(&mut |done, _| {
        time::next_frame(move || {
            done.call0(&JsValue::NULL).expect("a promise can be kept");
        });
    });
    JsFuture::from(promise).await.expect("a frame comes");
}

/// Waits until something holds, at most five seconds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..100 {
        if holds() {
            return;
        }
        time::sleep(50).await;
    }
    panic!("waited in vain for {what}");
}
