//! Made-up goods, so that the gallery draws without a backend.

use meadow_wire::{
    Money, PersonKind, Picture, PictureSource, Product, ProductCard, QuantityBreak, Terms, Variant,
    VariantOption,
};

use super::people::person;

/// An amount.
pub fn euros(minor: i64) -> Money {
    Money {
        minor,
        ..Money::default()
    }
}

/// A picture of the demo town. Without its backend the colour of the hash stands in its place.
pub fn picture(file: &str, thumbhash: &str, alt: &str) -> Picture {
    Picture {
        sources: vec![
            PictureSource {
                url: format!("/media/products/{file}@240.webp"),
                width: 240,
            },
            PictureSource {
                url: format!("/media/products/{file}.webp"),
                width: 480,
            },
        ],
        width: 480,
        height: 640,
        thumbhash: thumbhash.to_owned(),
        alt: alt.to_owned(),
    }
}

/// A notebook of which three cost less each.
fn terms() -> Terms {
    Terms {
        weight_grams: 390,
        breaks: vec![QuantityBreak {
            from: 3,
            price: euros(3_240),
        }],
        ..Terms::default()
    }
}

/// The card of a product with so many left.
pub fn product_card(stock: u32, one_variant: bool) -> ProductCard {
    ProductCard {
        id: "g-gallery".into(),
        name: "Left-Hander's notebook, berry".to_owned(),
        picture: picture(
            "notebook-berry-en",
            "a0gKBQLXiId39jhXdnRaeYGfevaX",
            "Berry-coloured notebook",
        ),
        price: euros(3_600),
        price_varies: !one_variant,
        stock,
        only_variant: one_variant.then(|| "g-gallery:one".into()),
        terms: one_variant.then(terms),
        lang: "en".to_owned(),
    }
}

/// A product with sizes and widths, some of them sold out.
pub fn product() -> Product {
    let option = |name: &str, values: &[&str]| VariantOption {
        name: name.to_owned(),
        values: values.iter().map(|&value| value.to_owned()).collect(),
    };
    let variant = |size: &str, width: &str, price, stock| Variant {
        id: format!("g-gallery:{size}/{width}").into(),
        values: vec![size.to_owned(), width.to_owned()],
        price: euros(price),
        terms: terms(),
        stock,
    };
    Product {
        card: product_card(9, false),
        options: vec![
            option("Size", &["A6", "A5", "A4"]),
            option("Ruling", &["Plain", "Dotted"]),
        ],
        variants: vec![
            variant("A6", "Plain", 3_600, 0),
            variant("A6", "Dotted", 3_600, 0),
            variant("A5", "Plain", 3_900, 2),
            variant("A5", "Dotted", 3_900, 0),
            variant("A4", "Plain", 4_400, 7),
        ],
        ..Product::default()
    }
}

/// A product of which there is one kind, and so many of it.
pub fn only_one_kind(id: &str, stock: u32) -> Product {
    let card = ProductCard {
        id: id.into(),
        stock,
        only_variant: Some(format!("{id}:one").into()),
        ..product_card(stock, true)
    };
    let variant = Variant {
        id: format!("{id}:one").into(),
        values: Vec::new(),
        price: card.price,
        terms: terms(),
        stock,
    };
    Product {
        card,
        variants: vec![variant],
        ..described()
    }
}

/// The same product under another id: of two with one id, choosing in one would choose in the other.
pub fn product_called(id: &str) -> Product {
    let mut product = product();
    product.card.id = id.into();
    Product {
        card: product.card,
        options: product.options,
        variants: product.variants,
        ..described()
    }
}

/// What is told about a product.
fn described() -> Product {
    let pictures = [
        (
            "notebook-berry-en",
            "a0gKBQLXiId39jhXdnRaeYGfevaX",
            "Berry-coloured notebook",
        ),
        (
            "umbrella-mustard",
            "tecBDQJ/d5VzmGiJeKcXeQl6gKAX",
            "Umbrella in mustard",
        ),
    ];
    Product {
        tagline: "Bound on the right, for those who write with the left".to_owned(),
        description: "Sewn, not glued: it lies flat from the first page on.\n\nThe paper takes ink."
            .to_owned(),
        pictures: pictures
            .map(|(file, thumbhash, alt)| picture(file, thumbhash, alt))
            .to_vec(),
        owner: person("Ruth Whitaker", PersonKind::Owner),
        facts: vec![
            ("Pages".to_owned(), "160".to_owned()),
            ("Paper".to_owned(), "100 g/m²".to_owned()),
        ],
        ..Product::default()
    }
}
