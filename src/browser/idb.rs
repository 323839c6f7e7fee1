//! Texts that survive a killed browser, in IndexedDB; in memory where a browser forbids it.

use std::cell::RefCell;

use futures::{
    FutureExt,
    future::{Either, LocalBoxFuture, Shared, select},
};
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::{few::Few, panic::is_dead, time::sleep};

const DATABASE: &str = "meadow";
const STORE: &str = "kept";
/// A browser that does not open the database in this time is not waited for, in milliseconds.
const PATIENCE_MS: u32 = 2_000;

type Opening = Shared<LocalBoxFuture<'static, Option<IdbDatabase>>>;

thread_local! {
    static OPENING: RefCell<Option<Opening>> = const { RefCell::new(None) };
    /// The newest text of each name that this page wrote; `None` for one that it removed.
    static WRITTEN: RefCell<Few<Option<String>>> = const { RefCell::new(Few::new()) };
}

/// What was kept under a name.
pub async fn get(name: &str) -> Option<String> {
    if let Some(written) = WRITTEN.with_borrow(|written| written.get(name).cloned()) {
        return written;
    }
    get_anew(name).await
}

/// Keeps a text under a name. Says `false` if it will not outlive the page.
pub async fn set(name: &str, text: String) -> bool {
    write(vec![(name, Some(text))]).await
}

/// Forgets a name. Says `false` if it may come back with the next page.
pub async fn remove(name: &str) -> bool {
    write(vec![(name, None)]).await
}

/// Keeps several texts, or forgets those that are `None`: all or none, so that no crash comes between them. Says `false`
/// if they will not outlive the page.
pub async fn set_all(changes: Vec<(&str, Option<String>)>) -> bool {
    write(changes).await
}

/// What is kept under a name now, also if another tab wrote it after this one.
pub async fn get_anew(name: &str) -> Option<String> {
    let (store, _) = open_store(IdbTransactionMode::Readonly).await?;
    read(&store, name).await
}

/// The names that begin so, those of other tabs too.
pub async fn names(beginning: &str) -> Vec<String> {
    let Some((store, _)) = open_store(IdbTransactionMode::Readonly).await else {
        return Vec::new();
    };
    let Ok(request) = store.get_all_keys() else {
        return Vec::new();
    };
    if done(&request).await.is_none() {
        return Vec::new();
    }
    let keys = request
        .result()
        .map(|keys| js_sys::Array::from(&keys))
        .unwrap_or_default();
    keys.iter()
        .filter_map(|key| key.as_string())
        .filter(|key| key.starts_with(beginning))
        .collect()
}

/// Forgets a name if this text is still what it holds: another tab may have written it anew.
pub async fn remove_if(name: &str, text: &str) {
    let Some((store, transaction)) = open_store(IdbTransactionMode::Readwrite).await else {
        return;
    };
    if read(&store, name).await.as_deref() == Some(text)
        && store.delete(&JsValue::from_str(name)).is_ok()
        && !complete(&transaction).await
    {
        leptos::logging::warn!("{name} stays");
    }
}

async fn read(store: &IdbObjectStore, name: &str) -> Option<String> {
    let request = store.get(&JsValue::from_str(name)).ok()?;
    done(&request).await?;
    request.result().ok()?.as_string()
}

async fn write(changes: Vec<(&str, Option<String>)>) -> bool {
    if is_dead() {
        return false;
    }
    let names: Vec<&str> = changes.iter().map(|(name, _)| *name).collect();
    WRITTEN.with_borrow_mut(|written| {
        for (name, text) in &changes {
            written.set(name, text.clone());
        }
    });
    let Some((store, transaction)) = open_store(IdbTransactionMode::Readwrite).await else {
        return false;
    };
    let asked = names.iter().all(|name| {
        // Of two writes that waited for the database, both write the newer text: the order can't matter.
        let newest = WRITTEN
            .with_borrow(|written| written.get(name).cloned())
            .flatten();
        let key = JsValue::from_str(name);
        match newest {
            Some(text) => store.put_with_key(&JsValue::from_str(&text), &key).is_ok(),
            None => store.delete(&key).is_ok(),
        }
    });
    // Only `complete` means kept: a request may succeed and its transaction still fail on a full disk.
    asked && complete(&transaction).await
}

async fn open_store(mode: IdbTransactionMode) -> Option<(IdbObjectStore, IdbTransaction)> {
    let opening = OPENING.with_borrow_mut(|opening| {
        opening
            .get_or_insert_with(|| open_in_time().boxed_local().shared())
            .clone()
    });
    let database = opening.await?;
    let transaction = database.transaction_with_str_and_mode(STORE, mode).ok()?;
    Some((transaction.object_store(STORE).ok()?, transaction))
}

async fn open_in_time() -> Option<IdbDatabase> {
    match select(Box::pin(open()), Box::pin(sleep(PATIENCE_MS))).await {
        Either::Left((database, _)) => database,
        Either::Right(_) => None,
    }
}

async fn open() -> Option<IdbDatabase> {
    let request = super::page::window()
        .indexed_db()
        .ok()??
        .open_with_u32(DATABASE, 1)
        .ok()?;
    let made = request.clone();
    let upgrade = Closure::once(move || {
        let database = made
            .result()
            .ok()
            .and_then(|result| result.dyn_into::<IdbDatabase>().ok());
        if database.is_some_and(|database| database.create_object_store(STORE).is_err()) {
            leptos::logging::warn!("nothing will outlive the page");
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    done(&request).await?;
    request.result().ok()?.dyn_into().ok()
}

/// Waits until a request has its result; `None` if it failed.
async fn done(request: &IdbRequest) -> Option<()> {
    wait(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    })
    .await
}

/// Waits until a transaction is on disk.
async fn complete(transaction: &IdbTransaction) -> bool {
    wait(|resolve, reject| {
        transaction.set_oncomplete(Some(resolve));
        transaction.set_onerror(Some(reject));
        transaction.set_onabort(Some(reject));
    })
    .await
    .is_some()
}

async fn wait(mut listen: impl FnMut(&Function, &Function)) -> Option<()> {
    let promise = Promise::new(&mut |resolve, reject| listen(&resolve, &reject));
    JsFuture::from(promise).await.ok().map(drop)
}
