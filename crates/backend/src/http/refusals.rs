//! Why something about an account is refused, in words.

/// One variant per thing the person can do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountRefusal {
    /// A guest asks for what only an account has.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// Email address and password don't belong together. Whether there is such an account is not told.
    #[error("not recognised")]
    NotRecognised,
    /// The email address can't be used for a new account.
    #[error("the address is taken")]
    Taken,
    /// The passkey does not hold, is unknown, or took too long.
    #[error("the passkey does not count: {0}")]
    WrongPasskey(&'static str),
    /// Something has to happen first.
    #[error("{detail}")]
    NotNow {
        /// What is in the way.
        detail: &'static str,
        /// What to do about it.
        next_step: &'static str,
    },
}

impl AccountRefusal {
    /// Status, kind, title, detail, next step.
    pub fn words(&self) -> (u16, &'static str, &'static str, String, &'static str) {
        match self {
            Self::NotSignedIn => (
                403,
                "not-signed-in",
                "Sign in first",
                "This belongs to an account, and nobody is signed in.".to_owned(),
                "Sign in and try again.",
            ),
            Self::NotRecognised => (
                403,
                "not-recognised",
                "That did not fit",
                "Email address and password don't belong together.".to_owned(),
                "Look at both again. If you have no account yet, make one.",
            ),
            Self::Taken => (
                409,
                "taken",
                "This address can't be used",
                "We can't make a new account with this email address.".to_owned(),
                "If the address is yours, sign in instead.",
            ),
            Self::WrongPasskey(detail) => (
                403,
                "wrong-passkey",
                "The passkey did not work",
                (*detail).to_owned(),
                "Try again, or use your password.",
            ),
            Self::NotNow { detail, next_step } => (
                409,
                "not-possible",
                "Not possible now",
                (*detail).to_owned(),
                next_step,
            ),
        }
    }
}
