//! Refusals whose words are made where the rule is: of coupons, of prices that moved, of another country, of returns.

use meadow_domain::{countries::COUNTRIES, limits::COUPONS_MAX, money, pricing::coupons::in_words};
use meadow_wire::{Coupon, CouponCode, CouponRefusal, FieldError};

use super::problem::AppError;
use crate::db::CouponError;

/// A refusal in its own words.
#[derive(Debug)]
pub struct Stated {
    /// Mostly 409, a conflict.
    pub status: u16,
    /// What follows `/problems/`.
    pub kind: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// What is the matter.
    pub detail: String,
    /// What to do now.
    pub next_step: String,
    /// Single things, each in words.
    pub errors: Vec<FieldError>,
}

impl From<Stated> for AppError {
    fn from(stated: Stated) -> Self {
        Self::Stated(Box::new(stated))
    }
}

/// Why a coupon was not taken.
pub fn coupon(code: &CouponCode, error: CouponError) -> AppError {
    let (kind, detail, next_step) = match error {
        CouponError::Unknown => (
            "coupon-unknown",
            format!("There is no coupon {code}."),
            "Check the spelling, or try another code.".to_owned(),
        ),
        CouponError::OtherRoom => (
            "coupon-other-room",
            format!("{code} is for those who see it in its live room."),
            "Watch the room where it is shown, then use it.".to_owned(),
        ),
        CouponError::TooMany => (
            "coupon-too-many",
            format!("A cart takes {COUPONS_MAX} coupons."),
            "Remove one to use another.".to_owned(),
        ),
        CouponError::Refused(coupon, refusal) => refused(&coupon, &refusal),
        CouponError::Db(error) => return error.into(),
    };
    let stated = Stated {
        status: 409,
        kind,
        title: "This coupon does not count",
        errors: vec![FieldError {
            field: "code".to_owned(),
            detail: detail.clone(),
        }],
        detail,
        next_step,
    };
    stated.into()
}

fn refused(coupon: &Coupon, refusal: &CouponRefusal) -> (&'static str, String, String) {
    let kind = match refusal {
        CouponRefusal::NotBegun => "coupon-not-begun",
        CouponRefusal::Expired => "coupon-expired",
        CouponRefusal::UsedUp => "coupon-used-up",
        CouponRefusal::UsedByYou => "coupon-used-by-you",
        CouponRefusal::NotForYou => "coupon-not-for-you",
        CouponRefusal::OtherGoods => "coupon-other-goods",
        CouponRefusal::MinimumNotReached(_) => "coupon-minimum",
        CouponRefusal::NotStackable(_) => "coupon-not-stackable",
    };
    let (detail, next_step) = in_words(coupon, refusal, money::in_words);
    (kind, detail, next_step)
}

/// Nothing is held: what would be charged is not what was shown.
pub fn prices_changed(changes: Vec<FieldError>) -> AppError {
    let details: Vec<&str> = changes.iter().map(|change| change.detail.as_str()).collect();
    let stated = Stated {
        status: 409,
        kind: "prices-changed",
        title: "Prices changed",
        detail: details.join(" "),
        next_step: "Look at the cart as it is now, then check out.".to_owned(),
        errors: changes,
    };
    stated.into()
}

/// Nothing is charged: the totals are for another country.
pub fn other_country(destination: &str) -> AppError {
    let name = COUNTRIES
        .iter()
        .find(|(code, _)| *code == destination)
        .map_or(destination, |(_, name)| name);
    let detail = format!("Delivery and taxes were worked out for {name}; your address is elsewhere.");
    let stated = Stated {
        status: 409,
        kind: "other-country",
        title: "Another country",
        errors: vec![FieldError {
            field: "address.country".to_owned(),
            detail: detail.clone(),
        }],
        detail,
        next_step: "Look at the total for your country, then pay.".to_owned(),
    };
    stated.into()
}

/// Not so many of these can go back.
pub fn return_too_many(errors: Vec<FieldError>) -> AppError {
    let details: Vec<&str> = errors.iter().map(|error| error.detail.as_str()).collect();
    let stated = Stated {
        status: 409,
        kind: "return-too-many",
        title: "Not so many can go back",
        detail: details.join(" "),
        next_step: "Look at the order as it is now, and choose fewer.".to_owned(),
        errors,
    };
    stated.into()
}

/// The session acts for no owner.
pub fn no_studio() -> AppError {
    let stated = Stated {
        status: 403,
        kind: "no-studio",
        title: "No studio",
        detail: "This session acts for no shop.".to_owned(),
        next_step: "Enter the studio with the shop's key.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

/// Nothing can be said yet of what is still on its way.
pub fn not_delivered() -> AppError {
    let stated = Stated {
        status: 409,
        kind: "not-delivered",
        title: "Not with you yet",
        detail: "You can write about it once it is with you.".to_owned(),
        next_step: "Come back when the order is delivered.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

/// One voice for each thing.
pub fn reviewed() -> AppError {
    let stated = Stated {
        status: 409,
        kind: "reviewed",
        title: "Written already",
        detail: "You wrote about this already.".to_owned(),
        next_step: "Change what you wrote.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

/// What was taken back stays so, however late it is said again.
pub fn taken_back() -> AppError {
    let stated = Stated {
        status: 410,
        kind: "taken-back",
        title: "Taken back",
        detail: "You took this review back.".to_owned(),
        next_step: "Send it as a new review, with a key of its own.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}
