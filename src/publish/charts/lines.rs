//! `tren`: each unit's rate over the quarters at equal age, a panel a unit, its government's line behind.

use std::collections::BTreeMap;

use super::Chart;
use super::draft::Draft;
use super::frame::{Ground, MARGIN, WIDTH, places};
use super::panel::{Panel, Series};
use super::rate::{Drawn, Rate};
use super::scene::{Anchor, Face, Scene, wrap};
use super::style::Ink;
use crate::judge::{Against, LineRow, Moved, Report, Verdict};
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_short, quarter_short};
use crate::publish::texts::{fill, t};
use crate::terms::Quarter;

/// Panels beside one another.
const COLUMNS: usize = 3;
const GAP: f64 = 18.0;
const HEIGHT: f64 = 78.0;
const NAME: Face = Face::bold(12.0);
const SMALL: Face = Face::plain(11.0);

/// A panel: whose it is, and its values in the order of the quarters.
struct Multiple<'a> {
    name: &'a str,
    own: Vec<Option<Drawn>>,
    behind: Vec<Option<Drawn>>,
    target: f64,
}

/// The chart, unless fewer than two quarters have a rate.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let rate = Rate::of(report)?;
    let ground = Ground { report, language };
    let mut panels: Vec<(Vec<Quarter>, Vec<Multiple>)> = Vec::new();
    for government in report.instansi.iter().map(|row| &row.agency_id) {
        let quarters = quarters(report, rate, government);
        if quarters.len() > 1 {
            let multiples = multiples(report, rate, &quarters, government);
            panels.push((quarters, multiples));
        }
    }
    if panels.iter().all(|(_, multiples)| multiples.is_empty()) {
        return None;
    }
    let subtitle = fill(
        t("chart.trend.subtitle", language),
        &[("measure", rate.heading(language)), ("target", &percent_short(rate.target(report), language))],
    );
    let mut draft = Draft::new("tren", title(report, rate, Against::Previous, language), subtitle);
    draft.legend = vec![
        (Ink::Main, t("chart.trend.own", language).to_owned()),
        (Ink::Ghost, t("chart.trend.behind", language).to_owned()),
        (Ink::Target, t("chart.trend.target", language).to_owned()),
    ];
    for (quarters, multiples) in &panels {
        if let (true, Some(first)) = (panels.len() > 1, multiples.first()) {
            draft.heading(first.name);
        }
        for row in multiples.chunks(COLUMNS) {
            let (scene, height) = grid_row(row, quarters, language);
            draft.row(scene, height);
        }
    }
    draft.remarks = vec![t("chart.trend.remark", language).to_owned()];
    draft.figures = panels
        .iter()
        .filter_map(|(quarters, multiples)| {
            let first = multiples.first()?;
            Some(format!("{}: {}", first.name, told(quarters, &first.own, language)))
        })
        .collect();
    Some(draft.finish(ground))
}

/// The message: how many improved and declined beyond chance against an earlier quarter.
pub(super) fn title(report: &Report, rate: &Rate, against: Against, language: Language) -> String {
    let changes =
        report.movement.iter().filter(|r| r.measure == rate.name && !r.skpd_id.is_empty() && r.against == against);
    let (mut up, mut down, mut tested) = (0_u64, 0_u64, 0_u64);
    for row in changes {
        match row.change {
            Moved::Improved => up += 1,
            Moved::Declined => down += 1,
            Moved::NoDifference => {}
            Moved::NotTested | Moved::NotComparable => continue,
        }
        tested += 1;
    }
    if tested == 0 {
        return t("chart.trend.title.none", language).to_owned();
    }
    if up + down == 0 {
        return fill(t("chart.trend.title.still", language), &[("tested", &count(tested, language))]);
    }
    fill(
        t("chart.trend.title", language),
        &[("up", &count(up, language)), ("down", &count(down, language)), ("tested", &count(tested, language))],
    )
}

