//! What an invoice says that an order does not say by itself.

use meadow_wire::{Money, Order, TaxMode};

use crate::money;

/// The tax of one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxLine {
    /// The rate in thousandths; `None` for the delivery, whose rate an order does not keep.
    pub permille: Option<u32>,
    /// What it is the tax of, without it.
    pub net: Money,
    /// The tax.
    pub tax: Money,
}

/// The taxes of an order by their rates, the highest first, the delivery's last. They add up to its tax, and with what
/// they are the tax of to its total. Nothing for orders from before taxes were kept.
pub fn taxes(order: &Order) -> Vec<TaxLine> {
    let totals = &order.totals;
    if totals.tax.minor == 0 {
        return Vec::new();
    }
    let mut rates: Vec<u32> = order.lines.iter().map(|line| line.tax_permille).collect();
    rates.sort_unstable_by(|a, b| b.cmp(a));
    rates.dedup();
    let nothing = Money {
        minor: 0,
        ..totals.total
    };
    let (mut all, mut goods_tax) = (Vec::new(), nothing);
    for rate in rates {
        let (mut net, mut tax) = (nothing, nothing);
        for line in order.lines.iter().filter(|line| line.tax_permille == rate) {
            net = money::plus(net, money::minus(line.paid, line.tax));
            tax = money::plus(tax, line.tax);
        }
        goods_tax = money::plus(goods_tax, tax);
        all.push(TaxLine {
            permille: Some(rate),
            net,
            tax,
        });
    }
    if totals.shipping.minor > 0 {
        let tax = money::minus(totals.tax, goods_tax);
        let net = match totals.tax_mode {
            TaxMode::Included => money::minus(totals.shipping, tax),
            TaxMode::Added => totals.shipping,
        };
        all.push(TaxLine {
            permille: None,
            net,
            tax,
        });
    }
    all
}

/// A rate in words: `19 %`, `5.5 %`.
pub fn rate_in_words(permille: u32) -> String {
    match permille % 10 {
        0 => format!("{} %", permille / 10),
        tenth => format!("{}.{tenth} %", permille / 10),
    }
}

/// The number of an order's invoice: `R-2026-000123` for the order `M-2026-000123`.
pub fn number(order: &str) -> String {
    match order.strip_prefix("M-") {
        Some(rest) => format!("R-{rest}"),
        None => format!("R-{order}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_has_a_number_of_its_own_and_rates_in_percent() {
        assert_eq!(number("M-2026-000123"), "R-2026-000123");
        assert_eq!(
            (rate_in_words(190).as_str(), rate_in_words(55).as_str()),
            ("19 %", "5.5 %")
        );
    }
}
