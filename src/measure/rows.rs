//! Arrow batches to rows of integers and texts.

use std::cell::Cell;

use datafusion::arrow::array::{Array as _, ArrayRef, Int64Array, RecordBatch, StringArray};

use crate::problem::Problem;

/// A result row by row. Every column that is read must be there and of its type; anything else is a
/// fault of the query, told by name.
pub struct Row<'a> {
    query: &'static str,
    batch: &'a RecordBatch,
    row: usize,
    /// Where the next column is looked for first: readers ask in the order of the query.
    next: Cell<usize>,
}

impl<'a> Row<'a> {
    /// Every row of a result.
    pub fn all(query: &'static str, batches: &'a [RecordBatch]) -> impl Iterator<Item = Self> {
        batches.iter().flat_map(move |batch| (0..batch.num_rows()).map(move |row| Self::new(query, batch, row)))
    }

    fn new(query: &'static str, batch: &'a RecordBatch, row: usize) -> Self {
        Self { query, batch, row, next: Cell::new(0) }
    }

    /// The column of this name.
    fn column(&self, name: &str) -> Option<&'a ArrayRef> {
        let fields = self.batch.schema_ref().fields();
        let from = self.next.get();
        let mut places = (from..fields.len()).chain(0..from);
        let at = places.find(|at| fields.get(*at).is_some_and(|field| field.name() == name))?;
        self.next.set(at + 1);
        self.batch.columns().get(at)
    }

    fn fault(&self, name: &str) -> Problem {
        Problem::new("a query does not give what its reader expects")
            .at(format!("queries/{}.sql, column {name}", self.query))
    }

    /// An integer that may be null.
    pub fn maybe(&self, name: &str) -> Result<Option<i64>, Problem> {
        let column = self.column(name).and_then(|c| c.as_any().downcast_ref::<Int64Array>());
        let column = column.ok_or_else(|| self.fault(name))?;
        Ok((!column.is_null(self.row)).then(|| column.value(self.row)))
    }

    /// An integer.
    pub fn int(&self, name: &str) -> Result<i64, Problem> {
        self.maybe(name)?.ok_or_else(|| self.fault(name))
    }

    /// A count; null (a sum over nothing) is zero.
    pub fn count(&self, name: &str) -> Result<u64, Problem> {
        u64::try_from(self.maybe(name)?.unwrap_or(0)).map_err(|_| self.fault(name))
    }

    /// A place in a list of the canonical tables; `None` for -1.
    pub fn place(&self, name: &str) -> Result<Option<usize>, Problem> {
        Ok(usize::try_from(self.int(name)?).ok())
    }

    /// A text.
    pub fn text(&self, name: &str) -> Result<String, Problem> {
        let column = self.column(name).and_then(|c| c.as_any().downcast_ref::<StringArray>());
        Ok(column.ok_or_else(|| self.fault(name))?.value(self.row).to_owned())
    }
}

/// Integer columns of a result, found once for all rows: for results of a row a complaint or nearly so.
pub struct Columns<'a, const N: usize>([&'a Int64Array; N]);

impl<'a, const N: usize> Columns<'a, N> {
    /// The columns of these names, batch by batch. Each must be there, an integer, and nowhere null.
    pub fn all(
        query: &'static str,
        batches: &'a [RecordBatch],
        names: [&'static str; N],
    ) -> Result<Vec<Self>, Problem> {
        let of_batch = |batch: &'a RecordBatch| {
            let fault = |name: &str| Row::new(query, batch, 0).fault(name);
            let mut columns = Vec::with_capacity(N);
            for name in names {
                let column = batch.column_by_name(name).and_then(|c| c.as_any().downcast_ref::<Int64Array>());
                columns.push(column.filter(|c| c.null_count() == 0).ok_or_else(|| fault(name))?);
            }
            columns.try_into().map(Self).map_err(|_| fault("(all)"))
        };
        batches.iter().map(of_batch).collect()
    }

    /// The values row by row.
    pub fn rows(&self) -> impl Iterator<Item = [i64; N]> + '_ {
        let rows = self.0.first().map_or(0, |column| column.len());
        (0..rows).map(|row| self.0.map(|column| column.value(row)))
    }
}
