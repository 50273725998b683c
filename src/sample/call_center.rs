//! Call Center 112: a workbook with real date cells, whole minutes, and a title above the header.

use chrono::{Datelike, NaiveDateTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::dice::Dice;
use super::life::{Case, Custom, export_time};
use super::sp4n;
use super::units::GOVERNMENT;
use crate::problem::Problem;
use crate::terms::{ClosedBy, Reason, State};

/// How things tend to end at the call centre: by a call back.
pub(super) const CUSTOM: Custom = Custom { blank: 0, lingering: 30, by_system: 60, by_admin: 180, by_reporter: 220 };

/// The name of the sheet.
pub(super) const SHEET: &str = "Call Center 112";

/// The header.
pub(super) const HEADER: [&str; 13] = [
    "Nomor Laporan",
    "Waktu Panggilan",
    "Waktu Disposisi",
    "Waktu Respons",
    "Waktu Selesai",
    "OPD Tujuan",
    "Jenis",
    "Status",
    "Keterangan",
    "Kategori",
    "Kecamatan",
    "Perihal",
    "Uraian",
];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// Text; empty = an empty cell.
    Text(String),
    /// A date cell.
    Moment(NaiveDateTime),
}

impl Entry {
    fn moment(moment: Option<NaiveDateTime>) -> Self {
        moment.map_or_else(|| Self::Text(String::new()), Self::Moment)
    }
}

/// A time cut to its minute, as the operators' clock shows it.
pub(super) fn minute(moment: NaiveDateTime) -> NaiveDateTime {
    moment.with_second(0).unwrap_or(moment)
}

/// One row.
pub(super) fn row(case: &Case, dice: &mut Dice) -> [Entry; HEADER.len()] {
    let life = &case.life;
    let text = |text: &str| Entry::Text(text.to_owned());
    let time = |moment: Option<NaiveDateTime>| Entry::moment(moment.map(minute));
    let unit = match life.holder.unit() {
        Some(unit) if case.oddity.is_none() && dice.chance(700) => unit.short().to_owned(),
        _ => case.holder_name(dice),
    };
    [
        text(&case.id),
        Entry::Moment(minute(case.received)),
        time(life.assigned),
        time(life.response),
        time(life.closed),
        Entry::Text(unit),
        text(case.class.map_or("", sp4n::class)),
        text(status(life.state, life.closed_by)),
        text(life.reason.map_or("", excuse)),
        text(case.wording.category),
        text(case.district),
        text(&case.wording.title),
        text(&case.wording.text),
    ]
}

/// The workbook.
///
/// # Errors
/// The writer of workbooks refuses a cell: a fault of the program.
pub(super) fn file(rows: &[[Entry; HEADER.len()]]) -> Result<Vec<u8>, Problem> {
    write(rows).map_err(|why| Problem::new("the sample workbook could not be made").because(why))
}

fn write(rows: &[[Entry; HEADER.len()]]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A workbook carries the time at which it was made: fixed, so that the same seed gives the same bytes.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&cell_time(export_time())?));
    let date = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.write_string_with_format(0, 0, "Rekap Call Center 112 (data rekaan)", &bold)?;
    sheet.write_string(1, 0, GOVERNMENT)?;
    for (column, name) in (0..).zip(HEADER) {
        sheet.write_string_with_format(3, column, name, &bold)?;
    }
    sheet.set_column_width(0, 18)?;
    for column in 1..5 {
        sheet.set_column_width(column, 17)?;
    }
    for (line, row) in (4..).zip(rows) {
        for (column, entry) in (0..).zip(row) {
            match entry {
                Entry::Text(text) if text.is_empty() => {}
                Entry::Text(text) => {
                    sheet.write_string(line, column, text)?;
                }
                Entry::Moment(moment) => {
                    sheet.write_datetime_with_format(line, column, cell_time(*moment)?, &date)?;
                }
            }
        }
    }
    workbook.save_to_buffer()
}

fn cell_time(moment: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    ExcelDateTime::from_ymd(u16::try_from(moment.year()).unwrap_or(0), small(moment.month()), small(moment.day()))?
        .and_hms(u16::try_from(moment.hour()).unwrap_or(0), small(moment.minute()), small(moment.second()))
}

fn status(state: State, by: Option<ClosedBy>) -> &'static str {
    match (state, by) {
        (State::Received, _) => "Diterima",
        (State::Verified, _) => "Diteruskan",
        (State::Waiting, _) => "Menunggu Penelepon",
        (State::InProgress, _) => "Ditangani",
        (State::Closed, Some(ClosedBy::Admin)) => "Ditutup Admin",
        (State::Closed, Some(ClosedBy::System)) => "Ditutup Sistem",
        (State::Closed, Some(ClosedBy::Reporter)) => "Konfirmasi Penelepon",
        (State::Closed, _) => "Tuntas",
        (State::Blocked, _) => "Diblokir",
        (State::OutOfJurisdiction, _) => "Luar Kewenangan",
        (State::Duplicate, _) => "Panggilan Ganda",
        (State::Archived, _) => "Batal",
    }
}

fn excuse(reason: Reason) -> &'static str {
    match reason {
        Reason::Invalid => "Panggilan iseng",
        Reason::Incomplete => "Data kurang",
        Reason::Withdrawn => "Dibatalkan penelepon",
        Reason::Jurisdiction => "Di luar kewenangan",
        Reason::Duplicate => "Panggilan ganda",
        Reason::Other => "Lain-lain",
    }
}
