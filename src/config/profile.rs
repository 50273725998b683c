//! Source profiles: how one layout of export maps to the canonical columns and words.

mod national;
mod questions;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::time_format::{TimeFormat, clash};
use super::toml_text::{DateText, OneOrMany, Word, parse, place_of};
use crate::problem::Problem;
use crate::source::{Encoding, Wanted};
use crate::terms::{Channel, Class, ClosedBy, EventKind, Reason, State, Zone, fold_name};
use national::{national_channels, national_classes};

/// How the rows of a layout are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One row a complaint.
    Cases,
    /// One row an event of a complaint.
    Events,
}

/// A canonical column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are those of the contract, spelled with hyphens in `NAMES`
pub enum Field {
    ComplaintId,
    ReceivedAt,
    VerifiedAt,
    AssignedAt,
    FirstResponseAt,
    ClosedAt,
    DeadlineAt,
    ExportedAt,
    SkpdId,
    Skpd,
    Agency,
    Class,
    Channel,
    Status,
    Reason,
    Category,
    District,
    Rating,
    Reporter,
    Title,
    Text,
    ResponseText,
    IsConfidential,
    EventAt,
    EventKind,
    Actor,
}

impl Field {
    /// Every canonical column with its name.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::ComplaintId, "complaint-id"),
        (Self::ReceivedAt, "received-at"),
        (Self::VerifiedAt, "verified-at"),
        (Self::AssignedAt, "assigned-at"),
        (Self::FirstResponseAt, "first-response-at"),
        (Self::ClosedAt, "closed-at"),
        (Self::DeadlineAt, "deadline-at"),
        (Self::ExportedAt, "exported-at"),
        (Self::SkpdId, "skpd-id"),
        (Self::Skpd, "skpd"),
        (Self::Agency, "agency"),
        (Self::Class, "class"),
        (Self::Channel, "channel"),
        (Self::Status, "status"),
        (Self::Reason, "reason"),
        (Self::Category, "category"),
        (Self::District, "district"),
        (Self::Rating, "rating"),
        (Self::Reporter, "reporter"),
        (Self::Title, "title"),
        (Self::Text, "text"),
        (Self::ResponseText, "response-text"),
        (Self::IsConfidential, "is-confidential"),
        (Self::EventAt, "event-at"),
        (Self::EventKind, "event-kind"),
        (Self::Actor, "actor"),
    ];

    /// The canonical name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(f, _)| *f == self).map_or("", |(_, n)| n)
    }

    /// Whether a layout without the column says nothing.
    #[must_use]
    pub fn is_needed(self) -> bool {
        needed(Shape::Cases).contains(&self) || needed(Shape::Events).contains(&self)
    }

    /// Whether the column holds a time.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(
            self,
            Self::ReceivedAt
                | Self::VerifiedAt
                | Self::AssignedAt
                | Self::FirstResponseAt
                | Self::ClosedAt
                | Self::DeadlineAt
                | Self::ExportedAt
                | Self::EventAt
        )
    }
}

impl std::str::FromStr for Field {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::NAMES.iter().find(|(_, n)| *n == text).map(|(f, _)| *f).ok_or_else(|| {
            let known: Vec<_> = Self::NAMES.iter().map(|(_, n)| *n).collect();
            format!("'{text}' is no canonical column; known are {}", known.join(", "))
        })
    }
}

/// Where in the file a canonical column comes from.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The canonical column.
    pub field: Field,
    /// Places in [`Profile::wanted`].
    pub wanted: Vec<usize>,
    /// What becomes of several.
    pub join: Join,
    /// How a time is written; empty for other columns.
    pub formats: Vec<TimeFormat>,
    /// Whether the time tells a closing only where the status does: a time of the last change, as Open311 has it.
    pub when_closed: bool,
}

/// How several columns of a file make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// Joined by a space: a date and its clock time.
    Together,
    /// The first that holds anything.
    First,
    /// The earliest of several times: the first of up to four responses, in whatever order they stand.
    Earliest,
}

/// What a status value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The state.
    pub state: State,
    /// Who closed or archived it.
    pub closed_by: Option<ClosedBy>,
}

/// What an event value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The kind.
    pub kind: EventKind,
    /// Who closed it, for closings.
    pub closed_by: Option<ClosedBy>,
}

/// A date stated above the header, such as `Tanggal Generate`.
#[derive(Debug, Clone)]
pub struct PreambleDate {
    /// The label in the row.
    pub label: String,
    /// How the date is written.
    pub formats: Vec<TimeFormat>,
}

