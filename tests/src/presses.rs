//! Presses: of keys, and of buttons with how long that takes until it shows, as Chromium itself measures it.

use serde::Deserialize;
use serde_json::json;

use crate::browser::Browser;

const PRESSES: &str = include_str!("scripts/presses.js");
/// A press is over when all that follows from it is done: the request that goes 400 ms later, too. In milliseconds.
const SETTLES_MS: u32 = 900;

/// One press.
#[derive(Debug, Clone, Deserialize)]
pub struct Press {
    /// What stood there before it.
    pub before: String,
    /// What stood there when the first frame after it was painted.
    pub first: String,
    /// What stood there when all was over.
    pub later: String,
    /// From the press to the paint, in milliseconds; 0 if it was less than 16.
    pub painted_ms: f64,
    /// How long the page worked on it, in milliseconds.
    pub worked_ms: f64,
}

impl Browser {
    /// From now on the page works this many times as slowly. Chromium only.
    pub async fn slow_down(&self, times: u32) {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": times }))
            .await;
    }

    /// Presses a key where the focus is: `'\u{e00f}'` is Page Down.
    pub async fn press(&self, key: char) {
        let focused = self
            .client
            .active_element()
            .await
            .expect("something has the focus");
        focused.send_keys(&key.to_string()).await.expect("it takes keys");
    }

    /// Presses a button and tells how that went. Chromium only.
    pub async fn press_and_time(&self, button: &str) -> Press {
        self.run(PRESSES, vec![]).await;
        self.click_button(button).await;
        let tell = "const [after, done] = arguments; setTimeout(() => done(meadowPresses.told()), after);";
        let told = self.run_until_called(tell, vec![SETTLES_MS.into()]).await;
        serde_json::from_value(told).expect("the page tells all of a press")
    }
}
