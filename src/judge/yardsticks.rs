//! What a unit's figures are held against: its target, the middle of its comparison group, and its government's figure.
//!
//! Nothing here judges: whether a difference is more than chance is told by intervals, rank sets and funnels.

use std::collections::BTreeMap;

use super::league_row::{LeagueRow, Verdict};
use super::score;
use super::targets::{Aim, Subject, aim, aim_of, attainment, find};
use crate::config::{Config, Direction, is_scoreable};
use crate::measure::{Canonical, Unit};
use crate::terms::Quarter;

/// Measures that stand beside those of the score, in this order.
const BESIDE: [&str; 4] =
    ["on_time_rate", "resolution_on_time_rate", "response_rate", "restricted_mean_response_hours"];

/// One measure of one unit (`publik/ukuran.csv`).
#[derive(Debug, Clone, PartialEq)]
pub struct Yardstick {
    /// The government's id.
    pub agency_id: String,
    /// The unit's id.
    pub skpd_id: String,
    /// The unit's name.
    pub skpd: String,
    /// Its comparison group.
    pub group: String,
    /// A column of the league table, or `volume_pro_rata`.
    pub measure: String,
    /// Its share of the score; 0 = not scored.
    pub weight: f64,
    /// Which way it is good.
    pub direction: Direction,
    /// The unit's value.
    pub value: Option<f64>,
    /// The part of a rate.
    pub part: Option<u64>,
    /// The complaints of which it is told; `None` of a count, which is its own.
    pub whole: Option<u64>,
    /// What it aims at: its target, for a scored rate without one 1.
    pub target: Option<f64>,
    /// How far the target is met, not capped.
    pub attainment: Option<f64>,
    /// The median of the ranked units of the group, this one included; `None` where fewer than two have the measure.
    pub middle: Option<f64>,
    /// How many units that is the median of.
    pub peers: u64,
    /// The government's value.
    pub government: Option<f64>,
}

/// The yardsticks of a quarter: units in the order of the league, the scored measures first, the heaviest before the others.
/// A unit without a complaint that counts has none.
pub fn rows(
    config: &Config,
    canonical: &Canonical,
    quarter: Quarter,
    league: &[LeagueRow],
    instansi: &[LeagueRow],
) -> Vec<Yardstick> {
    let units = &canonical.units;
    let known: BTreeMap<(&str, &str), &Unit> = units
        .units
        .iter()
        .filter_map(|u| Some(((units.agencies.get(u.agency)?.id.as_str(), u.id.as_str()), u)))
        .collect();
    let mut out = Vec::new();
    for row in league.iter().filter(|row| row.eligible > 0) {
        let unit = known.get(&(row.agency_id.as_str(), row.skpd_id.as_str()));
        let subject = Subject {
            skpd: Some(&row.skpd_id),
            kind: unit.and_then(|u| u.kind),
            quarter,
            home: unit.is_none_or(|u| u.agency == 0),
        };
        for asked in measures(config, subject) {
            let aim = aim_at(config, asked, subject);
            // A volume is held against its target from the year's beginning.
            let measure = if asked == "received" { "received_ytd" } else { asked };
            let value = score::value(row, measure);
            let (part, whole) = counts(row, measure);
            let (middle, peers) = middle(league, row, measure);
            let government = instansi.iter().find(|g| g.agency_id == row.agency_id);
            out.push(Yardstick {
                agency_id: row.agency_id.clone(),
                skpd_id: row.skpd_id.clone(),
                skpd: row.skpd.clone(),
                group: row.group.clone(),
                measure: measure.to_owned(),
                weight: config.score.iter().find(|s| s.measure == measure).map_or(0.0, |s| s.weight),
                direction: aim.map_or_else(|| direction(measure), |aim| aim.direction),
                value,
                part,
                whole,
                target: aim.map(|aim| aim.value),
                attainment: value.zip(aim).map(|(value, aim)| attainment(value, aim.value, aim.direction)),
                middle,
                peers,
                government: government.and_then(|g| score::value(g, measure)),
            });
        }
    }
    out
}

/// The measures of a unit: those of the score, those that always stand beside it, and those for which it has a target.
fn measures<'c>(config: &'c Config, subject: Subject<'_>) -> Vec<&'c str> {
    let mut scored: Vec<_> = config.score.iter().filter(|s| s.weight > 0.0).collect();
    scored.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.measure.cmp(&b.measure)));
    let targeted = config.targets.iter().map(|t| t.measure.as_str());
    let targeted = targeted.filter(|measure| find(config, measure, subject).is_some());
    let mut out: Vec<&str> = Vec::new();
    for measure in scored.into_iter().map(|s| s.measure.as_str()).chain(BESIDE).chain(targeted) {
        if !out.contains(&measure) {
            out.push(measure);
        }
    }
    out
}

