//! Files of another kind under the name of an export.

use super::{Case, case, holds, read, refused, rows, whole};

/// Bytes without any pattern.
fn noise(count: usize, seed: u64) -> Vec<u8> {
    let mut state = seed;
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()[0]
        })
        .collect()
}

/// The beginning of a kind of file, with something behind it.
fn begun(magic: &[u8]) -> Vec<u8> {
    [magic.to_vec(), noise(3_000, 7)].concat()
}

const PAGE: &str = "<html><head><meta charset=\"utf-8\"></head><body><table><tr><td>complaint_id</td><td>received_at</td>\
                    <td>status</td></tr><tr><td>H1</td><td>2024-04-10 08:00:00</td><td>received</td></tr></table></body></html>";

#[test]
fn files_of_another_kind_are_named_for_what_they_are() {
    let csv = rows(2);
    let zipped = super::workbooks::book(&[&["id"], &["1"]]);
    let cases: Vec<Case> = vec![
        case("a workbook as .csv", "a.csv", &zipped, refused(&["a workbook or ZIP archive", ".xlsx"])),
        case(
            "an old workbook as .csv",
            "a.csv",
            begun(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            refused(&["old .xls workbook"]),
        ),
        case(
            "an old workbook as .xls",
            "a.xls",
            begun(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            refused(&["save it as .xlsx"]),
        ),
        case(
            "an old workbook as .xlsx",
            "a.xlsx",
            begun(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            refused(&["protected by a password, or is an old .xls"]),
        ),
        case("a web page as .xls", "a.xls", PAGE, refused(&["a web page (HTML)", "save it as .xlsx or as CSV UTF-8"])),
        case(
            "a web page with a mark in capitals",
            "a.xls",
            format!("\u{feff}\r\n{}", PAGE.to_uppercase()),
            refused(&["a web page"]),
        ),
        case(
            "a web page in UTF-16",
            "a.xls",
            format!("\u{feff}{PAGE}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
            refused(&["a web page"]),
        ),
        case("a web page as .xlsx", "a.xlsx", PAGE, refused(&["no .xlsx workbook", "web page"])),
        case("a workbook of XML as .xls", "a.xls", "<?xml version=\"1.0\"?><Workbook/>", refused(&["the file is XML"])),
        case(
            "a web archive as .xls",
            "a.xls",
            "MIME-Version: 1.0\nX-Document-Type: Workbook\n",
            refused(&["a web archive"]),
        ),
        case("text as .xlsx", "a.xlsx", &csv, refused(&["no .xlsx workbook", ".csv"])),
        case("text as .xls", "a.xls", &csv, whole(2)),
        case("text without an ending", "aduan", &csv, whole(2)),
        case("gzip", "a.csv", begun(b"\x1f\x8b\x08"), refused(&["compressed by gzip"])),
        case("bzip2", "a.csv", begun(b"BZh9"), refused(&["compressed by bzip2"])),
        case("xz", "a.csv", begun(b"\xfd7zXZ\0"), refused(&["compressed by xz"])),
        case("zstd", "a.csv", begun(b"\x28\xb5\x2f\xfd"), refused(&["compressed by zstd"])),
        case("7z", "a.csv", begun(b"7z\xbc\xaf\x27\x1c"), refused(&["a 7z archive"])),
        case("RAR", "a.csv", begun(b"Rar!\x1a\x07\x01\0"), refused(&["a RAR archive"])),
        case("PDF", "a.csv", begun(b"%PDF-1.7\n"), refused(&["a PDF document"])),
        case("RTF", "a.csv", "{\\rtf1\\ansi x}", refused(&["an RTF document"])),
        case("a database", "a.csv", begun(b"SQLite format 3\0"), refused(&["a database"])),
        case("Parquet as .csv", "a.csv", begun(b"PAR1"), refused(&["a Parquet file"])),
        case("a picture", "a.csv", begun(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), refused(&["a.csv"])),
        case("noise", "a.csv", noise(50_000, 1), refused(&["a.csv"])),
        case("noise as a workbook", "a.xlsx", noise(50_000, 2), refused(&["no .xlsx workbook"])),
        case("noise as JSON lines", "a.jsonl", noise(50_000, 3), refused(&["a.jsonl"])),
        case("noise as Parquet", "a.parquet", noise(50_000, 4), refused(&["not a complete Parquet file"])),
        case("JSON as .csv", "a.csv", "[{\"complaint_id\":\"H1\"}]", refused(&["the file is JSON", ".jsonl"])),
        case("JSON lines as .json", "a.json", "{\"complaint_id\":\"H1\"}\n", refused(&["the file is JSON", ".jsonl"])),
        case("a script", "a.csv", "#!/bin/sh\nrm -rf /\n", refused(&["no row has all the headers"])),
        case("formulas in texts", "a.csv", rows(2).replace("Antrean,", "=cmd|' /C calc'!A0,"), read([2, 2, 0], &[])),
    ];
    holds(&cases);
}
