//! The governments and bodies of a run that holds several.

use std::collections::HashMap;

use super::calendar::digits;
use super::table;
use crate::problem::Problem;
use crate::terms::{Level, Zone, fold_name};

/// A government or national body (instansi).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instansi {
    /// Its id.
    pub id: String,
    /// Its official name.
    pub name: String,
    /// Its level: only equals are compared.
    pub level: Level,
    /// Its clock; `None` = that of the configuration.
    pub zone: Option<Zone>,
    /// Its region code, such as 33 or 33.74; decides which regional holidays count.
    pub region_code: Option<String>,
}

/// All governments of a run.
#[derive(Debug, Clone, Default)]
pub struct InstansiList {
    /// In the order of the file.
    all: Vec<Instansi>,
    /// Place in `all` by folded name.
    by_name: HashMap<String, usize>,
    /// Place in `all` by id.
    by_id: HashMap<String, usize>,
}

impl InstansiList {
    /// The names of all, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|i| i.name.as_str())
    }

    /// Reads `instansi.csv`: `agency_id,name,level,zone,region_code`; `zone` and `region_code` may be left out.
    ///
    /// # Errors
    /// A malformed table, an unknown level, clock or region code, or an id or name that stands twice.
    pub fn parse(bytes: &[u8], shown: &str) -> Result<Self, Problem> {
        let rows = table::read(
            bytes,
            shown,
            ["agency_id", "name", "level", "zone", "region_code"],
            &["agency_id", "name", "level"],
        )?;
        let mut list = Self::default();
        for table::Row { line, cells: [id, name, level, zone, region_code] } in rows {
            let wrong =
                |what: &str, column: &str, hint: &str| Problem::new(what).at(table::at(shown, line, column)).hint(hint);
            let level = level.to_lowercase().parse().map_err(|_| {
                let hint = "write kementerian, lembaga, provinsi, kabupaten or kota";
                wrong("the level of the government is not known", "level", hint)
            })?;
            let zone = match zone.as_str() {
                "" => None,
                text => Some(text.parse().map_err(|_| {
                    wrong("the clock is not known", "zone", "write WIB, WITA, WIT or an offset such as +05:00")
                })?),
            };
            if digits(&region_code).is_none() {
                return Err(wrong(
                    "the region code is none",
                    "region_code",
                    "write a code such as 33 or 33.74, or nothing",
                ));
            }
            let folded = fold_name(&name);
            if folded.is_empty() {
                return Err(wrong("the name holds neither letters nor digits", "name", "write the official name"));
            }
            let index = list.all.len();
            if list.by_id.insert(id.clone(), index).is_some() {
                return Err(wrong("two governments have the same id", "agency_id", "give each an id of its own"));
            }
            if list.by_name.insert(folded, index).is_some() {
                return Err(wrong("two governments have the same name", "name", "make the names differ"));
            }
            let region_code = Some(region_code).filter(|code| !code.is_empty());
            list.all.push(Instansi { id, name, level, zone, region_code });
        }
        Ok(list)
    }

    /// Every government, in the order of the file.
    #[must_use]
    pub fn all(&self) -> &[Instansi] {
        &self.all
    }

    /// The government with this name, case, spacing and punctuation aside.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Instansi> {
        self.by_name.get(&fold_name(name)).and_then(|index| self.all.get(*index))
    }

    /// The government with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Instansi> {
        self.by_id.get(id).and_then(|index| self.all.get(*index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn governments_are_found_by_name_and_id() {
        let text = "agency_id;name;level;zone;region_code\n1;Pemerintah Kota Contoh;kota;WIT;82.99\n2;Pemerintah Kabupaten Contoh;Kabupaten;;\n";
        let list = InstansiList::parse(text.as_bytes(), "instansi.csv").unwrap();
        let kota = list.find("PEMERINTAH  KOTA CONTOH").unwrap();
        assert_eq!((kota.level, kota.zone, kota.region_code.as_deref()), (Level::Kota, Some(Zone::WIT), Some("82.99")));
        let kabupaten = list.by_id("2").unwrap();
        assert_eq!((kabupaten.level, kabupaten.zone, &kabupaten.region_code), (Level::Kabupaten, None, &None));
        assert_eq!(list.find("Pemerintah Kota"), None);
        assert_eq!(list.all().len(), 2);
    }

    #[test]
    fn a_bad_row_is_an_error_with_line_and_column() {
        for (row, place) in [
            ("2,B,desa,,", "i.csv:3 (level)"),
            ("2,B,kota,Asia/Jakarta,", "i.csv:3 (zone)"),
            ("2,B,kota,,Malang", "i.csv:3 (region_code)"),
            ("2,B,kota,,337", "i.csv:3 (region_code)"),
            ("1,B,kota,,", "i.csv:3 (agency_id)"),
            ("2,a.,kota,,", "i.csv:3 (name)"),
            ("2,.,kota,,", "i.csv:3 (name)"),
            ("2,,kota,,", "i.csv:3 (name)"),
        ] {
            let text = format!("agency_id,name,level,zone,region_code\n1,A,kota,WIB,33.74\n{row}\n");
            assert_eq!(InstansiList::parse(text.as_bytes(), "i.csv").unwrap_err().place, place, "{row}");
        }
    }
}
