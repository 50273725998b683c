//! What a person expects of Parquet files.

use std::sync::Arc;

use ::parquet::arrow::ArrowWriter;
use arrow::array::{
    BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, ListArray, TimestampMillisecondArray,
};

use super::super::testing::{Gathered, gather, layout, made, wanted};
use super::*;

fn file(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, a)| (n, a, true))).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn read_bytes(bytes: &[u8], names: &[&str]) -> Result<Gathered, Problem> {
    let folder = made("a.parquet", bytes);
    let wanted = wanted(names);
    gather(&folder.path().join("a.parquet"), &layout(&wanted))
}

fn texts(values: Vec<Option<&str>>) -> ArrayRef {
    Arc::new(StringArray::from(values))
}

#[test]
fn typed_values_become_text_or_moments() {
    let millis = 1_704_067_200_000; // 2024-01-01T00:00:00Z
    let times = || TimestampMillisecondArray::from(vec![Some(millis), None]);
    let bytes = file(vec![
        ("unused", texts(vec![Some("x"), Some("y")])),
        ("isi", texts(vec![Some("a"), Some("")])),
        ("jumlah", Arc::new(Int64Array::from(vec![Some(9_223_372_036_854_775_807), None]))),
        ("nilai", Arc::new(Float64Array::from(vec![4.0, 0.25]))),
        ("ya", Arc::new(BooleanArray::from(vec![true, false]))),
        ("harga", Arc::new(Decimal128Array::from(vec![1250, 5]).with_precision_and_scale(10, 2).unwrap())),
        ("hari", Arc::new(Date32Array::from(vec![19_723, 0]))),
        ("jam", Arc::new(times())),
        ("utc", Arc::new(times().with_timezone("UTC"))),
        ("wib", Arc::new(times().with_timezone("+07:00"))),
        ("wit", Arc::new(times().with_timezone("Asia/Jayapura"))),
    ]);
    let names = ["wit", "wib", "utc", "jam", "hari", "harga", "ya", "nilai", "jumlah", "isi"];
    let read = read_bytes(&bytes, &names).unwrap();
    assert_eq!(
        read.rows[0].cells,
        [
            "@2024-01-01T09:00:00",
            "@2024-01-01T07:00:00",
            "@2024-01-01T00:00:00",
            "@2024-01-01T00:00:00",
            "@2024-01-01T00:00:00",
            "12.50",
            "true",
            "4",
            "9223372036854775807",
            "a"
        ]
    );
    assert_eq!(read.rows[1].cells, ["", "", "", "", "@1970-01-01T00:00:00", "0.05", "false", "0.25", "", ""]);
    assert_eq!((read.rows[1].row, read.tables[0].header_row), (2, 0));
}

#[test]
fn many_batches_keep_their_ordinals() {
    let ids = Int64Array::from_iter_values(1..=20_000);
    let read = read_bytes(&file(vec![("id", Arc::new(ids))]), &["id"]).unwrap();
    assert_eq!(read.rows.len(), 20_000);
    assert!(read.rows.iter().all(|r| r.cells[0] == r.row.to_string()));
}

#[test]
fn a_missing_column_is_refused_with_those_seen() {
    let text = read_bytes(&file(vec![("Nomor", texts(vec![None]))]), &["id"]).err().unwrap().to_string();
    assert!(text.contains("missing id"), "{text}");
}

#[test]
fn nested_columns_are_refused_only_where_wanted() {
    let list = ListArray::from_iter_primitive::<arrow::datatypes::Int64Type, _, _>(vec![Some(vec![Some(1)])]);
    let bytes = file(vec![("daftar", Arc::new(list)), ("id", texts(vec![Some("1")]))]);
    assert_eq!(read_bytes(&bytes, &["id"]).unwrap().rows[0].cells, ["1"]);
    let problem = read_bytes(&bytes, &["id", "daftar"]).err().unwrap();
    assert!(problem.place.contains("daftar"), "{problem}");
}

#[test]
fn limits_hold_and_broken_files_are_told() {
    let bytes = file(vec![("id", Arc::new(Int64Array::from_iter_values(0..10_000)))]);
    let folder = made("a.parquet", &bytes);
    let wanted = wanted(&["id"]);
    let with = |limits| gather(&folder.path().join("a.parquet"), &Layout { limits, ..layout(&wanted) }).err().unwrap();
    assert!(with(Limits { rows: 9_999, ..Limits::default() }).next.contains("--max-rows"));
    assert!(with(Limits { cells: 9_999, ..Limits::default() }).next.contains("--max-cells"));
    assert!(with(Limits { inflated_bytes: 1_000, ..Limits::default() }).next.contains("--max-inflated-bytes"));
    for cut in (1..bytes.len()).step_by(97) {
        let problem = read_bytes(bytes.get(..cut).unwrap(), &["id"]).err().unwrap();
        assert!(problem.what.contains("not a complete Parquet file"), "{problem}");
    }
}

#[test]
fn offsets_are_read_and_unknown_zones_are_not_guessed() {
    assert_eq!(offset("+07:00"), Some(25_200_000_000));
    assert_eq!(offset("-0330"), Some(-12_600_000_000));
    assert_eq!(offset("+08"), Some(28_800_000_000));
    for unknown in ["Europe/Berlin", "", "+", "+99:00", "é", "+é"] {
        assert_eq!(offset(unknown), None, "{unknown}");
    }
}

#[test]
fn no_byte_that_is_changed_makes_it_fall() {
    let whole = file(vec![("id", texts(vec![Some("a"), None])), ("n", Arc::new(Int64Array::from(vec![1, 2])))]);
    for at in (0..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        _ = read_bytes(&bytes, &["id", "n"]);
    }
}
