//! `bulanan`: unit by month of receipt, coloured by how far the rate of answers in time lies below its target; where the
//! evidence carries no such rate, by what was received.

use super::Chart;
use super::draft::Draft;
use super::frame::{self, Ground, LABEL, MARGIN, SMALL, WIDTH, places};
use super::ranking::NAME_LINES;
use super::rate::Rate;
use super::scene::{Anchor, Face, Scene, wrap};
use super::style::Ink;
use crate::judge::{LeagueRow, MonthRow, Report};
use crate::publish::Language;
use crate::publish::numbers::{count, decimal, month, month_short, percent, percent_short};
use crate::publish::texts::{fill, t};

const NAME_WIDTH: f64 = 196.0;
const LEFT: f64 = 226.0;
const HEAD: Face = Face::plain(11.0);
const CELL: Face = Face::bold(12.0);
const TINY: Face = Face::plain(10.0);
const INKS: [Ink; 4] = [Ink::Scale1, Ink::Scale2, Ink::Scale3, Ink::Scale4];
/// How far below the target the classes end, in fractions of one.
const SHORT_OF: [f64; 2] = [0.1, 0.25];

/// A line of the picture: its name, its target, and what it received by month.
struct Line<'a> {
    name: &'a str,
    target: f64,
    months: Vec<Option<&'a MonthRow>>,
}

/// The chart, unless nothing was received.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let first = report.months.iter().map(|row| row.month).min()?;
    let last = report.months.iter().map(|row| row.month).max()?;
    let months: Vec<i32> = (first..=last).collect();
    let ground = Ground { report, language };
    let rate = Rate::named("on_time_rate").filter(|_| report.months.iter().any(|row| row.on_time_rate.is_some()));
    let parts: Vec<Vec<Line>> = report.instansi.iter().map(|row| lines(row, &months, report)).collect();
    let scale = Scale::of(report, rate.is_some());
    let subtitle = match scale {
        Scale::Rate { .. } => t("chart.monthly.subtitle", language).to_owned(),
        Scale::Received { .. } => t("chart.monthly.received.subtitle", language).to_owned(),
    };
    let mut draft = Draft::new("bulanan", title(&parts, &scale, language), subtitle);
    draft.legend = scale.legend(language);
    draft.axis = axis(&months, language);
    for (part, government) in parts.iter().zip(&report.instansi) {
        if parts.len() > 1 {
            draft.heading(&government.agency);
        }
        for line in part {
            let (scene, height) = row(line, &scale, language);
            draft.row(scene, height);
        }
        let told = part.first().map(|line| format!("{}: {}", line.name, spoken(line, &scale, language)));
        draft.figures.extend(told);
    }
    draft.remarks = match scale {
        Scale::Rate { least } => vec![
            fill(
                t("chart.monthly.remark", language),
                &[
                    ("least", &count(least, language)),
                    ("target", &percent_short(rate.map_or(1.0, |rate| rate.target(report)), language)),
                ],
            ),
            t("chart.monthly.intervals", language).to_owned(),
        ],
        Scale::Received { .. } => Vec::new(),
    };
    Some(draft.finish(ground))
}

/// The government, then its units in the order of the league.
fn lines<'a>(government: &'a LeagueRow, months: &[i32], report: &'a Report) -> Vec<Line<'a>> {
    let of = |skpd_id: &str| -> Vec<Option<&MonthRow>> {
        let own = |row: &&MonthRow| row.agency_id == government.agency_id && row.skpd_id == skpd_id;
        let rows: Vec<&MonthRow> = report.months.iter().filter(own).collect();
        months.iter().map(|month| rows.iter().copied().find(|row| row.month == *month)).collect()
    };
    let target = |row: &LeagueRow| Rate::named("on_time_rate").map_or(1.0, |rate| rate.target_of(report, row));
    let units = report.league.iter().filter(|row| row.agency_id == government.agency_id);
    let units = units.map(|row| Line { name: &row.skpd, target: target(row), months: of(&row.skpd_id) });
    let all = Line { name: &government.agency, target: target(government), months: of("") };
    std::iter::once(all).chain(units).filter(|line| line.months.iter().any(Option::is_some)).collect()
}

/// What the colours stand for.
enum Scale {
    /// The rate against its target; fewer complaints than `least` have no colour.
    Rate { least: u64 },
    /// What was received, in fourths of the most that a unit received.
    Received { most: u64 },
}

impl Scale {
    fn of(report: &Report, rated: bool) -> Self {
        if rated {
            return Self::Rate { least: report.basis.minimum_volume.max(1) };
        }
        let units = report.months.iter().filter(|row| !row.skpd_id.is_empty());
        Self::Received { most: units.map(|row| row.received).max().unwrap_or(1).max(4) }
    }

    fn legend(&self, language: Language) -> Vec<(Ink, String)> {
        let texts: [String; 4] = match self {
            Self::Rate { .. } => {
                let [near, far] = SHORT_OF.map(|short| decimal(short * 100.0, 0, language));
                [
                    t("chart.monthly.met", language).to_owned(),
                    fill(t("chart.monthly.near", language), &[("points", &near)]),
                    fill(t("chart.monthly.between", language), &[("from", &near), ("to", &far)]),
                    fill(t("chart.monthly.far", language), &[("points", &far)]),
                ]
            }
            Self::Received { most } => [1, 2, 3, 4].map(|fourth| {
                let (from, to) = (most * (fourth - 1) / 4 + 1, most * fourth / 4);
                let (from, to) = (count(from, language), count(to, language));
                fill(t("chart.monthly.class", language), &[("from", &from), ("to", &to)])
            }),
        };
        INKS.into_iter().zip(texts).collect()
    }

