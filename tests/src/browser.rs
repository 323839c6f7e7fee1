//! A browser used as a person uses one: things are found by their role and name, and red lines in the console count.

use std::fmt::Debug;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::command::Command;
use crate::engine::Engine;

/// Nobody waits longer than this for a page, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
const HOOKS: &str = include_str!("scripts/hooks.js");
const COLLECT: &str = include_str!("scripts/collect.js");
const FIND: &str = include_str!("scripts/find.js");

/// A browser with one page.
#[derive(Debug, Clone)]
pub struct Browser {
    pub(crate) client: Client,
    pub(crate) engine: Engine,
    base: String,
    problems: Arc<Mutex<Vec<String>>>,
    expected: Arc<Mutex<Vec<&'static str>>>,
}

impl Browser {
    /// Opens a browser for one origin, such as `http://127.0.0.1:4000`.
    pub async fn open(engine: Engine, driver_url: &str, base: &str) -> Self {
        Self::open_in(engine, driver_url, base, None).await
    }

    /// The same with a folder for what it keeps, which outlives it.
    pub async fn open_in(engine: Engine, driver_url: &str, base: &str, profile: Option<&Path>) -> Self {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(engine.capabilities(profile));
        let client = builder.connect(driver_url).await;
        let browser = Self {
            client: client.unwrap_or_else(|error| panic!("{engine:?} gives no session: {error}")),
            engine,
            base: base.to_owned(),
            problems: Arc::default(),
            expected: Arc::default(),
        };
        if engine == Engine::Chromium {
            browser
                .devtools(
                    "Page.addScriptToEvaluateOnNewDocument",
                    json!({ "source": HOOKS }),
                )
                .await;
        }
        browser
    }

    /// Opens a path as by its link from elsewhere.
    pub async fn visit(&self, path: &str) {
        self.collect().await;
        let url = format!("{}{path}", self.base);
        self.client
            .goto(&url)
            .await
            .unwrap_or_else(|error| panic!("{url}: {error}"));
        // Chromium had the hooks before the page; the others get them now.
        self.run(HOOKS, vec![]).await;
    }

    /// Back, as by the browser's button.
    pub async fn back(&self) {
        self.client.back().await.expect("there is a page behind");
    }

    /// Presses a button. A name that ends with `*` is a beginning.
    pub async fn click_button(&self, name: &str) {
        self.click("button", name).await;
    }

    /// Follows a link.
    pub async fn click_link(&self, name: &str) {
        self.click("link", name).await;
    }

    /// Chooses one of several.
    pub async fn choose(&self, name: &str) {
        self.click("radio", name).await;
    }

    async fn click(&self, role: &str, name: &str) {
        let trouble = Mutex::new(String::new());
        let what = || {
            format!(
                "a {role} called {name:?} to press {}",
                trouble.lock().unwrap_or_else(PoisonError::into_inner)
            )
        };
        self.until(what, async || {
            let element = self.look_for(role, name).await?;
            let pressed = element.click().await;
            if let Err(error) = &pressed {
                *trouble.lock().unwrap_or_else(PoisonError::into_inner) = format!("({error})");
                // Something lies over it: bring it to the middle, away from bars at the edges, as a person does. If it
                // is gone meanwhile, it is looked for again.
                let middle = "arguments[0].scrollIntoView({ block: 'center' })";
                drop(self.client.execute(middle, vec![json!(element)]).await);
            }
            pressed.ok()
        })
        .await;
    }

