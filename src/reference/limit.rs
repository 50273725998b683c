//! How long a step may take, and which steps there are.

use std::fmt;
use std::str::FromStr;

/// A step of complaint handling that may have a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Checking at intake and handing to a unit.
    Verification,
    /// The first progress that counts.
    Response,
    /// Until it is done.
    Resolution,
}

impl Step {
    /// Every step, in the order in which a complaint passes them.
    pub const ALL: [Self; 3] = [Self::Verification, Self::Response, Self::Resolution];

    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Verification => "verification",
            Self::Response => "response",
            Self::Resolution => "resolution",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Step {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|step| step.word() == text)
            .ok_or_else(|| "write verification, response or resolution".to_owned())
    }
}

/// A limit with its unit of time.
///
/// ```
/// use rapor::reference::Limit;
/// assert_eq!("24h".parse(), Ok(Limit::Hours(24)));
/// assert_eq!("60d".parse(), Ok(Limit::Days(60)));
/// assert_eq!("5wd".parse(), Ok(Limit::WorkingDays(5)));
/// assert_eq!("source".parse(), Ok(Limit::Source));
/// assert_eq!(Limit::WorkingDays(14).to_string(), "14wd");
/// assert!("24".parse::<Limit>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Elapsed clock hours.
    Hours(u32),
    /// Calendar days: until the end of the local date so many days later.
    Days(u32),
    /// Working days, the day on which the clock starts not counted.
    WorkingDays(u32),
    /// The row's own deadline-at.
    Source,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(n) => write!(f, "{n}h"),
            Self::Days(n) => write!(f, "{n}d"),
            Self::WorkingDays(n) => write!(f, "{n}wd"),
            Self::Source => f.write_str("source"),
        }
    }
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fail = || {
            "write a number of up to 5 digits and its unit, such as 24h (clock hours), 60d (calendar days) or \
             5wd (working days), or source (the deadline in the row itself)"
                .to_owned()
        };
        if text == "source" {
            return Ok(Self::Source);
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at_checked(digits).ok_or_else(fail)?;
        // Five digits hold 11 years of hours, and no sum with a date can overflow.
        let number = number.parse::<u32>().ok().filter(|_| digits <= 5).ok_or_else(fail)?;
        match unit {
            "h" if number > 0 => Ok(Self::Hours(number)),
            "d" => Ok(Self::Days(number)),
            "wd" => Ok(Self::WorkingDays(number)),
            _ => Err(fail()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_and_steps_are_read_as_they_are_written() {
        for text in ["1h", "24h", "0d", "60d", "0wd", "14wd", "99999h", "source"] {
            assert_eq!(text.parse::<Limit>().unwrap().to_string(), text);
        }
        for text in ["", "h", "0h", "24", "24 h", "-1d", "+1d", "5WD", "5dw", "100000h", "1.5d", "５d", "sources"] {
            assert!(text.parse::<Limit>().is_err(), "{text:?}");
        }
        for step in Step::ALL {
            assert_eq!(step.to_string().parse(), Ok(step));
        }
        assert!("Response".parse::<Step>().is_err());
    }
}
