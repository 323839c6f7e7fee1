//! A comment on the note, with the answers under it.

use leptos::prelude::*;
use meadow_wire::{Comment, CommentId};

use crate::{
    browser::{focus, time},
    features::{CommentActs, CommentBox, CommentOwn, CommentRow},
    stores::{
        comment_draft::use_comment_draft,
        said::{SaidStore, Unsent},
        thread::{Reading, Thread},
    },
    ui::{Button, ButtonKind},
};

/// A comment on the note, the answers under it, and a box for one more where that was asked for.
#[component]
pub fn CommentThread(
    /// The comment on the note.
    root: CommentId,
    /// All comments of the note.
    thread: Thread,
    /// What is on its way.
    said: SaidStore,
    /// What is being answered, of all comments of the note.
    answered: RwSignal<Option<CommentId>>,
    /// What can be done.
    acts: CommentActs,
) -> impl IntoView {
    let id = StoredValue::new(root);
    let comment = Memo::new(move |_| thread.comment(&id.get_value()).unwrap_or_default());
    let replies = Memo::new(move |_| {
        comment.with(|root| {
            root.replies
                .iter()
                .map(|reply| reply.id.clone())
                .collect::<Vec<_>>()
        })
    });
    let unsent = Memo::new(move |_| {
        let mut all = said.unsent(&thread.note());
        all.retain(|one| one.root.as_ref() == Some(&id.get_value()));
        all
    });
    let more = Memo::new(move |_| comment.with(left));
    let reading = move || thread.reading() == Some(Reading::Replies(id.get_value()));
    view! {
        <li class="comment-thread">
            <One id=id.get_value() root=id.get_value() thread=thread said=said answered=answered acts=acts />
            <Show when=move || !replies.with(Vec::is_empty) || !unsent.with(Vec::is_empty) || more.get() != 0>
                <ul class="comment-thread__replies">
                    <For each=move || replies.get() key=Clone::clone let(reply)>
                        <li>
                            <One id=reply root=id.get_value() thread=thread said=said answered=answered acts=acts />
                        </li>
                    </For>
                    <Show when=move || { more.get() > 0 }>
                        <li>
                            <Button
                                kind=ButtonKind::Quiet
                                busy=Signal::derive(reading)
                                on_press=move |()| thread.more_replies(id.get_value())
                            >
                                {move || more_in_words(more.get())}
                            </Button>
                        </li>
                    </Show>
                    <Own unsent=unsent said=said />
                </ul>
            </Show>
        </li>
    }
}

/// What is on its way, each with its ways out.
#[component]
pub fn Own(
    /// What was said.
    #[prop(into)]
    unsent: Signal<Vec<Unsent>>,
    /// Who sends it.
    said: SaidStore,
) -> impl IntoView {
    view! {
        <For
            each=move || unsent.get()
            key=|one| (one.asked.key.clone(), format!("{:?}", one.standing))
            let(one)
        >
            <li>
                <CommentOwn
                    unsent=one
                    on_retry=move |one| said.retry(one)
                    on_discard=move |one: Unsent| said.discard(&one)
                />
            </li>
        </For>
    }
}

#[component]
fn One(
    id: CommentId,
    root: CommentId,
    thread: Thread,
    said: SaidStore,
    answered: RwSignal<Option<CommentId>>,
    acts: CommentActs,
) -> impl IntoView {
    let (id, root) = (StoredValue::new(id), StoredValue::new(root));
    let comment = Memo::new(move |_| thread.comment(&id.get_value()).unwrap_or_default());
    let open = Memo::new(move |_| answered.get() == Some(id.get_value()));
    view! {
        <CommentRow
            comment=comment
            leaving=Signal::derive(move || said.is_leaving(&id.get_value()))
            linked=Signal::derive(move || thread.linked() == Some(id.get_value()))
            may_pin=Signal::derive(move || thread.may_pin())
            acts=acts
        />
        <Show when=move || open.get()>
            <Answer
                parent=id.get_value()
                root=root.get_value()
                name=comment.with_untracked(|comment| comment.author.name.clone())
                thread=thread
                said=said
                answered=answered
            />
        </Show>
    }
}

#[component]
fn Answer(
    parent: CommentId,
    root: CommentId,
    name: String,
    thread: Thread,
    said: SaidStore,
    answered: RwSignal<Option<CommentId>>,
) -> impl IntoView {
    let text = use_comment_draft(&thread.note(), Some(&parent));
    let field = format!("answer-{parent}");
    let back = format!("[data-comment='{parent}']");
    // The box is gone: the focus goes on at what was answered.
    let close = move || {
        answered.set(None);
        let back = back.clone();
        time::next_frame(move || focus::focus_first(&back));
    };
    let cancel = close.clone();
    let say = move |typed: String| {
        said.say(&thread.note(), Some(root.clone()), Some(parent.clone()), &typed)?;
        text.set(String::new());
        close();
        Ok(())
    };
    view! {
        <div class="comment-thread__answer">
            <CommentBox
                id=field
                label=format!("Answer {name}")
                text=text
                on_say=Callback::new(say)
                on_cancel=Callback::new(move |()| cancel())
            />
        </div>
    }
}

fn left(root: &Comment) -> u32 {
    let here = u32::try_from(root.replies.len()).unwrap_or(u32::MAX);
    match root.replies_next {
        Some(_) => root.reply_count.saturating_sub(here).max(1),
        None => 0,
    }
}

fn more_in_words(more: u32) -> String {
    match more {
        1 => "Show 1 more reply".to_owned(),
        _ => format!("Show {more} more replies"),
    }
}
