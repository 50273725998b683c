//! The league table again, complaint by complaint with plain loops: no SQL, no Arrow, nothing of the crate.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};

use super::complaint::{Answer, Closer, Complaint, State, exclude};
use super::rules::{Calendar, Rules, end_of, last_of_quarter, quarter_of, tomorrow};
use super::waiting::{self, Clock, Curve, Waited};
use crate::support::Table;

/// The numbers of one row by column; `None` = an empty cell.
pub type Cells = BTreeMap<&'static str, Option<f64>>;

/// One expected row.
#[derive(Debug)]
pub struct Expected {
    pub cells: Cells,
    pub verdict: &'static str,
    /// The times behind each mean, one a complaint, by its column.
    pub samples: BTreeMap<&'static str, Vec<f64>>,
}

/// The distinct complaints up to as-of, each with its exclusion.
fn read(input: &Table, rules: &Rules) -> Vec<Complaint> {
    let mut seen = BTreeSet::new();
    let mut complaints = Vec::new();
    for row in &input.rows {
        if let Some(complaint) = Complaint::read(row, rules)
            && seen.insert(row["complaint-id"].clone())
            && complaint.received <= rules.as_of
        {
            complaints.push(complaint);
        }
    }
    exclude(&mut complaints);
    complaints
}

/// Every unit and quarter, from that of the first receipt to that of as-of.
pub fn recompute(input: &Table, rules: &Rules, calendar: &Calendar) -> BTreeMap<(String, String), Expected> {
    let complaints = read(input, rules);
    let mut names: Vec<(&str, bool)> = rules.units.iter().map(|unit| (unit.name, unit.vertical)).collect();
    names.extend([("(belum terdisposisi)", true), ("(ditangani langsung)", true)]);

    let first = complaints.iter().map(|c| c.received.date()).min().expect("a complaint");
    let mut quarter = Span { first, last: last_of_quarter(first), opening_known: false };
    let mut rows = BTreeMap::new();
    let mut ranks_before: BTreeMap<&str, Option<f64>> = BTreeMap::new();
    while quarter_of(quarter.last) <= quarter_of(rules.as_of.date()) {
        let mut table: Vec<(&str, Expected)> = Vec::new();
        for &(name, never_ranked) in &names {
            let own: Vec<&Complaint> = complaints.iter().filter(|c| c.unit == name).collect();
            table.push((name, row(&own, &quarter, never_ranked, rules, calendar)));
        }
        rank(&mut table);
        for (name, expected) in table {
            let rank = expected.cells["rank"];
            let mut expected = expected;
            expected.cells.insert("previous_rank", ranks_before.insert(name, rank).flatten());
            rows.insert((quarter_of(quarter.last), name.to_owned()), expected);
        }
        let first = tomorrow(quarter.last);
        quarter = Span { first, last: last_of_quarter(first), opening_known: true };
    }
    rows
}

/// The row of every unit, of the complaints received from the first to the last of these days alone.
pub fn recompute_days(
    input: &Table,
    rules: &Rules,
    calendar: &Calendar,
    [first, last]: [NaiveDate; 2],
) -> BTreeMap<String, Expected> {
    let complaints = read(input, rules);
    let span = Span { first, last, opening_known: false };
    let of = |unit: &str, never_ranked: bool| {
        let own: Vec<&Complaint> = complaints.iter().filter(|c| c.unit == unit).collect();
        (unit.to_owned(), row(&own, &span, never_ranked, rules, calendar))
    };
    let units = rules.units.iter().map(|unit| of(unit.name, unit.vertical));
    units.chain(["(belum terdisposisi)", "(ditangani langsung)"].map(|unit| of(unit, true))).collect()
}

