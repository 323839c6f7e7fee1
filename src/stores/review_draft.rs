//! What a buyer is writing about a thing, kept on the device until it is sent: an error, a reload or a lost connection
//! loses no letter.

use leptos::prelude::*;
use meadow_wire::{OrderId, Outcome, Photo, Review, ReviewKey, ReviewRequest, ReviewWords, Trait, VariantId};
use serde::{Deserialize, Serialize};

use super::{
    kept::{self, GATHER_MS},
    photo_tray::PhotoTray,
};
use crate::browser::{random, task, time};

/// Where drafts are kept on the device; what is written about follows.
pub(super) const KEPT: &str = "review-draft:";

/// The fields of a review.
#[derive(Clone, Copy)]
pub struct ReviewDraft {
    /// One to five; 0 until chosen.
    pub stars: RwSignal<u8>,
    /// What is said.
    pub text: RwSignal<String>,
    /// What became of it.
    pub outcome: RwSignal<Outcome>,
    /// How many days it was used, as typed.
    pub days: RwSignal<String>,
    /// Whether the author got something for writing.
    pub paid: RwSignal<bool>,
    /// What the author tells about themselves.
    pub traits: RwSignal<Vec<Trait>>,
    /// Photos, here and on their way.
    pub photos: PhotoTray,
    /// Made once for each review: whatever is sent twice is said once.
    key: StoredValue<ReviewKey>,
    /// Whether it is known what the device holds; nothing is drawn before.
    pub restored: RwSignal<bool>,
    name: StoredValue<String>,
    over: StoredValue<bool>,
}

/// As it is kept.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Kept {
    key: ReviewKey,
    stars: u8,
    text: String,
    outcome: Outcome,
    days: String,
    paid: bool,
    traits: Vec<Trait>,
    photos: Vec<Photo>,
}

impl ReviewDraft {
    /// Fields that are kept nowhere.
    pub fn empty() -> Self {
        Self {
            stars: RwSignal::new(0),
            text: RwSignal::default(),
            outcome: RwSignal::default(),
            days: RwSignal::default(),
            paid: RwSignal::new(false),
            traits: RwSignal::default(),
            photos: PhotoTray::empty(),
            key: StoredValue::new(ReviewKey(random::id())),
            restored: RwSignal::new(true),
            name: StoredValue::default(),
            over: StoredValue::new(false),
        }
    }

    /// What is said, as it would be sent; tracked. Words around the text are trimmed by the server.
    pub fn words(self) -> ReviewWords {
        ReviewWords {
            stars: self.stars.get(),
            text: self.text.get(),
            outcome: self.outcome.get(),
            // What is no number is more than anybody can have used it, and refused in words.
            days_used: self.days.with(|days| days.trim().parse().unwrap_or(u32::MAX)),
            paid: self.paid.get(),
            traits: self.traits.get(),
            photos: self.photos.used(),
        }
    }

    /// The whole request, with the key that stays the same however often it is sent.
    pub fn request(self, variant: &VariantId) -> ReviewRequest {
        untrack(|| ReviewRequest {
            key: self.key.get_value(),
            variant: variant.clone(),
            words: self.words(),
        })
    }

    /// A key of its own, for what is said after the review with the old one was taken back.
    pub fn new_key(self) -> ReviewKey {
        let key = ReviewKey(random::id());
        self.key.try_set_value(key.clone());
        key
    }

    /// What to do once it is said, also if the form was closed meanwhile: nothing of it is kept any more.
    pub fn when_said(self) -> impl FnOnce() + 'static {
        let name = self.name.get_value();
        move || {
            self.over.try_set_value(true);
            kept::forget(name);
        }
    }

    fn is_gone(self) -> bool {
        self.restored.is_disposed()
    }

    fn kept(self) -> Kept {
        Kept {
            key: self.key.get_value(),
            stars: self.stars.get(),
            text: self.text.get(),
            outcome: self.outcome.get(),
            days: self.days.get(),
            paid: self.paid.get(),
            traits: self.traits.get(),
            photos: self.photos.kept(),
        }
    }

    fn fill(self, kept: Kept) {
        self.key.set_value(kept.key);
        self.stars.set(kept.stars);
        self.text.set(kept.text);
        self.outcome.set(kept.outcome);
        self.days.set(kept.days);
        self.paid.set(kept.paid);
        self.traits.set(kept.traits);
        self.photos.fill(kept.photos);
    }
}

/// A draft about one thing of an order: what was left there, else what was said before, else nothing but the days since it
/// came.
pub fn use_review_draft(
    order: &OrderId,
    variant: &VariantId,
    said: Option<&Review>,
    days: u32,
) -> ReviewDraft {
    let draft = ReviewDraft {
        restored: RwSignal::new(false),
        name: StoredValue::new(place(order, variant)),
        ..ReviewDraft::empty()
    };
    draft.days.set(days.to_string());
    if let Some(said) = said {
        draft.fill(as_kept(said));
    }
    let name = draft.name.get_value();
    task::spawn(async move {
        let left = kept::read::<Kept>(&name).await;
        // The page may have gone meanwhile.
        if draft.is_gone() {
            return;
        }
        if let Some(left) = left {
            draft.fill(left);
        }
        draft.restored.set(true);
    });
    keep_while_typing(draft);
    on_cleanup(move || draft.photos.let_go());
    draft
}

/// Takes what is written along as it grows; what nobody touched is not worth keeping.
fn keep_while_typing(draft: ReviewDraft) {
    let before = StoredValue::new(None::<Kept>);
    let keep = move || {
        let now = untrack(|| draft.kept());
        let is_new = before.with_value(|before| before.as_ref().is_some_and(|before| *before != now));
        if is_new && !draft.over.get_value() {
            before.set_value(Some(now.clone()));
            kept::write(draft.name.get_value(), &now);
        }
    };
    let timer = time::use_timer();
    Effect::new(move |_| {
        if draft.restored.get() {
            let now = draft.kept();
            if before.with_value(Option::is_none) {
                before.set_value(Some(now));
            }
            timer.after(GATHER_MS, keep);
        }
    });
    // The last letters before the page is left.
    on_cleanup(keep);
}

/// The review was taken back: what is said next is another one, with a key of its own.
pub fn forget(order: &OrderId, variant: &VariantId) {
    kept::forget(place(order, variant));
}

fn place(order: &OrderId, variant: &VariantId) -> String {
    format!("{KEPT}{order}:{variant}")
}

fn as_kept(said: &Review) -> Kept {
    Kept {
        key: ReviewKey(random::id()),
        stars: said.stars,
        text: said.text.clone(),
        outcome: said.outcome,
        days: said.days_used.to_string(),
        paid: said.paid,
        traits: said.traits.clone(),
        photos: said.photos.clone(),
    }
}
