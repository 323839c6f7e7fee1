//! Totals.

use meadow_domain::{
    cart::{PendingChange, overlay},
    pricing::{coupons::read_code, price, settle, unit_price},
};
use meadow_wire::{
    Cart, CartChange, CartLine, Coupon, CouponKind, CouponRefusal, CouponState, Currency, Money,
    PricingRules, QuantityBreak, ShippingTier, TaxClass, TaxMode, TaxRules, Terms,
};
use proptest::prelude::*;

const GOODS: [&str; 5] = ["boot", "mug", "lamp", "plant", "soap"];

/// What the shop knows of its goods, its coupons and a market; the cart is made from it, as the server does.
#[derive(Debug, Clone)]
struct Shop {
    goods: Vec<CartLine>,
    coupons: Vec<(Coupon, Option<CouponRefusal>)>,
    rules: PricingRules,
}

impl Shop {
    /// What the server makes of quantities: everything anew.
    fn cart(&self, quantities: &[(usize, u32)]) -> Cart {
        let lines = quantities.iter().map(|(at, quantity)| CartLine {
            quantity: *quantity,
            ..self.goods[*at].clone()
        });
        let coupons = self.coupons.iter().map(|(coupon, refusal)| CouponState {
            coupon: coupon.clone(),
            takes_off: Money::default(),
            refusal: refusal.clone(),
        });
        let mut cart = Cart {
            lines: lines.collect(),
            coupons: coupons.collect(),
            rules: self.rules.clone(),
            ..Cart::default()
        };
        settle(&mut cart);
        cart
    }
}

fn currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(vec![
        Currency::Eur,
        Currency::Gbp,
        Currency::Usd,
        Currency::Cny,
        Currency::Jpy,
        Currency::Chf,
        Currency::Krw,
    ])
}

fn terms(currency: Currency) -> impl Strategy<Value = Terms> {
    let step = (2..=99u32, 0..100_000i64).prop_map(move |(from, minor)| QuantityBreak {
        from,
        price: Money { minor, currency },
    });
    let class = prop::sample::select(vec![TaxClass::Standard, TaxClass::Reduced]);
    (0..60_000u32, class, prop::collection::vec(step, 0..3)).prop_map(|(weight_grams, tax_class, breaks)| {
        Terms {
            weight_grams,
            tax_class,
            breaks,
        }
    })
}

fn goods(currency: Currency) -> impl Strategy<Value = Vec<CartLine>> {
    let one = (0..300_000i64, terms(currency)).prop_map(move |(minor, terms)| CartLine {
        unit_price: Money { minor, currency },
        terms,
        ..CartLine::default()
    });
    prop::collection::vec(one, GOODS.len()).prop_map(|mut all| {
        for (line, name) in all.iter_mut().zip(GOODS) {
            line.product = name.into();
            line.variant = name.into();
        }
        all
    })
}

fn rules(currency: Currency) -> impl Strategy<Value = PricingRules> {
    let money = move |minor| Money { minor, currency };
    let tiers = prop::collection::vec((0..100_000u32, 0..5_000i64), 0..4).prop_map(move |mut tiers| {
        tiers.sort_unstable();
        tiers
            .into_iter()
            .map(|(up_to_grams, minor)| ShippingTier {
                up_to_grams,
                price: money(minor),
            })
            .collect::<Vec<_>>()
    });
    let tax =
        (any::<bool>(), 0..400u32, 0..400u32).prop_map(|(added, standard_permille, reduced_permille)| {
            TaxRules {
                mode: if added { TaxMode::Added } else { TaxMode::Included },
                standard_permille,
                reduced_permille,
            }
        });
    (tiers, prop::option::of(0..400_000i64), tax).prop_map(move |(shipping, from, tax)| PricingRules {
        destination: "DE".to_owned(),
        currency,
        shipping,
        free_shipping_from: from.map(money),
        tax,
    })
}

