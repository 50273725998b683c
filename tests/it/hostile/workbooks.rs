//! Workbooks as people make and break them.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::workbook_parts::with_part;
use super::{case, header, holds, read, refused, row, whole};

/// A workbook of one sheet of texts.
pub(super) fn book(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(at, column, *cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// Writes the header and these rows into a sheet.
fn fill(sheet: &mut Worksheet, ids: &[&str]) {
    let lines = std::iter::once(header()).chain(ids.iter().map(|id| row(id)));
    for (at, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line.split(',')) {
            if !cell.is_empty() {
                sheet.write_string(at, column, cell).expect("a cell");
            }
        }
    }
}

/// A workbook with a sheet of these rows, changed by hand.
fn changed(ids: &[&str], change: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, ids);
    change(sheet);
    book.save_to_buffer().expect("a workbook")
}

/// A faultless workbook of these rows.
pub(super) fn plain(ids: &[&str]) -> Vec<u8> {
    changed(ids, |_| {})
}

/// A workbook of several sheets: name, rows, whether it is hidden.
fn sheets(sheets: &[(&str, &[&str], bool)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, ids, hidden) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name").set_hidden(*hidden);
        fill(sheet, ids);
    }
    book.save_to_buffer().expect("a workbook")
}

/// The columns of receipt and of the unit.
const RECEIVED: u16 = 1;
const UNIT: u16 = 4;

#[test]
fn hidden_sheets_and_sheets_without_a_header_are_told() {
    let two = [("Mei", &["H1"][..], false), ("Lama", &["H2", "H3"][..], true)];
    let very_hidden =
        with_part(&sheets(&two), "xl/workbook.xml", |xml| xml.replace("state=\"hidden\"", "state=\"veryHidden\""));
    let notes = |header: &str| {
        let mut book = Workbook::new();
        fill(book.add_worksheet(), &["H1"]);
        let sheet = book.add_worksheet().set_name("Februari").expect("a name");
        fill(sheet, &["H2"]);
        sheet.write_string(0, 6, header).expect("a cell");
        book.add_worksheet().set_name("Kosong").expect("a name");
        book.save_to_buffer().expect("a workbook")
    };
    let cases = vec![
        case("a hidden sheet", "a.xlsx", sheets(&two), read([1, 1, 0], &["DQ051 0 [Lama]"])),
        case("a sheet hidden by a macro", "a.xlsx", very_hidden, read([1, 1, 0], &["DQ051 0 [Lama]"])),
        case("a hidden sheet that is named", "a.xlsx", sheets(&two), whole(2)).stating("sheet = \"Lama\""),
        case("a slip in the header of one sheet", "a.xlsx", notes("statuss"), read([1, 1, 0], &["DQ055 0 [Februari]"])),
        case("two sheets with the header", "a.xlsx", notes("status"), whole(2)),
        case("a sheet that is not there", "a.xlsx", plain(&["H1"]), refused(&["no sheet \"Mei\""]))
            .stating("sheet = \"Mei\""),
    ];
    holds(&cases);
    // Beside a visible sheet without the header the hidden one is the only one.
    let mut only = Workbook::new();
    only.add_worksheet().write_string(0, 0, "Lihat lembar Isi").expect("a cell");
    let sheet = only.add_worksheet().set_name("Isi").expect("a name");
    fill(sheet, &["H1"]);
    sheet.set_hidden(true);
    let bytes = only.save_to_buffer().expect("a workbook");
    holds(&[case(
        "the only sheet with the header hidden",
        "a.xlsx",
        bytes,
        refused(&["the only sheet with the headers is hidden", "\"Isi\""]),
    )]);
}

