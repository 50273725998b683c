//! `riwayat.csv` and `riwayat-instansi.csv`: the rows of every quarter up to the report's, all at one as-of. The row of an
//! earlier quarter is that of its own report, and is explained from that report's evidence.

use super::super::alone::{self, RATES};
use super::super::sheet::{Asked, Place, Rows, Sheet, SheetColumn, Told, by_ids, league};
use super::super::{Finished, book::Key};
use crate::judge::{COLUMNS, Quantity, Value, column};
use crate::problem::Problem;
use crate::publish::numbers;
use crate::terms::Quarter;

/// The table of the units.
pub static UNITS: Sheet = Sheet {
    stem: "riwayat",
    keys: &["period"],
    columns: &OF_LEAGUE,
    unit: by_ids,
    rows: |report| rows(report, &UNITS, |(_, skpd)| !skpd.is_empty()),
    tell,
};

/// The table of the governments.
pub static GOVERNMENTS: Sheet = Sheet {
    stem: "riwayat-instansi",
    keys: &["period"],
    columns: &OF_LEAGUE,
    unit: by_ids,
    rows: |report| rows(report, &GOVERNMENTS, |(_, skpd)| skpd.is_empty()),
    tell,
};

/// The columns of the league.
static OF_LEAGUE: [SheetColumn; COLUMNS.len()] = {
    let mut columns = [const { league("", Quantity::Text) }; COLUMNS.len()];
    let mut at = 0;
    while at < COLUMNS.len() {
        columns[at] = league(COLUMNS[at].name, COLUMNS[at].quantity);
        at += 1;
    }
    columns
};

fn rows(report: &Finished, sheet: &Sheet, is_of: fn(&Key) -> bool) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    for quarter in report.book.history.keys().copied() {
        let place = |key: &Key| Place { unit: key.clone(), keys: vec![quarter.to_string()] };
        let Ok(owner) = report.of_quarter(quarter) else {
            rows.extend(as_published(report, sheet, quarter)?);
            continue;
        };
        for (key, row) in owner.rows.iter().filter(|(key, _)| is_of(key)) {
            let mut cells = row.cells.clone();
            let set = owner.certainty(key).map(|known| known.set);
            cells.insert("rank_low", Value::count(set.map(|set| set.low)));
            cells.insert("rank_high", Value::count(set.map(|set| set.high)));
            rows.insert(place(key), cells);
        }
    }
    Ok(rows)
}

/// The published rows of a quarter that cannot be shown, with what follows from their own cells computed again.
fn as_published(report: &Finished, sheet: &Sheet, quarter: Quarter) -> Result<Rows, Problem> {
    let table = report.folder.table(&sheet.path(), &mut Vec::new())?;
    let mut rows = Rows::new();
    for row in table.rows() {
        if row.text("period")? == quarter.to_string() {
            let place = Place { unit: by_ids(&report.book, &row)?, keys: vec![quarter.to_string()] };
            let mut cells = alone::cells(&row, sheet.columns)?;
            let open = alone::count(&cells, "eligible").zip(alone::count(&cells, "closed"));
            cells.insert("open", Value::count(open.map(|(eligible, closed)| eligible.saturating_sub(closed))));
            rows.insert(place, cells);
        }
    }
    alone::rank(&mut rows);
    Ok(rows)
}

fn tell(asked: &Asked<'_>) -> Told {
    let (report, key) = (asked.report, &asked.place.unit);
    let Ok(quarter) = asked.key(0).parse::<Quarter>() else { return Told::default() };
    let computed_by = super::super::basis::computed_by(asked.column);
    match (report.of_quarter(quarter), column(asked.column)) {
        (Ok(owner), Some(of_league)) => {
            let explained = owner.explained(key, of_league, asked.words.language);
            let mut steps = explained.steps;
            if quarter != report.book.settings.quarter {
                steps.insert(
                    0,
                    asked.words.of(
                        format!("baris {} di laporan triwulan itu, pada tanggal data yang sama", explained.place),
                        format!("the row {} of that quarter's own report, at the same as-of", explained.place),
                    ),
                );
            }
            Told {
                rules: explained.rules,
                steps,
                lists: explained.lists,
                computed_by,
                differences: explained.differences,
            }
        }
        (Err(why), _) => Told { steps: by_cells(asked), computed_by, differences: vec![why], ..Told::default() },
        (_, None) => Told::default(),
    }
}

/// What the cells of a row tell of each other.
fn by_cells(asked: &Asked<'_>) -> Vec<String> {
    let itself = asked.itself();
    let rate = RATES.iter().find(|(rate, ..)| *rate == asked.column);
    let rate = rate.map(|(_, part, whole)| [part, whole].map(|column| asked.shown(column, Quantity::Count)));
    vec![match (rate, asked.column) {
        (Some([part, whole]), _) if asked.value(asked.column) != Value::Empty => format!("{part} / {whole} = {itself}"),
        (None, "rank") if asked.value("rank") != Value::Empty => asked.words.of(
            format!("peringkat {itself}: 1 + banyaknya skor yang lebih tinggi dalam kelompoknya"),
            format!("rank {itself}: 1 + the number of higher scores in its group"),
        ),
        (None, "open") => {
            let [eligible, closed] = ["eligible", "closed"].map(|column| asked.shown(column, Quantity::Count));
            format!("{eligible} - {closed} = {itself}")
        }
        _ if itself.is_empty() => numbers::MISSING.to_owned(),
        _ => itself,
    }]
}
