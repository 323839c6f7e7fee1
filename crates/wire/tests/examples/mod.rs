//! One realistic value of every wire type: what the golden files hold and what the documentation can show.

pub mod accounts;
pub mod after;
pub mod comments;
pub mod live;
pub mod notes;
pub mod payments;
pub mod people;
pub mod prices;
pub mod products;
pub mod reviews;
pub mod search;
pub mod server_frames;
pub mod shopping;

use meadow_wire::{
    ChangeId, CheckoutId, ClientId, CommentId, CouponCode, Currency, Epoch, FieldError, MessageId, Money,
    NoteId, OrderId, OrderKey, Page, PersonId, Picture, PictureSource, Problem, ProductId, ReturnId, RoomId,
    Switch, Timestamp, VariantId,
};

/// A moment in May 2026.
pub fn at(minute: i64) -> Timestamp {
    Timestamp::from_ms(1_777_897_800_000).plus_ms(minute * 60_000)
}

pub fn euros(minor: i64) -> Money {
    Money {
        minor,
        currency: Currency::Eur,
    }
}

pub fn picture(path: &str, (width, height): (u32, u32), alt: &str) -> Picture {
    let source = |source_width: u32| PictureSource {
        url: format!("/media/{path}@{source_width}.webp"),
        width: source_width,
    };
    Picture {
        sources: vec![source(width / 2), source(width)],
        width,
        height,
        thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI".to_owned(),
        alt: alt.to_owned(),
    }
}

pub fn problem() -> Problem {
    Problem {
        kind: "/problems/sold-out".to_owned(),
        title: "Sold out".to_owned(),
        status: 409,
        detail: "Only 1 of “Quiet Derby, 38 · wide” is left, and your cart has 2.".to_owned(),
        next_step: "Take one of them, or choose another width.".to_owned(),
        errors: vec![field_error()],
        retry_after_secs: None,
    }
}

pub fn too_many() -> Problem {
    Problem {
        kind: "/problems/too-many".to_owned(),
        title: "Too many requests".to_owned(),
        status: 429,
        detail: "That were more requests than one browser usually makes.".to_owned(),
        next_step: "Wait five seconds and try again.".to_owned(),
        errors: Vec::new(),
        retry_after_secs: Some(5),
    }
}

pub fn field_error() -> FieldError {
    FieldError {
        field: "g-en-01:38/wide".to_owned(),
        detail: "1 is left.".to_owned(),
    }
}

pub fn switch() -> Switch {
    Switch { on: true }
}

pub fn page() -> Page<VariantId> {
    Page {
        items: vec!["g-en-01:38/wide".into(), "g-en-01:39/wide".into()],
        next: Some("MTc3Nzg5NzgwMDAwMC5uLWVuLTA3".to_owned()),
    }
}

pub fn last_page() -> Page<VariantId> {
    Page {
        items: vec!["g-en-01:40/wide".into()],
        next: None,
    }
}

pub fn currencies() -> Vec<Currency> {
    let all = vec![
        Currency::Eur,
        Currency::Gbp,
        Currency::Usd,
        Currency::Cny,
        Currency::Jpy,
        Currency::Chf,
        Currency::Krw,
    ];
    for currency in &all {
        match currency {
            Currency::Eur
            | Currency::Gbp
            | Currency::Usd
            | Currency::Cny
            | Currency::Jpy
            | Currency::Chf
            | Currency::Krw => {}
        }
    }
    all
}

pub fn note_id() -> NoteId {
    "n-en-07".into()
}

pub fn comment_id() -> CommentId {
    "m-en-07-2".into()
}

pub fn person_id() -> PersonId {
    "p-en-03".into()
}

pub fn product_id() -> ProductId {
    "g-en-01".into()
}

pub fn variant_id() -> VariantId {
    "g-en-01:38/wide".into()
}

pub fn room_id() -> RoomId {
    "r-en-01".into()
}

pub fn epoch() -> Epoch {
    "e-6f1c20".into()
}

pub fn change_id() -> ChangeId {
    "4q1oXW2cRr6bYkE0".into()
}

pub fn coupon_code() -> CouponCode {
    "WELCOME10".into()
}

pub fn checkout_id() -> CheckoutId {
    "k-Zt8sJ4mVqA1x".into()
}

pub fn order_key() -> OrderKey {
    "9mC1pYw7uTtL3hNd".into()
}

pub fn order_id() -> OrderId {
    "o-5rKfQ0bGxW2e".into()
}

pub fn return_id() -> ReturnId {
    "ret-3vXq8LmZ0sYd".into()
}

pub fn message_id() -> MessageId {
    "msg-8hTn2QeWc5Ra".into()
}

pub fn client_id() -> ClientId {
    "b-H7yE2vRkzT9w".into()
}
