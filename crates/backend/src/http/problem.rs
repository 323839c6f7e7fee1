//! What goes wrong, as answers of RFC 9457 with a next step.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use meadow_wire::{FieldError, Problem};

use super::stated::Stated;
use crate::db::DbError;

/// Why a request is refused: one variant per thing the client can do about it.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing has this id or path.
    #[error("{0}")]
    NotFound(String),
    /// The body is not JSON.
    #[error("{0}")]
    BadJson(String),
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<FieldError>),
    /// There is no session, or it is over.
    #[error("no session")]
    NoSession,
    /// The cart is not the one the shopper saw.
    #[error("the cart changed")]
    CartChanged,
    /// Nothing is in the cart.
    #[error("the cart is empty")]
    EmptyCart,
    /// Less is left than is wanted.
    #[error("sold out")]
    SoldOut(Vec<FieldError>),
    /// A rule says no in its own words.
    #[error("{}", .0.detail)]
    Stated(Box<Stated>),
    /// The payment was declined.
    #[error("declined")]
    Declined,
    /// The hold on the goods ran out.
    #[error("the hold expired")]
    Expired,
    /// Another purchase has this key.
    #[error("the key was used for something else")]
    KeyReused,
    /// The first request with this key is not answered yet.
    #[error("in flight")]
    InFlight,
    /// The order's state does not allow it.
    #[error("{0}")]
    NotPossible(String),
    /// Too many requests.
    #[error("too many requests")]
    TooMany {
        /// When to try again.
        retry_after_secs: u32,
    },
    /// The body is too large.
    #[error("the body is over {limit_bytes} bytes")]
    TooLarge {
        /// What is allowed.
        limit_bytes: usize,
    },
    /// The answer took too long.
    #[error("timeout")]
    Timeout,
    /// Whether the payment went through is not known yet. The text is logged and never sent.
    #[error("the payment is open: {0}")]
    Unsure(String),
    /// The path exists, the method does not.
    #[error("the method is not allowed here")]
    WrongMethod,
    /// Our fault. The text is logged and never sent.
    #[error("{0}")]
    Broken(String),
}

impl From<DbError> for AppError {
    fn from(error: DbError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl AppError {
    /// One wrong field.
    pub fn field(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError {
            field: field.into(),
            detail: detail.into(),
        }])
    }

    /// Nothing has this id: `AppError::missing("note")`.
    pub fn missing(what: &str) -> Self {
        Self::NotFound(format!("There is no such {what}, or it is gone."))
    }

    /// The answer's body.
    pub fn problem(&self) -> Problem {
        let (status, kind, title, detail, next_step) = self.words();
        Problem {
            kind: format!("/problems/{kind}"),
            title: title.to_owned(),
            status,
            detail,
            next_step: next_step.to_owned(),
            errors: match self {
                Self::Invalid(errors) | Self::SoldOut(errors) => errors.clone(),
                Self::Stated(stated) => stated.errors.clone(),
                _ => Vec::new(),
            },
            retry_after_secs: match self {
                Self::TooMany { retry_after_secs } => Some(*retry_after_secs),
                Self::Timeout | Self::Unsure(_) => Some(2),
                Self::InFlight => Some(1),
                _ => None,
            },
        }
    }

    fn words(&self) -> (u16, &'static str, &'static str, String, &str) {
        let own = |text: &str| text.to_owned();
        match self {
            Self::NotFound(detail) => (
                404,
                "not-found",
                "Not found",
                detail.clone(),
                "Check the link, or go back to the feed.",
            ),
            Self::BadJson(detail) => (
                400,
                "bad-json",
                "Unreadable request",
                detail.clone(),
                "Send a JSON object as the API describes it.",
            ),
            Self::Invalid(errors) => {
                let detail = match errors.as_slice() {
                    [one] => format!("{}: {}", one.field, one.detail),
                    many => format!("{} fields need another value.", many.len()),
                };
                (
                    422,
                    "invalid",
                    "Something is not right",
                    detail,
                    "Correct the fields named and send it again.",
                )
            }
            Self::NoSession => (
                401,
                "no-session",
                "No session",
                own("This needs a session, and there is none or it is over."),
                "Make a session with POST /api/v1/session and try again.",
            ),
            Self::CartChanged => (
                409,
                "cart-changed",
                "The cart changed",
                own("The cart is not the one you looked at."),
                "Look at the cart again, then check out.",
            ),
            Self::EmptyCart => (
                409,
                "empty-cart",
                "The cart is empty",
                own("There is nothing in the cart to check out."),
                "Put something in the cart first.",
            ),
            Self::SoldOut(_) => (
                409,
                "sold-out",
                "Not enough left",
                own("Less is left than you want."),
                "Change the quantities in the cart, then check out again.",
            ),
            Self::Stated(stated) => (
                stated.status,
                stated.kind,
                stated.title,
                stated.detail.clone(),
                &stated.next_step,
            ),
            Self::Declined => (
                402,
                "declined",
                "The payment was declined",
                own("The card was declined. The goods are still held for you."),
                "Try another card.",
            ),
            Self::Expired => (
                410,
                "expired",
                "The time is up",
                own("The goods were held for you, but not any more: they are back on sale."),
                "Check out again.",
            ),
            Self::KeyReused => (
                422,
                "key-reused",
                "The key was used before",
                own("Another purchase was made with this key."),
                "Use a new key for a new purchase.",
            ),
            Self::InFlight => (
                409,
                "in-flight",
                "Still working on it",
                own("The first request with this key is not finished."),
                "Wait a moment and ask again with the same key.",
            ),
            Self::NotPossible(detail) => (
                409,
                "not-possible",
                "Not possible now",
                detail.clone(),
                "Look at the order as it is now.",
            ),
            Self::TooMany { .. } => (
                429,
                "too-many",
                "Too many requests",
                own("That was too much at once."),
                "Wait as long as `retry_after_secs` says and try again.",
            ),
            Self::TooLarge { limit_bytes } => (
                413,
                "too-large",
                "Too large",
                format!("The body may have {limit_bytes} bytes."),
                "Send less at once.",
            ),
            Self::Timeout => (
                503,
                "timeout",
                "That took too long",
                own("The shop did not answer in time."),
                "Try again; what you send twice happens once.",
            ),
            Self::Unsure(_) => (
                503,
                "timeout",
                "Not known yet",
                own("The shop could not finish the purchase. The money may have moved already."),
                "Ask again with the same key: you pay once.",
            ),
            Self::WrongMethod => (
                405,
                "wrong-method",
                "Not possible here",
                own("This path does not take this method."),
                "See /api/v1/openapi.json for what it takes.",
            ),
            Self::Broken(_) => (
                500,
                "broken",
                "Something broke on our side",
                own("The shop made a mistake. Nothing was changed."),
                "Try again; if it stays like this, come back later.",
            ),
        }
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let problem = self.problem();
        if problem.status >= 500 {
            tracing::error!(kind = problem.kind, cause = %self, "answered with a failure");
        }
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = problem.retry_after_secs;
        let mut answer = (status, axum::Json(problem)).into_response();
        let headers = answer.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(secs) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(secs));
        }
        answer
    }
}
