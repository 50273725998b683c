//! Every figure of a row computed again from its evidence: its own rates, means, scores and ranks; the intervals and
//! curves are `judge`'s.

use std::collections::BTreeMap;

use super::book::{Book, Key};
use super::evidence::{Case, Standing};
use super::settings::{Settings, Subject, ratio};
use super::tally::{Tally, mean};
use crate::judge::{Curve, Median, Value, wilson};
use crate::terms::Quarter;

/// The cells of a row by column.
pub type Cells = BTreeMap<&'static str, Value>;

/// A scored measure of a row: what it reached and what it was held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The measure.
    pub measure: String,
    /// Its share of the score.
    pub weight: f64,
    /// Its value.
    pub value: Option<f64>,
    /// What it is held against.
    pub target: Option<f64>,
    /// Whether less is better.
    pub lower: bool,
    /// Where the attainment is cut off.
    pub cap: f64,
    /// The attainment, cut off there.
    pub attainment: Option<f64>,
}

/// A row computed again.
#[derive(Debug, Clone, PartialEq)]
pub struct Recomputed {
    /// Its integers.
    pub tally: Tally,
    /// Its cells.
    pub cells: Cells,
    /// The parts of its score.
    pub parts: Vec<Part>,
    /// What its evidence carries.
    pub carried: Carried,
}

/// Measures that need the time of the closing.
const OF_CLOSINGS: [&str; 3] = ["resolution_on_time_rate", "mean_resolution_days", "mean_resolution_workdays"];

/// Columns of which at a cut nothing is known.
const QUANTILES: [&str; 2] = ["median_response_hours", "p90_response_hours"];

/// What the evidence of a row carries, by the shares of usable times that the gate asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, clippy::struct_excessive_bools)] // each field is a kind of time that is known well enough, or not
pub struct Carried {
    pub response_times: bool,
    pub response_hours: bool,
    pub response_workdays: bool,
    pub closing_times: bool,
    pub closing_workdays: bool,
    pub closing_quarters: bool,
    /// Whether no rank would depend on how an interval is read.
    pub decided: bool,
}

impl Carried {
    fn new(settings: &Settings, t: &Tally, (closings, unknown): (u64, u64)) -> Self {
        let asked = t.responded + t.untold;
        let of = |list: &[u64]| list.len() as u64;
        let closings_scored = settings.weights.iter().any(|(measure, _)| OF_CLOSINGS.contains(&measure.as_str()));
        let timed_closings = of(&t.resolution_seconds);
        let responses = settings.enough(t.timed.saturating_sub(t.response_undecided), asked);
        let decided_closings = settings.enough(timed_closings.saturating_sub(t.resolution_undecided), t.closed);
        Self {
            response_times: settings.enough(t.timed, asked),
            response_hours: settings.enough(of(&t.response_seconds), t.responded),
            response_workdays: settings.enough(of(&t.response_workdays), t.responded),
            closing_times: settings.enough(timed_closings, t.closed),
            closing_workdays: settings.enough(of(&t.resolution_workdays), t.closed),
            closing_quarters: settings.enough(closings.saturating_sub(unknown), closings),
            decided: responses && (decided_closings || !closings_scored),
        }
    }
}

fn when(is: bool, value: Value) -> Value {
    if is { value } else { Value::Empty }
}

fn number(value: Option<f64>) -> Value {
    Value::number(value)
}

/// Every row of the report, computed again.
#[must_use]
pub fn rows(book: &Book) -> BTreeMap<Key, Recomputed> {
    let mut rows: BTreeMap<Key, Recomputed> = book.rows.keys().map(|key| (key.clone(), row(book, key))).collect();
    rank(book, &mut rows);
    rows
}

/// What a row's evidence gives, its rank left out.
fn row(book: &Book, key: &Key) -> Recomputed {
    of_cases(book, key, &book.cases_of(key))
}

/// What these complaints give for a row, its rank left out.
#[must_use]
pub fn of_cases(book: &Book, key: &Key, cases: &[&Case]) -> Recomputed {
    let earlier = earlier_quarters(book.settings.quarter).flat_map(|q| book.received_in(key, q));
    let grounds = Grounds {
        settings: &book.settings,
        key,
        home: book.rows.get(key).is_some_and(|row| row.cell("agency") == book.settings.government),
        standing: book.standings.get(key),
        tally: Tally::of(cases, &book.spells_of(key), &book.handed_of(key)),
        received_before: earlier.fold(0, |sum: u64, (_, n)| sum.saturating_add(n)),
        at_a_cut: false,
    };
    let mut row = figures(grounds);
    row.cells.extend(names_of(book, key));
    row
}

