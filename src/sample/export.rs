//! Puts the sets of files together: the exports, and what a run needs beside them.

use chrono::{Datelike, NaiveDate};

use super::SampleFile;
use super::call_center;
use super::cases::{self, Vocabulary};
use super::city::{self, Route};
use super::dice::Dice;
use super::events::{self, Event};
use super::life::{self, Case, Custom, Holder, Life};
use super::table::{Style, json_line};
use super::units::{DISTRICTS, FORMER, SUCCESSOR, UNITS};
use super::{planted, reference, sambat, sp4n, texts};
use crate::problem::Problem;
use crate::terms::EventKind;

/// The national export.
pub(super) fn sp4n(rows: u64, seed: u64) -> Vec<SampleFile> {
    let mut dice = Dice::new(seed);
    let cases = complaints(rows, sp4n::CUSTOM, &mut dice);
    let bytes = sp4n::file(&cases, &mut dice);
    with_reference(include_str!("files/sp4n.toml"), SampleFile::new("sp4n/laporan-ringkas.csv", bytes))
}

/// The canonical layout, one row a complaint.
pub(super) fn cases(rows: u64, seed: u64) -> Vec<SampleFile> {
    let mut dice = Dice::new(seed);
    let cases = complaints(rows, cases::CUSTOM, &mut dice);
    let bytes = cases::file(&cases, Vocabulary::Canonical, &mut dice);
    with_reference(include_str!("files/cases.toml"), SampleFile::new("aduan/aduan.csv", bytes))
}

/// The canonical layout, one row an event.
pub(super) fn events(rows: u64, seed: u64) -> Vec<SampleFile> {
    let mut dice = Dice::new(seed);
    let wanted = usize::try_from(rows).unwrap_or(usize::MAX);
    let mut log: Vec<Event> = Vec::new();
    let mut serial = 0;
    while log.len() < wanted {
        let case = complaint(serial, cases::CUSTOM, &mut dice);
        log.extend(events::events(&case, &mut dice));
        serial += 1;
    }
    log.truncate(wanted);
    log.sort_by_key(|event| event.at);
    let mut text = Style::COMMA.record(&events::HEADER);
    for (place, event) in log.iter().enumerate() {
        let record = Style::COMMA.record(&event.cells);
        text.push_str(&record);
        if place % 400 == 399 {
            text.push_str(&record);
        }
    }
    with_reference(include_str!("files/events.toml"), SampleFile::new("kejadian/kejadian.csv", text))
}

fn with_reference(config: &str, export: SampleFile) -> Vec<SampleFile> {
    vec![
        SampleFile::new("rapor.toml", config),
        SampleFile::new("skpd.csv", reference::skpd()),
        SampleFile::new("alias.csv", reference::alias()),
        export,
    ]
}

fn complaints(rows: u64, custom: Custom, dice: &mut Dice) -> Vec<Case> {
    let mut cases: Vec<Case> = (0..rows).map(|serial| complaint(serial, custom, dice)).collect();
    cases.sort_by_key(|case| case.received);
    for (id, case) in (8_000_000_u64..).zip(&mut cases) {
        case.id = id.to_string();
    }
    cases
}

/// One complaint of the four quarters 2023-Q3 to 2024-Q2.
fn complaint(serial: u64, custom: Custom, dice: &mut Dice) -> Case {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let received = life::receipt(dice, day(2023, 7, 1), day(2024, 6, 30));
    let place = dice.weighted(UNITS.iter().map(|unit| unit.habits.volume).chain([12]));
    let holder = match UNITS.get(place) {
        Some(unit) if unit.id == SUCCESSOR && received.year() < 2024 => Holder::Unit(&FORMER),
        Some(unit) => Holder::Unit(unit),
        None => Holder::Government,
    };
    let class = life::class(dice, holder);
    let topics = holder.unit().map_or(&["layanan"][..], |unit| unit.topics);
    Case {
        id: (8_000_000 + serial).to_string(),
        received,
        class,
        channel: life::national_channel(dice),
        district: dice.pick(&DISTRICTS),
        reporter: dice.below(7_000) + 1,
        wording: texts::word(dice, topics, serial),
        life: Life::draw(dice, holder, class, received, custom),
        oddity: None,
    }
}