/// The quarters of a government from the first to the last that has a rate; a quarter without one leaves a gap.
pub(super) fn quarters(report: &Report, rate: &Rate, agency_id: &str) -> Vec<Quarter> {
    let of = report.lines.iter().filter(|row| row.agency_id == agency_id && rate.line(row).is_some());
    let all: Vec<Quarter> = of.map(|row| row.quarter).collect();
    match (all.iter().min(), all.iter().max()) {
        (Some(first), Some(last)) => first.through(*last).collect(),
        _ => Vec::new(),
    }
}

/// The rates of a unit (or of a government, whose `skpd_id` is empty) in these quarters.
pub(super) fn series(report: &Report, rate: &Rate, quarters: &[Quarter], key: (&str, &str)) -> Vec<Option<Drawn>> {
    let of: BTreeMap<Quarter, &LineRow> = report
        .lines
        .iter()
        .filter(|row| (row.agency_id.as_str(), row.skpd_id.as_str()) == key)
        .map(|row| (row.quarter, row))
        .collect();
    quarters.iter().map(|quarter| of.get(quarter).and_then(|row| rate.line(row))).collect()
}

/// The values in words.
pub(super) fn told(quarters: &[Quarter], own: &[Option<Drawn>], language: Language) -> String {
    let of = |(quarter, drawn): (&Quarter, &Option<Drawn>)| {
        let drawn = (*drawn)?;
        let (quarter, value) = (quarter_short(*quarter, language), percent(drawn.value, language));
        Some(format!("{quarter} {value} (n = {})", count(drawn.n, language)))
    };
    quarters.iter().zip(own).filter_map(of).collect::<Vec<_>>().join(", ")
}

/// The government first, then its units: ranked ones by rank, then the others.
fn multiples<'a>(report: &'a Report, rate: &Rate, quarters: &[Quarter], agency_id: &'a str) -> Vec<Multiple<'a>> {
    let behind = series(report, rate, quarters, (agency_id, ""));
    let government = report.instansi.iter().find(|row| row.agency_id == agency_id);
    let mut out: Vec<Multiple> = government
        .filter(|_| behind.iter().any(Option::is_some))
        .map(|row| Multiple {
            name: &row.agency,
            own: behind.clone(),
            behind: Vec::new(),
            target: rate.target_of(report, row),
        })
        .into_iter()
        .collect();
    for row in report.league.iter().filter(|row| row.agency_id == agency_id && row.verdict != Verdict::NotAssigned) {
        let own = series(report, rate, quarters, (agency_id, &row.skpd_id));
        // A single point is no line; the ranking shows it.
        if own.iter().flatten().count() > 1 {
            let target = rate.target_of(report, row);
            out.push(Multiple { name: &row.skpd, own, behind: behind.clone(), target });
        }
    }
    out
}

fn grid_row(row: &[Multiple], quarters: &[Quarter], language: Language) -> (Scene, f64) {
    let width = (WIDTH - 2.0 * MARGIN - GAP * places(COLUMNS - 1)) / places(COLUMNS);
    let mut scene = Scene::new(WIDTH);
    let names: Vec<Vec<String>> = row.iter().map(|multiple| wrap(multiple.name, NAME, width, 5)).collect();
    let lines = places(names.iter().map(Vec::len).max().unwrap_or(1));
    let top = 14.0 + 15.0 * lines;
    let mut end = top + HEIGHT;
    for (i, (multiple, name)) in row.iter().zip(&names).enumerate() {
        let left = MARGIN + places(i) * (width + GAP);
        // Short names stand at their panel, not at the top of the row.
        let mut y = 15.0 * (lines - places(name.len()));
        for line in name {
            y += 15.0;
            scene.text((left, y), Anchor::Start, NAME, Ink::Text, line);
        }
        let panel = Panel {
            left: left + 40.0,
            right: left + width - 48.0,
            top,
            bottom: top + HEIGHT,
            quarters,
            small: SMALL,
            strong: NAME,
            weight: 0.9,
            language,
        };
        let (own, behind) = (&multiple.own, &multiple.behind);
        end = panel.draw(&mut scene, &Series { own, behind, target: multiple.target });
    }
    (scene, end + 14.0)
}
