//! `riwayat-umur-sama.csv`: the quarters, each as it stood at the age that the report's quarter has.

use super::super::Finished;
use super::super::alone::{self, RATES};
use super::super::announced::is_unanswered;
use super::super::at_cut::Seen;
use super::super::basis::{Basis, Told as OfComplaint};
use super::super::book::Key;
use super::super::equal_age::{Line, cut_words};
use super::super::explained::{Item, List};
use super::super::lists::Reading;
use super::super::sheet::{
    AGENCY, AGENCY_ID, Asked, Place, Rows, SKPD, SKPD_ID, Sheet, SheetColumn, Told, by_ids, league, name, own,
};
use super::super::words::Words;
use crate::judge::{Quantity, Value};
use crate::problem::Problem;
use crate::publish::numbers;
use crate::terms::Quarter;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "riwayat-umur-sama",
    keys: &["period"],
    columns: COLUMNS,
    unit: by_ids,
    rows,
    tell,
};

#[rustfmt::skip] // one column a line
const COLUMNS: &[SheetColumn] = &[
    name("period", "Triwulan baris ini.", "The quarter of the row."),
    own("as_of", Quantity::Text, "Saat baris ini dipotong: akhir triwulannya ditambah umur triwulan laporan pada tanggal data.", "Where the row is cut: the end of its quarter and the age that the report's quarter has at as-of."),
    AGENCY_ID,
    AGENCY,
    SKPD_ID,
    SKPD,
    league("group", Quantity::Text),
    league("received", Quantity::Count),
    league("eligible", Quantity::Count),
    league("responded", Quantity::Count),
    own("responded_low", Quantity::Count, "Yang pasti sudah direspons pada saat itu, bagaimanapun waktunya dibaca.", "Those answered by then whichever way their time is read."),
    own("responded_high", Quantity::Count, "Yang mungkin sudah direspons pada saat itu, menurut salah satu pembacaan waktunya.", "Those answered by then by some reading of their time."),
    league("response_rate", Quantity::Rate),
    league("due", Quantity::Count),
    league("responded_in_time", Quantity::Count),
    league("on_time_rate", Quantity::Rate),
    league("unanswered_overdue", Quantity::Count),
    own("unanswered_named", Quantity::Count, "Yang lewat batas tanpa respons, tanpa yang sudah ditutup pelapornya.", "Those overdue without a response, less those that their reporter had closed."),
    league("closed", Quantity::Count),
    league("closed_by_reporter", Quantity::Count),
    league("closed_by_system", Quantity::Count),
    league("closed_by_admin", Quantity::Count),
    league("resolution_due", Quantity::Count),
    league("resolved_in_time", Quantity::Count),
    league("resolution_on_time_rate", Quantity::Rate),
    league("score", Quantity::Score),
    league("rank", Quantity::Rank),
    league("verdict", Quantity::Text),
    league("mean_response_hours", Quantity::Hours),
    league("restricted_mean_response_hours", Quantity::Hours),
    league("mean_response_workdays", Quantity::Days),
    league("mean_resolution_days", Quantity::Days),
    league("mean_resolution_workdays", Quantity::Days),
];

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    for quarter in report.lines.keys() {
        match report.line(*quarter) {
            Ok(line) => {
                for key in line.figures.keys() {
                    let cells = COLUMNS.iter().map(|column| (column.name, line.cell(key, column.name))).collect();
                    rows.insert(Place { unit: key.clone(), keys: vec![quarter.to_string()] }, cells);
                }
            }
            Err(_) => rows.extend(as_published(report, *quarter)?),
        }
    }
    Ok(rows)
}

/// The published rows of a quarter that cannot be shown, with what follows from their own cells computed again.
pub fn as_published(report: &Finished, quarter: Quarter) -> Result<Rows, Problem> {
    // Whether the file is what the manifest says is told where a cell of it is explained.
    let table = report.folder.table(&SHEET.path(), &mut Vec::new())?;
    let mut rows = Rows::new();
    for row in table.rows() {
        if row.text("period")? == quarter.to_string() {
            let place = Place { unit: by_ids(&report.book, &row)?, keys: vec![quarter.to_string()] };
            let mut cells = alone::cells(&row, COLUMNS)?;
            cells.insert("as_of", Value::Text(cut_words(report.cut_of(&place.unit, quarter))));
            rows.insert(place, cells);
        }
    }
    alone::rank(&mut rows);
    Ok(rows)
}

