//! A table of the page, before the template gives it a form.

use minijinja::{Value, context};

use crate::publish::Language;
use crate::publish::numbers::{MISSING, count, decimal, exact, percent};

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its headings.
    pub head: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether a reader may sort and search it.
    pub sortable: bool,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Head {
    /// What it says.
    pub text: String,
    /// What it means; may be empty.
    pub title: String,
    /// Whether the column is aligned to the right.
    pub numeric: bool,
    /// Whether the column names what the row is about, and stays in sight.
    pub name: bool,
    /// What the second lines of its cells say, for a copy; empty where a copy leaves them out.
    pub sub: &'static str,
    /// Whether it stands back until a reader asks for all columns.
    pub more: bool,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its cells, one a heading.
    pub cells: Vec<Cell>,
    /// Whether it stands back, as that of a unit that is not ranked.
    pub faint: bool,
    /// The number of the unit that can be shown by itself.
    pub unit: Option<usize>,
    /// The group by which a reader may narrow the table; empty = none.
    pub group: String,
}

/// A cell.
#[derive(Debug, Default, Clone)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// A second, smaller line.
    pub sub: String,
    /// What it is sorted by; empty = its text.
    pub sort: String,
    /// The share of the cell that a bar behind it fills, if it has one.
    pub bar: Option<f64>,
    /// Whether it is to be noticed.
    pub alarm: bool,
    /// The colour of a dot before the text; empty = none.
    pub tint: String,
}

impl Head {
    /// A heading of words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), title: String::new(), numeric: false, name: false, sub: "", more: false }
    }

    /// A heading of numbers.
    pub fn number(text: impl Into<String>) -> Self {
        Self { numeric: true, ..Self::text(text) }
    }

    /// The heading of names.
    pub fn name(text: impl Into<String>) -> Self {
        Self { name: true, ..Self::text(text) }
    }

    /// With its meaning.
    pub fn meaning(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }
}

impl Row {
    /// A row of no unit in particular.
    pub fn of(cells: Vec<Cell>) -> Self {
        Self { cells, faint: false, unit: None, group: String::new() }
    }
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A number in words, sorted by its value; -1 where it is missing.
    pub fn number(text: String, value: Option<f64>) -> Self {
        Self { text, sort: value.and_then(exact).unwrap_or_else(|| "-1".to_owned()), ..Self::default() }
    }

    /// A count.
    pub fn count(n: Option<u64>, language: Language) -> Self {
        let sort = n.map_or_else(|| "-1".to_owned(), |n| n.to_string());
        Self { text: n.map_or_else(|| MISSING.to_owned(), |n| count(n, language)), sort, ..Self::default() }
    }

    /// A rate.
    pub fn rate(rate: Option<f64>, language: Language) -> Self {
        Self::number(rate.map_or_else(|| MISSING.to_owned(), |rate| percent(rate, language)), rate)
    }

    /// With a bar as long as a rate.
    pub fn bar(mut self, rate: Option<f64>) -> Self {
        self.bar = rate.map(|rate| rate.clamp(0.0, 1.0));
        self
    }

    /// With a second line.
    pub fn sub(mut self, sub: Option<String>) -> Self {
        self.sub = sub.unwrap_or_default();
        self
    }

    /// To be noticed.
    pub fn alarm(mut self, alarm: bool) -> Self {
        self.alarm = alarm;
        self
    }
}

impl Table {
    /// A table that stays as it is; `None` without rows.
    pub fn fixed(head: Vec<Head>, rows: Vec<Vec<Cell>>) -> Option<Self> {
        let rows: Vec<_> = rows.into_iter().map(Row::of).collect();
        (!rows.is_empty()).then_some(Self { head, rows, sortable: false })
    }
}

impl From<Table> for Value {
    fn from(table: Table) -> Self {
        let Table { head, rows, sortable } = table;
        context! { head, rows, sortable }
    }
}

impl From<Head> for Value {
    fn from(head: Head) -> Self {
        let Head { text, title, numeric, name, sub, more } = head;
        context! { text, title, numeric, name, sub, more }
    }
}

impl From<Row> for Value {
    fn from(row: Row) -> Self {
        let Row { cells, faint, unit, group } = row;
        context! { cells, faint, unit, group }
    }
}

impl From<Cell> for Value {
    fn from(cell: Cell) -> Self {
        let Cell { text, sub, sort, bar, alarm, tint } = cell;
        // A CSS percentage.
        // One of the style sheet's hundred and one lengths: a style of its own would need a laxer policy.
        let bar = bar.map_or_else(String::new, |share| decimal(share * 100.0, 0, Language::En));
        context! { text, sub, sort, bar, alarm, tint }
    }
}
