//! `publik/corong.csv`: each unit's rates between the limits that chance and the spread of units allow.

use super::Document;
use super::csv_files::Sheet;
use crate::judge::{FunnelLimits, Report, Value};
use crate::problem::Problem;

const NAMES: [&str; 9] = ["period", "agency_id", "measure", "skpd_id", "skpd", "part", "n", "value", "target_line"];
const REST: [&str; 4] = ["phi", "tau2", "binomial_tail", "verdict"];
const LIMITS: [&str; 4] = ["low_95", "high_95", "low_998", "high_998"];

/// The file; it is there with its header alone where no unit has a rate.
///
/// # Errors
/// A row could not be written, which a memory buffer does not do.
pub fn files(report: &Report) -> Result<Vec<Document>, Problem> {
    let chance = LIMITS.map(|name| format!("{name}_unadjusted"));
    let header = NAMES.into_iter().chain(LIMITS).chain(chance.iter().map(String::as_str)).chain(REST);
    let mut sheet = Sheet::new("publik/corong.csv", header)?;
    let period = report.quarter.to_string();
    for funnel in &report.funnels {
        for unit in &funnel.units {
            let names = [&period, &funnel.agency_id, funnel.measure, &unit.skpd_id, &unit.skpd].map(Value::text);
            let counts = [Value::Count(unit.part), Value::Count(unit.whole)];
            let rates = [unit.value, funnel.theta].map(Value::Number);
            let spread = [funnel.spread.map(|s| s.phi), funnel.spread.map(|s| s.tau2)].map(Value::number);
            let cells = names.into_iter().chain(counts).chain(rates);
            let cells = cells.chain(limits(unit.adjusted)).chain(limits(Some(unit.chance))).chain(spread);
            sheet.row(cells.chain([Value::Number(unit.tail), Value::text(unit.standing.word())]))?;
        }
    }
    Ok(vec![sheet.finish()?])
}

fn limits(limits: Option<FunnelLimits>) -> [Value; 4] {
    let each = |get: fn(&FunnelLimits) -> f64| Value::number(limits.as_ref().map(get));
    [each(|l| l.low_95), each(|l| l.high_95), each(|l| l.low_998), each(|l| l.high_998)]
}
