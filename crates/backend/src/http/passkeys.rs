//! Passkeys: each is made and used in two steps, a challenge and its answer.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_domain::account::{email_key, tidied};
use meadow_wire::{
    Account, CeremonyId, NewPerson, PasskeyAnswer, PasskeyId, PasskeyMade, PasskeyOffer, PasskeyQuestion,
    PasskeySignUp, Session,
};
use serde::{Deserialize, Serialize};

use super::{
    account::known,
    ask::{Body, Id, Member},
    etag,
    openapi::{Busy, NeedsAccount, NotLetIn, WrongBody},
    problem::AppError,
    refusals::AccountRefusal,
    sign_in::{Address, arrival, enter, later, may_try, named, welcome, wrong},
};
use crate::{
    Shop,
    accounts::{PasskeyError, Passkeys as Keys},
    clock,
    db::{AccountId, Accounts, Arrival, NewAccount, NewPasskey, Passkeys, SignIns},
};

/// So long a challenge can be answered.
const CEREMONY_MS: i64 = 5 * 60_000;

/// What a challenge is for, and what is needed to check its answer.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Ceremony {
    Register {
        account: String,
        state: String,
    },
    SignUp {
        person: NewPerson,
        user: String,
        state: String,
    },
    SignIn {
        state: String,
    },
}

/// `POST /api/v1/passkeys/register/begin`: offers to make a passkey for the account.
#[utoipa::path(post, path = "/api/v1/passkeys/register/begin", tag = "passkeys", security(("session" = [])),
    responses((status = 200, body = PasskeyOffer), NeedsAccount, Busy))]
pub async fn register_begin(State(shop): State<Shop>, member: Member) -> Result<Response, AppError> {
    let known = known(&shop, &member).await?;
    let person = NewPerson {
        name: known.account.person.name,
        email: known.account.email,
    };
    let has: Vec<PasskeyId> = known
        .account
        .passkeys
        .into_iter()
        .map(|passkey| passkey.id)
        .collect();
    let asked = shop.accounts.passkeys.offer(&known.passkey_user, &person, &has)?;
    let (account, state) = (known.id.0, asked.state);
    let ceremony = remember(&shop, &Ceremony::Register { account, state }).await?;
    let options = asked.options;
    Ok(etag::written(StatusCode::OK, PasskeyOffer { ceremony, options }))
}

/// `POST /api/v1/passkeys/register/finish`: keeps the passkey that was made.
#[utoipa::path(post, path = "/api/v1/passkeys/register/finish", tag = "passkeys", security(("session" = [])),
    request_body = PasskeyMade, responses((status = 201, body = Account), NeedsAccount, NotLetIn, WrongBody, Busy))]
pub async fn register_finish(
    State(shop): State<Shop>,
    member: Member,
    headers: HeaderMap,
    Body(made): Body<PasskeyMade>,
) -> Result<Response, AppError> {
    let state = match recall(&shop, &made.ceremony).await? {
        Ceremony::Register { account, state } if account == member.account.0 => state,
        _ => return Err(TOO_LATE.into()),
    };
    let passkey = taken(&shop, &made, &state, &arrival(&headers))?;
    if !shop
        .db
        .add_passkey(&member.account, &passkey, clock::now())
        .await?
    {
        return Err(AccountRefusal::NotNow {
            detail: "The account has this passkey already, or it has twenty.",
            next_step: "Use the passkey that is there, or remove one first.",
        }
        .into());
    }
    let account = known(&shop, &member).await?.account;
    Ok(etag::written(StatusCode::CREATED, account))
}

/// `POST /api/v1/passkeys/sign-up/begin`: offers to make an account that has a passkey and no password.
#[utoipa::path(post, path = "/api/v1/passkeys/sign-up/begin", tag = "passkeys", request_body = PasskeySignUp,
    responses((status = 200, body = PasskeyOffer), NotLetIn, WrongBody, Busy))]
pub async fn sign_up_begin(
    State(shop): State<Shop>,
    Address(address): Address,
    Body(asked): Body<PasskeySignUp>,
) -> Result<Response, AppError> {
    let person = tidied(&asked.person);
    let errors = wrong(&person);
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let key = email_key(&person.email);
    may_try(&shop, address, &key)?;
    if shop.db.account_of(&key).await?.is_some() {
        return Err(AccountRefusal::Taken.into());
    }
    let user = Keys::new_user();
    let asked = shop.accounts.passkeys.offer(&user, &person, &[])?;
    let state = asked.state;
    let ceremony = remember(&shop, &Ceremony::SignUp { person, user, state }).await?;
    let options = asked.options;
    Ok(etag::written(StatusCode::OK, PasskeyOffer { ceremony, options }))
}

/// `POST /api/v1/passkeys/sign-up/finish`: makes the account with its passkey, and signs in.
#[utoipa::path(post, path = "/api/v1/passkeys/sign-up/finish", tag = "passkeys", request_body = PasskeyMade,
    responses((status = 201, body = Session, description = "A new account, signed in, with its token"),
        NotLetIn, WrongBody, Busy))]
