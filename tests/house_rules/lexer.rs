//! Tells code from comments and strings, without understanding either.

/// Splits Rust into (code, comments): both as long as the text, with blanks for what belongs elsewhere. The code keeps
/// the quotes of a string and loses its inside.
pub fn rust(text: &str) -> (String, String) {
    let mut sheet = Sheet::new(text);
    while let Some(letter) = sheet.here(0) {
        match letter {
            b'/' if sheet.here(1) == Some(b'/') => sheet.comment_until_line_end(),
            b'/' if sheet.here(1) == Some(b'*') => sheet.nested_comment(),
            b'"' => sheet.string(b'"'),
            b'r' if sheet.raw_hashes().is_some() && !sheet.inside_word() => sheet.raw_string(),
            b'\'' => sheet.quote_or_lifetime(),
            _ => sheet.code(1),
        }
    }
    sheet.done()
}

/// Splits a style sheet.
pub fn css(text: &str) -> (String, String) {
    let mut sheet = Sheet::new(text);
    while let Some(letter) = sheet.here(0) {
        match letter {
            b'/' if sheet.here(1) == Some(b'*') => sheet.flat_comment(),
            b'"' | b'\'' => sheet.string(letter),
            _ => sheet.code(1),
        }
    }
    sheet.done()
}

/// Splits a script.
pub fn script(text: &str) -> (String, String) {
    let mut sheet = Sheet::new(text);
    while let Some(letter) = sheet.here(0) {
        match letter {
            b'/' if sheet.here(1) == Some(b'/') => sheet.comment_until_line_end(),
            b'/' if sheet.here(1) == Some(b'*') => sheet.flat_comment(),
            b'/' if sheet.awaits_a_value() => sheet.pattern(),
            b'"' | b'\'' | b'`' => sheet.string(letter),
            _ => sheet.code(1),
        }
    }
    sheet.done()
}

struct Sheet<'a> {
    text: &'a [u8],
    at: usize,
    code: Vec<u8>,
    comments: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Goes {
    Code,
    Comments,
    Nowhere,
}

