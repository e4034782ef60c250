//! A review file for a person to fill in: every open finding as an entry that is commented out.

use std::fmt::Write as _;

use crate::report::Report;

use super::{Acceptance, Finding, Review, SignOff, findings};

/// What stands above the stubs.
const HELP: &str = "\
# 下面是还没有豁免的问题，每项一段。要接受某一项，去掉这一段每行开头的“# ”，写上 who、when、why；其余的不用动。
# Below is every finding that is still open. To accept one, remove the leading \"# \" of its lines and fill in who, when, why.
# 计划或通知在该处的文字以后有改动，豁免自动失效，须重新审核。
#
# 批注 (a note):
# [[note]]
# plan = \"计划.docx\"
# about = \"3.2\"
# who = \"\"
# when = \"\"
# text = \"\"
";

/// What was decided already, then a stub for every open finding and for the sign-off of every plan.
///
/// The file as it is accepts nothing new: it can be read at once.
///
/// # Errors
/// None in practice: every entry has a TOML form.
pub fn write<'a>(
    decided: &Review,
    reports: impl IntoIterator<Item = &'a Report>,
) -> Result<String, toml::ser::Error> {
    let mut out = decided.to_toml()?;
    // Writing to a string cannot fail.
    let _ = write!(out, "\n{HELP}");
    for report in reports {
        let name = &report.plan.name;
        let _ = write!(out, "\n# ---- {} ----\n", line(name));
        for finding in findings(report).filter(|it| it.waiver().is_none()) {
            let _ = write!(out, "\n# {}\n", line(&title(&finding)));
            let (asked, answered) = finding.sides();
            let accepted = vec![Acceptance {
                plan: name.clone(),
                finding: finding.id().to_owned(),
                fingerprint: finding.fingerprint(),
                who: String::new(),
                when: String::new(),
                why: String::new(),
                asked,
                answered,
            }];
            out.push_str(&commented(&Review { accepted, ..bare() })?);
        }
        let signed = vec![SignOff {
            plan: name.clone(),
            who: String::new(),
            when: String::new(),
            fingerprint: report.plan.fingerprint.clone(),
            text: String::new(),
        }];
        out.push_str("\n# 签署 (sign-off)\n");
        out.push_str(&commented(&Review { signed, ..bare() })?);
    }
    Ok(out)
}

fn title(finding: &Finding<'_>) -> String {
    match finding {
        Finding::Gap(_, one) => {
            let why = one.reasons.first().map_or("", |reason| &reason.message);
            format!("{} {} {}", one.id, one.status.label(), why)
        }
        Finding::Remark(remark) => remark.kind.label().to_owned(),
    }
}

/// Without the line that names the form of the file: that stands at its head.
fn bare() -> Review {
    Review { schema: String::new(), ..Review::default() }
}

/// The entries of a review, each line commented out.
fn commented(review: &Review) -> Result<String, toml::ser::Error> {
    let text = review.to_toml()?;
    // Control characters that end a line elsewhere are escaped in TOML, so that none can end a comment early.
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("schema"));
    Ok(lines.map(|line| format!("# {line}\n")).collect())
}

/// A text on one line, for a comment.
fn line(text: &str) -> String {
    let plain = text.chars().filter(|character| !character.is_control() || character.is_whitespace());
    plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
