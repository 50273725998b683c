//! The canonical tables: built in columns, written as Parquet.
//!
//! `complaints` has one row a distinct complaint, seen by the unit that holds it; `complaints-instansi`
//! the same seen by the government, and only where the two differ; `stock` one row a spell in the
//! open stock of an eligible complaint; `handovers` one row a unit that let a complaint go; `holdings`
//! one row a spell for which a unit held one; `units` one row a unit and quarter; `complaints-<reading>`
//! the complaints of the published quarters read otherwise; `cuts` one row a government, report quarter
//! and earlier quarter. Their columns are described in `queries/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;

use super::changes::{self, Change};
use super::columns::{Bound, Seen, Writer, write};
use super::cuts;
use super::doublets::{self, Doublet};
use super::echoes::{self, Echo, Voice};
use super::exclusion::{self, Waiting, waiting};
use super::history::{self, Outcome};
use super::life::{Life, Reading};
use super::limits::{Limits, Owner, QuarterEnds};
use super::merge::{self, Complaint, Merged, merge};
use super::otherwise::{Otherwise, Search};
use super::snapshots::{Course, Lists};
use super::units::{Agency, Met, Shown, Standing, Units};
use super::unknown::UnknownName;
use super::validity;
use crate::config::{Clock, Config, Quarters};
use crate::problem::Problem;
use crate::reference::{Calendar, Deadlines, InstansiList, Register, Step};
use crate::store::Workspace;
use crate::terms::{Channel, Class, Exclusion, FileAccount, Finding, Level, Place, Quarter, RejectedRow, Zone, slug};
use crate::validate::{Case, EventRow, Intake, Likeness, Stamp, rules};

/// What the tables depend on besides the rows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// The unit register, if there is one.
    pub register: Option<&'a Register>,
    /// The governments, if the run holds several.
    pub instansi: Option<&'a InstansiList>,
    /// The last second that counts.
    pub as_of: i64,
    /// Which quarters are to be published.
    pub quarters: &'a Quarters,
}

/// Where the canonical tables lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// One row a complaint, seen by its unit.
    pub complaints: PathBuf,
    /// The same by the optimistic reading, where some time is known only to an interval.
    pub complaints_optimistic: Option<PathBuf>,
    /// The same seen by the government; equal to `complaints` where nothing differs.
    pub complaints_instansi: PathBuf,
    /// One row a spell in the open stock.
    pub stock: PathBuf,
    /// One row a unit that let a complaint go.
    pub handovers: PathBuf,
    /// One row a spell for which a unit held a complaint, as an event log tells.
    pub holdings: PathBuf,
    /// One row a unit and quarter.
    pub units: PathBuf,
    /// The complaints of the published quarters by other readings that change something of them.
    pub otherwise: Vec<Otherwise>,
    /// One row a government, report quarter and quarter of equal age.
    pub cuts: PathBuf,
}

/// The canonical tables and what later stages must know beside them.
#[derive(Debug, Clone)]
pub struct Canonical {
    /// The Parquet files.
    pub tables: Tables,
    /// Governments and units; tables name them by their place here.
    pub units: Units,
    /// Under which unit each unit is shown, for each quarter from the first receipt to as-of.
    pub shown: Shown,
    /// Categories; tables name them by their place here.
    pub categories: Vec<String>,
    /// First and last local receipt date.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// Where the data begin: the stated period, else the first receipt.
    pub begins: Option<NaiveDate>,
    /// The last second that counts.
    pub as_of: i64,
    /// What became of every file's rows.
    pub accounts: Vec<FileAccount>,
    /// Rows kept aside.
    pub rejected: Vec<RejectedRow>,
    /// Rows kept aside by unit and rule.
    pub rejected_by_unit: Vec<BTreeMap<&'static str, u64>>,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// What changed from one dated export of a list to the next.
    pub changes: Vec<Change>,
    /// Complaints that are the same as another, with the one of each group that counts.
    pub doublets: Vec<Doublet>,
    /// The status tables used: profile, value, meaning.
    pub status_mapping: Vec<(String, String, String)>,
    /// Complaints whose receipt has no clock time.
    pub dates_only: u64,
    /// Distinct complaints.
    pub complaints: u64,
    /// Years that a working-day limit needed and the calendar does not cover.
    pub uncovered_years: Vec<i32>,
    /// Names that the register does not know and that may be told, those of most complaints first.
    pub unknown_names: Vec<UnknownName>,
    /// Complaints under names that the register does not know.
    pub unknown_unit_complaints: u64,
    /// Whether some time is known only to an interval that a limit in hours cannot decide.
    pub intervals: bool,
    /// Whether any complaint is open at as-of.
    pub any_open: bool,
    /// The quarters that are published, oldest first.
    pub published: Vec<Quarter>,
}

