//! Names of units that the register does not know: noted, and listed for a person to decide.

use super::units::{Met, Units};
use crate::reference::Register;
use crate::terms::{FileAccount, Place, may_be_named};
use crate::validate::{FindingLog, Origin, rules};

/// Units of the register that are offered for a name.
const OFFERED: usize = 3;

/// Names for which units are looked for; those of more complaints come first.
const COMPARED: usize = 2_000;

/// A name that the register does not know and that may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// As the export writes it.
    pub name: String,
    /// How many complaints have it.
    pub complaints: u64,
    /// Units whose names look like it, most alike first: id and name. None of them is taken for it.
    pub alike: Vec<(String, String)>,
}

impl Units {
    /// Notes names that the register does not know, with the names it holds that come nearest, and returns those that may
    /// be told. What few complaints have is named only where it begins as a unit's name does: of anything else, a person's
    /// name perhaps, the row is told. Notes too what the register itself leaves open.
    pub fn report_unknown(
        &self,
        complaints: &[u64],
        register: Option<&Register>,
        accounts: &[FileAccount],
        log: &mut FindingLog,
    ) -> Vec<UnknownName> {
        let Some(register) = register else {
            // Each name met is a unit, but one that can be none.
            for (_, rows, first) in self.unknown_met(complaints) {
                log.note_many(&rules::UNKNOWN_UNIT, &place(first, accounts), "", rows);
            }
            log.note(&rules::NO_REGISTER, &Place::default(), "");
            return Vec::new();
        };
        let mut met = self.unknown_met(complaints);
        met.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        let mut told = Vec::new();
        for (name, rows, first) in met {
            // Every name of which enough is known may be named; so may a slip of the pen in a unit's name.
            let is_slip = || may_be_named(name, Met::ENOUGH as u64) && register.begins_alike(name);
            if !may_be_named(name, rows) && !is_slip() {
                log.note_many(&rules::UNKNOWN_UNIT, &place(first, accounts), "", rows);
                continue;
            }
            let alike = if told.len() < COMPARED { register.alike(name, OFFERED) } else { Vec::new() };
            let near: Vec<&str> = alike.iter().map(|unit| unit.name.as_str()).collect();
            let subject =
                if near.is_empty() { name.to_owned() } else { format!("{name} — mirip: {}", near.join("; ")) };
            log.note_many(&rules::UNKNOWN_UNIT, &Place::default(), &subject, rows);
            let alike = alike.into_iter().map(|unit| (unit.id.clone(), unit.name.clone())).collect();
            told.push(UnknownName { name: name.to_owned(), complaints: rows, alike });
        }
        if let Some((place, lines)) = register.undecided() {
            log.note_many(&rules::UNDECIDED_ALIAS, place, "", *lines);
        }
        for (one, other) in register.entered_twice() {
            let subject = format!("{} ({}) — {} ({})", one.name, one.id, other.name, other.id);
            log.note(&rules::ENTERED_TWICE, &Place::default(), &subject);
        }
        told
    }
}

/// Where the first row with a name stands.
fn place(first: Option<Origin>, accounts: &[FileAccount]) -> Place {
    let account = first.and_then(|origin| Some((accounts.get(origin.account as usize)?, origin.row)));
    account.map_or_else(Place::default, |(account, row)| Place {
        file: account.file.clone(),
        sheet: account.sheet.clone(),
        row,
        column: String::new(),
    })
}