/// The sample city.
pub(super) fn city(seed: u64) -> Result<Vec<SampleFile>, Problem> {
    let mut dice = Dice::new(seed);
    let entries = city::draw(&mut dice);
    let of = |route: Route| entries.iter().filter(move |entry| entry.route == route).map(|entry| &entry.case);

    let (older, newer) = national(of(Route::National), &mut dice);
    Ok(vec![
        SampleFile::new("README.md", include_str!("files/README.md")),
        SampleFile::new("rapor.toml", include_str!("files/city.toml")),
        SampleFile::new("skpd.csv", reference::skpd()),
        SampleFile::new("alias.csv", reference::alias()),
        SampleFile::new("profil/sambat.toml", include_str!("files/sambat.toml")),
        SampleFile::new("profil/call-center-112.toml", include_str!("files/call-center-112.toml")),
        SampleFile::new("sp4n/aduan-2023-s2.csv", older),
        SampleFile::new("sp4n/aduan-2024-s1.csv", newer),
        SampleFile::new("sambat/sambat-online.csv", application(of(Route::Application), &mut dice)),
        SampleFile::new("112/call-center-112.xlsx", calls(of(Route::CallCenter), &mut dice)?),
        SampleFile::new("ngobrol/forum-ngobrol.jsonl", forum(of(Route::Forum), &mut dice)),
    ])
}

/// Two half years; the second export begins with the last six rows of the first, as overlapping exports do.
fn national<'a>(cases: impl Iterator<Item = &'a Case>, dice: &mut Dice) -> (String, String) {
    let mut halves = [Vec::new(), Vec::new()];
    for case in cases {
        let line = Style::COMMA.record(&cases::row(case, Vocabulary::National, dice));
        halves[usize::from(case.received.year() > 2023)].push(line);
    }
    let [mut older, mut newer] = halves;
    let overlap: Vec<String> = older.iter().rev().take(6).rev().cloned().collect();
    repeat(&mut older, &[120, 340]);
    repeat(&mut newer, &[75, 200, 410]);
    for (place, (year, line)) in (0..).zip(planted::national(dice)) {
        let half = if year > 2023 { &mut newer } else { &mut older };
        insert(half, 60 + 47 * place, line);
    }
    let header = Style::COMMA.record(&cases::HEADER);
    (format!("{header}{}", older.concat()), format!("{header}{}{}", overlap.concat(), newer.concat()))
}

fn application<'a>(cases: impl Iterator<Item = &'a Case>, dice: &mut Dice) -> Vec<u8> {
    let mut lines: Vec<String> = cases.map(|case| Style::SEMICOLON.record(&sambat::row(case, dice))).collect();
    repeat(&mut lines, &[90, 233, 377, 512, 700]);
    for (place, line) in (0..).zip(planted::application(dice)) {
        insert(&mut lines, 101 + 173 * place, line);
    }
    sambat::file(&lines)
}

fn calls<'a>(cases: impl Iterator<Item = &'a Case>, dice: &mut Dice) -> Result<Vec<u8>, Problem> {
    let mut rows: Vec<_> = cases.map(|case| call_center::row(case, dice)).collect();
    repeat(&mut rows, &[44, 150, 260]);
    for (place, row) in (0..).zip(planted::calls(dice)) {
        insert(&mut rows, 80 + 120 * place, row);
    }
    call_center::file(&rows)
}

fn forum<'a>(cases: impl Iterator<Item = &'a Case>, dice: &mut Dice) -> String {
    let mut log: Vec<Event> = cases.flat_map(|case| events::events(case, dice)).collect();
    log.sort_by_key(|event| event.at);
    let bad = planted::forum(&log);
    repeat(&mut log, &[210, 640, 1_111, 1_300]);
    for (place, event) in (0..).zip(bad) {
        insert(&mut log, 400 + 350 * place, event);
    }
    log.iter()
        .map(|event| {
            // The intake names every key; later lines leave out what belongs to the intake alone.
            let intake = event.cells[2] == EventKind::Received.word();
            let members: Vec<_> = events::HEADER
                .into_iter()
                .zip(event.cells.iter().map(String::as_str))
                .enumerate()
                .filter(|(place, (_, value))| intake || *place < events::INTAKE_ONLY || !value.is_empty())
                .map(|(_, member)| member)
                .collect();
            json_line(&members)
        })
        .collect()
}

/// Lets the rows at these places stand twice.
fn repeat<T: Clone>(rows: &mut Vec<T>, places: &[usize]) {
    for place in places {
        if let Some(row) = rows.get(*place).cloned() {
            rows.insert(*place + 1, row);
        }
    }
}

/// Puts a row at a place, or at the end of a shorter list.
fn insert<T>(rows: &mut Vec<T>, place: usize, row: T) {
    rows.insert(place.min(rows.len()), row);
}
