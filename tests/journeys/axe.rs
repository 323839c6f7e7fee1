//! What axe-core, the common checker of accessibility, says of a page as it is drawn: no finding is let through.

use std::path::PathBuf;

use meadow_tests::browser::Browser;
use meadow_tests::{places, python};
use serde_json::json;

/// The package that brings axe-core 4.12.1 along; its own program is not used.
const PACKAGE: (&str, &str) = ("axe-playwright-python", "0.1.8");

/// What is wrong, each with where and why.
const JUDGE: &str = "
    const done = arguments[arguments.length - 1];
    const words = (finding) =>
        finding.nodes.map((node) => `${finding.id} at ${node.target.join(' ')}: ${node.failureSummary}`);
    axe.run(document, { resultTypes: ['violations'] }).then(
        (found) => done(found.violations.flatMap(words)),
        (error) => done([String(error)]),
    );";

/// The checker, ready to be put into a page.
pub struct Axe(String);

impl Axe {
    /// `None` where it can't be installed.
    pub fn ready() -> Option<Self> {
        let (package, version) = PACKAGE;
        let home = python::alone(package, version, &places::target(), "checks by axe")?;
        let libraries = std::fs::read_dir(home.join("lib")).expect("the environment has a library");
        let script = libraries
            .filter_map(Result::ok)
            .map(|python| -> PathBuf {
                python
                    .path()
                    .join("site-packages/axe_playwright_python/axe.min.js")
            })
            .find(|script| script.is_file())
            .expect("the package brings axe along");
        Some(Self(std::fs::read_to_string(script).expect("axe can be read")))
    }

    /// What it finds on the page that is open, whole and in its present colours.
    pub async fn findings(&self, browser: &Browser) -> Vec<String> {
        browser.run(&self.0, vec![]).await;
        let found = browser.run_until_called(JUDGE, vec![]).await;
        let found = found
            .as_array()
            .cloned()
            .unwrap_or_else(|| vec![json!("no answer")]);
        found.iter().map(ToString::to_string).collect()
    }
}
