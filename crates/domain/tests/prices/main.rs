//! Prices that were worked out by hand: `table.txt` says how it is read.

mod rules;

use std::collections::BTreeMap;

use meadow_domain::pricing::price;
use meadow_wire::{
    Cart, CartLine, Coupon, CouponKind, CouponState, Currency, Money, PricingRules, QuantityBreak,
    ShippingTier, TaxClass, TaxMode, TaxRules, Terms,
};

const TABLE: &str = include_str!("table.txt");

#[test]
fn everything_in_the_table_comes_to_what_was_worked_out_by_hand() {
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    let mut market = PricingRules::default();
    // Everything before the first market is for the reader.
    let start = TABLE.find("\n= ").expect("a market");
    for line in TABLE[start..].lines().filter(|line| !line.is_empty()) {
        if let Some(described) = line.strip_prefix("= ") {
            market = rules(described);
            continue;
        }
        let [name, lines, coupons, comes_to, _] = cells(line);
        let totals = price(&cart(&market, lines, coupons)).totals;
        let got = [
            totals.subtotal,
            totals.discount,
            totals.shipping,
            totals.tax,
            totals.total,
        ];
        let wanted: Vec<i64> = comes_to.split_whitespace().map(number).collect();
        assert_eq!(
            got.map(|amount| amount.minor).as_slice(),
            wanted,
            "{:?}: {name}",
            market.currency
        );
        assert!(
            got.iter().all(|amount| amount.currency == market.currency),
            "{name}"
        );
        *rows.entry(market.currency.code()).or_default() += 1;
    }
    assert_eq!(rows.len(), 7, "one of the currencies is missing: {rows:?}");
    assert_eq!(rows.values().sum::<usize>(), 52);
}

fn cells<const COUNT: usize>(line: &str) -> [&str; COUNT] {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    cells
        .try_into()
        .unwrap_or_else(|cells| panic!("{COUNT} cells are wanted: {cells:?}"))
}

fn number<N: std::str::FromStr>(text: &str) -> N {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is no number"))
}

fn currency(code: &str) -> Currency {
    serde_json::from_str(&format!("\"{code}\"")).expect("a currency")
}

fn euros(minor: i64) -> Money {
    Money {
        minor,
        ..Money::default()
    }
}

/// `EUR | included 190 70 | 490 790 | 5900`.
fn rules(described: &str) -> PricingRules {
    let [code, taxes, delivery, free_from] = cells(described);
    let currency = currency(code);
    let money = |text: &str| Money {
        minor: number(text),
        currency,
    };
    let taxes: Vec<&str> = taxes.split(' ').collect();
    PricingRules {
        destination: "DE".to_owned(),
        currency,
        shipping: [2_000, 10_000]
            .into_iter()
            .zip(delivery.split(' '))
            .map(|(up_to_grams, price)| ShippingTier {
                up_to_grams,
                price: money(price),
            })
            .collect(),
        free_shipping_from: (free_from != "never").then(|| money(free_from)),
        tax: TaxRules {
            mode: match taxes[0] {
                "included" => TaxMode::Included,
                _ => TaxMode::Added,
            },
            standard_permille: number(taxes[1]),
            reduced_permille: number(taxes[2]),
        },
    }
}

fn cart(rules: &PricingRules, lines: &str, coupons: &str) -> Cart {
    with(
        rules,
        lines.split_whitespace().map(goods).collect(),
        coupons.split_whitespace().map(coupon).collect(),
    )
}

fn with(rules: &PricingRules, lines: Vec<CartLine>, coupons: Vec<Coupon>) -> Cart {
    let coupons = coupons.into_iter().map(|coupon| CouponState {
        coupon,
        takes_off: Money::default(),
        refusal: None,
    });
    Cart {
        lines,
        coupons: coupons.collect(),
        rules: rules.clone(),
        ..Cart::default()
    }
}

/// `2x1250`, `1x1999:plant`, `1x400:2001g`, `3x1000:3from900`, `1x2000:other`.
fn goods(described: &str) -> CartLine {
    let (plain, special) = described.split_once(':').unwrap_or((described, "goods"));
    let (quantity, price) = plain.split_once('x').expect("how many for how much");
    let mut line = CartLine {
        product: "goods".into(),
        quantity: number(quantity),
        unit_price: euros(number(price)),
        terms: Terms {
            weight_grams: 500,
            ..Terms::default()
        },
        ..CartLine::default()
    };
    if special == "plant" {
        line.terms.tax_class = TaxClass::Reduced;
    } else if let Some((from, price)) = special.split_once("from") {
        line.terms.breaks = vec![QuantityBreak {
            from: number(from),
            price: euros(number(price)),
        }];
    } else if let Some(grams) = special
        .strip_suffix('g')
        .filter(|grams| grams.parse::<u32>().is_ok())
    {
        line.terms.weight_grams = number(grams);
    } else {
        line.product = special.into();
    }
    line
}

/// `100‰`, `-500`, `free`, `500‰@goods`.
fn coupon(described: &str) -> Coupon {
    let (takes, product) = described.split_once('@').unwrap_or((described, ""));
    let takes = if let Some(permille) = takes.strip_suffix('‰') {
        CouponKind::Percent {
            permille: number(permille),
        }
    } else if let Some(minor) = takes.strip_prefix('-') {
        CouponKind::Amount(euros(number(minor)))
    } else {
        assert_eq!(takes, "free");
        CouponKind::FreeShipping
    };
    let products = [product].into_iter().filter(|product| !product.is_empty());
    Coupon {
        code: described.into(),
        takes,
        minimum: None,
        products: products.map(Into::into).collect(),
        room: None,
        from: None,
        until: None,
        stacks: true,
        words: String::new(),
        lang: "en".to_owned(),
    }
}
