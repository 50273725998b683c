//! What a person expects of workbooks.

use std::io::{Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime as Stamp, Format, Workbook};

use super::super::testing::{Gathered, gather, layout, made, shared, wanted};
use super::*;

fn read_bytes(bytes: &[u8], names: &[&str], sheet: Option<&str>) -> Result<Gathered, Problem> {
    read_limited(bytes, names, sheet, Limits::default())
}

fn read_limited(bytes: &[u8], names: &[&str], sheet: Option<&str>, limits: Limits) -> Result<Gathered, Problem> {
    let folder = made("a.xlsx", bytes);
    let wanted = wanted(names);
    gather(&folder.path().join("a.xlsx"), &Layout { sheet, limits, ..layout(&wanted) })
}

/// A workbook with one sheet of texts.
fn table(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (r, row) in (0..).zip(rows) {
        for (c, cell) in (0..).zip(*row).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(r, c, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same workbook with one of its parts changed.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let part_name = part.name().unwrap().to_string();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        if part_name == name {
            content = change(content);
        }
        new.start_file(part_name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(content.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn the_header_is_found_below_a_preamble_and_rows_keep_their_numbers() {
    let bytes = table(&[
        &["Judul Laporan", "", "Ringkas"],
        &[],
        &["Tanggal Generate", "", "2025-06-03"],
        &[],
        &["Tracking ID", "Status Laporan", "x"],
        &["1", "Selesai", ""],
        &[],
        &["", "  ", ""],
        &["2", "", "y"],
        &["", "", "z"],
    ]);
    let read = read_bytes(&bytes, &["tracking_id", "status laporan"], None).unwrap();
    assert_eq!((read.tables[0].header_row, read.tables[0].sheet.as_str()), (5, "Sheet1"));
    assert_eq!(
        read.tables[0].preamble,
        [vec!["Judul Laporan", "", "Ringkas"], vec!["Tanggal Generate", "", "2025-06-03"]]
    );
    let rows: Vec<_> = read.rows.iter().map(|r| (r.row, r.cells.join("|"))).collect();
    assert_eq!(rows, [(6, "1|Selesai".to_owned()), (9, "2|".to_owned()), (10, "|".to_owned())]);
}

#[test]
fn typed_cells_become_text_or_moments() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let time = Format::new().set_num_format("hh:mm:ss");
    let span = Format::new().set_num_format("[hh]:mm:ss");
    for (column, name) in (0..).zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    sheet.write_number(1, 0, 9_007_199_254_740_991.0).unwrap();
    sheet.write_number(1, 1, -0.25).unwrap();
    sheet.write_boolean(1, 2, true).unwrap();
    let stamp = Stamp::from_ymd(2024, 6, 30).unwrap().and_hms(23, 59, 59).unwrap();
    sheet.write_datetime_with_format(1, 3, stamp, &date).unwrap();
    sheet.write_datetime_with_format(1, 4, Stamp::from_hms(4, 5, 34).unwrap(), &time).unwrap();
    sheet.write_number_with_format(1, 5, 1.5, &span).unwrap();
    sheet.write_formula(1, 6, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_string(1, 7, " <a & b>\n\"c\" ").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let read = read_bytes(&bytes, &["a", "b", "c", "d", "e", "f", "g", "h"], None).unwrap();
    let expected =
        ["9007199254740991", "-0.25", "TRUE", "@2024-06-30T23:59:59", "04:05:34", "36:00:00", "", " <a & b>\n\"c\" "];
    assert_eq!(read.rows[0].cells, expected);
}

#[test]
fn the_calendar_of_1904_is_kept() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "waktu").unwrap();
    sheet.write_number_with_format(1, 0, 100.5, &Format::new().set_num_format("yyyy-mm-dd hh:mm")).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read_bytes(&bytes, &["waktu"], None).unwrap().rows[0].cells, ["@1900-04-09T12:00:00"]);
    let old = with_part(&bytes, "xl/workbook.xml", |xml| xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    assert_eq!(read_bytes(&old, &["waktu"], None).unwrap().rows[0].cells, ["@1904-04-10T12:00:00"]);
}

#[test]
fn every_visible_sheet_with_the_header_is_read_and_hidden_ones_only_by_name() {
    let mut book = Workbook::new();
    for (name, header, hidden) in
        [("Jan", "id", false), ("Catatan", "isi", false), ("Feb", "id", false), ("Mar", "id", true)]
    {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(hidden);
        sheet.write_string(0, 0, header).unwrap().write_string(1, 0, name).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let names = |read: Gathered| read.rows.iter().map(|r| r.cells[0].clone()).collect::<Vec<_>>();
    assert_eq!(names(read_bytes(&bytes, &["id"], None).unwrap()), ["Jan", "Feb"]);
    assert_eq!(names(read_bytes(&bytes, &["id"], Some("mar")).unwrap()), ["Mar"]);
    let text = read_bytes(&bytes, &["id"], Some("Apr")).unwrap_err().to_string();
    assert!(text.contains("no sheet \"Apr\"") && text.contains("\"Catatan\""), "{text}");
    let text = read_bytes(&bytes, &["id"], Some("Catatan")).unwrap_err().to_string();
    assert!(text.contains("sheet \"Catatan\": missing id"), "{text}");
    assert!(text.contains("a.xlsx") || text.contains("berkas"), "{text}");
}

#[test]
fn limits_hold() {
    let rows: Vec<[&str; 2]> = std::iter::once(["id", "isi"]).chain(std::iter::repeat_n(["1", "abc"], 500)).collect();
    let bytes = table(&rows.iter().map(|r| &r[..]).collect::<Vec<_>>());
    let with = |limits| read_limited(&bytes, &["id"], None, limits).unwrap_err().next;
    assert!(with(Limits { rows: 499, ..Limits::default() }).contains("--max-rows"));
    assert!(with(Limits { cells: 1_000, ..Limits::default() }).contains("--max-cells"));
    assert!(with(Limits { inflated_bytes: 10_000, ..Limits::default() }).contains("--max-inflated-bytes"));
    assert!(with(Limits { record_bytes: 20, ..Limits::default() }).contains("--max-record-bytes"));
    assert_eq!(read_bytes(&bytes, &["id"], None).unwrap().rows.len(), 500);
}

#[test]
fn a_bomb_is_refused_before_it_is_parsed() {
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    bomb.start_file("xl/media/image1.png", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    (0..65).for_each(|_| bomb.write_all(&zeros).unwrap());
    let problem = read_bytes(&bomb.finish().unwrap().into_inner(), &["id"], None).unwrap_err();
    assert!(problem.what.contains("inflates more than 300 times"), "{problem}");
}

#[test]
fn a_claim_of_more_texts_than_there_are_is_refused() {
    let lie = |claim: &str| {
        with_part(&table(&[&["id"], &["1"]]), "xl/sharedStrings.xml", |xml| {
            xml.replace("uniqueCount=\"2\"", &format!("uniqueCount=\"{claim}\""))
        })
    };
    assert!(read_bytes(&lie("2"), &["id"], None).is_ok());
    for claim in ["1000000", "18446744073709551615", "99999999999999999999999"] {
        assert!(read_bytes(&lie(claim), &["id"], None).unwrap_err().what.contains("damaged"), "{claim}");
    }
}

#[test]
fn protected_foreign_and_cut_files_are_told_apart() {
    let text = |bytes: &[u8]| read_bytes(bytes, &["id"], None).unwrap_err().to_string();
    assert!(text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....").contains("protected by a password"));
    assert!(text(b"id,isi\n1,a\n").contains(".csv"));
    let whole = table(&[&["id"], &["1"]]);
    for cut in (4..whole.len()).step_by(61) {
        assert!(text(whole.get(..cut).unwrap()).contains("damaged or cut off"));
    }
}

#[test]
fn no_byte_that_is_changed_makes_it_panic() {
    let whole = table(&[&["id", "isi"], &["1", "a"], &["2", "b"]]);
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        _ = read_bytes(&bytes, &["id"], None);
    }
}

#[test]
fn the_same_real_requests_come_out_of_csv_and_workbook() {
    let Some(folder) = shared() else { return };
    let names = [
        "SRRecordID",
        "ServiceRequestNum",
        "SRType",
        "MethodReceived",
        "CreatedDate",
        "SRStatus",
        "StatusDate",
        "DueDate",
        "CloseDate",
        "Agency",
        "LastActivity",
        "LastActivityDate",
        "Outcome",
        "Address",
        "ZipCode",
        "Neighborhood",
    ];
    let names = wanted(&names);
    let csv = gather(&folder.join("baltimore311-2018/311_sample.csv"), &layout(&names)).unwrap();
    let book = gather(&folder.join("baltimore311-2018/311_sample.xlsx"), &layout(&names)).unwrap();
    assert_eq!((csv.rows.len(), book.rows.len()), (10_000, 10_000));
    for (text, cells) in csv.rows.iter().zip(&book.rows) {
        assert_eq!(text.cells, cells.cells, "line {}, row {}", text.row, cells.row);
    }
    // Its dates are text in the workbook too.
    assert!(book.rows.iter().all(|r| r.cells[4].len() == "04/12/2018 11:11:26 AM".len()));
}
