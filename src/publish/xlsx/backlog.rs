//! The sheet `Tunggakan`: the stock of the quarter from its opening to its closing, and how old what is open now is.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::charts::Ages;
use super::grid::{Cell, Column, Grid, Paint};
use super::page::{Page, Scope};
use crate::judge::{BacklogAge, COLUMNS, LeagueRow, column};
use crate::publish::html::age_classes;
use crate::publish::numbers::date;
use crate::publish::texts::{fill, t};

/// The columns of the balance.
const BALANCE: [&str; 6] = [
    "backlog_opening",
    "backlog_received",
    "backlog_reopened",
    "backlog_closed",
    "backlog_closing",
    "backlog_over_limit",
];

/// A row of the sheet: its line of the league table, and its open complaints by age.
type Row<'r> = (&'r LeagueRow, Option<&'r BacklogAge>);

/// Where the governments' ages stand, for the picture on the first sheet.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The sheet's name.
    pub sheet: String,
    head: u32,
    first: u32,
    total: u32,
    columns: (u16, u16),
    open: usize,
    governments: bool,
}

impl Drawn {
    fn rows(&self, rows: (u32, u32)) -> Ages<'_> {
        Ages { sheet: &self.sheet, head: self.head, rows, columns: self.columns }
    }

    /// The cells of the first government, where anything is open.
    pub fn government(&self) -> Option<Ages<'_>> {
        self.governments.then(|| self.rows((self.total, self.total)))
    }

    /// The units with the largest stock, at most so many, and how many they are; `None` where nothing is open.
    pub fn units(&self, most: usize) -> Option<(usize, Ages<'_>)> {
        let bars = self.open.min(most);
        let last = self.first + u32::try_from(bars).unwrap_or(1).checked_sub(1)?;
        Some((bars, self.rows((self.first, last))))
    }

    /// How many units have open complaints.
    pub fn open(&self) -> usize {
        self.open
    }
}

/// Writes the sheet.
pub fn write(book: &mut Workbook, scope: Scope<'_>) -> Result<Drawn, XlsxError> {
    let Scope { report, language, .. } = scope;
    let several = scope.several();
    let ages: BTreeMap<(&str, &str), &BacklogAge> = report
        .backlog_age_instansi
        .iter()
        .chain(&report.backlog_age)
        .map(|row| ((&*row.agency_id, &*row.skpd_id), row))
        .collect();
    let with_ages = |row: &'_ LeagueRow| ages.get(&(&*row.agency_id, &*row.skpd_id)).copied();
    let mut rows: Vec<Row<'_>> =
        report.league.iter().map(|row| (row, with_ages(row))).filter(|row| has_stock(row)).collect();
    rows.sort_by(|a, b| open(b).cmp(&open(a)).then_with(|| a.0.skpd.cmp(&b.0.skpd)));

    let mut columns = vec![Column::of("skpd", 44.0, Paint::Nothing, language)];
    if several {
        columns.push(Column::of("agency", 24.0, Paint::Nothing, language));
    }
    let balance = t("xlsx.band.balance", language);
    columns.extend(BALANCE.iter().filter_map(|name| column(name)).map(|figure| {
        let paint = if figure.name == "backlog_over_limit" { Paint::Alarm } else { Paint::Plain };
        Column::of(figure.name, 10.0, paint, language).under(balance)
    }));
    let as_of = date(report.as_of.date(), language);
    let band = fill(t("xlsx.band.ages", language), &[("as_of", &as_of)]);
    let lead = t("section.ages.lead", language);
    columns.push(Column::numbers(t("table.open", language), 10.0, Paint::Volume).noted(lead).under(&band));
    let first_age = u16::try_from(columns.len()).unwrap_or(0);
    let classes = age_classes(language);
    columns.extend(classes.iter().map(|class| Column::numbers(class, 11.0, Paint::Plain).noted(lead).under(&band)));
    let last_age = u16::try_from(columns.len()).unwrap_or(1) - 1;
    columns.push(Column::of("oldest_open_days", 10.0, Paint::Plain, language).under(&band));

    let cells = |(row, ages): &Row<'_>, name: &str| {
        let figure = |name: &str| column(name).map_or(Cell::Empty, |c| Cell::of((c.get)(row), c.quantity));
        let mut cells = vec![Cell::text(name)];
        if several {
            cells.push(if row.skpd_id.is_empty() { Cell::Empty } else { Cell::text(&row.agency) });
        }
        cells.extend(BALANCE.map(figure));
        let counts = ages.map_or([0; 5], |ages| ages.counts);
        cells.push(Cell::Count(counts.iter().sum()));
        cells.extend(counts.map(Cell::Count));
        cells.push(figure("oldest_open_days"));
        cells
    };
    let of_government = |row: &LeagueRow| {
        let name = if row.agency.is_empty() { &report.government.name } else { &row.agency };
        cells(&(row, with_ages(row)), name)
    };
    let grid = Grid {
        columns,
        rows: rows.iter().map(|row| cells(row, &row.0.skpd)).collect(),
        totals: report.instansi.iter().map(of_government).collect(),
        flat: false,
    };
    let mut page = Page::open(book, "xlsx.backlog", scope, grid.widths())?;
    page.title(t("xlsx.backlog.title", language), &[t("xlsx.backlog.lead", language).to_owned()])?;
    let block = page.grid(&grid)?;
    page.finish(block, 1 + u16::from(several))?;
    let of_governments = report.backlog_age_instansi.iter().any(|row| row.counts.iter().any(|n| *n > 0));
    Ok(Drawn {
        sheet: page.sheet.name(),
        head: block.head,
        first: block.first,
        total: if block.has_rows() { block.last + 1 } else { block.first },
        columns: (first_age, last_age),
        open: rows.iter().filter(|row| open(row) > 0).count(),
        governments: of_governments && !report.instansi.is_empty(),
    })
}

fn open((_, ages): &Row<'_>) -> u64 {
    ages.map_or(0, |ages| ages.counts.iter().sum())
}

/// Whether anything of a stock is to be told.
fn has_stock(row: &Row<'_>) -> bool {
    let figures = COLUMNS.iter().filter(|c| BALANCE.contains(&c.name));
    let any = figures.filter_map(|c| (c.get)(row.0).as_f64()).any(|n| n > 0.0);
    any || open(row) > 0
}
