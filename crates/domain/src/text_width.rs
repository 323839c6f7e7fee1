//! How wide a text will be, guessed without a font, so that a card's place is known before it is drawn.

/// How many lines a card's title takes, 1 or 2 (a longer one is cut), at a font size and a width in CSS pixels.
///
/// The guess is on the wide side for the system's sans fonts: a title that just fits may get a second, empty line, but
/// one that needs it gets it.
pub fn title_lines(title: &str, font_px: u32, width: u32) -> u32 {
    let thousandths: u64 = title
        .trim()
        .chars()
        .map(|letter| u64::from(em_thousandths(letter)))
        .sum();
    if thousandths * u64::from(font_px) <= u64::from(width) * 1_000 {
        1
    } else {
        2
    }
}

/// The width of a character in thousandths of the font size: averages of Arial, Segoe UI, Roboto and Noto Sans.
fn em_thousandths(letter: char) -> u32 {
    match letter {
        ' ' | '\u{a0}' => 280,
        'i' | 'l' | 'j' | 't' | 'I' | '.' | ',' | '\'' | ':' | ';' | '!' | '|' | '’' | '‘' => 300,
        'f' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' | '“' | '”' => 390,
        'm' | 'w' => 850,
        'M' | 'W' | '%' | '@' | '—' | '…' => 940,
        '0'..='9' => 580,
        'a'..='z' => 540,
        'A'..='Z' => 680,
        // Combining marks, joiners, direction marks, variation selectors: no width of their own.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        // Latin with marks, Greek, Cyrillic.
        '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' => {
            if letter.is_uppercase() {
                720
            } else {
                600
            }
        }
        // Hangul letters; CJK signs, kana, ideographs; Hangul syllables; compatibility and full-width forms; the
        // supplementary ideographs.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3ffff}' => 1_000,
        // Half-width kana.
        '\u{ff61}'..='\u{ffdc}' => 500,
        // Emoji: as wide as two half-width places.
        '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1ffff}' => 1_300,
        _ => 620,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ideograph_is_as_wide_as_the_font_is_large() {
        assert_eq!(title_lines("下雨天也好看的鞋", 15, 120), 1);
        assert_eq!(title_lines("下雨天也好看的鞋", 15, 119), 2);
    }

    #[test]
    fn narrow_letters_fit_where_capitals_do_not() {
        assert_eq!(title_lines("little tilt till it", 15, 110), 1);
        assert_eq!(title_lines("LITTLE TILT TILL IT", 15, 110), 2);
    }

    #[test]
    fn an_empty_title_takes_one_line_and_a_long_one_two() {
        assert_eq!(title_lines("", 15, 0), 1);
        assert_eq!(title_lines(&"word ".repeat(200), 15, 200), 2);
    }

    #[test]
    fn marks_without_width_count_nothing() {
        assert_eq!(title_lines("e\u{301}\u{200d}", 10, 5), 2);
        assert_eq!(title_lines("e\u{301}\u{200d}", 10, 6), 1);
    }
}