fn coupon(currency: Currency) -> impl Strategy<Value = (Coupon, Option<CouponRefusal>)> {
    let takes = prop_oneof![
        (0..1_500u32).prop_map(|permille| CouponKind::Percent { permille }),
        (-100..400_000i64).prop_map(move |minor| CouponKind::Amount(Money { minor, currency })),
        Just(CouponKind::FreeShipping),
    ];
    let minimum = prop::option::of((0..600_000i64).prop_map(move |minor| Money { minor, currency }));
    let products = prop::collection::vec(prop::sample::select(GOODS.to_vec()), 0..3);
    let refusal = prop_oneof![
        4 => Just(None),
        1 => Just(Some(CouponRefusal::Expired)),
        1 => Just(Some(CouponRefusal::UsedUp)),
    ];
    ("[A-Z]{4}", takes, minimum, products, any::<bool>(), refusal).prop_map(
        |(code, takes, minimum, products, stacks, refusal)| {
            let coupon = Coupon {
                code: code.into(),
                takes,
                minimum,
                products: products.into_iter().map(Into::into).collect(),
                room: None,
                from: None,
                until: None,
                stacks,
                words: String::new(),
                lang: "en".to_owned(),
            };
            (coupon, refusal)
        },
    )
}

fn shop() -> impl Strategy<Value = Shop> {
    currency().prop_flat_map(|currency| {
        let coupons = prop::collection::vec(coupon(currency), 0..5);
        (goods(currency), coupons, rules(currency)).prop_map(|(goods, coupons, rules)| Shop {
            goods,
            coupons,
            rules,
        })
    })
}

/// Some of the goods, each at most once.
fn quantities() -> impl Strategy<Value = Vec<(usize, u32)>> {
    prop::collection::btree_map(0..GOODS.len(), 1..=99u32, 0..5).prop_map(|all| all.into_iter().collect())
}

/// The changes that the shopper makes, with what the page knows of the goods.
fn changes(shop: &Shop, deltas: &[(usize, i32)]) -> Vec<PendingChange> {
    let numbered = deltas.iter().enumerate();
    numbered
        .map(|(number, (at, delta))| {
            let change = CartChange {
                id: number.to_string().into(),
                variant: GOODS[*at].into(),
                delta: *delta,
            };
            (change, shop.goods[*at].clone())
        })
        .collect()
}

