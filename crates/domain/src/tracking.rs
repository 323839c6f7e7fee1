//! Carriers, and where their parcels can be followed.

use meadow_wire::{Carrier, Shipment, Tracking};

use crate::limits;

/// The carriers with their names.
pub const CARRIERS: [(Carrier, &str, &str); 5] = [
    (Carrier::Test, "test", "Test carrier"),
    (Carrier::Dhl, "dhl", "DHL"),
    (Carrier::Dpd, "dpd", "DPD"),
    (Carrier::PostNord, "post_nord", "PostNord"),
    (Carrier::Ups, "ups", "UPS"),
];

/// A carrier's name.
pub fn name(carrier: Carrier) -> &'static str {
    CARRIERS
        .iter()
        .find(|(one, _, _)| *one == carrier)
        .map_or("", |(_, _, name)| name)
}

/// Where a shipment can be followed; `None` if its number can't be one.
///
/// A number holds nothing that means something in an address, so it can stand in one as it is.
pub fn track(shipment: &Shipment) -> Option<Tracking> {
    let number = shipment.number.trim().to_ascii_uppercase();
    let fits = (limits::TRACKING_MIN..=limits::TRACKING_MAX).contains(&number.len());
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !fits || !number.bytes().all(plain) {
        return None;
    }
    let before = match shipment.carrier {
        // Nothing is carried, so there is nothing to see; the address is one that is kept for examples.
        Carrier::Test => "https://example.org/?parcel=",
        Carrier::Dhl => "https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=",
        Carrier::Dpd => "https://tracking.dpd.de/status/en_US/parcel/",
        Carrier::PostNord => "https://tracking.postnord.com/en/tracking?id=",
        Carrier::Ups => "https://www.ups.com/track?tracknum=",
    };
    Some(Tracking {
        carrier: shipment.carrier,
        url: format!("{before}{number}"),
        number,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Tracking> {
        track(&Shipment {
            carrier: Carrier::Test,
            number: text.to_owned(),
        })
    }

    #[test]
    fn a_number_is_taken_in_upper_case_and_leads_to_its_carrier() {
        let tracking = number(" meadow-000123 ").expect("a number");
        assert_eq!(tracking.number, "MEADOW-000123");
        assert_eq!(tracking.url, "https://example.org/?parcel=MEADOW-000123");
    }

    #[test]
    fn what_could_mean_something_in_an_address_is_no_number() {
        for text in ["", "ABC", "A/B/C", "1234&x=1", "12 34", "ÄÖÜ1", &"1".repeat(41)] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn every_carrier_has_a_name() {
        for (carrier, _, shown) in CARRIERS {
            assert_eq!(name(carrier), shown);
        }
    }
}
