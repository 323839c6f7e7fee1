//! The way to one's account, or to signing in.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};

use crate::{
    features::Shot,
    paths,
    stores::member::MemberStore,
    ui::{Glyph, Icon},
};

/// Leads a guest to signing in, and back to where they were; shows who is signed in otherwise.
#[component]
pub fn AccountLink() -> impl IntoView {
    let person = expect_context::<MemberStore>().person();
    let path = use_location().pathname;
    move || match person.get() {
        None => view! {
            <A
                href=move || paths::sign_in(&path.get())
                attr:class="account-link account-link--guest"
                attr:aria-label="Sign in"
            >
                <Icon glyph=Glyph::Person />
                <span class="account-link__words" aria-hidden="true">"Sign in"</span>
            </A>
        }
        .into_any(),
        Some(person) => {
            let label = format!("Your account, {}", person.name);
            view! {
            <A
                href=paths::ACCOUNT
                attr:class="account-link"
                attr:aria-label=label
            >
                <span class="account-link__portrait">
                    <Shot picture=person.avatar sizes="32px" decorative=true />
                </span>
                <bdi class="account-link__words" aria-hidden="true">{person.name}</bdi>
            </A>
            }
            .into_any()
        }
    }
}
