//! Every wire type has one form, and it is in `tests/golden/`: `UPDATE_GOLDEN=1 cargo test -p meadow-wire` writes it.
//!
//! A struct's file holds an example; an enum's holds a list of all its variants. A changed file is a changed protocol.

mod community;
mod compared;
mod examples;
mod requests;

use std::collections::BTreeSet;
use std::fs;

use compared::{Goldens, folder};
use examples::{
    accounts, after, live, notes, payments, people, prices, products, reviews, server_frames, shopping,
};

fn all() -> Goldens {
    let mut goldens = Goldens::default();
    ids_and_basics(&mut goldens);
    people_and_goods(&mut goldens);
    community::what_people_answer(&mut goldens);
    what_buyers_say(&mut goldens);
    what_it_costs(&mut goldens);
    from_cart_to_order(&mut goldens);
    ways_to_pay(&mut goldens);
    after_the_order(&mut goldens);
    rooms(&mut goldens);
    community::searching(&mut goldens);
    signing_in(&mut goldens);
    goldens
}

fn ids_and_basics(goldens: &mut Goldens) {
    goldens.check("change_id", &examples::change_id());
    goldens.check("checkout_id", &examples::checkout_id());
    goldens.check("client_id", &examples::client_id());
    goldens.check("comment_id", &examples::comment_id());
    goldens.check("coupon_code", &examples::coupon_code());
    goldens.check("epoch", &examples::epoch());
    goldens.check("note_id", &examples::note_id());
    goldens.check("order_id", &examples::order_id());
    goldens.check("order_key", &examples::order_key());
    goldens.check("person_id", &examples::person_id());
    goldens.check("product_id", &examples::product_id());
    goldens.check("return_id", &examples::return_id());
    goldens.check("message_id", &examples::message_id());
    goldens.check("room_id", &examples::room_id());
    goldens.check("variant_id", &examples::variant_id());
    goldens.check("timestamp", &examples::at(0));
    goldens.check("currency", &examples::currencies());
    goldens.check("money", &examples::euros(1_250));
    goldens.check("picture", &products::derby_picture());
    goldens.check("picture_source", &products::derby_picture().sources[0]);
    goldens.check("page", &[examples::page(), examples::last_page()]);
    goldens.check("switch", &examples::switch());
    goldens.check("problem", &[examples::problem(), examples::too_many()]);
    goldens.check("field_error", &examples::field_error());
}

fn people_and_goods(goldens: &mut Goldens) {
    goldens.check("person", &[people::person(), people::buyer()]);
    goldens.check("person_card", &people::person_card());
    goldens.check("person_kind", &people::person_kinds());
    goldens.check("relationship", &people::relationship());
    goldens.check("alike", &people::alike());
    goldens.check("trait", &people::tell("foot_width", "wide"));
    goldens.check("session", &[people::session(), people::signed_in()]);
    goldens.check("session_token", &people::session_token());
    goldens.check("product", &products::product());
    goldens.check("product_card", &[products::product_card(), products::mug_card()]);
    goldens.check("variant", &products::variant());
    goldens.check("variant_option", &products::variant_option());
    goldens.check("offer", &products::offer());
    goldens.check("saved_list", &products::saved_lists());
    goldens.check("saved", &products::saved());
    goldens.check("saved_things", &products::saved_things());
    goldens.check("save_request", &products::save_request());
    goldens.check("goods", &products::goods());
    goldens.check("goods_moved", &products::goods_moved());
    goldens.check("variant_now", &products::variant_now());
    goldens.check("note", &notes::note());
    goldens.check("note_card", &notes::note_card());
    goldens.check("hotspot", &notes::hotspot());
    goldens.check("note_request", &notes::note_request());
    goldens.check("note_words", &notes::note_request().words);
    goldens.check("note_key", &notes::note_request().key);
    goldens.check("own_note", &notes::note().own);
    goldens.check("marks", &notes::marks());
    goldens.check("feed_item", &notes::feed_items());
    goldens.check("place", &notes::place());
    goldens.check("places", &notes::places());
}

