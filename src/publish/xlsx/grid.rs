//! A table of a sheet: headings with what they mean as notes, cells with numbers as numbers, and what is told by colour.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, ConditionalFormat, ConditionalFormat2ColorScale, ConditionalFormatBlank, ConditionalFormatCell,
    ConditionalFormatCellRule, ConditionalFormatDataBar, ConditionalFormatType, ExcelDateTime, Format, Note, Worksheet,
    XlsxError,
};

use super::fit::{self, Face};
use super::page::{Page, ROW};
use super::styles::{Forms, HEAD_SIZE, SIZE, Styles, ink};
use crate::judge::{Quantity, Value};
use crate::publish::Language;
use crate::publish::texts;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing can be computed, or nothing is to be said.
    Empty,
    Text(String),
    /// A sign in the place of a number.
    Mark(String),
    /// A text that tells of something good.
    Better(String),
    /// A text that tells of something bad.
    Worse(String),
    Count(u64),
    /// A rank that another choice of the method would move.
    Starred(u64),
    /// As many, or more.
    AtLeast(u64),
    Rate(f64),
    /// A difference of two rates.
    Points(f64),
    /// A number with one decimal.
    Tenth(f64),
    /// A difference of two such numbers.
    Change(f64),
    Score(f64),
    Number(f64),
    Date(NaiveDate),
}

impl Cell {
    /// A text; nothing where it is empty.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// A count that may be missing.
    pub fn count(n: Option<u64>) -> Self {
        n.map_or(Self::Empty, Self::Count)
    }

    /// A rate that may be missing.
    pub fn rate(x: Option<f64>) -> Self {
        x.map_or(Self::Empty, Self::Rate)
    }

    /// A difference of rates that may be missing.
    pub fn points(x: Option<f64>) -> Self {
        x.map_or(Self::Empty, Self::Points)
    }

    /// A day that may be missing.
    pub fn date(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }

    /// A cell of the league table.
    pub fn of(value: Value, quantity: Quantity) -> Self {
        match (value, quantity) {
            (Value::Empty, _) => Self::Empty,
            (Value::Text(text), _) => Self::Text(text),
            (Value::Count(n), _) => Self::Count(n),
            (Value::Number(x), _) if !x.is_finite() => Self::Empty,
            (Value::Number(x), Quantity::Rate) => Self::Rate(x),
            (Value::Number(x), Quantity::Hours | Quantity::Days) => Self::Tenth(x),
            (Value::Number(x), Quantity::Score) => Self::Score(x),
            (Value::Number(x), _) => Self::Number(x),
        }
    }

    fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Mark(text) | Self::Better(text) | Self::Worse(text) => text,
            _ => "",
        }
    }

    /// Writes the cell; an empty one has the form of its column all the same.
    pub fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        forms: &Forms,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        let (number, format) = match self {
            Self::Empty => {
                sheet.write_blank(row, column, &forms.text)?;
                return Ok(());
            }
            Self::Text(text) | Self::Mark(text) | Self::Better(text) | Self::Worse(text) => {
                let format = match self {
                    Self::Mark(_) => &forms.mark,
                    Self::Better(_) => &styles.better,
                    Self::Worse(_) => &styles.worse,
                    _ => &forms.text,
                };
                sheet.write_string_with_format(row, column, text, format)?;
                return Ok(());
            }
            Self::Date(day) => {
                let small = |n: u32| u8::try_from(n).unwrap_or(0);
                let year = u16::try_from(day.year()).unwrap_or(1900);
                let date = ExcelDateTime::from_ymd(year, small(day.month()), small(day.day()))?;
                sheet.write_datetime_with_format(row, column, &date, &forms.date)?;
                return Ok(());
            }
            Self::Count(n) => (whole(*n), &forms.count),
            Self::Starred(n) => (whole(*n), &forms.starred),
            Self::AtLeast(n) => (whole(*n), &forms.at_least),
            Self::Rate(x) => (*x, &forms.rate),
            // Half a tenth of a percent is the least that is shown.
            Self::Points(x) if x.abs() < 0.0005 => (*x, &forms.naught),
            Self::Points(x) => (*x, &forms.points),
            Self::Tenth(x) => (*x, &forms.tenth),
            Self::Change(x) if x.abs() < 0.05 => (*x, &forms.unchanged),
            Self::Change(x) => (*x, &forms.change),
            Self::Score(x) => (*x, &forms.score),
            Self::Number(x) if x.fract() == 0.0 => (*x, &forms.count),
            Self::Number(x) => (*x, &forms.number),
        };
        sheet.write_number_with_format(row, column, number, format)?;
        Ok(())
    }
}