/// Of what the figures of a row are made.
pub struct Grounds<'a> {
    /// The rules, and the quarter in question.
    pub settings: &'a Settings,
    /// Which row.
    pub key: &'a Key,
    /// Whether it belongs to the government of the configuration.
    pub home: bool,
    /// What it stands for.
    pub standing: Option<&'a Standing>,
    /// Its integers.
    pub tally: Tally,
    /// Complaints of earlier quarters of the year.
    pub received_before: u64,
    /// Whether the integers are those of a cut, for which medians and other quantiles are not computed.
    pub at_a_cut: bool,
}

/// The figures of a row, its names and rank left out.
#[must_use]
pub fn figures(grounds: Grounds<'_>) -> Recomputed {
    let Grounds { settings, key, home, standing, tally, received_before, at_a_cut } = grounds;
    let closings = standing.map_or((0, 0), |s| (s.closings, s.closings_unknown));
    let carried = Carried::new(settings, &tally, closings);
    let subject = Subject { skpd_id: &key.1, kind: standing.map_or("", |s| s.kind.as_str()), home };
    let mut cells = Cells::from([("group", Value::text(&settings.group(subject, tally.eligible)))]);
    counts(&tally, &carried, &mut cells);
    times(&tally, &carried, settings.horizon, &mut cells);
    if at_a_cut {
        cells.extend(QUANTILES.map(|column| (column, Value::Empty)));
    }
    stock(settings, &tally, &carried, &mut cells);
    targets(settings, received_before, subject, &tally, &mut cells);
    let parts = parts(settings, subject, &cells);
    let score = parts.iter().try_fold(0.0, |sum, part| Some(sum + part.weight * part.attainment?));
    let score = score.filter(|_| carried.decided);
    cells.insert("score", number(score));
    let held_back = standing.is_some_and(|s| {
        settings.rejected_rows.is_some_and(|gate| ratio(s.rows_rejected, s.rows_all).is_some_and(|share| share > gate))
    });
    let verdict = if standing.is_none_or(|s| s.standing != "unit") {
        "not_assigned"
    } else if held_back || !carried.decided {
        "no_evidence"
    } else if is_few(settings, &tally) {
        "too_few"
    } else if score.is_none() {
        "no_evidence"
    } else {
        "ranked"
    };
    cells.insert("verdict", Value::Text(verdict.to_owned()));
    Recomputed { tally, cells, parts, carried }
}

/// Whether the complaints, or those of a scored rate, are fewer than a rank needs.
#[must_use]
pub fn is_few(settings: &Settings, tally: &Tally) -> bool {
    let few = |count: u64| count < settings.minimum_volume;
    let scored = |measure: &str| settings.weights.iter().any(|(scored, _)| scored == measure);
    let few_of_a_rate = [
        ("response_rate", tally.eligible),
        ("on_time_rate", tally.due),
        ("resolution_rate", tally.eligible),
        ("resolution_on_time_rate", tally.resolution_due),
    ];
    few(tally.eligible) || few_of_a_rate.iter().any(|(measure, count)| scored(measure) && few(*count))
}

/// The cells that name a row: as the row of the same quarter in the history does.
fn names_of(book: &Book, key: &Key) -> Cells {
    let row = book.history.get(&book.settings.quarter).and_then(|rows| rows.get(key));
    let name = |column: &str| Value::text(row.map_or("", |row| row.cell(column)));
    Cells::from([
        ("period", Value::Text(book.settings.quarter.to_string())),
        ("agency_id", Value::text(&key.0)),
        ("agency", name("agency")),
        ("skpd_id", Value::text(&key.1)),
        ("skpd", name("skpd")),
    ])
}

