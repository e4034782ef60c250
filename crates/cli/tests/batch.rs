//! `yaodian batch`: a line for each plan, whatever the way in, however it is spread, and after it was broken off.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

type Anything = Result<(), Box<dyn Error>>;

const NOTICE: &str = "fixtures/notices/gansu-2020.txt";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of its own for a test, empty.
fn folder(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn batch(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yaodian"));
    command.arg("batch").args(arguments).args(["--notice", NOTICE]).current_dir(root());
    command
}

/// Runs with a list on standard input.
fn on(list: &str, arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    let mut command = batch(&[&["-"], arguments].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    child.stdin.take().ok_or("stdin")?.write_all(list.as_bytes())?;
    Ok(child.wait_with_output()?)
}

fn lines(bytes: &[u8]) -> Result<Vec<Value>, Box<dyn Error>> {
    let text = std::str::from_utf8(bytes)?;
    Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn plan(name: &str) -> Result<String, Box<dyn Error>> {
    Ok(fs::read_to_string(root().join("fixtures/plans").join(name))?)
}

/// A list of the plans in fixtures/plans, by text.
fn list() -> Result<String, Box<dyn Error>> {
    let mut list = String::new();
    for name in ["qingyang", "wuwei", "zhangye"] {
        list.push_str(&format!("{}\n", json!({ "id": name, "text": plan(&format!("{name}.txt"))? })));
    }
    Ok(list)
}

fn without_id(line: &Value) -> Value {
    let mut line = line.clone();
    line["id"] = Value::Null;
    line
}

#[test]
fn files_folders_globs_and_lists_give_the_same_results() -> Anything {
    let of_list = lines(&on(&list()?, &[])?.stdout)?;
    assert_eq!(of_list.len(), 3);
    let by_path = json!({ "path": "fixtures/plans/qingyang.txt" });
    let ways: [Output; 3] = [
        batch(&["fixtures/plans"]).output()?,
        batch(&["fixtures/plans/*.txt"]).output()?,
        on(&format!("{by_path}\n"), &["fixtures/plans/wuwei.txt", "fixtures/plans/zhangye.txt"])?,
    ];
    for way in ways {
        assert_eq!(way.status.code(), Some(0), "{}", String::from_utf8_lossy(&way.stderr));
        let found = lines(&way.stdout)?;
        assert_eq!(
            found.iter().map(without_id).collect::<Vec<_>>(),
            of_list.iter().map(without_id).collect::<Vec<_>>()
        );
        assert_eq!(found[1]["id"], "fixtures/plans/wuwei.txt");
    }
    Ok(())
}

#[test]
fn a_line_says_what_check_says() -> Anything {
    let check = Command::new(env!("CARGO_BIN_EXE_yaodian"))
        .args(["check", "fixtures/plans/wuwei.txt", "--notice", NOTICE, "--format", "json"])
        .current_dir(root())
        .output()?;
    let report: Value = serde_json::from_slice(&check.stdout)?;
    let full = lines(&batch(&["fixtures/plans/wuwei.txt", "--full"]).output()?.stdout)?;
    assert_eq!(full[0]["report"], report);
    let short = lines(&batch(&["fixtures/plans/wuwei.txt"]).output()?.stdout)?;
    assert_eq!(short[0]["coverage"], report["summary"]["coverage"]);
    assert_eq!(short[0]["obligations"], report["summary"]["obligations"]);
    assert_eq!(short[0]["report"], Value::Null);
    let gaps = short[0]["gaps"].as_array().ok_or("gaps")?.len() as u64;
    let counts = &report["summary"]["obligations"];
    let sum: u64 = ["weakened", "conflicting", "missing"].iter().filter_map(|key| counts[key].as_u64()).sum();
    assert!(gaps > 0 && gaps == sum, "{gaps} of {sum}");
    Ok(())
}

#[test]
fn what_cannot_be_read_is_told_and_skipped() -> Anything {
    let mut list = list()?;
    list.push_str("{\"id\": \"leer\", \"text\": \"  \"}\n");
    list.push_str("no JSON\n\n");
    list.push_str("{\"id\": 7, \"path\": \"nirgends.txt\"}\n");
    list.push_str("{\"id\": \"both\", \"path\": \"a\", \"text\": \"b\"}\n");
    list.push_str(&format!("{}\n", json!({ "id": "wuwei", "text": plan("wuwei.txt")? })));
    list.push_str(&format!("{}\n", json!({ "id": "last", "text": plan("zhangye.txt")? })));
    let output = on(&list, &[])?;
    assert_eq!(output.status.code(), Some(2));
    let found = lines(&output.stdout)?;
    let ids: Vec<&str> = found.iter().filter_map(|line| line["id"].as_str()).collect();
    assert_eq!(ids, ["qingyang", "wuwei", "zhangye", "leer", "标准输入 第5行", "7", "both", "wuwei", "last"]);
    let errors: Vec<&str> = found.iter().filter_map(|line| line["error"].as_str()).collect();
    assert_eq!(errors.len(), 5, "{errors:?}");
    for (error, words) in
        errors.iter().zip(["计划是空的", "不是清单要求的 JSON", "找不到这个文件", "只写一个", "前面已经有了"])
    {
        assert!(error.contains(words), "{error}");
    }
    assert!(String::from_utf8_lossy(&output.stderr).contains("跳过5份"));
    Ok(())
}

#[test]
fn nothing_at_all_is_no_success() -> Anything {
    assert_eq!(on("\n", &[])?.status.code(), Some(2));
    let folder = folder("empty")?;
    let output = batch(&[folder.to_str().ok_or("path")?]).output()?;
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("没有文件"));
    Ok(())
}

#[test]
fn the_bar_decides_the_exit_code() -> Anything {
    assert_eq!(on(&list()?, &["--fail-under", "100"])?.status.code(), Some(1));
    assert_eq!(on(&list()?, &["--fail-under", "0"])?.status.code(), Some(0));
    Ok(())
}

#[test]
fn the_number_of_jobs_changes_nothing() -> Anything {
    let list: String = (0..40)
        .map(|n| Ok(format!("{}\n", json!({ "id": n, "text": format!("{}\n第{n}号", plan("wuwei.txt")?) }))))
        .collect::<Result<_, Box<dyn Error>>>()?;
    let one = on(&list, &["--jobs", "1"])?;
    let many = on(&list, &["--jobs", "5"])?;
    assert_eq!(one.stdout, many.stdout);
    assert_eq!(lines(&one.stdout)?.len(), 40);
    Ok(())
}

#[test]
fn a_run_that_was_broken_off_goes_on() -> Anything {
    let folder = folder("resume")?;
    let path = folder.join("out.ndjson");
    let output = path.to_str().ok_or("path")?;
    let mut list = list()?;
    list.push_str("{\"id\": \"later\", \"path\": \"target/nirgends.txt\"}\n");
    assert_eq!(on(&list, &["-o", output])?.status.code(), Some(2));
    let whole = fs::read_to_string(&path)?;
    let mut rows: Vec<&str> = whole.lines().collect();
    assert_eq!(rows.len(), 4);
    // The first was done, the second only half; what failed stands there, too.
    let half = &rows[1][..rows[1].len() / 2];
    fs::write(&path, format!("{}\n{}\n{half}", rows[0], rows[3]))?;
    let there = list.replace("target/nirgends.txt", "fixtures/plans/wuwei.txt");
    let again = on(&there, &["-o", output, "--resume", "--fail-under", "100"])?;
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert_eq!(again.status.code(), Some(1), "{said}");
    assert!(said.contains("核对3份，此前已核对1份，跳过0份，4份覆盖率低于"), "{said}");
    let resumed = fs::read_to_string(&path)?;
    let ids = |text: &str| {
        lines(text.as_bytes()).map(|lines| lines.iter().map(|it| it["id"].clone()).collect::<Vec<_>>())
    };
    assert_eq!(ids(&resumed)?, ["qingyang", "wuwei", "zhangye", "later"]);
    rows.truncate(3);
    assert_eq!(resumed.lines().take(3).collect::<Vec<_>>(), rows);
    // Nothing is left to do, and nothing changes.
    let third = on(&there, &["-o", output, "--resume"])?;
    assert_eq!(third.status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path)?, resumed);
    assert_eq!(fs::read_dir(&folder)?.count(), 1, "no file is left beside it");
    Ok(())
}

#[test]
fn results_of_another_notice_are_not_gone_on_with() -> Anything {
    let folder = folder("other")?;
    let path = folder.join("out.ndjson");
    let output = path.to_str().ok_or("path")?;
    assert_eq!(on(&list()?, &["-o", output])?.status.code(), Some(0));
    let before = fs::read_to_string(&path)?;
    let other = Command::new(env!("CARGO_BIN_EXE_yaodian"))
        .args([
            "batch",
            "fixtures/plans",
            "--notice",
            "fixtures/notices/fire-articles.txt",
            "-o",
            output,
            "--resume",
        ])
        .current_dir(root())
        .output()?;
    assert_eq!(other.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&other.stderr).contains("另一份通知"));
    fs::write(&path, "{\"x\": 1}\n")?;
    let foreign = on(&list()?, &["-o", output, "--resume"])?;
    assert!(String::from_utf8_lossy(&foreign.stderr).contains("不是 yaodian batch 的结果"));
    assert_eq!(fs::read_to_string(&path)?, "{\"x\": 1}\n");
    assert!(!before.is_empty());
    Ok(())
}