/// How one layout of export maps to the canonical columns and words.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Rows are complaints or events.
    pub shape: Shape,
    /// Whether files are dated exports of one list, so that a complaint missing from a later one has vanished.
    pub snapshots: bool,
    /// The clock of times that carry no offset; `None` = the government's own.
    pub zone: Option<Zone>,
    /// The field separator; `None` = told by the header.
    pub delimiter: Option<u8>,
    /// The encoding of a text file; `None` = told by a byte-order mark, else UTF-8.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook; `None` = every visible one that has the header.
    pub sheet: Option<String>,
    /// A cell text that means "empty", such as `-` or `NULL`.
    pub empty: Vec<String>,
    /// The headers to look for.
    pub wanted: Vec<Wanted>,
    /// The canonical columns.
    pub columns: Vec<Mapping>,
    /// The export's date above the header.
    pub exported: Option<PreambleDate>,
    /// The export's date in the file name.
    pub exported_in_name: Option<TimeFormat>,
    /// The export's date as the profile states it, where neither of these tells one.
    pub exported_on: Option<NaiveDate>,
    /// The period that the export covers, above the header; its first date is where the data begin.
    pub period: Option<PreambleDate>,
    /// Status values, by their text with outer space and case folded.
    pub status: BTreeMap<String, Status>,
    /// Why a complaint of this status was archived or put off, where the row has no reason of its own.
    pub status_reason: BTreeMap<String, Reason>,
    /// Reason values.
    pub reason: BTreeMap<String, Reason>,
    /// Class values.
    pub class: BTreeMap<String, Class>,
    /// Channel values.
    pub channel: BTreeMap<String, Channel>,
    /// The channel by the beginning of the complaint id, longest first.
    pub channel_from_id: Vec<(String, Channel)>,
    /// Event values.
    pub event: BTreeMap<String, Event>,
    /// The status table as written, for the documents.
    pub status_as_written: Vec<(String, Status, Option<Reason>)>,
    /// The text of the profile: part of what a report depends on.
    pub text: String,
}