fn counts(t: &Tally, carried: &Carried, cells: &mut Cells) {
    let times = |n: u64| when(carried.response_times, Value::Count(n));
    let rate = if carried.response_times { ratio(t.responded_in_time, t.due) } else { None };
    let bounds = rate.and_then(|_| wilson(t.responded_in_time, t.due));
    cells.extend([
        ("received", Value::Count(t.received)),
        ("eligible", Value::Count(t.eligible)),
        ("excluded_duplicate", Value::Count(t.duplicate)),
        ("excluded_jurisdiction", Value::Count(t.jurisdiction)),
        ("excluded_archived", Value::Count(t.archived)),
        ("excluded_waiting", Value::Count(t.waiting)),
        ("excluded_blocked", Value::Count(t.blocked)),
        ("responded", Value::Count(t.responded)),
        ("response_rate", number(ratio(t.responded, t.eligible))),
        ("due", Value::Count(t.due)),
        ("responded_in_time", times(t.responded_in_time)),
        ("unanswered_overdue", times(t.unanswered_overdue)),
        ("on_time_rate", number(rate)),
        ("on_time_low", number(bounds.map(|b| b.0))),
        ("on_time_high", number(bounds.map(|b| b.1))),
        ("no_deadline", Value::Count(t.no_deadline)),
        ("not_yet_due", Value::Count(t.not_yet_due)),
        ("closed", Value::Count(t.closed)),
        ("open", Value::Count(t.eligible.saturating_sub(t.closed))),
        ("resolution_rate", number(ratio(t.closed, t.eligible))),
        ("closed_by_reporter", Value::Count(t.by_reporter)),
        ("closed_by_system", Value::Count(t.by_system)),
        ("closed_by_admin", Value::Count(t.by_admin)),
        ("resolution_due", Value::Count(t.resolution_due)),
        ("resolved_in_time", when(carried.closing_times, Value::Count(t.resolved_in_time))),
        ("resolution_on_time_rate", when(carried.closing_times, number(ratio(t.resolved_in_time, t.resolution_due)))),
        ("hops", Value::Count(t.hops)),
        ("returned_late", Value::Count(t.returned_late)),
    ]);
}

fn times(t: &Tally, carried: &Carried, horizon: u32, cells: &mut Cells) {
    let exits = t.until_response.exits();
    let curve = Curve::new(&exits);
    let told = carried.response_hours && t.tells_hours();
    let median = match curve.median() {
        Median::Reached { at, .. } if told => Some(at / 60.0),
        _ => None,
    };
    let restricted = curve.restricted_mean(horizon).filter(|_| told).map(|mean| mean.value / 60.0);
    let hours = t.middle_and_p90().filter(|_| carried.response_hours);
    let mean_hours = mean(&t.response_seconds, 3600.0);
    cells.extend([
        ("mean_response_hours", when(carried.response_hours, number(mean_hours))),
        ("median_response_hours", number(hours.map(|h| h.0 / 3600.0))),
        ("p90_response_hours", number(hours.map(|h| h.1 / 3600.0))),
        ("km_median_response_hours", number(median)),
        ("restricted_mean_response_hours", number(restricted)),
        ("mean_response_workdays", when(carried.response_workdays, number(mean(&t.response_workdays, 1.0)))),
        ("mean_resolution_days", when(carried.closing_times, number(mean(&t.resolution_seconds, 86_400.0)))),
        ("mean_resolution_workdays", when(carried.closing_workdays, number(mean(&t.resolution_workdays, 1.0)))),
    ]);
}

fn stock(settings: &Settings, t: &Tally, carried: &Carried, cells: &mut Cells) {
    let quarter = settings.quarter;
    let begun = settings.begins.is_some_and(|day| Quarter::of(day) < quarter);
    let at_the_end = carried.closing_quarters || settings.last_quarter == Some(quarter);
    cells.extend([
        ("backlog_opening", when(carried.closing_quarters && begun, Value::Count(t.opening))),
        ("backlog_received", Value::Count(t.stock_received)),
        ("backlog_closed", Value::Count(t.stock_closed)),
        ("backlog_reopened", Value::Count(t.stock_reopened)),
        ("backlog_closing", when(at_the_end, Value::Count(t.closing))),
        ("backlog_over_limit", when(at_the_end, Value::Count(t.over_limit))),
        ("oldest_open_days", Value::count(t.oldest_days)),
    ]);
}

/// The quarters of the report's year before it.
pub fn earlier_quarters(quarter: Quarter) -> impl Iterator<Item = Quarter> {
    let first = Quarter::from_index(quarter.year() * 4);
    first.through(quarter).filter(move |q| *q < quarter)
}

fn targets(settings: &Settings, received_before: u64, subject: Subject<'_>, t: &Tally, cells: &mut Cells) {
    let received = received_before.saturating_add(t.received);
    let volume = settings.target("received", subject).map(|target| target.value);
    let response = settings.target("response_rate", subject).map(|target| target.value);
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    let reached = received as f64;
    let attained = ratio(t.responded, t.eligible).zip(response).map(|(rate, target)| rate / target);
    cells.extend([
        ("received_ytd", Value::Count(received)),
        ("volume_target", number(volume)),
        ("volume_attainment", number(volume.map(|target| reached / target))),
        ("response_target", number(response)),
        ("response_attainment", number(attained)),
    ]);
}

/// The volume against the part of the year's target that falls to the quarters which have run.
#[must_use]
pub fn volume_pro_rata(settings: &Settings, cells: &Cells) -> Option<f64> {
    let year = cells.get("volume_attainment").and_then(Value::as_f64)?;
    Some(year * 4.0 / f64::from(settings.quarter.number()))
}

