//! Who improved and who declined beyond chance, between quarters of equal age.
//!
//! A rate of the report's quarter is held against the same rate of the quarter before and of the same quarter a year before.
//! The difference has an interval, and all comparisons of a comparison group together name somebody wrongly with a
//! probability of at most 5 %: each of the `m` comparisons is made at a confidence of 1 - 0.05 / m (Bonferroni; Dunn, Journal
//! of the American Statistical Association 56 (1961), 52-64), so that the published interval excludes zero exactly where a
//! change is told.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::league_row::Verdict;
use super::line::LineRow;
use super::newcombe::newcombe;
use super::normal;
use crate::terms::Quarter;

/// What all comparisons of a group may err together.
const ERROR: f64 = 0.05;

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
    /// A rate of the league table, or `rank`.
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
    /// `now - before`; for a rank, places gained.
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

/// A value with its parts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sided {
    /// The rate, or the rank.
    pub value: Option<f64>,
    /// Its numerator.
    pub part: Option<u64>,
    /// Its denominator.
    pub whole: Option<u64>,
}

/// A rate that is compared: its name, value, numerator and denominator, and the least and the most that its numerator can
/// have been by the cut. A higher one is better.
struct Rate {
    name: &'static str,
    of: fn(&LineRow) -> Sided,
    bounds: fn(&LineRow) -> (u64, u64),
}

const RATES: [Rate; 3] = [
    Rate {
        name: "response_rate",
        of: |r| Sided { value: r.response_rate, part: Some(r.responded), whole: Some(r.eligible) },
        bounds: |r| (r.responded_surely, r.responded_possibly),
    },
    Rate {
        name: "on_time_rate",
        of: |r| Sided { value: r.on_time_rate, part: r.responded_in_time, whole: Some(r.due) },
        bounds: |r| (r.responded_in_time.unwrap_or(0), r.responded_in_time.unwrap_or(0)),
    },
    Rate {
        name: "resolution_on_time_rate",
        of: |r| Sided { value: r.resolution_on_time_rate, part: r.resolved_in_time, whole: Some(r.resolution_due) },
        bounds: |r| (r.resolved_in_time.unwrap_or(0), r.resolved_in_time.unwrap_or(0)),
    },
];

/// What a comparison depends on besides the lines.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// The report's quarter.
    pub quarter: Quarter,
    /// Fewest complaints for a comparison, in either quarter.
    pub minimum_volume: u64,
    /// Where the data begin.
    pub begins: Option<NaiveDate>,
}

impl Terms {
    /// Whether the data begin in this quarter, after its first month: what came in before is not in them, and the rest is
    /// younger at the cut than a whole quarter is.
    fn begins_inside(&self, quarter: Quarter) -> bool {
        let second_month = quarter.first_day().checked_add_months(chrono::Months::new(1));
        self.begins.zip(second_month).is_some_and(|(begins, second)| begins >= second)
    }
}

/// The comparisons of every row of the report's quarter, in the order of the lines.
#[must_use]
pub fn rows(lines: &[LineRow], terms: Terms) -> Vec<MovementRow> {
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
            out.extend(RATES.iter().map(|rate| pair.rate(rate, terms)));
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

    fn rate(&self, rate: &Rate, terms: Terms) -> MovementRow {
        let (now, before) = ((rate.of)(self.now), self.before.map(rate.of).unwrap_or_default());
        let few = |side: Sided| side.whole.is_none_or(|whole| whole < terms.minimum_volume.max(1));
        let verdicts = [Some(self.now.verdict), self.before.map(|b| b.verdict)];
        let reason = if self.before.is_none_or(|b| b.received == 0) {
            "no_data"
        } else if verdicts.contains(&Some(Verdict::NotAssigned)) {
            "not_assigned"
        } else if terms.begins_inside(self.quarter) {
            "data_begin"
        } else if few(now) || few(before) {
            "too_few"
        } else if verdicts.contains(&Some(Verdict::NoEvidence)) || now.value.is_none() || before.value.is_none() {
            "no_evidence"
        } else {
            ""
        };
        self.row(rate.name, now, before, reason)
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

/// Gives each comparison of rates its interval and its word.
fn judge(rows: &mut [MovementRow], lines: &BTreeMap<(&str, &str, Quarter), &LineRow>, report: Quarter) {
    let made = |row: &&mut MovementRow| row.measure != "rank" && row.change == Moved::NoDifference;
    let mut families: BTreeMap<(bool, (String, String)), u64> = BTreeMap::new();
    for row in rows.iter_mut().filter(made) {
        *families.entry((row.skpd_id.is_empty(), family(row))).or_default() += 1;
    }
    for row in rows.iter_mut().filter(made) {
        let comparisons = families.get(&(row.skpd_id.is_empty(), family(row))).copied().unwrap_or(1);
        let at = |quarter| lines.get(&(row.agency_id.as_str(), row.skpd_id.as_str(), quarter)).copied();
        let rate = RATES.iter().find(|rate| rate.name == row.measure);
        let Some(((now, before), rate)) = at(report).zip(at(row.quarter)).zip(rate) else { continue };
        let Some((low, high)) = interval(rate, now, before, comparisons) else { continue };
        row.comparisons = Some(comparisons);
        (row.low, row.high) = (Some(low), Some(high));
        row.change = match (low > 0.0, high < 0.0) {
            (true, _) => Moved::Improved,
            (_, true) => Moved::Declined,
            _ => Moved::NoDifference,
        };
    }
}

/// The interval of a difference of rates, one of `comparisons`. Where it depends on the reading whether an answer came by the
/// cut, it reaches from the lowest end to the highest of all readings.
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn interval(rate: &Rate, now: &LineRow, before: &LineRow, comparisons: u64) -> Option<(f64, f64)> {
    let z = normal::quantile(1.0 - ERROR / (2.0 * comparisons as f64))?;
    let (whole, whole_before) = ((rate.of)(now).whole?, (rate.of)(before).whole?);
    let (least, most) = (rate.bounds)(now);
    let (least_before, most_before) = (rate.bounds)(before);
    let (low, _) = newcombe((least, whole), (most_before, whole_before), z)?;
    let (_, high) = newcombe((most, whole), (least_before, whole_before), z)?;
    Some((low, high))
}
