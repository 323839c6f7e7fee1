//! The feed's lists to choose from.

use leptos::prelude::*;

use crate::{paths, stores::feed::Tab};

/// The feed's lists. `site/cards.rs` of the backend writes the same before the app starts.
#[component]
pub fn FeedTabs(
    /// Which is shown.
    #[prop(into)]
    current: Signal<Tab>,
) -> impl IntoView {
    let tabs = [
        (Tab::ForYou, paths::FEED, "For you"),
        (Tab::Following, paths::FOLLOWING, "Following"),
        (Tab::Nearby, paths::NEARBY, "Nearby"),
    ];
    view! {
        <nav class="feed-tabs" aria-label="Lists of the feed">
            {tabs
                .map(|(tab, path, name)| {
                    view! {
                        <a
                            class="feed-tabs__tab"
                            href=path
                            aria-current=move || (current.get() == tab).then_some("page")
                        >
                            {name}
                        </a>
                    }
                })
                .into_iter()
                .collect_view()}
        </nav>
    }
}
