//! Rows as they were typed to a table: the header, rows, rows of totals, each cell with its place in the file.
//!
//! A table that lists opening, received, closed and closing down its rows is turned, so that each of them is a column; likewise
//! one with a mean a day beneath the days, or with a change beneath counts of several periods.

use super::decimal::Decimal;
use super::number::{Token, token};
use super::words::{self, Facts, Kind, Label};
use crate::problem::Problem;
use crate::source::Typed;

/// Most columns of a table.
const COLUMNS: usize = 200;

/// Where a cell stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: u64,
    /// The column, from 0.
    pub column: usize,
}

impl Place {
    /// The column as a spreadsheet names it: A, B, … Z, AA.
    pub fn letter(self) -> String {
        let mut left = self.column + 1;
        let mut letters = Vec::new();
        while left > 0 {
            left -= 1;
            letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
            left /= 26;
        }
        letters.iter().rev().collect()
    }

    /// The cell as a spreadsheet names it, such as C5.
    pub fn cell(self) -> String {
        format!("{}{}", self.letter(), self.line)
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// As it was typed, outer white space gone.
    pub text: String,
    /// What it is.
    pub token: Token,
    /// Where it stands.
    pub place: Place,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its name; names of two header rows are joined.
    pub name: String,
    /// Where the name stands.
    pub place: Place,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The words that name it.
    pub label: String,
    /// What it is by those words.
    pub kind: Label,
    /// Whether it has no number at all: the title of a section, or a row whose numbers are missing.
    pub is_bare: bool,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// What parts the cells in the file.
    pub separator: char,
    /// The line of the header, the last one where it has two.
    pub header_line: u64,
    /// Whether the file's rows are the columns here.
    pub turned: bool,
    /// The columns.
    pub headings: Vec<Heading>,
    /// The rows that hold anything to check.
    pub rows: Vec<Row>,
}

/// What a row is made of.
#[derive(Debug, Clone, Copy, Default)]
struct Made {
    texts: usize,
    years: usize,
    numbers: usize,
    others: usize,
}

impl Made {
    fn of(row: &[Cell]) -> Self {
        let mut made = Self::default();
        for cell in row {
            match &cell.token {
                Token::Blank => {}
                Token::Text => made.texts += 1,
                Token::Number(_) if words::is_period(&cell.text) => made.years += 1,
                Token::Number(_) => made.numbers += 1,
                Token::Dash | Token::Error => made.others += 1,
            }
        }
        made
    }

    /// Whether it may be a header, after what is the nearest one above. A count may look like a year, so beneath a header
    /// years are no names but in a second row of it, which has no words of its own.
    const fn is_header(self, above: Above) -> bool {
        let named = match above {
            Above::Nothing => self.texts >= 2 || (self.texts == 1 && self.years >= 1),
            Above::Next => (self.texts >= 2 && self.years == 0) || (self.texts == 0 && self.years >= 2),
            Above::Far => self.texts >= 2 && self.years == 0,
        };
        self.numbers == 0 && self.others == 0 && named
    }

    const fn is_body(self) -> bool {
        self.numbers + self.years + self.others > 0
    }
}

/// Whether a header was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Above {
    Nothing,
    Next,
    Far,
}

