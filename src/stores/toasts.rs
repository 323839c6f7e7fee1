//! Short words in passing.

use leptos::prelude::*;

use crate::browser::time;

/// How long a word stays, in milliseconds.
const STAYS_MS: u32 = 4_000;

/// The short word that is shown now, if any.
#[derive(Clone, Copy)]
pub struct Toasts {
    text: RwSignal<Option<String>>,
    timer: time::Timer,
}

impl Toasts {
    /// None yet.
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(None),
            timer: time::use_timer(),
        }
    }

    /// Says something in passing.
    pub fn say(self, text: impl Into<String>) {
        self.text.set(Some(text.into()));
        self.timer.after(STAYS_MS, move || {
            self.text.try_set(None);
        });
    }

    /// What is said now.
    pub fn text(self) -> Signal<Option<String>> {
        self.text.into()
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}
