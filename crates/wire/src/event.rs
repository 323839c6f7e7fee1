//! What a live room's log holds: over the socket as it happens, by `GET /api/v1/rooms/{id}/log` later.

use serde::{Deserialize, Serialize};

use crate::{ClientId, PersonId, Picture, ProductId, Timestamp};

/// A durable event of a room's log. It is taken only if `prev` is the last one taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Its number; grows, not always by one.
    pub seq: u64,
    /// The number of the event before it; 0 for the first.
    pub prev: u64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub body: EventBody,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventBody {
    /// Somebody said something.
    Chat {
        /// Who.
        by: Viewer,
        /// Plain text.
        text: String,
        /// Which outbox it came from, so that the sender knows its own line.
        client_id: ClientId,
        /// Which message of the outbox.
        client_seq: u64,
    },
    /// The host pins a product, or unpins.
    Pin {
        /// Which product.
        product: Option<ProductId>,
    },
    /// The host starts to explain a product.
    Explain {
        /// Which product.
        product: ProductId,
    },
    /// The host answers a question.
    Answer {
        /// The question.
        question: String,
        /// The answer.
        text: String,
        /// What it is about.
        product: Option<ProductId>,
    },
    /// The room begins.
    Start,
    /// The room ends.
    End,
}

/// Who a client speaks as.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Viewer {
    /// Which person.
    pub id: PersonId,
    /// The name shown.
    pub name: String,
    /// The portrait shown.
    pub avatar: Picture,
}
