//! What only Chromium can be told.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::command::Command;

impl Browser {
    /// Runs a script before each page that is opened from now on.
    pub async fn before_each_page(&self, script: &str) {
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await;
    }

    /// From now on the device makes and uses passkeys, and its owner always agrees.
    pub async fn add_authenticator(&self) {
        self.devtools("WebAuthn.enable", json!({})).await;
        let device = json!({ "options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserVerified": true, "automaticPresenceSimulation": true,
        } });
        self.devtools("WebAuthn.addVirtualAuthenticator", device).await;
    }

    /// Keeps the page from fetching these addresses (`*` stands for anything); none lets it fetch all. Chromium only.
    pub async fn block(&self, addresses: &[&str]) {
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setBlockedURLs", json!({ "urls": addresses }))
            .await;
    }

    pub(crate) async fn devtools(&self, method: &str, params: Value) -> Value {
        let command = Command::new("goog/cdp/execute", json!({ "cmd": method, "params": params }));
        self.client
            .issue_cmd(command)
            .await
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }
}
