//! One file's raw rows, read by its profile: the row rules are applied here.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::columns::{Case, EventRow, Origin, UnitName};
use super::complaint_id;
use super::faults;
use super::fill::Fill;
use super::intake::{Input, Intake, Snapshot};
use super::likeness::{Likeness, Sameness};
use super::log::Unmapped;
use super::places::Places;
use super::rules;
use super::stamp::Stamp;
use super::summary_row;
use super::times;
use super::words::WordMap;
use crate::config::{Event, Field, PreambleDate, Profile, Shape, Status, TimeFormat};
use crate::problem::Problem;
use crate::source::{Fault, RawRow, Remark, Sink, Table};
use crate::terms::{Channel, Class, EventKind, FileAccount, Place, Reason, RejectedRow, Rule, State, Zone};

/// Within how many days an outcome comes soon after the receipt.
const SOON: i64 = 14;

/// So many rows of a file may be kept aside, and more if they are no more than half of it.
const MOST_REJECTED: u64 = 200_000;

/// Reads one file.
pub(super) struct Reader<'a> {
    intake: &'a mut Intake,
    same: &'a mut Sameness,
    profile: &'a Profile,
    shown: &'a str,
    source: u32,
    hash: &'a str,
    zone: Zone,
    places: Places<'a>,
    status: WordMap<Status>,
    status_reason: WordMap<Reason>,
    reason: WordMap<Reason>,
    class: WordMap<Class>,
    channel: WordMap<Channel>,
    event: WordMap<Event>,
    unmapped: Unmapped,
    account: FileAccount,
    fill: Fill,
    number: u32,
    exported: Stamp,
    begun: bool,
    open: u64,
    dates_only: u64,
    /// Complaints that leave the column of the class empty.
    without_class: u64,
    buffer: Vec<u8>,
}

