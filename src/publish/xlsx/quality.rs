//! The sheet `Mutu data`: gates, sources, what the measures need, how complete the columns are.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Pen, Styles, league};
use crate::judge::{Passed, Report};
use crate::publish::Language;
use crate::publish::html::{gate_name, gate_values, given, measures, missing_months, need, passed, share};
use crate::publish::numbers::{MISSING, count, date, percent_short};
use crate::publish::texts::{t, word};

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, styles: &Styles, report: &Report, language: Language) -> Result<(), XlsxError> {
    let mut pen = Pen::new(sheet, styles, &[46.0, 34.0, 14.0, 14.0, 16.0, 14.0, 20.0, 20.0, 9.0, 40.0])?;
    gates(&mut pen, report, language)?;
    sources(&mut pen, report, language)?;
    needs(&mut pen, report, language)?;
    columns(&mut pen, report, language)
}

fn gates(pen: &mut Pen<'_>, report: &Report, language: Language) -> Result<(), XlsxError> {
    pen.heading(t("section.quality.gates", language))?;
    let head = ["table.gate", "table.passed", "table.had", "table.warn", "table.fail"].map(|key| t(key, language));
    pen.texts(head, &pen.styles.head)?;
    for row in &report.quality.gates {
        let [had, warn, fail] = gate_values(row, language);
        let format = if row.passed == Passed::No { &pen.styles.warning } else { &pen.styles.wrapped };
        let name = gate_name(row.name, language);
        pen.texts([name.as_str(), passed(row, language), &had, &warn, &fail], format)?;
    }
    pen.skip();
    Ok(())
}

fn sources(pen: &mut Pen<'_>, report: &Report, language: Language) -> Result<(), XlsxError> {
    pen.heading(t("section.quality.sources", language))?;
    let head = [
        "table.source.files",
        "table.profile",
        "table.read",
        "table.accepted",
        "table.rejected",
        "table.duplicate",
        "table.newest",
        "table.exported",
        "table.days",
        "table.missing",
    ];
    pen.texts(head.map(|key| t(key, language)), &pen.styles.head)?;
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| MISSING.to_owned(), |day| date(day, language));
    for s in &report.quality.sources {
        for (n, column) in [s.read, s.accepted, s.rejected, s.duplicate].into_iter().zip(2_u16..) {
            league::whole(pen.sheet, pen.row, column, n, &pen.styles.count)?;
        }
        if let Some(days) = s.days {
            league::whole(pen.sheet, pen.row, 8, days, &pen.styles.count)?;
        }
        let missing = missing_months(s, language);
        for (column, text) in [(6, day(s.newest)), (7, day(s.exported)), (9, missing)] {
            pen.sheet.write_string_with_format(pen.row, column, text, &pen.styles.wrapped)?;
        }
        pen.texts([s.source.as_str(), &s.profile], &pen.styles.wrapped)?;
    }
    pen.skip();
    Ok(())
}

fn needs(pen: &mut Pen<'_>, report: &Report, language: Language) -> Result<(), XlsxError> {
    pen.heading(t("section.quality.needs", language))?;
    let head = ["table.need", "table.measures", "table.have", "table.share", "table.passed"];
    pen.texts(head.map(|key| t(key, language)), &pen.styles.head)?;
    for row in &report.evidence_needs {
        let of = row.had.map(|(part, whole)| format!("{} / {}", count(part, language), count(whole, language)));
        let share = row.had.and_then(|(part, whole)| share(part, whole));
        let cells = [
            need(row, language),
            measures(row, language),
            of.unwrap_or_else(|| MISSING.to_owned()),
            share.map_or_else(|| MISSING.to_owned(), |s| percent_short(s, language)),
            given(row, language).to_owned(),
        ];
        let format = if row.given { &pen.styles.wrapped } else { &pen.styles.warning };
        pen.texts(cells.iter().map(String::as_str), format)?;
    }
    pen.skip();
    Ok(())
}

fn columns(pen: &mut Pen<'_>, report: &Report, language: Language) -> Result<(), XlsxError> {
    pen.heading(t("section.quality.columns", language))?;
    let head = ["table.source.files", "table.column", "table.filled", "table.read", "table.share"];
    pen.texts(head.map(|key| t(key, language)), &pen.styles.head)?;
    for source in &report.quality.sources {
        for column in &source.columns {
            if column.header.is_empty() {
                let absent = t("quality.column.absent", language);
                pen.sheet.write_string_with_format(pen.row, 2, absent, &pen.styles.wrapped)?;
            } else {
                league::whole(pen.sheet, pen.row, 2, column.filled, &pen.styles.count)?;
                if let Some(share) = share(column.filled, column.rows) {
                    pen.sheet.write_number_with_format(pen.row, 4, share, &pen.styles.rate)?;
                }
            }
            league::whole(pen.sheet, pen.row, 3, column.rows, &pen.styles.count)?;
            let name = word("column", &column.column, language);
            pen.texts([source.source.as_str(), &name], &pen.styles.wrapped)?;
        }
    }
    Ok(())
}
