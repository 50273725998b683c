//! Which ways of writing a time fit every row of a column.
//!
//! Many formats are tried. Where the rows cannot tell the order of day, month and year, each order that fits is kept: it is
//! for a person to say which is meant.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{NaiveDateTime, NaiveTime};

use crate::config::TimeFormat;

/// In what order day, month and year stand, where they are numbers that could be taken for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    /// The year is told by its four digits and stands first, or the month is a word.
    Plain,
    DayFirst,
    MonthFirst,
    YearFirst,
}

const ORDERS: [Order; 3] = [Order::DayFirst, Order::MonthFirst, Order::YearFirst];

/// The dates that are tried, the most usual first.
const DATES: &[(&str, Order)] = &[
    ("%Y-%m-%d", Order::Plain),
    ("%d/%m/%Y", Order::DayFirst),
    ("%m/%d/%Y", Order::MonthFirst),
    ("%d-%m-%Y", Order::DayFirst),
    ("%m-%d-%Y", Order::MonthFirst),
    ("%d.%m.%Y", Order::DayFirst),
    ("%d %b %Y", Order::Plain),
    ("%d-%b-%Y", Order::Plain),
    ("%d-%b-%y", Order::Plain),
    ("%b %d, %Y", Order::Plain),
    ("%Y/%m/%d", Order::Plain),
    ("%d/%m/%y", Order::DayFirst),
    ("%m/%d/%y", Order::MonthFirst),
    ("%y/%m/%d", Order::YearFirst),
    ("%d-%m-%y", Order::DayFirst),
    ("%m-%d-%y", Order::MonthFirst),
    ("%y-%m-%d", Order::YearFirst),
];

/// The clock times that are tried behind a date.
const CLOCKS: &[&str] = &[
    "",
    " %H:%M:%S",
    " %H:%M",
    "T%H:%M:%S",
    "T%H:%M",
    " %I:%M:%S %p",
    " %I:%M %p",
    " %H:%M:%S.%f",
    "T%H:%M:%S.%f",
    " %H.%M",
    " %H.%M.%S",
];

/// What may stand behind a clock time.
const OFFSETS: &[&str] = &["", "%z", " %z", " %Z"];

/// Texts longer than this (bytes) are no times.
const LONGEST: usize = 48;

/// How many different forms of text are remembered a column; a column of free text must not fill the memory.
const SHAPES: usize = 64;

/// After so many cells of which fewer than half are times a column is no column of times.
const TRIED: u64 = 200;

struct Candidate {
    text: String,
    order: Order,
    format: TimeFormat,
}

/// Every format, the most usual first.
static FORMATS: LazyLock<Vec<Candidate>> = LazyLock::new(|| {
    let mut formats = Vec::new();
    for (date, order) in DATES {
        for clock in CLOCKS {
            for offset in OFFSETS.iter().filter(|o| o.is_empty() || !clock.is_empty()) {
                let text = format!("{date}{clock}{offset}");
                if let Ok(format) = text.parse() {
                    formats.push(Candidate { text, order: *order, format });
                }
            }
        }
    }
    formats
});

/// Whether a text is a date in any of the forms that are tried.
pub(super) fn is_date(text: &str) -> bool {
    could_be(text) && FORMATS.iter().any(|c| c.format.read(text).is_some())
}

fn could_be(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().any(|b| b.is_ascii_digit())
}

/// The forms of a clock time alone.
const BARE_CLOCKS: [&str; 2] = ["%H:%M:%S", "%H:%M"];

/// A text with every run of digits and of letters as one sign.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars() {
        let sign = match c {
            c if c.is_ascii_digit() => '9',
            c if c.is_alphabetic() => 'a',
            other => other,
        };
        if !shape.ends_with(sign) || !sign.is_alphanumeric() {
            shape.push(sign);
        }
    }
    shape
}

/// The times of a column as they come by.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// Cells seen.
    seen: u64,
    /// Cells that no format fits, and the first of them.
    unfit: (u64, u64),
    /// For each set of formats that fit a cell together, how many cells, and the first of them.
    sets: BTreeMap<Vec<usize>, (u64, u64)>,
    /// For each form of text the formats worth trying.
    shapes: BTreeMap<String, Vec<usize>>,
    /// Cells that are a clock time alone, by its form.
    clocks: [u64; 2],
    /// Cells that the file itself holds as times; whether one has a clock.
    moments: u64,
    moment_has_clock: bool,
}

