//! The description of the API, made from the same types and handlers.

use std::collections::BTreeMap;

use axum::{
    Json,
    routing::{MethodRouter, get},
};
use meadow_wire::Problem;
use utoipa::{
    IntoResponses, OpenApi, ToSchema,
    openapi::{
        ContentBuilder, Ref, RefOr, Response, ResponseBuilder,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

use crate::Shop;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Meadow",
        description = "A people-first community storefront. Every error is a problem of RFC 9457."
    ),
    components(schemas(Problem))
)]
struct About;

/// What the description starts from.
pub fn about() -> utoipa::openapi::OpenApi {
    let mut about = About::openapi();
    if let Some(components) = about.components.as_mut() {
        components.add_security_scheme("session", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
    about
}

/// `GET /api/v1/openapi.json`.
pub fn route(mut description: utoipa::openapi::OpenApi) -> MethodRouter<Shop> {
    name_answers(&mut description);
    get(move || {
        let description = description.clone();
        async move { Json(description) }
    })
}

/// The standard asks for words with every answer; those that only bring what was asked for are written without.
fn name_answers(description: &mut utoipa::openapi::OpenApi) {
    let operations = description.paths.paths.values_mut().flat_map(|path| {
        [&mut path.get, &mut path.put, &mut path.post, &mut path.delete]
            .into_iter()
            .flatten()
    });
    for (status, answer) in operations.flat_map(|operation| &mut operation.responses.responses) {
        if let RefOr::T(answer) = answer
            && answer.description.is_empty()
        {
            answer.description = match status.as_str() {
                "201" => "Made",
                "204" => "Done",
                _ => "What was asked for",
            }
            .to_owned();
        }
    }
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident: $($status:literal $when:literal),+;)*) => {$(
        $(#[$doc])*
        pub struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                BTreeMap::from([$(($status.to_owned(), problem($when))),+])
            }
        }
    )*};
}

problems! {
    /// Any request.
    Busy: "429" "Too many requests", "500" "Something broke on our side", "503" "It took too long";
    /// Requests with an id in the path.
    Unknown: "404" "Nothing has this id";
    /// Requests for a page of a list.
    WrongPage: "422" "The cursor or the limit is wrong";
    /// Requests that need a session.
    NeedsSession: "401" "There is no session, or it is over";
    /// Requests with a body.
    WrongBody: "400" "The body can't be read", "413" "The body is too large", "422" "A field is wrong";
    /// Requests that the cart's or the order's state can refuse.
    Conflict: "409" "The cart or its prices changed, it is empty, stock ran out, the address is in another country, the order's state does not allow it, or it is in flight";
    /// Coupons.
    CouponRefused: "409" "The coupon does not count, with the reason: unknown, not begun, expired, used up, not for you, for other goods or another room, the minimum is not reached, not together with another, too many";
    /// Reviews.
    NotYet: "409" "The order is not delivered yet, or there is a review already";
    /// Reviews that are gone.
    TakenBack: "410" "The review with this key was taken back";
    /// Notes and comments that can't be read any more.
    Gone: "410" "A moderator removed it, or its author took it back";
    /// Publishing.
    Crowded: "409" "Too many notes within an hour";
    /// What only the note's author may do.
    NotYours: "403" "The note is another person's";
    /// Photos.
    PhotoRefused: "400" "The body broke off", "409" "Too many photos are not used", "413" "More than 8 MB", "422" "Not a JPEG, PNG or WebP, broken, or too many pixels";
    /// Requests about held goods.
    Expired: "410" "The goods went back on sale";
    /// Webhooks.
    WrongWebhook: "400" "It is not signed, or too old, or no event", "413" "The body is too large";
    /// Requests of somebody who is signed in.
    NeedsAccount: "401" "There is no session, or it is over", "403" "Nobody is signed in, or the proof does not hold";
    /// Signing up and in.
    NotLetIn: "403" "That did not fit, or the passkey did not work",
        "409" "The address can't be used, a payment is under way, or it is not possible now";
    /// The owner's side.
    NoStudio: "403" "This session acts for no owner, or for nobody who may do this";
    /// Payments.
    Declined: "402" "The card was declined";
}

fn problem(when: &str) -> RefOr<Response> {
    let schema = Ref::from_schema_name(Problem::name());
    let content = ContentBuilder::new().schema(Some(schema)).build();
    ResponseBuilder::new()
        .description(when)
        .content("application/problem+json", content)
        .build()
        .into()
}
