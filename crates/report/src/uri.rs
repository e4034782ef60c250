//! Names of files as URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a path as it is: RFC 3986, unreserved, and the slash.
const ESCAPED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as a URI: relative as it is given, absolute with `file:`.
#[must_use]
pub fn of(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let escaped = utf8_percent_encode(path, &ESCAPED).to_string();
    if path.starts_with('/') {
        format!("file://{escaped}")
    } else if path.as_bytes().get(1..3) == Some(b":/") {
        format!("file:///{}", escaped.replacen("%3A", ":", 1))
    } else {
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn paths_are_uris() {
        assert_eq!(of("计划/a b#.txt"), "%E8%AE%A1%E5%88%92/a%20b%23.txt");
        assert_eq!(of("./a:b.txt"), "a%3Ab.txt");
        assert_eq!(of("/a/%.txt"), "file:///a/%25.txt");
        assert_eq!(of("C:\\a\\b.txt"), "file:///C:/a/b.txt");
    }
}
