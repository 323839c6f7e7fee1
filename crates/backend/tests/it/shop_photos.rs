//! Photos: nothing of them is kept but what can be seen, and none of them costs too much.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use meadow_backend::errands;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    photo_stage::{SECRET, encoded, holds, jpeg, png, with_exif, with_png_text},
    shop_reviews::{delivered, path, review},
    shop_server::Server,
    shop_stage::{Answer, DESK, Shopper, Town},
};

#[tokio::test]
async fn a_photo_is_kept_small_upright_and_once() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    // Lying on its side, as a phone that was held upright takes it.
    let sent = with_exif(&jpeg(2_000, 1_000), 6);
    let photo = send(&town, &shopper, sent.clone()).await;
    assert_eq!(photo.status, 201, "{photo:?}");
    let size = (photo.number("/picture/width"), photo.number("/picture/height"));
    assert_eq!(size, (800, 1_600));
    assert_eq!(photo.number("/picture/sources/0/width"), 480);
    assert!(photo.text("/picture/thumbhash").len() > 20);
    for source in photo.list("/picture/sources") {
        let file = town.get(source["url"].as_str().unwrap()).await;
        assert_eq!(file.status, 200);
        assert_eq!(file.headers["content-type"], "image/jpeg");
        let cache = file.headers["cache-control"].to_str().unwrap();
        assert!(cache.contains("immutable"), "{cache}");
    }
    let again = send(&town, &shopper, sent.clone()).await;
    assert_eq!((again.status.as_u16(), &again.body), (200, &photo.body));
    let other = send(&town, &town.shopper().await, sent).await;
    assert_ne!(other.text("/id"), photo.text("/id"), "each has their own");
    town.get("/media/photos/../signing-key")
        .await
        .is_problem(404, "not-found");
    town.get("/media/photos/none.jpg")
        .await
        .is_problem(404, "not-found");
}

#[tokio::test]
async fn nothing_of_what_the_camera_noted_is_in_any_file() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    for sent in [with_exif(&jpeg(900, 700), 1), with_png_text(&png(900, 700))] {
        assert!(holds(&sent, SECRET), "the picture tells the place");
        let photo = send(&town, &shopper, sent).await;
        assert_eq!(photo.status, 201, "{photo:?}");
    }
    let mut files = 0;
    for entry in std::fs::read_dir(town.folder.path().join("media/photos")).unwrap() {
        let kept = std::fs::read(entry.unwrap().path()).unwrap();
        for trace in [SECRET, b"Exif", b"GPS", b"tEXt", b"http://ns.adobe.com"] {
            assert!(!holds(&kept, trace), "{}", String::from_utf8_lossy(trace));
        }
        files += 1;
    }
    assert_eq!(files, 4);
}

#[tokio::test]
async fn what_is_no_sound_picture_is_refused_in_words() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let whole = jpeg(400, 300);
    let cases: [(Vec<u8>, &str); 10] = [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), "HEIC"),
        (
            b"MZ\x90\0\x03 a program that is called holiday.jpg".to_vec(),
            "JPEG, PNG or WebP",
        ),
        (png(1, 20_000), "too narrow"),
        (png(1_601, 200), "too narrow"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            "JPEG, PNG or WebP",
        ),
        (Vec::new(), "JPEG, PNG or WebP"),
        (b"GIF89a\x01\x00\x01\x00".to_vec(), "JPEG, PNG or WebP"),
        (whole[..whole.len() / 2].to_vec(), "broken"),
        (png(400, 300)[..900].to_vec(), "broken"),
        (b"\xff\xd8\xff\xe0 not so".to_vec(), "broken"),
    ];
    for (sent, words) in cases {
        let refused = send(&town, &shopper, sent).await;
        refused.is_problem(422, "invalid");
        assert!(refused.text("/errors/0/detail").contains(words), "{refused:?}");
    }
    let large = send(&town, &shopper, vec![0; 8 * 1024 * 1024 + 1]).await;
    large.is_problem(413, "too-large");
    let refused = town.send_raw("POST", "/api/v1/photos", "nobody", whole).await;
    refused.is_problem(401, "no-session");
    assert_eq!(town.count("SELECT COUNT(*) FROM photos").await, 0);
}

#[tokio::test]
async fn a_picture_that_claims_to_be_huge_is_refused_at_once() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    // Few bytes that unpack to 4 GB, and to 60 MB of nothing.
    let mut field = jpeg(64, 64);
    let frame = field.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    field[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xf0, 0xff, 0xf0]);
    let nothing = encoded(&DynamicImage::new_luma8(30_000, 2_000), ImageFormat::Png);
    assert!(nothing.len() < 500_000);
    for bomb in [field, nothing] {
        let started = Instant::now();
        let refused = send(&town, &shopper, bomb).await;
        refused.is_problem(422, "invalid");
        assert!(
            refused.text("/errors/0/detail").contains("too many pixels"),
            "{refused:?}"
        );
        assert!(
            started.elapsed() < Duration::from_secs(1),
            "{:?}",
            started.elapsed()
        );
    }
}

