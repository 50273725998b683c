//! The first two slides: whose quarter it is, and the quarter in five numbers.

use super::pieces::{Board, BoardRow, Cover, Figure, Numbers, Slide};
use super::{Talk, lines, listed};
use crate::judge::{AGE_BOUNDS, Against, AnswersFor, LeagueRow, Moved, MovementRow};
use crate::publish::numbers::{MISSING, date, moment, percent, percent_range, quarter, trimmed};
use crate::publish::texts::{heading, t};

/// Letters of a government's name on a line, and lines for their names.
const WIDTH: usize = 38;
const ROOM: usize = 10;

/// Government, quarter, as-of.
pub fn cover(talk: &Talk<'_>) -> Slide {
    let (report, language) = (talk.report, talk.language);
    let as_of = moment(report.as_of, report.government.zone, language);
    Slide::Cover(Cover {
        heading: format!("{} {}", t("title", language), quarter(report.quarter, language)),
        government: report.government.name.clone(),
        occasion: t("slides.occasion", language).to_owned(),
        as_of: talk.say("title.as_of", &[("as_of", &as_of)]),
        mark: report.unfinished.then(|| t("slides.unfinished", language).to_owned()),
    })
}

/// The quarter in five numbers; of several governments one row each.
pub fn numbers(talk: &Talk<'_>) -> Slide {
    match talk.report.instansi.as_slice() {
        [row] => Slide::Numbers(of_one(row, talk)),
        [] => {
            Slide::Numbers(Numbers { heading: nothing(talk), figures: vec![nothing_received(talk)], remarks: vec![] })
        }
        rows => Slide::Board(of_several(rows, talk)),
    }
}

fn nothing(talk: &Talk<'_>) -> String {
    talk.say("slides.numbers.nothing", &[("quarter", &quarter(talk.report.quarter, talk.language))])
}

fn nothing_received(talk: &Talk<'_>) -> Figure {
    Figure {
        value: talk.n(0),
        label: t("slides.received", talk.language).to_owned(),
        detail: quarter(talk.report.quarter, talk.language),
        alarm: false,
    }
}

fn of_one(row: &LeagueRow, talk: &Talk<'_>) -> Numbers {
    let language = talk.language;
    let rates = [responded(row, talk), on_time(row, talk)].into_iter().filter(|_| !talk.only_closed());
    let figures = [Some(received(row, talk))].into_iter().chain(rates).chain([never(talk), open(talk)]);
    let mut remarks = Vec::new();
    let compared = [earlier(talk, "response_rate"), earlier(talk, "on_time_rate")].iter().any(Option::is_some);
    if compared && !talk.only_closed() {
        remarks.push(t("slides.numbers.equal_age", language).to_owned());
    }
    if row.eligible > 0 && (row.on_time_rate.is_none() || row.response_rate.is_none()) {
        remarks.push(t("slides.numbers.untold", language).to_owned());
    }
    Numbers { heading: talk.message(message(row, talk)), figures: figures.flatten().collect(), remarks }
}

fn message(row: &LeagueRow, talk: &Talk<'_>) -> String {
    let language = talk.language;
    if row.received == 0 {
        return nothing(talk);
    }
    if row.eligible == 0 {
        return talk.say("slides.numbers.none_eligible", &[("complaints", &talk.complaints(row.received))]);
    }
    if talk.only_closed() {
        return talk.say("slides.numbers.only_closed", &[("complaints", &talk.complaints(row.received))]);
    }
    let (units, complaints) = talk.never(AnswersFor::Unit);
    let (units, never) = (talk.units(units), talk.complaints(complaints));
    match (row.on_time_rate, row.response_rate) {
        (Some(rate), _) => {
            let key = match (talk.report.announcement.known, complaints) {
                (false, _) => "slides.numbers.on_time",
                (true, 0) => "slides.numbers.on_time.all",
                (true, _) => "slides.numbers.on_time.unanswered",
            };
            talk.say(key, &[("rate", &percent(rate, language)), ("units", &units), ("complaints", &never)])
        }
        (None, Some(rate)) => talk.say("slides.numbers.response", &[("rate", &percent(rate, language))]),
        (None, None) => talk.say("slides.numbers.received", &[("complaints", &talk.complaints(row.received))]),
    }
}

