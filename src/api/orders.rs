//! Checkout and orders.

use gloo_net::http::Method;
use meadow_wire::{Checkout, CheckoutId, CheckoutRequest, Order, OrderId, OrderRequest, Page, Payment};

use super::client::{self, ApiError};

/// `POST /api/v1/checkouts`: holds the cart's goods for ten minutes.
pub async fn check_out(request: &CheckoutRequest) -> Result<Checkout, ApiError> {
    client::send(Method::POST, "/api/v1/checkouts", request).await
}

/// `GET /api/v1/checkouts/{id}`: a checkout while its goods are held.
pub async fn checkout(id: &CheckoutId) -> Result<Checkout, ApiError> {
    client::get(&client::path("/api/v1/checkouts/", id.as_str(), ""), &[]).await
}

/// What came of a purchase so far.
pub enum Placed {
    /// An order.
    Order(Order),
    /// A payment that needs one step more.
    Open(Payment),
}

/// `POST /api/v1/orders`: pays for a checkout. Asking again with the same key gives the same order.
pub async fn place(request: &OrderRequest) -> Result<Placed, ApiError> {
    let (status, text) = client::send_told(Method::POST, "/api/v1/orders", request).await?;
    match status {
        202 => client::parse(&text).map(Placed::Open),
        _ => client::parse(&text).map(Placed::Order),
    }
}

/// `GET /api/v1/orders?cursor=…`: this session's orders, newest first.
pub async fn list(cursor: Option<&str>) -> Result<Page<Order>, ApiError> {
    match cursor {
        Some(cursor) => client::get("/api/v1/orders", &[("cursor", cursor)]).await,
        None => client::get("/api/v1/orders", &[]).await,
    }
}

/// `GET /api/v1/orders/{id}`: an order.
pub async fn read(id: &OrderId) -> Result<Order, ApiError> {
    client::get(&client::path("/api/v1/orders/", id.as_str(), ""), &[]).await
}

/// `POST /api/v1/orders/{id}/cancel`: gives an order up.
pub async fn cancel(id: &OrderId) -> Result<Order, ApiError> {
    client::send_empty(
        Method::POST,
        &client::path("/api/v1/orders/", id.as_str(), "/cancel"),
    )
    .await
}
