//! `gerak.csv`: the report's quarter against earlier ones of equal age.

use super::super::alone;
use super::super::basis::Basis;
use super::super::book::Key;
use super::super::folder::Row;
use super::super::lists::Reading;
use super::super::movement::{COMPARED, Comparison, Kind};
use super::super::recompute::Cells;
use super::super::sheet::{
    AGENCY, AGENCY_ID, Asked, PERIOD, Place, Rows, SKPD, SKPD_ID, Sheet, SheetColumn, Told, by_ids, league, name, own,
};
use super::super::words::Words;
use super::super::{Finished, explained::List};
use super::umur_sama;
use crate::judge::{Quantity, Value};
use crate::problem::Problem;
use crate::terms::Quarter;

/// The table.
pub static SHEET: Sheet =
    Sheet { stem: "gerak", keys: &["measure", "against"], columns: COLUMNS, unit: by_ids, rows, tell };

#[rustfmt::skip] // one column a line
const COLUMNS: &[SheetColumn] = &[
    PERIOD,
    AGENCY_ID,
    AGENCY,
    SKPD_ID,
    SKPD,
    league("group", Quantity::Text),
    name("measure", "Ukuran yang dibandingkan: kolom league.csv.", "The measure that is compared: a column of league.csv."),
    name("against", "Terhadap triwulan sebelumnya (previous) atau triwulan yang sama tahun lalu (year_before).", "Against the quarter before (previous) or the same quarter a year before (year_before)."),
    own("compared", Quantity::Text, "Triwulan pembanding.", "The quarter that is compared with."),
    own("compared_as_of", Quantity::Text, "Saat triwulan pembanding dipotong; kosong bila tidak ada datanya.", "Where that quarter is cut; empty where there is nothing of it."),
    own("now", Quantity::Number, "Nilainya pada triwulan laporan.", "The value in the report's quarter."),
    own("now_numerator", Quantity::Count, "Pembilangnya; dari rata-rata jumlah detik atau hari kerja.", "Its numerator; of a mean the sum of seconds or working days."),
    own("now_denominator", Quantity::Count, "Penyebutnya; dari rata-rata banyaknya aduan yang punya waktu itu.", "Its denominator; of a mean how many complaints have the time."),
    own("before", Quantity::Number, "Nilainya pada triwulan pembanding, pada umur yang sama.", "The value in the earlier quarter at the same age."),
    own("before_numerator", Quantity::Count, "Pembilangnya waktu itu.", "Its numerator then."),
    own("before_denominator", Quantity::Count, "Penyebutnya waktu itu.", "Its denominator then."),
    own("difference", Quantity::Number, "Selisih kedua nilai; dari peringkat banyaknya tempat yang naik.", "The difference of both; of a rank the places gained."),
    own("low", Quantity::Number, "Ujung bawah selang selisihnya.", "The lower end of the difference's interval."),
    own("high", Quantity::Number, "Ujung atas selang selisihnya.", "The upper end of the difference's interval."),
    own("comparisons", Quantity::Count, "Banyaknya perbandingan sekelompok yang berbagi galat 5 %.", "How many comparisons of the group share the error of 5 %."),
    own("change", Quantity::Text, "improved atau declined bila selangnya tidak memuat nol.", "Improved or declined where the interval does not hold zero."),
    own("reason", Quantity::Text, "Mengapa tidak dapat dibandingkan.", "Why the two cannot be compared."),
];

/// The place of a comparison in the table.
pub fn place(comparison: &Comparison) -> Place {
    let keys = vec![comparison.measure.to_owned(), comparison.against.to_owned()];
    Place { unit: comparison.key.clone(), keys }
}

#[allow(clippy::unnecessary_wraps)] // as other tables
fn rows(report: &Finished) -> Result<Rows, Problem> {
    Ok(report.comparisons().iter().map(|comparison| (place(comparison), comparison.cells.clone())).collect())
}

impl Finished {
    /// The published comparisons of a unit against an earlier quarter, by measure.
    pub(in super::super) fn published_movement(&self, key: &Key, against: &str) -> Vec<(String, Cells)> {
        let is_it = |row: &Row<'_>| {
            let cell = |column: &str| row.text(column).unwrap_or_default();
            by_ids(&self.book, row).is_ok_and(|unit| unit == *key) && cell("against") == against
        };
        // A row that cannot be read gives no comparison, and is told as one that follows from nothing.
        let Ok(table) = self.folder.table(&SHEET.path(), &mut Vec::new()) else { return Vec::new() };
        let rows = table.rows().filter(is_it);
        rows.filter_map(|row| Some((row.text("measure").ok()?, alone::cells(&row, COLUMNS).ok()?))).collect()
    }

    /// A row of a quarter of equal age as it is published.
    pub(in super::super) fn published_line(&self, key: &Key, quarter: Quarter) -> Option<Cells> {
        let place = Place { unit: key.clone(), keys: vec![quarter.to_string()] };
        umur_sama::as_published(self, quarter).ok()?.remove(&place)
    }

    /// One comparison.
    pub(in super::super) fn comparison(&self, key: &Key, measure: &str, against: &str) -> Option<&Comparison> {
        self.comparisons().iter().find(|c| c.key == *key && c.measure == measure && c.against == against)
    }
}

