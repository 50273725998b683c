//! The times of a row, read by the formats that the profile states and in no other way.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::places::Places;
use super::stamp::Stamp;
use crate::config::{Field, TimeFormat};
use crate::source::{Cell, RawRow};

/// Years outside which a time is taken for a slip of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

impl Places<'_> {
    /// A time: known, not there, or unreadable.
    pub(super) fn time(&self, row: &RawRow<'_>, field: Field) -> Result<Stamp, ()> {
        let Some(mapping) = self.get(field) else { return Ok(Stamp::NONE) };
        let cells = || mapping.wanted.iter().map(|i| row.cells.get(*i).copied().unwrap_or(Cell::Empty));
        let single = mapping.wanted.len() == 1 || mapping.any;
        if single {
            for (cell, wanted) in cells().zip(&mapping.wanted) {
                match cell {
                    Cell::Moment(moment) => {
                        let clock = mapping.formats.iter().any(TimeFormat::has_clock);
                        let stamp =
                            if clock { Stamp::instant(self.clock.instant(moment)) } else { Stamp::day(moment.date()) };
                        return plausible(moment.date(), stamp);
                    }
                    Cell::Text(_) => {
                        if let Some(text) = self.cell_text(row, *wanted) {
                            return self.written(&text, &mapping.formats);
                        }
                    }
                    Cell::Empty => {}
                }
            }
            return Ok(Stamp::NONE);
        }
        let mut typed = false;
        let parts: Vec<Cow<'_, str>> = cells()
            .zip(&mapping.wanted)
            .enumerate()
            .filter_map(|(index, (cell, wanted))| match cell {
                Cell::Moment(moment) => {
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
        match self.written(&joined, &mapping.formats) {
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

/// A time in a year that can be meant.
fn plausible(date: NaiveDate, stamp: Stamp) -> Result<Stamp, ()> {
    if YEARS.contains(&date.year()) { Ok(stamp) } else { Err(()) }
}
