//! An expression as parsed, and the packed form in which those of the lexicon travel. Shared with `build.rs`: parsing an
//! expression takes longer than all that is done with it in a text.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::trie::{number, write};

/// What a text must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// Nothing.
    Empty,
    /// These characters.
    Text(String),
    /// A character of rising ranges, both ends included.
    Set(Vec<(char, char)>),
    /// A place of this kind.
    Look(Look),
    /// The same several times, at least and at most so often; as often as can be, or as seldom.
    Repeat { min: u32, max: Option<u32>, greedy: bool, part: Box<Expression> },
    /// What is noted under a number, and a name.
    Group { group: u32, name: Option<Box<str>>, part: Box<Expression> },
    /// One after the other.
    All(Vec<Expression>),
    /// One of these, the first that matches.
    Any(Vec<Expression>),
}

impl Expression {
    /// Parses the syntax of the regex crate.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(source: &str) -> Result<Self, Box<regex_syntax::Error>> {
        Ok(Self::of(&regex_syntax::parse(source)?))
    }

    fn of(hir: &Hir) -> Self {
        match hir.kind() {
            HirKind::Empty => Self::Empty,
            // The parser refuses what is no text.
            HirKind::Literal(literal) => Self::Text(String::from_utf8_lossy(&literal.0).into_owned()),
            HirKind::Class(class) => Self::Set(ranges(class)),
            HirKind::Look(look) => Self::Look(*look),
            HirKind::Repetition(own) => Self::Repeat {
                min: own.min,
                max: own.max,
                greedy: own.greedy,
                part: Box::new(Self::of(&own.sub)),
            },
            HirKind::Capture(own) => {
                Self::Group { group: own.index, name: own.name.clone(), part: Box::new(Self::of(&own.sub)) }
            }
            HirKind::Concat(parts) => Self::All(parts.iter().map(Self::of).collect()),
            HirKind::Alternation(parts) => Self::Any(parts.iter().map(Self::of).collect()),
        }
    }

    /// Whether it can match where there is no character.
    pub fn may_be_empty(&self) -> bool {
        match self {
            Self::Empty | Self::Look(_) => true,
            Self::Text(text) => text.is_empty(),
            Self::Set(_) => false,
            Self::Repeat { min, part, .. } => *min == 0 || part.may_be_empty(),
            Self::Group { part, .. } => part.may_be_empty(),
            Self::All(parts) => parts.iter().all(Self::may_be_empty),
            Self::Any(parts) => parts.iter().any(Self::may_be_empty),
        }
    }

    /// Whether it can only match where the text begins.
    pub fn is_anchored(&self) -> bool {
        match self {
            Self::Look(look) => *look == Look::Start,
            Self::Repeat { min, part, .. } => *min > 0 && part.is_anchored(),
            Self::Group { part, .. } => part.is_anchored(),
            Self::All(parts) => parts.first().is_some_and(Self::is_anchored),
            Self::Any(parts) => !parts.is_empty() && parts.iter().all(Self::is_anchored),
            Self::Empty | Self::Text(_) | Self::Set(_) => false,
        }
    }

    /// How many groups it has.
    pub fn groups(&self) -> usize {
        match self {
            Self::Group { part, .. } => 1 + part.groups(),
            Self::Repeat { part, .. } => part.groups(),
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::groups).sum(),
            Self::Empty | Self::Text(_) | Self::Set(_) | Self::Look(_) => 0,
        }
    }

    /// Packs it, without its groups: where they match, nobody asks who unpacks it.
    pub fn pack(&self, out: &mut Vec<u8>) {
        match self {
            Self::Empty => out.push(0),
            Self::Text(text) => {
                out.push(1);
                write(text.len() as u32, out);
                out.extend(text.bytes());
            }
            Self::Set(ranges) => {
                out.push(2);
                write(ranges.len() as u32, out);
                let mut last = 0;
                for (first, end) in ranges {
                    write(*first as u32 - last, out);
                    write(*end as u32 - *first as u32, out);
                    last = *end as u32;
                }
            }
            Self::Look(look) => {
                out.push(3);
                write(look.as_repr(), out);
            }
            Self::Repeat { min, max, greedy, part } => {
                out.push(4 + u8::from(*greedy));
                write(*min, out);
                // One more, so that 0 stands for no end.
                write(max.map_or(0, |max| max.saturating_add(1)), out);
                part.pack(out);
            }
            Self::Group { part, .. } => part.pack(out),
            Self::All(parts) | Self::Any(parts) => {
                out.push(if matches!(self, Self::All(_)) { 6 } else { 7 });
                write(parts.len() as u32, out);
                parts.iter().for_each(|part| part.pack(out));
            }
        }
    }

    /// Unpacks what [`pack`](Self::pack) wrote from the front of `bytes`, which it shortens; of anything else, anything.
    pub fn unpack(bytes: &mut &[u8]) -> Self {
        let Some((kind, rest)) = bytes.split_first() else { return Self::Empty };
        *bytes = rest;
        match kind {
            1 => {
                let length = number(bytes) as usize;
                let (text, rest) = bytes.split_at(length.min(bytes.len()));
                *bytes = rest;
                Self::Text(String::from_utf8_lossy(text).into_owned())
            }
            2 => {
                let mut last = 0;
                let mut next = |bytes: &mut &[u8]| {
                    last += number(bytes);
                    char::from_u32(last).unwrap_or(char::REPLACEMENT_CHARACTER)
                };
                Self::Set((0..number(bytes)).map(|_| (next(bytes), next(bytes))).collect())
            }
            3 => Look::from_repr(number(bytes)).map_or(Self::Empty, Self::Look),
            4 | 5 => Self::Repeat {
                min: number(bytes),
                max: number(bytes).checked_sub(1),
                greedy: *kind == 5,
                part: Box::new(Self::unpack(bytes)),
            },
            6 | 7 => {
                let parts = (0..number(bytes)).map(|_| Self::unpack(bytes)).collect();
                if *kind == 6 { Self::All(parts) } else { Self::Any(parts) }
            }
            _ => Self::Empty,
        }
    }
}

