//! `peringkat`: each unit's rate with its 95 % interval against the target.

use super::Chart;
use super::frame::{self, Ground, LABEL, MARGIN, SMALL, STRONG, WIDTH};
use super::scene::{Anchor, Face, Scene, elide, wrap};
use super::style::Ink;
use crate::judge::{LeagueRow, Quantity, Report, Verdict, column};
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_short, quarter};
use crate::publish::texts::{self, fill, t};

const RANK_RIGHT: f64 = 52.0;
const NAME_LEFT: f64 = 62.0;
const NAME_WIDTH: f64 = 310.0;
const PLOT_LEFT: f64 = 390.0;
const PLOT_RIGHT: f64 = 750.0;
const VALUE_LEFT: f64 = 768.0;
/// Names of 90 characters fit; longer ones are cut.
const NAME_LINES: usize = 3;

/// The rate that the chart shows. The closing rate is none of them: it says nothing without who closed, and a dot has no
/// room for that.
struct Measure {
    name: &'static str,
    rate: fn(&LeagueRow) -> Option<f64>,
    interval: fn(&LeagueRow) -> Option<(f64, f64)>,
    of: fn(&LeagueRow) -> Option<u64>,
}

const MEASURES: &[Measure] = &[
    Measure {
        name: "on_time_rate",
        rate: |r| r.on_time_rate,
        interval: |r| r.on_time_low.zip(r.on_time_high),
        of: |r| r.due,
    },
    Measure {
        name: "resolution_on_time_rate",
        rate: |r| r.resolution_on_time_rate,
        interval: |_| None,
        of: |r| r.resolution_due,
    },
    Measure { name: "response_rate", rate: |r| r.response_rate, interval: |_| None, of: |r| Some(r.eligible) },
];

/// The on-time rate; where the quarter's evidence does not carry it, the first scored rate that it carries.
fn measure(report: &Report) -> Option<&'static Measure> {
    let scored = report.basis.weights.iter().map(|(name, _)| name.as_str());
    std::iter::once("on_time_rate")
        .chain(scored)
        .filter(|name| column(name).is_some_and(|c| c.quantity == Quantity::Rate))
        .filter_map(|name| MEASURES.iter().find(|m| m.name == name))
        .filter(|m| !report.refuses(m.name))
        .find(|m| report.league.iter().any(|row| (m.rate)(row).is_some()))
}

/// The chart, unless no unit has a rate.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let measure = measure(report)?;
    let ground = Ground { report, language };
    let name = texts::heading(measure.name, language);
    let title = title(report, measure, language);
    let subtitle = fill(
        t("chart.ranking.subtitle", language),
        &[("measure", name), ("quarter", &quarter(report.quarter, language))],
    );
    let (mut scene, top) = frame::open(&title, &subtitle);
    let mut plot = Plot { ground, measure, y: top };
    plot.axis(&mut scene);
    let start = plot.y;

    for (heading, rows) in sections(report, language) {
        if let Some(heading) = heading {
            plot.heading(&mut scene, &heading);
        }
        for (i, row) in rows.iter().enumerate() {
            plot.row(&mut scene, row, i % 2 == 0);
        }
    }
    let end = plot.y;
    plot.lines(&mut scene, start, end);

    let mut remarks = vec![t("chart.ranking.reading", language).to_owned()];
    if report.league.iter().any(|row| (measure.interval)(row).is_some()) {
        remarks.push(t("chart.ranking.interval", language).to_owned());
    }
    Some(frame::close("peringkat", scene, end, &remarks, [&title, &subtitle], ground))
}

fn title(report: &Report, measure: &Measure, language: Language) -> String {
    let first: Vec<&LeagueRow> = report.league.iter().filter(|row| row.rank == Some(1)).collect();
    match first.as_slice() {
        [] => t("chart.ranking.title.none", language).to_owned(),
        [row] => match (measure.rate)(row) {
            Some(rate) => fill(
                t("chart.ranking.title.one", language),
                &[("unit", &row.skpd), ("rate", &percent(rate, language)), ("short", short(measure, language))],
            ),
            None => t("chart.ranking.title.many", language).to_owned(),
        },
        [row, rest @ ..] if rest.iter().all(|other| other.agency == row.agency && other.group == row.group) => {
            let n = u64::try_from(first.len()).unwrap_or(u64::MAX);
            fill(t("chart.ranking.title.tie", language), &[("n", &count(n, language))])
        }
        _ => t("chart.ranking.title.many", language).to_owned(),
    }
}

/// What a leader did, in a few words.
fn short(measure: &Measure, language: Language) -> &'static str {
    match measure.name {
        "on_time_rate" => t("chart.ranking.short.on_time", language),
        "resolution_on_time_rate" => t("chart.ranking.short.resolved_on_time", language),
        _ => t("chart.ranking.short.responded", language),
    }
}

/// Ranked units by government and group, then those that are not ranked.
fn sections(report: &Report, language: Language) -> Vec<(Option<String>, Vec<&LeagueRow>)> {
    let mut sections: Vec<((&str, &str), Vec<&LeagueRow>)> = Vec::new();
    for row in report.league.iter().filter(|row| row.verdict == Verdict::Ranked) {
        let key = (row.agency.as_str(), row.group.as_str());
        match sections.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rows)) => rows.push(row),
            None => sections.push((key, vec![row])),
        }
    }
    for (_, rows) in &mut sections {
        rows.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.skpd.cmp(&b.skpd)));
    }
    let agencies = sections.iter().any(|(key, _)| sections.first().is_some_and(|(first, _)| first.0 != key.0));
    let parted = sections.len() > 1;
    let mut out: Vec<_> = sections
        .into_iter()
        .map(|((agency, group), rows)| {
            let group = if group.is_empty() { None } else { Some(texts::group(group, language)) };
            let heading = match (agencies, group) {
                (true, Some(group)) => Some(format!("{agency} · {group}")),
                (true, None) => Some(agency.to_owned()),
                (false, group) => group.filter(|_| parted),
            };
            (heading, rows)
        })
        .collect();
    let rest: Vec<_> = report.league.iter().filter(|row| row.verdict != Verdict::Ranked).collect();
    if !rest.is_empty() {
        out.push((Some(t("chart.ranking.unranked", language).to_owned()), rest));
    }
    out
}

