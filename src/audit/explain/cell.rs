//! A cell of any table held against the one that the evidence gives.

use super::Finished;
use super::address::CellAddress;
use super::book::{Key, Published, agrees, written};
use super::difference::Difference;
use super::explained::Explained;
use super::recompute::Cells;
use super::sheet::{Asked, Meaning, Opened, Place, Sheet, Told};
use super::{nearest, words::Words};
use crate::judge::Value;
use crate::problem::Problem;
use crate::publish::Language;
use crate::terms::fold_name;

/// How many rows are named to whom asks for one that is not there.
const NAMED: usize = 12;

impl Finished {
    /// A table as it stands and as it comes out, read once.
    fn opened(&self, at: usize, sheet: &'static Sheet) -> Result<&Opened, Problem> {
        let fault = || Problem::new("a table of the report is not known").at(sheet.path());
        let cell = self.sheets.get(at).ok_or_else(fault)?;
        if let Some(opened) = cell.get() {
            return Ok(opened);
        }
        let mut told = Vec::new();
        let path = sheet.path();
        let table = if self.folder.has(&path) { self.folder.table(&path, &mut told)? } else { Default::default() };
        let mut opened = Opened { lines: Default::default(), rows: (sheet.rows)(self)?, table, told };
        for (at, row) in opened.table.rows().enumerate() {
            let keys = sheet.keys.iter().map(|key| row.text(key)).collect::<Result<_, _>>()?;
            let place = Place { unit: (sheet.unit)(&self.book, &row)?, keys };
            opened.lines.entry(place).or_default().push(at);
        }
        Ok(cell.get_or_init(|| opened))
    }

    /// Explains a cell of a table other than the league.
    pub(super) fn cell(&self, unit: &Key, address: &CellAddress, language: Language) -> Result<Explained, Problem> {
        let CellAddress { at, sheet, keys, column } = address;
        let opened = self.opened(*at, sheet)?;
        let place = found(sheet, opened, unit, keys)?;
        let lines = opened.lines.get(&place).map(Vec::as_slice).unwrap_or_default();
        let row = lines.first().and_then(|line| opened.table.row(*line));
        let nothing = Cells::new();
        let computed = opened.rows.get(&place);
        let cells = computed.unwrap_or(&nothing);
        let at = row.map_or_else(|| format!("{} ({})", sheet.path(), place.written()), |row| row.place());
        let published = row.map_or(Ok(String::new()), |row| row.text(column.name))?;
        let value = cells.get(column.name).cloned().unwrap_or(Value::Empty);
        let mut differences = self.book.told.clone();
        differences.extend(opened.told.iter().cloned());
        differences.extend(self.contradictions(unit).iter().cloned());
        if computed.is_some() && row.is_some() && !agrees(&published, &value) {
            differences.push(Difference::Figure {
                place: at.clone(),
                column: column.name,
                published: published.clone(),
                recomputed: written(&value),
            });
        }
        if row.is_none() {
            differences.push(Difference::Missing { place: at.clone() });
        }
        // A second row of the same name is one too many, as is one that follows from nothing.
        let founded = usize::from(computed.is_some());
        let spare = lines.iter().skip(founded).filter_map(|line| opened.table.row(*line));
        differences.extend(spare.map(|row| Difference::Unfounded { place: row.place() }));
        let words = self.words(unit, language);
        let asked =
            Asked { report: self, place: &place, column: column.name, quantity: column.quantity, cells, words: &words };
        let told = match column.meaning {
            Meaning::Name(_) => Told {
                steps: vec![words.of("Disalin apa adanya.", "Copied as it stands.")],
                computed_by: "publik/riwayat.csv",
                ..Told::default()
            },
            Meaning::League | Meaning::Own(_) => (sheet.tell)(&asked),
        };
        differences.extend(told.differences);
        let league: &Published = self.named(unit).unwrap_or(&self.nobody);
        Ok(Explained {
            language,
            quarter: self.book.settings.quarter,
            as_of: words.as_of.clone(),
            agency: league.cell("agency").to_owned(),
            skpd_id: unit.1.clone(),
            skpd: league.cell("skpd").to_owned(),
            measure: place.address(sheet, column.name),
            column: column.name,
            meaning: match column.meaning {
                Meaning::Name(text) | Meaning::Own(text) => Some(text),
                Meaning::League => None,
            },
            quantity: column.quantity,
            place: at,
            published,
            recomputed: value,
            rules: told.rules,
            steps: told.steps,
            lists: told.lists,
            computed_by: told.computed_by,
            computed_by_hash: self.book.queries.get(told.computed_by).cloned(),
            differences,
        })
    }
}

impl Place {
    /// The row in words.
    fn written(&self) -> String {
        let (agency, skpd) = &self.unit;
        let unit = if skpd.is_empty() { agency } else { skpd };
        std::iter::once(unit).chain(&self.keys).map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    /// The address of one of its cells.
    fn address(&self, sheet: &Sheet, column: &str) -> String {
        let keys = self.keys.iter().enumerate().filter(|(at, key)| *at < sheet.needed() || !key.is_empty());
        let keys: String = keys.map(|(_, key)| format!(".{key}")).collect();
        format!("{}{keys}.{column}", sheet.stem)
    }
}

/// The row of a unit that the keys mean: to the letter, else without the accidents of case and hyphen.
fn found(sheet: &Sheet, opened: &Opened, unit: &Key, keys: &[String]) -> Result<Place, Problem> {
    let exact = Place { unit: unit.clone(), keys: keys.to_vec() };
    if opened.rows.contains_key(&exact) || opened.lines.contains_key(&exact) {
        return Ok(exact);
    }
    let of_unit: std::collections::BTreeSet<&Place> =
        opened.rows.keys().chain(opened.lines.keys()).filter(|place| place.unit == *unit).collect();
    let alike = |place: &&&Place| {
        place.keys.len() == keys.len() && place.keys.iter().zip(keys).all(|(a, b)| fold_name(a) == fold_name(b))
    };
    let mut meant = of_unit.iter().filter(alike);
    if let (Some(only), None) = (meant.next(), meant.next()) {
        return Ok((*only).clone());
    }
    let whose = if unit.1.is_empty() { &unit.0 } else { &unit.1 };
    if of_unit.is_empty() {
        return Err(Problem::new(format!("{}.csv has no row of '{whose}'", sheet.stem))
            .at("--skpd")
            .because("neither the table nor the evidence holds one")
            .hint("it holds only those of whom it speaks; name another unit, or another table"));
    }
    let rows: Vec<String> = of_unit.iter().map(|place| place.keys.join(".")).collect();
    let wanted = keys.join(".");
    let near = nearest(&wanted, rows.clone());
    let near = if near.is_empty() { String::new() } else { format!("did you mean {}? ", near.join(", ")) };
    let more = if rows.len() > NAMED { format!(" and {} more", rows.len() - NAMED) } else { String::new() };
    let named: Vec<String> = rows.into_iter().take(NAMED).collect();
    Err(Problem::new(format!("{}.csv has no row '{wanted}' of '{whose}'", sheet.stem))
        .at("--measure")
        .because(format!("its cells are asked for as {}", sheet.form()))
        .hint(format!("{near}there are {}{more}", named.join(", "))))
}

impl Finished {
    /// The words in which a row is told.
    pub(super) fn words(&self, key: &Key, language: Language) -> Words {
        Words { language, as_of: self.book.clock_of(key).as_of.format("%Y-%m-%d %H:%M:%S").to_string() }
    }
}
