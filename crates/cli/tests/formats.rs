//! Every format with every exit code in every locale: the exit code is the same whatever is written, and so is what is
//! written whatever the exit code.

#![allow(clippy::unwrap_used)] // tests

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FORMATS: [&str; 12] = [
    "terminal", "markdown", "html", "docx", "xlsx", "csv", "json", "ndjson", "sarif", "junit", "github",
    "gitlab",
];

/// Those that are no text.
const PACKED: [&str; 2] = ["docx", "xlsx"];

/// Those that say their sentences in the language of the locale.
const TRANSLATED: [&str; 5] = ["ndjson", "sarif", "junit", "github", "gitlab"];

/// A locale, and how what is weakened is called in it.
const LOCALES: [(&str, &str); 3] = [
    ("zh_CN.UTF-8", "通知要求“每季度组织一次”，计划为“每半年组织一次”"),
    ("zh_TW.UTF-8", "通知要求“每季度组织一次”，計劃為“每半年组织一次”"),
    ("en_US.UTF-8", "The notice asks for “每季度组织一次”, the plan says “每半年组织一次”"),
];

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/project")
}

fn command(locale: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yaodian"));
    command.args(arguments).current_dir(project());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("YAODIAN_") {
            command.env_remove(name);
        }
    }
    command.env("LANGUAGE", "").env("LC_ALL", locale).env("NO_COLOR", "1");
    command
}

fn run(locale: &str, arguments: &[&str]) -> Output {
    command(locale, arguments).output().unwrap()
}

/// Arguments that bring about an exit code.
fn ending(code: i32) -> &'static [&'static str] {
    match code {
        0 => &["check", "plans/wuwei.txt", "--fail-on", "never"],
        1 => &["check", "plans/wuwei.txt", "--fail-on", "warning"],
        _ => &["check", "plans/wuwei.txt", "plans/gone.txt", "--fail-on", "warning"],
    }
}

/// A file of this test's own.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn every_format_ends_the_same_way_in_every_locale() {
    for (locale, _) in LOCALES {
        for code in [0, 1, 2] {
            let ends = |format: &str| {
                let file = scratch(&format!("ends-{locale}-{code}-{format}"));
                let _ = std::fs::remove_file(&file);
                let path = file.to_string_lossy().into_owned();
                let wanted = ["--date", "2020-03-01", "--format", format, "--output", &path];
                let output = run(locale, &[ending(code), &wanted].concat());
                assert!(output.stdout.is_empty(), "{format}");
                let written = std::fs::read(&file).unwrap();
                assert!(!written.is_empty(), "{format}");
                (output.status.code(), String::from_utf8(output.stderr).unwrap())
            };
            let all: BTreeSet<_> = FORMATS.into_iter().map(ends).collect();
            assert_eq!(all.len(), 1, "{locale}: {all:?}");
            assert_eq!(all.into_iter().next().unwrap().0, Some(code), "{locale}");
        }
    }
}

#[test]
fn what_fails_changes_no_report() {
    for format in FORMATS {
        let written = |fail_on: &str| {
            let file = scratch(&format!("same-{format}-{fail_on}"));
            let path = file.to_string_lossy().into_owned();
            let arguments = ["check", "plans/wuwei.txt", "--fail-on", fail_on, "--date", "2020-03-01"];
            run("C", &[&arguments[..], &["--format", format, "--output", &path]].concat());
            std::fs::read(&file).unwrap()
        };
        assert!(written("never") == written("note"), "{format}");
    }
}

#[test]
fn formats_for_programs_speak_the_language_of_the_locale_and_the_others_chinese() {
    for (locale, sentence) in LOCALES {
        for format in FORMATS.into_iter().filter(|format| !PACKED.contains(format)) {
            let output = run(locale, &["check", "plans/wuwei.txt", "--format", format]);
            let text = String::from_utf8(output.stdout).unwrap();
            // GitHub's commands and XML write some signs in another way; the words between them are the same.
            let wanted = if TRANSLATED.contains(&format) { sentence } else { LOCALES[0].1 };
            assert!(text.contains(wanted), "{format} in {locale}: {text}");
        }
    }
    let output = run("en_US.UTF-8", &["check", "plans/wuwei.txt", "--lang", "zh-TW", "--format", "github"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains(LOCALES[1].1), "a flag overrides the locale");
}

#[test]
fn several_formats_of_one_run_are_those_of_several_runs() {
    let files = ["sarif", "junit"].map(|format| (format, scratch(&format!("several.{format}"))));
    let paths = files.clone().map(|(_, file)| file.to_string_lossy().into_owned());
    let output = run(
        "C",
        &[
            "check", "--format", "sarif", "-o", &paths[0], "--format", "github", "--format", "junit", "-o",
            &paths[1],
        ],
    );
    let alone = |format: &str| run("C", &["check", "--format", format]).stdout;
    assert_eq!(output.stdout, alone("github"));
    for (format, file) in files {
        assert!(std::fs::read(file).unwrap() == alone(format), "{format}");
    }
}

#[test]
fn a_file_that_cannot_be_written_stops_no_other() {
    let output = run("C", &["check", "--format", "sarif", "-o", "no/such/folder/x", "--format", "github"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no/such/folder/x：无法写入"));
    assert!(output.stdout.starts_with(b"::error"), "{:?}", String::from_utf8(output.stdout));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["sarif", "junit", "github", "gitlab", "ndjson", "markdown", "html"] {
        let once = || run("C", &["check", "--format", format]).stdout;
        assert!(once() == once(), "{format}");
    }
}
