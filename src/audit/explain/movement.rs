//! The comparisons of `gerak.csv` made again: values, parts, shares, families and words are computed here; the intervals are
//! `judge`'s (Newcombe's of two rates, Welch's of two means), given the numbers that were counted here.

use std::collections::BTreeMap;

use super::Finished;
use super::at_cut::Seen;
use super::book::{Key, written};
use super::difference::Difference;
use super::equal_age::{AtCut, Line, cut_words};
use super::evidence::Case;
use super::recompute::{Cells, Recomputed};
use crate::judge::{Curve, Sample, Value, mean_difference, newcombe, normal_quantile};
use crate::terms::Quarter;

/// What all comparisons of a group may err together.
const ERROR: f64 = 0.05;

/// Fewest complaints known up to the horizon of which a restricted mean is compared.
const FEWEST_WAITING: u64 = 10;

/// The earlier quarters that are compared with, by how many quarters before.
pub const AGAINST: [(&str, i32); 2] = [("previous", 1), ("year_before", 4)];

/// A measure that is compared.
#[derive(Clone, Copy)]
pub struct Compared {
    /// The column of the league.
    pub name: &'static str,
    /// Whether it is compared only where it is scored.
    only_scored: bool,
    /// What it is.
    pub kind: Kind,
}

/// What a compared measure is.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A rate, with its numerator and denominator.
    Rate(&'static str, &'static str),
    /// A mean over those answered.
    Answered(Time),
    /// A mean over those closed.
    Closed(Time),
    /// The restricted mean of all.
    Waiting,
}

/// The times of a mean.
#[derive(Clone, Copy)]
pub struct Time {
    /// The time of a complaint, in seconds or working days.
    pub of: fn(&Case) -> Option<u64>,
    /// How many of these a unit of the mean holds.
    pub unit: u64,
    /// In how many of these the spread is taken.
    pub grain: u64,
}

const fn measure(name: &'static str, only_scored: bool, kind: Kind) -> Compared {
    Compared { name, only_scored, kind }
}

/// Seconds, whose spread is taken in tenths of an hour.
const fn seconds(of: fn(&Case) -> Option<u64>, unit: u64) -> Time {
    Time { of, unit, grain: 360 }
}

const fn workdays(of: fn(&Case) -> Option<u64>) -> Time {
    Time { of, unit: 1, grain: 1 }
}

/// Every measure that is compared.
#[rustfmt::skip] // one a line
pub const COMPARED: [Compared; 8] = [
    measure("response_rate", false, Kind::Rate("responded", "eligible")),
    measure("on_time_rate", false, Kind::Rate("responded_in_time", "due")),
    measure("resolution_on_time_rate", false, Kind::Rate("resolved_in_time", "resolution_due")),
    measure("restricted_mean_response_hours", false, Kind::Waiting),
    measure("mean_response_hours", false, Kind::Answered(seconds(|c| c.response.seconds, 3_600))),
    measure("mean_response_workdays", true, Kind::Answered(workdays(|c| c.response.workdays))),
    measure("mean_resolution_days", false, Kind::Closed(seconds(|c| c.resolution.seconds, 86_400))),
    measure("mean_resolution_workdays", true, Kind::Closed(workdays(|c| c.resolution.workdays))),
];

/// The least and the most that a numerator can be, and the denominator.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    /// The least.
    pub least: u64,
    /// The most.
    pub most: u64,
    /// The denominator.
    pub whole: u64,
}

impl Share {
    /// Whether it is certainly below another: by its most likely reading against it, `part / whole < other`.
    fn is_less(part: u64, whole: u64, other: u64, of_other: u64) -> bool {
        u128::from(part) * u128::from(of_other) < u128::from(other) * u128::from(whole)
    }
}

/// A measure of a row at its cut.
#[derive(Debug, Clone, Copy)]
pub struct Side {
    /// Its value.
    pub value: Option<f64>,
    /// Its numerator, or the sum of its times.
    pub part: Option<u64>,
    /// Its denominator, or how many have the time.
    pub whole: Option<u64>,
    /// The share that is compared, or that must not move the other way.
    pub share: Share,
    /// The times as a sample; `None` of a rate, and of fewer than two.
    sample: Option<Sample>,
}

/// A row of a quarter at its cut.
#[derive(Clone, Copy)]
pub struct RowAt<'a> {
    at_cut: &'a AtCut,
    row: &'a Recomputed,
    horizon: u32,
}

impl<'a> RowAt<'a> {
    fn of(line: &'a Line, key: &Key, horizon: u32) -> Option<Self> {
        Some(Self { at_cut: line.grounds.get(key)?, row: line.figures.get(key)?, horizon })
    }

