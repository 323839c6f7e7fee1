//! Reading. What is generic here is compiled once per wire type, so it does little and asks `Text` for the rest.

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::{
    Garbled,
    text::{Integer, Text},
    variant::Variant,
};

/// Reads one value and nothing after it.
///
/// # Errors
/// [`Garbled`] if the text is not JSON or not a `T`.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Garbled> {
    let mut reader = Reader(Text::new(text));
    let value = T::deserialize(&mut reader)?;
    reader.0.end()?;
    Ok(value)
}

/// What serde asks.
pub struct Reader<'t>(pub Text<'t>);

macro_rules! integers {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
            match self.0.integer()? {
                Integer::Natural(value) => visitor.visit_u64(value),
                Integer::Negative(value) => visitor.visit_i64(value),
            }
        })*
    };
}

macro_rules! strings {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
            visitor.visit_string(self.0.string()?)
        })*
    };
}

/// What the wire has no type for.
macro_rules! refused {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Garbled> {
            Err(Garbled)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Reader<'_> {
    type Error = Garbled;

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }
    strings! { deserialize_str deserialize_string deserialize_char }
    refused! { deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
        match self.0.peek() {
            Some(b'{') => self.deserialize_map(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b'"') => self.deserialize_string(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            Some(b'n') => self.deserialize_unit(visitor),
            _ => self.deserialize_i64(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
        if self.0.takes_word("true") {
            visitor.visit_bool(true)
        } else if self.0.takes_word("false") {
            visitor.visit_bool(false)
        } else {
            Err(Garbled)
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
        if self.0.takes_word("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
        if self.0.takes_word("null") {
            visitor.visit_unit()
        } else {
            Err(Garbled)
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Garbled> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Garbled> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
        self.0.open(b'[')?;
        let mut members = Members {
            reader: self,
            first: true,
            closed: false,
        };
        let value = visitor.visit_seq(&mut members)?;
        // A tuple stops at its last element and leaves the bracket.
        if members.closed || !members.next(b']')? {
            Ok(value)
        } else {
            Err(Garbled)
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Garbled> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Garbled> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
        self.0.open(b'{')?;
        visitor.visit_map(Members {
            reader: self,
            first: true,
            closed: false,
        })
    }

    // Only ever from an object, so that the half of each derive that reads arrays is dropped.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Garbled> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Garbled> {
        let bare = self.0.peek() == Some(b'"');
        if !bare {
            self.0.open(b'{')?;
        }
        let value = visitor.visit_enum(Variant { reader: self, bare })?;
        if !bare && self.0.next(b'}', false)? {
            return Err(Garbled);
        }
        Ok(value)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
        visitor.visit_str(self.0.bare_name()?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
        self.0.skip()?;
        visitor.visit_unit()
    }
}

/// The inside of an object or an array.
struct Members<'r, 't> {
    reader: &'r mut Reader<'t>,
    first: bool,
    closed: bool,
}

impl Members<'_, '_> {
    fn next(&mut self, bracket: u8) -> Result<bool, Garbled> {
        let more = self.reader.0.next(bracket, self.first)?;
        self.first = false;
        self.closed = !more;
        Ok(more)
    }
}

impl<'de> SeqAccess<'de> for &mut Members<'_, '_> {
    type Error = Garbled;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Garbled> {
        if self.next(b']')? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Members<'_, '_> {
    type Error = Garbled;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Garbled> {
        if self.next(b'}')? {
            seed.deserialize(Key(self.reader)).map(Some)
        } else {
            Ok(None)
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Garbled> {
        seed.deserialize(&mut *self.reader)
    }
}

/// An object's key; it is text, or a newtype of text.
pub struct Key<'r, 't>(pub &'r mut Reader<'t>);

impl<'de> Deserializer<'de> for Key<'_, '_> {
    type Error = Garbled;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Garbled> {
        visitor.visit_str(self.0.0.key()?)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Garbled> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}
