//! Two finished reports held against each other: which cells differ, and which of the things they were made of.
//!
//! Rows are matched by government and unit, so that a corrected report can be held against the one that was announced, and
//! one quarter against another. Cells are compared as they are written, for the same figures are the same bytes.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::problem::Problem;

/// A table in two editions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Editions {
    /// Cells that both have, and that are the same.
    pub same: u64,
    /// Cells that differ, in the order of the later table.
    pub differing: Vec<CellChange>,
    /// Names of units that only the earlier, only the later has.
    pub rows_of_one: [Vec<String>; 2],
    /// Columns that only the earlier, only the later has.
    pub columns_of_one: [Vec<String>; 2],
}

/// A cell that is not the same in both editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// The unit's id; empty for a government.
    pub skpd_id: String,
    /// The unit's or government's name in the later table.
    pub name: String,
    /// The column.
    pub column: String,
    /// As it was.
    pub earlier: String,
    /// As it is.
    pub later: String,
}

/// Something that a report was made of and that is not the same in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeOf {
    /// Where it stands in the manifest: `as_of`, `inputs aduan.csv`, `reference skpd.csv`.
    pub what: String,
    /// As it was; empty = it was not there.
    pub earlier: String,
    /// As it is.
    pub later: String,
}

/// The columns by which rows are matched, and that of their names.
const KEY: [&str; 2] = ["agency_id", "skpd_id"];
const NAMES: [&str; 2] = ["skpd", "agency"];

type Cells = BTreeMap<String, String>;

/// A table: its columns in order, and its rows by their key, in order.
struct Table {
    columns: Vec<String>,
    rows: Vec<([String; 2], Cells)>,
}

impl Table {
    fn read(bytes: &[u8], place: &str) -> Result<Self, Problem> {
        let fault = |why: String| {
            Problem::new("a table of the report cannot be read").at(place).because(why).hint("run the report again")
        };
        let mut reader = csv::Reader::from_reader(bytes);
        let columns: Vec<String> = reader.headers().map_err(|e| fault(e.to_string()))?.iter().map(shown).collect();
        if let Some(lacking) = KEY.iter().find(|key| !columns.iter().any(|c| c == *key)) {
            return Err(fault(format!("it has no column {lacking}")));
        }
        let mut rows: Vec<([String; 2], Cells)> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for record in reader.records() {
            let record = record.map_err(|e| fault(e.to_string()))?;
            let cells: Cells = columns.iter().cloned().zip(record.iter().map(shown)).collect();
            let key = KEY.map(|name| cells.get(name).cloned().unwrap_or_default());
            if !seen.insert(key.clone()) {
                return Err(fault(format!("the unit '{}' stands in it twice", key[1])));
            }
            rows.push((key, cells));
        }
        Ok(Self { columns, rows })
    }

    fn find(&self, key: &[String; 2]) -> Option<&Cells> {
        self.rows.iter().find(|(own, _)| own == key).map(|(_, cells)| cells)
    }

    fn columns_beyond(&self, other: &Self) -> Vec<String> {
        self.columns.iter().filter(|c| !other.columns.contains(c)).cloned().collect()
    }

    fn rows_beyond(&self, other: &Self) -> Vec<String> {
        self.rows.iter().filter(|(key, _)| other.find(key).is_none()).map(|(_, cells)| name(cells)).collect()
    }
}

