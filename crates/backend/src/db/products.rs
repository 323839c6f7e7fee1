//! Products, their variants and what buyers say.

use std::future::Future;

use meadow_domain::limits::PAGE_DEFAULT;
use meadow_wire::{NoteCard, Offer, PersonId, Picture, Product, ProductCard, ProductId, Variant, VariantId};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId, reviews,
    rows::{
        self, euros, note_card, note_columns, note_stands, person_card, person_columns, product_card,
        product_columns,
    },
};

/// How many notes a product's page names.
const NOTES: i64 = 24;

/// Products.
pub trait Products {
    /// All about a product, as the viewer sees it; with one review more than a page has, if there are so many.
    fn product(
        &self,
        id: &ProductId,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Option<Product>, DbError>> + Send;

    /// Variants and their products, in the order asked; what is not sold is left out.
    fn offers(&self, ids: &[VariantId]) -> impl Future<Output = Result<Vec<Offer>, DbError>> + Send;
}

impl Products for Db {
    async fn product(&self, id: &ProductId, viewer: Option<&SessionId>) -> Result<Option<Product>, DbError> {
        let mut reader = self.reader.acquire().await?;
        load(&mut reader, id, viewer).await
    }

    async fn offers(&self, ids: &[VariantId]) -> Result<Vec<Offer>, DbError> {
        let mut reader = self.reader.acquire().await?;
        let mut offers = Vec::new();
        for id in ids {
            offers.extend(offer(&mut reader, id).await?);
        }
        Ok(offers)
    }
}

/// A variant and its product, on a connection.
pub(super) async fn offer(reader: &mut SqliteConnection, id: &VariantId) -> Result<Option<Offer>, DbError> {
    let product: Option<String> = sqlx::query_scalar("SELECT product FROM variants WHERE id = $1")
        .bind(&id.0)
        .fetch_optional(&mut *reader)
        .await?;
    let Some(product) = product.map(ProductId) else {
        return Ok(None);
    };
    let Some(card) = card(reader, &product).await? else {
        return Ok(None);
    };
    let variant = variants(reader, &product).await?;
    let variant = variant.into_iter().find(|variant| variant.id == *id);
    Ok(variant.map(|variant| Offer {
        product: card,
        variant,
    }))
}

async fn card(reader: &mut SqliteConnection, id: &ProductId) -> Result<Option<ProductCard>, DbError> {
    let card = sqlx::query(concat!(
        "SELECT ",
        product_columns!(),
        " FROM products g JOIN variants v ON v.product = g.id JOIN stock s ON s.sku = v.id \
         WHERE g.id = $1 GROUP BY g.id"
    ))
    .bind(id.as_str())
    .fetch_optional(reader)
    .await?;
    card.as_ref().map(product_card).transpose()
}

/// All about a product, on a connection; with one review more than a page has, if there are so many.
pub(super) async fn load(
    reader: &mut SqliteConnection,
    id: &ProductId,
    viewer: Option<&SessionId>,
) -> Result<Option<Product>, DbError> {
    let card = card(reader, id).await?;
    let Some(card) = card else { return Ok(None) };
    let row = sqlx::query(concat!(
        "SELECT g.tagline, g.description, g.pictures, g.options, g.facts, g.topics, ",
        person_columns!(),
        " FROM products g JOIN people p ON p.id = g.owner WHERE g.id = $1"
    ))
    .bind(id.as_str())
    .fetch_one(&mut *reader)
    .await?;
    Ok(Some(Product {
        card,
        tagline: row.try_get("tagline")?,
        description: row.try_get("description")?,
        pictures: rows::json::<Vec<Picture>>(&row, "pictures")?,
        owner: person_card(&row)?,
        options: rows::json(&row, "options")?,
        variants: variants(reader, id).await?,
        facts: rows::json(&row, "facts")?,
        topics: rows::json(&row, "topics")?,
        reviews: reviews::of_product(reader, id, None, PAGE_DEFAULT + 1, viewer).await?,
        reviews_next: None,
        review_counts: reviews::counts(reader, id).await?,
        notes: notes(reader, id, viewer).await?,
    }))
}

/// What an owner sells.
pub(super) async fn of_owner(
    reader: &mut SqliteConnection,
    owner: &PersonId,
) -> Result<Vec<ProductCard>, DbError> {
    let found = sqlx::query(concat!(
        "SELECT ",
        product_columns!(),
        " FROM products g JOIN variants v ON v.product = g.id JOIN stock s ON s.sku = v.id \
         WHERE g.owner = $1 GROUP BY g.id ORDER BY g.id"
    ))
    .bind(owner.as_str())
    .fetch_all(reader)
    .await?;
    found.iter().map(product_card).collect()
}

async fn variants(reader: &mut SqliteConnection, id: &ProductId) -> Result<Vec<Variant>, DbError> {
    let found = sqlx::query(
        "SELECT v.id, v.choices, v.price, v.breaks, g.weight_grams, g.tax_class, \
         s.on_hand - s.reserved AS left_over FROM variants v JOIN products g ON g.id = v.product \
         JOIN stock s ON s.sku = v.id WHERE v.product = $1 ORDER BY v.position",
    )
    .bind(id.as_str())
    .fetch_all(reader)
    .await?;
    found
        .iter()
        .map(|row| {
            Ok(Variant {
                id: VariantId(row.try_get("id")?),
                values: rows::json(row, "choices")?,
                price: euros(row.try_get("price")?),
                terms: rows::terms(row)?,
                stock: rows::count(row, "left_over")?,
            })
        })
        .collect()
}

async fn notes(
    reader: &mut SqliteConnection,
    id: &ProductId,
    viewer: Option<&SessionId>,
) -> Result<Vec<NoteCard>, DbError> {
    let found = sqlx::query(concat!(
        "SELECT ",
        note_columns!(),
        " FROM notes n JOIN people p ON p.id = n.author \
         LEFT JOIN marks m ON m.session = $2 AND m.note = n.id AND m.kind = 'like' \
         WHERE n.id IN (SELECT note FROM note_products WHERE product = $1) AND ",
        note_stands!(),
        " ORDER BY n.likes DESC, n.id LIMIT $3"
    ))
    .bind(id.as_str())
    .bind(viewer.map_or("", |viewer| viewer.0.as_str()))
    .bind(NOTES)
    .fetch_all(reader)
    .await?;
    found.iter().map(note_card).collect()
}
