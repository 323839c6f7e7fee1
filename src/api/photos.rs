//! Photos of shoppers. `fetch` can't tell how much of a body is sent, so this one request is an `XMLHttpRequest`.

use futures::channel::oneshot;
use meadow_wire::{Photo, Problem};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use super::client::{self, ApiError};

/// A large photo on a slow line takes its time, in milliseconds.
const PATIENCE_MS: u32 = 120_000;

/// `POST /api/v1/photos`: sends a photo, and tells on the way how many per cent have gone out.
pub async fn send(photo: &Blob, on_percent: impl Fn(u8) + 'static) -> Result<Photo, ApiError> {
    let request = XmlHttpRequest::new().map_err(|_| ApiError::Garbled)?;
    request
        .open_with_async("POST", "/api/v1/photos", true)
        .map_err(|_| ApiError::Garbled)?;
    if let Some(token) = client::token() {
        request
            .set_request_header("authorization", &format!("Bearer {}", token.0))
            .map_err(|_| ApiError::Garbled)?;
    }
    request.set_timeout(PATIENCE_MS);
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            on_percent((event.loaded() / event.total() * 100.0) as u8);
        }
    });
    let (done, ended) = oneshot::channel::<()>();
    // The load, an error, a time-out or an abortion: each ends it.
    let end = Closure::once(move || done.send(()).is_ok());
    let upload = request.upload().map_err(|_| ApiError::Garbled)?;
    upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    request.set_onloadend(Some(end.as_ref().unchecked_ref()));
    let _given_up = GivenUp(request.clone());
    request
        .send_with_opt_blob(Some(photo))
        .map_err(|_| ApiError::Unreachable)?;
    ended.await.map_err(|_| ApiError::Unreachable)?;
    answer(&request)
}

/// Whoever does not wait any more wants nothing sent, and nothing told.
struct GivenUp(XmlHttpRequest);

impl Drop for GivenUp {
    fn drop(&mut self) {
        self.0.set_onloadend(None);
        if let Ok(upload) = self.0.upload() {
            upload.set_onprogress(None);
        }
        // One that can't be aborted is over already.
        self.0.abort().unwrap_or_default();
    }
}

fn answer(request: &XmlHttpRequest) -> Result<Photo, ApiError> {
    let status = request.status().unwrap_or(0);
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match status {
        0 => Err(ApiError::Unreachable),
        200..300 => client::parse(&text),
        _ => Err(match client::parse::<Problem>(&text) {
            Ok(problem) => ApiError::Refused(problem),
            // A proxy's own words: over its limit, or without a backend behind it.
            Err(_) if status == 413 => ApiError::Refused(Problem {
                status,
                detail: "This photo is too large.".to_owned(),
                next_step: "Choose one of at most 8 MB.".to_owned(),
                ..Problem::default()
            }),
            Err(_) if status >= 500 => ApiError::Unreachable,
            Err(_) => ApiError::Garbled,
        }),
    }
}
