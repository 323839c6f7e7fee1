//! Cursors: where a page starts, in a form that nobody is tempted to take apart.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::problem::AppError;

/// A place in a list of one kind, such as `feed`.
pub fn write(kind: &str, place: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{kind}:{place}"))
}

/// The place that [`write`] wrote.
pub fn read(kind: &str, cursor: &str) -> Result<String, AppError> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| unknown())?;
    let text = String::from_utf8(bytes).map_err(|_| unknown())?;
    match text.split_once(':') {
        Some((read, place)) if read == kind => Ok(place.to_owned()),
        _ => Err(unknown()),
    }
}

/// A place in a list that is ordered by time and id.
pub fn write_moment(kind: &str, at_ms: i64, id: &str) -> String {
    write(kind, &format!("{at_ms}:{id}"))
}

/// The place that [`write_moment`] wrote.
pub fn read_moment(kind: &str, cursor: &str) -> Result<(i64, String), AppError> {
    let place = read(kind, cursor)?;
    let (at, id) = place.split_once(':').ok_or_else(unknown)?;
    Ok((at.parse().map_err(|_| unknown())?, id.to_owned()))
}

/// The cursor names no place.
pub fn unknown() -> AppError {
    AppError::field("cursor", "This page is unknown. Start again without a cursor.")
}

/// Cuts a list that was asked for with one item too many; says where the next page starts, if there is one.
pub fn cut<T>(
    kind: &str,
    items: &mut Vec<T>,
    limit: u32,
    place: impl Fn(&T) -> (i64, &str),
) -> Option<String> {
    let has_more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let last = items.last().filter(|_| has_more)?;
    let (at, id) = place(last);
    Some(write_moment(kind, at, id))
}
