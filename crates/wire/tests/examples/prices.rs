//! Prices, taxes and coupons.

use meadow_wire::{
    Coupon, CouponKind, CouponRefusal, CouponState, CouponUse, Currency, Destination, PricingRules,
    QuantityBreak, ShippingBy, ShippingTier, TaxClass, TaxMode, TaxRules, Terms, Totals,
};

use super::{at, coupon_code, euros, product_id};

pub fn quantity_break() -> QuantityBreak {
    QuantityBreak {
        from: 3,
        price: euros(17_900),
    }
}

pub fn terms() -> Terms {
    Terms {
        weight_grams: 900,
        tax_class: TaxClass::Standard,
        breaks: vec![quantity_break()],
    }
}

pub fn shipping_tier() -> ShippingTier {
    ShippingTier {
        up_to_grams: 2_000,
        price: euros(490),
    }
}

pub fn tax_rules() -> TaxRules {
    TaxRules {
        mode: TaxMode::Included,
        standard_permille: 190,
        reduced_permille: 70,
    }
}

pub fn pricing_rules() -> PricingRules {
    PricingRules {
        destination: "DE".to_owned(),
        currency: Currency::Eur,
        shipping: vec![
            shipping_tier(),
            ShippingTier {
                up_to_grams: 10_000,
                price: euros(790),
            },
        ],
        free_shipping_from: Some(euros(50_000)),
        tax: tax_rules(),
    }
}

pub fn rules_without_an_end() -> PricingRules {
    PricingRules {
        destination: "US".to_owned(),
        free_shipping_from: None,
        tax: TaxRules {
            mode: TaxMode::Added,
            standard_permille: 80,
            reduced_permille: 0,
        },
        ..pricing_rules()
    }
}

/// Two shoes for 189 € each with ten percent off: 378 − 37.80 + 4.90.
pub fn totals() -> Totals {
    Totals {
        items: 2,
        weight_grams: 1_800,
        subtotal: euros(37_800),
        discount: euros(3_780),
        shipping: euros(490),
        shipping_by: ShippingBy::Weight,
        tax: euros(5_510),
        tax_mode: TaxMode::Included,
        total: euros(34_510),
    }
}

pub fn tax_classes() -> Vec<TaxClass> {
    let all = vec![TaxClass::Standard, TaxClass::Reduced];
    for class in &all {
        match class {
            TaxClass::Standard | TaxClass::Reduced => {}
        }
    }
    all
}

pub fn tax_modes() -> Vec<TaxMode> {
    let all = vec![TaxMode::Included, TaxMode::Added];
    for mode in &all {
        match mode {
            TaxMode::Included | TaxMode::Added => {}
        }
    }
    all
}

pub fn shipping_reasons() -> Vec<ShippingBy> {
    let all = vec![ShippingBy::Weight, ShippingBy::Worth, ShippingBy::Coupon];
    for reason in &all {
        match reason {
            ShippingBy::Weight | ShippingBy::Worth | ShippingBy::Coupon => {}
        }
    }
    all
}

pub fn coupon_kinds() -> Vec<CouponKind> {
    let all = vec![
        CouponKind::Percent { permille: 100 },
        CouponKind::Amount(euros(500)),
        CouponKind::FreeShipping,
    ];
    for kind in &all {
        match kind {
            CouponKind::Percent { .. } | CouponKind::Amount(_) | CouponKind::FreeShipping => {}
        }
    }
    all
}

pub fn coupon_refusals() -> Vec<CouponRefusal> {
    use CouponRefusal::{
        Expired, MinimumNotReached, NotBegun, NotForYou, NotStackable, OtherGoods, UsedByYou, UsedUp,
    };
    let all = vec![
        NotBegun,
        Expired,
        UsedUp,
        UsedByYou,
        NotForYou,
        OtherGoods,
        MinimumNotReached(euros(1_200)),
        NotStackable(coupon_code()),
    ];
    for refusal in &all {
        match refusal {
            NotBegun | Expired | UsedUp | UsedByYou | NotForYou | OtherGoods | MinimumNotReached(_)
            | NotStackable(_) => {}
        }
    }
    all
}

pub fn coupon() -> Coupon {
    Coupon {
        code: coupon_code(),
        takes: CouponKind::Percent { permille: 100 },
        minimum: None,
        products: Vec::new(),
        room: None,
        from: None,
        until: None,
        stacks: true,
        words: "Ten percent off your first order.".to_owned(),
        lang: "en".to_owned(),
    }
}

/// A coupon with all the conditions that there are.
pub fn narrow_coupon() -> Coupon {
    Coupon {
        code: "DERBY5".into(),
        takes: CouponKind::Amount(euros(500)),
        minimum: Some(euros(50_000)),
        products: vec![product_id()],
        room: Some("r-en-01".into()),
        from: Some(at(0)),
        until: Some(at(90)),
        stacks: false,
        words: "For those who watch.".to_owned(),
        lang: "en".to_owned(),
    }
}

pub fn coupon_states() -> Vec<CouponState> {
    vec![
        CouponState {
            coupon: coupon(),
            takes_off: euros(3_780),
            refusal: None,
        },
        CouponState {
            coupon: narrow_coupon(),
            takes_off: euros(0),
            refusal: Some(CouponRefusal::MinimumNotReached(euros(12_200))),
        },
    ]
}

pub fn coupon_uses() -> Vec<CouponUse> {
    vec![
        CouponUse::default(),
        CouponUse {
            room: Some("r-en-01".into()),
        },
    ]
}

pub fn destination() -> Destination {
    Destination {
        country: "SE".to_owned(),
    }
}
