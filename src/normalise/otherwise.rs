//! The same complaints read otherwise: what of them another reading changes, and their tables by it.
//!
//! Only complaints of the quarters that are published, and only readings that change something of them. Which complaints
//! are the same does not depend on the reading; which of them counts does, as it is the first that is otherwise eligible.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::columns::{Bound, Read, Seen, Writer, write};
use super::duplicates::{self, Group};
use super::exclusion;
use super::life::{Life, Reading};
use super::limits::{Limits, Start};
use super::merge::{Complaint, Merged};
use super::tables::{Entry, PART, owner};
use super::units::Standing;
use crate::config::{Clock, Config, Response, limit_of};
use crate::problem::Problem;
use crate::reference::Step;
use crate::store::Workspace;
use crate::terms::{Class, Exclusion, OtherReading, Quarter};
use crate::validate::Stamp;

/// The columns that the queries of the league read. The others are left out of these tables: nothing else is asked of them.
const READ: &[&str] = &[
    "number",
    "agency",
    "unit",
    "quarter",
    "exclusion",
    "hops",
    "closed_by",
    "tells_verification",
    "tells_response",
    "verification_at",
    "verification_work",
    "verification_limit_at",
    "verification_limit_work",
    "response_evidence",
    "response_at",
    "response_work",
    "response_seconds",
    "response_workdays",
    "response_limit_at",
    "response_limit_work",
    "resolution_evidence",
    "resolution_at",
    "resolution_work",
    "resolution_day_seconds",
    "resolution_workdays",
    "resolution_limit_at",
    "resolution_limit_work",
];

/// The complaints of the published quarters by another reading, as Parquet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Otherwise {
    /// The reading.
    pub reading: OtherReading,
    /// One row a complaint, seen by its unit.
    pub complaints: PathBuf,
    /// The same seen by the government; `None` where one government alone is in the run, and compared with nobody.
    pub complaints_instansi: Option<PathBuf>,
}

/// What another reading changes.
struct Change {
    reading: OtherReading,
    /// Complaints whose clock starts elsewhere: place, and the first and last time at which it can have started.
    starts: Vec<(usize, Stamp, Stamp)>,
    /// Complaints that are eligible and were not, or the other way.
    exclusions: FxHashMap<usize, Exclusion>,
    /// Whether a limit is another one.
    limits: bool,
}

/// The complaints of the published quarters, and what other readings change of them.
pub(super) struct Others {
    /// Their places among all.
    places: Vec<usize>,
    changes: Vec<Change>,
}

/// What the search for changes looks at.
pub(super) struct Search<'a> {
    pub entries: &'a [Entry],
    /// Complaints that are the same.
    pub groups: &'a [Group],
    pub published: &'a [Quarter],
    pub config: &'a Config,
    pub reading: &'a Reading<'a>,
    pub merged: &'a Merged,
    /// Reads a complaint again, by its place among the merged ones.
    pub life: &'a dyn Fn(usize, &Complaint, &Reading<'_>) -> Life,
}

