//! Everything that is kept about a person, for themselves.

use std::future::Future;

use meadow_wire::{CommentId, Event, Export, NoteId, OrderId, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{
    AccountId, Db, DbError, SessionId, SignIns, Tie, accounts, carts, case_rows, comments, inbox, note_rows,
    relationships, reviews, rows, saved, steps,
};

/// Taking one's data along.
pub trait Exports {
    /// Everything of an account; `own` is the session that asks.
    fn export(
        &self,
        account: &AccountId,
        own: &SessionId,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<Export>, DbError>> + Send;
}

impl Exports for Db {
    async fn export(
        &self,
        account: &AccountId,
        own: &SessionId,
        now: Timestamp,
    ) -> Result<Option<Export>, DbError> {
        let sessions = self.sign_ins(account, own, now).await?;
        let mut reader = self.reader.begin().await?;
        let Some(known) = accounts::load(&mut reader, account).await? else {
            return Ok(None);
        };
        Ok(Some(Export {
            made_at: now,
            sessions,
            cart: carts::load(&mut reader, &known.root).await?,
            saved: saved::load(&mut reader, &known.root).await?,
            liked: marked(&mut reader, &known.root, "like").await?,
            collected: marked(&mut reader, &known.root, "collect").await?,
            following: relationships::tied(&mut reader, &known.root, Tie::Follow).await?,
            muting: relationships::tied(&mut reader, &known.root, Tie::Mute).await?,
            orders: orders(&mut reader, &known.root).await?,
            messages: inbox::all(&mut reader, &known.root).await?,
            reviews: reviews::of_session(&mut reader, &known.root).await?,
            comments: comments::of_session(&mut reader, &known.root).await?,
            notes: note_rows::of_session(&mut reader, &known.root).await?,
            liked_comments: liked_comments(&mut reader, &known.root).await?,
            reports: case_rows::of_session(&mut reader, &known.root).await?,
            said: said(&mut reader, known.account.person.id.as_str()).await?,
            account: known.account,
        }))
    }
}

async fn marked(reader: &mut SqliteConnection, root: &SessionId, kind: &str) -> Result<Vec<NoteId>, DbError> {
    let notes: Vec<String> =
        sqlx::query_scalar("SELECT note FROM marks WHERE session = $1 AND kind = $2 ORDER BY note")
            .bind(&root.0)
            .bind(kind)
            .fetch_all(reader)
            .await?;
    Ok(notes.into_iter().map(NoteId).collect())
}

async fn liked_comments(reader: &mut SqliteConnection, root: &SessionId) -> Result<Vec<CommentId>, DbError> {
    let comments: Vec<String> =
        sqlx::query_scalar("SELECT comment FROM comment_likes WHERE session = $1 ORDER BY comment")
            .bind(&root.0)
            .fetch_all(reader)
            .await?;
    Ok(comments.into_iter().map(CommentId).collect())
}

async fn orders(reader: &mut SqliteConnection, root: &SessionId) -> Result<Vec<meadow_wire::Order>, DbError> {
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id FROM orders WHERE session = $1 ORDER BY placed_at DESC, id")
            .bind(&root.0)
            .fetch_all(&mut *reader)
            .await?;
    let mut orders = Vec::with_capacity(ids.len());
    for id in ids {
        orders.extend(steps::load(reader, root, &OrderId(id)).await?);
    }
    Ok(orders)
}

async fn said(reader: &mut SqliteConnection, person: &str) -> Result<Vec<Event>, DbError> {
    sqlx::query("SELECT seq, prev, at_ms, body FROM room_events WHERE sender = $1 ORDER BY at_ms, seq")
        .bind(person)
        .fetch_all(reader)
        .await?
        .iter()
        .map(|row| {
            Ok(Event {
                seq: row.try_get::<i64, _>("seq")?.unsigned_abs(),
                prev: row.try_get::<i64, _>("prev")?.unsigned_abs(),
                at: rows::moment(row, "at_ms")?,
                body: rows::json(row, "body")?,
            })
        })
        .collect()
}
