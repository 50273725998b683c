//! A figure of a finished report explained: which complaints were counted, and how; and whether it comes out again.
//!
//! Reads what a published quarter holds and nothing else: the tables, the evidence in `internal/`, the rules in the
//! manifest. Counts, rates, means, scores and ranks are computed here once more, by other code than that which published
//! them. Writes nothing.

mod address;
mod alone;
mod announced;
mod at_cut;
mod basis;
mod book;
mod cell;
mod difference;
mod equal_age;
mod evidence;
mod explained;
mod folder;
mod in_a_row;
mod lists;
mod movement;
mod neighbours;
mod rank_sets;
mod recompute;
mod rules;
mod scenarios;
mod settings;
mod sheet;
mod tables;
mod tally;
mod times;
mod words;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use difference::Difference;
pub use explained::{Explained, Item, List};

use address::Address;
use announced::{Counts, Measure, Tables, held};
use basis::{Basis, Told, computed_by};
use book::{Book, Key, Published, agrees, written};
use equal_age::{Line, Restricted};
use folder::Folder;
use movement::Comparison;
use neighbours::Neighbours;
use rank_sets::Certainty;
use recompute::Recomputed;
use scenarios::Test;
use sheet::Opened;

use crate::judge::{Column, Quantity, Value};
use crate::problem::Problem;
use crate::publish::Language;
use crate::terms::{Quarter, fold_name};

/// How many names are suggested for one that is not known.
const SUGGESTIONS: usize = 3;

/// Below this likeness (Jaro-Winkler) a name is no suggestion.
const ALIKE: f64 = 0.75;

/// A finished report, every row of which has been computed again.
pub struct Finished {
    folder: Folder,
    book: Book,
    rows: BTreeMap<Key, Recomputed>,
    /// The announcement and the work list.
    announced: Tables,
    /// The ranks that chance allows; they take draws, and are computed when somebody asks.
    sets: OnceCell<BTreeMap<Key, Certainty>>,
    /// The ranked rows by each choice made otherwise.
    tests: OnceCell<BTreeMap<Key, Vec<Test>>>,
    /// What the times of each row's evidence contradict.
    contradicted: OnceCell<BTreeMap<Key, Vec<Difference>>>,
    /// The other tables, each read when somebody asks.
    sheets: Vec<OnceCell<Opened>>,
    /// The row of whom no league knows.
    nobody: Published,
    /// The reports of earlier quarters.
    neighbours: Neighbours,
    /// What is told of complaints of earlier quarters whose times are held back.
    restricted: Restricted,
    /// The quarters of equal age, each computed when somebody asks.
    lines: BTreeMap<Quarter, OnceCell<Line>>,
    /// The comparisons between them.
    movement: OnceCell<Vec<Comparison>>,
}

impl Finished {
    /// Reads the folder of a published quarter.
    ///
    /// # Errors
    /// It is no such folder, or a file that a figure depends on is missing or unreadable.
    pub fn open(root: &Path) -> Result<Self, Problem> {
        Self::read(Folder::open(root)?, root)
    }

    fn read(folder: Folder, root: &Path) -> Result<Self, Problem> {
        let mut book = Book::open(&folder)?;
        let announced = Tables::open(&folder, &mut book.told)?;
        let restricted = equal_age::restricted(&folder, &mut book.told)?;
        let rows = recompute::rows(&book);
        let own = book.settings.quarter;
        let earlier: Vec<Quarter> = book.history.keys().copied().filter(|quarter| *quarter < own).collect();
        let line = earlier.iter().copied().rev().take(equal_age::LONGEST - 1).chain([own]);
        Ok(Self {
            lines: line.map(|quarter| (quarter, OnceCell::new())).collect(),
            neighbours: Neighbours::new(root, earlier),
            restricted,
            movement: OnceCell::new(),
            folder,
            book,
            rows,
            announced,
            sets: OnceCell::new(),
            tests: OnceCell::new(),
            contradicted: OnceCell::new(),
            sheets: tables::ALL.iter().map(|_| OnceCell::new()).collect(),
            nobody: Published::default(),
        })
    }

