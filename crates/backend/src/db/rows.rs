//! From rows to wire types.

use meadow_domain::money::times;
use meadow_wire::{
    Currency, Money, NoteCard, NoteId, OrderLine, PersonCard, PersonId, PersonKind, Picture, ProductCard,
    ProductId, RoomCard, RoomId, RoomStatus, Terms, Timestamp, VariantId,
};
use serde::de::DeserializeOwned;
use sqlx::{Row, sqlite::SqliteRow};

use super::DbError;

/// The columns of [`person_card`], of `people p`.
macro_rules! person_columns {
    () => {
        "p.id AS person_id, p.name AS person_name, p.avatar, p.kind AS person_kind"
    };
}
pub(super) use person_columns;

/// The columns of [`note_card`], of `notes n`, its author `people p` and the viewer's `marks m`.
macro_rules! note_columns {
    () => {
        concat!(
            "n.id, n.title, n.pictures, n.topics, n.paid, n.product_count, n.lang, n.at, n.likes, ",
            "m.note IS NOT NULL AS liked, ",
            $crate::db::rows::person_columns!()
        )
    };
}
pub(super) use note_columns;

/// Whether a note of `notes n` may be shown: no moderator took it away.
macro_rules! note_stands {
    () => {
        "NOT EXISTS (SELECT 1 FROM removed_notes gone WHERE gone.note = n.id)"
    };
}
pub(super) use note_stands;

/// Whether the session that is bound as `$session` wants to see what the person in the column `$person` makes.
macro_rules! not_muted {
    ($person:literal, $session:literal) => {
        concat!(
            $person,
            " NOT IN (SELECT person FROM mutes WHERE session = ",
            $session,
            ")"
        )
    };
}
pub(super) use not_muted;

/// The columns of [`product_card`], of `products g`, `variants v` and `stock s`, grouped by `g.id`.
macro_rules! product_columns {
    () => {
        "g.id, g.name, g.lang, g.pictures, MIN(v.price) AS price_min, MAX(v.price) AS price_max, \
         COUNT(v.id) AS variant_count, MIN(v.id) AS first_variant, \
         g.weight_grams, g.tax_class, MIN(v.breaks) AS breaks, \
         CAST(SUM(s.on_hand - s.reserved) AS BIGINT) AS left_over"
    };
}
pub(super) use product_columns;

/// The columns of [`room_card`], of `rooms r` and its host `people p`.
macro_rules! room_columns {
    () => {
        concat!(
            "r.id, r.title, r.cover, r.status, r.starts_at, r.lang, ",
            $crate::db::rows::person_columns!()
        )
    };
}
pub(super) use room_columns;

/// A column with JSON text.
pub(super) fn json<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Result<T, DbError> {
    Ok(serde_json::from_str(row.try_get(column)?)?)
}

/// A column with a count or a number that fits.
pub(super) fn count(row: &SqliteRow, column: &str) -> Result<u32, DbError> {
    Ok(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or_default())
}

/// A column with a moment.
pub(super) fn moment(row: &SqliteRow, column: &str) -> Result<Timestamp, DbError> {
    Ok(Timestamp::from_ms(row.try_get(column)?))
}

/// An amount in the shop's currency.
pub(super) fn euros(minor: i64) -> Money {
    Money {
        minor,
        currency: Currency::Eur,
    }
}

/// What totals need to know of a variant, from its `breaks`, and `weight_grams` and `tax_class` of its product.
pub(super) fn terms(row: &SqliteRow) -> Result<Terms, DbError> {
    Ok(Terms {
        weight_grams: count(row, "weight_grams")?,
        tax_class: word(row.try_get("tax_class")?)?,
        breaks: json(row, "breaks")?,
    })
}

/// The lines of a checkout or an order. In those from before coupons and taxes, the price of one was all there was.
pub(super) fn order_lines(row: &SqliteRow) -> Result<Vec<OrderLine>, DbError> {
    let mut lines: Vec<OrderLine> = json(row, "lines")?;
    for line in &mut lines {
        if line.paid.minor == 0 && line.discount.minor == 0 {
            line.paid = times(line.unit_price, line.quantity);
        }
    }
    Ok(lines)
}

/// A name that is stored as a word, such as `live`.
pub(super) fn word<T: DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_value(serde_json::Value::String(text.to_owned()))
        .map_err(|_| DbError::Unknown(text.to_owned()))
}

/// The word that [`word`] reads back.
pub fn as_word<T: serde::Serialize>(value: &T) -> Result<String, DbError> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(text) => Ok(text),
        other => Err(DbError::Unknown(other.to_string())),
    }
}

pub(super) fn person_card(row: &SqliteRow) -> Result<PersonCard, DbError> {
    Ok(PersonCard {
        id: PersonId(row.try_get("person_id")?),
        name: row.try_get("person_name")?,
        avatar: json(row, "avatar")?,
        kind: word::<PersonKind>(row.try_get("person_kind")?)?,
    })
}

pub(super) fn note_card(row: &SqliteRow) -> Result<NoteCard, DbError> {
    let pictures: Vec<Picture> = json(row, "pictures")?;
    Ok(NoteCard {
        id: NoteId(row.try_get("id")?),
        title: row.try_get("title")?,
        cover: pictures.into_iter().next().unwrap_or_default(),
        author: person_card(row)?,
        likes: count(row, "likes")?,
        liked: row.try_get("liked")?,
        topics: json(row, "topics")?,
        paid: row.try_get("paid")?,
        product_count: count(row, "product_count")?,
        lang: row.try_get("lang")?,
        at: moment(row, "at")?,
    })
}

pub(super) fn product_card(row: &SqliteRow) -> Result<ProductCard, DbError> {
    let pictures: Vec<Picture> = json(row, "pictures")?;
    let (low, high): (i64, i64) = (row.try_get("price_min")?, row.try_get("price_max")?);
    let only = count(row, "variant_count")? == 1;
    Ok(ProductCard {
        id: ProductId(row.try_get("id")?),
        name: row.try_get("name")?,
        picture: pictures.into_iter().next().unwrap_or_default(),
        price: euros(low),
        price_varies: low != high,
        stock: count(row, "left_over")?,
        only_variant: match only {
            true => Some(VariantId(row.try_get("first_variant")?)),
            false => None,
        },
        terms: only.then(|| terms(row)).transpose()?,
        lang: row.try_get("lang")?,
    })
}

/// Without the viewers: the live rooms count them.
pub(super) fn room_card(row: &SqliteRow) -> Result<RoomCard, DbError> {
    Ok(RoomCard {
        id: RoomId(row.try_get("id")?),
        title: row.try_get("title")?,
        cover: json(row, "cover")?,
        host: person_card(row)?,
        status: word::<RoomStatus>(row.try_get("status")?)?,
        viewers: 0,
        starts_at: moment(row, "starts_at")?,
        lang: row.try_get("lang")?,
    })
}
