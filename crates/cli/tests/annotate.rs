//! `yaodian annotate` from end to end.

#![allow(clippy::unwrap_used)] // tests

use std::path::Path;
use std::process::Command;

#[test]
fn a_word_plan_comes_back_with_comments_and_the_same_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("annotated.docx");
    let plan = root.join("fixtures/formats/qingyang.docx");
    let done = Command::new(env!("CARGO_BIN_EXE_yaodian"))
        .args(["annotate".as_ref(), plan.as_os_str(), "--notice".as_ref()])
        .arg(root.join("fixtures/formats/../notices/gansu-2020.txt"))
        .args(["-o".as_ref(), out.as_os_str()])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let read = |path: &Path| yaodian_formats::read("plan", &std::fs::read(path).unwrap()).unwrap().source;
    assert_eq!(read(&out), read(&plan));
    assert!(std::fs::metadata(&out).unwrap().len() > std::fs::metadata(&plan).unwrap().len());
}
