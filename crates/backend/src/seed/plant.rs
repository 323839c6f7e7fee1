//! Writes a checked town into the database, in one transaction.

use meadow_domain::place;
use meadow_wire::{Picture, RoomStatus, Timestamp};
use serde::Serialize;
use sqlx::{Sqlite, Transaction};

use super::{
    SeedError, cards, coupons,
    deal::{Card, Dice, deal},
    kinds,
    pictures::{Catalogue, catalogue},
    reviews,
    script::script,
    sentinels,
    words::{CommentWords, In, NoteWords, PersonWords, ProductWords, RoomWords, Town},
};
use crate::db::{Db, as_word};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// A live room has been on for so long; a replay was so long ago.
const LIVE_SINCE_MS: i64 = 35 * MINUTE_MS;
const REPLAY_AGO_MS: i64 = 2 * DAY_MS;

/// Writes everything or nothing.
pub async fn plant(db: &Db, town: &Town, seed: u64, now: Timestamp) -> Result<(), SeedError> {
    let mut dice = Dice(seed);
    let mut to = Planter {
        writing: db.write().await?,
        pictures: catalogue(),
        now,
    };
    for person in &town.people {
        to.person(person).await?;
    }
    for product in &town.products {
        to.product(product).await?;
    }
    for note in town.notes.iter().chain(&sentinels::notes(town)) {
        to.note(note, &mut dice).await?;
    }
    to.followers().await?;
    for room in &town.rooms {
        to.room(town, room).await?;
    }
    let feed = deal(
        cards::notes(town),
        cards::rooms(town),
        cards::products(town),
        &mut dice,
    );
    to.feed(&feed).await?;
    coupons::plant(&mut to.writing, now).await?;
    to.writing.commit().await?;
    tracing::info!(
        people = town.people.len(),
        products = town.products.len(),
        notes = town.notes.len(),
        rooms = town.rooms.len(),
        "the demo town is made"
    );
    Ok(())
}

struct Planter {
    writing: Transaction<'static, Sqlite>,
    pictures: &'static Catalogue,
    now: Timestamp,
}