/// A cell without control characters: a table that somebody else wrote must not steer a terminal.
fn shown(cell: &str) -> String {
    cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn name(cells: &Cells) -> String {
    NAMES.iter().filter_map(|column| cells.get(*column)).find(|name| !name.is_empty()).cloned().unwrap_or_default()
}

/// Compares two editions of `league.csv` or `league-instansi.csv`. `places` name them in an error.
///
/// # Errors
/// One of them is no such table.
pub fn editions([earlier, later]: [&[u8]; 2], places: [&str; 2]) -> Result<Editions, Problem> {
    let (earlier, later) = (Table::read(earlier, places[0])?, Table::read(later, places[1])?);
    let mut out = Editions {
        rows_of_one: [earlier.rows_beyond(&later), later.rows_beyond(&earlier)],
        columns_of_one: [earlier.columns_beyond(&later), later.columns_beyond(&earlier)],
        ..Editions::default()
    };
    for (key, cells) in &later.rows {
        let Some(before) = earlier.find(key) else { continue };
        for column in &later.columns {
            match (before.get(column), cells.get(column)) {
                (Some(was), Some(is)) if was == is => out.same += 1,
                (Some(was), Some(is)) => out.differing.push(CellChange {
                    skpd_id: key[1].clone(),
                    name: name(cells),
                    column: column.clone(),
                    earlier: was.clone(),
                    later: is.clone(),
                }),
                _ => {}
            }
        }
    }
    Ok(out)
}

/// What two reports were made of and do not share, from their manifests.
///
/// # Errors
/// One of them is no manifest.
pub fn made_of([earlier, later]: [&[u8]; 2], places: [&str; 2]) -> Result<Vec<MadeOf>, Problem> {
    let (earlier, later) = (ingredients(earlier, places[0])?, ingredients(later, places[1])?);
    let all: std::collections::BTreeSet<&String> = earlier.keys().chain(later.keys()).collect();
    let of = |from: &Cells, what: &str| from.get(what).cloned().unwrap_or_default();
    let both = |what: &String| MadeOf { what: what.clone(), earlier: of(&earlier, what), later: of(&later, what) };
    Ok(all.into_iter().map(both).filter(|m| m.earlier != m.later).collect())
}

/// Everything that a manifest says a report was made of, a line each.
fn ingredients(manifest: &[u8], place: &str) -> Result<Cells, Problem> {
    let manifest: Value = serde_json::from_slice(manifest).map_err(|e| {
        Problem::new("the manifest of a report cannot be read").at(place).because(e).hint("run the report again")
    })?;
    let text = |value: &Value| shown(value.as_str().map_or_else(|| value.to_string(), str::to_owned).as_str());
    let mut out = Cells::new();
    for what in ["version", "unit", "quarter", "as_of", "zone"] {
        out.extend(manifest.get(what).map(|value| (what.to_owned(), text(value))));
    }
    for group in ["configuration", "reference", "queries"] {
        let parts = manifest.get(group).and_then(Value::as_object).into_iter().flatten();
        out.extend(parts.map(|(name, value)| (format!("{group} {}", shown(name)), text(value))));
    }
    let inputs = manifest.get("inputs").and_then(Value::as_array).into_iter().flatten();
    for input in inputs {
        let of = |key: &str| input.get(key).map(text).unwrap_or_default();
        out.insert(format!("inputs {} {}", of("file"), of("sheet")).trim().to_owned(), of("hash"));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EARLIER: &str = "period,agency_id,agency,skpd_id,skpd,rank,score\n\
        2024-Q2,k,Kota,A,Dinas Air,1,0.9\n2024-Q2,k,Kota,B,Dinas Jalan,2,0.8\n2024-Q2,k,Kota,C,Dinas Lama,,\n";
    const LATER: &str = "period,agency_id,agency,skpd_id,skpd,rank,score,rank_low\n\
        2024-Q2,k,Kota,B,Dinas Jalan,1,0.95,1\n2024-Q2,k,Kota,A,Dinas Air,2,0.9,1\n2024-Q2,k,Kota,D,Dinas Baru,,,\n";

    #[test]
    fn cells_are_matched_by_unit_whatever_their_row() {
        let found = editions([EARLIER, LATER].map(str::as_bytes), ["a", "b"]).unwrap();
        let cells: Vec<_> = found.differing.iter().map(|c| [&c.name, &c.column, &c.earlier, &c.later]).collect();
        assert_eq!(
            cells,
            [
                ["Dinas Jalan", "rank", "2", "1"],
                ["Dinas Jalan", "score", "0.8", "0.95"],
                ["Dinas Air", "rank", "1", "2"]
            ]
        );
        // Two rows of seven columns, less the three.
        assert_eq!(found.same, 11);
        assert_eq!(found.rows_of_one, [vec!["Dinas Lama".to_owned()], vec!["Dinas Baru".to_owned()]]);
        assert_eq!(found.columns_of_one, [vec![], vec!["rank_low".to_owned()]]);
        let same = editions([LATER, LATER].map(str::as_bytes), ["a", "b"]).unwrap();
        assert_eq!(same, Editions { same: 24, ..Editions::default() });
    }

    #[test]
    fn what_is_no_league_table_is_refused_with_its_place() {
        for (text, why) in [
            ("x,y\n1,2\n", "no column agency_id"),
            ("agency_id,skpd_id\nk,A\nk,A\n", "'A' stands in it twice"),
            ("agency_id,skpd_id\nk\n", ""),
        ] {
            let problem = editions([LATER.as_bytes(), text.as_bytes()], ["old", "new"]).unwrap_err();
            assert!(problem.place == "new" && problem.why.contains(why), "{problem}");
        }
        assert_eq!(made_of([b"{}", b"["], ["old", "new"]).unwrap_err().place, "new");
    }

    #[test]
    fn what_a_report_was_made_of_is_told_where_it_differs() {
        let manifest = |as_of: &str, hash: &str, more: &str| {
            format!(
                r#"{{"as_of":"{as_of}","quarter":"2024-Q2","configuration":{{"hash":"c","minimum_volume":5}},
                "inputs":[{{"file":"a.csv","sheet":"","hash":"{hash}"}}{more}],"queries":{{"queries/league.sql":"q"}}}}"#
            )
        };
        let earlier = manifest("2024-07-05T23:59:59", "h1", "");
        let later = manifest("2024-07-12T23:59:59", "h2", r#",{"file":"b.xlsx","sheet":"S","hash":"h3"}"#);
        let found = made_of([earlier.as_bytes(), later.as_bytes()], ["a", "b"]).unwrap();
        let told: Vec<_> = found.iter().map(|m| [&m.what, &m.earlier, &m.later]).collect();
        assert_eq!(
            told,
            [
                ["as_of", "2024-07-05T23:59:59", "2024-07-12T23:59:59"],
                ["inputs a.csv", "h1", "h2"],
                ["inputs b.xlsx S", "", "h3"]
            ]
        );
    }

    #[test]
    fn a_foreign_table_does_not_steer_a_terminal() {
        let text = "agency_id,skpd_id,skpd,rank\nk,A,Dinas \u{1b}[2J,1\n";
        let found = editions([text.as_bytes(), text.replace(",1\n", ",2\n").as_bytes()], ["a", "b"]).unwrap();
        assert_eq!(found.differing[0].name, "Dinas  [2J");
    }
}