struct Plot<'a> {
    ground: Ground<'a>,
    measure: &'static Measure,
    y: f64,
}

fn x(rate: f64) -> f64 {
    PLOT_LEFT + rate.clamp(0.0, 1.0) * (PLOT_RIGHT - PLOT_LEFT)
}

impl Plot<'_> {
    /// The target that holds for everybody; a rate without one has 100 %.
    fn target(&self) -> f64 {
        self.targets().find(|t| t.scope.is_empty()).map_or(1.0, |t| t.value)
    }

    fn own_target(&self, row: &LeagueRow) -> Option<f64> {
        self.targets().find(|t| !t.scope.is_empty() && (t.scope == row.skpd_id || t.scope == row.skpd)).map(|t| t.value)
    }

    fn targets(&self) -> impl Iterator<Item = &crate::judge::TargetText> {
        let report = self.ground.report;
        let (year, name) = (report.quarter.year(), self.measure.name);
        report.basis.targets.iter().filter(move |t| t.year == year && t.measure == name)
    }

    fn axis(&mut self, scene: &mut Scene) {
        let language = self.ground.language;
        let target = self.target();
        let label = fill(t("chart.target", language), &[("value", &percent_short(target, language))]);
        let anchor = if target > 0.8 { Anchor::End } else { Anchor::Middle };
        let at = if target > 0.8 { x(target) + 40.0 } else { x(target) };
        scene.text((at, self.y + 10.0), anchor, STRONG, Ink::Target, &label);
        self.y += 28.0;
        for step in [0.0, 0.25, 0.5, 0.75, 1.0] {
            scene.text((x(step), self.y), Anchor::Middle, SMALL, Ink::Muted, &percent_short(step, language));
        }
        self.y += 8.0;
    }

    fn heading(&mut self, scene: &mut Scene, text: &str) {
        let face = Face::bold(13.0);
        scene.text((MARGIN, self.y + 22.0), Anchor::Start, face, Ink::Text, &elide(text, face, WIDTH - 2.0 * MARGIN));
        self.y += 30.0;
    }

    fn row(&mut self, scene: &mut Scene, row: &LeagueRow, band: bool) {
        let language = self.ground.language;
        let lines = wrap(&row.skpd, LABEL, NAME_WIDTH, NAME_LINES);
        let height = frame::row_height(&lines);
        let middle = self.y + height / 2.0;
        if band {
            scene.rect((MARGIN, self.y), (WIDTH - MARGIN, self.y + height), Ink::Band);
        }
        let ranked = row.verdict == Verdict::Ranked;
        let text = if ranked { Ink::Text } else { Ink::Muted };
        if let Some(rank) = row.rank {
            scene.text((RANK_RIGHT, middle + 4.5), Anchor::End, STRONG, text, &count(rank, language));
        }
        frame::row_label(scene, (NAME_LEFT, middle), &lines, text);
        for step in [0.0, 0.25, 0.5, 0.75, 1.0] {
            scene.line((x(step), self.y), (x(step), self.y + height), Ink::Grid, 1.0);
        }
        let reason = texts::verdict(row.verdict, language);
        match (self.measure.rate)(row) {
            Some(rate) => self.rate(scene, row, rate, middle),
            None if ranked => {
                scene.text((VALUE_LEFT, middle + 4.5), Anchor::Start, LABEL, text, t("missing", language));
            }
            None => scene.text((PLOT_LEFT + 8.0, middle + 4.5), Anchor::Start, SMALL, Ink::Muted, reason),
        }
        if !ranked && (self.measure.rate)(row).is_some() {
            // The reason stands on the emptier side of the dot.
            let at = if (self.measure.rate)(row).is_some_and(|r| r > 0.5) { PLOT_LEFT + 8.0 } else { x(0.5) + 30.0 };
            scene.text((at, middle + 4.5), Anchor::Start, SMALL, Ink::Muted, reason);
        }
        self.y += height;
    }

    fn rate(&self, scene: &mut Scene, row: &LeagueRow, rate: f64, middle: f64) {
        let language = self.ground.language;
        let ranked = row.verdict == Verdict::Ranked;
        let ink = if ranked { Ink::Main } else { Ink::Faint };
        if ranked && let Some((low, high)) = (self.measure.interval)(row) {
            scene.line((x(low), middle), (x(high), middle), ink, 3.0);
        }
        if let Some(own) = self.own_target(row) {
            scene.line((x(own), middle - 9.0), (x(own), middle + 9.0), Ink::Target, 3.0);
        }
        scene.dot((x(rate), middle), 5.5, ink);
        let text = if ranked { Ink::Text } else { Ink::Muted };
        scene.text((VALUE_LEFT + 58.0, middle + 4.5), Anchor::End, STRONG, text, &percent(rate, language));
        if let Some(n) = (self.measure.of)(row) {
            let n = format!("n = {}", count(n, language));
            scene.text((VALUE_LEFT + 72.0, middle + 4.5), Anchor::Start, SMALL, Ink::Muted, &n);
        }
    }

    /// The target runs over all rows, so it is drawn last but for nothing else.
    fn lines(&self, scene: &mut Scene, top: f64, bottom: f64) {
        scene.dashed_vertical(x(self.target()), top, bottom, Ink::Target);
    }
}
