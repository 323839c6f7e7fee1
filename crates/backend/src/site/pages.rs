//! The storefront's pages, each with its own head and its true status.

use std::convert::Infallible;

use axum::{
    Router,
    extract::{FromRequestParts, OriginalUri, State},
    http::{HeaderMap, StatusCode, Uri, request::Parts},
    response::Response,
    routing::get,
};
use meadow_domain::limits::PAGE_MAX;
use meadow_wire::{FeedItem, NoteId, PersonId, ProductId, RoomId};

use super::{cards, describe, head::Head, shell};
use crate::{
    Shop,
    db::{DbError, Feed, NoteStanding, Notes, People, Products, Rooms},
    http::Id,
};

/// The id in the path of a page. One that can't be read (`%FF` is no text) is empty and names nothing.
struct InPath(String);

impl FromRequestParts<Shop> for InPath {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Infallible> {
        let read: Result<Id, _> = Id::from_request_parts(parts, shop).await;
        Ok(Self(read.map_or_else(|_| String::new(), |Id(id)| id)))
    }
}

/// The pages. `src/paths.rs` of the storefront has the same table; only the gallery of parts is left out, because the
/// storefront that is served has none: to a visitor it is a page that is not there.
pub fn router() -> Router<Shop> {
    Router::new()
        .route("/", get(feed))
        .route("/notes/{id}", get(note))
        .route("/products/{id}", get(product))
        .route("/people/{id}", get(person))
        .route("/following", get(private))
        .route("/nearby", get(private))
        .route("/search", get(search))
        .route("/live", get(rooms))
        .route("/live/{id}", get(room))
        .route("/cart", get(private))
        .route("/wishes", get(private))
        .route("/checkout", get(private))
        .route("/sign-in", get(private))
        .route("/account", get(private))
        .route("/checkout/return", get(private))
        .route("/orders", get(private))
        .route("/orders/{id}", get(private))
        .route("/orders/{id}/invoice", get(private))
        .route("/inbox", get(private))
        .route("/studio", get(private))
}

/// `GET /`: the feed, with its first cards in the HTML.
async fn feed(State(shop): State<Shop>, headers: HeaderMap) -> Response {
    let words = "Notes by people who are like you, and the things they really use. Scroll, ask, buy, watch.";
    let head = Head::plain("", words, "/");
    match first_cards(&shop).await {
        Ok(items) => {
            shell::page(
                &shop.config,
                &headers,
                StatusCode::OK,
                &head,
                Some(&cards::html(&items)),
            )
            .await
        }
        Err(error) => broken(&shop, &headers, "/", &error).await,
    }
}

async fn first_cards(shop: &Shop) -> Result<Vec<FeedItem>, DbError> {
    let ranked = shop.db.feed(None, cards::FIRST_CARDS.min(PAGE_MAX), None).await?;
    let mut items: Vec<_> = ranked.into_iter().flatten().map(|(_, item)| item).collect();
    for item in &mut items {
        if let FeedItem::Room(room) = item {
            room.viewers = shop.live.viewers(&room.id);
        }
    }
    Ok(items)
}

/// `GET /notes/{id}`.
async fn note(
    State(shop): State<Shop>,
    InPath(id): InPath,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let id = NoteId(id);
    let found = shop.db.note(&id, None).await;
    let gone = match (&found, shop.db.note_standing(&id).await) {
        (Ok(None), Ok(NoteStanding::Removed)) => Some("This note was removed"),
        (Ok(None), Ok(NoteStanding::Withdrawn)) => Some("This note is gone"),
        _ => None,
    };
    if let Some(title) = gone {
        let head = Head::private(title, uri.path());
        return shell::page(&shop.config, &headers, StatusCode::GONE, &head, None).await;
    }
    about(&shop, &headers, &uri, found, describe::note).await
}

/// `GET /products/{id}`.
async fn product(
    State(shop): State<Shop>,
    InPath(id): InPath,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let found = shop.db.product(&ProductId(id), None).await;
    about(&shop, &headers, &uri, found, describe::product).await
}

/// `GET /people/{id}`.
async fn person(
    State(shop): State<Shop>,
    InPath(id): InPath,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let found = shop.db.person(&PersonId(id), None).await;
    about(&shop, &headers, &uri, found, describe::person).await
}

/// `GET /search`: the same for every question, which only the storefront reads; search engines need no lists of lists.
async fn search(State(shop): State<Shop>, headers: HeaderMap) -> Response {
    let head = Head::private("Search", "/search");
    shell::page(&shop.config, &headers, StatusCode::OK, &head, None).await
}

/// `GET /live`: all rooms.
async fn rooms(State(shop): State<Shop>, headers: HeaderMap) -> Response {
    let head = Head::plain(
        "Live",
        "Rooms where shop owners show what they make and answer questions.",
        "/live",
    );
    shell::page(&shop.config, &headers, StatusCode::OK, &head, None).await
}

/// `GET /live/{id}`.
async fn room(
    State(shop): State<Shop>,
    InPath(id): InPath,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let found = shop.db.room(&RoomId(id), None).await;
    about(&shop, &headers, &uri, found, describe::room).await
}

/// Pages that are the shopper's own: the server knows nothing to say about them.
async fn private(State(shop): State<Shop>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let title = match uri.path() {
        "/cart" => "Cart",
        "/wishes" => "Wish list",
        "/checkout" => "Checkout",
        "/sign-in" => "Sign in",
        "/account" => "Your account",
        "/checkout/return" => "Your payment",
        "/following" => "Following",
        "/nearby" => "Nearby",
        "/inbox" => "Inbox",
        "/studio" => "Studio",
        _ => "Orders",
    };
    shell::page(
        &shop.config,
        &headers,
        StatusCode::OK,
        &Head::private(title, uri.path()),
        None,
    )
    .await
}

/// The page of one thing: with its head if it is there, the shell with 404 if it is not.
async fn about<T>(
    shop: &Shop,
    headers: &HeaderMap,
    uri: &Uri,
    found: Result<Option<T>, DbError>,
    describe: impl FnOnce(&T) -> Head,
) -> Response {
    match found {
        Ok(Some(thing)) => shell::page(&shop.config, headers, StatusCode::OK, &describe(&thing), None).await,
        Ok(None) => {
            let head = Head::private("This is not here any more", uri.path());
            shell::page(&shop.config, headers, StatusCode::NOT_FOUND, &head, None).await
        }
        Err(error) => broken(shop, headers, uri.path(), &error).await,
    }
}

/// The shell all the same: the app says what is wrong and offers to try again.
async fn broken(shop: &Shop, headers: &HeaderMap, path: &str, error: &DbError) -> Response {
    tracing::error!(%error, "a page could not be described");
    let head = Head::private("Something broke on our side", path);
    shell::page(
        &shop.config,
        headers,
        StatusCode::INTERNAL_SERVER_ERROR,
        &head,
        None,
    )
    .await
}
