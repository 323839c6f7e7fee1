//! The first cards of the feed as plain HTML, so that the page shows something before any wasm. The storefront takes
//! them over: its markup and this must stay alike.

use meadow_wire::{FeedItem, Picture};

use super::head::escaped;

/// How many cards the page brings along.
pub const FIRST_CARDS: u32 = 12;
/// How many of them are seen at once on most screens: their pictures load first.
const IN_SIGHT: usize = 2;

/// The cards, in order.
pub fn html(items: &[FeedItem]) -> String {
    items.iter().enumerate().map(|(index, item)| card(item, index < IN_SIGHT)).collect()
}

fn card(item: &FeedItem, in_sight: bool) -> String {
    let (path, title, by, lang) = match item {
        FeedItem::Note(note) => ("notes", &note.title, &note.author.name, &note.lang),
        FeedItem::Room(room) => ("live", &room.title, &room.host.name, &room.lang),
        FeedItem::Product(product) => ("products", &product.name, &String::new(), &product.lang),
    };
    let id = escaped(item.id());
    format!(
        "<a class=\"note-card\" href=\"/{path}/{id}\" data-id=\"{id}\">{}<div class=\"note-card__body\">\
         <h3 class=\"note-card__title\" lang=\"{}\"><bdi>{}</bdi></h3>\
         <p class=\"note-card__author\"><bdi>{}</bdi></p></div></a>",
        picture(item.cover(), in_sight),
        escaped(lang),
        escaped(title),
        escaped(by),
    )
}

fn picture(picture: &Picture, in_sight: bool) -> String {
    let sources: Vec<_> =
        picture.sources.iter().map(|source| format!("{} {}w", escaped(&source.url), source.width)).collect();
    let hurry = if in_sight { "loading=\"eager\" fetchpriority=\"high\"" } else { "loading=\"lazy\"" };
    format!(
        "<img class=\"note-card__cover\" src=\"{}\" srcset=\"{}\" sizes=\"(min-width: 700px) 240px, 50vw\" \
         width=\"{}\" height=\"{}\" alt=\"{}\" decoding=\"async\" {hurry}>",
        escaped(picture.smallest()),
        sources.join(", "),
        picture.width,
        picture.height,
        escaped(&picture.alt),
    )
}

#[cfg(test)]
mod tests {
    use super::html;
    use meadow_wire::{FeedItem, NoteCard};

    #[test]
    fn hostile_titles_and_ids_stay_text() {
        let hostile = "\"><script>alert(1)</script>";
        let note = NoteCard { id: hostile.into(), title: hostile.into(), ..NoteCard::default() };
        let html = html(&[FeedItem::Note(note)]);
        assert!(!html.contains("<script"));
        assert_eq!(html.matches("<a ").count(), 1);
    }
}