/// The parts of the score.
fn parts(settings: &Settings, subject: Subject<'_>, cells: &Cells) -> Vec<Part> {
    let part = |(measure, weight): &(String, f64)| {
        let value = match measure.as_str() {
            "volume_pro_rata" => volume_pro_rata(settings, cells),
            _ => cells.get(measure.as_str()).and_then(Value::as_f64),
        };
        let target = settings.target(measure, subject);
        let is_rate = measure.ends_with("_rate") || matches!(measure.as_str(), "volume_attainment" | "volume_pro_rata");
        let aim = match target {
            Some(t) => Some((t.value, t.lower, t.cap)),
            None => is_rate.then_some((1.0, false, 1.0)),
        };
        let attainment = value.zip(aim).map(|(value, (aim, lower, cap))| {
            let reached = match lower {
                false => value / aim,
                true if value <= 0.0 => 1.0,
                true => aim / value,
            };
            reached.min(cap)
        });
        // A mean time of nothing done, where the data would tell, attains nothing.
        let cell = |name: &str| cells.get(name).and_then(Value::as_f64);
        let nothing_done = |done: &str, told: &str| {
            cell(done) == Some(0.0) && cell(told).is_some() && cell("eligible").is_some_and(|n| n > 0.0)
        };
        let never = match value {
            None if measure.starts_with("mean_response_") => nothing_done("responded", "unanswered_overdue"),
            None if measure.starts_with("mean_resolution_") => nothing_done("closed", "resolved_in_time"),
            _ => false,
        };
        let attainment = attainment.or(never.then_some(0.0));
        let (lower, cap) = aim.map_or((false, 1.0), |(_, lower, cap)| (lower, cap));
        Part { measure: measure.clone(), weight: *weight, value, target: aim.map(|aim| aim.0), lower, cap, attainment }
    };
    settings.weights.iter().map(part).collect()
}

/// Scores that are compared: they agree to twelve decimals, or one is better.
#[must_use]
pub fn beats(one: f64, other: f64) -> bool {
    (one * 1e12).round() > (other * 1e12).round()
}

/// A row with which others are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// Which.
    pub key: Key,
    /// Its score.
    pub score: f64,
}

/// With whom a row is compared: its government (none for a government itself) and its group.
fn ring(key: &Key, row: &Recomputed) -> (Option<String>, String) {
    let group = row.cells.get("group").map(super::book::written).unwrap_or_default();
    ((!key.1.is_empty()).then(|| key.0.clone()), group)
}

/// The ranked rows by those with whom they are compared, the best score first.
pub type Rings = BTreeMap<(Option<String>, String), Vec<Rival>>;

/// Who is compared with whom.
#[must_use]
pub fn rings(rows: &BTreeMap<Key, Recomputed>) -> Rings {
    let mut rings = Rings::new();
    let ranked = Value::Text("ranked".to_owned());
    for (key, row) in rows.iter().filter(|(_, row)| row.cells.get("verdict") == Some(&ranked)) {
        if let Some(score) = row.cells.get("score").and_then(Value::as_f64) {
            rings.entry(ring(key, row)).or_default().push(Rival { key: key.clone(), score });
        }
    }
    for rivals in rings.values_mut() {
        rivals.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
    }
    rings
}

/// The ranked rows with which a row is compared, itself among them, the best score first.
#[must_use]
pub fn rivals(rows: &BTreeMap<Key, Recomputed>, key: &Key) -> Vec<Rival> {
    let ring = rows.get(key).map(|row| ring(key, row));
    ring.and_then(|ring| rings(rows).remove(&ring)).unwrap_or_default()
}

fn rank(book: &Book, rows: &mut BTreeMap<Key, Recomputed>) {
    let before = book.history.get(&book.settings.quarter.previous());
    let rings = rings(rows);
    for (key, row) in rows.iter_mut() {
        let ring = ring(key, row);
        let rivals = rings.get(&ring).map(Vec::as_slice).unwrap_or_default();
        let own = rivals.iter().find(|rival| rival.key == *key);
        let better = |own: &Rival| rivals.iter().filter(|rival| beats(rival.score, own.score)).count() as u64;
        let previous = before.and_then(|rows| rows.get(key)).filter(|row| row.cell("group") == ring.1);
        let previous = previous.and_then(|row| row.cell("rank").parse().ok());
        row.cells.insert("rank", Value::count(own.map(|own| 1 + better(own))));
        row.cells.insert("previous_rank", Value::count(previous));
    }
}
