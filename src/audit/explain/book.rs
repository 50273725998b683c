//! A whole report read back: its tables, its evidence, its rules; and every row of the league computed again from these.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::Difference;
use super::evidence::{Case, HandOver, Otherwise, Spell, Standing};
use super::folder::{Folder, Table};
use super::rules::Rules;
use super::settings::Settings;
use super::times::Clock;
use crate::judge::{COLUMNS, Value};
use crate::problem::Problem;
use crate::terms::{Quarter, Zone};

/// Government and unit; the unit is empty for a government's own row.
pub type Key = (String, String);

/// Rows of evidence by the unit's row to which they belong.
pub type ByRow<T> = BTreeMap<Key, Vec<T>>;

/// What belongs to a row: a unit's own, or that of all units of a government.
fn of_row<'a, T>(all: &'a ByRow<T>, key: &Key) -> Vec<&'a T> {
    let (agency, skpd) = key;
    if skpd.is_empty() {
        // The government's own key is the first of its units'.
        return all.range(key.clone()..).take_while(|((of, _), _)| of == agency).flat_map(|(_, rows)| rows).collect();
    }
    all.get(key).into_iter().flatten().collect()
}

/// A published row of a league table, its cells by column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Published {
    /// Where it stands.
    pub place: String,
    /// Its cells as they are written.
    pub cells: BTreeMap<&'static str, String>,
}

impl Published {
    /// A cell; empty where there is none.
    #[must_use]
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn key(&self) -> Key {
        (self.cell("agency_id").to_owned(), self.cell("skpd_id").to_owned())
    }
}

/// Everything that stands in the folder of a quarter and matters for its figures.
pub struct Book {
    /// The rules.
    pub settings: Settings,
    /// The rules in words.
    pub rules: Rules,
    /// For a complaint found to be the same as another, that other one.
    pub kept_for: BTreeMap<String, String>,
    /// Hashes of the queries.
    pub queries: BTreeMap<String, String>,
    /// `league.csv` and `league-instansi.csv`.
    pub rows: BTreeMap<Key, Published>,
    /// `riwayat.csv` and `riwayat-instansi.csv`, by quarter.
    pub history: BTreeMap<Quarter, BTreeMap<Key, Published>>,
    /// What each row stands for.
    pub standings: BTreeMap<Key, Standing>,
    /// The complaints by row, as their units see them.
    pub cases: ByRow<Case>,
    /// The complaints that their governments see otherwise, by number.
    pub otherwise: BTreeMap<u64, Case>,
    /// What other readings make of complaints: by reading, whether the government sees it so, and number.
    pub readings: BTreeMap<(String, bool, u64), Otherwise>,
    /// The spells in the open stock.
    pub spells: ByRow<Spell>,
    /// The times that units let complaints go.
    pub handed: ByRow<HandOver>,
    /// What the masked lines do not say: complaints of a unit by respect and value.
    pub restricted: BTreeMap<Key, BTreeMap<(String, String), u64>>,
    /// Files that are not what the manifest says, and units without a row.
    pub told: Vec<Difference>,
}

const LEAGUE: &str = "publik/league.csv";
const GOVERNMENTS: &str = "publik/league-instansi.csv";
const HISTORY: &str = "publik/riwayat.csv";
const HISTORY_OF_GOVERNMENTS: &str = "publik/riwayat-instansi.csv";

fn published(table: &Table) -> Result<Vec<Published>, Problem> {
    let row = |row: super::folder::Row<'_>| {
        let cells = COLUMNS.iter().map(|c| Ok((c.name, row.text(c.name)?))).collect::<Result<_, Problem>>()?;
        Ok(Published { place: row.place(), cells })
    };
    table.rows().map(row).collect()
}

/// For each complaint of a group the one of it that counts.
fn kept_for(doublets: &Table) -> Result<BTreeMap<String, String>, Problem> {
    let mut groups: BTreeMap<String, (Option<String>, Vec<String>)> = BTreeMap::new();
    for row in doublets.rows() {
        let (group, id) = (row.text("group")?, row.text("complaint_id")?);
        if group.is_empty() || row.text("reason")? == "other-unit" {
            continue;
        }
        let (kept, others) = groups.entry(group).or_default();
        if row.count("kept")? == Some(1) {
            *kept = Some(id);
        } else {
            others.push(id);
        }
    }
    let pairs = groups.into_values().filter_map(|(kept, others)| kept.map(|kept| (kept, others)));
    Ok(pairs.flat_map(|(kept, others)| others.into_iter().map(move |other| (other, kept.clone()))).collect())
}

/// The government's own lines: where only complaints of later days stand on one, no row of a league names it.
const LINES: [(&str, &str); 3] = [
    ("belum-terdisposisi", "(belum terdisposisi)"),
    ("ditangani-langsung", "(ditangani langsung)"),
    ("unit-tidak-dikenal", "(unit tidak dikenal)"),
];

