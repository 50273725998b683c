//! `pengumuman.csv`: what a meeting may announce, and on what grounds.

use std::collections::BTreeSet;

use super::super::Finished;
use super::super::announced::{Counts, Measure, Waiting, is_closed_by_reporter};
use super::super::basis::{Basis, Told as OfComplaint};
use super::super::book::{Key, written};
use super::super::difference::Difference;
use super::super::explained::List;
use super::super::movement::Comparison;
use super::super::recompute::{Cells, rings};
use super::super::sheet::{
    AGENCY, AGENCY_ID, Asked, PERIOD, Place, Rows, SKPD, SKPD_ID, Sheet, SheetColumn, Told, by_ids, league, name, own,
};
use super::gerak;
use crate::judge::{Quantity, Value};
use crate::problem::Problem;

/// The table.
pub static SHEET: Sheet =
    Sheet { stem: "pengumuman", keys: &["part", "group"], columns: COLUMNS, unit: by_ids, rows, tell };

#[rustfmt::skip] // one column a line
const COLUMNS: &[SheetColumn] = &[
    PERIOD,
    name("part", "Bagian pengumuman.", "The part of the announcement."),
    AGENCY_ID,
    AGENCY,
    SKPD_ID,
    SKPD,
    own("answers_for", Quantity::Text, "Siapa yang menjawabnya: kepala unit, pemerintah, atau nama yang belum dikenal.", "Who answers for it: the head of the unit, the government, or a name that nobody knows yet."),
    own("complaints", Quantity::Count, "Banyaknya aduan triwulan ini yang menjadi alasan disebut.", "Complaints of the quarter for which it is named."),
    own("due", Quantity::Count, "Aduan triwulan ini yang batas responsnya sudah lewat.", "Complaints of the quarter whose response limit has passed."),
    own("closed_unanswered", Quantity::Count, "Di antaranya yang ditutup tanpa respons, bukan oleh pelapornya.", "Of these closed without a response, by others than their reporters."),
    own("older", Quantity::Count, "Aduan triwulan sebelumnya yang masih terbuka tanpa respons.", "Complaints of earlier quarters that are still open without a response."),
    own("oldest_days", Quantity::Count, "Hari sejak jam mulai aduan tertua yang masih menunggu.", "Days since the clock of the oldest one still waiting started."),
    own("quarters_in_a_row", Quantity::Count, "Berapa triwulan berturut-turut, pada umur yang sama, unit ini punya aduan tanpa respons.", "For how many quarters in a row, at equal age, the unit had complaints without a response."),
    own("at_least", Quantity::Count, "1 bila mungkin lebih lama: data atau garisnya berakhir di sana.", "1 where it may be longer: the data or the line end there."),
    league("returned_late", Quantity::Count),
    league("group", Quantity::Text),
    own("ranked", Quantity::Count, "Banyaknya unit yang diperingkat dalam kelompoknya.", "How many units of the group are ranked."),
    league("rank", Quantity::Rank),
    league("rank_low", Quantity::Rank),
    league("rank_high", Quantity::Rank),
    own("measure", Quantity::Text, "Ukuran yang membaik melebihi kebetulan; yang terberat dalam skor.", "The measure that improved beyond chance; the one that weighs most in the score."),
    own("before", Quantity::Number, "Nilainya pada triwulan sebelumnya, pada umur yang sama.", "Its value in the quarter before, at the same age."),
    own("now", Quantity::Number, "Nilainya pada triwulan laporan.", "Its value in the report's quarter."),
    own("difference", Quantity::Number, "Selisih kedua nilai.", "The difference of both."),
    own("low", Quantity::Number, "Ujung bawah selang selisihnya.", "The lower end of the difference's interval."),
    own("high", Quantity::Number, "Ujung atas selang selisihnya.", "The upper end of the difference's interval."),
    own("reason", Quantity::Text, "Mengapa tidak dapat diperingkat.", "Why it cannot be ranked."),
];

/// Cells that a comparison shares with the announcement of who improved.
const OF_COMPARISON: [&str; 7] = ["group", "measure", "before", "now", "difference", "low", "high"];

