//! The first cards of the feed as plain HTML, so that the page shows something before any wasm. The storefront lays its
//! own over them, so markup and places must stay like `src/features/note_card.rs`, `note_grid.rs` and `feed_tabs.rs` there; what
//! depends on the reader's language and clock (prices, times) only comes with the app.

use meadow_domain::masonry::{Masonry, TITLE_INSET, TITLE_PX, body_height, columns_for, title_lines};
use meadow_wire::{FeedItem, NoteCard, PersonCard, Picture, ProductCard, RoomCard, RoomStatus};

use super::head::escaped;

/// How many cards the page brings along.
pub const FIRST_CARDS: u32 = 12;
/// How many of them are in sight at once: their pictures load first.
const IN_SIGHT: usize = 4;
/// The feed's width on a common phone, in CSS pixels: 412 less the page's padding. Wider pages don't show these cards.
const PHONE: u32 = 380;
/// As in the storefront, so that the browser takes the same file for both.
const SIZES: &str = "(max-width: 599px) 50vw, 280px";

/// The feed's lists, as `src/features/feed_tabs.rs` of the storefront draws them.
const TABS: &str = "<nav class=\"feed-tabs\" aria-label=\"Lists of the feed\">\
    <a class=\"feed-tabs__tab\" href=\"/\" aria-current=\"page\">For you</a>\
    <a class=\"feed-tabs__tab\" href=\"/following\">Following</a>\
    <a class=\"feed-tabs__tab\" href=\"/nearby\">Nearby</a></nav>";

/// The feed's lists and the cards, in the columns of a phone.
pub fn html(items: &[FeedItem]) -> String {
    let (columns, width, gap) = columns_for(PHONE);
    let mut masonry = Masonry::new(columns, width, gap);
    let mut written = vec![String::new(); columns.max(1) as usize];
    for (index, item) in items.iter().enumerate() {
        let lines = title_lines(item.title(), TITLE_PX, width.saturating_sub(TITLE_INSET));
        let cover = item.cover();
        let placed = masonry.push(cover.width, cover.height, body_height(lines));
        if let Some(column) = written.get_mut(placed.column as usize) {
            column.push_str(&card(item, index < IN_SIGHT, lines > 1));
        }
    }
    let columns = written
        .iter()
        .map(|cards| format!("<div class=\"first-cards__column\">{cards}</div>"));
    std::iter::once(TABS.to_owned()).chain(columns).collect()
}

fn card(item: &FeedItem, first: bool, two_lines: bool) -> String {
    let (path, lang, badge, foot) = match item {
        FeedItem::Note(NoteCard {
            lang, paid, author, ..
        }) => {
            let badge = if *paid {
                "<span class=\"note-card__paid\">Paid</span>"
            } else {
                ""
            };
            ("notes", lang, badge.to_owned(), by(author))
        }
        FeedItem::Room(room) => ("live", &room.lang, room_badge(room), by(&room.host)),
        FeedItem::Product(ProductCard { lang, .. }) => ("products", lang, String::new(), String::new()),
    };
    let (id, lang) = (escaped(item.id()), escaped(lang));
    let two = if two_lines { " note-card__title--two" } else { "" };
    format!(
        "<article class=\"note-card\" data-id=\"{id}\"><a class=\"note-card__link\" href=\"/{path}/{id}\">\
         <span class=\"note-card__picture\">{}{badge}</span>\
         <h2 class=\"note-card__title{two}\" lang=\"{lang}\"><bdi>{}</bdi></h2></a>\
         <div class=\"note-card__foot\">{foot}</div></article>",
        picture(item.cover(), SIZES, first),
        escaped(item.title()),
    )
}

fn room_badge(room: &RoomCard) -> String {
    match room.status {
        RoomStatus::Live => format!(
            "<span class=\"note-card__badge note-card__badge--live\">Live\
             <span class=\"note-card__viewers\">{} watching</span></span>",
            room.viewers
        ),
        RoomStatus::Scheduled => String::new(),
        RoomStatus::Replay => "<span class=\"note-card__badge\">Replay</span>".to_owned(),
    }
}

fn by(person: &PersonCard) -> String {
    format!(
        "<a class=\"note-card__author\" href=\"/people/{}\"><span class=\"note-card__avatar\">{}</span>\
         <bdi class=\"note-card__name\">{}</bdi></a>",
        escaped(person.id.as_str()),
        picture(&person.avatar, "24px", false),
        escaped(&person.name),
    )
}

/// Decoration: the title or the name stands beside it.
fn picture(picture: &Picture, sizes: &str, first: bool) -> String {
    let sources: Vec<_> = picture
        .sources
        .iter()
        .map(|source| format!("{} {}w", escaped(&source.url), source.width))
        .collect();
    let hurry = if first {
        "loading=\"eager\" fetchpriority=\"high\""
    } else {
        "loading=\"lazy\""
    };
    format!(
        "<img class=\"picture\" {hurry} decoding=\"async\" sizes=\"{sizes}\" srcset=\"{}\" src=\"{}\" \
         width=\"{}\" height=\"{}\" alt=\"\">",
        sources.join(", "),
        escaped(picture.largest()),
        picture.width,
        picture.height,
    )
}

#[cfg(test)]
mod tests {
    use super::html;
    use meadow_wire::{FeedItem, NoteCard};

    fn note(text: &str) -> FeedItem {
        FeedItem::Note(NoteCard {
            id: text.into(),
            title: text.into(),
            ..NoteCard::default()
        })
    }

    #[test]
    fn hostile_titles_and_ids_stay_text() {
        let html = html(&[note("\"><script>alert(1)</script>")]);
        assert!(!html.contains("<script"));
        assert_eq!(html.matches("<article ").count(), 1);
    }

    #[test]
    fn cards_go_into_the_columns_of_a_phone() {
        let html = html(&[note("a"), note("b"), note("c")]);
        assert_eq!(html.matches("first-cards__column").count(), 2);
        let (left, _) = html.split_at(html.rfind("first-cards__column").expect("two columns"));
        assert_eq!(left.matches("<article").count(), 2, "the third under the first");
    }
}
