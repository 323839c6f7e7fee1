//! A shopper who buys one thing at a time and asks again until there is an answer.

use std::time::Duration;

use meadow_tests::http::{Answer, Http, NoAnswer};
use meadow_wire::{
    Address, Cart, CartChange, CartChanges, Checkout, CheckoutRequest, Order, OrderRequest, PaymentMethod,
    Session, TestCard, VariantId,
};
use serde::Serialize;
use tokio::time::sleep;

use crate::outboxes::Mode;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(60);

/// A shopper with a session.
pub struct Buyer {
    http: Http,
    mode: Mode,
    variant: VariantId,
    tries: u32,
    twice: bool,
}

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought {
    /// There is none left.
    SoldOut,
    /// The shopper asked once and got no answer.
    GaveUp,
}

/// Makes a guest. Asks until there is an answer.
pub async fn guest(http: &Http) -> Session {
    loop {
        if let Ok(answer) = http.post("/api/v1/session", &serde_json::json!({})).await
            && answer.status == 201
        {
            return answer.json();
        }
        sleep(Duration::from_millis(50)).await;
    }
}

/// A guest's session and its token.
pub fn token_of(session: &Session) -> &str {
    let token = session.token.as_ref();
    &token.expect("a new session has a token").0
}

/// Where purchase `number` goes.
pub fn address(number: u32) -> Address {
    Address {
        name: "Ada Field".to_owned(),
        email: "ada@example.org".to_owned(),
        street: format!("Orchard Lane {number}"),
        postal_code: "10115".to_owned(),
        city: "Berlin".to_owned(),
        country: "DE".to_owned(),
    }
}

impl Buyer {
    /// A guest who will buy this.
    pub fn new(http: &Http, session: &Session, variant: VariantId, mode: Mode) -> Self {
        Self {
            http: http.clone().with_token(token_of(session)),
            mode,
            variant,
            tries: 0,
            twice: false,
        }
    }

    /// Sends every request twice at the same time, as a double click and a nervous network do.
    #[must_use]
    pub fn clicking_twice(mut self) -> Self {
        self.twice = true;
        self
    }

    /// Buys one thing: into the cart, to the checkout, paid. Each step is asked with the same words until there is an
    /// answer; a broken shopper gives up, or begins anew under new keys and buys twice.
    pub async fn buy(&mut self, purchase: u32) -> Result<String, NotBought> {
        loop {
            self.tries += 1;
            let suffix = if self.mode == Mode::NoKeys { self.tries } else { 0 };
            match self
                .try_to_buy(purchase, &format!("purchase-{purchase}-{suffix}"))
                .await
            {
                Err(NotBought::GaveUp) if self.mode == Mode::NoKeys => sleep(PAUSE).await,
                done => return done,
            }
        }
    }

    async fn try_to_buy(&self, purchase: u32, key: &str) -> Result<String, NotBought> {
        let change = CartChange {
            id: format!("change-{key}").into(),
            variant: self.variant.clone(),
            delta: 1,
        };
        let changes = CartChanges {
            changes: vec![change],
        };
        let cart: Cart = self.ask("/api/v1/cart/changes", &changes).await?.json();
        let checkout = CheckoutRequest {
            key: key.into(),
            cart_version: cart.version,
        };
        let checkout: Checkout = self.ask("/api/v1/checkouts", &checkout).await?.json();
        let request = OrderRequest {
            key: key.into(),
            checkout: checkout.id,
            address: address(purchase),
            payment: PaymentMethod::Test(TestCard::Succeeds),
        };
        let order: Order = self.ask("/api/v1/orders", &request).await?.json();
        Ok(order.id.to_string())
    }

    async fn ask(&self, path: &str, body: &impl Serialize) -> Result<Answer, NotBought> {
        let patient = matches!(self.mode, Mode::Right | Mode::NoQueue);
        loop {
            match self.post(path, body).await.and_then(definite) {
                Ok(answer) if matches!(answer.status, 200 | 201) => return Ok(answer),
                Ok(answer) if text(&answer).contains("/problems/sold-out") => return Err(NotBought::SoldOut),
                Ok(answer) => panic!("{path}: {} {}", answer.status, text(&answer)),
                Err(NoAnswer) if patient => sleep(PAUSE).await,
                Err(NoAnswer) => return Err(NotBought::GaveUp),
            }
        }
    }
}

impl Buyer {
    async fn post(&self, path: &str, body: &impl Serialize) -> Result<Answer, NoAnswer> {
        if !self.twice {
            return self.http.post(path, body).await;
        }
        let (one, other) = tokio::join!(self.http.post(path, body), self.http.post(path, body));
        let (one, other) = (definite(one?)?, definite(other?)?);
        assert_eq!(
            outcome(&one),
            outcome(&other),
            "{path}: asking twice gave two answers"
        );
        Ok(one)
    }
}

/// What must be the same for both of two equal requests: what was made, or the kind of problem.
fn outcome(answer: &Answer) -> (Option<String>, Option<String>) {
    let body: serde_json::Value = answer.json();
    let word = |field: &str| body[field].as_str().map(ToOwned::to_owned);
    (word("id"), word("type"))
}

/// 5xx, "in flight" and "too many" are no answers: the same question may be asked again.
fn definite(answer: Answer) -> Result<Answer, NoAnswer> {
    let passing =
        answer.status >= 500 || answer.status == 429 || text(&answer).contains("/problems/in-flight");
    if passing { Err(NoAnswer) } else { Ok(answer) }
}

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}