    /// The colour of a cell, and what stands in it in large and in small letters.
    fn cell(&self, row: &MonthRow, target: f64, language: Language) -> (Option<Ink>, String, String) {
        match self {
            Self::Rate { least } => {
                let n = fill("n {n}", &[("n", &count(row.due, language))]);
                let Some(rate) = row.on_time_rate.filter(|_| row.due >= *least) else {
                    return (None, String::new(), n);
                };
                let short = target - rate;
                let class = match SHORT_OF {
                    _ if short <= 1e-9 => 0,
                    [near, _] if short <= near + 1e-9 => 1,
                    [_, far] if short <= far + 1e-9 => 2,
                    _ => 3,
                };
                let value = percent_short(rate, language);
                // The sign of a percent stands in the heading; in a cell there is no room for it.
                let value = value.trim_end_matches(['%', ' ']).to_owned();
                (INKS.get(class).copied(), value, n)
            }
            Self::Received { most } => {
                let class = (row.received.saturating_sub(1) * 4 / most).min(3);
                let ink = usize::try_from(class).ok().and_then(|class| INKS.get(class)).copied();
                (ink.filter(|_| row.received > 0), count(row.received, language), String::new())
            }
        }
    }
}

fn title(parts: &[Vec<Line>], scale: &Scale, language: Language) -> String {
    let government = match parts {
        [part] => part.first(),
        _ => None,
    };
    let rated = |line: &&Line| -> Vec<(f64, i32)> {
        let enough = |row: &&MonthRow| matches!(scale, Scale::Rate { least } if row.due >= *least);
        let rows = line.months.iter().copied().flatten().filter(enough);
        rows.filter_map(|row| Some((row.on_time_rate?, row.month))).collect()
    };
    let values = government.as_ref().map(rated).unwrap_or_default();
    let lowest = values.iter().copied().reduce(|a, b| if b.0 < a.0 { b } else { a });
    let highest = values.iter().copied().reduce(|a, b| if b.0 > a.0 { b } else { a });
    match (scale, lowest, highest) {
        (Scale::Rate { .. }, Some((low, low_in)), Some((high, high_in))) if low_in != high_in => fill(
            t("chart.monthly.title", language),
            &[
                ("low", &percent(low, language)),
                ("low_in", &month(low_in, language)),
                ("high", &percent(high, language)),
                ("high_in", &month(high_in, language)),
            ],
        ),
        (Scale::Rate { .. }, ..) => t("chart.monthly.title.many", language).to_owned(),
        (Scale::Received { .. }, ..) => t("chart.monthly.received.title", language).to_owned(),
    }
}

/// A line in words.
fn spoken(line: &Line, scale: &Scale, language: Language) -> String {
    let month_of = |row: &MonthRow| {
        let (_, value, n) = scale.cell(row, line.target, language);
        let value = if value.is_empty() { String::new() } else { format!(" {value}") };
        let n = if n.is_empty() { String::new() } else { format!(" ({n})") };
        format!("{}{value}{n}", month(row.month, language))
    };
    line.months.iter().copied().flatten().map(month_of).collect::<Vec<_>>().join(", ")
}

fn slot(months: usize) -> f64 {
    ((WIDTH - MARGIN - LEFT) / places(months.max(1))).min(60.0)
}

fn axis(months: &[i32], language: Language) -> Scene {
    let mut scene = Scene::new(WIDTH);
    let slot = slot(months.len());
    for (i, number) in months.iter().enumerate() {
        let x = LEFT + slot * (places(i) + 0.5);
        scene.text((x, 26.0), Anchor::Middle, HEAD, Ink::Text, month_short(*number, language));
        if i == 0 || number.rem_euclid(12) == 0 {
            scene.text((x, 12.0), Anchor::Middle, HEAD, Ink::Muted, &number.div_euclid(12).to_string());
        }
    }
    scene.height = 32.0;
    scene
}

fn row(line: &Line, scale: &Scale, language: Language) -> (Scene, f64) {
    let mut scene = Scene::new(WIDTH);
    let name = wrap(line.name, LABEL, NAME_WIDTH, NAME_LINES + 1);
    let height = frame::row_height(&name).max(34.0);
    let middle = height / 2.0;
    frame::row_label(&mut scene, (MARGIN, middle), &name, Ink::Text);
    let slot = slot(line.months.len());
    for (i, row) in line.months.iter().enumerate() {
        let left = LEFT + slot * places(i);
        let Some(row) = row else { continue };
        let (ink, value, n) = scale.cell(row, line.target, language);
        let ground = ink.unwrap_or(Ink::Band);
        scene.rect((left + 1.0, middle - 15.0), (left + slot - 1.0, middle + 15.0), ground);
        let text = if ink.is_some() { ground.text_on() } else { Ink::Muted };
        let x = left + slot / 2.0;
        let face = if value.chars().count() > 5 { SMALL } else { CELL };
        match (value.is_empty(), n.is_empty()) {
            (true, _) => scene.text((x, middle + 4.0), Anchor::Middle, TINY, text, &n),
            (false, true) => scene.text((x, middle + 4.5), Anchor::Middle, face, text, &value),
            (false, false) => {
                scene.text((x, middle - 1.0), Anchor::Middle, face, text, &value);
                scene.text((x, middle + 11.5), Anchor::Middle, TINY, text, &n);
            }
        }
    }
    (scene, height)
}
