//! Which column of the file becomes which canonical column, and which must be asked for.
//!
//! A column is proposed only where its header says what it is for, what it holds agrees, and no other column says the same.

use super::dates::Times;
use super::purpose::{self, Hint};
use super::survey::Survey;
use crate::config::Field;

/// Of so many rows in a hundred a repeated id means that a row is no complaint.
const REPEATED: u64 = 30;

/// An id is no longer than this, in bytes.
const LONGEST_ID: usize = 60;

/// What the rows of the file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// One row a complaint.
    Cases,
    /// One row an event.
    Events,
    /// An id comes several times, and nothing tells why.
    Unknown,
}

/// How times are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Formats {
    /// The column holds no times.
    None,
    /// These fit every row.
    Fit(Vec<String>),
    /// Each of these lists fits every row.
    Ask(Vec<Vec<String>>),
    /// These do not fit so many rows; the first of them.
    Nearly(Vec<String>, u64, u64),
}

/// Where a canonical column comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// From these columns: one, or a date and its clock time.
    Columns(Vec<usize>),
    /// From the earliest of these columns.
    Earliest(Vec<usize>),
    /// A person must say which; these come into question.
    Ask(Vec<usize>),
    /// It can do without; these come into question.
    Leave(Vec<usize>),
}

/// A line of the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) field: Field,
    pub(super) origin: Origin,
    pub(super) formats: Formats,
}

/// The whole proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) rows: Rows,
    pub(super) lines: Vec<Line>,
    /// Columns that no line takes, nor asks about.
    pub(super) left: Vec<usize>,
}

impl Plan {
    /// The column behind a canonical column, where it is one.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.lines.iter().find(|l| l.field == field).and_then(|l| match &l.origin {
            Origin::Columns(columns) => columns.first().copied(),
            _ => None,
        })
    }
}

/// Makes a proposal of what the columns hold.
pub(super) fn plan(survey: &Survey) -> Plan {
    let mut planner = Planner::new(survey);
    planner.id();
    planner.rows();
    planner.kind();
    planner.times();
    planner.others();
    let named = |line: &Line| match &line.origin {
        Origin::Columns(columns) | Origin::Earliest(columns) | Origin::Ask(columns) | Origin::Leave(columns) => {
            columns.clone()
        }
    };
    let named: Vec<usize> = planner.lines.iter().flat_map(named).collect();
    let left = (0..survey.columns.len()).filter(|at| !named.contains(at)).collect();
    Plan { rows: planner.rows, lines: planner.lines, left }
}

struct Planner<'s> {
    survey: &'s Survey,
    told: Vec<Option<Times>>,
    taken: Vec<bool>,
    rows: Rows,
    lines: Vec<Line>,
}

impl<'s> Planner<'s> {
    fn new(survey: &'s Survey) -> Self {
        let told = survey.columns.iter().map(|c| c.dates.told()).collect();
        let taken = vec![false; survey.columns.len()];
        Self { survey, told, taken, rows: Rows::Cases, lines: Vec::new() }
    }

    fn add(&mut self, field: Field, origin: Origin, formats: Formats) {
        if let Origin::Columns(columns) | Origin::Earliest(columns) = &origin {
            for at in columns {
                if let Some(taken) = self.taken.get_mut(*at) {
                    *taken = true;
                }
            }
        }
        self.lines.push(Line { field, origin, formats });
    }

    /// The columns that say so most surely, of those that are not taken and hold anything.
    fn saying(&self, hint: impl Fn(usize, &str) -> Option<Hint>) -> (Vec<usize>, Hint) {
        let columns = self.survey.columns.iter().enumerate().filter(|(at, c)| !self.taken[*at] && c.filled > 0);
        let hints: Vec<(usize, Hint)> = columns.filter_map(|(at, c)| hint(at, &c.header).map(|h| (at, h))).collect();
        let best = hints.iter().map(|(_, h)| *h).max().unwrap_or(Hint::Weak);
        (hints.into_iter().filter(|(_, h)| *h == best).map(|(at, _)| at).collect(), best)
    }

    fn is_time(&self, at: usize) -> bool {
        matches!(self.told.get(at), Some(Some(Times::Fit(_) | Times::Nearly { .. })))
    }

