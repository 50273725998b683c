//! How a time is written in an export, stated by the profile and never guessed.
//!
//! The letters are those of `strftime`: `%d %m %b %B %Y %y %H %I %M %S %f %p %z %Z` and `%%`. `%b` and
//! `%B` take English and Indonesian month names, short, long and in old spellings; `%Z` takes WIB,
//! WITA, WIT and UTC. Numbers may lack their leading zero. No allocation per value.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::terms::Zone;

/// A time as written: wall clock, offset if stated, and whether it has a clock time at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// What the clock showed; midnight where only the date is written.
    pub local: NaiveDateTime,
    /// Seconds ahead of UTC, where the text states it.
    pub offset: Option<i64>,
    /// Whether only the date is written.
    pub date_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Day,
    Month,
    MonthName,
    Year,
    ShortYear,
    Hour24,
    Hour12,
    Minute,
    Second,
    Fraction,
    HalfDay,
    Offset,
    Zone,
    Space,
    Literal(u8),
}

/// A stated way of writing a time.
///
/// ```
/// use rapor::config::TimeFormat;
/// let format: TimeFormat = "%d %b %Y %H:%M:%S".parse().unwrap();
/// assert_eq!(format.read("5 Jan 2024 04:05:34").unwrap().local.to_string(), "2024-01-05 04:05:34");
/// assert_eq!(format.read("06 Agustus 2026 00:00:01").unwrap().local.to_string(), "2026-08-06 00:00:01");
/// assert!(format.read("31 Feb 2024 00:00:00").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeFormat {
    text: String,
    items: Vec<Item>,
}

impl FromStr for TimeFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut items = Vec::new();
        let mut letters = text.bytes();
        while let Some(byte) = letters.next() {
            items.push(match byte {
                b'%' => match letters.next() {
                    Some(b'd') => Item::Day,
                    Some(b'm') => Item::Month,
                    Some(b'b' | b'B') => Item::MonthName,
                    Some(b'Y') => Item::Year,
                    Some(b'y') => Item::ShortYear,
                    Some(b'H') => Item::Hour24,
                    Some(b'I') => Item::Hour12,
                    Some(b'M') => Item::Minute,
                    Some(b'S') => Item::Second,
                    Some(b'f') => Item::Fraction,
                    Some(b'p') => Item::HalfDay,
                    Some(b'z') => Item::Offset,
                    Some(b'Z') => Item::Zone,
                    Some(b'%') => Item::Literal(b'%'),
                    _ => {
                        return Err(format!(
                            "'{text}' is no time format: after % stands one of d m b Y y H I M S f p z Z"
                        ));
                    }
                },
                b' ' => Item::Space,
                other => Item::Literal(other),
            });
        }
        let has = |wanted: &[Item]| items.iter().filter(|i| wanted.contains(i)).count() == 1;
        if !has(&[Item::Day]) || !has(&[Item::Month, Item::MonthName]) || !has(&[Item::Year, Item::ShortYear]) {
            return Err(format!("'{text}' is no time format: it needs day, month and year, each once"));
        }
        if items.contains(&Item::Hour12) != items.contains(&Item::HalfDay) {
            return Err(format!("'{text}' is no time format: %I needs %p, and %p needs %I"));
        }
        Ok(Self { text: text.to_owned(), items })
    }
}

impl fmt::Display for TimeFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Two formats of a list that would read one text two ways: alike but for the order of day and month.
#[must_use]
pub fn clash(formats: &[TimeFormat]) -> Option<(&TimeFormat, &TimeFormat)> {
    let swapped = |f: &TimeFormat| -> Vec<Item> {
        let swap = |i: &Item| match i {
            Item::Day => Item::Month,
            Item::Month => Item::Day,
            other => *other,
        };
        f.items.iter().map(swap).collect()
    };
    formats.iter().enumerate().find_map(|(i, a)| {
        let mirror = swapped(a);
        formats.iter().skip(i + 1).find(|b| b.items == mirror).map(|b| (a, b))
    })
}

impl TimeFormat {
    /// Whether the format holds a clock time.
    #[must_use]
    pub fn has_clock(&self) -> bool {
        self.items.iter().any(|i| matches!(i, Item::Hour24 | Item::Hour12))
    }

