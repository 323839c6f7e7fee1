//! Which of the compressed forms beside a file a client takes (RFC 9110 §12.5.3).

use axum::http::{HeaderMap, header};

/// A form that the build puts beside a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `….br`.
    Brotli,
    /// `….gz`.
    Gzip,
    /// The file itself.
    Plain,
}

impl Encoding {
    /// What is put behind the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Plain => "",
        }
    }

    /// For `Content-Encoding`.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }
}

/// The forms the client takes, best first; the file itself is always the last resort.
pub fn taken(headers: &HeaderMap) -> Vec<Encoding> {
    let asked: Vec<(String, u32)> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(weighed)
        .collect();
    let weight = |name: &str| {
        let named = asked.iter().find(|(asked, _)| asked == name);
        named
            .or_else(|| asked.iter().find(|(asked, _)| asked == "*"))
            .map_or(0, |(_, weight)| *weight)
    };
    let mut forms = vec![(Encoding::Brotli, weight("br")), (Encoding::Gzip, weight("gzip"))];
    forms.retain(|(_, weight)| *weight > 0);
    // Stable: of two that are asked for alike, brotli is the smaller one.
    forms.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    forms
        .into_iter()
        .map(|(form, _)| form)
        .chain([Encoding::Plain])
        .collect()
}

/// `gzip;q=0.5` is `("gzip", 500)`.
fn weighed(part: &str) -> (String, u32) {
    let (name, rest) = part.split_once(';').unwrap_or((part, ""));
    let weight = rest.trim().strip_prefix("q=").map_or(1_000, thousandths);
    (name.trim().to_ascii_lowercase(), weight)
}

fn thousandths(text: &str) -> u32 {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), digits.parse::<u32>()) {
        (Ok(whole), Ok(part)) => (whole * 1_000 + part).min(1_000),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, taken};
    use Encoding::{Brotli, Gzip, Plain};
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn the_client_says_what_it_takes() {
        for (asked, wanted) in [
            ("gzip, deflate, br", vec![Brotli, Gzip, Plain]),
            ("br;q=0.5, gzip;q=0.9", vec![Gzip, Brotli, Plain]),
            ("gzip, br;q=0", vec![Gzip, Plain]),
            ("*;q=0.1, gzip;q=0", vec![Brotli, Plain]),
            ("identity", vec![Plain]),
            ("br;q=nonsense", vec![Plain]),
            ("", vec![Plain]),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(asked));
            assert_eq!(taken(&headers), wanted, "{asked}");
        }
    }
}
