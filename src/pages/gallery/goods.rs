//! What the gallery shows: made-up people and goods, so that it draws without a backend.

use meadow_wire::{
    Address, Cart, CartLine, Comment, FieldError, Money, NoteCard, Order, OrderLine, OrderState, OrderStep,
    Outcome, PersonCard, PersonKind, Picture, PictureSource, PricingRules, Product, ProductCard, Review,
    RoomCard, RoomStatus, Timestamp, Trait, Variant, VariantOption,
};

use crate::browser::time::now_ms;

/// The hours that an example lies back.
fn hours_ago(hours: i64) -> Timestamp {
    Timestamp::from_ms(now_ms() - hours * 3_600_000)
}

fn euros(minor: i64) -> Money {
    Money {
        minor,
        ..Money::default()
    }
}

/// A picture of the demo town. Without its backend the colour of the hash stands in its place.
fn picture(file: &str, thumbhash: &str, alt: &str) -> Picture {
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

/// A person who buys, or who also sells.
pub fn person(name: &str, kind: PersonKind) -> PersonCard {
    PersonCard {
        id: "p-en-04".into(),
        name: name.to_owned(),
        avatar: Picture {
            sources: vec![PictureSource {
                url: "/media/avatars/avatar-15.webp".to_owned(),
                width: 160,
            }],
            width: 160,
            height: 160,
            thumbhash: "akkOFwL4R3h1eod9hId4h3iIl59H+XoD".to_owned(),
            alt: String::new(),
        },
        kind,
    }
}

/// What somebody tells about themselves.
pub fn traits() -> Vec<Trait> {
    [
        ("height_cm", "158"),
        ("foot_width", "wide"),
        ("noise", "quiet"),
        ("pets", "cat"),
    ]
    .map(|(key, value)| Trait {
        key: key.to_owned(),
        value: value.to_owned(),
    })
    .to_vec()
}

/// The card of a note, paid for or not.
pub fn note(title: &str, paid: bool) -> NoteCard {
    NoteCard {
        id: "n-gallery".into(),
        title: title.to_owned(),
        cover: picture(
            "umbrella-mustard",
            "tecBDQJ/d5VzmGiJeKcXeQl6gKAX",
            "Umbrella in mustard",
        ),
        author: person("Ifeoma Okafor", PersonKind::Buyer),
        likes: 1_404,
        liked: paid,
        topics: vec!["rain".to_owned()],
        paid,
        product_count: 1,
        lang: "en".to_owned(),
        at: hours_ago(30),
    }
}

/// The card of a room.
pub fn room(status: RoomStatus) -> RoomCard {
    RoomCard {
        id: "r-gallery".into(),
        title: "Shoes that say nothing".to_owned(),
        cover: picture("umbrella-mustard", "tecBDQJ/d5VzmGiJeKcXeQl6gKAX", ""),
        host: person("Ruth Whitaker", PersonKind::Owner),
        status,
        viewers: 312,
        starts_at: hours_ago(-5),
        lang: "en".to_owned(),
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

/// Two reviews: kept and sent back.
pub fn reviews() -> Vec<Review> {
    let review = |name: &str, outcome, stars, days_used, text: &str| Review {
        author: person(name, PersonKind::Buyer),
        traits: traits(),
        stars,
        text: text.to_owned(),
        outcome,
        days_used,
        at: hours_ago(24 * i64::from(days_used)),
    };
    vec![
        review(
            "Arjun Mehta",
            Outcome::Kept,
            5,
            110,
            "Number 17 of 40. I'm writing small to make it last.",
        ),
        review(
            "Imani Wright",
            Outcome::Returned,
            3,
            1,
            "Lovely, but the spine is on the wrong side for me.",
        ),
    ]
}

/// A comment with an answer.
pub fn comments() -> Vec<Comment> {
    let comment = |name: &str, text: &str, likes, replies| Comment {
        id: name.into(),
        author: person(name, PersonKind::Buyer),
        text: text.to_owned(),
        likes,
        at: hours_ago(3),
        replies,
    };
    let answer = comment(
        "Ruth Whitaker",
        "Next October. I only have two hands.",
        0,
        Vec::new(),
    );
    vec![comment(
        "Theo Lindqvist",
        "When is the next batch?",
        12,
        vec![answer],
    )]
}

/// A line of a cart.
pub fn cart_line(quantity: u32, stock: u32) -> CartLine {
    let card = product_card(stock, true);
    CartLine {
        variant: "g-gallery:one".into(),
        product: card.id,
        name: card.name,
        lang: card.lang,
        choice: "A5 · Plain".to_owned(),
        picture: card.picture,
        quantity,
        unit_price: card.price,
        stock,
    }
}

/// A cart below or above the price from which delivery is free.
pub fn cart(quantity: u32) -> Cart {
    let rules = PricingRules {
        shipping: euros(490),
        free_shipping_from: euros(5_900),
    };
    let mut cart = Cart {
        lines: vec![cart_line(quantity, 9)],
        rules,
        ..Cart::default()
    };
    cart.totals = meadow_domain::pricing::cart_totals(&cart);
    cart
}

/// An order that came as far as `state`.
pub fn order(state: OrderState) -> Order {
    let way = [
        OrderState::Placed,
        OrderState::Paid,
        OrderState::Packed,
        OrderState::Shipped,
        OrderState::Delivered,
    ];
    let reached = way
        .iter()
        .position(|one| *one == state)
        .map_or(2, |index| index + 1);
    let mut steps: Vec<OrderStep> = way
        .into_iter()
        .take(reached)
        .zip(0..)
        .map(|(state, index)| OrderStep {
            state,
            at: hours_ago(48 - 9 * index),
        })
        .collect();
    if steps.last().is_none_or(|step| step.state != state) {
        steps.push(OrderStep {
            state,
            at: hours_ago(20),
        });
    }
    let line = cart_line(2, 9);
    Order {
        id: "o-gallery".into(),
        number: "M-2026-000123".to_owned(),
        state,
        steps,
        lines: vec![OrderLine {
            variant: line.variant,
            product: line.product,
            name: line.name,
            lang: line.lang,
            choice: line.choice,
            picture: line.picture,
            quantity: line.quantity,
            unit_price: line.unit_price,
        }],
        totals: cart(2).totals,
        address: Address::default(),
        placed_at: hours_ago(48),
    }
}

/// What is wrong with an address of which two fields are missing.
pub fn errors() -> Vec<FieldError> {
    let mut errors = meadow_domain::validate::check_address(&Address::default());
    errors.truncate(2);
    errors
}
