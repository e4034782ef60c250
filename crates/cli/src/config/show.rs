//! `yaodian config`: every setting and where it comes from, in the form of the file.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use toml::Value;

use super::layer::Against;
use super::{Config, Origin, Plans, Set};
use crate::arguments::Settings;
use crate::exit::Exit;
use crate::output;
use crate::percent::Percent;

/// Columns before the origin.
const COLUMN: usize = 44;

/// Prints the settings in force.
pub fn run(flags: &Settings) -> Result<Exit> {
    output::write(text(&Config::of(flags)?).as_bytes())?;
    Ok(Exit::Fine)
}

fn text(config: &Config) -> String {
    let mut page = Page { out: String::new(), file: config.file.as_ref().map(|file| path(&file.value)) };
    page.head();
    match &config.against {
        Some(Set { value: Against::Notice(file), origin }) => page.line("notice", path(file), *origin),
        Some(Set { value: Against::Requirements(file), origin }) => {
            page.line("requirements", path(file), *origin);
        }
        None => page.unset("notice"),
    }
    match &config.plans {
        Set { value: Plans::Named(paths), .. } if paths.is_empty() => page.unset("plans"),
        Set { value: Plans::Named(paths), origin } => {
            page.line("plans", list(paths.iter().map(path)), *origin)
        }
        Set { value: Plans::Patterns(patterns), origin } => {
            page.line("plans", list(patterns.iter().cloned().map(Value::String)), *origin);
        }
    }
    let exclude = config.exclude.value.iter().cloned().map(Value::String);
    page.line("exclude", list(exclude), config.exclude.origin);
    page.line("force-exclude", config.force_exclude.value, config.force_exclude.origin);
    page.line("lexicon", list(config.lexicon.value.iter().map(path)), config.lexicon.origin);
    page.file("review", config.review.as_ref());
    page.file("baseline", config.baseline.as_ref());
    page.line("strict-baseline", config.strict_baseline.value, config.strict_baseline.origin);
    page.line("fail-on", config.fail_on.value.id(), config.fail_on.origin);
    page.line("lang", config.lang.value.tag(), config.lang.origin);
    let bars = &config.thresholds;
    for (key, bar) in [("overall", &bars.overall), ("section", &bars.section), ("point", &bars.point)] {
        match bar {
            Some(bar) => page.line(&format!("thresholds.{key}"), number(bar.value), bar.origin),
            None => page.unset(&format!("thresholds.{key}")),
        }
    }
    for (key, bars) in [("sections", &bars.sections), ("points", &bars.points)] {
        for (name, bar) in bars {
            let name = Value::String(name.clone());
            page.line(&format!("thresholds.{key}.{name}"), number(*bar), Origin::File);
        }
    }
    for (kind, severity) in &config.severity {
        page.line(&format!("severity.{}", kind.id()), severity.value.id(), severity.origin);
    }
    page.out
}

struct Page {
    out: String,
    file: Option<Value>,
}

// Writing to a string cannot fail.
impl Page {
    fn head(&mut self) {
        let _ = match &self.file {
            Some(file) => writeln!(self.out, "# 设置文件 (settings file): {file}"),
            None => writeln!(self.out, "# 没有设置文件 (no settings file)"),
        };
    }

    fn line(&mut self, key: &str, value: impl Into<Value>, origin: Origin) {
        let value: Value = value.into();
        let from = match origin {
            Origin::Flag => "选项 (flag)",
            Origin::Environment => "环境变量 (environment)",
            Origin::File => "设置文件 (file)",
            Origin::Default => "默认 (default)",
        };
        let _ = writeln!(self.out, "{:<COLUMN$}# {from}", format!("{key} = {value} "));
    }

    fn file(&mut self, key: &str, file: Option<&Set<std::path::PathBuf>>) {
        match file {
            Some(file) => self.line(key, path(&file.value), file.origin),
            None => self.unset(key),
        }
    }

    fn unset(&mut self, key: &str) {
        let _ = writeln!(self.out, "{:<COLUMN$}# 未设 (not set)", format!("# {key} "));
    }
}

/// A whole number is written as one.
fn number(bar: Percent) -> Value {
    let number = bar.number();
    if number.fract() == 0.0 { Value::Integer(number as i64) } else { Value::Float(number) }
}

fn path(path: impl AsRef<Path>) -> Value {
    Value::String(path.as_ref().display().to_string())
}

fn list(values: impl Iterator<Item = Value>) -> Value {
    Value::Array(values.collect())
}
