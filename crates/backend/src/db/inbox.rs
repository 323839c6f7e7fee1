//! What the shop tells its shoppers, of orders and of answers: written in the transaction that makes it true, each thing once.

use std::future::Future;

use meadow_wire::{
    AnswerTold, Comment, CommentId, Message, MessageAbout, MessageId, NoteId, Order, OrderId, Timestamp,
};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{Db, DbError, SessionId, rows};
use crate::clock;

/// Messages.
pub trait Messages {
    /// Up to `limit` messages of this session, newest first, after the time and id given.
    fn messages(
        &self,
        session: &SessionId,
        after: Option<(i64, &str)>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Message>, DbError>> + Send;

    /// How many of this session's messages are not read.
    fn unread(&self, session: &SessionId) -> impl Future<Output = Result<u32, DbError>> + Send;

    /// Marks a message as read, or all of them. Says `false` if there is no such message.
    fn mark_read(
        &self,
        session: &SessionId,
        which: Option<&MessageId>,
    ) -> impl Future<Output = Result<bool, DbError>> + Send;
}

impl Messages for Db {
    async fn messages(
        &self,
        session: &SessionId,
        after: Option<(i64, &str)>,
        limit: u32,
    ) -> Result<Vec<Message>, DbError> {
        let (at, id) = after.unwrap_or((i64::MAX, ""));
        let rows = sqlx::query(
            "SELECT m.id, m.order_id, o.number, m.about, m.at, m.is_read FROM messages m \
             LEFT JOIN orders o ON o.id = m.order_id \
             WHERE m.session = $1 AND (m.at < $2 OR (m.at = $2 AND m.id > $3)) ORDER BY m.at DESC, m.id LIMIT $4",
        )
        .bind(&session.0)
        .bind(at)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(message).collect()
    }

    async fn unread(&self, session: &SessionId) -> Result<u32, DbError> {
        let count: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM messages WHERE session = $1 AND NOT is_read")
                .bind(&session.0)
                .fetch_one(&self.reader)
                .await?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    async fn mark_read(&self, session: &SessionId, which: Option<&MessageId>) -> Result<bool, DbError> {
        let marked = match which {
            Some(id) => sqlx::query("UPDATE messages SET is_read = TRUE WHERE session = $1 AND id = $2")
                .bind(&session.0)
                .bind(&id.0),
            None => sqlx::query("UPDATE messages SET is_read = TRUE WHERE session = $1 AND NOT is_read")
                .bind(&session.0),
        };
        Ok(marked.execute(&self.writer).await?.rows_affected() > 0 || which.is_none())
    }
}

/// All that was told this session, newest first.
pub(super) async fn all(reader: &mut SqliteConnection, session: &SessionId) -> Result<Vec<Message>, DbError> {
    let rows = sqlx::query(
        "SELECT m.id, m.order_id, o.number, m.about, m.at, m.is_read FROM messages m \
         LEFT JOIN orders o ON o.id = m.order_id WHERE m.session = $1 ORDER BY m.at DESC, m.id",
    )
    .bind(&session.0)
    .fetch_all(reader)
    .await?;
    rows.iter().map(message).collect()
}

fn message(row: &SqliteRow) -> Result<Message, DbError> {
    Ok(Message {
        id: MessageId(row.try_get("id")?),
        order: row.try_get::<Option<String>, _>("order_id")?.map(OrderId),
        number: row.try_get::<Option<String>, _>("number")?.unwrap_or_default(),
        about: rows::json(row, "about")?,
        at: rows::moment(row, "at")?,
        read: row.try_get("is_read")?,
    })
}

/// Tells the shopper something about an order. What was told before is not told again.
pub(super) async fn tell(
    writing: &mut SqliteConnection,
    session: &SessionId,
    order: &Order,
    about: &MessageAbout,
    which: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let kind = match about {
        MessageAbout::Paid(_) => "paid",
        MessageAbout::Shipped(_) => "shipped",
        MessageAbout::Delivered => "delivered",
        MessageAbout::ReturnAccepted(_) => "return-accepted",
        MessageAbout::ReturnRefused(_) => "return-refused",
        MessageAbout::RefundGiven(_) => "refund-given",
        MessageAbout::Answered(_) => "answered",
    };
    sqlx::query(
        "INSERT INTO messages (id, session, order_id, event, about, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (order_id, event) DO NOTHING",
    )
    .bind(clock::random_id("msg"))
    .bind(&session.0)
    .bind(&order.id.0)
    .bind(format!("{kind}:{which}"))
    .bind(serde_json::to_string(about)?)
    .bind(now.ms)
    .execute(writing)
    .await?;
    Ok(())
}

/// Tells whoever said something that it was answered, unless they answered themselves.
pub(super) async fn tell_answer(
    writing: &mut SqliteConnection,
    session: &SessionId,
    note: &NoteId,
    answered: &CommentId,
    answer: &Comment,
    now: Timestamp,
) -> Result<(), DbError> {
    let about = MessageAbout::Answered(AnswerTold {
        note: note.clone(),
        comment: answer.id.clone(),
        by: answer.author.name.clone(),
        text: answer.text.clone(),
    });
    sqlx::query(
        "INSERT INTO messages (id, session, event, about, at) SELECT $3, session, $4, $5, $6 FROM comments \
         WHERE id = $1 AND session <> $2 ON CONFLICT DO NOTHING",
    )
    .bind(answered.as_str())
    .bind(&session.0)
    .bind(clock::random_id("msg"))
    .bind(event_of(answer.id.as_str()))
    .bind(serde_json::to_string(&about)?)
    .bind(now.ms)
    .execute(writing)
    .await?;
    Ok(())
}

/// An answer that can't be read any more is not told either.
pub(super) async fn forget_answer(writing: &mut SqliteConnection, comment: &str) -> Result<(), DbError> {
    sqlx::query("DELETE FROM messages WHERE order_id IS NULL AND event = $1")
        .bind(event_of(comment))
        .execute(writing)
        .await?;
    Ok(())
}

fn event_of(comment: &str) -> String {
    format!("answered:{comment}")
}
