//! Names and aliases in their folded form, and what they stand for.
//!
//! Owns exact look-ups within an agency and suggestions for a person to choose from. A
//! suggestion is never a match.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::likeness::Likened;
use crate::terms::fold_name;

/// Below this likeness (0 to 1) a name is no suggestion.
const ALIKE: f64 = 0.5;

/// Which unit, by its place in the register, a folded name stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// By agency id (empty = none given), then by folded name.
    by_agency: HashMap<String, HashMap<String, usize>>,
    /// Every name, ready to be compared for likeness, with its unit.
    likened: Vec<(Likened, usize)>,
}

impl Names {
    /// Lets a name stand for a unit.
    ///
    /// # Errors
    /// The unit that already has it in this agency.
    pub fn claim(&mut self, agency_id: Option<&str>, name: &str, unit: usize) -> Result<(), usize> {
        let names = self.by_agency.entry(agency_id.unwrap_or_default().to_owned()).or_default();
        match names.entry(fold_name(name)) {
            Entry::Vacant(free) => {
                free.insert(unit);
                self.likened.push((Likened::new(name), unit));
                Ok(())
            }
            Entry::Occupied(taken) if *taken.get() == unit => Ok(()),
            Entry::Occupied(taken) => Err(*taken.get()),
        }
    }

    /// The unit of this name: in the agency, else among units without one. Where no agency is
    /// given, the only one of all agencies that has a unit of this name.
    pub fn find(&self, agency_id: Option<&str>, name: &str) -> Option<usize> {
        let name = fold_name(name);
        let within = |agency: &str| self.by_agency.get(agency)?.get(&name).copied();
        match agency_id {
            Some(agency) => within(agency).or_else(|| within("")),
            None => within("").or_else(|| {
                let mut found = self.by_agency.values().filter_map(|names| names.get(&name).copied());
                found.next().filter(|_| found.next().is_none())
            }),
        }
    }

    /// Whether a unit of any agency has this name or alias.
    pub fn knows(&self, name: &str) -> bool {
        let name = fold_name(name);
        self.by_agency.values().any(|names| names.contains_key(&name))
    }

    /// Whether a name or alias begins with the same word.
    pub fn begins_alike(&self, name: &str) -> bool {
        let first = |folded: &str| folded.split(' ').next().unwrap_or_default().to_owned();
        let wanted = first(&fold_name(name));
        !wanted.is_empty() && self.by_agency.values().flat_map(HashMap::keys).any(|known| first(known) == wanted)
    }

    /// Units whose names or aliases look like this one, most alike first, each with its likeness.
    pub fn alike(&self, name: &str) -> Vec<(f64, usize)> {
        let wanted = Likened::new(name);
        let mut best: HashMap<usize, f64> = HashMap::new();
        for (known, unit) in &self.likened {
            let likeness = wanted.to(known);
            if likeness >= ALIKE {
                let best = best.entry(*unit).or_insert(likeness);
                *best = best.max(likeness);
            }
        }
        let mut alike: Vec<(f64, usize)> = best.into_iter().map(|(unit, likeness)| (likeness, unit)).collect();
        alike.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
        alike
    }
}