impl Planter {
    async fn person(&mut self, In { lang, it }: &In<PersonWords>) -> Result<(), SeedError> {
        sqlx::query(
            "INSERT INTO people (id, handle, name, kind, avatar, place, bio, lang, traits, shop_name, shop_about) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
            .bind(&it.id)
            .bind(&it.handle)
            .bind(&it.name)
            .bind(&it.kind)
            .bind(text(&self.pictures.picture(&it.avatar, lang))?)
            .bind(&it.place)
            .bind(&it.bio)
            .bind(lang)
            .bind(text(&it.traits)?)
            .bind(it.shop.as_ref().map(|shop| &shop.name))
            .bind(it.shop.as_ref().map(|shop| &shop.about))
            .execute(&mut *self.writing)
            .await?;
        Ok(())
    }

    /// A share of those who like what somebody writes follow them.
    async fn followers(&mut self) -> Result<(), SeedError> {
        sqlx::query(
            "UPDATE people SET followers = \
             (SELECT COALESCE(SUM(n.likes), 0) / 40 FROM notes n WHERE n.author = people.id)",
        )
        .execute(&mut *self.writing)
        .await?;
        Ok(())
    }

    async fn product(&mut self, In { lang, it }: &In<ProductWords>) -> Result<(), SeedError> {
        let picture = it.pictures.first().map_or("", String::as_str);
        let kind = kinds::terms(picture, it.price);
        sqlx::query(
            "INSERT INTO products (id, owner, name, tagline, description, lang, pictures, options, facts, topics, \
             weight_grams, tax_class) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
            .bind(&it.id)
            .bind(&it.owner)
            .bind(&it.name)
            .bind(&it.tagline)
            .bind(&it.description)
            .bind(lang)
            .bind(text(&self.pictures(&it.pictures, lang))?)
            .bind(text(&it.options)?)
            .bind(text(&it.facts)?)
            .bind(text(&it.topics)?)
            .bind(i64::from(kind.weight_grams))
            .bind(as_word(&kind.tax_class)?)
            .execute(&mut *self.writing)
            .await?;
        for (position, variant) in (0_i64..).zip(&it.variants) {
            let id = format!("{}:{}", it.id, variant.key);
            let price = variant.price.unwrap_or(it.price);
            sqlx::query(
                "INSERT INTO variants (id, product, position, choices, price, breaks) VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(&id)
            .bind(&it.id)
            .bind(position)
            .bind(text(&variant.values)?)
            .bind(price)
            .bind(text(&kinds::terms(picture, price).breaks)?)
            .execute(&mut *self.writing)
            .await?;
            let stock = if it.id.ends_with(sentinels::SOLD_OUT) {
                0
            } else {
                variant.stock
            };
            sqlx::query("INSERT INTO stock VALUES ($1, $2, 0)")
                .bind(&id)
                .bind(stock)
                .execute(&mut *self.writing)
                .await?;
        }
        reviews::plant(&mut self.writing, self.pictures, it, lang, self.now).await?;
        Ok(())
    }

    async fn note(&mut self, In { lang, it }: &In<NoteWords>, dice: &mut Dice) -> Result<(), SeedError> {
        let files: Vec<String> = std::iter::once(&it.cover).chain(&it.pictures).cloned().collect();
        let jitter = i64::try_from(dice.below(7)).unwrap_or_default();
        sqlx::query(
            "INSERT INTO notes (id, author, title, body, pictures, topics, place, town, lang, paid, likes, collects, \
             product_count, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
            .bind(&it.id)
            .bind(&it.author)
            .bind(&it.title)
            .bind(&it.text)
            .bind(text(&self.pictures(&files, lang))?)
            .bind(text(&it.topics)?)
            .bind(&it.place)
            .bind(place::town(&it.place))
            .bind(lang)
            .bind(it.paid)
            .bind(it.likes + jitter)
            .bind(it.collects)
            .bind(i64::try_from(it.products.len()).unwrap_or_default())
            .bind(self.ago(it.days_ago))
            .execute(&mut *self.writing)
            .await?;
        for (position, tag) in (0_i64..).zip(&it.products) {
            sqlx::query("INSERT INTO note_products VALUES ($1, $2, $3, $4, $5, $6)")
                .bind(&it.id)
                .bind(position)
                .bind(&tag.id)
                .bind(i64::try_from(tag.picture).unwrap_or_default())
                .bind(thousandths(tag.x))
                .bind(thousandths(tag.y))
                .execute(&mut *self.writing)
                .await?;
        }
        for (index, comment) in it.comments.iter().enumerate() {
            let id = format!("{}-comment-{index}", it.id);
            self.comment(&it.id, &id, None, comment).await?;
            for (reply_index, reply) in comment.replies.iter().enumerate() {
                self.comment(&it.id, &format!("{id}-{reply_index}"), Some(&id), reply)
                    .await?;
            }
        }
        Ok(())
    }

    async fn comment(
        &mut self,
        note: &str,
        id: &str,
        parent: Option<&str>,
        comment: &CommentWords,
    ) -> Result<(), SeedError> {
        sqlx::query(
            "INSERT INTO comments (id, note, root, parent, author, body, likes, at) \
             VALUES ($1, $2, $3, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(note)
        .bind(parent)
        .bind(&comment.by)
        .bind(&comment.text)
        .bind(comment.likes)
        .bind(self.ago(comment.days_ago))
        .execute(&mut *self.writing)
        .await?;
        Ok(())
    }

    async fn room(&mut self, town: &Town, In { lang, it }: &In<RoomWords>) -> Result<(), SeedError> {
        let (status, starts_at) = match it.state {
            RoomStatus::Live => ("live", self.now.plus_ms(-LIVE_SINCE_MS)),
            RoomStatus::Replay => ("replay", self.now.plus_ms(-REPLAY_AGO_MS)),
            RoomStatus::Scheduled => {
                let minutes = it.starts_in_minutes.unwrap_or(90.0);
                ("scheduled", self.now.plus_ms(whole(minutes * 60.0) * 1_000))
            }
        };
        sqlx::query("INSERT INTO rooms VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)")
            .bind(&it.id)
            .bind(&it.host)
            .bind(&it.title)
            .bind(&it.about)
            .bind(lang)
            .bind(text(&self.pictures.picture(&it.cover, lang))?)
            .bind(status)
            .bind(starts_at.ms)
            .bind(text(&script(town, self.pictures, &it.script))?)
            .execute(&mut *self.writing)
            .await?;
        for (position, product) in (0_i64..).zip(&it.products) {
            sqlx::query("INSERT INTO room_products VALUES ($1, $2, $3)")
                .bind(&it.id)
                .bind(position)
                .bind(product)
                .execute(&mut *self.writing)
                .await?;
        }
        Ok(())
    }

    async fn feed(&mut self, cards: &[Card]) -> Result<(), SeedError> {
        for (rank, card) in (0_i64..).zip(cards) {
            sqlx::query("INSERT INTO feed VALUES ($1, $2, $3)")
                .bind(rank)
                .bind(card.kind)
                .bind(&card.id)
                .execute(&mut *self.writing)
                .await?;
        }
        Ok(())
    }

    fn pictures(&self, files: &[String], lang: &str) -> Vec<Picture> {
        files
            .iter()
            .map(|file| self.pictures.picture(file, lang))
            .collect()
    }

    fn ago(&self, days: f64) -> i64 {
        self.now.ms - whole(days * 86_400_000.0)
    }
}

fn text<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}

fn thousandths(part: f64) -> i64 {
    whole(part * 1_000.0)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "numbers of hand-written files, far below 2^53"
)]
fn whole(number: f64) -> i64 {
    number.round() as i64
}
