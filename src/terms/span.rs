//! Quarters that follow one another.

use std::fmt;
use std::str::FromStr;

use super::Quarter;

/// Quarters from a first to a last one: `2025-Q1..2025-Q2`, or one alone.
///
/// ```
/// use rapor::terms::QuarterSpan;
/// let half: QuarterSpan = "2025-Q1..2025-Q2".parse().unwrap();
/// assert_eq!((half.first.to_string(), half.last.to_string()), ("2025-Q1".into(), "2025-Q2".into()));
/// let one: QuarterSpan = "2025-Q3".parse().unwrap();
/// assert_eq!((one.first, one.to_string()), (one.last, "2025-Q3".into()));
/// assert!("2025-Q2..2025-Q1".parse::<QuarterSpan>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuarterSpan {
    /// The first quarter.
    pub first: Quarter,
    /// The last one, not before the first.
    pub last: Quarter,
}

impl QuarterSpan {
    /// Every quarter, oldest first.
    pub fn quarters(self) -> impl Iterator<Item = Quarter> {
        self.first.through(self.last)
    }
}

impl fmt::Display for QuarterSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}..{}", self.first, self.last),
        }
    }
}

impl FromStr for QuarterSpan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let quarter = |part: &str| {
            part.parse::<Quarter>().map_err(|e| format!("{e}; of several the first and the last: 2025-Q1..2025-Q2"))
        };
        let (first, last) = (quarter(first)?, quarter(last)?);
        if last < first {
            return Err(format!("{last} lies before {first}: write the earlier quarter first"));
        }
        Ok(Self { first, last })
    }
}
