//! The reports of earlier quarters that the same run published beside this one: only they hold the complaints of those
//! quarters one by one.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::Finished;
use super::difference::{Away, Difference, Unshown};
use super::folder::Folder;
use crate::terms::Quarter;

/// What two reports of one run share in their manifests, in the words of a reader.
const OF_A_RUN: [(&str, &str); 8] = [
    ("/unit", "unit"),
    ("/version", "version"),
    ("/as_of", "as_of"),
    ("/zone", "zone"),
    ("/configuration/hash", "configuration"),
    ("/inputs", "inputs"),
    ("/reference", "reference"),
    ("/queries", "queries"),
];

/// The report of an earlier quarter, where it can be read.
pub enum Neighbour {
    /// It stands beside this one, and is of the same run.
    Here(Box<Finished>),
    /// It does not, and why.
    Away(Unshown),
}

/// The reports beside one, each opened when somebody asks.
pub struct Neighbours {
    root: PathBuf,
    by_quarter: BTreeMap<Quarter, OnceCell<Neighbour>>,
}

impl Neighbours {
    /// Those of some quarters beside the report in a folder.
    #[must_use]
    pub fn new(root: &Path, quarters: impl IntoIterator<Item = Quarter>) -> Self {
        let by_quarter = quarters.into_iter().map(|quarter| (quarter, OnceCell::new())).collect();
        Self { root: root.to_owned(), by_quarter }
    }

    /// The report of a quarter beside that of `own`; `None` where it is not asked for.
    pub fn of(&self, quarter: Quarter, own: &Folder) -> Option<&Neighbour> {
        Some(self.by_quarter.get(&quarter)?.get_or_init(|| self.open(quarter, own)))
    }

    fn open(&self, quarter: Quarter, own: &Folder) -> Neighbour {
        let label = format!("../{quarter}/");
        let place = self.root.join("..").join(quarter.to_string());
        let away = |why| Neighbour::Away(Unshown { quarter, why });
        let Ok(folder) = Folder::beside(&place, &label) else { return away(Away::Absent) };
        let at = |manifest: &Json, pointer: &str| manifest.pointer(pointer).cloned();
        let differs = OF_A_RUN.iter().find(|(key, _)| at(&folder.manifest, key) != at(&own.manifest, key));
        let is_it = folder.manifest.get("quarter").and_then(Json::as_str) == Some(quarter.to_string().as_str());
        match differs {
            Some((_, what)) => away(Away::OtherRun(what)),
            None if !is_it => away(Away::OtherRun("quarter")),
            None => match Finished::read(folder, &place) {
                Ok(finished) => Neighbour::Here(Box::new(finished)),
                Err(problem) => away(Away::Unreadable(problem.to_string())),
            },
        }
    }
}

impl Finished {
    /// The report of a quarter: this one, or that beside it; or why what is said of that quarter cannot be shown.
    pub(super) fn of_quarter(&self, quarter: Quarter) -> Result<&Self, Difference> {
        if quarter == self.book.settings.quarter {
            return Ok(self);
        }
        match self.neighbours.of(quarter, &self.folder) {
            Some(Neighbour::Here(finished)) => Ok(finished),
            Some(Neighbour::Away(why)) => Err(Difference::Unshown(why.clone())),
            None => Err(Difference::Unshown(Unshown { quarter, why: Away::Absent })),
        }
    }
}
