//! The lines that are written, and those that were written by an earlier run.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use super::line::Line;

/// Where results go.
pub struct Output {
    name: String,
    writer: Box<dyn Write>,
    /// Nobody reads on (`| head`): no error, and nothing more to write.
    closed: bool,
}

impl Output {
    pub fn open(path: Option<&Path>, append: bool) -> Result<Self> {
        let Some(path) = path else {
            let writer = Box::new(BufWriter::new(io::stdout()));
            return Ok(Self { name: "标准输出".to_owned(), writer, closed: false });
        };
        let name = path.display().to_string();
        let mut options = OpenOptions::new();
        options.create(true).write(true).append(append).truncate(!append);
        let file = options.open(path).with_context(|| format!("{name}：无法写入 (cannot be written)"))?;
        Ok(Self { name, writer: Box::new(BufWriter::new(file)), closed: false })
    }

    pub fn write(&mut self, line: &Line) -> Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        let written = self.writer.write_all(&bytes);
        self.heed(written)
    }

    /// Gives out what is written so far, so that a run that is broken off has lost little.
    pub fn flush(&mut self) -> Result<()> {
        let flushed = self.writer.flush();
        self.heed(flushed)
    }

    fn heed(&mut self, done: io::Result<()>) -> Result<()> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.closed = true,
            done => done.with_context(|| format!("{}：写入失败 (cannot be written)", self.name))?,
        }
        Ok(())
    }

    /// Whether nobody reads on.
    pub fn is_closed(&self) -> bool {
        self.closed
    }
}

/// Plans that an earlier run has checked, each with the obligations it covers, waived ones among them, and those required.
#[derive(Debug, Default)]
pub struct Done(HashMap<String, [usize; 2]>);

impl Done {
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    pub fn answered(&self, id: &str) -> Option<[usize; 2]> {
        self.0.get(id).copied()
    }
}

/// What an earlier run has written. Its failures, and a line that it did not get to the end of, are taken out of the file:
/// they are tried again.
pub fn done(path: &Path, key: &str) -> Result<Done> {
    let name = path.display();
    let mut lines = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Done::default()),
        Err(error) => return Err(crate::input::unreadable(path, &error)),
    };
    let beside = beside(path);
    let unwritable = || format!("{}：无法写入 (cannot be written)", beside.display());
    let mut kept = BufWriter::new(File::create(&beside).with_context(unwritable)?);
    let mut done = Done::default();
    let (mut number, mut dropped, mut bytes) = (0, false, Vec::new());
    while lines.read_until(b'\n', &mut bytes).with_context(|| format!("{name}：读取失败 (cannot be read)"))?
        > 0
    {
        number += 1;
        let whole = bytes.ends_with(b"\n");
        match serde_json::from_slice::<Line>(&bytes) {
            Ok(Line { id, requirements: Some(own), result: Some(result), .. }) if whole => {
                if own != key {
                    drop(kept);
                    let _ = fs::remove_file(&beside);
                    bail!(
                        "{name} 第{number}行：是按另一份通知或要求核对的，不能接着做；请另给一个 --output \
                         (checked against other requirements; name another output)"
                    );
                }
                done.0.insert(id, result.answered());
                kept.write_all(&bytes).with_context(unwritable)?;
            }
            Ok(Line { error: Some(_), .. }) => dropped = true,
            _ if !whole => dropped = true,
            _ => {
                drop(kept);
                let _ = fs::remove_file(&beside);
                return Err(anyhow!(
                    "{name} 第{number}行：不是 yaodian batch 的结果，不能接着做；请另给一个 --output \
                     (not written by yaodian batch; name another output)"
                ));
            }
        }
        bytes.clear();
    }
    kept.flush().with_context(unwritable)?;
    drop(kept);
    if dropped {
        fs::rename(&beside, path).with_context(unwritable)?;
    } else {
        fs::remove_file(&beside).with_context(unwritable)?;
    }
    Ok(done)
}

/// A file next to another one, so that it can take its place.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}
