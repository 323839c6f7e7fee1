//! What is counted by the client's address, directly and behind a proxy.

use std::{net::SocketAddr, time::Instant};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use clap::Parser;
use meadow_backend::{Config, Shop, router};
use tokio_tungstenite::{connect_async, tungstenite::client::IntoClientRequest};
use tower::ServiceExt;

use crate::live_stage::{LIVE, REPLAY, Stage};

/// An empty shop with other flags.
async fn shop(stage: &Stage, change: impl FnOnce(&mut Config)) -> Shop {
    let mut config = Config {
        data: stage.shop.config.data.join("other"),
        ..Config::clone(&stage.shop.config)
    };
    change(&mut config);
    Shop::open(config).await.expect("the shop opens")
}

fn three_at_once(config: &mut Config) {
    config.rate_per_second = 1;
    config.rate_burst = 3;
}

/// Asks as one session after the other: only the address is the same.
async fn ask(app: &Router, session: usize, peer: &str, forwarded_for: &str) -> StatusCode {
    let peer: SocketAddr = peer.parse().expect("an address and a port");
    let request = Request::get("/api/v1/nothing")
        .extension(ConnectInfo(peer))
        .header("authorization", format!("Bearer {session}"))
        .header("x-forwarded-for", forwarded_for)
        .body(Body::empty());
    let answer = app.clone().oneshot(request.expect("a request")).await;
    answer.expect("an answer").status()
}

async fn make_guest(app: &Router, peer: &str) -> StatusCode {
    let peer: SocketAddr = peer.parse().expect("an address and a port");
    let request = Request::post("/api/v1/session")
        .extension(ConnectInfo(peer))
        .body(Body::empty());
    let answer = app.clone().oneshot(request.expect("a request")).await;
    answer.expect("an answer").status()
}

const PASSED: StatusCode = StatusCode::NOT_FOUND;
const REFUSED: StatusCode = StatusCode::TOO_MANY_REQUESTS;

#[tokio::test]
async fn sessions_of_one_address_share_its_limit() {
    let stage = Stage::open().await;
    let app = router(shop(&stage, three_at_once).await);
    for session in 0..3 {
        let invented = format!("203.0.113.{session}");
        assert_eq!(ask(&app, session, "192.0.2.1:4000", &invented).await, PASSED);
    }
    assert_eq!(ask(&app, 3, "192.0.2.1:4001", "203.0.113.3").await, REFUSED);
    assert_eq!(ask(&app, 4, "192.0.2.2:4000", "203.0.113.3").await, PASSED);
}

#[tokio::test]
async fn an_ipv6_network_of_64_bits_shares_one_limit() {
    let stage = Stage::open().await;
    let app = router(shop(&stage, three_at_once).await);
    for session in 0..3 {
        let peer = format!("[2001:db8::{session}]:4000");
        assert_eq!(ask(&app, session, &peer, "").await, PASSED);
    }
    assert_eq!(ask(&app, 3, "[2001:db8::ffff:3]:4000", "").await, REFUSED);
    assert_eq!(ask(&app, 3, "[2001:db8:0:1::3]:4000", "").await, PASSED);
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_client_has_its_own_limit() {
    let stage = Stage::open().await;
    let change = |config: &mut Config| {
        three_at_once(config);
        config.trusted_proxies = "192.0.2.0/24".parse().expect("a network");
    };
    let app = router(shop(&stage, change).await);
    for session in 0..3 {
        let invented = format!("203.0.113.{session}, 198.51.100.1");
        assert_eq!(ask(&app, session, "192.0.2.1:4000", &invented).await, PASSED);
    }
    assert_eq!(ask(&app, 3, "192.0.2.2:4000", "198.51.100.1").await, REFUSED);
    assert_eq!(ask(&app, 3, "192.0.2.1:4000", "198.51.100.2").await, PASSED);
}

#[tokio::test]
async fn sockets_behind_a_trusted_proxy_are_counted_by_client() {
    let stage = Stage::open().await;
    let change = |config: &mut Config| {
        config.sockets_per_address = 1;
        config.trusted_proxies = "127.0.0.1".parse().expect("an address");
    };
    let address = open(shop(&stage, change).await).await;
    let connect = async |client: &'static str| {
        let mut request = format!("ws://{address}/api/v1/live")
            .into_client_request()
            .expect("a request");
        let client = client.parse().expect("a header");
        request.headers_mut().insert("x-forwarded-for", client);
        connect_async(request).await
    };
    let _first = connect("198.51.100.1").await.expect("a socket");
    let _second = connect("198.51.100.2").await.expect("a socket of another client");
    assert!(connect("198.51.100.1").await.is_err(), "the first has its socket");
}

