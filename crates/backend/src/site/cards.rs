//! The first cards of the feed as plain HTML, so that the page shows something before any wasm. The storefront takes
//! them over: its markup and this must stay alike.

use meadow_domain::{
    masonry::{Masonry, body_height},
    text_width::title_lines,
};
use meadow_wire::{FeedItem, PersonCard, Picture};

use super::head::escaped;

/// How many cards the page brings along.
pub const FIRST_CARDS: u32 = 12;
/// How many of them are seen at once on most screens: their pictures load first.
const IN_SIGHT: usize = 4;
/// The width of one of two columns on a phone of 390 CSS pixels, and the gap between them. Phones from 360 to 430 give
/// the same columns but for ties; a wider page hides these cards and waits for the app.
const COLUMN: u32 = 175;
const GAP: u32 = 8;
/// The title's size and what its margins take, as `features/note_grid.rs` of the storefront has them.
const TITLE_PX: u32 = 15;
const TITLE_INSET: u32 = 24;

/// The cards in two columns, placed by the same masonry as in the storefront.
pub fn html(items: &[FeedItem]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let mut masonry = Masonry::new(2, COLUMN, GAP);
    let mut columns = [String::new(), String::new()];
    for (index, item) in items.iter().enumerate() {
        let cover = item.cover();
        let lines = title_lines(title(item), TITLE_PX, COLUMN - TITLE_INSET);
        let placed = masonry.push(cover.width, cover.height, body_height(lines));
        if let Some(column) = columns.get_mut(placed.column as usize) {
            column.push_str(&card(item, lines, index < IN_SIGHT));
        }
    }
    columns
        .iter()
        .map(|cards| format!("<div class=\"first-cards__column\">{cards}</div>"))
        .collect()
}

fn title(item: &FeedItem) -> &str {
    match item {
        FeedItem::Note(note) => &note.title,
        FeedItem::Room(room) => &room.title,
        FeedItem::Product(product) => &product.name,
    }
}

fn card(item: &FeedItem, lines: u32, in_sight: bool) -> String {
    let (path, by, lang) = match item {
        FeedItem::Note(note) => ("notes", Some(&note.author), &note.lang),
        FeedItem::Room(room) => ("live", Some(&room.host), &room.lang),
        FeedItem::Product(product) => ("products", None, &product.lang),
    };
    let id = escaped(item.id());
    let two = if lines > 1 { " note-card__title--two" } else { "" };
    format!(
        "<article class=\"note-card\" data-id=\"{id}\"><a class=\"note-card__link\" href=\"/{path}/{id}\">\
         <span class=\"note-card__picture\">{}</span>\
         <h3 class=\"note-card__title{two}\" lang=\"{}\">{}</h3></a><div class=\"note-card__foot\">{}</div></article>",
        picture(item.cover(), "50vw", in_sight),
        escaped(lang),
        escaped(title(item)),
        by.map(author).unwrap_or_default(),
    )
}

fn author(person: &PersonCard) -> String {
    format!(
        "<span class=\"note-card__author\"><span class=\"note-card__avatar\">{}</span>\
         <bdi class=\"note-card__name\">{}</bdi></span>",
        picture(&person.avatar, "24px", false),
        escaped(&person.name),
    )
}

fn picture(picture: &Picture, sizes: &str, in_sight: bool) -> String {
    let sources: Vec<_> = picture
        .sources
        .iter()
        .map(|source| format!("{} {}w", escaped(&source.url), source.width))
        .collect();
    let hurry = if in_sight {
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

    #[test]
    fn hostile_titles_and_ids_stay_text() {
        let hostile = "\"><script>alert(1)</script>";
        let note = NoteCard {
            id: hostile.into(),
            title: hostile.into(),
            ..NoteCard::default()
        };
        let html = html(&[FeedItem::Note(note)]);
        assert!(!html.contains("<script"));
        assert_eq!(html.matches("<a ").count(), 1);
        assert_eq!(html.matches("<article ").count(), 1);
    }
}
