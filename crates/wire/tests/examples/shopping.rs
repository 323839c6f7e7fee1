//! From cart to order.

use meadow_wire::{
    Address, Cart, CartChange, CartChanges, CartLine, Checkout, CheckoutRequest, Order, OrderLine,
    OrderRequest, OrderState, OrderStep, PaymentMethod, TestCard,
};

use super::{
    at, change_id, checkout_id, euros, order_id, order_key, payments, prices, product_id, products,
    variant_id,
};

pub fn cart_line() -> CartLine {
    CartLine {
        variant: variant_id(),
        product: product_id(),
        name: "Quiet Derby".to_owned(),
        lang: "en".to_owned(),
        choice: "38 · wide".to_owned(),
        picture: products::derby_picture(),
        quantity: 2,
        unit_price: euros(18_900),
        terms: prices::terms(),
        stock: 1,
    }
}

pub fn cart() -> Cart {
    Cart {
        version: 12,
        lines: vec![cart_line()],
        coupons: prices::coupon_states(),
        totals: prices::totals(),
        rules: prices::pricing_rules(),
    }
}

pub fn cart_change() -> CartChange {
    CartChange {
        id: change_id(),
        variant: variant_id(),
        delta: -1,
    }
}

pub fn cart_changes() -> CartChanges {
    CartChanges {
        changes: vec![cart_change()],
    }
}

pub fn checkout_request() -> CheckoutRequest {
    CheckoutRequest {
        key: order_key(),
        cart_version: 12,
    }
}

pub fn order_line() -> OrderLine {
    OrderLine {
        variant: variant_id(),
        product: product_id(),
        name: "Quiet Derby".to_owned(),
        lang: "en".to_owned(),
        choice: "38 · wide".to_owned(),
        picture: products::derby_picture(),
        quantity: 2,
        unit_price: euros(18_900),
        discount: euros(3_780),
        tax_permille: 190,
        tax: euros(5_432),
        paid: euros(34_020),
    }
}

pub fn checkout() -> Checkout {
    Checkout {
        id: checkout_id(),
        held_until: at(10),
        server_time: at(0),
        lines: vec![order_line()],
        coupons: prices::coupon_states(),
        destination: "DE".to_owned(),
        totals: prices::totals(),
        pays_with: payments::payment_kinds(),
    }
}

pub fn address() -> Address {
    Address {
        name: "Frau Dr. Käthe Öztürk-Łuczak".to_owned(),
        email: "kaethe@example.org".to_owned(),
        street: "Gänseweg 4b".to_owned(),
        postal_code: "04109".to_owned(),
        city: "Leipzig".to_owned(),
        country: "DE".to_owned(),
    }
}

pub fn order_request() -> OrderRequest {
    OrderRequest {
        key: order_key(),
        checkout: checkout_id(),
        address: address(),
        payment: PaymentMethod::Test(TestCard::Slow),
    }
}

pub fn order_states() -> Vec<OrderState> {
    use OrderState::{
        Cancelled, Delivered, Packed, Paid, Placed, Refunded, ReturnRequested, Returned, Shipped,
    };
    let all = vec![
        Placed,
        Paid,
        Packed,
        Shipped,
        Delivered,
        Cancelled,
        ReturnRequested,
        Returned,
        Refunded,
    ];
    for state in &all {
        match state {
            Placed | Paid | Packed | Shipped | Delivered | Cancelled | ReturnRequested | Returned
            | Refunded => {}
        }
    }
    all
}

pub fn order_step() -> OrderStep {
    OrderStep {
        state: OrderState::Paid,
        at: at(3),
    }
}

pub fn order() -> Order {
    let placed = OrderStep {
        state: OrderState::Placed,
        at: at(2),
    };
    Order {
        id: order_id(),
        number: "M-2026-000123".to_owned(),
        state: OrderState::Paid,
        steps: vec![placed, order_step()],
        lines: vec![order_line()],
        coupons: prices::coupon_states().into_iter().take(1).collect(),
        totals: prices::totals(),
        address: address(),
        placed_at: at(2),
    }
}
