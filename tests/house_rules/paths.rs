//! Every path that a Rust file names: `a::b::c`, with `use` trees spread out and `self` and `super` resolved.

use super::source::Source;

/// A path and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// From `crate` or from a crate's name.
    pub path: Vec<String>,
    /// Byte in the text.
    pub at: usize,
}

/// All paths in a file. Words without `::` count only inside `use`.
pub fn named(source: &Source) -> Vec<Named> {
    let tokens = tokens(&source.code);
    let module = module_of(&source.path);
    let mut found = Vec::new();
    let mut at = 0;
    let mut depth_in_inner = 0_usize;
    let mut inner = Vec::new();
    while let Some((token, byte)) = tokens.get(at) {
        let previous = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .map(|(word, _)| *word);
        match *token {
            // `mod tests { … }`: inside it, `super` means one module less.
            "{" => {
                let named_module = at >= 2 && tokens.get(at - 2).is_some_and(|(word, _)| *word == "mod");
                inner.push(named_module);
                depth_in_inner += usize::from(named_module);
                at += 1;
            }
            "}" => {
                depth_in_inner -= usize::from(inner.pop().unwrap_or(false));
                at += 1;
            }
            "use" => {
                let mut raw = Vec::new();
                at = use_tree(&tokens, at + 1, &mut Vec::new(), &mut raw);
                found.extend(
                    raw.into_iter()
                        .map(|named| resolve(named, &module, depth_in_inner)),
                );
            }
            word if is_word(word) && previous != Some("::") && previous != Some(".") => {
                let mut path = vec![word.to_owned()];
                at += 1;
                while tokens.get(at).is_some_and(|(word, _)| *word == "::") {
                    match tokens.get(at + 1) {
                        Some((next, _)) if is_word(next) => path.push((*next).to_owned()),
                        _ => break,
                    }
                    at += 2;
                }
                if path.len() > 1 {
                    found.push(resolve(Named { path, at: *byte }, &module, depth_in_inner));
                }
            }
            _ => at += 1,
        }
    }
    found
}

fn use_tree(
    tokens: &[(&str, usize)],
    mut at: usize,
    prefix: &mut Vec<String>,
    found: &mut Vec<Named>,
) -> usize {
    let depth = prefix.len();
    while let Some((token, byte)) = tokens.get(at) {
        match *token {
            "::" => at += 1,
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|(token, _)| *token != "}") {
                    at = use_tree(tokens, at, &mut prefix.clone(), found);
                    at += usize::from(tokens.get(at).is_some_and(|(token, _)| *token == ","));
                }
                prefix.truncate(depth);
                return at + 1 + usize::from(tokens.get(at + 1).is_some_and(|(token, _)| *token == ";"));
            }
            "as" => at += 2,
            word if is_word(word) || word == "*" => {
                prefix.push(word.to_owned());
                at += 1;
                let ends = tokens.get(at).is_none_or(|(token, _)| *token != "::");
                if ends {
                    let path = prefix.iter().filter(|word| *word != "*").cloned().collect();
                    found.push(Named { path, at: *byte });
                }
            }
            ";" => return at + 1,
            _ => return at,
        }
    }
    at
}

fn resolve(mut named: Named, module: &[String], inner: usize) -> Named {
    let ups = named.path.iter().take_while(|word| *word == "super").count();
    let own = usize::from(named.path.first().is_some_and(|word| word == "self"));
    if ups + own > 0 {
        let rest = named.path.split_off(ups + own);
        let keep = module.len().saturating_sub(ups.saturating_sub(inner));
        named.path = module.iter().take(keep).cloned().chain(rest).collect();
    }
    named
}

/// `src/ui/button.rs` is `crate::ui::button`; `crates/wire/src/cart.rs` is `crate::cart`.
pub fn module_of(path: &str) -> Vec<String> {
    let inside = path.split_once("src/").map_or(path, |(_, inside)| inside);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    let names = inside
        .split('/')
        .filter(|name| !matches!(*name, "mod" | "lib" | "main"));
    std::iter::once("crate")
        .chain(names)
        .map(ToOwned::to_owned)
        .collect()
}

fn is_word(token: &str) -> bool {
    token
        .chars()
        .next()
        .is_some_and(|letter| letter.is_alphabetic() || letter == '_')
}

fn tokens(code: &str) -> Vec<(&str, usize)> {
    let mut tokens = Vec::new();
    let mut letters = code.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let mut end = start + letter.len_utf8();
        if letter.is_alphanumeric() || letter == '_' {
            while let Some((at, next)) = letters.next_if(|(_, next)| next.is_alphanumeric() || *next == '_') {
                end = at + next.len_utf8();
            }
        } else if letter.is_whitespace() {
            continue;
        } else if letter == ':' && letters.next_if(|(_, next)| *next == ':').is_some() {
            end += 1;
        }
        tokens.push((code.get(start..end).unwrap_or_default(), start));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::{Source, named};

    fn paths(path: &str, text: &str) -> Vec<String> {
        named(&Source::new(path, text))
            .into_iter()
            .map(|named| named.path.join("::"))
            .collect()
    }

    #[test]
    fn use_trees_are_spread_out() {
        let text =
            "use a::{b::{self, c as d}, e::*};\nuse super::{f, super::g};\nfn x() { crate::h::i(); y.z(); }";
        assert_eq!(
            paths("src/ui/button.rs", text),
            [
                "a::b::self",
                "a::b::c",
                "a::e",
                "crate::ui::f",
                "crate::g",
                "crate::h::i"
            ]
        );
    }

    #[test]
    fn super_is_resolved_by_file_and_by_inner_module() {
        assert_eq!(
            paths("src/pages/note.rs", "fn f() { super::failed::Failed; }"),
            ["crate::pages::failed::Failed"]
        );
        assert_eq!(
            paths("src/pages/mod.rs", "pub use self::feed::Feed;"),
            ["crate::pages::feed::Feed"]
        );
        assert_eq!(
            paths("src/ui/a.rs", "mod tests { use super::*; use super::super::b; }"),
            ["crate::ui::a", "crate::ui::b"]
        );
    }
}