/// The rows of `kurva.csv` of every quarter, by quarter, unit (empty = the government) and step.
pub fn curves(input: &Table, rules: &Rules) -> BTreeMap<(String, String, &'static str), Cells> {
    let complaints = read(input, rules);
    let mut rows = BTreeMap::new();
    let mut parts: BTreeMap<(String, String), Vec<(&Complaint, Clock)>> = BTreeMap::new();
    for complaint in &complaints {
        let quarter = quarter_of(complaint.received.date());
        parts.entry((quarter.clone(), complaint.unit.clone())).or_default().push((complaint, Clock::Unit));
        parts.entry((quarter, rules.government.to_owned())).or_default().push((complaint, Clock::Government));
    }
    for ((quarter, unit), own) in parts {
        let eligible = own.iter().map(|(c, _)| c).filter(|c| c.exclusion.is_empty());
        let answers: Vec<Answer> = eligible.map(|c| c.answer(rules.as_of)).collect();
        let timed = answers.iter().any(|a| matches!(a, Answer::At(_))) && !rules.dates_only;
        let hours = timed || answers.iter().all(|a| *a == Answer::None);
        let response: Vec<Waited> =
            own.iter().filter_map(|(c, clock)| waiting::for_response(c, *clock, rules)).collect();
        let resolution: Vec<Waited> =
            own.iter().filter_map(|(c, clock)| waiting::for_resolution(c, *clock, rules)).collect();
        let day = 24 * 60;
        let both = [
            ("response", waiting::cells(&response, 14 * day, hours)),
            ("resolution", waiting::cells(&resolution, 90 * day, true)),
        ];
        rows.extend(both.into_iter().filter_map(|(step, c)| Some(((quarter.clone(), unit.clone(), step), c?))));
    }
    rows
}

/// A quarter, or what of it the data hold.
struct Span {
    first: NaiveDate,
    last: NaiveDate,
    opening_known: bool,
}

impl Span {
    fn holds(&self, moment: NaiveDateTime) -> bool {
        self.first <= moment.date() && moment.date() <= self.last
    }
}

/// One unit's row of a quarter but for its ranks.
fn row(own: &[&Complaint], quarter: &Span, never_ranked: bool, rules: &Rules, calendar: &Calendar) -> Expected {
    let mut counts: BTreeMap<&'static str, usize> = COUNTED.iter().map(|name| (*name, 0)).collect();
    let mut times = Times::default();
    for complaint in own {
        if quarter_of(complaint.received.date())[..4] == quarter_of(quarter.last)[..4]
            && complaint.received.date() <= quarter.last
        {
            *counts.entry("received_ytd").or_default() += 1;
        }
        if complaint.exclusion.is_empty() {
            count_stock(complaint, quarter, rules, calendar, &mut counts);
        }
        if quarter.holds(complaint.received) {
            *counts.entry("received").or_default() += 1;
            if complaint.exclusion.is_empty() {
                count_eligible(complaint, rules, calendar, &mut counts, &mut times);
            } else {
                *counts.entry(complaint.exclusion).or_default() += 1;
            }
        }
    }
    if rules.dates_only {
        times.hours.clear();
    }
    let oldest = own
        .iter()
        .filter(|c| c.exclusion.is_empty() && !c.closed_by(rules.as_of))
        .map(|c| (rules.as_of - c.received).num_days())
        .max();

    let get = |name: &str| counts[name];
    let mut cells: Cells = counts.iter().map(|(name, n)| (*name, Some(float(*n)))).collect();
    if !quarter.opening_known {
        cells.insert("backlog_opening", None);
    }
    cells.insert("oldest_open_days", oldest.map(|days| float(usize::try_from(days).expect("an age"))));
    cells.insert("response_rate", share(get("responded"), get("eligible")));
    cells.insert("on_time_rate", share(get("responded_in_time"), get("due")));
    cells.insert("resolution_rate", share(get("closed"), get("eligible")));
    cells.insert("resolution_on_time_rate", share(get("resolved_in_time"), get("resolution_due")));
    cells.insert("on_time_low", wilson(get("responded_in_time"), get("due"), -1.0));
    cells.insert("on_time_high", wilson(get("responded_in_time"), get("due"), 1.0));
    times.responded = get("responded") > 0;
    let samples = times.samples();
    times.fill(&mut cells);
    let mut score = Some(0.0);
    for (measure, weight) in &rules.weights {
        score = score.zip(cells[measure]).map(|(sum, rate): (f64, f64)| sum + weight * rate);
    }
    cells.insert("score", score);
    let few = |name: &str| get(name) < rules.minimum_volume;
    let denominator = |measure: &str| if measure == "on_time_rate" { "due" } else { "resolution_due" };
    let too_few = few("eligible") || rules.weights.iter().any(|(measure, _)| few(denominator(measure)));
    let verdict = match (never_ranked, too_few) {
        (true, _) => "not_assigned",
        (false, true) => "too_few",
        (false, false) => "ranked",
    };
    Expected { cells, verdict, samples }
}

