//! What a unit is to do next, the most urgent first: each with the count that it is about.

use super::Unit;
use crate::judge::{Answering, Direction, Verdict, Yardstick};
use crate::publish::numbers::percent;
use crate::publish::texts;

/// More than these are not done in a quarter.
const MOST: usize = 5;

/// What to do.
pub(super) fn lines(unit: &Unit<'_>) -> Vec<String> {
    // Nobody is asked for what cannot be told of him.
    let answering = unit.answering.filter(|_| unit.is_told());
    let mut out: Vec<String> = answering.into_iter().flat_map(|a| answer(a, unit)).collect();
    let over = unit.row.backlog_over_limit.filter(|over| *over > 0);
    if let Some(over) = over {
        out.push(unit.say("card.next.finish", &[("n", &unit.n(over))]));
    }
    match unit.row.verdict {
        Verdict::NoEvidence => out.push(unit.say("card.next.record", &[])),
        Verdict::TooFew => out.push(unit.say("card.next.few", &[])),
        Verdict::Ranked | Verdict::NotAssigned => {}
    }
    out.extend(furthest(unit));
    out.truncate(MOST);
    if out.is_empty() {
        out.push(unit.say("card.next.nothing", &[]));
    }
    out
}

/// What its complaints without a response, late ones and those let go ask for.
fn answer(answering: &Answering, unit: &Unit<'_>) -> Vec<String> {
    let mut out = Vec::new();
    // Those that the work list holds: what was closed without a response is asked for by itself.
    let open = unit.report.unanswered.iter().filter(|item| unit.is(&item.agency_id, &item.skpd_id)).count() as u64;
    let days = answering.oldest_days.map(|days| unit.n(days)).unwrap_or_default();
    if open > 0 {
        out.push(unit.say("card.next.answer", &[("n", &unit.n(open)), ("days", &days)]));
    }
    if answering.closed_unanswered > 0 {
        out.push(unit.say("card.next.closed", &[("n", &unit.n(answering.closed_unanswered))]));
    }
    if answering.late > 0 {
        let values = [("n", unit.n(answering.late)), ("due", unit.n(answering.due))];
        out.push(unit.say("card.next.late", &values.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    if answering.returned_late > 0 {
        out.push(unit.say("card.next.handed", &[("n", &unit.n(answering.returned_late))]));
    }
    out
}

/// The scored measure that is furthest from its target.
fn furthest(unit: &Unit<'_>) -> Option<String> {
    let its = |row: &&Yardstick| unit.is(&row.agency_id, &row.skpd_id) && row.weight > 0.0;
    let missed = |row: &Yardstick| Some((row.attainment.filter(|x| *x < 1.0)?, row.measure.clone(), row.direction));
    let rows = unit.report.yardsticks.iter().filter(its).filter_map(missed);
    let (attained, measure, direction) = rows.min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)))?;
    let key = if direction == Direction::Higher { "card.next.raise" } else { "card.next.lower" };
    let name = texts::measure(&measure, unit.language).to_lowercase();
    Some(unit.say(key, &[("measure", &name), ("attained", &percent(attained, unit.language))]))
}
