//! Parquet files, column by column, only the wanted ones.
//!
//! Owns the choice of columns and how a typed value is written as text. Names Arrow, and keeps it inside.

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use arrow::array::{Array, ArrayRef, AsArray, PrimitiveArray, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type, TimeUnit, TimestampMicrosecondType};
use arrow::record_batch::RecordBatch;
use chrono::{DateTime, NaiveDateTime};

use super::header::{Columns, Finder, Names};
use super::{Cell, Fault, Layout, Limits, RawRow, Sink, Table, has_zero, number, text};
use crate::problem::Problem;

/// Rows that are decoded at once.
const BATCH: usize = 8 << 10;

/// Reads a Parquet file into a sink.
pub(super) fn read(path: &Path, shown: &str, layout: &Layout<'_>, sink: &mut impl Sink) -> Result<(), Problem> {
    let builder = open(path, shown, layout.limits)?;
    let names = Names::new(layout.wanted);
    let columns = find(&builder, shown, &names)?;
    sink.table(&Table { sheet: "", present: &columns.present(), header_row: 0, preamble: &[] })?;

    // The projection hands the columns on in the file's order, each once.
    let mut chosen: Vec<usize> = columns.places.iter().flatten().copied().collect();
    chosen.sort_unstable();
    chosen.dedup();
    let sources: Vec<Option<usize>> =
        columns.places.iter().map(|place| place.and_then(|at| chosen.binary_search(&at).ok())).collect();
    refuse_inflated(&builder, &chosen, shown, layout.limits)?;
    let mask = ProjectionMask::roots(builder.parquet_schema(), chosen.iter().copied());
    let mut batches = guarded(shown, || builder.with_projection(mask).with_batch_size(BATCH).build())?;

    let mut tally = layout.limits.tally();
    let mut ordinal = 0;
    loop {
        let Some(batch) = guarded(shown, || batches.next().transpose())? else { return Ok(()) };
        let readable = batch_columns(&batch, shown)?;
        for row in 0..batch.num_rows() {
            ordinal += 1;
            let mut cells: Vec<Cell<'_>> = Vec::with_capacity(sources.len());
            cells
                .extend(sources.iter().map(|s| s.and_then(|at| readable.get(at)).map_or(Cell::Empty, |c| c.cell(row))));
            tally.row(shown)?;
            tally.cells(columns.width, shown)?;
            let fault = has_zero(&cells).then_some(Fault::Nul);
            sink.row(&RawRow { row: ordinal, cells: &cells, fault })?;
        }
    }
}

/// The column names, as one row.
pub(super) fn first_rows(path: &Path, shown: &str, limits: Limits) -> Result<Vec<Vec<String>>, Problem> {
    Ok(vec![column_names(&open(path, shown, limits)?)])
}

type Builder = ParquetRecordBatchReaderBuilder<std::fs::File>;

/// Opens a file and reads what it says of itself.
fn open(path: &Path, shown: &str, limits: Limits) -> Result<Builder, Problem> {
    let file = text::open(path, shown)?;
    let builder = guarded(shown, || Builder::try_new(file))?;
    let rows = builder.metadata().file_metadata().num_rows();
    if u64::try_from(rows).is_ok_and(|rows| rows > limits.rows) {
        return Err(limits.rows_too_many(shown));
    }
    Ok(builder)
}

fn column_names(builder: &Builder) -> Vec<String> {
    builder.schema().fields().iter().map(|f| f.name().clone()).collect()
}

/// Finds the wanted columns by their names.
fn find(builder: &Builder, shown: &str, names: &Names<'_>) -> Result<Columns, Problem> {
    let mut finder = Finder::new(names);
    match finder.offer(0, &column_names(builder)).map_err(|p| p.at(shown))? {
        Some(columns) => Ok(columns),
        None => Err(names.missing(shown, &[finder.seen("")])),
    }
}

/// Adds up what the chosen columns inflate to, as the file declares it.
fn refuse_inflated(builder: &Builder, chosen: &[usize], shown: &str, limits: Limits) -> Result<(), Problem> {
    let schema = builder.parquet_schema();
    let mut inflated: u64 = 0;
    for group in builder.metadata().row_groups() {
        for (leaf, column) in group.columns().iter().enumerate() {
            if chosen.contains(&schema.get_column_root_idx(leaf)) {
                let size = u64::try_from(column.uncompressed_size()).unwrap_or(u64::MAX);
                inflated = inflated.saturating_add(size);
            }
        }
    }
    if inflated > limits.inflated_bytes { Err(limits.inflated_too_large(shown, "column data")) } else { Ok(()) }
}

