//! What changed about the lines since the shopper saw them.

use leptos::prelude::*;
use meadow_domain::news::{LineNews, news};
use meadow_wire::{CartLine, VariantId};

use super::CartStore;

impl CartStore {
    /// What is new about a line; tracked.
    pub fn news_of(self, variant: &VariantId) -> Option<LineNews> {
        self.news
            .with(|news| news.iter().find(|news| news.variant == *variant).cloned())
    }

    /// The shopper has seen what is new about a line.
    pub fn saw(self, variant: &VariantId) {
        self.news
            .update(|news| news.retain(|news| news.variant != *variant));
        self.keep();
    }

    /// Compares what was shown with what is confirmed now.
    pub(super) fn compare(self, seen: &[CartLine]) {
        let known = self.news.get_untracked();
        let now = self.shown.get_untracked().lines;
        let fresh = news(&known, seen, &now);
        if fresh != known {
            self.news.set(fresh);
        }
    }
}
