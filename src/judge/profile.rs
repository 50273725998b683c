//! Each row of the table by itself: its rate over quarters of equal age, and what it reached of each target.

use std::collections::BTreeMap;

use super::basis;
use super::league_row::LeagueRow;
use super::line::LineRow;
use super::score;
use super::targets::{Subject, aim_of, attainment, default_aim, find};
use crate::config::{Config, Direction};
use crate::measure::{Canonical, Standing};
use crate::terms::Quarter;

/// The rows of a report by themselves.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profiles {
    /// The rate of the points: `on_time_rate`, or `response_rate` where no times are known of any row.
    pub measure: &'static str,
    /// One a row of the league, in its order, then one a government.
    pub rows: Vec<Profile>,
}

/// A unit, or a government (`skpd_id` empty).
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The government's id.
    pub agency_id: String,
    /// The unit's id.
    pub skpd_id: String,
    /// Up to eight quarters at equal age, oldest first.
    pub points: Vec<Point>,
    /// What is aimed at, in the order of the score, then what is shown only.
    pub attained: Vec<Attained>,
}

/// A rate of one quarter, with its 95 % interval, see [`LineRow::interval`].
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The quarter.
    pub quarter: Quarter,
    /// Its numerator.
    pub part: u64,
    /// Its denominator.
    pub whole: u64,
    /// The rate; `None` where nothing is known of it.
    pub value: Option<f64>,
    /// Both ends of its interval.
    pub range: Option<(f64, f64)>,
}

/// A measure against what is aimed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Attained {
    /// The measure.
    pub measure: String,
    /// Its share of the score; 0 = shown, not scored.
    pub weight: f64,
    /// Its value.
    pub value: Option<f64>,
    /// What is aimed at, in the unit of the measure.
    pub target: f64,
    /// Which way it is good.
    pub direction: Direction,
    /// Where the attainment is cut off in the score.
    pub cap: f64,
    /// How far the target is met, not cut off: see [`super::attainment`].
    pub attainment: Option<f64>,
}

/// The profiles of a quarter's rows.
pub fn of(
    config: &Config,
    canonical: &Canonical,
    quarter: Quarter,
    [league, instansi]: [&[LeagueRow]; 2],
    lines: &[LineRow],
) -> Profiles {
    let in_time = lines.iter().any(|row| row.on_time_rate.is_some());
    let mut points: BTreeMap<(&str, &str), Vec<Point>> = BTreeMap::new();
    for line in lines {
        points.entry((&line.agency_id, &line.skpd_id)).or_default().push(point(line, in_time));
    }
    let subjects = subjects(canonical, quarter);
    let measures = measures(config, quarter);
    let profile = |row: &LeagueRow| {
        let key = (row.agency_id.as_str(), row.skpd_id.as_str());
        let subject = subjects.get(&key);
        Profile {
            agency_id: row.agency_id.clone(),
            skpd_id: row.skpd_id.clone(),
            points: points.get(&key).cloned().unwrap_or_default(),
            attained: measures
                .iter()
                .filter_map(|(measure, weight)| attained(config, row, measure, *weight, *subject?))
                .collect(),
        }
    };
    Profiles {
        measure: if in_time { "on_time_rate" } else { "response_rate" },
        rows: league.iter().chain(instansi).map(profile).collect(),
    }
}

fn point(line: &LineRow, in_time: bool) -> Point {
    let (part, whole, value) = if in_time {
        (line.responded_in_time.unwrap_or_default(), line.due, line.on_time_rate)
    } else {
        (line.responded, line.eligible, line.response_rate)
    };
    let rate = if in_time { "on_time_rate" } else { "response_rate" };
    Point { quarter: line.quarter, part, whole, value, range: line.interval(rate) }
}

/// For whom targets are looked up, by government and unit; none for rows that nobody heads.
fn subjects(canonical: &Canonical, quarter: Quarter) -> BTreeMap<(&str, &str), Subject<'_>> {
    let agencies = &canonical.units.agencies;
    let own = agencies.iter().enumerate().map(|(number, agency)| {
        ((agency.id.as_str(), ""), Subject { skpd: None, kind: None, quarter, home: number == 0 })
    });
    let units = canonical.units.units.iter().filter(|unit| unit.standing == Standing::Unit).filter_map(|unit| {
        let agency = agencies.get(unit.agency)?;
        let subject = Subject { skpd: Some(&unit.id), kind: unit.kind, quarter, home: unit.agency == 0 };
        Some(((agency.id.as_str(), unit.id.as_str()), subject))
    });
    own.chain(units).collect()
}

/// Every measure that has a target somewhere, with its weight.
fn measures(config: &Config, quarter: Quarter) -> Vec<(String, f64)> {
    let mut out: Vec<(String, f64)> = basis::measures(config).into_iter().map(|m| (m.measure, m.weight)).collect();
    for target in config.targets.iter().filter(|t| t.year == quarter.year()) {
        if out.iter().all(|(known, _)| *known != target.measure) {
            out.push((target.measure.clone(), 0.0));
        }
    }
    out
}

fn attained(config: &Config, row: &LeagueRow, measure: &str, weight: f64, subject: Subject<'_>) -> Option<Attained> {
    let volume = measure == "received";
    // A volume and its attainments are aimed at only where somebody has been given a volume.
    let of_volume = matches!(measure, "received" | "volume_attainment" | "volume_pro_rata");
    if of_volume && row.volume_target.is_none() {
        return None;
    }
    let aim = find(config, measure, subject).map(aim_of).or_else(|| default_aim(config, measure))?;
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    let value = if volume { Some(row.received_ytd as f64) } else { score::value(row, measure) };
    Some(Attained {
        measure: measure.to_owned(),
        weight,
        value,
        target: aim.value,
        direction: aim.direction,
        cap: aim.cap,
        attainment: value.map(|value| attainment(value, aim.value, aim.direction)),
    })
}
