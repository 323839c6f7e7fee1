//! Taking one's data along, signing out, and leaving for good.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use meadow_wire::{Account, Farewell, Password, Proof};

use super::said;
use crate::{
    api::{self, ApiError},
    browser::{download, focus, task, time},
    paths,
    stores::{
        member::{MemberStore, PasskeyProblem},
        toasts::Toasts,
    },
    ui::{Button, ButtonKind, PasswordField},
};

/// Export, signing out, leaving.
#[component]
pub fn Data(account: RwSignal<Account>) -> impl IntoView {
    let member = expect_context::<MemberStore>();
    let toasts = expect_context::<Toasts>();
    let (busy, set_busy) = signal(false);
    let (leaving, set_leaving) = signal(false);
    let has_password = move || account.with(|account| account.has_password);
    let export = move |()| {
        set_busy.set(true);
        task::spawn_scoped(async move {
            match api::account::export().await {
                Ok(text) if download::save("meadow.json", "application/json", &text) => {}
                Ok(_) => toasts.say("This browser does not let us save a file."),
                Err(error) => said(toasts, &error),
            }
            set_busy.set(false);
        });
    };
    let sign_out = {
        let navigate = use_navigate();
        move |()| {
            let navigate = navigate.clone();
            task::spawn(async move {
                match member.sign_out().await {
                    Ok(()) => navigate(paths::FEED, Default::default()),
                    Err(error) => said(toasts, &error),
                }
            });
        }
    };
    view! {
        <section class="account__part" aria-labelledby="account-data">
            <h2 class="account__title" id="account-data">"Your data"</h2>
            <p>"Everything we keep about you, as one file that other programs can read."</p>
            <Button kind=ButtonKind::Plain busy=busy on_press=export>"Download my data"</Button>
        </section>
        <section class="account__part" aria-labelledby="account-leave">
            <h2 class="account__title" id="account-leave">"Leaving"</h2>
            <p>"Signing out takes your cart, your likes and your address from this browser. They wait in your account."</p>
            <Button kind=ButtonKind::Plain on_press=sign_out>"Sign out"</Button>
            <Button
                kind=ButtonKind::Quiet
                on_press=move |()| {
                    set_leaving.update(|leaving| *leaving = !*leaving);
                    if leaving.get_untracked() {
                        time::next_frame(|| focus::go_to("#leave"));
                    }
                }
            >
                "Delete the account…"
            </Button>
            <Show when=move || leaving.get()>
                <Leave has_password=has_password() />
            </Show>
        </section>
    }
}

/// What goes, what stays, and the last word.
#[component]
fn Leave(has_password: bool) -> impl IntoView {
    let member = expect_context::<MemberStore>();
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let password = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let (busy, set_busy) = signal(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        error.set(None);
        set_busy.set(true);
        let navigate = navigate.clone();
        task::spawn(async move {
            let password = has_password.then(|| password.get_untracked());
            match give_up(member, password).await {
                Ok(()) => {
                    member.gone();
                    toasts.say("Your account is deleted. Thank you for having been here.");
                    navigate(paths::FEED, Default::default());
                }
                Err(PasskeyProblem::Shop(ApiError::Refused(problem)))
                    if problem.kind == "/problems/not-recognised" =>
                {
                    error.try_set(Some("That is not your password.".to_owned()));
                    time::next_frame(|| focus::go_to("#leave-password"));
                }
                Err(PasskeyProblem::Shop(error)) => said(toasts, &error),
                Err(problem) => toasts.say(problem.to_string()),
            }
            set_busy.try_set(false);
        });
    };
    view! {
        <form class="account__leave" id="leave" tabindex="-1" method="post" novalidate on:submit=submit>
            <p>
                "We delete your name, your email address, your password and passkeys, your cart and what you liked and \
                collected, at once and for good. What you said in live rooms goes within a day."
            </p>
            <p>
                "We keep your orders in the books, without your name and address: what was bought, when, for how much, and \
                the country, for the taxes."
            </p>
            {has_password
                .then(|| {
                    view! {
                        <PasswordField
                            name="leave-password"
                            label="Your password"
                            autocomplete="current-password"
                            value=password
                            error=error
                        />
                    }
                })}
            <Button submits=true busy=busy>
                {if has_password { "Delete my account for good" } else { "Delete it for good, with my passkey" }}
            </Button>
        </form>
    }
}

async fn give_up(member: MemberStore, password: Option<String>) -> Result<(), PasskeyProblem> {
    let proof = match password {
        Some(password) => Proof::Password(Password(password)),
        None => member.prove().await?,
    };
    Ok(api::account::give_up(&Farewell { proof }).await?)
}
