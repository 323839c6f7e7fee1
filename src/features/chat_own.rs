//! One's own lines that are not in the room's log yet.

use leptos::prelude::*;
use meadow_wire::NackCode;

use crate::stores::live::{OwnLine, Standing};

/// A line of one's own on its way, or why it did not get there.
#[component]
pub fn ChatOwn(
    /// The line.
    line: OwnLine,
    /// Says it again.
    #[prop(into)]
    on_retry: Callback<OwnLine>,
    /// Forgets it.
    #[prop(into)]
    on_discard: Callback<OwnLine>,
) -> impl IntoView {
    let (again, away) = (line.clone(), line.clone());
    let standing = line.standing;
    let failed = match standing {
        Standing::Failed(code) => Some(why(code)),
        Standing::Sending | Standing::Sent => None,
    };
    view! {
        <li
            class="chat-own"
            class:chat-own--failed=failed.is_some()
            data-standing=match standing {
                Standing::Sending => "sending",
                Standing::Sent => "sent",
                Standing::Failed(_) => "failed",
            }
        >
            <span class="chat-own__name">"You"</span>
            " "
            <bdi class="chat-own__text">{line.text}</bdi>
            {(standing == Standing::Sending).then(|| view! { <span class="chat-own__standing">" sending…"</span> })}
            {failed
                .map(|why| {
                    view! {
                        <span class="chat-own__why" role="alert">{why}</span>
                        <span class="chat-own__ways">
                            <button type="button" class="chat-own__way" on:click=move |_| on_retry.run(again.clone())>
                                "Try again"
                            </button>
                            <button type="button" class="chat-own__way" on:click=move |_| on_discard.run(away.clone())>
                                "Discard"
                            </button>
                        </span>
                    }
                })}
        </li>
    }
}

fn why(code: NackCode) -> &'static str {
    match code {
        NackCode::Empty => "There was nothing in it.",
        NackCode::TooLong => "It is longer than 300 characters.",
        NackCode::Unkind => "A word in it would hurt somebody, or it has too many links.",
        NackCode::TooFast => "That was too fast.",
        NackCode::NoSession => "The shop did not know who you are.",
        NackCode::Closed => "The room is not open any more.",
        NackCode::Failed => "The shop could not keep it.",
    }
}
