//! Accounts: signing up, in and out, and what one can do about one's own.

use gloo_net::http::Method;
use meadow_wire::{
    Account, AccountChange, Farewell, Page, PasswordChange, Session, SessionInfo, SignIn, SignInId, SignUp,
};

use super::client::{self, ApiError};

/// `POST /api/v1/account`: makes an account with a password, and signs in.
pub async fn sign_up(asked: &SignUp) -> Result<Session, ApiError> {
    client::send(Method::POST, "/api/v1/account", asked).await
}

/// `POST /api/v1/session/sign-in`: signs in with a password.
pub async fn sign_in(asked: &SignIn) -> Result<Session, ApiError> {
    client::send(Method::POST, "/api/v1/session/sign-in", asked).await
}

/// `POST /api/v1/session/sign-out`: ends this session.
pub async fn sign_out() -> Result<(), ApiError> {
    client::tell_empty(Method::POST, "/api/v1/session/sign-out").await
}

/// `GET /api/v1/account`: the account that is signed in.
pub async fn read() -> Result<Account, ApiError> {
    client::get("/api/v1/account", &[]).await
}

/// `PUT /api/v1/account`: another name.
pub async fn rename(asked: &AccountChange) -> Result<Account, ApiError> {
    client::send(Method::PUT, "/api/v1/account", asked).await
}

/// `PUT /api/v1/account/password`: another password, or the first one.
pub async fn set_password(asked: &PasswordChange) -> Result<(), ApiError> {
    client::tell(Method::PUT, "/api/v1/account/password", asked).await
}

/// `DELETE /api/v1/account`: gives the account up.
pub async fn give_up(asked: &Farewell) -> Result<(), ApiError> {
    client::tell(Method::DELETE, "/api/v1/account", asked).await
}

/// `GET /api/v1/account/export`: everything that is kept about the person, as the JSON of a `meadow_wire::Export`.
pub async fn export() -> Result<String, ApiError> {
    client::text("/api/v1/account/export").await
}

/// `GET /api/v1/sessions`: where the account is signed in.
pub async fn sessions() -> Result<Page<SessionInfo>, ApiError> {
    client::get("/api/v1/sessions", &[]).await
}

/// `DELETE /api/v1/sessions/{id}`: signs out there.
pub async fn end_session(id: &SignInId) -> Result<(), ApiError> {
    client::tell_empty(
        Method::DELETE,
        &client::path("/api/v1/sessions/", id.as_str(), ""),
    )
    .await
}

/// `DELETE /api/v1/sessions`: signs out everywhere else.
pub async fn end_other_sessions() -> Result<(), ApiError> {
    client::tell_empty(Method::DELETE, "/api/v1/sessions").await
}
