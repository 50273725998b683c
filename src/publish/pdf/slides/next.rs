//! The slide of next steps: who answers how many, by when. Each step comes from a figure of the report; the meeting decides.

use chrono::{Days, NaiveDate};

use super::pieces::{Slide, Task, Tasks};
use super::{Talk, lines, unanswered};
use crate::judge::{AGE_BOUNDS, Answering, AnswersFor};
use crate::publish::numbers::date;
use crate::publish::texts::{find, t};
use crate::terms::Quarter;

/// Steps that a meeting can follow, and how many of them are not for units that did not respond.
const STEPS: usize = 6;
const OTHERS: usize = 3;
/// Letters of a name on a line, and lines for their names together.
const WIDTH: usize = 28;
const ROOM: usize = 6;
/// Fewer days than these are no time to clear a stock.
const FEWEST_DAYS: u64 = 30;

/// A step, and how it is told where it is the first of all.
struct Step {
    task: Task,
    told: String,
}

/// The slide, unless nothing is left to do.
pub fn slide(talk: &Talk<'_>) -> Option<Slide> {
    let language = talk.language;
    let others = [own(talk), old(talk), times(talk), unknown(talk), rejected(talk)];
    let others: Vec<Step> = others.into_iter().flatten().take(OTHERS).collect();
    let mut steps = answers(STEPS - others.len(), talk);
    steps.extend(others);
    let heading = steps.first()?.told.clone();
    let columns = ["slides.column.who", "slides.column.what", "slides.column.until"];
    Some(Slide::Tasks(Tasks {
        heading,
        columns: columns.map(|key| find(key, language).unwrap_or(key).to_owned()),
        rows: steps.into_iter().map(|step| step.task).collect(),
        remarks: vec![t("slides.next.proposal", language).to_owned()],
    }))
}

/// Within the limit that was missed, counted from the meeting on.
fn soon(talk: &Talk<'_>) -> String {
    match unanswered::limit(talk) {
        Some(limit) => talk.say("slides.next.limit", &[("limit", &limit)]),
        None => t("slides.next.limits", talk.language).to_owned(),
    }
}

fn soon_in_short(talk: &Talk<'_>) -> String {
    match unanswered::limit(talk) {
        Some(limit) => talk.say("slides.next.limit.short", &[("limit", &limit)]),
        None => t("slides.next.limits.short", talk.language).to_owned(),
    }
}

/// In so many lines, who answers how many.
fn answers(room: usize, talk: &Talk<'_>) -> Vec<Step> {
    let named = talk.report.announcement.answering.iter();
    let named: Vec<&Answering> = named.filter(|a| a.answers == AnswersFor::Unit && a.never() > 0).collect();
    let (units, complaints) = talk.never(AnswersFor::Unit);
    let places = [("units", talk.units(units)), ("complaints", talk.complaints(complaints)), ("until", soon(talk))];
    let told = talk.say("slides.next.answer", &places.each_ref().map(|(k, v)| (*k, v.as_str())));
    let step = |who: String, complaints: u64| Step {
        task: Task {
            who,
            what: talk.say("slides.next.what.answer", &[("complaints", &talk.complaints(complaints))]),
            until: soon_in_short(talk),
        },
        told: told.clone(),
    };
    let mut taken = 0;
    let fits = |a: &&&Answering| {
        taken += lines(&talk.unit(&a.unit), WIDTH);
        taken <= ROOM
    };
    let room = if named.len() > room { room.saturating_sub(1) } else { room };
    let shown = named.iter().take(room).take_while(fits);
    let mut out: Vec<Step> = shown.map(|a| step(talk.unit(&a.unit), a.never())).collect();
    let rest = named.get(out.len()..).unwrap_or_default();
    if !rest.is_empty() {
        let places = [("units", talk.units(rest.len() as u64)), ("file", talk.file("pengumuman"))];
        let who = talk.say("slides.next.rest", &places.each_ref().map(|(k, v)| (*k, v.as_str())));
        out.push(step(who, rest.iter().map(|a| a.never()).sum()));
    }
    out
}

/// What nobody holds, or the government itself.
fn own(talk: &Talk<'_>) -> Option<Step> {
    let (_, complaints) = talk.never(AnswersFor::Government);
    let complaints = (complaints > 0).then(|| talk.complaints(complaints))?;
    Some(Step {
        task: Task {
            who: supervisor(talk),
            what: talk.say("slides.next.what.assign", &[("complaints", &complaints)]),
            until: soon_in_short(talk),
        },
        told: talk.say("slides.next.assign", &[("complaints", &complaints), ("until", &soon(talk))]),
    })
}

/// The oldest part of the stock.
fn old(talk: &Talk<'_>) -> Option<Step> {
    let old: u64 = talk.report.backlog_age_instansi.iter().filter_map(|row| row.counts.last()).sum();
    let complaints = (old > 0).then(|| talk.complaints(old))?;
    let days = AGE_BOUNDS.last().map_or(0, |days| *days).to_string();
    let until = date(next_end(talk.report.as_of.date()), talk.language);
    let places = [("complaints", complaints.as_str()), ("days", &days), ("until", &until)];
    Some(Step {
        told: talk.say("slides.next.close", &places),
        task: Task {
            who: t("slides.next.holders", talk.language).to_owned(),
            what: talk.say("slides.next.what.close", &places),
            until,
        },
    })
}

/// The first end of a quarter that leaves some time from as-of on.
fn next_end(as_of: NaiveDate) -> NaiveDate {
    let earliest = as_of.checked_add_days(Days::new(FEWEST_DAYS)).unwrap_or(as_of);
    Quarter::of(earliest).last_day()
}

/// A step for those who keep the data, before the next report.
fn of_the_data(what: String, told: String, talk: &Talk<'_>) -> Step {
    let until = t("slides.next.report", talk.language).to_owned();
    Step { task: Task { who: supervisor(talk), what, until }, told }
}

fn supervisor(talk: &Talk<'_>) -> String {
    t("slides.next.supervisor", talk.language).to_owned()
}

fn unknown(talk: &Talk<'_>) -> Option<Step> {
    let (names, complaints) = talk.never(AnswersFor::UnknownName);
    let places = [("names", talk.n(names)), ("complaints", talk.complaints(complaints))];
    let places = places.each_ref().map(|(k, v)| (*k, v.as_str()));
    let said = |key| talk.say(key, &places);
    (names > 0).then(|| of_the_data(said("slides.next.what.names"), said("slides.next.names"), talk))
}

/// Where nobody can be judged by time, the times that lack.
fn times(talk: &Talk<'_>) -> Option<Step> {
    let said = |key| talk.say(key, &[]);
    let refused = talk.report.refuses("on_time_rate");
    refused.then(|| of_the_data(said("slides.next.what.times"), said("slides.next.times"), talk))
}

fn rejected(talk: &Talk<'_>) -> Option<Step> {
    let rows: u64 = talk.report.intake.iter().map(|file| file.rejected).sum();
    let said = |key| talk.say(key, &[("n", &talk.n(rows))]);
    (rows > 0).then(|| of_the_data(said("slides.next.what.rows"), said("slides.next.rows"), talk))
}
