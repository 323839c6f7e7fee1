//! JSON in little code, for the storefront. The backend keeps serde_json.
//!
//! serde_json costs a browser some 50 KB of download for what the wire never uses: fractions, error messages, structs
//! written as arrays. This reads and writes everything else of RFC 8259, and refuses fractions: on the wire money,
//! sizes and times are integers.

mod inside;
mod read;
mod text;
mod variant;
mod write;

pub use read::from_str;
pub use write::to_string;

/// The text was not JSON, or not of the asked type. It has no words: nobody can mend a server's answer in a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Garbled;

impl std::fmt::Display for Garbled {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("not the JSON that was expected")
    }
}

impl std::error::Error for Garbled {}

// Every method is written out: the ones serde would supply format a message, and bring the code for it along.
impl serde::de::Error for Garbled {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

impl serde::ser::Error for Garbled {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}
