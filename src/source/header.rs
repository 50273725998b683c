//! Finding a header row by its names, whatever stands above it.
//!
//! Owns how names are compared, which row is the header, and the message where none is. It never
//! shows a cell that may belong to a data row.

use super::Wanted;
use crate::problem::Problem;

/// How many rows are looked through before a table is given up.
pub(super) const SEARCHED: usize = 200;

/// How many names a message lists at most, and how long each may be, in characters.
const LISTED: usize = 40;
const NAME: usize = 60;

/// Bounds on the rows above the header that are kept: cells a row, and characters a cell.
const PREAMBLE_CELLS: usize = 64;
const PREAMBLE_CELL: usize = 400;

/// A name as it is compared: no byte-order mark, outer quotes or outer white space, lower case, and
/// any run of white space, `-` and `_` is one space.
pub(super) fn fold(name: &str) -> String {
    let inner = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '"' | '\'' | '“' | '”' | '‘' | '’')
    });
    let mut folded = String::with_capacity(inner.len());
    for word in inner.split(|c: char| c.is_whitespace() || c == '-' || c == '_').filter(|w| !w.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

/// Where the wanted columns stand in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// For each wanted column its place, from 0.
    pub(super) places: Vec<Option<usize>>,
    /// How many cells the header has.
    pub(super) width: usize,
}

impl Columns {
    /// For each wanted column, whether the file has it.
    pub(super) fn present(&self) -> Vec<bool> {
        self.places.iter().map(Option::is_some).collect()
    }

    /// How many of the wanted columns the file has.
    pub(super) fn matched(&self) -> usize {
        self.places.iter().flatten().count()
    }
}

/// What a row turned out to be.
#[derive(Debug, PartialEq, Eq)]
enum Fit {
    /// It lacks a required name; so many of the wanted ones stand in it.
    Short(usize),
    /// It is the header.
    Header(Columns),
}

/// The wanted names, ready to be compared.
#[derive(Debug)]
pub(super) struct Names<'a> {
    wanted: &'a [Wanted],
    folded: Vec<String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(wanted: &'a [Wanted]) -> Self {
        Self { wanted, folded: wanted.iter().map(|w| fold(&w.header)).collect() }
    }

    /// How many columns are wanted.
    pub(super) const fn len(&self) -> usize {
        self.wanted.len()
    }

    /// The wanted columns that a header cell stands for.
    pub(super) fn of(&self, cell: &str) -> Vec<usize> {
        let cell = fold(cell);
        self.folded.iter().enumerate().filter(|(_, name)| **name == cell).map(|(i, _)| i).collect()
    }

    /// A missing required name, if any. Where nothing is required one match is.
    pub(super) fn complete(&self, present: &[bool]) -> bool {
        let lacking = self.wanted.iter().zip(present).any(|(w, there)| w.required && !there);
        !lacking && present.iter().any(|there| *there)
    }

    /// Compares a row with the wanted names.
    fn fit<'c>(&self, cells: impl Iterator<Item = &'c str>) -> Result<Fit, Problem> {
        let mut places: Vec<Option<usize>> = vec![None; self.folded.len()];
        let mut twice = None;
        let mut width = 0;
        for (at, cell) in cells.enumerate() {
            width = at + 1;
            for index in self.of(cell) {
                match places.get_mut(index) {
                    Some(place @ None) => *place = Some(at),
                    Some(Some(first)) => twice = twice.or(Some((index, *first, at))),
                    None => {}
                }
            }
        }
        let columns = Columns { places, width };
        if !self.complete(&columns.present()) {
            return Ok(Fit::Short(columns.matched()));
        }
        match twice {
            Some((index, first, second)) => Err(self.twice(index, first, second)),
            None => Ok(Fit::Header(columns)),
        }
    }

    /// Two columns have one wanted name. Places are from 0.
    pub(super) fn twice(&self, index: usize, first: usize, second: usize) -> Problem {
        let name = self.wanted.get(index).map_or("", |w| w.header.as_str());
        Problem::new(format!("two columns are named \"{name}\": column {} and column {}", first + 1, second + 1))
            .because("case, and `-`, `_` and space, are alike in names, so it is not known which column is meant")
            .hint("rename or remove one of the two columns in the file")
    }

    /// No header was found. `seen` tells what the most header-like rows hold.
    pub(super) fn missing(&self, shown: &str, seen: &[Seen]) -> Problem {
        let told = seen.iter().take(LISTED).map(|s| s.tell(self)).collect::<Vec<_>>().join("; ");
        Problem::new("no row has all the headers that the profile requires")
            .at(shown)
            .because(told)
            .hint("check that the file belongs to this profile, or write its headers under [columns] of a profile of your own")
    }
}

