//! Complaints to the columns of the canonical tables, and the tables to Parquet.

use std::collections::BTreeMap;
use std::path::PathBuf;

use polars::prelude::{
    Column, DataFrame, IntoColumn, NamedFrom, ParquetCompression, ParquetWriter, Series, StatisticsOptions,
};

use super::life::{Known, Life, Reading, Span};
use super::limits::{Due, Limits, QuarterEnds, Start, work_of_last_whole_day};
use super::merge::Merged;
use super::tables::{Entry, owner};
use super::traces::{TraceColumns, day};
use super::units::Shown;
use crate::problem::Problem;
use crate::reference::Step;
use crate::store::Workspace;
use crate::terms::{Class, Exclusion, Quarter, Zone};
use crate::validate::{Intake, Stamp};

/// Through whose eyes a complaint is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// The unit's: its own clock and its own progress.
    ByUnit,
    /// The government's: the clock starts at receipt and anybody's progress counts.
    ByGovernment,
}

/// How a time that is known only to an interval is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// The latest step against the earliest limit.
    Pessimistic,
    /// The earliest step against the latest limit.
    Optimistic,
}

/// What of a complaint depends on how its row is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    /// When the unit's clock starts.
    pub start: Start,
    /// The class by whose limits it is judged.
    pub class: Option<Class>,
    /// Why it does not count.
    pub exclusion: Exclusion,
}

impl Entry {
    /// As the configuration reads it.
    pub(super) fn read(&self) -> Read {
        Read { start: self.life.start(self.deadline), class: self.class, exclusion: self.exclusion }
    }
}

/// Turns complaints into columns.
pub(super) struct Writer<'a, 'b> {
    pub reading: &'a Reading<'a>,
    pub limits: &'a mut Limits<'b>,
    /// The ends of quarters on each clock.
    pub ends: &'a BTreeMap<Zone, QuarterEnds>,
    pub merged: &'a Merged,
    pub intake: &'a Intake,
}

/// Columns of `complaints` while they are filled.
#[derive(Default)]
pub(super) struct ComplaintColumns {
    number: Vec<i64>,
    complaint_id: Vec<String>,
    agency: Vec<i32>,
    unit: Vec<i32>,
    quarter: Vec<i32>,
    received_at: Vec<i64>,
    received_exact: Vec<i32>,
    clock_at: Vec<i64>,
    clock_exact: Vec<i32>,
    clock_work: Vec<Option<i32>>,
    exclusion: Vec<i32>,
    class: Vec<i32>,
    channel: Vec<i32>,
    category: Vec<i32>,
    restricted: Vec<i32>,
    hops: Vec<i32>,
    closed_by: Vec<i32>,
    closed_at: Vec<Option<i64>>,
    closed_at_early: Vec<Option<i64>>,
    state: Vec<i32>,
    response: StepColumns,
    resolution: StepColumns,
    verification: StepColumns,
    tells_verification: Vec<i32>,
    tells_response: Vec<i32>,
    archived_seconds: Vec<Option<i64>>,
    traces: TraceColumns,
    /// Whether a figure is open to two readings somewhere.
    pub intervals: bool,
}

/// Columns of one step: whether and when it was taken, and its limit.
#[derive(Default)]
struct StepColumns {
    /// 0 = not taken, 1 = known to the second, 2 = known to the day, 3 = proved by a status only, 4 = between two dated
    /// exports and on one side of its limit whichever way it is read, 5 = between two with the limit between them.
    evidence: Vec<i32>,
    at: Vec<Option<i64>>,
    at_early: Vec<Option<i64>>,
    work: Vec<Option<i32>>,
    seconds: Vec<Option<i64>>,
    day_seconds: Vec<Option<i64>>,
    workdays: Vec<Option<i32>>,
    limit_at: Vec<Option<i64>>,
    limit_work: Vec<Option<i32>>,
}

