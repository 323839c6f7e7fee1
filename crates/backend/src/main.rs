//! Starts the backend, and stops it in good order.

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use axum::serve::ListenerExt;
use clap::Parser;
use meadow_backend::{Config, Shop, config::LogFormat, router};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// What is under way when the process is told to stop may take this long.
const GRACE: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> ExitCode {
    let config = Config::parse();
    log(config.log_format);
    match serve(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The cause stands in the text of each error.
            eprintln!("meadow-backend: {error}");
            ExitCode::FAILURE
        }
    }
}

fn log(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => logs.init(),
        LogFormat::Json => logs.json().init(),
    }
}

async fn serve(config: Config) -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("can't listen on {}: {error}", config.listen))?;
    let address = listener.local_addr()?;
    let shop = Shop::open(config).await?;
    tracing::info!("the shop is open on http://{address}");
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let told = {
        let live = shop.live.clone();
        async move {
            asked_to_stop().await;
            tracing::info!("closing");
            live.stop().await;
            stop.send_replace(true);
        }
    };
    // Live frames are small: none waits for another to be sent with.
    let listener = listener.tap_io(|socket| {
        if let Err(error) = socket.set_nodelay(true) {
            tracing::debug!(%error, "a socket keeps its delay");
        }
    });
    let app = router(shop.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, app).with_graceful_shutdown(told);
    let all_answered = async {
        server.await?;
        // Payments of those who hung up.
        shop.db.payments_ended().await;
        Ok::<(), std::io::Error>(())
    };
    tokio::select! {
        served = all_answered => served?,
        () = overdue(stopped) => tracing::warn!("some requests took too long and were cut off"),
    }
    shop.db.close().await;
    tracing::info!("closed");
    Ok(())
}

async fn asked_to_stop() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}

async fn overdue(mut stopped: tokio::sync::watch::Receiver<bool>) {
    if stopped.wait_for(|stopped| *stopped).await.is_err() {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(GRACE).await;
}
