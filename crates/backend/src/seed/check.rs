//! What is wrong with a town: everything at once, so that a writer mends it in one go.

use std::collections::HashSet;

use super::{
    kinds,
    pictures::Catalogue,
    words::{LineKind, NoteWords, PersonWords, ProductWords, RoomWords, Town},
};

/// All mistakes, in words.
pub fn mistakes(town: &Town, pictures: &Catalogue) -> Vec<String> {
    let mut check = Check {
        people: town.people.iter().map(|person| person.it.id.as_str()).collect(),
        products: town
            .products
            .iter()
            .map(|product| product.it.id.as_str())
            .collect(),
        pictures,
        found: Vec::new(),
    };
    unique(&mut check.found, "id", ids(town));
    unique(
        &mut check.found,
        "handle",
        town.people.iter().map(|person| person.it.handle.as_str()),
    );
    town.people.iter().for_each(|person| check.person(&person.it));
    town.products
        .iter()
        .for_each(|product| check.product(&product.it));
    town.notes.iter().for_each(|note| check.note(&note.it));
    town.rooms.iter().for_each(|room| check.room(&room.it));
    check.found
}

fn ids(town: &Town) -> impl Iterator<Item = &str> {
    let people = town.people.iter().map(|person| person.it.id.as_str());
    let products = town.products.iter().map(|product| product.it.id.as_str());
    let notes = town.notes.iter().map(|note| note.it.id.as_str());
    people
        .chain(products)
        .chain(notes)
        .chain(town.rooms.iter().map(|room| room.it.id.as_str()))
}

fn unique<'a>(found: &mut Vec<String>, what: &str, all: impl Iterator<Item = &'a str>) {
    let mut seen = HashSet::new();
    for name in all {
        if !seen.insert(name) {
            found.push(format!("{name}: this {what} is used twice"));
        }
    }
}

struct Check<'a> {
    people: HashSet<&'a str>,
    products: HashSet<&'a str>,
    pictures: &'a Catalogue,
    found: Vec<String>,
}

impl Check<'_> {
    fn must(&mut self, holds: bool, at: &str, mistake: impl FnOnce() -> String) {
        if !holds {
            self.found.push(format!("{at}: {}", mistake()));
        }
    }

    fn person_named(&mut self, at: &str, id: &str) {
        self.must(self.people.contains(id), at, || {
            format!("there is no person {id}")
        });
    }

    fn product_named(&mut self, at: &str, id: &str) {
        self.must(self.products.contains(id), at, || {
            format!("there is no product {id}")
        });
    }

    fn picture_named(&mut self, at: &str, file: &str) {
        self.must(self.pictures.has(file), at, || {
            format!("there is no picture {file}")
        });
    }

    fn person(&mut self, person: &PersonWords) {
        self.picture_named(&person.id, &person.avatar);
        let is_owner = person.kind == "owner";
        self.must(is_owner || person.kind == "buyer", &person.id, || {
            format!("kind is {}", person.kind)
        });
        self.must(is_owner == person.shop.is_some(), &person.id, || {
            "an owner has a shop, a buyer none".into()
        });
    }

    fn product(&mut self, product: &ProductWords) {
        let at = product.id.as_str();
        self.person_named(at, &product.owner);
        product
            .pictures
            .iter()
            .for_each(|file| self.picture_named(at, file));
        self.must(!product.pictures.is_empty(), at, || "it has no picture".into());
        for first in product.pictures.iter().take(1) {
            self.must(
                kinds::kind(first).is_some() || !self.pictures.has(first),
                at,
                || format!("nobody knows what a {first} weighs: add its kind to seed/kinds.rs"),
            );
        }
        self.must(!product.variants.is_empty(), at, || "it has no variant".into());
        self.must(product.price >= 0, at, || "its price is below zero".into());
        unique(
            &mut self.found,
            at,
            product.variants.iter().map(|variant| variant.key.as_str()),
        );
        for variant in &product.variants {
            let fits = variant.values.len() == product.options.len()
                && variant
                    .values
                    .iter()
                    .zip(&product.options)
                    .all(|(value, option)| option.values.contains(value));
            self.must(fits, at, || {
                format!("variant {}: its values are not of the options", variant.key)
            });
            self.must(variant.stock >= 0, at, || {
                format!("variant {}: stock below zero", variant.key)
            });
        }
        for review in &product.reviews {
            self.person_named(at, &review.by);
            self.must((1..=5).contains(&review.stars), at, || {
                format!("{} stars", review.stars)
            });
            let exists = |key: &String| product.variants.iter().any(|variant| variant.key == *key);
            self.must(review.bought.as_ref().is_none_or(exists), at, || {
                format!("{} bought what is not made", review.by)
            });
            review.photos.iter().for_each(|file| self.picture_named(at, file));
        }
    }

    fn note(&mut self, note: &NoteWords) {
        let at = note.id.as_str();
        self.person_named(at, &note.author);
        self.picture_named(at, &note.cover);
        note.pictures.iter().for_each(|file| self.picture_named(at, file));
        for tag in &note.products {
            self.product_named(at, &tag.id);
            let is_inside = (0.0..=1.0).contains(&tag.x) && (0.0..=1.0).contains(&tag.y);
            self.must(is_inside && tag.picture <= note.pictures.len(), at, || {
                format!("the tag of {} is outside its picture", tag.id)
            });
        }
        for comment in note
            .comments
            .iter()
            .flat_map(|root| std::iter::once(root).chain(&root.replies))
        {
            self.person_named(at, &comment.by);
        }
    }

    fn room(&mut self, room: &RoomWords) {
        let at = room.id.as_str();
        self.person_named(at, &room.host);
        self.picture_named(at, &room.cover);
        room.products.iter().for_each(|id| self.product_named(at, id));
        for line in &room.script {
            line.by.iter().for_each(|id| self.person_named(at, id));
            line.product.iter().for_each(|id| self.product_named(at, id));
            let is_complete = match line.kind {
                LineKind::Chat => line.by.is_some() && line.text.is_some(),
                LineKind::Explain => line.product.is_some(),
                LineKind::Pin => true,
                LineKind::Answer => line.question.is_some() && line.text.is_some(),
            };
            self.must(is_complete, at, || {
                format!("the line at {} s lacks something", line.at)
            });
        }
        let is_sorted = room.script.is_sorted_by(|a, b| a.at <= b.at);
        self.must(is_sorted, at, || "the script is not in the order of time".into());
    }
}