/// Finds the table in what was typed.
///
/// # Errors
/// No header stands above numbers, no row is left to check, the table is too wide, or a row has more cells than the header.
pub fn grid(typed: Typed, shown: &str) -> Result<Grid, Problem> {
    let separator = typed.separator;
    let rows: Vec<Vec<Cell>> = typed
        .rows
        .into_iter()
        .map(|row| {
            let line = row.line;
            let cell = |(column, text): (usize, String)| {
                let text = text.trim().to_owned();
                Cell { token: token(&text), text, place: Place { line, column } }
            };
            row.cells.into_iter().enumerate().map(cell).collect()
        })
        .collect();
    let made: Vec<Made> = rows.iter().map(|row| Made::of(row)).collect();
    let mut header = None;
    let mut body = None;
    for (at, made) in made.iter().enumerate() {
        let above = match header {
            None => Above::Nothing,
            Some(header) if header + 1 == at => Above::Next,
            Some(_) => Above::Far,
        };
        if made.is_header(above) {
            header = Some(at);
        } else if header.is_some() && made.is_body() {
            body = Some(at);
            break;
        }
    }
    let (Some(header), Some(body)) = (header, body) else { return Err(no_table(shown, rows.len())) };
    let headings = headings(&rows, header, &made);
    let line = headings.first().map_or(0, |h| h.place.line);
    if headings.len() > COLUMNS {
        return Err(Problem::new(format!("the table has more than {COLUMNS} columns"))
            .at(format!("{shown}, line {line}"))
            .hint("save the columns that are to be checked in a file of their own"));
    }
    // Words beneath the last numbers are notes; among the numbers they may be a row whose numbers are missing, where they
    // fill as many cells as those of other rows.
    let is_filled = |made: &Made| made.numbers + made.others > 0 || made.years > 1;
    let end = made.iter().rposition(is_filled).map_or(0, |last| last + 1);
    let fewest = made.iter().skip(body).filter(|m| is_filled(m)).map(|m| m.texts).min().unwrap_or(0);
    let mut kept = Vec::new();
    for (mut cells, made) in rows.into_iter().zip(made).take(end).skip(body) {
        let is_bare = !is_filled(&made);
        if is_bare && (made.texts < fewest || made.texts == 0) {
            continue;
        }
        let beyond = cells.iter().skip(headings.len()).find(|c| c.token != Token::Blank);
        if let Some(cell) = beyond {
            return Err(Problem::new(format!("a row has more cells than the header, which has {}", headings.len()))
                .at(format!("{shown}, line {}", cell.place.line))
                .because(format!(
                    "the cells are parted by '{separator}'; a decimal comma or a name with the same sign parts them too"
                ))
                .hint("put such cells in quotes, or save the table with another separator; --separator states it"));
        }
        let place = cells.first().map_or(Place { line: 0, column: 0 }, |c| c.place);
        cells.truncate(headings.len());
        for column in cells.len()..headings.len() {
            cells.push(Cell { text: String::new(), token: Token::Blank, place: Place { line: place.line, column } });
        }
        kept.push(cells);
    }
    if kept.first().is_some_and(|first| is_numbering(first)) {
        kept.remove(0);
    }
    let mut grid = Grid { separator, header_line: line, turned: false, headings, rows: Vec::new() };
    if let Some((headings, rows)) = turned(&grid.headings, &kept) {
        grid.headings = headings;
        kept = rows;
        grid.turned = true;
    }
    grid.rows = kept.into_iter().map(row).collect();
    settle_labels(&mut grid.rows);
    if grid.rows.is_empty() {
        return Err(no_table(shown, 1));
    }
    Ok(grid)
}

fn no_table(shown: &str, rows: usize) -> Problem {
    let why = match rows {
        0 | 1 => "there is only one row: a header and at least one row of numbers are needed",
        _ => "no row of two or more words has rows of numbers beneath it",
    };
    Problem::new("no table is found in the file")
        .at(shown)
        .because(why)
        .hint("keep one header row with the names of the columns, and the numbers beneath it")
}

/// The names of the columns, from the header row and, where cells are merged, from the one above it.
fn headings(rows: &[Vec<Cell>], header: usize, made: &[Made]) -> Vec<Heading> {
    let Some(last) = rows.get(header) else { return Vec::new() };
    let above = header
        .checked_sub(1)
        .filter(|at| made.get(*at).is_some_and(|m| m.is_header(Above::Nothing)))
        .and_then(|at| rows.get(at))
        // A name merged over both rows leaves the lower cell empty; a title above the table does not.
        .filter(|above| above.iter().enumerate().any(|(at, c)| !c.text.is_empty() && text_at(last, at).is_empty()));
    let width = last.len().max(above.map_or(0, Vec::len));
    let line = last.first().map_or(0, |c| c.place.line);
    let mut group = String::new();
    let mut all: Vec<Heading> = (0..width)
        .map(|column| {
            let below = text_at(last, column);
            let over = above.map_or("", |row| text_at(row, column));
            if !over.is_empty() {
                over.clone_into(&mut group);
            } else if below.is_empty() {
                group.clear();
            }
            let name = match (group.as_str(), below) {
                (over, "") => over.to_owned(),
                ("", below) => below.to_owned(),
                (over, below) => format!("{over} {below}"),
            };
            Heading { name: one_line(&name), place: Place { line, column } }
        })
        .collect();
    while all.last().is_some_and(|h| h.name.is_empty()) {
        all.pop();
    }
    all
}

