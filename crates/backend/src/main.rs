//! Starts the backend.

use clap::Parser;
use meadow_backend::{Config, Shop, router};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::parse();
    let listener = tokio::net::TcpListener::bind(config.listen).await?;
    let shop = Shop::open(config).await?;
    axum::serve(listener, router(shop).into_make_service_with_connect_info::<std::net::SocketAddr>()).await?;
    Ok(())
}
