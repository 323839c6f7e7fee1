//! Short names for what the wasm and its JavaScript call each other by.
//!
//! wasm-bindgen's names end in sixteen digits of a hash, `__wbg_append_8df396311184f750`, and no compression takes
//! those away: measured on the storefront, 4.5 KB of the wasm and 3.5 KB of the script.

use crate::wasm::Module;
use std::collections::HashMap;

/// How the names begin that nobody but these two files knows.
const PRIVATE: [&str; 3] = ["__wb", "__externref", "wasm_bindgen__"];

/// The module and its script with short names, and the script without comments and indentation.
pub fn shorten(module: &mut Module, script: &str) -> Result<String, String> {
    let mut short: HashMap<String, String> = HashMap::new();
    module.rename(|name| {
        if !PRIVATE.iter().any(|start| name.starts_with(start)) {
            return name.to_owned();
        }
        let next = letters(short.len());
        short.entry(name.to_owned()).or_insert(next).clone()
    })?;
    if words(script).any(|(word, _)| short.values().any(|name| name == word)) {
        return Err(
            "wasm-bindgen's script has names of its own like ours; change them in xtask/src/glue.rs"
                .to_owned(),
        );
    }
    let mut out = String::with_capacity(script.len());
    for (word, between) in words(script) {
        out.push_str(short.get(word).map_or(word, String::as_str));
        out.push_str(between);
    }
    Ok(without_comments(&out))
}

/// `$a`, `$b`, … `$aa`.
fn letters(mut index: usize) -> String {
    let mut name = String::new();
    loop {
        let letter = u8::try_from(index % 26).unwrap_or(0);
        name.insert(0, char::from(b'a' + letter));
        if index < 26 {
            return format!("${name}");
        }
        index = index / 26 - 1;
    }
}

/// The words of a script, each with what stands between it and the next.
fn words(script: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut rest = script;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (word, after) = rest.split_at(rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()));
        let (between, after) = after.split_at(after.find(is_part).unwrap_or(after.len()));
        rest = after;
        Some((word, between))
    })
}

/// A text that goes over several lines would lose its indentation too; then the script is left as it is.
fn without_comments(script: &str) -> String {
    let long_text = script.lines().any(|line| line.matches('`').count() % 2 == 1);
    if long_text {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_use_the_same_short_name() {
        let name = "__wbg_log_0123456789abcdef";
        let wasm = [
            &b"\0asm\x01\0\0\0\x02\x20\x01\x01m"[..],
            b"\x1a",
            name.as_bytes(),
            b"\0\0",
        ]
        .concat();
        let mut module = Module::read(&wasm).expect("it is well formed");
        let script =
            format!("/** why */\nconst all = {{\n    // what\n    {name}: x => log(`${{x}}`),\n}};\n");
        let script = shorten(&mut module, &script).expect("nothing collides");
        assert_eq!(script, "const all = {\n$a: x => log(`${x}`),\n};\n");
        assert_eq!(module.write(), b"\0asm\x01\0\0\0\x02\x08\x01\x01m\x02$a\0\0");
    }

    #[test]
    fn a_long_text_keeps_its_lines() {
        assert_eq!(without_comments("x = `a\n    b`;\n"), "x = `a\n    b`;\n");
    }

    #[test]
    fn names_never_repeat() {
        let names: std::collections::BTreeSet<String> = (0..2_000).map(letters).collect();
        assert_eq!(names.len(), 2_000);
        assert_eq!((letters(0), letters(26)), ("$a".to_owned(), "$aa".to_owned()));
    }
}
