//! Prices that were worked out by hand, frozen: for each currency and each kind of coupon.
//!
//! A row says what is in the cart (price of one, how many, and what is special), which coupons are given, and what it
//! must come to: subtotal, discount, delivery, tax, to pay. All in minor units, one thing weighs 500 g.

use meadow_domain::pricing::price;
use meadow_wire::{
    Cart, CartLine, Coupon, CouponKind, CouponRefusal, CouponState, Currency, Money, PricingRules,
    QuantityBreak, ShippingBy, ShippingTier, TaxClass, TaxMode, TaxRules, Terms,
};

/// Subtotal, discount, delivery, tax, to pay.
type ComesTo = [i64; 5];
type Row = (&'static str, Vec<CartLine>, Vec<Coupon>, ComesTo);

fn check(rules: &PricingRules, rows: Vec<Row>) {
    for (name, lines, coupons, comes_to) in rows {
        let totals = price(&cart(rules, lines, coupons)).totals;
        let got = [
            totals.subtotal,
            totals.discount,
            totals.shipping,
            totals.tax,
            totals.total,
        ];
        assert_eq!(
            got.map(|amount| amount.minor),
            comes_to,
            "{:?}: {name}",
            rules.currency
        );
        assert!(
            got.iter().all(|amount| amount.currency == rules.currency),
            "{name}"
        );
    }
}

#[test]
fn euros_with_19_or_7_percent_included_and_free_delivery_from_59() {
    let rules = market(
        Currency::Eur,
        [490, 790],
        Some(5_900),
        (TaxMode::Included, 190, 70),
    );
    check(
        &rules,
        vec![
            ("nothing", vec![], vec![], [0, 0, 0, 0, 0]),
            // 33.89 · 19/119 = 5.4111
            (
                "two things",
                vec![goods(1_250, 2), goods(399, 1)],
                vec![],
                [2_899, 0, 490, 541, 3_389],
            ),
            // 2.899 → 2.90; 30.99 · 19/119 = 4.948
            (
                "10 %",
                vec![goods(1_250, 2), goods(399, 1)],
                vec![percent(100)],
                [2_899, 290, 490, 495, 3_099],
            ),
            // 3.62375 → 3.62; 30.27 · 19/119 = 4.833
            (
                "12.5 %",
                vec![goods(1_250, 2), goods(399, 1)],
                vec![percent(125)],
                [2_899, 362, 490, 483, 3_027],
            ),
            // half a cent, away from zero: 0.005 → 0.01; 4.99 · 19/119 = 0.7967
            (
                "5 % of 10 cents",
                vec![goods(10, 1)],
                vec![percent(50)],
                [10, 1, 490, 80, 499],
            ),
            // 28.89 · 19/119 = 4.6127
            (
                "5 € off",
                vec![goods(1_250, 2), goods(399, 1)],
                vec![amount(500)],
                [2_899, 500, 490, 461, 2_889],
            ),
            // never more than the goods; 4.90 · 19/119 = 0.782
            (
                "100 € off",
                vec![goods(1_250, 2), goods(399, 1)],
                vec![amount(10_000)],
                [2_899, 2_899, 490, 78, 490],
            ),
            (
                "300 %",
                vec![goods(700, 1)],
                vec![percent(3_000)],
                [700, 700, 490, 78, 490],
            ),
            (
                "less than nothing off",
                vec![goods(700, 1)],
                vec![amount(-5)],
                [700, 0, 490, 190, 1_190],
            ),
            // 28.99 · 19/119 = 4.6287
            (
                "free delivery",
                vec![goods(1_250, 2), goods(399, 1)],
                vec![free()],
                [2_899, 0, 0, 463, 2_899],
            ),
            // 59.00 · 19/119 = 9.4202
            (
                "worth free delivery",
                vec![goods(5_900, 1)],
                vec![],
                [5_900, 0, 0, 942, 5_900],
            ),
            // 62.90 · 19/119 = 10.0429
            (
                "not worth it after a coupon",
                vec![goods(5_900, 1)],
                vec![amount(100)],
                [5_900, 100, 490, 1_004, 6_290],
            ),
            // 3 · 9.00; 31.90 · 19/119 = 5.0933
            (
                "three for 9 € each",
                vec![cheaper(1_000, 3, 3, 900)],
                vec![],
                [2_700, 0, 490, 509, 3_190],
            ),
            // 24.90 · 19/119 = 3.9756
            (
                "two are no three",
                vec![cheaper(1_000, 2, 3, 900)],
                vec![],
                [2_000, 0, 490, 398, 2_490],
            ),
            // 19.99 · 7/107 = 1.3078 and 4.90 · 19/119 = 0.782
            (
                "a plant",
                vec![plant(1_999, 1)],
                vec![],
                [1_999, 0, 490, 209, 2_489],
            ),
            // 9.00 · 7/107 = 0.5888 and (9.00 + 4.90) · 19/119 = 2.2193
            (
                "a plant and a mug, 10 %",
                vec![plant(1_000, 1), goods(1_000, 1)],
                vec![percent(100)],
                [2_000, 200, 490, 281, 2_290],
            ),
            // 8.90 · 19/119 = 1.421
            (
                "2 kg",
                vec![weighing(2_000, 400)],
                vec![],
                [400, 0, 490, 142, 890],
            ),
            // 11.90 · 19/119 = 1.90
            (
                "2.001 kg",
                vec![weighing(2_001, 400)],
                vec![],
                [400, 0, 790, 190, 1_190],
            ),
            (
                "heavier than all tiers",
                vec![weighing(90_000, 400)],
                vec![],
                [400, 0, 790, 190, 1_190],
            ),
            // 40.00 − 8.00 − 5.00, in either order; 31.90 · 19/119 = 5.0933
            (
                "20 % and 5 €",
                vec![goods(2_000, 2)],
                vec![percent(200), amount(500)],
                [4_000, 1_300, 490, 509, 3_190],
            ),
            (
                "5 € and 20 %",
                vec![goods(2_000, 2)],
                vec![amount(500), percent(200)],
                [4_000, 1_300, 490, 509, 3_190],
            ),
            // 10 % of 40.00, then 10 % of 36.00; 37.30 · 19/119 = 5.9555
            (
                "10 % and 10 %",
                vec![goods(2_000, 2)],
                vec![percent(100), percent(100)],
                [4_000, 760, 490, 596, 3_730],
            ),
            // half of 10.01 is 5.005 → 5.01; 29.90 · 19/119 = 4.7739
            (
                "half off one of two",
                vec![goods(1_001, 1), plain("other", 2_000, 1)],
                vec![for_product("goods", percent(500))],
                [3_001, 501, 490, 477, 2_990],
            ),
        ],
    );
}

#[test]
fn yen_without_a_smaller_unit() {
    let rules = market(
        Currency::Jpy,
        [800, 1_600],
        Some(10_000),
        (TaxMode::Included, 100, 80),
    );
    check(
        &rules,
        vec![
            // 1799 · 10/110 = 163.5
            (
                "three things",
                vec![goods(333, 3)],
                vec![],
                [999, 0, 800, 164, 1_799],
            ),
            // 99.9 → 100; 1699 · 10/110 = 154.45
            (
                "10 %",
                vec![goods(333, 3)],
                vec![percent(100)],
                [999, 100, 800, 154, 1_699],
            ),
            // 5.5 → 6; 904 · 10/110 = 82.18
            (
                "5 %, half a yen",
                vec![goods(110, 1)],
                vec![percent(50)],
                [110, 6, 800, 82, 904],
            ),
            // 1299 · 10/110 = 118.09
            (
                "500 off",
                vec![goods(333, 3)],
                vec![amount(500)],
                [999, 500, 800, 118, 1_299],
            ),
            // 999 · 10/110 = 90.8
            (
                "free delivery",
                vec![goods(333, 3)],
                vec![free()],
                [999, 0, 0, 91, 999],
            ),
            // 10000 · 10/110 = 909.09
            (
                "worth free delivery",
                vec![goods(10_000, 1)],
                vec![],
                [10_000, 0, 0, 909, 10_000],
            ),
            // 108 · 8/108 = 8 and 800 · 10/110 = 72.7
            ("a plant", vec![plant(108, 1)], vec![], [108, 0, 800, 81, 908]),
        ],
    );
}

#[test]
fn dollars_with_8_percent_added_and_delivery_never_free() {
    let rules = market(Currency::Usd, [995, 1_995], None, (TaxMode::Added, 80, 0));
    check(
        &rules,
        vec![
            // 34.95 · 0.08 = 2.796
            (
                "two things",
                vec![goods(1_250, 2)],
                vec![],
                [2_500, 0, 995, 280, 3_775],
            ),
            // 32.45 · 0.08 = 2.596
            (
                "10 %",
                vec![goods(1_250, 2)],
                vec![percent(100)],
                [2_500, 250, 995, 260, 3_505],
            ),
            // 29.95 · 0.08 = 2.396
            (
                "5 $ off",
                vec![goods(1_250, 2)],
                vec![amount(500)],
                [2_500, 500, 995, 240, 3_235],
            ),
            (
                "free delivery",
                vec![goods(1_250, 2)],
                vec![free()],
                [2_500, 0, 0, 200, 2_700],
            ),
            // 1009.95 · 0.08 = 80.796
            (
                "a thousand dollars",
                vec![goods(100_000, 1)],
                vec![],
                [100_000, 0, 995, 8_080, 109_075],
            ),
            // only delivery is taxed: 9.95 · 0.08 = 0.796
            (
                "a plant",
                vec![plant(1_000, 1)],
                vec![],
                [1_000, 0, 995, 80, 2_075],
            ),
        ],
    );
}

#[test]
fn pounds_with_20_percent_included() {
    let rules = market(
        Currency::Gbp,
        [395, 695],
        Some(5_000),
        (TaxMode::Included, 200, 50),
    );
    check(
        &rules,
        vec![
            // a sixth of 23.94
            (
                "one thing",
                vec![goods(1_999, 1)],
                vec![],
                [1_999, 0, 395, 399, 2_394],
            ),
            // 2.9985 → 3.00; a sixth of 20.94
            (
                "15 %",
                vec![goods(1_999, 1)],
                vec![percent(150)],
                [1_999, 300, 395, 349, 2_094],
            ),
            // a sixth of 18.94 is 3.1567
            (
                "5 £ off",
                vec![goods(1_999, 1)],
                vec![amount(500)],
                [1_999, 500, 395, 316, 1_894],
            ),
            // a sixth of 19.99 is 3.3317
            (
                "free delivery",
                vec![goods(1_999, 1)],
                vec![free()],
                [1_999, 0, 0, 333, 1_999],
            ),
        ],
    );
}

#[test]
fn renminbi_with_13_percent_included() {
    let rules = market(
        Currency::Cny,
        [1_200, 2_500],
        Some(39_900),
        (TaxMode::Included, 130, 90),
    );
    check(
        &rules,
        vec![
            // 131.00 · 13/113 = 15.0708
            (
                "two things",
                vec![goods(5_950, 2)],
                vec![],
                [11_900, 0, 1_200, 1_507, 13_100],
            ),
            // 14.875 → 14.88; 116.12 · 13/113 = 13.3589
            (
                "12.5 %",
                vec![goods(5_950, 2)],
                vec![percent(125)],
                [11_900, 1_488, 1_200, 1_336, 11_612],
            ),
            // 111.00 · 13/113 = 12.7699
            (
                "20 off",
                vec![goods(5_950, 2)],
                vec![amount(2_000)],
                [11_900, 2_000, 1_200, 1_277, 11_100],
            ),
            // 119.00 · 13/113 = 13.6903
            (
                "free delivery",
                vec![goods(5_950, 2)],
                vec![free()],
                [11_900, 0, 0, 1_369, 11_900],
            ),
        ],
    );
}

#[test]
fn francs_with_8_point_1_percent_included() {
    let rules = market(
        Currency::Chf,
        [900, 1_500],
        Some(10_000),
        (TaxMode::Included, 81, 26),
    );
    check(
        &rules,
        vec![
            // 58.90 · 81/1081 = 4.4134
            (
                "one thing",
                vec![goods(4_990, 1)],
                vec![],
                [4_990, 0, 900, 441, 5_890],
            ),
            // 53.91 · 81/1081 = 4.0395
            (
                "10 %",
                vec![goods(4_990, 1)],
                vec![percent(100)],
                [4_990, 499, 900, 404, 5_391],
            ),
            // 48.90 · 81/1081 = 3.6641
            (
                "10 off",
                vec![goods(4_990, 1)],
                vec![amount(1_000)],
                [4_990, 1_000, 900, 366, 4_890],
            ),
            // 49.90 · 81/1081 = 3.739
            (
                "free delivery",
                vec![goods(4_990, 1)],
                vec![free()],
                [4_990, 0, 0, 374, 4_990],
            ),
        ],
    );
}

#[test]
fn won_without_a_smaller_unit_and_10_percent_added() {
    let rules = market(
        Currency::Krw,
        [3_000, 6_000],
        Some(50_000),
        (TaxMode::Added, 100, 0),
    );
    check(
        &rules,
        vec![
            // 4003.5 → 4004
            (
                "three things",
                vec![goods(12_345, 3)],
                vec![],
                [37_035, 0, 3_000, 4_004, 44_039],
            ),
            // 3703.5 → 3704; 3633.1
            (
                "10 %",
                vec![goods(12_345, 3)],
                vec![percent(100)],
                [37_035, 3_704, 3_000, 3_633, 39_964],
            ),
            // 3503.5 → 3504
            (
                "5000 off",
                vec![goods(12_345, 3)],
                vec![amount(5_000)],
                [37_035, 5_000, 3_000, 3_504, 38_539],
            ),
            (
                "free delivery",
                vec![goods(12_345, 3)],
                vec![free()],
                [37_035, 0, 0, 3_704, 40_739],
            ),
        ],
    );
}

#[test]
fn each_line_knows_what_was_paid_for_it() {
    let rules = market(Currency::Usd, [995, 1_995], None, (TaxMode::Added, 80, 0));
    // 10.00 off 30.00: 3.33, 3.33 and 3.34 (the first of equal losses is the first line).
    let lines = vec![goods(1_000, 1), plant(1_000, 1), plain("other", 1_000, 1)];
    let priced = price(&cart(&rules, lines, vec![amount(1_000)]));
    let of = |pick: fn(&meadow_domain::pricing::PricedLine) -> Money| -> Vec<i64> {
        priced.lines.iter().map(|line| pick(line).minor).collect()
    };
    assert_eq!(of(|line| line.discount), [334, 333, 333]);
    // (6.66 + 6.67 + 9.95) · 0.08 = 1.8624 → 1.86 = 0.53 + 0.53 + 0.80 of the delivery.
    assert_eq!(of(|line| line.tax), [53, 0, 53]);
    assert_eq!(of(|line| line.paid), [719, 667, 720]);
    assert_eq!((priced.totals.tax.minor, priced.totals.total.minor), (186, 3_181));
}

#[test]
fn a_coupon_that_does_not_count_says_why_and_takes_nothing_off() {
    let rules = market(
        Currency::Eur,
        [490, 790],
        Some(5_900),
        (TaxMode::Included, 190, 70),
    );
    let minimum = Coupon {
        minimum: Some(money(Currency::Eur, 5_000)),
        ..amount(500)
    };
    let alone = Coupon {
        stacks: false,
        code: "ALONE".into(),
        ..percent(200)
    };
    let told = |lines: Vec<CartLine>, coupons: Vec<Coupon>| {
        let priced = price(&cart(&rules, lines, coupons));
        let refusals: Vec<Option<CouponRefusal>> =
            priced.coupons.iter().map(|state| state.refusal.clone()).collect();
        (refusals, priced.totals.discount.minor)
    };
    let one = |minor| vec![goods(minor, 1)];
    let missing = CouponRefusal::MinimumNotReached(money(Currency::Eur, 1));
    assert_eq!(told(one(4_999), vec![minimum.clone()]), (vec![Some(missing)], 0));
    assert_eq!(told(one(5_000), vec![minimum.clone()]), (vec![None], 500));
    let other = for_product("other", percent(100));
    assert_eq!(
        told(one(1_000), vec![other]),
        (vec![Some(CouponRefusal::OtherGoods)], 0)
    );
    // Whichever was given first stays, and one that does not count stands in nobody's way.
    let refused = |code: &str| Some(CouponRefusal::NotStackable(code.into()));
    assert_eq!(
        told(one(1_000), vec![percent(100), alone.clone()]),
        (vec![None, refused("PERCENT")], 100)
    );
    assert_eq!(
        told(one(1_000), vec![alone.clone(), percent(100)]),
        (vec![None, refused("ALONE")], 200)
    );
    let (refusals, discount) = told(one(1_000), vec![minimum, alone]);
    assert!(matches!(
        refusals.as_slice(),
        [Some(CouponRefusal::MinimumNotReached(_)), None]
    ));
    assert_eq!(discount, 200);
}

#[test]
fn what_only_the_server_knows_stays_and_the_reason_for_free_delivery_is_told() {
    let rules = market(
        Currency::Eur,
        [490, 790],
        Some(5_900),
        (TaxMode::Included, 190, 70),
    );
    let mut given = cart(&rules, vec![goods(1_000, 1)], vec![percent(100), free()]);
    given.coupons[0].refusal = Some(CouponRefusal::Expired);
    let priced = price(&given);
    assert_eq!(priced.coupons[0].refusal, Some(CouponRefusal::Expired));
    assert_eq!(
        (priced.totals.discount.minor, priced.totals.shipping_by),
        (0, ShippingBy::Coupon)
    );
    given.lines[0].quantity = 6;
    assert_eq!(price(&given).totals.shipping_by, ShippingBy::Worth);
    given.coupons.clear();
    given.lines[0].quantity = 1;
    assert_eq!(price(&given).totals.shipping_by, ShippingBy::Weight);
}

fn money(currency: Currency, minor: i64) -> Money {
    Money { minor, currency }
}

/// Delivery up to 2 kg and above, free from, and the taxes.
fn market(
    currency: Currency,
    shipping: [i64; 2],
    free_from: Option<i64>,
    (mode, standard_permille, reduced_permille): (TaxMode, u32, u32),
) -> PricingRules {
    let tier = |up_to_grams, minor| ShippingTier {
        up_to_grams,
        price: money(currency, minor),
    };
    PricingRules {
        destination: "DE".to_owned(),
        currency,
        shipping: vec![tier(2_000, shipping[0]), tier(10_000, shipping[1])],
        free_shipping_from: free_from.map(|minor| money(currency, minor)),
        tax: TaxRules {
            mode,
            standard_permille,
            reduced_permille,
        },
    }
}

fn cart(rules: &PricingRules, lines: Vec<CartLine>, coupons: Vec<Coupon>) -> Cart {
    let takes_off = money(rules.currency, 0);
    let coupons = coupons.into_iter().map(|coupon| CouponState {
        coupon,
        takes_off,
        refusal: None,
    });
    Cart {
        lines,
        coupons: coupons.collect(),
        rules: rules.clone(),
        ..Cart::default()
    }
}

fn plain(product: &str, minor: i64, quantity: u32) -> CartLine {
    CartLine {
        product: product.into(),
        quantity,
        unit_price: Money {
            minor,
            ..Money::default()
        },
        terms: Terms {
            weight_grams: 500,
            ..Terms::default()
        },
        ..CartLine::default()
    }
}

fn goods(minor: i64, quantity: u32) -> CartLine {
    plain("goods", minor, quantity)
}

fn plant(minor: i64, quantity: u32) -> CartLine {
    let mut line = plain("plant", minor, quantity);
    line.terms.tax_class = TaxClass::Reduced;
    line
}

fn cheaper(minor: i64, quantity: u32, from: u32, each: i64) -> CartLine {
    let mut line = goods(minor, quantity);
    line.terms.breaks = vec![QuantityBreak {
        from,
        price: Money {
            minor: each,
            ..Money::default()
        },
    }];
    line
}

fn weighing(grams: u32, minor: i64) -> CartLine {
    let mut line = goods(minor, 1);
    line.terms.weight_grams = grams;
    line
}

fn coupon(code: &str, takes: CouponKind) -> Coupon {
    Coupon {
        code: code.into(),
        takes,
        minimum: None,
        products: Vec::new(),
        room: None,
        from: None,
        until: None,
        stacks: true,
        words: String::new(),
        lang: "en".to_owned(),
    }
}

fn percent(permille: u32) -> Coupon {
    coupon("PERCENT", CouponKind::Percent { permille })
}

fn amount(minor: i64) -> Coupon {
    coupon(
        "AMOUNT",
        CouponKind::Amount(Money {
            minor,
            ..Money::default()
        }),
    )
}

fn free() -> Coupon {
    coupon("FREE", CouponKind::FreeShipping)
}

fn for_product(product: &str, coupon: Coupon) -> Coupon {
    Coupon {
        products: vec![product.into()],
        ..coupon
    }
}