    fn number(&self, column: &str) -> Option<f64> {
        self.row.cells.get(column).and_then(Value::as_f64)
    }

    fn count(&self, column: &str) -> Option<u64> {
        match self.row.cells.get(column) {
            Some(Value::Count(n)) => Some(*n),
            _ => None,
        }
    }

    fn word(&self, column: &str) -> String {
        self.row.cells.get(column).map(written).unwrap_or_default()
    }

    /// A measure of the row.
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    pub fn side(&self, measure: &Compared) -> Side {
        let exactly = |n: u64, whole: u64| Share { least: n, most: n, whole };
        let eligible = self.row.tally.eligible;
        let answered = Share { least: self.at_cut.surely, most: self.at_cut.possibly, whole: eligible };
        let value = self.number(measure.name);
        match measure.kind {
            Kind::Rate(part, whole) => {
                let (part, whole) = (self.count(part), self.count(whole));
                let share = match measure.name {
                    "response_rate" => answered,
                    _ => exactly(part.unwrap_or(0), whole.unwrap_or(0)),
                };
                Side { value, part, whole, share, sample: None }
            }
            Kind::Answered(time) => self.mean(value, time, answered),
            Kind::Closed(time) => self.mean(value, time, exactly(self.row.tally.closed, eligible)),
            Kind::Waiting => {
                let exits = self.row.tally.until_response.exits();
                let curve = Curve::new(&exits);
                let mean = value.and_then(|_| curve.restricted_mean(self.horizon));
                let sample = mean.map(|mean| {
                    let of_one = mean.error * mean.error * mean.known * mean.known;
                    let variance = if mean.known > 1.0 { of_one / (mean.known - 1.0) / 3_600.0 } else { 0.0 };
                    Sample { count: mean.known, mean: mean.value / 60.0, variance }
                });
                let whole = mean.map(|_| curve.complaints());
                Side { value, part: None, whole, share: exactly(eligible, eligible), sample }
            }
        }
    }

    #[allow(clippy::cast_precision_loss)] // counts and units stay far below 2^53
    fn mean(&self, value: Option<f64>, time: Time, share: Share) -> Side {
        let Some(mean) = value else { return Side { value, part: None, whole: None, share, sample: None } };
        let eligible = self.at_cut.seen.iter().map(|seen: &Seen| &seen.case).filter(|case| case.is_eligible());
        let times: Vec<u64> = eligible.filter_map(time.of).collect();
        let grains = || times.iter().map(|t| t / time.grain);
        let count = times.len() as u64;
        let sample = Sample::of(count, grains().sum(), grains().map(|t| t * t).sum());
        let sample = sample.map(|sample| Sample { mean, ..sample.scaled(time.grain as f64 / time.unit as f64) });
        Side { value, part: Some(times.iter().sum()), whole: Some(count), share, sample }
    }
}

impl Compared {
    /// Whether less is better.
    #[must_use]
    pub fn is_time(&self) -> bool {
        !matches!(self.kind, Kind::Rate(..))
    }

    /// Whether it is a mean over answered (closed) complaints alone.
    #[must_use]
    pub fn is_of_answered(&self) -> bool {
        matches!(self.kind, Kind::Answered(_) | Kind::Closed(_))
    }

    fn is_few(&self, side: &Side, eligible: u64, minimum: u64) -> bool {
        match self.kind {
            Kind::Rate(..) => side.share.whole < minimum.max(1),
            Kind::Answered(_) | Kind::Closed(_) => side.whole.unwrap_or(side.share.most) < minimum.max(2),
            #[allow(clippy::cast_precision_loss)] // a configured count
            Kind::Waiting => {
                let least = minimum.max(FEWEST_WAITING);
                side.sample.map_or(eligible < least, |sample| sample.count < least as f64)
            }
        }
    }

    /// The interval of the difference.
    #[must_use]
    pub fn interval(&self, now: &Side, before: &Side, error: f64) -> Option<(f64, f64)> {
        if self.is_time() {
            return mean_difference(now.sample?, before.sample?, error);
        }
        let z = normal_quantile(1.0 - error / 2.0)?;
        let (a, b) = (now.share, before.share);
        let (low, _) = newcombe((a.least, a.whole), (b.most, b.whole), z)?;
        let (_, high) = newcombe((a.most, a.whole), (b.least, b.whole), z)?;
        Some((low, high))
    }

