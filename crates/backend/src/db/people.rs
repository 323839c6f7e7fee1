//! People: buyers and shop owners.

use std::future::Future;

use meadow_wire::{Page, Person, PersonId};
use sqlx::Row;

use super::{
    Db, DbError, products,
    rows::{self, person_card, person_columns},
};

/// People.
pub trait People {
    /// A person with what they sell; their notes come from [`super::Notes::notes_of`].
    fn person(&self, id: &PersonId) -> impl Future<Output = Result<Option<Person>, DbError>> + Send;
}

impl People for Db {
    async fn person(&self, id: &PersonId) -> Result<Option<Person>, DbError> {
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
            notes: Page::default(),
        }))
    }
}