fn what_buyers_say(goldens: &mut Goldens) {
    goldens.check("review", &[reviews::review(), reviews::own_review()]);
    goldens.check("review_counts", &reviews::counts());
    goldens.check("review_id", &reviews::review().id);
    goldens.check("review_key", &reviews::review_request().key);
    goldens.check("review_request", &reviews::review_request());
    goldens.check("review_words", &reviews::review_request().words);
    goldens.check("outcome", &reviews::outcomes());
    goldens.check("purchase_proof", &reviews::proof());
    goldens.check("photo", &reviews::photo());
    goldens.check("photo_id", &reviews::photo().id);
    goldens.check("photo_use", &reviews::photo_use());
    goldens.check("public_key", &reviews::public_key());
    goldens.check("public_keys", &reviews::public_keys());
}

fn what_it_costs(goldens: &mut Goldens) {
    goldens.check(
        "pricing_rules",
        &[prices::pricing_rules(), prices::rules_without_an_end()],
    );
    goldens.check("quantity_break", &prices::quantity_break());
    goldens.check("shipping_by", &prices::shipping_reasons());
    goldens.check("shipping_tier", &prices::shipping_tier());
    goldens.check("tax_class", &prices::tax_classes());
    goldens.check("tax_mode", &prices::tax_modes());
    goldens.check("tax_rules", &prices::tax_rules());
    goldens.check("terms", &prices::terms());
    goldens.check("totals", &prices::totals());
    goldens.check("coupon", &[prices::coupon(), prices::narrow_coupon()]);
    goldens.check("coupon_kind", &prices::coupon_kinds());
    goldens.check("coupon_refusal", &prices::coupon_refusals());
    goldens.check("coupon_state", &prices::coupon_states());
    goldens.check("coupon_use", &prices::coupon_uses());
    goldens.check("destination", &prices::destination());
}

fn from_cart_to_order(goldens: &mut Goldens) {
    goldens.check("cart", &shopping::cart());
    goldens.check("cart_line", &shopping::cart_line());
    goldens.check("cart_change", &shopping::cart_change());
    goldens.check("cart_changes", &shopping::cart_changes());
    goldens.check("checkout", &shopping::checkout());
    goldens.check("checkout_request", &shopping::checkout_request());
    goldens.check("order", &shopping::order());
    goldens.check("order_line", &shopping::order_line());
    goldens.check("order_request", &shopping::order_request());
    goldens.check("order_state", &shopping::order_states());
    goldens.check("order_step", &shopping::order_step());
    goldens.check("address", &shopping::address());
}

fn ways_to_pay(goldens: &mut Goldens) {
    goldens.check("payment_method", &payments::payment_methods());
    goldens.check("payment_kind", &payments::payment_kinds());
    goldens.check("test_card", &payments::test_cards());
    goldens.check("payment", &payments::payment());
    goldens.check("payment_state", &payments::payment_states());
    goldens.check("payment_code", &payments::payment_code());
    goldens.check("next_action", &payments::next_actions());
    goldens.check("confirm_step", &payments::confirm_step());
    goldens.check("redirect_step", &payments::redirect_step());
}

fn after_the_order(goldens: &mut Goldens) {
    goldens.check("return", &[after::asked(), after::taken_back(), after::refused()]);
    goldens.check("return_line", &after::line());
    goldens.check("return_reason", &after::reasons());
    goldens.check("return_request", &after::request());
    goldens.check("return_state", &after::states());
    goldens.check("return_step", &after::steps()[0]);
    goldens.check("carrier", &after::carriers());
    goldens.check("tracking", &after::tracking());
    goldens.check("inbox", &after::inbox());
    goldens.check("message", &[after::message(), after::answer_message()]);
    goldens.check("answer_told", &after::answer_told());
    goldens.check("message_about", &after::abouts());
    goldens.check("unread", &after::unread());
    goldens.check("studio", &after::studio());
    goldens.check("studio_entry", &after::entry());
    goldens.check("studio_order", &after::studio_order());
    goldens.check("studio_move", &after::studio_move());
    goldens.check("studio_act", &after::acts());
    goldens.check("shipment", &after::shipment());
    goldens.check("refusal", &after::refusal());
}