/// Why a row is kept aside, and the column that tells.
type Reject = (&'static Rule, Option<Field>);

impl<'a> Reader<'a> {
    pub(super) fn new(intake: &'a mut Intake, same: &'a mut Sameness, input: &Input<'a>) -> Self {
        let profile = input.profile;
        // The empty names have number 0 in every run.
        let mut key = Vec::new();
        UnitName::key(&mut key, "", "", "");
        intake.names.units.code(&key);
        intake.names.categories.code(b"");
        Self {
            intake,
            same,
            profile,
            shown: input.shown,
            source: input.source,
            hash: input.hash,
            zone: input.zone,
            places: Places::new(profile, profile.zone.unwrap_or(input.zone)),
            status: WordMap::new(profile.status.clone()),
            status_reason: WordMap::new(profile.status_reason.clone()),
            reason: WordMap::new(profile.reason.clone()),
            class: WordMap::new(profile.class.clone()),
            channel: WordMap::new(profile.channel.clone()),
            event: WordMap::new(profile.event.clone()),
            unmapped: Unmapped::default(),
            account: FileAccount::default(),
            fill: Fill::default(),
            number: 0,
            exported: Stamp::NONE,
            begun: false,
            open: 0,
            dates_only: 0,
            without_class: 0,
            buffer: Vec::new(),
        }
    }

    /// Closes the last table.
    pub(super) fn finish(mut self) {
        self.close_table();
    }

    fn place(&self, row: u64, field: Option<Field>) -> Place {
        let column = field.map(|f| self.places.header(f)).unwrap_or_default();
        Place { file: self.shown.to_owned(), sheet: self.account.sheet.clone(), row, column }
    }

    /// Stops where so many rows are kept aside that the file is none of this profile: each is remembered, and they would
    /// fill the memory.
    fn refuse_foreign(&self) -> Result<(), Problem> {
        let FileAccount { read, rejected, .. } = self.account;
        if rejected <= MOST_REJECTED || rejected <= read / 2 {
            return Ok(());
        }
        Err(Problem::new("most rows of the file are no rows of its profile")
            .at(self.shown)
            .because(format!("{rejected} of the first {read} rows had to be kept aside"))
            .hint("see by which rules with `rapor check` on its first thousand rows, and correct the profile or the export"))
    }

    /// The place of the cell of a wanted column; of the whole row where none is named.
    fn cell_place(&self, row: u64, wanted: Option<usize>) -> Place {
        let column = wanted.and_then(|at| self.profile.wanted.get(at)).map(|w| w.header.clone());
        Place { column: column.unwrap_or_default(), ..self.place(row, None) }
    }

    /// The rule and place of a row that is kept aside.
    fn rejected(&self, row: &RawRow<'_>, (rule, field): Reject) -> (&'static Rule, Place) {
        let timed =
            [&rules::RECEIPT_TIME, &rules::OUTCOME_TIME, &rules::EVENT_TIME].iter().any(|t| t.code == rule.code);
        let text = field.filter(|_| timed).and_then(|field| self.places.text(row, field));
        let serial = text.is_some_and(|text| times::is_serial(&text));
        (if serial { &rules::SERIAL_DATE } else { rule }, self.place(row.row, field))
    }

    fn close_table(&mut self) {
        if !self.begun {
            return;
        }
        let whole = self.place(0, None);
        if self.account.read == 0 {
            self.intake.log.note(&rules::NO_ROWS, &whole, "");
        }
        if self.profile.shape == Shape::Cases && self.account.accepted > 0 {
            if self.open == 0 {
                self.intake.log.note_many(&rules::NO_OPEN_COMPLAINT, &whole, "", self.account.accepted);
            }
            if self.dates_only > 0 {
                self.intake.log.note_many(&rules::DATES_ONLY, &whole, "", self.dates_only);
            }
            if self.without_class > 0 {
                let place = self.place(0, Some(Field::Class));
                self.intake.log.note_many(&rules::NO_CLASS, &place, "", self.without_class);
            }
        }
        self.intake.dates_only += self.dates_only;
        let unmapped = std::mem::take(&mut self.unmapped);
        unmapped.into_log(&mut self.intake.log, rules::ALL, self.shown, &self.account.sheet);
        let mut account = std::mem::take(&mut self.account);
        account.quality = std::mem::take(&mut self.fill).into_quality();
        if let Some(slot) = self.intake.accounts.get_mut(self.number as usize) {
            *slot = account;
        }
        self.open = 0;
        self.dates_only = 0;
        self.without_class = 0;
    }

    /// A time whose loss leaves the complaint usable: unreadable is noted and read as unknown.
    fn minor_time(&mut self, row: &RawRow<'_>, field: Field) -> Stamp {
        self.places.time(row, field).unwrap_or_else(|()| {
            let place = self.place(row.row, Some(field));
            self.intake.log.note(&rules::MINOR_TIME, &place, "");
            Stamp::NONE
        })
    }

    fn id<'r>(&self, row: &RawRow<'r>) -> Result<Cow<'r, str>, Reject> {
        let reject = (&rules::COMPLAINT_ID, Some(Field::ComplaintId));
        let id = self.places.text(row, Field::ComplaintId).ok_or(reject)?;
        match complaint_id::fault(&id) {
            None => Ok(id),
            Some(rule) => Err((rule, Some(Field::ComplaintId))),
        }
    }

    /// Whether a row that is kept aside is a total, a footer, or the header once more.
    fn is_summary(&self, row: &RawRow<'_>, rule: &Rule) -> bool {
        let telling =
            [&rules::RAGGED_ROW, &rules::COMPLAINT_ID, &rules::RECEIPT_TIME, &rules::EVENT_TIME, &rules::MERGED_CELLS];
        if telling.iter().all(|t| t.code != rule.code) {
            return false;
        }
        let first = (0..row.cells.len()).find_map(|wanted| self.places.cell_text(row, wanted));
        let [id, unit] = [Field::ComplaintId, Field::Skpd].map(|field| self.places.text(row, field));
        let header = self.places.header(Field::ComplaintId);
        summary_row::is_summary(id.as_deref(), &header, &[first.as_deref(), unit.as_deref()])
    }

    fn unit(&mut self, row: &RawRow<'_>, id: Option<Field>, name: Field) -> u32 {
        let agency = self.places.text(row, Field::Agency).unwrap_or_default();
        let id = id.and_then(|f| self.places.text(row, f)).unwrap_or_default();
        let name = self.places.text(row, name).unwrap_or_default();
        let mut buffer = std::mem::take(&mut self.buffer);
        UnitName::key(&mut buffer, &agency, &id, &name);
        let code = self.intake.names.units.code(&buffer);
        self.buffer = buffer;
        code
    }

    fn category(&mut self, row: &RawRow<'_>) -> u32 {
        let category = self.places.text(row, Field::Category).unwrap_or_default();
        self.intake.names.categories.code(category.as_bytes())
    }

    /// Counts an outcome before its receipt, and whether exchanging day and month puts it soon after.
    fn count_before_receipt(&mut self, received: Stamp, outcome: Stamp) {
        let [receipt, end] = [received, outcome].map(|stamp| (stamp.date(self.zone), stamp.turned(self.zone)));
        let soon = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            from.zip(to).is_some_and(|(from, to)| (0..=SOON).contains(&(to - from).num_days()))
        };
        let folds = soon(receipt.1, end.0) || soon(receipt.0, end.1) || soon(receipt.1, end.1);
        self.account.before_receipt += u64::from(receipt.1.is_some() || end.1.is_some());
        self.account.folding_back += u64::from(folds);
    }

    /// Notes a time that the row's own export cannot hold.
    fn note_after_export(&mut self, row: &RawRow<'_>, exported: Stamp, times: &[Stamp]) {
        if times.iter().any(|time| exported.certainly_before(*time, self.zone)) {
            let place = self.place(row.row, None);
            self.intake.log.note(&rules::AFTER_EXPORT, &place, "");
        }
    }

    fn class(&mut self, row: &RawRow<'_>) -> Option<Class> {
        let Some(text) = self.places.text(row, Field::Class) else {
            self.without_class += u64::from(self.places.has(Field::Class));
            return None;
        };
        let class = self.class.get(&text);
        if class.is_none() {
            self.unmapped.count(&rules::UNMAPPED_CLASS, &self.places.header(Field::Class), &text, row.row);
        }
        class
    }

    /// The row's own reason, or the one that its status implies.
    fn reason(&mut self, row: &RawRow<'_>) -> Option<Reason> {
        let Some(text) = self.places.text(row, Field::Reason) else {
            if self.profile.status_reason.is_empty() {
                return None;
            }
            return self.status_reason.get(&self.places.text(row, Field::Status)?);
        };
        let reason = self.reason.get(&text);
        if reason.is_none() {
            self.unmapped.count(&rules::UNMAPPED_REASON, &self.places.header(Field::Reason), &text, row.row);
        }
        reason
    }

    fn channel(&mut self, row: &RawRow<'_>, id: &str) -> Option<Channel> {
        if let Some(text) = self.places.text(row, Field::Channel) {
            let channel = self.channel.channel(&text);
            if channel.is_none() {
                self.unmapped.count(&rules::UNMAPPED_CHANNEL, &self.places.header(Field::Channel), &text, row.row);
            }
            return Some(channel.unwrap_or(Channel::Other));
        }
        if self.profile.channel_from_id.is_empty() {
            return None;
        }
        let prefix = self.profile.channel_from_id.iter().find(|(p, _)| id.starts_with(p.as_str()));
        if prefix.is_none() {
            // Only the letters before the number: an id names a complaint.
            let letters = id.len() - id.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
            let letters = id.get(..letters.min(8)).unwrap_or_default();
            self.unmapped.count(&rules::UNMAPPED_CHANNEL, &self.places.header(Field::ComplaintId), letters, row.row);
        }
        Some(prefix.map_or(Channel::Other, |(_, channel)| *channel))
    }

    /// What tells complaints apart, and what they have in common.
    fn likeness(&mut self, row: &RawRow<'_>) -> Likeness {
        let [title, text, district, reporter] =
            [Field::Title, Field::Text, Field::District, Field::Reporter].map(|field| self.places.text(row, field));
        let likeness =
            self.same.of([title, text, district, reporter].each_ref().map(|told| told.as_deref().unwrap_or_default()));
        let reply = self.places.text(row, Field::ResponseText).map_or(0, |text| self.same.of_reply(&text));
        let category = self.places.text(row, Field::Category).map_or(0, |text| self.same.of_category(&text));
        Likeness { category, reply, ..likeness }
    }

    fn confidential(&self, row: &RawRow<'_>) -> bool {
        self.places.text(row, Field::IsConfidential).is_some_and(|text| {
            let text = text.to_lowercase();
            text.contains("rahasia") || matches!(text.as_str(), "true" | "1" | "ya" | "y" | "yes" | "t")
        })
    }

    fn exported_at(&mut self, row: &RawRow<'_>) -> Stamp {
        let own = self.minor_time(row, Field::ExportedAt);
        if own.is_some() {
            self.intake.exported = self.intake.exported.max(own.latest(self.zone));
            self.fill.exported(own.date(self.zone));
            return own;
        }
        self.exported
    }

    fn case(&mut self, row: &RawRow<'_>, unit: u32) -> Result<(), Reject> {
        let id = self.id(row)?;
        let received = self.places.time(row, Field::ReceivedAt).ok().filter(|s| s.is_some());
        let received = received.ok_or((&rules::RECEIPT_TIME, Some(Field::ReceivedAt)))?;
        let stated = match self.places.text(row, Field::Status) {
            Some(text) => {
                let status = self.status.get(&text);
                if status.is_none() {
                    self.unmapped.count(&rules::STATUS, &self.places.header(Field::Status), &text, row.row);
                }
                Some(status.ok_or((&rules::STATUS, Some(Field::Status)))?)
            }
            None if self.places.has(Field::Status) => {
                self.unmapped.count(&rules::STATUS, &self.places.header(Field::Status), "", row.row);
                return Err((&rules::STATUS, Some(Field::Status)));
            }
            None => None,
        };
        let outcome = |reader: &mut Self, field| {
            let stamp = reader.places.time(row, field).map_err(|()| (&rules::OUTCOME_TIME, Some(field)))?;
            if stamp.certainly_before(received, reader.zone) {
                reader.count_before_receipt(received, stamp);
                return Err((&rules::BEFORE_RECEIPT, Some(field)));
            }
            Ok(stamp)
        };
        let responded = outcome(self, Field::FirstResponseAt)?;
        let is_ended =
            |state| matches!(state, State::Closed | State::Archived | State::Duplicate | State::OutOfJurisdiction);
        // A time of the last change is one of closing only where the status says so.
        let open = stated.is_some_and(|s| !is_ended(s.state));
        let no_closing = open && self.places.get(Field::ClosedAt).is_some_and(|m| m.when_closed);
        let closed = if no_closing { Stamp::NONE } else { outcome(self, Field::ClosedAt)? };
        // A layout or a file without a status column: the times tell the state.
        let status = stated.unwrap_or(Status {
            state: match (closed.is_some(), responded.is_some()) {
                (true, _) => State::Closed,
                (false, true) => State::InProgress,
                (false, false) => State::Received,
            },
            closed_by: None,
        });
        let verified = self.minor_time(row, Field::VerifiedAt);
        let assigned = self.minor_time(row, Field::AssignedAt);
        let deadline = self.minor_time(row, Field::DeadlineAt);
        let exported = self.exported_at(row);
        if responded.certainly_before(assigned, self.zone) {
            let place = self.place(row.row, Some(Field::FirstResponseAt));
            self.intake.log.note(&rules::BEFORE_ASSIGNMENT, &place, "");
        }
        self.note_after_export(row, exported, &[received, verified, assigned, responded, closed]);
        if status.state == State::Closed && !closed.is_some() && self.places.has(Field::ClosedAt) {
            let place = self.place(row.row, Some(Field::ClosedAt));
            self.intake.log.note(&rules::CLOSED_WITHOUT_TIME, &place, "");
        }
        let ended = is_ended(status.state);
        let early = matches!(status.state, State::Received | State::Verified);
        if (closed.is_some() && !ended) || (responded.is_some() && early) {
            let place = self.place(row.row, Some(Field::Status));
            self.intake.log.note(&rules::STATUS_AGAINST_TIMES, &place, "");
        }
        let case = Case {
            origin: Origin { account: self.number, row: row.row },
            received,
            verified,
            assigned,
            responded,
            closed,
            deadline,
            exported,
            unit,
            category: self.category(row),
            class: self.class(row),
            channel: self.channel(row, &id),
            status,
            reason: self.reason(row),
            confidential: self.confidential(row),
            tells_verification: self.places.has(Field::VerifiedAt) || self.places.has(Field::AssignedAt),
            tells_response: self.places.has(Field::FirstResponseAt),
            likeness: self.likeness(row),
        };
        self.open += u64::from(!ended && status.state != State::Blocked);
        self.dates_only += u64::from(received.date_only());
        self.fill.received(received.date(self.zone));
        self.intake.cases.ids.push(&id);
        self.intake.cases.rows.push(case);
        Ok(())
    }

    fn event(&mut self, row: &RawRow<'_>, target: u32) -> Result<(), Reject> {
        let id = self.id(row)?;
        let at = self.places.time(row, Field::EventAt).ok().filter(|s| s.is_some());
        let at = at.ok_or((&rules::EVENT_TIME, Some(Field::EventAt)))?;
        let text = self.places.text(row, Field::EventKind).unwrap_or_default();
        let Some(event) = self.event.get(&text) else {
            self.unmapped.count(&rules::EVENT_KIND, &self.places.header(Field::EventKind), &text, row.row);
            return Err((&rules::EVENT_KIND, Some(Field::EventKind)));
        };
        let received =
            self.places.time(row, Field::ReceivedAt).map_err(|()| (&rules::RECEIPT_TIME, Some(Field::ReceivedAt)))?;
        let exported = self.exported_at(row);
        self.note_after_export(row, exported, &[at, received]);
        let event = EventRow {
            origin: Origin { account: self.number, row: row.row },
            at,
            kind: event.kind,
            closed_by: event.closed_by,
            actor: self.unit(row, None, Field::Actor),
            target,
            received,
            deadline: self.minor_time(row, Field::DeadlineAt),
            exported,
            category: self.category(row),
            class: self.class(row),
            channel: self.channel(row, &id),
            reason: self.reason(row),
            confidential: self.confidential(row),
            likeness: self.likeness(row),
        };
        self.dates_only += u64::from(at.date_only() && event.kind == EventKind::Received);
        let receipt = if event.kind == EventKind::Received { at } else { received };
        self.fill.received(receipt.date(self.zone));
        self.intake.events.ids.push(&id);
        self.intake.events.rows.push(event);
        Ok(())
    }

    /// Dates above the header, in the cells behind the label.
    fn preamble(wanted: &PreambleDate, rows: &[Vec<String>]) -> Vec<NaiveDate> {
        let label = wanted.label.to_lowercase();
        let labelled = |c: &String| c.trim().to_lowercase().trim_end_matches(':').trim() == label;
        let cells = rows.iter().find(|r| r.iter().any(labelled)).into_iter().flatten();
        let words = cells.flat_map(|c| c.split(" - ")).map(|w| w.trim_matches(|c: char| "() :".contains(c)));
        words.filter_map(|w| wanted.formats.iter().find_map(|f| f.read(w))).map(|w| w.local.date()).collect()
    }

    /// The export's date in the file's name.
    fn date_in_name(&self, format: &TimeFormat) -> Option<NaiveDate> {
        let name = self.shown.rsplit('/').next()?;
        let starts = name.char_indices().map(|(i, _)| i);
        let read = |start: usize| {
            let ends = name.char_indices().map(|(i, c)| i + c.len_utf8()).filter(move |e| *e > start);
            ends.rev().find_map(|end| format.read(name.get(start..end)?))
        };
        starts.filter_map(read).map(|w| w.local.date()).next()
    }
}

