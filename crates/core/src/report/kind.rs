//! The kinds of findings: what a plan lacks, and what else there is to point out in it.

use std::str::FromStr;

use crate::toml_file::closest;

use super::{ObservationKind, Status};

/// What sort of finding. Its name is one word in files, on the command line and in every format for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// 缺失: nothing answers an obligation.
    Missing,
    /// 弱化: an obligation is answered in part.
    Weakened,
    /// 冲突: an obligation is contradicted.
    Conflicting,
    /// A remark.
    Remark(ObservationKind),
}

impl FindingKind {
    /// Every kind, gaps first.
    pub fn all() -> impl Iterator<Item = Self> {
        let gaps = [Self::Missing, Self::Weakened, Self::Conflicting];
        gaps.into_iter().chain(ObservationKind::ALL.into_iter().map(Self::Remark))
    }

    /// The kind of a gap of this status; none for what is covered.
    #[must_use]
    pub fn of(status: Status) -> Option<Self> {
        match status {
            Status::Covered => None,
            Status::Weakened => Some(Self::Weakened),
            Status::Conflicting => Some(Self::Conflicting),
            Status::Missing => Some(Self::Missing),
        }
    }

    /// Its name in files and on the command line: that of the JSON form.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Weakened => "weakened",
            Self::Conflicting => "conflicting",
            Self::Remark(kind) => kind.id(),
        }
    }
}

/// A name that no kind has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKind {
    /// The name.
    pub name: String,
    /// The name that was probably meant.
    pub meant: Option<String>,
}

impl FromStr for FindingKind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Self::all().find(|kind| kind.id() == name).ok_or_else(|| {
            let names: Vec<&str> = Self::all().map(Self::id).collect();
            UnknownKind { name: name.to_owned(), meant: closest(name, &names) }
        })
    }
}

impl std::fmt::Display for UnknownKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, meant } = self;
        match meant {
            Some(meant) => {
                write!(
                    formatter,
                    "没有“{name}”这种问题，是不是“{meant}”？(unknown kind; did you mean `{meant}`?)"
                )
            }
            None => {
                let names: Vec<&str> = FindingKind::all().map(FindingKind::id).collect();
                write!(formatter, "没有“{name}”这种问题，有：{} (unknown kind)", names.join("、"))
            }
        }
    }
}

impl std::error::Error for UnknownKind {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_those_of_the_json_form() {
        for kind in FindingKind::all() {
            assert_eq!(kind.id().parse(), Ok(kind));
            let json = match kind {
                FindingKind::Remark(kind) => serde_json::to_string(&kind),
                FindingKind::Missing => serde_json::to_string(&Status::Missing),
                FindingKind::Weakened => serde_json::to_string(&Status::Weakened),
                FindingKind::Conflicting => serde_json::to_string(&Status::Conflicting),
            };
            assert_eq!(json.expect("a name"), format!("\"{}\"", kind.id()));
        }
        assert_eq!(FindingKind::all().count(), 11);
    }

    #[test]
    fn a_slip_of_the_pen_is_met_with_what_was_meant() {
        let said = |name: &str| name.parse::<FindingKind>().expect_err("unknown").to_string();
        assert!(said("mising").contains("是不是“missing”"));
        assert!(said("zzz").contains("missing、weakened、conflicting、copied"));
    }
}
