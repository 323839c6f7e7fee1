//! Orders.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_domain::validate::{check_address, without_turns};
use meadow_wire::{Order, OrderId, OrderRequest, Page, Payment, VariantId};

use super::{
    ask::{Asked, Body, Id, PageParams, Who, check_key},
    cursor, etag,
    openapi::{Busy, Conflict, Declined, Expired, NeedsSession, Unknown, WrongBody, WrongPage},
    problem::AppError,
};
use crate::{
    Shop, clock,
    db::{Orders, StepError, Steps},
    payment,
    purchase::{self, Placed},
};

/// `POST /api/v1/orders`: pays for a checkout.
///
/// A payment that needs one step more (a code, the provider's page, patience) is answered with 202 and a `Payment`; the
/// order is made as soon as the money is here, whether or not somebody asks again.
///
/// Each key is one attempt: asking again with it gives the first answer. After a declined card another can be tried
/// with a new key for the same checkout. A request that arrives while the first with its key is being paid waits up to
/// twelve seconds for that answer, then it is refused as in flight.
#[utoipa::path(post, path = "/api/v1/orders", tag = "orders", security(("session" = [])), request_body = OrderRequest,
    responses((status = 201, body = Order, description = "Bought"),
        (status = 200, body = Order, description = "Bought before with this key"),
        (status = 202, body = Payment, description = "Not yet: one step more"),
        NeedsSession, Declined, Unknown, Conflict, Expired, WrongBody, Busy))]
pub async fn place(
    State(shop): State<Shop>,
    Who(known): Who,
    Body(mut asked): Body<OrderRequest>,
) -> Result<Response, AppError> {
    check_key(asked.key.as_str())?;
    asked.address = without_turns(asked.address);
    let errors = check_address(&asked.address);
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    if !shop.payment.kinds().contains(&payment::kind(asked.payment)) {
        return Err(AppError::field(
            "payment",
            "This shop does not take payments this way.",
        ));
    }
    Ok(match purchase::place(&shop, known.id, asked).await? {
        Placed::Order { order, is_new: true } => etag::written(StatusCode::CREATED, order),
        Placed::Order { order, is_new: false } => etag::written(StatusCode::OK, order),
        Placed::Open(payment) => etag::written(StatusCode::ACCEPTED, payment),
    })
}

/// `GET /api/v1/orders?cursor=`: this session's orders, newest first.
#[utoipa::path(get, path = "/api/v1/orders", tag = "orders", security(("session" = [])), params(PageParams),
    responses((status = 200, body = Page<Order>), (status = 304, description = "Not modified"),
        NeedsSession, WrongPage, Busy))]
pub async fn orders(
    State(shop): State<Shop>,
    Who(known): Who,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let after = asked.after("orders")?;
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut items = shop.db.orders(&known.id, after, asked.limit + 1).await?;
    let next = cursor::cut("orders", &mut items, asked.limit, |order| {
        (order.placed_at.ms, order.id.as_str())
    });
    etag::answer(&headers, &Page { items, next })
}

/// `GET /api/v1/orders/{id}`: an order of this session.
#[utoipa::path(get, path = "/api/v1/orders/{id}", tag = "orders", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 200, body = Order), (status = 304, description = "Not modified"), NeedsSession, Unknown, Busy))]
pub async fn order(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    match shop.db.order(&known.id, &OrderId(id)).await? {
        Some(order) => etag::answer(&headers, &order),
        None => Err(AppError::missing("order")),
    }
}

/// `POST /api/v1/orders/{id}/cancel`: gives an order up, while it is not shipped: its goods go back on sale, and what was
/// paid is given back.
#[utoipa::path(post, path = "/api/v1/orders/{id}/cancel", tag = "orders", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 200, body = Order), NeedsSession, Unknown, Conflict, Busy))]
pub async fn cancel(State(shop): State<Shop>, Who(known): Who, Id(id): Id) -> Result<Response, AppError> {
    match shop.db.cancel(&known.id, &OrderId(id), clock::now()).await {
        Ok(order) => {
            let variants: Vec<VariantId> = order.lines.iter().map(|line| line.variant.clone()).collect();
            shop.stock_changed(&variants);
            shop.owed.notify_one();
            Ok(etag::written(StatusCode::OK, order))
        }
        Err(StepError::NotFound) => Err(AppError::missing("order")),
        Err(StepError::NotPossible(why)) => Err(AppError::NotPossible(why.to_string())),
        Err(StepError::Db(error)) => Err(error.into()),
    }
}
