//! Where a unit stands in its group, how sure that is, or why it cannot be judged.

use serde::Serialize;

use super::{Unit, sentence};
use crate::judge::Verdict;
use crate::publish::robustness;
use crate::publish::texts::{self, t};

/// More places than these have no ticks of their own.
const MOST_TICKS: u64 = 40;

/// Where a unit stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// The heading.
    pub heading: &'static str,
    /// The rank, or that there is none.
    pub verdict: String,
    /// Where that is to be drawn; `None` without a rank, or with nobody to be compared with.
    pub position: Option<Position>,
    /// What the rank is worth; or why there is none.
    pub lines: Vec<String>,
}

/// A rank on a line from the first to the last place, in fractions of its length.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Position {
    /// The rank.
    pub at: f64,
    /// The best rank that the data allow.
    pub low: Option<f64>,
    /// The worst.
    pub high: Option<f64>,
    /// All places; none where they would stand too close.
    pub ticks: Vec<f64>,
    /// What stands at the beginning.
    pub first: String,
    /// What stands at the end.
    pub last: String,
}

/// The place of a unit.
pub(super) fn of(unit: &Unit<'_>) -> Place {
    let heading = t("card.place", unit.language);
    match unit.row.rank {
        Some(rank) => ranked(unit, rank, heading),
        None => Place {
            heading,
            verdict: t("card.place.none", unit.language).to_owned(),
            position: None,
            lines: unjudged(unit),
        },
    }
}

fn ranked(unit: &Unit<'_>, rank: u64, heading: &'static str) -> Place {
    let row = unit.row;
    let of_group = unit.report.league.iter().filter(|r| r.rank.is_some());
    let of = of_group.filter(|r| (&r.agency_id, &r.group) == (&row.agency_id, &row.group)).count() as u64;
    let verdict = unit.say("card.place.rank", &[("rank", &unit.n(rank)), ("of", &unit.n(of))]);
    if of < 2 {
        let alone = vec![t("card.place.alone", unit.language).to_owned()];
        return Place { heading, verdict, position: None, lines: alone };
    }
    let mut lines = vec![sure(unit, of)];
    lines.extend(robust(unit));
    if let Some(score) = row.score {
        let score = crate::publish::numbers::decimal(score, 3, unit.language);
        lines.push(unit.say("card.place.score", &[("score", &score)]));
    }
    lines.extend(siblings(unit));
    Place { heading, verdict, position: Some(position(unit, rank, of)), lines }
}

#[allow(clippy::cast_precision_loss)] // some hundred units
fn position(unit: &Unit<'_>, rank: u64, of: u64) -> Position {
    let at = |rank: u64| (rank.clamp(1, of) - 1) as f64 / (of - 1) as f64;
    Position {
        at: at(rank),
        low: unit.row.rank_low.map(at),
        high: unit.row.rank_high.map(at),
        ticks: if of > MOST_TICKS { Vec::new() } else { (1..=of).map(at).collect() },
        first: unit.say("card.place.first", &[]),
        last: unit.n(of),
    }
}

/// How sure a rank is.
fn sure(unit: &Unit<'_>, of: u64) -> String {
    let Some((low, high)) = unit.row.rank_low.zip(unit.row.rank_high) else {
        return unit.say("card.place.unsure", &[]);
    };
    if (low, high) == (1, of) {
        return unit.say("card.place.nobody", &[("of", &unit.n(of))]);
    }
    if low == high {
        return unit.say("letter.best.sure", &[]);
    }
    let range = unit.say("letter.best.range", &[("low", &unit.n(low)), ("high", &unit.n(high))]);
    let alike = unit.row.alike.len() as u64;
    if alike == 0 {
        return range;
    }
    format!("{range} {}", unit.say("card.place.alike", &[("n", &unit.n(alike))]))
}

/// Whether the rank hangs on a choice of the method.
fn robust(unit: &Unit<'_>) -> Option<String> {
    if let Some(fact) = robustness::fact(unit.row, unit.report, unit.language) {
        return Some(unit.say("card.place.moves", &[("fact", &fact)]));
    }
    let tested = unit.report.rank_tests.iter().any(|test| unit.is(&test.agency_id, &test.skpd_id));
    tested.then(|| unit.say("card.place.firm", &[]))
}

/// The rank among the units of the same parent.
fn siblings(unit: &Unit<'_>) -> Option<String> {
    let child = unit.report.children.iter().find(|child| unit.is(&child.agency_id, &child.skpd_id))?;
    let (rank, ranked) = (unit.n(child.rank?), unit.n(child.ranked));
    Some(unit.say("card.place.sibling", &[("rank", &rank), ("ranked", &ranked), ("parent", &child.parent)]))
}

/// Why it cannot be judged, and what would make it so.
fn unjudged(unit: &Unit<'_>) -> Vec<String> {
    let minimum = unit.n(unit.report.basis.minimum_volume);
    let why = match unit.row.verdict {
        Verdict::TooFew => t("summary.unjudged.too_few", unit.language),
        Verdict::NoEvidence => t("summary.unjudged.no_evidence", unit.language),
        Verdict::NotAssigned | Verdict::Ranked => t("summary.unjudged.not_assigned", unit.language),
    };
    let mut lines = vec![sentence(&texts::fill(why, &[("minimum", &minimum)]))];
    match unit.row.verdict {
        Verdict::TooFew => {
            let eligible = unit.n(unit.row.eligible);
            lines.push(unit.say("card.few.has", &[("eligible", &eligible)]));
            lines.push(unit.say("card.few.needs", &[("minimum", &minimum)]));
        }
        Verdict::NoEvidence => lines.push(unit.say("card.evidence.needs", &[])),
        Verdict::NotAssigned | Verdict::Ranked => {}
    }
    lines.push(unit.say("card.unjudged.neutral", &[]));
    lines.extend(siblings(unit));
    lines
}
