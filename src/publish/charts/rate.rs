//! The rate that charts of units show, with its denominator, interval and target.

use crate::judge::{LeagueRow, LineRow, Quantity, Report, TargetFact, TargetText, column};
use crate::publish::Language;
use crate::publish::texts::{self, t};

/// A rate of the league table. The closing rate is none of them: it says nothing without who closed, and a dot has no room
/// for that.
pub struct Rate {
    /// The column.
    pub name: &'static str,
    of_row: fn(&LeagueRow) -> (Option<f64>, Option<u64>),
    of_line: fn(&LineRow) -> (Option<f64>, u64),
}

const RATES: [Rate; 3] = [
    Rate { name: "on_time_rate", of_row: |r| (r.on_time_rate, r.due), of_line: |r| (r.on_time_rate, r.due) },
    Rate {
        name: "resolution_on_time_rate",
        of_row: |r| (r.resolution_on_time_rate, r.resolution_due),
        of_line: |r| (r.resolution_on_time_rate, r.resolution_due),
    },
    Rate {
        name: "response_rate",
        of_row: |r| (r.response_rate, Some(r.eligible)),
        of_line: |r| (r.response_rate, r.eligible),
    },
];

/// A rate of a row, as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// The value.
    pub value: f64,
    /// Both ends of its 95 % interval.
    pub range: Option<(f64, f64)>,
    /// Its denominator.
    pub n: u64,
}

impl Rate {
    /// The rate of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        RATES.iter().find(|rate| rate.name == name)
    }

    /// The on-time rate; where the quarter's evidence does not carry it, the first scored rate that it carries.
    pub fn of(report: &Report) -> Option<&'static Self> {
        let scored = report.basis.weights.iter().map(|(name, _)| name.as_str());
        std::iter::once("on_time_rate")
            .chain(scored)
            .filter(|name| column(name).is_some_and(|c| c.quantity == Quantity::Rate))
            .filter_map(Self::named)
            .filter(|rate| !report.refuses(rate.name))
            .find(|rate| report.league.iter().any(|row| rate.row(row).is_some()))
    }

    /// The rate of a unit or government.
    pub fn row(&self, row: &LeagueRow) -> Option<Drawn> {
        let (value, n) = (self.of_row)(row);
        Some(Drawn { value: value?, range: row.interval(self.name), n: n? })
    }

    /// The rate of a quarter at its cut.
    pub fn line(&self, row: &LineRow) -> Option<Drawn> {
        let (value, n) = (self.of_line)(row);
        Some(Drawn { value: value?, range: row.interval(self.name), n })
    }

    /// Its heading.
    pub fn heading(&self, language: Language) -> &'static str {
        texts::heading(self.name, language)
    }

    /// What a unit did, in a few words: "direspons tepat waktu".
    pub fn did(&self, language: Language) -> &'static str {
        match self.name {
            "on_time_rate" => t("chart.ranking.short.on_time", language),
            "resolution_on_time_rate" => t("chart.ranking.short.resolved_on_time", language),
            _ => t("chart.ranking.short.responded", language),
        }
    }

    /// The target that holds for everybody; a rate without one has what the score holds it against, else 100 %.
    pub fn target(&self, report: &Report) -> f64 {
        let (quarter, name) = (report.quarter, self.name);
        let holds = |t: &&TargetText| {
            let now = t.year == quarter.year() && t.quarter.is_none_or(|q| q == quarter);
            now && t.measure == name && t.scope.is_empty()
        };
        let own = report.basis.targets.iter().filter(holds).max_by_key(|t| t.quarter.is_some()).map(|t| t.value);
        let scored = || report.basis.measures.iter().find(|m| m.measure == name).and_then(|m| m.target);
        own.or_else(scored).unwrap_or(1.0)
    }

    /// The target of this unit alone, or of units of its kind.
    pub fn own_target(&self, report: &Report, row: &LeagueRow) -> Option<f64> {
        let own = report.facts.units.iter().find(|u| u.agency_id == row.agency_id && u.skpd_id == row.skpd_id);
        let kind = own.map(|unit| unit.kind).filter(|kind| !kind.is_empty());
        let holds = |t: &&TargetFact| {
            let of_unit = t.skpd.as_ref().is_some_and(|skpd| *skpd == row.skpd_id);
            let of_kind = t.skpd.is_none() && t.kind.is_some() && t.kind == kind;
            t.measure == self.name && (of_unit || of_kind) && t.quarter.is_none_or(|q| q == report.quarter)
        };
        let weight = |t: &&TargetFact| (t.skpd.is_some(), t.quarter.is_some());
        report.facts.targets.iter().filter(holds).max_by_key(weight).map(|t| t.value)
    }

    /// The target of a row: its own, else that of everybody.
    pub fn target_of(&self, report: &Report, row: &LeagueRow) -> f64 {
        self.own_target(report, row).unwrap_or_else(|| self.target(report))
    }
}
