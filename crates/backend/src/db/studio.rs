//! The owner's side: the orders that hold an owner's goods, and what is done with them by hand.

use std::{collections::HashSet, future::Future};

use meadow_domain::{
    order::{self, OrderAction},
    tracking,
};
use meadow_wire::{
    Order, OrderId, OrderLine, OrderState, PersonId, Return, StudioAct, StudioMove, StudioOrder, Timestamp,
    VariantId,
};
use sqlx::SqliteConnection;

use super::{Db, DbError, ReturnError, SessionId, StepError, returns, steps};

/// Why a move was not made.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The owner has nothing in such an order, or in such a return.
    #[error("no such order")]
    NotFound,
    /// The order's or the return's state does not allow it, in words.
    #[error("{0}")]
    NotPossible(String),
    /// The number of the parcel can't be one.
    #[error("no number of a parcel")]
    NoNumber,
    /// The key was used for something else.
    #[error("the key was used for something else")]
    KeyReused,
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for MoveError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

impl From<StepError> for MoveError {
    fn from(error: StepError) -> Self {
        match error {
            StepError::NotFound => Self::NotFound,
            StepError::NotPossible(why) => Self::NotPossible(why.to_string()),
            StepError::Db(error) => Self::Db(error),
        }
    }
}

impl From<ReturnError> for MoveError {
    fn from(error: ReturnError) -> Self {
        match error {
            ReturnError::NotFound => Self::NotFound,
            ReturnError::Db(error) => Self::Db(error),
            other => Self::NotPossible(other.to_string()),
        }
    }
}

