//! Random exports of the profile `cases`, from a seed: every state, closer and reason, and times on the edges.

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::rules::{Calendar, Limit, Rules, end_of};

/// A small xorshift generator: the same numbers on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }

    /// 0 to `bound` - 1.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).expect("a bound")).expect("a small number")
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Seconds up to a bound, short ones more often.
    fn wait(&mut self, days: i64) -> TimeDelta {
        let bound = (days * 86_400) >> self.below(8);
        TimeDelta::seconds(i64::try_from(self.below(usize::try_from(bound).expect("a bound") + 1)).expect("seconds"))
    }
}

/// The header, in the order in which `Draft::line` writes the cells.
const HEADER: &str = "complaint-id,received-at,verified_at,assigned-at,first-response-at,closed_at,deadline-at,skpd-id,\
                      skpd,class,channel,status,reason,reporter,title,text\n";

/// How often each status occurs, in a thousand.
const STATUSES: [(&str, usize); 22] = [
    ("received", 60),
    ("Belum Terverifikasi", 30),
    ("verified", 30),
    ("Terverifikasi", 20),
    ("waiting", 25),
    ("Menunggu Kelengkapan Informasi", 15),
    ("in-progress", 130),
    ("Ditindaklanjuti oleh Instansi", 70),
    ("Ditanggapi oleh Pelapor", 30),
    ("closed-by-unit", 200),
    ("closed-by-admin", 50),
    ("Ditutup oleh Admin", 40),
    ("closed-by-system", 60),
    ("Ditutup oleh Sistem", 50),
    ("closed-by-reporter", 40),
    ("Ditutup oleh Pelapor", 20),
    ("closed", 30),
    ("archived", 50),
    ("Diarsipkan oleh Admin", 20),
    ("blocked", 10),
    ("duplicate", 10),
    ("out-of-jurisdiction", 10),
];

const REASONS: [&str; 7] = ["invalid", "incomplete", "withdrawn", "jurisdiction", "duplicate", "other", ""];
const CLASSES: [&str; 5] = ["permintaan-informasi", "aspirasi", "tidak-berkadar-pengawasan", "berkadar-pengawasan", ""];

/// A row before it is written.
#[derive(Clone, Default)]
struct Draft {
    received: NaiveDateTime,
    verified: Option<NaiveDateTime>,
    assigned: Option<NaiveDateTime>,
    response: Option<NaiveDateTime>,
    closed: Option<NaiveDateTime>,
    deadline: Option<NaiveDateTime>,
    skpd_id: String,
    skpd: String,
    class: &'static str,
    status: &'static str,
    reason: &'static str,
    texts: String,
}

/// `cases.csv` of about so many rows.
pub fn export(rules: &Rules, calendar: &Calendar, dice: &mut Dice, rows: usize) -> String {
    let mut text = HEADER.to_owned();
    for id in 1..=rows {
        let draft = draft(rules, calendar, dice, id);
        let line = draft.line(rules, dice, &format!("K-{id:05}"));
        match dice.below(200) {
            0 => text += &draft.line(rules, dice, ""),
            1 => text += &Draft { status: "tidak dikenal", ..draft }.line(rules, dice, &format!("S-{id:05}")),
            2 => text += &with_cell(&line, 1, "2024-02-30 10:00:00"),
            3 => text += &with_cell(&line, 4, "31/12/2023"),
            4 => {
                let before = Some(draft.received - TimeDelta::days(2));
                text += &Draft { response: before, ..draft }.line(rules, dice, &format!("B-{id:05}"));
            }
            5..8 => text += &line.repeat(2),
            8..16 => {
                text += &line;
                text += &draft.copied(dice).line(rules, dice, &format!("T-{id:05}"));
            }
            _ => text += &line,
        }
    }
    text
}

/// A line with one cell replaced; no cell of the generator holds a comma.
fn with_cell(line: &str, column: usize, cell: &str) -> String {
    let mut cells: Vec<&str> = line.split(',').collect();
    cells[column] = cell;
    cells.join(",")
}

/// A complaint. Whatever happens to it happens after its receipt, and its response after its assignment.
fn draft(rules: &Rules, calendar: &Calendar, dice: &mut Dice, id: usize) -> Draft {
    let unit = dice.pick(rules.units);
    // The last unit of the register but one never gets a complaint.
    let unit = if unit.id == "U9" { rules.units[0] } else { unit };
    let (skpd_id, skpd) = match dice.below(100) {
        0..3 if !rules.from_assignment => (String::new(), String::new()),
        3..5 => (String::new(), rules.government.to_owned()),
        5..35 => (unit.id.to_owned(), String::new()),
        35..55 => (String::new(), unit.alias.unwrap_or(unit.name).to_owned()),
        55..65 => (String::new(), format!(" {} ", unit.name.to_uppercase().replace(' ', "  "))),
        _ => (unit.id.to_owned(), unit.name.to_owned()),
    };
    let held_by = if !skpd_id.is_empty() || !skpd.is_empty() && skpd != rules.government { unit.id } else { "" };
    let mut draft =
        Draft { received: receipt(rules, dice), skpd_id, skpd, class: dice.pick(&CLASSES), ..Draft::default() };
    draft.texts = format!(
        "Pelapor {id},Perihal {id},Uraian keluhan nomor {id} yang ditulis cukup panjang agar tidak sama dengan yang lain"
    );
    draft.verified = dice.chance(50).then(|| draft.received + dice.wait(2));
    draft.assigned = (rules.from_assignment || dice.chance(60)).then(|| draft.received + dice.wait(4));
    let start = if rules.from_assignment { draft.assigned.unwrap_or(draft.received) } else { draft.received };
    draft.deadline = dice.chance(80).then(|| draft.received + dice.wait(20));
    let edge = |step: &str, dice: &mut Dice| {
        let limit = rules.limit(step, held_by, draft.class, start.date())?;
        let last = match limit {
            Limit::Hours(n) => start + TimeDelta::hours(n),
            Limit::Days(n) => end_of(start.date() + TimeDelta::days(n)),
            Limit::Workdays(n) => end_of(calendar.last_in_time(start.date(), n)),
            Limit::Source => draft.deadline?,
        };
        Some(if dice.chance(50) { last } else { last + TimeDelta::seconds(1) }).filter(|t| *t >= start)
    };
    draft.status = dice.status();
    let quiet = ["received", "Belum Terverifikasi", "verified", "Terverifikasi", "blocked", "duplicate"];
    if dice.chance(if quiet.contains(&draft.status) { 5 } else { 80 }) {
        let at_edge = if dice.chance(30) { edge("response", dice) } else { None };
        draft.response = Some(at_edge.unwrap_or_else(|| start + dice.wait(45)));
    }
    if draft.status.starts_with("closed") || draft.status.starts_with("Ditutup") {
        let at_edge = if dice.chance(30) { edge("resolution", dice) } else { None };
        let after = draft.response.unwrap_or(start);
        draft.closed = Some(at_edge.filter(|t| *t >= after).unwrap_or_else(|| after + dice.wait(120)));
    }
    if draft.status == "archived" || draft.status.starts_with("Diarsipkan") {
        draft.reason = dice.pick(&REASONS);
        draft.closed = dice.chance(60).then(|| draft.response.unwrap_or(start) + dice.wait(60));
    }
    draft
}