/// The names of the profiles that are built in.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("cases", include_str!("profiles/cases.toml")),
    ("events", include_str!("profiles/events.toml")),
    ("jakarta-crm", include_str!("profiles/jakarta-crm.toml")),
    ("laporgub", include_str!("profiles/laporgub.toml")),
    ("open311", include_str!("profiles/open311.toml")),
    ("sp4n-ringkas", include_str!("profiles/sp4n-ringkas.toml")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    name: String,
    layout: Spanned<String>,
    zone: Option<Word<Zone>>,
    delimiter: Option<Spanned<String>>,
    encoding: Option<Word<Encoding>>,
    sheet: Option<String>,
    #[serde(default)]
    empty: Vec<String>,
    columns: BTreeMap<Spanned<String>, Spanned<Column>>,
    exported: Option<Spanned<Exported>>,
    period: Option<PreambleText>,
    #[serde(default)]
    status: BTreeMap<String, StatusText>,
    #[serde(default)]
    reason: BTreeMap<String, Word<Reason>>,
    #[serde(default)]
    class: BTreeMap<String, Word<Class>>,
    #[serde(default)]
    channel: BTreeMap<String, Word<Channel>>,
    #[serde(default)]
    channel_from_id: BTreeMap<String, Word<Channel>>,
    #[serde(default)]
    event: BTreeMap<String, EventText>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Column {
    Header(String),
    Table(ColumnTable),
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ColumnTable {
    columns: Option<OneOrMany>,
    any: Option<Vec<String>>,
    earliest: Option<Vec<String>>,
    #[serde(default)]
    formats: Vec<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    when_closed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Exported {
    label: Option<String>,
    #[serde(default)]
    formats: Vec<String>,
    file_name: Option<String>,
    date: Option<DateText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PreambleText {
    label: String,
    formats: Vec<Word<TimeFormat>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StatusText {
    state: Word<State>,
    closed_by: Option<Word<ClosedBy>>,
    reason: Option<Word<Reason>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum EventText {
    Kind(Word<EventKind>),
    #[serde(rename_all = "kebab-case")]
    Table {
        kind: Word<EventKind>,
        closed_by: Word<ClosedBy>,
    },
}

/// The form in which values of an export are compared with a profile: outer space and case do not matter.
#[must_use]
pub fn value_key(value: &str) -> String {
    value.trim().to_lowercase()
}

impl Profile {
    /// The built-in profile of this name.
    ///
    /// # Errors
    /// There is none of this name, or (a fault of the program) it is not valid.
    pub fn built_in(name: &str) -> Result<Self, Problem> {
        match BUILT_IN.iter().find(|(n, _)| *n == name) {
            Some((name, text)) => Self::parse(text, name),
            None => {
                let known: Vec<_> = BUILT_IN.iter().map(|(n, _)| *n).collect();
                Err(Problem::new(format!("there is no built-in profile '{name}'"))
                    .because(format!("built in are {}", known.join(", ")))
                    .hint("name one of these, or the path of a profile file ending in .toml"))
            }
        }
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// Bad TOML, unknown keys or words, a question that a proposal left open, a time column without formats, formats that
    /// differ only in the order of day and month.
    pub fn parse(text: &str, shown: &str) -> Result<Self, Problem> {
        questions::refuse(text, shown)?;
        let file: File = parse(text, shown)?;
        let fail = |what: String, offset: usize| Problem::new(what).at(place_of(text, shown, offset));
        let (shape, snapshots) = match file.layout.get_ref().as_str() {
            "cases" => (Shape::Cases, false),
            "snapshots" => (Shape::Cases, true),
            "events" => (Shape::Events, false),
            other => {
                return Err(fail(format!("'{other}' is no layout"), file.layout.span().start).because(
                    "known are cases (one row a complaint), events (one row an event) and snapshots (dated exports of \
                     the same list, one row a complaint)",
                ));
            }
        };
        let mut wanted = Wanteds(Vec::new());
        let mut columns = Vec::new();
        for (name, column) in file.columns {
            let start = name.span().start;
            let field: Field = name.get_ref().parse().map_err(|e: String| fail(e, start))?;
            let span = column.span().start;
            let column = match column.into_inner() {
                Column::Header(header) => {
                    ColumnTable { columns: Some(OneOrMany::One(header)), ..ColumnTable::default() }
                }
                Column::Table(table) => table,
            };
            let ColumnTable { columns: together, any, earliest, formats, optional, when_closed } = column;
            let (headers, join) = match (together, any, earliest) {
                (Some(columns), None, None) => (columns.into_vec(), Join::Together),
                (None, Some(any), None) => (any, Join::First),
                (None, None, Some(earliest)) if field.is_time() => (earliest, Join::Earliest),
                (None, None, Some(_)) => {
                    return Err(fail(format!("'{}' is no time: only times have an earliest", field.name()), span));
                }
                _ => return Err(fail(format!("'{}' takes one of columns, any and earliest", field.name()), span)),
            };
            if when_closed && field != Field::ClosedAt {
                return Err(fail(format!("'{}' takes no when-closed; closed-at does", field.name()), span));
            }
            if headers.is_empty() || headers.iter().any(|h| h.trim().is_empty()) {
                return Err(fail(format!("'{}' names no column of the file", field.name()), span));
            }
            let formats = formats.iter().map(|f| f.parse::<TimeFormat>()).collect::<Result<Vec<_>, _>>();
            let formats = formats.map_err(|e| fail(e, span))?;
            if field.is_time() && formats.is_empty() {
                return Err(fail(format!("'{}' is a time and needs formats", field.name()), span)
                    .hint("write { columns = [\"...\"], formats = [\"%d/%m/%Y %H:%M:%S\"] }"));
            }
            if let Some((a, b)) = clash(&formats) {
                return Err(fail(format!("'{a}' and '{b}' differ only in the order of day and month"), span)
                    .because("a date such as 06/01/2024 would be read two ways, and rapor never guesses")
                    .hint("state the one order that this layout uses"));
            }
            let required = join == Join::Together && !optional && required(shape, field);
            let wanted = headers.into_iter().map(|h| wanted.add(h, required)).collect();
            columns.push(Mapping { field, wanted, join, formats, when_closed });
        }
        for field in needed(shape) {
            if !columns.iter().any(|c| c.field == *field) {
                return Err(Problem::new(format!("the profile gives no column for '{}'", field.name()))
                    .at(shown)
                    .hint(format!("add {} = \"...\" under [columns]", field.name())));
            }
        }
        let has_status = columns.iter().any(|c| c.field == Field::Status);
        if !has_status && columns.iter().any(|c| c.when_closed) {
            return Err(Problem::new("'closed-at' counts when the status is closed, and the profile gives no status")
                .at(shown)
                .hint("add status = \"...\" under [columns], or take when-closed away"));
        }
        let (exported, exported_in_name, exported_on) = match file.exported {
            None => (None, None, None),
            Some(spanned) => {
                let start = spanned.span().start;
                let exported = spanned.into_inner();
                let parsed = |f: &String| f.parse::<TimeFormat>().map_err(|e| fail(e, start));
                let formats = exported.formats.iter().map(parsed).collect::<Result<Vec<_>, _>>()?;
                let preamble = exported.label.map(|label| PreambleDate { label, formats });
                let on = exported.date.map(|d| d.0);
                (preamble, exported.file_name.as_ref().map(parsed).transpose()?, on)
            }
        };
        let delimiter = match file.delimiter {
            None => None,
            Some(text) => match text.get_ref().as_bytes() {
                [one] => Some(*one),
                _ => return Err(fail("a delimiter is one character".into(), text.span().start)),
            },
        };
        let status_as_written: Vec<_> = file
            .status
            .into_iter()
            .map(|(k, s)| (k, Status { state: s.state.0, closed_by: s.closed_by.map(|w| w.0) }, s.reason.map(|w| w.0)))
            .collect();
        let mut channel_from_id: Vec<_> = file.channel_from_id.into_iter().map(|(k, w)| (k, w.0)).collect();
        channel_from_id.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        let mut class: BTreeMap<_, _> = national_classes().collect();
        class.extend(file.class.into_iter().map(|(k, w)| (value_key(&k), w.0)));
        let mut channel: BTreeMap<_, _> = national_channels().collect();
        channel.extend(file.channel.into_iter().map(|(k, w)| (value_key(&k), w.0)));
        let mut reason: BTreeMap<_, _> = Reason::ALL.iter().map(|r| (r.word().to_owned(), *r)).collect();
        reason.extend(file.reason.into_iter().map(|(k, w)| (value_key(&k), w.0)));
        let mut event: BTreeMap<_, _> =
            EventKind::ALL.iter().map(|k| (k.word().to_owned(), Event { kind: *k, closed_by: None })).collect();
        event.extend(file.event.into_iter().map(|(k, e)| match e {
            EventText::Kind(kind) => (value_key(&k), Event { kind: kind.0, closed_by: None }),
            EventText::Table { kind, closed_by } => {
                (value_key(&k), Event { kind: kind.0, closed_by: Some(closed_by.0) })
            }
        }));
        Ok(Self {
            name: file.name,
            shape,
            snapshots,
            zone: file.zone.map(|z| z.0),
            delimiter,
            encoding: file.encoding.map(|word| word.0),
            sheet: file.sheet,
            empty: file.empty,
            wanted: wanted.0,
            columns,
            exported,
            exported_in_name,
            exported_on,
            period: file
                .period
                .map(|p| PreambleDate { label: p.label, formats: p.formats.into_iter().map(|w| w.0).collect() }),
            status: status_as_written.iter().map(|(k, s, _)| (value_key(k), *s)).collect(),
            status_reason: status_as_written.iter().filter_map(|(k, _, r)| Some((value_key(k), (*r)?))).collect(),
            reason,
            class,
            channel,
            channel_from_id,
            event,
            status_as_written,
            text: text.to_owned(),
        })
    }

    /// Where a canonical column comes from, if the profile has it.
    #[must_use]
    pub fn mapping(&self, field: Field) -> Option<&Mapping> {
        self.columns.iter().find(|c| c.field == field)
    }
}

/// Headers, each once.
struct Wanteds(Vec<Wanted>);

impl Wanteds {
    fn add(&mut self, header: String, required: bool) -> usize {
        let key = fold_name(&header);
        if let Some(found) = self.0.iter().position(|w| fold_name(&w.header) == key) {
            if let Some(w) = self.0.get_mut(found) {
                w.required |= required;
            }
            return found;
        }
        self.0.push(Wanted { header, required });
        self.0.len() - 1
    }
}

/// Columns without which a profile of this shape says nothing.
fn needed(shape: Shape) -> &'static [Field] {
    match shape {
        Shape::Cases => &[Field::ComplaintId, Field::ReceivedAt],
        Shape::Events => &[Field::ComplaintId, Field::EventAt, Field::EventKind],
    }
}

/// Whether a table without the column is no table of this layout. The built-in profiles name more
/// columns than a file must have; those say so by `optional`.
fn required(_shape: Shape, field: Field) -> bool {
    !matches!(field, Field::Reporter | Field::Title | Field::Text | Field::ResponseText | Field::Rating)
}
