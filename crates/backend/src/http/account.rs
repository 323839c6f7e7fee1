//! What a person sees of their account, and what they can do about it.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use meadow_domain::account::{check_name, check_password, email_key};
use meadow_wire::{Account, AccountChange, Export, Farewell, NewPerson, PasswordChange, Proof};

use super::{
    ask::{Body, Member},
    etag,
    openapi::{Busy, Conflict, NeedsAccount, WrongBody},
    passkeys,
    problem::AppError,
    refusals::AccountRefusal,
    sign_in::{Address, may_try},
};
use crate::{
    Shop,
    accounts::is_guessable,
    clock,
    db::{Accounts, Exports, Farewells, KnownAccount, Stays},
};

/// `GET /api/v1/account`: the account that is signed in.
#[utoipa::path(get, path = "/api/v1/account", tag = "account", security(("session" = [])),
    responses((status = 200, body = Account), (status = 304, description = "Not modified"), NeedsAccount, Busy))]
pub async fn tell(
    State(shop): State<Shop>,
    member: Member,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    etag::answer(&headers, &known(&shop, &member).await?.account)
}

/// `PUT /api/v1/account`: gives the account another name.
#[utoipa::path(put, path = "/api/v1/account", tag = "account", security(("session" = [])), request_body = AccountChange,
    responses((status = 200, body = Account), NeedsAccount, WrongBody, Busy))]
pub async fn rename(
    State(shop): State<Shop>,
    member: Member,
    Body(asked): Body<AccountChange>,
) -> Result<Response, AppError> {
    let person = NewPerson {
        name: asked.name,
        ..NewPerson::default()
    };
    let name = meadow_domain::account::tidied(&person).name;
    if let Some(error) = check_name(&name) {
        return Err(AppError::Invalid(vec![error]));
    }
    shop.db.rename(&member.account, &name).await?;
    Ok(etag::written(
        StatusCode::OK,
        known(&shop, &member).await?.account,
    ))
}

/// `PUT /api/v1/account/password`: another password, or the first one. Everybody else is signed out.
#[utoipa::path(put, path = "/api/v1/account/password", tag = "account", security(("session" = [])),
    request_body = PasswordChange,
    responses((status = 204, description = "Changed"), NeedsAccount, WrongBody, Busy))]
pub async fn set_password(
    State(shop): State<Shop>,
    address: Address,
    member: Member,
    Body(asked): Body<PasswordChange>,
) -> Result<StatusCode, AppError> {
    let known = known(&shop, &member).await?;
    let person = NewPerson {
        name: known.account.person.name.clone(),
        email: known.account.email.clone(),
    };
    if let Some(error) = check_password(&asked.password) {
        return Err(AppError::Invalid(vec![error]));
    }
    if is_guessable(&asked.password, &person) {
        let detail = "That is one of the first that somebody would try. Take another one.";
        return Err(AppError::field("password", detail));
    }
    is_owner(&shop, address, &known, &asked.proof).await?;
    let hash = shop.accounts.passwords.hash(&asked.password).await?;
    shop.db.set_password(&member.account, &hash, &member.own).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/account`: gives the account up.
///
/// Email address, password, passkeys, sessions, cart and marks are deleted. Orders stay in the books, without name and
/// address; what was said in live rooms goes when the rooms forget it, a day later.
#[utoipa::path(delete, path = "/api/v1/account", tag = "account", security(("session" = [])), request_body = Farewell,
    responses((status = 204, description = "Deleted"), NeedsAccount, Conflict, WrongBody, Busy))]
pub async fn farewell(
    State(shop): State<Shop>,
    address: Address,
    member: Member,
    Body(asked): Body<Farewell>,
) -> Result<StatusCode, AppError> {
    let known = known(&shop, &member).await?;
    is_owner(&shop, address, &known, &asked.proof).await?;
    match shop.db.give_up(&member.account).await? {
        None => Ok(StatusCode::NO_CONTENT),
        Some(Stays::Paying) => Err(AppError::InFlight),
        Some(Stays::Parcel) => Err(AccountRefusal::NotNow {
            detail: "A parcel of yours is not on its way yet, and needs its address.",
            next_step: "Wait until it is shipped, or cancel the order. Then delete the account.",
        }
        .into()),
    }
}

/// `GET /api/v1/account/export`: everything that is kept about the person, as one file.
#[utoipa::path(get, path = "/api/v1/account/export", tag = "account", security(("session" = [])),
    responses((status = 200, body = Export), NeedsAccount, Busy))]
pub async fn export(State(shop): State<Shop>, member: Member) -> Result<Response, AppError> {
    let export = shop.db.export(&member.account, &member.own, clock::now()).await?;
    let mut answer = etag::written(StatusCode::OK, export.ok_or(AppError::NoSession)?);
    answer.headers_mut().insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"meadow.json\""),
    );
    Ok(answer)
}

/// The account that is signed in; over if it was deleted a moment ago.
pub async fn known(shop: &Shop, member: &Member) -> Result<KnownAccount, AppError> {
    shop.db.account(&member.account).await?.ok_or(AppError::NoSession)
}

/// Whether it is really the owner who asks: a session alone, left open somewhere, is not enough.
async fn is_owner(
    shop: &Shop,
    Address(address): Address,
    known: &KnownAccount,
    proof: &Proof,
) -> Result<(), AppError> {
    match proof {
        Proof::Password(password) => {
            may_try(shop, address, &email_key(&known.account.email))?;
            if shop
                .accounts
                .passwords
                .is(password, known.password.clone())
                .await?
            {
                Ok(())
            } else {
                Err(AccountRefusal::NotRecognised.into())
            }
        }
        Proof::Passkey(answer) => {
            let owner = passkeys::checked(shop, answer).await?;
            if owner == known.id {
                Ok(())
            } else {
                Err(AccountRefusal::WrongPasskey("This passkey belongs to another account.").into())
            }
        }
    }
}
