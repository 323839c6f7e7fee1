//! Who this browser is. A guest is made before the first write, never before.

use std::cell::RefCell;

use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use meadow_wire::SessionToken;

use crate::{
    api::{self, ApiError},
    browser::storage,
};

const KEPT: &str = "meadow-session";

/// One request that several callers wait for.
type Making = Shared<LocalBoxFuture<'static, Result<(), ApiError>>>;

thread_local! {
    static MAKING: RefCell<Option<Making>> = const { RefCell::new(None) };
}

/// Takes up the session that was kept.
pub fn restore() {
    api::client::set_token(storage::get(KEPT).map(SessionToken));
}

/// Makes sure that there is a session; several callers at once make one.
pub async fn ensure() -> Result<(), ApiError> {
    if api::client::token().is_some() {
        return Ok(());
    }
    let making = MAKING.with_borrow_mut(|making| {
        making
            .get_or_insert_with(|| make().boxed_local().shared())
            .clone()
    });
    let made = making.await;
    MAKING.set(None);
    made
}

/// Forgets a session that the server no longer knows. The next write makes a new one.
pub fn forget() {
    storage::remove(KEPT);
    api::client::set_token(None);
}

async fn make() -> Result<(), ApiError> {
    let session = api::session::create().await?;
    let token = session.token.ok_or(ApiError::Garbled)?;
    storage::set(KEPT, &token.0);
    api::client::set_token(Some(token));
    Ok(())
}

/// Runs a write with a session; if the server has forgotten ours, once more with a new one.
pub async fn with_session<T>(write: impl AsyncFn() -> Result<T, ApiError>) -> Result<T, ApiError> {
    ensure().await?;
    match write().await {
        Err(error) if error.status() == 401 => {
            forget();
            ensure().await?;
            write().await
        }
        answer => answer,
    }
}
