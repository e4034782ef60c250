//! Tags and text of a page, read leniently as browsers do; no tree, so that no nesting can hurt.

/// A piece of a page.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// A start tag: its name in lower case, and its attributes as written.
    Start(String, Attributes<'a>),
    /// An end tag.
    End(String),
    /// Text, references resolved.
    Text(String),
}

/// The attributes of a tag, as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attributes<'a>(&'a str);

/// Elements whose inside is no markup.
const RAW: [&str; 7] = ["script", "style", "title", "textarea", "xmp", "iframe", "noscript"];

/// Hands all tokens of a page to `sink`.
pub(super) fn tokens<'a>(page: &'a str, sink: &mut dyn FnMut(Token<'a>)) {
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            sink(Token::Text(unescape(&rest[..at])));
        }
        rest = markup(&rest[at..], sink);
    }
    if !rest.is_empty() {
        sink(Token::Text(unescape(rest)));
    }
}

/// Reads what begins with `<`; gives what comes after it.
fn markup<'a>(rest: &'a str, sink: &mut dyn FnMut(Token<'a>)) -> &'a str {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.find("-->").map_or("", |end| &comment[end + 3..]);
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    let name = tag_name(&rest[1..]);
    if name.is_empty() && !rest.starts_with("</") {
        // A lone sign, as in 3 < 5. Told before its end is looked for: there may be any number of them, and no end.
        sink(Token::Text("<".to_owned()));
        return &rest[1..];
    }
    let (inside, after) = match tag_end(rest) {
        Some(end) => (&rest[1..end], &rest[end + 1..]),
        None => (&rest[1..], ""),
    };
    if let Some(name) = inside.strip_prefix('/') {
        sink(Token::End(tag_name(name)));
        return after;
    }
    let attributes = Attributes(&inside[name.len()..]);
    if RAW.contains(&name.as_str()) {
        return after_raw(after, &name);
    }
    sink(Token::Start(name, attributes));
    after
}

/// What comes after the end tag of an element whose inside is no markup.
fn after_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
    }
    ""
}

/// Where a tag ends: a `>` outside quotes that begin a value.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote: Option<u8> = None;
    let mut before = b' ';
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return Some(at),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

fn tag_name(inside: &str) -> String {
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_');
    let end = inside.find(|c: char| !letters(c)).unwrap_or(inside.len());
    let starts = inside.starts_with(|c: char| c.is_ascii_alphabetic());
    if starts { inside[..end].to_ascii_lowercase() } else { String::new() }
}

impl Attributes<'_> {
    /// The value of an attribute; empty for one without value.
    pub(super) fn get(&self, wanted: &str) -> Option<String> {
        let mut rest = self.0;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let (name, after) = rest.split_at(end.max(rest.chars().next().map_or(1, char::len_utf8)));
            let after = after.trim_start();
            let (value, next) = match after.strip_prefix('=').map(str::trim_start) {
                None => ("", after),
                Some(value) => match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        let inside = &value[1..];
                        inside.find(quote).map_or((inside, ""), |end| (&inside[..end], &inside[end + 1..]))
                    }
                    _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
                },
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(unescape(value));
            }
            rest = next;
        }
    }

    /// A number.
    pub(super) fn number(&self, wanted: &str) -> Option<u32> {
        self.get(wanted)?.trim().parse().ok()
    }
}

/// Named references that Chinese pages use; the others are left as they stand.
const NAMED: [(&str, &str); 32] = [
    ("nbsp", "\u{a0}"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("middot", "·"),
    ("bull", "•"),
    ("times", "×"),
    ("divide", "÷"),
    ("deg", "°"),
    ("permil", "‰"),
    ("emsp", "\u{2003}"),
    ("ensp", "\u{2002}"),
    ("thinsp", "\u{2009}"),
    ("zwj", ""),
    ("zwnj", ""),
    ("shy", ""),
    ("lrm", ""),
    ("rlm", ""),
    ("laquo", "«"),
    ("raquo", "»"),
    ("copy", "©"),
    ("reg", "®"),
    ("plusmn", "±"),
];

/// Resolves references.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(&rest[1..]) {
            Some((written, used)) => {
                out.push_str(&written);
                rest = &rest[1 + used..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The characters of a reference after its `&`, and its length.
fn reference(text: &str) -> Option<(String, usize)> {
    let numeric = text.strip_prefix('#');
    let body = numeric.unwrap_or(text);
    let len = body.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let name = &body[..len];
    let used = text.len() - body.len() + len + usize::from(body[len..].starts_with(';'));
    if numeric.is_some() {
        let hex = name.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| name.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return Some((char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER).to_string(), used));
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, written)| ((*written).to_owned(), used))
}
