//! Who improved and who declined beyond chance, between quarters of equal age.
//!
//! A rate or a mean time of the report's quarter is held against the same one of the quarter before and of the same quarter a
//! year before. The difference has an interval, and all comparisons of a comparison group together, rates and means, name
//! somebody wrongly with a probability of at most 5 %: each of the `m` comparisons is made at a confidence of 1 - 0.05 / m
//! (Bonferroni; Dunn, Journal of the American Statistical Association 56 (1961), 52-64), so that the published interval excludes
//! zero exactly where a change is told. `m` counts every comparison whose two values could be told, those too of which nothing
//! is said in the end.

mod measures;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::league_row::Verdict;
use super::line::LineRow;
use crate::terms::Quarter;
use measures::{COMPARED, Compared, ERROR};

/// A quarter with which the report's quarter is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// The quarter before.
    Previous,
    /// The same quarter a year before.
    YearBefore,
}

impl Against {
    const ALL: [Self; 2] = [Self::Previous, Self::YearBefore];

    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Previous => "previous",
            Self::YearBefore => "year_before",
        }
    }

    fn of(self, quarter: Quarter) -> Quarter {
        match self {
            Self::Previous => quarter.previous(),
            Self::YearBefore => Quarter::from_index(quarter.index() - 4),
        }
    }
}

/// What can be said of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// Better beyond chance.
    Improved,
    /// Worse beyond chance.
    Declined,
    /// A difference that chance explains, or none.
    NoDifference,
    /// Both are told, and nothing of what chance allows: what chance allows of a rank is not computed for a cut.
    NotTested,
    /// The two cannot be compared, see the reason.
    NotComparable,
}

impl Moved {
    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Declined => "declined",
            Self::NoDifference => "no_difference",
            Self::NotTested => "not_tested",
            Self::NotComparable => "not_comparable",
        }
    }
}

/// One measure of one unit (or one government, with `skpd_id` empty) against one earlier quarter (`publik/gerak.csv`).
#[derive(Debug, Clone, PartialEq)]
pub struct MovementRow {
    /// The government's id.
    pub agency_id: String,
    /// Its name.
    pub agency: String,
    /// The unit's id.
    pub skpd_id: String,
    /// Its name.
    pub skpd: String,
    /// The comparison group in the report's quarter.
    pub group: String,
    /// A rate or a mean of the league table, or `rank`.
    pub measure: &'static str,
    /// Which earlier quarter.
    pub against: Against,
    /// That quarter.
    pub quarter: Quarter,
    /// Its cut on the government's clock; `None` where the data hold nothing of it.
    pub cut: Option<NaiveDateTime>,
    /// The value in the report's quarter.
    pub now: Sided,
    /// The value in the earlier quarter at the same age.
    pub before: Sided,
    /// `now - before`, in the unit of the measure; for a rank, places gained.
    pub difference: Option<f64>,
    /// Lower end of the difference's interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// How many comparisons share the error of 5 %: all that were made in the group.
    pub comparisons: Option<u64>,
    /// What can be said.
    pub change: Moved,
    /// Why the two cannot be compared; else empty.
    pub reason: &'static str,
}

impl MovementRow {
    /// How much better the report's quarter is, in the unit of the measure; below 0 where it is worse.
    #[must_use]
    pub fn gain(&self) -> Option<f64> {
        let is_time = COMPARED.iter().any(|measure| measure.name == self.measure && measure.is_time());
        self.difference.map(|difference| if is_time { -difference } else { difference })
    }

    /// Whether it compares a mean over answered (closed) complaints alone.
    #[must_use]
    pub fn is_of_answered(&self) -> bool {
        COMPARED.iter().any(|measure| measure.name == self.measure && measure.is_of_answered())
    }
}

/// A value with its parts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sided {
    /// The rate, the mean, or the rank.
    pub value: Option<f64>,
    /// Its numerator; of a mean the sum of the times, in seconds or working days; a restricted mean has none.
    pub part: Option<u64>,
    /// Its denominator; of a mean the complaints that have the time, of a restricted mean those followed.
    pub whole: Option<u64>,
}

/// What a comparison depends on besides the lines.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The report's quarter.
    pub quarter: Quarter,
    /// Fewest complaints for a comparison, in either quarter.
    pub minimum_volume: u64,
    /// Where the data begin.
    pub begins: Option<NaiveDate>,
    /// The scored measures.
    pub scored: &'a [&'a str],
}

impl Terms<'_> {
    /// Whether the data begin in this quarter, after its first month: what came in before is not in them, and the rest is
    /// younger at the cut than a whole quarter is.
    fn begins_inside(&self, quarter: Quarter) -> bool {
        let second_month = quarter.first_day().checked_add_months(chrono::Months::new(1));
        self.begins.zip(second_month).is_some_and(|(begins, second)| begins >= second)
    }
}

