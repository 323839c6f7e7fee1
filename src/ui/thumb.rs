//! The colour of a picture before the picture: the average in a thumbhash.

/// The average colour of a thumbhash in base64, as `rgb(…)`. `None` if the text is no thumbhash.
///
/// Bits after Evan Wallace, "ThumbHash" (public domain): 6 bits of luminance, 6 of each chroma, in the first three bytes.
pub fn average_colour(thumbhash: &str) -> Option<String> {
    let mut bits: u32 = 0;
    let mut text = thumbhash.bytes();
    for _ in 0..4 {
        bits = (bits << 6) | u32::from(sextet(text.next()?)?);
    }
    // Four base64 characters are three bytes, big-endian; the header is little-endian.
    let header = ((bits >> 16) & 0xff) | (bits & 0xff00) | ((bits & 0xff) << 16);
    let l = (header & 63) as f32 / 63.0;
    let p = ((header >> 6) & 63) as f32 / 31.5 - 1.0;
    let q = ((header >> 12) & 63) as f32 / 31.5 - 1.0;
    let blue = l - 2.0 / 3.0 * p;
    let red = (3.0 * l - blue + q) / 2.0;
    let green = red - q;
    let byte = |value: f32| (value.clamp(0.0, 1.0) * 255.0) as u8;
    Some(format!("rgb({} {} {})", byte(red), byte(green), byte(blue)))
}

fn sextet(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::average_colour;

    #[test]
    fn the_first_three_bytes_tell_the_colour() {
        // Luminance full, chroma about zero.
        assert_eq!(average_colour("PwgC").as_deref(), Some("rgb(255 254 252)"));
        // Dark and warm.
        assert_eq!(average_colour("lEwB").as_deref(), Some("rgb(84 177 0)"));
        assert_eq!(average_colour("no!"), None);
        assert_eq!(average_colour(""), None);
    }
}