/// The orders that hold an owner's goods.
pub trait StudioOrders {
    /// Up to `limit` of them, newest first, after the time and id given.
    fn studio_orders(
        &self,
        owner: &PersonId,
        after: Option<(i64, &str)>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<StudioOrder>, DbError>> + Send;

    /// Makes a move, once for each key; `hash` names its body. Says also of which variants there is more now.
    fn make_move(
        &self,
        owner: &PersonId,
        id: &OrderId,
        wanted: &StudioMove,
        hash: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<(StudioOrder, Vec<VariantId>), MoveError>> + Send;
}

impl StudioOrders for Db {
    async fn studio_orders(
        &self,
        owner: &PersonId,
        after: Option<(i64, &str)>,
        limit: u32,
    ) -> Result<Vec<StudioOrder>, DbError> {
        let (at, id) = after.unwrap_or((i64::MAX, ""));
        let mut reader = self.reader.begin().await?;
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT order_id FROM order_owners \
             WHERE owner = $1 AND (placed_at < $2 OR (placed_at = $2 AND order_id > $3)) \
             ORDER BY placed_at DESC, order_id LIMIT $4",
        )
        .bind(&owner.0)
        .bind(at)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(&mut *reader)
        .await?;
        let products = products_of(&mut reader, owner).await?;
        let mut orders = Vec::with_capacity(ids.len());
        for id in ids {
            let found = steps::load_any(&mut reader, &OrderId(id)).await?;
            orders.extend(found.map(|(_, order)| seen(order, &products)));
        }
        Ok(orders)
    }

    async fn make_move(
        &self,
        owner: &PersonId,
        id: &OrderId,
        wanted: &StudioMove,
        hash: &str,
        now: Timestamp,
    ) -> Result<(StudioOrder, Vec<VariantId>), MoveError> {
        let mut writing = self.write().await?;
        let Some((session, order)) = steps::load_any(&mut writing, id).await? else {
            return Err(MoveError::NotFound);
        };
        let products = products_of(&mut writing, owner).await?;
        let shown = seen(order.clone(), &products);
        if shown.lines.is_empty() {
            return Err(MoveError::NotFound);
        }
        if is_made(&mut writing, owner, id, wanted, hash, now).await? {
            return Ok((shown, Vec::new()));
        }
        let variants = act(&mut writing, &session, order, &shown.returns, &wanted.act, now).await?;
        sqlx::query("UPDATE orders SET by_hand = TRUE WHERE id = $1")
            .bind(&id.0)
            .execute(&mut *writing)
            .await?;
        let Some((_, order)) = steps::load_any(&mut writing, id).await? else {
            return Err(MoveError::NotFound);
        };
        writing.commit().await?;
        Ok((seen(order, &products), variants))
    }
}

/// Whether the move was made before. If not, it is from now on.
async fn is_made(
    writing: &mut SqliteConnection,
    owner: &PersonId,
    id: &OrderId,
    wanted: &StudioMove,
    hash: &str,
    now: Timestamp,
) -> Result<bool, MoveError> {
    let known: Option<String> = sqlx::query_scalar(
        "SELECT request_hash FROM studio_moves WHERE order_id = $1 AND owner = $2 AND key = $3",
    )
    .bind(&id.0)
    .bind(&owner.0)
    .bind(&wanted.key.0)
    .fetch_optional(&mut *writing)
    .await?;
    match known {
        Some(known) if known == hash => return Ok(true),
        Some(_) => return Err(MoveError::KeyReused),
        None => {}
    }
    sqlx::query(
        "INSERT INTO studio_moves (order_id, owner, key, request_hash, at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&id.0)
    .bind(&owner.0)
    .bind(&wanted.key.0)
    .bind(hash)
    .bind(now.ms)
    .execute(writing)
    .await?;
    Ok(false)
}

async fn act(
    writing: &mut SqliteConnection,
    session: &SessionId,
    mut order: Order,
    returns: &[Return],
    act: &StudioAct,
    now: Timestamp,
) -> Result<Vec<VariantId>, MoveError> {
    let action = match act {
        StudioAct::Pack => OrderAction::Pack,
        StudioAct::Deliver => OrderAction::Deliver,
        StudioAct::Ship(shipment) => {
            order.tracking = Some(tracking::track(shipment).ok_or(MoveError::NoNumber)?);
            OrderAction::Ship
        }
        StudioAct::TakeBack(id) if returns.iter().any(|one| one.id == *id) => {
            return Ok(returns::take_back(writing, session, &order, id, now).await?);
        }
        StudioAct::Refuse(refusal) if returns.iter().any(|one| one.id == refusal.id) => {
            let why = refusal.why.trim();
            returns::refuse(writing, session, &order, (&refusal.id, why), now).await?;
            return Ok(Vec::new());
        }
        // Of another order, or of goods that are not this owner's.
        StudioAct::TakeBack(_) | StudioAct::Refuse(_) => return Err(MoveError::NotFound),
    };
    let state: OrderState = order::next(order.state, action).map_err(StepError::from)?;
    steps::step(writing, session, &mut order, state, now).await?;
    Ok(Vec::new())
}

async fn products_of(reader: &mut SqliteConnection, owner: &PersonId) -> Result<HashSet<String>, DbError> {
    let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM products WHERE owner = $1")
        .bind(&owner.0)
        .fetch_all(reader)
        .await?;
    Ok(ids.into_iter().collect())
}

/// An order as the owner of these products sees it.
fn seen(order: Order, products: &HashSet<String>) -> StudioOrder {
    let (lines, others): (Vec<OrderLine>, Vec<OrderLine>) = order
        .lines
        .into_iter()
        .partition(|line| products.contains(&line.product.0));
    // Whoever answers a return answers all of it.
    let is_theirs = |one: &Return| {
        let own = |variant: &VariantId| lines.iter().any(|line| line.variant == *variant);
        one.lines.iter().all(|line| own(&line.variant))
    };
    StudioOrder {
        id: order.id,
        number: order.number,
        state: order.state,
        returns: order.returns.into_iter().filter(is_theirs).collect(),
        lines,
        others: others
            .iter()
            .map(|line| line.quantity)
            .fold(0, u32::saturating_add),
        address: order.address,
        tracking: order.tracking,
        placed_at: order.placed_at,
    }
}
