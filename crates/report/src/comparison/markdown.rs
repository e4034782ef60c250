//! Plans side by side as Markdown with tables (GFM).

use std::fmt::Write as _;

use yaodian_core::{Comparison, Status};

use crate::figures::percent;
use crate::markdown::escape;
use crate::{decisions, signs};

use super::walk::{self, Copied};
use super::{point_title, sign, titles};

/// The comparison; plans stand in the order of their ranks.
#[must_use]
pub fn render(comparison: &Comparison) -> String {
    let mut out =
        format!("# 要点比较：{}\n\n{}\n", escape(&comparison.notice.title), super::size(comparison));
    // Writing to a string cannot fail, so results of `write!` are dropped here and below.
    if !comparison.failed.is_empty() {
        let _ = write!(out, "\n## {}\n\n", titles::FAILED);
        for failed in &comparison.failed {
            let _ = writeln!(out, "- {}", escape(&super::failure(failed)));
        }
    }
    ranking(&mut out, comparison);
    matrix(&mut out, comparison);
    nobody(&mut out, comparison);
    best(&mut out, comparison);
    differences(&mut out, comparison);
    copied(&mut out, comparison);
    foreign(&mut out, comparison);
    review(&mut out, comparison);
    out
}

fn head(out: &mut String, columns: &[String], numbers_from: usize) {
    let _ = writeln!(out, "| {} |", columns.join(" | "));
    let rules: Vec<&str> =
        (0..columns.len()).map(|column| if column < numbers_from { "---" } else { "---:" }).collect();
    let _ = writeln!(out, "|{}|", rules.join("|"));
}