/// Complaints in one Parquet file: what is held in columns at a time.
pub(super) const PART: usize = 1 << 18;

/// A complaint ready for the tables.
pub(super) struct Entry {
    pub complaint: Complaint,
    pub life: Life,
    pub exclusion: Exclusion,
    pub class: Option<Class>,
    /// The channel's code; -1 = not told.
    pub channel: i8,
    pub category: u32,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
    pub tells_verification: bool,
    /// Whether a source tells of responses, so that none told means none given.
    pub tells_response: bool,
    /// The row's own deadline.
    pub deadline: Stamp,
    /// As in the intake; lives in memory only.
    pub likeness: Likeness,
    /// What it has in common with others of its unit and quarter.
    pub echo: Echo,
    /// The place among the accounts of the file that tells of it.
    pub file: u32,
    pub agency: u32,
}

/// Builds and writes the canonical tables.
///
/// # Errors
/// A table cannot be written, or no complaint is left.
pub fn build(mut intake: Intake, context: &Context<'_>, workspace: &Workspace) -> Result<Canonical, Problem> {
    let config = context.config;
    let zone = config.unit.zone;
    let listed = context.instansi.and_then(|list| list.find(&config.unit.name));
    let home = Agency {
        id: listed.map_or_else(|| slug(&config.unit.name), |i| i.id.clone()),
        name: config.unit.name.clone(),
        level: Some(config.unit.level),
        zone,
    };
    let names = intake.names.units();
    let met = Met::by_name(&intake, names.len());
    let units = Units::resolve(&names, &met, home, context.register, context.instansi).with_hidden(intake.hidden_units);
    let merged = merge(&mut intake, &units, zone, context.as_of);
    let reading =
        Reading { as_of: context.as_of, zone, response: &config.response, units: &units, calendar: context.calendar };
    let mut limits = Limits::new(context.deadlines, context.calendar);
    let lists = Lists::new(&intake, zone, context.as_of);
    lists.note_undated(&mut intake);
    let offices = units.offices(context.register, zone.date(context.as_of));
    let exports = Exports { lists: &lists, offices: &offices };
    let mut changes = Vec::new();
    let mut entries = Vec::with_capacity(merged.complaints.len());
    for (place, complaint) in merged.complaints.iter().enumerate() {
        if reading.is_later(complaint.received) {
            note_after_as_of(&mut intake, &merged, complaint);
            continue;
        }
        let course = exports.course(place, complaint, &merged, &intake, &reading);
        let entry =
            entry(complaint, course.as_ref().and_then(|(_, c)| c.life()), &merged, &mut intake, &reading, &mut limits);
        if let Some((clock, course)) = course {
            let subject = changes::Subject {
                complaint_id: merged.id(complaint, &intake).to_owned(),
                unit: entry.life.unit,
                received: complaint.received.date(clock.zone).unwrap_or_default(),
                restricted: entry.restricted,
            };
            changes::record(&course.differences(), &subject, &units, clock.zone, &mut intake, &mut changes);
        }
        entries.push(entry);
    }
    let mut unit_complaints = vec![0_u64; units.units.len()];
    for entry in &entries {
        if let Some(count) = unit_complaints.get_mut(entry.life.unit as usize) {
            *count += 1;
        }
    }
    if let Some(register) = context.register {
        validity::note(&entries, &merged, register, &reading, &mut intake);
    }
    let (doublets, groups) =
        doublets::exclude(&mut entries, &merged, &mut intake, config.duplicate_window_days, &reading);
    echo(&mut entries, &reading);
    let clock = |agency: u32| reading.on_clock_of(agency).zone;
    let dates = || entries.iter().filter_map(|e| e.complaint.received.date(clock(e.agency)));
    let span = dates().fold(None, |span: Option<(NaiveDate, NaiveDate)>, d| {
        Some(span.map_or((d, d), |(first, last)| (first.min(d), last.max(d))))
    });
    let Some((first, _)) = span else {
        return Err(Problem::new("no complaint was received up to the as-of time")
            .because(format!("everything counts up to {}", zone.local(context.as_of)))
            .hint("choose a later as-of, or check that the files are those of the period"));
    };
    let published = context.quarters.choose(&dates().map(Quarter::of).collect(), context.as_of, zone)?;
    let search = Search {
        entries: &entries,
        groups: &groups,
        published: &published,
        config,
        reading: &reading,
        merged: &merged,
        life: &|place, complaint, reading| again(place, complaint, &merged, &intake, exports, reading),
    };
    // Limits of its own: what another reading asks of the calendar is no fault of the report.
    let mut other_limits = Limits::new(context.deadlines, context.calendar);
    let others = search.run(&mut other_limits);
    // The rows are understood; from here on only their ids are asked for.
    intake.cases.rows = Vec::new();
    let unknown_names = units.report_unknown(&unit_complaints, context.register, &intake.accounts, &mut intake.log);
    let clocks: BTreeSet<Zone> = units.agencies.iter().map(|a| a.zone).collect();
    let ends = clocks.iter().map(|z| (*z, QuarterEnds::new(first, context.as_of, *z, context.calendar))).collect();
    // Where several clocks run, as-of may lie in the next quarter on one of them.
    let last = clocks.iter().map(|z| Quarter::of(z.date(context.as_of))).max().unwrap_or(Quarter::of(first));
    let mut writer = Writer { reading: &reading, limits: &mut limits, ends: &ends, merged: &merged, intake: &intake };
    let stock = writer.stock(&entries);
    let handovers = writer.handovers(&entries);
    let holdings = writer.holdings(&entries);
    let shown = units.shown(context.register, Quarter::of(first), last);
    let shown_table = writer.units(&shown);
    let cuts = cuts::columns(&units.agencies, context.calendar, context.as_of, (Quarter::of(first), last));
    let mut seen_by = |name: &str, seen: Seen, bound: Bound| {
        let mut intervals = false;
        let parts = (0_i64..).step_by(PART).zip(entries.chunks(PART)).map(|(first, chunk)| {
            let rows = (first..).zip(chunk).map(|(number, entry)| (number, entry, entry.read()));
            let part = writer.complaints(rows, seen, bound);
            intervals |= part.intervals;
            part.into_columns()
        });
        Ok::<_, Problem>((write(workspace, name, parts)?, intervals))
    };
    let (complaints, intervals) = seen_by("complaints", Seen::ByUnit, Bound::Pessimistic)?;
    let complaints_optimistic = match intervals {
        true => Some(seen_by("complaints-optimis", Seen::ByUnit, Bound::Optimistic)?.0),
        false => None,
    };
    let differs = config.response.clock == Clock::Assigned || entries.iter().any(|e| differs_by_view(&e.life));
    let tables = Tables {
        complaints_instansi: match differs {
            true => seen_by("complaints-instansi", Seen::ByGovernment, Bound::Pessimistic)?.0,
            false => complaints.clone(),
        },
        complaints,
        complaints_optimistic,
        stock: write(workspace, "stock", [stock])?,
        handovers: write(workspace, "handovers", [handovers])?,
        holdings: write(workspace, "holdings", [holdings])?,
        units: write(workspace, "units", [shown_table])?,
        otherwise: {
            let mut writer = Writer { limits: &mut other_limits, ..writer };
            others.write(&mut writer, &entries, units.agencies.len() > 1, workspace)?
        },
        cuts: write(workspace, "cuts", [cuts])?,
    };
    let unknown_unit_complaints = units.unknown.iter().filter_map(|u| unit_complaints.get(*u as usize)).sum();
    let mut rejected_by_unit = vec![BTreeMap::new(); units.units.len()];
    for ((name, rule), rows) in &intake.rejected_by_unit {
        if let Some(rules) = units.named(*name).and_then(|u| rejected_by_unit.get_mut(u as usize)) {
            *rules.entry(*rule).or_default() += rows;
        }
    }
    let mut rejected = intake.rejected;
    rejected.sort_by(|a, b| (&a.place, a.rule.code).cmp(&(&b.place, b.rule.code)));
    Ok(Canonical {
        tables,
        shown,
        categories: intake.names.categories(),
        span,
        begins: intake.begins.or(Some(first)),
        as_of: context.as_of,
        accounts: intake.accounts,
        rejected,
        rejected_by_unit,
        findings: intake.log.into_findings(),
        changes,
        doublets,
        status_mapping: intake.status_mapping,
        dates_only: intake.dates_only,
        complaints: entries.len() as u64,
        uncovered_years: limits.uncovered.iter().copied().collect(),
        unknown_names,
        unknown_unit_complaints,
        intervals,
        published,
        any_open: entries.iter().any(|e| e.life.closed_by.is_none() && e.exclusion == Exclusion::None),
        units,
    })
}

