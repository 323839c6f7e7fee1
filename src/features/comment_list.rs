//! What people answer under a note.

use leptos::prelude::*;
use meadow_wire::Comment;

use crate::{
    browser::{intl, time},
    features::Shot,
    ui::{Glyph, Icon},
};

/// Comments with their replies.
#[component]
pub fn CommentList(
    /// In the order to show.
    comments: Vec<Comment>,
    /// The language of the note, which most of them share.
    lang: String,
) -> impl IntoView {
    if comments.is_empty() {
        return view! { <p class="comment-list__none">"No comments yet."</p> }.into_any();
    }
    let lang = StoredValue::new(lang);
    view! {
        <ul class="comment-list" lang=lang.get_value()>
            {comments
                .into_iter()
                .map(|comment| {
                    let replies = comment.replies.clone();
                    view! {
                        <li class="comment-list__thread">
                            <One comment=comment />
                            {(!replies.is_empty())
                                .then(|| {
                                    view! {
                                        <ul class="comment-list__replies">
                                            {replies
                                                .into_iter()
                                                .map(|reply| view! { <li><One comment=reply /></li> })
                                                .collect_view()}
                                        </ul>
                                    }
                                })}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn One(comment: Comment) -> impl IntoView {
    view! {
        <article class="comment">
            <span class="comment__avatar">
                <Shot picture=comment.author.avatar.clone() sizes="32px" decorative=true />
            </span>
            <div class="comment__words">
                <p class="comment__by">
                    <bdi>{comment.author.name}</bdi>
                    <time class="comment__at">{intl::relative(comment.at.ms, time::now_ms())}</time>
                </p>
                <p class="comment__text"><bdi>{comment.text}</bdi></p>
                {(comment.likes > 0)
                    .then(|| {
                        view! {
                            <p class="comment__likes">
                                <Icon glyph=Glyph::Heart />
                                {intl::count(u64::from(comment.likes))}
                                <span class="visually-hidden">" likes"</span>
                            </p>
                        }
                    })}
            </div>
        </article>
    }
}
