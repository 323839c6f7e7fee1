//! What the field offers, in groups.

use leptos::prelude::*;
use meadow_wire::{FoundPerson, MarkedText, ProductCard};

use super::{option_id, search_for};
use crate::{
    features::{Marked, Shot, price::money},
    paths,
    stores::search::SearchStore,
    ui::{Glyph, Icon},
};

/// So many recent searches are offered while nothing is typed.
const RECENT: usize = 4;

/// One thing that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Words that were searched for before, or are now.
    Recent(String),
    /// Words to search for.
    Query(MarkedText),
    /// A product to go to.
    Product(Box<ProductCard>),
    /// Somebody to go to.
    Person(Box<FoundPerson>),
}

impl Offer {
    /// Where it leads.
    pub fn href(&self) -> String {
        match self {
            Self::Recent(words) => search_for(words),
            Self::Query(query) => search_for(&query.text),
            Self::Product(card) => paths::product(&card.id),
            Self::Person(person) => paths::person(&person.card.id),
        }
    }

    /// What the field holds when it is chosen; what was typed, if it is no search.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Recent(words) => Some(words.clone()),
            Self::Query(query) => Some(query.text.clone()),
            Self::Product(_) | Self::Person(_) => None,
        }
    }
}

/// Offers of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they are.
    pub name: &'static str,
    /// The offers; never empty.
    pub offers: Vec<Offer>,
}

impl Group {
    /// Whether they are what was searched for before.
    pub fn is_recent(&self) -> bool {
        self.offers.iter().any(|offer| matches!(offer, Offer::Recent(_)))
    }
}

/// What is offered for what is typed; tracked.
pub fn groups(store: SearchStore, typed: &str) -> Vec<Group> {
    let idle = typed.trim().is_empty();
    let recent = match idle {
        true => store
            .recent()
            .get()
            .into_iter()
            .take(RECENT)
            .map(Offer::Recent)
            .collect(),
        false => Vec::new(),
    };
    let mut found = store.suggestions().get();
    if idle {
        found.queries = store.topics().get();
    }
    let boxed_person = |person| Offer::Person(Box::new(person));
    let boxed_product = |card| Offer::Product(Box::new(card));
    let all = [
        ("Recent searches", recent),
        (
            if idle { "Talked about" } else { "Searches" },
            found.queries.into_iter().map(Offer::Query).collect(),
        ),
        (
            "Products",
            found.products.into_iter().map(boxed_product).collect(),
        ),
        ("People", found.people.into_iter().map(boxed_person).collect()),
    ];
    let groups = all
        .into_iter()
        .map(|(name, offers): (_, Vec<Offer>)| Group { name, offers });
    groups.filter(|group| !group.offers.is_empty()).collect()
}

/// The offer at a place, counted over all groups.
pub fn at(groups: &[Group], place: usize) -> Option<Offer> {
    groups.iter().flat_map(|group| &group.offers).nth(place).cloned()
}

/// A group of offers in the list.
#[component]
pub fn Offers(
    id: StoredValue<String>,
    group: Group,
    /// The place of its first offer.
    from: usize,
    active: RwSignal<Option<usize>>,
    #[prop(into)] on_choose: Callback<Offer>,
) -> impl IntoView {
    view! {
        <div class="search-box__group" role="group" aria-label=group.name>
            <p class="search-box__name" aria-hidden="true">{group.name}</p>
            {group
                .offers
                .into_iter()
                .zip(from..)
                .map(|(offer, at)| {
                    let is_active = move || active.get() == Some(at);
                    let chosen = offer.clone();
                    view! {
                        <div
                            class="search-box__option"
                            class:search-box__option--active=is_active
                            role="option"
                            id=option_id(id, at)
                            aria-selected=move || if is_active() { "true" } else { "false" }
                            on:click=move |_| on_choose.run(chosen.clone())
                            on:mousemove=move |_| if active.get_untracked() != Some(at) { active.set(Some(at)) }
                        >
                            <Words offer=offer />
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}

#[component]
fn Words(offer: Offer) -> impl IntoView {
    match offer {
        Offer::Recent(words) => view! {
            <Icon glyph=Glyph::Clock />
            <bdi class="search-box__words">{words}</bdi>
        }
        .into_any(),
        Offer::Query(query) => view! {
            <Icon glyph=Glyph::Search />
            <bdi class="search-box__words"><Marked text=query.text marks=query.marks /></bdi>
        }
        .into_any(),
        Offer::Product(card) => view! {
            <span class="search-box__picture"><Shot picture=card.picture sizes="40px" decorative=true /></span>
            <bdi class="search-box__words" lang=card.lang>{card.name}</bdi>
            <bdi class="search-box__beside">{money(card.price)}</bdi>
        }
        .into_any(),
        Offer::Person(person) => view! {
            <span class="search-box__picture search-box__picture--person">
                <Shot picture=person.card.avatar sizes="40px" decorative=true />
            </span>
            <bdi class="search-box__words">{person.card.name}</bdi>
            <bdi class="search-box__beside">{format!("@{}", person.handle)}</bdi>
        }
        .into_any(),
    }
}