fn row(out: &mut String, cells: &[String]) {
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn ranking(out: &mut String, comparison: &Comparison) {
    let _ = write!(out, "\n## {}\n\n", titles::RANKING);
    let rows = walk::ranked(comparison);
    let mut columns = ["名次", "计划", "文件"].map(str::to_owned).to_vec();
    columns.extend(Status::ALL.map(|status| format!("{} {}", signs::status(status), status.label())));
    columns.push("覆盖率".to_owned());
    columns.extend(rows.iter().any(|own| own.with_waived.is_some()).then(|| "含豁免".to_owned()));
    head(out, &columns, 3);
    for own in rows {
        let mut cells = vec![own.rank, escape(&own.plan.label), escape(&own.plan.name)];
        cells.extend(own.counts.map(|count| count.to_string()));
        cells.push(own.coverage);
        cells.extend(own.with_waived);
        row(out, &cells);
    }
}

/// The names of the plans in the order of their ranks.
fn names(comparison: &Comparison) -> impl Iterator<Item = String> {
    comparison.ranking().into_iter().map(|plan| escape(&comparison.plans[plan].label))
}

fn matrix(out: &mut String, comparison: &Comparison) {
    let _ = write!(out, "\n## {}\n\n", titles::MATRIX);
    let legend = [Status::Covered, Status::Missing].map(|it| format!("{} {}", signs::status(it), it.label()));
    let none = format!("{} {}", signs::NOT_REQUIRED, signs::NOT_REQUIRED_LABEL);
    let _ = write!(out, "{}，{} 部分，{}，{none}\n\n", legend[0], signs::status(Status::Weakened), legend[1]);
    let columns: Vec<String> =
        ["要点".to_owned()].into_iter().chain(names(comparison)).chain(["合计".to_owned()]).collect();
    head(out, &columns, 1);
    let order = comparison.ranking();
    for point in &comparison.points {
        let mut cells = vec![escape(&point_title(point))];
        cells.extend(order.iter().map(|plan| {
            let cell = point.cells[*plan];
            if cell.required == 0 {
                sign(point, *plan).to_owned()
            } else {
                format!("{} {}/{}", sign(point, *plan), cell.covered, cell.required)
            }
        }));
        cells.push(percent(point.coverage.covered, point.coverage.required));
        row(out, &cells);
    }
}

fn nobody(out: &mut String, comparison: &Comparison) {
    let missed = walk::missed(comparison);
    if missed.is_empty() {
        return;
    }
    let count: usize = missed.iter().map(|own| own.obligations.len()).sum();
    let _ = write!(out, "\n## {}（{count}项）\n\n", titles::UNANSWERED);
    for own in missed {
        let whole = if own.whole.is_empty() { String::new() } else { format!("（{}）", own.whole) };
        let _ = writeln!(out, "- **{}**{whole}", escape(&point_title(own.point)));
        for one in own.obligations {
            let _ = writeln!(out, "  - {} {}", escape(&one.id), escape(&one.text));
        }
    }
}

fn best(out: &mut String, comparison: &Comparison) {
    let _ = write!(out, "\n## {}\n\n", titles::BEST);
    head(out, &["要点", "计划", "为何"].map(str::to_owned), 3);
    for (point, plans, reason) in walk::best(comparison) {
        row(out, &[escape(&point_title(point)), escape(&plans), escape(reason)]);
    }
}

fn differences(out: &mut String, comparison: &Comparison) {
    if comparison.differences.is_empty() {
        return;
    }
    let _ = write!(out, "\n## {}\n\n", titles::DIFFERENCES);
    let columns: Vec<String> = ["要求", "类别", "通知"].map(str::to_owned).into_iter().collect();
    head(out, &columns.into_iter().chain(names(comparison)).collect::<Vec<_>>(), usize::MAX);
    let order = comparison.ranking();
    for own in &comparison.differences {
        let first = [escape(&own.obligation), own.kind.label().to_owned(), escape(walk::asked(own))];
        let plans = order.iter().map(|plan| escape(&walk::facet(&own.said[*plan])));
        row(out, &first.into_iter().chain(plans).collect::<Vec<_>>());
    }
}

fn copied(out: &mut String, comparison: &Comparison) {
    let Some(copying) = &comparison.copying else { return };
    let _ = write!(out, "\n## {}\n\n", titles::COPYING);
    if copying.pairs.is_empty() {
        let _ = writeln!(out, "{}。", titles::NO_COPYING);
    }
    for cluster in walk::clusters(comparison) {
        let _ = writeln!(out, "- 一组：{}", escape(&cluster));
    }
    walk::copied(comparison).for_each(|own| pair(out, &own));
}

fn pair(out: &mut String, own: &Copied<'_>) {
    let Copied { pair, shares: [one, other], left, .. } = own;
    let names = own.names.map(escape);
    let message = escape(&pair.message);
    let _ = writeln!(out, "- **{} — {}**（{one} / {other}）{message}", names[0], names[1]);
    for (_, sentence) in left {
        let _ = writeln!(out, "  - {}：{}", titles::LEFT, escape(sentence));
    }
    for passage in &pair.passages {
        let texts = passage.places.each_ref().map(|place| escape(&place.text));
        let word = passage.likeness.label();
        let _ = writeln!(out, "  - {word}：{}“{}”；{}“{}”", names[0], texts[0], names[1], texts[1]);
    }
}

/// Names of other places in plans.
fn foreign(out: &mut String, comparison: &Comparison) {
    let all = walk::foreign(comparison);
    if !all.is_empty() {
        let _ = write!(out, "\n## {}\n\n", titles::FOREIGN);
    }
    for (plan, message) in all {
        let _ = writeln!(out, "- {} {}", escape(&comparison.plans[plan].label), escape(&message));
    }
}

fn review(out: &mut String, comparison: &Comparison) {
    let all = walk::reviewed(comparison);
    if !all.is_empty() {
        let _ = write!(out, "\n## {}\n\n", decisions::TITLE);
    }
    for (plan, item) in all.iter().flat_map(|(plan, items)| items.iter().map(move |item| (plan, item))) {
        let _ = writeln!(out, "- {} **{}** {}", escape(&plan.label), item.label, escape(&item.text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::sample;

    #[test]
    fn tables_have_a_column_for_each_plan_in_the_order_of_ranks() {
        let text = render(&sample::comparison());
        for line in [
            "| 名次 | 计划 | 文件 | ✓ 已覆盖 | ◐ 弱化 | ✗ 冲突 | ○ 缺失 | 覆盖率 | 含豁免 |",
            "| 1 | 甲市 | plans/甲市.txt | 5 | 0 | 0 | 1 | 83.3% | 83.3% |",
            "| 并列2 | 乙市 | plans/乙市.txt | 3 | 1 | 1 | 1 | 50.0% | 66.6% |",
            "| 要点 | 甲市 | 某市 | 乙市 | 合计 |",
            "| 1. 健全工作责任体系 | ✓ 5/5 | ◐ 3/5 | ◐ 3/5 | 73.3% |",
            "- **2. 狠抓问题整改**（整条）",
            "| 1.2 | 频次 | 每季度 | 每季度 | 每半年（不足） | 每半年（不足） |",
            "- **甲市 — 乙市**（80.0% / 75.0%）两份计划有1处文字相同",
            "  - 残留地名：乙市里留有甲市的地名“甲市”：“…三月至五月在辖区组织开展甲市食品百日行动”",
            "- 乙市 **签署** 王芳 2020-03-02：同意",
            "- 坏.pdf：文件损坏",
        ] {
            assert!(text.lines().any(|own| own == line), "{line} is not in\n{text}");
        }
    }

    #[test]
    fn names_do_not_become_markup() {
        let mut reports = sample::reports();
        reports[0].plan.place = Some("a|<b>*c*".to_owned());
        let text = render(&yaodian_core::compare(&reports).expect("one notice"));
        assert!(text.contains("a\\|\\<b\\>\\*c\\*") && !text.contains("<b>"), "{text}");
    }
}
