//! What a person states of a column: `--as "C=share:B/D"`, or `--as "D=per-day:B/10"` with a fixed number of days.

use std::str::FromStr;

use super::Table;
use super::words::{Kind, words};
use crate::problem::Problem;

/// That a column is of a kind, and which columns it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    column: String,
    kind: Kind,
    of: Vec<String>,
}

impl FromStr for Statement {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((column, role)) = text.rsplit_once('=') else {
            return Err(format!("'{text}' has no '='; write COLUMN=ROLE, such as C=share:B/D"));
        };
        let (word, of) = role.split_once(':').unwrap_or((role, ""));
        let Some((kind, _)) = Kind::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(word.trim())) else {
            let known: Vec<&str> = Kind::ALL.iter().map(|(_, word)| *word).collect();
            return Err(format!("'{}' is no role; known are {}", word.trim(), known.join(", ")));
        };
        let of = of.split('/').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        Ok(Self { column: column.trim().to_owned(), kind: *kind, of })
    }
}

impl Statement {
    /// The columns that it names and, of a mean a day, the number of days, where that is no column's name.
    fn parts(&self, table: &Table, shown: &str) -> (&[String], Option<u32>) {
        if let (Kind::PerDay, [count, days]) = (self.kind, self.of.as_slice())
            && let Some(number) = days.parse().ok().filter(|days| *days > 0)
            && find(table, days, shown).is_err()
        {
            return (std::slice::from_ref(count), Some(number));
        }
        (&self.of, None)
    }
}

/// Statements with their columns found.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    of: Vec<(usize, Vec<usize>)>,
    days: Vec<(usize, u32)>,
}

impl Statements {
    /// The columns that a column was stated to belong to; empty where nothing was.
    pub fn of(&self, column: usize) -> &[usize] {
        self.of.iter().find(|(at, _)| *at == column).map_or(&[], |(_, of)| of.as_slice())
    }

    /// The number of days that was stated for every mean of a column.
    pub fn days(&self, column: usize) -> Option<u32> {
        self.days.iter().find(|(at, _)| *at == column).map(|(_, days)| *days)
    }
}

/// Finds the columns of the statements and gives them their kinds.
///
/// # Errors
/// A statement names no column of the table, or a name that two columns have.
pub fn apply(table: &mut Table, statements: &[Statement], shown: &str) -> Result<Statements, Problem> {
    let mut found = Statements::default();
    for statement in statements {
        let column = find(table, &statement.column, shown)?;
        let (names, days) = statement.parts(table, shown);
        let of = names.iter().map(|name| find(table, name, shown)).collect::<Result<Vec<_>, _>>()?;
        if let Some(column) = table.columns.get_mut(column) {
            column.kind = statement.kind;
            column.stated = true;
        }
        found.of.push((column, of));
        found.days.extend(days.map(|days| (column, days)));
    }
    Ok(found)
}

/// A column by its name, or else by its letter.
fn find(table: &Table, name: &str, shown: &str) -> Result<usize, Problem> {
    let wanted = words(name);
    let by_name: Vec<usize> =
        (0..table.columns.len()).filter(|c| !wanted.is_empty() && words(table.name(*c)) == wanted).collect();
    match by_name.as_slice() {
        [one] => return Ok(*one),
        [] => {}
        [..] => {
            return Err(Problem::new(format!("several columns are named '{name}'"))
                .at(format!("{shown}, --as"))
                .hint("state the column by its letter, such as C"));
        }
    }
    let by_letter = |c: &usize| {
        let letter = if table.grid.turned { c.to_string() } else { super::Place { line: 0, column: *c }.letter() };
        letter.eq_ignore_ascii_case(name)
    };
    (0..table.columns.len()).find(by_letter).ok_or_else(|| {
        let names: Vec<String> = (0..table.columns.len()).map(|c| table.name(c).to_owned()).collect();
        Problem::new(format!("the table has no column '{name}'"))
            .at(format!("{shown}, --as"))
            .because(format!("its columns are {}", names.join("; ")))
            .hint("state the column by its name in the header, or by its letter")
    })
}