    /// What an interval says.
    #[must_use]
    pub fn word(&self, (low, high): (f64, f64)) -> &'static str {
        match (low > 0.0, high < 0.0, self.is_time()) {
            (true, _, false) | (_, true, true) => "improved",
            (true, _, true) | (_, true, false) => "declined",
            _ => "no_difference",
        }
    }

    /// Whether the share of answered (closed) complaints moved against the mean.
    fn is_contrary(&self, now: &Side, before: &Side) -> bool {
        let (Some(mean), Some(mean_before), true) = (now.value, before.value, self.is_of_answered()) else {
            return false;
        };
        let (a, b) = (now.share, before.share);
        match mean.total_cmp(&mean_before) {
            std::cmp::Ordering::Less => Share::is_less(a.least, a.whole, b.most, b.whole),
            std::cmp::Ordering::Greater => Share::is_less(b.least, b.whole, a.most, a.whole),
            std::cmp::Ordering::Equal => false,
        }
    }
}

/// A comparison, made again.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The unit.
    pub key: Key,
    /// The measure, or `rank`.
    pub measure: &'static str,
    /// `previous` or `year_before`.
    pub against: &'static str,
    /// The earlier quarter.
    pub quarter: Quarter,
    /// The group of the unit in the report's quarter.
    pub group: String,
    /// Its cells in `gerak.csv`.
    pub cells: Cells,
    /// Both sides; a rank has none.
    sides: Option<(Side, Side)>,
    /// Why the earlier quarter cannot be shown; the cells that rest on it are as they are published.
    pub unshown: Option<Difference>,
}

impl Comparison {
    fn number(&self, column: &str) -> Option<f64> {
        self.cells.get(column).and_then(Value::as_f64)
    }

    fn says(&self, column: &str, word: &str) -> bool {
        self.cells.get(column) == Some(&Value::text(word))
    }

    /// Whether it compares a mean over answered (closed) complaints alone.
    #[must_use]
    pub fn is_of_answered(&self) -> bool {
        COMPARED.iter().any(|measure| measure.name == self.measure && measure.is_of_answered())
    }

    /// Whether the change is told as one.
    #[must_use]
    pub fn is(&self, change: &str) -> bool {
        self.says("change", change)
    }
}

impl Finished {
    /// Every comparison of the report, made again.
    pub(super) fn comparisons(&self) -> &[Comparison] {
        self.movement.get_or_init(|| self.compare())
    }

    fn compare(&self) -> Vec<Comparison> {
        let own = self.book.settings.quarter;
        let Ok(now) = self.line(own) else { return Vec::new() };
        let mut all = Vec::new();
        for (against, quarters) in AGAINST {
            let quarter = Quarter::from_index(own.index() - quarters);
            // A quarter from before the data tells nothing, and nothing is missing.
            let before = if self.lines.contains_key(&quarter) { self.line(quarter).map(Some) } else { Ok(None) };
            for key in now.figures.keys() {
                let pair = Pair { report: self, key, now, against, quarter };
                match &before {
                    Ok(before) => all.extend(pair.compare(*before)),
                    Err(why) => all.extend(pair.as_published(why)),
                }
            }
        }
        settle(&mut all);
        all
    }

    fn is_scored(&self, measure: &str) -> bool {
        self.book.settings.weights.iter().any(|(scored, _)| scored == measure)
    }

    /// Whether the data begin in a quarter, after its first month.
    fn begins_inside(&self, quarter: Quarter) -> bool {
        let second_month = quarter.first_day().checked_add_months(chrono::Months::new(1));
        self.book.settings.begins.zip(second_month).is_some_and(|(begins, second)| begins >= second)
    }
}

/// A unit in the report's quarter and in an earlier one.
struct Pair<'a> {
    report: &'a Finished,
    key: &'a Key,
    now: &'a Line,
    against: &'static str,
    quarter: Quarter,
}

