//! `rapor audit TABLE.csv`: checks a table that somebody else published, by its own numbers alone.
//!
//! First the table is understood: which row is the header, which rows are totals, what each column is, which mark stands
//! before decimals, which columns belong together. All of that is told, so that a reviewer can object, and state it
//! otherwise. Then each relation is recomputed exactly, and what differs is a finding with its cell and the true value.
//! What cannot be understood is not checked, and said so.
//!
//! It owns its arithmetic: nothing here is shared with what computes the league table.

mod checks;
mod decimal;
mod finding;
mod grid;
mod number;
mod period;
mod reading;
mod relations;
mod say;
mod stated;
#[cfg(test)]
mod tests;
mod words;

use std::path::Path;

pub use finding::{Fault, Finding};
pub use grid::Place;
pub use number::Mark;
pub use stated::Statement;

use decimal::Decimal;
use grid::Grid;
use number::Token;
use reading::Reading;
use relations::Relations;
use words::{Facts, Kind, Label};

use crate::problem::Problem;
use crate::source::{self, Encoding, Limits};

/// How many columns that may be read in two ways are tried in both.
const DOUBTS: usize = 8;

/// How a table is to be read, where a person states it.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What parts the cells.
    pub separator: Option<u8>,
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The mark before decimals.
    pub mark: Option<Mark>,
    /// What columns are.
    pub statements: Vec<Statement>,
}

/// A column as it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    name: String,
    place: Place,
    kind: Kind,
    /// Whether a person stated the kind.
    stated: bool,
    reading: Reading,
}

/// A value of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// A number.
    Number(Decimal),
    /// A dash: nothing, which adds 0.
    Nothing,
    /// Not there, not a number, or not to be read without doubt.
    Unknown,
}

impl Value {
    /// The number, if it is one.
    const fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            Self::Nothing | Self::Unknown => None,
        }
    }

    /// The number that it adds to a sum.
    const fn addend(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            Self::Nothing => Some(Decimal::whole(0)),
            Self::Unknown => None,
        }
    }
}

/// A table whose columns are understood.
#[derive(Debug, Clone)]
struct Table {
    grid: Grid,
    columns: Vec<Column>,
}

impl Table {
    fn new(grid: Grid) -> Self {
        let columns = (0..grid.headings.len()).filter_map(|at| {
            let heading = grid.headings.get(at)?;
            let kind = words::kind(&heading.name, facts(&grid, at));
            Some(Column {
                name: heading.name.clone(),
                place: heading.place,
                kind,
                stated: false,
                reading: Reading::Doubt,
            })
        });
        let columns = columns.collect();
        Self { grid, columns }
    }

    /// The value of a cell.
    fn value(&self, row: usize, column: usize) -> Value {
        let cell = self.grid.rows.get(row).and_then(|r| r.cells.get(column));
        match (cell.map(|c| &c.token), self.columns.get(column)) {
            (Some(Token::Number(number)), Some(column)) => {
                column.reading.of(number).map_or(Value::Unknown, Value::Number)
            }
            (Some(Token::Dash), _) => Value::Nothing,
            _ => Value::Unknown,
        }
    }

    /// Where a cell stands.
    fn place(&self, row: usize, column: usize) -> Option<Place> {
        self.grid.rows.get(row).and_then(|r| r.cells.get(column)).map(|c| c.place)
    }

    /// The number in a cell.
    fn number(&self, row: usize, column: usize) -> Option<Decimal> {
        self.value(row, column).number()
    }

    /// Whether rows are plain rows of the table.
    fn is_plain(&self, row: usize) -> bool {
        self.grid.rows.get(row).is_some_and(|r| r.kind == Label::Plain)
    }

    /// The plain rows.
    fn plain(&self) -> impl Iterator<Item = usize> {
        (0..self.grid.rows.len()).filter(|row| self.is_plain(*row))
    }

    /// The plain rows that have any number.
    fn filled(&self) -> impl Iterator<Item = usize> {
        self.plain().filter(|row| self.grid.rows.get(*row).is_some_and(|r| !r.is_bare))
    }

    /// The kind of a column.
    fn kind(&self, column: usize) -> Kind {
        self.columns.get(column).map_or(Kind::Ignored, |c| c.kind)
    }

    /// The name of a column.
    fn name(&self, column: usize) -> &str {
        self.columns.get(column).map_or("", |c| c.name.as_str())
    }

