//! A unit's measures against target, group and government.

use serde::Serialize;

use super::Unit;
use crate::judge::{Direction, FunnelStanding, Quantity, Value, Yardstick, column};
use crate::publish::numbers::{self, MISSING, decimal, percent_range, percent_short};
use crate::publish::texts::{self, t, word};
use crate::publish::{html, presets};

/// More measures than these do not stand on a card; those of the score come first.
const MOST: usize = 7;

/// The table of measures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// The heading.
    pub heading: &'static str,
    /// The headings of the columns.
    pub head: [&'static str; 7],
    /// A measure each.
    pub rows: Vec<Measure>,
    /// Who closed: without it no rate of what was finished may stand anywhere.
    pub note: String,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measure {
    /// Its name.
    pub name: String,
    /// Its weight in the score; may be empty.
    pub mark: String,
    /// Its value.
    pub value: String,
    /// Of how many complaints it is told; may be empty.
    pub of: String,
    /// Its interval; may be empty.
    pub range: String,
    /// What it aims at.
    pub target: String,
    /// How far that is met, in words; may be empty.
    pub attained: String,
    /// How much of a bar that fills.
    pub bar: Option<f64>,
    /// Whether the target is met.
    pub reached: bool,
    /// The middle of its group.
    pub group: String,
    /// Of how many units that is the middle; may be empty.
    pub group_of: String,
    /// The government's value.
    pub government: String,
    /// What all that says, in words.
    pub verdict: String,
}

/// The measures of a unit; `None` where it has none.
pub(super) fn of(unit: &Unit<'_>) -> Option<Measures> {
    let its = |row: &&Yardstick| unit.is(&row.agency_id, &row.skpd_id);
    let rows: Vec<Measure> =
        unit.report.yardsticks.iter().filter(its).take(MOST).map(|row| measure(row, unit)).collect();
    let head = [
        t("table.measure", unit.language),
        t("table.value", unit.language),
        t("table.target", unit.language),
        t("table.attainment", unit.language),
        t("card.measures.middle", unit.language),
        t("card.measures.government", unit.language),
        t("card.measures.verdict", unit.language),
    ];
    (!rows.is_empty()).then(|| Measures {
        heading: t("card.measures", unit.language),
        head,
        rows,
        note: unit.say("card.measures.closed", &[("closers", &html::who_closed(unit.row, unit.language))]),
    })
}

fn measure(row: &Yardstick, unit: &Unit<'_>) -> Measure {
    let language = unit.language;
    let value = |x: Option<f64>| x.map_or_else(|| MISSING.to_owned(), |x| shown(&row.measure, x, unit));
    let of = match (row.part, row.whole) {
        (Some(part), Some(whole)) => unit.say("kpi.of", &[("part", &unit.n(part)), ("whole", &unit.n(whole))]),
        (None, Some(whole)) => unit.say("letter.complaints", &[("n", &unit.n(whole))]),
        (_, None) => String::new(),
    };
    let range = unit.row.on_time_low.zip(unit.row.on_time_high).filter(|_| row.measure == "on_time_rate");
    let weight = decimal(row.weight, 2, language);
    Measure {
        name: match row.measure.as_str() {
            "restricted_mean_response_hours" => t("card.measures.restricted", language).to_owned(),
            measure => texts::measure(measure, language),
        },
        mark: if row.weight > 0.0 { unit.say("card.measures.weight", &[("weight", &weight)]) } else { String::new() },
        value: value(row.value),
        of: if row.value.is_some() { of } else { String::new() },
        range: range.map(|(low, high)| percent_range(low, high, language)).unwrap_or_default(),
        target: row
            .target
            .map_or_else(|| MISSING.to_owned(), |target| presets::aim(aimed(&row.measure), Some(target), language)),
        attained: row.attainment.map(|x| percent_short(x, language)).unwrap_or_default(),
        bar: row.attainment.filter(|x| x.is_finite()).map(|x| x.clamp(0.0, 1.0)),
        reached: row.attainment.is_some_and(|x| x >= 1.0),
        group: value(row.middle),
        group_of: if row.middle.is_some() {
            unit.say("card.measures.units", &[("n", &unit.n(row.peers))])
        } else {
            String::new()
        },
        government: value(row.government),
        verdict: verdict(row, unit),
    }
}

/// A volume from the year's beginning is held against the target of what is received.
fn aimed(measure: &str) -> &str {
    if measure == "received_ytd" { "received" } else { measure }
}

/// A value in the form of its measure, with its unit of time.
fn shown(measure: &str, x: f64, unit: &Unit<'_>) -> String {
    let quantity = column(measure).map_or(Quantity::Rate, |column| column.quantity);
    match quantity {
        Quantity::Hours => numbers::hours(x, unit.language),
        Quantity::Days if measure.ends_with("_workdays") => numbers::workdays_short(x, unit.language),
        _ => numbers::value(&Value::Number(x), quantity, unit.language),
    }
}

/// Whether the target is met; and where the unit lies among all by its funnel, else by the middle of its group.
fn verdict(row: &Yardstick, unit: &Unit<'_>) -> String {
    let Some(value) = row.value else { return t("card.measures.empty", unit.language).to_owned() };
    let target = row.attainment.map(|x| {
        if x >= 1.0 { t("card.measures.reached", unit.language) } else { t("card.measures.missed", unit.language) }
    });
    let target = target.map(str::to_owned);
    let funnels = unit.report.funnels.iter().filter(|f| f.measure == row.measure && f.agency_id == row.agency_id);
    let standing = funnels.flat_map(|f| &f.units).find(|u| u.skpd_id == row.skpd_id).map(|u| u.standing);
    // A funnel that names nobody says nothing of a unit.
    let standing = standing.filter(|standing| *standing != FunnelStanding::NotNamed);
    let among = match standing {
        Some(standing) => Some(word("card.funnel", standing.word(), unit.language)),
        None => row.middle.map(|middle| {
            let better = if row.direction == Direction::Higher { value > middle } else { value < middle };
            #[allow(clippy::float_cmp)] // the middle of a group is often the unit's own value
            let equal = value == middle;
            let key = match (equal, better) {
                (true, _) => "card.measures.equal",
                (false, true) => "card.measures.better",
                (false, false) => "card.measures.worse",
            };
            unit.say(key, &[])
        }),
    };
    target.into_iter().chain(among).collect::<Vec<_>>().join("; ")
}
