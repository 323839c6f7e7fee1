//! What a run asked and was told.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

/// The report of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// What it printed.
    pub words: String,
    /// Whether it was content.
    content: bool,
    /// How many requests it made and checked.
    cases: u64,
    /// How often each operation answered what: `GET /readyz` 200 three times.
    answers: BTreeMap<String, BTreeMap<u64, u32>>,
}

impl Report {
    /// Reads what a run left in its folder.
    pub fn read(folder: &Path, output: &Output) -> Self {
        let words = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        let mut report = Self {
            words: words.concat(),
            ..Self::default()
        };
        let Ok(text) = fs::read_to_string(folder.join("report.json")) else {
            return report;
        };
        let summary: Value = serde_json::from_str(&text).expect("the report is JSON");
        let operations = &summary["operations"];
        report.cases = summary["test_cases"]["generated"].as_u64().unwrap_or(0);
        report.content = output.status.success()
            && summary["complete"] == true
            && operations["tested"] == operations["total"];
        let events = fs::read_to_string(folder.join("events.ndjson")).expect("a report has its events");
        for event in events.lines() {
            let event: Value = serde_json::from_str(event).expect("an event is JSON");
            report.count(&event["ScenarioFinished"]["recorder"]);
        }
        report
    }

    fn count(&mut self, recorder: &Value) {
        for (id, case) in recorder["cases"].as_object().into_iter().flatten() {
            let status = &recorder["interactions"][id]["response"]["status_code"];
            let (method, path) = (&case["value"]["method"], &case["value"]["path"]);
            if let (Some(method), Some(path), Some(status)) =
                (method.as_str(), path.as_str(), status.as_u64())
            {
                let answers = self.answers.entry(format!("{method} {path}")).or_default();
                *answers.entry(status).or_default() += 1;
            }
        }
    }

    /// Whether something was asked, all of it, and every answer was as described.
    pub fn is_success(&self) -> bool {
        self.content && self.cases > 0
    }

    /// Those of the operations that never did what they are for.
    pub fn without_success<'a>(&self, operations: &'a BTreeSet<String>) -> Vec<&'a str> {
        let succeeded = |operation: &&String| {
            self.answers
                .get(*operation)
                .is_some_and(|answers| answers.keys().any(|status| (200..300).contains(status)))
        };
        operations
            .iter()
            .filter(|operation| !succeeded(operation))
            .map(String::as_str)
            .collect()
    }
}

/// In short the sums; with `#` each operation.
impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all: BTreeMap<u64, u32> = BTreeMap::new();
        for (status, count) in self.answers.values().flatten() {
            *all.entry(*status).or_default() += count;
        }
        write!(out, "{} requests, answered", self.cases)?;
        statuses(out, &all)?;
        if out.alternate() {
            for (operation, answers) in &self.answers {
                write!(out, "\n  {operation}:")?;
                statuses(out, answers)?;
            }
        }
        Ok(())
    }
}

fn statuses(out: &mut fmt::Formatter<'_>, answers: &BTreeMap<u64, u32>) -> fmt::Result {
    for (status, count) in answers {
        write!(out, " {status}×{count}")?;
    }
    Ok(())
}
