//! Plans side by side for a person at a terminal.

use yaodian_core::compare::{ComparedPoint, Difference};
use yaodian_core::{Comparison, Status};

use crate::figures::percent;
use crate::page::Page;
use crate::rich::Rich;
use crate::style::Style;
use crate::table::{self, Row};
use crate::{decisions, signs};

use super::walk::{self, Copied};
use super::{groups, labels, nobody_answers, point_title, relation, said, sign, titles};

/// Columns that a plan takes in the matrix.
const CELL: usize = 3;
/// Columns of a point's title at least, and of its share.
const TITLE: usize = 24;
const SHARE: usize = 8;
/// So many passages of a pair are quoted; the JSON form has all.
const PASSAGES: usize = 3;
/// So many characters of a passage are.
const QUOTED: usize = 160;

/// The whole comparison. Plans stand in the order of their ranks and are numbered in it.
#[must_use]
pub fn render(comparison: &Comparison, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, comparison);
    ranking(&mut page, comparison);
    matrix(&mut page, comparison);
    nobody(&mut page, comparison);
    best(&mut page, comparison);
    differences(&mut page, comparison);
    copied(&mut page, comparison);
    foreign(&mut page, comparison);
    review(&mut page, comparison);
    page.finish()
}

fn head(page: &mut Page, comparison: &Comparison) {
    let (strong, dim, plain) = (page.style.strong(), page.style.dim(), page.style.plain());
    page.hang(&Rich::new("要点比较  ", strong), &Rich::new(&comparison.notice.title, strong));
    page.rule();
    page.hang(&Rich::new("规模      ", dim), &Rich::new(&super::size(comparison), plain));
    let warning = page.style.warning();
    for failed in &comparison.failed {
        let head = Rich::new(&format!("! {}  ", titles::FAILED), warning);
        page.hang(&head, &Rich::new(&super::failure(failed), plain));
    }
    for plan in &comparison.plans {
        for warning_of in &plan.warnings {
            let text = format!("{}：{}", plan.label, warning_of.message);
            page.hang(&Rich::new("! 注意    ", warning), &Rich::new(&text, plain));
        }
    }
}

fn title(page: &mut Page, title: &str) {
    let (strong, dim) = (page.style.strong(), page.style.dim());
    page.blank();
    page.line(&Rich::new("▍", dim).and(title, strong));
}

fn ranking(page: &mut Page, comparison: &Comparison) {
    title(page, titles::RANKING);
    let style = page.style;
    let ranked = walk::ranked(comparison);
    let mut cells = vec![("名次".to_owned(), style.dim())];
    cells.extend(Status::ALL.map(|status| (signs::status(status).to_owned(), style.status(status))));
    cells.push(("覆盖率".to_owned(), style.strong()));
    if ranked.iter().any(|own| own.with_waived.is_some()) {
        cells.push(("含豁免".to_owned(), style.dim()));
    }
    let mut rows = vec![Row { title: ("序号 计划".to_owned(), style.dim()), cells }];
    for (number, own) in (1..).zip(ranked) {
        let mut cells = vec![(own.rank, style.plain())];
        cells.extend(Status::ALL.into_iter().zip(own.counts).map(|(status, count)| {
            (count.to_string(), if count == 0 { style.dim() } else { style.status(status) })
        }));
        cells.push((own.coverage, style.strong()));
        cells.extend(own.with_waived.map(|share| (share, style.plain())));
        rows.push(Row { title: (format!("{number:>3}  {}", own.plan.label), style.plain()), cells });
    }
    table::write(page, &rows);
}

fn matrix(page: &mut Page, comparison: &Comparison) {
    title(page, titles::MATRIX);
    let style = page.style;
    let legend = [
        (signs::status(Status::Covered), "已覆盖", Status::Covered),
        (signs::status(Status::Weakened), "部分", Status::Weakened),
        (signs::status(Status::Missing), "缺失", Status::Missing),
    ];
    let mut line = Rich::default().gap(2);
    for (sign, word, status) in legend {
        line = line.and(&format!("{sign} {word}   "), style.status(status));
    }
    let none = format!("{} {}", signs::NOT_REQUIRED, signs::NOT_REQUIRED_LABEL);
    let line = line.and(&none, style.dim()).gap(3).and("列号即排名中的序号", style.dim());
    page.hang(&Rich::default(), &line);
    let room = style.width().saturating_sub(TITLE + SHARE + 2) / CELL;
    for (block, plans) in comparison.ranking().chunks(room.max(1)).enumerate() {
        self::block(page, comparison, plans, block * room.max(1));
    }
}

