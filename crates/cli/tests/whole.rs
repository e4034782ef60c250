//! What one case of arguments and output cannot say.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

type Anything = Result<(), Box<dyn std::error::Error>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yaodian"));
    command.args(arguments).current_dir(root());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

fn run(arguments: &[&str]) -> std::io::Result<Output> {
    command(arguments).output()
}

const CHECK: [&str; 4] = ["check", "fixtures/plans/wuwei.txt", "--notice", "fixtures/notices/gansu-2020.txt"];

/// `NO_COLOR=1 LANGUAGE= LC_ALL=zh_CN.UTF-8 cargo run -p yaodian -- check fixtures/plans/wuwei.txt --notice fixtures/notices/gansu-2020.txt > docs/terminal.txt`, and its
/// lines into the READMEs, after a change of verdicts or words.
#[test]
fn the_readmes_show_what_the_program_writes() -> Anything {
    let mut command = command(&CHECK);
    let output = command.env("NO_COLOR", "1").env("LANGUAGE", "").env("LC_ALL", "zh_CN.UTF-8").output()?;
    let written = String::from_utf8(output.stdout)?;
    let read = |name: &str| -> std::io::Result<String> {
        Ok(std::fs::read_to_string(root().join(name))?.replace("\r\n", "\n"))
    };
    assert!(read("docs/terminal.txt")? == written, "docs/terminal.txt is not what yaodian check writes");
    for name in ["README.md", "README.zh-CN.md"] {
        let text = read(name)?;
        let shown =
            text.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
        assert!(shown.lines().count() > 40, "{name} shows a report");
        for line in shown.lines().filter(|line| *line != "……") {
            assert!(written.lines().any(|own| own == line), "{name}: {line}");
        }
    }
    Ok(())
}

/// `cargo run -p yaodian -- schema report > schemas/report.schema.json` after a change of the types.
#[test]
fn committed_schemas_are_those_of_the_types() -> Anything {
    for name in ["report", "reports", "comparison", "versions"] {
        let committed = std::fs::read_to_string(root().join(format!("schemas/{name}.schema.json")))?;
        let generated = String::from_utf8(run(&["schema", name])?.stdout)?;
        assert_eq!(
            committed.replace("\r\n", "\n"),
            generated,
            "run: yaodian schema {name} > schemas/{name}.schema.json"
        );
    }
    Ok(())
}

#[test]
fn every_span_in_the_json_is_the_text_it_stands_for() -> Anything {
    let plan = std::fs::read_to_string(root().join(CHECK[1]))?;
    let output = run(&[&CHECK[..], &["--format", "json"]].concat())?;
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let mut seen = 0;
    let points = report["points"].as_array().ok_or("points")?;
    for obligation in points.iter().flat_map(|point| point["obligations"].as_array().into_iter().flatten()) {
        for evidence in obligation["evidence"].as_array().into_iter().flatten() {
            let at = |key: &str| evidence[key].as_u64().and_then(|at| usize::try_from(at).ok());
            let (Some(start), Some(end)) = (at("start"), at("end")) else { return Err("a span".into()) };
            assert_eq!(plan.get(start..end), evidence["text"].as_str());
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} pieces of evidence");
    Ok(())
}

#[test]
fn colours_come_only_when_asked_for() -> Anything {
    let coloured = |output: &Output| output.stdout.contains(&0x1b);
    assert!(!coloured(&run(&CHECK)?), "a pipe is no terminal");
    assert!(coloured(&run(&[&CHECK[..], &["--color", "always"]].concat())?));
    assert!(coloured(&command(&CHECK).env("CLICOLOR_FORCE", "1").output()?));
    assert!(!coloured(&command(&CHECK).env("NO_COLOR", "1").output()?));
    let never = [&CHECK[..], &["--color", "never"]].concat();
    assert!(!coloured(&command(&never).env("CLICOLOR_FORCE", "1").output()?));
    Ok(())
}

#[test]
fn a_reader_that_goes_away_is_no_error() -> Anything {
    let mut child = command(&[&CHECK[..], &["--format", "json"]].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    Ok(())
}

#[test]
fn a_saved_requirements_file_gives_the_same_verdicts_as_its_notice() -> Anything {
    let toml = run(&["requirements", CHECK[3], "--format", "toml"])?.stdout;
    let file = std::env::temp_dir().join(format!("yaodian-{}.toml", std::process::id()));
    std::fs::write(&file, toml)?;
    let saved = file.to_string_lossy();
    let from_file = run(&["check", CHECK[1], "--requirements", &saved, "--format", "json"])?;
    std::fs::remove_file(&file)?;
    let from_notice = run(&[&CHECK[..], &["--format", "json"]].concat())?;
    assert_eq!(String::from_utf8(from_file.stdout)?, String::from_utf8(from_notice.stdout)?);
    Ok(())
}

#[test]
fn a_hostile_plan_does_not_reach_the_terminal() -> Anything {
    let file = std::env::temp_dir().join(format!("yaodian-hostile-{}.txt", std::process::id()));
    std::fs::write(
        &file,
        "\u{1b}[2J某市计划\n一、每半年开展\u{1b}]0;x\u{7}食品安全工作督查。\u{9b}31m\u{202e}\n",
    )?;
    let path = file.to_string_lossy();
    for format in ["terminal", "json"] {
        let output = run(&["check", &path, "--notice", CHECK[3], "--format", format])?;
        let text = String::from_utf8(output.stdout)?;
        assert!(text.contains("某市计划"));
        assert!(!text.chars().any(|c| c != '\n' && c.is_control() || c == '\u{202e}'), "{format}");
    }
    std::fs::remove_file(&file)?;
    Ok(())
}

#[test]
fn tables_go_to_files_and_never_over_an_input() -> Anything {
    let output = run(&[&CHECK[..], &["--format", "csv"]].concat())?;
    let report: serde_json::Value =
        serde_json::from_slice(&run(&[&CHECK[..], &["--format", "json"]].concat())?.stdout)?;
    let points = report["points"].as_array().ok_or("points")?;
    let obligations: usize =
        points.iter().filter_map(|point| point["obligations"].as_array()).map(Vec::len).sum();
    let text = String::from_utf8(output.stdout)?;
    assert_eq!(text.matches("\r\n").count(), obligations + 1);
    let file = std::env::temp_dir().join(format!("yaodian-{}.xlsx", std::process::id()));
    let path = file.to_string_lossy();
    let wanted = ["--format", "xlsx", "--date", "2020-03-01", "--output"];
    let output = run(&[&CHECK[..], &wanted, &[&*path]].concat())?;
    let (code, book) = (output.status.code(), std::fs::read(&file)?);
    std::fs::remove_file(&file)?;
    assert!(code == Some(0) && output.stdout.is_empty() && book.starts_with(b"PK"));
    let before = std::fs::read(root().join(CHECK[1]))?;
    let output = run(&[&CHECK[..], &wanted, &[CHECK[1]]].concat())?;
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr)?.contains("不能写回输入的文件"));
    assert_eq!(std::fs::read(root().join(CHECK[1]))?, before);
    Ok(())
}

