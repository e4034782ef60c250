//! Two versions of a plan for a person at a terminal.

use yaodian_core::compare::{Change, ChangedObligation, Versions};

use crate::decisions;
use crate::figures::thousands;
use crate::page::Page;
use crate::rich::Rich;
use crate::style::Style;

use super::{ORDER, SAME, both, coverage, like, of_remark, ordered, quotes, sign, tally, verdict, why};

/// What changed, what wants work first.
#[must_use]
pub fn render(versions: &Versions, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, versions);
    for change in ORDER {
        part(&mut page, versions, change);
    }
    remarks(&mut page, versions);
    review(&mut page, versions);
    page.finish()
}

fn head(page: &mut Page, versions: &Versions) {
    let (strong, dim, plain) = (page.style.strong(), page.style.dim(), page.style.plain());
    page.hang(&Rich::new("前后比较  ", strong), &Rich::new(&versions.new.plan.title, strong));
    page.rule();
    page.hang(&Rich::new("通知      ", dim), &Rich::new(&versions.notice.title, plain));
    for (name, version) in both(versions) {
        let file = format!("{}（{}字）", version.plan.name, thousands(version.plan.chars));
        let head = Rich::new(&format!("{name}      "), dim);
        page.hang(&head, &Rich::new(&file, plain));
        let share = Rich::new("覆盖率 ", dim).and(&coverage(version), strong);
        page.hang(&Rich::default().gap(10), &share);
    }
    let mut line = Rich::default();
    for (number, (change, text)) in tally(versions).enumerate() {
        line = line.gap(if number > 0 { 3 } else { 0 }).and(&text, page.style.status(like(change)));
    }
    let kept = format!("   一直已覆盖 {}", versions.counts.kept);
    page.hang(&Rich::new("变化      ", dim), &line.and(&kept, dim));
    if versions.same_text {
        page.hang(&Rich::new("! 注意    ", page.style.warning()), &Rich::new(SAME, plain));
    }
}

fn part(page: &mut Page, versions: &Versions, change: Change) {
    let all: Vec<&ChangedObligation> = versions.of(change).collect();
    if all.is_empty() {
        return;
    }
    let style = page.style;
    page.blank();
    let title = format!("{} {}（{}项）", sign(change), change.label(), all.len());
    page.line(&Rich::new("▍", style.dim()).and(&title, style.status(like(change))));
    for one in all {
        obligation(page, one);
    }
}

fn obligation(page: &mut Page, one: &ChangedObligation) {
    let style = page.style;
    let (dim, plain) = (style.dim(), style.plain());
    let head = Rich::default().gap(2).and(&format!("{:<6}", one.id), dim);
    page.hang(&head, &Rich::new(&one.text, style.strong()));
    let label = |text: &str| Rich::default().gap(8).and(text, dim).gap(2);
    for (name, answer) in [("原稿", &one.old), ("新稿", &one.new)] {
        // What stayed as it was is quoted once.
        let quote = if name == "原稿" && !one.reworded { String::new() } else { quotes(answer) };
        let verdict = Rich::new(&verdict(answer), style.status(answer.status));
        page.hang(&label(name), &verdict.gap(2).and(&quote, plain));
    }
    for (number, reason) in why(one).iter().enumerate() {
        page.hang(&label(if number == 0 { "为何" } else { "    " }), &Rich::new(reason, plain));
    }
    if let Some(suggestion) = &one.suggestion {
        page.hang(&label("建议"), &Rich::new(suggestion.text.trim(), dim));
    }
}

fn remarks(page: &mut Page, versions: &Versions) {
    if versions.remarks.is_empty() {
        return;
    }
    let style = page.style;
    page.blank();
    page.line(&Rich::new("▍", style.dim()).and(crate::remarks::TITLE, style.strong()));
    for (remark, text) in ordered(versions) {
        let head = format!("{} {}", sign(remark.change), of_remark(remark));
        let head = Rich::default().gap(2).and(&head, style.status(like(remark.change))).gap(2);
        page.hang(&head, &Rich::new(&text, style.plain()));
    }
}

/// What reviewers decided of the new version.
fn review(page: &mut Page, versions: &Versions) {
    let items = versions.new.review.as_ref().map(decisions::items).unwrap_or_default();
    if items.is_empty() {
        return;
    }
    let style = page.style;
    page.blank();
    page.line(&Rich::new("▍", style.dim()).and(decisions::TITLE, style.strong()));
    for item in items {
        let head = Rich::default().gap(2).and(item.label, style.dim()).gap(2);
        page.hang(&head, &Rich::new(&item.text, style.plain()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::versions::sample;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn what_wants_work_comes_first_and_both_sides_are_quoted() {
        let text = render(&sample::versions(), Style::default());
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in\n{text}"));
        let order =
            ["▍- 新出问题（1项）", "▍= 仍未解决（1项）", "▍↑ 有改进（1项）", "▍+ 已改正（1项）", "▍另请注意"];
        assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{text}");
        for part in [
            "变化      - 新出问题 1   ↓ 变差 0   = 仍未解决 1   ↑ 有改进 1   + 已改正 1   一直已覆盖 2",
            "原稿  ◐ 弱化  “每半年组织一次”",
            "新稿  ✓ 已覆盖  “每季度组织一次”",
            "新稿  ✗ 冲突（已豁免）",
            "为何  已豁免：每月已有抽查（李明 2020-03-01）",
            "- 新出现  年份差错：“2019年”不是计划的年份",
            "+ 已消除  兜底表述：“其余按省要点执行”是兜底表述",
            "签署  王芳 2020-03-02：同意",
        ] {
            at(part);
        }
    }

    #[test]
    fn fits_its_width_and_obeys_nothing() {
        let mut versions = sample::versions();
        versions.new.plan.title = "\u{1b}[2J计划".to_owned();
        for width in [50, 80, 120] {
            let text = render(&versions, Style::new(false, width));
            assert!(!text.contains('\u{1b}'));
            for line in text.lines() {
                assert!(line.width() <= width, "wider than {width}: {line}");
            }
        }
    }
}
