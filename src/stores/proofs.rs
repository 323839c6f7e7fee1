//! Whether what the shop vouches for holds: looked at here, in the browser, with the shop's public keys.

use leptos::prelude::*;
use meadow_domain::proof::statement;
use meadow_wire::{ProductId, PublicKey, PublicKeys, Review};

use super::{Fetched, Query, use_query};
use crate::{
    api,
    browser::{
        signature::{self, Seal},
        task,
    },
};

/// What is known about the proof of a review. A review without one has no verdict: nothing is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is being looked at.
    Checking,
    /// The shop signed just this.
    Proven,
    /// The shop did not sign this.
    NotProven,
    /// It could not be looked at here: no key to be had, or a browser that can't.
    CantTell,
}

/// The keys that the shop signs with, asked for only if there is something to look at.
pub fn use_keys(wanted: bool) -> Query<PublicKeys> {
    use_query(
        move || wanted,
        async |wanted| {
            if wanted {
                api::reviews::keys().await
            } else {
                Ok(PublicKeys::default())
            }
        },
    )
}

/// What becomes of a review's proof, as soon as the keys are here.
pub fn use_verdict(product: ProductId, review: Review, keys: Signal<Fetched<PublicKeys>>) -> Signal<Verdict> {
    let verdict = RwSignal::new(Verdict::Checking);
    let about = StoredValue::new((product, review));
    Effect::new(move |_| match keys.get() {
        Fetched::Waiting => verdict.set(Verdict::Checking),
        Fetched::Failed(_) => verdict.set(Verdict::CantTell),
        Fetched::Full(keys) => {
            let Some((product, review)) = about.try_get_value() else {
                return;
            };
            task::spawn_scoped(async move {
                let found = look(&product, &review, &keys.keys).await;
                verdict.try_set(found);
            });
        }
    });
    verdict.into()
}

/// Looks at the proof of a review.
pub async fn look(product: &ProductId, review: &Review, keys: &[PublicKey]) -> Verdict {
    // A proof that contradicts its review has no statement that anybody could have signed.
    let (Some(proof), Some(text)) = (&review.proof, statement(product, review)) else {
        return Verdict::NotProven;
    };
    let Some(key) = keys.iter().find(|key| key.kid == proof.key) else {
        // The shop lists every key that it ever signed with.
        return Verdict::NotProven;
    };
    match signature::verify(&key.x, &proof.signature, &text).await {
        Seal::Holds => Verdict::Proven,
        Seal::Broken => Verdict::NotProven,
        Seal::CantTell => Verdict::CantTell,
    }
}
