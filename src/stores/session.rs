//! Who this browser is: a guest, made before the first write and never before, or somebody who signed in.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use meadow_wire::{PersonCard, Session, SessionToken};

use crate::{
    api::{self, ApiError},
    browser::{events, storage, time},
};

/// The token.
const KEPT: &str = "meadow-session";
/// Who signed in, as JSON; nothing for a guest.
const MEMBER: &str = "meadow-member";
/// The token of a guest who is signing in just now, and since when. If no answer ever came, their things may be in the
/// account already.
const ENTERING: &str = "meadow-entering";
/// An answer to signing in comes within this time or not at all, in milliseconds.
const ENTERING_MS: i64 = 25_000;
/// How often is looked for it, in milliseconds.
const LOOK_MS: u32 = 200;

/// What happened to who this browser is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Somebody signed in, here or in another tab. What the guest had is theirs.
    In,
    /// Nobody is signed in any more: what is shown of the account has to go.
    Out,
    /// The same person, told anew.
    Renamed,
}

/// Whoever has to know.
type Listener = Rc<dyn Fn(Switch)>;
/// One request that several callers wait for.
type Making = Shared<LocalBoxFuture<'static, Result<(), ApiError>>>;

thread_local! {
    static MAKING: RefCell<Option<Making>> = const { RefCell::new(None) };
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
    /// Who this tab acts for, as it stands in [`MEMBER`].
    static ACTING_FOR: RefCell<Option<String>> = const { RefCell::new(None) };
    static ENTERING_HERE: Cell<bool> = const { Cell::new(false) };
}

/// Takes up the session that was kept, or that another tab makes later: all tabs of a browser are one person.
pub fn restore() {
    ACTING_FOR.set(storage::get(MEMBER));
    adopt();
    events::use_window_event("storage", |_| look());
    // A tab that was asleep heard of nothing.
    events::use_document_event("visibilitychange", |_| look());
}

/// Runs whenever somebody signs in or out, before anything else is asked in their name.
pub fn on_switch(listener: impl Fn(Switch) + 'static) {
    LISTENERS.with_borrow_mut(|listeners| listeners.push(Rc::new(listener)));
}

/// Who is signed in.
pub fn member() -> Option<PersonCard> {
    let text = ACTING_FOR.with_borrow(Clone::clone)?;
    // What an older version kept may read differently: then the name comes with the next answer.
    Some(meadow_json::from_str(&text).unwrap_or_default())
}

/// Makes sure that there is a session; several callers at once make one.
pub async fn ensure() -> Result<(), ApiError> {
    while ENTERING_HERE.get() {
        time::sleep(LOOK_MS).await;
    }
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

/// Signs in or up. Whoever asks in between waits: their change belongs to whoever this browser is afterwards.
pub async fn enter(ask: impl AsyncFnOnce() -> Result<Session, ApiError>) -> Result<(), ApiError> {
    if let Some(token) = api::client::token() {
        storage::set(ENTERING, &format!("{} {}", time::now_ms(), token.0));
    }
    ENTERING_HERE.set(true);
    let answer = ask().await;
    ENTERING_HERE.set(false);
    match answer {
        Ok(session) => {
            let token = session.token.ok_or(ApiError::Garbled)?;
            keep_member(&session.person);
            storage::set(KEPT, &token.0);
            storage::remove(ENTERING);
            api::client::set_token(Some(token));
            tell(Switch::In);
            Ok(())
        }
        Err(error) => {
            if !error.passing() {
                storage::remove(ENTERING);
            }
            Err(error)
        }
    }
}

/// The person has another name now.
pub fn renamed(person: &PersonCard) {
    keep_member(person);
    tell(Switch::Renamed);
}

/// Signed out: nothing of the account stays in this browser.
pub fn leave() {
    storage::remove(KEPT);
    storage::remove(MEMBER);
    api::client::set_token(None);
    ACTING_FOR.set(None);
    tell(Switch::Out);
}

/// Forgets a session that the server no longer knows, and only that one: another tab may have a newer one already.
///
/// Without any, the next write makes a new one.
pub fn forget(refused: Option<&SessionToken>) {
    let Some(refused) = refused else {
        return;
    };
    if is_entering(refused) {
        return;
    }
    // A guest whose answer never came: their things are in the account, and copying them would double them.
    let moved = storage::get(ENTERING).is_some_and(|entering| entering.ends_with(&refused.0));
    if moved {
        storage::remove(ENTERING);
    }
    let kept = storage::get(KEPT).as_ref() == Some(&refused.0);
    if api::client::token().as_ref() == Some(refused) {
        if kept && (moved || storage::get(MEMBER).is_some()) {
            return leave();
        }
        api::client::set_token(None);
    }
    if kept {
        storage::remove(KEPT);
    }
    adopt();
}

/// Runs a write with a session; if the server has forgotten ours, once more with a new one.
pub async fn with_session<T>(write: impl AsyncFn() -> Result<T, ApiError>) -> Result<T, ApiError> {
    ensure().await?;
    let used = api::client::token();
    match write().await {
        Err(error) if error.status() == 401 => {
            over(used.as_ref()).await;
            ensure().await?;
            write().await
        }
        answer => answer,
    }
}

/// The server does not know our session: waits if a tab is signing in with it just now, and forgets it otherwise.
pub async fn over(refused: Option<&SessionToken>) {
    while refused
        .is_some_and(|refused| is_entering(refused) && api::client::token().as_ref() == Some(refused))
    {
        time::sleep(LOOK_MS).await;
        look();
    }
    forget(refused);
}

fn is_entering(token: &SessionToken) -> bool {
    storage::get(ENTERING).is_some_and(|entering| {
        entering.split_once(' ').is_some_and(|(since, entering)| {
            let since: i64 = since.parse().unwrap_or_default();
            entering == token.0 && (0..ENTERING_MS).contains(&(time::now_ms() - since))
        })
    })
}

/// Sees what other tabs did.
fn look() {
    let (kept, member) = (storage::get(KEPT).map(SessionToken), storage::get(MEMBER));
    let other = ACTING_FOR.with_borrow(|acting_for| *acting_for != member);
    let acts = ACTING_FOR.with_borrow(Option::is_some);
    match (api::client::token(), kept) {
        (None, _) => {
            adopt();
        }
        (Some(used), Some(kept)) if other && used != kept => {
            api::client::set_token(Some(kept));
            ACTING_FOR.set(member);
            tell(Switch::In);
        }
        // The token comes after the name; a name without another token is a new name.
        (Some(used), Some(kept)) if other && used == kept && member.is_some() && acts => {
            ACTING_FOR.set(member);
            tell(Switch::Renamed);
        }
        (Some(_), None) if other && member.is_none() => leave(),
        _ => {}
    }
}

/// Takes up the kept session if this tab has none. Says whether it has one now.
pub fn adopt() -> bool {
    if api::client::token().is_none()
        && let Some(kept) = storage::get(KEPT)
    {
        api::client::set_token(Some(SessionToken(kept)));
        let member = storage::get(MEMBER);
        if ACTING_FOR.with_borrow(|acting_for| *acting_for != member) {
            let switch = if member.is_some() { Switch::In } else { Switch::Out };
            ACTING_FOR.set(member);
            tell(switch);
        }
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

fn keep_member(person: &PersonCard) {
    if let Ok(text) = meadow_json::to_string(person) {
        storage::set(MEMBER, &text);
        ACTING_FOR.set(Some(text));
    }
}

fn tell(switch: Switch) {
    let listeners = LISTENERS.with_borrow(Clone::clone);
    for listener in listeners {
        listener(switch);
    }
}
