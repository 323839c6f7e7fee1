//! Requests that wait until a test answers them: what a part shows meanwhile can be looked at for as long as needed.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use meadow::browser::page;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// While this lives, every request of the page waits.
pub struct Held {
    waiting: Rc<RefCell<Vec<(Function, Function)>>>,
    before: JsValue,
    _fetch: Closure<dyn FnMut(JsValue) -> Promise>,
}

impl Held {
    /// From now on requests wait.
    pub fn all() -> Self {
        let waiting = Rc::new(RefCell::new(Vec::new()));
        let asked = Rc::clone(&waiting);
        let fetch = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |_request| {
            Promise::new(&mut |answer, fail| asked.borrow_mut().push((answer, fail)))
        });
        let window = page::window();
        let before = Reflect::get(&window, &"fetch".into()).expect("a browser can fetch");
        Reflect::set(&window, &"fetch".into(), fetch.as_ref().unchecked_ref())
            .expect("fetch can be replaced");
        Self {
            waiting,
            before,
            _fetch: fetch,
        }
    }

    /// How many wait.
    pub fn count(&self) -> usize {
        self.waiting.borrow().len()
    }

    /// Answers the ones that wait with a good answer.
    pub fn answer(&self, json: &str) {
        while self.count() > 0 {
            self.answer_first(json);
        }
    }

    /// Answers the one that waits longest.
    pub fn answer_first(&self, json: &str) {
        let (answer, _) = self.waiting.borrow_mut().remove(0);
        let response = web_sys::Response::new_with_opt_str(Some(json)).expect("an answer");
        answer
            .call1(&JsValue::NULL, &response)
            .expect("a promise can be kept");
    }

    /// Lets the ones that wait fail, as without a connection.
    pub fn fail(&self) {
        for (_, fail) in self.waiting.take() {
            fail.call1(&JsValue::NULL, &js_sys::Error::new("no connection"))
                .expect("a promise can be broken");
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.fail();
        Reflect::set(&page::window(), &"fetch".into(), &self.before).expect("fetch can be put back");
    }
}
