//! The slide of those who moved: only what exceeds chance is told as a change.

use super::pieces::{Board, BoardRow, Point, Points, Slide};
use super::{Talk, lines, listed};
use crate::judge::{Against, LineRow, Moved, MovementRow, Verdict};
use crate::publish::moved;
use crate::publish::numbers::{self, MISSING, percent_short, quarter_short};
use crate::publish::texts::{self, fill, t};

/// Letters of a name on a line, and lines for names.
const WIDTH: usize = 42;
const ROOM: usize = 10;

/// Units whose change exceeds chance; where there are none, that.
pub fn slide(talk: &Talk<'_>) -> Slide {
    let of_units = || talk.report.movement.iter().filter(|row| !row.skpd_id.is_empty() && row.measure != "rank");
    let mut moved: Vec<&MovementRow> =
        of_units().filter(|row| matches!(row.change, Moved::Improved | Moved::Declined)).collect();
    if moved.is_empty() {
        return Slide::Points(nobody(talk));
    }
    // Against the quarter before first, by the measures in the order of their weight, the largest change first.
    let weights = &talk.report.basis.weights;
    let weight = |row: &MovementRow| weights.iter().position(|(name, _)| name == row.measure).unwrap_or(usize::MAX);
    let size = |row: &MovementRow| row.difference.unwrap_or_default().abs();
    moved.sort_by(|a, b| {
        let place = |row: &MovementRow| (row.against, weight(row), row.measure);
        let name = |row: &MovementRow| (row.skpd.clone(), row.agency_id.clone(), row.skpd_id.clone());
        place(a).cmp(&place(b)).then(size(b).total_cmp(&size(a))).then_with(|| name(a).cmp(&name(b)))
    });
    Slide::Board(board(&moved, talk))
}

fn board(all: &[&MovementRow], talk: &Talk<'_>) -> Board {
    let language = talk.language;
    let rows = alternating(all);
    let names: Vec<(String, String)> = rows.iter().map(|row| (unit(row, talk), what(row, talk))).collect();
    let shown = listed(names.iter().map(|(unit, what)| lines(unit, WIDTH) + lines(what, WIDTH)), ROOM);
    let units = |change: Moved| {
        let mut ids: Vec<(&str, &str)> = rows
            .iter()
            .filter(|row| row.change == change)
            .map(|row| (row.agency_id.as_str(), row.skpd_id.as_str()))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len() as u64
    };
    let (up, down) = (units(Moved::Improved), units(Moved::Declined));
    let key = match (up, down) {
        (_, 0) => "slides.movers.up",
        (0, _) => "slides.movers.down",
        _ => "slides.movers",
    };
    let value = |row: &MovementRow, value: Option<f64>| {
        value.map_or(MISSING.to_owned(), |value| moved::value(row.measure, value, language))
    };
    let earlier = |row: &MovementRow| match row.against {
        Against::Previous => value(row, row.before.value),
        Against::YearBefore => format!("{} ({})", value(row, row.before.value), quarter_short(row.quarter, language)),
    };
    let mut told: Vec<_> = rows.iter().copied().zip(names.iter().cloned()).take(shown).collect();
    told.sort_by_key(|(row, _)| row.change == Moved::Declined);
    let told = told.into_iter().map(|(row, (name, what))| {
        let signed = |x: f64| moved::difference(row.measure, x, language);
        let range = row
            .low
            .zip(row.high)
            .map(|(low, high)| talk.say("slides.movers.range", &[("low", &signed(low)), ("high", &signed(high))]));
        BoardRow {
            cells: vec![
                name,
                earlier(row),
                value(row, row.now.value),
                row.difference.map_or(MISSING.to_owned(), signed),
                range.unwrap_or_default(),
            ],
            detail: what,
            alarm: row.change == Moved::Declined,
        }
    });
    let mut remarks = vec![talk.equal_age()];
    if rows.len() > shown {
        let places = [("n", talk.n((rows.len() - shown) as u64)), ("file", talk.file("laporan"))];
        remarks.push(talk.say("slides.movers.rest", &places.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    Board {
        heading: talk.say(key, &[("up", &talk.units(up)), ("down", &talk.units(down))]),
        columns: [
            t("slides.column.unit", language),
            t("table.then", language),
            t("table.now", language),
            t("table.difference", language),
            t("slides.column.range", language),
        ]
        .map(str::to_owned)
        .into(),
        rows: told.collect(),
        strong: 3,
        remarks,
    }
}

/// One that improved, one that declined, and so on: neither is left out because there are many of the other.
fn alternating<'r>(moved: &[&'r MovementRow]) -> Vec<&'r MovementRow> {
    let (down, up): (Vec<&MovementRow>, Vec<&MovementRow>) =
        moved.iter().copied().partition(|row| row.change == Moved::Declined);
    let mut places: Vec<(usize, &MovementRow)> =
        up.into_iter().enumerate().chain(down.into_iter().enumerate()).collect();
    places.sort_by_key(|(place, _)| *place);
    places.into_iter().map(|(_, row)| row).collect()
}

