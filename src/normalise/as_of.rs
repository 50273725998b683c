//! Up to when everything counts, where nobody says so.

use chrono::NaiveDate;

use crate::problem::Problem;
use crate::terms::Zone;
use crate::validate::{Intake, Stamp};

/// How the as-of time was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOfSource {
    /// Stated in the configuration or on the command line.
    Stated,
    /// The export's own date.
    Export,
    /// The end of the newest local day in the data.
    NewestDay,
}

/// Days by which the newest day may lie after the next newest before the run asks.
const LARGEST_GAP: i64 = 31;

/// The as-of time that the data tell: the export's own date, else the end of the newest local day of an
/// accepted receipt, event, response or closing. A deadline never sets it.
///
/// # Errors
/// There is no accepted row, or the newest day lies more than 31 days after the next newest: most
/// likely a slip of the pen, and every quarter would be judged too early.
pub fn find(intake: &Intake, zone: Zone) -> Result<(i64, AsOfSource), Problem> {
    if let Some(exported) = intake.exported {
        return Ok((exported, AsOfSource::Export));
    }
    let cases = intake.cases.rows.iter().flat_map(|c| [c.received, c.responded, c.closed]);
    let events = intake.events.rows.iter().map(|e| e.at);
    let (newest, next) = cases.chain(events).filter_map(|s: Stamp| s.date(zone)).fold((None, None), two_newest);
    let Some(newest) = newest else {
        return Err(Problem::new("no row of any file could be used")
            .because("every row was held back, or the files have no rows")
            .hint("run `rapor check` and read the findings"));
    };
    if let Some(next) = next
        && (newest - next).num_days() > LARGEST_GAP
    {
        return Err(Problem::new("the data do not tell up to when they count")
            .because(format!(
                "the newest day is {newest}, the next newest {next}: more than {LARGEST_GAP} days lie between"
            ))
            .hint("correct the row with the newest time, or state as-of under [period] or with --as-of"));
    }
    Ok((zone.end_of_day(newest), AsOfSource::NewestDay))
}

type Two = (Option<NaiveDate>, Option<NaiveDate>);

fn two_newest((newest, next): Two, date: NaiveDate) -> Two {
    match newest {
        None => (Some(date), None),
        Some(n) if date > n => (Some(date), Some(n)),
        Some(n) if date == n => (newest, next),
        Some(_) => (newest, next.max(Some(date))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_newest_days_are_found_whatever_the_order() {
        let day = |d| NaiveDate::from_ymd_opt(2024, 1, d).unwrap();
        for order in [[3, 9, 9, 5], [9, 5, 3, 9], [5, 9, 3, 9], [9, 9, 3, 5]] {
            let found = order.into_iter().map(day).fold((None, None), two_newest);
            assert_eq!(found, (Some(day(9)), Some(day(5))), "{order:?}");
        }
    }
}
