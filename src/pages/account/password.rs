//! Another password, or the first one.

use leptos::prelude::*;
use meadow_domain::account::check_password;
use meadow_wire::{Account, Password, PasswordChange, Proof};

use super::said;
use crate::{
    api::{self, ApiError},
    browser::{focus, task, time},
    stores::{
        member::{MemberStore, PasskeyProblem},
        toasts::Toasts,
    },
    ui::{Button, ButtonKind, PasswordField},
};

/// Changes the password: proven by the old one, or by a passkey where there is none.
#[component]
pub fn PasswordForm(
    /// Whether there is an old one.
    has_password: bool,
    /// The account.
    account: RwSignal<Account>,
) -> impl IntoView {
    let member = expect_context::<MemberStore>();
    let toasts = expect_context::<Toasts>();
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (old_error, new_error) = (RwSignal::new(None), RwSignal::new(None));
    let (busy, set_busy) = signal(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let password = Password(new.get_untracked());
        let wrong = check_password(&password).map(|error| error.detail);
        old_error.set(
            (has_password && old.with_untracked(String::is_empty)).then(|| "Please give it.".to_owned()),
        );
        new_error.set(wrong);
        if old_error.with_untracked(Option::is_some) {
            return focus_on("#old-password");
        }
        if new_error.with_untracked(Option::is_some) {
            return focus_on("#new-password");
        }
        set_busy.set(true);
        task::spawn_scoped(async move {
            match change(member, has_password.then(|| old.get_untracked()), password).await {
                Ok(()) => {
                    old.set(String::new());
                    new.set(String::new());
                    account.update(|account| account.has_password = true);
                    toasts.say("That is your password from now on. Everybody else was signed out.");
                }
                Err(PasskeyProblem::Shop(ApiError::Refused(problem)))
                    if problem.kind == "/problems/not-recognised" =>
                {
                    old_error.set(Some("That is not your password.".to_owned()));
                    focus_on("#old-password");
                }
                Err(PasskeyProblem::Shop(ApiError::Refused(problem))) if !problem.errors.is_empty() => {
                    new_error.set(problem.errors.into_iter().next().map(|error| error.detail));
                    focus_on("#new-password");
                }
                Err(PasskeyProblem::Shop(error)) => said(toasts, &error),
                Err(problem) => toasts.say(problem.to_string()),
            }
            // The form may have been drawn anew.
            set_busy.try_set(false);
        });
    };
    view! {
        <form class="account__form" method="post" novalidate on:submit=submit>
            {has_password
                .then(|| {
                    view! {
                        <PasswordField
                            name="old-password"
                            label="Your password until now"
                            autocomplete="current-password"
                            value=old
                            error=old_error
                        />
                    }
                })}
            <PasswordField
                name="new-password"
                label="Your new password"
                autocomplete="new-password"
                value=new
                hint="At least 8 characters. Everybody else is signed out."
                error=new_error
            />
            <Button kind=ButtonKind::Plain submits=true busy=busy>
                {if has_password { "Change the password" } else { "Set a password" }}
            </Button>
        </form>
    }
}

async fn change(member: MemberStore, old: Option<String>, password: Password) -> Result<(), PasskeyProblem> {
    let proof = match old {
        Some(old) => Proof::Password(Password(old)),
        None => member.prove().await?,
    };
    Ok(api::account::set_password(&PasswordChange { proof, password }).await?)
}

fn focus_on(field: &'static str) {
    time::next_frame(move || focus::go_to(field));
}
