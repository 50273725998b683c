//! The quarters of equal age computed again: each complaint of an earlier quarter as it stood at the cut, from the evidence
//! of that quarter's own report.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::Finished;
use super::announced::is_unanswered;
use super::at_cut::{ByThen, HeldBack, Seen};
use super::book::{Book, Key, Published};
use super::difference::{Away, Difference, Unshown};
use super::evidence::{Case, Standing};
use super::folder::Folder;
use super::recompute::{Grounds, Recomputed, beats, figures, rings};
use super::tally::Tally;
use super::times::end_of;
use crate::judge::Value;
use crate::problem::Problem;
use crate::terms::Quarter;

/// Where the complaints of earlier quarters stand whose times are held back.
const RESTRICTED: &str = "internal/bukti-umur-sama.csv";

/// Measures of which at a cut everything is known; where any other is scored, a cut has no score.
const KNOWN_AT_A_CUT: [&str; 8] = [
    "response_rate",
    "on_time_rate",
    "resolution_rate",
    "resolution_on_time_rate",
    "mean_response_hours",
    "mean_response_workdays",
    "mean_resolution_days",
    "mean_resolution_workdays",
];

/// How many quarters are told at equal age, the report's own counted.
pub const LONGEST: usize = 8;

/// A quarter at its cut.
pub struct Line {
    /// The figures of its rows.
    pub figures: BTreeMap<Key, Recomputed>,
    /// What they rest on.
    pub grounds: BTreeMap<Key, AtCut>,
    /// Complaints whose state at the cut nothing tells, and states of no complaint, by the row to which they belong.
    faults: BTreeMap<Key, Vec<Difference>>,
}

/// What a row of a quarter at its cut rests on.
pub struct AtCut {
    /// The last second that counts.
    pub cut: NaiveDateTime,
    /// The complaints that were there, as they stood.
    pub seen: Vec<Seen>,
    /// Complaints answered by the cut whichever way their time is read.
    pub surely: u64,
    /// Complaints answered by some reading of their time.
    pub possibly: u64,
    /// Of those overdue and unanswered the ones that their reporter had not closed; `None` where too few times are known.
    pub unanswered_named: Option<u64>,
}

impl Line {
    /// A cell of `riwayat-umur-sama.csv`.
    #[must_use]
    pub fn cell(&self, key: &Key, column: &str) -> Value {
        let Some((at_cut, row)) = self.grounds.get(key).zip(self.figures.get(key)) else { return Value::Empty };
        match column {
            "as_of" => Value::Text(cut_words(at_cut.cut)),
            "responded_low" => Value::Count(at_cut.surely),
            "responded_high" => Value::Count(at_cut.possibly),
            "unanswered_named" => Value::count(at_cut.unanswered_named),
            _ => row.cells.get(column).cloned().unwrap_or(Value::Empty),
        }
    }
}

/// The complaints of each row of a quarter, as whoever it stands for sees them.
type Cases<'a> = BTreeMap<Key, Vec<&'a Case>>;

impl Finished {
    /// The row of the league to which the complaints of a unit of an earlier quarter belong now: its own, or its successor's.
    fn shown_as(&self, key: &Key) -> Key {
        let (agency, skpd) = key;
        let took_in = |((of, _), standing): &(&Key, &Standing)| of == agency && standing.shown_for.contains(skpd);
        match self.book.standings.iter().find(took_in) {
            Some((successor, _)) if !skpd.is_empty() => successor.clone(),
            _ => key.clone(),
        }
    }

    /// When a quarter was as old as that of the report is, on the clock of a row.
    pub(super) fn cut_of(&self, key: &Key, quarter: Quarter) -> NaiveDateTime {
        let as_of = self.book.clock_of(&(key.0.clone(), String::new())).as_of;
        end_of(quarter.last_day()) + (as_of - end_of(self.book.settings.quarter.last_day()))
    }

    /// A quarter at the age of the report's; or why it cannot be shown.
    pub(super) fn line(&self, quarter: Quarter) -> Result<&Line, Difference> {
        let earlier = self.of_quarter(quarter)?;
        let Some(cell) = self.lines.get(&quarter) else {
            return Err(Difference::Unshown(Unshown { quarter, why: Away::Absent }));
        };
        Ok(cell.get_or_init(|| match quarter == self.book.settings.quarter {
            true => self.own_line(),
            false => self.line_from(earlier, quarter),
        }))
    }

