//! What the figures of a quarter depend on besides its complaints, told so that each can be computed again: targets,
//! groups, where the data begin, and of each row what it stands for and how many rows were kept aside.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::children;
use super::league_row::LeagueRow;
use crate::config::{Config, Direction, PresetMeasure, Target, is_rate, is_scoreable};
use crate::measure::{Measured, Standing};
use crate::terms::Quarter;

/// What a report rests on besides complaints.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// What is known of each row of the league table, then of each government.
    pub units: Vec<UnitFacts>,
    /// The targets of the quarter's year.
    pub targets: Vec<TargetFact>,
    /// Where volume groups begin, ascending.
    pub group_cuts: Vec<u64>,
    /// Where the data begin: the stated period, else the first receipt.
    pub begins: Option<NaiveDate>,
    /// The quarter of as-of.
    pub last_quarter: Option<Quarter>,
    /// Up to how many minutes a restricted mean of the response follows complaints.
    pub response_horizon: u32,
    /// The same of the resolution.
    pub resolution_horizon: u32,
    /// The other readings by which something of the published quarters reads otherwise.
    pub readings: Vec<&'static str>,
    /// The zones of the score, the best first, where the preset has any: machine word and lowest score in hundredths of a percent.
    pub zones: Vec<(String, i64)>,
}

/// What is known of a row besides its complaints (`bukti-unit.csv`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitFacts {
    /// The government.
    pub agency_id: String,
    /// The unit; empty for the government itself.
    pub skpd_id: String,
    /// Its kind, where the register tells; a government's level.
    pub kind: &'static str,
    /// `unit`, `vertikal`, `unknown` (to the register, or to the list of governments), `direct` or `unassigned`: what the
    /// row stands for. Only the first is ranked.
    pub standing: &'static str,
    /// Rows kept aside.
    pub rows_rejected: u64,
    /// Rows of which that is a part: those and the complaints received, of all quarters; for a government that is alone
    /// every row read.
    pub rows_all: u64,
    /// Closings of eligible complaints of all quarters.
    pub closings: u64,
    /// Of these, the ones whose quarter is not known.
    pub closings_unknown: u64,
    /// Ids of other units that the quarter shows under this one: it was renamed from them, or took them in.
    pub shown_for: Vec<String>,
    /// The clock of its times.
    pub zone: String,
    /// The id of the unit above it, as the quarter shows that; empty = none.
    pub parent_id: String,
    /// Its name.
    pub parent: String,
}

/// A target, as exactly as the score uses it.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetFact {
    /// The measure.
    pub measure: String,
    /// One quarter only.
    pub quarter: Option<Quarter>,
    /// One unit only.
    pub skpd: Option<String>,
    /// Units of one kind only.
    pub kind: Option<&'static str>,
    /// Whether less is better.
    pub lower: bool,
    /// Where the attainment is cut off in the score.
    pub cap: f64,
    /// The value in the unit of the measure.
    pub value: f64,
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Unit => "unit",
        Standing::Vertikal => "vertikal",
        Standing::Unknown => "unknown",
        Standing::Direct => "direct",
        Standing::Unassigned => "unassigned",
    }
}

/// What is added up of the units that a row stands for.
#[derive(Default)]
struct Sum {
    rejected: u64,
    received: u64,
    closings: u64,
    closings_unknown: u64,
    shown_for: Vec<String>,
}

/// The targets of the preset, as far as they say more than what holds anyhow and no target of the configuration stands in
/// their place.
fn of_preset(config: &Config, quarter: Quarter) -> impl Iterator<Item = TargetFact> {
    let own = move |measure: &str| {
        let general = |t: &&Target| t.quarter.is_none() && t.skpd.is_none() && t.kind.is_none();
        config.targets.iter().filter(general).any(|t| t.measure == measure && t.year == quarter.year())
    };
    let preset = config.preset.iter().flat_map(|preset| &preset.measures);
    let says_more = move |m: &&PresetMeasure| {
        let as_without = is_rate(&m.measure) && (m.target, m.cap) == (1.0, 1.0);
        !as_without && !own(&m.measure)
    };
    preset.filter(says_more).map(|m| TargetFact {
        measure: m.measure.clone(),
        quarter: None,
        skpd: None,
        kind: None,
        lower: m.direction == Direction::Lower,
        cap: m.cap,
        value: m.target,
    })
}

