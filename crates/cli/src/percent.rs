//! A percentage as an argument.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// A number from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub struct Percent(f64);

/// What it must be.
const RANGE: &str = "应为 0 到 100 之间的数，如 80 或 92.5 (a number from 0 to 100)";

impl Percent {
    /// Whether so many of those required are less.
    ///
    /// Compares counts, not the rounded coverage: 57 of 100 must pass a bar of 57. Where nothing is required, nothing is less.
    pub fn is_above(self, covered: usize, required: usize) -> bool {
        (covered as f64) * 100.0 < self.0 * required as f64
    }

    /// The number.
    pub fn number(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Percent {
    type Error = String;

    fn try_from(value: f64) -> Result<Self, String> {
        if (0.0..=100.0).contains(&value) { Ok(Self(value)) } else { Err(RANGE.to_owned()) }
    }
}

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.strip_suffix(['%', '％']).unwrap_or(text);
        number.parse::<f64>().map_err(|_| RANGE.to_owned()).and_then(Self::try_from)
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
