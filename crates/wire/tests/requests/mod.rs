//! A request with a field that nobody knows is refused: a typing error must not pass in silence.

use meadow_wire::{
    AccountChange, Address, Cart, CartChange, CartChanges, CaseMove, Checkout, CheckoutRequest, ClientFrame,
    CommentRequest, CouponUse, Destination, Farewell, Join, NewPerson, NoteRequest, NoteWords, Order,
    OrderRequest, PasskeyAnswer, PasskeyMade, PasskeySignUp, PasswordChange, PaymentCode, PhotoUse, Refusal,
    ReportRequest, ReturnLine, ReturnRequest, ReviewRequest, ReviewWords, SaveRequest, Say, Shipment, SignIn,
    SignUp, Since, StudioEntry, StudioMove, Switch, TestCard,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::examples::{
    self, accounts, after, comments, live, notes, payments, prices, products, reviews, shopping,
};

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
    knows_its_fields::<CouponUse>(&prices::coupon_uses().remove(1));
    knows_its_fields::<Destination>(&prices::destination());
    knows_its_fields::<SaveRequest>(&products::save_request());
    knows_its_fields::<PaymentCode>(&payments::payment_code());
    knows_its_fields::<ReviewRequest>(&reviews::review_request());
    knows_its_fields::<ReviewWords>(&reviews::review_request().words);
    knows_its_fields::<NoteRequest>(&notes::note_request());
    knows_its_fields::<NoteWords>(&notes::note_request().words);
    knows_its_fields::<PhotoUse>(&reviews::photo_use());
    knows_its_fields::<Address>(&shopping::address());
    knows_its_fields::<ReturnRequest>(&after::request());
    knows_its_fields::<ReturnLine>(&after::line());
    knows_its_fields::<StudioEntry>(&after::entry());
    knows_its_fields::<StudioMove>(&after::studio_move());
    knows_its_fields::<Shipment>(&after::shipment());
    knows_its_fields::<Refusal>(&after::refusal());
    knows_its_fields::<CommentRequest>(&comments::request());
    knows_its_fields::<ReportRequest>(&comments::report_request());
    knows_its_fields::<CaseMove>(&comments::case_move());
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
    let method = payments::payment_methods();
    assert_eq!(
        serde_json::to_value(method).expect("it can be written"),
        json!([{"test": "succeeds"}, "redirect"])
    );
    assert!(serde_json::from_value::<TestCard>(json!("Succeeds")).is_err());
}

#[test]
fn a_token_is_not_written_into_logs() {
    let hello = live::client_frames().remove(0);
    assert_eq!(format!("{hello:?}"), "Hello { token: Some(SessionToken(…)) }");
    assert!(format!("{:?}", accounts::sign_up()).ends_with("password: Password(…) }"));
}

#[test]
fn what_was_written_down_before_taxes_and_coupons_can_still_be_read() {
    let mut checkout = serde_json::to_value(shopping::checkout()).expect("it can be written");
    let mut order = serde_json::to_value(shopping::order()).expect("it can be written");
    let mut cart = serde_json::to_value(shopping::cart()).expect("it can be written");
    for (from, names) in [
        ("", ["coupons", "destination", "tracking", "returns"].as_slice()),
        ("/lines/0", &["discount", "tax_permille", "tax", "paid", "terms"]),
        ("/totals", &["weight_grams", "shipping_by", "tax", "tax_mode"]),
    ] {
        for json in [&mut checkout, &mut order, &mut cart] {
            let object = json
                .pointer_mut(from)
                .and_then(Value::as_object_mut)
                .expect("an object");
            names.iter().for_each(|name| drop(object.remove(*name)));
        }
    }
    let checkout: Checkout = serde_json::from_value(checkout).expect("an old checkout");
    let order: Order = serde_json::from_value(order).expect("an old order");
    let cart: Cart = serde_json::from_value(cart).expect("an old cart");
    assert_eq!((checkout.destination.as_str(), checkout.coupons.len()), ("", 0));
    assert_eq!((order.totals.tax.minor, order.coupons.len()), (0, 0));
    assert_eq!((cart.coupons.len(), cart.lines[0].terms.weight_grams), (0, 0));
}
