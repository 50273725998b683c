//! Small cells of a table of two sides are not shown, nor cells that would tell them.
//!
//! The totals of every unit and of every category are public, so a hidden cell is safe only where neither tells it.
//! Knows counts alone: what a unit or a category is called is none of its business.

/// Cells below this are not shown.
pub const SMALLEST: u64 = 5;

/// How often bounds are narrowed at most; few passes suffice, and a crafted table must not cost hours.
const PASSES: usize = 200;

/// The column of all categories that are not named: always the first of the counts.
pub const REST: usize = 0;

/// A table fit to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns that are left, by their place in the counts; what is not here went into [`REST`].
    pub columns: Vec<usize>,
    /// Their totals over all units; public.
    pub totals: Vec<u64>,
    /// The units, in the order of the counts.
    pub units: Vec<Line>,
}

/// A unit's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// One cell a column; `None` = hidden, and not 0.
    Cells(Vec<Option<u64>>),
    /// Nothing but the unit's total can be told.
    Whole(u64),
}

/// Hides what must not be told of counts by unit (outer) and category (inner), of which [`REST`] is the first.
#[must_use]
pub fn table(counts: &[Vec<u64>]) -> Table {
    let width = counts.iter().map(Vec::len).max().unwrap_or(0);
    let mut draft = Draft {
        columns: (0..width).collect(),
        counts: counts
            .iter()
            .map(|row| row.iter().copied().chain(std::iter::repeat(0)).take(width).collect())
            .collect(),
    };
    draft.drop_empty();
    while let Some(small) = (0..draft.columns.len()).find(|c| draft.total(*c) < SMALLEST && draft.columns.len() > 1) {
        draft.merge(small);
    }
    loop {
        if draft.columns.len() < 2 {
            return draft.single();
        }
        match Hiding::new(&draft.counts).settle() {
            Ok(units) => {
                let totals = (0..draft.columns.len()).map(|c| draft.total(c)).collect();
                return Table { columns: draft.columns, totals, units };
            }
            Err(column) => draft.merge(column),
        }
    }
}

/// The counts with the columns that are still apart.
struct Draft {
    columns: Vec<usize>,
    counts: Vec<Vec<u64>>,
}

impl Draft {
    fn total(&self, column: usize) -> u64 {
        self.counts.iter().filter_map(|row| row.get(column)).sum()
    }

    fn take(&mut self, column: usize) -> Vec<u64> {
        self.columns.remove(column);
        self.counts.iter_mut().map(|row| row.remove(column)).collect()
    }

    fn drop_empty(&mut self) {
        while let Some(empty) = (0..self.columns.len()).find(|c| self.total(*c) == 0) {
            self.take(empty);
        }
    }

    /// Puts a column into the rest; the rest itself is joined by the smallest other one.
    fn merge(&mut self, column: usize) {
        let is_rest = self.columns.get(column) == Some(&REST);
        let smallest = || (0..self.columns.len()).filter(|c| *c != column).min_by_key(|c| (self.total(*c), *c));
        let Some(column) = (if is_rest { smallest() } else { Some(column) }) else { return };
        let moved = self.take(column);
        if self.columns.first() != Some(&REST) {
            self.columns.insert(0, REST);
            self.counts.iter_mut().for_each(|row| row.insert(0, 0));
        }
        for (row, n) in self.counts.iter_mut().zip(moved) {
            row.iter_mut().take(1).for_each(|rest| *rest += n);
        }
    }

    /// One column is no breakdown: a unit's cell is its total. A name would tell the category of the few all the same.
    fn single(mut self) -> Table {
        let few = self.counts.iter().flatten().any(|n| is_small(*n));
        if few {
            self.columns.iter_mut().for_each(|c| *c = REST);
        }
        let totals = (0..self.columns.len()).map(|c| self.total(c)).collect();
        let line = |row: &Vec<u64>| {
            if few { Line::Whole(row.iter().sum()) } else { Line::Cells(row.iter().map(|n| Some(*n)).collect()) }
        };
        let units = self.counts.iter().map(line).collect();
        Table { columns: self.columns, totals, units }
    }
}

fn is_small(n: u64) -> bool {
    (1..SMALLEST).contains(&n)
}

/// Whether the hidden cells of a line keep each other's secret though their sum is known.
fn is_safe(hidden: impl Iterator<Item = u64>) -> bool {
    let (cells, sum) = hidden.fold((0_u64, 0_u64), |(cells, sum), n| (cells + 1, sum + n));
    cells == 0 || (cells >= 2 && sum >= SMALLEST && sum > cells)
}

/// Where a cell is: unit and column.
type Place = (usize, usize);

/// What is hidden so far.
struct Hiding<'a> {
    counts: &'a [Vec<u64>],
    width: usize,
    hidden: Vec<Vec<bool>>,
    whole: Vec<bool>,
}

impl<'a> Hiding<'a> {
    fn new(counts: &'a [Vec<u64>]) -> Self {
        let hidden = counts.iter().map(|row| row.iter().map(|n| is_small(*n)).collect()).collect();
        Self { counts, width: counts.first().map_or(0, Vec::len), hidden, whole: vec![false; counts.len()] }
    }

    fn count(&self, (unit, column): Place) -> u64 {
        self.counts.get(unit).and_then(|row| row.get(column)).copied().unwrap_or(0)
    }

    fn is_hidden(&self, (unit, column): Place) -> bool {
        self.hidden.get(unit).and_then(|row| row.get(column)).copied().unwrap_or(false)
    }

