//! What else decides what the cart costs: its coupons, and where it goes. Only the server can say whether a coupon counts,
//! so nothing of this is shown before it answered.

use leptos::prelude::*;
use meadow_domain::{cart::Unconfirmed, reconnect};
use meadow_wire::{Cart, CouponCode, CouponUse, Destination, RoomId};

use super::CartStore;
use crate::{
    api::{self, ApiError},
    browser::{random, storage, task, time},
    stores::session,
};

/// Where a tab remembers the live room it was in last.
const ROOM: &str = "cart-room";

/// What became of the last coupon that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Asked {
    /// Nothing to say.
    #[default]
    Quiet,
    /// The server is asked.
    Waiting,
    /// It was not taken, or not given up.
    Refused(ApiError),
}

/// The shopper is in a live room: from now on its coupons are for them, in this tab.
pub fn visited(room: &RoomId) {
    storage::keep_for_tab(ROOM, room.as_str());
}

impl CartStore {
    /// What became of the last coupon that was asked for.
    pub fn asked(self) -> RwSignal<Asked> {
        self.asked
    }

    /// Uses a coupon, as soon as the server knows all that is in the cart. `then` runs if it is on the cart now.
    pub fn use_coupon(self, code: CouponCode, then: impl FnOnce() + 'static) {
        if self.asked.get_untracked() == Asked::Waiting {
            return;
        }
        self.asked.set(Asked::Waiting);
        let asked = CouponUse {
            room: storage::kept_for_tab(ROOM).map(RoomId),
        };
        task::spawn(async move {
            let answer = match self.flush().await {
                Ok(()) => session::with_session(async || api::cart::use_coupon(&code, &asked).await).await,
                Err(error) => Err(error),
            };
            if self.answered(answer).await {
                then();
            }
        });
    }

    /// Uses a coupon no more.
    pub fn drop_coupon(self, code: CouponCode) {
        self.asked.set(Asked::Waiting);
        task::spawn(async move {
            let answer = session::with_session(async || api::cart::drop_coupon(&code).await).await;
            self.answered(answer).await;
        });
    }

    /// The cart goes to this country. Asks until the server knows; the last word counts.
    pub fn send_to(self, country: &str) {
        let asks = self.bound_for.with_value(Option::is_some);
        self.bound_for.set_value(Some(country.to_owned()));
        if asks {
            return;
        }
        task::spawn(async move {
            for round in 1.. {
                let Some(country) = self.bound_for.get_value() else {
                    return;
                };
                let wanted = Destination { country };
                let answer = session::with_session(async || api::cart::send_to(&wanted).await).await;
                let is_last = self
                    .bound_for
                    .with_value(|last| last.as_ref() == Some(&wanted.country));
                match answer {
                    Ok(cart) => {
                        if is_last {
                            self.bound_for.set_value(None);
                        }
                        self.take_beside(cart).await;
                    }
                    Err(error) if error.passing() => {
                        self.problem.set(Some(error));
                        time::sleep(reconnect::delay_ms(round, random::number())).await;
                    }
                    Err(error) => {
                        self.bound_for.set_value(None);
                        self.toasts.say(error.to_string());
                    }
                }
            }
        });
    }

    /// Whether a coupon's request went well.
    async fn answered(self, answer: Result<Cart, ApiError>) -> bool {
        match answer {
            Ok(cart) => {
                self.take_beside(cart).await;
                self.asked.set(Asked::Quiet);
                true
            }
            Err(error) => {
                self.asked.set(Asked::Refused(error));
                false
            }
        }
    }

    /// Takes an answer that no change belongs to. While one is on its way, the answer may hold it already, and it would
    /// show twice: then the cart is read anew when all is quiet.
    async fn take_beside(self, cart: Cart) {
        if self.pending.with_untracked(Unconfirmed::may_be_applied) {
            // The error is kept in `problem`, where the cart shows it.
            drop(self.settle().await);
        } else {
            self.take(cart);
            self.problem.set(None);
        }
    }
}