impl Search<'_> {
    /// Finds what each reading changes.
    ///
    /// `limits` must be its own: what another reading asks of the calendar is no fault of the report.
    pub fn run(&self, limits: &mut Limits<'_>) -> Others {
        let is_published = |place: usize| {
            let entry = self.entries.get(place);
            let quarter = entry.and_then(|e| e.life.received.date(self.reading.on_clock_of(e.agency).zone));
            quarter.is_some_and(|date| self.published.contains(&Quarter::of(date)))
        };
        let places: Vec<usize> = (0..self.entries.len()).filter(|place| is_published(*place)).collect();
        let groups: Vec<&Group> = self
            .groups
            .iter()
            .filter(|g| g.kept.is_some() && g.members.iter().any(|(place, _)| is_published(*place)))
            .collect();
        let mut tied: Vec<usize> = groups.iter().flat_map(|g| &g.members).map(|(place, _)| *place).collect();
        tied.sort_unstable();
        let mut changes = vec![self.clock(&places, &groups, &tied, limits)];
        if self.config.score.iter().any(|s| limit_of(&s.measure).is_some()) {
            let classes = [
                (OtherReading::ClassNonSupervisory, Class::NonSupervisory),
                (OtherReading::ClassSupervisory, Class::Supervisory),
            ];
            changes.extend(classes.map(|(reading, class)| self.class((reading, class), &places, &groups, limits)));
        }
        changes.push(self.duplicates(&groups, limits));
        changes.retain(|change| change.is_one(&is_published));
        Others { places, changes }
    }

    /// The clock starts at assignment and not at receipt, or the other way. A complaint that changed hands keeps its own.
    fn clock(&self, places: &[usize], groups: &[&Group], tied: &[usize], limits: &mut Limits<'_>) -> Change {
        let (reading, clock) = match self.config.response.clock {
            Clock::Received => (OtherReading::ClockAssigned, Clock::Assigned),
            Clock::Assigned => (OtherReading::ClockReceived, Clock::Received),
        };
        let response = Response { clock, counts: self.config.response.counts.clone() };
        let other = Reading { response: &response, ..*self.reading };
        let asked = |place: usize| places.binary_search(&place).is_ok() || tied.binary_search(&place).is_ok();
        // A complaint received after as-of has no entry.
        let received = self.merged.complaints.iter().enumerate().filter(|(_, c)| !self.reading.is_later(c.received));
        let starts: Vec<(usize, Stamp, Stamp)> = self
            .entries
            .iter()
            .enumerate()
            .zip(received)
            .filter(|((place, _), _)| asked(*place))
            .filter_map(|((place, entry), (merged, complaint))| {
                let life = (self.life)(merged, complaint, &other);
                let differs = (life.start, life.start_by) != (entry.life.start, entry.life.start_by);
                let Start { first, last, .. } = life.start(Stamp::NONE);
                differs.then_some((place, first, last))
            })
            .collect();
        let mut change = Change { reading, starts, exclusions: FxHashMap::default(), limits: false };
        let moved: Vec<usize> = change.starts.iter().map(|(place, ..)| *place).collect();
        change.exclusions = self.exclusions(&moved, groups, |place, entry| {
            let start = change.start(place, entry);
            self.ground(entry, start, entry.class, limits)
        });
        change
    }

    /// Every complaint of two classes has the limit of one of them.
    fn class(
        &self,
        (reading, class): (OtherReading, Class),
        places: &[usize],
        groups: &[&Group],
        limits: &mut Limits<'_>,
    ) -> Change {
        let mut change = Change { reading, starts: Vec::new(), exclusions: FxHashMap::default(), limits: false };
        let steps: Vec<Step> = self.config.score.iter().filter_map(|s| limit_of(&s.measure)).collect();
        let other = |entry: &&Entry| entry.class != Some(class) && read_class(reading, entry.class) == Some(class);
        let of_classes = |place: &&usize| self.entries.get(**place).as_ref().is_some_and(other);
        let moved: Vec<usize> = places.iter().filter(of_classes).copied().collect();
        for entry in moved.iter().filter_map(|place| self.entries.get(*place)) {
            let zone = self.reading.on_clock_of(entry.agency).zone;
            let owner = owner(self.reading, entry.life.unit);
            // The government's clock starts at receipt.
            let starts = [entry.life.start(entry.deadline), Start::at(entry.life.received, entry.deadline)];
            change.limits |= steps.iter().any(|step| {
                starts.iter().any(|start| {
                    let mut due = |class| limits.due(*step, class, owner, *start, zone);
                    due(entry.class) != due(Some(class))
                })
            });
            if change.limits {
                break;
            }
        }
        change.exclusions = self.exclusions(&moved, groups, |_, entry| {
            self.ground(entry, entry.life.start(entry.deadline), read_class(reading, entry.class), limits)
        });
        change
    }

    /// What was found to be the same counts all the same. What the channel itself calls a duplicate does not: that is no
    /// finding of this program, and nobody works on such a complaint.
    fn duplicates(&self, groups: &[&Group], limits: &mut Limits<'_>) -> Change {
        let members = groups.iter().flat_map(|g| &g.members).map(|(place, _)| *place);
        let entries = members.filter_map(|place| Some((place, self.entries.get(place)?)));
        let alone = entries.map(|(place, entry)| {
            (place, entry, self.ground(entry, entry.life.start(entry.deadline), entry.class, limits))
        });
        let exclusions = alone.filter(|(_, entry, ground)| *ground != entry.exclusion);
        let exclusions = exclusions.map(|(place, _, ground)| (place, ground)).collect();
        Change { reading: OtherReading::DuplicatesKept, starts: Vec::new(), exclusions, limits: false }
    }

    /// Why a complaint would leave the count if it were the only one of its kind.
    fn ground(&self, entry: &Entry, start: Start, class: Option<Class>, limits: &mut Limits<'_>) -> Exclusion {
        let reading = &self.reading.on_clock_of(entry.complaint.agency);
        let unit = reading.units.units.get(entry.life.unit as usize);
        let standing = unit.map_or(Standing::Unassigned, |u| u.standing);
        let due = limits.due(Step::Response, class, owner(reading, entry.life.unit), start, reading.zone);
        exclusion::of(&entry.life, standing, due, reading)
    }

    /// Complaints whose exclusion is another one, where that of the `moved` may be, and in each group another may count.
    fn exclusions(
        &self,
        moved: &[usize],
        groups: &[&Group],
        mut ground: impl FnMut(usize, &Entry) -> Exclusion,
    ) -> FxHashMap<usize, Exclusion> {
        let mut found: FxHashMap<usize, Exclusion> = FxHashMap::default();
        // A doublet's own ground is not why it does not count; the groups follow.
        for (place, entry) in moved.iter().filter_map(|place| Some((*place, self.entries.get(*place)?))) {
            let ground = ground(place, entry);
            if entry.exclusion != Exclusion::Duplicate && ground != entry.exclusion {
                found.insert(place, ground);
            }
        }
        for group in groups {
            let members: Vec<(usize, Exclusion)> = group
                .members
                .iter()
                .filter_map(|(place, _)| Some((*place, ground(*place, self.entries.get(*place)?))))
                .collect();
            let kept = duplicates::kept(members.iter().map(|(place, ground)| duplicates::Member {
                index: *place,
                excluded: *ground != Exclusion::None,
                marked: *ground == Exclusion::Duplicate,
            }));
            for (place, ground) in members {
                found.insert(place, if kept == Some(place) { ground } else { Exclusion::Duplicate });
            }
        }
        found.retain(|place, exclusion| self.entries.get(*place).is_some_and(|e| e.exclusion != *exclusion));
        found
    }
}