/// The comparisons of every row of the report's quarter, in the order of the lines.
#[must_use]
pub fn rows(lines: &[LineRow], terms: Terms<'_>) -> Vec<MovementRow> {
    let compared = |measure: &&Compared| !measure.only_scored || terms.scored.contains(&measure.name);
    let by_key: BTreeMap<(&str, &str, Quarter), &LineRow> =
        lines.iter().map(|r| ((r.agency_id.as_str(), r.skpd_id.as_str(), r.quarter), r)).collect();
    let mut out = Vec::new();
    for now in lines.iter().filter(|r| r.quarter == terms.quarter) {
        for against in Against::ALL {
            let quarter = against.of(terms.quarter);
            let before = by_key.get(&(now.agency_id.as_str(), now.skpd_id.as_str(), quarter)).copied();
            if now.received == 0 && before.is_none_or(|b| b.received == 0) {
                continue;
            }
            let pair = Pair { now, before, against, quarter };
            out.extend(COMPARED.iter().filter(compared).map(|measure| pair.measure(measure, terms)));
            out.push(pair.rank());
        }
    }
    judge(&mut out, &by_key, terms.quarter);
    out
}

/// Two rows of one unit.
struct Pair<'a> {
    now: &'a LineRow,
    before: Option<&'a LineRow>,
    against: Against,
    quarter: Quarter,
}

impl Pair<'_> {
    fn row(&self, measure: &'static str, now: Sided, before: Sided, reason: &'static str) -> MovementRow {
        MovementRow {
            agency_id: self.now.agency_id.clone(),
            agency: self.now.agency.clone(),
            skpd_id: self.now.skpd_id.clone(),
            skpd: self.now.skpd.clone(),
            group: self.now.group.clone(),
            measure,
            against: self.against,
            quarter: self.quarter,
            cut: self.before.map(|b| b.cut),
            difference: now.value.zip(before.value).map(|(now, before)| now - before),
            now,
            before,
            low: None,
            high: None,
            comparisons: None,
            change: if reason.is_empty() { Moved::NoDifference } else { Moved::NotComparable },
            reason,
        }
    }

    fn measure(&self, measure: &Compared, terms: Terms<'_>) -> MovementRow {
        let (now, before) = (measure.side(self.now), self.before.map(|b| measure.side(b)).unwrap_or_default());
        let is_few = |row: &LineRow| measure.is_few(row, terms.minimum_volume);
        let told = now.value.is_some() && before.value.is_some();
        let reason = match self.before.filter(|b| b.received > 0) {
            None => "no_data",
            Some(b) if [self.now.verdict, b.verdict].contains(&Verdict::NotAssigned) => "not_assigned",
            Some(_) if terms.begins_inside(self.quarter) => "data_begin",
            Some(b) if is_few(self.now) || is_few(b) => "too_few",
            Some(b) if !told || [self.now.verdict, b.verdict].contains(&Verdict::NoEvidence) => "no_evidence",
            Some(b) if measure.interval(self.now, b, ERROR).is_none() => "no_spread",
            Some(_) => "",
        };
        self.row(measure.name, now, before, reason)
    }

    /// The rank at equal age, in the same group.
    #[allow(clippy::cast_precision_loss)] // ranks are small
    fn rank(&self) -> MovementRow {
        let sided = |row: &LineRow| Sided { value: row.rank.map(|rank| rank as f64), ..Sided::default() };
        let (now, before) = (sided(self.now), self.before.map(sided).unwrap_or_default());
        let reason = match (self.before, now.value.zip(before.value)) {
            (None, _) => "no_data",
            (_, None) => "not_ranked",
            (Some(b), _) if b.group != self.now.group => "other_group",
            _ => "",
        };
        let mut row = self.row("rank", now, before, reason);
        row.difference = row.difference.map(|places| -places).filter(|_| reason.is_empty());
        if reason.is_empty() {
            row.change = Moved::NotTested;
        }
        row
    }
}

/// The comparison group of a row; governments are compared with one another.
fn family(row: &MovementRow) -> (String, String) {
    let agency = if row.skpd_id.is_empty() { String::new() } else { row.agency_id.clone() };
    (agency, row.group.clone())
}

/// Gives each comparison of rates and means its interval and its word.
fn judge(rows: &mut [MovementRow], lines: &BTreeMap<(&str, &str, Quarter), &LineRow>, report: Quarter) {
    let made = |row: &&mut MovementRow| row.measure != "rank" && row.change == Moved::NoDifference;
    let mut families: BTreeMap<(bool, (String, String)), u64> = BTreeMap::new();
    for row in rows.iter_mut().filter(made) {
        *families.entry((row.skpd_id.is_empty(), family(row))).or_default() += 1;
    }
    for row in rows.iter_mut().filter(made) {
        let comparisons = families.get(&(row.skpd_id.is_empty(), family(row))).copied().unwrap_or(1);
        let at = |quarter| lines.get(&(row.agency_id.as_str(), row.skpd_id.as_str(), quarter)).copied();
        let measure = COMPARED.iter().find(|measure| measure.name == row.measure);
        let Some(((now, before), measure)) = at(report).zip(at(row.quarter)).zip(measure) else { continue };
        #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
        let Some((low, high)) = measure.interval(now, before, ERROR / comparisons as f64) else { continue };
        row.comparisons = Some(comparisons);
        (row.low, row.high) = (Some(low), Some(high));
        row.change = measure.word((low, high));
        if row.change != Moved::NoDifference && measure.is_contrary(now, before) {
            (row.change, row.reason) = (Moved::NotComparable, "contrary_share");
        }
    }
}
