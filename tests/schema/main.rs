//! The running server against its own description: Schemathesis from PyPI makes requests from the OpenAPI document, good
//! ones and bad ones, always the same, and every answer must be one that the document promises.
//!
//! What ends a session would leave only refusals to what comes after it, so comings and goings have runs of their own,
//! and each run must have had success with all that it asked for. Runs are short; `MEADOW_SCHEMA_SECONDS` makes the
//! one of looking and buying go on with other requests until that time is over.

mod bodies;
mod description;
mod report;
mod run;
mod shopper;

use description::Description;
use run::{Session, run, run_for};
use shopper::Shopper;

/// Server-sent events that never end.
const ENDLESS: [&str; 1] = ["GET /api/v1/stream"];
/// What makes a session; the one that asked may be over then.
const ARRIVING: [&str; 7] = [
    "POST /api/v1/account",
    "POST /api/v1/passkeys/sign-in/begin",
    "POST /api/v1/passkeys/sign-in/finish",
    "POST /api/v1/passkeys/sign-up/begin",
    "POST /api/v1/passkeys/sign-up/finish",
    "POST /api/v1/session",
    "POST /api/v1/session/sign-in",
];
/// What ends one.
const LEAVING: [&str; 3] = [
    "DELETE /api/v1/sessions",
    "DELETE /api/v1/sessions/{id}",
    "POST /api/v1/session/sign-out",
];
/// What ends them all.
const FAREWELL: [&str; 1] = ["DELETE /api/v1/account"];
/// After it there is nothing to change any more.
const UNSAYING: [&str; 2] = ["DELETE /api/v1/comments/{id}", "DELETE /api/v1/reviews/{id}"];
/// What moderators do, who act for nobody's goods.
const MODERATING: [&str; 2] = ["GET /api/v1/studio/cases", "POST /api/v1/studio/cases/{id}/moves"];
/// What nobody can do who only reads the description: it takes a device's passkey, a picture, a note about a picture of
/// one's own, or a provider's signature.
const NEEDS_MORE: [&str; 8] = [
    "POST /api/v1/passkeys/register/finish",
    "POST /api/v1/passkeys/sign-in/finish",
    "POST /api/v1/passkeys/sign-up/finish",
    "POST /api/v1/photos",
    "POST /api/v1/notes",
    "PUT /api/v1/notes/{id}",
    "DELETE /api/v1/notes/{id}",
    "POST /api/v1/webhooks/{provider}",
];

/// Two runs at once would take each other's time.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::test(flavor = "multi_thread")]
async fn looking_and_buying_answer_as_described() {
    let others = [
        &ENDLESS[..],
        &ARRIVING,
        &LEAVING,
        &FAREWELL,
        &UNSAYING,
        &MODERATING,
    ]
    .concat();
    let seconds = std::env::var("MEADOW_SCHEMA_SECONDS").ok();
    answers_as_described("looking and buying", seconds, |shopper, description| {
        description.leave_out(&others);
        Session::Of(shopper.token.clone())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn arriving_answers_as_described() {
    answers_as_described("arriving", None, |_, description| {
        description.keep(&ARRIVING);
        Session::None
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_answers_as_described() {
    answers_as_described("leaving", None, |_, description| {
        description.keep(&LEAVING);
        Session::SignsInAgain
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_words_back_answers_as_described() {
    answers_as_described("taking words back", None, |shopper, description| {
        description.keep(&UNSAYING);
        Session::Of(shopper.token.clone())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moderating_answers_as_described() {
    answers_as_described("moderating", None, |shopper, description| {
        description.keep(&MODERATING);
        Session::Of(shopper.another.clone())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_for_good_answers_as_described() {
    answers_as_described("leaving for good", None, |shopper, description| {
        description.keep(&FAREWELL);
        // Whoever waits for a parcel can't leave.
        Session::Of(shopper.another.clone())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn being_kept_from_leaving_for_good_answers_as_described() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let (backend, shopper) = Shopper::of_a_new_town().await;
    let mut description = shopper.description().await;
    description.keep(&FAREWELL);
    let session = Session::Of(shopper.token.clone());
    let Some(report) = run(&backend, &description, session).await else {
        return;
    };
    println!("being kept from it: {report}");
    assert!(report.is_success(), "{}", report.words);
    assert_eq!(
        report.without_success(&description.operations()),
        FAREWELL,
        "{report:#}"
    );
}

async fn answers_as_described(
    name: &str,
    seconds: Option<String>,
    prepare: impl FnOnce(&Shopper, &mut Description) -> Session,
) {
    let _turn = ONE_AT_A_TIME.lock().await;
    let (backend, shopper) = Shopper::of_a_new_town().await;
    let mut description = shopper.description().await;
    let session = prepare(&shopper, &mut description);
    let Some(report) = run_for(seconds, &backend, &description, session).await else {
        return;
    };
    println!("{name}: {report}");
    assert!(report.is_success(), "{name}:\n{}", report.words);
    let operations = description.operations();
    let mut without = report.without_success(&operations);
    println!(
        "{name}: {} of {} operations had success",
        operations.len() - without.len(),
        operations.len()
    );
    without.retain(|operation| !NEEDS_MORE.contains(operation));
    assert!(without.is_empty(), "{without:#?} never had success:\n{report:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_not_as_described_is_found() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let (backend, shopper) = Shopper::of_a_new_town().await;
    let mut description = shopper.description().await;
    description.keep(&["GET /api/v1/rooms"]);
    let honest = description.clone();
    description.claim(
        "/components/schemas/Page_RoomCard/properties/items/items/properties/title/type",
        "integer",
    );
    let Some(report) = run(&backend, &description, Session::None).await else {
        return;
    };
    assert!(!report.is_success(), "a title is no number:\n{}", report.words);
    assert!(
        report.words.contains("is not of type \"integer\""),
        "{}",
        report.words
    );
    let report = run(&backend, &honest, Session::None)
        .await
        .expect("it was there a moment ago");
    assert!(report.is_success(), "{}", report.words);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_nobody_described_is_found() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let (backend, shopper) = Shopper::of_a_new_town().await;
    let mut description = shopper.description().await;
    description.keep(&["GET /api/v1/rooms/{id}"]);
    // Only a room that is made up is not found.
    description.forget("GET /api/v1/rooms/{id}", "404");
    let Some(report) = run(&backend, &description, Session::None).await else {
        return;
    };
    assert!(
        report.words.contains("Undocumented status code"),
        "{}",
        report.words
    );
    assert!(!report.is_success(), "{}", report.words);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_asks_nothing_is_no_success() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let (backend, shopper) = Shopper::of_a_new_town().await;
    let mut description = shopper.description().await;
    description.keep(&[]);
    let Some(report) = run(&backend, &description, Session::None).await else {
        return;
    };
    assert!(!report.is_success(), "{}", report.words);
}