impl Book {
    /// Reads the folder of a published quarter.
    ///
    /// # Errors
    /// A file is missing or is not what the program writes.
    pub fn open(folder: &Folder) -> Result<Self, Problem> {
        let settings = Settings::read(&folder.manifest)?;
        let mut told = Vec::new();
        let mut rows = BTreeMap::new();
        for path in [LEAGUE, GOVERNMENTS] {
            let table = folder.table(path, &mut told)?;
            rows.extend(published(&table)?.into_iter().map(|row| (row.key(), row)));
        }
        let mut history: BTreeMap<Quarter, BTreeMap<Key, Published>> = BTreeMap::new();
        for path in [HISTORY, HISTORY_OF_GOVERNMENTS] {
            let table = folder.table(path, &mut told)?;
            for row in published(&table)? {
                let quarter = row
                    .cell("period")
                    .parse()
                    .map_err(|e| Problem::new("a row has no quarter").at(&row.place).because(e))?;
                history.entry(quarter).or_default().insert(row.key(), row);
            }
        }
        let table = folder.table("internal/bukti-unit.csv", &mut told)?;
        let standings = table.rows().map(|row| Standing::read(&row)).collect::<Result<Vec<_>, _>>()?;
        let mut cases: ByRow<Case> = BTreeMap::new();
        for path in folder.listed("internal/bukti/") {
            let table = folder.table(&path, &mut told)?;
            for row in table.rows() {
                let case = Case::read(&row)?;
                cases.entry((case.agency_id.clone(), case.skpd_id.clone())).or_default().push(case);
            }
        }
        let mut otherwise = BTreeMap::new();
        let path = "internal/bukti-instansi.csv";
        if folder.has(path) {
            for row in folder.table(path, &mut told)?.rows() {
                let case = Case::read(&row)?;
                otherwise.insert(case.number, case);
            }
        }
        let mut readings = BTreeMap::new();
        let path = "internal/bukti-uji.csv";
        if folder.has(path) {
            for row in folder.table(path, &mut told)?.rows() {
                let other = Otherwise::read(&row)?;
                readings.insert((other.reading.clone(), other.by_government, other.number), other);
            }
        }
        let spells = folder.table("internal/bukti-stok.csv", &mut told)?;
        let path = "internal/bukti-serah.csv";
        let handed = if folder.has(path) { folder.table(path, &mut told)? } else { Table::default() };
        let queries = folder.manifest.get("queries").and_then(serde_json::Value::as_object);
        let queries =
            queries.into_iter().flatten().filter_map(|(name, h)| Some((name.clone(), h.as_str()?.to_owned())));
        let mut spells_of: ByRow<Spell> = BTreeMap::new();
        for row in spells.rows() {
            let spell = Spell::read(&row)?;
            spells_of.entry((spell.agency_id.clone(), spell.skpd_id.clone())).or_default().push(spell);
        }
        let mut handed_of: ByRow<HandOver> = BTreeMap::new();
        for row in handed.rows() {
            let hand_over = HandOver::read(&row)?;
            handed_of.entry((hand_over.agency_id.clone(), hand_over.skpd_id.clone())).or_default().push(hand_over);
        }
        let path = "internal/duplikat.csv";
        let doublets = if folder.has(path) { folder.table(path, &mut told)? } else { Table::default() };
        let mut restricted: BTreeMap<Key, BTreeMap<(String, String), u64>> = BTreeMap::new();
        let path = "internal/bukti-dirahasiakan.csv";
        let parts = if folder.has(path) { folder.table(path, &mut told)? } else { Table::default() };
        for row in parts.rows() {
            let unit = restricted.entry((row.text("agency_id")?, row.text("skpd_id")?)).or_default();
            let complaints = row.count("complaints")?.unwrap_or_default();
            *unit.entry((row.text("dimension")?, row.text("value")?)).or_default() += complaints;
        }
        let mut book = Self {
            rules: Rules::read(&folder.manifest),
            kept_for: kept_for(&doublets)?,
            queries: queries.collect(),
            settings,
            rows,
            history,
            standings: standings.into_iter().map(|s| ((s.agency_id.clone(), s.skpd_id.clone()), s)).collect(),
            cases,
            otherwise,
            readings,
            spells: spells_of,
            handed: handed_of,
            restricted,
            told,
        };
        book.note_unlisted();
        Ok(book)
    }

    /// Tells units that have evidence and no row.
    fn note_unlisted(&mut self) {
        // A spell after the quarter is listed for its age, and a timely hand-over for its rest; neither makes a row.
        let in_stock = self.spells.iter().filter(|(_, spells)| spells.iter().any(|s| s.began != "after"));
        let late = self.handed.iter().filter(|(_, rows)| rows.iter().any(|row| row.late));
        let keys = self.cases.keys().chain(in_stock.map(|(key, _)| key)).chain(late.map(|(key, _)| key));
        let unlisted: BTreeSet<Key> = keys.filter(|key| !self.rows.contains_key(key)).cloned().collect();
        self.told.extend(unlisted.into_iter().map(|(_, skpd_id)| Difference::NoRow { skpd_id }));
    }

