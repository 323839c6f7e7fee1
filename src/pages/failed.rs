//! A fetch that failed, drawn: what happened and the next step.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{api::ApiError, pages::NotFound, paths, ui::Notice};

/// Says why a page is not there. What is gone gets the page for that.
#[component]
pub fn Failed(
    /// Why.
    error: ApiError,
    /// Asks again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    if error.status() == 404 {
        return view! { <NotFound /> }.into_any();
    }
    if error.status() == 410 {
        return view! {
            <Notice urgent=true title=error.to_string() detail=error.next_step() picture="/ui/empty-feed.webp" />
            <p class="not-found__way">
                <A href=paths::FEED attr:class="button button--primary">"Back to the feed"</A>
            </p>
        }
        .into_any();
    }
    let unreachable = error == ApiError::Unreachable;
    view! {
        <Notice
            urgent=true
            title=error.to_string()
            detail=error.next_step()
            picture="/ui/offline.webp"
            act="Try again"
            on_act=on_retry
        />
        {(unreachable && cfg!(debug_assertions))
            .then(|| {
                view! {
                    <p class="notice__detail">
                        "Developing? Start the backend with " <code>"cargo xtask serve"</code> "."
                    </p>
                }
            })}
    }
    .into_any()
}
