//! Coming back after a failure: when the server said, else ever more seldom.

use leptos::prelude::*;
use meadow_domain::reconnect;

use crate::{
    api::ApiError,
    browser::{
        random,
        time::{Timer, use_timer},
    },
};

/// How often in a row something failed, and the next try. It ends with its owner.
#[derive(Clone, Copy)]
pub struct Backoff {
    failures: StoredValue<u32>,
    timer: Timer,
}

impl Backoff {
    /// Nothing failed yet.
    pub fn new() -> Self {
        Self {
            failures: StoredValue::new(0),
            timer: use_timer(),
        }
    }

    /// It worked: the next failure is a first one.
    pub fn worked(self) {
        self.failures.try_set_value(0);
        self.timer.stop();
    }

    /// Somebody asks now: the planned try is not needed.
    pub fn stop(self) {
        self.timer.stop();
    }

    /// It failed. If asking the same may help, `again` runs after a while.
    pub fn failed(self, error: &ApiError, again: impl FnOnce() + 'static) {
        let wait = self.wait_ms(error);
        if error.passing() {
            self.timer.after(wait, again);
        }
    }

    /// Counts a failure and says how long to wait, in milliseconds.
    pub fn wait_ms(self, error: &ApiError) -> u32 {
        let failures = self
            .failures
            .try_update_value(|failures| {
                *failures = failures.saturating_add(1);
                *failures
            })
            .unwrap_or(1);
        let asked = match error {
            ApiError::Refused(problem) => problem.retry_after_secs,
            _ => None,
        };
        asked.map_or_else(
            || reconnect::delay_ms(failures.saturating_add(1), random::number()),
            |secs| secs.saturating_mul(1_000),
        )
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self::new()
    }
}
