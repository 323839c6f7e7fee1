//! The three engines, and how each is asked for a session.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::places;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium by chromedriver.
    Chromium,
    /// Firefox by geckodriver.
    Firefox,
    /// WebKitGTK by WebKitWebDriver, which needs a display.
    WebKit,
}

impl Engine {
    /// The driver's variable and its program.
    pub fn driver(self) -> (&'static str, &'static str) {
        match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        }
    }

    /// What a new session is asked for. What it keeps lies in the folder given, or in one that goes with it.
    pub fn capabilities(self, profile: Option<&Path>) -> Map<String, Value> {
        let mut wanted = match self {
            Self::Chromium => json!({
                "goog:chromeOptions": { "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-dev-shm-usage", "--window-size=1000,1000",
                ] },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => json!({ "moz:firefoxOptions": { "args": ["-headless"] } }),
            Self::WebKit => json!({}),
        };
        if self == Self::Firefox
            && let Some(binary) = places::program("FIREFOX", "firefox-esr")
            && let Some(options) = wanted.get_mut("moz:firefoxOptions")
        {
            options["binary"] = json!(binary);
        }
        if let Some(profile) = profile {
            let (options, arguments) = match self {
                Self::Chromium => (
                    "goog:chromeOptions",
                    vec![format!("--user-data-dir={}", profile.display())],
                ),
                Self::Firefox => {
                    let folder = profile.display().to_string();
                    ("moz:firefoxOptions", vec!["-profile".to_owned(), folder])
                }
                Self::WebKit => panic!("WebKitWebDriver takes no folder"),
            };
            if let Some(args) = wanted
                .get_mut(options)
                .and_then(|options| options["args"].as_array_mut())
            {
                args.extend(arguments.into_iter().map(Value::from));
            }
        }
        match wanted {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}
