//! Search: how a text becomes words, how words meet, and where they stand in the text.
//!
//! One tokeniser for everything that is written and everything that is asked, so that both meet. Its words are plain
//! enough for any engine that parts a text at spaces: SQLite's FTS5 today.

mod age;
mod ask;
mod fold;
mod lexicon;
mod place;
mod question;
mod stem;
mod tokens;

pub use age::is_fresh;
pub use ask::SearchAsk;
pub use lexicon::{Known, Lexicon};
pub use place::{Excerpt, Wanted, excerpt, ranges};
pub use question::{Term, terms};
pub use tokens::{Kind, Token, index_text, tokens};

/// Counts the changes of the tokeniser: an index that was made by another one is made anew.
pub const TOKENISER_VERSION: i64 = 1;
