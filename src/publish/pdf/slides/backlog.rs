//! The slide of what is open, by age.

use super::pieces::{AgeClass, Backlog, Holder, Slide};
use super::{Talk, lines, listed};
use crate::judge::{AGE_BOUNDS, BacklogAge};
use crate::publish::numbers::date;
use crate::publish::texts::t;

/// Letters of a name on a line, and lines for names.
const WIDTH: usize = 31;
const ROOM: usize = 11;
/// Holders that are named at most.
const HOLDERS: usize = 4;

/// The slide, unless nothing is open.
pub fn slide(talk: &Talk<'_>) -> Option<Slide> {
    let report = talk.report;
    let mut counts = [0; 5];
    for row in &report.backlog_age_instansi {
        counts.iter_mut().zip(row.counts).for_each(|(sum, n)| *sum += n);
    }
    let total: u64 = counts.iter().sum();
    if total == 0 {
        return None;
    }
    let as_of = date(report.as_of.date(), talk.language);
    let held = if talk.several() { &report.backlog_age_instansi } else { &report.backlog_age };
    let (holders, rest) = holders(held, talk);
    Some(Slide::Backlog(Backlog {
        heading: message(total, counts, talk),
        subject: talk.say("slides.backlog.subject", &[("as_of", &as_of)]),
        classes: classes(counts, talk),
        holders_heading: t("slides.backlog.holders", talk.language).to_owned(),
        holders,
        remarks: std::iter::once(t("slides.backlog.quarters", talk.language).to_owned()).chain(rest).collect(),
    }))
}

fn message(total: u64, counts: [u64; 5], talk: &Talk<'_>) -> String {
    let complaints = talk.complaints(total);
    let old = counts.last().copied().unwrap_or_default();
    let bound = AGE_BOUNDS.last().map_or(0, |days| *days).to_string();
    let oldest = talk.report.instansi.iter().filter_map(|row| row.oldest_open_days).max();
    match (old, oldest) {
        (0, Some(days)) => {
            let days = talk.counted(days, ["slides.days", "slides.days.one"]);
            talk.say("slides.backlog.oldest", &[("complaints", &complaints), ("days", &days)])
        }
        (0, None) => talk.say("slides.backlog", &[("complaints", &complaints)]),
        (n, _) => talk.say("slides.backlog.old", &[("complaints", &complaints), ("n", &talk.n(n)), ("days", &bound)]),
    }
}

fn classes(counts: [u64; 5], talk: &Talk<'_>) -> Vec<AgeClass> {
    let mut from = 0;
    let bounds = AGE_BOUNDS.map(Some).into_iter().chain([None]);
    let class = |(part, to): (u64, Option<i64>)| {
        let label = match to {
            Some(to) => talk.say("chart.backlog.class", &[("from", &from.to_string()), ("to", &to.to_string())]),
            None => talk.say("chart.backlog.class.last", &[("from", &(from - 1).to_string())]),
        };
        from = to.map_or(from, |to| to + 1);
        AgeClass { label, count: talk.n(part), part, alarm: to.is_none() }
    };
    counts.into_iter().zip(bounds).map(class).collect()
}

/// Who holds most, and what the others hold.
fn holders(held: &[BacklogAge], talk: &Talk<'_>) -> (Vec<Holder>, Option<String>) {
    let open = |row: &BacklogAge| row.counts.iter().sum::<u64>();
    let mut rows: Vec<&BacklogAge> = held.iter().filter(|row| open(row) > 0).collect();
    rows.sort_by(|a, b| open(b).cmp(&open(a)).then_with(|| (&a.skpd, &a.skpd_id).cmp(&(&b.skpd, &b.skpd_id))));
    // Beneath each name stands how many are old.
    let shown = listed(rows.iter().map(|row| lines(&row.skpd, WIDTH) + 1), ROOM).min(HOLDERS);
    let bound = AGE_BOUNDS.last().map_or(0, |days| *days).to_string();
    let holder = |row: &&BacklogAge| Holder {
        name: row.skpd.clone(),
        count: talk.n(open(row)),
        detail: match row.counts.last() {
            Some(0) | None => String::new(),
            Some(n) => talk.say("slides.open.old", &[("n", &talk.n(*n)), ("days", &bound)]),
        },
    };
    let rest = rows.get(shown..).unwrap_or_default();
    let rest = (!rest.is_empty()).then(|| {
        let complaints = talk.complaints(rest.iter().map(|row| open(row)).sum());
        talk.say("slides.backlog.rest", &[("others", &talk.n(rest.len() as u64)), ("complaints", &complaints)])
    });
    (rows.iter().take(shown).map(holder).collect(), rest)
}