/// The columns that are counts.
const COUNTED: [&str; 29] = [
    "received",
    "eligible",
    "excluded_duplicate",
    "excluded_jurisdiction",
    "excluded_archived",
    "excluded_waiting",
    "excluded_blocked",
    "responded",
    "due",
    "responded_in_time",
    "unanswered_overdue",
    "no_deadline",
    "not_yet_due",
    "closed",
    "open",
    "closed_by_reporter",
    "closed_by_system",
    "closed_by_admin",
    "resolution_due",
    "resolved_in_time",
    "backlog_opening",
    "backlog_received",
    "backlog_closed",
    "backlog_reopened",
    "backlog_closing",
    "backlog_over_limit",
    "hops",
    "returned_late",
    "received_ytd",
];

/// What an eligible complaint of any quarter adds to the stock and flow of this one.
fn count_stock(
    complaint: &Complaint,
    quarter: &Span,
    rules: &Rules,
    calendar: &Calendar,
    counts: &mut BTreeMap<&'static str, usize>,
) {
    let mut count = |name: &'static str, one: bool| *counts.entry(name).or_default() += usize::from(one);
    let end = end_of(quarter.last).min(rules.as_of);
    let before = complaint.received.date() < quarter.first;
    let came = complaint.received <= end;
    let gone_before = complaint.closed_before(quarter.first);
    let gone = complaint.closed_by(end);
    count("backlog_opening", before && !gone_before);
    count("backlog_received", !before && came);
    count("backlog_closed", came && gone && !gone_before);
    count("backlog_closing", came && !gone);
    let over = complaint.limit("resolution", rules).is_some_and(|limit| complaint.passed(limit, end, calendar));
    count("backlog_over_limit", came && !gone && over);
}

/// What an eligible complaint of this quarter adds to the rates and means.
fn count_eligible(
    complaint: &Complaint,
    rules: &Rules,
    calendar: &Calendar,
    counts: &mut BTreeMap<&'static str, usize>,
    times: &mut Times,
) {
    let mut count = |name: &'static str, one: bool| *counts.entry(name).or_default() += usize::from(one);
    let answer = complaint.answer(rules.as_of);
    times.waiting.extend(waiting::for_response(complaint, Clock::Unit, rules));
    count("eligible", true);
    count("responded", answer != Answer::None);
    if let Answer::At(at) = answer {
        times.hours.push(seconds(complaint.start, at) / 3600.0);
        times.response_workdays.push(workdays(calendar, complaint.start, at));
    }
    match complaint.limit("response", rules) {
        None => count("no_deadline", true),
        Some(limit) if complaint.passed(limit, rules.as_of, calendar) => {
            count("due", true);
            count("unanswered_overdue", answer == Answer::None);
            let in_time = matches!(answer, Answer::At(at) if complaint.in_time(limit, at, calendar));
            count("responded_in_time", in_time);
        }
        Some(_) => count("not_yet_due", true),
    }
    let closed = complaint.closed_by(rules.as_of);
    count("closed", closed);
    count("open", !closed);
    count("closed_by_reporter", closed && complaint.state == State::Closed(Closer::Reporter));
    count("closed_by_system", closed && complaint.state == State::Closed(Closer::System));
    count("closed_by_admin", closed && complaint.state == State::Closed(Closer::Office));
    let resolved = complaint.resolved().filter(|_| closed);
    if let Some(at) = resolved {
        times.days.push(seconds(complaint.start, at) / 86_400.0);
        times.resolution_workdays.push(workdays(calendar, complaint.start, at));
    }
    if let Some(limit) = complaint.limit("resolution", rules)
        && complaint.passed(limit, rules.as_of, calendar)
    {
        count("resolution_due", true);
        count("resolved_in_time", resolved.is_some_and(|at| complaint.in_time(limit, at, calendar)));
    }
}

