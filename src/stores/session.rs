//! Who this browser is. A guest is made before the first write, never before.

use std::cell::RefCell;

use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use meadow_wire::SessionToken;

use crate::{
    api::{self, ApiError},
    browser::{events, storage},
};

const KEPT: &str = "meadow-session";

/// One request that several callers wait for.
type Making = Shared<LocalBoxFuture<'static, Result<(), ApiError>>>;

thread_local! {
    static MAKING: RefCell<Option<Making>> = const { RefCell::new(None) };
}

/// Takes up the session that was kept, or that another tab makes later: all tabs of a browser are one guest.
pub fn restore() {
    adopt();
    let look = |_| {
        adopt();
    };
    events::use_window_event("storage", look);
    // A tab that was asleep heard of nothing.
    events::use_document_event("visibilitychange", look);
}

/// Makes sure that there is a session; several callers at once make one.
pub async fn ensure() -> Result<(), ApiError> {
    if adopt() {
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

/// Forgets a session that the server no longer knows, and only that one: another tab may have a newer one already.
///
/// Without any, the next write makes a new one.
pub fn forget(refused: Option<&SessionToken>) {
    let Some(refused) = refused else {
        return;
    };
    if storage::get(KEPT).as_ref() == Some(&refused.0) {
        storage::remove(KEPT);
    }
    if api::client::token().as_ref() == Some(refused) {
        api::client::set_token(None);
        adopt();
    }
}

/// Takes up the kept session if this tab has none. Says whether it has one now.
pub fn adopt() -> bool {
    if api::client::token().is_none() {
        api::client::set_token(storage::get(KEPT).map(SessionToken));
    }
    api::client::token().is_some()
}

async fn make() -> Result<(), ApiError> {
    let session = api::session::create().await?;
    let token = session.token.ok_or(ApiError::Garbled)?;
    // Another tab was faster: two guests in one browser would have two carts.
    if !adopt() {
        storage::set(KEPT, &token.0);
        api::client::set_token(Some(token));
    }
    Ok(())
}

/// Runs a write with a session; if the server has forgotten ours, once more with a new one.
pub async fn with_session<T>(write: impl AsyncFn() -> Result<T, ApiError>) -> Result<T, ApiError> {
    ensure().await?;
    let used = api::client::token();
    match write().await {
        Err(error) if error.status() == 401 => {
            forget(used.as_ref());
            ensure().await?;
            write().await
        }
        answer => answer,
    }
}
