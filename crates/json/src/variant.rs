//! Reading enums, which the wire tags externally.

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};

use crate::{
    Garbled,
    read::{Key, Reader},
};

/// `"name"`, or `{"name": content}`.
pub struct Variant<'r, 't> {
    pub reader: &'r mut Reader<'t>,
    /// Whether the name stands alone.
    pub bare: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Garbled;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Garbled> {
        let name = if self.bare {
            seed.deserialize(&mut *self.reader)?
        } else {
            seed.deserialize(Key(self.reader))?
        };
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Garbled;

    fn unit_variant(self) -> Result<(), Garbled> {
        if self.bare || self.reader.0.takes_word("null") {
            Ok(())
        } else {
            Err(Garbled)
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Garbled> {
        if self.bare {
            Err(Garbled)
        } else {
            seed.deserialize(self.reader)
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Garbled> {
        if self.bare {
            Err(Garbled)
        } else {
            self.reader.deserialize_seq(visitor)
        }
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Garbled> {
        if self.bare {
            Err(Garbled)
        } else {
            self.reader.deserialize_map(visitor)
        }
    }
}