/// What a measure aims at: a target that holds for the unit; of a scored one also what holds without any.
fn aim_at(config: &Config, measure: &str, subject: Subject<'_>) -> Option<Aim> {
    let scored = config.score.iter().any(|s| s.measure == measure);
    let target = find(config, measure, subject).map(aim_of);
    target.or_else(|| if scored { aim(config, measure, subject) } else { None })
}

/// Times, ages and what is overdue are good where they are small.
fn direction(measure: &str) -> Direction {
    is_scoreable(measure).unwrap_or(if measure.ends_with("_hours") { Direction::Lower } else { Direction::Higher })
}

/// The part of a rate, and the complaints of which a measure is told.
fn counts(row: &LeagueRow, measure: &str) -> (Option<u64>, Option<u64>) {
    match measure {
        "response_rate" => (Some(row.responded), Some(row.eligible)),
        "on_time_rate" => (row.responded_in_time, row.due),
        "resolution_rate" => (Some(row.closed), Some(row.eligible)),
        "resolution_on_time_rate" => (row.resolved_in_time, row.resolution_due),
        "volume_attainment" | "volume_pro_rata" => (None, Some(row.received_ytd)),
        "km_median_response_hours" | "restricted_mean_response_hours" => (None, Some(row.eligible)),
        _ if measure.contains("_response_") => (None, Some(row.responded)),
        _ if measure.starts_with("mean_resolution_") => (None, Some(row.closed)),
        _ => (None, None),
    }
}

/// The median of a measure over the ranked units of a row's group, and of how many; the mean of the middle two.
fn middle(league: &[LeagueRow], row: &LeagueRow, measure: &str) -> (Option<f64>, u64) {
    let of_group =
        |r: &&LeagueRow| r.verdict == Verdict::Ranked && (&r.agency_id, &r.group) == (&row.agency_id, &row.group);
    let mut values: Vec<f64> = league.iter().filter(of_group).filter_map(|r| score::value(r, measure)).collect();
    values.sort_by(f64::total_cmp);
    let peers = values.len();
    let at = |place: usize| values.get(place).copied();
    let median = at(peers / 2).zip(at(peers.saturating_sub(1) / 2)).map(|(upper, lower)| f64::midpoint(lower, upper));
    (median.filter(|_| peers > 1), peers as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, group: &str, rate: Option<f64>, verdict: Verdict) -> LeagueRow {
        LeagueRow {
            skpd_id: id.to_owned(),
            group: group.to_owned(),
            on_time_rate: rate,
            verdict,
            ..LeagueRow::empty(Quarter::from_index(8096))
        }
    }

    #[test]
    fn the_middle_is_that_of_the_ranked_units_of_the_group() {
        let league = [
            row("a", "5-29", Some(0.9), Verdict::Ranked),
            row("b", "5-29", Some(0.5), Verdict::Ranked),
            row("c", "5-29", Some(0.8), Verdict::Ranked),
            row("d", "5-29", Some(0.1), Verdict::TooFew),
            row("e", "30-99", Some(0.2), Verdict::Ranked),
            row("f", "100+", Some(0.4), Verdict::Ranked),
            row("g", "100+", Some(0.6), Verdict::Ranked),
        ];
        let of = |place: usize| middle(&league, &league[place], "on_time_rate");
        assert_eq!(of(0), (Some(0.8), 3), "the middle one");
        assert_eq!(of(3), (Some(0.8), 3), "one that is not ranked is held against the others");
        assert_eq!(of(4), (None, 1), "one alone has no middle");
        assert_eq!(of(5), (Some(0.5), 2), "the mean of the middle two");
        assert_eq!(middle(&league, &league[0], "score"), (None, 0), "nobody has it");
    }

    #[test]
    fn each_figure_is_told_with_its_complaints() {
        let row = LeagueRow {
            eligible: 12,
            responded: 10,
            due: Some(9),
            responded_in_time: Some(7),
            closed: 6,
            resolution_due: Some(5),
            resolved_in_time: Some(4),
            received_ytd: 30,
            ..row("a", "", None, Verdict::Ranked)
        };
        let told = [
            ("response_rate", (Some(10), Some(12))),
            ("on_time_rate", (Some(7), Some(9))),
            ("resolution_rate", (Some(6), Some(12))),
            ("resolution_on_time_rate", (Some(4), Some(5))),
            ("volume_pro_rata", (None, Some(30))),
            ("restricted_mean_response_hours", (None, Some(12))),
            ("mean_response_workdays", (None, Some(10))),
            ("p90_response_hours", (None, Some(10))),
            ("mean_resolution_days", (None, Some(6))),
            ("oldest_open_days", (None, None)),
        ];
        for (measure, counted) in told {
            assert_eq!(counts(&row, measure), counted, "{measure}");
        }
    }
}
