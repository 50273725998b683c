//! Parquet files that were cut or changed.

use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, StringArray};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;

use super::{case, header, holds, judged, read, refused, row, rows, whole};

fn parquet(rows: &[String]) -> Vec<u8> {
    let names = header();
    let column = |at: usize| -> ArrayRef {
        let cell = |row: &String| row.split(',').nth(at).filter(|c| !c.is_empty()).map(str::to_owned);
        Arc::new(rows.iter().map(cell).collect::<StringArray>())
    };
    let columns = names.split(',').enumerate().map(|(at, name)| (name, column(at), true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).expect("a batch");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("it is written");
    writer.close().expect("it is closed");
    bytes
}

#[test]
fn parquet_files_are_read_or_refused_whole() {
    let good = parquet(&["H1", "H2"].map(row));
    let footer = {
        // The length of the footer stands before the last four bytes.
        let mut bytes = good.clone();
        let at = bytes.len() - 8;
        bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        bytes
    };
    let cases = vec![
        case("Parquet", "a.parquet", &good, whole(2)),
        case("an empty file", "a.parquet", "", refused(&["the file is empty"])),
        case("the first bytes only", "a.parquet", "PAR1", refused(&["not a complete Parquet file"])),
        case("a file that is cut off", "a.parquet", &good[..good.len() - 9], refused(&["not a complete Parquet file"])),
        case("a footer of four gigabytes", "a.parquet", footer, refused(&["not a complete Parquet file"])),
        case("text as Parquet", "a.parquet", rows(2), refused(&["not a complete Parquet file"])),
        case(
            "a zero byte in a text",
            "a.parquet",
            parquet(&[row("H1"), row("H2").replace("loket", "lo\0ket")]),
            read([2, 1, 1], &["DQ050 2"]),
        ),
    ];
    holds(&cases);
}

#[test]
fn no_changed_byte_of_a_parquet_file_makes_the_program_panic_or_hold_much() {
    let good = parquet(&["H1", "H2"].map(row));
    // What is said depends on the byte; that nothing breaks does not.
    for at in (4..good.len()).step_by(good.len() / 12) {
        let mut bytes = good.clone();
        bytes[at] ^= 0xff;
        let changed = case("a changed byte", "a.parquet", bytes, refused(&[]));
        let wrong = judged(&changed);
        let broken = wrong.iter().any(|w| w.contains("panicked") || w.contains("MiB") || w.contains("good file"));
        assert!(!broken, "byte {at}: {wrong:?}");
    }
    assert!(Path::new(env!("CARGO_BIN_EXE_rapor")).exists());
}
