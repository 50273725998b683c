//! Up to when everything counts, and whether the rows' times can carry that.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::problem::Problem;
use crate::terms::{EventKind, Place, Quarter, Zone};
use crate::validate::{Intake, Origin, Stamp, rules};

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

/// Days by which an export may be newer than anything that happened, or than the export before it, before the run asks.
const LATEST_EXPORT: i64 = 366;
/// Days by which the oldest receipt may precede the next before it is noticed.
const EARLIEST_RECEIPT: i64 = 731;
/// Most quarters from the first receipt to as-of; each costs a table of its own.
const MOST_QUARTERS: i32 = 200;
/// Days by which the newest day may lie after the next newest before the run asks.
const LARGEST_GAP: i64 = 31;

/// The as-of time: the stated one, else the export's own date, else the end of the newest local day of an accepted
/// receipt, event, response or closing. A deadline never sets it. An oldest receipt that stands alone is noted.
///
/// # Errors
/// There is no accepted row; or nothing is stated and the newest time is most likely a slip of the pen, so that every
/// quarter would be judged too early or too late: the newest day lies more than 31 days after the next newest, or the
/// export's date more than 366 days after the newest day or the export date before it. Or, stated or not, more than 200
/// quarters lie between the first receipt and as-of.
pub fn find(intake: &mut Intake, zone: Zone, stated: Option<i64>) -> Result<(i64, AsOfSource), Problem> {
    if intake.cases.rows.is_empty() && intake.events.rows.is_empty() {
        return Err(nothing_usable());
    }
    let found = match stated {
        Some(stated) => (stated, AsOfSource::Stated),
        None => told(intake, zone)?,
    };
    bounded(intake, zone, found.0)?;
    note_early_receipt(intake, zone);
    Ok(found)
}

fn nothing_usable() -> Problem {
    Problem::new("no row of any file could be used")
        .because("every row was held back, or the files have no rows")
        .hint("run `rapor check` and read the findings")
}

fn told(intake: &Intake, zone: Zone) -> Result<(i64, AsOfSource), Problem> {
    let cases = intake.cases.rows.iter().flat_map(|c| [c.received, c.responded, c.closed]);
    let events = intake.events.rows.iter().map(|e| e.at);
    let (newest, next) = cases.chain(events).filter_map(|s: Stamp| s.date(zone)).fold((None, None), two_newest);
    if let Some(exported) = intake.exported {
        plausible(intake, zone, zone.date(exported), newest)?;
        return Ok((exported, AsOfSource::Export));
    }
    let Some(newest) = newest else {
        return Err(nothing_usable());
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

/// One wrong cell must not move as-of by years.
fn plausible(intake: &Intake, zone: Zone, exported: NaiveDate, newest: Option<NaiveDate>) -> Result<(), Problem> {
    let rows = intake.cases.rows.iter().map(|c| c.exported).chain(intake.events.rows.iter().map(|e| e.exported));
    let dates: BTreeSet<NaiveDate> = rows.filter_map(|s: Stamp| s.date(zone)).collect();
    let before = dates.iter().rev().find(|d| **d < exported).copied();
    let candidates = [("the newest day in the data", newest), ("the next newest export date", before)];
    for (what, date) in candidates.into_iter().filter_map(|(what, date)| Some((what, date?))) {
        if (exported - date).num_days() > LATEST_EXPORT {
            return Err(Problem::new("the data do not tell up to when they count")
                .because(format!(
                    "the newest export date is {exported}, {what} {date}: more than {LATEST_EXPORT} days lie between"
                ))
                .hint("correct the export date, or state as-of under [period] or with --as-of"));
        }
    }
    Ok(())
}

/// Receipts with the id and the origin of their complaint.
fn receipts(intake: &Intake, zone: Zone) -> impl Iterator<Item = (NaiveDate, &str, Origin)> {
    let cases = intake.cases.rows.iter().enumerate();
    let cases = cases.map(|(row, c)| (c.received, intake.cases.ids.get(row), c.origin));
    let events = intake.events.rows.iter().enumerate().map(|(row, e)| {
        let received = if e.kind == EventKind::Received { e.at } else { e.received };
        (received, intake.events.ids.get(row), e.origin)
    });
    cases.chain(events).filter_map(move |(received, id, origin)| Some((received.date(zone)?, id, origin)))
}

fn bounded(intake: &Intake, zone: Zone, as_of: i64) -> Result<(), Problem> {
    let Some(first) = receipts(intake, zone).map(|r| r.0).min() else { return Ok(()) };
    let last = zone.date(as_of);
    if Quarter::of(last).index() - Quarter::of(first).index() < MOST_QUARTERS {
        return Ok(());
    }
    Err(Problem::new("the data would reach over too many quarters")
        .because(format!(
            "the first receipt is of {first} and everything counts up to {last}: more than {MOST_QUARTERS} quarters"
        ))
        .hint(
            "correct the row with the oldest receipt, or the as-of time under [period], with --as-of or in the export",
        ))
}

fn note_early_receipt(intake: &mut Intake, zone: Zone) {
    let Some((oldest, id, origin)) = receipts(intake, zone).min_by_key(|r| r.0) else { return };
    let Some(next) = receipts(intake, zone).filter(|r| r.1 != id).map(|r| r.0).min() else { return };
    if (next - oldest).num_days() <= EARLIEST_RECEIPT {
        return;
    }
    let place = intake.accounts.get(origin.account as usize).map(|a| Place {
        file: a.file.clone(),
        sheet: a.sheet.clone(),
        row: origin.row,
        column: String::new(),
    });
    intake.log.note(&rules::EARLY_RECEIPT, &place.unwrap_or_default(), "");
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

    #[test]
    fn an_export_date_far_from_everything_else_is_asked_about() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let intake = Intake::default();
        assert!(plausible(&intake, Zone::WIB, day("2024-07-05"), Some(day("2024-06-30"))).is_ok());
        assert!(plausible(&intake, Zone::WIB, day("2024-07-05"), None).is_ok());
        let problem = plausible(&intake, Zone::WIB, day("2094-07-05"), Some(day("2024-06-30"))).unwrap_err();
        assert!(problem.why.contains("2094-07-05") && problem.why.contains("2024-06-30"), "{problem}");
    }
}
