//! What goes wrong, as answers of RFC 9457 with a next step.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use meadow_wire::{FieldError, Problem};

use super::{refusals::AccountRefusal, stated::Stated};
use crate::{db::DbError, payment::WebhookRefusal};

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
    /// Somebody says something in a payment provider's name, and it is not signed by it.
    #[error(transparent)]
    NotSigned(#[from] WebhookRefusal),
    /// Something about an account.
    #[error(transparent)]
    Account(#[from] AccountRefusal),
    /// The path exists, the method does not.
    #[error("the method is not allowed here")]
    WrongMethod,
    /// Our fault. The text is logged and never sent.
    #[error("{0}")]
    Broken(String),
}

impl From<DbError> for AppError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Over => Self::NoSession,
            broken => Self::Broken(broken.to_string()),
        }
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
