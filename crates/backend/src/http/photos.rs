//! Photos that shoppers send.

use std::time::Duration;

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http_body_util::BodyExt;
use meadow_domain::limits::PHOTO_MAX;
use meadow_wire::Photo;
use sha2::{Digest, Sha256};
use tokio::{sync::OwnedSemaphorePermit, time::timeout};

use super::{
    ask::Who,
    etag,
    openapi::{Busy, NeedsSession, PhotoRefused},
    problem::AppError,
};
use crate::{
    Shop, clock,
    db::{Photos, SessionId},
    photos::PhotoError,
};

/// `POST /api/v1/photos`: takes a JPEG, PNG or WebP of at most 8 MB and 40 million pixels, whatever its `Content-Type`
/// says, within two minutes.
///
/// It is turned upright, made at most 1600 pixels long and written anew: nothing of the camera's notes, such as the
/// place, is kept. The same bytes give the same photo. One that nothing uses is forgotten after a day.
#[utoipa::path(post, path = "/api/v1/photos", tag = "reviews", security(("session" = [])),
    request_body(content = Vec<u8>, content_type = "image/jpeg"),
    responses((status = 201, body = Photo, description = "Kept"),
        (status = 200, body = Photo, description = "Sent before"), NeedsSession, PhotoRefused, Busy))]
pub async fn send(State(shop): State<Shop>, Who(known): Who, request: Request) -> Result<Response, AppError> {
    let usual = shop.config.timeout;
    let in_line = within(usual, shop.photos.line_up()).await?;
    let sent = within(shop.config.photo_timeout, whole(request.into_body(), usual)).await??;
    let kept = tokio::spawn(keep(shop, known.id, sent, in_line));
    let (status, photo) = within(usual, kept)
        .await?
        .map_err(|error| AppError::Broken(error.to_string()))??;
    Ok(etag::written(status, photo))
}

async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, AppError> {
    timeout(limit, work).await.map_err(|_| AppError::Timeout)
}

/// All of a body that keeps coming: one whose sender fell silent takes nobody else's place for longer than `silence`.
async fn whole(mut body: Body, silence: Duration) -> Result<Bytes, AppError> {
    let said = usize::try_from(body.size_hint().lower()).unwrap_or(PHOTO_MAX);
    let mut sent = Vec::with_capacity(said.min(PHOTO_MAX));
    while let Some(frame) = within(silence, body.frame()).await? {
        let frame = frame.map_err(|_| AppError::BadJson("The photo broke off.".to_owned()))?;
        // What is not data says nothing about a picture.
        if let Ok(data) = frame.into_data() {
            if sent.len() + data.len() > PHOTO_MAX {
                return Err(AppError::TooLarge {
                    limit_bytes: PHOTO_MAX,
                });
            }
            sent.extend_from_slice(&data);
        }
    }
    Ok(sent.into())
}

/// Makes a photo and writes it down. Runs to its end even if the shopper hangs up: files never wait for a row in vain, and
/// whoever sends the same bytes again finds what became of them.
async fn keep(
    shop: Shop,
    session: SessionId,
    sent: Bytes,
    // A place in line is what the bytes take up, and free when they are gone.
    _in_line: OwnedSemaphorePermit,
) -> Result<(StatusCode, Photo), AppError> {
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&sent));
    if let Some(photo) = shop.db.known_photo(&session, &hash, clock::now()).await? {
        return Ok((StatusCode::OK, photo));
    }
    if shop.db.has_enough_photos(&session).await? {
        return Err(AppError::NotPossible(
            "You sent many photos that you don't use. They are forgotten after a day.".to_owned(),
        ));
    }
    let made = shop.photos.make(sent).await.map_err(refusal)?;
    let photo = shop.db.keep_photo(&session, &hash, &made, clock::now()).await?;
    if photo.id != made.id {
        // Sent twice at the same time: the other one was faster.
        shop.photos.forget(&made.id);
    }
    Ok((StatusCode::CREATED, photo))
}

fn refusal(error: PhotoError) -> AppError {
    match error {
        PhotoError::Io(_) => AppError::Broken(error.to_string()),
        said => AppError::field("photo", said.to_string()),
    }
}