impl<'a> Sheet<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            code: Vec::with_capacity(text.len()),
            comments: Vec::with_capacity(text.len()),
        }
    }

    fn here(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn take(&mut self, count: usize, goes: Goes) {
        for _ in 0..count {
            let Some(letter) = self.here(0) else { return };
            let blank = if letter == b'\n' { b'\n' } else { b' ' };
            self.code
                .push(if matches!(goes, Goes::Code) { letter } else { blank });
            self.comments.push(if matches!(goes, Goes::Comments) {
                letter
            } else {
                blank
            });
            self.at += 1;
        }
    }

    fn code(&mut self, count: usize) {
        self.take(count, Goes::Code);
    }

    fn inside_word(&self) -> bool {
        self.at
            .checked_sub(1)
            .and_then(|before| self.text.get(before))
            .is_some_and(|letter| letter.is_ascii_alphanumeric() || *letter == b'_')
    }

    fn comment_until_line_end(&mut self) {
        while self.here(0).is_some_and(|letter| letter != b'\n') {
            self.take(1, Goes::Comments);
        }
    }

    fn flat_comment(&mut self) {
        self.take(2, Goes::Comments);
        while self.here(0).is_some() && !(self.here(0) == Some(b'*') && self.here(1) == Some(b'/')) {
            self.take(1, Goes::Comments);
        }
        self.take(2, Goes::Comments);
    }

    fn nested_comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            match (self.here(0), self.here(1)) {
                (Some(b'/'), Some(b'*')) => depth += 1,
                (Some(b'*'), Some(b'/')) => depth -= 1,
                (None, _) => return,
                _ => {
                    self.take(1, Goes::Comments);
                    continue;
                }
            }
            self.take(2, Goes::Comments);
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self, end: u8) {
        self.code(1);
        while let Some(letter) = self.here(0) {
            match letter {
                b'\\' => self.take(2, Goes::Nowhere),
                _ if letter == end => return self.code(1),
                _ => self.take(1, Goes::Nowhere),
            }
        }
    }

    /// Whether a `/` here begins a pattern; otherwise it divides.
    fn awaits_a_value(&self) -> bool {
        let before = self
            .code
            .iter()
            .rev()
            .find(|letter| !letter.is_ascii_whitespace());
        before.is_none_or(|letter| b"(,=:[!&|?{};+-*%<>~^".contains(letter))
    }

    fn pattern(&mut self) {
        self.code(1);
        let mut in_class = false;
        while let Some(letter) = self.here(0) {
            match letter {
                b'\\' => self.take(2, Goes::Nowhere),
                b'/' if !in_class => return self.code(1),
                b'\n' => return,
                _ => {
                    in_class = (in_class || letter == b'[') && letter != b']';
                    self.take(1, Goes::Nowhere);
                }
            }
        }
    }

    /// The number of `#` if a raw string starts here.
    fn raw_hashes(&self) -> Option<usize> {
        let hashes = (1..).take_while(|ahead| self.here(*ahead) == Some(b'#')).count();
        (self.here(hashes + 1) == Some(b'"')).then_some(hashes)
    }

    fn raw_string(&mut self) {
        let hashes = self.raw_hashes().unwrap_or_default();
        self.code(hashes + 2);
        while self.here(0).is_some() {
            let closes =
                self.here(0) == Some(b'"') && (1..=hashes).all(|ahead| self.here(ahead) == Some(b'#'));
            if closes {
                return self.code(hashes + 1);
            }
            self.take(1, Goes::Nowhere);
        }
    }

    /// `'a'` is a letter, `'a` a lifetime.
    fn quote_or_lifetime(&mut self) {
        if self.here(1) == Some(b'\\') {
            return self.string(b'\'');
        }
        let rest = self.text.get(self.at + 1..).unwrap_or_default();
        let first = std::str::from_utf8(rest.get(..rest.len().min(8)).unwrap_or_default());
        let width = match first {
            Ok(text) => text.chars().next().map_or(1, char::len_utf8),
            Err(error) => {
                let good = rest.get(..error.valid_up_to()).unwrap_or_default();
                std::str::from_utf8(good)
                    .ok()
                    .and_then(|text| text.chars().next())
                    .map_or(1, char::len_utf8)
            }
        };
        if self.here(1 + width) == Some(b'\'') {
            self.code(1);
            self.take(width, Goes::Nowhere);
        }
        self.code(1);
    }

    fn done(self) -> (String, String) {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
        (text(self.code), text(self.comments))
    }
}

#[cfg(test)]
mod tests {
    use super::{css, rust, script};

    #[test]
    fn a_pattern_with_a_quote_does_not_swallow_the_script() {
        let (code, _) = script("const a = /[\"'/]\\/b/i; c = d / e; // f\ng(`h`);");
        assert_eq!(code, "const a = /        /i; c = d / e;     \ng(` `);");
    }

    #[test]
    fn comments_and_strings_are_blanked_and_quotes_stay() {
        let (code, comments) = rust("let a = \"x // y\"; // z\nlet b = r#\"q\"#; /* c /* d */ e */ 'f' 'g");
        assert_eq!(
            code.trim_end(),
            "let a = \"      \";     \nlet b = r#\" \"#;                   ' ' 'g"
        );
        assert!(comments.contains("// z") && comments.contains("/* c /* d */ e */"));
        assert!(!comments.contains("// y"));
        let (code, _) = rust("('·', '\\'', \"é\\\"\", 'x)");
        assert!(code.contains("'x)"), "{code}");
    }

    #[test]
    fn a_style_sheet_keeps_its_rules() {
        let (code, comments) = css("/* #fff */ .a { content: \"#000\"; }");
        assert!(!code.contains('#') && code.contains(".a {"));
        assert!(comments.contains("#fff"));
    }
}
