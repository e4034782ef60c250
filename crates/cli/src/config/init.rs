//! `yaodian init`: a settings file with a comment on everything that can be set.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use toml::Value;

use super::file::NAME;
use crate::arguments::Init;
use crate::exit::Exit;
use crate::output;

const TEMPLATE: &str = include_str!("init.toml");
/// The lines of the template that the arguments replace.
const NOTICE: &str = "notice = \"通知.docx\"\n";
const PLANS: &str = "plans = [\"计划/**/*\"]\n";

/// Writes the file, over no other.
pub fn run(wanted: &Init) -> Result<Exit> {
    let path = Path::new(NAME);
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    match file {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{NAME} 已经有了，没有改动；要重写请先移走它 (there is one already, which was not touched)")
        }
        file => {
            let mut file = file.with_context(|| format!("{NAME}：无法写入 (cannot be written)"))?;
            file.write_all(text(wanted.notice.as_deref(), &wanted.plans).as_bytes())?;
        }
    }
    output::say(&format!(
        "已写入 {NAME}，请核对其中的 notice 和 plans (written; see to notice and plans in it)"
    ));
    Ok(Exit::Fine)
}

fn text(notice: Option<&Path>, plans: &[String]) -> String {
    let mut text = TEMPLATE.to_owned();
    if let Some(notice) = notice {
        let notice = Value::String(notice.display().to_string().replace('\\', "/"));
        text = text.replace(NOTICE, &format!("notice = {notice}\n"));
    }
    if !plans.is_empty() {
        let plans = Value::Array(plans.iter().cloned().map(Value::String).collect());
        text = text.replace(PLANS, &format!("plans = {plans}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::layer::{Against, Layer};

    fn read(text: &str) -> Result<Layer> {
        super::super::file::layer(text, Path::new(""))
    }

    #[test]
    fn the_template_says_what_it_was_told() {
        assert!(TEMPLATE.contains(NOTICE) && TEMPLATE.contains(PLANS));
        let layer = read(&text(Some(Path::new("a \"b\".txt")), &["p/*.txt".to_owned()])).expect("read");
        assert_eq!(layer.against, Some(Against::Notice("a \"b\".txt".into())));
        assert_eq!(layer.plans, Some(vec!["p/*.txt".to_owned()]));
    }

    #[test]
    fn every_setting_that_is_commented_out_is_one() {
        // A comment ends in a bracket or a stop, a setting in a value.
        let setting = |line: &&str| {
            line.strip_prefix("# ").is_some_and(|it| {
                it.split_once(" = ")
                    .is_some_and(|(key, _)| key.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
            })
        };
        let count = TEMPLATE.lines().filter(setting).count();
        let all: Vec<&str> =
            TEMPLATE.lines().map(|line| if setting(&line) { &line[2..] } else { line }).collect();
        let layer = read(&all.join("\n")).expect("every setting is known");
        assert_eq!(count, 17);
        assert!(layer.baseline.is_some() && layer.points.len() == 1 && layer.severity.len() == 4);
    }
}
