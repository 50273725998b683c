//! The address of a cell: `FILE[.KEY...].COLUMN`, as in `kurva.response.pending_1d`; a column of the league needs no file.

use super::announced::Measure;
use super::sheet::{Sheet, SheetColumn};
use super::{nearest, tables};
use crate::judge::{COLUMNS, Column};
use crate::problem::Problem;

/// What can be asked for.
#[derive(Clone)]
pub enum Address {
    /// A column of the league table.
    Column(&'static Column),
    /// A measure of the announcement.
    Announced(Measure),
    /// A cell of another table.
    Cell(CellAddress),
}

/// The address of a cell of a table, its unit aside.
#[derive(Clone)]
pub struct CellAddress {
    /// The place of its table among all.
    pub at: usize,
    /// The table.
    pub sheet: &'static Sheet,
    /// The values of the key columns, as they were written.
    pub keys: Vec<String>,
    /// The column.
    pub column: &'static SheetColumn,
}

/// A name of a file or column without the accidents of hyphen and case.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace('-', "_")
}

/// What a measure on the command line means; `-` and `_` are alike.
///
/// # Errors
/// There is no such measure, file or column, or the address has too few keys; what there is is named.
pub fn parse(measure: &str) -> Result<Address, Problem> {
    match measure.trim().split_once('.') {
        None => of_league(measure),
        Some((file, rest)) => match plain(file).as_str() {
            "league" | "league_instansi" => of_league(rest),
            file => of_sheet(measure, file, rest),
        },
    }
}

/// A plain name: a column of the league, or a measure of the announcement.
fn of_league(measure: &str) -> Result<Address, Problem> {
    let name = plain(measure);
    let column = COLUMNS.iter().find(|column| column.name == name).map(Address::Column);
    let announced = || Measure::ALL.into_iter().find(|measure| measure.name() == name).map(Address::Announced);
    column.or_else(announced).ok_or_else(|| {
        let names = COLUMNS.iter().map(|column| column.name).chain(Measure::ALL.map(Measure::name));
        let near = nearest(&name, names.map(str::to_owned).collect());
        let near = if near.is_empty() { String::new() } else { format!("did you mean {}? ", near.join(", ")) };
        let announced = Measure::ALL.map(Measure::name).join(", ");
        Problem::new(format!("'{measure}' is no column of league.csv and no measure of pengumuman.csv"))
            .at("--measure")
            .hint(format!(
                "{near}rapor explain without a name lists all of them; of pengumuman.csv: {announced}; of other tables \
                 FILE[.KEY...].COLUMN, with FILE one of {}",
                stems().join(", ")
            ))
    })
}

fn stems() -> Vec<&'static str> {
    tables::ALL.iter().map(|sheet| sheet.stem).collect()
}

/// The names that are meant, or all there are.
fn suggested(word: &str, names: &[&str]) -> String {
    let near = nearest(word, names.iter().map(|name| (*name).to_owned()).collect());
    let near = if near.is_empty() { String::new() } else { format!("did you mean {}? ", near.join(", ")) };
    format!("{near}there are {}", names.join(", "))
}

fn of_sheet(measure: &str, file: &str, rest: &str) -> Result<Address, Problem> {
    let wrong = |what: String| Problem::new(what).at("--measure");
    let Some((at, sheet)) = (0..).zip(tables::ALL).find(|(_, sheet)| plain(sheet.stem) == file) else {
        return Err(wrong(format!("'{measure}' names no table of publik/ whose cells can be explained"))
            .hint(suggested(file, &stems())));
    };
    let sheet: &'static Sheet = sheet;
    let (keys, column) = match rest.rsplit_once('.') {
        Some((keys, column)) => (Some(keys), column),
        None => (None, rest),
    };
    let name = plain(column);
    let Some(column) = sheet.columns.iter().find(|column| column.name == name) else {
        let columns: Vec<&str> = sheet.columns.iter().map(|column| column.name).collect();
        return Err(wrong(format!("'{column}' is no column of {}.csv", sheet.stem))
            .because(format!("its cells are asked for as {}", sheet.form()))
            .hint(suggested(&name, &columns)));
    };
    // A value that holds a dot can only be the last one.
    let mut keys: Vec<String> = match keys {
        Some(keys) => keys.splitn(sheet.keys.len().max(1), '.').map(|key| key.trim().to_owned()).collect(),
        None => Vec::new(),
    };
    if keys.len() >= sheet.needed() {
        keys.resize(keys.len().max(sheet.keys.len()), String::new());
    }
    if keys.len() != sheet.keys.len() {
        let needs = if sheet.keys.is_empty() { "no key".to_owned() } else { sheet.keys.join(" and ") };
        return Err(wrong(format!("'{measure}' does not name one row of {}.csv", sheet.stem))
            .because(format!("a row of a unit is told apart by {needs}"))
            .hint(format!("write {}", sheet.form())));
    }
    Ok(Address::Cell(CellAddress { at, sheet, keys, column }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(address: &Address) -> String {
        match address {
            Address::Column(column) => column.name.to_owned(),
            Address::Announced(measure) => measure.name().to_owned(),
            Address::Cell(cell) => {
                let keys: String = cell.keys.iter().map(|key| format!(".{key}")).collect();
                format!("{}{keys}.{}", cell.sheet.stem, cell.column.name)
            }
        }
    }

    fn said(measure: &str) -> String {
        match parse(measure) {
            Ok(address) => name(&address),
            Err(problem) => format!("{problem} | {}", problem.next),
        }
    }

    #[test]
    fn a_column_is_found_by_either_hyphen_and_the_nearest_are_named() {
        assert_eq!(said("On-Time-Rate"), "on_time_rate");
        assert_eq!(said("league.on-time-rate"), "on_time_rate");
        assert_eq!(said("Handed-on-late"), "handed_on_late");
        assert!(said("on_time_rat").contains("| did you mean on_time_rate"), "{}", said("on_time_rat"));
        let nothing = said("xyzzy!");
        assert!(
            !nothing.contains("did you mean") && nothing.contains("unanswered, oldest_days, late, handed_on_late"),
            "{nothing}"
        );
    }

    #[test]
    fn a_cell_of_another_table_is_named_by_file_keys_and_column() {
        assert_eq!(said("corong.on_time_rate.low-95"), "corong.on_time_rate.low_95");
        assert_eq!(said("Anak.rank"), "anak.rank");
    }

    #[test]
    fn a_wrong_address_is_met_with_what_there_is() {
        for (wrong, parts) in [
            ("corng.on_time_rate.n", ["names no table of publik/", "did you mean corong?"]),
            ("xyzzy.n", ["names no table of publik/", "| there are "]),
            ("corong.on_time_rate.low_59", ["is no column of corong.csv", "did you mean low_95"]),
            ("corong.n", ["a row of a unit is told apart by measure", "write corong.MEASURE.COLUMN"]),
            ("anak.71005.rank", ["a row of a unit is told apart by no key", "write anak.COLUMN"]),
        ] {
            let said = said(wrong);
            assert!(parts.iter().all(|part| said.contains(part)), "{wrong}: {said}");
        }
    }
}
