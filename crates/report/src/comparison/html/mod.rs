//! Plans side by side as a page of its own: the matrix sorts, a click on a cell shows the answer.
//!
//! The page needs no other file and connects to nothing; its policy names its one script and its style by their
//! hashes. Without scripts everything is still there to read.

mod parts;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use yaodian_core::Comparison;

use crate::html;

/// Rules beside those of a report.
const STYLE: &str = include_str!("comparison.css");
const SCRIPT: &str = include_str!("comparison.js");
/// Where the script shows the answer of a cell.
const DIALOG: &str = "<dialog class=\"yd-report yd-dialog\" id=\"answer\" aria-labelledby=\"answer-title\">\
    <form method=\"dialog\"><h2 id=\"answer-title\"></h2><button>关闭</button></form><div id=\"answer-body\"></div></dialog>\n";

/// A whole page.
#[must_use]
pub fn page(comparison: &Comparison) -> String {
    let style = format!("{}{STYLE}", html::STYLE);
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        source(&style),
        source(SCRIPT)
    );
    let body = format!("{}{DIALOG}<script>{SCRIPT}</script>\n", parts::body(comparison));
    html::whole(&format!("要点比较 · {}", comparison.notice.title), &policy, &style, &body)
}

/// The same as a part of another page, which brings the styles of reports and `comparison.css`. The table does not sort
/// there, and a cell shows no answer.
#[must_use]
pub fn body(comparison: &Comparison) -> String {
    parts::body(comparison)
}

/// What a policy calls an inline script or style.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::sample;

    #[test]
    fn a_policy_names_a_script_as_browsers_do() {
        // The example of the specification, Content Security Policy level 3.
        let named = source("alert('Hello, world.');");
        assert_eq!(named, "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn nothing_of_a_document_becomes_markup() {
        let mut reports = sample::reports();
        let hostile = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'\u{202e}";
        for report in &mut reports {
            report.notice.title = hostile.to_owned();
            for point in &mut report.points {
                point.title = hostile.to_owned();
                point.section = hostile.to_owned();
                for one in &mut point.obligations {
                    one.text = hostile.to_owned();
                    one.evidence.iter_mut().for_each(|it| it.text = hostile.to_owned());
                    one.reasons.iter_mut().for_each(|it| it.message = hostile.to_owned());
                }
            }
        }
        reports[0].plan.place = Some(hostile.to_owned());
        let page = page(&yaodian_core::compare(&reports).expect("one notice"));
        assert_eq!(page.matches("<script>").count(), 1);
        assert!(!page.contains("<img") && !page.contains('\u{202e}'));
        assert!(!page.contains("style=\"") && !page.contains("onclick"), "the policy forbids both");
    }

    #[test]
    fn the_matrix_has_a_cell_for_each_point_and_plan_that_leads_to_the_answers() {
        let comparison = sample::comparison();
        let page = page(&comparison);
        assert_eq!(page.matches("<td data-plan=").count(), comparison.points.len() * comparison.plans.len());
        assert!(page.contains("aria-label=\"乙市：部分 3/5，豁免1项\""));
        for (number, point) in comparison.points.iter().enumerate() {
            assert!(
                page.contains(&format!("href=\"#p{number}\"")) && page.contains(&format!("id=\"p{number}\""))
            );
            assert!(point.obligations.iter().all(|one| page.contains(&one.text)));
        }
        for shown in [
            "乙市里留有甲市的地名“甲市”",
            "每半年（不足）",
            "80.0% / 75.0%",
            "签署",
            "每月已有抽查（李明 2020-03-01）",
            "文件损坏",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
    }
}
