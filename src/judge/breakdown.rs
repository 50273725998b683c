//! Complaints broken down: by category, class and channel, by state, by who closed, by what was left out.
//!
//! What describes a complaint (its category, class and channel) is hidden where few have it, and where it would tell of
//! few. What describes its handling is a count of the unit as the league table states them, and is never hidden.

use std::collections::{BTreeMap, BTreeSet};

use super::league_row::LeagueRow;
use super::report::CategoryRow;
use super::suppress;
use crate::measure::{Canonical, CategoryCount, Composition};
use crate::terms::{Channel, Class, HIDDEN_CATEGORY, Quarter, State, may_be_named};

/// Complaints of a unit that agree in one respect (`komposisi.csv`).
#[derive(Debug, Clone, PartialEq)]
pub struct CompositionRow {
    /// `class`, `channel`, `state` (at as-of), `closed_by` (of the eligible ones) or `validity` (eligible, or why not).
    pub dimension: &'static str,
    /// The machine word; empty = not told.
    pub value: String,
    /// The unit's id; empty for the government's line.
    pub skpd_id: String,
    /// The unit's or government's name.
    pub unit: String,
    /// How many; `None` = suppressed because it is below 5 or would reveal one that is.
    pub complaints: Option<u64>,
    /// The government's id: units of two governments may have one id and name.
    pub agency_id: String,
}

/// The one line of a unit whose categories would tell too much.
pub const ALL_CATEGORIES: &str = "(semua kategori)";
/// The one line of a unit whose classes or channels would tell too much.
pub const ALL: &str = "(semua)";

/// Complaints by part; the part without a name is the rest, into which small parts go.
pub type Parts = BTreeMap<Option<String>, u64>;

/// Complaints of a government by unit (its id, its place) and part.
type Counts = BTreeMap<usize, BTreeMap<(String, usize), Parts>>;

/// A cell of a table; without a unit it is the government's.
struct Cell {
    agency: usize,
    unit: Option<usize>,
    value: String,
    received: Option<u64>,
}

/// A line of a table that is fit to be published: parts by name, each with its number, or none where it is hidden.
pub type Line = Vec<(String, Option<u64>)>;

/// The categories by their places as far as they may be named; what may not stands as `(lainnya)`, what is not told is empty.
#[must_use]
pub fn nameable(canonical: &Canonical, all: &[CategoryCount]) -> Vec<String> {
    let mut met: BTreeMap<usize, u64> = BTreeMap::new();
    all.iter().for_each(|c| *met.entry(c.category).or_default() += c.received);
    // The column is free text: what few complaints have may be anything, a person's name too.
    let named = |(category, name): (usize, &String)| {
        let rows = met.get(&category).copied().unwrap_or_default();
        if name.is_empty() || may_be_named(name, rows) { name.clone() } else { HIDDEN_CATEGORY.to_owned() }
    };
    canonical.categories.iter().enumerate().map(named).collect()
}

/// The tables of one quarter.
pub struct Breakdown<'a> {
    canonical: &'a Canonical,
    quarter: Quarter,
}

impl<'a> Breakdown<'a> {
    /// Of a quarter.
    pub fn new(canonical: &'a Canonical, quarter: Quarter) -> Self {
        Self { canonical, quarter }
    }

    /// One row a named category for each government, then one a unit and named category, most frequent category first.
    /// `names` are those of [`nameable`].
    pub fn categories(&self, all: &[CategoryCount], names: &[String]) -> Vec<CategoryRow> {
        let counts: Vec<_> = all.iter().filter(|c| c.quarter == self.quarter.index()).collect();
        if counts.iter().all(|c| c.category == 0) {
            return Vec::new();
        }
        let mut table = Counts::new();
        for c in &counts {
            let part = names.get(c.category).filter(|name| *name != HIDDEN_CATEGORY).cloned();
            let unit = self.unit_of(&mut table, c.agency, c.unit);
            *unit.entry(part).or_default() += c.received;
        }
        let row = |cell: Cell| {
            let (skpd_id, unit) = self.name(cell.agency, cell.unit);
            let agency_id = self.agency_id(cell.agency);
            CategoryRow { category: cell.value, agency_id, skpd_id, unit, received: cell.received }
        };
        by_unit_id(hide(&table, ALL_CATEGORIES).into_iter().map(row).collect(), |row| &row.skpd_id)
    }

