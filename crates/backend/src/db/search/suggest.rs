//! What somebody who types may be looking for: topics and titles, products, people.

use std::collections::HashMap;

use meadow_domain::search::{Term, Wanted, ranges, terms, tokens};
use meadow_wire::{MarkedText, Suggestions};
use sqlx::{Row, SqliteConnection};

use super::{
    super::{
        DbError,
        rows::{json, note_stands, person_columns, product_card, product_columns},
    },
    cards,
    postings::{anything, at_the_top, beginning, of_each},
};

/// How many questions are offered.
const QUERIES: usize = 6;
/// How many topics are offered to somebody who typed nothing.
const TOPICS: usize = 12;
/// Topics are taken from so many notes, the best liked.
const NOTES: i64 = 80;

/// For what was typed so far; the last word may go on.
pub async fn suggestions(reader: &mut SqliteConnection, typed: &str) -> Result<Suggestions, DbError> {
    let terms = terms(typed);
    if terms.is_empty() {
        return Ok(Suggestions {
            queries: talked_about(reader).await?,
            ..Suggestions::default()
        });
    }
    let expressions: Vec<String> = terms.iter().map(expression).collect();
    let all = at_the_top(&format!("({})", expressions.join(" AND ")));
    let docs = of_each(reader, &[all]).await?.concat();
    let wish = serde_json::to_string(&docs)?;
    Ok(Suggestions {
        queries: queries(reader, &wish, &terms).await?,
        products: sqlx::query(concat!(
            "SELECT ",
            product_columns!(),
            " FROM json_each($1) w JOIN search_docs d ON d.doc = w.value AND d.kind = 'product' \
             JOIN products g ON g.id = d.item JOIN variants v ON v.product = g.id JOIN stock s ON s.sku = v.id \
             GROUP BY g.id ORDER BY left_over > 0 DESC, d.doc LIMIT 3"
        ))
        .bind(&wish)
        .fetch_all(&mut *reader)
        .await?
        .iter()
        .map(product_card)
        .collect::<Result<_, _>>()?,
        people: sqlx::query(concat!(
            "SELECT p.handle, p.place, ",
            person_columns!(),
            " FROM json_each($1) w JOIN search_docs d ON d.doc = w.value AND d.kind = 'person' \
             JOIN people p ON p.id = d.item ORDER BY d.doc LIMIT 3"
        ))
        .bind(&wish)
        .fetch_all(&mut *reader)
        .await?
        .iter()
        .map(cards::person)
        .collect::<Result<_, _>>()?,
    })
}

/// Every word may go on: who types fast is at the next one already.
fn expression(term: &Term) -> String {
    match term {
        Term::Word { stem, folded, .. } => format!("({} OR {})", beginning(folded), anything(&[stem])),
        Term::Pair { text, .. } => anything(&[text]),
        Term::Letter { text } => beginning(text),
    }
}

/// Topics first, those that are used most; then titles of the best liked notes.
async fn queries(
    reader: &mut SqliteConnection,
    wish: &str,
    terms: &[Term],
) -> Result<Vec<MarkedText>, DbError> {
    let found = sqlx::query(
        "SELECT n.title, n.topics FROM json_each($1) w JOIN search_docs d ON d.doc = w.value AND d.kind = 'note' \
         JOIN notes n ON n.id = d.item ORDER BY n.likes DESC, n.id LIMIT $2",
    )
    .bind(wish)
    .bind(NOTES)
    .fetch_all(reader)
    .await?;
    let (mut topics, mut titles) = (Vec::new(), Vec::new());
    for row in &found {
        let of_note: Vec<String> = json(row, "topics")?;
        topics.extend(of_note);
        titles.push(row.try_get::<String, _>("title")?);
    }
    topics.retain(|topic| fits(topic, terms));
    titles.retain(|title| fits(title, terms));
    let mut texts = most_used(topics);
    texts.extend(titles);
    texts.truncate(QUERIES);
    let wanted = wanted(terms);
    Ok(texts
        .into_iter()
        .map(|text| MarkedText {
            marks: ranges(&text, &wanted),
            text,
        })
        .collect())
}

async fn talked_about(reader: &mut SqliteConnection) -> Result<Vec<MarkedText>, DbError> {
    let found: Vec<String> = sqlx::query_scalar(concat!(
        "SELECT n.topics FROM notes n WHERE ",
        note_stands!(),
        " ORDER BY n.likes DESC, n.id LIMIT $1"
    ))
    .bind(NOTES)
    .fetch_all(reader)
    .await?;
    let mut topics = Vec::new();
    for text in &found {
        topics.extend(serde_json::from_str::<Vec<String>>(text)?);
    }
    let texts = most_used(topics).into_iter().take(TOPICS);
    Ok(texts
        .map(|text| MarkedText {
            text,
            marks: Vec::new(),
        })
        .collect())
}

/// Each once; of those that are used as often, the one that came first.
fn most_used(texts: Vec<String>) -> Vec<String> {
    let mut uses: HashMap<String, (usize, usize)> = HashMap::new();
    for (at, text) in texts.into_iter().enumerate() {
        uses.entry(text).or_insert((0, at)).0 += 1;
    }
    let mut all: Vec<(String, (usize, usize))> = uses.into_iter().collect();
    all.sort_by_key(|(_, (uses, first))| (std::cmp::Reverse(*uses), *first));
    all.into_iter().map(|(text, _)| text).collect()
}

/// Whether a text has all of it: the document has, but perhaps in another topic.
fn fits(text: &str, terms: &[Term]) -> bool {
    let tokens = tokens(text);
    terms.iter().all(|term| {
        tokens.iter().any(|token| match term {
            Term::Word { stem, folded, .. } => {
                token.text == *stem || token.folded.starts_with(folded.as_str())
            }
            Term::Pair { text, .. } => token.text == *text,
            Term::Letter { text } => token.text.starts_with(text.as_str()),
        })
    })
}

fn wanted(terms: &[Term]) -> Wanted {
    let mut wanted = Wanted::default();
    for term in terms {
        match term {
            Term::Word { stem, folded, .. } => {
                wanted.tokens.insert(stem.clone());
                wanted.beginnings.push(folded.clone());
            }
            Term::Pair { text, .. } => {
                wanted.tokens.insert(text.clone());
            }
            Term::Letter { text } => {
                wanted.letters.insert(text.clone());
            }
        }
    }
    wanted
}
