//! Writing, as serde_json does it without spaces.

use serde::{Serialize, Serializer};

use crate::{Garbled, inside::Inside};

/// Writes one value.
///
/// # Errors
/// [`Garbled`] if the value has fractions, or a map whose keys are not text.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, Garbled> {
    let mut writer = Writer { out: String::new() };
    value.serialize(&mut writer)?;
    Ok(writer.out)
}

/// What serde tells.
pub struct Writer {
    /// What is written so far.
    pub out: String,
}

impl Writer {
    pub fn text(&mut self, text: &str) {
        self.out.push('"');
        for letter in text.chars() {
            let short = match letter {
                '"' | '\\' => letter,
                '\u{8}' => 'b',
                '\u{c}' => 'f',
                '\n' => 'n',
                '\r' => 'r',
                '\t' => 't',
                '\0'..' ' => {
                    let code = u32::from(letter);
                    self.out.push_str("\\u00");
                    self.out.push(if code < 0x10 { '0' } else { '1' });
                    self.out.push(char::from_digit(code & 0xF, 16).unwrap_or('0'));
                    continue;
                }
                _ => {
                    self.out.push(letter);
                    continue;
                }
            };
            self.out.push('\\');
            self.out.push(short);
        }
        self.out.push('"');
    }

    fn inside(&mut self, open: &str, close: &'static str) -> Inside<'_> {
        self.out.push_str(open);
        Inside {
            writer: self,
            first: true,
            close,
        }
    }

    /// `{"variant":` and the inside of what belongs to it.
    fn inside_variant(&mut self, variant: &str, open: &str, close: &'static str) -> Inside<'_> {
        self.out.push('{');
        self.text(variant);
        self.out.push(':');
        self.inside(open, close)
    }
}

macro_rules! through {
    ($($name:ident $from:ty => $to:ident)*) => {
        $(fn $name(self, value: $from) -> Result<(), Garbled> {
            self.$to(value.into())
        })*
    };
}

macro_rules! refused {
    ($($name:ident $from:ty)*) => {
        $(fn $name(self, _: $from) -> Result<(), Garbled> {
            Err(Garbled)
        })*
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Garbled;
    type SerializeSeq = Inside<'w>;
    type SerializeTuple = Inside<'w>;
    type SerializeTupleStruct = Inside<'w>;
    type SerializeTupleVariant = Inside<'w>;
    type SerializeMap = Inside<'w>;
    type SerializeStruct = Inside<'w>;
    type SerializeStructVariant = Inside<'w>;

    through! {
        serialize_i8 i8 => serialize_i64
        serialize_i16 i16 => serialize_i64
        serialize_i32 i32 => serialize_i64
        serialize_u8 u8 => serialize_u64
        serialize_u16 u16 => serialize_u64
        serialize_u32 u32 => serialize_u64
    }
    refused! { serialize_f32 f32 serialize_f64 f64 serialize_bytes &[u8] }

    fn serialize_bool(self, value: bool) -> Result<(), Garbled> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Garbled> {
        if value < 0 {
            self.out.push('-');
        }
        self.serialize_u64(value.unsigned_abs())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Garbled> {
        self.out.push_str(&value.to_string());
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Garbled> {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Garbled> {
        self.text(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Garbled> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Garbled> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Garbled> {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Garbled> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Garbled> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Garbled> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Garbled> {
        self.out.push('{');
        self.text(variant);
        self.out.push(':');
        value.serialize(&mut *self)?;
        self.out.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Inside<'w>, Garbled> {
        Ok(self.inside("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Inside<'w>, Garbled> {
        Ok(self.inside("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Inside<'w>, Garbled> {
        Ok(self.inside("[", "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Inside<'w>, Garbled> {
        Ok(self.inside_variant(variant, "[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Inside<'w>, Garbled> {
        Ok(self.inside("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inside<'w>, Garbled> {
        Ok(self.inside("{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Inside<'w>, Garbled> {
        Ok(self.inside_variant(variant, "{", "}}"))
    }
}
