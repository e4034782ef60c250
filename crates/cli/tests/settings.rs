//! Settings files, baselines and thresholds, in folders of their own.

#![allow(clippy::unwrap_used)] // tests

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A copy of the sample project that a test may change.
struct Project(PathBuf);

impl Project {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("project-{name}"));
        let _ = fs::remove_dir_all(&folder);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/project"), &folder);
        Self(folder)
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn change(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file}: {text}");
        self.write(file, &text.replace(from, to));
    }

    fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yaodian"));
        command.args(arguments).current_dir(self.0.join(folder));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("YAODIAN_") {
                command.env_remove(name);
            }
        }
        command.env("LANGUAGE", "").env("LC_ALL", "C").env("NO_COLOR", "1");
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        Ended::from(self.command("", arguments).output().unwrap())
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[derive(Debug, PartialEq)]
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// Name and what is found of every plan in GitLab's list.
fn findings(ended: &Ended) -> Vec<(String, String)> {
    let list: Vec<serde_json::Value> = serde_json::from_str(&ended.out).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    list.iter().map(|it| (text(&it["location"]["path"]), text(&it["check_name"]))).collect()
}

#[test]
fn the_settings_file_is_found_from_below_and_says_what_is_checked() {
    let project = Project::new("found");
    let here = project.run(&["check", "--format", "gitlab"]);
    let pair = |plan: &str, kind: &str| (plan.to_owned(), kind.to_owned());
    assert!(findings(&here).contains(&pair("plans/wuwei.txt", "missing")), "{here:?}");
    assert!(!here.out.contains("drafts"), "what is excluded is not looked for");
    let below =
        Ended::from(project.command("plans/drafts", &["check", "--format", "gitlab"]).output().unwrap());
    assert!(findings(&below).contains(&pair("../../plans/wuwei.txt", "missing")), "{below:?}");
    assert_eq!((below.code, findings(&below).len()), (here.code, findings(&here).len()));
    let without = project.run(&["check", "plans/wuwei.txt", "--no-config"]);
    assert!(without.code == Some(2) && without.err.contains("缺少通知"), "{without:?}");
}

#[test]
fn flags_override_the_environment_and_that_the_file() {
    let project = Project::new("order");
    let config = |variable: Option<&str>, flags: &[&str]| {
        let mut command = project.command("", &[&["config"], flags].concat());
        if let Some(value) = variable {
            command.env("YAODIAN_FAIL_ON", value).env("YAODIAN_LANG", "en");
        }
        Ended::from(command.output().unwrap()).out
    };
    let line = |text: &str, key: &str| -> String {
        let found = text.lines().find(|line| line.starts_with(key));
        found.unwrap_or_else(|| panic!("{key} in {text}")).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let file = config(None, &[]);
    assert_eq!(line(&file, "fail-on"), "fail-on = \"error\" # 设置文件 (file)");
    assert_eq!(line(&file, "notice"), "notice = \"notice.txt\" # 设置文件 (file)");
    assert_eq!(line(&file, "thresholds.overall"), "thresholds.overall = 30 # 设置文件 (file)");
    assert_eq!(line(&file, "severity.blanket"), "severity.blanket = \"note\" # 设置文件 (file)");
    assert_eq!(line(&file, "severity.missing"), "severity.missing = \"error\" # 默认 (default)");
    let env = config(Some("note"), &[]);
    assert_eq!(line(&env, "fail-on"), "fail-on = \"note\" # 环境变量 (environment)");
    assert_eq!(line(&env, "lang"), "lang = \"en\" # 环境变量 (environment)");
    let flag = config(Some("note"), &["--fail-on", "never", "--severity", "blanket=off"]);
    assert_eq!(line(&flag, "fail-on"), "fail-on = \"never\" # 选项 (flag)");
    assert_eq!(line(&flag, "severity.blanket"), "severity.blanket = \"off\" # 选项 (flag)");
    // What is shown is a settings file itself.
    project.write("shown.toml", &file);
    let again = project.run(&["check", "--config", "shown.toml", "--format", "gitlab"]);
    assert_eq!(again, project.run(&["check", "--format", "gitlab"]));
}

#[test]
fn exclusions_hold_for_named_plans_when_they_are_to() {
    let project = Project::new("exclude");
    let named = ["check", "plans/drafts/old.txt", "plans/wuwei.txt", "--format", "json"];
    let both = project.run(&named);
    assert!(both.out.contains("plans/drafts/old.txt"), "{both:?}");
    let one = project.run(&[&named[..], &["--force-exclude"]].concat());
    assert!(!one.out.contains("plans/drafts/old.txt") && one.out.contains("plans/wuwei.txt"), "{one:?}");
    assert!(one.err.contains("已排除：plans/drafts/old.txt"), "{one:?}");
    let none = project.run(&["check", "plans/drafts/old.txt", "--force-exclude", "--format", "sarif"]);
    assert_eq!(none.code, Some(0), "nothing is left on purpose: {none:?}");
}

#[test]
fn a_pattern_that_fits_nothing_is_an_error() {
    let project = Project::new("pattern");
    project.change("yaodian.toml", "plans/**/*", "plan/*.txt");
    let ended = project.run(&["check"]);
    assert!(ended.code == Some(2) && ended.err.contains("没有文件符合“plan/*.txt”"), "{ended:?}");
}

#[test]
fn mistakes_in_the_settings_file_are_shown_with_their_place() {
    let project = Project::new("mistakes");
    project.change("yaodian.toml", "notice =", "notcie =");
    let ended = project.run(&["check"]);
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.err.contains("yaodian.toml：第1行第1列：没有“notcie”这个键，是不是“notice”？"),
        "{ended:?}"
    );
}

