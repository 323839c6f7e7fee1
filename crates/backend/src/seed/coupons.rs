//! The coupons of the town: some that work, and for each reason one that fails on purpose. README.md lists them.

use meadow_wire::{CouponKind, Currency, Money, Timestamp};
use sqlx::SqliteConnection;

use super::SeedError;

const DAY_MS: i64 = 86_400_000;

/// A coupon as it is sown.
pub struct CouponWords {
    /// What is typed.
    pub code: &'static str,
    /// What it takes off.
    pub takes: CouponKind,
    /// From this worth of goods on, in cents.
    pub minimum: Option<i64>,
    /// The only products it is for.
    pub products: &'static [&'static str],
    /// The live room it is shown in.
    pub room: Option<&'static str>,
    /// The only person it is for.
    pub person: Option<&'static str>,
    /// When it begins and ends, in milliseconds from the making of the town.
    pub time: (Option<i64>, Option<i64>),
    /// Whether it counts beside others.
    pub stacks: bool,
    /// How often it can be used by all and by one.
    pub caps: (Option<i64>, Option<i64>),
    /// How often it was used already.
    pub used: i64,
    /// What its giver says.
    pub words: &'static str,
}

const PLAIN: CouponWords = CouponWords {
    code: "",
    takes: CouponKind::FreeShipping,
    minimum: None,
    products: &[],
    room: None,
    person: None,
    time: (None, None),
    stacks: true,
    caps: (None, None),
    used: 0,
    words: "",
};

/// All of them.
pub const COUPONS: [CouponWords; 12] = [
    CouponWords {
        code: "WELCOME10",
        takes: percent(100),
        caps: (None, Some(1)),
        words: "Ten percent off, once for everybody.",
        ..PLAIN
    },
    CouponWords {
        code: "FIVER",
        takes: euros(500),
        words: "Five euros off.",
        ..PLAIN
    },
    CouponWords {
        code: "FREESHIP",
        words: "We carry it to you for nothing.",
        ..PLAIN
    },
    CouponWords {
        code: "MUG25",
        takes: percent(250),
        products: &["g-en-18", "g-en-26", "g-de-28", "g-zh-07", "g-zh-25"],
        words: "A quarter off our mugs.",
        ..PLAIN
    },
    CouponWords {
        code: "BIG20",
        takes: euros(2_000),
        minimum: Some(10_000),
        words: "Twenty euros off from a hundred on.",
        ..PLAIN
    },
    CouponWords {
        code: "SOLO30",
        takes: percent(300),
        stacks: false,
        words: "Thirty percent off, all by itself.",
        ..PLAIN
    },
    CouponWords {
        code: "LIVE15",
        takes: percent(150),
        room: Some("r-en-01"),
        words: "Fifteen percent off for those who watch.",
        ..PLAIN
    },
    CouponWords {
        code: "LASTONE",
        takes: euros(1_000),
        caps: (Some(1), Some(1)),
        words: "Ten euros off for the first who comes.",
        ..PLAIN
    },
    CouponWords {
        code: "SPRING",
        takes: percent(200),
        time: (Some(-60 * DAY_MS), Some(-10 * DAY_MS)),
        words: "It was spring.",
        ..PLAIN
    },
    CouponWords {
        code: "NEXTYEAR",
        takes: percent(200),
        time: (Some(300 * DAY_MS), None),
        words: "Something to look forward to.",
        ..PLAIN
    },
    CouponWords {
        code: "GONE",
        takes: percent(500),
        caps: (Some(50), Some(1)),
        used: 50,
        words: "Half price for the first fifty.",
        ..PLAIN
    },
    CouponWords {
        code: "FORMIRA",
        takes: percent(200),
        person: Some("p-en-01"),
        words: "For one regular customer.",
        ..PLAIN
    },
];

/// Writes them all.
pub async fn plant(writing: &mut SqliteConnection, now: Timestamp) -> Result<(), SeedError> {
    let moment = |after: Option<i64>| after.map(|ms| now.ms + ms);
    for it in &COUPONS {
        sqlx::query(
            "INSERT INTO coupons (code, takes, minimum, products, room, person, starts_at, ends_at, stacks, words, \
             lang, cap, per_person, used) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'en', $11, $12, $13)",
        )
        .bind(it.code)
        .bind(serde_json::to_string(&it.takes)?)
        .bind(it.minimum)
        .bind(serde_json::to_string(&it.products)?)
        .bind(it.room)
        .bind(it.person)
        .bind(moment(it.time.0))
        .bind(moment(it.time.1))
        .bind(it.stacks)
        .bind(it.words)
        .bind(it.caps.0)
        .bind(it.caps.1)
        .bind(it.used)
        .execute(&mut *writing)
        .await?;
    }
    Ok(())
}

const fn percent(permille: u32) -> CouponKind {
    CouponKind::Percent { permille }
}

const fn euros(minor: i64) -> CouponKind {
    CouponKind::Amount(Money {
        minor,
        currency: Currency::Eur,
    })
}