/// Which complaints a column counts, of which, and what is told of each.
struct Counted {
    counted: fn(&Seen) -> bool,
    of: fn(&Seen) -> bool,
    told: OfComplaint,
}

fn counted(column: &str) -> Option<Counted> {
    let eligible: fn(&Seen) -> bool = |s| s.case.is_eligible();
    let of = |counted: fn(&Seen) -> bool, of: fn(&Seen) -> bool, told| Some(Counted { counted, of, told });
    match column {
        "received" => of(|_| true, |_| true, OfComplaint::Receipt),
        "eligible" => of(eligible, |_| true, OfComplaint::Receipt),
        "responded" | "response_rate" => of(|s| s.case.is_responded(), eligible, OfComplaint::Response),
        "responded_low" => of(|s| s.case.is_eligible() && s.by_then.surely, eligible, OfComplaint::Response),
        "responded_high" => of(|s| s.case.is_eligible() && s.by_then.possibly, eligible, OfComplaint::Response),
        "due" => of(|s| s.case.response.is_due(), eligible, OfComplaint::ResponseLimit),
        "responded_in_time" | "on_time_rate" => {
            of(|s| s.case.response.outcome == "in_time", |s| s.case.response.is_due(), OfComplaint::ResponseLimit)
        }
        "unanswered_overdue" => {
            of(|s| s.case.response.outcome == "unanswered", |s| s.case.response.is_due(), OfComplaint::ResponseLimit)
        }
        "unanswered_named" => {
            of(|s| is_unanswered(&s.case), |s| s.case.response.outcome == "unanswered", OfComplaint::ResponseLimit)
        }
        "closed" => of(|s| s.case.is_closed(), eligible, OfComplaint::Closing),
        "closed_by_reporter" => by(|s| s.case.closed_by == "reporter"),
        "closed_by_system" => by(|s| s.case.closed_by == "system"),
        "closed_by_admin" => by(|s| matches!(s.case.closed_by.as_str(), "unit" | "admin")),
        "resolution_due" => of(|s| s.case.resolution.is_due(), eligible, OfComplaint::ResolutionLimit),
        "resolved_in_time" | "resolution_on_time_rate" => {
            of(|s| s.case.resolution.outcome == "in_time", |s| s.case.resolution.is_due(), OfComplaint::ResolutionLimit)
        }
        "mean_response_hours" => of(
            |s| s.case.is_eligible() && s.case.response.seconds.is_some(),
            |s| s.case.is_responded(),
            OfComplaint::ResponseTime,
        ),
        "mean_response_workdays" => of(
            |s| s.case.is_eligible() && s.case.response.workdays.is_some(),
            |s| s.case.is_responded(),
            OfComplaint::ResponseTime,
        ),
        "restricted_mean_response_hours" => {
            of(|s| s.case.is_eligible() && s.case.response.is_timed(), eligible, OfComplaint::Followed)
        }
        "mean_resolution_days" => of(
            |s| s.case.is_eligible() && s.case.resolution.seconds.is_some(),
            |s| s.case.is_closed(),
            OfComplaint::ResolutionTime,
        ),
        "mean_resolution_workdays" => of(
            |s| s.case.is_eligible() && s.case.resolution.workdays.is_some(),
            |s| s.case.is_closed(),
            OfComplaint::ResolutionTime,
        ),
        _ => None,
    }
}

fn by(whom: fn(&Seen) -> bool) -> Option<Counted> {
    Some(Counted { counted: whom, of: |s| s.case.is_closed(), told: OfComplaint::Closing })
}

