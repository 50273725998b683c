//! Numbers, dates and quarters as a person reads them, in Indonesian and English.
//!
//! Owns rounding: half away from zero, done on the decimal text of the number, so that what a
//! reader recomputes by hand from `league.csv` is what the document says. Computes no figure.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::Language;
use crate::judge::{Quantity, Value};
use crate::terms::{Quarter, Zone};

/// What stands where a figure cannot be computed.
pub const MISSING: &str = "–";

const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A whole number with its thousands parted: `1.367`, `1,367`.
#[must_use]
pub fn count(n: u64, language: Language) -> String {
    grouped(&n.to_string(), language)
}

/// A number with this many decimal digits.
#[must_use]
pub fn decimal(x: f64, digits: usize, language: Language) -> String {
    shifted(x, 0, digits, language)
}

/// A number with at most this many decimal digits, without trailing zeros.
#[must_use]
pub fn trimmed(x: f64, digits: usize, language: Language) -> String {
    let text = decimal(x, digits, language);
    let mark = marks(language).1;
    if text.contains(mark) { text.trim_end_matches('0').trim_end_matches(mark).to_owned() } else { text }
}

/// A fraction of one as a percentage with one decimal digit: `46,8 %`, `46.8%`.
#[must_use]
pub fn percent(rate: f64, language: Language) -> String {
    with_sign(shifted(rate, 2, 1, language), language)
}

/// A fraction of one as a percentage with no more digits than it needs: `100 %`, `62,5 %`.
#[must_use]
pub fn percent_short(rate: f64, language: Language) -> String {
    let text = shifted(rate, 2, 1, language);
    let mark = marks(language).1;
    let short = text.strip_suffix(&format!("{mark}0")).map_or(text.clone(), str::to_owned);
    with_sign(short, language)
}

/// An interval of fractions: `81,2–93,4 %`.
#[must_use]
pub fn percent_range(low: f64, high: f64, language: Language) -> String {
    let both = format!("{}–{}", shifted(low, 2, 1, language), shifted(high, 2, 1, language));
    with_sign(both, language)
}

/// A difference of fractions in percentage points, with its sign: `+21,3`.
#[must_use]
pub fn points(difference: f64, language: Language) -> String {
    let text = shifted(difference, 2, 1, language);
    if difference > 0.0 { format!("+{text}") } else { text }
}

/// Elapsed clock hours: `31,5 jam`.
#[must_use]
pub fn hours(x: f64, language: Language) -> String {
    let unit = match language {
        Language::Id => "jam",
        Language::En => "hours",
    };
    format!("{} {unit}", decimal(x, 1, language))
}

/// Working days: `1,0 hari kerja`.
#[must_use]
pub fn workdays(x: f64, language: Language) -> String {
    let unit = match language {
        Language::Id => "hari kerja",
        Language::En => "working days",
    };
    format!("{} {unit}", decimal(x, 1, language))
}

/// Working days where room is short: `1,0 HK`, `1.0 wd`.
#[must_use]
pub fn workdays_short(x: f64, language: Language) -> String {
    let unit = match language {
        Language::Id => "HK",
        Language::En => "wd",
    };
    format!("{} {unit}", decimal(x, 1, language))
}

/// A day: `12 Juli 2024`, `12 July 2024`.
#[must_use]
pub fn date(day: NaiveDate, language: Language) -> String {
    let months = match language {
        Language::Id => &MONTHS_ID,
        Language::En => &MONTHS_EN,
    };
    let month = usize::try_from(day.month0()).ok().and_then(|m| months.get(m)).copied().unwrap_or("");
    format!("{} {month} {}", day.day(), day.year())
}

/// A month by its running number, year times 12 plus 0 to 11: `Juli 2024`, `July 2024`.
#[must_use]
pub fn month(number: i32, language: Language) -> String {
    let months = match language {
        Language::Id => &MONTHS_ID,
        Language::En => &MONTHS_EN,
    };
    let name = usize::try_from(number.rem_euclid(12)).ok().and_then(|m| months.get(m)).copied().unwrap_or("");
    format!("{name} {}", number.div_euclid(12))
}

/// The name of a month where room is short, by its running number: `Jul`, `Agu`.
#[must_use]
pub fn month_short(number: i32, language: Language) -> &'static str {
    let names = match language {
        Language::Id => ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
        Language::En => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    };
    usize::try_from(number.rem_euclid(12)).ok().and_then(|m| names.get(m)).copied().unwrap_or("")
}

