//! What stands behind one figure: its arithmetic step by step, and the complaints that are counted, asked or left out.

use std::collections::BTreeMap;

use super::announced::{self, Measure, Waiting};
use super::basis::{Basis, Told};
use super::book::{Book, Key, Published};
use super::evidence::{Case, Spell};
use super::explained::{Item, List};
use super::recompute::{Recomputed, earlier_quarters, rivals};
use super::settings::{Subject, ratio};
use super::words::Words;
use crate::judge::{Quantity, Value, column};
use crate::publish::numbers;

/// A row that is being explained.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The report.
    pub book: &'a Book,
    /// Its rows, computed again.
    pub rows: &'a BTreeMap<Key, Recomputed>,
    /// Which row.
    pub key: &'a Key,
    /// The words.
    pub words: &'a Words,
}

/// How the complaints of a list are told apart.
type Picked<'a> = Vec<&'a Case>;

/// Whether a column counts complaints, so that it has no numerator and denominator.
fn is_count(measure: &str) -> bool {
    column(measure).is_none_or(|column| matches!(column.quantity, Quantity::Count | Quantity::Text))
}

impl Reading<'_> {
    /// The row, computed again.
    pub fn row(&self) -> Option<&Recomputed> {
        self.rows.get(self.key)
    }

    /// A cell, computed again.
    pub fn value(&self, measure: &str) -> Value {
        self.row().and_then(|row| row.cells.get(measure)).cloned().unwrap_or(Value::Empty)
    }

    /// A cell for a person.
    pub fn shown(&self, measure: &str) -> String {
        let quantity = column(measure).map(|column| column.quantity);
        let value = self.value(measure);
        quantity.map_or_else(String::new, |quantity| numbers::value(&value, quantity, self.words.language))
    }

    /// A number of things for a person.
    pub fn count(&self, n: usize) -> String {
        numbers::count(u64::try_from(n).unwrap_or(u64::MAX), self.words.language)
    }

    fn is_government(&self) -> bool {
        self.key.1.is_empty()
    }

    /// The complaints in three parts: counted, asked and not counted, not asked.
    fn parted(&self, counted: fn(&Case) -> bool, of: fn(&Case) -> bool) -> [Picked<'_>; 3] {
        let mut parts: [Picked<'_>; 3] = Default::default();
        let [first, second, third] = &mut parts;
        for case in self.book.cases_of(self.key) {
            match (counted(case), of(case)) {
                (true, _) => first.push(case),
                (false, true) => second.push(case),
                (false, false) => third.push(case),
            }
        }
        parts
    }

    /// A complaint of the quarter.
    pub fn item(&self, case: &Case, told: Told) -> Item {
        let step = match told {
            Told::Closing | Told::ResolutionLimit | Told::ResolutionTime => &case.resolution,
            _ => &case.response,
        };
        let at = if told == Told::Closing { &case.closed_at } else { &step.at };
        Item {
            complaint_id: case.id.clone(),
            skpd_id: if self.is_government() { case.skpd_id.clone() } else { String::new() },
            received_at: case.received_at.clone(),
            clock_at: case.clock_at.clone(),
            deadline: step.deadline.clone(),
            at: at.clone(),
            reason: self.words.reason(case, told, self.book.kept_for.get(&case.id).map(String::as_str)),
        }
    }

    /// The lists of complaints behind the figure.
    pub fn lists(&self, measure: &str, basis: Basis) -> Vec<List> {
        let words = self.words;
        let titled =
            |word: &'static str, id: &str, en: &str, items: Vec<Item>| List { word, title: words.of(id, en), items };
        match basis {
            Basis::Complaints { counted, of, told } => {
                let [counted, rest, outside] = self.parted(counted, of);
                let items = |cases: Picked<'_>| cases.into_iter().map(|case| self.item(case, told)).collect();
                match is_count(measure) {
                    true => vec![
                        titled("counted", "Dihitung", "Counted", items(counted)),
                        titled("not_counted", "Diperiksa, tidak dihitung", "In question, not counted", items(rest)),
                        titled("outside", "Tidak diperiksa", "Not in question", items(outside)),
                    ],
                    false => vec![
                        titled("counted", "Pembilang", "Numerator", items(counted)),
                        titled("not_counted", "Penyebut, bukan pembilang", "Denominator, not numerator", items(rest)),
                        titled("outside", "Di luar penyebut", "Outside the denominator", items(outside)),
                    ],
                }
            }
            Basis::Spells(counted) => {
                let item = |spell: &Spell| Item {
                    complaint_id: spell.id.clone(),
                    skpd_id: if self.is_government() { spell.skpd_id.clone() } else { String::new() },
                    received_at: spell.received_at.clone(),
                    clock_at: String::new(),
                    deadline: spell.deadline.clone(),
                    at: spell.closed_on.clone(),
                    reason: words.spell(spell),
                };
                let (counted, rest): (Vec<_>, Vec<_>) =
                    self.book.spells_of(self.key).into_iter().partition(|spell| counted(spell));
                vec![
                    titled("counted", "Dihitung", "Counted", counted.into_iter().map(item).collect()),
                    titled("not_counted", "Tidak dihitung", "Not counted", rest.into_iter().map(item).collect()),
                ]
            }
            Basis::HandOvers => {
                let (late, rest): (Vec<_>, Vec<_>) =
                    self.book.handed_of(self.key).into_iter().partition(|row| row.late);
                let item = |row: &super::evidence::HandOver| Item {
                    complaint_id: row.id.clone(),
                    skpd_id: if self.is_government() { row.skpd_id.clone() } else { String::new() },
                    received_at: String::new(),
                    clock_at: row.clock_at.clone(),
                    deadline: row.deadline.clone(),
                    at: row.let_go_at.clone(),
                    reason: words.hand_over(row),
                };
                vec![
                    titled("counted", "Dihitung", "Counted", late.into_iter().map(item).collect()),
                    titled("not_counted", "Tidak dihitung", "Not counted", rest.into_iter().map(item).collect()),
                ]
            }
            Basis::YearToDate => {
                self.lists(measure, Basis::Complaints { counted: |_| true, of: |_| true, told: Told::Receipt })
            }
            Basis::Group => {
                self.lists(measure, Basis::Complaints { counted: Case::is_eligible, of: |_| true, told: Told::Receipt })
            }
            _ => Vec::new(),
        }
    }

    /// The complaints behind what is announced of a unit: those of the quarter, then the work list.
    pub fn announced(&self, measure: Measure, waiting: &[Waiting]) -> Vec<List> {
        let words = self.words;
        let titled =
            |word: &'static str, id: &str, en: &str, items: Vec<Item>| List { word, title: words.of(id, en), items };
        let of_quarter = |is: fn(&Case) -> bool| -> Vec<Item> {
            let cases = self.book.cases_of(self.key).into_iter().filter(|case| is(case));
            cases.map(|case| self.item(case, Told::ResponseLimit)).collect()
        };
        let item = |row: &Waiting| Item {
            complaint_id: row.id.clone(),
            skpd_id: String::new(),
            received_at: row.received_at.clone(),
            clock_at: row.clock_at.clone(),
            deadline: row.deadline.clone(),
            at: String::new(),
            reason: match row.deadline.as_str() {
                "" => row.reason(words),
                limit => words.of(
                    format!("{}; batas {limit}", row.reason(words)),
                    format!("{}; limit {limit}", row.reason(words)),
                ),
            },
        };
        let work_list = titled(
            "waiting",
            "Daftar kerja: masih terbuka tanpa respons",
            "Work list: still open without a response",
            waiting.iter().map(item).collect(),
        );
        match measure {
            Measure::Unanswered => vec![
                titled(
                    "counted",
                    "Triwulan ini, tanpa respons",
                    "Of the quarter, without a response",
                    of_quarter(announced::is_unanswered),
                ),
                work_list,
                titled(
                    "not_counted",
                    "Ditutup pelapornya, tidak dihitung",
                    "Closed by the reporter, not counted",
                    of_quarter(announced::is_closed_by_reporter),
                ),
            ],
            Measure::OldestDays => vec![work_list],
            Measure::Late => vec![titled("counted", "Dihitung", "Counted", of_quarter(announced::is_late))],
            Measure::HandedOnLate => self.lists(measure.name(), Basis::HandOvers),
        }
    }

    /// The arithmetic, one sentence a step.
    pub fn steps(&self, measure: &'static str, basis: Basis) -> Vec<String> {
        match basis {
            Basis::Complaints { counted, of, .. } => self.of_complaints(measure, counted, of),
            Basis::Spells(counted) => self.of_spells(measure, counted),
            Basis::HandOvers => {
                let all = self.book.handed_of(self.key);
                let late = all.iter().filter(|row| row.late).count();
                let (late, all) = (self.count(late), self.count(all.len()));
                vec![self.words.of(
                    format!("{late} dari {all} kali dilepas setelah batas unit sendiri lewat"),
                    format!("{late} of {all} times let go after the unit's own limit had passed"),
                )]
            }
            Basis::YearToDate => self.year_to_date(),
            Basis::Quotient(part, whole) => {
                vec![format!("{} / {} = {}", self.shown(part), self.shown(whole), self.shown(measure))]
            }
            Basis::Target(of) => self.target(of),
            Basis::Score => self.score(),
            Basis::Rank => self.rank(),
            Basis::PreviousRank => self.previous_rank(),
            Basis::Verdict => self.verdict(),
            Basis::Group => {
                let eligible = self.shown("eligible");
                vec![self.words.of(
                    format!(
                        "{eligible} aduan yang dihitung; kelompok menurut {}, mulai dari {:?}",
                        self.book.settings.groups, self.book.settings.cuts
                    ),
                    format!(
                        "{eligible} eligible complaints; groups by {}, from {:?} on",
                        self.book.settings.groups, self.book.settings.cuts
                    ),
                )]
            }
            Basis::RankSet => self.rank_set(measure),
            Basis::Name => vec![self.words.of("Disalin apa adanya.", "Copied as it stands.")],
        }
    }

    fn of_complaints(&self, measure: &str, counted: fn(&Case) -> bool, of: fn(&Case) -> bool) -> Vec<String> {
        let words = self.words;
        let [picked, rest, outside] = self.parted(counted, of);
        let asked = picked.iter().filter(|case| of(case)).count() + rest.len();
        let (n, m, others) = (self.count(picked.len()), self.count(asked), self.count(outside.len()));
        let mut steps = vec![match is_count(measure) {
            true => words.of(
                format!("{n} dihitung, dari {m} yang diperiksa; {others} tidak diperiksa"),
                format!("{n} counted, of {m} in question; {others} not in question"),
            ),
            false => words.of(
                format!("pembilang {n}, penyebut {m}; {others} di luar penyebut"),
                format!("numerator {n}, denominator {m}; {others} outside the denominator"),
            ),
        }];
        let value = self.shown(measure);
        let tally = self.row().map(|row| row.tally.clone()).unwrap_or_default();
        let sum = |of: &[u64]| {
            let sum: u128 = of.iter().map(|n| u128::from(*n)).sum();
            numbers::count(u64::try_from(sum).unwrap_or(u64::MAX), words.language)
        };
        if self.value(measure) == Value::Empty {
            steps.push(self.why_empty(measure, asked));
            return steps;
        }
        match measure {
            "response_rate" | "on_time_rate" | "resolution_rate" | "resolution_on_time_rate" => {
                steps.push(format!("{n} / {m} = {value}"));
            }
            "on_time_low" | "on_time_high" => steps.push(words.of(
                format!(
                    "selang Wilson 95 % dari {n} / {m}: {} sampai {}",
                    self.shown("on_time_low"),
                    self.shown("on_time_high")
                ),
                format!(
                    "95% Wilson interval of {n} / {m}: {} to {}",
                    self.shown("on_time_low"),
                    self.shown("on_time_high")
                ),
            )),
            "mean_response_hours" => steps.push(words.of(
                format!("{} detik / {n} / 3.600 = {value} jam", sum(&tally.response_seconds)),
                format!("{} seconds / {n} / 3,600 = {value} hours", sum(&tally.response_seconds)),
            )),
            "median_response_hours" => steps.push(words.of(
                format!("nilai tengah dari {n} waktu respons = {value} jam"),
                format!("the middle of {n} response times = {value} hours"),
            )),
            "p90_response_hours" => steps.push(words.of(
                format!(
                    "waktu ke-{} dari {n} menurut lamanya = {value} jam",
                    self.count((picked.len() * 9).div_ceil(10))
                ),
                format!(
                    "number {} of {n} times by their length = {value} hours",
                    self.count((picked.len() * 9).div_ceil(10))
                ),
            )),
            "mean_response_workdays" => steps.push(words.of(
                format!("{} hari kerja / {n} = {value}", sum(&tally.response_workdays)),
                format!("{} working days / {n} = {value}", sum(&tally.response_workdays)),
            )),
            "mean_resolution_days" => steps.push(words.of(
                format!("{} detik / {n} / 86.400 = {value} hari", sum(&tally.resolution_seconds)),
                format!("{} seconds / {n} / 86,400 = {value} days", sum(&tally.resolution_seconds)),
            )),
            "mean_resolution_workdays" => steps.push(words.of(
                format!("{} hari kerja / {n} = {value}", sum(&tally.resolution_workdays)),
                format!("{} working days / {n} = {value}", sum(&tally.resolution_workdays)),
            )),
            "km_median_response_hours" | "restricted_mean_response_hours" => steps.push(words.of(
                format!("kurva Kaplan-Meier dari {m} aduan, {n} di antaranya direspons: {value} jam"),
                format!("Kaplan-Meier curve of {m} complaints, {n} of them answered: {value} hours"),
            )),
            "hops" => {
                steps.push(words.of(format!("jumlah perpindahan = {value}"), format!("hand-overs together = {value}")))
            }
            _ => {}
        }
        steps
    }

    /// Why a cell holds nothing.
    fn why_empty(&self, measure: &str, asked: usize) -> String {
        let words = self.words;
        if asked == 0 {
            return words.of("kosong: penyebutnya nol", "empty: the denominator is zero");
        }
        if measure.starts_with("km_") {
            return words.of(
                "kosong: separuhnya belum direspons, atau waktu yang diketahui terlalu sedikit",
                "empty: half are not answered yet, or too few times are known",
            );
        }
        let least = numbers::percent_short(self.book.settings.evidence_share, words.language);
        words.of(
            format!("kosong: waktu yang diketahui kurang dari {least} ([gates] evidence-share)"),
            format!("empty: fewer than {least} of the times are known ([gates] evidence-share)"),
        )
    }

    fn of_spells(&self, measure: &str, counted: fn(&Spell) -> bool) -> Vec<String> {
        let words = self.words;
        let spells = self.book.spells_of(self.key);
        let n = self.count(spells.iter().filter(|spell| counted(spell)).count());
        if measure == "oldest_open_days" {
            return vec![match self.value(measure) {
                Value::Empty => words.of("tidak ada aduan yang terbuka", "no complaint is open"),
                _ => words.of(
                    format!("yang tertua masuk {} hari sebelum tanggal data", self.shown(measure)),
                    format!("the oldest came in {} days before as-of", self.shown(measure)),
                ),
            }];
        }
        let mut steps = vec![words.of(format!("{n} dihitung"), format!("{n} counted"))];
        let sum = ["backlog_opening", "backlog_received", "backlog_reopened", "backlog_closed", "backlog_closing"];
        if self.value(measure) == Value::Empty {
            steps.push(words.of(
                "kosong: data mulai di dalam triwulan ini, atau terlalu banyak penutupan yang waktunya tidak diketahui",
                "empty: the data begin inside the quarter, or too many closings have no known time",
            ));
        } else if sum.contains(&measure) {
            let [opening, received, reopened, closed, closing] = sum.map(|part| self.shown(part));
            steps.push(words.of(
                format!("awal {opening} + masuk {received} + dibuka lagi {reopened} - ditutup {closed} = akhir {closing}"),
                format!("opening {opening} + received {received} + reopened {reopened} - closed {closed} = closing {closing}"),
            ));
        }
        steps
    }

    fn year_to_date(&self) -> Vec<String> {
        let words = self.words;
        let quarter = self.book.settings.quarter;
        let mut steps = Vec::new();
        for earlier in earlier_quarters(quarter) {
            for (id, received) in self.book.received_in(self.key, earlier) {
                let n = numbers::count(received, words.language);
                let of = numbers::quarter(earlier, words.language);
                let id = if id == self.key.1 { String::new() } else { format!(" ({id})") };
                steps.push(words.of(
                    format!("{of}{id}: {n}, menurut publik/riwayat.csv"),
                    format!("{of}{id}: {n}, by publik/riwayat.csv"),
                ));
            }
        }
        steps.push(format!("{}: {}", numbers::quarter(quarter, words.language), self.shown("received")));
        steps.push(words.of(
            format!("jumlah sejak 1 Januari: {}", self.shown("received_ytd")),
            format!("together since 1 January: {}", self.shown("received_ytd")),
        ));
        steps
    }

    fn subject(&self) -> Subject<'_> {
        let row = self.book.rows.get(self.key);
        Subject {
            skpd_id: &self.key.1,
            kind: self.book.standings.get(self.key).map_or("", |s| s.kind.as_str()),
            home: row.is_some_and(|row| row.cell("agency") == self.book.settings.government),
        }
    }

    fn target(&self, of: &str) -> Vec<String> {
        let words = self.words;
        let Some(target) = self.book.settings.target(of, self.subject()) else {
            return vec![words.of("tidak ada target yang berlaku untuk baris ini", "no target holds for this row")];
        };
        let whose = target.skpd.clone().or_else(|| target.kind.clone()).unwrap_or_else(|| words.of("umum", "general"));
        let value = numbers::trimmed(target.value, 4, words.language);
        vec![format!("[[target]] {of}, {whose}: {value}")]
    }

    /// The parts of the score, and their sum.
    pub fn score(&self) -> Vec<String> {
        let words = self.words;
        let number =
            |x: Option<f64>| x.map_or_else(|| numbers::MISSING.to_owned(), |x| numbers::trimmed(x, 4, words.language));
        let parts = self.row().map(|row| row.parts.as_slice()).unwrap_or_default();
        let mut steps: Vec<String> = parts
            .iter()
            .map(|part| {
                let (weight, value) = (number(Some(part.weight)), number(part.value));
                let (target, reached) = (number(part.target), number(part.attainment));
                words.of(
                    format!("{}: nilai {value}, target {target}, capaian {reached}, bobot {weight}", part.measure),
                    format!("{}: value {value}, target {target}, attainment {reached}, weight {weight}", part.measure),
                )
            })
            .collect();
        steps.push(match self.value("score") {
            Value::Empty => words.of(
                "kosong: salah satu bagiannya tidak dapat dihitung, atau waktunya kurang pasti",
                "empty: one of its parts cannot be computed, or too few times are certain",
            ),
            _ => words.of(
                format!("jumlah bobot x capaian = {}", self.shown("score")),
                format!("sum of weight x attainment = {}", self.shown("score")),
            ),
        });
        steps
    }

    /// A row by its name.
    pub fn name(&self, key: &Key) -> String {
        let row = self.book.rows.get(key);
        let name = |row: &Published| if key.1.is_empty() { row.cell("agency") } else { row.cell("skpd") }.to_owned();
        row.map(name).unwrap_or_default()
    }

    fn rank(&self) -> Vec<String> {
        let words = self.words;
        if self.value("rank") == Value::Empty {
            let mut steps = vec![words.of("tanpa peringkat", "not ranked")];
            steps.extend(self.verdict());
            return steps;
        }
        let rivals = rivals(self.rows, self.key);
        let mut steps: Vec<String> = rivals
            .iter()
            .map(|rival| {
                let rank = self.rows.get(&rival.key).and_then(|row| row.cells.get("rank")).map(super::written);
                let rank = rank.unwrap_or_default();
                let score = numbers::decimal(rival.score, 6, words.language);
                let mark = if rival.key == *self.key { " <" } else { "" };
                format!("{rank}. {} ({}): {score}{mark}", self.name(&rival.key), rival.key.1)
            })
            .collect();
        steps.push(words.of(
            format!(
                "peringkat {} dari {}: 1 + banyaknya skor yang lebih tinggi",
                self.shown("rank"),
                self.count(rivals.len())
            ),
            format!("rank {} of {}: 1 + the number of higher scores", self.shown("rank"), self.count(rivals.len())),
        ));
        steps
    }

    /// What chance allows of the rank.
    pub fn rank_set(&self, measure: &str) -> Vec<String> {
        let words = self.words;
        let mut steps = self.rank();
        let row = self.book.rows.get(self.key);
        steps.push(match row.map(|row| row.cell(measure)) {
            None | Some("") => words.of(
                "kosong: tanpa peringkat, atau salah satu bagian skor tidak menunjukkan galatnya",
                "empty: not ranked, or a part of the score does not tell its error",
            ),
            Some(_) => self.rank_set_method(),
        });
        steps
    }

    /// How the ranks that chance allows are found.
    pub fn rank_set_method(&self) -> String {
        self.words.of(
            "Dari aduan semua unit yang dibandingkan: selisih skor tiap dua unit dibagi galat bakunya, terhadap satu nilai kritis \
             dari 2.000 undian dengan benih di manifest.json. Peringkat terbaik = 1 + yang nyata lebih baik, terburuk = banyaknya \
             unit - yang nyata lebih buruk.",
            "From the complaints of all that are compared: the difference of each two scores over its standard error, against one \
             critical value of 2,000 draws with the seed in manifest.json. The best rank is 1 + those clearly better, the worst \
             the number of units - those clearly worse.",
        )
    }

    fn previous_rank(&self) -> Vec<String> {
        let words = self.words;
        let before = self.book.settings.quarter.previous();
        let name = numbers::quarter(before, words.language);
        let row = self.book.history.get(&before).and_then(|rows| rows.get(self.key));
        let Some(row) = row else {
            return vec![words.of(format!("tidak ada baris untuk {name}"), format!("there is no row for {name}"))];
        };
        let (group, rank) = (row.cell("group"), row.cell("rank"));
        let rank = if rank.is_empty() { numbers::MISSING } else { rank };
        let own = super::written(&self.value("group"));
        vec![words.of(
            format!("{}: {name}, kelompok {group:?}, peringkat {rank}; kelompok sekarang {own:?}", row.place),
            format!("{}: {name}, group {group:?}, rank {rank}; group now {own:?}", row.place),
        )]
    }

    pub fn stands_for(&self, standing: &str) -> String {
        let words = self.words;
        match standing {
            "unit" if self.is_government() => words.of("instansi yang dikenal", "a known government"),
            "unit" => words.of("unit kerja yang dapat diperingkat", "a work unit that can be ranked"),
            "vertikal" => {
                words.of("instansi vertikal: tidak diperingkat", "a national body's local office: not ranked")
            }
            "direct" => words.of(
                "ditangani langsung oleh instansi: tidak diperingkat",
                "handled by the government itself: not ranked",
            ),
            "unassigned" => words.of("belum terdisposisi: tidak diperingkat", "not yet assigned: not ranked"),
            _ => words.of("nama yang tidak ada di daftar: tidak diperingkat", "a name that no list knows: not ranked"),
        }
    }

    /// The grounds of the verdict.
    pub fn verdict(&self) -> Vec<String> {
        let words = self.words;
        let settings = &self.book.settings;
        let Some((standing, row)) = self.book.standings.get(self.key).zip(self.row()) else { return Vec::new() };
        let t = &row.tally;
        let share = |part: u64, whole: u64| {
            ratio(part, whole).map_or_else(|| numbers::MISSING.to_owned(), |x| numbers::percent(x, words.language))
        };
        let rejected = share(standing.rows_rejected, standing.rows_all);
        let certain = share(t.timed.saturating_sub(t.response_undecided), t.responded + t.untold);
        let least = settings.minimum_volume;
        vec![
            self.stands_for(&standing.standing),
            words.of(
                format!("baris yang ditahan: {} dari {} ({rejected})", standing.rows_rejected, standing.rows_all),
                format!("rows held back: {} of {} ({rejected})", standing.rows_rejected, standing.rows_all),
            ),
            words
                .of(format!("respons yang waktunya pasti: {certain}"), format!("responses of certain time: {certain}")),
            words.of(
                format!(
                    "dihitung {}, jatuh tempo respons {}, penyelesaian {}; minimum {least}",
                    t.eligible, t.due, t.resolution_due
                ),
                format!(
                    "eligible {}, due for response {}, for resolution {}; minimum {least}",
                    t.eligible, t.due, t.resolution_due
                ),
            ),
        ]
    }
}
