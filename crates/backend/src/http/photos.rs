//! Photos that shoppers send.

use axum::{
    body::to_bytes,
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use meadow_domain::limits::PHOTO_MAX;
use meadow_wire::Photo;
use sha2::{Digest, Sha256};

use super::{
    ask::Who,
    etag,
    openapi::{Busy, NeedsSession, PhotoRefused},
    problem::AppError,
};
use crate::{Shop, clock, db::Photos, photos::PhotoError};

/// `POST /api/v1/photos`: takes a JPEG, PNG or WebP of at most 8 MB and 40 million pixels, whatever its `Content-Type`
/// says.
///
/// It is turned upright, made at most 1600 pixels long and written anew: nothing of the camera's notes, such as the
/// place, is kept. The same bytes give the same photo. One that nothing uses is forgotten after a day.
#[utoipa::path(post, path = "/api/v1/photos", tag = "reviews", security(("session" = [])),
    request_body(content = Vec<u8>, content_type = "image/jpeg"),
    responses((status = 201, body = Photo, description = "Kept"),
        (status = 200, body = Photo, description = "Sent before"), NeedsSession, PhotoRefused, Busy))]
pub async fn send(State(shop): State<Shop>, Who(known): Who, request: Request) -> Result<Response, AppError> {
    let _in_line = shop.photos.line_up().await;
    let sent =
        to_bytes(request.into_body(), PHOTO_MAX)
            .await
            .map_err(|error| match within_limit(&error) {
                true => AppError::BadJson("The photo broke off.".to_owned()),
                false => AppError::TooLarge {
                    limit_bytes: PHOTO_MAX,
                },
            })?;
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&sent));
    if let Some(photo) = shop.db.known_photo(&known.id, &hash, clock::now()).await? {
        return Ok(etag::written(StatusCode::OK, photo));
    }
    if shop.db.has_enough_photos(&known.id).await? {
        return Err(AppError::NotPossible(
            "You sent many photos that you don't use. They are forgotten after a day.".to_owned(),
        ));
    }
    let made = shop.photos.make(sent).await.map_err(refusal)?;
    let photo = shop.db.keep_photo(&known.id, &hash, &made, clock::now()).await?;
    if photo.id != made.id {
        // Sent twice at the same time: the other one was faster.
        shop.photos.forget(&made.id);
    }
    Ok(etag::written(StatusCode::CREATED, photo))
}

fn within_limit(error: &axum::Error) -> bool {
    use std::error::Error;
    !error
        .source()
        .is_some_and(|source| source.is::<http_body_util::LengthLimitError>())
}

fn refusal(error: PhotoError) -> AppError {
    match error {
        PhotoError::Io(_) => AppError::Broken(error.to_string()),
        said => AppError::field("photo", said.to_string()),
    }
}
