//! What words of one family have in common: `shoe` and `shoes`, `Schuh` and `Schuhe`, `lampe` and `lamps`.
//!
//! One rule for all languages in Latin letters, because a query of two words does not say which it is in. It takes off
//! what stands for number and case, and is careful with short words. What it makes is no word, and is never shown.

/// The stem of a folded word. Words with digits or of other scripts stay as they are.
pub(super) fn stem(folded: &str) -> String {
    if !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return folded.to_owned();
    }
    let mut word = one_letter_umlauts(folded);
    // Each round takes off one ending: `leisesten` has three.
    for _ in 0..6 {
        let Some(shorter) = shorter(&word) else { break };
        word = shorter;
    }
    word
}

/// `ä` was folded to `a`: who types `ae` for it must meet it. As in the stemmer of Snowball for German, with the
/// exceptions `neue` and `queue`.
fn one_letter_umlauts(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut before = None;
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        out.push(letter);
        let stands_alone = !matches!(before, Some('a' | 'e' | 'i' | 'o' | 'u' | 'q'));
        if matches!(letter, 'a' | 'o' | 'u') && stands_alone && letters.peek() == Some(&'e') {
            letters.next();
        }
        before = Some(letter);
    }
    out
}

/// Endings, and how many letters must be left.
const ENDINGS: [(&str, usize); 12] = [
    ("ern", 4),
    ("ing", 4),
    ("em", 4),
    ("en", 3),
    ("er", 4),
    ("ed", 4),
    ("es", 3),
    ("e", 3),
    ("s", 3),
    ("a", 4),
    ("i", 4),
    ("o", 4),
];

fn shorter(word: &str) -> Option<String> {
    // `battery` and `batteries`.
    if let Some(start) = word.strip_suffix('y')
        && start.len() >= 3
        && !start.ends_with(['a', 'e', 'o', 'u'])
    {
        return Some(format!("{start}i"));
    }
    // `shelf` and `shelves`.
    if let Some(start) = word.strip_suffix("elves") {
        return Some(format!("{start}elf"));
    }
    for (ending, least) in ENDINGS {
        let Some(start) = word.strip_suffix(ending) else {
            continue;
        };
        // `glass`, and `us` of `bonus`, are no plurals.
        let is_plural = ending != "s" || !start.ends_with(['s', 'u']);
        if start.len() >= least && is_plural {
            let doubled = matches!(ending, "ing" | "ed") && ends_doubled(start);
            let end = start.len() - usize::from(doubled);
            return start.get(..end).map(ToOwned::to_owned);
        }
    }
    // `sammeln` and `ledern`.
    let start = word.strip_suffix('n')?;
    (start.len() >= 4 && start.ends_with(['l', 'r'])).then(|| start.to_owned())
}

/// `knitt` of `knitting`; not `fall` of `falling`.
fn ends_doubled(word: &str) -> bool {
    let mut letters = word.bytes().rev();
    let last = letters.next();
    last == letters.next() && !matches!(last, Some(b'l' | b's' | b'z' | b'a' | b'e' | b'i' | b'o' | b'u'))
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn words_of_one_family_meet() {
        for family in [
            &["shoe", "shoes"][..],
            &["schuh", "schuhe", "schuhen", "schuhs"],
            &["lampe", "lampen", "lamp", "lamps"],
            &["buch", "bucher", "buchern", "buecher"],
            &["kind", "kinder", "kindern"],
            &["leise", "leiser", "leises", "leisen"],
            &["haus", "hauser", "haeuser"],
            &["glas", "glaser", "glaesern"],
            &["house", "houses"],
            &["bookshelf", "bookshelves"],
            &["battery", "batteries"],
            &["family", "families"],
            &["knit", "knitted", "knitting"],
            &["walk", "walks", "walked", "walking"],
            &["chaussure", "chaussures"],
            &["zapato", "zapatos"],
            &["scarpa", "scarpe"],
            &["muede", "mude"],
        ] {
            let stems: Vec<String> = family.iter().map(|word| stem(word)).collect();
            assert!(
                stems.windows(2).all(|two| two[0] == two[1]),
                "{family:?}: {stems:?}"
            );
        }
    }

    #[test]
    fn words_of_different_families_do_not() {
        for (one, other) in [
            ("bus", "bu"),
            ("glass", "glas"),
            ("ring", "r"),
            ("red", "r"),
            ("water", "wat"),
            ("paper", "pap"),
            ("tee", "t"),
            ("spring", "spr"),
            ("schuh", "schule"),
            ("4es", "4e"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }
}
