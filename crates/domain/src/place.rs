//! Where something was written, in its writer's words: `上海 · 静安`, `Lund, Sweden`, `Leeds`.

/// The town of a place in words, by which people look around: what stands before the first ` · ` or comma. The database's
/// migration `0850_relationships.sql` says the same for notes that were there before.
pub fn town(place: &str) -> &str {
    let end = [" · ", ","].iter().filter_map(|mark| place.find(mark)).min();
    end.and_then(|end| place.get(..end)).unwrap_or(place).trim()
}

#[cfg(test)]
mod tests {
    use super::town;

    #[test]
    fn a_town_is_what_stands_before_its_part_or_its_country() {
        for (place, expected) in [
            ("上海 · 静安", "上海"),
            ("Lund, Sweden", "Lund"),
            (" Frankfurt am Main ", "Frankfurt am Main"),
            ("Lund, Norra Fäladen · Sweden", "Lund"),
            ("", ""),
            (" · ", ""),
        ] {
            assert_eq!(town(place), expected, "{place}");
        }
    }
}