#[test]
fn sections_and_points_have_bars_of_their_own() {
    let project = Project::new("bars");
    let check = |bars: &str| {
        project.write(
            "bars.toml",
            &format!("notice = \"notice.txt\"\nfail-on = \"never\"\n[thresholds]\n{bars}\n"),
        );
        project.run(&["check", "plans/wuwei.txt", "--config", "bars.toml", "--format", "github"])
    };
    assert_eq!(check("overall = 30").code, Some(0));
    let section = check("section = 10");
    assert_eq!(section.code, Some(1));
    assert!(section.err.contains("“社会共治”覆盖率 0.0%，要求 10%"), "{section:?}");
    assert!(!section.err.contains("落实责任"), "{section:?}");
    assert_eq!(check("sections = { \"落实责任\" = 50 }").code, Some(0));
    assert_eq!(check("section = 10\nsections = { \"社会共治\" = 0 }").code, Some(0));
    let point = check("points = { \"1\" = 100 }");
    assert!(point.code == Some(1) && point.err.contains("第1条覆盖率 0.0%，要求 100%"), "{point:?}");
    let unknown = check("sections = { \"社会共享\" = 50 }");
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("没有“社会共享”，是不是“社会共治”？"), "{unknown:?}");
}

#[test]
fn a_baseline_lets_through_what_was_there_and_nothing_new() {
    let project = Project::new("baseline");
    let check = ["check", "--baseline", "base.toml", "--fail-under", "0", "--format", "github"];
    let missing = project.run(&check);
    assert!(missing.code == Some(2) && missing.err.contains("base.toml：找不到"), "{missing:?}");
    assert_eq!(project.run(&["check"]).code, Some(1), "there is something to fail on");
    let written = project.run(&["baseline", "-o", "base.toml"]);
    assert!(written.code == Some(0) && written.err.contains("2份计划的"), "{written:?}");
    let known = project.run(&check);
    assert_eq!(known.code, Some(0), "{known:?}");
    assert!(!known.out.contains("::error"), "{known:?}");
    // Elsewhere and in another script, it is the same plan with the same findings.
    let below = Ended::from(
        project.command("plans", &["check", "wuwei.txt", "--baseline", "../base.toml"]).output().unwrap(),
    );
    assert_eq!(below.code, Some(0), "{below:?}");
    project.change("plans/wuwei.txt", "一、工作任务\n1.", "\n\n一、工作任務\n（一）");
    assert_eq!(project.run(&check).code, Some(0));
    project.change("plans/wuwei.txt", "2.组织开展食品安全监管人员业务培训。\n", "");
    let new = project.run(&check);
    assert_eq!(new.code, Some(1));
    assert!(new.err.contains("不通过：plans/wuwei.txt：有1个基线以外的error以上的问题"), "{new:?}");
    assert!(new.out.matches("::error").count() == 1 && new.out.contains("title=缺失 2.1 "), "{new:?}");
}

