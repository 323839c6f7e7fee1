//! Scripts of rooms: from words to what a room plays.

use std::collections::HashMap;

use meadow_wire::{EventBody, PersonId, ProductId, Viewer};

use super::{
    pictures::Catalogue,
    words::{LineKind, LineWords, Town},
};
use crate::live::ScriptLine;

/// What a room plays.
pub fn script(town: &Town, pictures: &Catalogue, lines: &[LineWords]) -> Vec<ScriptLine> {
    let viewers: HashMap<&str, Viewer> = town
        .people
        .iter()
        .map(|person| {
            let viewer = Viewer {
                id: PersonId(person.it.id.clone()),
                name: person.it.name.clone(),
                avatar: pictures.picture(&person.it.avatar, &person.lang),
            };
            (person.it.id.as_str(), viewer)
        })
        .collect();
    lines
        .iter()
        .filter_map(|line| {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "seconds of a script of a few minutes"
            )]
            let at_ms = (line.at * 1000.0) as i64;
            let product = line.product.clone().map(ProductId);
            let body = match line.kind {
                LineKind::Chat => EventBody::Chat {
                    by: viewers.get(line.by.as_deref()?)?.clone(),
                    text: line.text.clone()?,
                    client_id: "".into(),
                    client_seq: 0,
                },
                LineKind::Explain => EventBody::Explain { product: product? },
                LineKind::Pin => EventBody::Pin { product },
                LineKind::Answer => EventBody::Answer {
                    question: line.question.clone()?,
                    text: line.text.clone()?,
                    product,
                },
            };
            Some(ScriptLine { at_ms, body })
        })
        .collect()
}