    /// The complaints of a row, as whoever it stands for sees them.
    #[must_use]
    pub fn cases_of(&self, key: &Key) -> Vec<&Case> {
        let own = of_row(&self.cases, key);
        if key.1.is_empty() {
            return own.into_iter().map(|case| self.otherwise.get(&case.number).unwrap_or(case)).collect();
        }
        own
    }

    /// The same by another reading.
    #[must_use]
    pub fn cases_by(&self, key: &Key, reading: &str) -> Vec<Case> {
        let by = |case: &&Case| self.readings.get(&(reading.to_owned(), key.1.is_empty(), case.number));
        self.cases_of(key).iter().map(|case| by(case).map_or_else(|| (*case).clone(), |other| other.of(case))).collect()
    }

    /// The spells of a row.
    #[must_use]
    pub fn spells_of(&self, key: &Key) -> Vec<&Spell> {
        of_row(&self.spells, key)
    }

    /// The hand-overs of a row.
    #[must_use]
    pub fn handed_of(&self, key: &Key) -> Vec<&HandOver> {
        of_row(&self.handed, key)
    }

    /// Masked complaints of a row with a value in some respect.
    #[must_use]
    pub fn restricted_of(&self, (agency, skpd): &Key, respect: &str, value: &str) -> u64 {
        let named = (respect.to_owned(), value.to_owned());
        let of_row = |(of, unit): &Key| of == agency && (skpd.is_empty() || unit == skpd);
        let units = self.restricted.iter().filter(|(key, _)| of_row(key));
        units.filter_map(|(_, counts)| counts.get(&named)).sum()
    }

    /// The name of a row: of a unit or, where it is a government's, of that.
    #[must_use]
    pub fn name_of(&self, key: &Key) -> String {
        let column = if key.1.is_empty() { "agency" } else { "skpd" };
        let history = self.history.values().rev().filter_map(|rows| rows.get(key));
        let mut rows = self.rows.get(key).into_iter().chain(history);
        let own = LINES.iter().find(|(id, _)| *id == key.1).map(|(_, name)| (*name).to_owned());
        rows.next().map(|row| row.cell(column).to_owned()).or(own).unwrap_or_default()
    }

    /// The clock of a row's times.
    #[must_use]
    pub fn clock_of(&self, key: &Key) -> Clock {
        let zone: Zone = self.standings.get(key).map_or(self.settings.zone, |s| s.zone);
        Clock { as_of: self.settings.as_of_on(zone), quarter: self.settings.quarter }
    }

    /// Everything in a row's evidence of another reading that contradicts the published one.
    #[must_use]
    pub fn contradictions_by(&self, key: &Key, reading: &str) -> Vec<Difference> {
        let clock = self.clock_of(key);
        let pairs = self.cases_of(key).into_iter().zip(self.cases_by(key, reading));
        let others = pairs.filter(|(published, read)| published.place != read.place);
        others.flat_map(|(published, read)| clock.of_reading(reading, published, &read)).collect()
    }

    /// Everything in a row's evidence that its own times contradict.
    #[must_use]
    pub fn contradictions(&self, key: &Key) -> Vec<Difference> {
        let clock = self.clock_of(key);
        let cases = self.cases_of(key).into_iter().flat_map(|case| clock.of_case(case));
        let spells = self.spells_of(key).into_iter().flat_map(|spell| clock.of_spell(spell));
        let handed = self.handed_of(key).into_iter().flat_map(|row| clock.of_hand_over(row));
        cases.chain(spells).chain(handed).collect()
    }

    /// Complaints received by a row's units in an earlier quarter, and under which ids.
    #[must_use]
    pub fn received_in(&self, key: &Key, quarter: Quarter) -> Vec<(String, u64)> {
        let (agency, skpd) = key;
        let also = self.standings.get(key).map(|s| s.shown_for.as_slice()).unwrap_or_default();
        let ids = std::iter::once(skpd).chain(also);
        let rows = self.history.get(&quarter);
        ids.filter_map(|id| {
            let row = rows?.get(&(agency.clone(), id.clone()))?;
            Some((id.clone(), row.cell("received").parse().ok()?))
        })
        .collect()
    }
}

/// Whether a published cell and a value say the same; numbers may differ by what adding up in another order leaves.
#[must_use]
pub fn agrees(published: &str, value: &Value) -> bool {
    match (value, published.parse::<f64>()) {
        (Value::Empty, _) => published.is_empty(),
        (Value::Text(text), _) => text == published,
        (Value::Count(n), _) => n.to_string() == published,
        (Value::Number(x), Ok(y)) => (x - y).abs() <= 1e-9 * x.abs().max(y.abs()).max(1e-5),
        (Value::Number(_), Err(_)) => false,
    }
}

/// A value as `league.csv` writes it.
#[must_use]
pub fn written(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Count(n) => n.to_string(),
        Value::Number(x) => crate::publish::numbers::exact(*x).unwrap_or_default(),
    }
}
