//! Photos on slow lines, and of those who leave while theirs is on its way.

use std::{
    io,
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes},
    extract::ConnectInfo,
    http::Request,
};
use futures_util::{StreamExt, future::join_all, stream};
use meadow_backend::errands;
use meadow_wire::PhotoId;
use tokio::time::sleep;

use crate::{
    photo_stage::jpeg,
    shop_photos::send,
    shop_stage::{Answer, Shopper, Town},
};

const USUAL: Duration = Duration::from_secs(2);

#[tokio::test]
async fn a_photo_on_a_slow_line_has_more_time_than_another_request() {
    let town = Town::with(|config| config.timeout = USUAL).await;
    let shopper = town.shopper().await;
    let asked = Instant::now();
    // 30 pieces, 100 ms apart.
    let sent = jpeg(300, 200);
    let pieces: Vec<Bytes> = sent
        .chunks(sent.len().div_ceil(30))
        .map(Bytes::copy_from_slice)
        .collect();
    let slow = stream::iter(pieces).then(async |piece| {
        sleep(Duration::from_millis(100)).await;
        Ok::<_, io::Error>(piece)
    });
    let photo = town.send(post(&shopper, Body::from_stream(slow))).await;
    assert!(asked.elapsed() > USUAL, "{:?}", asked.elapsed());
    assert_eq!(photo.status, 201, "{photo:?}");
}

#[tokio::test]
async fn a_photo_that_drips_or_stops_coming_is_not_waited_for() {
    let town = Town::with(|config| {
        config.timeout = Duration::from_millis(800);
        config.photo_timeout = Duration::from_secs(3);
    })
    .await;
    let shopper = town.shopper().await;
    let silent = stream::pending::<io::Result<Bytes>>();
    let dripping = stream::repeat(Bytes::from_static(b"x")).then(async |drop| {
        sleep(Duration::from_millis(50)).await;
        Ok::<_, io::Error>(drop)
    });
    let asked = Instant::now();
    let (silent, dripping) = tokio::join!(
        async {
            (
                ended(&town, &shopper, Body::from_stream(silent)).await,
                asked.elapsed(),
            )
        },
        async {
            (
                ended(&town, &shopper, Body::from_stream(dripping)).await,
                asked.elapsed(),
            )
        },
    );
    for (answer, _) in [&silent, &dripping] {
        answer.is_problem(503, "timeout");
    }
    assert!(silent.1 < Duration::from_secs(2), "{:?}", silent.1);
    let limit = Duration::from_secs(3);
    assert!((limit..limit * 2).contains(&dripping.1), "{:?}", dripping.1);
}

#[tokio::test]
async fn an_address_has_eight_photos_on_their_way_and_others_have_their_own() {
    let town = Town::with(|config| {
        config.rate_per_second = 50;
        config.timeout = Duration::from_secs(1);
    })
    .await;
    let shopper = town.shopper().await;
    let ask = |peer: &str| {
        let mut request = post(
            &shopper,
            Body::from_stream(stream::pending::<io::Result<Bytes>>()),
        );
        let peer: SocketAddr = peer.parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        town.send(request)
    };
    let first = join_all((0..9).map(|_| ask("192.0.2.1:4000")));
    let (mine, theirs) = tokio::join!(first, ask("192.0.2.2:4000"));
    let refused: Vec<&Answer> = mine.iter().filter(|answer| answer.status != 503).collect();
    assert_eq!(refused.len(), 1, "{mine:?}");
    refused[0].is_problem(429, "too-many");
    theirs.is_problem(503, "timeout");
    ask("192.0.2.1:4000").await.is_problem(503, "timeout");
}

#[tokio::test]
async fn a_photo_whose_sender_leaves_is_kept_and_found_by_sending_it_again() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let sent = jpeg(4_000, 3_000);
    let leaving = town.send_raw("POST", "/api/v1/photos", shopper.token(), sent.clone());
    let left = tokio::time::timeout(Duration::from_millis(100), leaving).await;
    assert!(left.is_err(), "it was made faster than anybody can leave");
    let until = Instant::now() + Duration::from_secs(30);
    while town.count("SELECT COUNT(*) FROM photos").await == 0 {
        assert!(Instant::now() < until, "nobody wrote it down");
        sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(files(&town).len(), 2);
    assert_eq!(send(&town, &shopper, sent).await.status, 200);
}

#[tokio::test]
async fn a_file_without_its_row_is_swept_again_and_again_and_never_a_young_one() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let kept = send(&town, &shopper, jpeg(500, 400)).await.text("/id");
    let folder = town.folder.path().join("media/photos");
    let mut expected = [format!("{kept}.jpg"), format!("{kept}@480.jpg")];
    expected.sort();
    for name in &expected {
        age(&folder.join(name));
    }
    let often = Duration::from_millis(50);
    let sweeper = tokio::spawn(errands::sweep_every(town.shop.clone(), often));
    for round in 0..2 {
        for name in ["ph-lost.jpg", "ph-lost@480.jpg"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        assert_eq!(
            town.shop.photos.old_files().unwrap(),
            [PhotoId(kept.clone())],
            "the others are young"
        );
        sleep(often * 3).await;
        assert_eq!(files(&town).len(), 4, "round {round}");
        for name in ["ph-lost.jpg", "ph-lost@480.jpg"] {
            age(&folder.join(name));
        }
        let until = Instant::now() + Duration::from_secs(10);
        while files(&town) != expected {
            assert!(Instant::now() < until, "round {round}: {:?}", files(&town));
            sleep(often).await;
        }
    }
    sweeper.abort();
}

fn age(file: &Path) {
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(90_000);
    let file = std::fs::File::options().write(true).open(file).unwrap();
    file.set_modified(long_ago).unwrap();
}

fn files(town: &Town) -> Vec<String> {
    let all = std::fs::read_dir(town.folder.path().join("media/photos")).unwrap();
    let mut names: Vec<String> = all
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn post(shopper: &Shopper, body: Body) -> Request<Body> {
    Request::post("/api/v1/photos")
        .header("authorization", format!("Bearer {}", shopper.token()))
        .body(body)
        .expect("a request")
}

async fn ended(town: &Town, shopper: &Shopper, body: Body) -> Answer {
    town.send(post(shopper, body)).await
}
