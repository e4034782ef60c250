//! A percentage as an argument.

use std::fmt;
use std::str::FromStr;

use yaodian_core::Report;

/// A number from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent(f64);

impl Percent {
    /// Whether a report's coverage is below it; what is waived counts as covered.
    pub fn is_above(self, report: &Report) -> bool {
        let counts = &report.summary.obligations;
        self.is_above_counts(counts.covered + report.waived(), counts.required())
    }

    /// Whether so many of so many are below it: counts, not a rounded coverage, as 57 of 100 must pass a bar of 57.
    pub fn is_above_counts(self, covered: usize, required: usize) -> bool {
        (covered as f64) * 100.0 < self.0 * required as f64
    }
}

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.strip_suffix(['%', '％']).unwrap_or(text);
        match number.parse::<f64>() {
            Ok(value) if (0.0..=100.0).contains(&value) => Ok(Self(value)),
            _ => Err("应为 0 到 100 之间的数，如 80 或 92.5 (a number from 0 to 100)".to_owned()),
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}%", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_0_to_100_and_nothing_else() {
        for good in ["0", "100", "66.7", "80%", "80％"] {
            assert!(good.parse::<Percent>().is_ok(), "{good}");
        }
        for bad in ["-1", "100.1", "nan", "inf", "", "%", "八十"] {
            assert!(bad.parse::<Percent>().is_err(), "{bad}");
        }
    }
}
