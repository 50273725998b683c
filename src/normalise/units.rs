//! Names of an export to the units of the register.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::reference::{InstansiList, Register};
use crate::terms::{
    HIDDEN_AGENCY, HIDDEN_UNIT, Kind, Level, Quarter, Zone, fold_name, has_long_number, may_be_named, slug,
};
use crate::validate::{Intake, Origin, UnitName};

/// A government in the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its level; `None` = a name that `instansi.csv` does not know.
    pub level: Option<Level>,
    /// Its clock.
    pub zone: Zone,
}

/// What a line of the table stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A unit that can be ranked.
    Unit,
    /// A national body's local office: listed, never ranked.
    Vertikal,
    /// A name that the register does not know: listed, not ranked.
    Unknown,
    /// Handled by the government itself.
    Direct,
    /// Not yet assigned, or returned and held by nobody.
    Unassigned,
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The place in [`Units::agencies`].
    pub agency: usize,
    /// The unit's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind, where the register tells.
    pub kind: Option<Kind>,
    /// The unit beneath which it stands, where the register tells.
    pub parent_id: Option<String>,
    /// What the line stands for.
    pub standing: Standing,
    /// Whether it stands in the register, so that it is listed even without a complaint.
    pub registered: bool,
    /// The first day on which it exists, where the register tells.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it exists, where the register tells.
    pub valid_to: Option<NaiveDate>,
}

/// Governments and units of a run, and which number each name met has.
#[derive(Debug, Clone, Default)]
pub struct Units {
    /// The governments; the first is that of the configuration.
    pub agencies: Vec<Agency>,
    /// The units, ordered by government and id.
    pub units: Vec<Unit>,
    /// For each name number of the intake, the unit; `None` where the row names none at all.
    pub of_name: Vec<Option<u32>>,
    /// For each government, the unit number of "(belum terdisposisi)".
    pub unassigned: Vec<u32>,
    /// Names that the register does not know, with the number of rows still to be counted.
    pub unknown: Vec<u32>,
    /// Names that may be anything, a person's too, and stand on the line "(unit tidak dikenal)", with the rows that have
    /// them and the first of these.
    folded: Vec<(String, u64, Option<Origin>)>,
    /// Names that were gone already when their file was read; they are reported there.
    hidden: u64,
}

/// Id and name of the line for names that are not to be published.
const UNNAMED: (&str, &str) = ("unit-tidak-dikenal", HIDDEN_UNIT);
/// Id and name of the line for complaints without a unit.
const UNASSIGNED: (&str, &str) = ("belum-terdisposisi", "(belum terdisposisi)");
/// Id and name of the line for complaints handled by the government itself.
const DIRECT: (&str, &str) = ("ditangani-langsung", "(ditangani langsung)");

/// Id and name of the line for complaints of governments that the list does not know.
const UNKNOWN_AGENCY: (&str, &str) = ("instansi-tidak-dikenal", HIDDEN_AGENCY);

/// Keys of units while they are gathered: government, standing, and the id or folded name.
type Key = (usize, Standing, String);

/// The accepted rows that have a name.
#[derive(Debug, Clone, Default)]
pub struct Met<'i> {
    /// Ids of distinct complaints, as many as decide.
    ids: Vec<&'i str>,
    rows: u64,
    first: Option<Origin>,
}

impl<'i> Met<'i> {
    /// Complaints of which it is enough to know that there are so many.
    pub(super) const ENOUGH: usize = 5;

    /// What was met of each name number, of so many.
    #[must_use]
    pub fn by_name(intake: &'i Intake, names: usize) -> Vec<Self> {
        let mut met = vec![Self::default(); names];
        let mut add = |name: u32, id: &'i str, origin: Origin| {
            if let Some(met) = met.get_mut(name as usize) {
                met.add(id, Some(origin));
            }
        };
        for (row, case) in intake.cases.rows.iter().enumerate() {
            add(case.unit, intake.cases.ids.get(row), case.origin);
        }
        for (row, event) in intake.events.rows.iter().enumerate() {
            let id = intake.events.ids.get(row);
            add(event.target, id, event.origin);
            if event.actor != event.target {
                add(event.actor, id, event.origin);
            }
        }
        met
    }

    fn add(&mut self, id: &'i str, origin: Option<Origin>) {
        self.rows += 1;
        self.first = self.first.or(origin);
        if self.ids.len() < Self::ENOUGH && !self.ids.contains(&id) {
            self.ids.push(id);
        }
    }

    fn join(&mut self, other: &Self) {
        let rows = self.rows + other.rows;
        other.ids.iter().for_each(|id| self.add(id, other.first));
        self.first = self.first.into_iter().chain(other.first).min();
        self.rows = rows;
    }

    /// Complaints; of many, the rows, since a complaint may stand in several.
    fn complaints(&self) -> u64 {
        if self.ids.len() < Self::ENOUGH { self.ids.len() as u64 } else { self.rows }
    }
}

