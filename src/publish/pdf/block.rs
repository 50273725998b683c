//! What a page of the report is made of, before the template gives it a form.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Drawn;
use crate::publish::Language;
use crate::publish::html::{PageCell, PageHead, PageRow, PageTable};
use crate::publish::texts::t;

/// A piece of a section.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Text { text: String },
    /// A list.
    Items { items: Vec<String> },
    /// A remark beside a rule; a warning where figures are missing or must not be used as they stand.
    Note { text: String, warning: bool },
    /// A heading below that of the section.
    Heading { text: String },
    /// A table.
    Table(Sheet),
    /// A picture, with its message for those who do not see it.
    Picture { path: String, alt: String },
    /// What is said of what: a label and its text.
    Facts { facts: Vec<[String; 2]> },
    /// Names with a count, those of most first.
    Named { lines: Vec<Line> },
    /// Place and office of who signs.
    Signature { place: String, office: String, name: String, number: String },
}

impl Block {
    /// A paragraph.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// A heading below that of the section.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading { text: text.into() }
    }

    /// The charts of these names that there are, page by page.
    pub fn pictures(charts: &[Drawn], names: &[&str]) -> Vec<Self> {
        let of = names.iter().flat_map(|name| charts.iter().filter(move |chart| is_of(chart.name, name)));
        let pages = of.flat_map(|chart| chart.pages.iter().map(move |page| (page, chart)));
        pages.map(|(page, chart)| Self::Picture { path: page.path.clone(), alt: chart.alt.clone() }).collect()
    }
}

/// Whether a chart is the one of a name, or a part of it: `corong-on_time_rate` is one of `corong`.
fn is_of(chart: &str, name: &str) -> bool {
    chart.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// A figure at a glance.
#[derive(Debug, Clone, Serialize)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// Of what; may be empty.
    pub note: String,
    /// What it was; may be empty.
    pub before: String,
}

/// A name with a count.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Whose.
    pub name: String,
    /// How many.
    pub count: String,
    /// What else is told; may be empty.
    pub facts: String,
}

/// A table on paper.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// Its headings.
    pub columns: Vec<String>,
    /// The share of the width that each column deserves.
    pub widths: Vec<f64>,
    /// `r` for a column of numbers, else `l`.
    pub align: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell on paper.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// A second, smaller line; may be empty.
    pub sub: String,
    /// The share of the cell that a bar fills, if it has one.
    pub bar: Option<f64>,
    /// Whether it is to be noticed.
    pub alarm: bool,
    /// Whether its row stands back.
    pub faint: bool,
}

impl Sheet {
    /// A table of the page on paper.
    pub fn of(table: &PageTable) -> Self {
        Self {
            columns: table.head.iter().map(|head| head.text.clone()).collect(),
            widths: table.head.iter().enumerate().map(|(at, head)| weight(head, cells(table, at))).collect(),
            align: table.head.iter().map(|head| if head.numeric { "r" } else { "l" }).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| row.cells.iter().map(|cell| Cell::of(cell, row.faint)).collect())
                .collect(),
        }
    }

    /// A table of few rows and many columns with its headings at the side: one line a heading, one column a row.
    pub fn turned(table: &PageTable) -> Self {
        let names_at = table.head.iter().position(|head| head.name).unwrap_or(0);
        let cell = |row: &PageRow, at: usize| row.cells.get(at).map(|cell| Cell::of(cell, false));
        let name = table.head.get(names_at).map(|head| head.text.clone()).unwrap_or_default();
        let names = cells(table, names_at).map(|cell| cell.text.clone());
        let beside = table.rows.len();
        let others = table.head.iter().enumerate().filter(|(at, _)| *at != names_at);
        Self {
            columns: std::iter::once(name).chain(names).collect(),
            widths: std::iter::once(2.0).chain(std::iter::repeat_n(1.0, beside)).collect(),
            align: std::iter::once("l").chain(std::iter::repeat_n("r", beside)).collect(),
            rows: others
                .map(|(at, head)| {
                    let values = table.rows.iter().filter_map(|row| cell(row, at));
                    std::iter::once(Cell::text(head.text.as_str())).chain(values).collect()
                })
                .collect(),
        }
    }
}

fn cells(table: &PageTable, at: usize) -> impl Iterator<Item = &PageCell> {
    table.rows.iter().filter_map(move |row| row.cells.get(at))
}

/// The share of the width that a column deserves, about in letters. A number is never broken; words beyond a line or so
/// wrap, so that a long explanation does not push the others together.
#[allow(clippy::cast_precision_loss)] // lengths of texts
fn weight<'t>(head: &PageHead, cells: impl Iterator<Item = &'t PageCell>) -> f64 {
    const LINE: usize = 26;
    /// A second line that is longer than an interval is words, and wraps.
    const SUB: usize = 13;
    let letters = |text: &str| text.chars().count();
    let longest = cells.map(|cell| letters(&cell.text).max((letters(&cell.sub) * 9 / 10).min(SUB))).max().unwrap_or(0);
    let word = head.text.split_whitespace().map(letters).max().unwrap_or(0);
    let wanted = longest.max(word).max(letters(&head.text) / 3).max(if head.numeric { 7 } else { 5 });
    let beyond = wanted.saturating_sub(LINE) as f64;
    wanted.min(LINE) as f64 + 2.0 * beyond.sqrt() + 2.0
}

impl Cell {
    fn of(cell: &PageCell, faint: bool) -> Self {
        Self { text: cell.text.clone(), sub: cell.sub.clone(), bar: cell.bar, alarm: cell.alarm, faint }
    }

    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), sub: String::new(), bar: None, alarm: false, faint: false }
    }
}

/// Every key with the text of the catalogue in a language, for the words that a template places itself.
pub fn words(keys: &[&'static str], language: Language) -> BTreeMap<&'static str, &'static str> {
    keys.iter().map(|key| (*key, t(key, language))).collect()
}
