//! What follows from the published cells of a row alone, where the complaints behind it cannot be looked into: rates from
//! their counts, ranks from scores.

use std::collections::BTreeMap;

use super::folder::Row;
use super::recompute::{Cells, beats};
use super::settings::ratio;
use super::sheet::{Place, Rows, SheetColumn};
use crate::judge::{Quantity, Value, wilson};
use crate::problem::Problem;

/// Rates, each with its numerator and its denominator.
pub const RATES: [(&str, &str, &str); 4] = [
    ("response_rate", "responded", "eligible"),
    ("on_time_rate", "responded_in_time", "due"),
    ("resolution_rate", "closed", "eligible"),
    ("resolution_on_time_rate", "resolved_in_time", "resolution_due"),
];

/// The cells of a row as they stand, its rates computed from its counts.
///
/// # Errors
/// A cell holds nothing of its kind.
pub fn cells(row: &Row<'_>, columns: &[SheetColumn]) -> Result<Cells, Problem> {
    let mut cells = Cells::new();
    for column in columns {
        let text = row.text(column.name)?;
        let value = match column.quantity {
            Quantity::Text | Quantity::Period => Value::text(text.strip_prefix('\'').unwrap_or(&text)),
            _ if text.is_empty() => Value::Empty,
            Quantity::Count | Quantity::Rank => Value::count(row.count(column.name)?),
            _ => Value::number(Some(row.parsed(column.name)?)),
        };
        cells.insert(column.name, value);
    }
    for (rate, part, whole) in RATES {
        if cells.contains_key(rate) {
            let parts = count(&cells, part).zip(count(&cells, whole));
            cells.insert(rate, Value::number(parts.and_then(|(part, whole)| ratio(part, whole))));
        }
    }
    if cells.contains_key("on_time_low") {
        let parts = count(&cells, "responded_in_time").zip(count(&cells, "due"));
        let bounds = parts.and_then(|(part, whole)| wilson(part, whole));
        cells.insert("on_time_low", Value::number(bounds.map(|b| b.0)));
        cells.insert("on_time_high", Value::number(bounds.map(|b| b.1)));
    }
    Ok(cells)
}

/// A count of a row.
#[must_use]
pub fn count(cells: &Cells, column: &str) -> Option<u64> {
    match cells.get(column) {
        Some(Value::Count(n)) => Some(*n),
        _ => None,
    }
}

/// With whom a row is compared: its government (none for a government itself) and its group.
type Ring = (Option<String>, String);

/// Ranks the rows of one quarter by their scores.
pub fn rank(rows: &mut Rows) {
    let ranked = Value::Text("ranked".to_owned());
    let mut rings: BTreeMap<Ring, Vec<(Place, f64)>> = BTreeMap::new();
    for (place, cells) in rows.iter_mut() {
        cells.insert("rank", Value::Empty);
        let score = cells.get("score").and_then(Value::as_f64).filter(|_| cells.get("verdict") == Some(&ranked));
        if let Some(score) = score {
            let agency = (!place.unit.1.is_empty()).then(|| place.unit.0.clone());
            let group = cells.get("group").map(super::book::written).unwrap_or_default();
            rings.entry((agency, group)).or_default().push((place.clone(), score));
        }
    }
    for rivals in rings.into_values() {
        for (place, own) in &rivals {
            let better = rivals.iter().filter(|(_, other)| beats(*other, *own)).count() as u64;
            if let Some(cells) = rows.get_mut(place) {
                cells.insert("rank", Value::Count(1 + better));
            }
        }
    }
}