/// A count as a spreadsheet holds it.
fn whole(n: u64) -> f64 {
    Value::Count(n).as_f64().unwrap_or_default()
}

/// What colour tells of the numbers of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Paint {
    /// Words.
    Nothing,
    /// Numbers; a cell without one is grey.
    Plain,
    /// A rate, as a bar of up to 100 %; where a target is stated, blue letters tell that it is reached and brown ones that it
    /// is not.
    Rate(Option<f64>),
    /// A count, as a bar beside the largest.
    Volume,
    /// A count that should be none.
    Alarm,
    /// A rate on a ground that is the darker the higher it is.
    Heat,
}

/// A column of a table.
pub struct Column {
    pub heading: String,
    /// What it means; empty = its heading says it.
    pub note: String,
    /// Characters, at the least: a heading's longest word always fits.
    pub width: f64,
    /// The heading over it and its neighbours; empty = none.
    pub band: String,
    pub paint: Paint,
    /// How many columns of the sheet it takes.
    pub span: u16,
}

impl Column {
    /// A column of words.
    pub fn words(heading: &str, width: f64) -> Self {
        Self {
            heading: heading.to_owned(),
            note: String::new(),
            width,
            band: String::new(),
            paint: Paint::Nothing,
            span: 1,
        }
    }

    /// A column of numbers.
    pub fn numbers(heading: &str, width: f64, paint: Paint) -> Self {
        Self { paint, ..Self::words(heading, width) }
    }

    /// A column of the league table, with its definition as a note.
    pub fn of(name: &'static str, width: f64, paint: Paint, language: Language) -> Self {
        let note = format!("{}\n\nCSV: {name}", texts::definition(name, language));
        Self { note, ..Self::numbers(texts::heading(name, language), width, paint) }
    }

    /// The same with a note.
    pub fn noted(self, note: &str) -> Self {
        Self { note: note.to_owned(), ..self }
    }

    /// The same under a heading that it shares with its neighbours.
    pub fn under(self, band: &str) -> Self {
        Self { band: band.to_owned(), ..self }
    }

    /// The same over several columns of the sheet.
    pub fn over(self, span: u16) -> Self {
        Self { span, ..self }
    }

    fn is_numbers(&self) -> bool {
        self.paint != Paint::Nothing
    }

    /// The characters that the column is given.
    fn room(&self) -> f64 {
        let word = fit::widest_word(&self.heading, Face::bold(HEAD_SIZE));
        self.width.max(fit::characters(word))
    }
}

/// A table.
pub struct Grid {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Lines beneath it that are not sorted or filtered with it.
    pub totals: Vec<Vec<Cell>>,
    /// Whether each row is one line, whatever its texts: a table for further work.
    pub flat: bool,
}

impl Grid {
    /// A table without totals.
    pub fn plain(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self { columns, rows, totals: Vec::new(), flat: false }
    }

    /// The widths of its columns, for the sheet on which it stands alone.
    pub fn widths(&self) -> Vec<f64> {
        self.columns.iter().map(Column::room).collect()
    }
}

/// Where a table stands.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    /// The row of headings over several columns, or that of the headings.
    pub top: u32,
    /// The row of the headings.
    pub head: u32,
    /// The first row of cells.
    pub first: u32,
    /// The last row of cells without the totals; before the first where there is none.
    pub last: u32,
}

