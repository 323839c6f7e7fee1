//! `GET /media/…`: the pictures of the demo town, and the photos of shoppers.

use axum::{extract::State, http::HeaderMap, response::Response};

use super::{
    file_answer::{Cache, FileAnswer},
    kinds::media_type,
};
use crate::{
    Shop,
    http::{Id, problem::AppError},
    seed::PICTURES,
};

/// The folders that are pictures; beside them lie the scripts that made them.
const FOLDERS: [&str; 5] = ["avatars/", "covers/", "cutouts/", "products/", "live/"];

/// `GET /media/{path}`: a picture. Its name has no hash, so it may be kept for days, not for ever; a photo's name is made
/// anew with each photo.
pub async fn file(State(shop): State<Shop>, Id(path): Id, headers: HeaderMap) -> Result<Response, AppError> {
    if let Some(name) = path.strip_prefix("photos/") {
        let photo = shop.photos.read(name).await;
        let photo = photo.ok_or_else(|| AppError::missing("photo"))?;
        return Ok(FileAnswer::new(photo.into(), media_type(name), Cache::Forever).answer(&headers));
    }
    let known = FOLDERS.iter().any(|folder| path.starts_with(folder));
    let file = PICTURES
        .get_file(&path)
        .filter(|_| known)
        .ok_or_else(|| AppError::missing("picture"))?;
    Ok(FileAnswer::embedded(file.contents(), media_type(&path), Cache::Days).answer(&headers))
}
