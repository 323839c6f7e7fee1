//! Coupons: which a cart has, whether they count, and how often they were used.
//!
//! A use is counted by one conditional update, in the transaction that reserves the goods, and given back with them.

use std::future::Future;

use meadow_domain::{
    limits::COUPONS_MAX,
    pricing::coupons::{does_something, out_of_time},
};
use meadow_wire::{
    Cart, Checkout, Coupon, CouponCode, CouponKind, CouponRefusal, CouponState, Money, PersonCard, RoomId,
    Timestamp,
};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    Db, DbError, SessionId, carts,
    rows::{self, euros},
};
use crate::clock;

/// Why a coupon was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CouponError {
    /// No coupon has this code.
    #[error("no such coupon")]
    Unknown,
    /// It belongs to a live room, and another or none was named.
    #[error("another room's coupon")]
    OtherRoom,
    /// The cart has as many as a cart can have.
    #[error("too many coupons")]
    TooMany,
    /// It would take nothing off.
    #[error("refused")]
    Refused(Box<Coupon>, CouponRefusal),
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for CouponError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Coupons of carts, and where carts go.
pub trait Coupons {
    /// Puts a coupon on the cart if it counts. One that is there already stays as it is.
    fn use_coupon(
        &self,
        session: &SessionId,
        code: &CouponCode,
        room: Option<&RoomId>,
    ) -> impl Future<Output = Result<Cart, CouponError>> + Send;

    /// Takes a coupon off the cart, if it is there.
    fn drop_coupon(
        &self,
        session: &SessionId,
        code: &CouponCode,
    ) -> impl Future<Output = Result<Cart, DbError>> + Send;

    /// Says where the cart goes.
    fn send_to(
        &self,
        session: &SessionId,
        country: &str,
    ) -> impl Future<Output = Result<Cart, DbError>> + Send;
}

impl Coupons for Db {
    async fn use_coupon(
        &self,
        session: &SessionId,
        code: &CouponCode,
        room: Option<&RoomId>,
    ) -> Result<Cart, CouponError> {
        let mut writing = self.write().await?;
        carts::begin(&mut writing, session).await?;
        let cart = carts::load(&mut writing, session).await?;
        if cart.coupons.iter().any(|state| state.coupon.code == *code) {
            return Ok(cart);
        }
        let found = sqlx::query("SELECT * FROM coupons WHERE code = $1")
            .bind(&code.0)
            .fetch_optional(&mut *writing)
            .await?;
        let coupon = coupon(&found.ok_or(CouponError::Unknown)?)?;
        if coupon.room.is_some() && coupon.room.as_ref() != room {
            return Err(CouponError::OtherRoom);
        }
        if cart.coupons.len() >= COUPONS_MAX {
            return Err(CouponError::TooMany);
        }
        sqlx::query(
            "INSERT INTO cart_coupons (session, code, position) VALUES ($1, $2, \
             (SELECT COALESCE(MAX(position), 0) + 1 FROM cart_coupons WHERE session = $1))",
        )
        .bind(&session.0)
        .bind(&code.0)
        .execute(&mut *writing)
        .await?;
        carts::bump(&mut writing, session).await?;
        let cart = carts::load(&mut writing, session).await?;
        let refusal = cart.coupons.last().and_then(|state| state.refusal.clone());
        if let Some(refusal) = refusal {
            // It goes again with the transaction.
            return Err(CouponError::Refused(Box::new(coupon), refusal));
        }
        writing.commit().await?;
        Ok(cart)
    }

    async fn drop_coupon(&self, session: &SessionId, code: &CouponCode) -> Result<Cart, DbError> {
        let mut writing = self.write().await?;
        let gone = sqlx::query("DELETE FROM cart_coupons WHERE session = $1 AND code = $2")
            .bind(&session.0)
            .bind(&code.0)
            .execute(&mut *writing)
            .await?;
        if gone.rows_affected() > 0 {
            carts::bump(&mut writing, session).await?;
        }
        let cart = carts::load(&mut writing, session).await?;
        writing.commit().await?;
        Ok(cart)
    }

    async fn send_to(&self, session: &SessionId, country: &str) -> Result<Cart, DbError> {
        let mut writing = self.write().await?;
        carts::begin(&mut writing, session).await?;
        let moved = sqlx::query("UPDATE carts SET destination = $2 WHERE session = $1 AND destination <> $2")
            .bind(&session.0)
            .bind(country)
            .execute(&mut *writing)
            .await?;
        if moved.rows_affected() > 0 {
            carts::bump(&mut writing, session).await?;
        }
        let cart = carts::load(&mut writing, session).await?;
        writing.commit().await?;
        Ok(cart)
    }
}

