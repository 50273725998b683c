//! The same complaints in every kind of file give the same table.

use std::sync::Arc;

use arrow::array::{ArrayRef, StringArray};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::says;
use crate::trial::{GOOD, HEADER, Trial, delimited, good_and};

/// The table of the faultless complaints.
fn reference() -> Vec<u8> {
    let trial = Trial::new(good_and(&[]));
    trial.publish();
    trial.bytes("publik/league.csv")
}

/// Runs on a file of another kind and compares the table.
#[track_caller]
fn same_table(name: &str, bytes: impl AsRef<[u8]>) {
    let trial = Trial::new("");
    std::fs::remove_file(trial.path("aduan.csv")).expect("the file can be removed");
    trial.put(name, bytes);
    trial.edit("\"aduan.csv\"", &format!("\"{name}\""));
    trial.publish();
    assert_eq!(trial.account(), [4, 4, 0, 0], "{name}");
    let (expected, found) = (reference(), trial.bytes("publik/league.csv"));
    assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&expected), "{name}");
}

#[test]
fn separators_ends_of_line_and_a_byte_order_mark_make_no_difference() {
    let comma = delimited(&GOOD, b',');
    same_table("titik-koma.csv", delimited(&GOOD, b';'));
    same_table("tab.csv", delimited(&GOOD, b'\t'));
    same_table("bom.csv", format!("\u{feff}{comma}"));
    same_table("crlf.csv", comma.replace('\n', "\r\n"));
    same_table("cr.csv", comma.replace('\n', "\r"));
    same_table("tanpa-akhir.csv", comma.trim_end());
    same_table("baris-kosong.csv", comma.replacen('\n', "\n\n", 2));
    let preamble = "Judul Laporan,Laporan Ringkas\nDicetak,5 Juli 2024\n\n";
    same_table("judul.csv", format!("{preamble}{comma}"));
}

#[test]
fn a_field_over_several_lines_is_one_field() {
    let mut rows = GOOD;
    rows[1][12] = "Obat tidak ada.\nSudah ditanya dua kali,\r\njawabnya \"besok\"";
    same_table("banyak-baris.csv", delimited(&rows, b','));
}

#[test]
fn columns_in_another_order_make_no_difference() {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(&HEADER).chain(&GOOD) {
        writer.write_record(row.iter().rev()).expect("a record");
    }
    same_table("terbalik.csv", writer.into_inner().expect("bytes"));
}

#[test]
fn a_workbook_of_texts_and_one_of_dates_give_the_same_table() {
    for dates in [false, true] {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let form = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        sheet.write_string(0, 0, "Daftar aduan").expect("a title above the header");
        for (row, cells) in (2_u32..).zip(std::iter::once(&HEADER).chain(&GOOD)) {
            for (column, cell) in (0_u16..).zip(cells) {
                let is_time = dates && row > 2 && (1..=3).contains(&column) && !cell.is_empty();
                if is_time {
                    let moment = ExcelDateTime::parse_from_str(cell).expect("a time");
                    sheet.write_datetime_with_format(row, column, &moment, &form).expect("a cell");
                } else {
                    sheet.write_string(row, column, *cell).expect("a cell");
                }
            }
        }
        same_table("aduan.xlsx", book.save_to_buffer().expect("a workbook"));
    }
}

#[test]
fn json_lines_give_the_same_table() {
    let lines: Vec<String> = GOOD
        .iter()
        .map(|row| {
            let value = |cell: &&str| if cell.is_empty() { serde_json::Value::Null } else { (*cell).into() };
            let object: serde_json::Map<String, serde_json::Value> =
                HEADER.iter().map(ToString::to_string).zip(row.iter().map(value)).collect();
            serde_json::Value::Object(object).to_string()
        })
        .collect();
    same_table("aduan.jsonl", lines.join("\n"));
}

#[test]
fn parquet_gives_the_same_table() {
    let column = |at: usize| -> ArrayRef {
        Arc::new(GOOD.iter().map(|row| Some(row[at]).filter(|c| !c.is_empty())).collect::<StringArray>())
    };
    let batch = RecordBatch::try_from_iter_with_nullable(HEADER.iter().enumerate().map(|(i, h)| (*h, column(i), true)))
        .expect("a batch");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("it is written");
    writer.close().expect("it is closed");
    same_table("aduan.parquet", bytes);
}

#[test]
fn utf_16_with_a_byte_order_mark_gives_the_same_table() {
    let text = format!("\u{feff}{}", delimited(&GOOD, b'\t'));
    same_table("unicode.txt", text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    same_table("unicode-be.csv", text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>());
}

#[test]
fn bytes_that_are_no_text_are_a_finding_and_keep_the_row() {
    let mut bytes = good_and(&[]).into_bytes();
    let at = bytes.windows(5).position(|w| w == b"Utara").expect("a district");
    bytes[at] = 0xe9;
    let trial = Trial::new(bytes);
    trial.publish();
    assert_eq!(trial.account(), [4, 4, 0, 0]);
    assert_eq!(trial.findings("DQ007"), ["aduan.csv:2  x1"]);
}

#[test]
fn a_workbook_that_is_none_is_refused() {
    let trial = Trial::new("");
    trial.put("aduan.xlsx", "not a workbook");
    trial.edit("\"aduan.csv\"", "\"aduan.xlsx\"");
    says(&trial.refused(), &["error: ", "aduan.xlsx", "  next:  "]);
}

#[test]
fn limits_are_named_in_the_message() {
    let trial = Trial::new(good_and(&[]));
    let outcome = trial.run(&["--max-rows", "2"]).expect_status(&[2]);
    says(&outcome.stderr, &["error: ", "aduan.csv", "--max-rows"]);
    trial.nothing_published();
    let outcome = trial.run(&["--max-record-bytes", "20"]).expect_status(&[2]);
    says(&outcome.stderr, &["error: ", "aduan.csv", "--max-record-bytes"]);
    trial.nothing_published();
}