/// Whether the government sees other times than the unit: the complaint changed hands, or somebody acted who did not hold it.
fn differs_by_view(life: &Life) -> bool {
    !life.handed.is_empty() || life.response != life.any_response || life.resolution != life.any_resolution
}

fn note_after_as_of(intake: &mut Intake, merged: &Merged, complaint: &Complaint) {
    let origin = match complaint.case {
        Some(row) => intake.cases.rows.get(row).map(|c| c.origin),
        None => merged.events.get(complaint.events.0).and_then(|r| intake.events.rows.get(*r)).map(|e| e.origin),
    };
    let place = origin
        .and_then(|o| intake.accounts.get(o.account as usize).map(|a| (a, o.row)))
        .map(|(a, row)| Place { file: a.file.clone(), sheet: a.sheet.clone(), row, column: String::new() });
    intake.log.note(&rules::AFTER_AS_OF, &place.unwrap_or_default(), "");
}

/// What is compared where a list was exported more than once.
#[derive(Clone, Copy)]
struct Exports<'a> {
    lists: &'a Lists,
    offices: &'a [u32],
}

impl<'a> Exports<'a> {
    /// The rows of a complaint in the exports of its list; `None` where there is nothing to compare, or events tell more.
    fn course(
        &self,
        place: usize,
        complaint: &Complaint,
        merged: &Merged,
        intake: &Intake,
        reading: &Reading<'a>,
    ) -> Option<(Reading<'a>, Course<'a>)> {
        if self.lists.is_empty() || complaint.events.0 < complaint.events.1 {
            return None;
        }
        let reading = reading.on_clock_of(complaint.agency);
        let unassigned = unassigned(&reading, complaint.agency);
        let newest = intake.cases.rows.get(complaint.case?)?;
        let replaced = merged.replaced.get(&place).map(Vec::as_slice).unwrap_or_default();
        let earlier = replaced.iter().filter_map(|row| intake.cases.rows.get(*row)).copied();
        Some((reading, Course::new(self.lists, newest, earlier, unassigned, reading, self.offices)?))
    }
}

