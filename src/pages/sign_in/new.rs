//! For those who have no account yet.

use leptos::prelude::*;
use meadow_domain::account::{check_email, check_name, check_password};
use meadow_wire::{FieldError, NewPerson, Password, SignUp};

use super::{Asked, Problem};
use crate::{
    api,
    browser::{passkey, task},
    features::ErrorSummary,
    stores::member::MemberStore,
    ui::{Button, ButtonKind, Field, Glyph, Icon, PasswordField},
};

/// Signing up.
#[component]
pub fn New() -> impl IntoView {
    let member = expect_context::<MemberStore>();
    let asked = Asked::new();
    let (name, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let password = RwSignal::new(String::new());
    keep_the_guests_name(name);
    let person = move || NewPerson {
        name: name.get_untracked(),
        email: email.get_untracked(),
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if asked.busy.get_untracked() {
            return;
        }
        let sign_up = SignUp {
            person: person(),
            password: Password(password.get_untracked()),
        };
        let mut errors = wrong(&sign_up.person);
        errors.extend(check_password(&sign_up.password));
        if !errors.is_empty() {
            return asked.wrong(errors);
        }
        asked.begin();
        task::spawn(async move { asked.end(member.sign_up(&sign_up).await) });
    };
    let with_passkey = move |()| {
        let person = person();
        let errors = wrong(&person);
        if !errors.is_empty() {
            return asked.wrong(errors);
        }
        asked.begin();
        task::spawn(async move { asked.end_passkey(member.sign_up_with_passkey(person).await) });
    };
    view! {
        <form class="sign-in" method="post" novalidate on:submit=submit>
            <ErrorSummary errors=asked.errors />
            <Problem asked=asked />
            <Field
                name="name"
                label="The name that others see"
                autocomplete="nickname"
                value=name
                error=asked.error(&["name", "person.name"])
            />
            <Field
                name="username"
                label="Email"
                autocomplete="username"
                kind="email"
                value=email
                error=asked.error(&["email", "person.email"])
            />
            <PasswordField
                name="password"
                label="Password"
                autocomplete="new-password"
                value=password
                hint="At least 8 characters. A few words that only you would put together are good."
                error=asked.error(&["password"])
            />
            <Button submits=true busy=asked.busy>"Make an account"</Button>
            {passkey::supported()
                .then(|| {
                    view! {
                        <p class="sign-in__or" aria-hidden="true">"or"</p>
                        <Button kind=ButtonKind::Plain busy=asked.busy on_press=with_passkey>
                            <Icon glyph=Glyph::Key />
                            "Use a passkey instead of a password"
                        </Button>
                    }
                })}
        </form>
    }
}

/// Whoever has spoken in a room is known by a name already.
fn keep_the_guests_name(name: RwSignal<String>) {
    if api::client::token().is_none() {
        return;
    }
    task::spawn_scoped(async move {
        // Without an answer the field stays empty, as for anybody.
        if let Ok(session) = api::session::read().await
            && name.with_untracked(String::is_empty)
        {
            name.set(session.person.name);
        }
    });
}

fn wrong(person: &NewPerson) -> Vec<FieldError> {
    [check_name(&person.name), check_email(&person.email)]
        .into_iter()
        .flatten()
        .collect()
}
