//! The bad rows of the sample city: few, each of another kind, all with the biggest units.
//!
//! Each is an extra row with an id of its own, so that the city's counts do not hang on it.

use chrono::NaiveDateTime;

use super::call_center;
use super::cases::{self, Vocabulary, stamp};
use super::city::holder;
use super::dice::Dice;
use super::events;
use super::life::{Case, Life, at};
use super::table::Style;
use super::{sambat, texts};
use crate::terms::{Channel, Class, ClosedBy, State};

/// A good complaint that was closed by the system, to be spoilt by the caller.
fn good(dice: &mut Dice, id: &str, unit: &str, received: NaiveDateTime, channel: Channel, serial: u64) -> Case {
    let holder = holder(unit);
    let topics = holder.unit().map_or(&["layanan"][..], |unit| unit.topics);
    let later = |hours| Some(received + chrono::TimeDelta::hours(hours));
    Case {
        id: id.to_owned(),
        received,
        class: Some(Class::NonSupervisory),
        channel,
        district: "Contohsari Utara",
        reporter: 1,
        wording: texts::word(dice, topics, 5_000 + serial),
        life: Life {
            verified: later(1),
            assigned: later(2),
            response: later(9),
            closed: later(15 * 24),
            state: State::Closed,
            closed_by: Some(ClosedBy::System),
            reason: None,
            holder,
        },
        oddity: None,
    }
}

/// Bad rows for the national channel: the year of the file, and the line.
pub(super) fn national(dice: &mut Dice) -> Vec<(i32, String)> {
    let mut row = |id: &str, unit: &str, received: NaiveDateTime, serial: u64| {
        let case = good(dice, id, unit, received, Channel::Website, serial);
        cases::row(&case, Vocabulary::National, dice)
    };
    let mut lines = Vec::new();
    let mut keep = |year: i32, fields: &[String]| lines.push((year, Style::COMMA.record(fields)));

    let mut no_such_day = row("9900001", "71001", at(2024, 2, 28, 9, 15), 1);
    no_such_day[1] = String::from("2024-02-31T09:15:00+07:00");
    keep(2024, &no_such_day);

    let mut closing_in_words = row("9900002", "71002", at(2023, 9, 12, 10, 4), 2);
    closing_in_words[5] = String::from("segera");
    keep(2023, &closing_in_words);

    let mut unknown_status = row("9900003", "71014", at(2024, 5, 6, 13, 22), 3);
    unknown_status[10] = String::from("Menunggu Rapat");
    keep(2024, &unknown_status);

    let mut answered_before = row("9900004", "71001", at(2024, 4, 18, 8, 30), 4);
    answered_before[4] = stamp(at(2024, 4, 17, 16, 0));
    keep(2024, &answered_before);

    let cut_short = row("9900005", "71001", at(2023, 11, 20, 11, 0), 5);
    keep(2023, &cut_short[..11]);

    let mut one_too_many = row("9900006", "71002", at(2024, 6, 3, 7, 45), 6).to_vec();
    one_too_many.push("tambahan".to_owned());
    keep(2024, &one_too_many);

    let mut no_id = row("", "71002", at(2024, 3, 7, 15, 10), 7);
    no_id[0].clear();
    keep(2024, &no_id);
    lines
}

/// Bad rows for the application.
pub(super) fn application(dice: &mut Dice) -> Vec<String> {
    let mut row = |id: &str, unit: &str, received: NaiveDateTime, serial: u64| {
        let case = good(dice, id, unit, received, Channel::LocalApp, serial);
        sambat::row(&case, dice)
    };
    let mut month_first = row("SMB-2024-90001", "71001", at(2024, 4, 17, 9, 0), 11);
    month_first[1] = String::from("04/17/2024");
    let mut unknown_status = row("SMB-2024-90002", "71002", at(2024, 1, 23, 10, 0), 12);
    unknown_status[15] = String::from("Ditunda");
    let mut closed_before = row("SMB-2023-90003", "71014", at(2023, 10, 9, 14, 0), 13);
    closed_before[9] = String::from("02/10/2023");
    let mut one_too_many = row("SMB-2023-90004", "71003", at(2023, 12, 4, 8, 0), 14).to_vec();
    one_too_many.push(String::new());
    vec![
        Style::SEMICOLON.record(&month_first),
        Style::SEMICOLON.record(&unknown_status),
        Style::SEMICOLON.record(&closed_before),
        Style::SEMICOLON.record(&one_too_many),
    ]
}

/// Bad rows for the call centre.
pub(super) fn calls(dice: &mut Dice) -> Vec<[call_center::Entry; call_center::HEADER.len()]> {
    use call_center::Entry;
    let mut row = |id: &str, unit: &str, received: NaiveDateTime, serial: u64| {
        let case = good(dice, id, unit, received, Channel::CallCenter, serial);
        call_center::row(&case, dice)
    };
    let mut not_noted = row("112-2403-9001", "71001", at(2024, 3, 19, 20, 5), 21);
    not_noted[1] = Entry::Text("tidak tercatat".to_owned());
    let mut answered_before = row("112-2311-9002", "71002", at(2023, 11, 7, 6, 50), 22);
    answered_before[3] = Entry::Moment(at(2023, 11, 6, 21, 0));
    vec![not_noted, answered_before]
}

/// Bad lines for the event log: each about a complaint that exists and is otherwise whole.
pub(super) fn forum(log: &[events::Event]) -> Vec<events::Event> {
    let whole = |skip: usize| {
        let big =
            |event: &&events::Event| event.cells[2] == "response" && event.cells[4].starts_with("Dinas Pekerjaan");
        log.iter().filter(big).nth(skip).cloned()
    };
    let spoil = |skip: usize, column: usize, value: &str| {
        whole(skip).map(|mut event| {
            event.cells[column] = String::from(value);
            event
        })
    };
    let early = stamp(at(2023, 6, 28, 9, 0));
    [spoil(1, 2, "eskalasi"), spoil(3, 1, "2024-13-41T08:00:00+07:00"), spoil(5, 1, &early)]
        .into_iter()
        .flatten()
        .collect()
}
