//! One's own account: who one is here, how one gets in, where one is, and how to leave.

mod data;
mod name;
mod password;

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Account as Own, PasskeyId, SessionInfo, SignInId};

use self::{data::Data, name::Name, password::PasswordForm};
use super::failed::Failed;
use crate::{
    api::{self, ApiError},
    browser::{page, passkey, task},
    features::{PasskeyList, SessionList},
    paths,
    stores::{
        Fetched, Query,
        member::{MemberStore, PasskeyProblem},
        toasts::Toasts,
        use_query,
    },
    ui::{Button, ButtonKind, Glyph, Icon, Notice, Skeleton},
};

/// One's own account.
#[component]
pub fn Account() -> impl IntoView {
    page::set_title("Your account");
    let person = expect_context::<MemberStore>().person();
    let signed_in = Memo::new(move |_| person.with(Option::is_some));
    view! {
        <div class="page page--account">
            <h1 class="page-title">"Your account"</h1>
            {move || if signed_in.get() { view! { <SignedIn /> }.into_any() } else { view! { <Nobody /> }.into_any() }}
        </div>
    }
}

#[component]
fn Nobody() -> impl IntoView {
    view! {
        <Notice
            title="Nobody is signed in"
            detail="With an account your cart, your orders and what you liked are with you on every device."
        />
        <p class="account__ways">
            <A href=paths::sign_in(paths::ACCOUNT) attr:class="button button--primary">"Sign in"</A>
        </p>
    }
}

#[component]
fn SignedIn() -> impl IntoView {
    let member = expect_context::<MemberStore>();
    let query = use_query(|| (), move |()| member.account());
    move || match query.get() {
        Fetched::Waiting => view! {
            <div class="account" role="status" aria-label="Your account is coming">
                <Skeleton height="9rem" />
                <Skeleton height="9rem" />
                <Skeleton height="9rem" />
            </div>
        }
        .into_any(),
        // Signed out from elsewhere, and this tab does not know yet.
        Fetched::Failed(error) if error.status() == 401 => view! { <Nobody /> }.into_any(),
        Fetched::Failed(error) => {
            view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any()
        }
        Fetched::Full(account) => view! { <Full account=account /> }.into_any(),
    }
}

#[component]
fn Full(account: Own) -> impl IntoView {
    let account = RwSignal::new(account);
    let has_password = Memo::new(move |_| account.with(|account| account.has_password));
    view! {
        <div class="account">
            <section class="account__part" aria-labelledby="account-name">
                <h2 class="account__title" id="account-name">"Who you are here"</h2>
                <p class="account__email">
                    "You sign in as " <bdi>{account.with_untracked(|account| account.email.clone())}</bdi>
                </p>
                <Name account=account />
            </section>
            <Passkeys account=account />
            <section class="account__part" aria-labelledby="account-password">
                <h2 class="account__title" id="account-password">"Password"</h2>
                {move || view! { <PasswordForm has_password=has_password.get() account=account /> }}
            </section>
            <Sessions />
            <Data account=account />
        </div>
    }
}

/// The passkeys, and the way to make another.
#[component]
fn Passkeys(account: RwSignal<Own>) -> impl IntoView {
    let member = expect_context::<MemberStore>();
    let toasts = expect_context::<Toasts>();
    let (busy, set_busy) = signal(false);
    let passkeys = Memo::new(move |_| account.with(|account| account.passkeys.clone()));
    let add = move |()| {
        set_busy.set(true);
        task::spawn_scoped(async move {
            match member.add_passkey().await {
                Ok(fresh) => {
                    account.set(fresh);
                    toasts.say("This device signs you in from now on.");
                }
                Err(PasskeyProblem::Shop(error)) => said(toasts, &error),
                Err(problem) => toasts.say(problem.to_string()),
            }
            set_busy.set(false);
        });
    };
    let remove = Callback::new(move |id: PasskeyId| {
        task::spawn_scoped(async move {
            match api::passkeys::remove(&id).await {
                Ok(()) => account.update(|account| account.passkeys.retain(|passkey| passkey.id != id)),
                Err(error) => said(toasts, &error),
            }
        });
    });
    view! {
        <section class="account__part" aria-labelledby="account-passkeys">
            <h2 class="account__title" id="account-passkeys">"Passkeys"</h2>
            {move || view! { <PasskeyList passkeys=passkeys.get() on_remove=remove /> }}
            {if passkey::supported() {
                view! {
                    <Button kind=ButtonKind::Plain busy=busy on_press=add>
                        <Icon glyph=Glyph::Key />
                        "Add a passkey of this device"
                    </Button>
                }
                    .into_any()
            } else {
                view! { <p class="account__small">"This browser knows no passkeys."</p> }.into_any()
            }}
        </section>
    }
}

/// Where the account is signed in.
#[component]
fn Sessions() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let query: Query<Vec<SessionInfo>> = use_query(
        || (),
        async |()| api::account::sessions().await.map(|page| page.items),
    );
    let end = Callback::new(move |id: SignInId| {
        task::spawn_scoped(async move {
            match api::account::end_session(&id).await {
                Ok(()) => query.change(|sessions| sessions.retain(|session| session.id != id)),
                Err(error) => said(toasts, &error),
            }
        });
    });
    let end_others = move |()| {
        task::spawn_scoped(async move {
            match api::account::end_other_sessions().await {
                Ok(()) => query.change(|sessions| sessions.retain(|session| session.current)),
                Err(error) => said(toasts, &error),
            }
        });
    };
    view! {
        <section class="account__part" aria-labelledby="account-sessions">
            <h2 class="account__title" id="account-sessions">"Where you are signed in"</h2>
            {move || match query.get() {
                Fetched::Waiting => {
                    view! {
                        <div role="status" aria-label="The list is coming">
                            <Skeleton height="3rem" />
                        </div>
                    }
                        .into_any()
                }
                Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
                Fetched::Full(sessions) => {
                    let others = sessions.len() > 1;
                    view! {
                        <SessionList sessions=sessions on_end=end />
                        {others
                            .then(|| {
                                view! {
                                    <Button kind=ButtonKind::Plain on_press=end_others>"Sign out everywhere else"</Button>
                                }
                            })}
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

/// Says what went wrong, and what to do about it.
fn said(toasts: Toasts, error: &ApiError) {
    toasts.say(error.in_words());
}
