//! Numbers that name instead of counting: 十大行动, “12350”, 四级. Another number is another thing.

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::pattern::Pattern;

use super::number::whole;

/// A number that is part of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where it stands.
    pub range: Range<usize>,
    /// The number.
    pub value: u64,
    /// What kind of name it is part of: labels of one kind compare.
    pub kind: LabelKind,
}

/// Kinds of names with numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// A number of three to five digits between quotes or before 热线: a telephone number.
    Code,
    /// 十大, 八项行动.
    Great,
}

static CODE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::constant(r"(?:“|^|[^0-9.])([0-9]{5})(?:”|热线|电话|平台|投诉|举报|服务|$)"));
static GREAT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::constant(
        r"([一二三四五六七八九十]{1,2})(?:大(?:[一-龥]{0,2}行动|工程|任务|攻坚|专项|体系)|项(?:攻坚)?行动|项工程)",
    )
});

/// All labels in `text`, in order of kind.
#[must_use]
pub fn parse(text: &str) -> Vec<Label> {
    let of = |pattern: &Pattern, kind: LabelKind| -> Vec<Label> {
        pattern
            .captures_iter(text)
            .filter_map(|found| {
                let group = found.get(1)?;
                // Digits or characters alone: a whole number.
                let value = whole(group.as_str())? as u64;
                Some(Label { range: group.range(), value, kind })
            })
            .collect()
    };
    let mut out = of(&CODE, LabelKind::Code);
    out.extend(of(&GREAT, LabelKind::Great));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_telephone_numbers_and_great_numbers() {
        assert_eq!(parse("畅通“12350”举报电话").first().map(|label| label.value), Some(12350));
        assert_eq!(
            parse("加快推进十大行动").first().map(|label| (label.value, label.kind)),
            Some((10, LabelKind::Great))
        );
        assert_eq!(parse("明确的十项攻坚行动").first().map(|label| label.value), Some(10));
        assert!(parse("培训12000人次，2020年").is_empty(), "amounts and years are no labels");
    }
}
