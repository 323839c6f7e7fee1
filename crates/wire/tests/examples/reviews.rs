//! What buyers say, and what the shop vouches for.

use meadow_wire::{
    Outcome, Photo, PhotoUse, PublicKey, PublicKeys, PurchaseProof, Review, ReviewCounts, ReviewRequest,
    ReviewWords,
};

use super::{at, people, picture, variant_id};

pub fn outcomes() -> Vec<Outcome> {
    let all = vec![Outcome::Kept, Outcome::Returned];
    for outcome in &all {
        match outcome {
            Outcome::Kept | Outcome::Returned => {}
        }
    }
    all
}

/// One of which nothing is known.
pub fn review() -> Review {
    Review {
        id: "rv-g-en-01-0".into(),
        author: people::buyer_card(),
        has_page: true,
        traits: vec![
            people::tell("foot_width", "wide"),
            people::tell("height_cm", "158"),
        ],
        stars: 5,
        text: "在图书馆走路终于没有声音了。".to_owned(),
        outcome: Outcome::Kept,
        days_used: 64,
        at: at(-3_000),
        ..Review::default()
    }
}

/// One that the shop vouches for, read by its author.
pub fn own_review() -> Review {
    Review {
        id: "rv-4fT0q8YwX1".into(),
        days_used: 30,
        paid: true,
        variant: Some(variant_id()),
        photos: vec![photo()],
        edited_at: Some(at(-1_000)),
        proof: Some(proof()),
        mine: true,
        ..review()
    }
}

pub fn counts() -> ReviewCounts {
    ReviewCounts {
        by_stars: [1, 0, 2, 9, 18],
        kept: 27,
    }
}

pub fn proof() -> PurchaseProof {
    PurchaseProof {
        bought: "2026-03".to_owned(),
        days: 41,
        key: public_key().kid,
        signature: "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
            .to_owned(),
    }
}

pub fn photo() -> Photo {
    Photo {
        id: "ph-9Yc2mW0eRk".into(),
        picture: picture("photos/ph-9Yc2mW0eRk", (1_200, 1_600), "The shoes under my desk"),
    }
}

pub fn photo_use() -> PhotoUse {
    PhotoUse {
        photo: photo().id,
        alt: photo().picture.alt,
    }
}

pub fn review_request() -> ReviewRequest {
    let review = own_review();
    ReviewRequest {
        key: "5c1d0e7b9a".into(),
        variant: variant_id(),
        words: ReviewWords {
            stars: review.stars,
            text: review.text,
            outcome: review.outcome,
            days_used: review.days_used,
            paid: review.paid,
            traits: review.traits,
            photos: vec![photo_use()],
        },
    }
}

/// The key of RFC 8037, appendix A.
pub fn public_key() -> PublicKey {
    PublicKey {
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        alg: "EdDSA".to_owned(),
        purpose: "sig".to_owned(),
        kid: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k".to_owned(),
        x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".to_owned(),
    }
}

pub fn public_keys() -> PublicKeys {
    PublicKeys {
        keys: vec![public_key()],
    }
}