impl StepColumns {
    /// Adds a step whose clock started at `start`. Returns whether its figures are open to two readings.
    fn push(&mut self, known: Known, start: Start, due: Due, reading: &Reading<'_>, bound: Bound) -> bool {
        let zone = reading.zone;
        let span = known.span(zone);
        let spans_exports = matches!(known, Known::Between(_)) || start.first != start.last;
        let two_readings = two_readings(span, due, reading);
        self.evidence.push(match known {
            Known::Not => 0,
            Known::ByStatus => 3,
            _ if spans_exports && two_readings => 5,
            _ if spans_exports => 4,
            Known::At(at) if at.date_only() || start.first.date_only() => 2,
            Known::At(_) | Known::Between(_) => 1,
        });
        let read = |span: Span| match bound {
            Bound::Pessimistic => span.late,
            Bound::Optimistic => span.early,
        };
        self.at.push(span.map(read));
        self.at_early.push(span.map(|s| s.early));
        let stamp = match known {
            Known::At(stamp) => stamp,
            Known::Between(span) => Stamp::instant(read(span)),
            Known::Not | Known::ByStatus => Stamp::NONE,
        };
        let begun = if bound == Bound::Pessimistic { start.first } else { start.last };
        let work = reading.work_of(stamp);
        self.work.push(work);
        let exact = begun.exact().zip(stamp.exact()).map(|(a, b)| (b - a).max(0)).filter(|_| !spans_exports);
        self.seconds.push(exact);
        let calendar_days = || Some((stamp.date(zone)? - begun.date(zone)?).num_days().max(0) * 86_400);
        self.day_seconds.push(exact.or_else(calendar_days));
        self.workdays.push(work.zip(reading.work_of(begun)).map(|(b, a)| (b - a).max(0)));
        let (limit_at, limit_work) = match (due, bound) {
            (Due::Never, _) => (None, None),
            (Due::At { early, .. }, Bound::Pessimistic) => (Some(early), None),
            (Due::At { late, .. }, Bound::Optimistic) => (Some(late), None),
            (Due::WorkingDay { early, .. }, Bound::Pessimistic) => (None, Some(early)),
            (Due::WorkingDay { late, .. }, Bound::Optimistic) => (None, Some(late)),
        };
        self.limit_at.push(limit_at);
        self.limit_work.push(limit_work);
        two_readings || (spans_exports && span.is_some())
    }

    fn into_columns(self, step: &str) -> [Column; 9] {
        let name = |part: &str| format!("{step}_{part}");
        [
            int(&name("evidence"), self.evidence),
            column(&name("at"), &self.at),
            column(&name("at_early"), &self.at_early),
            column32(&name("work"), &self.work),
            column(&name("seconds"), &self.seconds),
            column(&name("day_seconds"), &self.day_seconds),
            column32(&name("workdays"), &self.workdays),
            column(&name("limit_at"), &self.limit_at),
            column32(&name("limit_work"), &self.limit_work),
        ]
    }
}

fn column(name: &str, values: &[Option<i64>]) -> Column {
    Series::new(name.into(), values).into_column()
}

pub(super) fn column32(name: &str, values: &[Option<i32>]) -> Column {
    Series::new(name.into(), values).into_column()
}

pub(super) fn int(name: &str, values: Vec<i32>) -> Column {
    Series::new(name.into(), values).into_column()
}

fn long(name: &str, values: Vec<i64>) -> Column {
    Series::new(name.into(), values).into_column()
}

