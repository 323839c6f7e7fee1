//! The index, kept true: triggers note what changed, and whoever searches takes it in first.

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

use meadow_domain::search::{Kind, Lexicon, TOKENISER_VERSION, index_text, tokens};
use sqlx::{Row, Sqlite, Transaction};
use tokio::sync::OnceCell;

use super::super::{Db, DbError, rows};

/// Under which name `counters` holds the version of the tokeniser that made the index.
const VERSION: &str = "search_tokeniser";
/// So many are taken in by one transaction when the shop opens: others may write in between.
const AT_ONCE: u32 = 500;

/// The words of the town, in memory: those that were kept as soon as somebody searches, those that come from then on as
/// they come.
#[derive(Debug, Clone, Default)]
pub(in crate::db) struct Words(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    lexicon: RwLock<Lexicon>,
    /// Whether what was kept is in it.
    read: OnceCell<()>,
}

impl Words {
    fn learn(&self, seen: &Seen) {
        let mut lexicon = self.0.lexicon.write().unwrap_or_else(PoisonError::into_inner);
        for (word, (stem, shown)) in seen {
            lexicon.learn(word, stem, shown);
        }
    }
}

/// Words that were read: each with its stem, and how it is written.
type Seen = BTreeMap<String, (String, String)>;

/// The index of search.
pub trait SearchIndex {
    /// Brings the index up to date; makes it anew if another tokeniser made it.
    fn open_index(&self) -> impl Future<Output = Result<(), DbError>> + Send;

    /// Takes in what changed, up to `limit` things of it. Says how many it were.
    fn refresh_index(&self, limit: u32) -> impl Future<Output = Result<u32, DbError>> + Send;
}

impl SearchIndex for Db {
    async fn open_index(&self) -> Result<(), DbError> {
        let version: Option<i64> = sqlx::query_scalar("SELECT value FROM counters WHERE name = $1")
            .bind(VERSION)
            .fetch_optional(&self.reader)
            .await?;
        if version != Some(TOKENISER_VERSION) {
            self.begin_anew().await?;
        }
        while self.refresh_index(AT_ONCE).await? == AT_ONCE {}
        Ok(())
    }

    async fn refresh_index(&self, limit: u32) -> Result<u32, DbError> {
        let waiting: Option<i64> = sqlx::query_scalar("SELECT 1 FROM search_dirty LIMIT 1")
            .fetch_optional(&self.reader)
            .await?;
        if waiting.is_none() {
            return Ok(0);
        }
        let mut writing = self.write().await?;
        let dirty = sqlx::query("SELECT kind, item FROM search_dirty LIMIT $1")
            .bind(i64::from(limit))
            .fetch_all(&mut *writing)
            .await?;
        let mut seen = BTreeMap::new();
        for row in &dirty {
            let (kind, item): (String, String) = (row.try_get("kind")?, row.try_get("item")?);
            take_in(&mut writing, &kind, &item, &mut seen).await?;
            sqlx::query("DELETE FROM search_dirty WHERE kind = $1 AND item = $2")
                .bind(&kind)
                .bind(&item)
                .execute(&mut *writing)
                .await?;
        }
        keep(&mut writing, &seen).await?;
        // Before anybody can find what holds them, and also while what was kept is being read: that may be older. A word
        // of what is not written after all is in no document.
        self.words.learn(&seen);
        writing.commit().await?;
        Ok(u32::try_from(dirty.len()).unwrap_or(u32::MAX))
    }
}

impl Db {
    /// The words of the town.
    pub(super) async fn words(&self) -> Result<RwLockReadGuard<'_, Lexicon>, DbError> {
        let Known { lexicon, read } = &*self.words.0;
        read.get_or_try_init(async || {
            let known = sqlx::query("SELECT word, stem, shown FROM search_words")
                .fetch_all(&self.reader)
                .await?;
            let mut lexicon = lexicon.write().unwrap_or_else(PoisonError::into_inner);
            for row in &known {
                lexicon.learn(row.try_get("word")?, row.try_get("stem")?, row.try_get("shown")?);
            }
            Ok::<_, DbError>(())
        })
        .await?;
        Ok(lexicon.read().unwrap_or_else(PoisonError::into_inner))
    }

    async fn begin_anew(&self) -> Result<(), DbError> {
        let mut writing = self.write().await?;
        for statement in [
            "DELETE FROM search_index",
            "DELETE FROM search_docs",
            "DELETE FROM search_words",
            "INSERT INTO search_dirty SELECT 'note', id FROM notes WHERE TRUE ON CONFLICT DO NOTHING",
            "INSERT INTO search_dirty SELECT 'product', id FROM products WHERE TRUE ON CONFLICT DO NOTHING",
            "INSERT INTO search_dirty SELECT 'person', id FROM people WHERE TRUE ON CONFLICT DO NOTHING",
        ] {
            sqlx::query(statement).execute(&mut *writing).await?;
        }
        sqlx::query(
            "INSERT INTO counters (name, value) VALUES ($1, $2) \
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(VERSION)
        .bind(TOKENISER_VERSION)
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(())
    }
}

