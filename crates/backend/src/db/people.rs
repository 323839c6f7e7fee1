//! People: buyers and shop owners.

use std::future::Future;

use meadow_wire::{Page, Person, PersonId};
use sqlx::Row;

use super::{
    Db, DbError, SessionId, products, relationships, rooms,
    rows::{self, person_card, person_columns},
};

/// People.
pub trait People {
    /// A person, as the viewer stands to them, with what they sell and show; their notes come from
    /// [`super::Notes::newest`].
    fn person(
        &self,
        id: &PersonId,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Option<Person>, DbError>> + Send;
}

impl People for Db {
    async fn person(&self, id: &PersonId, viewer: Option<&SessionId>) -> Result<Option<Person>, DbError> {
        let mut reader = self.reader.acquire().await?;
        let found = sqlx::query(concat!(
            "SELECT ",
            person_columns!(),
            ", p.handle, p.place, p.bio, p.lang, p.traits, p.shop_name, p.shop_about FROM people p WHERE p.id = $1"
        ))
        .bind(id.as_str())
        .fetch_optional(&mut *reader)
        .await?;
        let Some(row) = found else { return Ok(None) };
        Ok(Some(Person {
            card: person_card(&row)?,
            handle: row.try_get("handle")?,
            place: row.try_get("place")?,
            bio: row.try_get("bio")?,
            lang: row.try_get("lang")?,
            traits: rows::json(&row, "traits")?,
            shop_name: row.try_get("shop_name")?,
            shop_about: row.try_get("shop_about")?,
            products: products::of_owner(&mut reader, id).await?,
            relationship: relationships::load(&mut reader, id, viewer)
                .await?
                .unwrap_or_default(),
            rooms: rooms::of_host(&mut reader, id).await?,
            alike: relationships::alike(&mut reader, id, viewer).await?,
            notes: Page::default(),
        }))
    }
}
