//! `peringkat`: each unit's rate with its 95 % interval against the target.

use super::Chart;
use super::draft::Draft;
use super::frame::{self, Ground, LABEL, MARGIN, SMALL, STRONG, WIDTH};
use super::rate::{Drawn, Rate};
use super::scene::{Anchor, Scene, wrap};
use super::style::Ink;
use crate::judge::{LeagueRow, Report, Verdict};
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_range, percent_short, quarter};
use crate::publish::texts::{self, fill, t};

const RANK_RIGHT: f64 = 44.0;
const NAME_LEFT: f64 = 54.0;
const NAME_WIDTH: f64 = 250.0;
const PLOT_LEFT: f64 = 322.0;
const PLOT_RIGHT: f64 = 592.0;
const VALUE_RIGHT: f64 = 662.0;
const N_LEFT: f64 = 672.0;
/// Names of 90 characters fit; longer ones are cut.
pub(super) const NAME_LINES: usize = 4;
/// How many of the first and of the last are told in words.
const TOLD: usize = 3;

/// Units below one heading.
pub(super) struct Section<'a> {
    /// Government and group, where there are several; why units are not ranked.
    pub heading: Option<String>,
    /// Its units, ranked ones in the order of rank.
    pub rows: Vec<&'a LeagueRow>,
    /// Whether they are ranked.
    pub ranked: bool,
}

/// The chart, unless no unit has a rate.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let rate = Rate::of(report)?;
    let ground = Ground { report, language };
    let subtitle = fill(
        t("chart.ranking.subtitle", language),
        &[("measure", rate.heading(language)), ("quarter", &quarter(report.quarter, language))],
    );
    let mut draft = Draft::new("peringkat", title(report, rate, language), subtitle);
    let target = rate.target(report);
    draft.axis = axis(target, language);
    draft.rules.push((x(target), Ink::Target));
    let sections = sections(report, language);
    draft.figures = figures(&sections, rate, ground);
    for section in sections {
        if let Some(heading) = &section.heading {
            draft.heading(heading);
        }
        for (i, row) in section.rows.iter().enumerate() {
            let (scene, height) = self::row(row, rate, i % 2 == 0, section.ranked, ground);
            draft.row(scene, height);
        }
    }
    draft.remarks = vec![t("chart.ranking.reading", language).to_owned()];
    if report.league.iter().any(|row| rate.row(row).is_some_and(|drawn| drawn.range.is_some())) {
        draft.remarks.push(t("chart.ranking.interval", language).to_owned());
    }
    Some(draft.finish(ground))
}

/// The message: who leads where that is one unit or several alike, else how many meet the target.
pub(super) fn title(report: &Report, rate: &Rate, language: Language) -> String {
    let first: Vec<&LeagueRow> = report.league.iter().filter(|row| row.rank == Some(1)).collect();
    let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX), language);
    let meeting = || {
        let ranked = report.league.iter().filter(|row| row.verdict == Verdict::Ranked);
        let drawn: Vec<(f64, f64)> =
            ranked.filter_map(|row| Some((rate.row(row)?.value, rate.target_of(report, row)))).collect();
        let met = drawn.iter().filter(|(value, target)| value >= target).count();
        fill(
            t("chart.ranking.title.many", language),
            &[
                ("met", &number(met)),
                ("of", &number(drawn.len())),
                ("target", &percent_short(rate.target(report), language)),
            ],
        )
    };
    match first.as_slice() {
        [] => t("chart.ranking.title.none", language).to_owned(),
        [row] => match rate.row(row) {
            Some(drawn) => fill(
                t("chart.ranking.title.one", language),
                &[("unit", &row.skpd), ("rate", &percent(drawn.value, language)), ("short", rate.did(language))],
            ),
            None => meeting(),
        },
        [row, rest @ ..] if rest.iter().all(|other| other.agency == row.agency && other.group == row.group) => {
            fill(t("chart.ranking.title.tie", language), &[("n", &number(first.len()))])
        }
        _ => meeting(),
    }
}

/// Ranked units by government and group, then those that are not ranked, by the reason.
pub(super) fn sections(report: &Report, language: Language) -> Vec<Section<'_>> {
    let mut ranked: Vec<((&str, &str), Vec<&LeagueRow>)> = Vec::new();
    for row in report.league.iter().filter(|row| row.verdict == Verdict::Ranked) {
        let key = (row.agency.as_str(), row.group.as_str());
        match ranked.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rows)) => rows.push(row),
            None => ranked.push((key, vec![row])),
        }
    }
    for (_, rows) in &mut ranked {
        rows.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.skpd.cmp(&b.skpd)));
    }
    let several = ranked.iter().any(|(key, _)| ranked.first().is_some_and(|(first, _)| first.0 != key.0));
    let parted = ranked.len() > 1;
    let mut out: Vec<Section> = ranked
        .into_iter()
        .map(|((agency, group), rows)| {
            let group = if group.is_empty() { None } else { Some(texts::group(group, language)) };
            let heading = match (several, group) {
                (true, Some(group)) => Some(format!("{agency} · {group}")),
                (true, None) => Some(agency.to_owned()),
                (false, group) => group.filter(|_| parted),
            };
            Section { heading, rows, ranked: true }
        })
        .collect();
    let unranked = [
        (Verdict::TooFew, t("chart.ranking.unranked.too_few", language)),
        (Verdict::NoEvidence, t("chart.ranking.unranked.no_evidence", language)),
        (Verdict::NotAssigned, t("chart.ranking.unranked.not_assigned", language)),
    ];
    for (verdict, heading) in unranked {
        let rows: Vec<_> = report.league.iter().filter(|row| row.verdict == verdict).collect();
        if !rows.is_empty() {
            out.push(Section { heading: Some(heading.to_owned()), rows, ranked: false });
        }
    }
    out
}

