//! For how many quarters in a row a unit left complaints without a response at equal age.

use super::Finished;
use super::announced::is_unanswered;
use super::basis::Told;
use super::book::Key;
use super::difference::Difference;
use super::explained::Item;
use super::lists::Reading;
use super::tables::words_at;
use super::words::Words;
use crate::judge::Value;
use crate::terms::Quarter;

/// What is known of a quarter of a unit.
#[derive(Debug, Clone)]
struct Known {
    quarter: Quarter,
    /// Complaints without a response for which the unit is named; `None` = not known, or nothing of that quarter is.
    named: Option<u64>,
    /// Why it cannot be shown; the number is the published one.
    unshown: Option<Difference>,
}

/// A run of quarters, the report's own first.
#[derive(Debug, Clone, Default)]
pub struct InARow {
    /// The quarters that were looked at, the one that ends the run too.
    looked_at: Vec<Known>,
    /// How many are in the run.
    pub quarters: u64,
    /// Whether it may be longer: nothing is known of the quarter before.
    pub at_least: bool,
}

impl Finished {
    fn known(&self, key: &Key, quarter: Quarter) -> Known {
        let mut known = Known { quarter, named: None, unshown: None };
        if !self.lines.contains_key(&quarter) {
            return known;
        }
        match self.line(quarter) {
            Ok(line) if line.grounds.keys().any(|(agency, _)| *agency == key.0) => {
                // Who has no row of a quarter of which something is known had no complaint in it.
                known.named = line.grounds.get(key).map_or(Some(0), |at_cut| at_cut.unanswered_named);
            }
            Ok(_) => {}
            Err(why) => {
                known.unshown = Some(why);
                known.named = match self.published_line(key, quarter).map(|mut cells| cells.remove("unanswered_named"))
                {
                    Some(Some(Value::Count(n))) => Some(n),
                    Some(_) => None,
                    None => Some(0),
                };
            }
        }
        known
    }

    /// The run of a unit.
    pub(super) fn in_a_row(&self, key: &Key) -> InARow {
        let mut run = InARow::default();
        let mut quarter = self.book.settings.quarter;
        loop {
            let known = self.known(key, quarter);
            let named = known.named;
            run.looked_at.push(known);
            match named {
                Some(0) => return run,
                Some(_) => run.quarters += 1,
                None => {
                    run.at_least = run.quarters > 0;
                    return run;
                }
            }
            quarter = quarter.previous();
        }
    }
}

impl InARow {
    /// What is wrong with the evidence of the quarters that were looked at.
    pub fn faults(&self, report: &Finished, key: &Key) -> Vec<Difference> {
        let known = self.looked_at.iter().filter(|known| report.lines.contains_key(&known.quarter));
        known.flat_map(|known| report.line_faults(known.quarter, key)).collect()
    }

    /// The arithmetic, a sentence a quarter.
    pub fn steps(&self, words: &Words) -> Vec<String> {
        let step = |known: &Known| match (known.named, &known.unshown) {
            (Some(n), None) => words.of(
                format!("{}: {n} tanpa respons pada umur yang sama", known.quarter),
                format!("{}: {n} without a response at equal age", known.quarter),
            ),
            (Some(n), Some(_)) => words.of(
                format!("{}: {n} menurut riwayat-umur-sama.csv, tidak dapat ditunjukkan", known.quarter),
                format!("{}: {n} by riwayat-umur-sama.csv, not shown", known.quarter),
            ),
            (None, _) => words.of(
                format!("{}: tidak diketahui; data atau garisnya berakhir di sini", known.quarter),
                format!("{}: not known; the data or the line end here", known.quarter),
            ),
        };
        let mut steps: Vec<String> = self.looked_at.iter().map(step).collect();
        let quarters = self.quarters;
        steps.push(match self.at_least {
            true => words.of(
                format!("berturut-turut: {quarters} triwulan, mungkin lebih"),
                format!("in a row: {quarters} quarters, perhaps more"),
            ),
            false => words.of(format!("berturut-turut: {quarters} triwulan"), format!("in a row: {quarters} quarters")),
        });
        steps
    }

    /// The complaints of all its quarters.
    pub fn items(&self, report: &Finished, key: &Key, words: &Words) -> Vec<Item> {
        let mut items = Vec::new();
        for known in &self.looked_at {
            let (Ok(line), Ok(owner)) = (report.line(known.quarter), report.of_quarter(known.quarter)) else {
                continue;
            };
            let words = words_at(report, key, known.quarter, words);
            let reading = Reading { book: &owner.book, rows: &line.figures, key, words: &words };
            let seen = line.grounds.get(key).map(|at_cut| at_cut.seen.as_slice()).unwrap_or_default();
            items.extend(seen.iter().filter(|seen| is_unanswered(&seen.case)).map(|seen| {
                let item = reading.item(&seen.case, Told::ResponseLimit);
                Item { reason: format!("{}: {}", known.quarter, item.reason), ..item }
            }));
        }
        items
    }
}