fn received(row: &LeagueRow, talk: &Talk<'_>) -> Figure {
    let language = talk.language;
    let mut facts = vec![talk.say("kpi.received.note", &[("eligible", &talk.n(row.eligible))])];
    if let Some((target, rate)) = row.volume_target.zip(row.volume_attainment) {
        let places = [
            ("ytd", talk.n(row.received_ytd)),
            ("target", trimmed(target, 2, language)),
            ("rate", percent(rate, language)),
            ("quarters", talk.report.quarter.number().to_string()),
        ];
        facts.push(talk.say("slides.received.target", &places.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    let before =
        talk.report.lines.iter().find(|l| {
            l.skpd_id.is_empty() && l.agency_id == row.agency_id && l.quarter == talk.report.quarter.previous()
        });
    facts.extend(before.map(|l| talk.say("kpi.before", &[("value", &talk.n(l.received))])));
    Figure {
        value: talk.n(row.received),
        label: t("slides.received", language).to_owned(),
        detail: facts.join("; "),
        alarm: false,
    }
}

fn responded(row: &LeagueRow, talk: &Talk<'_>) -> Option<Figure> {
    let rate = row.response_rate?;
    let of = talk.say("kpi.of", &[("part", &talk.n(row.responded)), ("whole", &talk.n(row.eligible))]);
    Some(Figure {
        value: percent(rate, talk.language),
        label: t("slides.responded", talk.language).to_owned(),
        detail: with_earlier(of, "response_rate", talk),
        alarm: false,
    })
}

fn on_time(row: &LeagueRow, talk: &Talk<'_>) -> Option<Figure> {
    let language = talk.language;
    let (rate, (part, whole)) = row.on_time_rate.zip(row.responded_in_time.zip(row.due))?;
    let range = row.on_time_low.zip(row.on_time_high);
    let range = range.map_or(MISSING.to_owned(), |(low, high)| percent_range(low, high, language));
    let of = talk.say("kpi.on_time.note", &[("part", &talk.n(part)), ("whole", &talk.n(whole)), ("range", &range)]);
    Some(Figure {
        value: percent(rate, language),
        label: t("slides.on_time", language).to_owned(),
        detail: with_earlier(of, "on_time_rate", talk),
        alarm: false,
    })
}

/// The one government's rate against that of the quarter before, where the two can be compared.
fn earlier<'r>(talk: &Talk<'r>, measure: &str) -> Option<&'r MovementRow> {
    let is = |row: &&MovementRow| row.skpd_id.is_empty() && row.measure == measure && row.against == Against::Previous;
    talk.report.movement.iter().find(is).filter(|row| row.comparisons.is_some() && row.before.value.is_some())
}

fn with_earlier(text: String, measure: &str, talk: &Talk<'_>) -> String {
    let Some((row, rate)) = earlier(talk, measure).and_then(|row| Some((row, row.before.value?))) else { return text };
    let before = talk.say("kpi.before", &[("value", &percent(rate, talk.language))]);
    let chance = match row.change {
        Moved::Improved => t("slides.chance.up", talk.language),
        Moved::Declined => t("slides.chance.down", talk.language),
        _ => t("slides.chance.same", talk.language),
    };
    format!("{text}; {before}, {chance}")
}

fn never(talk: &Talk<'_>) -> Option<Figure> {
    if !talk.report.announcement.known {
        return None;
    }
    let (units, complaints) = talk.never(AnswersFor::Unit);
    let of_units = talk.report.announcement.answering.iter().filter(|a| a.answers == AnswersFor::Unit);
    let older: u64 = of_units.map(|a| a.older).sum();
    let (_, own) = talk.never(AnswersFor::Government);
    let (_, unknown) = talk.never(AnswersFor::UnknownName);
    let mut facts = vec![match units {
        0 => t("slides.never.none", talk.language).to_owned(),
        _ => talk.say("slides.never.at", &[("units", &talk.units(units))]),
    }];
    if older > 0 {
        facts.push(talk.say("announce.older", &[("n", &talk.n(older))]));
    }
    if own > 0 {
        facts.push(talk.say("slides.never.own", &[("n", &talk.n(own))]));
    }
    if unknown > 0 {
        facts.push(talk.say("slides.never.unknown", &[("n", &talk.n(unknown))]));
    }
    Some(Figure {
        value: talk.n(complaints),
        label: t("slides.never", talk.language).to_owned(),
        detail: facts.join("; "),
        alarm: complaints > 0,
    })
}

/// What is open at as-of, of any quarter.
fn open(talk: &Talk<'_>) -> Option<Figure> {
    let ages = &talk.report.backlog_age_instansi;
    let total: u64 = ages.iter().flat_map(|row| row.counts).sum();
    let old: u64 = ages.iter().filter_map(|row| row.counts.last()).sum();
    let bound = AGE_BOUNDS.last().map_or(0, |days| *days).to_string();
    (total > 0).then(|| Figure {
        value: talk.n(total),
        label: talk.say("slides.open", &[("as_of", &date(talk.report.as_of.date(), talk.language))]),
        detail: talk.say("slides.open.old", &[("n", &talk.n(old)), ("days", &bound)]),
        alarm: false,
    })
}

fn of_several(rows: &[LeagueRow], talk: &Talk<'_>) -> Board {
    let language = talk.language;
    let received = rows.iter().map(|row| row.received).sum();
    let (all, complaints) = (talk.governments(rows.len() as u64), talk.complaints(received));
    let rates = || rows.iter().filter_map(|row| row.on_time_rate);
    let (low, high) = (rates().min_by(f64::total_cmp), rates().max_by(f64::total_cmp));
    let (low, high) = low.zip(high).map(|(low, high)| (percent(low, language), percent(high, language))).unzip();
    let places = [
        ("governments", all.as_str()),
        ("complaints", &complaints),
        ("low", low.as_deref().unwrap_or_default()),
        ("high", high.as_deref().unwrap_or_default()),
    ];
    let heading_key = if low.is_some() { "slides.several" } else { "slides.several.received" };
    let rate = |rate: Option<f64>| rate.map_or(MISSING.to_owned(), |rate| percent(rate, language));
    let never = |row: &LeagueRow| {
        let named = talk.report.announcement.answering.iter().filter(|a| a.unit.agency_id == row.agency_id);
        row.unanswered_overdue.map_or(MISSING.to_owned(), |_| talk.n(named.map(crate::judge::Answering::never).sum()))
    };
    let shown = listed(rows.iter().map(|row| lines(&row.agency, WIDTH)), ROOM);
    let mut board: Vec<BoardRow> = rows
        .iter()
        .take(shown)
        .map(|row| {
            BoardRow::of(
                vec![
                    row.agency.clone(),
                    talk.n(row.received),
                    rate(row.response_rate),
                    rate(row.on_time_rate),
                    never(row),
                ],
                false,
            )
        })
        .collect();
    let rest = (rows.len() - shown) as u64;
    if rest > 0 {
        let places = [("governments", talk.governments(rest)), ("file", talk.file("laporan"))];
        let name = talk.say("slides.several.rest", &places.each_ref().map(|(k, v)| (*k, v.as_str())));
        let of_rest = rows.iter().skip(shown).map(|row| row.received).sum();
        board.push(BoardRow::of(vec![name, talk.n(of_rest), String::new(), String::new(), String::new()], false));
    }
    Board {
        heading: talk.message(talk.say(heading_key, &places)),
        columns: vec![
            t("slides.column.government", language).to_owned(),
            heading("received", language).to_owned(),
            heading("response_rate", language).to_owned(),
            heading("on_time_rate", language).to_owned(),
            t("slides.column.never", language).to_owned(),
        ],
        rows: board,
        strong: 3,
        remarks: Vec::new(),
    }
}