/// What of a thing is looked through.
struct Texts {
    head: String,
    topics: String,
    body: String,
}

/// Takes one thing in as it is now; out, if it is gone.
async fn take_in(
    writing: &mut Transaction<'static, Sqlite>,
    kind: &str,
    item: &str,
    seen: &mut Seen,
) -> Result<(), DbError> {
    let doc: Option<i64> = sqlx::query_scalar("SELECT doc FROM search_docs WHERE kind = $1 AND item = $2")
        .bind(kind)
        .bind(item)
        .fetch_optional(&mut **writing)
        .await?;
    if let Some(doc) = doc {
        sqlx::query("DELETE FROM search_index WHERE rowid = $1")
            .bind(doc)
            .execute(&mut **writing)
            .await?;
    }
    let Some(texts) = texts(writing, kind, item).await? else {
        sqlx::query("DELETE FROM search_docs WHERE kind = $1 AND item = $2")
            .bind(kind)
            .bind(item)
            .execute(&mut **writing)
            .await?;
        return Ok(());
    };
    let doc: i64 = match doc {
        Some(doc) => doc,
        None => {
            let last_digit = match kind {
                "note" => 0_i64,
                "product" => 1,
                _ => 2,
            };
            sqlx::query_scalar(
                "INSERT INTO search_docs (doc, kind, item) \
                 SELECT (COALESCE(MAX(doc), 0) / 4 + 1) * 4 + $1, $2, $3 FROM search_docs RETURNING doc",
            )
            .bind(last_digit)
            .bind(kind)
            .bind(item)
            .fetch_one(&mut **writing)
            .await?
        }
    };
    sqlx::query("INSERT INTO search_index (rowid, head, topics, body) VALUES ($1, $2, $3, $4)")
        .bind(doc)
        .bind(index_text(&texts.head))
        .bind(index_text(&texts.topics))
        .bind(index_text(&texts.body))
        .execute(&mut **writing)
        .await?;
    for text in [&texts.head, &texts.topics, &texts.body] {
        read_words(text, seen);
    }
    Ok(())
}

fn read_words(text: &str, seen: &mut Seen) {
    let letters: Vec<char> = text.chars().collect();
    for token in tokens(text) {
        if token.kind == Kind::Word && !seen.contains_key(&token.folded) {
            let written = letters.get(token.start..token.end).unwrap_or_default();
            let shown = written.iter().collect::<String>().to_lowercase();
            seen.insert(token.folded, (token.text, shown));
        }
    }
}

/// Keeps the words that are new.
async fn keep(writing: &mut Transaction<'static, Sqlite>, seen: &Seen) -> Result<(), DbError> {
    let seen: Vec<(&String, &String, &String)> = seen
        .iter()
        .map(|(word, (stem, shown))| (word, stem, shown))
        .collect();
    sqlx::query(
        "INSERT INTO search_words (word, stem, shown) \
         SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') \
         FROM json_each($1) WHERE TRUE ON CONFLICT DO NOTHING",
    )
    .bind(serde_json::to_string(&seen)?)
    .execute(&mut **writing)
    .await?;
    Ok(())
}

async fn texts(
    writing: &mut Transaction<'static, Sqlite>,
    kind: &str,
    item: &str,
) -> Result<Option<Texts>, DbError> {
    let found = sqlx::query(match kind {
        "note" => {
            concat!(
                "SELECT n.title AS head, n.topics, n.body || char(10) || n.place || char(10) || p.name AS body \
                 FROM notes n JOIN people p ON p.id = n.author WHERE n.id = $1 AND ",
                rows::note_stands!()
            )
        }
        "product" => {
            "SELECT g.name AS head, g.topics, g.tagline || char(10) || g.description || char(10) \
             || COALESCE(p.shop_name, p.name) AS body \
             FROM products g JOIN people p ON p.id = g.owner WHERE g.id = $1"
        }
        _ => {
            "SELECT p.name || char(10) || p.handle || char(10) || COALESCE(p.shop_name, '') AS head, \
             '[]' AS topics, p.bio || char(10) || p.place || char(10) || COALESCE(p.shop_about, '') AS body \
             FROM people p WHERE p.id = $1"
        }
    })
    .bind(item)
    .fetch_optional(&mut **writing)
    .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Texts {
        head: row.try_get("head")?,
        topics: rows::json::<Vec<String>>(&row, "topics")?.join("\n"),
        body: row.try_get("body")?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_word_that_comes_while_the_kept_ones_are_read_is_known_too() {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&dir.path().join("shop.db")).await.unwrap();
        sqlx::query("INSERT INTO search_words (word, stem, shown) VALUES ('kept', 'kept', 'kept')")
            .execute(&db.writer)
            .await
            .unwrap();
        // Between the reading of the table and its end: neither is in the other.
        let seen = Seen::from([("come".to_owned(), ("come".to_owned(), "come".to_owned()))]);
        db.words.learn(&seen);
        let words = db.words().await.unwrap();
        assert!(words.knows("kept") && words.knows("come"));
    }
}