fn text_at(row: &[Cell], column: usize) -> &str {
    row.get(column).map_or("", |c| c.text.as_str())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a row numbers the columns: 1, 2, 3 or (1), (2), (3).
fn is_numbering(row: &[Cell]) -> bool {
    let filled: Vec<&Cell> = row.iter().filter(|c| c.token != Token::Blank).collect();
    let numbers = filled
        .iter()
        .zip(1..)
        .all(|(cell, n)| cell.text.trim_matches(|c: char| matches!(c, '(' | ')' | ' ')).parse::<usize>() == Ok(n));
    filled.len() >= 3 && filled.len() == row.len() && numbers
}

/// The table with rows and columns exchanged, where the stock, or a mean a day with its days, is listed down the rows, or the
/// change from period to period stands beneath the counts.
fn turned(headings: &[Heading], rows: &[Vec<Cell>]) -> Option<(Vec<Heading>, Vec<Vec<Cell>>)> {
    let one = Facts { numbers: 1, ..Facts::default() };
    let has = |names: &[String], kind: Kind| names.iter().any(|n| words::kind(n, one) == kind);
    let has_both = |names: &[String]| has(names, Kind::Opening) && has(names, Kind::Closing);
    let across: Vec<String> = headings.iter().map(|h| h.name.clone()).collect();
    let down: Vec<String> = rows.iter().map(|cells| label(cells)).collect();
    let has_days = |names: &[String]| has(names, Kind::Days) && has(names, Kind::PerDay);
    let is_listed = rows.len() >= 3 && (has_both(&down) || has_days(&down)) && !has_both(&across) && !has_days(&across);
    let periods = across.iter().skip(1).filter(|n| words::is_period(n)).count();
    let is_change = down.iter().any(|n| words::is_bare_growth(n)) && periods >= 2 && periods + 1 == across.len();
    if rows.len() < 2 || rows.len() > COLUMNS || !(is_listed || is_change) {
        return None;
    }
    let numeric = |column: &usize| {
        let cells = || rows.iter().filter_map(|row| row.get(*column));
        let numbers = cells().filter(|c| matches!(&c.token, Token::Number(n) if !n.percent)).count() * 2;
        numbers > rows.len() || (is_change && numbers == rows.len())
    };
    let columns: Vec<usize> = (0..headings.len()).filter(numeric).collect();
    // A first column that numbers the rows is none of the table's.
    let numbering = |column: &usize| {
        rows.iter().zip(1..).all(|(row, n)| row.get(*column).is_some_and(|c| c.text.parse::<usize>() == Ok(n)))
    };
    let columns: Vec<usize> = columns.into_iter().filter(|c| !numbering(c)).collect();
    let name = Heading { name: across.first().cloned().unwrap_or_default(), place: headings.first()?.place };
    let named = rows.iter().zip(&down).map(|(row, name)| {
        let place = row.first().map_or(Place { line: 0, column: 0 }, |c| c.place);
        Heading { name: name.clone(), place }
    });
    let new_rows = columns.iter().filter_map(|column| {
        let heading = headings.get(*column)?;
        let first = Cell { text: heading.name.clone(), token: Token::Text, place: heading.place };
        Some(std::iter::once(first).chain(rows.iter().filter_map(|row| row.get(*column).cloned())).collect())
    });
    let new_rows: Vec<Vec<Cell>> = new_rows.collect();
    (!new_rows.is_empty()).then(|| (std::iter::once(name).chain(named).collect(), new_rows))
}

/// The words that name a row: its first cell of words, else its first cell.
fn label(cells: &[Cell]) -> String {
    let words = cells.iter().find(|c| c.token == Token::Text);
    one_line(words.or(cells.first()).map_or("", |c| c.text.as_str()))
}

fn row(cells: Vec<Cell>) -> Row {
    let label = label(&cells);
    let kind = match words::label(&label) {
        Label::Plain if is_percent_row(&cells) => Label::Percent,
        kind => kind,
    };
    let is_bare = !cells.iter().any(|c| matches!(c.token, Token::Number(_) | Token::Dash | Token::Error));
    Row { label, kind, is_bare, cells }
}

/// Whether all numbers of a row that stand in more than one cell have a percent sign.
fn is_percent_row(cells: &[Cell]) -> bool {
    let numbers = || cells.iter().filter_map(|c| if let Token::Number(n) = &c.token { Some(n) } else { None });
    numbers().count() >= 3 && numbers().all(|n| n.percent)
}

/// Whether a row that looks like a total, as "Jumlah hari", counts something else: no two rows begin with that name, as those
/// under "Jumlah Dinas" do, and its numbers are no sums of the rows above it, but for one by chance.
fn is_count_of_its_own(rows: &[Row], at: usize) -> bool {
    let Some(row) = rows.get(at).filter(|r| r.kind == Label::Total { bare: false }) else { return false };
    let about = words::counted(&row.label);
    let is_named = |r: &&Row| {
        r.kind == Label::Plain
            && words::words(&r.label).first().is_some_and(|w| about.contains(w) && words::is_thing(w))
    };
    if about.is_empty() || rows.iter().filter(is_named).count() >= 2 {
        return false;
    }
    let whole = |row: &Row, column: usize| match row.cells.get(column).map(|c| &c.token) {
        Some(Token::Number(number)) => number.whole(),
        _ => None,
    };
    let above = rows.get(..at).unwrap_or_default();
    let begin = above.iter().rposition(|r| matches!(r.kind, Label::Total { .. })).map_or(0, |last| last + 1);
    let is_sum = |column: usize, from: usize| {
        let parts = above.iter().skip(from).filter(|r| r.kind == Label::Plain).filter_map(|r| whole(r, column));
        let parts: Vec<Decimal> = parts.collect();
        let sum = parts.iter().try_fold(Decimal::whole(0), |sum, part| sum.plus(*part));
        !parts.is_empty() && sum.zip(whole(row, column)).is_some_and(|(sum, printed)| sum.order(printed).is_eq())
    };
    let numbers: Vec<usize> = (0..row.cells.len()).filter(|column| whole(row, *column).is_some()).collect();
    let sums = numbers.iter().filter(|column| is_sum(**column, begin) || is_sum(**column, 0)).count();
    sums == 0 || (sums == 1 && numbers.len() > 2)
}

/// Where most rows look like totals they are measures, and where most look like shares they are rows of shares.
fn settle_labels(rows: &mut [Row]) {
    let counts: Vec<usize> = (0..rows.len()).filter(|at| is_count_of_its_own(rows, *at)).collect();
    for at in counts {
        rows.iter_mut().skip(at).take(1).for_each(|r| r.kind = Label::Plain);
    }
    let count = |rows: &[Row], wanted: fn(&Label) -> bool| rows.iter().filter(|r| wanted(&r.kind)).count();
    if count(rows, |k| matches!(k, Label::Total { .. })) * 2 > rows.len() {
        rows.iter_mut().filter(|r| r.kind == Label::Total { bare: false }).for_each(|r| r.kind = Label::Plain);
    }
    if count(rows, |k| *k == Label::Percent) * 2 > rows.len() {
        rows.iter_mut().filter(|r| r.kind == Label::Percent).for_each(|r| r.kind = Label::Plain);
    }
    if count(rows, |k| *k == Label::Plain) == 0 {
        rows.iter_mut().for_each(|r| r.kind = Label::Plain);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::TypedRow;

    fn made(text: &str) -> Result<Grid, Problem> {
        let rows = text.lines().zip(1..).filter(|(l, _)| !l.trim_matches(';').is_empty());
        let rows = rows.map(|(l, line)| TypedRow { line, cells: l.split(';').map(str::to_owned).collect() }).collect();
        grid(Typed { separator: ';', rows }, "a.csv")
    }

    fn names(grid: &Grid) -> Vec<&str> {
        grid.headings.iter().map(|h| h.name.as_str()).collect()
    }

    #[test]
    fn titles_numbering_notes_and_totals_are_told_apart() {
        let text = "Rekap Aduan;;\nInstansi:;Kota Contoh;\n\nNo;SKPD;Jumlah\n(1);(2);(3)\n1;Dinas A;12\n2;Dinas B;-\n;Jumlah;12\nSumber: sistem;;\n";
        let grid = made(text).unwrap();
        assert_eq!((names(&grid), grid.header_line), (vec!["No", "SKPD", "Jumlah"], 4));
        let rows: Vec<_> = grid.rows.iter().map(|r| (r.label.as_str(), r.kind)).collect();
        assert_eq!(
            rows,
            [("Dinas A", Label::Plain), ("Dinas B", Label::Plain), ("Jumlah", Label::Total { bare: true })]
        );
        assert_eq!(grid.rows[1].cells[2].place.letter(), "C");
        assert_eq!(grid.rows[1].cells[2].place.line, 7);
    }

    #[test]
    fn two_header_rows_are_joined_where_cells_are_merged() {
        let grid = made("SKPD;Masuk;;;Selesai\n;L;P;Jumlah;\nDinas A;1;2;3;4\n").unwrap();
        assert_eq!(names(&grid), ["SKPD", "Masuk L", "Masuk P", "Masuk Jumlah", "Selesai"]);
        let grid = made("Instansi;Kota\nSKPD;n\nDinas A;1\n").unwrap();
        assert_eq!(names(&grid), ["SKPD", "n"]);
    }

    #[test]
    fn years_may_head_columns_and_name_rows() {
        let grid = made("Uraian;2021;2022;Pertumbuhan\nPengaduan;179;272;52,96 %\n").unwrap();
        assert_eq!(names(&grid), ["Uraian", "2021", "2022", "Pertumbuhan"]);
        let grid = made("Tahun;Jumlah\n2021;179\n2022;272\n").unwrap();
        assert_eq!((grid.rows.len(), grid.rows[0].label.as_str()), (2, "2021"));
    }

    #[test]
    fn a_stock_listed_down_the_rows_is_turned() {
        let grid =
            made("Uraian;Januari 2023;Februari 2023\nSaldo awal;10;12\nMasuk;5;6\nSelesai;3;4\nSaldo akhir;12;14\n")
                .unwrap();
        assert!(grid.turned);
        assert_eq!(names(&grid), ["Uraian", "Saldo awal", "Masuk", "Selesai", "Saldo akhir"]);
        assert_eq!(grid.rows[1].label, "Februari 2023");
        assert_eq!(grid.rows[1].cells[4].place, Place { line: 5, column: 2 });
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for text in ["SKPD;n\n", "1;2\n3;4\n", "satu kata\ndua kata\n", "a;b\nc;d\n"] {
            let problem = made(text).unwrap_err();
            assert!(problem.what.contains("no table") && !problem.next.is_empty(), "{text}: {problem}");
        }
        let problem = made("SKPD;n\nDinas;46;8\n").unwrap_err();
        assert!(problem.place.contains("line 2") && problem.why.contains("decimal comma"), "{problem}");
        let wide = |n: usize| format!("{}\n{}\n", "kolom;".repeat(n), "1;".repeat(n));
        assert!(made(&wide(COLUMNS + 1)).unwrap_err().what.contains("columns"));
        assert!(made(&wide(COLUMNS)).is_ok());
    }
}