#[test]
fn comments_are_of_the_verdicts_that_a_check_with_the_same_requirements_gives() -> Anything {
    let own = |name: &str| std::env::temp_dir().join(format!("yaodian-{}-{name}", std::process::id()));
    let (toml, annotated) = (own("synonyms.toml"), own("annotated.docx"));
    let plan = "fixtures/formats/zhangye.docx";
    let mut comments = Vec::new();
    // What the notice says in full the plan calls 创建成效 for short: 15.2 is answered by it.
    let same = "\n[[synonym]]\nterms = [\"群众满意的食品安全示范城市建设成效\", \"创建成效\"]\n";
    for synonym in ["", same] {
        let saved = run(&["requirements", CHECK[3], "--format", "toml"])?.stdout;
        std::fs::write(&toml, String::from_utf8(saved)? + synonym)?;
        let (file, to) = (toml.to_string_lossy(), annotated.to_string_lossy());
        let report = run(&["check", plan, "--requirements", &file, "--format", "json"])?.stdout;
        let said = run(&["annotate", plan, "--requirements", &file, "-o", &to])?;
        comments.push((report, std::fs::read(&annotated)?));
        assert_eq!(said.status.code(), Some(0));
    }
    std::fs::remove_file(&toml)?;
    std::fs::remove_file(&annotated)?;
    assert!(comments[0].0 != comments[1].0, "the synonym changes a verdict");
    assert!(comments[0].1 != comments[1].1, "and so the comments");
    Ok(())
}

#[test]
fn work_papers_come_by_one_way_and_say_what_was_asked_for() -> Anything {
    let own = |name: &str| std::env::temp_dir().join(format!("yaodian-{}-paper-{name}", std::process::id()));
    let inputs = [CHECK[1], "--notice", CHECK[3], "--date", "2020-03-01", "--only", "缺失,weakened"];
    for format in ["docx", "xlsx", "html"] {
        let (file, other) = (own(&format!("a.{format}")), own("b"));
        let (path, other_path) = (file.to_string_lossy(), other.to_string_lossy());
        let said = run(&[&["report"], &inputs[..], &["-o", &path]].concat())?;
        assert_eq!((said.status.code(), said.stdout.len()), (Some(0), 0), "{format}");
        let checked =
            run(&[&["check"], &inputs[..], &["--format", format, "--output", &other_path]].concat())?;
        assert_eq!(checked.status.code(), Some(0), "{format}");
        let paper = std::fs::read(&file)?;
        assert_eq!(paper, std::fs::read(&other)?, "{format}");
        if format != "xlsx" {
            // What Yaodian itself reads of it; tables are lines with tabs.
            let text = yaodian_formats::read(&path, &paper)?.source;
            for line in ["列出范围", "弱化、缺失", "2020-03-01", CHECK[3], "÷ 要求落实的要求"]
            {
                assert!(text.contains(line), "{format}: {line}");
            }
        }
        std::fs::remove_file(&file)?;
        std::fs::remove_file(&other)?;
    }
    let refused = run(&["report", CHECK[1], "--notice", CHECK[3], "-o", "底稿.txt"])?;
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr)?.contains("看不出格式"));
    let refused = run(&[&CHECK[..], &["--only", "gaps"]].concat())?;
    assert!(String::from_utf8(refused.stderr)?.contains("--only 只用于底稿"));
    Ok(())
}
