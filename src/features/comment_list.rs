//! What people answer under a note, and where one answers oneself.

use leptos::prelude::*;
use meadow_wire::CommentSort;

use super::comment_thread::Own;
use crate::{
    features::{CommentActs, CommentBox, CommentThread},
    stores::{
        comment_draft::use_comment_draft,
        said::SaidStore,
        thread::{Reading, Thread},
    },
    ui::{Button, ButtonKind},
};

/// Comments with their answers, the box to write one, and what is on its way.
#[component]
pub fn CommentList(
    /// The comments.
    thread: Thread,
    /// What is on its way.
    said: SaidStore,
    /// The language of the note, which most of them share.
    lang: String,
    /// What is being answered.
    answered: RwSignal<Option<meadow_wire::CommentId>>,
    /// What can be done.
    acts: CommentActs,
) -> impl IntoView {
    let text = use_comment_draft(&thread.note(), None);
    let say = move |typed: String| said.say(&thread.note(), None, None, &typed);
    let roots = Memo::new(move |_| thread.roots());
    // Answers to what is not shown stand here too: nothing that was said is out of sight.
    let unsent = Memo::new(move |_| {
        let mut all = said.unsent(&thread.note());
        roots.with(|roots| {
            all.retain(|one| one.root.as_ref().is_none_or(|root| !roots.contains(root)));
        });
        all
    });
    let nothing = move || roots.with(Vec::is_empty) && unsent.with(Vec::is_empty);
    let several = Memo::new(move |_| roots.with(|roots| roots.len() > 1));
    view! {
        <section class="comment-list" aria-label="Comments">
            <div class="comment-list__head">
                <h2 class="comment-list__count">{move || in_words(thread.total())}</h2>
                <Show when=move || several.get()>
                    <Order thread=thread />
                </Show>
            </div>
            <CommentBox id=format!("comment-on-{}", thread.note()) label="Write a comment" text=text on_say=Callback::new(say) />
            <p class="visually-hidden" role="status">{move || thread.news()}</p>
            <Show when=nothing>
                <p class="comment-list__none">"Nobody has said anything yet. Be the first."</p>
            </Show>
            <ul
                class="comment-list__all"
                lang=lang
                aria-busy=move || (thread.reading() == Some(Reading::Anew)).then_some("true")
            >
                <Own unsent=unsent said=said />
                <For each=move || roots.get() key=Clone::clone let(root)>
                    <CommentThread root=root thread=thread said=said answered=answered acts=acts />
                </For>
            </ul>
            <Show when=move || thread.has_more()>
                <p class="comment-list__way">
                    <Button
                        kind=ButtonKind::Plain
                        busy=Signal::derive(move || thread.reading() == Some(Reading::More))
                        on_press=move |()| thread.more()
                    >
                        "More comments"
                    </Button>
                </p>
            </Show>
        </section>
    }
}

#[component]
fn Order(thread: Thread) -> impl IntoView {
    let way = move |sort: CommentSort, word: &'static str| {
        view! {
            <button
                type="button"
                class="comment-list__sort"
                aria-pressed=move || if thread.sort() == sort { "true" } else { "false" }
                on:click=move |_| thread.sort_by(sort)
            >
                {word}
            </button>
        }
    };
    view! {
        <div class="comment-list__order" role="group" aria-label="Order of the comments">
            {way(CommentSort::Best, "Best")}
            {way(CommentSort::Newest, "Newest")}
        </div>
    }
}

fn in_words(count: u32) -> String {
    match count {
        0 => "Comments".to_owned(),
        1 => "1 comment".to_owned(),
        _ => format!("{count} comments"),
    }
}
