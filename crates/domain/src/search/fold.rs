//! One letter for all its forms: large and small, with and without accents, wide and half-wide.
//!
//! What Unicode calls NFKC and case folding, for the scripts that people here write in; a whole table of it would weigh
//! more than the rest of the crate.

/// What becomes of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folded {
    /// These letters.
    Letters(&'static str),
    /// This letter.
    Letter(char),
    /// Nothing: an accent of its own, a vowel sign, a sign without width.
    Nothing,
    /// The mark that makes the kana before it a voiced one.
    Voiced,
    /// The mark that makes は ぱ.
    HalfVoiced,
}

/// Folds a lower-case letter.
pub(super) fn fold(letter: char) -> Folded {
    use Folded::{HalfVoiced, Letter, Letters, Nothing, Voiced};
    match letter {
        'a'..='z' | '0'..='9' => Letter(letter),
        // Accents of their own (NFD), Hebrew points, Arabic vowel signs and the stretch, joiners, soft hyphens, variants.
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{640}'
        | '\u{64b}'..='\u{652}'
        | '\u{670}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => Nothing,
        '\u{3099}' | '\u{309b}' | '\u{ff9e}' => Voiced,
        '\u{309a}' | '\u{309c}' | '\u{ff9f}' => HalfVoiced,
        'ß' => Letters("ss"),
        'þ' => Letters("th"),
        'ĳ' => Letters("ij"),
        'ﬀ' => Letters("ff"),
        'ﬁ' => Letters("fi"),
        'ﬂ' => Letters("fl"),
        'ﬃ' => Letters("ffi"),
        'ﬄ' => Letters("ffl"),
        '㎜' => Letters("mm"),
        '㎝' => Letters("cm"),
        '㎏' => Letters("kg"),
        '℃' => Letters("c"),
        _ => Letter(latin(letter).unwrap_or_else(|| other(letter))),
    }
}

/// Latin letters without their accents. `æ` and `œ` are what `ae` and `oe` become, see `stem`.
fn latin(letter: char) -> Option<char> {
    Some(match letter {
        'à'..='æ'
        | 'ā'
        | 'ă'
        | 'ą'
        | 'ǎ'
        | 'ạ'
        | 'ả'
        | 'ấ'
        | 'ầ'
        | 'ẩ'
        | 'ẫ'
        | 'ậ'
        | 'ắ'
        | 'ằ'
        | 'ẳ'
        | 'ẵ'
        | 'ặ'
        | 'ª' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => {
            'e'
        }
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ỉ' | 'ị' => 'i',
        'ĵ' => 'j',
        'ķ' | 'ĸ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => 'n',
        'ò'..='ö'
        | 'ø'
        | 'ō'
        | 'ŏ'
        | 'ő'
        | 'œ'
        | 'ơ'
        | 'ǒ'
        | 'ọ'
        | 'ỏ'
        | 'ố'
        | 'ồ'
        | 'ổ'
        | 'ỗ'
        | 'ộ'
        | 'ớ'
        | 'ờ'
        | 'ở'
        | 'ỡ'
        | 'ợ'
        | 'º' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü'
        | 'ũ'
        | 'ū'
        | 'ŭ'
        | 'ů'
        | 'ű'
        | 'ų'
        | 'ư'
        | 'ǔ'
        | 'ụ'
        | 'ủ'
        | 'ứ'
        | 'ừ'
        | 'ử'
        | 'ữ'
        | 'ự' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => return None,
    })
}

fn other(letter: char) -> char {
    match letter {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        // Wide forms of ASCII, digits of other scripts, and small ones.
        '\u{ff01}'..='\u{ff5e}' => moved(letter, 0xff01, 0x21).to_ascii_lowercase(),
        '\u{660}'..='\u{669}' => moved(letter, 0x660, 0x30),
        '\u{6f0}'..='\u{6f9}' => moved(letter, 0x6f0, 0x30),
        '\u{2080}'..='\u{2089}' => moved(letter, 0x2080, 0x30),
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        // Both kana are one: what is written in katakana is often asked for in hiragana.
        '\u{30a1}'..='\u{30f6}' => moved(letter, 0x30a1, 0x3041),
        '\u{ff65}'..='\u{ff9d}' => half_width(letter),
        _ => letter,
    }
}

/// A letter that stands at the same place of another row.
fn moved(letter: char, from: u32, to: u32) -> char {
    char::from_u32(u32::from(letter) - from + to).unwrap_or(letter)
}

/// Half-wide katakana, as hiragana.
fn half_width(letter: char) -> char {
    const ROW: &str = "・をぁぃぅぇぉゃゅょっーあいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";
    let at = u32::from(letter) - 0xff65;
    let place = usize::try_from(at).unwrap_or(usize::MAX);
    ROW.chars().nth(place).unwrap_or(letter)
}

/// か becomes が.
pub(super) fn voiced(kana: char) -> char {
    if "かきくけこさしすせそたちつてとはひふへほ".contains(kana) {
        moved(kana, 0, 1)
    } else if kana == 'う' {
        'ゔ'
    } else {
        kana
    }
}

/// は becomes ぱ.
pub(super) fn half_voiced(kana: char) -> char {
    if "はひふへほ".contains(kana) {
        moved(kana, 0, 2)
    } else {
        kana
    }
}

/// Whether a letter belongs to a script that parts no words: Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer.
/// Korean parts them, but hangs so much on each that parts of words must meet.
pub(super) fn parts_no_words(letter: char) -> bool {
    matches!(letter,
        '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309d}'..='\u{309f}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{e01}'..='\u{e4e}'
        | '\u{e81}'..='\u{ecd}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17d3}'
        | '\u{20000}'..='\u{3134f}')
}
