//! What is compared between quarters, in words: a rate in percent, a time in its unit, a rank as it is.

use super::Language;
use super::numbers::{decimal, percent, points};
use super::texts::t;

/// What a measure of the movement counts in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Rate,
    Hours,
    Days,
    Workdays,
    Places,
}

impl Unit {
    fn of(measure: &str) -> Self {
        match measure {
            "rank" => Self::Places,
            _ if measure.ends_with("_hours") => Self::Hours,
            _ if measure.ends_with("_workdays") => Self::Workdays,
            _ if measure.ends_with("_days") => Self::Days,
            _ => Self::Rate,
        }
    }

    /// Digits behind the mark: a day is long.
    fn digits(self) -> usize {
        match self {
            Self::Places => 0,
            Self::Rate | Self::Hours => 1,
            Self::Days | Self::Workdays => 2,
        }
    }
}

/// A value with its unit: `46,8 %`, `31,5 jam`.
pub fn value(measure: &str, x: f64, language: Language) -> String {
    let of = Unit::of(measure);
    match of {
        Unit::Rate => percent(x, language),
        Unit::Places => decimal(x, 0, language),
        Unit::Hours | Unit::Days | Unit::Workdays => {
            format!("{} {}", decimal(x, of.digits(), language), unit(measure, language))
        }
    }
}

/// A difference with its sign and without its unit: `+21,3`, `-4,5`.
pub fn difference(measure: &str, x: f64, language: Language) -> String {
    let of = Unit::of(measure);
    let text = decimal(x, of.digits(), language);
    match of {
        Unit::Rate => points(x, language),
        Unit::Places => text,
        Unit::Hours | Unit::Days | Unit::Workdays if x > 0.0 => format!("+{text}"),
        Unit::Hours | Unit::Days | Unit::Workdays => text,
    }
}

/// What a difference counts in; empty for places of a rank.
pub fn unit(measure: &str, language: Language) -> &'static str {
    match Unit::of(measure) {
        Unit::Rate => t("movement.unit.points", language),
        Unit::Hours => t("movement.unit.hours", language),
        Unit::Days => t("movement.unit.days", language),
        Unit::Workdays => t("movement.unit.workdays", language),
        Unit::Places => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_measure_is_told_in_its_own_unit() {
        let told = |measure: &str, x: f64| {
            let (id, en) = (Language::Id, Language::En);
            (value(measure, x, id), difference(measure, -x, id), difference(measure, x, en), unit(measure, en))
        };
        assert_eq!(told("on_time_rate", 0.468), ("46,8 %".into(), "-46,8".into(), "+46.8".into(), "percentage points"));
        assert_eq!(told("mean_response_hours", 31.46), ("31,5 jam".into(), "-31,5".into(), "+31.5".into(), "hours"));
        assert_eq!(told("mean_resolution_days", 4.504), ("4,50 hari".into(), "-4,50".into(), "+4.50".into(), "days"));
        let workdays = told("mean_response_workdays", 0.625);
        assert_eq!(workdays, ("0,63 hari kerja".into(), "-0,63".into(), "+0.63".into(), "working days"));
        assert_eq!(told("rank", 3.0), ("3".into(), "-3".into(), "3".into(), ""));
    }
}