    /// Government and unit of every row, the unit empty for a government's own.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.book.rows.keys().map(|(agency, skpd)| (agency.as_str(), skpd.as_str()))
    }

    /// Explains a figure. `skpd` is the id or the name of a unit, or of a government for its own row; `government/unit` where
    /// several have one of the name. Without it the government's row is meant. `measure` is a column of the league, a measure
    /// of the announcement, or the address of a cell of another table: `FILE[.KEY...].COLUMN`.
    ///
    /// # Errors
    /// There is no such unit, measure or cell; the nearest are named. The announcement speaks of units alone.
    pub fn explain(&self, skpd: Option<&str>, measure: &str, language: Language) -> Result<Explained, Problem> {
        let key = self.find(skpd);
        match address::parse(measure)? {
            Address::Column(column) => Ok(self.explained(&key?, column, language)),
            Address::Announced(measure) => self.announced(&key?, measure, language),
            // Tables of earlier quarters hold units that the league of this one does not.
            Address::Cell(address) => {
                let key = key.or_else(|problem| self.find_earlier(skpd).ok_or(problem))?;
                self.cell(&key, &address, language)
            }
        }
    }

    /// What is announced of a unit.
    fn announced(&self, key: &Key, measure: Measure, language: Language) -> Result<Explained, Problem> {
        let Self { book, rows, announced, .. } = self;
        if key.1.is_empty() {
            return Err(Problem::new("pengumuman.csv names units, not the government as a whole")
                .at("--skpd")
                .hint("name a unit or a line of the government's own, such as --skpd belum-terdisposisi"));
        }
        let published = book.rows.get(key).cloned().unwrap_or_default();
        let clock = book.clock_of(key);
        let words = self.words(key, language);
        let waiting = announced.waiting(key, &clock)?;
        let row = rows.get(key);
        let known = row.and_then(|row| row.cells.get("unanswered_overdue")).is_some_and(|n| *n != Value::Empty);
        let handed_on_late = row.map_or(0, |row| row.tally.returned_late);
        let counts = Counts::of(&book.cases_of(key), &waiting, handed_on_late, known);
        let held = held(announced, measure, key, &counts, &waiting)?;
        let mut differences = book.told.clone();
        differences.extend(self.contradictions(key).iter().cloned());
        differences.extend(held.differences);
        let basis = match measure {
            Measure::HandedOnLate => Basis::HandOvers,
            _ => Basis::Complaints {
                counted: announced::is_unanswered,
                of: |c| c.response.is_due(),
                told: Told::ResponseLimit,
            },
        };
        let computed_by = "src/judge/announcement.rs";
        let read = lists::Reading { book, rows, key, words: &words };
        Ok(Explained {
            language,
            quarter: book.settings.quarter,
            as_of: words.as_of.clone(),
            agency: published.cell("agency").to_owned(),
            skpd_id: key.1.clone(),
            skpd: published.cell("skpd").to_owned(),
            measure: measure.name().to_owned(),
            column: measure.name(),
            meaning: None,
            quantity: Quantity::Text,
            place: held.place,
            published: held.published,
            rules: book.rules.of(measure.name(), basis, &words),
            steps: counts.steps(measure, &words),
            lists: read.announced(measure, &waiting),
            recomputed: if held.recomputed.is_empty() { Value::Empty } else { Value::Text(held.recomputed) },
            computed_by,
            computed_by_hash: None,
            differences,
        })
    }

    fn explained(&self, key: &Key, column: &'static Column, language: Language) -> Explained {
        let Self { book, rows, .. } = self;
        let published = book.rows.get(key).cloned().unwrap_or_default();
        let cell = published.cell(column.name).to_owned();
        let value = match column.name {
            "rank_low" => Value::count(self.certainty(key).map(|known| known.set.low)),
            "rank_high" => Value::count(self.certainty(key).map(|known| known.set.high)),
            name => rows.get(key).and_then(|row| row.cells.get(name)).cloned().unwrap_or(Value::Empty),
        };
        let words = self.words(key, language);
        let basis = Basis::of(column.name).unwrap_or(Basis::Name);
        let mut differences = book.told.clone();
        differences.extend(self.contradictions(key).iter().cloned());
        if !agrees(&cell, &value) {
            differences.push(Difference::Figure {
                place: published.place.clone(),
                column: column.name,
                published: cell.clone(),
                recomputed: written(&value),
            });
        }
        differences.extend(self.history_differs(key, column.name, &value));
        let computed_by = computed_by(column.name);
        let read = lists::Reading { book, rows, key, words: &words };
        Explained {
            language,
            quarter: book.settings.quarter,
            as_of: words.as_of.clone(),
            agency: published.cell("agency").to_owned(),
            skpd_id: key.1.clone(),
            skpd: published.cell("skpd").to_owned(),
            measure: column.name.to_owned(),
            column: column.name,
            meaning: None,
            quantity: column.quantity,
            place: published.place.clone(),
            published: cell,
            rules: book.rules.of(column.name, basis, &words),
            steps: read.steps(column.name, basis),
            lists: read.lists(column.name, basis),
            recomputed: value,
            computed_by,
            computed_by_hash: book.queries.get(computed_by).cloned(),
            differences,
        }
    }

    /// What chance allows of a row's rank; none where it is not ranked, or a score does not tell its error.
    fn certainty(&self, key: &Key) -> Option<&Certainty> {
        self.sets.get_or_init(|| rank_sets::of(&self.book, &self.rows)).get(key)
    }

    /// Every ranked row by each choice made otherwise.
    fn tests(&self) -> &BTreeMap<Key, Vec<Test>> {
        self.tests.get_or_init(|| scenarios::of(&self.book, &self.rows))
    }

    /// Everything in a row's evidence that its own times contradict.
    fn contradictions(&self, key: &Key) -> &[Difference] {
        let all = || self.rows.keys().map(|key| (key.clone(), self.book.contradictions(key))).collect();
        self.contradicted.get_or_init(all).get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The row of the same quarter in the history must say what the evidence gives, whatever the league says.
    fn history_differs(&self, key: &Key, column: &'static str, value: &Value) -> Option<Difference> {
        let twin = self.book.history.get(&self.book.settings.quarter)?.get(key)?;
        (!agrees(twin.cell(column), value)).then(|| Difference::Figure {
            place: twin.place.clone(),
            column,
            published: twin.cell(column).to_owned(),
            recomputed: written(value),
        })
    }

    /// The row that is meant.
    fn find(&self, skpd: Option<&str>) -> Result<Key, Problem> {
        let rows = &self.book.rows;
        let Some(wanted) = skpd else {
            let mut governments = rows.keys().filter(|(_, skpd)| skpd.is_empty());
            return match (governments.next(), governments.next()) {
                (Some(only), None) => Ok(only.clone()),
                _ => Err(Problem::new("the report holds several governments")
                    .at("--skpd")
                    .hint(format!("name one of them with --skpd: {}", self.names(|key| key.1.is_empty()).join(", ")))),
            };
        };
        let mut found: Vec<&Key> =
            rows.iter().filter(|(key, row)| is_meant(key, row, wanted)).map(|(key, _)| key).collect();
        if found.is_empty() {
            // Who has open complaints of later quarters alone is in no league, and in the table of their ages all the same.
            let is_it = |key: &&Key| key.1 == wanted || format!("{}/{}", key.0, key.1) == wanted;
            found.extend(self.book.spells.keys().filter(is_it));
        }
        let exact: Vec<&Key> = found.iter().copied().filter(|key| key.1 == wanted).collect();
        match (found.as_slice(), exact.as_slice()) {
            ([only], _) | (_, [only]) => Ok((*only).clone()),
            ([], _) => {
                let near = nearest(wanted, self.names(|_| true));
                Err(Problem::new(format!("'{wanted}' is no unit of this report")).at("--skpd").hint(
                    match near.is_empty() {
                        true => "give an id or a name as it stands in publik/league.csv".to_owned(),
                        false => format!("did you mean {}?", near.join(", ")),
                    },
                ))
            }
            (several, _) => {
                let all: Vec<String> = several.iter().map(|(agency, skpd)| format!("{agency}/{skpd}")).collect();
                Err(Problem::new(format!("'{wanted}' may be several rows of this report"))
                    .at("--skpd")
                    .hint(format!("write one of {}", all.join(", "))))
            }
        }
    }

    /// The row of an earlier quarter that is meant, where there is one alone.
    fn find_earlier(&self, skpd: Option<&str>) -> Option<Key> {
        let wanted = skpd?;
        let rows = self.book.history.values().flatten();
        let found: BTreeSet<&Key> = rows.filter(|(key, row)| is_meant(key, row, wanted)).map(|(key, _)| key).collect();
        let mut found = found.into_iter();
        found.next().filter(|_| found.next().is_none()).cloned()
    }

    /// Ids and names of rows.
    fn names(&self, of: impl Fn(&Key) -> bool) -> Vec<String> {
        let rows = self.book.rows.iter().filter(|(key, _)| of(key));
        rows.flat_map(|(key, row)| match key.1.is_empty() {
            true => [key.0.clone(), row.cell("agency").to_owned()],
            false => [key.1.clone(), row.cell("skpd").to_owned()],
        })
        .collect()
    }
}

/// Whether a row is that of whom `--skpd` names, by id or name.
fn is_meant(key: &Key, row: &Published, wanted: &str) -> bool {
    let (id, name) = match key.1.is_empty() {
        true => (&key.0, row.cell("agency")),
        false => (&key.1, row.cell("skpd")),
    };
    let folded = fold_name(wanted);
    let both = format!("{}/{}", key.0, key.1);
    // As a table without ids writes a unit where there are several governments.
    let of_government = || !key.1.is_empty() && fold_name(&format!("{name} ({})", row.cell("agency"))) == folded;
    *id == wanted || both == wanted || fold_name(id) == folded || fold_name(name) == folded || of_government()
}

/// The names nearest to a word.
fn nearest(word: &str, names: Vec<String>) -> Vec<String> {
    let word = fold_name(word);
    let near = names.into_iter().map(|name| (strsim::jaro_winkler(&word, &fold_name(&name)), name));
    let mut near: Vec<(f64, String)> = near.filter(|(likeness, _)| *likeness >= ALIKE).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.dedup_by(|a, b| a.1 == b.1);
    near.into_iter().take(SUGGESTIONS).map(|(_, name)| name).collect()
}