/// The elapsed times of a row.
#[derive(Default)]
struct Times {
    /// How long each complaint waited for its response.
    waiting: Vec<Waited>,
    /// Whether an answer is proved.
    responded: bool,
    hours: Vec<f64>,
    response_workdays: Vec<f64>,
    days: Vec<f64>,
    resolution_workdays: Vec<f64>,
}

impl Times {
    fn samples(&self) -> BTreeMap<&'static str, Vec<f64>> {
        BTreeMap::from([
            ("mean_response_hours", self.hours.clone()),
            ("mean_response_workdays", self.response_workdays.clone()),
            ("mean_resolution_days", self.days.clone()),
            ("mean_resolution_workdays", self.resolution_workdays.clone()),
        ])
    }

    fn fill(mut self, cells: &mut Cells) {
        let hours = &mut self.hours;
        hours.sort_by(f64::total_cmp);
        let n = hours.len();
        cells.insert("median_response_hours", (n > 0).then(|| f64::midpoint(hours[(n - 1) / 2], hours[n / 2])));
        cells.insert("p90_response_hours", (n > 0).then(|| hours[(9 * n).div_ceil(10) - 1]));
        // Where no answer has a time to the second, no hours are told.
        let curve = waiting::curve(&self.waiting).filter(|_| !self.responded || n > 0);
        let hours = |minutes: Option<f64>| minutes.map(|m| m / 60.0);
        cells.insert("km_median_response_hours", hours(curve.as_ref().and_then(Curve::median)));
        cells.insert("restricted_mean_response_hours", hours(curve.as_ref().and_then(|c| c.area(14 * 24 * 60))));
        cells.insert("mean_response_hours", mean(&self.hours));
        cells.insert("mean_response_workdays", mean(&self.response_workdays));
        cells.insert("mean_resolution_days", mean(&self.days));
        cells.insert("mean_resolution_workdays", mean(&self.resolution_workdays));
    }
}

/// Competition ranks: one more than the number of ranked units with a higher score.
fn rank(table: &mut [(&str, Expected)]) {
    let scores: Vec<f64> =
        table.iter().filter(|(_, row)| row.verdict == "ranked").filter_map(|(_, row)| row.cells["score"]).collect();
    for (_, row) in table {
        let own = row.cells["score"].filter(|_| row.verdict == "ranked");
        // Scores that differ by less than this are one score in two orders of adding.
        let rank = own.map(|own| 1 + scores.iter().filter(|other| **other > own + 1e-12).count());
        row.cells.insert("rank", rank.map(float));
    }
}

#[allow(clippy::cast_precision_loss)] // counts of a test are small
fn float(count: usize) -> f64 {
    count as f64
}

#[allow(clippy::cast_precision_loss)] // seconds of some years
fn seconds(from: NaiveDateTime, to: NaiveDateTime) -> f64 {
    (to - from).num_seconds() as f64
}

#[allow(clippy::cast_precision_loss)] // working days of some years
fn workdays(calendar: &Calendar, from: NaiveDateTime, to: NaiveDateTime) -> f64 {
    calendar.between(from.date(), to.date()) as f64
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| float(part) / float(whole))
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / float(values.len()))
}

/// One end of the 95 % Wilson interval.
fn wilson(part: usize, whole: usize, side: f64) -> Option<f64> {
    let (p, n, z) = (share(part, whole)?, float(whole), 1.959_964_f64);
    let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    Some((p + z * z / (2.0 * n) + side * reach) / (1.0 + z * z / n))
}