impl Sink for Reader<'_> {
    fn table(&mut self, table: &Table<'_>) -> Result<(), Problem> {
        self.close_table();
        self.begun = true;
        self.places.begin(table.present);
        self.account = FileAccount {
            file: self.shown.to_owned(),
            sheet: table.sheet.to_owned(),
            profile: self.profile.name.clone(),
            source: self.source,
            hash: self.hash.to_owned(),
            ..FileAccount::default()
        };
        self.number = u32::try_from(self.intake.accounts.len()).unwrap_or(u32::MAX);
        self.intake.accounts.push(self.account.clone());
        let needed: &[Field] = match self.profile.shape {
            Shape::Cases => &[Field::ComplaintId, Field::ReceivedAt],
            Shape::Events => &[Field::ComplaintId, Field::EventAt, Field::EventKind],
        };
        if let Some(missing) = needed.iter().find(|f| !self.places.has(**f)) {
            let headers: Vec<_> = self.places.get(*missing).into_iter().flat_map(|m| &m.wanted).collect();
            let names: Vec<_> =
                headers.iter().filter_map(|i| self.profile.wanted.get(**i)).map(|w| w.header.as_str()).collect();
            return Err(Problem::new(format!("the file has no column for '{}'", missing.name()))
                .at(self.shown)
                .because(format!("the profile '{}' looks for {}", self.profile.name, names.join(" or ")))
                .hint("name the right profile under [[source]], or give this layout a profile of its own"));
        }
        let dates = |wanted: &Option<PreambleDate>| {
            wanted.as_ref().map(|w| Self::preamble(w, table.preamble)).unwrap_or_default()
        };
        let from_preamble = dates(&self.profile.exported).first().copied();
        let from_name = || self.profile.exported_in_name.as_ref().and_then(|f| self.date_in_name(f));
        let exported = from_preamble.or_else(from_name).or(self.profile.exported_on);
        self.exported = exported.map_or(Stamp::NONE, Stamp::day);
        self.intake.exported = self.intake.exported.max(self.exported.latest(self.zone));
        let period = dates(&self.profile.period);
        self.fill = Fill::new(self.profile, |field| self.places.header(field));
        self.fill.exported(self.exported.date(self.zone));
        self.fill.begins(period.first().copied());
        if let Some(begins) = period.first().copied() {
            self.intake.begins = Some(self.intake.begins.map_or(begins, |b| b.min(begins)));
        }
        if self.profile.snapshots {
            let period = match period.as_slice() {
                [from, to, ..] if from <= to => Some((*from, *to)),
                _ => None,
            };
            self.intake.snapshots.push(Snapshot { account: self.number, period });
        }
        Ok(())
    }

    fn row(&mut self, row: &RawRow<'_>) -> Result<(), Problem> {
        self.account.read += 1;
        if row.fault == Some(Fault::Encoding) {
            let place = self.place(row.row, None);
            self.intake.log.note(&rules::ENCODING, &place, "");
        }
        let fault = row.fault.and_then(faults::told);
        let readable = fault.as_ref().is_none_or(|told| told.in_place);
        if readable {
            self.fill.row(row, &self.profile.empty);
        }
        let unit = readable.then(|| self.unit(row, Some(Field::SkpdId), Field::Skpd));
        let outcome = match (fault, self.profile.shape) {
            (Some(told), _) => Err((told.rule, self.cell_place(row.row, told.wanted))),
            (None, Shape::Cases) => self.case(row, unit.unwrap_or_default()).map_err(|r| self.rejected(row, r)),
            (None, Shape::Events) => self.event(row, unit.unwrap_or_default()).map_err(|r| self.rejected(row, r)),
        };
        match outcome {
            Ok(()) => self.account.accepted += 1,
            Err((rule, place)) => {
                let (rule, place, unit) = if self.is_summary(row, rule) {
                    (&rules::SUMMARY_ROW, self.place(row.row, None), None)
                } else {
                    (rule, place, unit)
                };
                self.account.rejected += 1;
                // Values that are not mapped are counted with their value where that may be shown.
                if rule.code != rules::STATUS.code && rule.code != rules::EVENT_KIND.code {
                    self.intake.log.note(rule, &place, "");
                }
                self.intake.rejected.push(RejectedRow { rule, place });
                if let Some(unit) = unit {
                    *self.intake.rejected_by_unit.entry((unit, rule.code)).or_default() += 1;
                }
                self.refuse_foreign()?;
            }
        }
        Ok(())
    }

    fn remark(&mut self, remark: Remark<'_>) {
        let (rule, sheet) = match remark {
            Remark::HiddenSheet(sheet) => (&rules::HIDDEN_SHEET, sheet),
            Remark::NoHeader(sheet) => (&rules::SHEET_WITHOUT_HEADER, sheet),
        };
        let place = Place { file: self.shown.to_owned(), sheet: sheet.to_owned(), ..Place::default() };
        self.intake.log.note(rule, &place, "");
    }
}
