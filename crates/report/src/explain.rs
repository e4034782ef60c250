//! What a kind of finding is, why it matters, an example and how to mend it: the words of `data/kinds.toml`, for people at
//! a terminal and for the rules of SARIF.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use serde::Deserialize;
use yaodian_core::report::FindingKind;

use crate::severity::Severity;
use crate::{Language, Style};
use crate::{page::Page, rich::Rich};

/// Columns of the words before each part.
const LABEL: usize = 12;

/// A kind of finding in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// Its name, a word or two.
    pub name: String,
    /// What it is.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// How to mend it.
    pub mend: String,
}

#[derive(Debug, Deserialize)]
struct Kind {
    severity: Severity,
    notice: String,
    plan: String,
    #[serde(flatten)]
    languages: BTreeMap<String, Explanation>,
}

#[allow(clippy::expect_used)]
static KINDS: LazyLock<BTreeMap<String, Kind>> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/kinds.toml")).expect("kinds.toml is checked by the tests")
});

/// The words before the parts of an explanation.
struct Labels {
    what: &'static str,
    why: &'static str,
    example: &'static str,
    notice: &'static str,
    plan: &'static str,
    mend: &'static str,
    severity: &'static str,
}

fn labels(language: Language) -> Labels {
    let [what, why, example, notice, plan, mend, severity] = match language {
        Language::Simplified => ["是什么", "为什么", "例子", "通知", "计划", "怎么改", "默认级别"],
        Language::Traditional => ["是什麼", "為什麼", "例子", "通知", "計劃", "怎麼改", "預設級別"],
        Language::English => ["What", "Why", "Example", "notice", "plan", "To mend", "Severity"],
    };
    Labels { what, why, example, notice, plan, mend, severity }
}

/// How grave a kind is unless the user says otherwise.
#[must_use]
pub fn severity(kind: FindingKind) -> Severity {
    KINDS.get(kind.id()).map_or(Severity::Warning, |kind| kind.severity)
}

/// The words for a kind; none only if the data file lacks them, which a test rules out.
#[must_use]
pub fn of(kind: FindingKind, language: Language) -> Option<&'static Explanation> {
    KINDS.get(kind.id())?.languages.get(language.tag())
}

/// The name of a kind in a language.
#[must_use]
pub fn name(kind: FindingKind, language: Language) -> &'static str {
    of(kind, language).map_or_else(|| kind.id(), |words| &words.name)
}

/// A kind as Markdown, without its name.
#[must_use]
pub fn markdown(kind: FindingKind, language: Language) -> String {
    let mut out = String::new();
    let labels = labels(language);
    for (label, text) in parts(kind, language) {
        // Writing to a string cannot fail.
        let _ = write!(out, "**{label}** {text}\n\n");
    }
    if let Some(own) = KINDS.get(kind.id()) {
        let _ = write!(out, "**{}**\n\n- {}：{}\n", labels.example, labels.notice, own.notice);
        for line in own.plan.lines() {
            let _ = writeln!(out, "- {}：{line}", labels.plan);
        }
    }
    out
}

/// A kind as plain text, without its name.
#[must_use]
pub fn text(kind: FindingKind, language: Language) -> String {
    let parts = parts(kind, language).map(|(label, text)| format!("{label}: {text}"));
    parts.collect::<Vec<_>>().join("\n")
}

fn parts(kind: FindingKind, language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    let labels = labels(language);
    of(kind, language).into_iter().flat_map(move |words| {
        [
            (labels.what, words.what.as_str()),
            (labels.why, words.why.as_str()),
            (labels.mend, words.mend.as_str()),
        ]
    })
}

