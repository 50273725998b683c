//! The register of work units: ids, names, kinds, parents, aliases, validity, successors.
//!
//! Owns which unit a name means and which unit took over from which. A name that is not in it
//! is not found: likeness is offered to a person, never used to decide.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::likeness::Likened;
use super::names::Names;
use super::table;
use crate::problem::Problem;
use crate::terms::{Kind, Place, fold_name};

/// A work unit (SKPD).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: String,
    /// Its official name.
    pub name: String,
    /// What kind of unit it is.
    pub kind: Option<Kind>,
    /// The id of the unit above it.
    pub parent_id: Option<String>,
    /// The id of its government, where one run holds several.
    pub agency_id: Option<String>,
    /// The first local day on which it exists.
    pub valid_from: Option<NaiveDate>,
    /// The last local day on which it exists.
    pub valid_to: Option<NaiveDate>,
    /// The id of the unit that takes over after the last day.
    pub successor_id: Option<String>,
}

/// All units of a run.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// In the order of the file.
    units: Vec<Unit>,
    /// Place in `units` by id.
    by_id: HashMap<String, usize>,
    /// Place in `units` by name and alias.
    names: Names,
    /// For each unit, the places of those that it takes over from.
    predecessors: Vec<Vec<usize>>,
    /// Aliases that nobody has decided on: where the first stands, and how many.
    undecided: Option<(Place, u64)>,
}

impl Register {
    /// Reads `skpd.csv` (only `skpd_id` and `name` are required) and, where given, `alias.csv`; each
    /// comes with the name by which errors call it.
    ///
    /// An alias without a `skpd_id` waits for somebody to decide, and stands for nothing.
    ///
    /// # Errors
    /// A malformed table; an id or, within one agency, a name or alias that two units claim; a
    /// parent, successor or alias target that is not in the register, a parent or successor of another
    /// government; a circle of parents or successors; a last day before the first, a successor without a
    /// last day, one that ends before it could take over, or a parent that never exists beside the unit.
    pub fn parse(skpd: (&[u8], &str), aliases: Option<(&[u8], &str)>) -> Result<Self, Problem> {
        let mut reading = Reading::default();
        reading.units(skpd.0, skpd.1)?;
        reading.links(skpd.1)?;
        reading.terms_of_office(skpd.1)?;
        if let Some((bytes, shown)) = aliases {
            reading.aliases(bytes, shown, skpd.1)?;
        }
        Ok(reading.register)
    }

    /// Every unit, in the order of the file.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The unit with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Unit> {
        self.by_id.get(id).and_then(|index| self.units.get(*index))
    }

    /// The unit with this name or alias, case, spacing and punctuation aside: the agency's own,
    /// else one that belongs to no agency. Without an agency the name must be unique among all.
    #[must_use]
    pub fn find(&self, agency_id: Option<&str>, name: &str) -> Option<&Unit> {
        self.names.find(agency_id, name).and_then(|index| self.units.get(index))
    }

    /// Whether a unit of any agency has this name or alias, case, spacing and punctuation aside.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.names.knows(name)
    }

    /// Whether a name begins with the word with which some unit's name or alias begins, as `Dinas` or `Kecamatan`.
    #[must_use]
    pub fn begins_alike(&self, name: &str) -> bool {
        self.names.begins_alike(name)
    }

    /// At most `n` units whose name or alias looks like this one, most alike first: for a person to choose from.
    #[must_use]
    pub fn alike(&self, name: &str, n: usize) -> Vec<&Unit> {
        let alike = self.names.alike(name);
        alike.into_iter().take(n).filter_map(|(_, index)| self.units.get(index)).collect()
    }

    /// At most `n` names of units that look like this one, most alike first: for a person to choose from.
    #[must_use]
    pub fn suggestions(&self, name: &str, n: usize) -> Vec<&str> {
        self.alike(name, n).into_iter().map(|unit| unit.name.as_str()).collect()
    }

    /// Units of one agency whose names differ in titles, gaps and words like "dan" alone: probably one, entered twice. Each
    /// with the one before it. Nothing is merged.
    #[must_use]
    pub fn entered_twice(&self) -> Vec<(&Unit, &Unit)> {
        let mut first: HashMap<(Option<&str>, String), &Unit> = HashMap::new();
        let mut twice = Vec::new();
        for unit in &self.units {
            let key = (unit.agency_id.as_deref(), Likened::new(&unit.name).bare());
            match first.get(&key) {
                // One that was renamed stands in the register twice as it should.
                Some(before) if before.valid_to.is_none() && unit.valid_to.is_none() => twice.push((*before, unit)),
                Some(_) => {}
                None => drop(first.insert(key, unit)),
            }
        }
        twice
    }

    /// The aliases that nobody has decided on: where the first stands, and how many there are.
    #[must_use]
    pub fn undecided(&self) -> Option<&(Place, u64)> {
        self.undecided.as_ref()
    }

    /// Whether a unit, or one that it takes over from, exists on a day. One that is not in the register is never missing.
    #[must_use]
    pub fn in_office(&self, id: &str, on: NaiveDate) -> bool {
        self.by_id.get(id).is_none_or(|index| self.holds_office(*index, on))
    }

    fn holds_office(&self, index: usize, on: NaiveDate) -> bool {
        let Some(unit) = self.units.get(index) else { return true };
        let ended = unit.valid_to.is_some_and(|last| last < on);
        let begun = unit.valid_from.is_none_or(|first| first <= on);
        // `parse` refuses circles, so this comes to an end.
        let before = || self.predecessors.get(index).into_iter().flatten().any(|p| self.holds_office(*p, on));
        !ended && (begun || before())
    }

    /// The id under which a unit's complaints are shown on a day: its own while it exists, then
    /// its successor's. An id that is not in the register stands for itself.
    #[must_use]
    pub fn successor<'a>(&'a self, id: &'a str, on: NaiveDate) -> &'a str {
        let mut id = id;
        // `parse` refuses circles, so this comes to an end.
        while let Some(next) = self
            .by_id(id)
            .filter(|unit| unit.valid_to.is_some_and(|last| last < on))
            .and_then(|unit| unit.successor_id.as_deref())
        {
            id = next;
        }
        id
    }
}

