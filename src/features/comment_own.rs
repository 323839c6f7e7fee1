//! One's own comments that are not with the shop yet.

use leptos::prelude::*;

use crate::stores::said::{Standing, Unsent};

/// A comment on its way, or why it did not get there.
#[component]
pub fn CommentOwn(
    /// What was said.
    unsent: Unsent,
    /// Sends it again.
    #[prop(into)]
    on_retry: Callback<Unsent>,
    /// Forgets it.
    #[prop(into)]
    on_discard: Callback<Unsent>,
) -> impl IntoView {
    let (again, away) = (unsent.clone(), unsent.clone());
    let (standing, why) = match unsent.standing {
        Standing::Sending => ("sending", None),
        Standing::Waiting(why) => (
            "waiting",
            Some(format!(
                "{why}. It goes out by itself when the connection is back."
            )),
        ),
        Standing::Refused(why) => ("refused", Some(why)),
    };
    let failed = why.is_some();
    view! {
        <article class="comment-own" class:comment-own--failed=failed data-standing=standing>
            <p class="comment-own__by">
                <strong>"You"</strong>
                {(!failed).then(|| view! { <span class="comment-own__standing">"sending…"</span> })}
            </p>
            <p class="comment-own__text" dir="auto">{unsent.asked.text}</p>
            {why
                .map(|why| {
                    view! {
                        <p class="comment-own__why" role="alert"><strong>"Not sent"</strong> " – " {why}</p>
                        <p class="comment-own__ways">
                            <button type="button" class="comment-own__way" on:click=move |_| on_retry.run(again.clone())>
                                "Try again"
                            </button>
                            <button type="button" class="comment-own__way" on:click=move |_| on_discard.run(away.clone())>
                                "Discard"
                            </button>
                        </p>
                    }
                })}
        </article>
    }
}
