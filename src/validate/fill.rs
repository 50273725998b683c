//! How complete and how fresh a file is: which cells are filled, which months it tells of. Counted while the rows are read.

use chrono::{Datelike, NaiveDate};

use crate::config::{Field, Profile};
use crate::source::{Cell, RawRow};
use crate::terms::{ColumnFill, FileQuality};

/// A canonical column that the profile looks for.
#[derive(Debug)]
struct Column {
    field: Field,
    /// The places of its headers among the wanted ones.
    wanted: Vec<usize>,
    /// The header in the file; empty where the file has none of them.
    header: String,
    filled: u64,
}

/// The counts of one table.
#[derive(Debug, Default)]
pub struct Fill {
    columns: Vec<Column>,
    /// The most bytes of a word for "nothing there".
    longest_empty: usize,
    /// The month of the last receipt and how many in a row fell into it.
    run: (i32, u64),
    quality: FileQuality,
}

impl Fill {
    /// For a table; `header` gives the header in the file behind a canonical column.
    pub fn new(profile: &Profile, header: impl Fn(Field) -> String) -> Self {
        let column = |(field, _): &(Field, &str)| {
            let mapping = profile.mapping(*field)?;
            Some(Column { field: *field, wanted: mapping.wanted.clone(), header: header(*field), filled: 0 })
        };
        Self {
            columns: Field::NAMES.iter().filter_map(column).collect(),
            longest_empty: profile.empty.iter().map(String::len).max().unwrap_or(0),
            run: (0, 0),
            quality: FileQuality::default(),
        }
    }

    /// Counts the cells of a row. What the profile takes for "nothing there" is not filled.
    pub fn row(&mut self, row: &RawRow<'_>, empty: &[String]) {
        self.quality.rows += 1;
        let longest = self.longest_empty;
        let is_filled = |wanted: &usize| match row.cells.get(*wanted) {
            None | Some(Cell::Empty) => false,
            Some(Cell::Moment(_)) => true,
            // Most cells are told by their ends: nothing to trim, and longer than any word for "nothing there".
            Some(Cell::Text(text)) if text.len() > longest && is_bare(text) => true,
            Some(Cell::Text(text)) => {
                let text = text.trim();
                !text.is_empty() && !empty.iter().any(|e| e == text)
            }
        };
        for column in &mut self.columns {
            column.filled += u64::from(column.wanted.iter().any(is_filled));
        }
    }

    /// Notes the local date of receipt of an accepted row.
    pub fn received(&mut self, date: Option<NaiveDate>) {
        let Some(date) = date else { return };
        self.quality.newest = self.quality.newest.max(Some(date));
        let month = FileQuality::month(date.year(), date.month());
        if month != self.run.0 {
            self.end_run(month);
        }
        self.run.1 += 1;
    }

    /// Counts the receipts in a row of one month; exports are mostly ordered by time.
    fn end_run(&mut self, next: i32) {
        let (month, rows) = std::mem::replace(&mut self.run, (next, 0));
        if rows > 0 {
            *self.quality.months.entry(month).or_default() += rows;
        }
    }

    /// Notes a date of the export.
    pub fn exported(&mut self, date: Option<NaiveDate>) {
        self.quality.exported = self.quality.exported.max(date);
    }

    /// Notes the first day that the export states to cover.
    pub fn begins(&mut self, date: Option<NaiveDate>) {
        self.quality.begins = date;
    }

    /// What was counted.
    pub fn into_quality(mut self) -> FileQuality {
        self.end_run(0);
        let columns = self.columns.into_iter().map(|c| ColumnFill {
            column: c.field.name().to_owned(),
            header: c.header,
            filled: c.filled,
        });
        FileQuality { columns: columns.collect(), ..self.quality }
    }
}

/// Whether a text certainly has no white space at its ends.
fn is_bare(text: &str) -> bool {
    let graphic = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    graphic(text.as_bytes().first()) && graphic(text.as_bytes().last())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;

    const PROFILE: &str = "name = \"uji\"\nlayout = \"cases\"\nempty = [\"-\"]\n[columns]\ncomplaint-id = \"no\"\n\
        received-at = { columns = [\"tgl\", \"jam\"], formats = [\"%Y-%m-%d %H:%M\"] }\nclass = \"jenis\"\n";

    #[test]
    fn blanks_and_words_for_nothing_are_not_filled_and_a_time_in_two_columns_is_one() -> Result<(), Problem> {
        let profile = Profile::parse(PROFILE, "uji.toml")?;
        let mut fill = Fill::new(&profile, |field| if field == Field::Class { String::new() } else { "h".to_owned() });
        let place = |header: &str| profile.wanted.iter().position(|w| w.header == header);
        for (no, date, time, class) in
            [("1", "2024-01-01", " ", "- "), ("2", "", "08:00", ""), ("3", "", "", "aspirasi")]
        {
            let mut cells = vec![Cell::Empty; profile.wanted.len()];
            for (header, text) in [("no", no), ("tgl", date), ("jam", time), ("jenis", class)] {
                if let Some(cell) = place(header).and_then(|at| cells.get_mut(at)) {
                    *cell = Cell::Text(text);
                }
            }
            fill.row(&RawRow { row: 2, cells: &cells, fault: None }, &profile.empty);
        }
        fill.received(NaiveDate::from_ymd_opt(2024, 3, 31));
        fill.received(NaiveDate::from_ymd_opt(2024, 1, 1));
        fill.received(None);
        let quality = fill.into_quality();
        let filled: Vec<_> = quality.columns.iter().map(|c| (c.column.as_str(), c.header.as_str(), c.filled)).collect();
        assert_eq!(filled, [("complaint-id", "h", 3), ("received-at", "h", 2), ("class", "", 1)]);
        assert_eq!((quality.rows, quality.newest), (3, NaiveDate::from_ymd_opt(2024, 3, 31)));
        assert_eq!(quality.months.keys().copied().collect::<Vec<_>>(), [2024 * 12, 2024 * 12 + 2]);
        Ok(())
    }
}
