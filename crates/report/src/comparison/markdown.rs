//! Plans side by side as Markdown with tables (GFM).

use std::fmt::Write as _;

use yaodian_core::compare::Difference;
use yaodian_core::{Comparison, Status, copying};

use crate::figures::percent;
use crate::markdown::escape;
use crate::{decisions, signs};

use super::{decided, labels, nobody_answers, point_title, relation, said, sign, titles, unanswered};

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
    let waived = comparison.plans.iter().any(|plan| plan.waived() > 0);
    let mut columns = vec!["名次".to_owned(), "计划".to_owned(), "文件".to_owned()];
    columns.extend(Status::ALL.map(|status| format!("{} {}", signs::status(status), status.label())));
    columns.push("覆盖率".to_owned());
    columns.extend(waived.then(|| "含豁免".to_owned()));
    head(out, &columns, 3);
    for plan in comparison.ranking() {
        let plan = &comparison.plans[plan];
        let counts = &plan.summary.obligations;
        let tied = if plan.tied { "并列" } else { "" };
        let mut cells = vec![format!("{tied}{}", plan.rank), escape(&plan.label), escape(&plan.name)];
        cells.extend(Status::ALL.map(|status| counts.of(status).to_string()));
        cells.push(percent(counts.covered, counts.required()));
        cells.extend(waived.then(|| percent(counts.covered + plan.waived(), counts.required())));
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
    let missed: Vec<_> = unanswered(comparison).collect();
    if missed.is_empty() {
        return;
    }
    let _ = write!(out, "\n## {}（{}项）\n\n", titles::UNANSWERED, missed.len());
    for own in missed.chunk_by(|a, b| a.0.id == b.0.id) {
        let whole = if nobody_answers(comparison, own[0].0) { "（整条）" } else { "" };
        let _ = writeln!(out, "- **{}**{whole}", escape(&point_title(own[0].0)));
        for (_, one) in own {
            let _ = writeln!(out, "  - {} {}", escape(&one.id), escape(&one.text));
        }
    }
}

fn best(out: &mut String, comparison: &Comparison) {
    let _ = write!(out, "\n## {}\n\n", titles::BEST);
    head(out, &["要点", "计划", "为何"].map(str::to_owned), 3);
    for point in &comparison.points {
        let Some(best) = &point.best else { continue };
        let plans = escape(&labels(comparison, &best.plans));
        row(out, &[escape(&point_title(point)), plans, escape(&best.reason)]);
    }
}

fn differences(out: &mut String, comparison: &Comparison) {
    if comparison.differences.is_empty() {
        return;
    }
    let _ = write!(out, "\n## {}\n\n", titles::DIFFERENCES);
    let columns: Vec<String> = ["要求", "类别", "通知"].map(str::to_owned).into_iter().collect();
    head(out, &columns.into_iter().chain(names(comparison)).collect::<Vec<_>>(), usize::MAX);
    for difference in &comparison.differences {
        row(out, &self::difference(comparison, difference));
    }
}

fn difference(comparison: &Comparison, difference: &Difference) -> Vec<String> {
    let asked = difference.asked.as_deref().unwrap_or("—");
    let mut cells = vec![escape(&difference.obligation), difference.kind.label().to_owned(), escape(asked)];
    cells.extend(comparison.ranking().into_iter().map(|plan| {
        let own = &difference.said[plan];
        let short = relation(own).map(|word| format!("（{word}）")).unwrap_or_default();
        format!("{}{short}", escape(said(own)))
    }));
    cells
}

fn copied(out: &mut String, comparison: &Comparison) {
    let Some(copying) = &comparison.copying else { return };
    let _ = write!(out, "\n## {}\n\n", titles::COPYING);
    if copying.pairs.is_empty() {
        out.push_str("除通知原文外，没有发现计划之间雷同。\n");
    }
    for cluster in copying.clusters.iter().filter(|cluster| cluster.plans.len() > 2) {
        let _ = writeln!(out, "- 一组：{}", escape(&labels(comparison, &cluster.plans)));
    }
    copying.pairs.iter().for_each(|pair| self::pair(out, comparison, pair));
}

fn pair(out: &mut String, comparison: &Comparison, pair: &copying::Pair) {
    let both = pair.plans.map(|plan| escape(&comparison.plans[plan].label));
    let shares = super::shares(pair);
    let figures = format!("{} / {}", shares[0], shares[1]);
    let _ = writeln!(out, "- **{} — {}**（{figures}）{}", both[0], both[1], escape(&pair.message));
    for passage in &pair.passages {
        let texts = passage.places.each_ref().map(|place| escape(&place.text));
        let word = passage.likeness.label();
        let _ = writeln!(out, "  - {word}：{}“{}”；{}“{}”", both[0], texts[0], both[1], texts[1]);
    }
}

fn review(out: &mut String, comparison: &Comparison) {
    let all = (0..comparison.plans.len()).map(|plan| (plan, decided(comparison, plan)));
    let all: Vec<_> = all.filter(|(_, items)| !items.is_empty()).collect();
    if all.is_empty() {
        return;
    }
    let _ = write!(out, "\n## {}\n\n", decisions::TITLE);
    for (plan, items) in all {
        for item in items {
            let name = escape(&comparison.plans[plan].label);
            let _ = writeln!(out, "- {name} **{}** {}", item.label, escape(&item.text));
        }
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