/// What a column of times turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Times {
    /// Formats that fit every row; more than one list where the order of day and month cannot be told.
    Fit(Vec<Vec<String>>),
    /// Nearly every row fits, or day and month stand in both orders: how many rows do not fit, and the first of them.
    Nearly {
        /// The formats that fit most.
        formats: Vec<String>,
        /// Rows that they do not fit.
        rows: u64,
        /// The first of them.
        first: u64,
    },
    /// Clock times alone, in these forms.
    Clocks(Vec<String>),
}

impl Dates {
    /// Looks at a text that is not empty.
    pub(super) fn text(&mut self, text: &str, row: u64) {
        self.seen += 1;
        let fit = self.fitting(text);
        if fit.is_empty() {
            for (form, cells) in BARE_CLOCKS.iter().zip(&mut self.clocks) {
                *cells += u64::from(NaiveTime::parse_from_str(text, form).is_ok());
            }
            if self.unfit.0 == 0 {
                self.unfit.1 = row;
            }
            self.unfit.0 += 1;
        } else {
            self.sets.entry(fit).or_insert((0, row)).0 += 1;
        }
    }

    /// Looks at a time that the file itself holds as one.
    pub(super) fn moment(&mut self, moment: NaiveDateTime) {
        self.seen += 1;
        self.moments += 1;
        self.moment_has_clock |= moment.time() != NaiveTime::MIN;
    }

    /// The formats that fit a text, by number.
    fn fitting(&mut self, text: &str) -> Vec<usize> {
        let given_up = self.seen > TRIED && self.unfit.0 * 2 > self.seen;
        if given_up || !could_be(text) {
            return Vec::new();
        }
        let reads = |n: &usize| FORMATS.get(*n).is_some_and(|c| c.format.read(text).is_some());
        let shape = shape(text);
        if let Some(known) = self.shapes.get(&shape) {
            return known.iter().copied().filter(reads).collect();
        }
        let all = 0..FORMATS.len();
        let fit: Vec<usize> = all.clone().filter(reads).collect();
        if !fit.is_empty() && self.shapes.len() < SHAPES {
            // The other orders of the same form may fit another cell: 13/01/2024 fits one, 05/01/2024 two.
            let form = |n: usize| FORMATS.get(n).map(|c| without_order(&c.text));
            let forms: Vec<_> = fit.iter().map(|n| form(*n)).collect();
            self.shapes.insert(shape, all.filter(|n| forms.contains(&form(*n))).collect());
        }
        fit
    }

    /// What the column turned out to be; `None` where it holds no times.
    pub(super) fn told(&self) -> Option<Times> {
        let timely = self.seen - self.unfit.0;
        if self.seen > 0 && self.clocks.iter().sum::<u64>() == self.seen {
            let forms = BARE_CLOCKS.iter().zip(self.clocks).filter(|(_, cells)| *cells > 0);
            return Some(Times::Clocks(forms.map(|(form, _)| (*form).to_owned()).collect()));
        }
        // A few slips leave it a column of times; half of them do not.
        if timely == 0 || timely * 10 < self.seen * 9 {
            return None;
        }
        if self.sets.is_empty() {
            let format = if self.moment_has_clock { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d" };
            return Some(if self.unfit.0 == 0 {
                Times::Fit(vec![vec![format.to_owned()]])
            } else {
                Times::Nearly { formats: vec![format.to_owned()], rows: self.unfit.0, first: self.unfit.1 }
            });
        }
        let mut covers: Vec<Cover> = ORDERS.iter().map(|order| self.cover(*order)).collect();
        covers.sort_by_key(|c| c.left);
        let least = covers.first().map_or(0, |c| c.left);
        let mut lists: Vec<Vec<String>> = Vec::new();
        for cover in covers.iter().filter(|c| c.left == least) {
            let list: Vec<String> =
                cover.formats.iter().filter_map(|n| FORMATS.get(*n)).map(|c| c.text.clone()).collect();
            if !lists.contains(&list) {
                lists.push(list);
            }
        }
        let rows = least + self.unfit.0;
        if rows == 0 {
            return Some(Times::Fit(lists));
        }
        let firsts = covers.first().into_iter().flat_map(|c| c.first).chain((self.unfit.0 > 0).then_some(self.unfit.1));
        let first = firsts.min().unwrap_or(0);
        Some(Times::Nearly { formats: lists.into_iter().next().unwrap_or_default(), rows, first })
    }

    /// The fewest formats of one order (and of those whose order is plain) that fit the most rows.
    fn cover(&self, order: Order) -> Cover {
        let allowed = |n: &usize| FORMATS.get(*n).is_some_and(|c| c.order == order || c.order == Order::Plain);
        let mut left: BTreeMap<&Vec<usize>, (u64, u64)> = self.sets.iter().map(|(set, n)| (set, *n)).collect();
        let mut formats = Vec::new();
        loop {
            let mut rows: BTreeMap<usize, u64> = BTreeMap::new();
            for (set, (count, _)) in &left {
                set.iter().filter(|n| allowed(n)).for_each(|n| *rows.entry(*n).or_default() += count);
            }
            // Most rows first; of equals the most usual format.
            let Some((best, _)) = rows.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))) else { break };
            formats.push(*best);
            left.retain(|set, _| !set.contains(best));
        }
        Cover {
            formats,
            left: left.values().map(|(count, _)| count).sum(),
            first: left.values().map(|(_, first)| *first).min(),
        }
    }
}