impl Units {
    /// Finds the unit of every name met. Names are equal after folding, or by id, or by alias; nothing
    /// is matched by likeness. A name that may be anything is no unit: it goes to the line "(unit tidak dikenal)".
    #[must_use]
    pub fn resolve(
        names: &[UnitName],
        met: &[Met<'_>],
        home: Agency,
        register: Option<&Register>,
        instansi: Option<&InstansiList>,
    ) -> Self {
        let mut agencies = vec![home];
        let mut found: BTreeMap<Key, Unit> = BTreeMap::new();
        if let Some(register) = register {
            for unit in register.units() {
                let agency = agency_of_id(&mut agencies, unit.agency_id.as_deref(), instansi);
                let standing = standing(unit.kind);
                found.insert((agency, standing, unit.id.clone()), registered(agency, unit));
            }
        }
        let mut keys: Vec<Option<Key>> = names
            .iter()
            .map(|name| {
                if name.agency.is_empty() && name.id.is_empty() && name.name.is_empty() {
                    return None;
                }
                let agency = agency_of_name(&mut agencies, &name.agency, instansi);
                Some(key_of(name, agency, &agencies, register, &mut found))
            })
            .collect();
        let folded = fold_unnamed(&mut keys, met, register.is_some(), &mut found);
        for agency in 0..agencies.len() {
            let unit = line(agency, UNASSIGNED, Standing::Unassigned);
            found.entry((agency, Standing::Unassigned, String::new())).or_insert(unit);
        }
        unique_ids(&mut found);
        let mut order: Vec<(&Key, &Unit)> = found.iter().collect();
        order.sort_by(|(_, a), (_, b)| (a.agency, &a.id).cmp(&(b.agency, &b.id)));
        let number: BTreeMap<&Key, u32> = order.iter().zip(0..).map(|((key, _), n)| (*key, n)).collect();
        let of_name = keys.iter().map(|k| k.as_ref().and_then(|k| number.get(k)).copied()).collect();
        let unassigned = (0..agencies.len())
            .map(|a| number.get(&(a, Standing::Unassigned, String::new())).copied().unwrap_or_default())
            .collect();
        let unknown = number.iter().filter(|(k, _)| k.1 == Standing::Unknown).map(|(_, n)| *n).collect();
        let units = order.into_iter().map(|(_, unit)| unit.clone()).collect();
        Self { agencies, units, of_name, unassigned, unknown, folded, hidden: 0 }
    }

    /// With so many names that were gone already when their file was read.
    #[must_use]
    pub fn with_hidden(self, hidden: u64) -> Self {
        Self { hidden, ..self }
    }

    /// The unit of a name number; "(belum terdisposisi)" of the first government where there is none.
    #[must_use]
    pub fn unit_of(&self, name: u32) -> u32 {
        self.named(name).or_else(|| self.unassigned.first().copied()).unwrap_or_default()
    }

    /// The unit of a name number, if the row named one.
    #[must_use]
    pub fn named(&self, name: u32) -> Option<u32> {
        self.of_name.get(name as usize).copied().flatten()
    }

    /// The government of a unit.
    #[must_use]
    pub fn agency_of(&self, unit: u32) -> u32 {
        self.units.get(unit as usize).and_then(|u| u32::try_from(u.agency).ok()).unwrap_or_default()
    }

    /// How many names the register does not know.
    #[must_use]
    pub fn unknown_names(&self) -> u64 {
        let lines = self.units.iter().filter(|u| u.standing == Standing::Unknown && u.name != UNNAMED.1).count();
        (lines + self.folded.iter().filter(|(_, rows, _)| *rows > 0).count()) as u64 + self.hidden
    }

    /// Names that the register does not know, with the complaints that have them and, of those that may be anything, the
    /// first row.
    pub(super) fn unknown_met(&self, complaints: &[u64]) -> Vec<(&str, u64, Option<Origin>)> {
        let lines = self.unknown.iter().filter_map(|n| self.units.get(*n as usize).zip(complaints.get(*n as usize)));
        let lines =
            lines.filter(|(unit, _)| unit.name != UNNAMED.1).map(|(unit, rows)| (unit.name.as_str(), *rows, None));
        let folded = self.folded.iter().map(|(name, rows, first)| (name.as_str(), *rows, *first));
        lines.chain(folded).filter(|(_, rows, _)| *rows > 0).collect()
    }
}

/// For each quarter, under which unit each unit is shown.
pub type Shown = BTreeMap<Quarter, Vec<u32>>;

impl Units {
    /// Under which unit each unit is shown in each quarter: a renamed or merged unit as its successor at the quarter's end.
    #[must_use]
    pub fn shown(&self, register: Option<&Register>, first: Quarter, last: Quarter) -> Shown {
        first.through(last).map(|q| (q, self.offices(register, q.last_day()))).collect()
    }