impl Pair<'_> {
    fn row<'l>(&self, line: &'l Line) -> Option<RowAt<'l>> {
        RowAt::of(line, self.key, self.report.book.settings.horizon)
    }

    fn measures(&self) -> impl Iterator<Item = &'static Compared> {
        COMPARED.iter().filter(|measure| !measure.only_scored || self.report.is_scored(measure.name))
    }

    /// What both quarters give.
    fn compare(&self, before: Option<&Line>) -> Vec<Comparison> {
        let Some(now) = self.row(self.now) else { return Vec::new() };
        let before = before.and_then(|line| self.row(line));
        let received = |row: &RowAt<'_>| row.row.tally.received;
        if received(&now) == 0 && before.as_ref().is_none_or(|b| received(b) == 0) {
            return Vec::new();
        }
        let mut all: Vec<Comparison> =
            self.measures().map(|measure| self.measure(measure, &now, before.as_ref())).collect();
        all.push(self.rank(&now, before.as_ref()));
        all
    }

    fn measure(&self, measure: &'static Compared, now: &RowAt<'_>, before: Option<&RowAt<'_>>) -> Comparison {
        let (a, b) = (now.side(measure), before.map(|row| row.side(measure)));
        let minimum = self.report.book.settings.minimum_volume;
        let is_few = |row: &RowAt<'_>, side: &Side| measure.is_few(side, row.row.tally.eligible, minimum);
        let verdict = |word: &str| now.word("verdict") == word || before.is_some_and(|row| row.word("verdict") == word);
        let reason = match before.zip(b).filter(|(row, _)| row.row.tally.received > 0) {
            None => "no_data",
            Some(_) if verdict("not_assigned") => "not_assigned",
            Some(_) if self.report.begins_inside(self.quarter) => "data_begin",
            Some((row, b)) if is_few(now, &a) || is_few(row, &b) => "too_few",
            Some((_, b)) if a.value.is_none() || b.value.is_none() || verdict("no_evidence") => "no_evidence",
            Some((_, b)) if measure.interval(&a, &b, ERROR).is_none() => "no_spread",
            Some(_) => "",
        };
        let parts = |side: Option<Side>| side.map_or((None, None, None), |s| (s.value, s.part, s.whole));
        let mut comparison = self.comparison(measure.name, now, before, [parts(Some(a)), parts(b)], reason);
        comparison.sides = b.map(|b| (a, b));
        comparison
    }

    #[allow(clippy::cast_precision_loss)] // ranks are small
    fn rank(&self, now: &RowAt<'_>, before: Option<&RowAt<'_>>) -> Comparison {
        let rank = |row: &RowAt<'_>| row.count("rank");
        let (a, b) = (rank(now), before.and_then(rank));
        let reason = match (before, a.zip(b)) {
            (None, _) => "no_data",
            (_, None) => "not_ranked",
            (Some(b), _) if b.word("group") != now.word("group") => "other_group",
            _ => "",
        };
        let sides = [a, b].map(|rank| (rank.map(|rank| rank as f64), None, None));
        let mut comparison = self.comparison("rank", now, before, sides, reason);
        let gained = a.zip(b).map(|(a, b)| b as f64 - a as f64).filter(|_| reason.is_empty());
        comparison.cells.insert("difference", Value::number(gained));
        if reason.is_empty() {
            comparison.cells.insert("change", Value::text("not_tested"));
        }
        comparison
    }

    fn comparison(
        &self,
        measure: &'static str,
        now: &RowAt<'_>,
        before: Option<&RowAt<'_>>,
        [a, b]: [(Option<f64>, Option<u64>, Option<u64>); 2],
        reason: &'static str,
    ) -> Comparison {
        let own = |column: &str| now.row.cells.get(column).cloned().unwrap_or(Value::Empty);
        let cells = Cells::from([
            ("period", own("period")),
            ("agency_id", own("agency_id")),
            ("agency", own("agency")),
            ("skpd_id", own("skpd_id")),
            ("skpd", own("skpd")),
            ("group", own("group")),
            ("measure", Value::text(measure)),
            ("against", Value::text(self.against)),
            ("compared", Value::Text(self.quarter.to_string())),
            ("compared_as_of", before.map_or(Value::Empty, |row| Value::Text(cut_words(row.at_cut.cut)))),
            ("now", Value::number(a.0)),
            ("now_numerator", Value::count(a.1)),
            ("now_denominator", Value::count(a.2)),
            ("before", Value::number(b.0)),
            ("before_numerator", Value::count(b.1)),
            ("before_denominator", Value::count(b.2)),
            ("difference", Value::number(a.0.zip(b.0).map(|(now, before)| now - before))),
            ("change", Value::text(if reason.is_empty() { "no_difference" } else { "not_comparable" })),
            ("reason", Value::text(reason)),
        ]);
        Comparison {
            key: self.key.clone(),
            measure,
            against: self.against,
            quarter: self.quarter,
            group: now.word("group"),
            cells,
            sides: None,
            unshown: None,
        }
    }

    /// The published rows of a unit against a quarter that cannot be shown: what its own quarter gives is computed, and the
    /// differences and intervals from the numbers that are published of the other.
    fn as_published(&self, why: &Difference) -> Vec<Comparison> {
        let Some(now) = self.row(self.now) else { return Vec::new() };
        let mut all = Vec::new();
        let published = self.report.published_movement(self.key, self.against);
        for (measure, mut cells) in published {
            let compared = COMPARED.iter().find(|compared| compared.name == measure);
            let name = compared.map_or("rank", |compared| compared.name);
            let number = |cells: &Cells, column: &str| cells.get(column).and_then(Value::as_f64);
            let mut own = self.comparison(name, &now, None, [(None, None, None); 2], "");
            let side = compared.map(|compared| now.side(compared));
            let (value, part, whole) =
                side.map_or_else(|| (now.number("rank"), None, None), |side| (side.value, side.part, side.whole));
            cells.insert("now", Value::number(value));
            cells.insert("now_numerator", Value::count(part));
            cells.insert("now_denominator", Value::count(whole));
            if cells.get("difference").is_some_and(|cell| *cell != Value::Empty) {
                let sign = if name == "rank" { -1.0 } else { 1.0 };
                let difference = value.zip(number(&cells, "before")).map(|(now, before)| sign * (now - before));
                cells.insert("difference", Value::number(difference));
            }
            if let (Some(compared), Some(side)) = (compared, side) {
                let interval = self.published_interval(compared, &side, &cells);
                if let Some(interval) = interval {
                    cells.insert("low", Value::number(Some(interval.0)));
                    cells.insert("high", Value::number(Some(interval.1)));
                    cells.insert("change", Value::text(compared.word(interval)));
                }
            }
            for column in
                ["period", "agency_id", "agency", "skpd_id", "skpd", "group", "measure", "against", "compared"]
            {
                let cell = own.cells.get(column).cloned().unwrap_or(Value::Empty);
                cells.insert(column, cell);
            }
            own.cells = cells;
            own.unshown = Some(why.clone());
            all.push(own);
        }
        all
    }

    /// The interval of a rate against published counts; `None` of any other measure, and where none is published.
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    fn published_interval(&self, compared: &Compared, now: &Side, cells: &Cells) -> Option<(f64, f64)> {
        let count = |cells: &Cells, column: &str| super::alone::count(cells, column);
        let (comparisons, whole) = (count(cells, "comparisons")?, count(cells, "before_denominator")?);
        let part = count(cells, "before_numerator").filter(|_| !compared.is_time())?;
        let line = self.report.published_line(self.key, self.quarter);
        let of_line = |column: &str| line.as_ref().and_then(|cells| count(cells, column));
        let (least, most) = match compared.name {
            "response_rate" => (of_line("responded_low")?, of_line("responded_high")?),
            _ => (part, part),
        };
        let before = Side { value: None, part: None, whole: None, share: Share { least, most, whole }, sample: None };
        compared.interval(now, &before, ERROR / comparisons as f64)
    }
}

