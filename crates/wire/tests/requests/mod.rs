//! A request with a field that nobody knows is refused: a typing error must not pass in silence.

use meadow_wire::{
    AccountChange, Address, CartChange, CartChanges, CheckoutRequest, ClientFrame, Farewell, Join, NewPerson,
    OrderRequest, PasskeyAnswer, PasskeyMade, PasskeySignUp, PasswordChange, Say, SignIn, SignUp, Since,
    Switch, TestCard,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::examples::{self, accounts, live, shopping};

/// The request is taken as it is, and refused with one field more.
fn knows_its_fields<T: Serialize + DeserializeOwned>(request: &T) {
    let mut json = serde_json::to_value(request).expect("a request can be written");
    assert!(serde_json::from_value::<T>(json.clone()).is_ok(), "{json}");
    let object = json.as_object_mut().expect("a request is an object");
    object.insert("colour".to_owned(), json!("red"));
    let refusal = serde_json::from_value::<T>(json).err().expect("an unknown field");
    assert!(
        refusal.to_string().contains("unknown field `colour`"),
        "{refusal}"
    );
}

fn is_a_frame(json: Value) -> bool {
    serde_json::from_value::<ClientFrame>(json).is_ok()
}

#[test]
fn unknown_fields_are_refused_in_every_request() {
    knows_its_fields::<CartChange>(&shopping::cart_change());
    knows_its_fields::<CartChanges>(&shopping::cart_changes());
    knows_its_fields::<CheckoutRequest>(&shopping::checkout_request());
    knows_its_fields::<OrderRequest>(&shopping::order_request());
    knows_its_fields::<Address>(&shopping::address());
    knows_its_fields::<Switch>(&examples::switch());
    knows_its_fields::<Join>(&live::join());
    knows_its_fields::<Since>(&live::since());
    knows_its_fields::<Say>(&live::say());
    knows_its_fields::<NewPerson>(&accounts::new_person());
    knows_its_fields::<SignUp>(&accounts::sign_up());
    knows_its_fields::<SignIn>(&accounts::sign_in());
    knows_its_fields::<AccountChange>(&accounts::account_change());
    knows_its_fields::<PasswordChange>(&accounts::password_change());
    knows_its_fields::<Farewell>(&accounts::farewell());
    knows_its_fields::<PasskeySignUp>(&accounts::passkey_sign_up());
    knows_its_fields::<PasskeyMade>(&accounts::passkey_made());
    knows_its_fields::<PasskeyAnswer>(&accounts::passkey_answer());
}

#[test]
fn unknown_fields_are_refused_in_every_frame() {
    for frame in live::client_frames() {
        let mut json = serde_json::to_value(&frame).expect("a frame can be written");
        let Some(inside) = json.as_object_mut().and_then(|object| object.values_mut().next()) else {
            continue;
        };
        inside["colour"] = json!("red");
        assert!(!is_a_frame(json), "{frame:?}");
    }
}

#[test]
fn an_unknown_field_deep_inside_is_refused() {
    let mut json = serde_json::to_value(shopping::order_request()).expect("it can be written");
    json["address"]["floor"] = json!(3);
    assert!(serde_json::from_value::<OrderRequest>(json).is_err());
}

#[test]
fn what_may_be_missing_may_be_missing_and_nothing_else() {
    assert!(is_a_frame(json!({"hello": {}})));
    assert!(is_a_frame(json!({"join": {"room": "r-en-01"}})));
    assert!(is_a_frame(json!("pong")));
    assert!(!is_a_frame(json!({"join": {}})));
    assert!(!is_a_frame(json!({"like": {"room": "r-en-01"}})));
    assert!(!is_a_frame(json!({"shout": {"room": "r-en-01"}})));
    assert!(!is_a_frame(json!({"like": {"room": "r-en-01", "count": -1}})));
}

#[test]
fn a_payment_names_its_provider_and_its_card() {
    let method = shopping::payment_methods();
    assert_eq!(
        serde_json::to_value(method).expect("it can be written"),
        json!([{"test": "succeeds"}])
    );
    assert!(serde_json::from_value::<TestCard>(json!("Succeeds")).is_err());
}

#[test]
fn a_token_is_not_written_into_logs() {
    let hello = live::client_frames().remove(0);
    assert_eq!(format!("{hello:?}"), "Hello { token: Some(SessionToken(…)) }");
    assert!(format!("{:?}", accounts::sign_up()).ends_with("password: Password(…) }"));
}
