//! The letters of JSON: white space, words, strings, integers. Nothing here is generic, so it is compiled once.

use crate::Garbled;

/// Objects and arrays may lie this deep in each other, as in serde_json.
const DEPTH_MAX: u8 = 127;

/// A text and how far it has been read.
pub struct Text<'t> {
    all: &'t str,
    at: usize,
    depth: u8,
    /// Holds a key that had escapes in it.
    key: String,
}

/// An integer of either sign.
pub enum Integer {
    /// Zero or more.
    Natural(u64),
    /// Less than zero.
    Negative(i64),
}

impl<'t> Text<'t> {
    pub fn new(all: &'t str) -> Self {
        Self {
            all,
            at: 0,
            depth: 0,
            key: String::new(),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.all.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space; it stays.
    pub fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Takes the next byte if it is this one.
    pub fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    pub fn take(&mut self, byte: u8) -> Result<(), Garbled> {
        if self.takes(byte) { Ok(()) } else { Err(Garbled) }
    }

    /// Takes `null`, `true` or `false` if it is next.
    pub fn takes_word(&mut self, word: &str) -> bool {
        let found =
            self.peek().is_some() && self.all.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if found {
            self.at += word.len();
        }
        found
    }

    pub fn end(&mut self) -> Result<(), Garbled> {
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(Garbled)
        }
    }

    /// Takes the bracket that opens an object or an array.
    pub fn open(&mut self, bracket: u8) -> Result<(), Garbled> {
        self.take(bracket)?;
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            Err(Garbled)
        } else {
            Ok(())
        }
    }

    /// Goes to the next member: `false` once the closing bracket is taken.
    pub fn next(&mut self, close: u8, first: bool) -> Result<bool, Garbled> {
        if self.takes(close) {
            self.depth -= 1;
            return Ok(false);
        }
        if first || self.takes(b',') {
            Ok(true)
        } else {
            Err(Garbled)
        }
    }

    /// An object's key and its colon.
    pub fn key(&mut self) -> Result<&str, Garbled> {
        let key = self.name()?;
        self.take(b':')?;
        self.kept(key)
    }

    /// The name of a variant that stands alone.
    pub fn bare_name(&mut self) -> Result<&str, Garbled> {
        let name = self.name()?;
        self.kept(name)
    }

    /// Where a name stands in the text; `None` if it had escapes and lies in `self.key`.
    fn name(&mut self) -> Result<Option<(usize, usize)>, Garbled> {
        self.take(b'"')?;
        let start = self.at;
        let end = self.plain()?;
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(Some((start, end)));
        }
        self.at = start - 1;
        self.key = self.string()?;
        Ok(None)
    }

    fn kept(&self, name: Option<(usize, usize)>) -> Result<&str, Garbled> {
        match name {
            Some((start, end)) => self.all.get(start..end).ok_or(Garbled),
            None => Ok(&self.key),
        }
    }

    /// Runs to the next quotation mark or backslash and says where that is.
    fn plain(&mut self) -> Result<usize, Garbled> {
        loop {
            match self.byte() {
                None | Some(..0x20) => return Err(Garbled),
                Some(b'"' | b'\\') => return Ok(self.at),
                Some(_) => self.at += 1,
            }
        }
    }

    pub fn string(&mut self) -> Result<String, Garbled> {
        self.take(b'"')?;
        let mut out = String::new();
        loop {
            let start = self.at;
            let end = self.plain()?;
            out.push_str(self.all.get(start..end).ok_or(Garbled)?);
            self.at += 1;
            if self.all.as_bytes().get(end) == Some(&b'"') {
                return Ok(out);
            }
            out.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, Garbled> {
        let kind = self.byte().ok_or(Garbled)?;
        self.at += 1;
        Ok(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return Err(Garbled),
        })
    }

    /// Four hexadecimal digits, or a surrogate pair of them. Half a pair is no character.
    fn code_point(&mut self) -> Result<char, Garbled> {
        let mut code = self.four_digits()?;
        if let 0xD800..=0xDBFF = code {
            if self.all.get(self.at..self.at + 2) != Some("\\u") {
                return Err(Garbled);
            }
            self.at += 2;
            let low = self.four_digits()?;
            if !matches!(low, 0xDC00..=0xDFFF) {
                return Err(Garbled);
            }
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        char::from_u32(code).ok_or(Garbled)
    }

    fn four_digits(&mut self) -> Result<u32, Garbled> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self
                .byte()
                .and_then(|byte| char::from(byte).to_digit(16))
                .ok_or(Garbled)?;
            code = code << 4 | digit;
            self.at += 1;
        }
        Ok(code)
    }

    pub fn integer(&mut self) -> Result<Integer, Garbled> {
        let negative = self.takes(b'-');
        let start = self.at;
        let mut value = 0_u64;
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            let digit = u64::from(digit - b'0');
            value = value
                .checked_mul(10)
                .and_then(|value| value.checked_add(digit))
                .ok_or(Garbled)?;
            self.at += 1;
        }
        let digits = self.at - start;
        let leading_zero = digits > 1 && self.all.as_bytes().get(start) == Some(&b'0');
        let fraction = matches!(self.byte(), Some(b'.' | b'e' | b'E'));
        if digits == 0 || leading_zero || fraction {
            return Err(Garbled);
        }
        match (negative, value) {
            (false, _) | (true, 0) => Ok(Integer::Natural(value)),
            (true, _) => 0_i64
                .checked_sub_unsigned(value)
                .map(Integer::Negative)
                .ok_or(Garbled),
        }
    }

    /// Passes over a value of any kind.
    pub fn skip(&mut self) -> Result<(), Garbled> {
        match self.peek() {
            Some(b'"') => self.bare_name().map(|_| ()),
            Some(b'{') => {
                self.open(b'{')?;
                let mut first = true;
                while self.next(b'}', first)? {
                    first = false;
                    self.key()?;
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'[') => {
                self.open(b'[')?;
                let mut first = true;
                while self.next(b']', first)? {
                    first = false;
                    self.skip()?;
                }
                Ok(())
            }
            _ if self.takes_word("null") || self.takes_word("true") || self.takes_word("false") => Ok(()),
            _ => self.number(),
        }
    }

    /// Passes over a number, which may have a fraction where nobody asks for its value.
    fn number(&mut self) -> Result<(), Garbled> {
        self.takes(b'-');
        let zero = self.byte() == Some(b'0');
        if self.digits()? > 1 && zero {
            return Err(Garbled);
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Passes over digits, at least one, and counts them.
    fn digits(&mut self) -> Result<usize, Garbled> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if self.at == start {
            Err(Garbled)
        } else {
            Ok(self.at - start)
        }
    }
}