    /// The columns of which something holds.
    fn columns_that(&self, holds: impl Fn(Kind) -> bool) -> Vec<usize> {
        (0..self.columns.len()).filter(|c| holds(self.kind(*c))).collect()
    }

    /// The cell's text.
    fn text(&self, row: usize, column: usize) -> &str {
        self.grid.rows.get(row).and_then(|r| r.cells.get(column)).map_or("", |c| c.text.as_str())
    }

    /// The words in the columns that name a row.
    fn key(&self, row: usize, kinds: impl Fn(Kind) -> bool) -> Vec<&str> {
        self.columns_that(kinds).into_iter().map(|column| self.text(row, column)).collect()
    }

    /// The period of a row.
    fn period(&self, row: usize) -> Option<period::Period> {
        let column = (0..self.columns.len()).find(|c| self.kind(*c) == Kind::Period)?;
        period::period(self.text(row, column))
    }
}

fn facts(grid: &Grid, column: usize) -> Facts {
    let mut facts = Facts::default();
    let mut number_of_row = 0;
    for row in &grid.rows {
        let Some(cell) = row.cells.get(column) else { continue };
        if row.kind != Label::Plain || row.is_bare {
            continue;
        }
        number_of_row += 1;
        facts.periods += usize::from(words::is_period(&cell.text));
        match &cell.token {
            Token::Text => facts.texts += 1,
            Token::Number(number) => {
                facts.numbers += 1;
                facts.percents += usize::from(number.percent);
                let fraction = |d: Option<Decimal>| d.is_none_or(|d| d.scale > 0);
                facts.decimals += usize::from(fraction(number.dot) && fraction(number.comma));
                facts.running += usize::from(number.whole() == Some(Decimal::whole(number_of_row)));
            }
            Token::Dash => facts.dashes += 1,
            Token::Blank | Token::Error => {}
        }
    }
    facts
}

/// What was made of a table, and what was found in it.
#[derive(Debug, Clone)]
pub struct Audit {
    shown: String,
    table: Table,
    relations: Relations,
    /// How many cells were recomputed.
    pub checked: usize,
    /// What was found, in the order of the cells.
    pub findings: Vec<Finding>,
    /// Columns whose numbers can be read in two ways, or whose meaning is not known.
    unread: Vec<usize>,
}

/// Reads a table and checks it. `shown` names the file in messages.
///
/// # Errors
/// The file cannot be read, holds no table, or a statement names no column of it.
pub fn audit(path: &Path, shown: &str, asked: &Asked, limits: Limits) -> Result<Audit, Problem> {
    if std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == 0) {
        return Err(Problem::new("the file is empty").at(shown).hint("save the table again as delimited text"));
    }
    let typed = source::typed(path, shown, asked.separator, asked.encoding, limits)?;
    let mut table = Table::new(grid::grid(typed, shown)?);
    let statements = stated::apply(&mut table, &asked.statements, shown)?;
    reading::settle(&mut table, asked.mark);
    decide_by_arithmetic(&mut table, &statements);
    let relations = relations::find(&table, &statements);
    let unread = reading::doubtful(&table);
    let checked = checks::check(&table, &relations);
    Ok(Audit { shown: shown.to_owned(), table, relations, checked: checked.cells, findings: checked.findings, unread })
}

/// Reads a column that may be read in two ways in the one under which everything it belongs to is right, if the other is not.
fn decide_by_arithmetic(table: &mut Table, statements: &stated::Statements) {
    for column in reading::doubtful(table).into_iter().take(DOUBTS) {
        let mut tried = |mark: Mark| {
            if let Some(column) = table.columns.get_mut(column) {
                column.reading = Reading::Marked(mark);
            }
            let relations = relations::find(table, statements);
            let checked = checks::check(table, &relations);
            (checked.cells, checked.findings.len())
        };
        let (dot, comma) = (tried(Mark::Dot), tried(Mark::Comma));
        let mut read = |reading: Reading| {
            if let Some(column) = table.columns.get_mut(column) {
                column.reading = reading;
            }
        };
        // More recomputed cells at no more findings: numbers that fit nothing are not recomputed at all.
        match (dot, comma) {
            (d, c) if d.1 < c.1 && d.0 >= c.0 || d.1 == c.1 && d.0 > c.0 => read(Reading::Marked(Mark::Dot)),
            (d, c) if c.1 < d.1 && c.0 >= d.0 || c.1 == d.1 && c.0 > d.0 => read(Reading::Marked(Mark::Comma)),
            _ => read(Reading::Doubt),
        }
    }
}
