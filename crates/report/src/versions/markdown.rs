//! Two versions of a plan as Markdown.

use std::fmt::Write as _;

use yaodian_core::compare::{ChangedObligation, Versions};

use crate::decisions;
use crate::markdown::escape;

use super::{ORDER, SAME, both, coverage, of_remark, ordered, quotes, tally, verdict, why};

/// What changed, what wants work first.
#[must_use]
pub fn render(versions: &Versions) -> String {
    let mut out = format!("# 前后比较：{}\n\n", escape(&versions.new.plan.title));
    // Writing to a string cannot fail, so results of `write!` are dropped here and below.
    let _ = writeln!(out, "- 通知：{}", escape(&versions.notice.title));
    for (name, version) in both(versions) {
        let _ = writeln!(out, "- {name}：{}，覆盖率 {}", escape(&version.plan.name), coverage(version));
    }
    let tally: Vec<String> = tally(versions).map(|(_, text)| escape(&text)).collect();
    let _ = writeln!(out, "- 变化：{}，一直已覆盖 {}", tally.join("，"), versions.counts.kept);
    if versions.same_text {
        let _ = write!(out, "\n> 注意：{SAME}\n");
    }
    for change in ORDER.into_iter().filter(|change| versions.counts.of(*change) > 0) {
        let _ = write!(out, "\n## {}（{}项）\n\n", change.label(), versions.counts.of(change));
        versions.of(change).for_each(|one| obligation(&mut out, one));
    }
    if !versions.remarks.is_empty() {
        let _ = write!(out, "\n## {}\n\n", crate::remarks::TITLE);
    }
    for (remark, text) in ordered(versions) {
        let _ = writeln!(out, "- **{}** {}", of_remark(remark), escape(&text));
    }
    let items = versions.new.review.as_ref().map(decisions::items).unwrap_or_default();
    if !items.is_empty() {
        let _ = write!(out, "\n## {}\n\n", decisions::TITLE);
    }
    for item in items {
        let _ = writeln!(out, "- **{}** {}", item.label, escape(&item.text));
    }
    out
}

fn obligation(out: &mut String, one: &ChangedObligation) {
    let _ = writeln!(out, "- **{}** {}", escape(&one.id), escape(&one.text));
    for (name, answer) in [("原稿", &one.old), ("新稿", &one.new)] {
        let _ = writeln!(out, "  - {name}：{} {}", verdict(answer), escape(&quotes(answer)));
    }
    for reason in why(one) {
        let _ = writeln!(out, "  - 为何：{}", escape(&reason));
    }
    if let Some(suggestion) = &one.suggestion {
        let _ = writeln!(out, "  - 建议：{}", escape(suggestion.text.trim()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::versions::sample;

    #[test]
    fn each_change_has_its_part_and_nothing_becomes_markup() {
        let mut versions = sample::versions();
        versions.obligations[0].text = "建立<b>|清单*".to_owned();
        let text = render(&versions);
        for line in [
            "- 变化：- 新出问题 1，↓ 变差 0，= 仍未解决 1，↑ 有改进 1，+ 已改正 1，一直已覆盖 2",
            "## 新出问题（1项）",
            "- **1.1** 建立\\<b\\>\\|清单\\*",
            "  - 原稿：◐ 弱化 “每半年组织一次”",
            "  - 新稿：✓ 已覆盖 “每季度组织一次”",
            "  - 为何：已豁免：每月已有抽查（李明 2020-03-01）",
            "- **已消除** 兜底表述：“其余按省要点执行”是兜底表述",
            "- **签署** 王芳 2020-03-02：同意",
        ] {
            assert!(text.lines().any(|own| own == line), "{line} is not in\n{text}");
        }
    }
}