    /// The complaint's id: of the columns that are named so the one that differs in every row.
    fn id(&mut self) {
        let rows = self.survey.rows;
        let unique = |at: &usize| self.survey.columns.get(*at).is_some_and(|c| c.is_unique(rows));
        let (named, _) = self.saying(|at, header| purpose::of_id(header).filter(|_| !self.is_time(at)));
        let alone: Vec<usize> = named.iter().copied().filter(unique).collect();
        let origin = match (alone.as_slice(), named.as_slice()) {
            ([one], _) | ([], [one]) => Origin::Columns(vec![*one]),
            ([], []) => {
                let columns = self.survey.columns.iter().enumerate();
                let able = columns.filter(|(at, c)| c.is_unique(rows) && c.longest <= LONGEST_ID && !self.is_time(*at));
                Origin::Ask(able.map(|(at, _)| at).collect())
            }
            ([], several) | (several, _) => Origin::Ask(several.to_vec()),
        };
        self.add(Field::ComplaintId, origin, Formats::None);
    }

    /// Whether a row is a complaint or an event.
    fn rows(&mut self) {
        let id = self.lines.first().and_then(|l| match &l.origin {
            Origin::Columns(columns) => columns.first().and_then(|at| self.survey.columns.get(*at)),
            _ => None,
        });
        let repeated = id.map_or(0, |c| c.repeated);
        if repeated * 100 >= self.survey.rows * REPEATED {
            let has_kind = self.survey.columns.iter().any(|c| purpose::is_kind(&c.header) && c.values.is_some());
            self.rows = if has_kind { Rows::Events } else { Rows::Unknown };
        }
    }

    fn kind(&mut self) {
        if self.rows != Rows::Events {
            return;
        }
        let (kinds, _) = self.saying(|_, header| purpose::is_kind(header).then_some(Hint::Strong));
        let origin = if let [one] = kinds.as_slice() { Origin::Columns(vec![*one]) } else { Origin::Ask(kinds) };
        self.add(Field::EventKind, origin, Formats::None);
    }

    fn times(&mut self) {
        let fields: &[Field] = match self.rows {
            Rows::Events => &[Field::EventAt, Field::DeadlineAt, Field::ExportedAt],
            _ => &[
                Field::ReceivedAt,
                Field::VerifiedAt,
                Field::AssignedAt,
                Field::FirstResponseAt,
                Field::ClosedAt,
                Field::DeadlineAt,
                Field::ExportedAt,
            ],
        };
        for field in fields {
            self.time(*field);
        }
    }

    fn time(&mut self, field: Field) {
        let of_field = |header: &str| purpose::of_time(header).filter(|(f, _)| *f == field).map(|(_, hint)| hint);
        let (named, _) = self.saying(|at, header| of_field(header).filter(|_| self.is_time(at)));
        match named.as_slice() {
            [one] => {
                let clock = self.clock_of(*one, field);
                let formats = self.formats(*one, clock);
                self.add(field, Origin::Columns([Some(*one), clock].into_iter().flatten().collect()), formats);
            }
            [] if field.is_needed() => {
                let times = (0..self.taken.len()).filter(|at| !self.taken[*at] && self.is_time(*at)).collect();
                self.add(field, Origin::Ask(times), Formats::None);
            }
            [] => {}
            several if field == Field::FirstResponseAt && self.numbered(several) => {
                let formats = self.formats_of_all(several);
                self.add(field, Origin::Earliest(several.to_vec()), formats);
            }
            several => {
                let decides = field.is_needed() || matches!(field, Field::FirstResponseAt | Field::ClosedAt);
                let several = several.to_vec();
                let origin = if decides { Origin::Ask(several) } else { Origin::Leave(several) };
                self.add(field, origin, Formats::None);
            }
        }
    }

    /// The column of clock times that belongs to one of dates alone.
    fn clock_of(&self, date: usize, field: Field) -> Option<usize> {
        let is_clock = |at: usize| matches!(self.told.get(at), Some(Some(Times::Clocks(_))));
        let of_field = |header: &str| purpose::of_time(header).filter(|(f, _)| *f == field).map(|(_, hint)| hint);
        let dates_only = match self.told.get(date) {
            Some(Some(Times::Fit(lists))) => !lists.iter().flatten().any(|f| has_clock(f)),
            Some(Some(Times::Nearly { formats, .. })) => !formats.iter().any(|f| has_clock(f)),
            _ => false,
        };
        let (clocks, _) = self.saying(|at, header| of_field(header).filter(|_| is_clock(at)));
        match clocks.as_slice() {
            [one] if dates_only => Some(*one),
            _ => None,
        }
    }

