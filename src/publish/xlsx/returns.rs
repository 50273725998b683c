//! The sheet `Pengembalian`: how often each unit gave complaints back or handed them on.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Pen, Styles, composition, league};
use crate::judge::Report;
use crate::publish::Language;
use crate::publish::html::{RETURN_COLUMNS, return_counts};
use crate::publish::texts::t;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, styles: &Styles, report: &Report, language: Language) -> Result<(), XlsxError> {
    let mut pen = Pen::new(sheet, styles, &[48.0, 16.0, 16.0, 20.0, 20.0])?;
    let head = std::iter::once("table.unit").chain(RETURN_COLUMNS).map(|key| t(key, language));
    pen.texts(head, &styles.head)?;
    for row in &report.returns {
        for (n, column) in return_counts(row).into_iter().zip(1_u16..) {
            league::whole(pen.sheet, pen.row, column, n, &styles.count)?;
        }
        pen.texts([row.skpd.as_str()], &styles.name)?;
    }
    composition::finish(&mut pen, 4)
}
