//! Signing up, in and out with a password.

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use axum::{
    Extension,
    extract::{ConnectInfo, FromRequestParts, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::Response,
};
use meadow_domain::account::{check_email, check_name, check_password, email_key, tidied};
use meadow_wire::{FieldError, NewPerson, PersonCard, Session, SignIn, SignUp};

use super::{
    ask::{Body, Who, bearer},
    etag,
    guests::guest,
    openapi::{Busy, NeedsSession, NotLetIn, WrongBody},
    problem::AppError,
    refusals::AccountRefusal,
    session,
};
use crate::{
    Shop,
    accounts::{Passkeys, PasswordsBusy, device, is_guessable},
    clock,
    db::{AccountId, Accounts, Arrival, NewAccount, SessionId, SignInError, SignIns},
};

/// Where a request comes from, if that is known.
pub struct Address(pub Option<IpAddr>);

impl FromRequestParts<Shop> for Address {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, AppError> {
        let peer = Option::<Extension<ConnectInfo<SocketAddr>>>::from_request_parts(parts, shop).await;
        let peer = peer.map_err(|error| AppError::Broken(error.to_string()))?;
        Ok(Self(peer.map(|Extension(ConnectInfo(address))| address.ip())))
    }
}

/// `POST /api/v1/account`: makes an account with a password, and signs in.
///
/// What the guest of the token has goes along. Where the address has an account with the same password already, this
/// signs in to it: asking twice is no mistake.
#[utoipa::path(post, path = "/api/v1/account", tag = "account", request_body = SignUp,
    responses((status = 201, body = Session, description = "A new account, signed in, with its token"),
        (status = 200, body = Session, description = "The account was there, and the password fits"),
        NotLetIn, WrongBody, Busy))]
pub async fn sign_up(
    State(shop): State<Shop>,
    Address(address): Address,
    headers: HeaderMap,
    Body(asked): Body<SignUp>,
) -> Result<Response, AppError> {
    let person = tidied(&asked.person);
    let mut errors = wrong(&person);
    errors.extend(check_password(&asked.password));
    if errors.is_empty() && is_guessable(&asked.password, &person) {
        let detail = "That is one of the first that somebody would try. Take another one.";
        errors.push(field("password", detail));
    }
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let key = email_key(&person.email);
    may_try(&shop, address, &key)?;
    let arrival = arrival(&headers);
    // Either way one password is hashed, so the time tells nothing that the answer does not.
    if let Some(known) = shop.db.account_of(&key).await? {
        if !shop
            .accounts
            .passwords
            .is(&asked.password, known.password)
            .await?
        {
            return Err(AccountRefusal::Taken.into());
        }
        return enter(&shop, &known.id, &arrival).await;
    }
    let new = NewAccount {
        person: named(&headers, &person),
        email: (person.email, key),
        password: Some(shop.accounts.passwords.hash(&asked.password).await?),
        passkey_user: Passkeys::new_user(),
        passkey: None,
    };
    let person = shop.db.sign_up(&new, &arrival).await?;
    Ok(welcome(StatusCode::CREATED, arrival, person))
}

/// `POST /api/v1/session/sign-in`: signs in with a password. What the guest of the token has goes along.
#[utoipa::path(post, path = "/api/v1/session/sign-in", tag = "account", request_body = SignIn,
    responses((status = 200, body = Session, description = "Signed in, with a new token"), NotLetIn, WrongBody, Busy))]
pub async fn sign_in(
    State(shop): State<Shop>,
    Address(address): Address,
    headers: HeaderMap,
    Body(asked): Body<SignIn>,
) -> Result<Response, AppError> {
    let key = email_key(&asked.email);
    may_try(&shop, address, &key)?;
    let found = shop.db.account_of(&key).await?;
    let (account, kept) = match found {
        Some(known) => (Some(known.id), known.password),
        None => (None, None),
    };
    // Where there is no account the same work is done, and the answer is the same.
    let fits = shop.accounts.passwords.is(&asked.password, kept).await?;
    match account.filter(|_| fits) {
        Some(account) => enter(&shop, &account, &arrival(&headers)).await,
        None => Err(AccountRefusal::NotRecognised.into()),
    }
}

/// `POST /api/v1/session/sign-out`: ends the session of an account. A guest has nothing to sign out of.
#[utoipa::path(post, path = "/api/v1/session/sign-out", tag = "account", security(("session" = [])),
    responses((status = 204, description = "Signed out; the token is over"), NeedsSession, Busy))]
pub async fn sign_out(State(shop): State<Shop>, Who(known): Who) -> Result<StatusCode, AppError> {
    if let Some(account) = &known.account {
        shop.db.sign_out(account, &known.own).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What is wrong with who somebody wants to be.
pub fn wrong(person: &NewPerson) -> Vec<FieldError> {
    [check_name(&person.name), check_email(&person.email)]
        .into_iter()
        .flatten()
        .map(|error| field(&format!("person.{}", error.field), &error.detail))
        .collect()
}

/// Lets somebody try a password or an address, or says how long to wait.
pub fn may_try(shop: &Shop, address: Option<IpAddr>, email_key: &str) -> Result<(), AppError> {
    shop.accounts.may_try_from(address).map_err(later)?;
    shop.accounts.may_try_to_be(email_key).map_err(later)
}

/// Too many: later.
pub fn later(wait: Duration) -> AppError {
    AppError::TooMany {
        retry_after_secs: u32::try_from(wait.as_secs())
            .unwrap_or(u32::MAX)
            .saturating_add(1),
    }
}

/// The session that whoever asks will get.
pub fn arrival(headers: &HeaderMap) -> Arrival {
    let user_agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    Arrival {
        id: SessionId(clock::random_id("s")),
        token: session::new_token(),
        device: device::in_words(user_agent),
        now: clock::now(),
        before: bearer(headers),
    }
}

/// A new person; their portrait is a guest's.
pub fn named(headers: &HeaderMap, person: &NewPerson) -> PersonCard {
    PersonCard {
        name: person.name.clone(),
        ..guest(session::languages(headers))
    }
}

/// Signs in to an account.
pub async fn enter(shop: &Shop, account: &AccountId, arrival: &Arrival) -> Result<Response, AppError> {
    let person = shop.db.sign_in(account, arrival).await?;
    Ok(welcome(StatusCode::OK, arrival.clone(), person))
}

/// The answer to somebody who is in.
pub fn welcome(status: StatusCode, arrival: Arrival, person: PersonCard) -> Response {
    let session = Session {
        expires_at: session::end(arrival.now),
        token: Some(arrival.token),
        person,
        guest: false,
    };
    etag::written(status, session)
}

fn field(field: &str, detail: &str) -> FieldError {
    FieldError {
        field: field.to_owned(),
        detail: detail.to_owned(),
    }
}

impl From<PasswordsBusy> for AppError {
    fn from(error: PasswordsBusy) -> Self {
        match error {
            PasswordsBusy::TooMany => Self::TooMany { retry_after_secs: 2 },
            PasswordsBusy::Broken(cause) => Self::Broken(cause),
        }
    }
}

impl From<SignInError> for AppError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Taken => AccountRefusal::Taken.into(),
            SignInError::Paying => AppError::InFlight,
            SignInError::Gone => AccountRefusal::NotRecognised.into(),
            SignInError::Db(error) => error.into(),
        }
    }
}
