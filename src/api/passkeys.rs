//! Passkeys: a challenge, and its answer.

use gloo_net::http::Method;
use meadow_wire::{
    Account, PasskeyAnswer, PasskeyId, PasskeyMade, PasskeyOffer, PasskeyQuestion, PasskeySignUp, Session,
};

use super::client::{self, ApiError};

/// `POST /api/v1/passkeys/register/begin`: offers to make a passkey for the account.
pub async fn register_begin() -> Result<PasskeyOffer, ApiError> {
    client::send_empty(Method::POST, "/api/v1/passkeys/register/begin").await
}

/// `POST /api/v1/passkeys/register/finish`: keeps it.
pub async fn register_finish(made: &PasskeyMade) -> Result<Account, ApiError> {
    client::send(Method::POST, "/api/v1/passkeys/register/finish", made).await
}

/// `POST /api/v1/passkeys/sign-up/begin`: offers to make an account with a passkey.
pub async fn sign_up_begin(asked: &PasskeySignUp) -> Result<PasskeyOffer, ApiError> {
    client::send(Method::POST, "/api/v1/passkeys/sign-up/begin", asked).await
}

/// `POST /api/v1/passkeys/sign-up/finish`: makes the account, and signs in.
pub async fn sign_up_finish(made: &PasskeyMade) -> Result<Session, ApiError> {
    client::send(Method::POST, "/api/v1/passkeys/sign-up/finish", made).await
}

/// `POST /api/v1/passkeys/sign-in/begin`: asks for any passkey of the shop.
pub async fn sign_in_begin() -> Result<PasskeyQuestion, ApiError> {
    client::send_empty(Method::POST, "/api/v1/passkeys/sign-in/begin").await
}

/// `POST /api/v1/passkeys/sign-in/finish`: signs in.
pub async fn sign_in_finish(answer: &PasskeyAnswer) -> Result<Session, ApiError> {
    client::send(Method::POST, "/api/v1/passkeys/sign-in/finish", answer).await
}

/// `DELETE /api/v1/passkeys/{id}`: takes a passkey from the account.
pub async fn remove(id: &PasskeyId) -> Result<(), ApiError> {
    client::tell_empty(
        Method::DELETE,
        &client::path("/api/v1/passkeys/", id.as_str(), ""),
    )
    .await
}
