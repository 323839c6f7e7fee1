//! The name that others see.

use leptos::prelude::*;
use meadow_domain::account::check_name;
use meadow_wire::{Account, AccountChange};

use super::said;
use crate::{
    api,
    browser::task,
    stores::{member::MemberStore, toasts::Toasts},
    ui::{Button, ButtonKind, Field},
};

/// The name that others see, to be changed.
#[component]
pub fn Name(account: RwSignal<Account>) -> impl IntoView {
    let member = expect_context::<MemberStore>();
    let toasts = expect_context::<Toasts>();
    let name = RwSignal::new(account.with_untracked(|account| account.person.name.clone()));
    let (busy, set_busy) = signal(false);
    let error = RwSignal::new(None);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let wrong = check_name(&name.get_untracked()).map(|error| error.detail);
        error.set(wrong.clone());
        if wrong.is_some() || busy.get_untracked() {
            return;
        }
        set_busy.set(true);
        task::spawn_scoped(async move {
            let change = AccountChange {
                name: name.get_untracked(),
            };
            match api::account::rename(&change).await {
                Ok(fresh) => {
                    member.renamed(&fresh.person);
                    name.set(fresh.person.name.clone());
                    account.set(fresh);
                    toasts.say("That is your name from now on.");
                }
                Err(error) => said(toasts, &error),
            }
            set_busy.set(false);
        });
    };
    view! {
        <form class="account__form" novalidate on:submit=submit>
            <Field name="name" label="The name that others see" autocomplete="nickname" value=name error=error />
            <Button kind=ButtonKind::Plain submits=true busy=busy>"Save the name"</Button>
        </form>
    }
}
