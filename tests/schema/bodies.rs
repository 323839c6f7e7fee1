//! What the shopper sends.

use serde_json::{Value, json};

/// The account's.
pub const EMAIL: &str = "ada@example.org";
/// The account's.
pub const PASSWORD: &str = "nine green gates";

/// One more of it in the cart.
pub fn one_more(id: &str, variant: &str) -> Value {
    json!({ "changes": [{ "id": id, "variant": variant, "delta": 1 }] })
}

/// One of it goes back.
pub fn send_back(variant: &str) -> Value {
    json!({ "key": "back", "lines": [{ "variant": variant, "quantity": 1 }], "reason": "changed_mind", "words": "" })
}

/// What its buyer says of it.
pub fn review(variant: &str) -> Value {
    json!({ "key": "said", "variant": variant, "words": {
        "stars": 5, "text": "Quiet at last.", "outcome": "kept", "days_used": 0, "paid": false, "traits": [], "photos": [],
    } })
}

/// What is said about a note.
pub fn comment() -> Value {
    json!({ "key": "spoke", "text": "Does it run large?" })
}

/// Who signs up.
pub fn person(email: &str) -> Value {
    json!({ "name": "Ada Field", "email": email })
}

/// Signing up with the password.
pub fn sign_up(email: &str) -> Value {
    json!({ "person": person(email), "password": PASSWORD })
}

/// Signing in as the shopper.
pub fn sign_in() -> Value {
    json!({ "email": EMAIL, "password": PASSWORD })
}
