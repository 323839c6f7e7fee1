//! What buyers say, and how they say it.

use leptos::prelude::*;
use meadow_domain::opinions::Spread;
use meadow_wire::{
    FieldError, Outcome, PersonKind, Photo, ProductId, PublicKey, PublicKeys, PurchaseProof, Review,
};

use super::{
    goods::picture,
    part::Part,
    people::{hours_ago, person, traits},
};
use crate::{
    api::ApiError,
    features::{ReviewForm, ReviewList, ReviewSpread},
    stores::{Fetched, review_draft::ReviewDraft},
};

/// What buyers say, and how they say it.
#[component]
pub fn Reviews() -> impl IntoView {
    let known = Signal::stored(Fetched::Full(keys()));
    let away = Signal::stored(Fetched::<PublicKeys>::Failed(ApiError::Unreachable));
    view! {
        <Part name="Reviews: proven, forged, unknown" wide=true>
            <ReviewList product=product() reviews=reviews() lang="en".to_owned() keys=known />
        </Part>
        <Part name="Reviews: proof that can't be checked, none" wide=true>
            <ReviewList product=product() reviews=vec![proven()] lang="en".to_owned() keys=away />
            <ReviewList product=product() reviews=Vec::new() lang="en".to_owned() keys=known />
        </Part>
        <Part name="Stars on the whole: none, one">
            <ReviewSpread spread=Spread::of(&[]) />
            <ReviewSpread spread=Spread::of(&[proven()]) />
        </Part>
        <Part name="Writing a review, with errors" wide=true>
            <Form />
        </Part>
    }
}

#[component]
fn Form() -> impl IntoView {
    let draft = ReviewDraft::empty();
    draft.stars.set(4);
    draft.text.set("Quiet, and lighter than it looks.".to_owned());
    draft.traits.set(traits());
    let wrong = FieldError {
        field: "days_used".to_owned(),
        detail: "Say in days how long you used it.".to_owned(),
    };
    view! {
        <ReviewForm
            draft=draft
            refused=RwSignal::new(vec![wrong])
            problem=Signal::stored(Some("We can't reach the shop. What you wrote stays here.".to_owned()))
            busy=Signal::stored(false)
            on_send=|()| ()
            on_close=|()| ()
        />
    }
}

fn product() -> ProductId {
    "g-gallery".into()
}

/// The key of RFC 8037, appendix A; everybody knows its other half.
fn keys() -> PublicKeys {
    PublicKeys {
        keys: vec![PublicKey {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            alg: "EdDSA".to_owned(),
            purpose: "sig".to_owned(),
            kid: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k".to_owned(),
            x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".to_owned(),
        }],
    }
}

/// Kept, with photos, and with a signature that holds.
fn proven() -> Review {
    let photo = |file: &str, alt: &str| Photo {
        id: file.into(),
        picture: picture(file, "tecBDQJ/d5VzmGiJeKcXeQl6gKAX", alt),
    };
    Review {
        id: "rv-gallery".into(),
        variant: Some("g-gallery:one".into()),
        photos: vec![
            photo("umbrella-mustard", "It hangs beside the door"),
            photo("notebook-berry-en", ""),
        ],
        proof: Some(PurchaseProof {
            bought: "2026-03".to_owned(),
            days: 112,
            key: keys().keys.first().map(|key| key.kid.clone()).unwrap_or_default(),
            signature:
                "grXn9eQdEOOG9Hc5oKwqqUcDERuVXAZDMdW0hDwuwLZEJwvmVvZRA1yIqX_76gZERgtH_AnNHD9qwJ5lPO4iBg"
                    .to_owned(),
        }),
        ..review(
            "Arjun Mehta",
            Outcome::Kept,
            5,
            110,
            "Number 17 of 40. I'm writing small to make it last.",
        )
    }
}

fn reviews() -> Vec<Review> {
    // One fact more than the shop signed.
    let forged = Review {
        id: "rv-gallery-2".into(),
        paid: true,
        mine: true,
        has_page: false,
        photos: Vec::new(),
        edited_at: Some(hours_ago(2)),
        ..proven()
    };
    let unknown = review(
        "Imani Wright",
        Outcome::Returned,
        3,
        1,
        "Lovely, but the spine is on the wrong side for me.",
    );
    vec![proven(), forged, unknown]
}

fn review(name: &str, outcome: Outcome, stars: u8, days_used: u32, text: &str) -> Review {
    Review {
        id: name.into(),
        author: person(name, PersonKind::Buyer),
        has_page: true,
        traits: traits(),
        stars,
        text: text.to_owned(),
        outcome,
        days_used,
        at: hours_ago(24 * i64::from(days_used)),
        ..Review::default()
    }
}
