//! `--format X --output FILE`, several times: every format goes to the file that is named after it.

use std::path::PathBuf;

use clap::builder::EnumValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, value_parser};

use super::{CheckFormat, OPTIONS};

/// A report that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// In which format.
    pub format: CheckFormat,
    /// In which file; standard output if none is named.
    pub file: Option<PathBuf>,
}

/// The reports that are wanted, at least one.
#[derive(Debug, Clone)]
pub struct Outputs(pub Vec<Target>);

/// A word of the command line.
enum Word {
    Format(CheckFormat),
    File(PathBuf),
}

fn pair(words: Vec<Word>) -> Result<Vec<Target>, &'static str> {
    let mut targets: Vec<Target> = Vec::new();
    let mut early = None;
    for word in words {
        match (word, targets.last_mut()) {
            (Word::Format(format), _) => targets.push(Target { format, file: None }),
            (Word::File(file), Some(last)) if last.file.is_none() => last.file = Some(file),
            (Word::File(file), None) if early.is_none() => early = Some(file),
            (Word::File(_), _) => {
                return Err("每个 --output 要跟在它的 --format 后面 (every --output follows its --format)");
            }
        }
    }
    match (early, targets.as_mut_slice()) {
        (None, []) => targets.push(Target { format: CheckFormat::Terminal, file: None }),
        (Some(file), []) => targets.push(Target { format: CheckFormat::Terminal, file: Some(file) }),
        // With one of each, there is no doubt.
        (Some(file), [one]) if one.file.is_none() => one.file = Some(file),
        (Some(_), _) => {
            return Err("每个 --output 要跟在它的 --format 后面 (every --output follows its --format)");
        }
        (None, _) => {}
    }
    if targets.iter().filter(|target| target.file.is_none()).count() > 1 {
        return Err(
            "只有一种格式可以写到标准输出，其余请各用 --output 给出文件 (only one format may go to standard output)",
        );
    }
    let mut files: Vec<&PathBuf> = targets.iter().filter_map(|target| target.file.as_ref()).collect();
    files.sort();
    if files.windows(2).any(|two| two[0] == two[1]) {
        return Err("两种格式写到了同一个文件 (two formats go to one file)");
    }
    Ok(targets)
}

impl FromArgMatches for Outputs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let places = |id: &str| matches.indices_of(id).into_iter().flatten().collect::<Vec<_>>();
        let formats = matches.get_many::<CheckFormat>("format").into_iter().flatten().copied();
        let files = matches.get_many::<PathBuf>("output").into_iter().flatten().cloned();
        let formats = places("format").into_iter().zip(formats.map(Word::Format));
        let mut words: Vec<(usize, Word)> =
            formats.chain(places("output").into_iter().zip(files.map(Word::File))).collect();
        words.sort_by_key(|(place, _)| *place);
        pair(words.into_iter().map(|(_, word)| word).collect())
            .map(Self)
            .map_err(|what| Error::raw(ErrorKind::ArgumentConflict, format!("{what}\n")))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Outputs {
    fn augment_args(command: Command) -> Command {
        let format = Arg::new("format").long("format").value_name("格式").action(ArgAction::Append);
        let format = format.value_parser(EnumValueParser::<CheckFormat>::new()).help_heading(OPTIONS);
        let output = Arg::new("output").long("output").short('o').value_name("文件");
        let output = output.action(ArgAction::Append).value_parser(value_parser!(PathBuf));
        command
            .arg(format.help(
                "输出格式，可以有多种；不写为 terminal (output format, perhaps several; terminal if left out)",
            ))
            .arg(output.help_heading(OPTIONS).help(
                "前面那种格式写到哪个文件；不写为标准输出 (where the format before it goes; standard output if left out)",
            ))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Arguments;
    use clap::Parser;

    fn targets(line: &str) -> Result<Vec<Target>, String> {
        let words = ["yaodian", "check", "a"].into_iter().chain(line.split_whitespace());
        match Arguments::try_parse_from(words).map(|it| it.command) {
            Ok(crate::arguments::Command::Check(check)) => Ok(check.outputs.0),
            Ok(_) => Err("another command".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn target(format: CheckFormat, file: Option<&str>) -> Target {
        Target { format, file: file.map(PathBuf::from) }
    }

    #[test]
    fn every_format_goes_to_the_file_behind_it() {
        use CheckFormat::{Json, Sarif, Terminal};
        assert_eq!(targets(""), Ok(vec![target(Terminal, None)]));
        assert_eq!(targets("-o x"), Ok(vec![target(Terminal, Some("x"))]));
        assert_eq!(targets("-o x --format json"), Ok(vec![target(Json, Some("x"))]));
        let two = Ok(vec![target(Sarif, Some("x")), target(Json, None)]);
        assert_eq!(targets("--format sarif --output x --format json"), two);
        let two = Ok(vec![target(Json, None), target(Sarif, Some("x"))]);
        assert_eq!(targets("--format json --format sarif --output x"), two);
    }

    #[test]
    fn what_is_in_doubt_is_refused() {
        for (line, said) in [
            ("--format json --format sarif", "标准输出"),
            ("-o x -o y", "跟在"),
            ("--format json -o x -o y", "跟在"),
            ("-o x --format json --format sarif -o y", "跟在"),
            ("--format json -o x --format sarif -o x", "同一个文件"),
        ] {
            let error = targets(line).expect_err(line);
            assert!(error.contains(said), "{line}: {error}");
        }
    }
}
