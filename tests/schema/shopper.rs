//! Somebody with an account, a cart, held goods and orders, who acts for an owner too: what the requests are about.

use std::time::Duration;

use meadow_tests::backend::{Backend, Setup};
use meadow_tests::http::Http;
use serde_json::{Value, json};

use crate::bodies::{EMAIL, PASSWORD, comment, one_more, person, review, send_back, sign_in, sign_up};
use crate::description::Description;

/// The shopper.
pub struct Shopper {
    /// Signed in.
    pub token: String,
    /// Somebody else who is signed in, and has nothing.
    pub another: String,
    http: Http,
}

/// What there is to ask about.
struct Things {
    note: Value,
    variant: String,
    order_request: Value,
    order: String,
    delivered: Delivered,
    checkout_request: Value,
    checkout: String,
    elsewhere: String,
    comment: String,
    case: String,
}

/// An order that came, and what hangs on it.
struct Delivered {
    order: String,
    review: String,
    message: String,
    /// The owner's.
    key: String,
}

impl Shopper {
    /// Opens a shop without limits, in which orders stay as they are, and signs up there.
    pub async fn of_a_new_town() -> (Backend, Self) {
        let flags = ["--sessions-per-second", "0", "--no-demo", "--hold-secs", "3600"];
        let backend = Backend::start(Setup::unlimited().with(&flags)).await;
        let http = Http::new(backend.address()).with_patience(Duration::from_secs(60));
        let [token, another] = [EMAIL, "dora@example.org"].map(async |email| {
            let session = post(&http, "/api/v1/account", &sign_up(email)).await;
            text(&session, "/token")
        });
        let (token, another) = (token.await, another.await);
        let http = http.with_token(&token);
        (backend, Self { token, another, http })
    }

    /// What the server says of itself, with this shopper's things in it.
    pub async fn description(&self) -> Description {
        let mut description = Description::of(&self.http).await;
        let things = self.things().await;
        let variant = things.variant.as_str();
        let feed = self.get("/api/v1/feed").await;
        let nearby = self.get("/api/v1/feed/nearby?place=Leeds&limit=1").await;
        let room = self.get("/api/v1/rooms").await;
        for (under, parameter, value) in [
            ("/api/v1/notes/", "id", text(&things.note, "/card/id").as_str()),
            ("/api/v1/people/", "id", &text(&things.note, "/card/author/id")),
            ("/api/v1/products/", "id", &text(&things.note, "/products/0/id")),
            ("/api/v1/rooms/", "id", &text(&room, "/items/0/id")),
            ("/api/v1/feed", "cursor", &text(&feed, "/next")),
            ("/api/v1/feed/nearby", "place", "Leeds"),
            ("/api/v1/feed/nearby", "cursor", &text(&nearby, "/next")),
            ("/api/v1/feed/following", "cursor", &text(&nearby, "/next")),
            ("/api/v1/offers", "variants", variant),
            ("/api/v1/saved/", "variant", variant),
            ("/api/v1/cart/coupons/", "code", "WELCOME10"),
            ("/api/v1/checkouts/", "id", &things.checkout),
            ("/api/v1/orders/", "id", &things.order),
            ("/api/v1/orders/{id}/returns", "id", &things.delivered.order),
            ("/api/v1/orders/{id}/reviews", "id", &things.delivered.order),
            ("/api/v1/studio/orders/", "id", &things.delivered.order),
            ("/api/v1/reviews/", "id", &things.delivered.review),
            ("/api/v1/comments/", "id", &things.comment),
            ("/api/v1/studio/cases/", "id", &things.case),
            ("/api/v1/inbox/", "id", &things.delivered.message),
            ("/api/v1/payments/", "key", "bought"),
            ("/api/v1/sessions/", "id", &things.elsewhere),
        ] {
            description.parameter(under, parameter, value);
        }
        let proof = json!({ "password": PASSWORD });
        for (operation, body) in [
            ("POST /api/v1/cart/changes", one_more("example", variant)),
            ("POST /api/v1/checkouts", things.checkout_request),
            ("POST /api/v1/orders", things.order_request),
            ("POST /api/v1/orders/{id}/returns", send_back(variant)),
            ("POST /api/v1/orders/{id}/reviews", review(variant)),
            ("PUT /api/v1/reviews/{id}", review(variant)["words"].clone()),
            ("POST /api/v1/notes/{id}/comments", comment()),
            (
                "POST /api/v1/studio/cases/{id}/moves",
                json!({ "key": "left", "act": "dismiss" }),
            ),
            (
                "POST /api/v1/studio/enter",
                json!({ "key": things.delivered.key }),
            ),
            (
                "POST /api/v1/studio/orders/{id}/moves",
                json!({ "key": "deliver", "act": "deliver" }),
            ),
            ("POST /api/v1/account", sign_up("bea@example.org")),
            (
                "POST /api/v1/passkeys/sign-up/begin",
                json!({ "person": person("cleo@example.org") }),
            ),
            ("POST /api/v1/session/sign-in", sign_in()),
            (
                "PUT /api/v1/account/password",
                json!({ "proof": proof, "password": PASSWORD }),
            ),
            ("DELETE /api/v1/account", json!({ "proof": proof })),
            ("PUT /api/v1/account", json!({ "name": "Ada Field" })),
            ("PUT /api/v1/cart/destination", json!({ "country": "DE" })),
        ] {
            description.body(operation, body);
        }
        description
    }