/// The facts of a quarter's rows.
pub fn of(
    config: &Config,
    measured: &Measured,
    quarter: Quarter,
    league: &[LeagueRow],
    governments: &[LeagueRow],
) -> Facts {
    let canonical = &measured.canonical;
    let units = &canonical.units.units;
    let agencies = &canonical.units.agencies;
    let shown = canonical.shown.get(&quarter);
    let place = |unit: usize| shown.and_then(|s| s.get(unit)).map_or(unit, |u| *u as usize);
    let mut sums: Vec<Sum> = units.iter().map(|_| Sum::default()).collect();
    for (number, unit) in units.iter().enumerate() {
        let rejected: u64 = canonical.rejected_by_unit.get(number).map_or(0, |rules| rules.values().sum());
        if let Some(sum) = sums.get_mut(place(number)) {
            sum.rejected += rejected;
            if place(number) != number {
                sum.shown_for.push(unit.id.clone());
            }
        }
    }
    for f in &measured.units {
        if let Some(sum) = f.unit.and_then(|unit| sums.get_mut(place(unit))) {
            sum.received += f.received;
        }
    }
    for spells in measured.stock.iter().filter(|s| s.closed.is_some()) {
        if let Some(sum) = sums.get_mut(place(spells.unit)) {
            sum.closings += spells.spells;
            sum.closings_unknown += if spells.closing_known { 0 } else { spells.spells };
        }
    }
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (number, unit) in units.iter().enumerate() {
        if let Some(agency) = agencies.get(unit.agency) {
            places.insert((&agency.id, &unit.id), number);
        }
    }
    let parents = children::parents(canonical, quarter);
    let of_unit = |row: &LeagueRow| {
        let parent = parents.get(&(row.agency_id.as_str(), row.skpd_id.as_str())).and_then(|parent| units.get(*parent));
        let number = *places.get(&(row.agency_id.as_str(), row.skpd_id.as_str()))?;
        let (unit, sum) = (units.get(number)?, sums.get(number)?);
        let known = agencies.get(unit.agency).is_some_and(|a| a.level.is_some());
        Some(UnitFacts {
            agency_id: row.agency_id.clone(),
            skpd_id: row.skpd_id.clone(),
            kind: unit.kind.map_or("", crate::terms::Kind::word),
            standing: if known { word(unit.standing) } else { "unknown" },
            rows_rejected: sum.rejected,
            rows_all: sum.rejected + sum.received,
            closings: sum.closings,
            closings_unknown: sum.closings_unknown,
            shown_for: sum.shown_for.clone(),
            zone: agencies.get(unit.agency).map(|a| a.zone.to_string()).unwrap_or_default(),
            parent_id: parent.map(|parent| parent.id.clone()).unwrap_or_default(),
            parent: parent.map(|parent| parent.name.clone()).unwrap_or_default(),
        })
    };
    let of_government = |row: &LeagueRow| {
        let number = agencies.iter().position(|a| a.id == row.agency_id)?;
        let own = || units.iter().zip(&sums).filter(|(u, _)| u.agency == number).map(|(_, sum)| sum);
        let (rejected, all) = if agencies.len() == 1 {
            canonical.accounts.iter().fold((0, 0), |(r, n), a| (r + a.rejected, n + a.read))
        } else {
            own().fold((0, 0), |(r, n), sum| (r + sum.rejected, n + sum.rejected + sum.received))
        };
        Some(UnitFacts {
            agency_id: row.agency_id.clone(),
            skpd_id: String::new(),
            kind: agencies.get(number)?.level.map_or("", crate::terms::Level::word),
            standing: if agencies.get(number)?.level.is_some() { "unit" } else { "unknown" },
            rows_rejected: rejected,
            rows_all: all,
            closings: own().map(|sum| sum.closings).sum(),
            closings_unknown: own().map(|sum| sum.closings_unknown).sum(),
            shown_for: Vec::new(),
            zone: agencies.get(number)?.zone.to_string(),
            parent_id: String::new(),
            parent: String::new(),
        })
    };
    let targets = config.targets.iter().filter(|t| t.year == quarter.year());
    let zones = config.preset.iter().flat_map(|preset| &preset.zones);
    Facts {
        units: league.iter().filter_map(of_unit).chain(governments.iter().filter_map(of_government)).collect(),
        targets: targets
            .map(|t| TargetFact {
                measure: t.measure.clone(),
                quarter: t.quarter,
                skpd: t.skpd.clone(),
                kind: t.kind.map(crate::terms::Kind::word),
                lower: t.direction.or(is_scoreable(&t.measure)) == Some(Direction::Lower),
                cap: t.cap.unwrap_or(1.0),
                value: t.value,
            })
            .chain(of_preset(config, quarter))
            .collect(),
        group_cuts: config.groups.cuts.clone(),
        begins: canonical.begins,
        last_quarter: canonical.shown.keys().next_back().copied(),
        response_horizon: config.survival.response_minutes,
        resolution_horizon: config.survival.resolution_minutes,
        readings: measured.otherwise.iter().map(|other| other.reading.word()).collect(),
        zones: zones.map(|zone| (zone.name.clone(), zone.from)).collect(),
    }
}