#[test]
fn stale_entries_are_told_and_fail_when_they_are_to() {
    let project = Project::new("stale");
    let check = |more: &[&str]| {
        project.run(&[&["check", "--baseline", "base.toml", "--fail-under", "0"], more].concat())
    };
    project.run(&["baseline", "-o", "base.toml"]);
    let before = project.read("base.toml");
    project.change("plans/wuwei.txt", "每半年", "每季度");
    let lax = check(&[]);
    assert_eq!(lax.code, Some(0));
    assert!(lax.err.contains("基线已过时：plans/wuwei.txt：1.1"), "{lax:?}");
    let strict = check(&["--strict-baseline"]);
    assert_eq!((strict.code, strict.err == lax.err), (Some(1), true), "{strict:?}");
    // Taken again for one plan, the baseline keeps the others.
    project.run(&["baseline", "plans/wuwei.txt", "-o", "base.toml"]);
    assert_eq!(check(&["--strict-baseline"]).code, Some(0));
    let after = project.read("base.toml");
    let of = |text: &str| text.split("plans/zhangye.md").nth(1).map(str::to_owned);
    assert!(after != before && of(&after) == of(&before), "{after}");
}

#[test]
fn a_baseline_is_written_for_all_plans_or_not_at_all_and_over_no_input() {
    let project = Project::new("unwritten");
    let bad = project.run(&["baseline", "plans/wuwei.txt", "gone.txt", "-o", "base.toml"]);
    assert!(bad.code == Some(2) && !project.0.join("base.toml").exists(), "{bad:?}");
    let over = project.run(&["baseline", "-o", "plans/wuwei.txt"]);
    assert!(over.code == Some(2) && over.err.contains("不能写回输入"), "{over:?}");
    let nowhere = project.run(&["baseline"]);
    assert!(nowhere.code == Some(2) && nowhere.err.contains("缺少基线文件名"), "{nowhere:?}");
}

#[test]
fn a_kind_that_is_off_is_nowhere_and_a_graver_one_fails() {
    let project = Project::new("severity");
    let check =
        |more: &[&str]| project.run(&[&["check", "plans/wuwei.txt", "--format", "ndjson"], more].concat());
    assert!(check(&[]).out.contains("\"kind\":\"blanket\""));
    assert!(!check(&["--severity", "blanket=off"]).out.contains("blanket"));
    let gaps = ["--severity", "missing=note", "--severity", "conflicting=note"];
    assert_eq!(check(&gaps).code, Some(0), "fails on errors only");
    assert_eq!(check(&[&gaps[..], &["--severity", "blanket=error"]].concat()).code, Some(1));
    let bad = check(&["--severity", "missing=off"]);
    assert!(bad.code == Some(2) && bad.err.contains("不能设为 off"), "{bad:?}");
}

#[test]
fn init_writes_a_file_that_works_and_touches_none() {
    let project = Project::new("init");
    let again = project.run(&["init"]);
    assert!(again.code == Some(2) && again.err.contains("已经有了"), "{again:?}");
    fs::remove_file(project.0.join("yaodian.toml")).unwrap();
    let written = project.run(&["init", "--notice", "notice.txt", "--plans", "plans/*.txt"]);
    assert_eq!(written.code, Some(0), "{written:?}");
    let checked = project.run(&["check", "--format", "gitlab"]);
    assert_eq!(checked.code, Some(0), "{checked:?}");
    assert!(findings(&checked).iter().all(|(plan, _)| plan == "plans/wuwei.txt"));
}

#[test]
fn other_commands_heed_the_settings_as_well() {
    let project = Project::new("annotate");
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats/qingyang.docx");
    let ended = project.run(&["annotate", &plan.to_string_lossy(), "-o", "out.docx"]);
    assert_eq!(ended.code, Some(0), "the notice is that of yaodian.toml: {ended:?}");
}
