//! Where the shop ships to, what that costs, and which taxes hold there.
//!
//! Prices are in euros everywhere. They hold the tax of the destination, but in the United States, where it comes on top.
//! The rates are those of 2026, good enough for a demo town; a real shop asks a tax service.

use meadow_wire::{Currency, Money, PricingRules, ShippingTier, TaxMode, TaxRules};

/// Where a cart goes until somebody says where: home.
pub const HOME: &str = "DE";

/// How far away a country is for a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    Home,
    Union,
    Near,
    Far,
}

/// A country, its zone, and its standard and reduced rate in thousandths.
type Market = (&'static str, Zone, u32, u32);

const MARKETS: [Market; 32] = [
    ("AT", Zone::Union, 200, 100),
    ("BE", Zone::Union, 210, 60),
    ("BG", Zone::Union, 200, 90),
    ("CH", Zone::Near, 81, 26),
    ("CN", Zone::Far, 130, 90),
    ("CY", Zone::Union, 190, 90),
    ("CZ", Zone::Union, 210, 120),
    ("DE", Zone::Home, 190, 70),
    ("DK", Zone::Union, 250, 250),
    ("EE", Zone::Union, 240, 90),
    ("ES", Zone::Union, 210, 100),
    ("FI", Zone::Union, 255, 135),
    ("FR", Zone::Union, 200, 100),
    ("GB", Zone::Near, 200, 50),
    ("GR", Zone::Union, 240, 130),
    ("HR", Zone::Union, 250, 130),
    ("HU", Zone::Union, 270, 180),
    ("IE", Zone::Union, 230, 135),
    ("IT", Zone::Union, 220, 100),
    ("JP", Zone::Far, 100, 80),
    ("LT", Zone::Union, 210, 120),
    ("LU", Zone::Union, 170, 80),
    ("LV", Zone::Union, 210, 120),
    ("MT", Zone::Union, 180, 50),
    ("NL", Zone::Union, 210, 90),
    ("PL", Zone::Union, 230, 80),
    ("PT", Zone::Union, 230, 60),
    ("RO", Zone::Union, 210, 110),
    ("SE", Zone::Union, 250, 120),
    ("SI", Zone::Union, 220, 95),
    ("SK", Zone::Union, 230, 190),
    ("US", Zone::Far, 80, 80),
];

/// The rules for goods that go to a country. One that is not shipped to has those of home.
pub fn rules(country: &str) -> PricingRules {
    let find = |wanted: &str| MARKETS.iter().find(|(code, ..)| *code == wanted);
    let &(code, zone, standard_permille, reduced_permille) = find(country)
        .or_else(|| find(HOME))
        .unwrap_or(&(HOME, Zone::Home, 0, 0));
    let (shipping, free_from) = delivery(zone);
    PricingRules {
        destination: code.to_owned(),
        currency: Currency::Eur,
        shipping: shipping
            .iter()
            .map(|&(up_to_grams, minor)| ShippingTier {
                up_to_grams,
                price: euros(minor),
            })
            .collect(),
        free_shipping_from: free_from.map(euros),
        tax: TaxRules {
            mode: match code {
                "US" => TaxMode::Added,
                _ => TaxMode::Included,
            },
            standard_permille,
            reduced_permille,
        },
    }
}

/// What delivery costs up to how many grams, and from when on it is free.
fn delivery(zone: Zone) -> (&'static [(u32, i64)], Option<i64>) {
    match zone {
        Zone::Home => (&[(5_000, 490), (20_000, 990), (60_000, 2_900)], Some(5_900)),
        Zone::Union => (&[(2_000, 990), (10_000, 1_690), (60_000, 4_900)], Some(9_900)),
        Zone::Near => (&[(2_000, 1_490), (10_000, 2_490), (60_000, 7_900)], Some(14_900)),
        Zone::Far => (&[(1_000, 1_990), (5_000, 3_990), (60_000, 14_900)], None),
    }
}

fn euros(minor: i64) -> Money {
    Money {
        minor,
        currency: Currency::Eur,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meadow_domain::countries::COUNTRIES;

    #[test]
    fn every_country_that_is_shipped_to_has_its_rules_and_no_other() {
        assert!(MARKETS.is_sorted_by_key(|(code, ..)| code));
        assert_eq!(MARKETS.len(), COUNTRIES.len());
        for (code, _) in COUNTRIES {
            let rules = rules(code);
            assert_eq!(rules.destination, *code);
            assert!(rules.shipping.is_sorted_by_key(|tier| tier.up_to_grams));
            assert!(rules.tax.reduced_permille <= rules.tax.standard_permille);
        }
        assert_eq!(rules("XX"), rules(HOME));
    }
}
