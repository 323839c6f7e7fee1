//! Where an account is signed in.

use leptos::prelude::*;
use meadow_wire::{SessionInfo, SignInId};

use crate::{
    browser::intl,
    ui::{Button, ButtonKind},
};

/// Where an account is signed in, each with the way to end it.
#[component]
pub fn SessionList(
    /// The last used first.
    sessions: Vec<SessionInfo>,
    /// Runs when one is to be ended.
    #[prop(into)]
    on_end: Callback<SignInId>,
) -> impl IntoView {
    view! {
        <ul class="session-list">
            {sessions
                .into_iter()
                .map(|session| {
                    let id = session.id;
                    let when = if session.current {
                        format!("This browser, since {}", intl::day(session.created_at.ms))
                    } else {
                        format!(
                            "Since {}, last used {}",
                            intl::day(session.created_at.ms),
                            intl::moment(session.used_at.ms),
                        )
                    };
                    let end = (!session.current)
                        .then(|| {
                            view! {
                                <Button
                                    kind=ButtonKind::Quiet
                                    label=format!("Sign out {}", session.device)
                                    on_press=move |()| on_end.run(id.clone())
                                >
                                    "Sign out"
                                </Button>
                            }
                        });
                    view! {
                        <li class="session-list__one" class:session-list__one--current=session.current>
                            <span class="session-list__words">
                                <span class="session-list__device">{session.device.clone()}</span>
                                <span class="session-list__when">{when}</span>
                            </span>
                            {end}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
