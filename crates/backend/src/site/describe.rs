//! Notes, products, people and rooms as a `<head>` tells of them; the data is in the words of schema.org.

use meadow_domain::opinions::Spread;
use meadow_wire::{Money, Note, Person, Picture, Product, Room, RoomStatus};
use serde_json::{Value, json};

use super::head::Head;

/// A note is an article.
pub fn note(note: &Note) -> Head {
    let card = &note.card;
    Head {
        image: image(&card.cover),
        kind: "article",
        data: Some(json!({
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": card.title,
            "inLanguage": card.lang,
            "datePublished": card.at,
            "image": card.cover.largest(),
            "keywords": card.topics,
            "author": {"@type": "Person", "name": card.author.name, "url": format!("/people/{}", card.author.id)},
            "interactionStatistic": {
                "@type": "InteractionCounter",
                "interactionType": "https://schema.org/LikeAction",
                "userInteractionCount": card.likes,
            },
        })),
        ..Head::plain(&card.title, &note.text, &format!("/notes/{}", card.id))
    }
}

/// A product with its offers and what buyers say.
pub fn product(product: &Product) -> Head {
    let card = &product.card;
    let prices = product.variants.iter().map(|variant| variant.price);
    let high = prices.max_by_key(|price| price.minor).unwrap_or(card.price);
    let pictures: Vec<_> = product.pictures.iter().map(Picture::largest).collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": card.name,
        "description": product.description,
        "image": pictures,
        "brand": {"@type": "Brand", "name": product.owner.name},
        "offers": {
            "@type": "AggregateOffer",
            "lowPrice": decimal(card.price),
            "highPrice": decimal(high),
            "priceCurrency": card.price.currency.code(),
            "offerCount": product.variants.len(),
            "availability": match card.stock {
                0 => "https://schema.org/OutOfStock",
                _ => "https://schema.org/InStock",
            },
        },
    });
    if let Some(rating) = rating(product) {
        data["aggregateRating"] = rating;
    }
    Head {
        image: image(&card.picture),
        kind: "product",
        data: Some(data),
        ..Head::plain(
            &card.name,
            &format!("{} {}", product.tagline, product.description),
            &format!("/products/{}", card.id),
        )
    }
}

/// The mean of all reviews in tenths, as the page shows it: nobody uses floats.
fn rating(product: &Product) -> Option<Value> {
    let spread = Spread::counted(&product.review_counts);
    let tenths = spread.tenths()?;
    Some(json!({
        "@type": "AggregateRating",
        "ratingValue": format!("{}.{}", tenths / 10, tenths % 10),
        "reviewCount": spread.count(),
    }))
}

/// A person's page.
pub fn person(person: &Person) -> Head {
    let card = &person.card;
    Head {
        image: image(&card.avatar),
        kind: "profile",
        data: Some(json!({
            "@context": "https://schema.org",
            "@type": "ProfilePage",
            "mainEntity": {
                "@type": "Person",
                "name": card.name,
                "alternateName": person.handle,
                "description": person.bio,
                "image": card.avatar.largest(),
            },
        })),
        ..Head::plain(&card.name, &person.bio, &format!("/people/{}", card.id))
    }
}

/// A room is a broadcast.
pub fn room(room: &Room) -> Head {
    let card = &room.card;
    Head {
        image: image(&card.cover),
        data: Some(json!({
            "@context": "https://schema.org",
            "@type": "BroadcastEvent",
            "name": card.title,
            "description": room.about,
            "inLanguage": card.lang,
            "startDate": card.starts_at,
            "isLiveBroadcast": card.status == RoomStatus::Live,
            "image": card.cover.largest(),
            "performer": {"@type": "Person", "name": card.host.name, "url": format!("/people/{}", card.host.id)},
        })),
        ..Head::plain(&card.title, &room.about, &format!("/live/{}", card.id))
    }
}

fn image(picture: &Picture) -> Option<String> {
    Some(picture.largest().to_owned()).filter(|path| !path.is_empty())
}

/// `1250` cents are `12.50`, as schema.org wants prices.
fn decimal(money: Money) -> String {
    let digits = money.currency.digits();
    let unit = 10_i64.pow(digits);
    match digits {
        0 => money.minor.to_string(),
        _ => format!(
            "{}.{:0width$}",
            money.minor / unit,
            money.minor % unit,
            width = digits as usize
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{decimal, product};
    use meadow_wire::{Currency, Money, Product};

    #[test]
    fn prices_are_written_with_their_currencys_digits() {
        assert_eq!(
            decimal(Money {
                minor: 1_250,
                currency: Currency::Eur
            }),
            "12.50"
        );
        assert_eq!(
            decimal(Money {
                minor: 1_205,
                currency: Currency::Eur
            }),
            "12.05"
        );
        assert_eq!(
            decimal(Money {
                minor: 1_250,
                currency: Currency::Jpy
            }),
            "1250"
        );
    }

    #[test]
    fn a_product_without_reviews_claims_no_rating() {
        let head = product(&Product::default());
        assert!(
            head.data
                .is_some_and(|data| data.get("aggregateRating").is_none())
        );
    }
}