fn rooms(goldens: &mut Goldens) {
    goldens.check("room", &live::room());
    goldens.check("room_card", &live::room_card());
    goldens.check("room_status", &live::room_statuses());
    goldens.check("playback", &live::playback());
    goldens.check("playback_kind", &live::playback_kinds());
    goldens.check("client_frame", &live::client_frames());
    goldens.check("server_frame", &server_frames::server_frames());
    goldens.check("join", &live::join());
    goldens.check("since", &live::since());
    goldens.check("say", &live::say());
    goldens.check("nack_code", &live::nack_codes());
    goldens.check("event", &live::event());
    goldens.check("event_body", &live::event_bodies());
    goldens.check("room_state", &live::room_state());
    goldens.check("stock_left", &live::stock_left());
    goldens.check("tick", &live::tick());
    goldens.check("viewer", &live::viewer());
}

fn signing_in(goldens: &mut Goldens) {
    goldens.check("proof", &accounts::proofs());
    goldens.check("account", &accounts::account());
    goldens.check("account_change", &accounts::account_change());
    goldens.check("export", &accounts::export());
    goldens.check("farewell", &accounts::farewell());
    goldens.check("new_person", &accounts::new_person());
    goldens.check("passkey_info", &accounts::passkey_info());
    goldens.check("password", &accounts::password());
    goldens.check("password_change", &accounts::password_change());
    goldens.check("session_info", &accounts::session_info());
    goldens.check("sign_in", &accounts::sign_in());
    goldens.check("sign_up", &accounts::sign_up());
    goldens.check("sign_in_id", &accounts::sign_in_id());
    goldens.check("passkey_id", &accounts::passkey_id());
    goldens.check("ceremony_id", &accounts::ceremony_id());
    goldens.check("passkey_sign_up", &accounts::passkey_sign_up());
    goldens.check("passkey_offer", &accounts::passkey_offer());
    goldens.check("creation_options", &accounts::creation_options());
    goldens.check("relying_party", &accounts::relying_party());
    goldens.check("passkey_user", &accounts::passkey_user());
    goldens.check("key_kind", &accounts::key_kind());
    goldens.check("known_key", &accounts::known_key());
    goldens.check("key_demands", &accounts::key_demands());
    goldens.check("passkey_made", &accounts::passkey_made());
    goldens.check("passkey_question", &accounts::passkey_question());
    goldens.check("request_options", &accounts::request_options());
    goldens.check("passkey_answer", &accounts::passkey_answer());
}

#[test]
fn every_example_is_written_as_its_golden_file_and_read_back() {
    let wrong = all().wrong;
    assert!(
        wrong.is_empty(),
        "UPDATE_GOLDEN=1 writes the files:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_type_that_travels_has_a_golden_file_and_every_file_a_type() {
    let source = include_str!("../src/lib.rs");
    let exported: BTreeSet<String> = source
        .split("pub use ")
        .skip(1)
        .filter_map(|export| export.split_once("::")?.1.split(';').next())
        .flat_map(|names| names.split([',', '{', '}']))
        .map(str::trim)
        .filter(|name| !name.is_empty() && *name != "ParseTimestampError")
        .map(snake_case)
        .collect();
    assert!(exported.len() > 60, "the exports are no longer found in lib.rs");
    assert_eq!(all().names, exported);
    let files: BTreeSet<String> = fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    assert_eq!(files, exported);
}

fn snake_case(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push('_');
        }
        words.extend(letter.to_lowercase());
    }
    words
}
