//! As much of HTML and CSS as a build step needs: find a tag, read an attribute, drop comments.

/// The text of the first opening tag of that name that is wanted.
pub fn find(page: &str, name: &str, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let opening = format!("<{name}");
    page.match_indices(&opening).find_map(|(start, _)| {
        let rest = page.get(start..)?;
        let next = rest.get(opening.len()..)?.chars().next()?;
        let tag = rest.get(..=tag_end(rest)?)?;
        ((next.is_whitespace() || next == '>') && wanted(tag)).then(|| tag.to_owned())
    })
}

/// The value of an attribute written as `name="value"`.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let opening = format!("{name}=\"");
    tag.match_indices(&opening).find_map(|(start, _)| {
        let before = tag.get(..start)?.chars().next_back()?;
        let value = tag.get(start + opening.len()..)?;
        let value = value.get(..value.find('"')?)?;
        before.is_whitespace().then(|| value.to_owned())
    })
}

/// A sheet without comments, indentation and empty lines; nothing else is touched.
pub fn compact_css(sheet: &str) -> String {
    let mut text = String::with_capacity(sheet.len());
    let mut quote = None;
    let mut rest = sheet.chars().peekable();
    while let Some(letter) = rest.next() {
        match quote {
            Some(_) if letter == '\\' => {
                text.push(letter);
                text.extend(rest.next());
                continue;
            }
            Some(open) if letter == open => quote = None,
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None if letter == '/' && rest.peek() == Some(&'*') => {
                rest.next();
                let mut last = ' ';
                for inside in rest.by_ref() {
                    if last == '*' && inside == '/' {
                        break;
                    }
                    last = inside;
                }
                continue;
            }
            _ => {}
        }
        text.push(letter);
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The page without the lines that lost their only tag.
pub fn without_empty_lines(page: &str) -> String {
    page.lines()
        .filter(|line| !line.trim().is_empty())
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// Where the tag that the text starts with ends; a `>` in a quoted value does not end it.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, letter)| {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None if letter == '>' => return Some(at),
            None => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_by_what_it_says() {
        let page = r#"<linked a="1"><link rel="icon"><link title="a > b" rel="stylesheet" href="/x.css">"#;
        let tag = find(page, "link", |tag| {
            attribute(tag, "rel").as_deref() == Some("stylesheet")
        });
        let tag = tag.unwrap_or_default();
        assert_eq!(attribute(&tag, "href").as_deref(), Some("/x.css"));
        assert_eq!(attribute(&tag, "title").as_deref(), Some("a > b"));
    }

    #[test]
    fn an_attribute_is_not_found_inside_a_longer_name() {
        assert_eq!(attribute(r#"<script data-js="/a.js" src="/b.js">"#, "js"), None);
    }

    #[test]
    fn comments_leave_a_sheet_but_not_its_strings() {
        let sheet = "/* a */\n  .b::before {\n    content: \"/* kept */ \\\"\";\n  }\n";
        assert_eq!(
            compact_css(sheet),
            ".b::before {\ncontent: \"/* kept */ \\\"\";\n}\n"
        );
    }
}
