//! What tests about payments do again and again.

use std::time::Duration;

use axum::{body::Body, http::Request};
use meadow_backend::clock;
use serde_json::{Value, json};

use crate::shop_stage::{Answer, Shopper, Town};

impl Town {
    /// The name of the only payment with this key at its provider.
    pub async fn reference(&self, key: &str) -> String {
        sqlx::query_scalar("SELECT reference FROM payments WHERE key = $1")
            .bind(key)
            .fetch_one(&self.shop.db.reader)
            .await
            .expect("a payment")
    }

    /// Sends a webhook as a provider does.
    pub async fn webhook(&self, provider: &str, signature: &str, body: &[u8]) -> Answer {
        let request = Request::post(format!("/api/v1/webhooks/{provider}"))
            .header("content-type", "application/json")
            .header("stripe-signature", signature)
            .body(Body::from(body.to_vec()));
        self.send(request.expect("a request")).await
    }

    /// The test provider says that a payment succeeded, in an event of this id.
    pub async fn succeeded(&self, event: &str, reference: &str) -> Answer {
        let body = event_body(event, "payment_intent.succeeded", reference);
        let signature = self.shop.payment.test.sign(clock::now().ms / 1_000, &body);
        self.webhook("test", &signature, &body).await
    }

    /// Waits until nothing is owed.
    pub async fn settled(&self) {
        for _ in 0..150 {
            if self.count("SELECT COUNT(*) FROM refunds").await == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("money is still owed");
    }

    pub async fn orders(&self) -> i64 {
        self.count("SELECT COUNT(*) FROM orders").await
    }
}

impl Shopper {
    pub async fn payment(&self, key: &str) -> Answer {
        self.get(&format!("/api/v1/payments/{key}")).await
    }

    pub async fn confirm(&self, key: &str, id: &str, code: &str) -> Answer {
        let path = format!("/api/v1/payments/{key}/confirm");
        self.post(&path, json!({"id": id, "code": code})).await
    }

    /// Asks as the return page does, until the payment is not open any more.
    pub async fn payment_ends(&self, key: &str) -> Answer {
        for _ in 0..100 {
            let told = self.payment(key).await;
            if told.at("/state/open").is_null() {
                return told;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the payment stays open");
    }
}

/// An event in the shape that Stripe sends.
pub fn event_body(id: &str, kind: &str, reference: &str) -> Vec<u8> {
    let object = json!({"object": "payment_intent", "metadata": {"payment": reference}});
    let event: Value = json!({"id": id, "type": kind, "created": 1, "data": {"object": object}});
    event.to_string().into_bytes()
}
