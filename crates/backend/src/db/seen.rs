//! What a shopper was shown of a cart's prices. Time changes prices and coupons without changing the cart: a checkout
//! for anything but what was shown is refused in words.

use meadow_domain::{money, pricing, pricing::coupons};
use meadow_wire::{Cart, CouponCode, CouponRefusal, FieldError, Money, Totals, VariantId};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::{DbError, SessionId};

/// The prices of a cart.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    units: Vec<(VariantId, Money)>,
    coupons: Vec<(CouponCode, Option<CouponRefusal>)>,
    totals: Totals,
}

impl Seen {
    fn of(cart: &Cart) -> Self {
        let units = cart.lines.iter().map(|line| {
            let unit = pricing::unit_price(line.unit_price, &line.terms, line.quantity);
            (line.variant.clone(), unit)
        });
        let coupons = cart.coupons.iter();
        Self {
            units: units.collect(),
            coupons: coupons
                .map(|state| (state.coupon.code.clone(), state.refusal.clone()))
                .collect(),
            totals: cart.totals,
        }
    }
}

/// Keeps what the cart shows as of its version.
pub(super) async fn keep(
    writing: &mut SqliteConnection,
    session: &SessionId,
    cart: &Cart,
) -> Result<(), DbError> {
    sqlx::query("UPDATE carts SET seen = $2 WHERE session = $1")
        .bind(&session.0)
        .bind(serde_json::to_string(&Seen::of(cart))?)
        .execute(writing)
        .await?;
    Ok(())
}

/// What is not as it was shown any more, in words; nothing, if everything is.
pub(super) async fn changes(
    reader: &mut SqliteConnection,
    session: &SessionId,
    cart: &Cart,
) -> Result<Vec<FieldError>, DbError> {
    let kept: String = sqlx::query_scalar("SELECT seen FROM carts WHERE session = $1")
        .bind(&session.0)
        .fetch_one(reader)
        .await?;
    let now = Seen::of(cart);
    let before = match kept.as_str() {
        "" => None,
        kept => Some(serde_json::from_str::<Seen>(kept)?),
    };
    Ok(match before {
        Some(before) if before == now => Vec::new(),
        Some(before) => differences(&before, &now, cart),
        None => vec![total_changed(cart.totals.total)],
    })
}

fn differences(before: &Seen, now: &Seen, cart: &Cart) -> Vec<FieldError> {
    let prices = cart
        .lines
        .iter()
        .zip(&now.units)
        .filter_map(|(line, (variant, unit))| {
            let (_, was) = before.units.iter().find(|(known, _)| known == variant)?;
            (was != unit).then(|| FieldError {
                field: format!("lines.{variant}"),
                detail: format!(
                    "{} costs {} now; it was {}.",
                    line.name,
                    money::in_words(*unit),
                    money::in_words(*was)
                ),
            })
        });
    let coupons = cart.coupons.iter().filter_map(|state| {
        let code = &state.coupon.code;
        let (_, was) = before.coupons.iter().find(|(known, _)| known == code)?;
        let detail = match &state.refusal {
            now if now == was => return None,
            Some(refusal) => coupons::in_words(&state.coupon, refusal, money::in_words).0,
            None => format!("{code} counts now."),
        };
        Some(FieldError {
            field: format!("coupons.{code}"),
            detail,
        })
    });
    let mut found: Vec<FieldError> = prices.chain(coupons).collect();
    if found.is_empty() {
        found.push(total_changed(now.totals.total));
    }
    found
}

fn total_changed(total: Money) -> FieldError {
    FieldError {
        field: "totals.total".to_owned(),
        detail: format!("To pay are {} now.", money::in_words(total)),
    }
}
