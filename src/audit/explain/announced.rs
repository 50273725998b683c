//! What `pengumuman.csv` says of a unit's unanswered and late complaints, computed again from the complaints behind it.

use super::book::Key;
use super::difference::Difference;
use super::evidence::{Case, HELD_BACK};
use super::folder::{Folder, Row, Table};
use super::times::{Clock, Written};
use super::words::Words;
use crate::problem::Problem;

const ANNOUNCEMENT: &str = "publik/pengumuman.csv";
const WORK_LIST: &str = "internal/belum-direspons.csv";

/// A measure of the announcement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Complaints without a response, of the quarter and still open from before.
    Unanswered,
    /// Days since the clock of the oldest open one of them started.
    OldestDays,
    /// Complaints of the quarter answered after their limit.
    Late,
    /// Times that the unit let a complaint go after its own limit.
    HandedOnLate,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Unanswered, Self::OldestDays, Self::Late, Self::HandedOnLate];

    /// The name by which it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::OldestDays => "oldest_days",
            Self::Late => "late",
            Self::HandedOnLate => "handed_on_late",
        }
    }

    /// The part of the announcement in which it stands.
    fn part(self) -> &'static str {
        match self {
            Self::Unanswered | Self::OldestDays => "unanswered",
            Self::Late => "late",
            Self::HandedOnLate => "handed_on_late",
        }
    }
}

/// A line of the work list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The complaint's id.
    pub id: String,
    /// Receipt, start of the clock and limit, as they are written; empty = held back.
    pub received_at: String,
    /// When the clock started.
    pub clock_at: String,
    /// The response limit.
    pub deadline: String,
    /// Days since the clock started.
    pub days: u64,
    /// Whether it is of an earlier quarter.
    pub earlier: bool,
    /// What its times contradict.
    contradictions: Vec<Difference>,
}

impl Waiting {
    fn read(row: &Row<'_>, clock: &Clock) -> Result<Self, Problem> {
        let mut waiting = Self {
            id: row.text("complaint_id")?,
            // The work list writes it with a T, the evidence without.
            received_at: row.text("received_at")?.replace('T', " "),
            clock_at: row.text("clock_at")?,
            deadline: row.text("deadline")?,
            days: row.count("days")?.unwrap_or_default(),
            earlier: row.yes("earlier")?,
            contradictions: Vec::new(),
        };
        if waiting.id != HELD_BACK {
            waiting.contradictions = waiting.contradicted(&row.place(), clock);
        }
        Ok(waiting)
    }

    /// What its times contradict.
    pub fn contradictions(&self) -> &[Difference] {
        &self.contradictions
    }

    fn contradicted(&self, place: &str, clock: &Clock) -> Vec<Difference> {
        let word = |is: bool| if is { "yes" } else { "no" }.to_owned();
        let days = Written::parse(&self.clock_at).and_then(Written::earliest);
        let days = days.map(|start| (clock.as_of.date() - start.date()).num_days().max(0).to_string());
        let earlier = Written::parse(&self.received_at).and_then(Written::earliest);
        let earlier = earlier.map(|at| word(at.date() < clock.quarter.first_day()));
        [("days", self.days.to_string(), days), ("earlier", word(self.earlier), earlier)]
            .into_iter()
            .map(|(column, written, by_times)| (column, written, by_times.unwrap_or_default()))
            .filter(|(_, written, by_times)| written != by_times)
            .map(|(column, written, by_times)| Difference::Row { place: place.to_owned(), column, written, by_times })
            .collect()
    }

    /// How long it has waited, in words.
    #[must_use]
    pub fn reason(&self, words: &Words) -> String {
        let since = match self.earlier {
            true => words.of("dari triwulan sebelumnya", "of an earlier quarter"),
            false => words.of("dari triwulan ini", "of the quarter"),
        };
        words.of(
            format!("{since}, belum direspons: {} hari sejak jam mulai", self.days),
            format!("{since}, not answered: {} days since its clock started", self.days),
        )
    }
}

/// The announcement and the work list, as they stand.
pub struct Tables {
    announcement: Table,
    work_list: Table,
}

impl Tables {
    /// Reads both where the report has them.
    ///
    /// # Errors
    /// One is named in the manifest and missing, or is no table.
    pub fn open(folder: &Folder, told: &mut Vec<Difference>) -> Result<Self, Problem> {
        let mut read = |path: &str| match folder.has(path) {
            true => folder.table(path, told),
            false => Ok(Table::default()),
        };
        Ok(Self { announcement: read(ANNOUNCEMENT)?, work_list: read(WORK_LIST)? })
    }