#[tokio::test]
async fn a_transparent_picture_stands_on_white_and_a_webp_is_taken() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let clear = RgbaImage::from_pixel(60, 40, Rgba([0, 0, 0, 0]));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let sent = encoded(&DynamicImage::ImageRgba8(clear.clone()), format);
        let photo = send(&town, &shopper, sent).await;
        assert_eq!(
            (photo.status.as_u16(), photo.list("/picture/sources").len()),
            (201, 1)
        );
        let file = town
            .folder
            .path()
            .join(format!("media/photos/{}.jpg", photo.text("/id")));
        let kept = image::open(file).unwrap().into_rgb8();
        assert!(kept.get_pixel(30, 20).0.iter().all(|part| *part > 250));
    }
}

#[tokio::test]
async fn photos_are_shown_with_the_review_and_forgotten_a_day_after_nothing_uses_them() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 9).await;
    let used = send(&town, &shopper, jpeg(500, 400)).await.text("/id");
    let unused = send(&town, &shopper, jpeg(501, 400)).await.text("/id");
    let mut words = review("r1", DESK);
    words["words"]["photos"] = json!([{"photo": used, "alt": " On the left "}]);
    let said = shopper.post(&path(&order), words.clone()).await;
    assert_eq!(
        (said.status.as_u16(), said.text("/photos/0/id")),
        (201, used.clone())
    );
    assert_eq!(said.text("/photos/0/picture/alt"), "On the left");
    // Nobody else can use it.
    let (stranger, theirs) = delivered(&town, 2).await;
    let refused = stranger.post(&path(&theirs), words).await;
    refused.is_problem(422, "invalid");
    assert_eq!(errands::forget_once(&town.shop).await.unwrap(), 0, "too early");
    town.run("UPDATE photos SET at = at - 86400001").await;
    assert_eq!(errands::forget_once(&town.shop).await.unwrap(), 1);
    assert_eq!(status(&town, &unused).await, 404);
    assert_eq!(status(&town, &used).await, 200);
    let one = format!("/api/v1/reviews/{}", said.text("/id"));
    assert_eq!(shopper.delete(&one, None).await.status, 204);
    assert_eq!(errands::forget_once(&town.shop).await.unwrap(), 0, "young again");
    town.run("UPDATE photos SET at = at - 86400001").await;
    assert_eq!(errands::forget_once(&town.shop).await.unwrap(), 1);
    assert_eq!(status(&town, &used).await, 404);
    let left = std::fs::read_dir(town.folder.path().join("media/photos")).unwrap();
    assert_eq!(left.count(), 0);
}

#[tokio::test]
async fn a_session_sends_twenty_photos_at_once_and_then_waits() {
    let town = Town::with(|config| config.rate_per_second = 50).await;
    let shopper = town.shopper().await;
    for _ in 0..20 {
        assert_eq!(send(&town, &shopper, b"no".to_vec()).await.status, 422);
    }
    let refused = send(&town, &shopper, b"no".to_vec()).await;
    refused.is_problem(429, "too-many");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_large_photos_at_once_take_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let made = exchange(&server, "POST", "/api/v1/session", "", &[]).await;
    let token = made
        .split("\"token\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let token = token.expect("a token").to_owned();
    let before = peak_mb(&server);
    // 12 million pixels each: unpacked together they would be 720 MB, and half as much again to make them small.
    let photo = jpeg(4_000, 3_000);
    let sent: Vec<Vec<u8>> = (0..20_u8)
        .map(|number| [photo.as_slice(), &[number]].concat())
        .collect();
    let answers = join_all(
        sent.iter()
            .map(|photo| exchange(&server, "POST", "/api/v1/photos", &token, photo)),
    )
    .await;
    let taken = answers
        .iter()
        .filter(|answer| answer.starts_with("HTTP/1.1 201"))
        .count();
    let refused = answers
        .iter()
        .filter(|answer| answer.starts_with("HTTP/1.1 503"))
        .count();
    assert_eq!(
        taken + refused,
        20,
        "a slow machine says so in words: {answers:?}"
    );
    assert!(taken >= 2, "{answers:?}");
    let grown = peak_mb(&server) - before;
    assert!(grown < 450, "{grown} MB more");
}

/// The most memory that the server ever held.
fn peak_mb(server: &Server) -> i64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process.id())).unwrap();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    peak.trim().trim_end_matches(" kB").parse::<i64>().unwrap() / 1_024
}

/// One request on its own connection, and all that comes back.
async fn exchange(server: &Server, method: &str, path: &str, token: &str, body: &[u8]) -> String {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\nauthorization: Bearer {token}\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

async fn status(town: &Town, photo: &str) -> u16 {
    town.get(&format!("/media/photos/{photo}.jpg"))
        .await
        .status
        .as_u16()
}

pub async fn send(town: &Town, shopper: &Shopper, bytes: Vec<u8>) -> Answer {
    town.send_raw("POST", "/api/v1/photos", shopper.token(), bytes)
        .await
}
