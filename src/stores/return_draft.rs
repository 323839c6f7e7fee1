//! What is filled in to send something back, kept until the tab is closed: a reload loses no letter and no photo.

use leptos::prelude::*;
use meadow_domain::returns::{check_words, left};
use meadow_wire::{FieldError, Order, OrderLine, Photo, PhotoUse, ReturnLine, ReturnReason, ReturnRequest};
use serde::{Deserialize, Serialize};

use super::photo_tray::PhotoTray;
use crate::browser::{random, storage};

/// Where drafts are kept in the tab; the order follows.
pub(super) const KEPT: &str = "meadow-return-";

/// The fields of a return.
#[derive(Clone, Copy)]
pub struct ReturnDraft {
    /// How many of each line of the order.
    counts: RwSignal<Vec<u32>>,
    /// Why; nothing until chosen.
    pub reason: RwSignal<Option<ReturnReason>>,
    /// Why, in words.
    pub words: RwSignal<String>,
    /// Photos, here and on their way.
    pub photos: PhotoTray,
    /// What was sent last, and may have arrived.
    sent: RwSignal<Option<ReturnRequest>>,
}

/// As it is kept.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Kept {
    counts: Vec<u32>,
    reason: Option<ReturnReason>,
    words: String,
    photos: Vec<Photo>,
    sent: Option<ReturnRequest>,
}

impl ReturnDraft {
    /// Fields that are kept nowhere.
    pub fn empty() -> Self {
        Self {
            counts: RwSignal::default(),
            reason: RwSignal::default(),
            words: RwSignal::default(),
            photos: PhotoTray::empty(),
            sent: RwSignal::default(),
        }
    }

    /// How many of a line are chosen, at most as many as can still go back; tracked.
    pub fn count(self, at: usize, most: u32) -> u32 {
        let chosen = self.counts.with(|counts| counts.get(at).copied());
        chosen.unwrap_or_default().min(most)
    }

    /// Chooses more or less of a line.
    pub fn step(self, at: usize, most: u32, by: i32) {
        let count = untrack(|| self.count(at, most));
        self.counts.update(|counts| {
            if counts.len() <= at {
                counts.resize(at + 1, 0);
            }
            if let Some(chosen) = counts.get_mut(at) {
                *chosen = count.saturating_add_signed(by).min(most);
            }
        });
    }

    /// All that is filled in, whatever the order has of it; tracked.
    pub fn typed(self) -> (Vec<u32>, Option<ReturnReason>, String, Vec<PhotoUse>) {
        (
            self.counts.get(),
            self.reason.get(),
            self.words.get(),
            self.photos.used(),
        )
    }

    /// What is asked for, without a key; tracked.
    pub fn request(self, order: &Order) -> ReturnRequest {
        let count = |(at, line): (usize, &OrderLine)| ReturnLine {
            variant: line.variant.clone(),
            quantity: self.count(at, left(order, line)),
        };
        let lines = order.lines.iter().enumerate().map(count);
        ReturnRequest {
            key: String::new().into(),
            lines: lines.filter(|line| line.quantity > 0).collect(),
            reason: self.reason.get().unwrap_or_default(),
            words: self.words.with(|words| words.trim().to_owned()),
            photos: self.photos.used(),
        }
    }

    /// What is asked for, with its key: as long as nothing is changed the same one, so that what arrived and was not
    /// answered is asked once.
    pub fn to_send(self, order: &Order) -> ReturnRequest {
        let mut request = untrack(|| self.request(order));
        let known = self.sent.get_untracked().filter(|known| {
            request.key = known.key.clone();
            request == *known
        });
        if known.is_none() {
            request.key = random::id().into();
            self.sent.set(Some(request.clone()));
        }
        request
    }

    /// What is wrong with it; tracked.
    pub fn errors(self, order: &Order) -> Vec<FieldError> {
        let mut errors = check_words(&self.request(order));
        if self.reason.get().is_none() {
            // Without a reason nobody knows whether words are needed.
            errors.retain(|error| error.field != "words");
            errors.push(FieldError {
                field: "reason".to_owned(),
                detail: "Please choose why it goes back.".to_owned(),
            });
        }
        errors
    }

    /// It was asked for: the next one begins empty.
    pub fn over(self, order: &Order) {
        storage::forget_for_tab(&place(order));
        self.fill(Kept::default());
    }

    fn kept(self) -> Kept {
        Kept {
            counts: self.counts.get(),
            reason: self.reason.get(),
            words: self.words.get(),
            photos: self.photos.kept(),
            sent: self.sent.get(),
        }
    }

    /// The page may have gone.
    fn fill(self, kept: Kept) {
        self.counts.try_set(kept.counts);
        self.reason.try_set(kept.reason);
        self.words.try_set(kept.words);
        self.photos.fill(kept.photos);
        self.sent.try_set(kept.sent);
    }
}

/// The draft of an order, beginning with what was left there.
pub fn use_return_draft(order: Memo<Order>) -> ReturnDraft {
    let draft = ReturnDraft::empty();
    let text = storage::kept_for_tab(&order.with_untracked(place)).unwrap_or_default();
    // What reads otherwise was kept by an older version.
    draft.fill(meadow_json::from_str(&text).unwrap_or_default());
    // Also when the order changed meanwhile: what is filled in goes along.
    Effect::new(move |_| keep(&order.with(place), &draft.kept()));
    on_cleanup(move || draft.photos.let_go());
    draft
}

fn keep(place: &str, kept: &Kept) {
    if *kept == Kept::default() {
        return storage::forget_for_tab(place);
    }
    match meadow_json::to_string(kept) {
        Ok(text) => storage::keep_for_tab(place, &text),
        Err(error) => leptos::logging::warn!("what is filled in is not kept: {error}"),
    }
}

/// Each return of an order begins empty, also if the answer to the one before got lost.
fn place(order: &Order) -> String {
    format!("{KEPT}{}-{}", order.id, order.returns.len())
}