#[test]
fn copies_are_told_also_by_a_run_that_goes_on() -> Anything {
    let folder = folder("copying")?;
    let names: Vec<PathBuf> = ["out.ndjson", "copying.json"].iter().map(|name| folder.join(name)).collect();
    let [output, copying] = [&names[0], &names[1]].map(|path| path.to_str().unwrap_or_default());
    let copy = plan("zhangye.txt")?.replace("张掖市", "金昌市").replace("全市", "我市");
    let list = format!("{}{}\n", list()?, json!({ "id": "copy", "text": copy }));
    let arguments = ["-o", output, "--copying", copying];
    assert_eq!(on(&list, &arguments)?.status.code(), Some(0));
    let told: Value = serde_json::from_slice(&fs::read(copying)?)?;
    assert_eq!(told["plans"], json!(["qingyang", "wuwei", "zhangye", "copy"]));
    let pairs = told["pairs"].as_array().ok_or("pairs")?;
    assert_eq!(pairs.len(), 1);
    assert_eq!((&pairs[0]["plans"], &pairs[0]["identical"]), (&json!([2, 3]), &json!(false)));
    let original = plan("zhangye.txt")?;
    let places: BTreeMap<String, Value> =
        serde_json::from_value(pairs[0]["passages"][0]["places"][0].clone())?;
    let at = |key: &str| places[key].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
    assert!(original.get(at("start")..at("end")).is_some_and(|words| words.chars().count() > 15));
    let resumed = [&arguments[..], &["--resume"]].concat();
    fs::remove_file(copying)?;
    assert_eq!(on(&list, &resumed)?.status.code(), Some(0));
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(copying)?)?, told);
    Ok(())
}

#[test]
fn inputs_are_never_overwritten() -> Anything {
    let output = batch(&["fixtures/plans", "-o", "fixtures/plans/wuwei.txt"]).output()?;
    assert_eq!(output.status.code(), Some(2));
    assert!(plan("wuwei.txt")?.contains("武威"));
    Ok(())
}
