//! The slide of those who did not respond within the limit; and the rule by which they are named.

use super::pieces::{Board, BoardRow, Point, Points, Slide};
use super::{Talk, lines, listed};
use crate::judge::{Answering, AnswersFor, DeadlineText, Note};
use crate::publish::notes;
use crate::publish::numbers::{MISSING, quarter};
use crate::publish::texts::{self, t, word};

/// Letters of a name on a line, and lines for names.
const WIDTH: usize = 46;
const ROOM: usize = 8;
/// More rules than these are counted, not cited.
const RULES: usize = 2;

/// Who is named, or that nobody is, or why nobody can be.
pub fn slide(talk: &Talk<'_>) -> Slide {
    let announcement = &talk.report.announcement;
    if !announcement.known {
        return Slide::Points(untold(talk));
    }
    let named = announcement.answering.iter().filter(|a| a.answers == AnswersFor::Unit && a.never() > 0);
    let named: Vec<&Answering> = named.collect();
    if named.is_empty() { Slide::Points(nobody(talk)) } else { Slide::Board(board(&named, talk)) }
}

fn board(named: &[&Answering], talk: &Talk<'_>) -> Board {
    let language = talk.language;
    let names: Vec<String> = named.iter().map(|a| talk.unit(&a.unit)).collect();
    let shown = listed(names.iter().map(|name| lines(name, WIDTH)), ROOM);
    let days = |a: &Answering| {
        a.oldest_days.map_or(MISSING.to_owned(), |n| talk.counted(n, ["slides.days", "slides.days.one"]))
    };
    let mut rows: Vec<BoardRow> = named
        .iter()
        .zip(names.iter().cloned())
        .take(shown)
        .map(|(a, name)| BoardRow::of(vec![name, talk.n(a.never()), days(a), run(a, talk)], true))
        .collect();
    let rest = named.get(shown..).unwrap_or_default();
    if !rest.is_empty() {
        let places = [("units", talk.units(rest.len() as u64)), ("file", talk.file("pengumuman"))];
        let name = talk.say("slides.unanswered.rest", &places.each_ref().map(|(k, v)| (*k, v.as_str())));
        let complaints = rest.iter().map(|a| a.never()).sum();
        rows.push(BoardRow::of(vec![name, talk.n(complaints), String::new(), String::new()], true));
    }
    let (units, complaints) = talk.never(AnswersFor::Unit);
    let places = [("units", talk.units(units)), ("complaints", talk.complaints(complaints))];
    let limit = limit(talk);
    let key = if limit.is_some() { "slides.unanswered" } else { "slides.unanswered.limits" };
    let places = [
        ("units", places[0].1.as_str()),
        ("complaints", places[1].1.as_str()),
        ("limit", limit.as_deref().unwrap_or_default()),
    ];
    let columns = ["slides.column.unit", "slides.column.never", "slides.column.oldest", "slides.column.run"];
    let mut remarks: Vec<String> =
        others(talk).into_iter().map(|point| format!("{} {}", point.lead, point.text)).collect();
    remarks.push(rule(talk));
    Board {
        heading: talk.message(talk.say(key, &places)),
        columns: columns.map(|key| texts::find(key, language).unwrap_or(key).to_owned()).into(),
        rows,
        strong: 1,
        remarks,
    }
}

/// For how many quarters in a row.
fn run(a: &Answering, talk: &Talk<'_>) -> String {
    match (a.quarters_in_a_row, a.at_least) {
        (0, _) => MISSING.to_owned(),
        (n, true) => talk.say("slides.unanswered.at_least", &[("n", &talk.n(n))]),
        (n, false) => talk.n(n),
    }
}

/// Complaints without a response for which no unit is named.
fn others(talk: &Talk<'_>) -> Vec<Point> {
    let language = talk.language;
    let (_, own) = talk.never(AnswersFor::Government);
    let (names, unknown) = talk.never(AnswersFor::UnknownName);
    let own = (own > 0).then(|| Point::of(talk.complaints(own), t("slides.unanswered.own", language).to_owned()));
    let unknown = (unknown > 0).then(|| {
        let text = talk.say("slides.unanswered.unknown", &[("names", &talk.n(names))]);
        Point::of(talk.complaints(unknown), text)
    });
    own.into_iter().chain(unknown).collect()
}