/// The class by whose limits a complaint is judged.
fn read_class(reading: OtherReading, class: Option<Class>) -> Option<Class> {
    match (reading, class) {
        (OtherReading::ClassNonSupervisory, Some(Class::Supervisory)) => Some(Class::NonSupervisory),
        (OtherReading::ClassSupervisory, Some(Class::NonSupervisory)) => Some(Class::Supervisory),
        _ => class,
    }
}

impl Change {
    /// Whether anything of a published complaint is another.
    fn is_one(&self, is_published: &dyn Fn(usize) -> bool) -> bool {
        self.limits
            || self.starts.iter().any(|(place, ..)| is_published(*place))
            || self.exclusions.keys().any(|place| is_published(*place))
    }

    fn start(&self, place: usize, entry: &Entry) -> Start {
        let at = self.starts.binary_search_by_key(&place, |(place, ..)| *place).ok();
        match at.and_then(|at| self.starts.get(at)) {
            Some((_, first, last)) => Start { first: *first, last: *last, own: entry.deadline },
            None => entry.life.start(entry.deadline),
        }
    }

    fn read(&self, place: usize, entry: &Entry) -> Read {
        Read {
            start: self.start(place, entry),
            class: read_class(self.reading, entry.class),
            exclusion: self.exclusions.get(&place).copied().unwrap_or(entry.exclusion),
        }
    }
}

impl Others {
    /// Writes the tables of each reading; those of governments too where there are `several`.
    ///
    /// # Errors
    /// A table cannot be written.
    pub fn write(
        &self,
        writer: &mut Writer<'_, '_>,
        entries: &[Entry],
        several: bool,
        workspace: &Workspace,
    ) -> Result<Vec<Otherwise>, Problem> {
        let mut table = |change: &Change, seen: Seen, ending: &str| {
            let parts = self.places.chunks(PART).map(|chunk| {
                let rows = chunk.iter().filter_map(|place| {
                    let entry = entries.get(*place)?;
                    Some((i64::try_from(*place).ok()?, entry, change.read(*place, entry)))
                });
                let mut columns = writer.complaints(rows, seen, Bound::Pessimistic).into_columns();
                columns.retain(|column| READ.contains(&column.name().as_str()));
                columns
            });
            let name = format!("complaints-{}{ending}", change.reading.word().replace(':', "-"));
            write(workspace, &name, parts)
        };
        let written = self.changes.iter().map(|change| {
            let complaints = table(change, Seen::ByUnit, "")?;
            let complaints_instansi =
                if several { Some(table(change, Seen::ByGovernment, "-instansi")?) } else { None };
            Ok(Otherwise { reading: change.reading, complaints, complaints_instansi })
        });
        written.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::ComplaintColumns;
    use super::READ;

    #[test]
    fn no_column_is_left_out_that_the_queries_of_the_league_read() {
        let queries = [
            include_str!("../../queries/league.sql"),
            include_str!("../../queries/response_quantiles.sql"),
            include_str!("../../queries/evidence_otherwise.sql"),
        ];
        let words: Vec<&str> = queries
            .iter()
            .flat_map(|sql| sql.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')))
            .filter(|word| !word.is_empty())
            .collect();
        let columns = ComplaintColumns::default().into_columns();
        for column in columns.iter().map(|column| column.name().as_str()) {
            assert_eq!(words.contains(&column), READ.contains(&column), "{column}");
        }
        assert!(READ.iter().all(|read| columns.iter().any(|column| column.name().as_str() == *read)));
    }
}
