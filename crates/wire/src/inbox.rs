//! What the shop tells a shopper.

use serde::{Deserialize, Serialize};

use crate::{CommentId, MessageId, Money, NoteId, OrderId, Timestamp, Tracking};

/// `GET /api/v1/inbox?cursor=`: what the shop told this session, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inbox {
    /// The messages of this page.
    pub items: Vec<Message>,
    /// Where the next page starts; opaque. Missing on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many are not read, on all pages together.
    pub unread: u32,
}

/// `POST /api/v1/inbox/{id}/read` and `POST /api/v1/inbox/read` answer how many are still not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unread {
    /// How many.
    pub unread: u32,
}

/// One message, about an order or about something that was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Which message.
    pub id: MessageId,
    /// The order that it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// The order's number; empty without one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// What happened.
    pub about: MessageAbout,
    /// When.
    pub at: Timestamp,
    /// Whether it was read.
    pub read: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageAbout {
    /// The order is paid: how much.
    Paid(Money),
    /// The parcel is on its way; where it can be followed.
    Shipped(Tracking),
    /// It arrived.
    Delivered,
    /// The shop has the goods again: what is paid back.
    ReturnAccepted(Money),
    /// The shop does not take it back: why.
    ReturnRefused(String),
    /// The money was given back: how much.
    RefundGiven(Money),
    /// Somebody answered a comment.
    Answered(AnswerTold),
}

/// An answer to a comment of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerTold {
    /// Under which note.
    pub note: NoteId,
    /// The answer.
    pub comment: CommentId,
    /// The name of who wrote it.
    pub by: String,
    /// What it says.
    pub text: String,
}