/// A time: `5 Juli 2024 pukul 23.59 WIB`, `5 July 2024, 23:59 WIB`.
#[must_use]
pub fn moment(time: NaiveDateTime, zone: Zone, language: Language) -> String {
    let day = date(time.date(), language);
    let (hour, minute) = (time.hour(), time.minute());
    match language {
        Language::Id => format!("{day} pukul {hour:02}.{minute:02} {zone}"),
        Language::En => format!("{day}, {hour:02}:{minute:02} {zone}"),
    }
}

/// A quarter: `Triwulan II 2024`, `Quarter II 2024`.
#[must_use]
pub fn quarter(quarter: Quarter, language: Language) -> String {
    let name = match language {
        Language::Id => "Triwulan",
        Language::En => "Quarter",
    };
    format!("{name} {} {}", roman(quarter), quarter.year())
}

/// A quarter for the axis of a chart: `TW II 2024`, `Q2 2024`.
#[must_use]
pub fn quarter_short(quarter: Quarter, language: Language) -> String {
    match language {
        Language::Id => format!("TW {} {}", roman(quarter), quarter.year()),
        Language::En => format!("Q{} {}", quarter.number(), quarter.year()),
    }
}

/// A rank in running text: `ke-3`, `3rd`.
#[must_use]
pub fn ordinal(n: u64, language: Language) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    match language {
        Language::Id => format!("ke-{n}"),
        Language::En => format!("{n}{suffix}"),
    }
}

/// A cell of the league table for a person.
#[must_use]
pub fn value(value: &Value, quantity: Quantity, language: Language) -> String {
    match (value, quantity) {
        (Value::Empty, _) => MISSING.to_owned(),
        (Value::Text(text), Quantity::Period) => {
            text.parse().map_or_else(|_| text.clone(), |q| self::quarter(q, language))
        }
        (Value::Text(text), _) => text.clone(),
        (Value::Count(n), _) => count(*n, language),
        (Value::Number(x), Quantity::Rate) => percent(*x, language),
        (Value::Number(x), Quantity::Score) => decimal(*x, 3, language),
        (Value::Number(x), Quantity::Number) => trimmed(*x, 2, language),
        (Value::Number(x), Quantity::Rank | Quantity::Count) => decimal(*x, 0, language),
        (Value::Number(x), Quantity::Hours | Quantity::Days | Quantity::Text | Quantity::Period) => {
            decimal(*x, 1, language)
        }
    }
}

/// A number in the shortest text that reads back as the same number; `None` where it is no number.
#[must_use]
pub fn exact(x: f64) -> Option<String> {
    // Display of an f64 is the shortest text that round-trips, without exponent. Adding zero turns -0 into 0.
    x.is_finite().then(|| format!("{}", x + 0.0))
}

fn roman(quarter: Quarter) -> &'static str {
    match quarter.number() {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}

/// The marks of thousands and of decimals.
fn marks(language: Language) -> (char, char) {
    match language {
        Language::Id => ('.', ','),
        Language::En => (',', '.'),
    }
}

fn with_sign(number: String, language: Language) -> String {
    match (number.as_str(), language) {
        (MISSING, _) => number,
        (_, Language::Id) => format!("{number} %"),
        (_, Language::En) => format!("{number}%"),
    }
}

/// `x` times ten to the `shift`, rounded half away from zero to `digits` decimals, all on decimal text.
fn shifted(x: f64, shift: usize, digits: usize, language: Language) -> String {
    let Some(text) = exact(x.abs()) else { return MISSING.to_owned() };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let kept = whole.len() + shift + digits;
    let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|b| b - b'0').collect();
    let mut rounded: Vec<u8> = all.iter().copied().chain(std::iter::repeat(0)).take(kept).collect();
    let mut carry = all.get(kept).is_some_and(|&next| next >= 5);
    for digit in rounded.iter_mut().rev() {
        if !carry {
            break;
        }
        carry = *digit == 9;
        *digit = if carry { 0 } else { *digit + 1 };
    }
    if carry {
        rounded.insert(0, 1);
    }
    let negative = x < 0.0 && rounded.iter().any(|&d| d != 0);
    let text: String = rounded.iter().map(|d| char::from(b'0' + d)).collect();
    let (whole, fraction) = text.split_at(text.len().saturating_sub(digits));
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        trimmed => trimmed,
    };
    let mut out = String::new();
    if negative {
        out.push('-');
    }
    out.push_str(&grouped(whole, language));
    if !fraction.is_empty() {
        out.push(marks(language).1);
        out.push_str(fraction);
    }
    out
}