/// The first and the last of each section in words.
fn figures(sections: &[Section], rate: &Rate, ground: Ground) -> Vec<String> {
    let language = ground.language;
    let told = |row: &LeagueRow| {
        let drawn = rate.row(row)?;
        let rank = row.rank.map(|rank| format!("{}. ", count(rank, language))).unwrap_or_default();
        let range = drawn.range.map(|(low, high)| format!("; {}", percent_range(low, high, language)));
        Some(format!(
            "{rank}{} {} (n = {}{})",
            row.skpd,
            percent(drawn.value, language),
            count(drawn.n, language),
            range.unwrap_or_default()
        ))
    };
    let part = |section: &Section| {
        let rows = &section.rows;
        let cut = rows.len() > 2 * TOLD;
        let first = rows.iter().take(if cut { TOLD } else { rows.len() });
        let last = rows.iter().skip(if cut { rows.len() - TOLD } else { rows.len() });
        let first: Vec<String> = first.filter_map(|row| told(row)).collect();
        let last: Vec<String> = last.filter_map(|row| told(row)).collect();
        let heading = section.heading.as_ref().map(|h| format!("{h}: ")).unwrap_or_default();
        let gap = if last.is_empty() { "" } else { " … " };
        format!("{heading}{}{gap}{}", first.join(", "), last.join(", "))
    };
    sections.iter().filter(|section| section.ranked).map(part).collect()
}

fn x(rate: f64) -> f64 {
    PLOT_LEFT + rate.clamp(0.0, 1.0) * (PLOT_RIGHT - PLOT_LEFT)
}

const STEPS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

fn axis(target: f64, language: Language) -> Scene {
    let mut scene = Scene::new(WIDTH);
    let label = fill(t("chart.target", language), &[("value", &percent_short(target, language))]);
    let (at, anchor) = if target > 0.8 { (x(target) + 40.0, Anchor::End) } else { (x(target), Anchor::Middle) };
    scene.text((at, 12.0), anchor, STRONG, Ink::Target, &label);
    for step in STEPS {
        scene.text((x(step), 30.0), Anchor::Middle, SMALL, Ink::Muted, &percent_short(step, language));
    }
    scene.height = 38.0;
    scene
}

fn row(row: &LeagueRow, rate: &Rate, band: bool, ranked: bool, ground: Ground) -> (Scene, f64) {
    let language = ground.language;
    let mut scene = Scene::new(WIDTH);
    let lines = wrap(&row.skpd, LABEL, NAME_WIDTH, NAME_LINES);
    let height = frame::row_height(&lines);
    let middle = height / 2.0;
    if band {
        scene.rect((MARGIN, 0.0), (WIDTH - MARGIN, height), Ink::Band);
    }
    let text = if ranked { Ink::Text } else { Ink::Muted };
    if let Some(rank) = row.rank {
        scene.text((RANK_RIGHT, middle + 4.5), Anchor::End, STRONG, text, &count(rank, language));
    }
    frame::row_label(&mut scene, (NAME_LEFT, middle), &lines, text);
    for step in STEPS {
        scene.line((x(step), 0.0), (x(step), height), Ink::Grid, 1.0);
    }
    if let Some(own) = rate.own_target(ground.report, row) {
        scene.line((x(own), middle - 9.0), (x(own), middle + 9.0), Ink::Target, 3.0);
    }
    match rate.row(row) {
        Some(drawn) => {
            mark(&mut scene, drawn, middle, if ranked { Ink::Main } else { Ink::Faint });
            scene.text((VALUE_RIGHT, middle + 4.5), Anchor::End, STRONG, text, &percent(drawn.value, language));
            let n = format!("n = {}", count(drawn.n, language));
            scene.text((N_LEFT, middle + 4.5), Anchor::Start, SMALL, Ink::Muted, &n);
        }
        None => scene.text((VALUE_RIGHT, middle + 4.5), Anchor::End, LABEL, Ink::Muted, t("missing", language)),
    }
    (scene, height)
}

fn mark(scene: &mut Scene, drawn: Drawn, middle: f64, ink: Ink) {
    if let Some((low, high)) = drawn.range {
        scene.line((x(low), middle), (x(high), middle), ink, 3.0);
    }
    scene.dot((x(drawn.value), middle), 5.5, ink);
}
