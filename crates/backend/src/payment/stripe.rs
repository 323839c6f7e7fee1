//! Speaks Stripe's HTTP API: forms in, JSON out. <https://docs.stripe.com/api>

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde::de::DeserializeOwned;

use super::NoAnswer;
use crate::config::Secret;

/// So long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer that is read.
const ANSWER_MAX: usize = 1024 * 1024;

/// A client of Stripe's API, or of something that speaks like it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Stripe {
    /// Such as `https://api.stripe.com`.
    base: String,
    key: Secret,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

/// What came back.
pub enum Said<T> {
    /// Yes.
    Yes(T),
    /// No, with its status; the same request gets the same answer.
    No(u16),
}

impl Stripe {
    /// A client; it connects when it is asked something.
    pub fn new(base: &str, key: Secret) -> Self {
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .build();
        Self {
            base: base.trim_end_matches('/').to_owned(),
            key,
            client: Client::builder(TokioExecutor::new()).build(connector),
        }
    }

    /// `GET {path}`.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<Said<T>, NoAnswer> {
        self.ask("GET", path, None, &[]).await
    }

    /// `POST {path}` with a form. The same `once` gives the same answer and changes once.
    pub async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        once: &str,
        form: &[(&str, &str)],
    ) -> Result<Said<T>, NoAnswer> {
        self.ask("POST", path, Some(once), form).await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: &str,
        path: &str,
        once: Option<&str>,
        form: &[(&str, &str)],
    ) -> Result<Said<T>, NoAnswer> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let mut request = axum::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("authorization", format!("Bearer {}", self.key.reveal()))
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(once) = once {
            request = request.header("idempotency-key", once);
        }
        let request = request.body(Full::from(body)).map_err(lost)?;
        let answering = async {
            let answer = self.client.request(request).await.map_err(lost)?;
            let status = answer.status().as_u16();
            let body = Limited::new(answer.into_body(), ANSWER_MAX)
                .collect()
                .await
                .map_err(lost)?;
            Ok((status, body.to_bytes()))
        };
        let (status, body) = tokio::time::timeout(PATIENCE, answering).await.map_err(lost)??;
        match status {
            200..=299 => serde_json::from_slice(&body).map(Said::Yes).map_err(lost),
            // In flight, too many, or broken over there: what was asked may still happen.
            409 | 429 | 500.. => Err(NoAnswer(format!("{method} {path} was answered with {status}"))),
            _ => {
                tracing::warn!(status, path, "the payment provider refuses");
                Ok(Said::No(status))
            }
        }
    }
}

fn lost(error: impl std::fmt::Display) -> NoAnswer {
    NoAnswer(error.to_string())
}
