//! The HTTP API: one module per part of the shop, each handler documented by its request line.

mod account;
mod ask;
mod cart;
mod cases;
mod checkout;
mod comments;
mod coupons;
mod cursor;
mod etag;
mod feed;
mod guests;
mod health;
mod inbox;
mod keys;
mod nearby;
mod note_refusals;
mod notes;
mod openapi;
mod orders;
mod passkeys;
mod payments;
mod people;
mod photos;
pub mod problem;
mod products;
mod publish;
mod refusals;
mod reports;
mod returns;
mod reviews;
mod rooms;
mod saved;
mod search;
mod session;
mod sessions;
mod sign_in;
pub mod stated;
mod stream;
mod studio;
mod talk_refusals;
mod words;

use axum::{Router, routing::any};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use ask::{Id, hash};

use crate::Shop;
use problem::AppError;

/// Everything under `/api` but the socket, and the health checks.
pub fn router() -> Router<Shop> {
    let (routes, description) = described().split_for_parts();
    routes
        .route("/api/v1/openapi.json", openapi::route(description))
        .route("/api", any(nothing_here))
        .route("/api/{*path}", any(nothing_here))
        .method_not_allowed_fallback(|| async { AppError::WrongMethod })
}

fn described() -> OpenApiRouter<Shop> {
    OpenApiRouter::with_openapi(openapi::about())
        .routes(routes!(session::make, session::tell))
        .routes(routes!(sign_in::sign_in))
        .routes(routes!(sign_in::sign_out))
        .routes(routes!(
            sign_in::sign_up,
            account::tell,
            account::rename,
            account::farewell
        ))
        .routes(routes!(account::set_password))
        .routes(routes!(account::export))
        .routes(routes!(sessions::list, sessions::end_others))
        .routes(routes!(sessions::end))
        .routes(routes!(passkeys::register_begin))
        .routes(routes!(passkeys::register_finish))
        .routes(routes!(passkeys::sign_up_begin))
        .routes(routes!(passkeys::sign_up_finish))
        .routes(routes!(passkeys::sign_in_begin))
        .routes(routes!(passkeys::sign_in_finish))
        .routes(routes!(passkeys::remove))
        .routes(routes!(feed::feed))
        .routes(routes!(feed::following))
        .routes(routes!(nearby::nearby))
        .routes(routes!(nearby::places))
        .routes(routes!(publish::publish))
        .routes(routes!(notes::note, publish::change, publish::withdraw))
        .routes(routes!(notes::like))
        .routes(routes!(notes::collect))
        .routes(routes!(comments::write, comments::comments))
        .routes(routes!(comments::comment, comments::remove))
        .routes(routes!(comments::replies))
        .routes(routes!(comments::like))
        .routes(routes!(comments::pin))
        .routes(routes!(cases::report_note))
        .routes(routes!(cases::report_comment))
        .routes(routes!(cases::cases))
        .routes(routes!(cases::moves))
        .routes(routes!(products::product))
        .routes(routes!(products::reviews))
        .routes(routes!(products::offers))
        .routes(routes!(people::person))
        .routes(routes!(people::notes))
        .routes(routes!(people::follow))
        .routes(routes!(people::mute))
        .routes(routes!(cart::cart))
        .routes(routes!(cart::change))
        .routes(routes!(search::search))
        .routes(routes!(search::suggestions))
        .routes(routes!(saved::saved))
        .routes(routes!(saved::save, saved::forget))
        .routes(routes!(coupons::put, coupons::delete))
        .routes(routes!(coupons::send_to))
        .routes(routes!(checkout::check_out))
        .routes(routes!(checkout::checkout))
        .routes(routes!(orders::place, orders::orders))
        .routes(routes!(orders::order))
        .routes(routes!(orders::cancel))
        .routes(routes!(reviews::write, reviews::written))
        .routes(routes!(reviews::change, reviews::remove))
        .routes(routes!(photos::send))
        .routes(routes!(keys::keys))
        .routes(routes!(payments::payment))
        .routes(routes!(payments::confirm))
        .routes(routes!(payments::webhook))
        .routes(routes!(returns::ask))
        .routes(routes!(inbox::inbox))
        .routes(routes!(inbox::read))
        .routes(routes!(inbox::read_all))
        .routes(routes!(studio::studio))
        .routes(routes!(studio::enter))
        .routes(routes!(studio::orders))
        .routes(routes!(studio::moves))
        .routes(routes!(rooms::rooms))
        .routes(routes!(rooms::room))
        .routes(routes!(rooms::log))
        .routes(routes!(stream::stream))
        .routes(routes!(reports::report))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
}

async fn nothing_here() -> AppError {
    AppError::NotFound("The API has nothing at this path.".to_owned())
}