    /// The formats of a column, with its clock time behind it.
    fn formats(&self, at: usize, clock: Option<usize>) -> Formats {
        let filled = |at: usize| self.survey.columns.get(at).map_or(0, |c| c.filled);
        let clocks: Vec<String> = match clock.map(|c| (c, self.told.get(c))) {
            Some((c, Some(Some(Times::Clocks(forms))))) => {
                let bare = (filled(c) < filled(at)).then(String::new);
                forms.iter().map(|form| format!(" {form}")).chain(bare).collect()
            }
            _ => vec![String::new()],
        };
        let with_clock = |list: &Vec<String>| -> Vec<String> {
            list.iter().flat_map(|date| clocks.iter().map(move |clock| format!("{date}{clock}"))).collect()
        };
        match self.told.get(at) {
            Some(Some(Times::Fit(lists))) => match lists.as_slice() {
                [one] => Formats::Fit(with_clock(one)),
                several => Formats::Ask(several.iter().map(with_clock).collect()),
            },
            Some(Some(Times::Nearly { formats, rows, first })) => Formats::Nearly(with_clock(formats), *rows, *first),
            _ => Formats::None,
        }
    }

    /// The formats of several columns that one line takes.
    fn formats_of_all(&self, columns: &[usize]) -> Formats {
        let mut all: Vec<String> = Vec::new();
        for at in columns {
            match self.formats(*at, None) {
                Formats::Fit(list) => list.into_iter().for_each(|f| {
                    if !all.contains(&f) {
                        all.push(f);
                    }
                }),
                open => return open,
            }
        }
        Formats::Fit(all)
    }

    /// Whether headers differ in a number alone: the first, the second, the third response.
    fn numbered(&self, columns: &[usize]) -> bool {
        let bare = |at: &usize| -> Option<String> {
            let header = &self.survey.columns.get(*at)?.header;
            header.contains(|c: char| c.is_ascii_digit()).then(|| header.replace(|c: char| c.is_ascii_digit(), ""))
        };
        let names: Vec<Option<String>> = columns.iter().map(bare).collect();
        names.iter().all(|n| n.is_some() && *n == names[0])
    }

    fn others(&mut self) {
        let cases = [
            Field::Status,
            Field::SkpdId,
            Field::Skpd,
            Field::Agency,
            Field::Class,
            Field::Channel,
            Field::Reason,
            Field::Category,
            Field::District,
            Field::Rating,
            Field::Reporter,
            Field::Title,
            Field::Text,
            Field::ResponseText,
            Field::IsConfidential,
        ];
        for field in cases {
            self.other(field);
        }
    }

    fn other(&mut self, field: Field) {
        let events = self.rows == Rows::Events;
        if events && field == Field::Status {
            return;
        }
        let listed = |at: usize| field != Field::Status || self.survey.columns[at].values.is_some();
        let hint = |at: usize, header: &str| {
            let found = purpose::of_other(header).into_iter().find(|(f, _)| *f == field).map(|(_, hint)| hint);
            found.filter(|_| !self.is_time(at) && listed(at))
        };
        let (named, best) = self.saying(hint);
        // Names and texts of persons are read only where the header leaves no doubt.
        let personal = matches!(field, Field::Reporter | Field::Title | Field::Text | Field::ResponseText);
        match named.as_slice() {
            // In an event log the unit that acts, and the one to which a complaint goes, are told apart by a person.
            several if field == Field::Skpd && events => {
                let several = several.to_vec();
                self.add(Field::Actor, Origin::Ask(several), Formats::None);
            }
            [one] if !(personal && best == Hint::Weak) => {
                let one = *one;
                self.add(field, Origin::Columns(vec![one]), Formats::None);
            }
            several if field == Field::Skpd || (field == Field::Status && !several.is_empty()) => {
                let several = several.to_vec();
                self.add(field, Origin::Ask(several), Formats::None);
            }
            [] => {}
            several => {
                let several = several.to_vec();
                self.add(field, Origin::Leave(several), Formats::None);
            }
        }
    }
}

/// Whether a format holds a clock time.
pub(super) fn has_clock(format: &str) -> bool {
    format.contains("%H") || format.contains("%I")
}