fn unit(row: &MovementRow, talk: &Talk<'_>) -> String {
    talk.with_government(&row.skpd, &row.agency)
}

/// What of the unit changed; beside what was finished in time stands who closed.
fn what(row: &MovementRow, talk: &Talk<'_>) -> String {
    let language = talk.language;
    let measure = texts::measure(row.measure, language).to_lowercase();
    let places = [("measure", measure.as_str()), ("unit", moved::unit(row.measure, language))];
    let measure = talk.say("slides.movers.what", &places);
    let is_now = |line: &&LineRow| {
        line.quarter == talk.report.quarter && line.agency_id == row.agency_id && line.skpd_id == row.skpd_id
    };
    let finished = row.measure == "resolution_on_time_rate";
    let closers = talk.report.lines.iter().find(is_now).filter(|_| finished).map(|line| {
        let places = [
            ("admin", line.closed_by_admin),
            ("system", line.closed_by_system),
            ("reporter", line.closed_by_reporter),
            ("open", line.eligible.saturating_sub(line.closed)),
        ]
        .map(|(name, n)| (name, numbers::count(n, language)));
        let closers = fill(t("kpi.closed.note", language), &places.each_ref().map(|(k, v)| (*k, v.as_str())));
        format!("{measure} ({closers})")
    });
    closers.unwrap_or(measure)
}

fn nobody(talk: &Talk<'_>) -> Points {
    let language = talk.language;
    let league = &talk.report.league;
    let is_unit = |row: &&MovementRow| {
        let of = league.iter().find(|r| (&r.agency_id, &r.skpd_id) == (&row.agency_id, &row.skpd_id));
        row.measure != "rank" && of.is_some_and(|of| of.verdict != Verdict::NotAssigned)
    };
    let of_units: Vec<&MovementRow> = talk.report.movement.iter().filter(is_unit).collect();
    let compared = of_units.iter().filter(|row| row.comparisons.is_some()).count() as u64;
    let units = |compared: bool| {
        let mut ids: Vec<(&str, &str)> = of_units
            .iter()
            .filter(|row| !compared || row.comparisons.is_some())
            .map(|row| (row.agency_id.as_str(), row.skpd_id.as_str()))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len() as u64
    };
    let (all, able) = (units(false), units(true));
    if compared == 0 {
        let judged = league.iter().filter(|row| row.verdict != Verdict::NotAssigned).count() as u64;
        return Points {
            heading: t("slides.movers.unknown", language).to_owned(),
            points: vec![Point {
                lead: talk.units(judged),
                text: t("slides.movers.incomparable", language).to_owned(),
                detail: t("slides.movers.why", language).to_owned(),
                alarm: false,
            }],
            remarks: Vec::new(),
        };
    }
    let mut points = vec![Point {
        lead: talk.units(able),
        text: t("slides.movers.comparable", language).to_owned(),
        detail: talk.equal_age(),
        alarm: false,
    }];
    if all > able {
        points.push(Point {
            lead: talk.units(all - able),
            text: t("slides.movers.incomparable", language).to_owned(),
            detail: t("slides.movers.why", language).to_owned(),
            alarm: false,
        });
    }
    points.push(Point {
        lead: percent_short(0.05, language),
        text: t("slides.movers.error", language).to_owned(),
        detail: t("slides.movers.small", language).to_owned(),
        alarm: false,
    });
    Points { heading: talk.say("slides.movers.nobody", &[("n", &talk.n(compared))]), points, remarks: Vec::new() }
}