    fn hide(&mut self, (unit, column): Place) {
        if let Some(cell) = self.hidden.get_mut(unit).and_then(|row| row.get_mut(column)) {
            *cell = true;
        }
    }

    fn is_whole(&self, unit: usize) -> bool {
        self.whole.get(unit).copied().unwrap_or(false)
    }

    fn unit(&self, unit: usize) -> impl Iterator<Item = Place> + use<> {
        (0..self.width).map(move |column| (unit, column))
    }

    fn column(&self, column: usize) -> impl Iterator<Item = Place> + use<> {
        (0..self.counts.len()).map(move |unit| (unit, column))
    }

    fn hidden_counts(&self, line: impl Iterator<Item = Place>) -> impl Iterator<Item = u64> {
        line.filter(|p| self.is_hidden(*p)).map(|p| self.count(p))
    }

    /// The shown cell of a line that tells least.
    fn smallest_shown(&self, line: impl Iterator<Item = Place>) -> Option<Place> {
        line.filter(|p| !self.is_hidden(*p) && self.count(*p) > 0).min_by_key(|p| (self.count(*p), *p))
    }

    /// Hides until every line is safe and an attack finds nothing.
    ///
    /// # Errors
    /// The column that cannot be made safe.
    fn settle(mut self) -> Result<Vec<Line>, usize> {
        loop {
            if self.round()? {
                continue;
            }
            let Some((unit, column)) = self.told() else { return Ok(self.lines()) };
            let near = self.smallest_shown(self.column(column)).or_else(|| self.smallest_shown(self.unit(unit)));
            let any = (0..self.counts.len()).flat_map(|u| self.unit(u));
            let next = near.or_else(|| self.smallest_shown(any)).ok_or(column)?;
            self.hide(next);
        }
    }

    /// Makes each line safe by itself; whether anything had to change.
    fn round(&mut self) -> Result<bool, usize> {
        let mut changed = false;
        for unit in 0..self.counts.len() {
            while !self.is_whole(unit) && !is_safe(self.hidden_counts(self.unit(unit))) {
                changed = true;
                match self.smallest_shown(self.unit(unit)) {
                    Some(place) => self.hide(place),
                    None => self.whole.iter_mut().skip(unit).take(1).for_each(|w| *w = true),
                }
            }
        }
        for column in 0..self.width {
            while !is_safe(self.hidden_counts(self.column(column))) {
                changed = true;
                let place = self.smallest_shown(self.column(column)).ok_or(column)?;
                self.hide(place);
            }
        }
        Ok(changed)
    }

    /// A small cell that follows from what is shown: bounds of each hidden cell are narrowed by the sums until nothing
    /// moves. A hidden cell is at least 1 where it is listed, at least 0 in a unit of which only the total is shown.
    fn told(&self) -> Option<Place> {
        let open = |(unit, column): Place| self.is_whole(unit) || self.is_hidden((unit, column));
        let units = (0..self.counts.len()).map(|u| self.unit(u).filter(|p| open(*p)).collect::<Vec<_>>());
        let columns = (0..self.width).map(|c| self.column(c).filter(|p| open(*p)).collect::<Vec<_>>());
        let with_sum = |line: Vec<Place>| {
            let sum: u64 = line.iter().map(|p| self.count(*p)).sum();
            (line, sum)
        };
        let lines: Vec<(Vec<Place>, u64)> = units.chain(columns).map(with_sum).collect();
        let mut bounds: Vec<Vec<(u64, u64)>> = (0..self.counts.len())
            .map(|u| vec![if self.is_whole(u) { (0, u64::MAX) } else { (1, u64::MAX) }; self.width])
            .collect();
        let at = |bounds: &[Vec<(u64, u64)>], (u, c): Place| {
            bounds.get(u).and_then(|row| row.get(c)).copied().unwrap_or((0, u64::MAX))
        };
        for _ in 0..PASSES {
            let mut moved = false;
            for (line, sum) in &lines {
                let of_line: Vec<(u64, u64)> = line.iter().map(|p| at(&bounds, *p)).collect();
                let least: u64 = of_line.iter().map(|b| b.0).sum();
                let most = of_line.iter().fold(0_u64, |most, b| most.saturating_add(b.1));
                let endless = of_line.iter().filter(|b| b.1 == u64::MAX).count();
                for (place, (low, high)) in line.iter().zip(of_line) {
                    // The others' most is without end where one of them has none.
                    let others = if endless > usize::from(high == u64::MAX) {
                        u64::MAX
                    } else if high == u64::MAX {
                        line.iter().filter(|p| *p != place).map(|p| at(&bounds, *p).1).fold(0, u64::saturating_add)
                    } else {
                        most - high
                    };
                    let new = (low.max(sum.saturating_sub(others)), high.min((sum + low).saturating_sub(least)));
                    if new != (low, high) {
                        moved = true;
                        if let Some(bound) = bounds.get_mut(place.0).and_then(|row| row.get_mut(place.1)) {
                            *bound = new;
                        }
                    }
                }
            }
            if !moved {
                break;
            }
        }
        lines.into_iter().take(self.counts.len()).flat_map(|(line, _)| line).find(|p| {
            let (low, high) = at(&bounds, *p);
            low == high && is_small(self.count(*p))
        })
    }

    fn lines(&self) -> Vec<Line> {
        let line = |unit: usize| {
            if self.is_whole(unit) {
                return Line::Whole(self.unit(unit).map(|p| self.count(p)).sum());
            }
            Line::Cells(self.unit(unit).map(|p| (!self.is_hidden(p)).then(|| self.count(p))).collect())
        };
        (0..self.counts.len()).map(line).collect()
    }
}

#[cfg(test)]
mod tests;
