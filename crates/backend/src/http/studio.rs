//! The owner's side of the shop.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_domain::limits::{STUDIO_KEY_MAX, WORDS_MAX};
use meadow_wire::{OrderId, Page, PersonCard, Studio, StudioAct, StudioEntry, StudioMove, StudioOrder};

use super::{
    ask::{Asked, Body, Id, PageParams, Who, check_key, hash},
    cursor, etag,
    openapi::{Busy, Conflict, NeedsSession, NoStudio, Unknown, WrongBody, WrongPage},
    problem::AppError,
    stated,
};
use crate::{
    Shop, clock,
    db::{Known, MoveError, StudioKeys, StudioOrders},
};

/// `GET /api/v1/studio`: the owner that this session acts for.
#[utoipa::path(get, path = "/api/v1/studio", tag = "studio", security(("session" = [])),
    responses((status = 200, body = Studio), (status = 304, description = "Not modified"),
        NeedsSession, NoStudio, Busy))]
pub async fn studio(
    State(shop): State<Shop>,
    Who(known): Who,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let studio = shop.db.acts_for(&known.id).await?.ok_or_else(stated::no_studio)?;
    etag::answer(&headers, &studio)
}

/// `POST /api/v1/studio/enter`: from now on this session acts for the owner whose key it is. Whoever guesses keys soon
/// waits.
#[utoipa::path(post, path = "/api/v1/studio/enter", tag = "studio", security(("session" = [])),
    request_body = StudioEntry, responses((status = 200, body = Studio), NeedsSession, WrongBody, Busy))]
pub async fn enter(
    State(shop): State<Shop>,
    Who(known): Who,
    Body(asked): Body<StudioEntry>,
) -> Result<Response, AppError> {
    let key = asked.key.trim();
    let studio = match key.len() {
        1..=STUDIO_KEY_MAX => shop.db.enter(&known.id, key).await?,
        _ => None,
    };
    match studio {
        Some(studio) => Ok(etag::written(StatusCode::OK, studio)),
        None => Err(AppError::field(
            "key",
            "No shop has this key. Check it, letter by letter.",
        )),
    }
}

/// `GET /api/v1/studio/orders?cursor=`: the orders that hold goods of the owner, newest first.
#[utoipa::path(get, path = "/api/v1/studio/orders", tag = "studio", security(("session" = [])), params(PageParams),
    responses((status = 200, body = Page<StudioOrder>), (status = 304, description = "Not modified"),
        NeedsSession, NoStudio, WrongPage, Busy))]
pub async fn orders(
    State(shop): State<Shop>,
    Who(known): Who,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let owner = owner(&shop, &known).await?;
    let after = asked.after("studio")?;
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut items = shop.db.studio_orders(&owner.id, after, asked.limit + 1).await?;
    let next = cursor::cut("studio", &mut items, asked.limit, |order| {
        (order.placed_at.ms, order.id.as_str())
    });
    etag::answer(&headers, &Page { items, next })
}

/// `POST /api/v1/studio/orders/{id}/moves`: packs, ships or delivers an order, takes a return back or refuses it.
///
/// Each key is one move: asking again with it changes once. From the first move on the demo leaves the order alone.
#[utoipa::path(post, path = "/api/v1/studio/orders/{id}/moves", tag = "studio", security(("session" = [])),
    params(("id" = String, Path)), request_body = StudioMove,
    responses((status = 200, body = StudioOrder), NeedsSession, NoStudio, Unknown, Conflict, WrongBody, Busy))]
pub async fn moves(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(asked): Body<StudioMove>,
) -> Result<Response, AppError> {
    let owner = owner(&shop, &known).await?;
    check_key(asked.key.as_str())?;
    if let StudioAct::Refuse(refusal) = &asked.act {
        let why = refusal.why.trim();
        if why.is_empty() || why.chars().nth(WORDS_MAX).is_some() {
            return Err(AppError::field(
                "act.refuse.why",
                "Please say why, in 1 to 500 characters; the shopper reads it.",
            ));
        }
    }
    let hash = hash(&asked)?;
    match shop
        .db
        .make_move(&owner.id, &OrderId(id), &asked, &hash, clock::now())
        .await
    {
        Ok((order, variants)) => {
            if !variants.is_empty() {
                shop.stock_changed(&variants);
                shop.owed.notify_one();
            }
            Ok(etag::written(StatusCode::OK, order))
        }
        Err(MoveError::NotFound) => Err(AppError::missing("order or return")),
        Err(MoveError::NotPossible(why)) => Err(AppError::NotPossible(why)),
        Err(MoveError::NoNumber) => Err(AppError::field(
            "act.ship.number",
            "A number has 4 to 40 letters from A to Z, digits and hyphens.",
        )),
        Err(MoveError::KeyReused) => Err(AppError::KeyReused),
        Err(MoveError::Db(error)) => Err(error.into()),
    }
}

async fn owner(shop: &Shop, known: &Known) -> Result<PersonCard, AppError> {
    let studio = shop.db.acts_for(&known.id).await?.ok_or_else(stated::no_studio)?;
    Ok(studio.owner)
}