/// The points by as many plans as fit beside each other.
fn block(page: &mut Page, comparison: &Comparison, plans: &[usize], first: usize) {
    let style = page.style;
    let widest = style.width().saturating_sub(plans.len() * CELL + SHARE + 2);
    let titles: Vec<Rich> = comparison
        .points
        .iter()
        .map(|point| {
            let ink = if nobody_answers(comparison, point) { style.warning() } else { style.plain() };
            Rich::new(&point_title(point), ink).cut(widest)
        })
        .collect();
    let room = titles.iter().map(Rich::columns).max().unwrap_or(0);
    let mut head = Rich::default().gap(2 + room);
    for number in 0..plans.len() {
        head = head.and(&format!("{:>CELL$}", first + number + 1), style.dim());
    }
    page.line(&head.and("    合计", style.dim()));
    for (point, title) in comparison.points.iter().zip(titles) {
        let gap = room - title.columns();
        let mut line = Rich::default().gap(2).join(&title).gap(gap);
        for plan in plans {
            let cell = point.cells[*plan];
            let ink = if cell.required == 0 { style.dim() } else { style.point(cell.status) };
            line = line.gap(CELL - 1).and(sign(point, *plan), ink);
        }
        page.line(&line.and(&format!("{:>SHARE$}", share(point)), style.dim()));
    }
}

fn share(point: &ComparedPoint) -> String {
    percent(point.coverage.covered, point.coverage.required)
}

fn nobody(page: &mut Page, comparison: &Comparison) {
    let missed = walk::missed(comparison);
    if missed.is_empty() {
        return;
    }
    let count: usize = missed.iter().map(|own| own.obligations.len()).sum();
    title(page, &format!("{}（{count}项）", titles::UNANSWERED));
    let style = page.style;
    for own in missed {
        let (point, whole) =
            (Rich::new(&point_title(own.point), style.strong()), Rich::new(own.whole, style.warning()));
        page.sides(&Rich::default().gap(2), &point, &whole);
        for one in own.obligations {
            let head = Rich::default().gap(4).and(&format!("{:<6}", one.id), style.dim());
            page.hang(&head, &Rich::new(&one.text, style.plain()));
        }
    }
}

fn best(page: &mut Page, comparison: &Comparison) {
    title(page, titles::BEST);
    let style = page.style;
    for (point, plans, reason) in walk::best(comparison) {
        page.hang(&Rich::default().gap(2), &Rich::new(&point_title(point), style.plain()));
        let plans = Rich::new(&plans, style.status(Status::Covered));
        page.hang(&Rich::default().gap(5), &plans.and(&format!("  {reason}"), style.dim()));
    }
}

fn differences(page: &mut Page, comparison: &Comparison) {
    if comparison.differences.is_empty() {
        return;
    }
    title(page, titles::DIFFERENCES);
    let mut last = "";
    for difference in &comparison.differences {
        if difference.obligation != last {
            last = &difference.obligation;
            let text = walk::text_of(comparison, difference);
            let head = Rich::default().gap(2).and(&format!("{last:<6}"), page.style.dim());
            page.hang(&head, &Rich::new(text, page.style.plain()));
        }
        self::difference(page, comparison, difference);
    }
}

fn difference(page: &mut Page, comparison: &Comparison, difference: &Difference) {
    let style = page.style;
    let asked = difference.asked.as_deref().map_or("没有写明".to_owned(), |words| format!("“{words}”"));
    let head = Rich::default().gap(8).and(difference.kind.label(), style.dim()).gap(2);
    let notice = Rich::new("通知", style.dim()).and(&asked, style.strong());
    page.hang(&head, &notice);
    let head = Rich::default().gap(14);
    for (own, plans) in groups(difference) {
        let ink = walk::colour(own).map_or(style.dim(), |status| style.status(status));
        let words = if own.words.is_some() { format!("“{}”", said(own)) } else { said(own).to_owned() };
        let short = relation(own).map(|word| format!("（{word}）")).unwrap_or_default();
        let line = Rich::new(&format!("{words}{short}"), ink);
        page.hang(&head, &line.and(&format!("  {}", labels(comparison, &plans)), style.plain()));
    }
}

fn copied(page: &mut Page, comparison: &Comparison) {
    let Some(copying) = &comparison.copying else { return };
    title(page, titles::COPYING);
    let style = page.style;
    if copying.pairs.is_empty() {
        page.line(&Rich::default().gap(2).and(titles::NO_COPYING, style.dim()));
    }
    for cluster in walk::clusters(comparison) {
        let head = Rich::default().gap(2).and("一组  ", style.warning());
        page.hang(&head, &Rich::new(&cluster, style.strong()));
    }
    walk::copied(comparison).for_each(|own| pair(page, &own));
}

