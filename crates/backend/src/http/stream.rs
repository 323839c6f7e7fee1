//! What moves in the shop, as server-sent events.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::{self, Stream, StreamExt};
use meadow_wire::GoodsMoved;
use serde::Deserialize;

use super::{openapi::Busy, problem::AppError};
use crate::{
    Shop,
    goods::{Listener, News, Position},
    limits::{Address, Place},
};

/// Proxies close what is silent for a minute.
const ALIVE: Duration = Duration::from_secs(15);
/// A browser that lost the stream comes back after this long.
const RETRY: Duration = Duration::from_secs(2);

/// Where a client stands that opens the stream anew.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Since {
    /// The id of the last event it heard, if it can't send `Last-Event-ID`.
    since: Option<String>,
}

/// `GET /api/v1/stream`: what moves in the shop, as server-sent events, until the client closes it.
///
/// `goods` events hold a `GoodsMoved`: absolute values, so what is told twice does no harm. `Last-Event-ID` (or `since`)
/// brings what was missed; without it what moved within the last minute comes first. A `hello` event then says where the
/// client stands; an `anew` event before it that nobody knows what was missed: the client reads again what it shows. 429
/// if the address has too many open.
#[utoipa::path(get, path = "/api/v1/stream", tag = "shop", params(Since),
    responses((status = 200, body = GoodsMoved, content_type = "text/event-stream"), Busy))]
pub async fn stream(
    State(shop): State<Shop>,
    address: Option<Extension<Address>>,
    since: Result<Query<Since>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Query(since) = since.map_err(|_| AppError::field("query", "Give each parameter once."))?;
    let place = shop
        .live
        .film_place(address.map(|Extension(address)| address))
        .ok_or(AppError::TooMany { retry_after_secs: 10 })?;
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let since = last.or(since.since.as_deref()).and_then(Position::read);
    let (mut listener, missed) = shop.goods.listen(since);
    // The last look may have been before anybody listened.
    shop.goods.moved();
    let (first, stands) = listener.first();
    let hello = Event::default().event("hello").id(stands).data("").retry(RETRY);
    let begins = [
        missed.then(|| Event::default().event("anew").data("")),
        first.and_then(event),
        Some(hello),
    ];
    let mut stopping = shop.live.stopping();
    let until = async move {
        // An error means that the hub is gone, and the shop with it.
        drop(stopping.wait_for(|stopping| *stopping).await);
    };
    let events = stream::iter(begins.into_iter().flatten())
        .chain(news(listener, place))
        .map(Ok::<_, Infallible>)
        .take_until(Box::pin(until));
    Ok(Sse::new(events)
        .keep_alive(KeepAlive::new().interval(ALIVE))
        .into_response())
}

fn news(listener: Listener, place: Place) -> impl Stream<Item = Event> {
    stream::unfold((listener, place), |(mut listener, place)| async move {
        let news = listener.next().await;
        Some((event(news)?, (listener, place)))
    })
}

fn event(News { id, moved }: News) -> Option<Event> {
    match Event::default().event("goods").id(id).json_data(&moved) {
        Ok(event) => Some(event),
        Err(error) => {
            tracing::error!(%error, "goods can't be written as JSON");
            None
        }
    }
}