    /// The parts of a unit in a table.
    fn unit_of<'t>(&self, table: &'t mut Counts, agency: usize, unit: usize) -> &'t mut Parts {
        let id = self.name(agency, Some(unit)).0;
        table.entry(agency).or_default().entry((id, unit)).or_default()
    }

    /// By class, channel, state, who closed, and what was left out; of each the governments first. A class or channel that
    /// no complaint tells is left out.
    pub fn composition(
        &self,
        all: &[Composition],
        units: &[LeagueRow],
        governments: &[LeagueRow],
    ) -> Vec<CompositionRow> {
        let counts: Vec<_> = all.iter().filter(|c| c.quarter == self.quarter.index()).collect();
        let class = |code: i8| Class::from_code(code).map_or("", Class::word);
        let channel = |code: i8| Channel::from_code(code).map_or("", Channel::word);
        let mut out = self.described("class", &counts, |c| c.class, class);
        out.extend(self.described("channel", &counts, |c| c.channel, channel));
        out.extend(self.states(&counts));
        let rows = || governments.iter().chain(units);
        out.extend(rows().flat_map(|row| of_row("closed_by", row, &closers(row))));
        out.extend(rows().flat_map(|row| of_row("validity", row, &validity(row))));
        out
    }

    /// A breakdown by what the complaints are, small cells hidden.
    fn described(
        &self,
        dimension: &'static str,
        counts: &[&Composition],
        code: fn(&Composition) -> i8,
        word: impl Fn(i8) -> &'static str,
    ) -> Vec<CompositionRow> {
        if counts.iter().all(|c| code(c) < 0) {
            return Vec::new();
        }
        let mut table = Counts::new();
        for c in counts {
            let unit = self.unit_of(&mut table, c.agency, c.unit);
            *unit.entry(Some(word(code(c)).to_owned())).or_default() += c.received;
        }
        let row = |cell: Cell| {
            let (skpd_id, unit) = self.name(cell.agency, cell.unit);
            let agency_id = self.agency_id(cell.agency);
            CompositionRow { dimension, value: cell.value, skpd_id, unit, complaints: cell.received, agency_id }
        };
        by_unit_id(hide(&table, ALL).into_iter().map(row).collect(), |row| &row.skpd_id)
    }

    /// Where the complaints stand at as-of.
    fn states(&self, counts: &[&Composition]) -> Vec<CompositionRow> {
        let mut of_agencies: BTreeMap<(usize, i8), u64> = BTreeMap::new();
        let mut of_units: BTreeMap<(usize, usize, i8), u64> = BTreeMap::new();
        for c in counts {
            *of_agencies.entry((c.agency, c.state)).or_default() += c.received;
            *of_units.entry((c.agency, c.unit, c.state)).or_default() += c.received;
        }
        let row = |agency: usize, unit: Option<usize>, state: i8, n: u64| {
            let (skpd_id, unit) = self.name(agency, unit);
            let value = State::from_code(state).map_or("", State::word).to_owned();
            let agency_id = self.agency_id(agency);
            CompositionRow { dimension: "state", value, skpd_id, unit, complaints: Some(n), agency_id }
        };
        let agencies = of_agencies.into_iter().map(|((agency, state), n)| row(agency, None, state, n));
        let units = of_units.into_iter().map(|((agency, unit, state), n)| row(agency, Some(unit), state, n));
        by_unit_id(agencies.chain(units).collect(), |row| &row.skpd_id)
    }

    fn agency_id(&self, agency: usize) -> String {
        self.canonical.units.agencies.get(agency).map(|a| a.id.clone()).unwrap_or_default()
    }

    /// Id and name of a unit; of a government its name alone.
    fn name(&self, agency: usize, unit: Option<usize>) -> (String, String) {
        let units = &self.canonical.units;
        match unit {
            Some(unit) => units.units.get(unit).map(|u| (u.id.clone(), u.name.clone())).unwrap_or_default(),
            None => (String::new(), units.agencies.get(agency).map(|a| a.name.clone()).unwrap_or_default()),
        }
    }
}

/// Rows by the id of their unit, those of the governments first; rows of one unit keep their order.
fn by_unit_id<R>(mut rows: Vec<R>, id: fn(&R) -> &String) -> Vec<R> {
    rows.sort_by(|a, b| id(a).cmp(id(b)));
    rows
}

/// Who closed; the parts add up to `eligible`.
fn closers(row: &LeagueRow) -> [(&'static str, u64); 5] {
    let known = row.closed_by_admin + row.closed_by_system + row.closed_by_reporter;
    [
        ("admin", row.closed_by_admin),
        ("system", row.closed_by_system),
        ("reporter", row.closed_by_reporter),
        ("unknown", row.closed.saturating_sub(known)),
        ("open", row.open),
    ]
}

/// What was left out of the count, and why; the parts add up to `received`.
fn validity(row: &LeagueRow) -> [(&'static str, u64); 6] {
    [
        ("eligible", row.eligible),
        ("duplicate", row.excluded_duplicate),
        ("blocked", row.excluded_blocked),
        ("jurisdiction", row.excluded_jurisdiction),
        ("archived", row.excluded_archived),
        ("waiting", row.excluded_waiting),
    ]
}

/// The parts of a row of the league table that are there at all.
fn of_row(dimension: &'static str, row: &LeagueRow, parts: &[(&'static str, u64)]) -> Vec<CompositionRow> {
    let unit = if row.skpd_id.is_empty() { &row.agency } else { &row.skpd };
    let part = |(value, n): &(&'static str, u64)| CompositionRow {
        dimension,
        value: (*value).to_owned(),
        skpd_id: row.skpd_id.clone(),
        unit: unit.clone(),
        complaints: Some(*n),
        agency_id: row.agency_id.clone(),
    };
    parts.iter().filter(|(_, n)| *n > 0).map(part).collect()
}

