//! Search.

use meadow_wire::{
    Correction, FoundItem, FoundPerson, MarkedText, NoteForm, SearchCounts, SearchHit, SearchKind,
    SearchPage, SearchSince, SearchSort, Suggestions, TextRange,
};

use super::{notes, people, products};

pub fn range() -> TextRange {
    TextRange { start: 15, end: 20 }
}

pub fn marked() -> MarkedText {
    MarkedText {
        text: "…for years I wore quiet shoes…".to_owned(),
        marks: vec![TextRange { start: 18, end: 29 }],
    }
}

pub fn kinds() -> Vec<SearchKind> {
    let all = vec![SearchKind::Notes, SearchKind::Products, SearchKind::People];
    for kind in &all {
        match kind {
            SearchKind::Notes | SearchKind::Products | SearchKind::People => {}
        }
    }
    all
}

pub fn sorts() -> Vec<SearchSort> {
    use SearchSort::{Best, Liked, Newest, PriceDown, PriceUp};
    let all = vec![Best, Newest, Liked, PriceUp, PriceDown];
    for sort in &all {
        match sort {
            Best | Newest | Liked | PriceUp | PriceDown => {}
        }
    }
    all
}

pub fn forms() -> Vec<NoteForm> {
    let all = vec![NoteForm::WithProducts, NoteForm::Unpaid, NoteForm::Followed];
    for form in &all {
        match form {
            NoteForm::WithProducts | NoteForm::Unpaid | NoteForm::Followed => {}
        }
    }
    all
}

pub fn sinces() -> Vec<SearchSince> {
    use SearchSince::{Day, Month, Week, Year};
    let all = vec![Day, Week, Month, Year];
    for since in &all {
        match since {
            Day | Week | Month | Year => {}
        }
    }
    all
}

pub fn person() -> FoundPerson {
    FoundPerson {
        card: people::person_card(),
        handle: "hamish.lasts".to_owned(),
        place: "Glasgow".to_owned(),
    }
}

pub fn items() -> Vec<FoundItem> {
    let all = vec![
        FoundItem::Note(notes::note_card()),
        FoundItem::Product(products::mug_card()),
        FoundItem::Person(person()),
    ];
    for item in &all {
        match item {
            FoundItem::Note(_) | FoundItem::Product(_) | FoundItem::Person(_) => {}
        }
    }
    all
}

pub fn hit() -> SearchHit {
    SearchHit {
        item: FoundItem::Note(notes::note_card()),
        marks: vec![range()],
        excerpt: Some(marked()),
    }
}

pub fn counts() -> SearchCounts {
    SearchCounts {
        notes: 37,
        products: 12,
        people: 3,
    }
}

pub fn corrections() -> Vec<Correction> {
    vec![
        Correction {
            typed: "shooes".to_owned(),
            instead: Some("shoes".to_owned()),
        },
        Correction {
            typed: "xyzzy".to_owned(),
            instead: None,
        },
    ]
}

pub fn page() -> SearchPage {
    SearchPage {
        items: vec![hit()],
        next: Some("c2VhcmNoOjlmMmM6MjQ".to_owned()),
        counts: counts(),
        corrections: corrections(),
    }
}

pub fn suggestions() -> Suggestions {
    Suggestions {
        queries: vec![MarkedText {
            text: "quiet shoes".to_owned(),
            marks: vec![TextRange { start: 6, end: 11 }],
        }],
        products: vec![products::mug_card()],
        people: vec![person()],
    }
}
