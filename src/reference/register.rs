//! The register of work units: ids, names, kinds, parents, aliases, validity, successors.
//!
//! Owns which unit a name means and which unit took over from which. A name that is not in it
//! is not found: likeness is offered to a person, never used to decide.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::names::Names;
use super::table;
use crate::problem::Problem;
use crate::terms::{Kind, fold_name};

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
}

impl Register {
    /// Reads `skpd.csv` (only `skpd_id` and `name` are required) and, where given, `alias.csv`; each
    /// comes with the name by which errors call it.
    ///
    /// # Errors
    /// A malformed table; an id or, within one agency, a name or alias that two units claim; a
    /// parent, successor or alias target that is not in the register; a circle of parents or
    /// successors; a last day before the first, or a successor without a last day.
    pub fn parse(skpd: (&[u8], &str), aliases: Option<(&[u8], &str)>) -> Result<Self, Problem> {
        let mut reading = Reading::default();
        reading.units(skpd.0, skpd.1)?;
        reading.links(skpd.1)?;
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

    /// Whether a name begins with the word with which some unit's name or alias begins, as `Dinas` or `Kecamatan`.
    #[must_use]
    pub fn begins_alike(&self, name: &str) -> bool {
        self.names.begins_alike(name)
    }

    /// At most `n` names of units that look like this one, most alike first: for a person to choose from.
    #[must_use]
    pub fn suggestions(&self, name: &str, n: usize) -> Vec<&str> {
        let alike = self.names.alike(name);
        alike
            .into_iter()
            .take(n)
            .filter_map(|(_, index)| self.units.get(index))
            .map(|unit| unit.name.as_str())
            .collect()
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
        for row in table::read(bytes, shown, ["alias", "skpd_id"], &["alias", "skpd_id"])? {
            let table::Row { line, cells: [alias, id] } = row;
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
mod tests {
    use super::*;

    fn register(skpd: &str, aliases: &str) -> Result<Register, Problem> {
        Register::parse((skpd.as_bytes(), "skpd.csv"), Some((aliases.as_bytes(), "alias.csv")))
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn example() -> Register {
        Register::parse(
            (include_bytes!("../../data/reference/skpd-contoh.csv"), "skpd-contoh.csv"),
            Some((include_bytes!("../../data/reference/alias-contoh.csv"), "alias-contoh.csv")),
        )
        .unwrap()
    }

    #[test]
    fn the_example_register_shows_a_merger() {
        let register = example();
        let merged = register.units().iter().find(|unit| unit.successor_id.is_some()).unwrap();
        let last = merged.valid_to.unwrap();
        let successor = merged.successor_id.as_deref().unwrap();
        assert_eq!(register.successor(&merged.id, last), merged.id);
        assert_eq!(register.successor(&merged.id, last.succ_opt().unwrap()), successor);
        assert_eq!(register.successor("not there", last), "not there");
        assert!(register.units().iter().any(|unit| unit.parent_id.is_some()));
        assert!(register.units().iter().all(|unit| unit.kind.is_some()));
    }

    #[test]
    fn names_and_aliases_are_found_whatever_their_case_and_punctuation() {
        let register = register(
            "skpd_id,name\n1,Dinas Pemuda & Olahraga\n2,\"Dinas Perhubungan\"\n",
            "alias;skpd_id\nDishub;2\nDinas Perhubungan;2\n",
        )
        .unwrap();
        let id = |name| register.find(None, name).map(|unit| unit.id.as_str());
        assert_eq!(id("DINAS PEMUDA DAN OLAHRAGA."), Some("1"));
        assert_eq!(id(" dishub "), Some("2"));
        assert_eq!(id("Dinas Perhubung"), None);
        assert_eq!(register.suggestions("Dinas Perhubung", 3).first(), Some(&"Dinas Perhubungan"));
        assert!(register.suggestions("Xyz", 3).is_empty());
        assert_eq!(register.by_id("1").map(|unit| unit.name.as_str()), Some("Dinas Pemuda & Olahraga"));
    }

    #[test]
    fn one_name_may_stand_once_in_each_agency() {
        let register = register(
            "skpd_id,name,agency_id\n1,Bappeda,A\n2,Bappeda,B\n3,Biro Umum,\n",
            "alias,skpd_id\nUmum,3\nKominfo,1\n",
        )
        .unwrap();
        let id = |agency, name| register.find(agency, name).map(|unit| unit.id.as_str());
        assert_eq!(id(Some("A"), "bappeda"), Some("1"));
        assert_eq!(id(Some("B"), "bappeda"), Some("2"));
        assert_eq!(id(Some("C"), "bappeda"), None);
        assert_eq!(id(None, "bappeda"), None);
        assert_eq!(id(None, "kominfo"), Some("1"));
        assert_eq!(id(Some("B"), "kominfo"), None);
        assert_eq!(id(Some("B"), "umum"), Some("3"));
    }

    #[test]
    fn successors_are_followed_only_after_the_last_day() {
        let register = register(
            "skpd_id,name,valid_from,valid_to,successor_id\n1,A,,2022-12-31,2\n2,B,2023-01-01,2023-12-31,3\n3,C,2024-01-01,,\n4,D,,2020-12-31,\n",
            "alias,skpd_id\n",
        )
        .unwrap();
        for (id, on, shown) in [
            ("1", "2022-12-31", "1"),
            ("1", "2023-01-01", "2"),
            ("1", "2023-12-31", "2"),
            ("1", "2024-01-01", "3"),
            ("4", "2024-01-01", "4"),
        ] {
            assert_eq!(register.successor(id, day(on)), shown, "{id} {on}");
        }
    }

    #[test]
    fn a_register_that_contradicts_itself_is_refused() {
        let header = "skpd_id,name,kind,parent_id,valid_from,valid_to,successor_id,agency_id\n";
        for (rows, place) in [
            ("1,A,,,,,,\n1,B,,,,,,\n", "skpd.csv:3 (skpd_id)"),
            ("1,A B,,,,,,\n2,a-b,,,,,,\n", "skpd.csv:3 (name)"),
            ("1,---,,,,,,\n", "skpd.csv:2 (name)"),
            ("1,A,kantor,,,,,\n", "skpd.csv:2 (kind)"),
            ("1,A,,9,,,,\n", "skpd.csv:2 (parent_id)"),
            ("1,A,,1,,,,\n", "skpd.csv:2 (parent_id)"),
            ("1,A,,,,2024-01-01,9,\n", "skpd.csv:2 (successor_id)"),
            ("1,A,,,,2024-01-01,2,\n2,B,,,,2024-02-01,1,\n", "skpd.csv:2 (successor_id)"),
            ("3,C,,,,2024-01-01,1,\n1,A,,,,2024-01-01,2,\n2,B,,,,2024-02-01,1,\n", "skpd.csv:3 (successor_id)"),
            ("1,A,,,2024-02-01,2024-01-31,,\n", "skpd.csv:2 (valid_to)"),
            ("1,A,,,,,2,\n2,B,,,,,,\n", "skpd.csv:2 (valid_to)"),
            ("1,A,,,31/01/2024,,,\n", "skpd.csv:2 (valid_from)"),
        ] {
            let problem = register(&format!("{header}{rows}"), "alias,skpd_id\n").unwrap_err();
            assert_eq!(problem.place, place, "{rows}");
            assert!(!problem.next.is_empty(), "{problem}");
        }
    }

    #[test]
    fn an_alias_of_two_units_or_of_none_is_refused() {
        let skpd = "skpd_id,name\n1,Alpha\n2,Beta\n";
        for (rows, place) in [
            ("x,9\n", "alias.csv:2 (skpd_id)"),
            ("x,1\nX.,2\n", "alias.csv:3 (alias)"),
            ("beta,1\n", "alias.csv:2 (alias)"),
            ("-,1\n", "alias.csv:2 (alias)"),
        ] {
            let problem = register(skpd, &format!("alias,skpd_id\n{rows}")).unwrap_err();
            assert_eq!(problem.place, place, "{rows}");
        }
        register(skpd, "alias,skpd_id\nx,1\nX,1\nalpha,1\n").unwrap();
    }
}