    /// The lines of the work list that belong to a unit.
    ///
    /// # Errors
    /// A line is not one that the program writes.
    pub fn waiting(&self, (agency, skpd): &Key, clock: &Clock) -> Result<Vec<Waiting>, Problem> {
        let mut waiting = Vec::new();
        for row in self.work_list.rows() {
            if row.text("agency_id")? == *agency && row.text("skpd_id")? == *skpd {
                waiting.push(Waiting::read(&row, clock)?);
            }
        }
        Ok(waiting)
    }

    /// A cell of a unit's row in a part of the announcement; `None` without such a row.
    #[must_use]
    pub fn cell(&self, part: &str, (agency, skpd): &Key, column: &str) -> Option<String> {
        let text = |row: &Row<'_>, column: &str| row.text(column).unwrap_or_default();
        let is_it = |row: &Row<'_>| {
            text(row, "part") == part && text(row, "agency_id") == *agency && text(row, "skpd_id") == *skpd
        };
        self.announcement.rows().find(is_it).map(|row| text(&row, column))
    }

    /// A unit's line for a measure: where it stands, and the cells that are asked for, in their order. Without a line the cells are
    /// empty.
    fn line(
        &self,
        measure: Measure,
        (agency, skpd): &Key,
        columns: &[&'static str],
    ) -> Result<(String, Vec<String>), Problem> {
        for row in self.announcement.rows() {
            let is_it = row.text("part")? == measure.part() && row.text("agency_id")? == *agency;
            if is_it && row.text("skpd_id")? == *skpd {
                let cells = columns.iter().map(|column| row.text(column)).collect::<Result<_, _>>()?;
                return Ok((row.place(), cells));
            }
        }
        Ok((format!("{ANNOUNCEMENT} ({})", measure.part()), vec![String::new(); columns.len()]))
    }
}

/// What the evidence of a unit gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Complaints of the quarter without a response, without those that their reporter closed.
    pub unanswered: u64,
    /// Of these, the ones that were closed all the same.
    pub closed_unanswered: u64,
    /// Further ones that their reporter closed.
    pub closed_by_reporter: u64,
    /// Of earlier quarters.
    pub older: u64,
    /// Days of the oldest open one.
    pub oldest_days: Option<u64>,
    /// Answered after the limit.
    pub late: u64,
    /// Let go after the unit's own limit.
    pub handed_on_late: u64,
    /// Whose limit has passed.
    pub due: u64,
    /// Whether enough times are known to name anybody.
    pub known: bool,
}

/// Whether a complaint is a ground to name its unit among those that did not answer.
pub fn is_unanswered(case: &Case) -> bool {
    case.response.outcome == "unanswered" && case.closed_by != "reporter"
}

/// Whether it would be, had its reporter not closed it.
pub fn is_closed_by_reporter(case: &Case) -> bool {
    case.response.outcome == "unanswered" && case.closed_by == "reporter"
}

/// Whether it was answered after its limit.
pub fn is_late(case: &Case) -> bool {
    case.response.outcome == "late"
}

impl Counts {
    /// Counts a unit's complaints.
    #[must_use]
    pub fn of(cases: &[&Case], waiting: &[Waiting], handed_on_late: u64, known: bool) -> Self {
        let count = |is: fn(&Case) -> bool| cases.iter().filter(|case| is(case)).count() as u64;
        Self {
            unanswered: count(is_unanswered),
            closed_unanswered: count(|case| is_unanswered(case) && !case.closed_by.is_empty()),
            closed_by_reporter: count(is_closed_by_reporter),
            older: waiting.iter().filter(|row| row.earlier).count() as u64,
            oldest_days: waiting.iter().map(|row| row.days).max(),
            late: count(is_late),
            handed_on_late,
            due: count(|case| case.response.is_due()),
            known,
        }
    }

    /// The cells that an announcement of the measure must have; `None` where the unit must not be announced by it.
    fn cells(&self, measure: Measure) -> Option<Vec<(&'static str, String)>> {
        let own = match measure {
            Measure::Unanswered | Measure::OldestDays => self.unanswered + self.older,
            Measure::Late => self.late,
            Measure::HandedOnLate => self.handed_on_late,
        };
        let due = ("due", self.due.to_string());
        (self.known && own > 0).then(|| match measure {
            Measure::Unanswered => vec![
                ("complaints", self.unanswered.to_string()),
                ("older", self.older.to_string()),
                ("closed_unanswered", self.closed_unanswered.to_string()),
                due,
            ],
            Measure::OldestDays => {
                vec![("oldest_days", self.oldest_days.map(|days| days.to_string()).unwrap_or_default())]
            }
            Measure::Late | Measure::HandedOnLate => vec![("complaints", own.to_string()), due],
        })
    }