/// Gives each comparison that was made its interval and its word, one error for all of a group.
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn settle(all: &mut [Comparison]) {
    let family = |c: &Comparison| {
        let agency = if c.key.1.is_empty() { String::new() } else { c.key.0.clone() };
        (c.key.1.is_empty(), agency, c.group.clone())
    };
    let made = |c: &Comparison| c.measure != "rank" && c.unshown.is_none() && c.is("no_difference");
    let mut families: BTreeMap<_, u64> = BTreeMap::new();
    // One that cannot be shown was made where an interval is published.
    let is_counted = |c: &&Comparison| made(c) || c.unshown.is_some() && c.number("low").is_some();
    for comparison in all.iter().filter(is_counted) {
        *families.entry(family(comparison)).or_default() += 1;
    }
    for comparison in all {
        let is_made = made(comparison);
        let is_published = comparison.unshown.is_some() && comparison.number("low").is_some();
        if !is_made && !is_published {
            continue;
        }
        let comparisons = families.get(&family(comparison)).copied().unwrap_or(1);
        comparison.cells.insert("comparisons", Value::Count(comparisons));
        let measure = COMPARED.iter().find(|measure| measure.name == comparison.measure);
        let (Some(measure), Some((now, before)), true) = (measure, comparison.sides, is_made) else { continue };
        let Some(interval) = measure.interval(&now, &before, ERROR / comparisons as f64) else { continue };
        let mut change = measure.word(interval);
        if change != "no_difference" && measure.is_contrary(&now, &before) {
            comparison.cells.insert("reason", Value::text("contrary_share"));
            change = "not_comparable";
        }
        comparison.cells.extend([
            ("low", Value::number(Some(interval.0))),
            ("high", Value::number(Some(interval.1))),
            ("change", Value::text(change)),
        ]);
    }
}
