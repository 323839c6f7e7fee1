//! Forms to localstripe, JSON back.

use meadow_backend::{
    config::Secret,
    payment::{Said, Stripe},
};
use serde_json::Value;

#[derive(Clone)]
pub struct Client(Stripe);

impl Client {
    pub fn new(base: &str) -> Self {
        Self(Stripe::new(base, Secret::from("sk_test_shop".to_owned())))
    }

    pub async fn get(&self, path: &str) -> Option<Value> {
        match self.0.get(path).await {
            Ok(Said::Yes(value)) => Some(value),
            _ => None,
        }
    }

    /// `None` if it is refused, or nobody is there.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Option<Value> {
        match self.0.post::<Option<Value>>(path, "once", form).await {
            Ok(Said::Yes(value)) => Some(value.unwrap_or_default()),
            _ => None,
        }
    }
}
