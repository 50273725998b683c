//! Names that few complaints of a file have and that nothing says to be a unit's or a category's: in a shifted row such a
//! name can be a person's. They are gone once the file is read; the rows stay, under one name for all of them.

use std::collections::BTreeSet;

use super::columns::{Names, UnitName};
use super::intake::Intake;
use super::rules;
use crate::reference::Register;
use crate::terms::{
    FileAccount, HIDDEN_AGENCY, HIDDEN_CATEGORY, HIDDEN_UNIT, Place, fold_name, has_long_number, may_be_named,
};

/// Distinct complaints of a file that must have an unknown name so that it stays.
const ENOUGH: usize = 5;

/// The longest name of a unit, in characters, where no register says what is one.
const LONGEST: usize = 90;

/// Which names are those of units and of governments.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    register: Option<&'a Register>,
    governments: BTreeSet<String>,
}

impl<'a> Known<'a> {
    /// The units of a register, if there is one, and the governments of the run by name.
    #[must_use]
    pub fn new<'n>(register: Option<&'a Register>, governments: impl IntoIterator<Item = &'n str>) -> Self {
        Self { register, governments: governments.into_iter().map(fold_name).collect() }
    }

    fn is_government(&self, name: &str) -> bool {
        self.governments.contains(&fold_name(name))
    }

    /// What stays of the id and the name of a unit that so many complaints of the file have, as many as decide; nothing
    /// where both are to go. What begins as a unit's name does stays: a slip of the pen is to be found and mended. Without
    /// a register each name is a unit.
    fn stays<'u>(&self, unit: &'u UnitName, complaints: usize) -> Option<(&'u str, &'u str)> {
        let (id, name) = (unit.id.as_str(), unit.name.as_str());
        let many = complaints >= ENOUGH;
        let Some(register) = self.register else {
            let odd = has_long_number(name) || name.chars().count() > LONGEST;
            return (!odd && (many || !has_long_number(id))).then_some((id, name));
        };
        let is_known = name.is_empty() || register.knows(name) || self.is_government(name);
        if register.by_id(id).is_some() {
            return Some((id, if is_known { name } else { "" }));
        }
        if is_known && (id.is_empty() || !name.is_empty()) {
            return Some(("", name));
        }
        let shown = if name.is_empty() { id } else { name };
        let is_like_a_unit = may_be_named(shown, ENOUGH as u64) && register.begins_alike(shown);
        match may_be_named(shown, complaints as u64) {
            true => Some((id, name)),
            false => is_like_a_unit.then_some(("", shown)),
        }
    }
}

/// How often a name stands in a file.
#[derive(Debug, Clone, Default)]
struct Met<'i> {
    /// Ids of distinct complaints, as many as decide.
    ids: Vec<&'i str>,
    /// The account and the row of the first.
    first: Option<(u32, u64)>,
}

impl<'i> Met<'i> {
    fn add(&mut self, id: &'i str, account: u32, row: u64) {
        self.first.get_or_insert((account, row));
        if self.ids.len() < ENOUGH && !self.ids.contains(&id) {
            self.ids.push(id);
        }
    }
}

/// How often each unit and each category stands in a file, by number.
fn met(intake: &Intake) -> (Vec<Met<'_>>, Vec<Met<'_>>) {
    let mut units = vec![Met::default(); intake.names.units.len()];
    let mut categories = vec![Met::default(); intake.names.categories.len()];
    let mut add = |id, account, row, unit: [u32; 2], category: u32| {
        let [one, other] = unit;
        let named = [Some(one), Some(other).filter(|o| *o != one)];
        for unit in named.into_iter().flatten() {
            if let Some(met) = units.get_mut(unit as usize) {
                met.add(id, account, row);
            }
        }
        if let Some(met) = categories.get_mut(category as usize) {
            met.add(id, account, row);
        }
    };
    for (row, case) in intake.cases.rows.iter().enumerate() {
        add(intake.cases.ids.get(row), case.origin.account, case.origin.row, [case.unit; 2], case.category);
    }
    for (row, event) in intake.events.rows.iter().enumerate() {
        let id = intake.events.ids.get(row);
        add(id, event.origin.account, event.origin.row, [event.target, event.actor], event.category);
    }
    (units, categories)
}

impl Intake {
    /// Takes away the names of this file that can be a person's.
    pub(super) fn hide_rare(&mut self, known: &Known<'_>) {
        let (units, categories) = met(self);
        let mut names = Names::default();
        let mut key = Vec::new();
        let mut hidden = Vec::new();
        let mut unit_number = |names: &mut Names, unit: &UnitName, met: &Met<'_>| {
            let agency = match unit.agency.as_str() {
                told if told.is_empty() || known.is_government(told) => told,
                _ => HIDDEN_AGENCY,
            };
            if let Some((id, name)) = known.stays(unit, met.ids.len()) {
                UnitName::key(&mut key, agency, id, name);
            } else {
                hidden.push((met.first, met.ids.len()));
                UnitName::key(&mut key, agency, "", HIDDEN_UNIT);
            }
            names.units.code(&key)
        };
        let of_unit: Vec<u32> =
            self.names.units().iter().zip(&units).map(|(unit, met)| unit_number(&mut names, unit, met)).collect();
        let of_category: Vec<u32> = (self.names.categories().iter().zip(&categories))
            .map(|(category, met)| {
                let stays = category.is_empty() || may_be_named(category, met.ids.len() as u64);
                names.categories.code(if stays { category } else { HIDDEN_CATEGORY }.as_bytes())
            })
            .collect();
        self.rename(names, &of_unit, &of_category);
        for (first, complaints) in hidden {
            self.hidden_units += 1;
            // A name that only rows kept aside have says nothing about units.
            let Some((account, row)) = first else { continue };
            let account = self.accounts.get(account as usize);
            let place =
                |a: &FileAccount| Place { file: a.file.clone(), sheet: a.sheet.clone(), row, column: String::new() };
            self.log.note_many(&rules::UNKNOWN_UNIT, &account.map(place).unwrap_or_default(), "", complaints as u64);
        }
    }

    fn rename(&mut self, names: Names, units: &[u32], categories: &[u32]) {
        let number = |numbers: &[u32], number: u32| numbers.get(number as usize).copied().unwrap_or_default();
        for case in &mut self.cases.rows {
            case.unit = number(units, case.unit);
            case.category = number(categories, case.category);
        }
        for event in &mut self.events.rows {
            event.actor = number(units, event.actor);
            event.target = number(units, event.target);
            event.category = number(categories, event.category);
        }
        let rejected = std::mem::take(&mut self.rejected_by_unit);
        for ((unit, rule), rows) in rejected {
            *self.rejected_by_unit.entry((number(units, unit), rule)).or_default() += rows;
        }
        self.names = names;
    }
}
