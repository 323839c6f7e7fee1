//! The headers of every answer: what a page of ours may do, and what others may do with it.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use tower_http::compression::{
    CompressionLayer,
    predicate::{And, DefaultPredicate, NotForContentType, Predicate},
};

use crate::Shop;

/// Only our own scripts and wasm; nothing inline; text becomes markup only through the policy that `boot.js` installs.
/// `connect-src 'self'` covers the live socket of the same origin in every engine we serve (WebKit since 15.4).
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; \
    worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types default; report-uri /api/v1/reports; report-to reports";

const ALWAYS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("reporting-endpoints"),
        "reports=\"/api/v1/reports\"",
    ),
];

/// Pictures and films may be shown on other people's pages: the embed does.
const SHARED: &str = "cross-origin";

/// Two years; only when the shop says that it lives behind https.
const STAY_ON_HTTPS: &str = "max-age=63072000";

/// Puts the headers on every answer, and compresses those that gain by it.
pub fn headers(all: Router<Shop>, shop: &Shop) -> Router<Shop> {
    let https = shop
        .config
        .public_url
        .as_ref()
        .is_some_and(|url| url.starts_with("https://"));
    all.layer(CompressionLayer::new().compress_when(worth_it()))
        .layer(from_fn_with_state(Arc::new(https), put))
}

/// Text gains; films and wasm (which has its own compressed forms) don't.
fn worth_it() -> And<And<DefaultPredicate, NotForContentType>, NotForContentType> {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("video/"))
        .and(NotForContentType::const_new("application/wasm"))
}

async fn put(State(https): State<Arc<bool>>, request: Request, next: Next) -> Response {
    let shared = request.uri().path().starts_with("/media/");
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if shared {
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static(SHARED));
    }
    if *https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(STAY_ON_HTTPS),
        );
    }
    never_guess(headers);
    answer
}

/// An answer that does not say how long it may be kept is not kept.
fn never_guess(headers: &mut HeaderMap) {
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
