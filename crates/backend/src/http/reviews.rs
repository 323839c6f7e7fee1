//! What buyers say after using it.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use meadow_domain::review::{check_review, check_words};
use meadow_wire::{OrderId, Page, Review, ReviewId, ReviewRequest, ReviewWords};

use super::{
    ask::{Body, Id, Who, hash},
    etag,
    openapi::{Busy, NeedsSession, NotYet, TakenBack, Unknown, WrongBody},
    problem::AppError,
    stated,
};
use crate::{
    Shop, clock,
    db::{ReviewError, ReviewWrites, Reviews},
};

/// `POST /api/v1/orders/{id}/reviews`: says something of one thing of an order that was delivered.
///
/// Each key is one review: asking again with it gives the first answer, and 410 once that review is taken back. The shop
/// signs what it knows of the purchase.
#[utoipa::path(post, path = "/api/v1/orders/{id}/reviews", tag = "reviews", security(("session" = [])),
    params(("id" = String, Path)), request_body = ReviewRequest,
    responses((status = 201, body = Review, description = "Said"),
        (status = 200, body = Review, description = "Said before with this key"),
        NeedsSession, Unknown, NotYet, TakenBack, WrongBody, Busy))]
pub async fn write(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(asked): Body<ReviewRequest>,
) -> Result<Response, AppError> {
    let errors = check_review(&asked);
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let order = OrderId(id);
    let hash = hash(&(&order, &asked))?;
    let (review, is_new) = shop
        .db
        .review(&known.id, &order, &asked, &hash, &shop.signer, clock::now())
        .await
        .map_err(|error| refusal(error, "words."))?;
    let status = if is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok(etag::written(status, review))
}

/// `GET /api/v1/orders/{id}/reviews`: what this session said of its order.
#[utoipa::path(get, path = "/api/v1/orders/{id}/reviews", tag = "reviews", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 200, body = Page<Review>), (status = 304, description = "Not modified"),
        NeedsSession, Unknown, Busy))]
pub async fn written(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let reviews = shop.db.reviews_of_order(&known.id, &OrderId(id)).await?;
    let items = reviews.ok_or_else(|| AppError::missing("order"))?;
    etag::answer(&headers, &Page { items, next: None })
}

/// `PUT /api/v1/reviews/{id}`: says something else instead, all of it. By its author only.
#[utoipa::path(put, path = "/api/v1/reviews/{id}", tag = "reviews", security(("session" = [])),
    params(("id" = String, Path)), request_body = ReviewWords,
    responses((status = 200, body = Review), NeedsSession, Unknown, WrongBody, Busy))]
pub async fn change(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(words): Body<ReviewWords>,
) -> Result<Response, AppError> {
    let errors = check_words(&words);
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let review = shop
        .db
        .change_review(&known.id, &ReviewId(id), &words, &shop.signer, clock::now())
        .await
        .map_err(|error| refusal(error, ""))?;
    Ok(etag::written(StatusCode::OK, review))
}

/// `DELETE /api/v1/reviews/{id}`: takes a review back. By its author only; saying it twice changes once.
#[utoipa::path(delete, path = "/api/v1/reviews/{id}", tag = "reviews", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 204, description = "Gone"), NeedsSession, Unknown, Busy))]
pub async fn remove(State(shop): State<Shop>, Who(known): Who, Id(id): Id) -> Result<Response, AppError> {
    shop.db
        .remove_review(&known.id, &ReviewId(id), clock::now())
        .await
        .map_err(|error| refusal(error, ""))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn refusal(error: ReviewError, before: &str) -> AppError {
    match error {
        ReviewError::NoOrder => AppError::missing("order"),
        ReviewError::NoReview => AppError::missing("review"),
        ReviewError::NotInOrder => AppError::field("variant", "This order has nothing like it."),
        ReviewError::NotDelivered => stated::not_delivered(),
        ReviewError::Reviewed => stated::reviewed(),
        ReviewError::TakenBack => stated::taken_back(),
        ReviewError::KeyReused => AppError::KeyReused,
        ReviewError::Photo(index, refusal) => {
            AppError::field(format!("{before}photos.{index}"), refusal.to_string())
        }
        ReviewError::Db(error) => error.into(),
    }
}
