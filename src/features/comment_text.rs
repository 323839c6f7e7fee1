//! What somebody says, with the people who are named in it.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_domain::comment::{Piece, pieces};
use meadow_wire::Mention;

use crate::paths;

/// A text. Whoever is named in it and has a page leads there; everything else is text.
#[component]
pub fn CommentText(
    /// The words.
    text: String,
    /// Those who are named and known.
    mentions: Vec<Mention>,
) -> impl IntoView {
    let known = |handle: &str| {
        let same = |mention: &&Mention| mention.handle.eq_ignore_ascii_case(handle);
        mentions
            .iter()
            .find(same)
            .map(|mention| paths::person(&mention.person))
    };
    pieces(&text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.to_owned().into_any(),
            Piece::Handle(handle) => {
                let words = format!("@{handle}");
                match known(handle) {
                    Some(href) => {
                        view! { <A href=href attr:class="comment-text__person"><bdi>{words}</bdi></A> }
                            .into_any()
                    }
                    None => words.into_any(),
                }
            }
        })
        .collect_view()
}
