//! For those who have an account.

use leptos::prelude::*;
use meadow_domain::account::check_email;
use meadow_wire::{FieldError, Password, SignIn};

use super::{Asked, Problem};
use crate::{
    browser::{
        passkey::{self, Asking, Call},
        task,
    },
    features::ErrorSummary,
    stores::member::MemberStore,
    ui::{Button, ButtonKind, Field, Glyph, Icon, PasswordField},
};

/// Signing in.
#[component]
pub fn Known() -> impl IntoView {
    let member = expect_context::<MemberStore>();
    let asked = Asked::new();
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let offering = offer_while_typing(member);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if asked.busy.get_untracked() {
            return;
        }
        let errors = missing(&email.get_untracked(), &password.get_untracked());
        if !errors.is_empty() {
            return asked.wrong(errors);
        }
        asked.begin();
        let sign_in = SignIn {
            email: email.get_untracked(),
            password: Password(password.get_untracked()),
        };
        task::spawn(async move { asked.end(member.sign_in(&sign_in).await) });
    };
    let with_passkey = move |()| {
        // The browser asks one thing at a time.
        offering.stop();
        asked.begin();
        task::spawn(async move { asked.end_passkey(member.sign_in_with_passkey(Asking::AtOnce).await) });
    };
    view! {
        {passkey::supported()
            .then(|| {
                view! {
                    <Button kind=ButtonKind::Plain busy=asked.busy on_press=with_passkey>
                        <Icon glyph=Glyph::Key />
                        "Sign in with a passkey"
                    </Button>
                    <p class="sign-in__or" aria-hidden="true">"or"</p>
                }
            })}
        <form class="sign-in" method="post" novalidate on:submit=submit>
            <ErrorSummary errors=asked.errors />
            <Problem asked=asked />
            <Field
                name="username"
                label="Email"
                autocomplete="username webauthn"
                kind="email"
                value=email
                error=asked.error(&["email"])
            />
            <PasswordField
                name="password"
                label="Password"
                autocomplete="current-password"
                value=password
                error=asked.error(&["password"])
            />
            <Button submits=true busy=asked.busy>"Sign in"</Button>
        </form>
    }
}

fn missing(email: &str, password: &str) -> Vec<FieldError> {
    let mut errors: Vec<FieldError> = check_email(email).into_iter().collect();
    if password.is_empty() {
        errors.push(FieldError {
            field: "password".to_owned(),
            detail: "Please give your password.".to_owned(),
        });
    }
    errors
}

/// A request that is open as long as the page is, so that the browser offers passkeys where it fills in the address.
#[derive(Clone, Copy)]
struct Offering(StoredValue<Option<Call>, LocalStorage>);

impl Offering {
    fn stop(self) {
        if let Some(call) = self.0.try_update_value(Option::take).flatten() {
            call.off();
        }
    }
}

fn offer_while_typing(member: MemberStore) -> Offering {
    let call = Call::new();
    let offering = Offering(StoredValue::new_local(call.clone()));
    on_cleanup(move || offering.stop());
    if let Some(call) = call.filter(|_| passkey::supported()) {
        task::spawn_scoped(async move {
            if passkey::offered_while_typing().await {
                // Whatever comes of it, the form stands beside it.
                if let Err(problem) = member.sign_in_with_passkey(Asking::WhileTyping(&call)).await {
                    leptos::logging::log!("no passkey while typing: {problem}");
                }
            }
        });
    }
    offering
}
