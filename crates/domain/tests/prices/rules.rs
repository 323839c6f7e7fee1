//! What no row of the table can show: what each line paid, and why a coupon does not count.

use meadow_domain::pricing::{PricedLine, price};
use meadow_wire::{CartLine, Coupon, CouponRefusal, Money, ShippingBy};

use crate::{cart, coupon, euros, goods, rules, with};

const EUROS: &str = "EUR | included 190 70 | 490 790 | 5900";

#[test]
fn each_line_knows_what_was_paid_for_it() {
    // 10.00 off 30.00: one cent is left over and the first of equal lines gives it up.
    let dollars = rules("USD | added 80 0 | 995 1995 | never");
    let priced = price(&cart(&dollars, "1x1000 1x1000:plant 1x1000:other", "-1000"));
    let of = |pick: fn(&PricedLine) -> Money| -> Vec<i64> {
        priced.lines.iter().map(|line| pick(line).minor).collect()
    };
    assert_eq!(of(|line| line.discount), [334, 333, 333]);
    // (6.66 + 6.67 + 9.95) · 0.08 = 1.8624 → 1.86 = 0.53 + 0.53 + 0.80 of the delivery.
    assert_eq!(of(|line| line.tax), [53, 0, 53]);
    assert_eq!(of(|line| line.paid), [719, 667, 720]);
    assert_eq!((priced.totals.tax.minor, priced.totals.total.minor), (186, 3_181));
}

/// The coupons' refusals and the discount.
fn told(lines: &str, coupons: &[Coupon]) -> (Vec<Option<CouponRefusal>>, i64) {
    let lines: Vec<CartLine> = lines.split_whitespace().map(goods).collect();
    let priced = price(&with(&rules(EUROS), lines, coupons.to_vec()));
    let refusals = priced.coupons.iter().map(|state| state.refusal.clone());
    (refusals.collect(), priced.totals.discount.minor)
}

#[test]
fn a_minimum_counts_to_the_cent_and_before_other_coupons() {
    let minimum = Coupon {
        minimum: Some(euros(5_000)),
        ..coupon("-500")
    };
    let missing = CouponRefusal::MinimumNotReached(euros(1));
    assert_eq!(
        told("1x4999", std::slice::from_ref(&minimum)),
        (vec![Some(missing)], 0)
    );
    assert_eq!(told("1x5000", std::slice::from_ref(&minimum)), (vec![None], 500));
    assert_eq!(
        told("1x5000", &[coupon("-100"), minimum]),
        (vec![None, None], 600)
    );
}

#[test]
fn a_coupon_for_other_goods_takes_nothing_off() {
    let refused = vec![Some(CouponRefusal::OtherGoods)];
    assert_eq!(told("1x1000", &[coupon("100‰@other")]), (refused.clone(), 0));
    assert_eq!(told("", &[coupon("100‰@other")]), (refused, 0));
}

#[test]
fn of_coupons_that_do_not_stack_the_first_stays_and_one_that_does_not_count_is_in_nobodys_way() {
    let alone = Coupon {
        stacks: false,
        code: "ALONE".into(),
        ..coupon("200‰")
    };
    let refused = |code: &str| Some(CouponRefusal::NotStackable(code.into()));
    assert_eq!(
        told("1x1000", &[coupon("100‰"), alone.clone()]),
        (vec![None, refused("100‰")], 100)
    );
    assert_eq!(
        told("1x1000", &[alone.clone(), coupon("100‰")]),
        (vec![None, refused("ALONE")], 200)
    );
    let (refusals, discount) = told("1x1000", &[coupon("100‰@other"), alone]);
    assert_eq!(
        (refusals, discount),
        (vec![Some(CouponRefusal::OtherGoods), None], 200)
    );
}

#[test]
fn what_only_the_server_knows_stays_and_the_reason_for_free_delivery_is_told() {
    let mut given = cart(&rules(EUROS), "1x1000", "100‰ free");
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
