//! Async work that ends with its owner.

use std::future::Future;

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;

/// Runs async work that is dropped when the owner is cleaned up. Outside an owner it runs to its end.
pub fn spawn_scoped(work: impl Future<Output = ()> + 'static) {
    let (handle, registration) = AbortHandle::new_pair();
    if Owner::current().is_some() {
        on_cleanup(move || handle.abort());
    }
    leptos::task::spawn_local(async move {
        // Aborted means that the owner went away: nobody waits for the outcome.
        Abortable::new(work, registration).await.unwrap_or_default();
    });
}

/// Runs async work to its end, whoever started it.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    leptos::task::spawn_local(work);
}