impl Finished {
    /// The lines of the work list that a unit answers for.
    fn waiting(&self, key: &Key) -> Result<Vec<Waiting>, Problem> {
        self.announced.waiting(key, &self.book.clock_of(key))
    }

    /// What the evidence of a unit gives.
    fn counts(&self, key: &Key, waiting: &[Waiting]) -> Counts {
        let row = self.rows.get(key);
        let known = row.and_then(|row| row.cells.get("unanswered_overdue")).is_some_and(|n| *n != Value::Empty);
        let handed_on_late = row.map_or(0, |row| row.tally.returned_late);
        Counts::of(&self.book.cases_of(key), waiting, handed_on_late, known)
    }

    /// Who answers for a unit's complaints. Where the list does not know the government the evidence does not tell which of
    /// its units the register knows; there the published word holds if it can be true.
    fn answers_for(&self, key: &Key, part: &str) -> Value {
        let standing = |key: &Key| self.book.standings.get(key).map_or("", |s| s.standing.as_str());
        let known = standing(&(key.0.clone(), String::new())) != "unknown";
        Value::text(match (standing(key), key.1.as_str()) {
            ("direct" | "unassigned", _) => "government",
            (_, "ditangani-langsung" | "belum-terdisposisi") if !known => "government",
            ("unknown", _) if !known => match self.announced.cell(part, key, "answers_for").as_deref() {
                Some("unit") => "unit",
                _ => "unknown_name",
            },
            ("unknown", _) => "unknown_name",
            _ => "unit",
        })
    }
}

/// A row of a part of the announcement.
fn row(report: &Finished, key: &Key, part: &'static str) -> Cells {
    let names = report.named(key);
    let name = |column: &str| Value::text(names.map_or("", |row| row.cell(column)));
    Cells::from([
        ("period", Value::Text(report.book.settings.quarter.to_string())),
        ("part", Value::text(part)),
        ("agency_id", Value::text(&key.0)),
        ("agency", name("agency")),
        ("skpd_id", Value::text(&key.1)),
        ("skpd", name("skpd")),
    ])
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    for key in report.rows.keys().filter(|(_, skpd)| !skpd.is_empty()) {
        grounds(report, key, &mut rows)?;
    }
    best(report, &mut rows);
    for comparison in improved(report) {
        let mut cells = row(report, &comparison.key, "improved");
        cells.extend(OF_COMPARISON.map(|of| (of, comparison.cells.get(of).cloned().unwrap_or(Value::Empty))));
        put(&mut rows, &comparison.key, cells);
    }
    for (key, of) in report.rows.iter().filter(|((_, skpd), _)| !skpd.is_empty()) {
        let verdict = of.cells.get("verdict").cloned().unwrap_or(Value::Empty);
        if verdict != Value::text("ranked") {
            let mut cells = row(report, key, "not_judged");
            cells.insert("reason", verdict);
            put(&mut rows, key, cells);
        }
    }
    Ok(rows)
}

fn put(rows: &mut Rows, key: &Key, cells: Cells) {
    let cell = |column: &str| cells.get(column).map(written).unwrap_or_default();
    let keys = vec![cell("part"), cell("group")];
    rows.insert(Place { unit: key.clone(), keys }, cells);
}

/// What a unit is named for, and what it is not.
fn grounds(report: &Finished, key: &Key, rows: &mut Rows) -> Result<(), Problem> {
    let counts = report.counts(key, &report.waiting(key)?);
    if !counts.known {
        return Ok(());
    }
    let parts = [
        ("unanswered", counts.unanswered + counts.older, counts.unanswered),
        ("closed_by_reporter", counts.closed_by_reporter, counts.closed_by_reporter),
        ("late", counts.late, counts.late),
        ("handed_on_late", counts.handed_on_late, counts.handed_on_late),
    ];
    for (part, _, complaints) in parts.into_iter().filter(|(_, ground, _)| *ground > 0) {
        let mut cells = row(report, key, part);
        cells.insert("answers_for", report.answers_for(key, part));
        cells.insert("complaints", Value::Count(complaints));
        cells.insert("due", Value::Count(counts.due));
        if part == "unanswered" {
            let run = report.in_a_row(key);
            cells.extend([
                ("closed_unanswered", Value::Count(counts.closed_unanswered)),
                ("older", Value::Count(counts.older)),
                ("oldest_days", Value::count(counts.oldest_days)),
                ("quarters_in_a_row", Value::Count(run.quarters)),
                ("at_least", Value::Count(u64::from(run.at_least))),
                ("returned_late", Value::Count(counts.handed_on_late)),
            ]);
        }
        put(rows, key, cells);
    }
    Ok(())
}

