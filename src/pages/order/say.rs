//! How a review is said, or said anew.

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use meadow_wire::{OrderId, OrderLine, Review};

use crate::{
    api::{self, ApiError},
    stores::review_draft::ReviewDraft,
};

/// Takes what is typed at once, and says it when it is asked to.
pub fn say(
    draft: ReviewDraft,
    order: &OrderId,
    line: &OrderLine,
    review: Option<&Review>,
) -> LocalBoxFuture<'static, Result<Review, ApiError>> {
    match review.map(|review| review.id.clone()) {
        Some(id) => {
            let words = untrack(|| draft.words());
            Box::pin(async move { api::reviews::change(&id, &words).await })
        }
        None => {
            let (order, mut request) = (order.clone(), draft.request(&line.variant));
            Box::pin(async move {
                match api::reviews::write(&order, &request).await {
                    // It was said, by an answer that got lost, and taken back elsewhere: this is another one.
                    Err(ApiError::Refused(problem)) if problem.kind == "/problems/taken-back" => {
                        request.key = draft.new_key();
                        api::reviews::write(&order, &request).await
                    }
                    answer => answer,
                }
            })
        }
    }
}

/// Whether it was said already, by this form or another one.
pub fn is_said(error: &ApiError) -> bool {
    matches!(error, ApiError::Refused(problem)
        if ["/problems/reviewed", "/problems/key-reused"].contains(&problem.kind.as_str()))
}
