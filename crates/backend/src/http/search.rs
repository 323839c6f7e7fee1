//! Search.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use meadow_domain::limits::{QUERY_MAX, SEARCH_DEEPEST};
use meadow_wire::{NoteForm, SearchKind, SearchPage, SearchSince, SearchSort, Suggestions};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    ask::{Viewer, hash, page_limit},
    cursor, etag,
    openapi::{Busy, WrongPage},
    problem::AppError,
};
use crate::{
    Shop, clock,
    db::{Search, SearchQuestion},
    seed::sentinels,
};

/// What is asked for, as it is sent.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The words, at most 200 characters.
    #[param(min_length = 1, max_length = 200)]
    q: String,
    /// Only this kind.
    #[param(value_type = Option<SearchKind>)]
    kind: Option<String>,
    /// Only in this language, a BCP 47 tag such as `de`.
    #[param(pattern = "^[a-z]{2,3}$")]
    lang: Option<String>,
    /// Only notes of these forms, with commas between: `with_products`, `unpaid`, `followed`.
    #[param(value_type = Option<NoteForm>)]
    form: Option<String>,
    /// Only notes that are not older.
    #[param(value_type = Option<SearchSince>)]
    since: Option<String>,
    /// Only what costs at least so much, in minor units: products, and notes that show one.
    #[param(value_type = Option<i64>, minimum = 0)]
    price_min: Option<String>,
    /// Only what costs at most so much, in minor units.
    #[param(value_type = Option<i64>, minimum = 0)]
    price_max: Option<String>,
    /// Only what can be bought now: products, and notes that show one.
    #[param(value_type = Option<bool>)]
    in_stock: Option<String>,
    /// In which order; `best` without it.
    #[param(value_type = Option<SearchSort>)]
    sort: Option<String>,
    /// `next` of the page before; the first page without it.
    cursor: Option<String>,
    /// How many at most, 24 without it.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<String>,
}

/// `GET /api/v1/search?q=…`: notes first, then products, then people, the best of each first.
#[utoipa::path(get, path = "/api/v1/search", tag = "search", params(Asked),
    responses((status = 200, body = SearchPage), (status = 304, description = "Not modified"), WrongPage, Busy))]
pub async fn search(
    State(shop): State<Shop>,
    viewer: Viewer,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Query(asked) = asked.map_err(|error| unreadable(&error))?;
    let question = read(&asked)?;
    if question.words == sentinels::SEARCH_500 && !shop.config.no_seed {
        return Err(AppError::Broken("a sentinel, on purpose".to_owned()));
    }
    let limit = page_limit(asked.limit.as_deref())? as usize;
    // A place counts only in the list that it was made for.
    let mut name = hash(&question)?;
    name.truncate(12);
    let from = match asked.cursor.as_deref() {
        None => 0,
        Some(text) => place(&name, text)?,
    };
    let end = from.saturating_add(limit);
    let found = shop
        .db
        .search(&question, clock::now(), from..end, viewer.id())
        .await?;
    let page = SearchPage {
        next: (end < found.total.min(SEARCH_DEEPEST))
            .then(|| cursor::write("search", &format!("{name}:{end}"))),
        items: found.hits,
        counts: found.counts,
        corrections: found.corrections,
    };
    etag::answer(&headers, &page)
}

/// What was typed so far.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Typed {
    /// The words, at most 200 characters; what is talked about, without it.
    #[param(max_length = 200)]
    q: Option<String>,
}

/// `GET /api/v1/search/suggestions?q=…`: what somebody who types this may be looking for.
#[utoipa::path(get, path = "/api/v1/search/suggestions", tag = "search", params(Typed),
    responses((status = 200, body = Suggestions), (status = 304, description = "Not modified"), WrongPage, Busy))]
pub async fn suggestions(
    State(shop): State<Shop>,
    typed: Result<Query<Typed>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Query(typed) = typed.map_err(|error| unreadable(&error))?;
    let words = words(typed.q.as_deref().unwrap_or_default())?;
    etag::answer(&headers, &shop.db.suggest(&words).await?)
}

fn read(asked: &Asked) -> Result<SearchQuestion, AppError> {
    let words = words(&asked.q)?;
    if words.is_empty() {
        return Err(AppError::field("q", "Say what to look for, in a word or two."));
    }
    let forms = asked.form.as_deref().unwrap_or_default().split(',');
    let mut forms = forms
        .filter(|form| !form.is_empty())
        .map(|form| one_of("form", form, "with_products, unpaid, followed"))
        .collect::<Result<Vec<NoteForm>, _>>()?;
    forms.dedup();
    let kind = asked.kind.as_deref();
    let since = asked.since.as_deref();
    let question = SearchQuestion {
        words,
        kind: kind
            .map(|kind| one_of("kind", kind, "notes, products, people"))
            .transpose()?,
        lang: asked.lang.as_deref().map(lang).transpose()?,
        forms,
        since: since
            .map(|since| one_of("since", since, "day, week, month, year"))
            .transpose()?,
        price_min: price("price_min", asked.price_min.as_deref())?,
        price_max: price("price_max", asked.price_max.as_deref())?,
        in_stock: match asked.in_stock.as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => return Err(AppError::field("in_stock", "This is true or false.")),
        },
        sort: match asked.sort.as_deref() {
            None => SearchSort::default(),
            Some(sort) => one_of("sort", sort, "best, newest, liked, price_up, price_down")?,
        },
    };
    match (question.price_min, question.price_max) {
        (Some(least), Some(most)) if least > most => Err(AppError::field(
            "price_max",
            "The highest price is below the lowest one.",
        )),
        _ => Ok(question),
    }
}

/// Without the spaces around it.
fn words(typed: &str) -> Result<String, AppError> {
    let words = typed.trim();
    if words.chars().count() > QUERY_MAX {
        return Err(AppError::field(
            "q",
            format!("This is too long: {QUERY_MAX} characters can be searched for."),
        ));
    }
    Ok(words.to_owned())
}

fn one_of<T: DeserializeOwned>(field: &str, word: &str, all: &str) -> Result<T, AppError> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|_| AppError::field(field, format!("There is none of this name: it is one of {all}.")))
}

fn lang(tag: &str) -> Result<String, AppError> {
    let is_tag = matches!(tag.len(), 2 | 3) && tag.bytes().all(|byte| byte.is_ascii_lowercase());
    is_tag
        .then(|| tag.to_owned())
        .ok_or_else(|| AppError::field("lang", "A language is two or three small letters, such as de."))
}

fn price(field: &str, text: Option<&str>) -> Result<Option<i64>, AppError> {
    let Some(text) = text else { return Ok(None) };
    match text.parse::<i64>() {
        Ok(minor) if minor >= 0 => Ok(Some(minor)),
        _ => Err(AppError::field(field, "A price is a whole number of cents.")),
    }
}

fn place(name: &str, text: &str) -> Result<usize, AppError> {
    let place = cursor::read("search", text)?;
    match place.split_once(':') {
        Some((of, at)) if of == name => at.parse().map_err(|_| cursor::unknown()),
        _ => Err(cursor::unknown()),
    }
}

fn unreadable(error: &QueryRejection) -> AppError {
    let said = error.body_text();
    let named = |start: &str| said.split(start).nth(1)?.split('`').next().map(ToOwned::to_owned);
    if let Some(name) = named("unknown field `") {
        return AppError::field(&name, "Search has no such filter.");
    }
    match named("missing field `") {
        Some(name) => AppError::field(&name, "Say what to look for, in a word or two."),
        None => AppError::field("query", "Give each parameter once."),
    }
}