/// Reads the id by which a unit points to another.
type Link = fn(&Unit) -> Option<&str>;

/// A register being read: each unit with the line on which it stands.
#[derive(Default)]
struct Reading {
    register: Register,
    lines: Vec<u64>,
}

impl Reading {
    /// Reads the units and their names.
    fn units(&mut self, bytes: &[u8], shown: &str) -> Result<(), Problem> {
        let rows = table::read(
            bytes,
            shown,
            ["skpd_id", "name", "kind", "parent_id", "agency_id", "valid_from", "valid_to", "successor_id"],
            &["skpd_id", "name"],
        )?;
        for table::Row { line, cells: [id, name, kind, parent, agency, from, to, successor] } in rows {
            let some = |text: String| Some(text).filter(|text| !text.is_empty());
            let kind = match kind.as_str() {
                "" => None,
                word => Some(word.to_lowercase().parse().map_err(|_| unknown_kind(shown, line))?),
            };
            let unit = Unit {
                id,
                name,
                kind,
                parent_id: some(parent),
                agency_id: some(agency),
                valid_from: table::date(&from, shown, line, "valid_from")?,
                valid_to: table::date(&to, shown, line, "valid_to")?,
                successor_id: some(successor),
            };
            if unit.valid_from.zip(unit.valid_to).is_some_and(|(from, to)| to < from) {
                return Err(Problem::new("the unit ends before it begins")
                    .at(table::at(shown, line, "valid_to"))
                    .hint("valid_from and valid_to are its first and last day"));
            }
            if unit.successor_id.is_some() && unit.valid_to.is_none() {
                return Err(Problem::new("the unit has a successor but no last day")
                    .at(table::at(shown, line, "valid_to"))
                    .because("without it nobody can tell from when the successor answers")
                    .hint("give the unit's last day in valid_to"));
            }
            let index = self.register.units.len();
            if let Some(earlier) = self.register.by_id.insert(unit.id.clone(), index) {
                return Err(Problem::new("two units have the same id")
                    .at(table::at(shown, line, "skpd_id"))
                    .because(format!("it stands on line {} already", self.line(earlier)))
                    .hint("give each unit an id of its own"));
            }
            self.claim(unit.agency_id.as_deref(), &unit.name, index).map_err(|why| {
                Problem::new("the unit cannot have this name")
                    .at(table::at(shown, line, "name"))
                    .because(why.unwrap_or_else(|earlier| {
                        format!(
                            "the unit on line {} of {shown} has it; case and punctuation make no difference",
                            self.line(earlier)
                        )
                    }))
                    .hint("make the names differ, for one that was closed by adding its last year")
            })?;
            self.register.units.push(unit);
            self.lines.push(line);
        }
        Ok(())
    }

    /// Reads the aliases.
    fn aliases(&mut self, bytes: &[u8], shown: &str, units_shown: &str) -> Result<(), Problem> {
        // The third column is that of the list that `rapor check` writes; it is for whoever fills it in.
        for row in table::read(bytes, shown, ["alias", "skpd_id", "suggestions"], &["alias"])? {
            let table::Row { line, cells: [alias, id, _] } = row;
            if id.is_empty() {
                let first = || (table::at(shown, line, "skpd_id"), 0);
                self.register.undecided.get_or_insert_with(first).1 += 1;
                continue;
            }
            let Some(index) = self.register.by_id.get(&id).copied() else {
                return Err(Problem::new("the alias is of a unit that is not in the register")
                    .at(table::at(shown, line, "skpd_id"))
                    .hint(format!("add the unit to {units_shown}, or correct the id")));
            };
            let agency = self.register.units.get(index).and_then(|unit| unit.agency_id.clone());
            self.claim(agency.as_deref(), &alias, index).map_err(|why| {
                Problem::new("the unit cannot have this alias")
                    .at(table::at(shown, line, "alias"))
                    .because(why.unwrap_or_else(|earlier| {
                        let line = self.line(earlier);
                        format!("it is a name or alias of the unit on line {line} of {units_shown}")
                    }))
                    .hint("keep the alias for one of the two units only")
            })?;
        }
        Ok(())
    }