/// Who did best in each group of two or more.
fn best(report: &Finished, rows: &mut Rows) {
    for ((agency, group), rivals) in rings(&report.rows) {
        let Some(agency) = agency.filter(|_| rivals.len() > 1) else { continue };
        let is_first =
            |key: &Key| report.rows.get(key).is_some_and(|row| row.cells.get("rank") == Some(&Value::Count(1)));
        let (first, others): (Vec<&Key>, Vec<&Key>) =
            rivals.iter().map(|rival| &rival.key).partition(|key| is_first(key));
        let set = |key: &Key| report.certainty(key).map(|known| known.set);
        let with: Vec<&Key> = others.into_iter().filter(|key| set(key).is_some_and(|set| set.low == 1)).collect();
        let of_group = |mut cells: Cells| {
            cells.insert("group", Value::text(&group));
            cells.insert("ranked", Value::Count(rivals.len() as u64));
            cells
        };
        if first.len() + with.len() == rivals.len() {
            let government = (agency, String::new());
            let mut cells = of_group(row(report, &government, "nobody_best"));
            let names = first.first().and_then(|key| report.named(key));
            cells.insert("agency", Value::text(names.map_or("", |row| row.cell("agency"))));
            put(rows, &government, cells);
            continue;
        }
        // By name, as the set of the first is told of all of rank 1.
        let by_name = |key: &&&Key| report.named(key).map_or("", |row| row.cell("skpd")).to_owned();
        let bounds = first.iter().min_by_key(by_name).and_then(|key| set(key));
        for key in first {
            let mut cells = of_group(row(report, key, "best"));
            cells.insert("rank", Value::Count(1));
            cells.insert("rank_low", Value::count(bounds.map(|set| set.low)));
            cells.insert("rank_high", Value::count(bounds.map(|set| set.high)));
            put(rows, key, cells);
        }
        for key in with {
            put(rows, key, of_group(row(report, key, "with_best")));
        }
    }
}

/// Who improved beyond chance, each unit by the scored measure that weighs most.
fn improved(report: &Finished) -> Vec<&Comparison> {
    // The heaviest first, as the policy weighs them.
    let mut weights = report.book.settings.weights.clone();
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let place = |measure: &str| weights.iter().position(|(scored, _)| scored == measure).unwrap_or(usize::MAX);
    let is_ground = |c: &Comparison| c.measure != "rank" && (!c.is_of_answered() || place(c.measure) < usize::MAX);
    let is_named = |c: &&Comparison| c.against == "previous" && !c.key.1.is_empty() && c.is("improved") && is_ground(c);
    let mut all: Vec<&Comparison> = report.comparisons().iter().filter(is_named).collect();
    all.sort_by(|a, b| (place(a.measure), a.measure).cmp(&(place(b.measure), b.measure)));
    let mut seen = BTreeSet::new();
    all.retain(|c| seen.insert(c.key.clone()));
    all
}

