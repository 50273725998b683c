//! The CSV files: full precision, machine words, one fixed form.
//!
//! UTF-8, LF, a header always, `.` for decimals, an empty cell for what cannot be computed. A text
//! cell that a spreadsheet would take for a formula is led by an apostrophe.

use super::numbers::exact;
use super::{
    Document, Language, Options, announcement_csv, children_csv, evidence_at_age_csv, evidence_files, movement_csv,
    work_list_csv, yardstick_csv,
};
use crate::judge::{AGE_CLASSES, COLUMNS, LeagueRow, Report, Value};
use crate::problem::Problem;
use crate::terms::Channel;

/// Every CSV file of a report.
///
/// # Errors
/// A row could not be written, which a memory buffer does not do.
pub fn files(report: &Report, options: &Options) -> Result<Vec<Document>, Problem> {
    let language = options.default_language();
    let mut out = vec![
        league("publik/league.csv", &report.league)?,
        league("publik/league-instansi.csv", &report.instansi)?,
        league("publik/riwayat.csv", &report.history)?,
        league("publik/riwayat-instansi.csv", &report.instansi_history)?,
        steps(report)?,
        categories(report)?,
        composition(report)?,
        open_ages(report)?,
        findings(report, language)?,
        quarantine(report, language)?,
        work_list_csv::file(report, options)?,
    ];
    out.extend(movement_csv::files(report)?);
    out.push(announcement_csv::file(report)?);
    out.extend(children_csv::file(report)?);
    out.push(yardstick_csv::file(report)?);
    if !report.league_optimistic.is_empty() {
        out.push(league("publik/league-optimis.csv", &report.league_optimistic)?);
    }
    if !report.changes.is_empty() {
        out.push(changes(report, options)?);
    }
    if !report.doublets.is_empty() {
        out.push(doublets(report, options)?);
    }
    if !report.returns.is_empty() {
        out.push(returns(report)?);
    }
    if !report.bounced.is_empty() {
        out.push(bounced(report, options)?);
    }
    if !report.patterns.is_empty() {
        out.push(patterns(report, language)?);
    }
    if !report.held_times.is_empty() {
        out.push(held_times(report)?);
    }
    out.extend(evidence_files::files(report, options)?);
    out.extend(evidence_at_age_csv::file(report, options)?);
    Ok(out)
}

/// How many rows of the internal lists are held back because they are confidential.
#[must_use]
pub fn held_back(report: &Report, options: &Options) -> usize {
    let evidence = report.evidence.iter().filter(|row| !shown(row.restricted, options)).count();
    let work = report.unanswered.iter().filter(|row| !shown(row.restricted, options)).count();
    let changes = report.changes.iter().filter(|row| !shown(row.restricted, options)).count();
    let doublets = report.doublets.iter().filter(|row| !shown(row.restricted, options)).count();
    let bounced = report.bounced.iter().filter(|row| !shown(row.restricted, options)).count();
    evidence + work + changes + doublets + bounced
}

pub(super) fn shown(restricted: bool, options: &Options) -> bool {
    options.include_confidential || !restricted
}

/// A table in the making.
pub(super) struct Sheet {
    path: String,
    writer: csv::Writer<Vec<u8>>,
}

impl Sheet {
    pub(super) fn new<'a>(path: &str, header: impl IntoIterator<Item = &'a str>) -> Result<Self, Problem> {
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        let mut sheet = Self { path: path.to_owned(), writer };
        sheet.write(header.into_iter().map(str::to_owned))?;
        Ok(sheet)
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Value>) -> Result<(), Problem> {
        self.write(cells.into_iter().map(|value| cell(&value)))
    }

    fn write(&mut self, cells: impl Iterator<Item = String>) -> Result<(), Problem> {
        self.writer.write_record(cells).map_err(|e| fault(&self.path, &e))
    }

    /// A row of machine words, numbers and times alone, which no spreadsheet takes for a formula.
    pub(super) fn plain_row(&mut self, cells: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<(), Problem> {
        self.writer.write_record(cells).map_err(|e| fault(&self.path, &e))
    }

    pub(super) fn finish(self) -> Result<Document, Problem> {
        let Self { path, writer } = self;
        let bytes = writer.into_inner().map_err(|e| fault(&path, e.error()))?;
        Ok(Document { path, bytes })
    }
}

fn fault(path: &str, cause: &dyn std::error::Error) -> Problem {
    Problem::new("a table could not be written").at(path).because(cause)
}