#[test]
fn values_that_are_not_in_the_file_hold_their_rows_back() {
    let merged = changed(&["H1", "H2", "H3"], |sheet| {
        // A merged cell keeps the first value; the rows below hold nothing there.
        sheet.merge_range(1, UNIT, 3, UNIT, "Dinas Kesehatan", &Format::new()).expect("a merged cell");
    });
    let title = {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 0, 8, "Rekap Aduan", &Format::new()).expect("a merged cell");
        for (at, line) in (1..).zip([header(), row("H1")]) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write_string(at, column, cell).expect("a cell");
            }
        }
        book.save_to_buffer().expect("a workbook")
    };
    let error = |column: u16| {
        changed(&["H1", "H2"], move |sheet| {
            sheet.write_formula(1, column, Formula::new("=NA()").set_result("#N/A")).expect("a formula");
        })
    };
    let formula = changed(&["H1", "H2"], |sheet| {
        sheet.write_formula(1, 3, Formula::new("=B2+1").set_result("7")).expect("a formula");
    });
    let uncomputed = with_part(&formula, "xl/worksheets/sheet1.xml", |xml| xml.replace("<v>7</v>", "<v></v>"));
    let drawn_down = changed(&["H1"], |sheet| {
        for row in 2..200 {
            sheet.write_formula(row, UNIT, Formula::new("=NA()").set_result("#N/A")).expect("a formula");
        }
    });
    let computed = changed(&["H1"], |sheet| {
        sheet
            .write_formula(1, UNIT, Formula::new("=\"Dinas \"&\"Kesehatan\"").set_result("Dinas Kesehatan"))
            .expect("a formula");
    });
    let cases = vec![
        case("a unit merged over three rows", "a.xlsx", merged, read([3, 1, 2], &["DQ052 3 x2 skpd [Sheet1]"])),
        case("a title merged over the columns", "a.xlsx", title, whole(1)),
        case("an error in the unit", "a.xlsx", error(UNIT), read([2, 1, 1], &["DQ053 2 skpd [Sheet1]"])),
        case("an error in the closing time", "a.xlsx", error(3), read([2, 1, 1], &["DQ053 2 closed-at [Sheet1]"])),
        case("an error in a column that nobody wants", "a.xlsx", error(40), whole(2)),
        case("a formula without its value", "a.xlsx", uncomputed, read([2, 1, 1], &["DQ053 2 closed-at [Sheet1]"])),
        case("formulas drawn down below the table", "a.xlsx", drawn_down, whole(1)),
        case("a formula with its value", "a.xlsx", computed, whole(1)),
    ];
    holds(&cases);
}

#[test]
fn dates_of_both_calendars_are_read_and_bare_numbers_are_not_taken_for_dates() {
    let dated = changed(&["H1"], |sheet| {
        let moment = ExcelDateTime::parse_from_str("2024-04-10 08:00:00").expect("a time");
        let form = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        sheet.write_datetime_with_format(1, RECEIVED, &moment, &form).expect("a cell");
    });
    let serial = |number: f64, form: &'static str| {
        changed(&["H1"], move |sheet| {
            sheet.write_number_with_format(1, RECEIVED, number, &Format::new().set_num_format(form)).expect("a cell");
        })
    };
    let from_1904 = with_part(&serial(43_930.25, "yyyy-mm-dd hh:mm"), "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let cases = vec![
        case("a date", "a.xlsx", dated, whole(1)),
        // 43930.25 days after 1904-01-01 is 2024-04-10 06:00; after 1899-12-30 it is 2020-04-09.
        case("a date of the calendar of 1904", "a.xlsx", from_1904, whole(1)),
        case("that number in the usual calendar", "a.xlsx", serial(43_930.25, "yyyy-mm-dd hh:mm"), whole(1)),
        case(
            "a number that is a date to Excel only",
            "a.xlsx",
            serial(45_392.25, "0.00"),
            read([1, 0, 1], &["DQ056 2 received-at [Sheet1]"]),
        ),
        case(
            "a date before all others",
            "a.xlsx",
            serial(0.5, "yyyy-mm-dd"),
            read([1, 0, 1], &["DQ002 2 received-at [Sheet1]"]),
        ),
        case(
            "a number beyond all dates",
            "a.xlsx",
            serial(9e9, "yyyy-mm-dd"),
            read([1, 0, 1], &["DQ002 2 received-at [Sheet1]"]),
        ),
    ];
    holds(&cases);
}