#[tokio::test]
async fn an_address_makes_a_hundred_guests_at_once_and_then_waits() {
    let stage = Stage::open().await;
    let change = |config: &mut Config| {
        config.rate_per_second = 1_000;
        config.rate_burst = 1_000;
        config.sessions_per_second = 1;
    };
    let app = router(shop(&stage, change).await);
    let started = Instant::now();
    let mut made = 0;
    while make_guest(&app, "192.0.2.1:4000").await == StatusCode::CREATED {
        made += 1;
        assert!(made < 300, "no end of guests");
    }
    let most = 101 + started.elapsed().as_secs();
    assert!((100..=most).contains(&made), "{made} guests");
    assert_eq!(make_guest(&app, "192.0.2.2:4000").await, StatusCode::CREATED);
    assert_eq!(
        ask(&app, 0, "192.0.2.1:4000", "").await,
        PASSED,
        "who is there goes on"
    );
}

#[tokio::test]
async fn guests_are_not_counted_where_their_limit_or_all_limits_are_off() {
    for (rate_per_second, sessions_per_second) in [(0, 2), (1_000, 0)] {
        let stage = Stage::open().await;
        let change = |config: &mut Config| {
            config.rate_per_second = rate_per_second;
            config.rate_burst = 1_000;
            config.sessions_per_second = sessions_per_second;
        };
        let app = router(shop(&stage, change).await);
        for _ in 0..150 {
            assert_eq!(make_guest(&app, "192.0.2.1:4000").await, StatusCode::CREATED);
        }
    }
}

#[tokio::test]
async fn an_address_has_so_many_endless_films_and_not_more() {
    let stage = Stage::open().await;
    stage.shop.close().await;
    let change = |config: &mut Config| {
        // The rooms are there.
        config.data.clone_from(&stage.shop.config.data);
        config.sockets_per_address = 2;
    };
    let app = router(shop(&stage, change).await);
    let stream = format!("/media/live/{LIVE}/stream.mp4");
    let watch = async |peer: &str, path: &str| {
        let peer: SocketAddr = peer.parse().expect("an address and a port");
        let request = Request::get(path)
            .extension(ConnectInfo(peer))
            .body(Body::empty());
        let answer = app.clone().oneshot(request.expect("a request")).await;
        answer.expect("an answer")
    };
    let first = watch("192.0.2.1:4000", &stream).await;
    let second = watch("192.0.2.1:4001", &stream).await;
    assert_eq!(
        (first.status(), second.status()),
        (StatusCode::OK, StatusCode::OK)
    );
    let third = watch("192.0.2.1:4002", &stream).await;
    assert_eq!(third.status(), REFUSED);
    assert!(third.headers().contains_key("retry-after"));
    for (peer, path) in [
        ("192.0.2.2:4000", stream.clone()),
        ("192.0.2.1:4003", format!("/media/live/{REPLAY}/file.mp4")),
        ("192.0.2.1:4004", format!("/media/live/{LIVE}/live.m3u8")),
    ] {
        assert_eq!(watch(peer, &path).await.status(), StatusCode::OK, "{peer} {path}");
    }
    drop(first);
    assert_eq!(watch("192.0.2.1:4005", &stream).await.status(), StatusCode::OK);
}

#[test]
fn proxies_are_named_by_a_flag_and_nonsense_stops_the_start() {
    let start = |proxies: &str| Config::try_parse_from(["meadow-backend", "--trusted-proxies", proxies]);
    let config = start("10.0.0.0/8,::1").expect("a list");
    assert_eq!(config.trusted_proxies, "10.0.0.0/8, ::1".parse().expect("a list"));
    let error = start("10.0.0.0/8,proxy").expect_err("no address").to_string();
    assert!(error.contains("`proxy` is no IP address"), "{error}");
}

/// Serves the shop on a real port.
async fn open(shop: Shop) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    let service = router(shop).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}