fn code(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl ComplaintColumns {
    /// The columns in the order of the table.
    pub fn into_columns(self) -> Vec<Column> {
        let mut columns = vec![
            long("number", self.number),
            Series::new("complaint_id".into(), self.complaint_id).into_column(),
            int("agency", self.agency),
            int("unit", self.unit),
            int("quarter", self.quarter),
            long("received_at", self.received_at),
            int("received_exact", self.received_exact),
            long("clock_at", self.clock_at),
            int("clock_exact", self.clock_exact),
            column32("clock_work", &self.clock_work),
            int("exclusion", self.exclusion),
            int("class", self.class),
            int("channel", self.channel),
            int("category", self.category),
            int("restricted", self.restricted),
            int("hops", self.hops),
            int("closed_by", self.closed_by),
            column("closed_at", &self.closed_at),
            column("closed_at_early", &self.closed_at_early),
            int("state", self.state),
            int("tells_verification", self.tells_verification),
            int("tells_response", self.tells_response),
        ];
        columns.extend(self.traces.into_columns());
        columns.extend(self.verification.into_columns("verification"));
        columns.extend(self.response.into_columns("response"));
        columns.extend(self.resolution.into_columns("resolution"));
        columns.push(column("archived_seconds", &self.archived_seconds));
        columns
    }
}

impl Writer<'_, '_> {
    /// One row a complaint: its number, and how it is read.
    pub fn complaints<'e>(
        &mut self,
        rows: impl Iterator<Item = (i64, &'e Entry, Read)>,
        seen: Seen,
        bound: Bound,
    ) -> ComplaintColumns {
        let mut c = ComplaintColumns::default();
        for (number, entry, read) in rows {
            let life = &entry.life;
            let (start, response, resolution) = match seen {
                Seen::ByUnit => (read.start, life.response, life.resolution),
                Seen::ByGovernment => {
                    (Start::at(life.received, entry.deadline), life.any_response, life.any_resolution)
                }
            };
            let reading = &self.reading.on_clock_of(entry.agency);
            let zone = reading.zone;
            let owner = owner(reading, life.unit);
            let receipt = Start::at(life.received, entry.deadline);
            let mut due = |step, start| self.limits.due(step, read.class, owner, start, zone);
            let verification_due = due(Step::Verification, receipt);
            let response_due = due(Step::Response, start);
            let resolution_due = due(Step::Resolution, start);
            let date = life.received.date(zone).unwrap_or_default();
            c.number.push(number);
            c.complaint_id.push(self.merged.id(&entry.complaint, self.intake).to_owned());
            c.agency.push(code(entry.agency));
            c.unit.push(code(life.unit));
            c.quarter.push(Quarter::of(date).index());
            c.received_at.push(life.received.earliest(zone).unwrap_or_default());
            c.received_exact.push(i32::from(!life.received.date_only()));
            let begun = if bound == Bound::Pessimistic { start.first } else { start.last };
            c.clock_at.push(begun.earliest(zone).unwrap_or_default());
            c.clock_exact.push(i32::from(!start.first.date_only()));
            c.clock_work.push(reading.work_of(begun));
            c.exclusion.push(i32::from(read.exclusion.code()));
            c.class.push(entry.class.map_or(-1, |class| i32::from(class.code())));
            c.channel.push(i32::from(entry.channel));
            c.category.push(code(entry.category));
            c.restricted.push(i32::from(entry.restricted));
            c.hops.push(i32::try_from(life.handed.len()).unwrap_or(i32::MAX));
            c.closed_by.push(life.closed_by.map_or(-1, |by| i32::from(by.code())));
            let closed = closing(life, zone);
            c.closed_at.push(closed.map(|s| s.late));
            c.closed_at_early.push(closed.map(|s| s.early));
            c.state.push(i32::from(life.state.code()));
            c.tells_verification.push(i32::from(entry.tells_verification));
            c.tells_response.push(i32::from(entry.tells_response));
            c.traces.push(life, entry.file, entry.echo, zone);
            let verified = if life.verified.is_some() { Known::At(life.verified) } else { Known::Not };
            c.verification.push(verified, receipt, verification_due, reading, bound);
            c.archived_seconds.push(seconds_until(life.archived, begun, zone, bound));
            let eligible = read.exclusion == Exclusion::None;
            c.intervals |= c.response.push(response, start, response_due, reading, bound) && eligible;
            c.intervals |= c.resolution.push(resolution, start, resolution_due, reading, bound) && eligible;
        }
        c
    }

    /// One row a spell in the open stock of an eligible complaint.
    pub fn stock(&mut self, entries: &[Entry]) -> Vec<Column> {
        let mut s: [Vec<i32>; 5] = Default::default();
        let mut received_at: Vec<i64> = Vec::new();
        let mut closed_in: Vec<Option<i32>> = Vec::new();
        let mut over_in: Vec<Option<i32>> = Vec::new();
        let mut numbers: Vec<i64> = Vec::new();
        let mut days: [Vec<Option<i32>>; 2] = Default::default();
        let eligible = |(_, e): &(i64, &Entry)| e.exclusion == Exclusion::None;
        for (number, entry) in (0_i64..).zip(entries).filter(eligible) {
            let life = &entry.life;
            let zone = self.reading.on_clock_of(entry.agency).zone;
            let last = Quarter::of(zone.date(self.reading.as_of));
            let ends = self.ends.get(&zone);
            let start = life.start(entry.deadline);
            let due = self.limits.due(Step::Resolution, entry.class, owner(self.reading, life.unit), start, zone);
            let over = ends.and_then(|e| e.passed_in(due)).map(Quarter::index);
            let open = life.closed_by.is_none();
            // Between two exports the closing is placed at the later one; its quarter is known where both lie in it.
            let between = life.closed_between.map(|s| [s.early, s.late].map(Stamp::instant));
            let quarter_of = |stamp: Stamp| stamp.date(zone).map(Quarter::of);
            let one_quarter = between.is_some_and(|[early, late]| quarter_of(early) == quarter_of(late));
            let closed = between.map_or(life.closed, |[_, late]| late);
            let present = (life.opened, closed, open, open || life.closed.is_some() || one_quarter);
            let spells = life.earlier_spells.iter().map(|(from, to)| (*from, *to, false, true)).chain([present]);
            for (index, (opened, closed, open, known)) in spells.enumerate() {
                let columns = [
                    code(entry.agency),
                    code(life.unit),
                    opened.date(zone).map_or(last.index(), |d| Quarter::of(d).index()),
                    i32::from(index > 0),
                    i32::from(known),
                ];
                s.iter_mut().zip(columns).for_each(|(column, value)| column.push(value));
                received_at.push(life.received.earliest(zone).unwrap_or_default());
                // A closing at an unknown time is placed in the last quarter and marked as not known.
                let closing = ends.and_then(|e| e.of(closed)).unwrap_or(last).index();
                closed_in.push((!open).then_some(closing));
                over_in.push(over);
                numbers.push(number);
                let [opened_day, closed_day] = &mut days;
                opened_day.push(opened.date(zone).and_then(day));
                closed_day.push(closed.date(zone).and_then(day).filter(|_| !open));
            }
        }
        let [agency, unit, opened, reopened, known] = s;
        let [opened_day, closed_day] = days;
        vec![
            long("number", numbers),
            int("agency", agency),
            int("unit", unit),
            int("opened_quarter", opened),
            column32("closed_quarter", &closed_in),
            column32("over_limit_quarter", &over_in),
            long("received_at", received_at),
            int("reopened", reopened),
            int("closing_known", known),
            column32("opened_day", &opened_day),
            column32("closed_day", &closed_day),
        ]
    }

    /// One row a time that a unit handed a complaint on or returned it.
    pub fn handovers(&mut self, entries: &[Entry]) -> Vec<Column> {
        let mut h: [Vec<i32>; 7] = Default::default();
        let mut complaint: Vec<i64> = Vec::new();
        let mut times: [Vec<Option<i64>>; 3] = Default::default();
        let mut exact: [Vec<i32>; 2] = Default::default();
        let mut limit_work: Vec<Option<i32>> = Vec::new();
        let counted = |e: &Entry| !matches!(e.exclusion, Exclusion::Duplicate | Exclusion::Blocked);
        for (number, entry) in (0_i64..).zip(entries).filter(|(_, e)| counted(e)) {
            let reading = &self.reading.on_clock_of(entry.agency);
            let zone = reading.zone;
            let Life { received, handed, .. } = &entry.life;
            let quarter = received.date(zone).map_or(0, |d| Quarter::of(d).index());
            let unheld = self.reading.units.unassigned.contains(&entry.life.unit);
            for (step, holding) in (1_i32..).zip(handed) {
                let owner = owner(self.reading, holding.unit);
                let start = Start::at(holding.start, entry.deadline);
                let due = self.limits.due(Step::Response, entry.class, owner, start, zone);
                let late = passed_by(due, holding.end, reading);
                let last = handed.len() == usize::try_from(step).unwrap_or_default();
                complaint.push(number);
                let row = [
                    step,
                    code(self.reading.units.agency_of(holding.unit)),
                    code(holding.unit),
                    quarter,
                    i32::from(holding.returned),
                    i32::from(holding.returned && last && unheld),
                    i32::from(late),
                ];
                h.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
                let (limit, work) = match due {
                    Due::Never => (None, None),
                    Due::At { early, .. } => (Some(early), None),
                    Due::WorkingDay { early, .. } => (None, Some(early)),
                };
                let at = [holding.start.earliest(zone), holding.end.latest(zone), limit];
                times.iter_mut().zip(at).for_each(|(column, value)| column.push(value));
                let known = [holding.start, holding.end].map(|stamp| i32::from(!stamp.date_only()));
                exact.iter_mut().zip(known).for_each(|(column, value)| column.push(value));
                limit_work.push(work);
            }
        }
        let [step, agency, unit, quarter, returned, unheld, late] = h;
        let [start_at, let_go_at, limit_at] = times;
        let [start_exact, let_go_exact] = exact;
        vec![
            long("complaint", complaint),
            int("step", step),
            int("agency", agency),
            int("unit", unit),
            int("quarter", quarter),
            int("returned", returned),
            int("unheld", unheld),
            int("late", late),
            column("start_at", &start_at),
            int("start_exact", start_exact),
            column("let_go_at", &let_go_at),
            int("let_go_exact", let_go_exact),
            column("limit_at", &limit_at),
            column32("limit_work", &limit_work),
        ]
    }

    /// One row a spell for which a unit held an eligible complaint, where an event log tells. A unit's last spell ends
    /// with the closing or at as-of; while a complaint was closed nobody held it.
    pub fn holdings(&self, entries: &[Entry]) -> Vec<Column> {
        let mut h: [Vec<i32>; 4] = Default::default();
        let mut seconds: Vec<Option<i64>> = Vec::new();
        for entry in entries.iter().filter(|e| e.exclusion == Exclusion::None) {
            let life = &entry.life;
            let quarter = life.received.date(self.reading.on_clock_of(entry.agency).zone);
            let quarter = quarter.map_or(0, |d| Quarter::of(d).index());
            let end = if life.closed_by.is_some() { life.closed } else { Stamp::instant(self.reading.as_of) };
            let present = life.held_since.is_some().then_some((life.unit, life.held_since, end, false));
            let before = life.handed.iter().map(|h| (h.unit, h.since, h.end, true));
            for (unit, since, end, let_go) in before.chain(present) {
                let agency = self.reading.units.agency_of(unit);
                let row = [code(agency), code(unit), quarter, i32::from(let_go)];
                h.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
                seconds.push(open_seconds(life, since, end));
            }
        }
        let [agency, unit, quarter, let_go] = h;
        let ints = [int("agency", agency), int("unit", unit), int("quarter", quarter), int("let_go", let_go)];
        ints.into_iter().chain([column("seconds", &seconds)]).collect()
    }

    /// One row a unit and quarter: under which unit it is shown there, and the working-day number of
    /// the last whole day before as-of.
    pub fn units(&self, shown: &Shown) -> Vec<Column> {
        let mut u: [Vec<i32>; 5] = Default::default();
        let units = self.reading.units;
        for (quarter, places) in shown {
            for ((number, unit), place) in (0_u32..).zip(&units.units).zip(places) {
                let zone = units.agencies.get(unit.agency).map_or(self.reading.zone, |a| a.zone);
                let work = work_of_last_whole_day(self.reading.calendar, self.reading.as_of, zone);
                let agency = i32::try_from(unit.agency).unwrap_or(i32::MAX);
                let row = [agency, code(number), quarter.index(), code(*place), work];
                u.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
            }
        }
        let [agency, unit, quarter, shown, work] = u;
        vec![
            int("agency", agency),
            int("unit", unit),
            int("quarter", quarter),
            int("shown_unit", shown),
            int("as_of_work", work),
        ]
    }
}

/// The first and the last second at which a complaint can have left the stock; `None` = open, or at an unknown time.
fn closing(life: &Life, zone: Zone) -> Option<Span> {
    life.closed_by?;
    life.closed_between.or_else(|| Known::At(life.closed).span(zone))
}

/// Whether a step is in time by one reading of its time and its limit, and not by the other; or not yet taken, with a limit
/// that has passed by one reading alone.
fn two_readings(span: Option<Span>, due: Due, reading: &Reading<'_>) -> bool {
    let work = |at: i64| reading.work_of(Stamp::instant(at));
    match (due, span) {
        (Due::Never, _) => false,
        (Due::At { early, late }, Some(span)) => (span.late <= early) != (span.early <= late),
        (Due::At { early, late }, None) => (early <= reading.as_of) != (late <= reading.as_of),
        (Due::WorkingDay { early, late }, Some(span)) => {
            work(span.late).is_some_and(|w| w <= early) != work(span.early).is_some_and(|w| w <= late)
        }
        (Due::WorkingDay { early, late }, None) => early != late,
    }
}

/// The seconds from the start of the clock to something: between two exports up to the time that the reading takes; where a
/// date alone is known, by calendar days. Not below 0.
fn seconds_until(known: Known, begun: Stamp, zone: Zone, bound: Bound) -> Option<i64> {
    let seconds = match known {
        Known::Not | Known::ByStatus => return None,
        Known::Between(span) => {
            let end = if bound == Bound::Pessimistic { span.late } else { span.early };
            end - begun.earliest(zone)?
        }
        Known::At(stamp) => match begun.exact().zip(stamp.exact()) {
            Some((begun, end)) => end - begun,
            None => (stamp.date(zone)? - begun.date(zone)?).num_days() * 86_400,
        },
    };
    Some(seconds.max(0))
}

/// The seconds between two times in which the complaint was open; `None` where a time is known to the day only.
fn open_seconds(life: &Life, since: Stamp, end: Stamp) -> Option<i64> {
    let (since, end) = (since.exact()?, end.exact()?);
    let opened_again = life.earlier_spells.iter().skip(1).map(|s| s.0).chain([life.opened]);
    let mut closed = 0;
    for ((_, from), to) in life.earlier_spells.iter().zip(opened_again) {
        closed += (to.exact()?.min(end) - from.exact()?.max(since)).max(0);
    }
    Some((end - since - closed).max(0))
}

/// Whether a limit had passed when something happened.
fn passed_by(due: Due, stamp: Stamp, reading: &Reading<'_>) -> bool {
    let Some(at) = stamp.latest(reading.zone) else { return false };
    match due {
        Due::Never => false,
        Due::At { early, .. } => early < at,
        Due::WorkingDay { early, .. } => work_of_last_whole_day(reading.calendar, at, reading.zone) >= early,
    }
}

/// Writes a table as a folder of Parquet, one file a part; a part is written before the next is built.
pub(super) fn write(
    workspace: &Workspace,
    name: &str,
    parts: impl IntoIterator<Item = Vec<Column>>,
) -> Result<PathBuf, Problem> {
    let fail = |why: String| Problem::new(format!("the table '{name}' cannot be written")).because(why);
    let folder = workspace.table(name)?;
    for (number, columns) in parts.into_iter().enumerate() {
        let mut frame = DataFrame::new_infer_height(columns).map_err(|e| fail(e.to_string()))?;
        let file = Workspace::part(&folder, number)?;
        let writer = ParquetWriter::new(file)
            .with_compression(ParquetCompression::Uncompressed)
            .with_statistics(StatisticsOptions::empty());
        writer.finish(&mut frame).map_err(|e| fail(e.to_string()))?;
    }
    Ok(folder)
}