/// Digits with a mark between thousands.
fn grouped(digits: &str, language: Language) -> String {
    let mark = marks(language).0;
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Id};

    #[test]
    fn thousands_are_parted() {
        assert_eq!(count(0, Id), "0");
        assert_eq!(count(999, Id), "999");
        assert_eq!(count(1367, Id), "1.367");
        assert_eq!(count(1_234_567, Id), "1.234.567");
        assert_eq!(count(1367, En), "1,367");
    }

    #[test]
    fn percentages_round_half_away_from_zero_on_the_decimal_text() {
        assert_eq!(percent(1367.0 / 2920.0, Id), "46,8 %");
        assert_eq!(percent(0.468, En), "46.8%");
        // As binary numbers both lie a hair below the half; as written they are the half.
        assert_eq!(percent(0.1235, Id), "12,4 %");
        assert_eq!(percent(0.0005, Id), "0,1 %");
        assert_eq!(percent(0.000_49, Id), "0,0 %");
        assert_eq!(percent(1.0, Id), "100,0 %");
        assert_eq!(percent(0.9996, Id), "100,0 %");
        assert_eq!(percent(12.5, Id), "1.250,0 %");
        assert_eq!(percent_short(1.0, Id), "100 %");
        assert_eq!(percent_short(0.625, Id), "62,5 %");
        assert_eq!(percent_range(0.8119, 0.9344, Id), "81,2–93,4 %");
    }

    #[test]
    fn nothing_is_ever_minus_zero_or_not_a_number() {
        assert_eq!(decimal(-0.0, 1, Id), "0,0");
        assert_eq!(decimal(-0.04, 1, Id), "0,0");
        assert_eq!(decimal(-0.05, 1, Id), "-0,1");
        assert_eq!(decimal(f64::NAN, 1, Id), MISSING);
        assert_eq!(percent(f64::INFINITY, Id), MISSING);
        assert_eq!(exact(-0.0).as_deref(), Some("0"));
        assert_eq!(exact(f64::NAN), None);
        assert_eq!(exact(1.0 / 3.0).as_deref(), Some("0.3333333333333333"));
    }

    #[test]
    fn decimals_carry_over_all_nines() {
        assert_eq!(decimal(9.95, 1, Id), "10,0");
        assert_eq!(decimal(999.96, 1, Id), "1.000,0");
        assert_eq!(decimal(31.5, 0, Id), "32");
        assert_eq!(decimal(0.5, 0, Id), "1");
        assert_eq!(trimmed(2920.0, 2, Id), "2.920");
        assert_eq!(trimmed(0.25, 2, Id), "0,25");
        assert_eq!(decimal(1e-9, 1, Id), "0,0");
    }

    #[test]
    fn times_and_periods_are_named() {
        let day = NaiveDate::from_ymd_opt(2024, 7, 12).unwrap_or_default();
        assert_eq!(date(day, Id), "12 Juli 2024");
        assert_eq!(date(day, En), "12 July 2024");
        let time = day.and_hms_opt(23, 59, 59).unwrap_or_default();
        assert_eq!(moment(time, Zone::WIB, Id), "12 Juli 2024 pukul 23.59 WIB");
        assert_eq!(quarter(Quarter::of(day), Id), "Triwulan III 2024");
        assert_eq!(quarter(Quarter::of(day).previous(), En), "Quarter II 2024");
        assert_eq!(quarter_short(Quarter::of(day), Id), "TW III 2024");
    }

    #[test]
    fn units_of_time_and_ordinals_are_words() {
        assert_eq!(hours(31.5, Id), "31,5 jam");
        assert_eq!(workdays(1.0, Id), "1,0 hari kerja");
        assert_eq!(ordinal(1, Id), "ke-1");
        let english: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 112].iter().map(|&n| ordinal(n, En)).collect();
        assert_eq!(english, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]);
    }
}
