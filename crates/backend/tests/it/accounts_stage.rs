//! People with accounts, and a passkey made of software.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::shop_stage::{Answer, Shopper, Town};

pub const SECRET: &str = "a lamp that hums";
/// A note of the town.
pub const NOTE: &str = "n-de-001";

/// The body of a sign-up.
pub fn sign_up_as(name: &str, password: &str) -> Value {
    let email = format!("{}@example.org", name.to_lowercase());
    json!({"person": {"name": name, "email": email}, "password": password})
}

pub fn sign_in_as(name: &str, password: &str) -> Value {
    json!({"email": format!("{}@example.org", name.to_lowercase()), "password": password})
}

impl Shopper {
    /// The same browser, with the token that it got.
    pub fn with_token_of(&self, answer: &Answer) -> Self {
        self.as_token(&answer.text("/token"))
    }

    pub async fn sign_up(&self, name: &str) -> Self {
        let made = self.post("/api/v1/account", sign_up_as(name, SECRET)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        self.with_token_of(&made)
    }

    pub async fn sign_in(&self, name: &str) -> Self {
        let signed_in = self
            .post("/api/v1/session/sign-in", sign_in_as(name, SECRET))
            .await;
        assert_eq!(signed_in.status, StatusCode::OK, "{signed_in:?}");
        self.with_token_of(&signed_in)
    }

    /// What is in the cart, and how many of it.
    pub async fn cart_lines(&self) -> Vec<(String, i64)> {
        let cart = self.get("/api/v1/cart").await;
        assert_eq!(cart.status, StatusCode::OK, "{cart:?}");
        cart.list("/lines")
            .iter()
            .map(|line| {
                (
                    line["variant"].as_str().unwrap().to_owned(),
                    line["quantity"].as_i64().unwrap(),
                )
            })
            .collect()
    }
}

impl Town {
    /// Somebody with an account, at a second browser.
    pub async fn member(&self, name: &str) -> Shopper {
        self.shopper().await.sign_up(name).await
    }
}

/// A device that makes and uses one passkey.
pub struct Device {
    key: SigningKey,
    id: Vec<u8>,
    user: String,
    origin: String,
    counter: u32,
}

impl Device {
    /// A key of its own; the origin is what the browser will say.
    pub fn new(number: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
            id: vec![number; 24],
            user: String::new(),
            origin: "http://localhost:8080".to_owned(),
            counter: 0,
        }
    }

    pub fn at(mut self, origin: &str) -> Self {
        self.origin = origin.to_owned();
        self
    }

    pub fn id(&self) -> String {
        base64(&self.id)
    }

    /// Makes a passkey as the offer asks for.
    pub fn make(&mut self, offer: &Answer) -> Value {
        assert_eq!(offer.status, StatusCode::OK, "{offer:?}");
        self.user = offer.text("/options/user/id");
        let mut data = self.authenticator_data(&offer.text("/options/rp/id"), 0b0100_0101);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.cose_key());
        // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
        let mut object = vec![0xA3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xA0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(&data);
        json!({
            "ceremony": offer.text("/ceremony"),
            "id": self.id(),
            "attestation_object": base64(&object),
            "client_data_json": base64(&self.client_data("webauthn.create", &offer.text("/options/challenge"))),
            "transports": ["internal"],
        })
    }

    /// Answers a question.
    pub fn answer(&mut self, question: &Answer) -> Value {
        assert_eq!(question.status, StatusCode::OK, "{question:?}");
        self.counter += 1;
        let data = self.authenticator_data(&question.text("/options/rpId"), 0b0000_0101);
        let client_data = self.client_data("webauthn.get", &question.text("/options/challenge"));
        let mut signed = data.clone();
        signed.extend(Sha256::digest(&client_data));
        let signature: Signature = self.key.sign(&signed);
        json!({
            "ceremony": question.text("/ceremony"),
            "id": self.id(),
            "authenticator_data": base64(&data),
            "client_data_json": base64(&client_data),
            "signature": base64(signature.to_der().as_bytes()),
            "user_handle": self.user,
        })
    }

    /// As if it had been used less often than it was: a copy.
    pub fn forget_uses(&mut self) {
        self.counter = 0;
    }

    fn authenticator_data(&self, rp: &str, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(rp.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client_data(&self, kind: &str, challenge: &str) -> Vec<u8> {
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false})
            .to_string()
            .into_bytes()
    }

    /// ES256 on P-256 as COSE writes it in CBOR.
    fn cose_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let bytes = point.as_bytes();
        let mut key = vec![0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(&bytes[1..33]);
        key.extend([0x22, 0x58, 0x20]);
        key.extend(&bytes[33..65]);
        key
    }
}

fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
