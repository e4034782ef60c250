//! Where the plans of a batch come from: files, and lists with a plan a line, read as they are needed.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use yaodian_core::Document;

use super::line::Wanted;
use crate::discover::{self, Others};
use crate::input;

/// A plan that is wanted.
pub struct Plan {
    pub id: String,
    pub at: At,
}

/// Where it is.
pub enum At {
    File(PathBuf),
    Text(String),
    /// Its line says nothing that could be read, for this reason.
    Nowhere(anyhow::Error),
}

impl Plan {
    /// Whether its line says nothing that could be read.
    pub fn is_wrong(&self) -> bool {
        matches!(self.at, At::Nowhere(_))
    }

    /// Reads it.
    pub fn read(self) -> Result<Document> {
        match self.at {
            At::File(path) => input::read(&path),
            At::Text(text) => Ok(Document::from_text(self.id, text)),
            At::Nowhere(error) => Err(error),
        }
    }
}

/// All plans that are wanted, one after the other.
pub struct Source {
    waiting: VecDeque<Input>,
    list: Option<List>,
    /// How many there are, if that can be known beforehand.
    pub total: Option<u64>,
}

enum Input {
    File(PathBuf),
    List(PathBuf),
}

struct List {
    name: String,
    lines: Box<dyn BufRead>,
    number: usize,
}

impl Source {
    /// What is meant by the arguments. A wrong one is told at once, before anything is checked. `others` are no plans where
    /// a folder holds them as well.
    pub fn new(arguments: &[PathBuf], others: &[&PathBuf]) -> Result<Self> {
        let others = Others::new(others);
        let mut waiting = VecDeque::new();
        let mut total = Some(0);
        for argument in arguments {
            if is_list(argument) {
                total = total.and_then(|sum| Some(sum + count_lines(argument)?));
                waiting.push_back(Input::List(argument.clone()));
            } else {
                let files = discover::plans(argument, &others)?;
                total = total.map(|sum| sum + files.len() as u64);
                waiting.extend(files.into_iter().map(Input::File));
            }
        }
        Ok(Self { waiting, list: None, total })
    }

    /// All files and lists that will be read.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.waiting.iter().map(|(Input::File(path) | Input::List(path))| path)
    }

    /// The next plan.
    ///
    /// # Errors
    /// If a list cannot be read on; what is wrong with a single line is told by its plan.
    pub fn next(&mut self) -> Result<Option<Plan>> {
        loop {
            if let Some(list) = &mut self.list {
                if let Some(plan) = list.next()? {
                    return Ok(Some(plan));
                }
                self.list = None;
            }
            match self.waiting.pop_front() {
                None => return Ok(None),
                Some(Input::File(path)) => {
                    return Ok(Some(Plan { id: input::name(&path), at: At::File(path) }));
                }
                Some(Input::List(path)) => self.list = Some(List::open(&path)?),
            }
        }
    }
}

impl List {
    fn open(path: &Path) -> Result<Self> {
        let lines: Box<dyn BufRead> = if input::is_stdin(path) {
            Box::new(BufReader::new(io::stdin()))
        } else {
            Box::new(BufReader::new(File::open(path).map_err(|error| input::unreadable(path, &error))?))
        };
        Ok(Self { name: input::name(path), lines, number: 0 })
    }

    fn next(&mut self) -> Result<Option<Plan>> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = self.lines.read_until(b'\n', &mut line);
            if read.with_context(|| format!("{}：读取失败 (cannot be read)", self.name))? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if !line.trim_ascii().is_empty() {
                return Ok(Some(self.plan(&line)));
            }
        }
    }

    fn plan(&self, line: &[u8]) -> Plan {
        let place = format!("{} 第{}行", self.name, self.number);
        let wanted = serde_json::from_slice::<Wanted>(line)
            .map_err(|error| anyhow!("{place}：不是清单要求的 JSON (not a plan in JSON): {error}"));
        match wanted {
            Ok(wanted) => {
                let id = wanted.id.map(String::from).or_else(|| wanted.path.clone());
                let at = match (wanted.text, wanted.path) {
                    (Some(text), None) => At::Text(text),
                    (None, Some(path)) => At::File(path.into()),
                    _ => At::Nowhere(anyhow!(
                        "{place}：text 和 path 要写且只写一个 (give either text or path)"
                    )),
                };
                Plan { id: id.unwrap_or(place), at }
            }
            Err(error) => Plan { id: place, at: At::Nowhere(error) },
        }
    }
}

/// Whether an argument is a list of plans and no plan.
fn is_list(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    input::is_stdin(path) || matches!(ending.as_deref(), Some("ndjson" | "jsonl"))
}

/// Lines that are not blank; nothing for what can be read only once, or not at all.
fn count_lines(path: &Path) -> Option<u64> {
    if input::is_stdin(path) || !path.is_file() {
        return None;
    }
    let mut lines = BufReader::new(File::open(path).ok()?);
    let (mut count, mut line) = (0, Vec::new());
    while lines.read_until(b'\n', &mut line).ok()? > 0 {
        count += u64::from(!line.trim_ascii().is_empty());
        line.clear();
    }
    Some(count)
}