    /// Reads a text that is wholly of this form; `None` where it is not, or names no real time.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<Written> {
        let mut rest = text.trim_ascii().as_bytes();
        let (mut day, mut month, mut year) = (0, 0, 0);
        let (mut hour, mut minute, mut second, mut afternoon) = (0, 0, 0, None);
        let mut offset = None;
        for item in &self.items {
            match item {
                Item::Day => day = number(&mut rest, 1, 2)?,
                Item::Month => month = number(&mut rest, 1, 2)?,
                Item::MonthName => month = month_name(&mut rest)?,
                Item::Year => year = number(&mut rest, 4, 4)?,
                Item::ShortYear => year = 2000 + number(&mut rest, 2, 2)?,
                Item::Hour24 | Item::Hour12 => hour = number(&mut rest, 1, 2)?,
                Item::Minute => minute = number(&mut rest, 2, 2)?,
                Item::Second => second = number(&mut rest, 2, 2)?,
                Item::Fraction => rest = rest.trim_ascii_start().get(leading_digits(rest).max(1)..)?,
                Item::HalfDay => {
                    let (half, after) = rest.split_at_checked(2)?;
                    afternoon = Some(match half {
                        b"AM" | b"am" => false,
                        b"PM" | b"pm" => true,
                        _ => return None,
                    });
                    rest = after;
                }
                Item::Offset => offset = Some(read_offset(&mut rest)?),
                Item::Zone => offset = Some(zone_name(&mut rest)?),
                Item::Space => {
                    let trimmed = rest.trim_ascii_start();
                    if trimmed.len() == rest.len() {
                        return None;
                    }
                    rest = trimmed;
                }
                Item::Literal(byte) => rest = rest.strip_prefix(std::slice::from_ref(byte))?,
            }
        }
        if !rest.is_empty() {
            return None;
        }
        if let Some(afternoon) = afternoon {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
        }
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        let local = date.and_time(NaiveTime::from_hms_opt(hour, minute, second)?);
        Some(Written { local, offset, date_only: !self.has_clock() })
    }
}

fn leading_digits(text: &[u8]) -> usize {
    text.iter().take_while(|b| b.is_ascii_digit()).count()
}

