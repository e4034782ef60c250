//! Two versions of a plan as a page of its own; it needs no other file and runs no script.

use std::fmt::Write as _;

use yaodian_core::compare::{ChangedObligation, Versions};

use crate::decisions;
use crate::figures::thousands;
use crate::html::{STYLE, class, marked, whole};
use crate::markup::escape;

use super::{ORDER, SAME, both, coverage, like, of_remark, ordered, tally, verdict, why};

/// A whole page: what changed, what wants work first.
#[must_use]
pub fn page(versions: &Versions) -> String {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    let mut out = String::from("<article class=\"yd-report\">\n");
    head(&mut out, versions);
    for change in ORDER.into_iter().filter(|change| versions.counts.of(*change) > 0) {
        let count = versions.counts.of(change);
        let _ = writeln!(out, "<section><h2>{}（{count}项）</h2><ol>", change.label());
        versions.of(change).for_each(|one| obligation(&mut out, one));
        out.push_str("</ol></section>\n");
    }
    lists(&mut out, versions);
    out.push_str("<footer><p>由“要点”在本机生成，供审核参考，以人的判断为准。</p></footer>\n</article>\n");
    whole(&format!("前后比较 · {}", versions.new.plan.title), policy, STYLE, &out)
}

// Writing to a string cannot fail, so results of `write!` are dropped here and below.
fn head(out: &mut String, versions: &Versions) {
    let title = escape(&versions.new.plan.title);
    let _ = write!(
        out,
        "<header><p class=\"yd-kicker\">前后比较</p><h1>{title}</h1><dl><div><dt>通知</dt><dd>{}</dd></div>",
        escape(&versions.notice.title)
    );
    for (name, version) in both(versions) {
        let _ = write!(
            out,
            "<div><dt>{name}</dt><dd>{}（{}字）<br>覆盖率 {}</dd></div>",
            escape(&version.plan.name),
            thousands(version.plan.chars),
            coverage(version)
        );
    }
    out.push_str("</dl><ul class=\"yd-figures\">");
    for (_, text) in tally(versions) {
        let _ = write!(out, "<li>{}</li>", escape(&text));
    }
    let _ = write!(out, "<li>一直已覆盖 {}</li></ul>", versions.counts.kept);
    if versions.same_text {
        let _ = write!(out, "<ul class=\"yd-warnings\"><li>{SAME}</li></ul>");
    }
    out.push_str("</header>\n");
}

fn obligation(out: &mut String, one: &ChangedObligation) {
    let _ = write!(
        out,
        "<li class=\"yd-{}\"><p class=\"yd-asked\"><span class=\"yd-id\">{}</span> {}</p>",
        class(like(one.change)),
        escape(&one.id),
        marked(&one.new.reasons, &one.text)
    );
    for (name, answer) in [("原稿", &one.old), ("新稿", &one.new)] {
        let _ = write!(out, "<p><span class=\"yd-badge\">{name} {}</span>", verdict(answer));
        for evidence in &answer.evidence {
            let _ = write!(out, " “{}”", marked(&answer.reasons, evidence.text.trim()));
        }
        out.push_str("</p>");
    }
    for reason in why(one) {
        let _ = write!(out, "<p class=\"yd-why\">{}</p>", escape(&reason));
    }
    if let Some(suggestion) = &one.suggestion {
        let _ = write!(out, "<p class=\"yd-suggestion\">{}</p>", escape(suggestion.text.trim()));
    }
    out.push_str("</li>\n");
}

fn lists(out: &mut String, versions: &Versions) {
    if !versions.remarks.is_empty() {
        let _ = write!(out, "<section class=\"yd-remarks\"><h2>{}</h2><ul>", crate::remarks::TITLE);
        for (remark, text) in ordered(versions) {
            let _ = write!(out, "<li><b>{}</b> {}</li>", of_remark(remark), escape(&text));
        }
        out.push_str("</ul></section>\n");
    }
    let items = versions.new.review.as_ref().map(decisions::items).unwrap_or_default();
    if !items.is_empty() {
        let _ = write!(out, "<section class=\"yd-remarks\"><h2>{}</h2><ul>", decisions::TITLE);
        for item in items {
            let _ = write!(out, "<li><b>{}</b> {}</li>", item.label, escape(&item.text));
        }
        out.push_str("</ul></section>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::versions::sample;

    #[test]
    fn shows_both_sides_and_nothing_becomes_markup() {
        let mut versions = sample::versions();
        let hostile = "<script>alert(1)</script>\u{202e}";
        versions.obligations[0].text = hostile.to_owned();
        versions.new.plan.title = hostile.to_owned();
        let page = page(&versions);
        assert!(!page.contains("<script") && !page.contains('\u{202e}'));
        for shown in ["新出问题（1项）", "原稿 ◐ 弱化", "新稿 ✓ 已覆盖", "每季度组织一次", "已消除", "签署"]
        {
            assert!(page.contains(shown), "{shown}");
        }
    }
}
