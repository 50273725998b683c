//! What a unit's line over the quarters says: whether it changed beyond chance.

use serde::Serialize;

use super::{Picture, Unit};
use crate::judge::{Moved, MovementRow};
use crate::publish::numbers::{self, points, quarter_short};
use crate::publish::texts::t;

/// The line of a unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trend {
    /// The heading.
    pub heading: &'static str,
    /// The picture; `None` where there is nothing to draw.
    pub picture: Option<Picture>,
    /// What changed beyond chance, and what did not.
    pub lines: Vec<String>,
}

/// The line of a unit.
pub(super) fn of(unit: &Unit<'_>, picture: Option<Picture>) -> Trend {
    let measure = picture_measure(unit);
    let moved = unit.report.movement.iter().filter(|row| {
        unit.is(&row.agency_id, &row.skpd_id) && row.measure == measure && row.change != Moved::NotComparable
    });
    let mut lines: Vec<String> = moved.map(|row| change(row, unit)).collect();
    if lines.is_empty() {
        let several =
            unit.report.lines.iter().any(|row| {
                unit.is(&row.agency_id, &row.skpd_id) && row.quarter < unit.report.quarter && row.eligible > 0
            });
        let key = if several { "card.trend.untested" } else { "section.movement.none" };
        lines.push(unit.say(key, &[]));
    }
    Trend { heading: t("card.trend", unit.language), picture, lines }
}

/// The measure that the picture shows: of responses on time, or where no times are known, of responses.
fn picture_measure(unit: &Unit<'_>) -> &'static str {
    let timed = unit.report.lines.iter().any(|row| row.on_time_rate.is_some());
    if timed { "on_time_rate" } else { "response_rate" }
}

/// A change against an earlier quarter, and whether it is beyond chance.
fn change(row: &MovementRow, unit: &Unit<'_>) -> String {
    let language = unit.language;
    let quarter = quarter_short(row.quarter, language);
    let change = match row.change {
        Moved::Improved => t("movement.improved", language),
        Moved::Declined => t("movement.declined", language),
        Moved::NoDifference => t("movement.no_difference", language),
        Moved::NotTested | Moved::NotComparable => t("movement.not_tested", language),
    };
    let point = |x: Option<f64>| x.map_or_else(|| numbers::MISSING.to_owned(), |x| points(x, language));
    unit.say(
        "card.trend.change",
        &[
            ("quarter", &quarter),
            ("change", change),
            ("difference", &point(row.difference)),
            ("low", &point(row.low)),
            ("high", &point(row.high)),
        ],
    )
}
