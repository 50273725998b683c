//! The times of a row, read by the formats that the profile states and in no other way.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::places::Places;
use super::stamp::Stamp;
use crate::config::{Field, Join, TimeFormat};
use crate::source::{Cell, RawRow};

/// Years outside which a time is taken for a slip of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

impl Places<'_> {
    /// A time: known, not there, or unreadable.
    pub(super) fn time(&self, row: &RawRow<'_>, field: Field) -> Result<Stamp, ()> {
        let Some(mapping) = self.get(field) else { return Ok(Stamp::NONE) };
        let formats = &mapping.formats;
        match (mapping.join, mapping.wanted.as_slice()) {
            (Join::Together, [one]) => self.one(row, *one, formats),
            (Join::Together, several) => self.together(row, several, formats),
            (Join::First, several) => {
                let mut read = several.iter().map(|one| self.one(row, *one, formats));
                read.find(|read| *read != Ok(Stamp::NONE)).unwrap_or(Ok(Stamp::NONE))
            }
            // One that cannot be read may be the earliest: then it is not known which is.
            (Join::Earliest, several) => several.iter().try_fold(Stamp::NONE, |earliest, one| {
                let next = self.one(row, *one, formats)?;
                Ok(match (earliest.earliest(self.clock), next.earliest(self.clock)) {
                    (Some(a), Some(b)) if b < a => next,
                    (None, Some(_)) => next,
                    _ => earliest,
                })
            }),
        }
    }

    /// The time of one cell.
    fn one(&self, row: &RawRow<'_>, wanted: usize, formats: &[TimeFormat]) -> Result<Stamp, ()> {
        if let Some(Cell::Moment(moment)) = row.cells.get(wanted).copied() {
            let clock = formats.iter().any(TimeFormat::has_clock);
            let stamp = if clock { Stamp::instant(self.clock.instant(moment)) } else { Stamp::day(moment.date()) };
            return plausible(moment.date(), stamp);
        }
        self.cell_text(row, wanted).map_or(Ok(Stamp::NONE), |text| self.written(&text, formats))
    }

    /// The time that several cells make together, as a date and its clock.
    fn together(&self, row: &RawRow<'_>, wanted: &[usize], formats: &[TimeFormat]) -> Result<Stamp, ()> {
        let mut typed = false;
        let parts: Vec<Cow<'_, str>> = wanted
            .iter()
            .enumerate()
            .filter_map(|(index, wanted)| match row.cells.get(*wanted) {
                Some(Cell::Moment(moment)) => {
                    typed = true;
                    let form = if index == 0 { "%Y-%m-%d" } else { "%H:%M:%S" };
                    Some(Cow::Owned(moment.format(form).to_string()))
                }
                _ => self.cell_text(row, *wanted),
            })
            .collect();
        if parts.is_empty() {
            return Ok(Stamp::NONE);
        }
        let joined = parts.join(" ");
        match self.written(&joined, formats) {
            Err(()) if typed => {
                let iso = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d"].iter().filter_map(|f| f.parse().ok()).collect::<Vec<_>>();
                self.written(&joined, &iso)
            }
            read => read,
        }
    }

    fn written(&self, text: &str, formats: &[TimeFormat]) -> Result<Stamp, ()> {
        let written = formats.iter().find_map(|f| f.read(text)).ok_or(())?;
        let stamp = if written.date_only {
            Stamp::day(written.local.date())
        } else {
            let ahead = written.offset.unwrap_or_else(|| self.clock.seconds());
            Stamp::instant(written.local.and_utc().timestamp() - ahead)
        };
        plausible(written.local.date(), stamp)
    }
}

/// Days since 1899-12-30, or since 1904-01-01 in the other calendar of spreadsheets, that fall into the years that can be meant.
const SERIALS: std::ops::RangeInclusive<f64> = 35_000.0..=73_500.0;

/// Whether a text that no format reads is the number of days by which a spreadsheet counts.
pub(super) fn is_serial(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    plain && text.replacen(',', ".", 1).parse::<f64>().is_ok_and(|days| SERIALS.contains(&days))
}

/// A time in a year that can be meant.
fn plausible(date: NaiveDate, stamp: Stamp) -> Result<Stamp, ()> {
    if YEARS.contains(&date.year()) { Ok(stamp) } else { Err(()) }
}

#[cfg(test)]
mod tests {
    use super::is_serial;

    #[test]
    fn numbers_of_days_are_told_from_other_texts() {
        for text in ["45392", "45392.25", "45392,3333", "43930"] {
            assert!(is_serial(text), "{text}");
        }
        for text in ["", "20240410", "2024", "1712736000", "45.392.25", "45392 x", "10/04/2024"] {
            assert!(!is_serial(text), "{text}");
        }
    }
}