    /// Under which unit each unit goes on at a date: a renamed or merged one as its successor, any other as itself.
    #[must_use]
    pub fn offices(&self, register: Option<&Register>, on: NaiveDate) -> Vec<u32> {
        let registered: BTreeMap<&str, u32> =
            self.units.iter().zip(0..).filter(|(u, _)| u.registered).map(|(u, n)| (u.id.as_str(), n)).collect();
        let at = |unit: &Unit, number: u32| {
            let successor = register.filter(|_| unit.registered)?.successor(&unit.id, on);
            registered.get(successor).copied().or(Some(number))
        };
        self.units.iter().zip(0..).map(|(u, n)| at(u, n).unwrap_or(n)).collect()
    }
}

fn standing(kind: Option<Kind>) -> Standing {
    if kind == Some(Kind::Vertikal) { Standing::Vertikal } else { Standing::Unit }
}

fn registered(agency: usize, unit: &crate::reference::Unit) -> Unit {
    Unit {
        agency,
        id: unit.id.clone(),
        name: unit.name.clone(),
        kind: unit.kind,
        parent_id: unit.parent_id.clone(),
        standing: standing(unit.kind),
        registered: true,
        valid_from: unit.valid_from,
        valid_to: unit.valid_to,
    }
}

fn line(agency: usize, (id, name): (&str, &str), standing: Standing) -> Unit {
    Unit {
        agency,
        id: id.to_owned(),
        name: name.to_owned(),
        kind: None,
        parent_id: None,
        standing,
        registered: false,
        valid_from: None,
        valid_to: None,
    }
}

fn key_of(
    name: &UnitName,
    agency: usize,
    agencies: &[Agency],
    register: Option<&Register>,
    found: &mut BTreeMap<Key, Unit>,
) -> Key {
    if name.name == HIDDEN_UNIT {
        found.entry(unnamed(agency)).or_insert_with(|| line(agency, UNNAMED, Standing::Unknown));
        return unnamed(agency);
    }
    let home = agencies.get(agency);
    let folded = fold_name(&name.name);
    if let Some(register) = register {
        let by_id = (!name.id.is_empty()).then(|| register.by_id(&name.id)).flatten();
        // Where the row names no government, or the run holds one, a name that is the only one of its kind is found.
        let agency_id = home.filter(|_| agencies.len() > 1 && !name.agency.is_empty()).map(|a| a.id.as_str());
        let by_name = || (!folded.is_empty()).then(|| register.find(agency_id, &name.name)).flatten();
        if let Some(unit) = by_id.or_else(by_name) {
            let known = found.iter().find(|(key, u)| u.registered && key.2 == unit.id);
            return known.map_or_else(|| (agency, standing(unit.kind), unit.id.clone()), |(key, _)| key.clone());
        }
    }
    let (key, unit) = if folded.is_empty() && name.id.is_empty() {
        ((agency, Standing::Unassigned, String::new()), line(agency, UNASSIGNED, Standing::Unassigned))
    } else if home.is_some_and(|a| fold_name(&a.name) == folded) {
        ((agency, Standing::Direct, String::new()), line(agency, DIRECT, Standing::Direct))
    } else {
        let standing = if register.is_some() { Standing::Unknown } else { Standing::Unit };
        let (key, id) =
            if name.id.is_empty() { (folded, slug(&name.name)) } else { (format!("#{}", name.id), slug(&name.id)) };
        let shown = if name.name.is_empty() { &name.id } else { &name.name };
        ((agency, standing, key), line(agency, (&id, shown), standing))
    };
    // Of several spellings of one folded name the smallest is shown, whatever the order of the files.
    let entry = found.entry(key.clone()).or_insert_with(|| unit.clone());
    if !entry.registered && unit.name < entry.name {
        entry.name = unit.name;
    }
    key
}

/// Puts names that may be anything on one line a government. Returns these names, with the complaints that have them.
fn fold_unnamed(
    keys: &mut [Option<Key>],
    met: &[Met<'_>],
    has_register: bool,
    found: &mut BTreeMap<Key, Unit>,
) -> Vec<(String, u64, Option<Origin>)> {
    let mut by_key: BTreeMap<Key, Met<'_>> = BTreeMap::new();
    for (key, met) in keys.iter().zip(met) {
        if let Some(key) = key {
            by_key.entry(key.clone()).or_default().join(met);
        }
    }
    let is_unnamed = |unit: &Unit, complaints: u64| match (unit.registered, unit.standing) {
        (false, Standing::Unknown) => !may_be_named(&unit.name, complaints),
        // Every name is a unit here. An id may be a long number, but not that of one complaint.
        (false, Standing::Unit) if !has_register => {
            has_long_number(&unit.name)
                || unit.name.chars().count() > LONGEST
                || (has_long_number(&unit.id) && complaints < Met::ENOUGH as u64)
        }
        _ => false,
    };
    by_key.retain(|key, met| {
        *key != unnamed(key.0) && found.get(key).is_some_and(|unit| is_unnamed(unit, met.complaints()))
    });
    let mut folded = Vec::with_capacity(by_key.len());
    for (key, met) in &by_key {
        folded.extend(found.remove(key).map(|unit| (unit.name, met.complaints(), met.first)));
        found.entry(unnamed(key.0)).or_insert_with(|| line(key.0, UNNAMED, Standing::Unknown));
    }
    for key in keys.iter_mut().flatten() {
        if by_key.contains_key(key) {
            *key = unnamed(key.0);
        }
    }
    folded
}

/// The longest name of a unit, in characters, where no register says what is one.
const LONGEST: usize = 90;

/// The key of the line for names that are not to be published; no folded name is empty.
fn unnamed(agency: usize) -> Key {
    (agency, Standing::Unknown, String::new())
}

/// Gives a number to ids that would otherwise be shared by two lines of one government.
fn unique_ids(found: &mut BTreeMap<Key, Unit>) {
    let mut taken: BTreeMap<(usize, String), u32> = BTreeMap::new();
    let mut lines: Vec<&mut Unit> = found.values_mut().collect();
    lines.sort_by_key(|u| !u.registered);
    for unit in lines {
        let times = taken.entry((unit.agency, unit.id.clone())).or_insert(0);
        *times += 1;
        if *times > 1 {
            unit.id = format!("{}-{times}", unit.id);
        }
    }
}

fn agency_of_name(agencies: &mut Vec<Agency>, name: &str, instansi: Option<&InstansiList>) -> usize {
    // Without a list of governments the run holds one, whatever a row calls it.
    let Some(instansi) = instansi else { return 0 };
    if name.is_empty() {
        return 0;
    }
    let folded = fold_name(name);
    if let Some(known) = agencies.iter().position(|a| fold_name(&a.name) == folded) {
        return known;
    }
    let zone = agencies.first().map_or(Zone::WIB, |a| a.zone);
    let agency = match instansi.find(name) {
        Some(i) => {
            if let Some(known) = agencies.iter().position(|a| a.id == i.id) {
                return known;
            }
            Agency { id: i.id.clone(), name: i.name.clone(), level: Some(i.level), zone: i.zone.unwrap_or(zone) }
        }
        // The name is not told: in a shifted row it could be a person's.
        None => {
            let (id, name) = UNKNOWN_AGENCY;
            if let Some(known) = agencies.iter().position(|a| a.id == id) {
                return known;
            }
            Agency { id: id.to_owned(), name: name.to_owned(), level: None, zone }
        }
    };
    agencies.push(agency);
    agencies.len() - 1
}

fn agency_of_id(agencies: &mut Vec<Agency>, id: Option<&str>, instansi: Option<&InstansiList>) -> usize {
    let (Some(id), Some(instansi)) = (id, instansi) else { return 0 };
    if let Some(known) = agencies.iter().position(|a| a.id == id) {
        return known;
    }
    match instansi.by_id(id) {
        Some(i) => {
            let name = i.name.clone();
            agency_of_name(agencies, &name, Some(instansi))
        }
        None => 0,
    }
}
