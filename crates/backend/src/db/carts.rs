//! Carts.

use std::future::Future;

use meadow_domain::cart::changed_quantity;
use meadow_wire::{Cart, CartChange, CartLine, FieldError, Picture, ProductId, VariantId};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId, coupons,
    rows::{self, euros},
    seen, sessions,
};
use crate::{clock, markets, rules};

/// Why a cart was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// Changes name variants that don't exist.
    #[error("unknown variants")]
    Unknown(Vec<FieldError>),
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for ChangeError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Carts.
pub trait Carts {
    /// The session's cart; empty if it never had one.
    fn cart(&self, session: &SessionId) -> impl Future<Output = Result<Cart, DbError>> + Send;

    /// Applies the changes in order, all or none, each id once. The version grows by one if anything was applied.
    fn change_cart(
        &self,
        session: &SessionId,
        changes: &[CartChange],
    ) -> impl Future<Output = Result<Cart, ChangeError>> + Send;
}

impl Carts for Db {
    async fn cart(&self, session: &SessionId) -> Result<Cart, DbError> {
        let mut reader = self.reader.begin().await?;
        load(&mut reader, session).await
    }

    async fn change_cart(&self, session: &SessionId, changes: &[CartChange]) -> Result<Cart, ChangeError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        begin(&mut writing, session).await?;
        let mut applied = false;
        let mut errors = Vec::new();
        for (index, change) in changes.iter().enumerate() {
            if !is_variant(&mut writing, &change.variant).await? {
                errors.push(FieldError {
                    field: format!("changes.{index}.variant"),
                    detail: "There is no such variant, or it is not sold any more.".to_owned(),
                });
                continue;
            }
            let first_time = sqlx::query(
                "INSERT INTO cart_changes (session, id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            )
            .bind(&session.0)
            .bind(&change.id.0)
            .bind(clock::now().ms)
            .execute(&mut *writing)
            .await?
            .rows_affected();
            if first_time > 0 {
                add(&mut writing, session, &change.variant, change.delta).await?;
                applied = true;
            }
        }
        if !errors.is_empty() {
            return Err(ChangeError::Unknown(errors));
        }
        if applied {
            bump(&mut writing, session).await?;
        }
        let cart = load(&mut writing, session).await?;
        writing.commit().await?;
        Ok(cart)
    }
}

/// The cart as the connection sees it. What a checkout of this session holds can still be bought by it.
pub(super) async fn load(reader: &mut SqliteConnection, session: &SessionId) -> Result<Cart, DbError> {
    let known: Option<(i64, String)> =
        sqlx::query_as("SELECT version, destination FROM carts WHERE session = $1")
            .bind(&session.0)
            .fetch_optional(&mut *reader)
            .await?;
    let (version, destination) = known.unwrap_or_else(|| (0, markets::HOME.to_owned()));
    let found = sqlx::query(
        "SELECT l.variant, l.quantity, v.product, v.choices, v.price, g.name, g.lang, g.pictures, \
         g.weight_grams, g.tax_class, v.breaks, \
         s.on_hand - s.reserved + COALESCE((SELECT SUM(r.quantity) FROM reservations r \
         JOIN checkouts c ON c.id = r.checkout WHERE c.session = l.session AND c.state = 'held' \
         AND r.sku = l.variant), 0) AS left_over FROM cart_lines l \
         JOIN variants v ON v.id = l.variant JOIN products g ON g.id = v.product JOIN stock s ON s.sku = v.id \
         WHERE l.session = $1 ORDER BY l.position",
    )
    .bind(&session.0)
    .fetch_all(&mut *reader)
    .await?;
    let lines = found
        .iter()
        .map(|row| {
            let pictures: Vec<Picture> = rows::json(row, "pictures")?;
            Ok(CartLine {
                variant: VariantId(row.try_get("variant")?),
                product: ProductId(row.try_get("product")?),
                name: row.try_get("name")?,
                lang: row.try_get("lang")?,
                choice: rows::json::<Vec<String>>(row, "choices")?.join(" · "),
                picture: pictures.into_iter().next().unwrap_or_default(),
                quantity: rows::count(row, "quantity")?,
                unit_price: euros(row.try_get("price")?),
                terms: rows::terms(row)?,
                stock: rows::count(row, "left_over")?,
            })
        })
        .collect::<Result<_, DbError>>()?;
    let coupons = coupons::of_cart(reader, session).await?;
    Ok(rules::cart(version.unsigned_abs(), lines, coupons, &destination))
}

/// Makes sure that the session has a cart.
pub(super) async fn begin(writing: &mut SqliteConnection, session: &SessionId) -> Result<(), DbError> {
    sqlx::query("INSERT INTO carts (session, version) VALUES ($1, 0) ON CONFLICT DO NOTHING")
        .bind(&session.0)
        .execute(writing)
        .await?;
    Ok(())
}

/// Makes the cart's version one higher, after it was changed; from now on its prices are those that were shown.
pub(super) async fn bump(writing: &mut SqliteConnection, session: &SessionId) -> Result<(), DbError> {
    sqlx::query("UPDATE carts SET version = version + 1 WHERE session = $1")
        .bind(&session.0)
        .execute(&mut *writing)
        .await?;
    let cart = load(writing, session).await?;
    seen::keep(writing, session, &cart).await
}

/// Puts more (or fewer) of a variant into the cart; a line at 0 goes.
pub(super) async fn add(
    writing: &mut SqliteConnection,
    session: &SessionId,
    variant: &VariantId,
    delta: i32,
) -> Result<(), DbError> {
    let now: Option<i64> =
        sqlx::query_scalar("SELECT quantity FROM cart_lines WHERE session = $1 AND variant = $2")
            .bind(&session.0)
            .bind(&variant.0)
            .fetch_optional(&mut *writing)
            .await?;
    let now = u32::try_from(now.unwrap_or_default()).unwrap_or_default();
    let quantity = changed_quantity(now, delta);
    if quantity == 0 {
        sqlx::query("DELETE FROM cart_lines WHERE session = $1 AND variant = $2")
            .bind(&session.0)
            .bind(&variant.0)
            .execute(writing)
            .await?;
    } else {
        sqlx::query(
            "INSERT INTO cart_lines (session, variant, position, quantity) VALUES ($1, $2, \
             (SELECT COALESCE(MAX(position), 0) + 1 FROM cart_lines WHERE session = $1), $3) \
             ON CONFLICT (session, variant) DO UPDATE SET quantity = excluded.quantity",
        )
        .bind(&session.0)
        .bind(&variant.0)
        .bind(i64::from(quantity))
        .execute(writing)
        .await?;
    }
    Ok(())
}

async fn is_variant(reader: &mut SqliteConnection, variant: &VariantId) -> Result<bool, DbError> {
    let found: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM variants WHERE id = $1")
        .bind(&variant.0)
        .fetch_one(reader)
        .await?;
    Ok(found > 0)
}