/// The line of complaints of a government that nobody holds.
fn unassigned(reading: &Reading<'_>, agency: u32) -> u32 {
    reading.units.unassigned.get(agency as usize).copied().unwrap_or_default()
}

/// The life of a complaint by another reading.
fn again(
    place: usize,
    complaint: &Complaint,
    merged: &Merged,
    intake: &Intake,
    exports: Exports<'_>,
    reading: &Reading<'_>,
) -> Life {
    let compared = exports.course(place, complaint, merged, intake, reading).and_then(|(_, course)| course.life());
    let case = complaint.case.and_then(|row| intake.cases.rows.get(row));
    let has_events = complaint.events.0 < complaint.events.1;
    let events = if has_events { merged.events_of(complaint, intake) } else { Vec::new() };
    read(complaint, compared, case, &events, &reading.on_clock_of(complaint.agency)).life
}

/// The life of a complaint: from the comparison of exports where there is one, else from its events, else from its one row.
fn read(
    complaint: &Complaint,
    compared: Option<Life>,
    case: Option<&Case>,
    events: &[EventRow],
    reading: &Reading<'_>,
) -> Outcome {
    let unassigned = unassigned(reading, complaint.agency);
    match (compared, case) {
        (Some(life), _) => life.into(),
        (None, Some(case)) if events.is_empty() => Life::of_case(case, unassigned, reading).into(),
        _ => history::read(case, events, complaint.received, unassigned, reading),
    }
}

