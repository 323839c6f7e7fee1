//! Handing on what one found.

use leptos::prelude::*;

use crate::{
    browser::{clipboard, page, share, task},
    stores::toasts::Toasts,
    ui::{Glyph, Icon},
};

/// Hands a page of the shop to another app, or puts its link where it can be pasted from.
#[component]
pub fn ShareButton(
    /// What is handed on.
    title: String,
    /// The page's path.
    path: String,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let hand_on = move |_| {
        let (title, link) = (title.clone(), format!("{}{path}", page::origin()));
        task::spawn(async move {
            if share::share(&title, &link).await == share::Handed::Done {
                return;
            }
            if clipboard::copy(&link).await {
                toasts.say("Link copied");
            } else {
                toasts.say(link);
            }
        });
    };
    view! {
        <button type="button" class="share-button" on:click=hand_on>
            <Icon glyph=Glyph::Share />
            "Share"
        </button>
    }
}