fn tell(asked: &Asked<'_>) -> Told {
    let (report, key, words) = (asked.report, &asked.place.unit, asked.words);
    let reading = asked.reading();
    let computed_by = "src/judge/announcement.rs";
    let of = |column: &'static str| {
        let basis = Basis::of(column).unwrap_or(Basis::Name);
        Told {
            steps: reading.steps(column, basis),
            lists: reading.lists(column, basis),
            computed_by,
            ..Told::default()
        }
    };
    match (asked.key(0), asked.column) {
        (_, "answers_for") => {
            let standing = report.book.standings.get(key).map_or("", |s| s.standing.as_str());
            Told { steps: vec![reading.stands_for(standing)], computed_by, ..Told::default() }
        }
        ("unanswered", "quarters_in_a_row" | "at_least") => {
            let run = report.in_a_row(key);
            let title = words.of("Tanpa respons, per triwulan", "Without a response, by quarter");
            Told {
                rules: of_limit(asked),
                steps: run.steps(words),
                lists: vec![List { word: "counted", title, items: run.items(report, key, words) }],
                computed_by: "queries/at_age.sql",
                differences: run.faults(report, key),
            }
        }
        ("unanswered", "returned_late") => of("returned_late"),
        ("unanswered" | "late" | "handed_on_late" | "closed_by_reporter", "group") => of("group"),
        ("unanswered" | "late" | "handed_on_late" | "closed_by_reporter", _) => counted(asked),
        ("best" | "with_best" | "nobody_best", "rank_low" | "rank_high" | "rank") => of(asked.column),
        ("best" | "with_best" | "nobody_best", _) => {
            let mut told = of("rank");
            if asked.key(0) == "nobody_best" {
                told.steps = rivals(asked);
            }
            told
        }
        ("improved", _) => match report.comparison(key, &written(&asked.value("measure")), "previous") {
            Some(comparison) => gerak::of(report, comparison, asked.column, words),
            None => of("verdict"),
        },
        _ => of("verdict"),
    }
}

/// The limits on which a ground rests.
fn of_limit(asked: &Asked<'_>) -> Vec<String> {
    let basis = Basis::of("unanswered_overdue").unwrap_or(Basis::Name);
    asked.report.book.rules.of("unanswered_overdue", basis, asked.words)
}

/// What is counted of a unit's complaints.
fn counted(asked: &Asked<'_>) -> Told {
    let (report, key, words) = (asked.report, &asked.place.unit, asked.words);
    let reading = asked.reading();
    // The work list was read when the rows were computed.
    let waiting = report.waiting(key).unwrap_or_default();
    let counts = report.counts(key, &waiting);
    let measure = match (asked.key(0), asked.column) {
        ("unanswered", "oldest_days") => Some(Measure::OldestDays),
        ("unanswered", _) => Some(Measure::Unanswered),
        ("late", _) => Some(Measure::Late),
        ("handed_on_late", _) => Some(Measure::HandedOnLate),
        _ => None,
    };
    let mut told = Told { rules: of_limit(asked), computed_by: "src/judge/announcement.rs", ..Told::default() };
    match measure {
        Some(measure) => {
            told.steps = counts.steps(measure, words);
            told.lists = reading.announced(measure, &waiting);
        }
        None => {
            let n = counts.closed_by_reporter;
            told.steps = vec![words.of(
                format!("{n} ditutup pelapornya sebelum ada respons; bukan alasan untuk disebut"),
                format!("{n} were closed by their reporters before any response; no ground to be named"),
            )];
            let cases = report.book.cases_of(key).into_iter().filter(|case| is_closed_by_reporter(case));
            let items = cases.map(|case| reading.item(case, OfComplaint::ResponseLimit)).collect();
            told.lists = vec![List { word: "counted", title: words.of("Dihitung", "Counted"), items }];
        }
    }
    if matches!(measure, Some(Measure::Unanswered | Measure::OldestDays)) {
        let wrong = waiting.iter().flat_map(Waiting::contradictions).cloned();
        told.differences = wrong.collect::<Vec<Difference>>();
    }
    told
}

/// Those of a group in which nobody can be told from the first.
fn rivals(asked: &Asked<'_>) -> Vec<String> {
    let (report, words, group) = (asked.report, asked.words, asked.key(1));
    let mut steps = Vec::new();
    for ((agency, of), rivals) in rings(&report.rows) {
        if agency.as_deref() == Some(asked.place.unit.0.as_str()) && of == group {
            steps.extend(rivals.iter().map(|rival| {
                let set = report.certainty(&rival.key).map(|known| known.set);
                let set = set.map(|set| format!("{}-{}", set.low, set.high)).unwrap_or_default();
                let skpd = report.named(&rival.key).map_or("", |row| row.cell("skpd"));
                words.of(
                    format!("{skpd} ({}): peringkat yang mungkin {set}", rival.key.1),
                    format!("{skpd} ({}): ranks that chance allows {set}", rival.key.1),
                )
            }));
        }
    }
    steps.push(words.of(
        "tidak ada yang dapat dibedakan dari yang pertama, maka tidak ada yang disebut",
        "nobody can be told from the first, so that nobody is named",
    ));
    steps
}
