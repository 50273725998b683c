//! The quarters of a unit, each seen at the age that the report's quarter has at as-of.
//!
//! A complaint is held at today's holder and at today's exclusion; a renamed or merged unit stands with all that its
//! predecessors did. What happened after a quarter's cut does not count in it, nor does a complaint that came to the unit
//! after it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::league::League;
use super::league_row::{LeagueRow, Verdict};
use super::line_times::LineTimes;
use crate::config::Config;
use crate::measure::{AtAge, Canonical, Figures, Lines};
use crate::terms::{Quarter, Zone};

/// One unit (or one government, with `skpd_id` empty) in one quarter at its cut (`publik/riwayat-umur-sama.csv`). Columns are
/// those of the league table of the same name.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // most fields are the columns of their name, described in queries/README.md
pub struct LineRow {
    pub quarter: Quarter,
    /// Local time up to which everything counts in this row.
    pub cut: NaiveDateTime,
    pub agency_id: String,
    pub agency: String,
    pub skpd_id: String,
    pub skpd: String,
    pub group: String,
    pub received: u64,
    pub eligible: u64,
    pub responded: u64,
    /// Of `responded`, those answered by the cut whichever way their time is read.
    pub responded_surely: u64,
    /// Those that some reading of their time has answered by the cut.
    pub responded_possibly: u64,
    pub response_rate: Option<f64>,
    pub due: u64,
    pub responded_in_time: Option<u64>,
    pub on_time_rate: Option<f64>,
    pub unanswered_overdue: Option<u64>,
    /// Those of `unanswered_overdue` that their reporter had not closed.
    pub unanswered_named: Option<u64>,
    pub closed: u64,
    pub closed_by_reporter: u64,
    pub closed_by_system: u64,
    pub closed_by_admin: u64,
    pub resolution_due: u64,
    pub resolved_in_time: Option<u64>,
    pub resolution_on_time_rate: Option<f64>,
    pub score: Option<f64>,
    pub rank: Option<u64>,
    pub verdict: Verdict,
    /// How long its complaints waited and took.
    pub times: LineTimes,
}

/// Measures whose value at a cut follows from what had happened by then. A score of any other (stock, medians, the year's
/// volume) is not computed for a cut, and so no rank.
const KNOWN_AT_A_CUT: [&str; 8] = [
    "response_rate",
    "on_time_rate",
    "resolution_rate",
    "resolution_on_time_rate",
    "mean_response_hours",
    "mean_response_workdays",
    "mean_resolution_days",
    "mean_resolution_workdays",
];

/// The lines of the report of a quarter: governments first, then units, each quarter oldest first and in the order of the
/// league.
pub fn rows(
    config: &Config,
    canonical: &Canonical,
    league: &League<'_>,
    lines: &Lines,
    report: Quarter,
) -> Vec<LineRow> {
    let scored = config.score.iter().all(|s| KNOWN_AT_A_CUT.contains(&s.measure.as_str()));
    let mut out = Vec::new();
    for (measured, of_units) in [(&lines.governments, false), (&lines.units, true)] {
        let figures: Vec<Figures> = measured.iter().map(|a| a.figures.clone()).collect();
        let found: BTreeMap<_, &AtAge> = measured.iter().map(|a| (key(canonical, a), a)).collect();
        let cuts: BTreeMap<(&str, i32), NaiveDateTime> = measured.iter().map(|a| cut(canonical, a)).collect();
        let mut quarters: Vec<i32> = figures.iter().map(|f| f.quarter).collect();
        quarters.sort_unstable();
        quarters.dedup();
        for quarter in quarters.into_iter().map(Quarter::from_index) {
            let rows = match of_units {
                true => league.units_of(&figures, quarter, report),
                false => league.governments_of(&figures, quarter),
            };
            out.extend(rows.into_iter().filter_map(|row| {
                let cut = *cuts.get(&(row.agency_id.as_str(), quarter.index()))?;
                let at_age = found.get(&(row.agency_id.as_str(), row.skpd_id.as_str(), quarter.index())).copied();
                let times = LineTimes::of(&row, at_age, config.survival.response_minutes);
                Some(line_row(row, cut, at_age, times, scored))
            }));
        }
    }
    out
}

fn key<'a>(canonical: &'a Canonical, at_age: &AtAge) -> (&'a str, &'a str, i32) {
    let f = &at_age.figures;
    let unit = f.unit.and_then(|unit| canonical.units.units.get(unit)).map_or("", |u| u.id.as_str());
    (canonical.units.agencies.get(f.agency).map_or("", |a| a.id.as_str()), unit, f.quarter)
}

fn cut<'a>(canonical: &'a Canonical, at_age: &AtAge) -> ((&'a str, i32), NaiveDateTime) {
    let agency = canonical.units.agencies.get(at_age.figures.agency);
    let zone = agency.map_or(Zone::WIB, |a| a.zone);
    ((agency.map_or("", |a| a.id.as_str()), at_age.figures.quarter), zone.local(at_age.cut_at))
}

fn line_row(row: LeagueRow, cut: NaiveDateTime, at_age: Option<&AtAge>, times: LineTimes, scored: bool) -> LineRow {
    let known = row.unanswered_overdue.is_some();
    LineRow {
        quarter: row.period,
        cut,
        agency_id: row.agency_id,
        agency: row.agency,
        skpd_id: row.skpd_id,
        skpd: row.skpd,
        group: row.group,
        received: row.received,
        eligible: row.eligible,
        responded: row.responded,
        responded_surely: at_age.map_or(0, |a| a.responded_surely),
        responded_possibly: at_age.map_or(0, |a| a.responded_possibly),
        response_rate: row.response_rate,
        due: row.due.unwrap_or_default(),
        responded_in_time: row.responded_in_time,
        on_time_rate: row.on_time_rate,
        unanswered_overdue: row.unanswered_overdue,
        unanswered_named: known.then(|| at_age.map_or(0, |a| a.unanswered_named)),
        closed: row.closed,
        closed_by_reporter: row.closed_by_reporter,
        closed_by_system: row.closed_by_system,
        closed_by_admin: row.closed_by_admin,
        resolution_due: row.resolution_due.unwrap_or_default(),
        resolved_in_time: row.resolved_in_time,
        resolution_on_time_rate: row.resolution_on_time_rate,
        score: row.score.filter(|_| scored),
        rank: row.rank.filter(|_| scored),
        verdict: row.verdict,
        times,
    }
}
