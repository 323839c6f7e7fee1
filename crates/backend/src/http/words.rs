//! Every refusal in words: what is the matter, and what to do now.

use super::problem::AppError;

impl AppError {
    /// Status, kind, title, detail, next step.
    pub(super) fn words(&self) -> (u16, &'static str, &'static str, String, &str) {
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
                own("Something else was sent with this key."),
                "Use a new key for something new.",
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
            Self::NotSigned(refusal) => (
                400,
                "not-signed",
                "Not taken",
                refusal.to_string(),
                "Sign the raw body with the webhook's secret and send it again.",
            ),
            Self::Account(refusal) => refusal.words(),
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