/// The complaints of a row of a quarter at its cut, in three lists: counted, asked and not counted, not asked.
pub fn lists(reading: &Reading<'_>, seen: &[Seen], column: &str) -> Vec<List> {
    let Some(Counted { counted, of, told }) = counted(column) else { return Vec::new() };
    let mut parts: [Vec<Item>; 3] = Default::default();
    let [first, second, third] = &mut parts;
    for s in seen.iter().filter(|s| told != OfComplaint::Closing || s.case.is_eligible() || !counted(s)) {
        let item = reading.item(&s.case, told);
        match (counted(s), of(s)) {
            (true, true) => first.push(item),
            (_, true) => second.push(item),
            (_, false) => third.push(item),
        }
    }
    let words = reading.words;
    let [counted, rest, outside] = parts;
    let list = |word: &'static str, id: &str, en: &str, items| List { word, title: words.of(id, en), items };
    match RATES.iter().any(|(rate, ..)| *rate == column) {
        true => vec![
            list("counted", "Pembilang", "Numerator", counted),
            list("not_counted", "Penyebut, bukan pembilang", "Denominator, not numerator", rest),
            list("outside", "Di luar penyebut", "Outside the denominator", outside),
        ],
        false => vec![
            list("counted", "Dihitung", "Counted", counted),
            list("not_counted", "Diperiksa, tidak dihitung", "In question, not counted", rest),
            list("outside", "Tidak diperiksa", "Not in question", outside),
        ],
    }
}

/// What a complaint was like at a cut, in the words of that cut.
pub fn words_at(report: &Finished, key: &Key, quarter: Quarter, words: &Words) -> Words {
    let cut = report.cut_of(key, quarter);
    Words { language: words.language, as_of: cut.format("%Y-%m-%d %H:%M:%S").to_string() }
}

fn tell(asked: &Asked<'_>) -> Told {
    let (report, key) = (asked.report, &asked.place.unit);
    let Ok(quarter) = asked.key(0).parse::<Quarter>() else { return Told::default() };
    let computed_by = match asked.column {
        "as_of" => "src/normalise/cuts.rs",
        "group" | "verdict" | "score" | "rank" => "src/judge/league.rs",
        _ => "queries/at_age.sql",
    };
    let mut told = Told { computed_by, differences: report.line_faults(quarter, key), ..Told::default() };
    let words = words_at(report, key, quarter, asked.words);
    let cut = words.of(
        format!("seperti keadaannya pada {}, umur yang sama dengan triwulan laporan", words.as_of),
        format!("as it stood at {}, at the age of the report's quarter", words.as_of),
    );
    told.steps.push(cut);
    match (report.line(quarter), report.of_quarter(quarter)) {
        (Ok(line), Ok(earlier)) => of_line(asked, line, earlier, &words, &mut told),
        _ => told.steps.extend(of_cells(asked, &words)),
    }
    told
}

/// What can be told of a row that was computed again.
fn of_line(asked: &Asked<'_>, line: &Line, earlier: &Finished, words: &Words, told: &mut Told) {
    let (report, key) = (asked.report, &asked.place.unit);
    let reading = Reading { book: &earlier.book, rows: &line.figures, key, words };
    let basis = Basis::of(asked.column).unwrap_or(Basis::Name);
    told.rules = report.book.rules.of(asked.column, basis, words);
    let seen = line.grounds.get(key).map(|at_cut| at_cut.seen.as_slice()).unwrap_or_default();
    match asked.column {
        "score" | "rank" | "verdict" | "group" => told.steps.extend(reading.steps(asked.column, basis)),
        _ => {
            told.steps.extend(of_cells(asked, words));
            told.lists = lists(&reading, seen, asked.column);
        }
    }
}

/// The arithmetic between the cells of a row.
fn of_cells(asked: &Asked<'_>, words: &Words) -> Vec<String> {
    let itself = asked.itself();
    if let Some((_, part, whole)) = RATES.iter().find(|(rate, ..)| *rate == asked.column) {
        let [part, whole] = [part, whole].map(|column| asked.shown(column, Quantity::Count));
        return vec![match asked.value(asked.column) {
            Value::Empty => words.of(
                format!("kosong: {part} dari {whole}, atau terlalu sedikit waktu yang diketahui"),
                format!("empty: {part} of {whole}, or too few times are known"),
            ),
            _ => format!("{part} / {whole} = {itself}"),
        }];
    }
    match asked.column {
        "rank" if asked.value("rank") != Value::Empty => vec![words.of(
            format!("peringkat {itself}: 1 + banyaknya skor yang lebih tinggi dalam kelompoknya"),
            format!("rank {itself}: 1 + the number of higher scores in its group"),
        )],
        _ if counted(asked.column).is_some() => {
            vec![words.of(format!("dihitung: {itself}"), format!("counted: {itself}"))]
        }
        _ => vec![if itself.is_empty() { numbers::MISSING.to_owned() } else { itself }],
    }
}
