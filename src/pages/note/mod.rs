//! A note, and what people say about it: a layer over the feed when opened from it, a page of its own otherwise.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};
use meadow_wire::NoteId;

pub(super) mod talk;

use super::{apart, failed::Failed};
use crate::{
    api,
    browser::{history, page},
    features::NoteView,
    paths,
    stores::{
        Fetched,
        feed::{FeedStore, OverFeed},
        use_query,
    },
    ui::Layer,
};
use talk::About;

/// A note.
#[component]
pub fn Note() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| NoteId(params.with(|params| params.get("id").unwrap_or_default())));
    let over_feed = use_context::<OverFeed>().is_some_and(|over| over.0.get_untracked());
    if over_feed {
        let navigate = use_navigate();
        let closing = StoredValue::new(false);
        // Opened from the feed the way back is Back, which keeps the feed's place. Back takes a moment: a second press
        // must not go back twice.
        let close = Callback::new(move |()| {
            if closing.get_value() {
                return;
            }
            closing.set_value(true);
            if history::can_go_back() {
                history::back();
            } else {
                let options = NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                };
                history::replacing();
                navigate(paths::FEED, options);
            }
        });
        view! {
            <Layer class="layer--note" label=Signal::derive(|| "Note".to_owned()) on_close=close>
                <Content id=id />
            </Layer>
        }
        .into_any()
    } else {
        view! {
            <div class="page page--note">
                <Content id=id />
            </div>
        }
        .into_any()
    }
}

#[component]
fn Content(id: Memo<NoteId>) -> impl IntoView {
    let feed = expect_context::<FeedStore>();
    let query = use_query(move || id.get(), async |id| api::notes::read(&id).await);
    move || {
        let known = feed.card(&id.get());
        match (query.get(), known) {
            (Fetched::Full(note), _) => {
                page::set_title(&note.card.title);
                let about = About {
                    note: note.card.id.clone(),
                    lang: note.card.lang.clone(),
                    first: note.comments.clone(),
                };
                provide_context(about);
                view! { <NoteView card=note.card.clone() note=Some(note) talk=apart::Talk /> }.into_any()
            }
            (Fetched::Waiting, Some(card)) => {
                page::set_title(&card.title);
                view! { <NoteView card=card note=None /> }.into_any()
            }
            (Fetched::Waiting, None) => view! { <crate::ui::Skeleton height="60vh" /> }.into_any(),
            (Fetched::Failed(error), _) => {
                view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any()
            }
        }
    }
}
