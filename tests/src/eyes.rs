//! What is seen of a page: its size, its light, and pictures of it.

use base64::Engine as _;
use serde_json::json;

use crate::browser::Browser;
use crate::engine::Engine;

impl Browser {
    /// The size of the page in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        if self.engine == Engine::Chromium {
            // A phone's scroll bars lie over the page and take no room.
            let phone = width < 600;
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
            self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        } else {
            self.client
                .set_window_size(width, height)
                .await
                .expect("the window has a size");
        }
    }

    /// A picture of the page, as PNG.
    pub async fn picture(&self) -> Option<Vec<u8>> {
        self.client.screenshot().await.ok()
    }

    /// A picture of the page as JPEG: small enough to keep.
    pub async fn photograph(&self) -> Vec<u8> {
        let shot = json!({ "format": "jpeg", "quality": 82 });
        let taken = self.devtools("Page.captureScreenshot", shot).await;
        let text = taken["data"].as_str().expect("the picture is in the answer");
        base64::engine::general_purpose::STANDARD
            .decode(text)
            .expect("it is in base64")
    }

    /// Whether the system is in its dark mode; Chromium only.
    pub async fn night(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }
}
