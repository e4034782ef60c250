//! A real browser for the tests of the page: Chromium, driven from node by playwright-core; axe-core looks at
//! accessibility. Both node packages are pinned by `web/tests/package-lock.json`.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::program::Build;
use crate::setup::{apt_install, runs};
use crate::test::{follow, succeed};
use crate::{gold, web};

/// The names Chromium goes by.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The day of the check in files that are compared to the byte: the tests set the clock of the page to it, for midnight
/// may pass between the two.
const DAY: &str = "2026-11-24";

/// Folder of the browser tests.
pub fn folder() -> PathBuf {
    crate::root().join("web/tests")
}

/// Installs what is missing and says what there is.
///
/// # Errors
/// If an installation fails.
pub fn setup() -> Result<String> {
    if !runs("node") || !runs("npm") {
        apt_install(&["nodejs", "npm"])?;
    }
    if chromium().is_none() {
        apt_install(&["chromium"])?;
    }
    // Without such a font the page is boxes, and a test of its looks would not notice.
    if !has_chinese_font() {
        apt_install(&["fonts-noto-cjk"])?;
    }
    let Some(chromium) = chromium() else { bail!("no Chromium: install it, or name it in CHROMIUM") };
    if !folder().join("node_modules/playwright-core").is_dir() {
        succeed(Command::new("npm").current_dir(folder()).args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--silent",
        ]))?;
    }
    Ok(format!("{chromium}, playwright-core, axe-core"))
}

/// The browser: what CHROMIUM names, or the first found.
pub fn chromium() -> Option<String> {
    if let Ok(named) = std::env::var("CHROMIUM") {
        return Some(named);
    }
    CHROMIUM.iter().find(|name| runs(name)).map(|name| (*name).to_owned())
}

/// Runs the tests whose names contain `only`, from the file and from a host; says how many passed.
///
/// # Errors
/// If the page cannot be built, or a test fails.
pub fn test(only: &str) -> Result<usize> {
    let reports = web::target_folder().join("browser-reports");
    let files = web::target_folder().join("browser-files");
    let program = Build::Debug.build()?;
    write_reports(&reports)?;
    write_files(&files)?;
    let mut passed = None;
    let find = |line: &str| line.strip_prefix("browser tests: ")?.split_once(" passed;")?.0.parse().ok();
    let expected = [
        ("YAODIAN_DAY", DAY.into()),
        ("YAODIAN_REPORTS", reports.canonicalize()?.into()),
        ("YAODIAN_FILES", files.canonicalize()?.into()),
        ("YAODIAN_PROGRAM", program.canonicalize()?.into()),
    ];
    node(&["run.mjs", only], &expected, |line| passed = find(line).or(passed))?;
    passed.context("the browser tests did not say how many passed")
}

/// Measures what docs/performance.md says of the page.
///
/// # Errors
/// If the page cannot be built, or does not do what is measured.
pub fn bench() -> Result<()> {
    node(&["bench.mjs"], &[], |_| ())
}

/// Runs a script of the browser tests on what is built, with variables of its environment; `hear` gets every line of its output.
fn node(script: &[&str], variables: &[(&str, OsString)], hear: impl FnMut(&str)) -> Result<()> {
    setup()?;
    if !web::is_fresh() {
        web::build(false)?;
    }
    let server = web::Server::start(web::dist_folder(), 0)?;
    let mut command = Command::new("node");
    command.current_dir(folder()).args(script);
    command.env("YAODIAN_HOST", server.address()).env("CHROMIUM", chromium().unwrap_or_default());
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    follow(&mut command, hear)
}

/// What the command line says of every labelled case, for the page to be held against; the cases of one notice stand
/// together.
fn write_reports(folder: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    for case in gold::all_cases()? {
        let notice = format!("fixtures/gold/notices/{}/notice.simplified.txt", case.notice.name);
        let plan = format!("fixtures/gold/cases/{}/plan.txt", case.name);
        let output = program()?.args(["check", &plan, "--notice", &notice, "--format", "json"]).output()?;
        let report: Value = serde_json::from_slice(&output.stdout).with_context(|| plan.clone())?;
        let text = json!({ "inputs": { "notice": notice, "plan": plan }, "report": report });
        fs::write(folder.join(format!("{}--{}.json", case.notice.name, case.name)), text.to_string())?;
    }
    Ok(())
}

/// The files that the command line makes of a Word plan and of three plans together, for those of the page to be held
/// against: both are given files of the same names, which stand in what they write.
fn write_files(folder: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    let fixtures = crate::root().join("fixtures");
    let (plan, notice) = ("张掖市.docx", "notice.txt");
    fs::copy(fixtures.join("formats/zhangye.docx"), folder.join(plan))?;
    fs::copy(fixtures.join("notices/gansu-2020.txt"), folder.join(notice))?;
    let run = |words: &[&str], output: &str| {
        let mut program = program()?;
        program.current_dir(folder).args(words).args(["--notice", notice, "--output", output]);
        succeed(&mut program)
    };
    run(&["annotate", plan], "annotated.docx")?;
    for output in ["report.docx", "report.html", "report.xlsx"] {
        run(&["report", plan, "--date", DAY], output)?;
    }
    let plans = [("wuwei", "武威市.txt"), ("qingyang", "庆阳市.txt"), ("zhangye", "张掖市.txt")];
    for (from, to) in plans {
        fs::copy(fixtures.join(format!("plans/{from}.txt")), folder.join(to))?;
    }
    let [first, second, third] = plans.map(|(_, name)| name);
    for format in ["json", "markdown", "html", "xlsx"] {
        let words = ["compare", first, second, third, "--date", DAY, "--format", format];
        run(&words, &format!("comparison.{format}"))?;
    }
    // In a folder, as reviewers keep plans: a browser is told the name of the file only.
    fs::create_dir(folder.join("送审"))?;
    let sent = format!("送审/{first}");
    fs::copy(folder.join(first), folder.join(&sent))?;
    run(&["review", &sent], "review.toml")
}

/// The command line as it was built last, run from the root of the project.
fn program() -> Result<Command> {
    let path = Build::Debug.file();
    let mut program = Command::new(path.canonicalize().with_context(|| path.display().to_string())?);
    program.current_dir(crate::root());
    Ok(program)
}

fn has_chinese_font() -> bool {
    let fonts = Command::new("fc-list").arg(":lang=zh-cn").output();
    // No fontconfig, no way to tell: Chromium brings it along, so this is another system.
    fonts.map_or(true, |output| !output.stdout.is_empty())
}
