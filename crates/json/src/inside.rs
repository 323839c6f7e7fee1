//! Writing what lies between brackets.

use serde::{Serialize, ser};

use crate::{Garbled, write::Writer};

/// The inside of an object or an array.
pub struct Inside<'w> {
    pub writer: &'w mut Writer,
    pub first: bool,
    /// What closes it.
    pub close: &'static str,
}

impl Inside<'_> {
    fn comma(&mut self) {
        if !self.first {
            self.writer.out.push(',');
        }
        self.first = false;
    }

    fn name(&mut self, name: &str) {
        self.comma();
        self.writer.text(name);
        self.writer.out.push(':');
    }

    fn close(self) -> Result<(), Garbled> {
        self.writer.out.push_str(self.close);
        Ok(())
    }
}

macro_rules! elements {
    ($($kind:ident $name:ident)*) => {
        $(impl ser::$kind for Inside<'_> {
            type Ok = ();
            type Error = Garbled;

            fn $name<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Garbled> {
                self.comma();
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Result<(), Garbled> {
                self.close()
            }
        })*
    };
}

elements! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

macro_rules! fields {
    ($($kind:ident)*) => {
        $(impl ser::$kind for Inside<'_> {
            type Ok = ();
            type Error = Garbled;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Garbled> {
                self.name(name);
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Result<(), Garbled> {
                self.close()
            }
        })*
    };
}

fields! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for Inside<'_> {
    type Ok = ();
    type Error = Garbled;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Garbled> {
        self.comma();
        let start = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        // Whatever is not text would make an object that is none.
        if self.writer.out.as_bytes().get(start) == Some(&b'"') {
            Ok(())
        } else {
            Err(Garbled)
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Garbled> {
        self.writer.out.push(':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Garbled> {
        self.close()
    }
}
