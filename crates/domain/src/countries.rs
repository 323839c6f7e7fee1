//! Where the shop ships to.

/// ISO 3166-1 alpha-2 codes and English names of the countries that the shop ships to, by name.
/// The browser shows the names in the shopper's language by `Intl.DisplayNames`; these are for server and fallback.
pub const COUNTRIES: &[(&str, &str)] = &[
    ("AT", "Austria"),
    ("BE", "Belgium"),
    ("BG", "Bulgaria"),
    ("CN", "China"),
    ("HR", "Croatia"),
    ("CY", "Cyprus"),
    ("CZ", "Czechia"),
    ("DK", "Denmark"),
    ("EE", "Estonia"),
    ("FI", "Finland"),
    ("FR", "France"),
    ("DE", "Germany"),
    ("GR", "Greece"),
    ("HU", "Hungary"),
    ("IE", "Ireland"),
    ("IT", "Italy"),
    ("JP", "Japan"),
    ("LV", "Latvia"),
    ("LT", "Lithuania"),
    ("LU", "Luxembourg"),
    ("MT", "Malta"),
    ("NL", "Netherlands"),
    ("PL", "Poland"),
    ("PT", "Portugal"),
    ("RO", "Romania"),
    ("SK", "Slovakia"),
    ("SI", "Slovenia"),
    ("ES", "Spain"),
    ("SE", "Sweden"),
    ("CH", "Switzerland"),
    ("GB", "United Kingdom"),
    ("US", "United States"),
];

#[cfg(test)]
mod tests {
    use super::COUNTRIES;

    #[test]
    fn there_are_the_27_of_the_union_and_five_more_in_order_of_their_names() {
        assert_eq!(COUNTRIES.len(), 32);
        assert!(COUNTRIES.is_sorted_by_key(|(_, name)| name));
    }
}
