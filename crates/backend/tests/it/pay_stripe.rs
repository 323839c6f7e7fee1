//! `localstripe` from PyPI, and Stripe Checkout in front of it.
//!
//! localstripe knows PaymentIntents, refunds and signed webhooks, but no Checkout Sessions. [`Checkouts`] answers those and
//! keeps a PaymentIntent of localstripe behind each, so that what is paid, refused, given back, signed and told is
//! localstripe's doing.

use std::{
    collections::HashMap,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Form, Json, Router,
    extract::{Path as Param, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::stripe_client::Client;

/// What the tests were written against.
const VERSION: &str = "1.15.10";

/// A localstripe process; killed when dropped.
pub struct LocalStripe {
    process: Child,
    pub client: Client,
}

impl LocalStripe {
    /// Starts one, and lets it tell the address given what happens. `None` where it can't be installed.
    pub async fn start(hook: &str, secret: &str) -> Option<Self> {
        static PYTHON: OnceCell<Option<PathBuf>> = OnceCell::const_new();
        let python = PYTHON.get_or_init(|| async { install() }).await.as_deref()?;
        let port = free_port();
        let process = Command::new(python)
            .args(["-m", "localstripe", "--from-scratch", "--port", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("localstripe starts");
        let client = Client::new(&format!("http://127.0.0.1:{port}"));
        let stripe = Self { process, client };
        for _ in 0..200 {
            if stripe.client.get("/v1/charges").await.is_some() {
                // The answer to this one is empty.
                let form = [("url", hook), ("secret", secret)];
                drop(stripe.client.post("/_config/webhooks/shop", &form).await);
                return Some(stripe);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("localstripe does not answer");
    }
}

impl Drop for LocalStripe {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Into `target/`, once; later starts find it.
fn install() -> Option<PathBuf> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    let home = target.join(format!("localstripe-{VERSION}"));
    let (python, done) = (home.join("bin/python"), home.join("installed"));
    if done.is_file() {
        return Some(python);
    }
    let ran = |command: &mut Command| command.status().is_ok_and(|status| status.success());
    let installed = ran(Command::new("python3").args(["-m", "venv"]).arg(&home))
        && ran(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .arg(format!("localstripe=={VERSION}")));
    if !installed {
        assert!(
            std::env::var_os("CI").is_none(),
            "localstripe {VERSION} can't be installed, and here nothing may be left out"
        );
        eprintln!(
            "localstripe {VERSION} can't be installed: the tests of the redirect provider are left out"
        );
        return None;
    }
    std::fs::write(done, VERSION).expect("target/ can be written");
    Some(python)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// Stripe Checkout, as far as a shop sees it.
#[derive(Clone)]
pub struct Checkouts(Arc<Inner>);

struct Inner {
    stripe: Client,
    sessions: Mutex<HashMap<String, Session>>,
    /// What was asked with each idempotency key.
    asked: Mutex<HashMap<String, String>>,
    /// How many answers are lost on their way.
    lost: Mutex<u32>,
}

#[derive(Clone)]
struct Session {
    intent: String,
    reference: String,
    success_url: String,
    expired: bool,
}

type Fields = HashMap<String, String>;

impl Checkouts {
    pub fn new(stripe: Client) -> Self {
        Self(Arc::new(Inner {
            stripe,
            sessions: Mutex::default(),
            asked: Mutex::default(),
            lost: Mutex::default(),
        }))
    }

    /// Listens; says where.
    pub async fn serve(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let app = Router::new()
            .route("/v1/checkout/sessions", post(create))
            .route("/v1/checkout/sessions/{id}", get(show))
            .route("/v1/checkout/sessions/{id}/expire", post(expire))
            .route("/v1/refunds", post(refund))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        format!("http://{address}")
    }

    /// The next answers to a created session are lost, after the session was created.
    pub fn lose_answers(&self, count: u32) {
        *self.0.lost.lock().unwrap() = count;
    }

    pub fn opened(&self) -> usize {
        self.0.sessions.lock().unwrap().len()
    }

    /// What the shopper does on the page: types a card. Says where the page leads, or `None` if it stays.
    pub async fn pay_on_page(&self, url: &str, card: &str) -> Option<String> {
        let id = url.rsplit('/').next().expect("an address with an id");
        let session = self.session(id)?;
        let form = [
            ("type", "card"),
            ("card[number]", card),
            ("card[exp_month]", "12"),
            ("card[exp_year]", "2040"),
            ("card[cvc]", "123"),
        ];
        let method = self.0.stripe.post("/v1/payment_methods", &form).await?;
        let method = method["id"].as_str()?;
        let intent = format!("/v1/payment_intents/{}", session.intent);
        self.0.stripe.post(&intent, &[("payment_method", method)]).await?;
        let confirmed = self.0.stripe.post(&format!("{intent}/confirm"), &[]).await;
        confirmed.map(|_| session.success_url)
    }

    fn session(&self, id: &str) -> Option<Session> {
        self.0.sessions.lock().unwrap().get(id).cloned()
    }

    async fn told(&self, id: &str) -> Option<Value> {
        let session = self.session(id)?;
        let intent = self
            .0
            .stripe
            .get(&format!("/v1/payment_intents/{}", session.intent))
            .await?;
        let paid = intent["status"] == "succeeded";
        let status = match (session.expired, paid) {
            (_, true) => "complete",
            (true, _) => "expired",
            _ => "open",
        };
        Some(json!({
            "id": id, "object": "checkout.session", "status": status,
            "client_reference_id": session.reference,
            "payment_status": if paid { "paid" } else { "unpaid" },
            "payment_intent": session.intent,
            "url": (status == "open").then(|| format!("https://pay.example/{id}")),
        }))
    }
}

type Reply = Result<Json<Value>, StatusCode>;

async fn create(State(pages): State<Checkouts>, headers: HeaderMap, Form(form): Form<Fields>) -> Reply {
    let once = headers["idempotency-key"].to_str().unwrap().to_owned();
    assert!(
        headers["authorization"]
            .to_str()
            .unwrap()
            .starts_with("Bearer sk_")
    );
    let of = |name: &str| form.get(name).cloned().unwrap_or_default();
    let known = pages.0.asked.lock().unwrap().get(&once).cloned();
    let id = match known {
        Some(id) => id,
        None => {
            let reference = of("payment_intent_data[metadata][payment]");
            let wanted = [
                ("amount", of("line_items[0][price_data][unit_amount]")),
                ("currency", of("line_items[0][price_data][currency]")),
                ("metadata[payment]", reference.clone()),
            ];
            let wanted: Vec<(&str, &str)> = wanted
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let intent = pages.0.stripe.post("/v1/payment_intents", &wanted).await;
            let intent = intent.ok_or(StatusCode::BAD_REQUEST)?["id"]
                .as_str()
                .unwrap()
                .to_owned();
            let id = format!("cs_{}", intent.trim_start_matches("pi_"));
            let session = Session {
                intent,
                reference,
                success_url: of("success_url"),
                expired: false,
            };
            pages.0.sessions.lock().unwrap().insert(id.clone(), session);
            pages.0.asked.lock().unwrap().insert(once, id.clone());
            id
        }
    };
    let lost = {
        let mut lost = pages.0.lost.lock().unwrap();
        let one = *lost > 0;
        *lost = lost.saturating_sub(1);
        one
    };
    if lost {
        return Err(StatusCode::BAD_GATEWAY);
    }
    show(State(pages), Param(id)).await
}

async fn show(State(pages): State<Checkouts>, Param(id): Param<String>) -> Reply {
    pages.told(&id).await.map(Json).ok_or(StatusCode::NOT_FOUND)
}

async fn expire(State(pages): State<Checkouts>, Param(id): Param<String>) -> Reply {
    let session = pages.session(&id).ok_or(StatusCode::NOT_FOUND)?;
    let cancel = format!("/v1/payment_intents/{}/cancel", session.intent);
    pages
        .0
        .stripe
        .post(&cancel, &[])
        .await
        .ok_or(StatusCode::BAD_REQUEST)?;
    if let Some(session) = pages.0.sessions.lock().unwrap().get_mut(&id) {
        session.expired = true;
    }
    show(State(pages), Param(id)).await
}

async fn refund(State(pages): State<Checkouts>, headers: HeaderMap, Form(form): Form<Fields>) -> Reply {
    let once = headers["idempotency-key"].to_str().unwrap().to_owned();
    if pages
        .0
        .asked
        .lock()
        .unwrap()
        .insert(once, "refund".to_owned())
        .is_some()
    {
        return Ok(Json(json!({})));
    }
    let wanted = [("payment_intent", form["payment_intent"].as_str())];
    let given = pages.0.stripe.post("/v1/refunds", &wanted).await;
    given.map(Json).ok_or(StatusCode::BAD_REQUEST)
}