/// A kind for a person at a terminal.
#[must_use]
pub fn render(kind: FindingKind, language: Language, style: Style) -> String {
    let mut page = Page::new(style);
    let (strong, dim, plain) = (style.strong(), style.dim(), style.plain());
    let labels = labels(language);
    let head = |label: &str| {
        let head = Rich::new(label, dim);
        let gap = LABEL.saturating_sub(head.columns());
        head.gap(gap)
    };
    page.line(&Rich::new(name(kind, language), strong).gap(2).and(kind.id(), dim));
    page.rule();
    for (label, text) in parts(kind, language) {
        page.hang(&head(label), &Rich::new(text, plain));
    }
    if let Some(own) = KINDS.get(kind.id()) {
        let mut first = labels.example;
        let notice = [(labels.notice, own.notice.as_str())];
        for (side, line) in notice.into_iter().chain(own.plan.lines().map(|line| (labels.plan, line))) {
            let side = Rich::new(side, dim);
            let gap = 8usize.saturating_sub(side.columns());
            page.hang(&head(first).join(&side).gap(gap), &Rich::new(line, plain));
            first = "";
        }
    }
    page.hang(&head(labels.severity), &Rich::new(severity(kind).id(), plain));
    page.finish()
}

/// Every kind in a line each.
#[must_use]
pub fn list(language: Language, style: Style) -> String {
    let mut page = Page::new(style);
    for kind in FindingKind::all() {
        let id = Rich::new(kind.id(), style.strong());
        let name = Rich::new(name(kind, language), style.plain());
        let gaps = [16usize.saturating_sub(id.columns()), 24usize.saturating_sub(name.columns())];
        page.line(&id.gap(gaps[0]).join(&name).gap(gaps[1]).and(severity(kind).id(), style.dim()));
    }
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::review::findings;
    use yaodian_core::{Document, check, notice};
    use yaodian_text::{Lexicon, Segmenter};

    #[test]
    fn every_kind_is_explained_in_every_language_and_nothing_else_is() {
        assert_eq!(KINDS.len(), FindingKind::all().count());
        for kind in FindingKind::all() {
            for language in Language::ALL {
                let words = of(kind, language).unwrap_or_else(|| panic!("{kind:?} in {language:?}"));
                for part in [&words.name, &words.what, &words.why, &words.mend] {
                    assert!(!part.trim().is_empty(), "{kind:?} in {language:?}");
                }
            }
            assert_eq!(KINDS[kind.id()].languages.len(), Language::ALL.len(), "{kind:?}");
        }
    }

    #[test]
    fn the_chinese_names_are_those_of_the_engine() {
        for kind in FindingKind::all() {
            let label = match kind {
                FindingKind::Remark(kind) => kind.label(),
                FindingKind::Missing => yaodian_core::Status::Missing.label(),
                FindingKind::Weakened => yaodian_core::Status::Weakened.label(),
                FindingKind::Conflicting => yaodian_core::Status::Conflicting.label(),
            };
            assert_eq!(name(kind, Language::Simplified), label);
        }
    }

    #[test]
    fn every_example_is_one() {
        for kind in FindingKind::all() {
            let own = &KINDS[kind.id()];
            let text = format!(
                "2020年全省食品安全工作要点\n甘肃省市场监督管理局\n一、落实责任\n1.抓好落实。{}\n",
                own.notice
            );
            let requirements =
                notice::read(&Document::from_text("notice.txt", text), Lexicon::builtin()).expect("a notice");
            let text = format!("武威市2020年食品安全工作计划\n一、工作任务\n1.{}\n", own.plan);
            let plan = Document::from_text("plan.txt", text);
            let report = check(&requirements, &plan, Segmenter::builtin()).expect("a report");
            let found: Vec<&str> =
                findings(&report).filter_map(|it| it.kind()).map(FindingKind::id).collect();
            assert!(found.contains(&kind.id()), "{}: {found:?}", kind.id());
        }
    }

    #[test]
    fn a_page_has_all_parts() {
        let text = render(FindingKind::Weakened, Language::English, Style::new(false, 80));
        for part in ["Weakened  weakened", "What  ", "Why  ", "每半年", "To mend", "Severity    warning"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(list(Language::Simplified, Style::new(false, 80)).lines().count(), 11);
        let markdown = markdown(FindingKind::Missing, Language::Simplified);
        assert!(markdown.starts_with("**是什么** 通知要求做的"), "{markdown}");
        assert!(text.contains("plan    每半年") && markdown.contains("- 通知：建立"), "{markdown}");
    }
}
