//! `GET /media/…`: the pictures of the demo town.

use axum::{http::HeaderMap, response::Response};

use super::{
    file_answer::{Cache, FileAnswer},
    kinds::media_type,
};
use crate::{
    http::{Id, problem::AppError},
    seed::PICTURES,
};

/// The folders that are pictures; beside them lie the scripts that made them.
const FOLDERS: [&str; 5] = ["avatars/", "covers/", "cutouts/", "products/", "live/"];

/// `GET /media/{path}`: a picture. Its name has no hash, so it may be kept for days, not for ever.
pub async fn file(Id(path): Id, headers: HeaderMap) -> Result<Response, AppError> {
    let known = FOLDERS.iter().any(|folder| path.starts_with(folder));
    let file = PICTURES
        .get_file(&path)
        .filter(|_| known)
        .ok_or_else(|| AppError::missing("picture"))?;
    Ok(FileAnswer::embedded(file.contents(), media_type(&path), Cache::Days).answer(&headers))
}
