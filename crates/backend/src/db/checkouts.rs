//! Checkouts: goods held for a shopper. Stock moves by conditional updates only, so it never falls below zero.

use std::future::Future;

use meadow_domain::pricing::{self, PricedLine};
use meadow_wire::{CartLine, Checkout, CheckoutId, CheckoutRequest, FieldError, OrderLine, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId, carts, coupons,
    holds::{CheckoutError, Hold, HoldState, hold},
    seen, sessions,
};
use crate::{clock, rules};

/// Checkouts.
pub trait Checkouts {
    /// Holds the cart's goods, and its coupons, until the time given, all or none, at the prices that were shown. The same key gives the same checkout, and `false`.
    /// What the session held before, and does not pay for, goes back first: one shopper holds one cart.
    fn check_out(
        &self,
        session: &SessionId,
        request: &CheckoutRequest,
        now: Timestamp,
        held_until: Timestamp,
    ) -> impl Future<Output = Result<(Checkout, bool), CheckoutError>> + Send;

    /// A checkout of this session.
    fn checkout(
        &self,
        session: &SessionId,
        id: &CheckoutId,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<Hold>, DbError>> + Send;

    /// Puts back on sale what was held too long; says how many checkouts that were.
    fn release_expired(&self, now: Timestamp) -> impl Future<Output = Result<usize, DbError>> + Send;
}

impl Checkouts for Db {
    async fn check_out(
        &self,
        session: &SessionId,
        request: &CheckoutRequest,
        now: Timestamp,
        held_until: Timestamp,
    ) -> Result<(Checkout, bool), CheckoutError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        release_all_expired(&mut writing, now).await?;
        let known = sqlx::query("SELECT * FROM checkouts WHERE session = $1 AND key = $2")
            .bind(&session.0)
            .bind(&request.key.0)
            .fetch_optional(&mut *writing)
            .await?;
        if let Some(row) = known {
            writing.commit().await?;
            let known_version: i64 = row.try_get("cart_version")?;
            let known = hold(&row, now)?;
            return match known.state {
                _ if known_version.unsigned_abs() != request.cart_version => Err(CheckoutError::KeyReused),
                HoldState::Released => Err(CheckoutError::Expired),
                _ => Ok((known.checkout, false)),
            };
        }
        let cart = carts::load(&mut writing, session).await?;
        if cart.lines.is_empty() {
            return Err(CheckoutError::EmptyCart);
        }
        if cart.version != request.cart_version {
            return Err(CheckoutError::CartChanged);
        }
        let changes = seen::changes(&mut writing, session, &cart).await?;
        if !changes.is_empty() {
            // The shopper looks at the cart again, as it is from this version on.
            carts::bump(&mut writing, session).await?;
            writing.commit().await?;
            return Err(CheckoutError::PricesChanged(changes));
        }
        release_earlier(&mut writing, session).await?;
        reserve(&mut writing, &cart.lines).await?;
        let priced = pricing::price(&cart);
        let lines = cart.lines.into_iter().zip(priced.lines);
        let made = Checkout {
            id: CheckoutId(clock::random_id("c")),
            held_until,
            server_time: now,
            lines: lines.map(|(line, priced)| order_line(line, &priced)).collect(),
            coupons: priced.coupons,
            destination: cart.rules.destination,
            totals: priced.totals,
            pays_with: Vec::new(),
        };
        keep(&mut writing, session, request, &made).await?;
        if !coupons::redeem(&mut writing, session, &made).await? {
            return Err(CheckoutError::CartChanged);
        }
        writing.commit().await?;
        Ok((made, true))
    }

    async fn checkout(
        &self,
        session: &SessionId,
        id: &CheckoutId,
        now: Timestamp,
    ) -> Result<Option<Hold>, DbError> {
        let found = sqlx::query("SELECT * FROM checkouts WHERE id = $1 AND session = $2")
            .bind(&id.0)
            .bind(&session.0)
            .fetch_optional(&self.reader)
            .await?;
        found.map(|row| hold(&row, now)).transpose()
    }

    async fn release_expired(&self, now: Timestamp) -> Result<usize, DbError> {
        let waiting = expired(&mut *self.reader.acquire().await?, now).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let mut writing = self.write().await?;
        let released = release_all_expired(&mut writing, now).await?;
        writing.commit().await?;
        Ok(released)
    }
}