    /// The complaints of a quarter's own report by the rows under which this one shows them.
    fn cases_shown<'a>(&self, book: &'a Book) -> Cases<'a> {
        let mut cases = Cases::new();
        for key in book.cases.keys() {
            let government = (key.0.clone(), String::new());
            cases.entry(self.shown_as(key)).or_default().extend(book.cases_of(key));
            cases.entry(government.clone()).or_insert_with(|| book.cases_of(&government));
        }
        cases
    }

    /// The report's own quarter, which is cut at as-of.
    fn own_line(&self) -> Line {
        let horizon = self.book.settings.horizon;
        let at_as_of = |case: &&Case| Seen::new(case, ByThen::at_as_of(case, horizon));
        let cases = self.cases_shown(&self.book);
        let seen = cases.into_iter().map(|(key, cases)| (key, cases.iter().filter_map(at_as_of).collect()));
        self.judged(self, self.book.settings.quarter, seen.collect(), BTreeMap::new())
    }

    /// An earlier quarter.
    fn line_from(&self, earlier: &Self, quarter: Quarter) -> Line {
        let mut held_back = self.restricted.get(&quarter).cloned().unwrap_or_default();
        let mut seen: BTreeMap<Key, Vec<Seen>> = BTreeMap::new();
        let mut faults: BTreeMap<Key, Vec<Difference>> = BTreeMap::new();
        for (key, cases) in self.cases_shown(&earlier.book) {
            let cut = self.cut_of(&key, quarter);
            let mut untold = held_back.remove(&key).unwrap_or_default();
            let masked = cases.iter().any(|case| case.is_masked());
            let of_row = seen.entry(key.clone()).or_default();
            for case in cases {
                let by_then = ByThen::at(case, cut, self.book.settings.horizon).or_else(|| untold.take(case));
                match by_then {
                    Some(by_then) => of_row.extend(Seen::new(case, by_then)),
                    None => {
                        faults.entry(key.clone()).or_default().push(Difference::NoState { place: case.place.clone() })
                    }
                }
            }
            // A report that holds nothing back needs nothing told.
            let spare = untold.left().filter(|_| masked).map(|place| Difference::Unfounded { place: place.to_owned() });
            faults.entry(key).or_default().extend(spare);
        }
        self.judged(earlier, quarter, seen, faults)
    }

    /// The figures of every row of a quarter at its cut.
    fn judged(
        &self,
        earlier: &Self,
        quarter: Quarter,
        mut seen: BTreeMap<Key, Vec<Seen>>,
        faults: BTreeMap<Key, Vec<Difference>>,
    ) -> Line {
        // A quarter of which a government has nothing by the cut is none of its line.
        let known: Vec<String> = seen
            .iter()
            .filter(|((_, skpd), s)| skpd.is_empty() && !s.is_empty())
            .map(|((of, _), _)| of.clone())
            .collect();
        // Who has a row of that quarter without a complaint of it has one here, and who took over stock or late hand-overs.
        for key in earlier.book.rows.keys() {
            let shown = self.shown_as(key);
            let stock = || earlier.book.spells_of(key).iter().any(|spell| spell.began != "after");
            let late = || earlier.book.handed_of(key).iter().any(|row| row.late);
            if shown == *key || stock() || late() {
                seen.entry(shown).or_default();
            }
        }
        seen.retain(|(agency, _), _| known.contains(agency));
        let mut line = Line { figures: BTreeMap::new(), grounds: BTreeMap::new(), faults };
        for (key, seen) in seen {
            let row = self.row_at_cut(earlier, quarter, &key, &seen);
            let known = row.cells.get("unanswered_overdue").is_some_and(|n| *n != Value::Empty);
            let count = |is: fn(&Seen) -> bool| seen.iter().filter(|s| s.case.is_eligible() && is(s)).count() as u64;
            let at_cut = AtCut {
                cut: self.cut_of(&key, quarter),
                surely: count(|s| s.by_then.surely),
                possibly: count(|s| s.by_then.possibly),
                unanswered_named: known.then(|| count(|s| is_unanswered(&s.case))),
                seen,
            };
            line.figures.insert(key.clone(), row);
            line.grounds.insert(key, at_cut);
        }
        self.rank(&mut line.figures);
        line
    }

    fn row_at_cut(&self, earlier: &Self, quarter: Quarter, key: &Key, seen: &[Seen]) -> Recomputed {
        let cases: Vec<&Case> = seen.iter().map(|s| &s.case).collect();
        let (spells, handed) = (earlier.book.spells_of(key), earlier.book.handed_of(key));
        let names = self.named(key);
        let agency = names.map_or("", |row| row.cell("agency"));
        let mut row = figures(Grounds {
            settings: &earlier.book.settings,
            key,
            home: agency == self.book.settings.government,
            standing: self.book.standings.get(key).or_else(|| earlier.book.standings.get(key)),
            tally: Tally::of(&cases, &spells, &handed),
            received_before: 0,
            at_a_cut: true,
        });
        row.cells.extend([
            ("period", Value::Text(quarter.to_string())),
            ("agency_id", Value::text(&key.0)),
            ("agency", Value::text(agency)),
            ("skpd_id", Value::text(&key.1)),
            ("skpd", Value::text(names.map_or("", |row| row.cell("skpd")))),
        ]);
        row
    }

    /// Ranks the rows of a quarter, or takes the scores out where one of a cut would not be a score.
    fn rank(&self, rows: &mut BTreeMap<Key, Recomputed>) {
        let scored = self.book.settings.weights.iter().all(|(of, _)| KNOWN_AT_A_CUT.contains(&of.as_str()));
        let mut ranks: BTreeMap<Key, u64> = BTreeMap::new();
        for rivals in rings(rows).into_values().filter(|_| scored) {
            for own in &rivals {
                let better = rivals.iter().filter(|rival| beats(rival.score, own.score)).count() as u64;
                ranks.insert(own.key.clone(), 1 + better);
            }
        }
        for (key, row) in rows {
            row.cells.insert("rank", Value::count(ranks.get(key).copied()));
            if !scored {
                row.cells.insert("score", Value::Empty);
            }
        }
    }

    /// A row that tells the names of a unit: the league's, else the newest of the history.
    pub(super) fn named(&self, key: &Key) -> Option<&Published> {
        let of_history = || self.book.history.values().rev().find_map(|rows| rows.get(key));
        self.book.rows.get(key).or_else(of_history)
    }

    /// What is wrong with the evidence of a row of a quarter at its cut.
    pub(super) fn line_faults(&self, quarter: Quarter, key: &Key) -> Vec<Difference> {
        let (line, earlier) = match (self.line(quarter), self.of_quarter(quarter)) {
            (Ok(line), Ok(earlier)) => (line, earlier),
            (Err(why), _) | (_, Err(why)) => return vec![why],
        };
        let mut faults = line.faults.get(key).cloned().unwrap_or_default();
        faults.extend(earlier.book.told.iter().cloned());
        let own = earlier.rows.keys().filter(|other| self.shown_as(other) == *key);
        faults.extend(own.flat_map(|other| earlier.contradictions(other).iter().cloned()));
        faults
    }
}

/// What is told of complaints whose times are held back, by quarter and row.
pub type Restricted = BTreeMap<Quarter, BTreeMap<Key, HeldBack>>;

/// Reads `bukti-umur-sama.csv` where the report has it.
///
/// # Errors
/// It cannot be read, or a row is not one that the program writes.
pub fn restricted(folder: &Folder, told: &mut Vec<Difference>) -> Result<Restricted, Problem> {
    let mut all = Restricted::new();
    if folder.has(RESTRICTED) {
        for row in folder.table(RESTRICTED, told)?.rows() {
            let (quarter, key, case, by_then) = HeldBack::read(&row)?;
            all.entry(quarter).or_default().entry(key).or_default().add(&case, by_then);
        }
    }
    Ok(all)
}

/// A cut as the tables write it.
#[must_use]
pub fn cut_words(cut: NaiveDateTime) -> String {
    cut.format("%Y-%m-%dT%H:%M:%S").to_string()
}