    /// Lets a name stand for a unit, or tells why not: in words, or by the unit that has it.
    fn claim(&mut self, agency: Option<&str>, name: &str, unit: usize) -> Result<(), Result<String, usize>> {
        if fold_name(name).is_empty() {
            return Err(Ok("it holds neither letters nor digits".to_owned()));
        }
        self.register.names.claim(agency, name, unit).map_err(Err)
    }

    /// Checks that parents and successors are of one government and of a time that fits, and notes who took over from whom.
    fn terms_of_office(&mut self, shown: &str) -> Result<(), Problem> {
        let Self { register: Register { units, by_id, predecessors, .. }, lines } = self;
        *predecessors = vec![Vec::new(); units.len()];
        for (index, (unit, line)) in units.iter().zip(&*lines).enumerate() {
            let wrong = |what: &str, column: &str, hint: &str| {
                Err(Problem::new(what).at(table::at(shown, *line, column)).hint(hint))
            };
            let other = |id: &Option<String>| {
                let place = id.as_deref().and_then(|id| by_id.get(id)).copied();
                place.and_then(|place| Some((place, units.get(place)?)))
            };
            let foreign = |other: &Unit| {
                unit.agency_id.is_some() && other.agency_id.is_some() && unit.agency_id != other.agency_id
            };
            if let Some((_, parent)) = other(&unit.parent_id) {
                if foreign(parent) {
                    return wrong(
                        "the unit above belongs to another government",
                        "parent_id",
                        "correct parent_id or agency_id",
                    );
                }
                let ends_before =
                    |one: &Unit, two: &Unit| one.valid_to.zip(two.valid_from).is_some_and(|(to, from)| to < from);
                if ends_before(unit, parent) || ends_before(parent, unit) {
                    return wrong(
                        "the unit and the one above it never exist at one time",
                        "parent_id",
                        "name the unit that was above it then, or correct valid_from and valid_to",
                    );
                }
            }
            if let Some((place, successor)) = other(&unit.successor_id) {
                if foreign(successor) {
                    return wrong(
                        "the successor belongs to another government",
                        "successor_id",
                        "correct successor_id or agency_id",
                    );
                }
                if successor.valid_to.zip(unit.valid_to).is_some_and(|(successors, own)| successors <= own) {
                    return wrong(
                        "the successor ends before it could take over",
                        "successor_id",
                        "name the unit that took over, or correct the last days",
                    );
                }
                if let Some(before) = predecessors.get_mut(place) {
                    before.push(index);
                }
            }
        }
        Ok(())
    }

    /// Checks that parents and successors exist and form no circle.
    fn links(&self, shown: &str) -> Result<(), Problem> {
        let links: [(&str, Link); 2] =
            [("parent_id", |unit| unit.parent_id.as_deref()), ("successor_id", |unit| unit.successor_id.as_deref())];
        for (column, link) in links {
            let mut targets = Vec::with_capacity(self.lines.len());
            for (unit, line) in self.register.units.iter().zip(&self.lines) {
                let target = link(unit).map(|id| {
                    self.register.by_id.get(id).copied().ok_or_else(|| {
                        Problem::new(format!("the unit named in {column} is not in the register"))
                            .at(table::at(shown, *line, column))
                            .hint("add that unit, or correct the id")
                    })
                });
                targets.push(target.transpose()?);
            }
            if let Some(index) = circle(&targets) {
                return Err(Problem::new(format!("following {column} leads back to the same unit"))
                    .at(table::at(shown, self.line(index), column))
                    .hint("correct one of the ids on the way"));
            }
        }
        Ok(())
    }

    /// The line on which a unit stands.
    fn line(&self, index: usize) -> u64 {
        self.lines.get(index).copied().unwrap_or(0)
    }
}

/// A unit from which following the links leads back to it, if there is one.
fn circle(targets: &[Option<usize>]) -> Option<usize> {
    // For each unit the walk that first came by; each unit is walked over once.
    let mut walked: Vec<Option<usize>> = vec![None; targets.len()];
    for start in 0..targets.len() {
        let mut here = start;
        while let Some(mark) = walked.get_mut(here) {
            match *mark {
                Some(walk) if walk == start => return Some(here),
                Some(_) => break,
                None => *mark = Some(start),
            }
            match targets.get(here).copied().flatten() {
                Some(next) => here = next,
                None => break,
            }
        }
    }
    None
}

/// The kind of a unit is not one of the known words.
fn unknown_kind(shown: &str, line: u64) -> Problem {
    let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    Problem::new("the kind of the unit is not known")
        .at(table::at(shown, line, "kind"))
        .hint(format!("write one of {}, or leave it empty", known.join(", ")))
}

#[cfg(test)]
mod tests;
