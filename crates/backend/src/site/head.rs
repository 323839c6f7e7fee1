//! What a page says about itself before any wasm runs: for search engines and for previews in chats.

use serde_json::Value;

/// The server's part of a page's `<head>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Without the shop's name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The page's one true path.
    pub path: String,
    /// The path of a picture.
    pub image: Option<String>,
    /// What OpenGraph calls it: `website`, `article`, `product`, `profile`.
    pub kind: &'static str,
    /// As schema.org describes it (JSON-LD).
    pub data: Option<Value>,
    /// Whether search engines may list it.
    pub listed: bool,
}

/// The longest description; previews show less.
const DESCRIPTION_MAX: usize = 200;

impl Head {
    /// A page that is nobody's in particular.
    pub fn plain(title: &str, description: &str, path: &str) -> Self {
        Self {
            title: title.to_owned(),
            description: description.to_owned(),
            path: path.to_owned(),
            image: None,
            kind: "website",
            data: None,
            listed: true,
        }
    }

    /// A page that search engines leave out.
    pub fn private(title: &str, path: &str) -> Self {
        Self {
            listed: false,
            ..Self::plain(title, "", path)
        }
    }

    /// The elements. `base` is where the shop is on the internet; without it links stay relative.
    pub fn html(&self, base: Option<&str>) -> String {
        let whole = |path: &str| escaped(&format!("{}{path}", base.unwrap_or("").trim_end_matches('/')));
        let title = match self.title.is_empty() {
            true => "Meadow".to_owned(),
            false => format!("{} · Meadow", escaped(&one_line(&self.title))),
        };
        let description = escaped(&shortened(&one_line(&self.description)));
        let mut out = format!("<title>{title}</title>\n<meta property=\"og:title\" content=\"{title}\">\n");
        if !description.is_empty() {
            out += &format!("<meta name=\"description\" content=\"{description}\">\n");
            out += &format!("<meta property=\"og:description\" content=\"{description}\">\n");
        }
        if self.listed {
            out += &format!("<link rel=\"canonical\" href=\"{}\">\n", whole(&self.path));
            out += &format!("<meta property=\"og:url\" content=\"{}\">\n", whole(&self.path));
        } else {
            out += "<meta name=\"robots\" content=\"noindex\">\n";
        }
        out += &format!("<meta property=\"og:type\" content=\"{}\">\n", self.kind);
        out += "<meta property=\"og:site_name\" content=\"Meadow\">\n";
        if let Some(image) = &self.image {
            out += &format!("<meta property=\"og:image\" content=\"{}\">\n", whole(image));
            out += "<meta name=\"twitter:card\" content=\"summary_large_image\">\n";
        }
        if let Some(data) = &self.data {
            out += &format!("<script type=\"application/ld+json\">{}</script>\n", inert(data));
        }
        out
    }
}

/// Text as text, between tags and in quoted attributes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// JSON that can't end the script element it stands in, whatever its texts say. Scripts of this type never run, so the
/// policy of `script-src` does not stop them either.
fn inert(data: &Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(DESCRIPTION_MAX) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Head;
    use serde_json::json;

    const HOSTILE: &str = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;";

    fn hostile() -> Head {
        Head {
            image: Some(HOSTILE.to_owned()),
            data: Some(json!({"name": HOSTILE, HOSTILE: 1})),
            ..Head::plain(HOSTILE, HOSTILE, HOSTILE)
        }
    }

    #[test]
    fn what_people_wrote_stays_text() {
        let html = hostile().html(Some("https://shop.example/"));
        assert_eq!(html.matches("<script").count(), 1, "only our own: {html}");
        assert_eq!(html.matches("</script>").count(), 1);
        assert!(!html.contains("<img"));
        assert!(
            html.lines()
                .filter(|line| line.starts_with("<meta"))
                .all(|line| line.matches('"').count() == 4)
        );
    }

    #[test]
    fn the_data_is_still_the_same_json() {
        let html = hostile().html(None);
        let from = html.find("ld+json\">").expect("the element") + "ld+json\">".len();
        let to = html.find("</script>").expect("its end");
        let data: serde_json::Value = serde_json::from_str(&html[from..to]).expect("JSON");
        assert_eq!(data["name"], HOSTILE);
    }

    #[test]
    fn private_pages_are_not_listed_and_name_no_canonical_page() {
        let html = Head::private("Cart", "/cart").html(None);
        assert!(html.contains("noindex") && !html.contains("canonical"));
    }

    #[test]
    fn long_words_are_cut_between_letters() {
        let head = Head::plain("t", &"字".repeat(300), "/");
        assert!(head.html(None).contains(&format!("{}…", "字".repeat(200))));
    }
}