fn number(rest: &mut &[u8], least: usize, most: usize) -> Option<u32> {
    let length = leading_digits(rest).min(most);
    if length < least {
        return None;
    }
    let (digits, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(digits.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
}

fn read_offset(rest: &mut &[u8]) -> Option<i64> {
    if let Some(after) = rest.strip_prefix(b"Z") {
        *rest = after;
        return Some(0);
    }
    let (sign, after) = rest.split_first()?;
    let sign = match sign {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    *rest = after;
    let hours = number(rest, 2, 2)?;
    if let Some(after) = rest.strip_prefix(b":") {
        *rest = after;
    }
    let minutes = if leading_digits(rest) >= 2 { number(rest, 2, 2)? } else { 0 };
    (hours <= 14 && minutes < 60).then(|| sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60))
}

/// The clocks of Indonesia by their names, as exports write them behind a time.
fn zone_name(rest: &mut &[u8]) -> Option<i64> {
    let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (name, after) = rest.split_at_checked(length)?;
    let zones = [("WIB", Zone::WIB), ("WITA", Zone::WITA), ("WIT", Zone::WIT), ("UTC", Zone::UTC)];
    let (_, zone) = zones.iter().find(|(n, _)| n.as_bytes().eq_ignore_ascii_case(name))?;
    *rest = after;
    Some(zone.seconds())
}

/// Month names as exports write them, English and Indonesian, lower case.
const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("january", 1),
    ("januari", 1),
    ("feb", 2),
    ("february", 2),
    ("februari", 2),
    ("peb", 2),
    ("pebruari", 2),
    ("mar", 3),
    ("march", 3),
    ("maret", 3),
    ("apr", 4),
    ("april", 4),
    ("may", 5),
    ("mei", 5),
    ("jun", 6),
    ("june", 6),
    ("juni", 6),
    ("jul", 7),
    ("july", 7),
    ("juli", 7),
    ("aug", 8),
    ("august", 8),
    ("agu", 8),
    ("ags", 8),
    ("agt", 8),
    ("agustus", 8),
    ("sep", 9),
    ("sept", 9),
    ("september", 9),
    ("oct", 10),
    ("october", 10),
    ("okt", 10),
    ("oktober", 10),
    ("nov", 11),
    ("november", 11),
    ("nop", 11),
    ("nopember", 11),
    ("dec", 12),
    ("december", 12),
    ("des", 12),
    ("desember", 12),
];

fn month_name(rest: &mut &[u8]) -> Option<u32> {
    let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (name, after) = rest.split_at_checked(length)?;
    let (_, month) = MONTHS.iter().find(|(n, _)| n.as_bytes().eq_ignore_ascii_case(name))?;
    *rest = after.strip_prefix(b".").unwrap_or(after);
    Some(*month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: &str, text: &str) -> Option<String> {
        let written = format.parse::<TimeFormat>().unwrap().read(text)?;
        let offset = written.offset.map_or(String::new(), |o| format!(" {o}"));
        Some(format!("{}{offset}", written.local))
    }

    #[test]
    fn the_forms_of_the_field_are_read() {
        let cases = [
            ("%d %b %Y", "29 May 2023", "2023-05-29 00:00:00"),
            ("%d %b %Y", "6 Pebruari 2024", "2024-02-06 00:00:00"),
            ("%d %B %Y", "28 Agustus 2024", "2024-08-28 00:00:00"),
            ("%d/%m/%Y %H:%M:%S", "06/01/2026 23:59:59", "2026-01-06 23:59:59"),
            ("%m/%d/%Y %I:%M:%S %p", "04/12/2018 12:11:26 AM", "2018-04-12 00:11:26"),
            ("%m/%d/%Y %I:%M:%S %p", "04/12/2018 12:45:48 PM", "2018-04-12 12:45:48"),
            ("%m/%d/%y %H:%M", "1/1/20 0:05", "2020-01-01 00:05:00"),
            ("%d-%m-%Y %H:%M WIB", "05-01-2024 10:20 WIB", "2024-01-05 10:20:00"),
            ("%d-%m-%Y %H:%M %Z", "05-01-2024 10:20 WITA", "2024-01-05 10:20:00 28800"),
            ("%d-%m-%Y %H:%M %Z", "05-01-2024 10:20 wit", "2024-01-05 10:20:00 32400"),
            ("%Y-%m-%d %H:%M:%S.%f%z", "2011-10-11 13:45:40.276000+02:00", "2011-10-11 13:45:40 7200"),
            ("%Y-%m-%dT%H:%M:%S%z", "2024-03-31T17:00:00Z", "2024-03-31 17:00:00 0"),
        ];
        for (format, text, expected) in cases {
            assert_eq!(read(format, text).as_deref(), Some(expected), "{format} on {text}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        let cases = [
            ("%d/%m/%Y", "13/13/2024"),
            ("%d/%m/%Y", "29/02/2023"),
            ("%d/%m/%Y", "01/02/2024 10:00"),
            ("%d/%m/%Y %H:%M", "01/02/2024"),
            ("%d/%m/%Y %H:%M", "01/02/2024 24:00"),
            ("%d %b %Y", "5 Foo 2024"),
            ("%d %b %Y", ""),
            ("%I:%M %p %d/%m/%Y", "13:00 PM 01/01/2024"),
            ("%Y-%m-%d", "24-01-01"),
            ("%d-%m-%Y %H:%M %Z", "05-01-2024 10:20"),
            ("%d-%m-%Y %H:%M %Z", "05-01-2024 10:20 WI"),
            ("%d-%m-%Y %H:%M %Z", "05-01-2024 10:20 WIBA"),
        ];
        for (format, text) in cases {
            assert_eq!(read(format, text), None, "{format} on {text}");
        }
    }

    #[test]
    fn formats_that_differ_only_in_day_and_month_clash() {
        let of = |texts: &[&str]| texts.iter().map(|t| t.parse().unwrap()).collect::<Vec<TimeFormat>>();
        assert!(clash(&of(&["%d/%m/%Y", "%Y-%m-%d", "%m/%d/%Y"])).is_some());
        assert!(clash(&of(&["%d/%m/%Y", "%d-%m-%Y", "%d %b %Y"])).is_none());
    }

    #[test]
    fn a_format_needs_day_month_and_year() {
        for bad in ["%H:%M", "%d/%m", "%d/%d/%Y %m", "%d/%m/%Y %I:%M", "%d/%m/%Q"] {
            assert!(bad.parse::<TimeFormat>().is_err(), "{bad}");
        }
    }
}
