//! What is gone or never was.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{browser::page, paths, ui::Notice};

/// Says that there is nothing here and leads back.
#[component]
pub fn NotFound() -> impl IntoView {
    page::set_title("Not found");
    view! {
        <div class="page page--narrow">
            <h1 class="visually-hidden">"Not found"</h1>
            <Notice
                title="There is nothing here"
                detail="It may have been taken down, or the link has a typo."
                picture="/ui/empty-feed.webp"
            />
            <p class="not-found__way">
                <A href=paths::FEED attr:class="button button--primary">"Back to the feed"</A>
            </p>
        </div>
    }
}
