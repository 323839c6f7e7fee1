//! Randomness from the browser's crypto.

/// A fresh id: 128 random bits in hex.
pub fn id() -> String {
    use std::fmt::Write;
    let mut bytes = [0_u8; 16];
    fill(&mut bytes);
    bytes.iter().fold(String::with_capacity(32), |mut text, byte| {
        if write!(text, "{byte:02x}").is_err() {
            leptos::logging::warn!("a text refused to grow");
        }
        text
    })
}

/// A random number.
pub fn number() -> u32 {
    let mut bytes = [0_u8; 4];
    fill(&mut bytes);
    u32::from_le_bytes(bytes)
}

fn fill(bytes: &mut [u8]) {
    let filled = super::page::window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(bytes).map(|_| ()));
    if filled.is_err() {
        for byte in bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
}