/// The cells of each government, then of each unit. Those that are small, or would tell one that is, are hidden.
fn hide(counts: &Counts, all: &str) -> Vec<Cell> {
    let (mut of_agencies, mut of_units) = (Vec::new(), Vec::new());
    for (&agency, units) in counts {
        let (government, told) = fit_to_publish(units, all);
        of_agencies.extend(line(agency, None, government));
        let of_unit = |((_, unit), cells): (&(String, usize), Line)| line(agency, Some(*unit), cells);
        of_units.extend(told.into_iter().flat_map(of_unit));
    }
    of_agencies.into_iter().chain(of_units).collect()
}

/// What may be told of the units of a government, by part: its own line (empty where it is too small), and that of each unit
/// of which anything is told. `all` names the one cell of a unit of which only the total can be told.
///
/// Units and parts are taken in the order of their names, so that which of two equal cells is hidden depends on the data alone.
#[must_use]
pub fn fit_to_publish<'k, K: Ord>(units: &'k BTreeMap<K, Parts>, all: &str) -> (Line, Vec<(&'k K, Line)>) {
    // The unnamed come first: the rest, into which what must not stand alone is put.
    let met: BTreeSet<Option<&String>> =
        units.values().flat_map(|parts| parts.keys().map(Option::as_ref)).chain([None]).collect();
    let met: Vec<Option<&String>> = met.into_iter().collect();
    let row = |parts: &Parts| {
        let count = |part: &Option<&String>| parts.get(&part.cloned()).copied().unwrap_or_default();
        met.iter().map(count).collect::<Vec<u64>>()
    };
    let matrix: Vec<Vec<u64>> = units.values().map(row).collect();
    let table = suppress::table(&matrix);
    let name = |column: &usize| met.get(*column).copied().flatten().map_or(HIDDEN_CATEGORY, String::as_str).to_owned();
    let names = || table.columns.iter().map(name);
    let is_told = table.totals.iter().sum::<u64>() >= suppress::SMALLEST;
    let government = if is_told { names().zip(table.totals.iter().map(|n| Some(*n))).collect() } else { Line::new() };
    let of_unit = |(unit, told): (&'k K, &suppress::Line)| match told {
        suppress::Line::Cells(cells) => Some((unit, names().zip(cells.iter().copied()).collect())),
        // The total stands in the league table; below 5 there is nothing to say.
        suppress::Line::Whole(n) => (*n >= suppress::SMALLEST).then(|| (unit, vec![(all.to_owned(), Some(*n))])),
    };
    (government, units.keys().zip(&table.units).filter_map(of_unit).collect())
}

/// The cells of one line: most frequent first, the hidden ones last in the order of the names, so that the order tells
/// nothing of them.
fn line(agency: usize, unit: Option<usize>, mut cells: Line) -> Vec<Cell> {
    cells.retain(|(_, n)| *n != Some(0));
    cells.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    cells.into_iter().map(|(value, received)| Cell { agency, unit, value, received }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cells: &[Cell]) -> Vec<String> {
        let n = |n: Option<u64>| n.map_or("-".to_owned(), |n| n.to_string());
        let unit = |unit: Option<usize>| unit.map_or("all".to_owned(), |u| u.to_string());
        cells.iter().map(|c| format!("{} {} {}", unit(c.unit), c.value, n(c.received))).collect()
    }

    #[test]
    fn a_small_cell_and_a_second_one_are_hidden_and_the_margins_stand() {
        let unit = |a: u64, b: u64, c: u64| {
            BTreeMap::from([("x", a), ("y", b), ("z", c)].map(|(p, n)| (Some(p.to_owned()), n)))
        };
        let units = BTreeMap::from([(("u".to_owned(), 7), unit(20, 3, 9)), (("v".to_owned(), 8), unit(30, 6, 8))]);
        let cells = told(&hide(&Counts::from([(0, units)]), ALL));
        // By hand: y of unit 7 is 3; z is the next smallest of its line, and both units must hide two.
        assert_eq!(cells, ["all x 50", "all z 17", "all y 9", "7 x 20", "7 y -", "7 z -", "8 x 30", "8 y -", "8 z -"]);
    }

    #[test]
    fn the_rest_is_named_so_and_a_unit_of_few_complaints_is_not_broken_down() {
        let (x, y) = (Some("x".to_owned()), Some("y".to_owned()));
        let units = BTreeMap::from([
            (("a".to_owned(), 1), Parts::from([(None, 6), (x.clone(), 40)])),
            (("b".to_owned(), 2), Parts::from([(x.clone(), 50), (y, 2)])),
            (("c".to_owned(), 3), Parts::from([(None, 5), (x, 5)])),
        ]);
        let cells = told(&hide(&Counts::from([(0, units)]), ALL));
        assert!(cells.contains(&"all x 95".to_owned()) && cells.contains(&"all (lainnya) 13".to_owned()), "{cells:?}");
        assert!(!cells.iter().any(|c| c.contains(" y ")), "two complaints are no part of their own: {cells:?}");
    }
}