pub async fn sign_up_finish(
    State(shop): State<Shop>,
    headers: HeaderMap,
    Body(made): Body<PasskeyMade>,
) -> Result<Response, AppError> {
    let Ceremony::SignUp { person, user, state } = recall(&shop, &made.ceremony).await? else {
        return Err(TOO_LATE.into());
    };
    let arrival = arrival(&headers);
    let passkey = taken(&shop, &made, &state, &arrival)?;
    let key = email_key(&person.email);
    let new = NewAccount {
        person: named(&headers, &person),
        email: (person.email, key),
        password: None,
        passkey_user: user,
        passkey: Some(passkey),
    };
    let person = shop.db.sign_up(&new, &arrival).await?;
    Ok(welcome(StatusCode::CREATED, arrival, person))
}

/// `POST /api/v1/passkeys/sign-in/begin`: asks for any passkey of the shop. It takes no name: the browser knows.
#[utoipa::path(post, path = "/api/v1/passkeys/sign-in/begin", tag = "passkeys",
    responses((status = 200, body = PasskeyQuestion), NotLetIn, Busy))]
pub async fn sign_in_begin(
    State(shop): State<Shop>,
    Address(address): Address,
) -> Result<Response, AppError> {
    shop.accounts.may_try_from(address).map_err(later)?;
    let asked = shop.accounts.passkeys.ask()?;
    let ceremony = remember(&shop, &Ceremony::SignIn { state: asked.state }).await?;
    let options = asked.options;
    Ok(etag::written(
        StatusCode::OK,
        PasskeyQuestion { ceremony, options },
    ))
}

/// `POST /api/v1/passkeys/sign-in/finish`: signs in with what a passkey signed. What the guest has goes along.
#[utoipa::path(post, path = "/api/v1/passkeys/sign-in/finish", tag = "passkeys", request_body = PasskeyAnswer,
    responses((status = 200, body = Session, description = "Signed in, with a new token"), NotLetIn, WrongBody, Busy))]
pub async fn sign_in_finish(
    State(shop): State<Shop>,
    headers: HeaderMap,
    Body(answer): Body<PasskeyAnswer>,
) -> Result<Response, AppError> {
    let account = checked(&shop, &answer).await?;
    enter(&shop, &account, &arrival(&headers)).await
}

/// `DELETE /api/v1/passkeys/{id}`: takes a passkey from the account; again: nothing more happens.
#[utoipa::path(delete, path = "/api/v1/passkeys/{id}", tag = "passkeys", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 204, description = "It is gone"), NeedsAccount, NotLetIn, Busy))]
pub async fn remove(State(shop): State<Shop>, member: Member, Id(id): Id) -> Result<StatusCode, AppError> {
    if shop.db.remove_passkey(&member.account, &PasskeyId(id)).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(AccountRefusal::NotNow {
        detail: "This passkey is the only way into the account.",
        next_step: "Set a password or make another passkey first.",
    }
    .into())
}

const TOO_LATE: AccountRefusal =
    AccountRefusal::WrongPasskey("That took longer than five minutes, or was answered already.");

/// Whose answer it is, if it holds. A challenge is used up by it.
pub async fn checked(shop: &Shop, answer: &PasskeyAnswer) -> Result<AccountId, AppError> {
    let Ceremony::SignIn { state } = recall(shop, &answer.ceremony).await? else {
        return Err(TOO_LATE.into());
    };
    let unknown = AccountRefusal::WrongPasskey("The shop does not know this passkey (any more).");
    let Some((account, public_key)) = shop.db.passkey(&answer.id).await? else {
        return Err(unknown.into());
    };
    let (user, moved) = shop.accounts.passkeys.check(answer, &state, &public_key)?;
    let known = shop.db.account(&account).await?;
    if known.is_none_or(|known| known.passkey_user != user) {
        return Err(unknown.into());
    }
    shop.db
        .passkey_used(&answer.id, moved.as_deref(), clock::now())
        .await?;
    Ok(account)
}

fn taken(shop: &Shop, made: &PasskeyMade, state: &str, arrival: &Arrival) -> Result<NewPasskey, AppError> {
    let passkey = shop.accounts.passkeys.take(made, state)?;
    Ok(NewPasskey {
        id: passkey.id,
        device: arrival.device.clone(),
        public_key: passkey.public_key,
    })
}

async fn remember(shop: &Shop, ceremony: &Ceremony) -> Result<CeremonyId, AppError> {
    let id = CeremonyId(clock::random_id("w"));
    let state = serde_json::to_string(ceremony).map_err(|error| AppError::Broken(error.to_string()))?;
    shop.db
        .keep_ceremony(&id, &state, clock::now().plus_ms(CEREMONY_MS))
        .await?;
    Ok(id)
}

async fn recall(shop: &Shop, id: &CeremonyId) -> Result<Ceremony, AppError> {
    match shop.db.take_ceremony(id, clock::now()).await? {
        Some(state) => serde_json::from_str(&state).map_err(|error| AppError::Broken(error.to_string())),
        None => Err(TOO_LATE.into()),
    }
}

impl From<PasskeyError> for AppError {
    fn from(error: PasskeyError) -> Self {
        match error {
            PasskeyError::NoDomain => AccountRefusal::NotNow {
                detail: "Passkeys need a shop with a name, and this one has none.",
                next_step: "Use a password.",
            }
            .into(),
            PasskeyError::Refused(cause) => {
                tracing::info!(cause, "a passkey was refused");
                AccountRefusal::WrongPasskey("The shop could not make sure that it is yours.").into()
            }
            PasskeyError::Broken(cause) => Self::Broken(cause),
        }
    }
}
