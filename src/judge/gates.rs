//! The gates of `rapor.toml`: what each measures of the data, and whether it is passed.

use super::needs;
use super::quality::SourceQuality;
use super::report::Note;
use crate::config::{Config, Gate};
use crate::measure::{Figures, Measured, Standing};
use crate::terms::Quarter;

/// A gate, and what was held against it.
#[derive(Debug, Clone, PartialEq)]
pub struct GateRow {
    /// Its key in `rapor.toml`: `rejected-rows`, `evidence-share`, `empty-class`, `empty-unit` (shares), `missing-months`,
    /// `stale-days` (numbers).
    pub name: &'static str,
    /// What the data have; `None` = nothing to measure.
    pub had: Option<f64>,
    /// Where it warns.
    pub warn: Option<f64>,
    /// Where it fails.
    pub fail: Option<f64>,
    /// How it ended.
    pub passed: Passed,
}

/// How a gate ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// The configuration sets no limit.
    NotAsked,
    /// Passed.
    Yes,
    /// Passed with a warning.
    WithWarning,
    /// Not passed: the run ends with 1.
    No,
}

impl Passed {
    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::Yes => "yes",
            Self::WithWarning => "warning",
            Self::No => "no",
        }
    }
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Which side of a gate is good.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Good {
    /// At most.
    Low,
    /// At least.
    High,
}

/// A gate held against what was measured; what cannot be measured passes.
fn row(name: &'static str, gate: Gate, had: Option<f64>, good: Good) -> GateRow {
    let falls_short = |limit: f64| had.is_some_and(|had| if good == Good::Low { had > limit } else { had < limit });
    let passed = match (gate.fail, gate.warn) {
        (None, None) => Passed::NotAsked,
        (Some(fail), _) if falls_short(fail) => Passed::No,
        (_, Some(warn)) if falls_short(warn) => Passed::WithWarning,
        _ => Passed::Yes,
    };
    GateRow { name, had, warn: gate.warn, fail: gate.fail, passed }
}

/// Every gate, in the order of the configuration.
pub fn rows(config: &Config, measured: &Measured, quarter: Quarter, sources: &[SourceQuality]) -> Vec<GateRow> {
    let gates = &config.gates;
    let accounts = &measured.canonical.accounts;
    let (rejected, read) = accounts.iter().fold((0, 0), |(r, n), a| (r + a.rejected, n + a.read));
    let governments: Vec<&Figures> = measured.governments.iter().filter(|f| f.quarter == quarter.index()).collect();
    let of_quarter = || measured.composition.iter().filter(|c| c.quarter == quarter.index());
    let all = of_quarter().map(|c| c.received).sum();
    let without_class = of_quarter().filter(|c| c.class < 0).map(|c| c.received).sum();
    let unassigned = |unit: usize| {
        measured.canonical.units.units.get(unit).is_some_and(|unit| unit.standing == Standing::Unassigned)
    };
    let without_unit = of_quarter().filter(|c| unassigned(c.unit)).map(|c| c.received).sum();
    #[allow(clippy::cast_precision_loss)] // months and days
    let number = |n: Option<u64>| n.map(|n| n as f64);
    let missing = (!sources.is_empty()).then(|| sources.iter().map(|s| s.missing.len() as u64).sum());
    let oldest = sources.iter().filter_map(|s| s.days).max();
    vec![
        row("rejected-rows", gates.rejected_rows, ratio(rejected, read), Good::Low),
        row("evidence-share", gates.evidence_share, needs::least_share(&governments), Good::High),
        row("empty-class", gates.empty_class, ratio(without_class, all), Good::Low),
        row("empty-unit", gates.empty_unit, ratio(without_unit, all), Good::Low),
        row("missing-months", gates.missing_months, number(missing), Good::Low),
        row("stale-days", gates.stale_days, number(oldest), Good::Low),
    ]
}

/// What a reader must know of gates that are not passed. Those of evidence say more: which table is refused.
pub fn notes(rows: &[GateRow]) -> Vec<Note> {
    let note = |row: &GateRow| {
        let (limit, warn_only) = match row.passed {
            Passed::No => (row.fail?, false),
            Passed::WithWarning => (row.warn?, true),
            Passed::Yes | Passed::NotAsked => return None,
        };
        match row.name {
            "evidence-share" => None,
            "rejected-rows" => Some(Note::RejectedRows { share: row.had?, gate: limit, warn_only }),
            gate => Some(Note::GateMissed { gate, had: row.had?, limit, warn_only }),
        }
    };
    rows.iter().filter_map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Gate = Gate { warn: Some(0.1), fail: Some(0.2) };

    #[test]
    fn a_gate_fails_above_its_limit_and_not_at_it() {
        let passed = |had: f64| row("empty-class", BOTH, Some(had), Good::Low).passed;
        assert_eq!(
            [0.1, 0.11, 0.2, 0.21].map(passed),
            [Passed::Yes, Passed::WithWarning, Passed::WithWarning, Passed::No]
        );
    }

    #[test]
    fn a_least_share_fails_below_its_limit() {
        let gate = Gate { warn: Some(0.9), fail: Some(0.8) };
        let passed = |had: f64| row("evidence-share", gate, Some(had), Good::High).passed;
        assert_eq!([0.9, 0.8, 0.79].map(passed), [Passed::Yes, Passed::WithWarning, Passed::No]);
    }

    #[test]
    fn what_nobody_asks_or_nobody_knows_is_no_fault() {
        assert_eq!(row("stale-days", Gate::default(), Some(400.0), Good::Low).passed, Passed::NotAsked);
        assert_eq!(row("stale-days", BOTH, None, Good::Low).passed, Passed::Yes);
    }

    #[test]
    fn each_gate_missed_is_named_with_its_figure() {
        let rows = [
            row("rejected-rows", BOTH, Some(0.5), Good::Low),
            row("missing-months", Gate { warn: Some(0.0), fail: None }, Some(2.0), Good::Low),
            row("empty-unit", BOTH, Some(0.0), Good::Low),
        ];
        assert_eq!(
            notes(&rows),
            [
                Note::RejectedRows { share: 0.5, gate: 0.2, warn_only: false },
                Note::GateMissed { gate: "missing-months", had: 2.0, limit: 0.0, warn_only: true },
            ]
        );
    }
}