fn tell(asked: &Asked<'_>) -> Told {
    let (report, key) = (asked.report, &asked.place.unit);
    match report.comparison(key, asked.key(0), asked.key(1)) {
        Some(comparison) => of(report, comparison, asked.column, asked.words),
        None => Told { steps: vec![String::new()], computed_by: "src/judge/movement/mod.rs", ..Told::default() },
    }
}

/// What is told of a cell of a comparison.
pub fn of(report: &Finished, comparison: &Comparison, column: &str, words: &Words) -> Told {
    let Comparison { key, quarter, measure, cells, .. } = comparison;
    let own = report.book.settings.quarter;
    let has_line = report.lines.contains_key(quarter);
    let mut told = Told {
        computed_by: match column {
            "now" | "now_numerator" | "now_denominator" | "before" | "before_numerator" | "before_denominator" => {
                "queries/at_age.sql"
            }
            _ => "src/judge/movement/mod.rs",
        },
        differences: if has_line { report.line_faults(*quarter, key) } else { Vec::new() },
        ..Told::default()
    };
    let basis = Basis::of(measure).unwrap_or(Basis::Name);
    told.rules = report.book.rules.of(measure, basis, words);
    told.steps = steps(comparison, own, words);
    match column {
        "period" | "agency_id" | "agency" | "skpd_id" | "skpd" | "measure" | "against" => {}
        _ => {
            told.lists.extend(lists(report, own, comparison, ["now", "now_rest", "now_outside"], words));
            if has_line && cells.get("before").is_some_and(|cell| *cell != Value::Empty) {
                let lists = lists(report, *quarter, comparison, ["before", "before_rest", "before_outside"], words);
                told.lists.extend(lists);
            }
        }
    }
    told
}

/// The complaints of one side.
fn lists(
    report: &Finished,
    quarter: Quarter,
    comparison: &Comparison,
    names: [&'static str; 3],
    words: &Words,
) -> Vec<List> {
    let key = &comparison.key;
    let (Ok(line), Ok(owner)) = (report.line(quarter), report.of_quarter(quarter)) else { return Vec::new() };
    let words = umur_sama::words_at(report, key, quarter, words);
    let reading = Reading { book: &owner.book, rows: &line.figures, key, words: &words };
    let seen = line.grounds.get(key).map(|at_cut| at_cut.seen.as_slice()).unwrap_or_default();
    let lists = umur_sama::lists(&reading, seen, comparison.measure);
    lists
        .into_iter()
        .zip(names)
        .map(|(list, word)| List { word, title: format!("{quarter}: {}", list.title), items: list.items })
        .collect()
}

/// The arithmetic of a comparison.
fn steps(comparison: &Comparison, own: Quarter, words: &Words) -> Vec<String> {
    let cell = |column: &str| {
        let cell = comparison.cells.get(column).map(super::super::book::written).unwrap_or_default();
        if cell.is_empty() { "-".to_owned() } else { cell }
    };
    let kind = COMPARED.iter().find(|measure| measure.name == comparison.measure).map(|measure| measure.kind);
    let side = |quarter: Quarter, side: &str| {
        let [value, part, whole] =
            [side.to_owned(), format!("{side}_numerator"), format!("{side}_denominator")].map(|column| cell(&column));
        match kind {
            Some(Kind::Rate(..)) => format!("{quarter}: {part} / {whole} = {value}"),
            Some(Kind::Answered(time) | Kind::Closed(time)) => {
                format!("{quarter}: {part} / {whole} / {} = {value}", time.unit)
            }
            Some(Kind::Waiting) => words.of(
                format!("{quarter}: luas di bawah kurva dari {whole} aduan = {value} jam"),
                format!("{quarter}: area under the curve of {whole} complaints = {value} hours"),
            ),
            None => words.of(format!("{quarter}: peringkat {value}"), format!("{quarter}: rank {value}")),
        }
    };
    let (now, before, difference) = (cell("now"), cell("before"), cell("difference"));
    let mut steps = vec![side(own, "now"), side(comparison.quarter, "before")];
    steps.push(match kind {
        Some(_) => words.of(
            format!("selisih: {now} - {before} = {difference}"),
            format!("difference: {now} - {before} = {difference}"),
        ),
        None => words.of(
            format!("naik: {before} - {now} = {difference}"),
            format!("places gained: {before} - {now} = {difference}"),
        ),
    });
    if cell("comparisons") != "-" {
        let (low, high, m) = (cell("low"), cell("high"), cell("comparisons"));
        let method = match kind {
            Some(Kind::Rate(..)) => "Newcombe 1998",
            _ => "Welch 1947",
        };
        steps.push(words.of(
            format!("selang ({method}) pada kepercayaan 1 - 0,05 / {m}: {low} sampai {high}"),
            format!("interval ({method}) at a confidence of 1 - 0.05 / {m}: {low} to {high}"),
        ));
    }
    steps.push(format!("{} {}", cell("change"), cell("reason")).trim_end_matches(" -").to_owned());
    steps
}