/// The coupons of a cart, in the order in which they were given, with what only the server knows of them. What a checkout
/// of this session holds can still be used by it.
pub(super) async fn of_cart(
    reader: &mut SqliteConnection,
    session: &SessionId,
) -> Result<Vec<CouponState>, DbError> {
    let found = sqlx::query(
        "SELECT c.*, s.person AS shopper, \
         (SELECT COUNT(*) FROM redemptions r JOIN checkouts k ON k.id = r.checkout WHERE r.session = x.session \
          AND r.code = x.code AND r.counts AND k.state = 'held') AS held, \
         (SELECT COUNT(*) FROM redemptions r JOIN checkouts k ON k.id = r.checkout WHERE r.session = x.session \
          AND r.code = x.code AND r.counts AND k.state <> 'held') AS used_by_shopper \
         FROM cart_coupons x JOIN coupons c ON c.code = x.code JOIN sessions s ON s.id = x.session \
         WHERE x.session = $1 ORDER BY x.position",
    )
    .bind(&session.0)
    .fetch_all(reader)
    .await?;
    let now = clock::now();
    found
        .iter()
        .map(|row| {
            let coupon = coupon(row)?;
            Ok(CouponState {
                refusal: match out_of_time(&coupon, now) {
                    Some(refusal) => Some(refusal),
                    None => out_of_reach(row)?,
                },
                coupon,
                takes_off: Money::default(),
            })
        })
        .collect()
}

/// Whether others, or this shopper, have used up what there was of it.
fn out_of_reach(row: &SqliteRow) -> Result<Option<CouponRefusal>, DbError> {
    let shopper: PersonCard = rows::json(row, "shopper")?;
    let person: Option<String> = row.try_get("person")?;
    let (cap, per_person): (Option<i64>, Option<i64>) = (row.try_get("cap")?, row.try_get("per_person")?);
    let (used, held): (i64, i64) = (row.try_get("used")?, row.try_get("held")?);
    let by_shopper: i64 = row.try_get("used_by_shopper")?;
    Ok(if person.is_some_and(|person| person != shopper.id.0) {
        Some(CouponRefusal::NotForYou)
    } else if per_person.is_some_and(|most| by_shopper >= most) {
        Some(CouponRefusal::UsedByYou)
    } else if cap.is_some_and(|most| used - held >= most) {
        Some(CouponRefusal::UsedUp)
    } else {
        None
    })
}

fn coupon(row: &SqliteRow) -> Result<Coupon, DbError> {
    let moment =
        |column: &str| Ok::<_, DbError>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_ms));
    Ok(Coupon {
        code: CouponCode(row.try_get("code")?),
        takes: rows::json::<CouponKind>(row, "takes")?,
        minimum: row.try_get::<Option<i64>, _>("minimum")?.map(euros),
        products: rows::json(row, "products")?,
        room: row.try_get::<Option<String>, _>("room")?.map(RoomId),
        from: moment("starts_at")?,
        until: moment("ends_at")?,
        stacks: row.try_get("stacks")?,
        words: row.try_get("words")?,
        lang: row.try_get("lang")?,
    })
}

/// Counts one use of each coupon that does something for a checkout; `false` if one is used up.
pub(super) async fn redeem(
    writing: &mut SqliteConnection,
    session: &SessionId,
    made: &Checkout,
) -> Result<bool, DbError> {
    for state in &made.coupons {
        if !does_something(state, &made.totals) {
            continue;
        }
        sqlx::query("INSERT INTO redemptions (checkout, code, session, counts) VALUES ($1, $2, $3, FALSE)")
            .bind(&made.id.0)
            .bind(&state.coupon.code.0)
            .bind(&session.0)
            .execute(&mut *writing)
            .await?;
    }
    count_again(writing, &made.id.0).await
}

/// Counts a checkout's coupons that do not count now; `false` if one is used up.
pub(super) async fn count_again(writing: &mut SqliteConnection, checkout: &str) -> Result<bool, DbError> {
    let codes: Vec<String> =
        sqlx::query_scalar("SELECT code FROM redemptions WHERE checkout = $1 AND NOT counts ORDER BY code")
            .bind(checkout)
            .fetch_all(&mut *writing)
            .await?;
    for code in codes {
        let counted =
            sqlx::query("UPDATE coupons SET used = used + 1 WHERE code = $1 AND (cap IS NULL OR used < cap)")
                .bind(&code)
                .execute(&mut *writing)
                .await?;
        if counted.rows_affected() == 0 {
            return Ok(false);
        }
    }
    sqlx::query("UPDATE redemptions SET counts = TRUE WHERE checkout = $1")
        .bind(checkout)
        .execute(writing)
        .await?;
    Ok(true)
}

/// Gives a checkout's coupons back, once.
pub(super) async fn give_back(writing: &mut SqliteConnection, checkout: &str) -> Result<(), DbError> {
    sqlx::query(
        "UPDATE coupons SET used = used - 1 WHERE code IN \
         (SELECT code FROM redemptions WHERE checkout = $1 AND counts)",
    )
    .bind(checkout)
    .execute(&mut *writing)
    .await?;
    sqlx::query("UPDATE redemptions SET counts = FALSE WHERE checkout = $1")
        .bind(checkout)
        .execute(writing)
        .await?;
    Ok(())
}
