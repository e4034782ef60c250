//! What stands before the points: title, issuer, date, addressees.

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::pattern::Pattern;

use crate::document::Document;
use crate::wording::Wording;

static DATE: LazyLock<Pattern> = LazyLock::new(|| Pattern::constant(r"^\d{4}年\d{1,2}月\d{1,2}日$"));
static ISSUED: LazyLock<Pattern> = LazyLock::new(|| Pattern::constant(r"^([一-龥]+?)关于.*《([^》]+)》"));
static NAMED: LazyLock<Pattern> = LazyLock::new(|| Pattern::constant(r"现将《([^》]+)》"));
static SHARED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::constant(r"数量(任务|指标)[^。]{0,40}(分解|自行|所辖|下达|承担|确定)"));

/// A date below the points is the notice's own if it stands within so many paragraphs of the end.
const SIGNATURE: usize = 3;

pub(super) struct Head {
    pub title: String,
    pub issuer: Option<String>,
    pub date: Option<String>,
    pub addressees: Option<String>,
    pub counts_are_shared: bool,
}

/// Reads the head from the paragraphs before the points; issuer and date may also stand below them.
pub(super) fn read(document: &Document, paragraphs: &[Range<usize>], body: &[Range<usize>]) -> Head {
    let text = |ranges: &[Range<usize>]| -> Vec<&str> {
        ranges.iter().map(|range| &document.text()[range.clone()]).collect()
    };
    let lines = text(paragraphs);
    let below = text(body);
    let date_at = lines.iter().position(|line| DATE.is_match(line));
    let date_below =
        below.iter().rposition(|line| DATE.is_match(line)).filter(|at| at + SIGNATURE >= below.len());
    let issued = lines.iter().find_map(|line| ISSUED.captures(line));
    let above_date = |lines: &[&'_ str], at: Option<usize>| {
        at.and_then(|at| at.checked_sub(1)).map(|at| lines[at].to_owned()).filter(|line| !ends(line))
    };
    let signature = above_date(&lines, date_at).or_else(|| above_date(&below, date_below));
    let issuer = signature.or_else(|| issued.as_ref().map(|found| found[1].to_owned()));
    let named = lines.iter().find_map(|line| NAMED.captures(line)).map(|found| found[1].to_owned());
    let is_title = |line: &&&str| Wording::builtin().is_title(line) && line.chars().count() <= 50;
    let alone = lines.iter().rev().find(is_title);
    let title = issued
        .map(|found| found[2].to_owned())
        .or(named)
        .or_else(|| alone.map(|line| (*line).to_owned()))
        .or_else(|| lines.first().map(|line| (*line).to_owned()))
        .unwrap_or_else(|| document.name.clone());
    let addressees = lines.iter().find(|line| line.ends_with('：') && line.chars().count() >= 4);
    Head {
        title,
        issuer,
        date: date_at.map(|at| lines[at]).or_else(|| date_below.map(|at| below[at])).map(str::to_owned),
        addressees: addressees.map(|line| line.trim_end_matches('：').to_owned()),
        counts_are_shared: lines.iter().any(|line| SHARED.is_match(line)),
    }
}

fn ends(line: &str) -> bool {
    line.ends_with(['。', '：', '；', '！'])
}
