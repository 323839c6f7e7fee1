//! Products.

use meadow_wire::{
    Goods, GoodsMoved, Offer, Picture, Product, ProductCard, SaveRequest, Saved, SavedList, SavedThings,
    Terms, Variant, VariantNow, VariantOption,
};

use super::{
    at, euros, notes, people, picture, prices, product_id,
    reviews::{self, review},
    variant_id,
};

pub fn derby_picture() -> Picture {
    picture(
        "products/quiet-derby",
        (480, 640),
        "A black leather derby on a pale podium",
    )
}

pub fn product_card() -> ProductCard {
    ProductCard {
        id: product_id(),
        name: "Quiet Derby".to_owned(),
        picture: derby_picture(),
        price: euros(18_900),
        price_varies: true,
        stock: 7,
        only_variant: None,
        terms: None,
        lang: "en".to_owned(),
    }
}

/// A product that a card can add without asking.
pub fn mug_card() -> ProductCard {
    ProductCard {
        id: "g-de-04".into(),
        name: "Becher für kleine Hände".to_owned(),
        picture: picture("products/small-mug", (480, 480), "Ein flacher blauer Becher"),
        price: euros(2_450),
        price_varies: false,
        stock: 31,
        only_variant: Some("g-de-04:1".into()),
        terms: Some(prices::terms()),
        lang: "de".to_owned(),
    }
}

pub fn variant_option() -> VariantOption {
    VariantOption {
        name: "Size".to_owned(),
        values: vec!["38".to_owned(), "39".to_owned()],
    }
}

pub fn variant() -> Variant {
    Variant {
        id: variant_id(),
        values: vec!["38".to_owned(), "wide".to_owned()],
        price: euros(18_900),
        terms: prices::terms(),
        stock: 1,
    }
}

pub fn product() -> Product {
    let width = VariantOption {
        name: "Width".to_owned(),
        values: vec!["normal".to_owned(), "wide".to_owned()],
    };
    let sold_out = Variant {
        id: "g-en-01:39/wide".into(),
        values: vec!["39".to_owned(), "wide".to_owned()],
        price: euros(19_900),
        terms: Terms::default(),
        stock: 0,
    };
    Product {
        card: product_card(),
        tagline: "A leather shoe that is silent in the office.".to_owned(),
        description: "For people who walk past those who think.\n\nIt does not like snow.".to_owned(),
        pictures: vec![
            derby_picture(),
            picture("products/quiet-derby-sole", (640, 480), "Its felt sole"),
        ],
        owner: people::person_card(),
        options: vec![variant_option(), width],
        variants: vec![variant(), sold_out],
        facts: vec![("Weight".to_owned(), "310 g".to_owned())],
        topics: vec!["shoes".to_owned(), "office".to_owned()],
        reviews: vec![review()],
        reviews_next: Some("cmV2aWV3czoxOnJ2".to_owned()),
        review_counts: reviews::counts(),
        notes: vec![notes::note_card()],
    }
}

pub fn variant_now() -> VariantNow {
    VariantNow {
        variant: variant_id(),
        price: euros(18_900),
        stock: 2,
    }
}

pub fn goods() -> Goods {
    Goods {
        product: product_id(),
        price: euros(18_900),
        price_varies: false,
        stock: 2,
        variants: vec![variant_now()],
    }
}

pub fn goods_moved() -> GoodsMoved {
    GoodsMoved {
        goods: vec![goods()],
        server_time: at(3),
    }
}

pub fn saved_lists() -> [SavedList; 2] {
    [SavedList::Later, SavedList::Wishes]
}

pub fn offer() -> Offer {
    Offer {
        product: product_card(),
        variant: variant(),
    }
}

pub fn saved() -> Saved {
    Saved {
        list: SavedList::Later,
        offer: offer(),
        quantity: 1,
        price_then: euros(19_900),
        at: at(0),
    }
}

pub fn saved_things() -> SavedThings {
    SavedThings { items: vec![saved()] }
}

pub fn save_request() -> SaveRequest {
    SaveRequest { quantity: 2 }
}
