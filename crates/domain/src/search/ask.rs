//! A search as it stands in a link and in a request: the same names in both.

use meadow_wire::{NoteForm, SearchKind, SearchSince, SearchSort};

/// What is searched for, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SearchAsk {
    /// The words, without the spaces around them.
    pub words: String,
    /// Only this kind.
    pub kind: Option<SearchKind>,
    /// Only in this language, a BCP 47 tag.
    pub lang: Option<String>,
    /// Only notes that show something to buy.
    pub with_products: bool,
    /// Only notes that nobody paid for.
    pub unpaid: bool,
    /// Only notes by people one follows.
    pub followed: bool,
    /// Only notes of this time.
    pub since: Option<SearchSince>,
    /// Only what costs at least so much, in minor units.
    pub price_min: Option<u32>,
    /// Only what costs at most so much, in minor units.
    pub price_max: Option<u32>,
    /// Only what can be bought now.
    pub in_stock: bool,
    /// In which order.
    pub sort: SearchSort,
}

const KINDS: [(SearchKind, &str); 3] = [
    (SearchKind::Notes, "notes"),
    (SearchKind::Products, "products"),
    (SearchKind::People, "people"),
];
const SINCES: [(SearchSince, &str); 4] = [
    (SearchSince::Day, "day"),
    (SearchSince::Week, "week"),
    (SearchSince::Month, "month"),
    (SearchSince::Year, "year"),
];
const SORTS: [(SearchSort, &str); 5] = [
    (SearchSort::Best, "best"),
    (SearchSort::Newest, "newest"),
    (SearchSort::Liked, "liked"),
    (SearchSort::PriceUp, "price_up"),
    (SearchSort::PriceDown, "price_down"),
];
const FORMS: [(NoteForm, &str); 3] = [
    (NoteForm::WithProducts, "with_products"),
    (NoteForm::Unpaid, "unpaid"),
    (NoteForm::Followed, "followed"),
];

impl SearchAsk {
    /// For these words alone.
    pub fn of(words: &str) -> Self {
        Self {
            words: words.trim().to_owned(),
            ..Self::default()
        }
    }

    /// From the parts of a link; whatever makes no sense there is left out, because anybody can write a link.
    pub fn read(part: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| part(name).unwrap_or_default();
        let forms = text("form");
        let has = |form: NoteForm| forms.split(',').any(|word| named(&FORMS, word) == Some(form));
        let price = |name: &str| cents(&text(name));
        let lang = text("lang");
        let is_tag = matches!(lang.len(), 2 | 3) && lang.bytes().all(|byte| byte.is_ascii_lowercase());
        Self {
            words: text("q").trim().to_owned(),
            kind: named(&KINDS, &text("kind")),
            lang: is_tag.then_some(lang),
            with_products: has(NoteForm::WithProducts),
            unpaid: has(NoteForm::Unpaid),
            followed: has(NoteForm::Followed),
            since: named(&SINCES, &text("since")),
            price_min: price("price_min"),
            price_max: price("price_max"),
            in_stock: text("in_stock") == "true",
            sort: named(&SORTS, &text("sort")).unwrap_or_default(),
        }
    }

    /// The parts of a link or a request that say it; what is as usual is left out.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let mut parts = vec![("q", self.words.clone())];
        let mut add =
            |name: &'static str, value: Option<String>| parts.extend(value.map(|value| (name, value)));
        add("kind", self.kind.map(|kind| word(&KINDS, kind)));
        add("lang", self.lang.clone());
        let forms = [
            self.with_products.then(|| word(&FORMS, NoteForm::WithProducts)),
            self.unpaid.then(|| word(&FORMS, NoteForm::Unpaid)),
            self.followed.then(|| word(&FORMS, NoteForm::Followed)),
        ];
        let forms: Vec<String> = forms.into_iter().flatten().collect();
        add("form", (!forms.is_empty()).then(|| forms.join(",")));
        add("since", self.since.map(|since| word(&SINCES, since)));
        add("price_min", self.price_min.map(|price| price.to_string()));
        add("price_max", self.price_max.map(|price| price.to_string()));
        add("in_stock", self.in_stock.then(|| "true".to_owned()));
        let sort = (self.sort != SearchSort::default()).then(|| word(&SORTS, self.sort));
        add("sort", sort);
        parts
    }

    /// How many filters are set; the kind and the order are none.
    pub fn filters(&self) -> usize {
        let set = [
            self.lang.is_some(),
            self.with_products,
            self.unpaid,
            self.followed,
            self.since.is_some(),
            self.price_min.is_some(),
            self.price_max.is_some(),
            self.in_stock,
        ];
        set.into_iter().filter(|set| *set).count()
    }

    /// The same words without filters.
    pub fn without_filters(&self) -> Self {
        Self {
            kind: self.kind,
            sort: self.sort,
            ..Self::of(&self.words)
        }
    }
}

fn cents(text: &str) -> Option<u32> {
    text.parse().ok()
}

fn named<T: Copy>(all: &[(T, &str)], word: &str) -> Option<T> {
    all.iter().find(|(_, name)| *name == word).map(|(one, _)| *one)
}

fn word<T: Copy + PartialEq>(all: &[(T, &str)], one: T) -> String {
    let found = all.iter().find(|(other, _)| *other == one);
    found.map_or("", |(_, name)| *name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(ask: &SearchAsk) -> SearchAsk {
        let parts = ask.parts();
        SearchAsk::read(|name| {
            parts
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| value.clone())
        })
    }

    #[test]
    fn a_search_comes_back_from_its_link_as_it_was() {
        for kind in [None, Some(SearchKind::People)] {
            for since in [None, Some(SearchSince::Month)] {
                let ask = SearchAsk {
                    kind,
                    since,
                    lang: Some("de".to_owned()),
                    with_products: since.is_some(),
                    unpaid: true,
                    followed: kind.is_some(),
                    price_max: Some(2_500),
                    in_stock: kind.is_some(),
                    sort: SearchSort::Liked,
                    ..SearchAsk::of("leise Schuhe & mehr")
                };
                assert_eq!(back(&ask), ask);
            }
        }
        assert_eq!(SearchAsk::of(" shoes ").parts(), [("q", "shoes".to_owned())]);
    }

    #[test]
    fn what_makes_no_sense_in_a_link_is_left_out() {
        let ask = SearchAsk::read(|name| Some(if name == "q" { "shoes" } else { "<b>" }.to_owned()));
        assert_eq!(ask, SearchAsk::of("shoes"));
    }
}
