//! One row a complaint under the canonical names: the built-in profile `cases`.

use chrono::NaiveDateTime;

use super::dice::Dice;
use super::life::{Case, Custom, Holder, Oddity};
use super::sp4n;
use super::table::Style;
use super::units::GOVERNMENT;
use crate::terms::{Class, ClosedBy, Reason, State};

/// How things tend to end where units close their own complaints too.
pub(super) const CUSTOM: Custom = Custom { blank: 30, lingering: 60, by_system: 560, by_admin: 110, by_reporter: 70 };

/// The header, underscores for the hyphens of the canonical names.
pub(super) const HEADER: [&str; 17] = [
    "complaint_id",
    "received_at",
    "verified_at",
    "assigned_at",
    "first_response_at",
    "closed_at",
    "skpd",
    "agency",
    "class",
    "channel",
    "status",
    "reason",
    "category",
    "district",
    "title",
    "text",
    "is_confidential",
];

/// Which words stand in the columns of state, class and channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// The machine words.
    Canonical,
    /// The national system's.
    National,
}

/// The whole file, every 400th row twice.
pub(super) fn file(cases: &[Case], words: Vocabulary, dice: &mut Dice) -> Vec<u8> {
    let mut text = Style::COMMA.record(&HEADER);
    for (place, case) in cases.iter().enumerate() {
        let record = Style::COMMA.record(&row(case, words, dice));
        text.push_str(&record);
        if place % 400 == 399 {
            text.push_str(&record);
        }
    }
    text.into_bytes()
}

/// A local time with its offset, so that no clock is left to guess.
pub(super) fn stamp(moment: NaiveDateTime) -> String {
    moment.format("%Y-%m-%dT%H:%M:%S+07:00").to_string()
}

/// One row.
pub(super) fn row(case: &Case, words: Vocabulary, dice: &mut Dice) -> [String; HEADER.len()] {
    let life = &case.life;
    let time = |moment: Option<NaiveDateTime>| moment.map(stamp).unwrap_or_default();
    let national = words == Vocabulary::National;
    let class = match (case.oddity, case.class) {
        (Some(Oddity::UnknownClass), _) => "Lain-lain",
        (_, Some(class)) if national => sp4n::class(class),
        (_, class) => class.map_or("", Class::word),
    };
    let channel = match case.oddity {
        Some(Oddity::UnknownChannel) => "Portal Desa Contoh",
        _ if national => sp4n::source(case.channel),
        _ => case.channel.word(),
    };
    let status = match (life.state, life.closed_by) {
        // The national list has no sentence for it: archived, with the reason.
        (state, by) if national => sp4n::status(state, by),
        (State::Closed, Some(ClosedBy::System)) => "closed-by-system",
        (State::Closed, Some(ClosedBy::Admin)) => "closed-by-admin",
        (State::Closed, Some(ClosedBy::Reporter)) => "closed-by-reporter",
        (State::Closed, Some(ClosedBy::Unit)) => "closed-by-unit",
        (state, _) => state.word(),
    };
    [
        case.id.clone(),
        stamp(case.received),
        time(life.verified),
        time(life.assigned),
        time(life.response),
        time(life.closed),
        case.holder_name(dice),
        if matches!(life.holder, Holder::Nobody) { String::new() } else { GOVERNMENT.to_owned() },
        class.to_owned(),
        channel.to_owned(),
        status.to_owned(),
        life.reason.map_or("", Reason::word).to_owned(),
        case.wording.category.to_owned(),
        case.district.to_owned(),
        case.wording.title.clone(),
        case.wording.text.clone(),
        if case.class == Some(Class::Supervisory) { "Rahasia" } else { "" }.to_owned(),
    ]
}
