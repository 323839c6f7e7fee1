//! Signing in and signing up: with a password or a passkey, and then back to where one was.

mod known;
mod new;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
};
use meadow_wire::FieldError;

use self::{known::Known, new::New};
use crate::{
    api::ApiError,
    browser::{focus, history, page, passkey::PasskeyFailure, time},
    paths,
    stores::{
        member::{MemberStore, PasskeyProblem},
        toasts::Toasts,
    },
};

/// What a form knows about its own asking.
#[derive(Clone, Copy)]
struct Asked {
    /// Whether an answer is waited for.
    busy: RwSignal<bool>,
    /// What is wrong with single fields.
    errors: RwSignal<Vec<FieldError>>,
    /// What else is wrong, and the next step.
    problem: RwSignal<Option<(String, String)>>,
}

/// Signing in and signing up.
#[component]
pub fn SignIn() -> impl IntoView {
    let query = use_query_map();
    let is_new = Memo::new(move |_| query.with(|query| query.get("new").is_some()));
    let next = Memo::new(move |_| {
        let next = query.with(|query| query.get("next")).unwrap_or_default();
        paths::after_sign_in(&next).to_owned()
    });
    go_on_when_signed_in(next);
    move || {
        let back = paths::sign_in(&next.get());
        if is_new.get() {
            page::set_title("Make an account");
            view! {
                <div class="page page--sign-in">
                    <h1 class="page-title">"Make an account"</h1>
                    <p class="sign-in__why">"Your cart, your orders and what you liked come along."</p>
                    <New />
                    <p class="sign-in__other">
                        "You have one already? " <A href=back attr:class="sign-in__link">"Sign in"</A>
                    </p>
                </div>
            }
            .into_any()
        } else {
            page::set_title("Sign in");
            let new = match back.contains('?') {
                true => format!("{back}&new=1"),
                false => format!("{back}?new=1"),
            };
            view! {
                <div class="page page--sign-in">
                    <h1 class="page-title">"Sign in"</h1>
                    <p class="sign-in__why">"Your cart, your orders and what you liked come along."</p>
                    <Known />
                    <p class="sign-in__other">
                        "No account yet? " <A href=new attr:class="sign-in__link">"Make one"</A>
                    </p>
                </div>
            }
            .into_any()
        }
    }
}

/// Back to where one was, whichever way and in whichever tab one signed in.
fn go_on_when_signed_in(next: Memo<String>) {
    let person = expect_context::<MemberStore>().person();
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    Effect::new(move |before: Option<bool>| {
        let signed_in = person.with(Option::is_some);
        if signed_in && before.is_some_and(|before| !before) {
            let name = person.with(|person| person.as_ref().map(|person| person.name.clone()));
            toasts.say(format!("Welcome, {}.", name.unwrap_or_default()));
        }
        if signed_in {
            // In place of this page: Back must not lead to signing in.
            history::replacing();
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&next.get(), options);
        }
        signed_in
    });
}

impl Asked {
    fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            errors: RwSignal::new(Vec::new()),
            problem: RwSignal::new(None),
        }
    }

    fn begin(self) {
        self.busy.set(true);
        self.errors.set(Vec::new());
        self.problem.set(None);
    }

    /// Shows what is wrong and leads there. The page may be gone: then there was nothing wrong.
    fn end(self, outcome: Result<(), ApiError>) {
        self.busy.try_set(false);
        let Err(error) = outcome else { return };
        match error {
            ApiError::Refused(problem) if !problem.errors.is_empty() => self.wrong(problem.errors),
            error => {
                self.problem.try_set(Some((error.to_string(), error.next_step())));
                time::next_frame(|| focus::go_to("#sign-in-problem"));
            }
        }
    }

    fn end_passkey(self, outcome: Result<(), PasskeyProblem>) {
        match outcome {
            Err(PasskeyProblem::Device(PasskeyFailure::Declined)) | Ok(()) => {
                self.busy.try_set(false);
            }
            Err(PasskeyProblem::Device(failure)) => {
                self.busy.try_set(false);
                self.problem.try_set(Some((failure.to_string(), String::new())));
            }
            Err(PasskeyProblem::Shop(error)) => self.end(Err(error)),
        }
    }

    fn wrong(self, errors: Vec<FieldError>) {
        self.errors.try_set(errors);
        time::next_frame(|| focus::go_to("#error-summary"));
    }

    /// What is wrong with one field.
    fn error(self, fields: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.errors.with(|errors| {
                let found = errors.iter().find(|error| fields.contains(&error.field.as_str()));
                found.map(|error| error.detail.clone())
            })
        })
    }
}

/// What is wrong, if it is no single field.
#[component]
fn Problem(asked: Asked) -> impl IntoView {
    move || {
        asked.problem.get().map(|(what, next_step)| {
            view! {
                <p class="sign-in__problem" id="sign-in-problem" role="alert" tabindex="-1">
                    <strong>{what}</strong>
                    " "
                    {next_step}
                </p>
            }
        })
    }
}
