//! Too much, too fast, too long.

use axum::{
    body::Body,
    http::{Request, Response, StatusCode},
};
use http_body_util::BodyExt;
use meadow_backend::{Config, Shop, router};
use meadow_wire::Problem;
use tower::ServiceExt;

use crate::live_stage::Stage;

async fn problem(answer: Response<Body>) -> Problem {
    let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
    serde_json::from_slice(&bytes).expect("a problem")
}

fn limited(stage: &Stage) -> Shop {
    let config = Config {
        rate_per_second: 1,
        rate_burst: 3,
        ..Config::clone(&stage.shop.config)
    };
    Shop {
        config: config.into(),
        ..stage.shop.clone()
    }
}

fn get(path: &str, token: &str) -> Request<Body> {
    Request::get(path)
        .header("authorization", token)
        .body(Body::empty())
        .expect("a request")
}

#[tokio::test]
async fn a_session_that_asks_too_often_is_told_when_to_come_back() {
    let stage = Stage::open().await;
    let app = router(limited(&stage));
    for _ in 0..3 {
        let answer = app
            .clone()
            .oneshot(get("/api/v1/nothing", "Bearer a"))
            .await
            .expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }
    let refused = app
        .clone()
        .oneshot(get("/api/v1/nothing", "Bearer a"))
        .await
        .expect("an answer");
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers().contains_key("retry-after"));
    let problem = problem(refused).await;
    assert_eq!(
        (problem.kind.as_str(), problem.retry_after_secs),
        ("/problems/too-many", Some(1))
    );
    for (path, token) in [
        ("/api/v1/nothing", "Bearer b"),
        ("/media/live/poster.webp", "Bearer a"),
    ] {
        let answer = app.clone().oneshot(get(path, token)).await.expect("an answer");
        assert_ne!(answer.status(), StatusCode::TOO_MANY_REQUESTS, "{path} {token}");
    }
}

#[tokio::test]
async fn a_body_over_64_kb_is_refused() {
    let stage = Stage::open().await;
    let body = "x".repeat(64 * 1024 + 1);
    let request = Request::post("/api/v1/cart/changes")
        .header("content-length", body.len())
        .body(Body::from(body));
    let answer = router(stage.shop.clone())
        .oneshot(request.expect("a request"))
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(problem(answer).await.kind, "/problems/too-large");
}

#[tokio::test]
async fn an_address_has_so_many_sockets_and_not_more() {
    let stage = Stage::open().await;
    let config = Config {
        sockets_per_address: 2,
        data: stage.shop.config.data.join("other"),
        ..Config::clone(&stage.shop.config)
    };
    let shop = Shop::open(config).await.expect("the shop opens");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let url = format!("ws://{}/api/v1/live", listener.local_addr().expect("an address"));
    let service = router(shop).into_make_service_with_connect_info::<std::net::SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    let first = tokio_tungstenite::connect_async(&url).await.expect("a socket");
    let _second = tokio_tungstenite::connect_async(&url).await.expect("a socket");
    assert!(
        tokio_tungstenite::connect_async(&url).await.is_err(),
        "the third is refused"
    );
    drop(first);
    for _ in 0..50 {
        if tokio_tungstenite::connect_async(&url).await.is_ok() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("a place that was given back can be taken");
}

#[tokio::test]
async fn metrics_name_routes_and_not_what_was_asked_for() {
    let stage = Stage::open().await;
    let app = router(stage.shop.clone());
    let asked = app
        .clone()
        .oneshot(get("/people/p-secret?q=secret", "Bearer secret"))
        .await
        .expect("an answer");
    assert_eq!(
        asked.status(),
        StatusCode::SERVICE_UNAVAILABLE,
        "no build in this test"
    );
    let page = app.oneshot(get("/metrics", "")).await.expect("an answer");
    let page = page.into_body().collect().await.expect("a body").to_bytes();
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains(r#"route="/people/{id}",method="GET""#), "{page}");
    assert!(page.contains("meadow_live_connections"));
    assert!(!page.contains("secret"));
}
