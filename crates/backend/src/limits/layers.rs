//! The limits as layers around every route, with the count and the log line of every answer.

use std::{
    hash::{BuildHasher, Hash, RandomState},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{Method, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use meadow_domain::limits::{BODY_MAX, PHOTO_MAX};
use tower_http::catch_panic::CatchPanicLayer;

use super::{Address, Buckets, Places, Rate, address::known_by_address};
use crate::{
    Config, Shop,
    http::problem::AppError,
    metrics::{self, Counter},
};

/// So many guests an address may make at once: a school or an office that comes all together.
const GUESTS_BURST: u32 = 100;

/// Who guesses codes of coupons, or keys of studios, soon waits: so many can be tried at once by a session, by an address (sessions cost
/// nothing), and then one each so often; for an address three times as often.
const CODES_BY_SESSION: u32 = 10;
const CODES_BY_ADDRESS: u32 = 60;
const CODE_EVERY: Duration = Duration::from_secs(6);

/// Photos cost work and room: so many at once by a session, by an address, then one each so often; for an address
/// three times as often.
const PHOTOS_BY_SESSION: u32 = 20;
const PHOTOS_BY_ADDRESS: u32 = 60;
const PHOTO_EVERY: Duration = Duration::from_secs(6);
/// Whoever says or reports so much at once is no person: so many by a session, by an address, then one each so often; for
/// an address five times as often.
const WORDS_BY_SESSION: u32 = 10;
const WORDS_BY_ADDRESS: u32 = 100;
const WORD_EVERY: Duration = Duration::from_secs(5);
/// And so many may be on their way from an address at once, because each of them may take minutes: two reviews full.
const PHOTOS_AT_ONCE: u32 = 8;
/// When whoever has so many on their way should look again.
const PHOTO_RETRY_SECS: u32 = 5;

/// Counts, logs and limits all requests.
pub fn layer(all: Router<Shop>, shop: &Shop) -> Router<Shop> {
    let (per_second, burst) = (shop.config.rate_per_second, shop.config.rate_burst);
    let guests_per_second = match per_second {
        0 => 0,
        _ => shop.config.sessions_per_second,
    };
    let guesses = |interval: Duration, burst: u32| match per_second {
        0 => Rate::every(Duration::ZERO, burst),
        _ => Rate::every(interval, burst),
    };
    let gate = Arc::new(Gate {
        sessions: Buckets::new(Rate::new(per_second, burst)),
        addresses: Buckets::new(Rate::new(per_second, burst)),
        guests: Buckets::new(Rate::new(guests_per_second, GUESTS_BURST)),
        codes_by_session: Buckets::new(guesses(CODE_EVERY, CODES_BY_SESSION)),
        codes_by_address: Buckets::new(guesses(CODE_EVERY / 3, CODES_BY_ADDRESS)),
        photos_by_session: Buckets::new(guesses(PHOTO_EVERY, PHOTOS_BY_SESSION)),
        photos_by_address: Buckets::new(guesses(PHOTO_EVERY / 3, PHOTOS_BY_ADDRESS)),
        words_by_session: Buckets::new(guesses(WORD_EVERY, WORDS_BY_SESSION)),
        words_by_address: Buckets::new(guesses(WORD_EVERY / 5, WORDS_BY_ADDRESS)),
        photos_on_their_way: Places::new(if per_second == 0 { 0 } else { PHOTOS_AT_ONCE }),
        salt: RandomState::new(),
    });
    all.layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(CatchPanicLayer::custom(|_| {
            AppError::Broken("a handler panicked".to_owned()).into_response()
        }))
        .layer(from_fn(small_enough))
        .layer(from_fn_with_state(Arc::clone(&shop.config), soon_enough))
        .layer(from_fn_with_state(Arc::clone(&gate), not_too_many))
        .layer(from_fn_with_state(gate, measured))
        .layer(from_fn_with_state(Arc::clone(&shop.config), known_by_address))
}

struct Gate {
    sessions: Buckets<u64>,
    addresses: Buckets<Address>,
    /// Whoever makes guests makes himself new session limits with them.
    guests: Buckets<Address>,
    codes_by_session: Buckets<u64>,
    codes_by_address: Buckets<Address>,
    photos_by_session: Buckets<u64>,
    photos_by_address: Buckets<Address>,
    words_by_session: Buckets<u64>,
    words_by_address: Buckets<Address>,
    photos_on_their_way: Places,
    /// Makes the address in the log a name that means nothing tomorrow.
    salt: RandomState,
}

type Asker = Option<Extension<Address>>;

async fn measured(State(gate): State<Arc<Gate>>, asker: Asker, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = match request.extensions().get::<MatchedPath>() {
        Some(matched) => matched.as_str().to_owned(),
        None => "(site)".to_owned(),
    };
    let answer = next.run(request).await;
    let took = started.elapsed();
    let status = answer.status().as_u16();
    metrics::answered(known(&method), &route, status, took);
    count(known(&method), &route, status);
    let peer = asker.map_or(0, |Extension(address)| gate.salt.hash_one(address));
    log(known(&method), &route, status, took, peer);
    answer
}

/// Which route, never which path; and of the address a name that only this run of the server knows. Pictures and files
/// are many and dull: they are logged when something is wrong.
fn log(method: &str, route: &str, status: u16, took: Duration, peer: u64) {
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let peer = format!("{peer:016x}");
    if status >= 400 || route.starts_with("/api/") {
        tracing::info!(method, route, status, ms, peer, "answered");
    } else {
        tracing::debug!(method, route, status, ms, peer, "answered");
    }
}

fn count(method: &str, route: &str, status: u16) {
    match (method, route, status) {
        ("POST", "/api/v1/orders", 201) => metrics::count(Counter::Orders, 1),
        ("POST", "/api/v1/orders", 400..) => metrics::count(Counter::OrdersRefused, 1),
        ("POST", "/api/v1/reports", 204) => metrics::count(Counter::Reports, 1),
        _ => {}
    }
}

async fn not_too_many(State(gate): State<Arc<Gate>>, asker: Asker, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let session = request
        .headers()
        .get(header::AUTHORIZATION)
        .map(|token| gate.salt.hash_one(token.as_bytes()));
    let address = asker.map(|Extension(address)| address);
    let path = request.uri().path();
    let makes_guest = request.method() == Method::POST && path == "/api/v1/session";
    let tries_a_code = match *request.method() {
        Method::PUT => path.starts_with("/api/v1/cart/coupons/"),
        Method::POST => path == "/api/v1/studio/enter",
        _ => false,
    };
    let mut taken = take(&gate.sessions, session).and_then(|()| take(&gate.addresses, address));
    if makes_guest {
        taken = taken.and_then(|()| take(&gate.guests, address));
    }
    if tries_a_code {
        taken = taken
            .and_then(|()| take(&gate.codes_by_session, session))
            .and_then(|()| take(&gate.codes_by_address, address));
    }
    if says_something(&request) {
        taken = taken
            .and_then(|()| take(&gate.words_by_session, session))
            .and_then(|()| take(&gate.words_by_address, address));
    }
    let mut on_its_way = None;
    if sends_a_photo(&request) {
        on_its_way = gate.photos_on_their_way.take(address);
        if on_its_way.is_none() {
            return too_many(PHOTO_RETRY_SECS);
        }
        taken = taken
            .and_then(|()| take(&gate.photos_by_session, session))
            .and_then(|()| take(&gate.photos_by_address, address));
    }
    let answer = match taken {
        Ok(()) => next.run(request).await,
        Err(wait) => too_many(
            u32::try_from(wait.as_secs())
                .unwrap_or(u32::MAX)
                .saturating_add(1),
        ),
    };
    drop(on_its_way);
    answer
}

fn too_many(retry_after_secs: u32) -> Response {
    metrics::count(Counter::RateLimited, 1);
    AppError::TooMany { retry_after_secs }.into_response()
}

/// One that is not known is not limited.
fn take<Key: Eq + Hash>(buckets: &Buckets<Key>, key: Option<Key>) -> Result<(), Duration> {
    key.map_or(Ok(()), |key| buckets.take(key))
}

async fn soon_enough(State(config): State<Arc<Config>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let pays = (request.method() == Method::POST && path == "/api/v1/orders")
        || ["/api/v1/payments/", "/api/v1/webhooks/"]
            .iter()
            .any(|start| path.starts_with(start));
    let limit = if pays {
        config.payment_timeout
    } else if sends_a_photo(&request) {
        // Waiting in line, the body, the work: the handler gives each its own time.
        config.timeout + config.photo_timeout + config.timeout
    } else {
        config.timeout
    };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(answer) => answer,
        Err(_) => AppError::Timeout.into_response(),
    }
}

/// A body that says it is too large is refused unread; one that does not say is cut off by `DefaultBodyLimit`.
async fn small_enough(request: Request, next: Next) -> Response {
    let length = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok());
    let length = length.and_then(|length| length.parse::<usize>().ok());
    let limit_bytes = if sends_a_photo(&request) {
        PHOTO_MAX
    } else {
        BODY_MAX
    };
    if length.is_some_and(|bytes| bytes > limit_bytes) {
        return AppError::TooLarge { limit_bytes }.into_response();
    }
    next.run(request).await
}

/// A comment, or a report of one or of a note.
fn says_something(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST
        && ["/api/v1/notes/", "/api/v1/comments/"]
            .iter()
            .any(|start| path.starts_with(start))
        && ["/comments", "/reports"].iter().any(|end| path.ends_with(end))
}

fn sends_a_photo(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path() == "/api/v1/photos"
}

/// A client can invent methods; the metrics don't grow by them.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}
