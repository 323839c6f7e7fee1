//! A WebAssembly module taken apart as far as its functions and their names go.

/// The sections of a module, in order: what they are and what is in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    sections: Vec<(u8, Vec<u8>)>,
}

/// The first eight bytes: what it is and which version.
const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;

impl Module {
    /// Takes a module apart.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let parse = || {
            let mut rest = Reader(bytes.strip_prefix(MAGIC)?);
            let mut sections = Vec::new();
            while let Some(kind) = rest.byte() {
                sections.push((kind, rest.vector()?.to_vec()));
            }
            Some(Self { sections })
        };
        parse().ok_or_else(malformed)
    }

    /// Puts it together.
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for (kind, body) in &self.sections {
            out.push(*kind);
            push_vector(&mut out, body);
        }
        out
    }

    fn section(&self, wanted: u8) -> &[u8] {
        let found = self.sections.iter().find(|(kind, _)| *kind == wanted);
        found.map_or(&[0], |(_, body)| body.as_slice())
    }

    /// The code of the functions that are not imported.
    pub fn functions(&self) -> Result<Vec<&[u8]>, String> {
        let mut rest = Reader(self.section(CODE));
        let count = rest.number().ok_or_else(malformed)?;
        (0..count).map(|_| rest.vector().ok_or_else(malformed)).collect()
    }

    /// Gives those functions names, instead of any they had.
    pub fn name_functions(&mut self, names: &[String]) -> Result<(), String> {
        let mut imported = 0;
        self.edit(IMPORTS, |name, kind| {
            imported += u32::from(kind == Some(0));
            name.to_owned()
        })?;
        let mut map = Vec::new();
        push_number(&mut map, names.len());
        for (index, name) in (imported as usize..).zip(names) {
            push_number(&mut map, index);
            push_vector(&mut map, name.as_bytes());
        }
        let mut body = Vec::new();
        push_vector(&mut body, b"name");
        // Subsection 1: function names.
        body.push(1);
        push_vector(&mut body, &map);
        self.sections
            .retain(|(kind, body)| *kind != CUSTOM || !body.starts_with(b"\x04name"));
        self.sections.push((CUSTOM, body));
        Ok(())
    }

    /// Gives what is imported and exported other names.
    pub fn rename(&mut self, mut new_name: impl FnMut(&str) -> String) -> Result<(), String> {
        self.edit(IMPORTS, |name, _| new_name(name))?;
        self.edit(EXPORTS, |name, _| new_name(name))
    }

    fn edit(
        &mut self,
        section: u8,
        mut new_name: impl FnMut(&str, Option<u8>) -> String,
    ) -> Result<(), String> {
        let mut rest = Reader(self.section(section));
        let mut out = Vec::new();
        let mut parse = || {
            let count = rest.number()?;
            push_number(&mut out, count);
            for _ in 0..count {
                if section == IMPORTS {
                    push_vector(&mut out, rest.vector()?);
                }
                let name = std::str::from_utf8(rest.vector()?).ok()?;
                let about = rest.0;
                let kind = rest.byte()?;
                if section == IMPORTS {
                    rest.import(kind)?
                } else {
                    rest.number().map(drop)?
                }
                let about = about.get(..about.len() - rest.0.len())?;
                push_vector(&mut out, new_name(name, about.first().copied()).as_bytes());
                out.extend(about);
            }
            Some(())
        };
        parse().ok_or_else(malformed)?;
        for (kind, body) in &mut self.sections {
            if *kind == section {
                body.clone_from(&out);
            }
        }
        Ok(())
    }
}

fn malformed() -> String {
    "the wasm is not as the specification says; was it cut off?".to_owned()
}

/// What is left to read.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A length and as many bytes.
    fn vector(&mut self) -> Option<&'b [u8]> {
        let length = self.number()?;
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// What follows the kind of an import.
    fn import(&mut self, kind: u8) -> Option<()> {
        match kind {
            // A function's type.
            0 => self.number().map(drop),
            // A table: the type of its elements, then its size.
            1 => {
                self.byte()?;
                self.limits()
            }
            // A memory's size.
            2 => self.limits(),
            // A global: its type and whether it changes.
            3 => {
                self.byte()?;
                self.byte().map(drop)
            }
            _ => None,
        }
    }

    fn limits(&mut self) -> Option<()> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Some(())
    }
}

fn push_number(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7F {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn push_vector(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len());
    out.extend(bytes);
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// `(import "m" "print" (func)) (memory (export "memory") 1) (func (export "run") call 0) (func)`
    pub const SMALL: &[u8] =
        b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x0b\x01\x01m\x05print\0\0\x03\x03\x02\0\0\
        \x05\x03\x01\0\x01\x07\x10\x02\x06memory\x02\0\x03run\0\x01\x0a\x09\x02\x04\0\x10\0\x0b\x02\0\x0b";

    #[test]
    fn a_module_is_put_together_as_it_was() {
        assert_eq!(
            Module::read(SMALL).map(|module| module.write()),
            Ok(SMALL.to_vec())
        );
        assert!(Module::read(SMALL.get(..40).unwrap_or_default()).is_err());
        assert!(Module::read(b"<!doctype html>").is_err());
    }

    #[test]
    fn functions_are_found_and_named() {
        let mut module = Module::read(SMALL).unwrap_or(Module { sections: Vec::new() });
        assert_eq!(module.functions(), Ok(vec![&b"\0\x10\0\x0b"[..], &b"\0\x0b"[..]]));
        for names in [["a", "b"], ["c", "d"]] {
            assert_eq!(module.name_functions(&names.map(str::to_owned)), Ok(()));
        }
        let named = [SMALL, b"\0\x0e\x04name\x01\x07\x02\x01\x01c\x02\x01d"].concat();
        assert_eq!(module.write(), named);
    }

    #[test]
    fn imports_and_exports_get_other_names() {
        let mut module = Module::read(SMALL).unwrap_or(Module { sections: Vec::new() });
        assert_eq!(
            module.rename(|name| name.get(..1).unwrap_or_default().to_owned()),
            Ok(())
        );
        let text = String::from_utf8_lossy(&module.write()).into_owned();
        assert!(text.contains("\x01m\x01p\0\0") && text.contains("\x02\x01m\x02\0\x01r\0\x01"));
    }
}
