//! A review file from its stubs to its end: made, filled in, honoured, and open again when the words change.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Anything = Result<(), Box<dyn std::error::Error>>;

const NOTICE: &str = "crates/cli/tests/inputs/returned/notice.txt";

fn run(arguments: &[&str]) -> std::io::Result<Output> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Command::new(env!("CARGO_BIN_EXE_yaodian")).args(arguments).current_dir(root).output()
}

fn own(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("yaodian-{}-{name}", std::process::id()))
}

/// The one plan of a comparison, as JSON.
fn compared(
    plan: &str,
    review: &str,
    bar: &str,
) -> Result<(Option<i32>, serde_json::Value), serde_json::Error> {
    let arguments = ["compare", plan, "--notice", NOTICE, "--review", review, "--fail-under", bar];
    let output = run(&[&arguments[..], &["--format", "json"]].concat()).expect("runs");
    Ok((output.status.code(), serde_json::from_slice(&output.stdout)?))
}

#[test]
fn what_is_accepted_is_honoured_until_the_words_change() -> Anything {
    let (plan, file) = (own("plan.txt"), own("review.toml"));
    let text = "武威市2020年食品安全工作计划\n一、工作任务\n1.每半年组织一次食品安全工作督查。\n\
        2.组织开展食品安全监管人员业务培训。\n3.举办食品安全宣传周活动。\n4.每月公布食品安全抽检结果。\n";
    std::fs::write(&plan, text)?;
    let (name, review) = (plan.to_string_lossy(), file.to_string_lossy());
    let made = run(&["review", &name, "--notice", NOTICE, "-o", &review])?;
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    let (code, before) = compared(&name, &review, "100")?;
    assert_eq!((code, before["plans"][0]["rank"].as_u64()), (Some(1), Some(1)), "stubs accept nothing");
    // The first stub is that of 1.1: its lines up to the blank one.
    let stubs = std::fs::read_to_string(&file)?;
    let entry =
        stubs.split("# [[accept]]\n").nth(1).and_then(|it| it.split("\n\n").next()).ok_or("a stub")?;
    let filled = entry.replace("# ", "").replace("who = \"\"", "who = \"李明\"");
    let filled = filled
        .replace("when = \"\"", "when = \"2020-03-01\"")
        .replace("why = \"\"", "why = \"每月已有抽查\"");
    std::fs::write(&file, format!("{stubs}\n[[accept]]\n{filled}\n"))?;
    let (code, waived) = compared(&name, &review, "100")?;
    let figures = |of: &serde_json::Value| {
        (
            of["plans"][0]["summary"]["coverage"].as_f64(),
            of["plans"][0]["review"]["coverage_with_waivers"].as_f64(),
        )
    };
    assert_eq!((code, figures(&waived)), (Some(0), (Some(0.75), Some(1.0))));
    assert_eq!(waived["points"][0]["obligations"][0]["answers"][0]["waiver"]["who"], "李明");
    std::fs::write(&plan, text.replace("每半年组织一次", "每年组织一次"))?;
    let (code, reopened) = compared(&name, &review, "100")?;
    assert_eq!((code, figures(&reopened)), (Some(1), (Some(0.75), Some(0.75))));
    assert_eq!(reopened["plans"][0]["review"]["reopened"][0]["changed"], "plan");
    std::fs::remove_file(&plan)?;
    std::fs::remove_file(&file)?;
    Ok(())
}

#[test]
fn every_format_tells_the_same_coverage() -> Anything {
    let plans = ["fixtures/plans/wuwei.txt", "fixtures/plans/zhangye.txt", "fixtures/plans/qingyang.txt"];
    let arguments =
        [&["compare"][..], &plans, &["--notice", "fixtures/notices/gansu-2020.txt", "--format"]].concat();
    let shown = |format: &str| run(&[&arguments[..], &[format]].concat()).map(|output| output.stdout);
    let json: serde_json::Value = serde_json::from_slice(&shown("json")?)?;
    for plan in json["plans"].as_array().ok_or("plans")? {
        let counts = &plan["summary"]["obligations"];
        let of = |name: &str| counts[name].as_u64().unwrap_or_default();
        let required = of("covered") + of("weakened") + of("conflicting") + of("missing");
        let tenths = of("covered") * 1000 / required;
        let share = format!("{}.{}%", tenths / 10, tenths % 10);
        for format in ["terminal", "markdown", "html", "csv"] {
            let text = String::from_utf8(shown(format)?)?;
            assert!(text.contains(&share), "{share} is not in {format}");
        }
    }
    let file = own("compare.xlsx");
    let path = file.to_string_lossy();
    let output = run(&[&arguments[..], &["xlsx", "--date", "2020-03-01", "-o", &path]].concat())?;
    let book = std::fs::read(&file)?;
    std::fs::remove_file(&file)?;
    assert!(output.status.code() == Some(0) && output.stdout.is_empty() && book.starts_with(b"PK"));
    Ok(())
}