/// Quantities by the server's rule.
fn changed(mut rows: Vec<(usize, u32)>, deltas: &[(usize, i32)]) -> Vec<(usize, u32)> {
    for (at, delta) in deltas {
        if !rows.iter().any(|(known, _)| known == at) {
            rows.push((*at, 0));
        }
        for row in &mut rows {
            if row.0 == *at {
                row.1 = row.1.saturating_add_signed(*delta).min(99);
            }
        }
        rows.retain(|row| row.1 > 0);
    }
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12_000))]

    #[test]
    fn what_the_client_shows_at_once_is_what_the_server_charges(
        shop in shop(),
        held in quantities(),
        deltas in prop::collection::vec((0..GOODS.len(), -99..=99i32), 0..8),
    ) {
        // The client knows the server's last answer as JSON, and its own changes.
        let sent = serde_json::to_string(&shop.cart(&held)).expect("a cart can be written");
        let confirmed: Cart = serde_json::from_str(&sent).expect("a cart can be read");
        let shown = overlay(&confirmed, &changes(&shop, &deltas));
        let charged = shop.cart(&changed(held, &deltas));
        prop_assert_eq!(&shown.totals, &charged.totals);
        prop_assert_eq!(&shown.coupons, &charged.coupons);
        prop_assert_eq!(price(&shown), price(&charged));
    }

    #[test]
    fn everything_adds_up_and_nothing_is_below_zero(shop in shop(), held in quantities()) {
        let cart = shop.cart(&held);
        let (priced, sum) = (price(&cart), cart.totals);
        let all = |pick: fn(&meadow_domain::pricing::PricedLine) -> Money| -> i64 {
            priced.lines.iter().map(|line| pick(line).minor).sum()
        };
        prop_assert_eq!(all(|line| line.sum), sum.subtotal.minor);
        prop_assert_eq!(all(|line| line.discount), sum.discount.minor);
        prop_assert_eq!(priced.coupons.iter().map(|state| state.takes_off.minor).sum::<i64>(), sum.discount.minor);
        let delivery_tax = sum.tax.minor - all(|line| line.tax);
        prop_assert!((0..=sum.tax.minor).contains(&delivery_tax));
        let (added, on_delivery) = match sum.tax_mode {
            TaxMode::Included => (0, 0),
            TaxMode::Added => (sum.tax.minor, delivery_tax),
        };
        prop_assert_eq!(sum.total.minor, sum.subtotal.minor - sum.discount.minor + sum.shipping.minor + added);
        prop_assert_eq!(all(|line| line.paid) + sum.shipping.minor + on_delivery, sum.total.minor);
        for line in &priced.lines {
            prop_assert!((0..=line.sum.minor).contains(&line.discount.minor));
            prop_assert!(line.tax.minor >= 0 && line.paid.minor >= 0);
        }
        for state in &priced.coupons {
            prop_assert!(state.refusal.is_none() || state.takes_off.minor == 0);
        }
        prop_assert!(sum.shipping.minor == 0 || cart.rules.shipping.iter().any(|tier| tier.price == sum.shipping));
        prop_assert!(sum.total.minor >= 0 && sum.discount.minor <= sum.subtotal.minor);
    }

    #[test]
    fn settling_twice_changes_nothing_more(shop in shop(), held in quantities()) {
        let once = shop.cart(&held);
        let mut twice = once.clone();
        settle(&mut twice);
        prop_assert_eq!(once, twice);
    }
}

proptest! {
    #[test]
    fn more_of_a_thing_never_breaks_the_price_of_one(terms in terms(Currency::Eur), quantity in 0..200u32) {
        let single = Money { minor: 500, ..Money::default() };
        let price = unit_price(single, &terms, quantity);
        let is_known = price == single || terms.breaks.iter().any(|step| step.price == price && step.from <= quantity);
        prop_assert!(is_known);
    }

    #[test]
    fn no_amount_however_large_breaks_the_sum(
        shop in shop(),
        minors in prop::collection::vec(any::<i64>(), 5),
        quantity: u32,
        permille: u32,
    ) {
        let mut shop = shop;
        for (line, minor) in shop.goods.iter_mut().zip(minors) {
            line.unit_price.minor = minor;
            line.terms.weight_grams = u32::MAX;
        }
        for (coupon, _) in &mut shop.coupons {
            coupon.takes = CouponKind::Percent { permille };
        }
        shop.rules.tax.standard_permille = u32::MAX;
        let sum = shop.cart(&[(0, quantity), (1, quantity), (2, quantity)]).totals;
        prop_assert!(sum.discount.minor >= 0 && sum.subtotal.minor >= 0);
    }

    #[test]
    fn a_code_is_read_in_any_case_and_with_spaces_around(code in "[a-zA-Z0-9-]{1,32}", spaces in "[ \t\n]{0,3}") {
        let read = read_code(&format!("{spaces}{code}{spaces}"));
        prop_assert_eq!(read.map(|code| code.0), Some(code.to_uppercase()));
    }

    #[test]
    fn what_is_no_code_is_none(typed in ".{0,3}[^a-zA-Z0-9 \t\n-].{0,3}") {
        // Some letters become plain ones in upper case: ſ is S.
        prop_assume!(typed.is_ascii());
        let inner = typed.trim();
        prop_assume!(inner.bytes().any(|letter| !letter.is_ascii_alphanumeric() && letter != b'-'));
        prop_assert_eq!(read_code(&typed), None);
    }
}