/// The text of a cell. Numbers are never touched; texts never become formulas.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => format!("'{text}"),
        Value::Text(text) => text.clone(),
        Value::Count(n) => n.to_string(),
        Value::Number(x) => exact(*x).unwrap_or_default(),
    }
}

fn league(path: &str, rows: &[LeagueRow]) -> Result<Document, Problem> {
    let mut sheet = Sheet::new(path, COLUMNS.iter().map(|c| c.name))?;
    for row in rows {
        sheet.row(COLUMNS.iter().map(|c| (c.get)(row)))?;
    }
    sheet.finish()
}

fn steps(report: &Report) -> Result<Document, Problem> {
    let mut sheet = Sheet::new("publik/langkah.csv", ["step", "unit", "due", "in_time", "rate"])?;
    let several = report.instansi.len() > 1;
    for row in &report.steps {
        let agency = report.instansi.iter().find(|government| government.agency_id == row.agency_id);
        // A name may stand in several governments, and the table has no ids.
        let unit = match agency.filter(|_| several && !row.skpd_id.is_empty()) {
            Some(government) => format!("{} ({})", row.unit, government.agency),
            None => row.unit.clone(),
        };
        sheet.row([
            Value::text(row.step),
            Value::text(&unit),
            Value::Count(row.due),
            Value::Count(row.in_time),
            Value::number(row.rate),
        ])?;
    }
    sheet.finish()
}

fn categories(report: &Report) -> Result<Document, Problem> {
    let mut sheet = Sheet::new("publik/kategori.csv", ["category", "skpd_id", "unit", "received", "agency_id"])?;
    for row in &report.categories {
        sheet.row([
            Value::text(&row.category),
            Value::text(&row.skpd_id),
            Value::text(&row.unit),
            Value::count(row.received),
            Value::text(&row.agency_id),
        ])?;
    }
    sheet.finish()
}

/// What the complaints are and where they stand.
fn composition(report: &Report) -> Result<Document, Problem> {
    let header = ["dimension", "value", "skpd_id", "unit", "complaints", "agency_id"];
    let mut sheet = Sheet::new("publik/komposisi.csv", header)?;
    for row in &report.composition {
        sheet.row([
            Value::text(row.dimension),
            Value::text(&row.value),
            Value::text(&row.skpd_id),
            Value::text(&row.unit),
            Value::count(row.complaints),
            Value::text(&row.agency_id),
        ])?;
    }
    sheet.finish()
}

/// Open complaints by age.
fn open_ages(report: &Report) -> Result<Document, Problem> {
    let header = ["skpd_id", "unit", "open"].into_iter().chain(AGE_CLASSES).chain(["agency_id"]);
    let mut sheet = Sheet::new("publik/umur-terbuka.csv", header)?;
    for row in report.backlog_age_instansi.iter().chain(&report.backlog_age) {
        let counts = std::iter::once(row.counts.iter().sum()).chain(row.counts).map(Value::Count);
        let cells = [Value::text(&row.skpd_id), Value::text(&row.skpd)].into_iter().chain(counts);
        sheet.row(cells.chain([Value::text(&row.agency_id)]))?;
    }
    sheet.finish()
}

fn findings(report: &Report, language: Language) -> Result<Document, Problem> {
    let header = ["rule", "severity", "title", "file", "sheet", "row", "column", "rows", "subject", "next"];
    let mut sheet = Sheet::new("internal/temuan.csv", header)?;
    for finding in &report.findings {
        sheet.row([
            Value::text(finding.rule.code),
            Value::text(finding.rule.severity.word()),
            Value::text(language.of(finding.rule.title)),
            Value::text(&finding.place.file),
            Value::text(&finding.place.sheet),
            row_number(finding.place.row),
            Value::text(&finding.place.column),
            Value::Count(finding.rows),
            Value::text(&finding.subject),
            Value::text(language.of(finding.rule.next)),
        ])?;
    }
    sheet.finish()
}

fn quarantine(report: &Report, language: Language) -> Result<Document, Problem> {
    let mut sheet = Sheet::new("internal/karantina.csv", ["file", "sheet", "row", "column", "rule", "title", "next"])?;
    for row in &report.rejected {
        sheet.row([
            Value::text(&row.place.file),
            Value::text(&row.place.sheet),
            row_number(row.place.row),
            Value::text(&row.place.column),
            Value::text(row.rule.code),
            Value::text(language.of(row.rule.title)),
            Value::text(language.of(row.rule.next)),
        ])?;
    }
    sheet.finish()
}

/// Row 0 stands for the whole file.
fn row_number(row: u64) -> Value {
    if row == 0 { Value::Empty } else { Value::Count(row) }
}

