//! Files and standard input.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use yaodian_core::Document;
use yaodian_report::position::Source;

/// What stands for standard input among the arguments.
const STDIN: &str = "-";

/// Reads a document from a file, or from standard input if the path is `-`.
pub fn read(path: &Path) -> Result<Document> {
    Ok(read_with_bytes(path)?.0)
}

/// Reads a document and gives the bytes of its file as well.
pub fn read_with_bytes(path: &Path) -> Result<(Document, Vec<u8>)> {
    let bytes = bytes(path)?;
    Ok((yaodian_formats::read(&name(path), &bytes)?, bytes))
}

/// Reads a document and where its words stand in the file.
pub fn read_with_places(path: &Path) -> Result<(Document, Source)> {
    let (document, bytes) = read_with_bytes(path)?;
    let source = Source::new(document.clone(), yaodian_formats::lines(&name(path), &bytes));
    Ok((document, source))
}

/// Reads a file that is to be text and nothing else.
pub fn read_text(path: &Path) -> Result<String> {
    Ok(yaodian_formats::read_text(&name(path), &bytes(path)?)?)
}

/// What the user calls an input.
pub fn name(path: &Path) -> String {
    if is_stdin(path) { "标准输入".to_owned() } else { path.display().to_string() }
}

/// Standard input can be read only once.
pub fn at_most_one_stdin<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> Result<()> {
    if paths.filter(|path| is_stdin(path)).count() > 1 {
        bail!("只有一个输入可以是 -（标准输入），其余请给出文件名 (only one input may be -)");
    }
    Ok(())
}

/// Whether two paths lead to one file.
pub fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// Refuses to write the result over what it is made from. An output that is not there yet overwrites nothing.
pub fn never_overwritten<'a>(
    output: Option<&Path>,
    inputs: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<()> {
    let Some((output, own)) = output.and_then(|output| Some((output, fs::canonicalize(output).ok()?))) else {
        return Ok(());
    };
    if inputs.into_iter().any(|input| fs::canonicalize(input).is_ok_and(|input| input == own)) {
        bail!(
            "{}：结果不能写回输入的文件，请另给一个文件名 (the output would overwrite an input; name another file)",
            output.display()
        );
    }
    Ok(())
}

/// Whether an argument stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if is_stdin(path) {
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|error| unreadable(path, &error))
}

/// Why an input cannot be read, with the remedy.
pub fn unreadable(path: &Path, error: &io::Error) -> anyhow::Error {
    anyhow!("{}：{}", name(path), why(error))
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "找不到这个文件，请检查路径 (no such file; check the path)".to_owned(),
        ErrorKind::PermissionDenied => "没有读取权限，请检查文件权限 (permission denied)".to_owned(),
        ErrorKind::IsADirectory => "这是文件夹，请给出其中的文件 (a folder; name the files in it)".to_owned(),
        _ => format!("读取失败 (cannot be read): {error}"),
    }
}
