//! Dates whose day and month may be exchanged.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::tails::binomial;
use super::{FEWEST, Sighting, Subject, budget, date};
use crate::measure::{EntryDay, FileTimes};
use crate::terms::FileAccount;

/// The last day of a month that could be a month.
const LAST: u32 = 12;

/// The largest share of a month's complaints that is ordinary on its first twelve days: 12 of 28 days, and a little more
/// where holidays stand at its end.
const EARLY_SHARE: f64 = 0.5;

/// How often a long (or negative) duration becomes short by chance when day and month are exchanged. For a given month and
/// given other date at most one of the eleven days that can be exchanged leads there; three ways of exchanging are tried.
const FOLDING_SHARE: f64 = 1.0 / 3.0;

/// Files with months whose complaints all fall on days 1 to 12. The last month of a file may have been cut off there by
/// the export, so it is not asked.
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub(super) fn months(days: &[EntryDay]) -> Vec<Sighting> {
    // Complaints in all, and on days after the twelfth.
    let mut months: BTreeMap<(usize, i32, u32), (u64, u64)> = BTreeMap::new();
    for day in days {
        let date = date(day.day);
        let sums = months.entry((day.file, date.year(), date.month())).or_default();
        sums.0 += day.complaints;
        sums.1 += if date.day() > LAST { day.complaints } else { 0 };
    }
    let threshold = budget(months.len());
    let mut files: BTreeMap<usize, Vec<(u64, u64)>> = BTreeMap::new();
    for ((file, ..), sums) in months {
        files.entry(file).or_default().push(sums);
    }
    let mut found = Vec::new();
    for (file, months) in files {
        let of = months.iter().map(|(all, _)| all).sum();
        let but_last = months.get(..months.len().saturating_sub(1)).unwrap_or_default();
        let odd =
            |(all, late): &&(u64, u64)| *late == 0 && *all >= FEWEST && binomial(*all, *all, EARLY_SHARE) < threshold;
        let seen: u64 = but_last.iter().filter(odd).map(|(all, _)| all).sum();
        if seen > 0 {
            let expected = EARLY_SHARE * seen as f64;
            found.push(Sighting { subject: Subject::File(file), quarter: None, day: None, seen, of, expected });
        }
    }
    found
}

/// Files whose very long and negative durations become short when day and month are exchanged, more often than chance
/// brings it: the binomial tail.
#[allow(clippy::cast_precision_loss)]
pub(super) fn durations(files: &[FileTimes], accounts: &[FileAccount]) -> Vec<Sighting> {
    let of = |(file, account): (usize, &FileAccount)| {
        let times = files.iter().find(|f| f.file == file).copied().unwrap_or_default();
        (file, times.folding_back + account.folding_back, times.long_ones + account.before_receipt)
    };
    let tested: Vec<_> = accounts.iter().enumerate().map(of).filter(|(_, _, odd)| *odd >= FEWEST).collect();
    let threshold = budget(tested.len());
    let fold = tested
        .into_iter()
        .filter(|(_, folding, odd)| *folding >= FEWEST && binomial(*folding, *odd, FOLDING_SHARE) < threshold);
    fold.map(|(file, seen, odd)| Sighting {
        subject: Subject::File(file),
        quarter: None,
        day: None,
        seen,
        of: odd,
        expected: FOLDING_SHARE * odd as f64,
    })
    .collect()
}