/// The most header-like row of a file or sheet, for a message.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The sheet; empty for other files.
    sheet: String,
    /// The row as a person counts it.
    row: u64,
    /// How many wanted names stand in it.
    matched: usize,
    /// Its cells, fit to be shown.
    cells: Vec<String>,
    /// For each wanted column, whether it is there.
    present: Vec<bool>,
}

impl Seen {
    /// What a message says of it.
    fn tell(&self, names: &Names<'_>) -> String {
        let missing: Vec<&str> = names
            .wanted
            .iter()
            .enumerate()
            .filter(|(i, w)| w.required && !self.present.get(*i).copied().unwrap_or(false))
            .map(|(_, w)| w.header.as_str())
            .collect();
        let place = if self.sheet.is_empty() { String::new() } else { format!("sheet \"{}\": ", self.sheet) };
        let missing = match missing.as_slice() {
            [] => "no wanted header is there".to_owned(),
            some => format!("missing {}", some.join(", ")),
        };
        let seen = match (self.cells.as_slice(), self.row) {
            ([], _) => format!("no row of the first {SEARCHED} looks like a header"),
            (cells, 0) => format!("names seen: {}", cells.join(", ")),
            (cells, row) => format!("columns seen in row {row}: {}", cells.join(", ")),
        };
        format!("{place}{missing}; {seen}")
    }
}

/// Whether a cell may come from a data row: long, or with the digits of a date, a number of a
/// person or a coordinate, or an address.
fn looks_like_data(cell: &str) -> bool {
    cell.chars().count() > NAME || cell.contains('@') || cell.chars().filter(char::is_ascii_digit).count() >= 6
}

/// A cell as a message may show it.
fn shown(cell: &str) -> String {
    if looks_like_data(cell) {
        "…".to_owned()
    } else {
        cell.trim_matches(['\u{feff}', ' ']).escape_debug().to_string()
    }
}

/// Looks for the header while rows come by.
#[derive(Debug)]
pub(super) struct Finder<'n, 'w> {
    names: &'n Names<'w>,
    offered: usize,
    best: Seen,
    preamble: Vec<Vec<String>>,
}

impl<'n, 'w> Finder<'n, 'w> {
    pub(super) fn new(names: &'n Names<'w>) -> Self {
        Self { names, offered: 0, best: Seen::default(), preamble: Vec::new() }
    }

    /// Whether to give up.
    pub(super) const fn exhausted(&self) -> bool {
        self.offered >= SEARCHED
    }

    /// Whether no row was offered.
    pub(super) const fn nothing(&self) -> bool {
        self.offered == 0
    }

    /// Offers the next row; its columns come back if it is the header.
    ///
    /// # Errors
    /// It is the header, and two of its columns have one wanted name.
    pub(super) fn offer<S: AsRef<str>>(&mut self, row: u64, cells: &[S]) -> Result<Option<Columns>, Problem> {
        self.offered += 1;
        let matched = match self.names.fit(cells.iter().map(AsRef::as_ref))? {
            Fit::Header(columns) => return Ok(Some(columns)),
            Fit::Short(matched) => matched,
        };
        self.note(row, matched, cells);
        let kept = cells.iter().take(PREAMBLE_CELLS);
        self.preamble.push(kept.map(|c| c.as_ref().chars().take(PREAMBLE_CELL).collect()).collect());
        Ok(None)
    }

    /// Keeps the row if it is the most header-like one so far.
    fn note<S: AsRef<str>>(&mut self, row: u64, matched: usize, cells: &[S]) {
        let filled = || cells.iter().map(AsRef::as_ref).filter(|c| !c.trim().is_empty());
        // Without one known name a row that looks like data is taken to be data: none of it is shown.
        let better = if matched > 0 {
            matched > self.best.matched
        } else {
            self.best.cells.is_empty() && filled().nth(1).is_some() && !filled().any(looks_like_data)
        };
        if better {
            let mut names: Vec<String> = filled().take(LISTED).map(shown).collect();
            if filled().nth(LISTED).is_some() {
                names.push("and more".to_owned());
            }
            let mut present = vec![false; self.names.wanted.len()];
            for index in filled().flat_map(|c| self.names.of(c)) {
                if let Some(there) = present.get_mut(index) {
                    *there = true;
                }
            }
            self.best = Seen { sheet: String::new(), row, matched, cells: names, present };
        }
    }