fn pair(page: &mut Page, own: &Copied<'_>) {
    let style = page.style;
    let Copied { pair, names: [one, other], shares, left } = own;
    let head = Rich::default().gap(2).and(&format!("{one} — {other}"), style.strong());
    let figures = format!("{} / {}", shares[0], shares[1]);
    page.sides(&Rich::default(), &head, &Rich::new(&figures, style.warning()));
    page.hang(&Rich::default().gap(5), &Rich::new(&pair.message, style.plain()));
    for (_, sentence) in left {
        let head = Rich::default().gap(5).and(titles::LEFT, style.warning()).gap(2);
        page.hang(&head, &Rich::new(sentence, style.plain()));
    }
    for passage in pair.passages.iter().take(PASSAGES) {
        let word = format!("{}  ", passage.likeness.label());
        for (number, (excerpt, name)) in passage.places.iter().zip(own.names).enumerate() {
            let head = Rich::default().gap(5).and(&word, style.dim());
            let head = if number == 0 { head } else { Rich::default().gap(head.columns()) };
            let name = Rich::new(&format!("{name} "), style.dim());
            page.hang(&head, &name.and(&format!("“{}”", beginning(excerpt.text.trim())), style.plain()));
        }
    }
    if pair.passages.len() > PASSAGES {
        let rest = format!("……共{}处，其余见 JSON 或网页报告", pair.passages.len());
        page.line(&Rich::default().gap(5).and(&rest, style.dim()));
    }
}

/// A passage may be a whole plan: as much of it as tells where it stands.
fn beginning(text: &str) -> String {
    let mut begins: String = text.chars().take(QUOTED).collect();
    if begins.len() < text.len() {
        begins.push_str(&format!("……（共{}字）", text.chars().count()));
    }
    begins
}

/// Names of other places in plans.
fn foreign(page: &mut Page, comparison: &Comparison) {
    let all = walk::foreign(comparison);
    if !all.is_empty() {
        title(page, titles::FOREIGN);
    }
    let style = page.style;
    for (plan, message) in all {
        let head = Rich::default().gap(2).and(&comparison.plans[plan].label, style.strong()).gap(2);
        page.hang(&head, &Rich::new(&message, style.plain()));
    }
}

fn review(page: &mut Page, comparison: &Comparison) {
    let all = walk::reviewed(comparison);
    if !all.is_empty() {
        title(page, decisions::TITLE);
    }
    let style = page.style;
    for (plan, items) in all {
        page.line(&Rich::default().gap(2).and(&plan.label, style.strong()));
        for item in items {
            let head = Rich::default().gap(5).and(item.label, style.dim()).gap(2);
            page.hang(&head, &Rich::new(&item.text, style.plain()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::sample;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn every_part_is_there() {
        let text = render(&sample::comparison(), Style::default());
        for part in [
            "要点比较  2020年全省食品安全协调工作要点",
            "3份计划，2条要点、7项要求；合计覆盖率 61.1%（11/18项）",
            "! 未能核对  坏.pdf：文件损坏",
            "1 甲市        1",
            "83.3%",
            "▍各计划都没有落实的（1项）",
            "整条",
            "5项要求全部覆盖",
            "通知“每季度”",
            "“每半年”（不足）  某市、乙市",
            "甲市 — 乙市",
            "80.0% / 75.0%",
            "残留地名  乙市里留有甲市的地名“甲市”：",
            "只换名称  甲市 “甲市开展百日行动”",
            "已豁免  1.2 弱化：每月已有抽查（李明 2020-03-01）",
            "签署  王芳 2020-03-02：同意",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }

    #[test]
    fn the_matrix_has_a_sign_for_each_plan_in_the_order_of_ranks() {
        let text = render(&sample::comparison(), Style::default());
        let row = |start: &str| {
            let line = text.lines().find(|line| line.trim_start().starts_with(start) && line.ends_with('%'));
            line.unwrap_or_else(|| panic!("{start} is not in\n{text}")).split_whitespace().collect::<Vec<_>>()
        };
        assert_eq!(row("1. 健全")[2..], ["✓", "◐", "◐", "73.3%"]);
        assert_eq!(row("2. 狠抓")[2..], ["○", "○", "○", "0.0%"]);
    }

    #[test]
    fn many_plans_wrap_and_every_line_fits() {
        let mut reports = Vec::new();
        for number in 0..40 {
            let mut report = sample::reports()[0].clone();
            report.plan.name = format!("plan{number}.txt");
            report.plan.place = None;
            reports.push(report);
        }
        let comparison = yaodian_core::compare(&reports).expect("one notice");
        for width in [50, 80, 120] {
            let text = render(&comparison, Style::new(false, width));
            let signs: usize = text
                .lines()
                .filter(|line| line.trim_start().starts_with("1. 健全") && line.ends_with('%'))
                .map(|line| line.matches('◐').count())
                .sum();
            assert_eq!(signs, 40, "{text}");
            for line in text.lines() {
                assert!(line.width() <= width, "wider than {width}: {line}");
            }
        }
    }

    #[test]
    fn escapes_in_names_are_not_obeyed() {
        let mut reports = sample::reports();
        reports[0].plan.place = Some("\u{1b}[2J市".to_owned());
        let comparison = yaodian_core::compare(&reports).expect("one notice");
        assert!(!render(&comparison, Style::default()).contains('\u{1b}'));
    }
}