impl Block {
    /// Whether there is a row.
    pub fn has_rows(self) -> bool {
        self.last >= self.first
    }
}

impl Page<'_> {
    /// Writes a table at the present row.
    pub fn grid(&mut self, grid: &Grid) -> Result<Block, XlsxError> {
        let top = self.row;
        if grid.columns.iter().any(|column| !column.band.is_empty()) {
            self.bands(&grid.columns)?;
        }
        let head = self.row;
        self.headings(&grid.columns)?;
        let first = self.row;
        let styles = self.styles();
        for row in &grid.rows {
            if grid.flat {
                self.line(row, &styles.flat)?;
            } else {
                self.cells(&grid.columns, row, &styles.plain)?;
            }
        }
        let block = Block { top, head, first, last: self.row.saturating_sub(1).max(head) };
        let block = if grid.rows.is_empty() { Block { last: head, ..block } } else { block };
        for row in &grid.totals {
            self.cells(&grid.columns, row, &styles.total)?;
        }
        if grid.rows.is_empty() && grid.totals.is_empty() {
            self.text(self.scope.t("xlsx.nothing"), &styles.lead)?;
        }
        if block.has_rows() {
            self.paint(&grid.columns, block)?;
        }
        Ok(block)
    }

    fn bands(&mut self, columns: &[Column]) -> Result<(), XlsxError> {
        let face = Face::bold(HEAD_SIZE);
        let (mut at, mut lines) = (0_u16, 1);
        let mut rest = columns;
        while let Some(column) = rest.first() {
            let same = rest.iter().take_while(|c| c.band == column.band).count();
            let (these, after) = rest.split_at(same);
            let wide: u16 = these.iter().map(|c| c.span).sum();
            if !column.band.is_empty() {
                self.span(at, wide, &column.band, &self.scope.styles.band)?;
                lines = lines.max(fit::lines(&column.band, self.pixels(at, wide), face));
            }
            at += wide;
            rest = after;
        }
        let height = fit::height(lines, face) + 4.0;
        self.sheet.set_row_height(self.row, height)?;
        self.advance(height);
        Ok(())
    }

    fn headings(&mut self, columns: &[Column]) -> Result<(), XlsxError> {
        let face = Face::bold(HEAD_SIZE);
        let (mut at, mut lines) = (0, 1);
        for column in columns {
            self.span(at, column.span, &column.heading, &self.scope.styles.head)?;
            lines = lines.max(fit::lines(&column.heading, self.pixels(at, column.span), face));
            if !column.note.is_empty() {
                self.note(self.row, at, &column.note)?;
            }
            at += column.span;
        }
        // The button of a filter takes a corner.
        let height = fit::height(lines, face) + 10.0;
        self.sheet.set_row_height(self.row, height)?;
        self.advance(height);
        Ok(())
    }

    /// What a cell means, as a note at it.
    pub fn note(&mut self, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        const WIDTH: u16 = 300;
        let lines = fit::lines(text, f64::from(WIDTH), Face::plain(9.0));
        let note = Note::new(text)
            .add_author_prefix(false)
            .set_font_name(super::styles::FONT)
            .set_font_size(9)
            .set_width(u32::from(WIDTH))
            .set_height(16 * lines + 14);
        self.sheet.insert_note(row, column, &note)?;
        Ok(())
    }

    fn line(&mut self, cells: &[Cell], forms: &Forms) -> Result<(), XlsxError> {
        for (cell, at) in cells.iter().zip(0..) {
            cell.write(self.sheet, (self.row, at), forms, self.scope.styles)?;
        }
        self.advance(ROW);
        Ok(())
    }

    fn cells(&mut self, columns: &[Column], cells: &[Cell], forms: &Forms) -> Result<(), XlsxError> {
        let (face, bold) = (Face::plain(SIZE), Face::bold(SIZE));
        let (mut at, mut lines) = (0, 1);
        let styles = self.styles();
        for (column, cell) in columns.iter().zip(cells) {
            let words = cell.words();
            if column.span > 1 {
                self.span(at, column.span, words, &forms.text)?;
            } else {
                cell.write(self.sheet, (self.row, at), forms, styles)?;
            }
            let face = if matches!(cell, Cell::Better(_) | Cell::Worse(_)) { bold } else { face };
            lines = lines.max(fit::lines(words, self.pixels(at, column.span), face));
            at += column.span;
        }
        let height = fit::height(lines, face);
        self.sheet.set_row_height(self.row, height)?;
        self.advance(height);
        Ok(())
    }

    fn paint(&mut self, columns: &[Column], Block { first, last, .. }: Block) -> Result<(), XlsxError> {
        let mut at = 0;
        for column in columns {
            if column.is_numbers() {
                let grey = Format::new().set_background_color(Color::RGB(ink::HOLLOW));
                let blank = ConditionalFormatBlank::new().set_format(grey).set_stop_if_true(true);
                self.colour((first, last, at), &blank)?;
            }
            let place = (first, last, at);
            match column.paint {
                Paint::Nothing | Paint::Plain => {}
                Paint::Rate(target) => {
                    if let Some(target) = target {
                        self.target(place, target)?;
                    }
                    self.colour(place, &bar(ink::SCALE[0]).set_minimum(NUMBER, 0).set_maximum(NUMBER, 1))?;
                }
                Paint::Volume => self.colour(place, &bar(ink::GRID).set_minimum(NUMBER, 0))?,
                Paint::Alarm => {
                    let rule = ConditionalFormatCellRule::GreaterThan(0);
                    let alarm = letters(ink::ALARM);
                    self.colour(place, &ConditionalFormatCell::new().set_rule(rule).set_format(alarm))?;
                }
                Paint::Heat => {
                    let scale = ConditionalFormat2ColorScale::new()
                        .set_minimum(NUMBER, 0.5)
                        .set_maximum(NUMBER, 1.0)
                        .set_minimum_color(Color::White)
                        .set_maximum_color(Color::RGB(ink::SCALE[1]));
                    self.colour(place, &scale)?;
                }
            }
            at += column.span;
        }
        Ok(())
    }

    /// Letters that say whether a target is reached.
    fn target(&mut self, place: (u32, u32, u16), target: f64) -> Result<(), XlsxError> {
        for (rule, colour) in [
            (ConditionalFormatCellRule::GreaterThanOrEqualTo(target), ink::REACHED),
            (ConditionalFormatCellRule::LessThan(target), ink::ALARM),
        ] {
            self.colour(place, &ConditionalFormatCell::new().set_rule(rule).set_format(letters(colour)))?;
        }
        Ok(())
    }

    fn colour<T>(&mut self, (first, last, column): (u32, u32, u16), format: &T) -> Result<(), XlsxError>
    where
        T: ConditionalFormat + Send + Sync,
    {
        self.sheet.add_conditional_format(first, column, last, column, format)?;
        Ok(())
    }

    /// Filter on the headings, frozen above its first row and left of a column, headings on every printed page.
    pub fn finish(&mut self, block: Block, frozen: u16) -> Result<(), XlsxError> {
        if block.has_rows() {
            let last = self.columns().saturating_sub(1);
            self.sheet.autofilter(block.head, 0, block.last, last)?;
        }
        self.sheet.set_freeze_panes(block.first, frozen)?;
        self.sheet.set_repeat_rows(block.top, block.head)?;
        Ok(())
    }
}

const NUMBER: ConditionalFormatType = ConditionalFormatType::Number;

fn letters(colour: u32) -> Format {
    Format::new().set_font_color(Color::RGB(colour)).set_bold()
}

fn bar(colour: u32) -> ConditionalFormatDataBar {
    ConditionalFormatDataBar::new().set_fill_color(Color::RGB(colour)).set_border_off(true).set_solid_fill(true)
}
