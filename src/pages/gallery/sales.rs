//! Made-up carts and orders, so that the gallery draws without a backend.

use meadow_wire::{
    Address, Cart, CartLine, FieldError, Order, OrderLine, OrderState, OrderStep, PricingRules,
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
