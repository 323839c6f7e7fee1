//! The limits as layers around every route, with the count and the log line of every answer.

use std::{
    hash::{BuildHasher, RandomState},
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Extension, Router,
    extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, Request, State},
    http::{Method, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use meadow_domain::limits::BODY_MAX;
use tower_http::catch_panic::CatchPanicLayer;

use super::{Buckets, Rate};
use crate::{
    Shop,
    http::problem::AppError,
    metrics::{self, Counter},
};

/// No answer may begin later. What follows its head, such as a film or a socket, takes as long as it takes.
const TIMEOUT: Duration = Duration::from_secs(15);
/// Payments wait for the provider, which has its own end.
const PAYMENT_TIMEOUT: Duration = Duration::from_secs(60);

/// Counts, logs and limits all requests.
pub fn layer(all: Router<Shop>, shop: &Shop) -> Router<Shop> {
    let (per_second, burst) = (shop.config.rate_per_second, shop.config.rate_burst);
    let gate = Arc::new(Gate {
        sessions: Buckets::new(Rate::new(per_second, burst)),
        addresses: Buckets::new(Rate::new(per_second, burst)),
        salt: RandomState::new(),
    });
    all.layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(CatchPanicLayer::custom(|_| {
            AppError::Broken("a handler panicked".to_owned()).into_response()
        }))
        .layer(from_fn(small_enough))
        .layer(from_fn(soon_enough))
        .layer(from_fn_with_state(Arc::clone(&gate), not_too_many))
        .layer(from_fn_with_state(gate, measured))
}

struct Gate {
    sessions: Buckets<u64>,
    addresses: Buckets<IpAddr>,
    /// Makes the address in the log a name that means nothing tomorrow.
    salt: RandomState,
}

type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

async fn measured(State(gate): State<Arc<Gate>>, peer: Peer, request: Request, next: Next) -> Response {
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
    let peer = peer.map_or(0, |Extension(ConnectInfo(address))| {
        gate.salt.hash_one(address.ip())
    });
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

async fn not_too_many(State(gate): State<Arc<Gate>>, peer: Peer, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let by_session = match request.headers().get(header::AUTHORIZATION) {
        Some(token) => gate.sessions.take(gate.salt.hash_one(token.as_bytes())),
        None => Ok(()),
    };
    let by_address = || match peer {
        Some(Extension(ConnectInfo(address))) => gate.addresses.take(address.ip()),
        None => Ok(()),
    };
    match by_session.and_then(|()| by_address()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            metrics::count(Counter::RateLimited, 1);
            let retry_after_secs = u32::try_from(wait.as_secs())
                .unwrap_or(u32::MAX)
                .saturating_add(1);
            AppError::TooMany { retry_after_secs }.into_response()
        }
    }
}

async fn soon_enough(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let pays = (request.method() == Method::POST && path == "/api/v1/orders")
        || ["/api/v1/payments/", "/api/v1/webhooks/"]
            .iter()
            .any(|start| path.starts_with(start));
    let limit = if pays { PAYMENT_TIMEOUT } else { TIMEOUT };
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
    if length.is_some_and(|bytes| bytes > BODY_MAX) {
        return AppError::TooLarge {
            limit_bytes: BODY_MAX,
        }
        .into_response();
    }
    next.run(request).await
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
