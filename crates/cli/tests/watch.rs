//! `yaodian check --watch`, with real files that change.

use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

type Anything = Result<(), Box<dyn std::error::Error>>;

/// So long a change may take to be noticed and checked on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// So long nothing may happen where nothing is to happen.
const QUIET: Duration = Duration::from_millis(1500);

/// The program at work in a folder of its own, and the lines it prints.
struct Watching {
    child: Child,
    lines: Receiver<String>,
    /// Lines that nobody has asked for yet.
    kept: RefCell<Vec<String>>,
    folder: PathBuf,
}

impl Watching {
    fn start(name: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        fs::copy(root.join("fixtures/plans/wuwei.txt"), folder.join("plan.txt"))?;
        fs::copy(root.join("fixtures/notices/gansu-2020.txt"), folder.join("notice.txt"))?;
        fs::write(folder.join("words.toml"), "")?;
        let mut child = Command::new(env!("CARGO_BIN_EXE_yaodian"))
            .args([
                "check",
                "plan.txt",
                "--notice",
                "notice.txt",
                "--lexicon",
                "words.toml",
                "--concise",
                "--watch",
            ])
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (send, lines) = channel();
        let (stdout, stderr) = (child.stdout.take().ok_or("stdout")?, child.stderr.take().ok_or("stderr")?);
        let follow = move |reader: Box<dyn BufRead + Send>| {
            let send = send.clone();
            thread::spawn(move || reader.lines().map_while(Result::ok).all(|line| send.send(line).is_ok()));
        };
        follow(Box::new(BufReader::new(stdout)));
        follow(Box::new(BufReader::new(stderr)));
        Ok(Self { child, lines, kept: RefCell::default(), folder })
    }

    /// Waits for the line that says coverage, and gives it.
    fn checked(&self) -> Result<String, String> {
        self.line("覆盖率")
    }

    /// Waits for a line with these words. Standard output and standard error come in any order, so that lines passed over
    /// are kept for later.
    fn line(&self, words: &str) -> Result<String, String> {
        let mut kept = self.kept.borrow_mut();
        if let Some(at) = kept.iter().position(|line| line.contains(words)) {
            return Ok(kept.remove(at));
        }
        let end = Instant::now() + PATIENCE;
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if line.contains(words) {
                return Ok(line);
            }
            kept.push(line);
        }
        Err(format!("no line with {words} among {kept:#?}"))
    }

    /// Whether nothing is printed for a while.
    fn is_quiet(&self) -> bool {
        while self.lines.recv_timeout(Duration::from_millis(300)).is_ok() {}
        self.lines.recv_timeout(QUIET).is_err()
    }

    fn change(&self, file: &str, from: &str, to: &str) -> Anything {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path)?;
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replace(from, to))?;
        Ok(())
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_input_is_watched_and_nothing_else() -> Anything {
    let watching = Watching::start("watch-inputs")?;
    let first = watching.checked()?;
    assert!(watching.is_quiet(), "reading the files is no change of them");
    fs::write(watching.folder.join("other.txt"), "别的")?;
    assert!(watching.is_quiet(), "another file");

    watching.change("plan.txt", "视情召开", "定期召开")?;
    let mended = watching.checked()?;
    assert_ne!(first, mended, "one gap less");

    // As editors do it: a new file in the place of the old.
    let text = fs::read_to_string(watching.folder.join("plan.txt"))?.replace("定期召开", "视情召开");
    fs::write(watching.folder.join("plan.txt.new"), text)?;
    fs::rename(watching.folder.join("plan.txt.new"), watching.folder.join("plan.txt"))?;
    assert_eq!(watching.checked()?, first);

    watching.change("notice.txt", "定期召開協調會", "視情召開協調會")?;
    assert_ne!(watching.checked()?, first);
    fs::write(watching.folder.join("words.toml"), "# 空\n")?;
    watching.checked()?;
    Ok(())
}

#[test]
fn a_file_that_cannot_be_read_is_waited_for() -> Anything {
    let watching = Watching::start("watch-missing")?;
    watching.checked()?;
    let plan = watching.folder.join("plan.txt");
    let text = fs::read_to_string(&plan)?;
    fs::remove_file(&plan)?;
    watching.line("找不到这个文件")?;
    fs::write(&plan, text)?;
    watching.checked()?;
    Ok(())
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_it_and_a_pipe_is_not_cleared() -> Anything {
    use std::os::unix::process::ExitStatusExt as _;
    let mut watching = Watching::start("watch-end")?;
    let line = watching.checked()?;
    assert!(!line.contains('\u{1b}'));
    watching.line("Ctrl-C")?;
    let interrupted = Command::new("kill").args(["-INT", &watching.child.id().to_string()]).status()?;
    assert!(interrupted.success());
    let end = Instant::now() + PATIENCE;
    while watching.child.try_wait()?.is_none() {
        assert!(Instant::now() < end, "it goes on");
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(
        watching.child.wait()?.signal(),
        Some(2),
        "as a shell expects of a program that was interrupted"
    );
    Ok(())
}

#[test]
fn standard_input_cannot_be_watched() -> Anything {
    let output = Command::new(env!("CARGO_BIN_EXE_yaodian"))
        .args(["check", "-", "--notice", "notice.txt", "--watch"])
        .stdin(Stdio::null())
        .output()?;
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--watch 不能用于标准输入"));
    Ok(())
}