/// What changed from one dated export to the next.
fn changes(report: &Report, options: &Options) -> Result<Document, Problem> {
    let header = ["skpd_id", "complaint_id", "from", "to", "what", "before", "after"];
    let mut sheet = Sheet::new("internal/perubahan.csv", header)?;
    for row in report.changes.iter().filter(|row| shown(row.restricted, options)) {
        let (from, to) = (row.from.to_string(), row.to.to_string());
        let cells = [&row.skpd_id, &row.complaint_id, &from, &to, row.what, &row.before, &row.after];
        sheet.row(cells.map(|cell: &str| Value::text(cell)))?;
    }
    sheet.finish()
}

/// Which complaints are one, and which of them counts.
fn doublets(report: &Report, options: &Options) -> Result<Document, Problem> {
    let header = ["group", "complaint_id", "kept", "reason", "skpd_id", "channel", "received_on"];
    let mut sheet = Sheet::new("internal/duplikat.csv", header)?;
    for row in report.doublets.iter().filter(|row| shown(row.restricted, options)) {
        sheet.row([
            Value::count(row.group),
            Value::text(&row.complaint_id),
            Value::Count(u64::from(row.kept)),
            Value::text(row.reason),
            Value::text(&row.skpd_id),
            Value::text(Channel::from_code(row.channel).map_or("", Channel::word)),
            Value::Text(row.received.to_string()),
        ])?;
    }
    sheet.finish()
}

/// How often each unit returned complaints or handed them on.
fn returns(report: &Report) -> Result<Document, Problem> {
    let header = ["skpd_id", "skpd", "returned", "handed_on", "unheld", "late", "agency_id"];
    let mut sheet = Sheet::new("publik/pengembalian.csv", header)?;
    for row in &report.returns {
        let names = [row.skpd_id.as_str(), &row.skpd].map(Value::text);
        let counts = [row.returned, row.handed_on, row.unheld, row.late].map(Value::Count);
        sheet.row(names.into_iter().chain(counts).chain([Value::text(&row.agency_id)]))?;
    }
    sheet.finish()
}

/// Complaints that nobody kept.
fn bounced(report: &Report, options: &Options) -> Result<Document, Problem> {
    let header = ["complaint_id", "skpd_id", "skpd", "received_on", "units", "returned", "handed_on", "late", "open"];
    let mut sheet = Sheet::new("internal/pengembalian.csv", header)?;
    for row in report.bounced.iter().filter(|row| shown(row.restricted, options)) {
        sheet.row([
            Value::text(&row.complaint_id),
            Value::text(&row.skpd_id),
            Value::text(&row.skpd),
            Value::Text(row.received.to_string()),
            Value::Text(row.units.join(" > ")),
            Value::Count(row.returned),
            Value::Count(row.handed_on),
            Value::Count(row.late),
            Value::Count(u64::from(row.open)),
        ])?;
    }
    sheet.finish()
}

/// What deserves a look, with the figures behind it.
fn patterns(report: &Report, language: Language) -> Result<Document, Problem> {
    let header =
        ["rule", "title", "skpd_id", "unit", "file", "sheet", "quarter", "day", "seen", "of", "expected", "next"];
    let mut sheet = Sheet::new("internal/pola.csv", header)?;
    for row in &report.patterns {
        sheet.row([
            Value::text(row.rule.code),
            Value::text(language.of(row.rule.title)),
            Value::text(&row.skpd_id),
            Value::text(&row.unit),
            Value::text(&row.file),
            Value::text(&row.sheet),
            row.quarter.map_or(Value::Empty, |quarter| Value::Text(quarter.to_string())),
            row.day.map_or(Value::Empty, |day| Value::Text(day.to_string())),
            Value::Count(row.seen),
            Value::Count(row.of),
            Value::number(Some(row.expected)),
            Value::text(language.of(row.rule.next)),
        ])?;
    }
    sheet.finish()
}

fn held_times(report: &Report) -> Result<Document, Problem> {
    let header = ["skpd_id", "skpd", "spells", "handed_on", "timed", "hours", "mean_hours"];
    let mut sheet = Sheet::new("internal/waktu-unit.csv", header)?;
    for row in &report.held_times {
        sheet.row([
            Value::text(&row.skpd_id),
            Value::text(&row.skpd),
            Value::Count(row.spells),
            Value::Count(row.handed_on),
            Value::Count(row.timed),
            Value::number(row.hours),
            Value::number(row.mean_hours),
        ])?;
    }
    sheet.finish()
}
