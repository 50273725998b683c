//! The sheets `Liga` and `Riwayat`: the columns that a meeting reads, and every column there is, each with
//! its meaning as a note.

use rust_xlsxwriter::{Color, ConditionalFormatCell, ConditionalFormatCellRule, Format, Note, Worksheet, XlsxError};

use super::Styles;
use crate::judge::{COLUMNS, Column, LeagueRow, Quantity, Value, column};
use crate::publish::Language;
use crate::publish::numbers::quarter_short;
use crate::publish::texts;

/// What fits on a page: rank first, then volume, response, closing with who closed, backlog, score.
const TO_READ: &[&str] = &[
    "rank",
    "rank_low",
    "rank_high",
    "previous_rank",
    "skpd_id",
    "skpd",
    "group",
    "received",
    "eligible",
    "responded",
    "response_rate",
    "due",
    "responded_in_time",
    "unanswered_overdue",
    "on_time_rate",
    "on_time_low",
    "on_time_high",
    "mean_response_hours",
    "mean_response_workdays",
    "resolution_on_time_rate",
    "open",
    "closed_by_admin",
    "closed_by_system",
    "closed_by_reporter",
    "resolution_rate",
    "backlog_over_limit",
    "oldest_open_days",
    "score",
    "verdict",
];

/// The columns that a meeting reads.
pub fn to_read() -> Vec<&'static Column> {
    TO_READ.iter().filter_map(|name| column(name)).collect()
}

/// Every column of the league table, in the order of the CSV files.
pub fn all() -> Vec<&'static Column> {
    COLUMNS.iter().collect()
}

/// Names with more letters take two lines.
const LONG_NAME: usize = 44;

/// Rates at and above this are green; the legend says so.
const GREEN: f64 = 0.9;
/// Rates at and above this are yellow, those below red; the legend says so.
const YELLOW: f64 = 0.75;

/// Writes rows below their headings, with filter, frozen panes and traffic lights.
pub fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    rows: &[LeagueRow],
    columns: &[&Column],
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 62)?;
    let mut names_end = 0;
    for (column, at) in columns.iter().zip(0_u16..) {
        sheet.write_string_with_format(0, at, texts::heading(column.name, language), &styles.head)?;
        let meaning = format!("{}\n{}", column.name, texts::definition(column.name, language));
        let note = Note::new(meaning).add_author_prefix(false).set_width(280).set_height(90);
        sheet.insert_note(0, at, &note)?;
        sheet.set_column_width(at, width(column))?;
        if column.name == "skpd" {
            names_end = at + 1;
        }
        // Ids are for machines: they stay, hidden, so that filters and look-ups work.
        let unused = column.name == "group" && rows.iter().all(|row| row.group.is_empty());
        if unused || matches!(column.name, "agency_id" | "skpd_id") {
            sheet.set_column_hidden(at)?;
        }
    }
    let mut last = 0;
    for (row, at) in rows.iter().zip(1_u32..) {
        for (column, place) in columns.iter().zip(0_u16..) {
            cell(sheet, styles, (at, place), column, row, language)?;
        }
        if row.skpd.chars().count() > LONG_NAME {
            sheet.set_row_height(at, 27)?;
        }
        last = at;
    }
    let end = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    sheet.autofilter(0, 0, last, end)?;
    sheet.set_freeze_panes(1, names_end)?;
    sheet.set_repeat_rows(0, 0)?;
    if last > 0 {
        for (_, at) in columns.iter().zip(0_u16..).filter(|(column, _)| is_judged(column)) {
            lights(sheet, at, last)?;
        }
    }
    Ok(())
}

/// Rates whose height is good or bad; a closing rate alone is neither.
fn is_judged(column: &Column) -> bool {
    matches!(column.name, "response_rate" | "on_time_rate" | "resolution_on_time_rate" | "response_attainment")
}

fn width(column: &Column) -> f64 {
    match (column.name, column.quantity) {
        ("skpd", _) => 40.0,
        ("agency", _) => 28.0,
        ("verdict", _) => 20.0,
        ("group", _) => 24.0,
        (_, Quantity::Period) => 12.0,
        (
            "mean_resolution_days"
            | "mean_resolution_workdays"
            | "km_median_response_hours"
            | "restricted_mean_response_hours",
            _,
        ) => 15.0,
        _ => 10.5,
    }
}

fn cell(
    sheet: &mut Worksheet,
    styles: &Styles,
    (at, place): (u32, u16),
    column: &Column,
    row: &LeagueRow,
    language: Language,
) -> Result<(), XlsxError> {
    let text = match column.name {
        "period" => Some(quarter_short(row.period, language)),
        "verdict" => Some(texts::verdict(row.verdict, language).to_owned()),
        "group" => Some(texts::group(&row.group, language)),
        _ => None,
    };
    let format = match column.quantity {
        Quantity::Text if column.name == "skpd" => &styles.name,
        Quantity::Text | Quantity::Period => &styles.text,
        Quantity::Count | Quantity::Rank => &styles.count,
        Quantity::Rate => &styles.rate,
        Quantity::Hours | Quantity::Days => &styles.hours,
        Quantity::Number => &styles.number,
        Quantity::Score => &styles.score,
    };
    match (text, (column.get)(row)) {
        (Some(text), _) if text.is_empty() => {}
        (_, Value::Empty) => {}
        (Some(text), _) | (None, Value::Text(text)) => {
            sheet.write_string_with_format(at, place, text, format)?;
        }
        (None, Value::Count(n)) => whole(sheet, at, place, n, format)?,
        (None, Value::Number(x)) if x.is_finite() => {
            sheet.write_number_with_format(at, place, x, format)?;
        }
        (None, Value::Number(_)) => {}
    }
    Ok(())
}

/// Writes a whole number.
pub fn whole(sheet: &mut Worksheet, row: u32, column: u16, n: u64, format: &Format) -> Result<(), XlsxError> {
    let value = Value::Count(n).as_f64().unwrap_or_default();
    sheet.write_number_with_format(row, column, value, format)?;
    Ok(())
}

/// Green, yellow, red, on light grounds with dark letters. Empty cells stay as they are.
fn lights(sheet: &mut Worksheet, column: u16, last: u32) -> Result<(), XlsxError> {
    let light = |ground, ink| Format::new().set_background_color(Color::RGB(ground)).set_font_color(Color::RGB(ink));
    let rules = [
        (ConditionalFormatCellRule::GreaterThanOrEqualTo(GREEN), light(0xD5_EF_DD, 0x0B_4F_24)),
        (ConditionalFormatCellRule::Between(YELLOW, GREEN), light(0xFF_F0_C2, 0x5C_45_00)),
        (ConditionalFormatCellRule::Between(0.0, YELLOW), light(0xFB_DA_D3, 0x7A_1B_08)),
    ];
    let blank = rust_xlsxwriter::ConditionalFormatBlank::new().set_stop_if_true(true);
    sheet.add_conditional_format(1, column, last, column, &blank)?;
    for (rule, format) in rules {
        let rule = ConditionalFormatCell::new().set_rule(rule).set_format(format).set_stop_if_true(true);
        sheet.add_conditional_format(1, column, last, column, &rule)?;
    }
    Ok(())
}
