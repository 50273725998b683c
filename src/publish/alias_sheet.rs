//! `alias-isian.csv`: names that the register does not know, for a person to say which unit each of them is.

use super::Document;
use super::csv_files::Sheet;
use crate::judge::{Report, Value};
use crate::problem::Problem;

/// Where it stands unless something else is asked for, beside the configuration.
pub const ALIAS_SHEET: &str = "alias-isian.csv";

/// Its columns. Filled in it is a list of aliases; the last column is for whoever fills it in.
const HEADER: [&str; 3] = ["alias", "skpd_id", "suggestions"];

/// The sheet, names of most complaints first; `None` where every name is known or none may be told.
///
/// # Errors
/// It could not be written, which a memory buffer does not do.
pub fn alias_sheet(report: &Report) -> Result<Option<Document>, Problem> {
    if report.unknown_names.is_empty() {
        return Ok(None);
    }
    let mut sheet = Sheet::new(ALIAS_SHEET, HEADER)?;
    for unknown in &report.unknown_names {
        let alike: Vec<String> = unknown.alike.iter().map(|(id, name)| format!("{id} = {name}")).collect();
        sheet.row([Value::text(&unknown.name), Value::Empty, Value::Text(alike.join(" | "))])?;
    }
    sheet.finish().map(Some)
}

/// Whether nobody has written into a sheet: it has these columns, and no unit is chosen. What cannot be read as such a
/// sheet is somebody's work.
#[must_use]
pub fn is_blank_sheet(bytes: &[u8]) -> bool {
    let mut reader = csv::Reader::from_reader(bytes);
    if !reader.headers().is_ok_and(|header| header.iter().eq(HEADER)) {
        return false;
    }
    reader.records().all(|record| record.is_ok_and(|r| r.len() == HEADER.len() && r.get(1).is_some_and(str::is_empty)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_blank_until_somebody_chose_a_unit() {
        for (text, blank) in [
            ("alias,skpd_id,suggestions\n", true),
            ("alias,skpd_id,suggestions\nDinas Olah Raga,,1 = Dinas Olahraga\n", true),
            ("alias,skpd_id,suggestions\nDinas Olah Raga,,\nDinkes,2,\n", false),
            ("alias;skpd_id;suggestions\nDinas Olah Raga;1;\n", false),
            ("alias,skpd_id\nDinas Olah Raga,\n", false),
            ("alias,skpd_id,suggestions\nDinas Olah Raga, ,\n", false),
            ("alias,skpd_id,suggestions\n\"Dinas\n", false),
            ("\u{feff}alias,skpd_id,suggestions\n", true),
            ("", false),
        ] {
            assert_eq!(is_blank_sheet(text.as_bytes()), blank, "{text:?}");
        }
    }
}
