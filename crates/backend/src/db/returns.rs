//! Goods that go back: asked for by the shopper, decided by the shop, each in one transaction with all that follows.

use std::future::Future;

use meadow_domain::{
    order::{self, NotPossible, OrderAction},
    returns::{self, ReturnAction, ReturnNotPossible},
};
use meadow_wire::{
    FieldError, MessageAbout, Order, OrderId, OrderLine, Return, ReturnId, ReturnRequest, ReturnState,
    Timestamp, VariantId,
};
use sqlx::SqliteConnection;

use super::{
    Db, DbError, PhotoRefusal, SessionId, inbox, photos, refunds, return_rows, review_rows, sessions, steps,
};

/// Why a return did not move.
#[derive(Debug, thiserror::Error)]
pub enum ReturnError {
    /// There is no such order or return.
    #[error("no such return")]
    NotFound,
    /// The order's state does not allow it.
    #[error(transparent)]
    NotPossible(#[from] NotPossible),
    /// The return's state does not allow it.
    #[error(transparent)]
    Decided(#[from] ReturnNotPossible),
    /// So many returns of one order are enough.
    #[error("too many returns")]
    TooMany,
    /// The order does not have it (any more).
    #[error("not in the order")]
    NotThere(Vec<FieldError>),
    /// A photo can't be shown with it; which of those named.
    #[error("no such photo")]
    Photo(usize, PhotoRefusal),
    /// The key was used for something else.
    #[error("the key was used for something else")]
    KeyReused,
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for ReturnError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Returns.
pub trait Returns {
    /// Asks to send goods back; says whether the return is new. `hash` names the request's body.
    fn request_return(
        &self,
        session: &SessionId,
        id: &OrderId,
        request: &ReturnRequest,
        hash: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<(Order, bool), ReturnError>> + Send;

    /// Takes back what was asked for before the time given, but for orders that an owner moves by hand. Says of which
    /// variants there is more now.
    fn take_back_asked(
        &self,
        asked_before: Timestamp,
        now: Timestamp,
    ) -> impl Future<Output = Result<Vec<VariantId>, ReturnError>> + Send;
}

impl Returns for Db {
    async fn request_return(
        &self,
        session: &SessionId,
        id: &OrderId,
        request: &ReturnRequest,
        hash: &str,
        now: Timestamp,
    ) -> Result<(Order, bool), ReturnError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        let Some(order) = steps::load(&mut writing, session, id).await? else {
            return Err(ReturnError::NotFound);
        };
        let known: Option<String> =
            sqlx::query_scalar("SELECT request_hash FROM returns WHERE order_id = $1 AND key = $2")
                .bind(&id.0)
                .bind(&request.key.0)
                .fetch_optional(&mut *writing)
                .await?;
        match known {
            Some(known) if known == hash => return Ok((order, false)),
            Some(_) => return Err(ReturnError::KeyReused),
            None => {}
        }
        order::next(order.state, OrderAction::RequestReturn)?;
        let missing = returns::check_lines(&order, &request.lines);
        if !missing.is_empty() {
            return Err(ReturnError::NotThere(missing));
        }
        if !returns::can_return(&order) {
            return Err(ReturnError::TooMany);
        }
        let made = return_rows::insert(&mut writing, &order, request, hash, now).await?;
        for (position, used) in request.photos.iter().enumerate() {
            photos::use_in_returns(&mut writing, session, &made, position, used)
                .await?
                .map_err(|refusal| ReturnError::Photo(position, refusal))?;
        }
        let order = settled(&mut writing, session, id, now).await?;
        writing.commit().await?;
        Ok((order, true))
    }

    async fn take_back_asked(
        &self,
        asked_before: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<VariantId>, ReturnError> {
        let due = "SELECT r.id, r.order_id FROM returns r JOIN orders o ON o.id = r.order_id \
             WHERE r.state = 'requested' AND r.asked_at <= $1 AND NOT o.by_hand ORDER BY r.asked_at LIMIT 100";
        let waiting: Vec<(String, String)> = sqlx::query_as(due)
            .bind(asked_before.ms)
            .fetch_all(&self.reader)
            .await?;
        let mut variants = Vec::new();
        for (id, order) in waiting {
            let mut writing = self.write().await?;
            let Some((session, order)) = steps::load_any(&mut writing, &OrderId(order)).await? else {
                continue;
            };
            match take_back(&mut writing, &session, &order, &ReturnId(id), now).await {
                Ok(more) => variants.extend(more),
                // An owner was faster.
                Err(ReturnError::Decided(_)) => continue,
                Err(error) => return Err(error),
            }
            writing.commit().await?;
        }
        Ok(variants)
    }
}

/// The shop has the goods again: they go back into stock, and what was paid for them is owed. Says of which variants there
/// is more now.
pub(super) async fn take_back(
    writing: &mut SqliteConnection,
    session: &SessionId,
    order: &Order,
    id: &ReturnId,
    now: Timestamp,
) -> Result<Vec<VariantId>, ReturnError> {
    let mut one = find(order, id)?;
    one.state = returns::next(one.state, ReturnAction::TakeBack)?;
    let refund = returns::refund(order, &one.lines);
    one.refund = Some(refund);
    for line in &one.lines {
        steps::put_back(writing, &line.variant, line.quantity).await?;
    }
    return_rows::write(writing, &mut one, now).await?;
    if let Some(after) = steps::load(writing, session, &order.id).await? {
        let all_back = |line: &&OrderLine| returns::came_back(&after, line) >= line.quantity;
        for line in after.lines.iter().filter(all_back) {
            review_rows::line_came_back(writing, &order.id, &line.variant).await?;
        }
    }
    inbox::tell(
        writing,
        session,
        order,
        &MessageAbout::ReturnAccepted(refund),
        &id.0,
        now,
    )
    .await?;
    if refund.minor > 0 {
        let part = refunds::Part {
            name: id.clone(),
            amount: refund,
        };
        refunds::owe_part(writing, &order.id, &part, now).await?;
        settled(writing, session, &order.id, now).await?;
    } else {
        // Nothing was paid for it: there is nothing to wait for.
        given_back(writing, id, now).await?;
    }
    Ok(one.lines.into_iter().map(|line| line.variant).collect())
}

/// The shop does not take it, and says why.
pub(super) async fn refuse(
    writing: &mut SqliteConnection,
    session: &SessionId,
    order: &Order,
    (id, why): (&ReturnId, &str),
    now: Timestamp,
) -> Result<(), ReturnError> {
    let mut one = find(order, id)?;
    one.state = returns::next(one.state, ReturnAction::Refuse)?;
    one.answer = why.to_owned();
    return_rows::write(writing, &mut one, now).await?;
    inbox::tell(
        writing,
        session,
        order,
        &MessageAbout::ReturnRefused(why.to_owned()),
        &id.0,
        now,
    )
    .await?;
    settled(writing, session, &order.id, now).await?;
    Ok(())
}

/// The money of a return was given back.
pub(super) async fn given_back(
    writing: &mut SqliteConnection,
    id: &ReturnId,
    now: Timestamp,
) -> Result<(), ReturnError> {
    let order: String = sqlx::query_scalar("SELECT order_id FROM returns WHERE id = $1")
        .bind(&id.0)
        .fetch_one(&mut *writing)
        .await?;
    let Some((session, order)) = steps::load_any(writing, &OrderId(order)).await? else {
        return Err(ReturnError::NotFound);
    };
    let mut one = find(&order, id)?;
    if one.state == ReturnState::Refunded {
        return Ok(());
    }
    one.state = returns::next(one.state, ReturnAction::Refund)?;
    let refund = one.refund.unwrap_or_default();
    return_rows::write(writing, &mut one, now).await?;
    if refund.minor > 0 {
        inbox::tell(
            writing,
            &session,
            &order,
            &MessageAbout::RefundGiven(refund),
            &id.0,
            now,
        )
        .await?;
    }
    settled(writing, &session, &order.id, now).await?;
    Ok(())
}

fn find(order: &Order, id: &ReturnId) -> Result<Return, ReturnError> {
    let one = order.returns.iter().find(|one| one.id == *id);
    one.cloned().ok_or(ReturnError::NotFound)
}

/// Brings the order in line with its returns, and reads it.
async fn settled(
    writing: &mut SqliteConnection,
    session: &SessionId,
    id: &OrderId,
    now: Timestamp,
) -> Result<Order, ReturnError> {
    let Some(mut order) = steps::load(writing, session, id).await? else {
        return Err(ReturnError::NotFound);
    };
    let state = returns::standing(&order);
    if state != order.state {
        steps::step(writing, session, &mut order, state, now).await?;
    }
    Ok(order)
}