fn entry(
    complaint: &Complaint,
    compared: Option<Life>,
    merged: &Merged,
    intake: &mut Intake,
    reading: &Reading<'_>,
    limits: &mut Limits<'_>,
) -> Entry {
    let reading = &reading.on_clock_of(complaint.agency);
    let case: Option<Case> = complaint.case.and_then(|row| intake.cases.rows.get(row)).copied();
    let has_events = complaint.events.0 < complaint.events.1;
    let events: Vec<EventRow> = if has_events { merged.events_of(complaint, intake) } else { Vec::new() };
    let Outcome { life, contradicting, before_assignment, before_receipt } =
        read(complaint, compared, case.as_ref(), &events, reading);
    for origin in before_receipt {
        merge::reject_event(intake, origin, &rules::BEFORE_RECEIPT);
    }
    for (kind, origin) in contradicting {
        let place = merge::place_of(intake, origin);
        intake.log.note(&rules::CONTRADICTING_EVENTS, &place, kind.word());
    }
    for origin in before_assignment {
        let place = merge::place_of(intake, origin);
        intake.log.note(&rules::BEFORE_ASSIGNMENT, &place, "");
    }
    if life.cut {
        note_after_as_of(intake, merged, complaint);
    }
    let origin = case.as_ref().map(|c| c.origin).or_else(|| events.first().map(|e| e.origin));
    let first = |pick: fn(&EventRow) -> Option<i8>| events.iter().find_map(pick);
    let class = case.as_ref().and_then(|c| c.class).or_else(|| events.iter().find_map(|e| e.class));
    let channel = case.as_ref().and_then(|c| c.channel).map(Channel::code);
    let category = case.as_ref().map_or(0, |c| c.category);
    let deadline = case.as_ref().map_or(Stamp::NONE, |c| c.deadline);
    let unit = reading.units.units.get(life.unit as usize);
    let standing = unit.map_or(Standing::Unassigned, |u| u.standing);
    let owner = owner(reading, life.unit);
    let deadline = if deadline.is_some() {
        deadline
    } else {
        events.iter().map(|e| e.deadline).find(|d| d.is_some()).unwrap_or(Stamp::NONE)
    };
    let unit_due = limits.due(Step::Response, class, owner, life.start(deadline), reading.zone);
    let exclusion = exclusion::of(&life, standing, unit_due, reading);
    if exclusion == Exclusion::Waiting && waiting(&life, unit_due, reading) == Waiting::Unknown {
        let origin = case.as_ref().map(|c| c.origin);
        if let Some((account, row)) = origin.and_then(|o| intake.accounts.get(o.account as usize).map(|a| (a, o.row))) {
            let place = Place { file: account.file.clone(), sheet: account.sheet.clone(), row, column: String::new() };
            intake.log.note(&rules::WAITING_SINCE_UNKNOWN, &place, "");
        }
    }
    Entry {
        complaint: *complaint,
        exclusion,
        class,
        channel: channel.or_else(|| first(|e| e.channel.map(Channel::code))).unwrap_or(-1),
        category: if category > 0 { category } else { events.iter().map(|e| e.category).find(|c| *c > 0).unwrap_or(0) },
        restricted: class == Some(Class::Supervisory)
            || case.as_ref().is_some_and(|c| c.confidential)
            || events.iter().any(|e| e.confidential),
        tells_verification: has_events || case.as_ref().is_some_and(|c| c.tells_verification),
        tells_response: has_events || case.as_ref().is_some_and(|c| c.tells_response),
        deadline,
        likeness: Likeness::together(case.iter().map(|c| c.likeness).chain(events.iter().map(|e| e.likeness))),
        echo: Echo::default(),
        file: origin.map_or(0, |o| o.account),
        agency: reading.units.agency_of(life.unit),
        life,
    }
}

/// Tells how many complaints of a unit and quarter share a reporter or a reply; duplicates have no voice of their own.
fn echo(entries: &mut [Entry], reading: &Reading<'_>) {
    let voice = |entry: &Entry| {
        let zone = reading.on_clock_of(entry.agency).zone;
        let quarter = entry.life.received.date(zone).map_or(0, |d| Quarter::of(d).index());
        let (reporter, reply) = match entry.exclusion {
            Exclusion::Duplicate => (0, 0),
            _ => (entry.likeness.reporter, entry.likeness.reply),
        };
        Voice { place: (entry.life.unit, quarter), reporter, reply }
    };
    let voices: Vec<Voice> = entries.iter().map(voice).collect();
    for (entry, echo) in entries.iter_mut().zip(echoes::find(&voices)) {
        entry.echo = echo;
    }
}

/// The unit as deadlines see it.
pub(super) fn owner<'a>(reading: &Reading<'a>, unit: u32) -> Owner<'a> {
    let entry = reading.units.units.get(unit as usize);
    let level =
        entry.and_then(|u| reading.units.agencies.get(u.agency)).and_then(|a| a.level).unwrap_or(Level::Lembaga);
    Owner { number: unit, id: entry.map_or("", |u| u.id.as_str()), level }
}
