//! What a handler is asked, read strictly: whatever does not fit is a problem that names the field.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{HeaderMap, header, request::Parts},
};
use meadow_domain::limits::{BODY_MAX, ID_MAX, PAGE_DEFAULT, PAGE_MAX};
use meadow_wire::SessionToken;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, error::Category};

use super::{cursor, problem::AppError, refusals::AccountRefusal, session};
use crate::{
    Shop, clock,
    db::{AccountId, Known, SessionId, Sessions},
    digest,
};

/// A JSON body. Unreadable 400, wrong or unknown fields 422, too long 413.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + Serialize> FromRequest<Shop> for Body<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, shop: &Shop) -> Result<Self, AppError> {
        parse(&whole(request, shop, BODY_MAX).await?).map(Self)
    }
}

/// The bytes of a body, if they are not too many.
pub async fn whole(request: Request, shop: &Shop, limit_bytes: usize) -> Result<Bytes, AppError> {
    let bytes = Bytes::from_request(request, shop)
        .await
        .map_err(|error| match error.status().as_u16() {
            413 => AppError::TooLarge { limit_bytes },
            _ => AppError::BadJson("The body broke off.".to_owned()),
        })?;
    if bytes.len() > limit_bytes {
        return Err(AppError::TooLarge { limit_bytes });
    }
    Ok(bytes)
}

fn parse<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, AppError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| refusal(&error.path().to_string(), error.inner()))?;
    if reader.end().is_err() {
        return Err(AppError::BadJson(
            "Something follows the end of the JSON value.".to_owned(),
        ));
    }
    // serde also takes `[…]` for an object; the API takes one form only.
    let as_sent: Value = serde_json::from_slice(bytes).map_err(|error| refusal("", &error))?;
    if serde_json::to_value(&value).map_err(|error| AppError::Broken(error.to_string()))? != as_sent {
        return Err(AppError::field(
            "body",
            "This is not in the form that the API describes.",
        ));
    }
    Ok(value)
}

fn refusal(path: &str, error: &serde_json::Error) -> AppError {
    let said = error.to_string();
    // serde adds where it stopped reading, which means nothing to a shopper.
    let said = said.split(" at line ").next().unwrap_or_default();
    let said: String = said.chars().take(200).collect();
    match error.classify() {
        Category::Data => AppError::field(field(path, &said), said),
        Category::Syntax | Category::Eof | Category::Io => AppError::BadJson(format!(
            "The body is not JSON (line {}, column {}).",
            error.line(),
            error.column()
        )),
    }
}

/// The field's path. An unknown or a missing field is named only in serde's words.
fn field(path: &str, said: &str) -> String {
    // An array where the object should be: its places have no names.
    let path = if path == "." || path.starts_with('[') {
        ""
    } else {
        path
    };
    // `changes[0].delta` is written as everywhere else: `changes.0.delta`.
    let path = &path.replace('[', ".").replace(']', "");
    let named = ["unknown field `", "missing field `", "duplicate field `"]
        .iter()
        .find_map(|start| said.strip_prefix(start)?.split('`').next());
    match named {
        None if path.is_empty() => "body".to_owned(),
        None => path.clone(),
        Some(name) if path.is_empty() || path == name => name.to_owned(),
        Some(name) if path.ends_with(&format!(".{name}")) => path.clone(),
        Some(name) => format!("{path}.{name}"),
    }
}

/// An id in the path. One that can't be read names nothing.
pub struct Id(pub String);

impl FromRequestParts<Shop> for Id {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, AppError> {
        match Path::<String>::from_request_parts(parts, shop).await {
            Ok(Path(id)) => Ok(Self(id)),
            Err(_) => Err(AppError::NotFound("There is nothing with this id.".to_owned())),
        }
    }
}

/// Which page of a list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParams {
    /// `next` of the page before; the first page without it.
    cursor: Option<String>,
    /// How many at most, 24 without it.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<String>,
}

/// Which page of a list, checked.
pub struct Asked {
    /// Where the page starts.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: u32,
}

impl Asked {
    /// The place in a list of this kind after which the page starts; nothing for the first page.
    pub fn after(&self, kind: &str) -> Result<Option<(i64, String)>, AppError> {
        self.cursor
            .as_deref()
            .map(|text| cursor::read_moment(kind, text))
            .transpose()
    }
}

impl FromRequestParts<Shop> for Asked {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, AppError> {
        let Query(params) = Query::<PageParams>::from_request_parts(parts, shop)
            .await
            .map_err(|_| AppError::field("query", "Give each parameter once."))?;
        Ok(Self {
            limit: page_limit(params.limit.as_deref())?,
            cursor: params.cursor,
        })
    }
}

/// How many items a page has.
pub fn page_limit(asked: Option<&str>) -> Result<u32, AppError> {
    match asked.map(str::parse::<u32>) {
        None => Ok(PAGE_DEFAULT),
        Some(Ok(limit)) if (1..=PAGE_MAX).contains(&limit) => Ok(limit),
        Some(_) => Err(AppError::field("limit", "A page has 1 to 50 items.")),
    }
}

/// The token that a request carries.
pub fn bearer(headers: &HeaderMap) -> Option<SessionToken> {
    headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| SessionToken(token.trim().to_owned()))
}

/// Who reads, if they said so. A token that is over reads as nobody.
pub struct Viewer(pub Option<Known>);

impl Viewer {
    /// Whose marks and goods these are.
    pub fn id(&self) -> Option<&SessionId> {
        self.0.as_ref().map(|known| &known.id)
    }
}

impl FromRequestParts<Shop> for Viewer {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, AppError> {
        match bearer(&parts.headers) {
            Some(token) => Ok(Self(shop.db.session(&token, clock::now()).await?)),
            None => Ok(Self(None)),
        }
    }
}

/// Who writes; 401 without a session.
pub struct Who(pub Known);

impl FromRequestParts<Shop> for Who {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, AppError> {
        let Viewer(Some(known)) = Viewer::from_request_parts(parts, shop).await? else {
            return Err(AppError::NoSession);
        };
        session::keep_alive(shop, &known).await?;
        Ok(Self(known))
    }
}

/// Who is signed in; 403 for a guest.
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// Whose cart, orders and notes these are.
    pub root: SessionId,
    /// The session that asks.
    pub own: SessionId,
}

impl FromRequestParts<Shop> for Member {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, AppError> {
        let Who(known) = Who::from_request_parts(parts, shop).await?;
        match known.account {
            Some(account) => Ok(Self {
                account,
                root: known.id,
                own: known.own,
            }),
            None => Err(AccountRefusal::NotSignedIn.into()),
        }
    }
}

/// Names a body: the same key with another hash is another request.
pub fn hash<T: Serialize>(body: &T) -> Result<String, AppError> {
    let bytes = serde_json::to_vec(body).map_err(|error| AppError::Broken(error.to_string()))?;
    Ok(digest::hex(&bytes))
}

/// A key is made by the client; it must be one.
pub fn check_key(key: &str) -> Result<(), AppError> {
    if (1..=ID_MAX).contains(&key.len()) {
        Ok(())
    } else {
        Err(AppError::field(
            "key",
            "A key has 1 to 64 bytes and is made anew each time.",
        ))
    }
}