async fn reserve(writing: &mut SqliteConnection, lines: &[CartLine]) -> Result<(), CheckoutError> {
    let mut sorted: Vec<&CartLine> = lines.iter().collect();
    // In one order for everybody, so that two checkouts never wait for each other in a circle.
    sorted.sort_by(|a, b| a.variant.cmp(&b.variant));
    let mut errors = Vec::new();
    for line in sorted {
        let reserved = sqlx::query(
            "UPDATE stock SET reserved = reserved + $2 WHERE sku = $1 AND on_hand - reserved >= $2",
        )
        .bind(&line.variant.0)
        .bind(i64::from(line.quantity))
        .execute(&mut *writing)
        .await?
        .rows_affected();
        if reserved == 0 {
            let left: i64 = sqlx::query_scalar("SELECT on_hand - reserved FROM stock WHERE sku = $1")
                .bind(&line.variant.0)
                .fetch_one(&mut *writing)
                .await?;
            errors.push(FieldError {
                field: format!("lines.{}", line.variant),
                detail: match left {
                    0 => format!("{} is sold out.", line.name),
                    left => format!(
                        "Of {} only {left} are left; you want {}.",
                        line.name, line.quantity
                    ),
                },
            });
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(CheckoutError::SoldOut(errors))
    }
}

async fn keep(
    writing: &mut SqliteConnection,
    session: &SessionId,
    request: &CheckoutRequest,
    made: &Checkout,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO checkouts (id, session, key, state, held_until, cart_version, lines, coupons, destination, totals) \
         VALUES ($1, $2, $3, 'held', $4, $5, $6, $7, $8, $9)",
    )
    .bind(&made.id.0)
    .bind(&session.0)
    .bind(&request.key.0)
    .bind(made.held_until.ms)
    .bind(i64::try_from(request.cart_version).unwrap_or(i64::MAX))
    .bind(serde_json::to_string(&made.lines)?)
    .bind(serde_json::to_string(&made.coupons)?)
    .bind(&made.destination)
    .bind(serde_json::to_string(&made.totals)?)
    .execute(&mut *writing)
    .await?;
    for line in &made.lines {
        sqlx::query("INSERT INTO reservations (checkout, sku, quantity) VALUES ($1, $2, $3)")
            .bind(&made.id.0)
            .bind(&line.variant.0)
            .bind(i64::from(line.quantity))
            .execute(&mut *writing)
            .await?;
    }
    Ok(())
}

async fn release_earlier(writing: &mut SqliteConnection, session: &SessionId) -> Result<(), DbError> {
    let earlier: Vec<String> =
        sqlx::query_scalar("SELECT id FROM checkouts WHERE session = $1 AND state = 'held'")
            .bind(&session.0)
            .fetch_all(&mut *writing)
            .await?;
    for id in earlier {
        release(writing, &id).await?;
    }
    Ok(())
}

async fn release_all_expired(writing: &mut SqliteConnection, now: Timestamp) -> Result<usize, DbError> {
    let ids = expired(writing, now).await?;
    for id in &ids {
        release(writing, id).await?;
    }
    Ok(ids.len())
}

async fn expired(reader: &mut SqliteConnection, now: Timestamp) -> Result<Vec<String>, DbError> {
    Ok(sqlx::query_scalar(
        "SELECT c.id FROM checkouts c WHERE (c.state = 'held' AND c.held_until <= $1) \
         OR (c.state = 'paying' AND c.held_until <= $2 AND (c.held_until <= $3 OR NOT EXISTS \
         (SELECT 1 FROM attempts a JOIN payments p ON p.session = a.session AND p.key = a.key \
         WHERE a.checkout = c.id AND a.state = 'paying' AND p.next IS NOT NULL))) ORDER BY c.id",
    )
    .bind(now.ms)
    .bind(now.ms - rules::PAYING_GRACE_MS)
    .bind(now.ms - rules::PAYING_EXTENSION_MS)
    .fetch_all(reader)
    .await?)
}

/// Puts the goods of a hold back on sale.
pub(super) async fn release(writing: &mut SqliteConnection, id: &str) -> Result<(), DbError> {
    sqlx::query("UPDATE checkouts SET state = 'released' WHERE id = $1")
        .bind(id)
        .execute(&mut *writing)
        .await?;
    sqlx::query(
        "UPDATE stock SET reserved = reserved - r.quantity FROM reservations r \
         WHERE r.checkout = $1 AND r.sku = stock.sku",
    )
    .bind(id)
    .execute(&mut *writing)
    .await?;
    coupons::give_back(writing, id).await
}

fn order_line(line: CartLine, priced: &PricedLine) -> OrderLine {
    OrderLine {
        variant: line.variant,
        product: line.product,
        name: line.name,
        lang: line.lang,
        choice: line.choice,
        picture: line.picture,
        quantity: line.quantity,
        unit_price: priced.unit_price,
        discount: priced.discount,
        tax_permille: priced.tax_permille,
        tax: priced.tax,
        paid: priced.paid,
    }
}