/// A receipt on the local clock: some on the edges of days and quarters, some so that the limit falls on as-of.
fn receipt(rules: &Rules, dice: &mut Dice) -> NaiveDateTime {
    let first = NaiveDate::from_ymd_opt(2023, 7, 10).expect("a date");
    let days = (rules.as_of.date() - first).num_days() + 3;
    let day = first + TimeDelta::days(i64::try_from(dice.below(usize::try_from(days).expect("days"))).expect("days"));
    match dice.below(100) {
        0..6 => end_of(day),
        6..12 => end_of(day) + TimeDelta::seconds(1),
        12..18 => {
            let quarter = dice.pick(&[(2023, 10), (2024, 1), (2024, 4)]);
            let midnight = NaiveDate::from_ymd_opt(quarter.0, quarter.1, 1)
                .and_then(|d| d.and_hms_opt(0, 0, 0))
                .expect("midnight");
            midnight - TimeDelta::seconds(i64::from(dice.chance(50)))
        }
        18..22 => {
            let hours = dice.pick(&[24, 48, 72]);
            rules.as_of - TimeDelta::hours(hours) + TimeDelta::seconds(dice.pick(&[-1, 0, 1]))
        }
        _ => {
            day.and_hms_opt(0, 0, 0).expect("midnight")
                + TimeDelta::seconds(i64::try_from(dice.below(86_400)).expect("seconds"))
        }
    }
}

impl Dice {
    fn status(&mut self) -> &'static str {
        let mut number = self.below(STATUSES.iter().map(|(_, share)| share).sum());
        for (status, share) in STATUSES {
            if number < share {
                return status;
            }
            number -= share;
        }
        STATUSES[0].0
    }
}

impl Draft {
    /// The same complaint by another way, well inside or well outside the window of 30 days.
    fn copied(&self, dice: &mut Dice) -> Self {
        let days = i64::try_from(1 + dice.below(24)).expect("days");
        let later = TimeDelta::days(if dice.chance(70) { days } else { days + 33 }) + TimeDelta::seconds(61);
        let shift = |time: Option<NaiveDateTime>| time.map(|t| t + later);
        Self {
            received: self.received + later,
            verified: shift(self.verified),
            assigned: shift(self.assigned),
            response: shift(self.response),
            closed: shift(self.closed),
            deadline: shift(self.deadline),
            ..self.clone()
        }
    }

    /// The line of the file, each time in one of the forms that the profile knows.
    fn line(&self, rules: &Rules, dice: &mut Dice, id: &str) -> String {
        let mut row = self.clone();
        if row.assigned.is_some_and(|t| t > rules.as_of) {
            row.assigned = Some(row.received);
        }
        // An archiving after as-of would leave the complaint in the count; its time is left out instead.
        if !row.reason.is_empty() && row.closed.is_some_and(|t| t > rules.as_of) {
            row.closed = None;
        }
        let mut line = id.to_owned();
        let times = [Some(row.received), row.verified, row.assigned, row.response, row.closed, row.deadline];
        for time in times {
            line.push(',');
            if let Some(time) = time {
                line += &written(time, rules, dice);
            }
        }
        let _ = writeln!(
            line,
            ",{},{},{},website,{},{},{}",
            row.skpd_id, row.skpd, row.class, row.status, row.reason, row.texts
        );
        line
    }
}

/// A local time in one of the forms of the profile `cases`.
fn written(time: NaiveDateTime, rules: &Rules, dice: &mut Dice) -> String {
    if rules.dates_only {
        return time.format("%Y-%m-%d").to_string();
    }
    let middle = dice.pick(&[' ', 'T']);
    if dice.chance(60) {
        return time.format(&format!("%Y-%m-%d{middle}%H:%M:%S")).to_string();
    }
    let hours = dice.pick(&[0, 7, 8, 9]);
    let there = time - TimeDelta::minutes(rules.zone_minutes) + TimeDelta::hours(hours);
    format!("{}+{hours:02}:00", there.format(&format!("%Y-%m-%d{middle}%H:%M:%S")))
}