struct Cover {
    formats: Vec<usize>,
    /// Rows that none of them fits.
    left: u64,
    /// The first of those rows.
    first: Option<u64>,
}

/// A format with its numbers of day, month and year alike.
fn without_order(format: &str) -> String {
    ["%d", "%m", "%y"].iter().fold(format.to_owned(), |text, part| text.replace(part, "%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cells: &[&str]) -> Option<Times> {
        let mut dates = Dates::default();
        for (cell, row) in cells.iter().zip(2..) {
            dates.text(cell, row);
        }
        dates.told()
    }

    fn fit(lists: &[&[&str]]) -> Option<Times> {
        Some(Times::Fit(lists.iter().map(|l| l.iter().map(ToString::to_string).collect()).collect()))
    }

    #[test]
    fn a_format_that_fits_every_row_is_told() {
        let columns: [(&[&str], &str); 9] = [
            (&["2024-01-05", "2024-02-29"], "%Y-%m-%d"),
            (&["13/01/2024 10:20", "05/01/2024 23:59"], "%d/%m/%Y %H:%M"),
            (&["05/01/2024 23:59", "01/13/2024 10:20"], "%m/%d/%Y %H:%M"),
            (&["04/12/2018 11:11:26 AM", "04/13/2018 12:45:48 PM"], "%m/%d/%Y %I:%M:%S %p"),
            (&["1/1/20 0:05", "1/31/20 8:43"], "%m/%d/%y %H:%M"),
            (&["5 Jan 2024", "06 Agustus 2024"], "%d %b %Y"),
            (&["2011-10-11 13:45:40.276000+02:00"], "%Y-%m-%d %H:%M:%S.%f%z"),
            (&["2024-03-31T17:00:00Z", "2024-03-31T17:00:00+07:00"], "%Y-%m-%dT%H:%M:%S%z"),
            (&["31-01-2024 10:20 WIB", "30-01-2024 10:20 WITA"], "%d-%m-%Y %H:%M %Z"),
        ];
        for (cells, format) in columns {
            assert_eq!(told(cells), fit(&[&[format]]), "{cells:?}");
        }
    }

    #[test]
    fn orders_that_the_rows_cannot_tell_apart_are_both_kept() {
        assert_eq!(told(&["05/01/2024", "12/12/2024", "03/03/2024"]), fit(&[&["%d/%m/%Y"], &["%m/%d/%Y"]]));
        assert_eq!(told(&["01-02-03 10:00"]), fit(&[&["%d-%m-%y %H:%M"], &["%m-%d-%y %H:%M"], &["%y-%m-%d %H:%M"]]));
    }

    #[test]
    fn one_row_tells_the_order_for_all_its_forms() {
        let cells = ["05/01/2024", "06/01/2024 10:00", "13/01/2024 10:00"];
        assert_eq!(told(&cells), fit(&[&["%d/%m/%Y %H:%M", "%d/%m/%Y"]]));
    }

    #[test]
    fn rows_in_both_orders_are_told() {
        let both = told(&["13/01/2024", "05/02/2024", "14/01/2024", "01/15/2024"]);
        assert_eq!(both, Some(Times::Nearly { formats: vec!["%d/%m/%Y".into()], rows: 1, first: 5 }));
    }

    #[test]
    fn a_slip_is_told_and_a_column_of_other_things_is_none() {
        let mut cells = vec!["2024-01-05"; 19];
        cells.push("kemarin");
        assert_eq!(told(&cells), Some(Times::Nearly { formats: vec!["%Y-%m-%d".into()], rows: 1, first: 21 }));
        assert_eq!(told(&["2024-01-05", "Dinas Kesehatan"]), None);
        assert_eq!(told(&["18-00269879", "18-00838880"]), None);
        assert_eq!(told(&[]), None);
        assert_eq!(told(&["10:20:30", "23:59:00"]), Some(Times::Clocks(vec!["%H:%M:%S".into()])));
    }
}