    /// The arithmetic of a measure, one sentence a step.
    #[must_use]
    pub fn steps(&self, measure: Measure, words: &Words) -> Vec<String> {
        let Self { unanswered, closed_unanswered, closed_by_reporter, older, late, handed_on_late, due, .. } = self;
        let mut steps = match measure {
            Measure::Unanswered => vec![
                words.of(
                    format!(
                        "triwulan ini: {unanswered} dari {due} yang jatuh tempo tanpa respons, {closed_unanswered} di antaranya \
                         ditutup; {closed_by_reporter} lagi ditutup pelapornya, tidak dihitung"
                    ),
                    format!(
                        "of the quarter: {unanswered} of {due} due without a response, {closed_unanswered} of them closed; \
                         {closed_by_reporter} more were closed by their reporters and do not count"
                    ),
                ),
                words.of(
                    format!("triwulan sebelumnya, masih terbuka tanpa respons: {older}"),
                    format!("of earlier quarters, still open without a response: {older}"),
                ),
                words.of(
                    format!("bersama: {unanswered} + {older} = {}", unanswered + older),
                    format!("together: {unanswered} + {older} = {}", unanswered + older),
                ),
            ],
            Measure::OldestDays => vec![match self.oldest_days {
                Some(days) => words.of(
                    format!("yang tertua di daftar kerja: {days} hari sejak jam mulai"),
                    format!("the oldest on the work list: {days} days since its clock started"),
                ),
                None => words.of("tidak ada yang menunggu", "nothing is waiting"),
            }],
            Measure::Late => vec![words.of(
                format!("{late} dari {due} yang jatuh tempo direspons setelah batasnya"),
                format!("{late} of {due} due were answered after their limit"),
            )],
            Measure::HandedOnLate => vec![words.of(
                format!("{handed_on_late} kali dilepas setelah batas unit sendiri lewat"),
                format!("{handed_on_late} times let go after the unit's own limit had passed"),
            )],
        };
        if !self.known {
            steps.push(words.of(
                "tidak diumumkan: terlalu sedikit waktu respons yang diketahui",
                "not announced: too few times of responses are known",
            ));
        } else if self.cells(measure).is_none() {
            steps.push(words.of("tidak ada yang diumumkan", "there is nothing to announce"));
        }
        steps
    }
}

/// What is announced, held against what the evidence gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Where it stands.
    pub place: String,
    /// As published; empty = not announced.
    pub published: String,
    /// As it comes out; empty = not to be announced.
    pub recomputed: String,
    /// Cells that differ, and lines of the work list that their times contradict.
    pub differences: Vec<Difference>,
}

/// Cells with their names where there are several of them.
fn joined(cells: &[(&'static str, String)]) -> String {
    if cells.iter().all(|(_, cell)| cell.is_empty()) {
        return String::new();
    }
    match cells {
        [(_, only)] => only.clone(),
        _ => cells.iter().map(|(column, cell)| format!("{column} {cell}")).collect::<Vec<_>>().join(", "),
    }
}

/// Compares a unit's announcement with its counts.
///
/// # Errors
/// The announcement lacks a column.
pub fn held(
    tables: &Tables,
    measure: Measure,
    key: &Key,
    counts: &Counts,
    waiting: &[Waiting],
) -> Result<Held, Problem> {
    let columns: &[&'static str] = match measure {
        Measure::Unanswered => &["complaints", "older", "closed_unanswered", "due"],
        Measure::OldestDays => &["oldest_days"],
        Measure::Late | Measure::HandedOnLate => &["complaints", "due"],
    };
    let (place, cells) = tables.line(measure, key, columns)?;
    let published: Vec<(&'static str, String)> = columns.iter().copied().zip(cells).collect();
    let nothing = || columns.iter().map(|column| (*column, String::new())).collect();
    let recomputed = counts.cells(measure).unwrap_or_else(nothing);
    let figures = published.iter().zip(&recomputed).filter(|(was, is)| was != is).map(|(was, is)| Difference::Figure {
        place: place.clone(),
        column: was.0,
        published: was.1.clone(),
        recomputed: is.1.clone(),
    });
    let of_list = matches!(measure, Measure::Unanswered | Measure::OldestDays);
    let rows = waiting.iter().filter(|_| of_list).flat_map(|row| row.contradictions.iter().cloned());
    let differences = figures.chain(rows).collect();
    Ok(Held { published: joined(&published), recomputed: joined(&recomputed), place, differences })
}