    /// The rows above the header.
    pub(super) fn preamble(&self) -> &[Vec<String>] {
        &self.preamble
    }

    /// How many wanted names the most header-like row has.
    pub(super) const fn matched(&self) -> usize {
        self.best.matched
    }

    /// How many cells the most header-like row shows.
    pub(super) const fn width(&self) -> usize {
        self.best.cells.len()
    }

    /// What to tell where no header was found.
    pub(super) fn seen(self, sheet: &str) -> Seen {
        Seen { sheet: sheet.to_owned(), ..self.best }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(names: &[(&str, bool)]) -> Vec<Wanted> {
        names.iter().map(|(h, required)| Wanted { header: (*h).to_owned(), required: *required }).collect()
    }

    #[test]
    fn names_are_compared_without_dress() {
        for dressed in
            ["Tracking ID", "\u{feff}tracking_id", " TRACKING-ID ", "\"Tracking  \t ID\"", "tracking\u{a0}id"]
        {
            assert_eq!(fold(dressed), "tracking id");
        }
        assert_ne!(fold("tracking.id"), "tracking id");
    }

    #[test]
    fn the_first_row_with_every_required_name_is_the_header() {
        let wanted = wanted(&[("Tracking ID", true), ("Status", true), ("Rating", false)]);
        let names = Names::new(&wanted);
        let mut finder = Finder::new(&names);
        assert_eq!(finder.offer(1, &["Judul Laporan", "", "Ringkas"]).unwrap(), None);
        assert_eq!(finder.offer(3, &["Tracking ID", "x"]).unwrap(), None);
        let columns = finder.offer(5, &["No", "status", "tracking_id"]).unwrap().unwrap();
        assert_eq!(columns, Columns { places: vec![Some(2), Some(1), None], width: 3 });
        assert_eq!(columns.present(), [true, true, false]);
        assert_eq!(finder.preamble().len(), 2);
    }

    #[test]
    fn two_columns_of_one_name_are_refused_with_both_places() {
        let wanted = wanted(&[("Status", true)]);
        let names = Names::new(&wanted);
        let problem = Finder::new(&names).offer(1, &["status", "x", "STATUS "]).unwrap_err();
        assert!(problem.what.contains("column 1 and column 3"), "{problem}");
        // Two columns that nobody wants may share a name.
        assert!(Finder::new(&names).offer(1, &["status", "x", "x"]).unwrap().is_some());
    }

    #[test]
    fn one_column_may_be_wanted_twice() {
        let wanted = wanted(&[("waktu", true), ("Waktu", false)]);
        let names = Names::new(&wanted);
        let columns = Finder::new(&names).offer(1, &["waktu"]).unwrap().unwrap();
        assert_eq!(columns.places, [Some(0), Some(0)]);
    }

    #[test]
    fn the_message_lists_what_is_missing_and_what_was_seen() {
        let wanted = wanted(&[("Tracking ID", true), ("Status", true)]);
        let names = Names::new(&wanted);
        let mut finder = Finder::new(&names);
        finder.offer(1, &["Nama Instansi", "Kota Contoh"]).unwrap();
        finder.offer(2, &["Status", "Unit", "0812-3456-7890"]).unwrap();
        let text = names.missing("a.csv", &[finder.seen("Lembar")]).to_string();
        assert!(text.contains("missing Tracking ID; columns seen in row 2: Status, Unit, …"), "{text}");
        assert!(text.contains("sheet \"Lembar\"") && text.contains("a.csv"), "{text}");
    }

    #[test]
    fn a_row_that_looks_like_data_is_never_shown() {
        let wanted = wanted(&[("Tracking ID", true)]);
        let names = Names::new(&wanted);
        let mut finder = Finder::new(&names);
        finder.offer(1, &["Siti Aminah", "081234567890"]).unwrap();
        finder.offer(2, &["Budi", &"panjang ".repeat(12)]).unwrap();
        let text = names.missing("a.csv", &[finder.seen("")]).to_string();
        assert!(!text.contains("Siti") && !text.contains("Budi") && text.contains("looks like a header"), "{text}");
    }
}
