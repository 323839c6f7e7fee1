//! Made-up carts and orders, so that the gallery draws without a backend.

use meadow_domain::pricing;
use meadow_wire::{
    Address, Cart, CartLine, Coupon, CouponKind, CouponRefusal, CouponState, FieldError, Order, OrderLine,
    OrderState, OrderStep, PricingRules, ShippingTier, TaxMode, TaxRules,
};

use super::{
    goods::{euros, product_card},
    people::hours_ago,
};

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
        terms: card.terms.unwrap_or_default(),
        stock,
    }
}

/// A cart below or above the price from which delivery is free.
pub fn cart(quantity: u32) -> Cart {
    let rules = PricingRules {
        destination: "DE".to_owned(),
        shipping: vec![ShippingTier {
            up_to_grams: 5_000,
            price: euros(490),
        }],
        free_shipping_from: Some(euros(5_900)),
        tax: TaxRules {
            standard_permille: 190,
            ..TaxRules::default()
        },
        ..PricingRules::default()
    };
    let mut cart = Cart {
        lines: vec![cart_line(quantity, 9)],
        rules,
        ..Cart::default()
    };
    pricing::settle(&mut cart);
    cart
}

/// A cart with a coupon of each kind: two that count, one that ended, one whose minimum is not reached.
pub fn cart_with_coupons() -> Cart {
    let coupon = |code: &str, takes: CouponKind, words: &str| CouponState {
        coupon: Coupon {
            code: code.into(),
            takes,
            minimum: None,
            products: Vec::new(),
            room: None,
            from: None,
            until: Some(hours_ago(72)),
            stacks: true,
            words: words.to_owned(),
            lang: "en".to_owned(),
        },
        takes_off: euros(0),
        refusal: None,
    };
    let mut ended = coupon("SPRING", CouponKind::FreeShipping, "It was spring.");
    ended.refusal = Some(CouponRefusal::Expired);
    let mut large = coupon("BIG20", CouponKind::Amount(euros(2_000)), "From a hundred on.");
    large.coupon.minimum = Some(euros(10_000));
    let mut cart = cart(1);
    cart.coupons = vec![
        coupon(
            "WELCOME10",
            CouponKind::Percent { permille: 100 },
            "Ten percent off, once for everybody.",
        ),
        coupon(
            "FREESHIP",
            CouponKind::FreeShipping,
            "We carry it to you for nothing.",
        ),
        ended,
        large,
    ];
    pricing::settle(&mut cart);
    cart
}

/// The same cart on its way over the sea: the tax comes on top.
pub fn cart_overseas() -> Cart {
    let mut cart = cart_with_coupons();
    cart.rules.destination = "US".to_owned();
    cart.rules.tax = TaxRules {
        mode: TaxMode::Added,
        standard_permille: 80,
        reduced_permille: 0,
    };
    pricing::settle(&mut cart);
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
            discount: euros(360),
            tax_permille: 190,
            ..OrderLine::default()
        }],
        coupons: Vec::new(),
        totals: cart(2).totals,
        address: Address::default(),
        placed_at: hours_ago(48),
        tracking: None,
        returns: Vec::new(),
    }
}

/// What is wrong with an address of which two fields are missing.
pub fn errors() -> Vec<FieldError> {
    let mut errors = meadow_domain::validate::check_address(&Address::default());
    errors.truncate(2);
    errors
}
