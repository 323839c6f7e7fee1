//! A file as an answer: its type, how long it may be kept, "you have it already", and parts of it.

use std::{
    hash::{DefaultHasher, Hasher},
    ops::RangeInclusive,
};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;

use super::encodings::Encoding;

/// How long an answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// Its name changes with its content.
    Forever,
    /// It rarely changes: a day, and a week longer while it is asked for again.
    Days,
    /// It must be asked for each time.
    Ask,
}

/// A file to answer with.
#[derive(Debug, Clone)]
pub struct FileAnswer {
    bytes: Bytes,
    kind: &'static str,
    cache: Cache,
    encoding: Encoding,
    /// Whether other forms of it exist, so that caches keep them apart.
    varies: bool,
    status: StatusCode,
}

impl FileAnswer {
    /// A file that is part of the program.
    pub fn embedded(bytes: &'static [u8], kind: &'static str, cache: Cache) -> Self {
        Self::new(Bytes::from_static(bytes), kind, cache)
    }

    /// A file.
    pub fn new(bytes: Bytes, kind: &'static str, cache: Cache) -> Self {
        Self {
            bytes,
            kind,
            cache,
            encoding: Encoding::Plain,
            varies: false,
            status: StatusCode::OK,
        }
    }

    /// In this form; the client could have asked for another one.
    pub fn encoded(self, encoding: Encoding) -> Self {
        Self {
            encoding,
            varies: true,
            ..self
        }
    }

    /// With another status than 200.
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The answer to a request with these headers.
    pub fn answer(self, request: &HeaderMap) -> Response {
        let tag = self.tag();
        let mut answer = self.body(request, &tag);
        let headers = answer.headers_mut();
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static(self.cache.words()),
        );
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        if self.varies {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        answer
    }

    fn body(&self, request: &HeaderMap, tag: &str) -> Response {
        if self.status == StatusCode::OK && names(request, header::IF_NONE_MATCH, tag) {
            return StatusCode::NOT_MODIFIED.into_response();
        }
        let kind = (header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        let accepts = (header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        if let Some(encoding) = self.encoding.name() {
            let encoding = (header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            return (self.status, [kind, encoding], self.bytes.clone()).into_response();
        }
        let length = self.bytes.len();
        match self.asked_part(request, tag) {
            Part::Whole => (self.status, [kind, accepts], self.bytes.clone()).into_response(),
            Part::Of(range) => {
                let says = format!("bytes {}-{}/{length}", range.start(), range.end());
                let part = self.bytes.slice(range);
                let headers = [kind, accepts];
                (
                    StatusCode::PARTIAL_CONTENT,
                    headers,
                    [(header::CONTENT_RANGE, says)],
                    part,
                )
                    .into_response()
            }
            Part::Beyond => {
                let says = format!("bytes */{length}");
                (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, says)]).into_response()
            }
        }
    }

    fn asked_part(&self, request: &HeaderMap, tag: &str) -> Part {
        let stale = request.contains_key(header::IF_RANGE) && !names(request, header::IF_RANGE, tag);
        let asked = request.get(header::RANGE).and_then(|range| range.to_str().ok());
        match asked {
            Some(asked) if !stale && self.status == StatusCode::OK => part(asked, self.bytes.len()),
            _ => Part::Whole,
        }
    }

    fn tag(&self) -> String {
        let mut hasher = DefaultHasher::new();
        hasher.write(&self.bytes);
        let hash = hasher.finish();
        match self.kind.starts_with("text/html") {
            // Pages are compressed on their way out, so the bytes are not the same for everybody.
            true => format!("W/\"{hash:016x}\""),
            false => format!("\"{hash:016x}\""),
        }
    }
}

impl Cache {
    fn words(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Days => "public, max-age=86400, stale-while-revalidate=604800",
            Self::Ask => "no-cache",
        }
    }
}

enum Part {
    Whole,
    Of(RangeInclusive<usize>),
    Beyond,
}

/// What `Range: bytes=…` asks for. Several ranges at once, or what can't be read, get the whole.
fn part(asked: &str, length: usize) -> Part {
    let Some((from, to)) = asked
        .strip_prefix("bytes=")
        .and_then(|range| range.split_once('-'))
    else {
        return Part::Whole;
    };
    let last = length.saturating_sub(1);
    let range = match (from.trim().parse::<usize>(), to.trim().parse::<usize>()) {
        (Ok(from), Ok(to)) if from <= to => from..=to.min(last),
        (Ok(from), Err(_)) if to.trim().is_empty() => from..=last,
        (Err(_), Ok(0)) => return Part::Beyond,
        (Err(_), Ok(count)) if from.trim().is_empty() => length.saturating_sub(count)..=last,
        _ => return Part::Whole,
    };
    if *range.start() < length {
        Part::Of(range)
    } else {
        Part::Beyond
    }
}

/// Whether a header names this tag, weakly.
fn names(request: &HeaderMap, name: header::HeaderName, tag: &str) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let named = request
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok());
    named
        .flat_map(|value| value.split(','))
        .any(|named| named.trim() == "*" || plain(named) == plain(tag))
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    fn asked(range: &str) -> Option<(usize, usize)> {
        match part(range, 10) {
            Part::Of(range) => Some((*range.start(), *range.end())),
            Part::Whole => None,
            Part::Beyond => Some((99, 99)),
        }
    }

    #[test]
    fn ranges_are_cut_to_the_file() {
        for (range, wanted) in [
            ("bytes=0-3", Some((0, 3))),
            ("bytes=4-", Some((4, 9))),
            ("bytes=-3", Some((7, 9))),
            ("bytes=-30", Some((0, 9))),
            ("bytes=8-200", Some((8, 9))),
            ("bytes=10-", Some((99, 99))),
            ("bytes=-0", Some((99, 99))),
            ("bytes=5-2", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
            ("bytes=x-y", None),
        ] {
            assert_eq!(asked(range), wanted, "{range}");
        }
    }
}