fn nobody(talk: &Talk<'_>) -> Points {
    let language = talk.language;
    let rows = &talk.report.instansi;
    let due: u64 = rows.iter().filter_map(|row| row.due).sum();
    let in_time: u64 = rows.iter().filter_map(|row| row.responded_in_time).sum();
    let unanswered: u64 = rows.iter().filter_map(|row| row.unanswered_overdue).sum();
    let others = others(talk);
    let of = quarter(talk.report.quarter, language);
    let key = match (due, others.is_empty()) {
        (0, true) => "slides.unanswered.nothing_due",
        (_, true) => "slides.unanswered.nobody",
        (_, false) => "slides.unanswered.nobody.but",
    };
    let mut points = Vec::new();
    if due > 0 {
        let text = talk.say("slides.unanswered.due", &[("quarter", &of)]);
        points.push(Point::of(talk.complaints(due), text));
        points.push(Point::of(talk.complaints(in_time), t("slides.unanswered.in_time", language).to_owned()));
        let late = due.saturating_sub(in_time).saturating_sub(unanswered);
        if late > 0 {
            points.push(Point::of(talk.complaints(late), t("slides.unanswered.late", language).to_owned()));
        }
        let closed: u64 = talk.report.announcement.answering.iter().map(|a| a.closed_by_reporter).sum();
        if closed > 0 {
            points.push(Point::of(talk.complaints(closed), t("slides.unanswered.reporter", language).to_owned()));
        }
    } else {
        points.push(Point::of(talk.complaints(0), talk.say("slides.unanswered.due", &[("quarter", &of)])));
    }
    points.extend(others);
    Points { heading: talk.message(talk.say(key, &[("quarter", &of)])), points, remarks: vec![rule(talk)] }
}

/// Where nobody can be named, the reasons.
fn untold(talk: &Talk<'_>) -> Points {
    let language = talk.language;
    let is_why = |note: &&Note| matches!(note, Note::ResponseTimesRefused { .. } | Note::NoResponseLimit { .. });
    let why = talk.report.notes.iter().filter(is_why).map(|note| notes::sentence(note, talk.report, language));
    let mut why: Vec<String> = why.collect();
    if why.is_empty() {
        why.push(t("section.unanswered.unknown", language).to_owned());
    }
    let points = why.into_iter().zip(1_u64..).map(|(text, number)| Point::of(talk.n(number), text));
    Points {
        heading: t("slides.unanswered.untold", language).to_owned(),
        points: points.collect(),
        remarks: vec![t("slides.unanswered.cleared", language).to_owned()],
    }
}

/// The limits of the first response that were in force in the quarter.
fn limits<'r>(talk: &Talk<'r>) -> Vec<&'r DeadlineText> {
    let quarter = talk.report.quarter;
    let in_force = |d: &&DeadlineText| {
        d.from.is_none_or(|day| day <= quarter.last_day()) && d.to.is_none_or(|day| day >= quarter.first_day())
    };
    talk.report.basis.deadlines.iter().filter(|d| d.step == "response").filter(in_force).collect()
}

/// The limit in words, where one holds for all.
pub fn limit(talk: &Talk<'_>) -> Option<String> {
    let limits = limits(talk);
    let (first, others) = limits.split_first()?;
    let same = first.limit != "source" && others.iter().all(|other| other.limit == first.limit);
    same.then(|| texts::limit(&first.limit, talk.language))
}

/// By which rule somebody is named.
fn rule(talk: &Talk<'_>) -> String {
    talk.say("slides.rule", &[("rules", &rules(talk))])
}

/// The limits with their sources; where there are many, how many more.
pub fn rules(talk: &Talk<'_>) -> String {
    let (limits, language) = (limits(talk), talk.language);
    let cited = limits.iter().take(RULES).map(|d| {
        let class = if d.class == "*" { String::new() } else { format!(", {}", word("class", &d.class, language)) };
        let scope = if d.scope.is_empty() { String::new() } else { format!(", {}", d.scope) };
        format!("{}{class}{scope} ({})", texts::limit(&d.limit, language), d.source)
    });
    let mut cited: Vec<String> = cited.collect();
    if limits.len() > RULES {
        let places = [("n", talk.n((limits.len() - RULES) as u64)), ("file", talk.file("laporan"))];
        cited.push(talk.say("slides.rule.more", &places.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    if cited.is_empty() {
        return t("slides.rule.none", language).to_owned();
    }
    cited.join("; ")
}