    /// Types into a field, after emptying it.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.find("field", label).await;
        field.clear().await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field takes text");
    }

    /// Selects in a list by the value shown.
    pub async fn select(&self, label: &str, shown: &str) {
        let list = self.find("field", label).await;
        list.select_by_label(shown)
            .await
            .unwrap_or_else(|error| panic!("{label}: {shown}: {error}"));
    }

    /// Waits for something with a role and a name.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        self.until(
            || format!("a {role} called {name:?}"),
            async || self.look_for(role, name).await,
        )
        .await
    }

    async fn look_for(&self, role: &str, name: &str) -> Option<Element> {
        let found = self
            .client
            .execute(FIND, vec![json!(role), json!(name)])
            .await
            .ok()?;
        // The key is the one of the WebDriver standard; the value names the element.
        let reference = found.as_object()?.values().next()?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), reference.into()))
    }

    /// Waits until a text can be read somewhere on the page.
    pub async fn sees(&self, text: &str) {
        self.until(
            || format!("the words {text:?}"),
            async || self.text().await.contains(text).then_some(()),
        )
        .await;
    }

    /// All that can be read on the page.
    pub async fn text(&self) -> String {
        let text = self.run("return document.body.innerText", vec![]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The path of the page.
    pub async fn path(&self) -> String {
        self.client
            .current_url()
            .await
            .expect("the page has an address")
            .path()
            .to_owned()
    }

    /// Runs a function's body in the page.
    pub async fn run(&self, body: &str, arguments: Vec<Value>) -> Value {
        let done = self.client.execute(body, arguments).await;
        done.unwrap_or_else(|error| panic!("{error} in {body}"))
    }

    /// Runs a function's body in the page, whose last argument is called with the result when it is there.
    pub async fn run_until_called(&self, body: &str, arguments: Vec<Value>) -> Value {
        let done = self.client.execute_async(body, arguments).await;
        done.unwrap_or_else(|error| panic!("{error} in {body}"))
    }

    /// Waits until the body of a function gives something else than `null` and `false`.
    pub async fn until_true(&self, what: &str, body: &str, arguments: Vec<Value>) -> Value {
        self.until(
            || what.to_owned(),
            async || {
                let value = self.run(body, arguments.clone()).await;
                (!matches!(value, Value::Null | Value::Bool(false))).then_some(value)
            },
        )
        .await
    }

    /// Asks again and again until there is something.
    pub async fn until<T>(&self, what: impl Fn() -> String, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = ask().await {
                return found;
            }
            if Instant::now() > deadline {
                let problems = self.problems().await;
                panic!(
                    "waited in vain for {} on {}:\n{}\n{problems:#?}",
                    what(),
                    self.path().await,
                    self.text().await
                );
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// From now on, problems that contain these words are no failure.
    pub fn expect_problem(&self, words: &'static str) {
        self.expected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(words);
    }

    /// Everything red so far, in the page's order.
    pub async fn problems(&self) -> Vec<String> {
        self.collect().await;
        self.problems
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Ends the visit. Fails if there was anything red.
    pub async fn leave(self) {
        let expected = self
            .expected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let mut problems = self.problems().await;
        problems.retain(|problem| !expected.iter().any(|words| problem.contains(words)));
        self.client.close().await.expect("the browser can be closed");
        assert!(
            problems.is_empty(),
            "{:?} showed:\n{}",
            self.engine,
            problems.join("\n")
        );
    }

    /// Fetches what the page and the browser complained about so far.
    pub(crate) async fn collect(&self) {
        let from_page = self
            .client
            // A page that loaded itself again has no hooks yet where they can't come before the page.
            .execute(&format!("{HOOKS}\n{COLLECT}"), vec![])
            .await;
        let mut found: Vec<String> = from_page
            .ok()
            .and_then(|list| serde_json::from_value(list).ok())
            .unwrap_or_default();
        if self.engine == Engine::Chromium {
            let log = self
                .client
                .issue_cmd(Command::new("se/log", json!({ "type": "browser" })))
                .await;
            let entries = log
                .ok()
                .and_then(|log| log.as_array().cloned())
                .unwrap_or_default();
            let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
            found.extend(
                severe.map(|entry| format!("log: {}", entry["message"].as_str().unwrap_or_default())),
            );
        }
        self.problems
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(found);
    }
}
