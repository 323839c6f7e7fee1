//! One comment, or one reply.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Comment, CommentId, CommentState};

use crate::{
    browser::{focus, intl, time},
    features::{CommentText, Shot},
    paths,
    ui::{Glyph, Icon},
};

/// What can be done with a comment. Whoever holds them asks the server.
#[derive(Clone, Copy)]
pub struct CommentActs {
    /// Likes it, or no longer.
    pub like: Callback<CommentId>,
    /// Opens a box to answer it.
    pub reply: Callback<CommentId>,
    /// Lets it stand first, or no longer; for whoever may.
    pub pin: Callback<(CommentId, bool)>,
    /// Takes one's own back.
    pub withdraw: Callback<CommentId>,
    /// Brings it back, while that is possible.
    pub undo: Callback<CommentId>,
    /// Reports it.
    pub report: Callback<CommentId>,
    /// Copies the link to it.
    pub copy: Callback<CommentId>,
}

/// A comment: who, what, and what can be done about it. One that is gone keeps its place and says why.
#[component]
pub fn CommentRow(
    /// The comment as it is now.
    #[prop(into)]
    comment: Signal<Comment>,
    /// Whether it was taken back a moment ago, and can come again.
    #[prop(into)]
    leaving: Signal<bool>,
    /// Whether a link led here.
    #[prop(into)]
    linked: Signal<bool>,
    /// Whether this session may let it stand first.
    #[prop(into)]
    may_pin: Signal<bool>,
    /// What can be done.
    acts: CommentActs,
) -> impl IntoView {
    let id = comment.with_untracked(|comment| comment.id.clone());
    let state = Memo::new(move |_| (comment.with(|comment| comment.state), leaving.get()));
    let undone = id.clone();
    view! {
        <article class="comment-row" class:comment-row--linked=linked data-comment=id.to_string() tabindex="-1">
            {move || match state.get() {
                (CommentState::Withdrawn, _) => view! { <p class="comment-row__gone">"Removed by its author"</p> }.into_any(),
                (CommentState::Removed, _) => view! { <p class="comment-row__gone">"Removed by a moderator"</p> }.into_any(),
                (CommentState::Shown, true) => {
                    let undone = undone.clone();
                    // The pressed button is gone: keyboard and screen reader go on at the way back.
                    let mine = format!("[data-comment='{undone}'] .comment-row__undo");
                    time::next_frame(move || focus::focus_first(&mine));
                    view! {
                        <p class="comment-row__gone" role="status">
                            "Your comment is deleted. "
                            <button type="button" class="comment-row__undo" on:click=move |_| acts.undo.run(undone.clone())>
                                "Undo"
                            </button>
                        </p>
                    }
                        .into_any()
                }
                (CommentState::Shown, false) => view! { <Readable comment=comment may_pin=may_pin acts=acts /> }.into_any(),
            }}
        </article>
    }
}

#[component]
fn Readable(comment: Signal<Comment>, may_pin: Signal<bool>, acts: CommentActs) -> impl IntoView {
    let Comment {
        author,
        has_page,
        by_author,
        bought,
        mine,
        text,
        mentions,
        at,
        to,
        ..
    } = comment.get_untracked();
    let pinned = Memo::new(move |_| comment.with(|comment| comment.pinned));
    let called = author.name.clone();
    let name = match has_page {
        true => view! {
            <A href=paths::person(&author.id) attr:class="comment-row__name"><bdi>{called}</bdi></A>
        }
        .into_any(),
        false => view! { <bdi class="comment-row__name">{called}</bdi> }.into_any(),
    };
    view! {
        <span class="comment-row__avatar">
            <Shot picture=author.avatar sizes="36px" decorative=true />
        </span>
        <div class="comment-row__words">
            <p class="comment-row__by">
                {name}
                {by_author.then(|| view! { <span class="comment-row__badge comment-row__badge--author">"Author"</span> })}
                {bought.then(|| view! { <span class="comment-row__badge comment-row__badge--bought"><Icon glyph=Glyph::Tick /> "Bought it"</span> })}
                {mine.then(|| view! { <span class="comment-row__badge">"You"</span> })}
                <Show when=move || pinned.get()>
                    <span class="comment-row__badge"><Icon glyph=Glyph::Pin /> "Pinned"</span>
                </Show>
                <time class="comment-row__at" dir="auto" title=intl::moment(at.ms)>{intl::relative(at.ms, time::now_ms())}</time>
            </p>
            <p class="comment-row__text" dir="auto">
                {to
                    .filter(|to| !to.name.is_empty())
                    .map(|to| view! { <span class="comment-row__to">"to " <bdi>{to.name}</bdi></span> " " })}
                <CommentText text=text mentions=mentions />
            </p>
            <Ways comment=comment may_pin=may_pin pinned=pinned acts=acts name=author.name />
        </div>
    }
}

/// What can be done: the two things most people want, and the rest behind a button.
#[component]
fn Ways(
    comment: Signal<Comment>,
    may_pin: Signal<bool>,
    pinned: Memo<bool>,
    acts: CommentActs,
    name: String,
) -> impl IntoView {
    let (id, mine, is_root) =
        comment.with_untracked(|comment| (comment.id.clone(), comment.mine, comment.root.is_none()));
    let id = StoredValue::new(id);
    let (open, set_open) = signal(false);
    let liked = Memo::new(move |_| comment.with(|comment| comment.liked));
    let likes = Memo::new(move |_| comment.with(|comment| comment.likes));
    let of = StoredValue::new(name);
    let rest = move || {
        view! {
            <div class="comment-row__rest">
                <button type="button" class="comment-row__way" on:click=move |_| acts.copy.run(id.get_value())>"Copy link"</button>
                <Show when=move || may_pin.get() && is_root>
                    <button
                        type="button"
                        class="comment-row__way"
                        on:click=move |_| acts.pin.run((id.get_value(), !pinned.get_untracked()))
                    >
                        {move || if pinned.get() { "Unpin" } else { "Pin" }}
                    </button>
                </Show>
                {match mine {
                    true => {
                        view! {
                            <button type="button" class="comment-row__way" on:click=move |_| acts.withdraw.run(id.get_value())>
                                "Delete"
                            </button>
                        }
                            .into_any()
                    }
                    false => {
                        view! {
                            <button type="button" class="comment-row__way" on:click=move |_| acts.report.run(id.get_value())>
                                "Report"
                            </button>
                        }
                            .into_any()
                    }
                }}
            </div>
        }
    };
    view! {
        <div class="comment-row__ways">
            <button
                type="button"
                class="comment-row__way comment-row__like"
                aria-pressed=move || if liked.get() { "true" } else { "false" }
                on:click=move |_| acts.like.run(id.get_value())
            >
                <Icon glyph=Signal::derive(move || if liked.get() { Glyph::HeartFull } else { Glyph::Heart }) />
                <span class="visually-hidden">{move || of.with_value(|of| format!("Like the comment of {of}"))}</span>
                {move || (likes.get() > 0).then(|| intl::count(u64::from(likes.get())))}
            </button>
            <button type="button" class="comment-row__way" on:click=move |_| acts.reply.run(id.get_value())>
                "Reply"
                <span class="visually-hidden">{move || of.with_value(|of| format!(" to {of}"))}</span>
            </button>
            <button
                type="button"
                class="comment-row__way comment-row__dots"
                aria-label=move || of.with_value(|of| format!("More about the comment of {of}"))
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| set_open.update(|open| *open = !*open)
            >
                <Icon glyph=Glyph::More />
            </button>
        </div>
        <Show when=move || open.get()>{rest()}</Show>
    }
}
