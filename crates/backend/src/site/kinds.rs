//! What kind of file a name says it is.

/// The media type, by the ending of the name.
pub fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp4" | "m4s" => "video/mp4",
        "m3u8" => "application/vnd.apple.mpegurl",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

/// Whether the name carries a hash of the content (`meadow-0f3a9c1d2e4b5a69_bg.wasm`), so that it never changes.
pub fn is_hashed(name: &str) -> bool {
    let stem = name.rsplit('/').next().unwrap_or(name);
    stem.split(['-', '.', '_']).skip(1).any(|part| {
        part.len() >= 8
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    #[test]
    fn names_with_a_hash_are_told_from_names_without() {
        for hashed in [
            "meadow-0f3a9c1d2e4b5a69.js",
            "a/meadow-0f3a9c1d2e4b5a69_bg.wasm",
            "tokens-8c21aa04be39d1f7.css",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in [
            "boot.js",
            "index.html",
            "note-facade.js",
            "0f3a9c1d2e4b5a69.js",
            "icon-192.png",
        ] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}
