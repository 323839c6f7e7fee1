//! What of the cart survives a killed browser, and what one tab leaves for another.
//!
//! The confirmed cart is one text for all tabs. What a tab has not heard back about is kept under the tab's own name, so
//! that no tab writes over another's. Any tab may take over what another left: each change carries its id, and the
//! server applies an id once.

use leptos::prelude::*;
use meadow_domain::{cart::PendingChange, news::LineNews};
use meadow_wire::{Cart, Money, VariantId};
use serde::{Deserialize, Serialize};

use super::CartStore;
use crate::browser::{idb, random, storage, task, time};

/// The confirmed cart.
const CART: &str = "cart";
/// The changes of one tab; its name follows.
const WAITING: &str = "cart-waiting:";
/// A tab sends what is pressed within a second. What was never sent, and is older than this, was left by a tab that is
/// gone; before, it may still grow. In milliseconds.
pub(super) const LEFT_AFTER_MS: i64 = 3_000;

/// How often is looked meanwhile, in milliseconds.
const LOOK_MS: u32 = 500;
/// Where a tab remembers the name of its page: one that was loaded anew knows that the page before is gone.
const PAGE: &str = "cart-page";

#[derive(Serialize, Deserialize)]
struct Confirmed {
    owner: u64,
    #[serde(default)]
    of_account: bool,
    cart: Cart,
    /// What the shopper has not seen off yet: the variant, its price and its stock before.
    #[serde(default)]
    news: Vec<(VariantId, Option<Money>, Option<u32>)>,
}

#[derive(Serialize, Deserialize)]
struct Waiting {
    changes: Vec<PendingChange>,
    /// How many of them, from the front, were ever sent: those never change again.
    asked: u32,
    at_ms: i64,
}

impl CartStore {
    /// Takes up what earlier pages kept, once.
    pub(super) async fn restore(self) {
        if !self.waits_for_kept() {
            return;
        }
        let kept = idb::get(CART)
            .await
            .and_then(|text| meadow_json::from_str::<Confirmed>(&text).ok());
        if !self.waits_for_kept() {
            return;
        }
        self.restored.set_value(true);
        if let Some(kept) = kept {
            self.arrived.set(true);
            self.owner.set_value(kept.owner);
            self.of_account.set_value(kept.of_account);
            self.confirmed.set(kept.cart);
            let news = kept
                .news
                .into_iter()
                .map(|(variant, price_was, stock_was)| LineNews {
                    variant,
                    price_was,
                    stock_was,
                });
            self.news.set(news.collect());
        }
        // What was pressed before this had to wait.
        self.keep();
    }

    /// Whether what was kept is still to be taken up: not any more by a cart that is gone with its page.
    fn waits_for_kept(self) -> bool {
        self.restored.try_get_value() == Some(false)
    }

    /// Whether the page is gone meanwhile that the cart belonged to.
    pub(super) fn is_gone(self) -> bool {
        self.restored.try_get_value().is_none()
    }

    /// Takes over what other tabs left. Says whether something may still grow, or was left only just now.
    pub(super) async fn take_over(self) -> bool {
        let mut later = false;
        let names = idb::names(WAITING).await;
        if self.is_gone() {
            return false;
        }
        self.keep_others(&names);
        for name in names {
            if self.is_gone() {
                return false;
            }
            if self.name.with_value(|own| *own == name) {
                continue;
            }
            let Some(text) = idb::get_anew(&name).await else {
                continue;
            };
            let Ok(left) = meadow_json::from_str::<Waiting>(&text) else {
                continue;
            };
            if self.is_gone() {
                return false;
            }
            let settled = usize::try_from(left.asked).is_ok_and(|asked| asked >= left.changes.len());
            let gone = self.before.with_value(|before| before.as_ref() == Some(&name));
            if !settled && !gone && (time::now_ms() - left.at_ms).abs() < LEFT_AFTER_MS {
                later = true;
                continue;
            }
            self.adopt(left.changes);
            // Ours first: whatever breaks in between, it is kept twice and not lost.
            self.write_down().await;
            idb::remove_if(&name, &text).await;
        }
        later
    }

    /// Waits until nothing is left by others but what is an open tab's own business.
    pub(super) async fn take_over_all(self) {
        for _ in 0..=LEFT_AFTER_MS / i64::from(LOOK_MS) {
            if !self.take_over().await {
                return;
            }
            time::sleep(LOOK_MS).await;
        }
    }

    fn adopt(self, changes: Vec<PendingChange>) {
        let fresh: Vec<PendingChange> = self.adopted.with_value(|adopted| {
            changes
                .into_iter()
                .filter(|(change, _)| !adopted.contains(&change.id))
                .collect()
        });
        if fresh.is_empty() {
            return;
        }
        self.adopted
            .update_value(|adopted| adopted.extend(fresh.iter().map(|(change, _)| change.id.clone())));
        self.pending.update(|pending| pending.adopt(fresh));
        self.arrived.set(true);
        self.timer.after(0, move || self.send());
    }

    /// Keeps the cart as it is now, and tells the other tabs.
    pub(super) fn keep(self) {
        if self.restored.get_value() {
            self.tell();
            task::spawn(async move {
                self.write_down().await;
            });
        }
    }

    /// Keeps the cart as it is now. Says `false` if it lives only as long as the page.
    ///
    /// The cart and what waits are one: a crash that kept only one of them would lose a change, or count it twice.
    pub(super) async fn write_down(self) -> bool {
        self.restore().await;
        if self.is_gone() {
            return false;
        }
        let confirmed = Confirmed {
            owner: self.owner.get_value(),
            of_account: self.of_account.get_value(),
            cart: self.confirmed.get_untracked(),
            news: self.news.with_untracked(|news| {
                let parts = |news: &LineNews| (news.variant.clone(), news.price_was, news.stock_was);
                news.iter().map(parts).collect()
            }),
        };
        let waiting = self.pending.with_untracked(|pending| Waiting {
            changes: pending.changes().to_vec(),
            asked: u32::try_from(pending.asked()).unwrap_or(u32::MAX),
            at_ms: time::now_ms(),
        });
        let name = self.name.get_value();
        let texts = (
            meadow_json::to_string(&confirmed),
            meadow_json::to_string(&waiting),
        );
        let kept = match texts {
            (Ok(cart), Ok(text)) => {
                let waiting = (!waiting.changes.is_empty()).then_some(text);
                idb::set_all(vec![(CART, Some(cart)), (&name, waiting)]).await
            }
            _ => false,
        };
        self.outlives.try_set(kept);
        kept
    }
}

/// The name under which a new page keeps what it waits for, and the name of the page before it in this tab.
pub(super) fn names() -> (String, Option<String>) {
    let own = format!("{WAITING}{}", random::id());
    let before = storage::kept_for_tab(PAGE);
    storage::keep_for_tab(PAGE, &own);
    (own, before)
}