fn ranges(class: &Class) -> Vec<(char, char)> {
    match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        // Only ASCII: other bytes are no characters, and the parser refuses them.
        Class::Bytes(class) => {
            class.iter().map(|range| (char::from(range.start()), char::from(range.end()))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Expression;

    /// Parsed, packed and unpacked.
    fn travelled(source: &str) -> Expression {
        let mut packed = Vec::new();
        Expression::parse(source).expect("an expression").pack(&mut packed);
        let mut rest = packed.as_slice();
        let unpacked = Expression::unpack(&mut rest);
        assert!(rest.is_empty(), "{source}");
        unpacked
    }

    #[test]
    fn what_is_unpacked_is_what_was_packed_without_its_groups() {
        let pairs = [
            ("(请|叫|喊)(来|到).{0,8}(?:谈|问话)", "[请叫喊][来到].{0,8}(?:谈|问话)"),
            (r"^(?P<much>\d+?)个$|\b每(?:季度|月)*", r"^\d+?个$|\b每(?:季度|月)*"),
            ("", ""),
            ("𠮷{2,}[^，。]", "𠮷{2,}[^，。]"),
        ];
        for (source, without_groups) in pairs {
            assert_eq!(
                travelled(source),
                Expression::parse(without_groups).expect("an expression"),
                "{source}"
            );
        }
    }

    #[test]
    fn damaged_bytes_unpack_to_something() {
        for bytes in [&[1, 200][..], &[2, 3, 255], &[4], &[7, 9, 6], &[99], &[]] {
            Expression::unpack(&mut &bytes[..]);
        }
    }

    #[test]
    fn what_is_empty_or_anchored_is_told() {
        let parsed = |source: &str| Expression::parse(source).expect("an expression");
        for source in ["", "a?", "(?:a|b*)", r"\b", "(a{0,3})"] {
            assert!(parsed(source).may_be_empty(), "{source}");
        }
        for source in ["a", "[ab]", "(?:a|b)+", "a?b"] {
            assert!(!parsed(source).may_be_empty(), "{source}");
        }
        for (source, anchored) in
            [("^a", true), ("(?:^a|^b)", true), ("^a|b", false), ("(?:^)*a", false), ("a", false)]
        {
            assert_eq!(parsed(source).is_anchored(), anchored, "{source}");
        }
    }
}