    /// Buys one thing, gets another, holds a third, talks, and signs in somewhere else.
    async fn things(&self) -> Things {
        let (note, variant) = self.note_with_product().await;
        let (_, worn) = self.buy("worn", &variant).await;
        let delivered = self.deliver(worn, &note, &variant).await;
        let (order_request, order) = self.buy("bought", &variant).await;
        let (checkout_request, checkout) = self.hold("held", &variant).await;
        post(
            &self.http.clone().with_token(""),
            "/api/v1/session/sign-in",
            &sign_in(),
        )
        .await;
        let sessions = self.get("/api/v1/sessions").await;
        let mut sessions = sessions["items"].as_array().into_iter().flatten();
        let elsewhere = sessions.find(|session| session["current"] == false);
        let (comment, case) = self.talk(&text(&note, "/card/id")).await;
        Things {
            note,
            variant,
            order_request,
            order,
            delivered,
            checkout_request,
            checkout,
            elsewhere: text(elsewhere.expect("there are two"), "/id"),
            comment,
            case,
        }
    }

    /// Says something about a note, and reports it to somebody else, who is a moderator: the comment, and the case.
    async fn talk(&self, note: &str) -> (String, String) {
        let comments = format!("/api/v1/notes/{note}/comments");
        let comment = text(&post(&self.http, &comments, &comment()).await, "/id");
        let report = json!({ "reason": "misleading", "words": "" });
        post(&self.http, &format!("/api/v1/notes/{note}/reports"), &report).await;
        let moderator = self.http.clone().with_token(&self.another);
        let key = json!({ "key": "moderator-joan.c.major" });
        post(&moderator, "/api/v1/studio/enter", &key).await;
        let cases = moderator.get("/api/v1/studio/cases").await;
        (
            comment,
            text(&cases.expect("the shop answers").json(), "/items/0/id"),
        )
    }

    /// Buys one of it: what was asked, and the order.
    async fn buy(&self, key: &str, variant: &str) -> (Value, String) {
        let (_, checkout) = self.hold(key, variant).await;
        let request = json!({
            "key": key,
            "checkout": checkout,
            "payment": { "test": "succeeds" },
            "address": {
                "name": "Ada Field", "email": EMAIL, "street": "Orchard Lane 7", "postal_code": "10115",
                "city": "Berlin", "country": "DE",
            },
        });
        let order = text(&post(&self.http, "/api/v1/orders", &request).await, "/id");
        (request, order)
    }

    /// Sends an order out as the goods' owner, and says something of it as their buyer.
    async fn deliver(&self, order: String, note: &Value, variant: &str) -> Delivered {
        let product = self
            .get(&format!("/api/v1/products/{}", text(note, "/products/0/id")))
            .await;
        let owner = self
            .get(&format!("/api/v1/people/{}", text(&product, "/owner/id")))
            .await;
        let key = format!("studio-{}", text(&owner, "/handle"));
        post(&self.http, "/api/v1/studio/enter", &json!({ "key": key })).await;
        for (key, act) in [
            ("pack", json!("pack")),
            (
                "ship",
                json!({ "ship": { "carrier": "test", "number": "MEADOW-0001" } }),
            ),
            ("deliver", json!("deliver")),
        ] {
            let moves = format!("/api/v1/studio/orders/{order}/moves");
            post(&self.http, &moves, &json!({ "key": key, "act": act })).await;
        }
        let reviews = format!("/api/v1/orders/{order}/reviews");
        let review = text(&post(&self.http, &reviews, &review(variant)).await, "/id");
        let message = text(&self.get("/api/v1/inbox").await, "/items/0/id");
        Delivered {
            order,
            review,
            message,
            key,
        }
    }

    /// One more of it in the cart, and the cart held: what was asked, and the checkout.
    async fn hold(&self, key: &str, variant: &str) -> (Value, String) {
        let cart = post(&self.http, "/api/v1/cart/changes", &one_more(key, variant)).await;
        let request = json!({ "key": key, "cart_version": cart["version"] });
        let checkout = post(&self.http, "/api/v1/checkouts", &request).await;
        (request, text(&checkout, "/id"))
    }

    /// A note by the owner of its first product, which needs no choice, and that product's variant.
    async fn note_with_product(&self) -> (Value, String) {
        let feed = self.get("/api/v1/feed?limit=50").await;
        for item in feed["items"].as_array().into_iter().flatten() {
            let Some(id) = item.pointer("/note/id").and_then(Value::as_str) else {
                continue;
            };
            let note = self.get(&format!("/api/v1/notes/{id}")).await;
            let Some(variant) = note.pointer("/products/0/only_variant").and_then(Value::as_str) else {
                continue;
            };
            let product = self
                .get(&format!("/api/v1/products/{}", text(&note, "/products/0/id")))
                .await;
            if product.pointer("/owner/id") == note.pointer("/card/author/id") {
                let variant = variant.to_owned();
                return (note, variant);
            }
        }
        panic!("the demo town has no note by the owner of its first product that has a single variant");
    }

    async fn get(&self, path: &str) -> Value {
        let answer = self.http.get(path).await.expect("the shop answers");
        assert_eq!(answer.status, 200, "{path}");
        answer.json()
    }
}

async fn post(http: &Http, path: &str, body: &Value) -> Value {
    let answer = http.post(path, body).await.expect("the shop answers");
    assert!((200..300).contains(&answer.status), "{path}: {answer:?}");
    answer.json()
}

fn text(value: &Value, pointer: &str) -> String {
    let text = value.pointer(pointer).and_then(Value::as_str);
    text.unwrap_or_else(|| panic!("no {pointer} in {value}"))
        .to_owned()
}