/// Runs a step of the Parquet reader. It trusts a file's own lengths in places and may panic on
/// hostile ones; that becomes an error like any other.
fn guarded<T, E>(shown: &str, step: impl FnOnce() -> Result<T, E>) -> Result<T, Problem> {
    match catch_unwind(AssertUnwindSafe(step)) {
        Ok(Ok(value)) => Ok(value),
        // The reader's own words may quote a value, so they are not passed on.
        Ok(Err(_)) | Err(_) => Err(Problem::new("the file is not a complete Parquet file")
            .at(shown)
            .hint("export or copy it again; it may have been cut off")),
    }
}

/// A column of a batch, ready to be read cell by cell.
enum Column {
    /// Microseconds since 1970 on the clock of the file.
    Moments(PrimitiveArray<TimestampMicrosecondType>),
    Texts(StringArray),
}

/// Prepares the columns of a batch.
fn batch_columns(batch: &RecordBatch, shown: &str) -> Result<Vec<Column>, Problem> {
    let schema = batch.schema();
    let named = schema.fields().iter().zip(batch.columns());
    named
        .map(|(field, array)| Column::new(array).map_err(|p| p.at(format!("{shown}, column {}", field.name()))))
        .collect()
}

impl Column {
    fn new(array: &ArrayRef) -> Result<Self, Problem> {
        let unreadable = || {
            Problem::new("a column of this type cannot be read as text or time")
                .because(format!("its type is {}", array.data_type()))
                .hint("export the column as text, number, date or time")
        };
        let cast = |to: &DataType| cast(array, to).map_err(|_| unreadable());
        match array.data_type() {
            DataType::Timestamp(_, zone) => {
                let shift = zone.as_deref().map_or(Some(0), offset).ok_or_else(unreadable)?;
                let utc = cast(&DataType::Timestamp(TimeUnit::Microsecond, zone.clone()))?;
                let micros = utc.as_primitive_opt::<TimestampMicrosecondType>().ok_or_else(unreadable)?;
                Ok(Self::Moments(micros.unary_opt(|t| t.checked_add(shift))))
            }
            DataType::Date32 | DataType::Date64 => {
                let days = cast(&DataType::Timestamp(TimeUnit::Microsecond, None))?;
                days.as_primitive_opt().cloned().map(Self::Moments).ok_or_else(unreadable)
            }
            DataType::Float16 | DataType::Float32 | DataType::Float64 => {
                let doubles = cast(&DataType::Float64)?;
                let doubles = doubles.as_primitive_opt::<Float64Type>().ok_or_else(unreadable)?;
                Ok(Self::Texts(doubles.iter().map(|n| n.map(plain)).collect()))
            }
            kind if kind.is_nested() || matches!(kind, DataType::Duration(_) | DataType::Interval(_)) => {
                Err(unreadable())
            }
            _ => cast(&DataType::Utf8)?.as_string_opt().cloned().map(Self::Texts).ok_or_else(unreadable),
        }
    }

    /// The cell of a row of the batch.
    fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Moments(times) if times.is_valid(row) => moment(times.value(row)).map_or(Cell::Empty, Cell::Moment),
            Self::Texts(texts) if texts.is_valid(row) && !texts.value(row).is_empty() => Cell::Text(texts.value(row)),
            Self::Moments(_) | Self::Texts(_) => Cell::Empty,
        }
    }
}

fn plain(number: f64) -> String {
    let mut text = String::new();
    number::push(&mut text, number);
    text
}

fn moment(micros: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp_micros(micros).map(|utc| utc.naive_utc())
}

/// How far a zone is ahead of UTC, in microseconds. Zones without daylight saving are known by name;
/// of any other the clock is not guessed.
fn offset(zone: &str) -> Option<i64> {
    let hours = |hours: i64| hours * 3_600_000_000;
    match zone {
        "UTC" | "utc" | "Z" | "GMT" | "Etc/UTC" | "Etc/GMT" => return Some(0),
        "Asia/Jakarta" | "Asia/Pontianak" => return Some(hours(7)),
        "Asia/Makassar" => return Some(hours(8)),
        "Asia/Jayapura" => return Some(hours(9)),
        _ => {}
    }
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (whole, minutes) = digits.split_once(':').or_else(|| digits.split_at_checked(2)).unwrap_or((digits, "0"));
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let (whole, minutes) = (whole.parse::<u8>().ok()?, minutes.parse::<u8>().ok()?);
    (whole < 24 && minutes < 60).then(|| sign * (hours(i64::from(whole)) + i64::from(minutes) * 60_000_000))
}
