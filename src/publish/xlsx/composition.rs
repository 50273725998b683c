//! The sheets `Komposisi` and `Umur terbuka`: what the complaints are, where they stand, how old the open ones are.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Pen, Styles, league};
use crate::judge::Report;
use crate::publish::Language;
use crate::publish::html::{age_classes, dimension, dimension_value};
use crate::publish::texts::t;

/// Writes the breakdowns as one list that can be filtered.
pub fn write(sheet: &mut Worksheet, styles: &Styles, report: &Report, language: Language) -> Result<(), XlsxError> {
    let mut pen = Pen::new(sheet, styles, &[24.0, 40.0, 48.0, 14.0])?;
    let head = ["table.dimension", "table.part", "table.unit", "table.count"].map(|key| t(key, language));
    pen.texts(head, &styles.head)?;
    for row in &report.composition {
        let value = dimension_value(row.dimension, &row.value, language);
        match row.complaints {
            Some(n) => league::whole(pen.sheet, pen.row, 3, n, &styles.count)?,
            None => {
                pen.sheet.write_string_with_format(pen.row, 3, t("table.suppressed", language), &styles.text)?;
            }
        }
        pen.texts([dimension(row.dimension, language), &value, row.unit.as_str()], &styles.wrapped)?;
    }
    finish(&mut pen, 3)
}

/// Writes the open complaints by age.
pub fn ages(sheet: &mut Worksheet, styles: &Styles, report: &Report, language: Language) -> Result<(), XlsxError> {
    let mut pen = Pen::new(sheet, styles, &[48.0, 12.0, 14.0, 14.0, 14.0, 14.0, 18.0])?;
    let classes = age_classes(language);
    let head = [t("table.unit", language), t("table.open", language)];
    pen.texts(head.into_iter().chain(classes.iter().map(String::as_str)), &styles.head)?;
    for row in report.backlog_age_instansi.iter().chain(&report.backlog_age) {
        let counts = std::iter::once(row.counts.iter().sum()).chain(row.counts);
        for (n, column) in counts.zip(1_u16..) {
            league::whole(pen.sheet, pen.row, column, n, &styles.count)?;
        }
        pen.texts([row.skpd.as_str()], &styles.name)?;
    }
    finish(&mut pen, 6)
}

/// Filter, frozen heading, heading on each printed page.
pub fn finish(pen: &mut Pen<'_>, last_column: u16) -> Result<(), XlsxError> {
    pen.sheet.autofilter(0, 0, pen.row.saturating_sub(1), last_column)?;
    pen.sheet.set_freeze_panes(1, 0)?;
    pen.sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
