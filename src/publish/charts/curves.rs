//! `kurva-respons`, `kurva-penyelesaian`: what share of complaints is still pending after so long, a panel a unit, the curve
//! of all its government's complaints behind.

use super::Chart;
use super::draft::Draft;
use super::frame::{Ground, MARGIN, WIDTH, places};
use super::response;
use super::scene::{Anchor, Face, Scene, wrap};
use super::style::{Ink, text_width};
use crate::judge::{CurvePoint, CurveRow, LeagueRow, Median, Report, Share, Verdict};
use crate::publish::Language;
use crate::publish::numbers::{count, hours, percent, percent_range, percent_short, quarter};
use crate::publish::texts::{fill, t};

const COLUMNS: usize = 3;
const GAP: f64 = 18.0;
const HEIGHT: f64 = 74.0;
const NAME: Face = Face::bold(12.0);
const SMALL: Face = Face::plain(11.0);
const NAME_LINES: usize = 5;
/// How many of those with the most pending are told in words.
const TOLD: usize = 5;

/// A step of the procedure, as its chart names it.
struct Step {
    word: &'static str,
    file: &'static str,
    /// The day after which a share is told, where no single limit in hours says otherwise.
    after_days: u32,
}

const STEPS: [Step; 2] = [
    Step { word: "response", file: "kurva-respons", after_days: 1 },
    Step { word: "resolution", file: "kurva-penyelesaian", after_days: 14 },
];

/// The charts, one a step, where any curve is known.
pub fn charts(report: &Report, language: Language) -> Vec<Chart> {
    STEPS.iter().filter_map(|step| chart(step, Ground { report, language })).collect()
}

/// The hours after which the share is told, and whether they are the limit.
#[derive(Clone, Copy)]
struct Mark {
    hours: f64,
    is_limit: bool,
}

fn chart(step: &Step, ground: Ground) -> Option<Chart> {
    let Ground { report, language } = ground;
    let limit = response::limit_hours(report).filter(|_| step.word == "response");
    let drawn = |row: &&CurveRow| row.step == step.word && row.points.len() > 1;
    let curves: Vec<&CurveRow> = report.pending.curves.iter().filter(drawn).collect();
    let mark = match limit {
        Some(hours) if curves.iter().any(|row| at(row, hours).is_some()) => Mark { hours, is_limit: true },
        _ => Mark { hours: f64::from(step.after_days) * 24.0, is_limit: false },
    };
    let least = report.basis.minimum_volume;
    let is_unit = |row: &&CurveRow| {
        let same = |r: &&LeagueRow| r.agency_id == row.agency_id && r.skpd_id == row.skpd_id;
        report.league.iter().find(same).is_some_and(|r| r.verdict != Verdict::NotAssigned)
    };
    let mut units: Vec<&CurveRow> =
        curves.iter().copied().filter(|row| row.complaints >= least).filter(is_unit).collect();
    // Those with the most pending first: they are what the chart is looked at for.
    units.sort_by(|a, b| {
        let share = |row: &CurveRow| at(row, mark.hours).map_or(-1.0, |p| p.share.value);
        share(b).total_cmp(&share(a)).then_with(|| a.skpd_id.cmp(&b.skpd_id))
    });
    let government = |row: &CurveRow| {
        let same = |c: &&&CurveRow| c.skpd_id.is_empty() && c.agency_id == row.agency_id;
        curves.iter().find(same).copied()
    };

    if units.is_empty() {
        return None;
    }
    let governments: Vec<&CurveRow> = curves.iter().copied().filter(|row| row.skpd_id.is_empty()).collect();
    let after = duration(mark.hours, language);
    let subtitle = fill(
        match step.word {
            "response" => t("chart.curve.response.subtitle", language),
            _ => t("chart.curve.resolution.subtitle", language),
        },
        &[("quarter", &quarter(report.quarter, language))],
    );
    let mut draft = Draft::new(step.file, title(step, &governments, mark, language), subtitle);
    draft.legend = vec![
        (Ink::Main, t("chart.curve.own", language).to_owned()),
        (Ink::Haze, t("chart.curve.range", language).to_owned()),
        (Ink::Ghost, t("chart.curve.behind", language).to_owned()),
    ];
    let all: Vec<&CurveRow> = governments.iter().chain(&units).copied().collect();
    for row in all.chunks(COLUMNS) {
        let (scene, height) = grid_row(row, government, mark, ground);
        draft.row(scene, height);
    }
    let remark = if mark.is_limit { t("chart.curve.limit", language) } else { t("chart.curve.mark", language) };
    draft.remarks = vec![
        fill(remark, &[("after", &after)]),
        fill(t("chart.curve.remark", language), &[("least", &count(least, language))]),
    ];
    draft.figures = all
        .iter()
        .take(governments.len() + TOLD)
        .map(|row| format!("{}: {}", name(row), figures(row, mark, language).join("; ")))
        .collect();
    Some(draft.finish(ground))
}

/// The message: what share of all complaints is pending after the mark, where one government is shown.
fn title(step: &Step, governments: &[&CurveRow], mark: Mark, language: Language) -> String {
    let of = |row: &CurveRow| at(row, mark.hours).map(|p| percent(p.share.value, language));
    let share = if let [row] = governments { of(row).unwrap_or_default() } else { String::new() };
    let text = match (step.word, share.is_empty()) {
        ("response", false) => t("chart.curve.response.title", language),
        (_, false) => t("chart.curve.resolution.title", language),
        ("response", true) => t("chart.curve.response.title.none", language),
        (_, true) => t("chart.curve.resolution.title.none", language),
    };
    let after = duration(mark.hours, language);
    fill(text, &[("share", &share), ("after", &after)])
}

fn name(row: &CurveRow) -> &str {
    if row.skpd_id.is_empty() { &row.agency } else { &row.skpd }
}

/// The point of a curve at these hours.
fn at(row: &CurveRow, hours: f64) -> Option<&CurvePoint> {
    row.points.iter().find(|p| (p.hours - hours).abs() < 1e-6)
}

/// Whole days where they are more than three, else hours.
fn duration(hours: f64, language: Language) -> String {
    let (key, n) = if hours > 72.0 && hours % 24.0 == 0.0 {
        (t("pending.days", language), hours / 24.0)
    } else {
        (t("pending.hours", language), hours)
    };
    fill(key, &[("n", &crate::publish::numbers::trimmed(n, 1, language))])
}

/// What stands below a panel: the share after the mark, the median, and how many complaints it is.
fn figures(row: &CurveRow, mark: Mark, language: Language) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(CurvePoint { share, .. }) = at(row, mark.hours) {
        let after = duration(mark.hours, language);
        let range = percent_range(share.low, share.high, language);
        let value = percent(share.value, language);
        out.push(fill(t("chart.curve.share", language), &[("after", &after), ("share", &value), ("range", &range)]));
    }
    let n = count(row.complaints, language);
    let median = match row.median {
        Some(Median::Reached { at, .. }) => {
            let spoken = if at > 72.0 { days(at, language) } else { hours(at, language) };
            fill(t("chart.curve.median", language), &[("median", &spoken)])
        }
        Some(Median::NotReached { .. }) => t("chart.curve.never", language).to_owned(),
        Some(Median::Nothing) | None => String::new(),
    };
    out.push(if median.is_empty() { format!("n = {n}") } else { format!("{median}; n = {n}") });
    if let Some([admin, system, reporter]) = row.closers {
        let by =
            [("admin", admin), ("system", system), ("reporter", reporter)].map(|(who, n)| (who, count(n, language)));
        let by: Vec<(&str, &str)> = by.iter().map(|(who, n)| (*who, n.as_str())).collect();
        out.push(fill(t("chart.curve.closers", language), &by));
    }
    out
}

fn days(hours: f64, language: Language) -> String {
    fill(t("pending.days", language), &[("n", &crate::publish::numbers::decimal(hours / 24.0, 1, language))])
}

fn grid_row<'a>(
    row: &[&'a CurveRow],
    government: impl Fn(&CurveRow) -> Option<&'a CurveRow>,
    mark: Mark,
    ground: Ground,
) -> (Scene, f64) {
    let language = ground.language;
    let width = (WIDTH - 2.0 * MARGIN - GAP * places(COLUMNS - 1)) / places(COLUMNS);
    let mut scene = Scene::new(WIDTH);
    let names: Vec<Vec<String>> = row.iter().map(|row| wrap(name(row), NAME, width, NAME_LINES)).collect();
    let lines = places(names.iter().map(Vec::len).max().unwrap_or(1));
    let top = 12.0 + 15.0 * lines;
    let mut end = 0.0_f64;
    for (i, (row, name)) in row.iter().zip(&names).enumerate() {
        let left = MARGIN + places(i) * (width + GAP);
        // Short names stand at their panel, not at the top of the row.
        let mut y = 15.0 * (lines - places(name.len()));
        for line in name {
            y += 15.0;
            scene.text((left, y), Anchor::Start, NAME, Ink::Text, line);
        }
        let panel =
            Panel { left: left + 40.0, right: left + width - 6.0, top, bottom: top + HEIGHT, horizon: row.horizon };
        let behind = government(row).filter(|of| !std::ptr::eq(*of, *row));
        panel.draw(&mut scene, row, behind, mark, language);
        let mut y = top + HEIGHT + 32.0;
        for text in figures(row, mark, language) {
            for line in wrap(&text, SMALL, width, 3) {
                scene.text((left, y), Anchor::Start, SMALL, Ink::Text, &line);
                y += 14.0;
            }
        }
        end = end.max(y);
    }
    (scene, end + 4.0)
}

fn some(points: Vec<(f64, f64)>) -> Vec<Option<(f64, f64)>> {
    points.into_iter().map(Some).collect()
}

/// Where a curve lies, with a square-root axis of time.
struct Panel {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    horizon: f64,
}

impl Panel {
    fn x(&self, hours: f64) -> f64 {
        self.left + (hours / self.horizon.max(1.0)).clamp(0.0, 1.0).sqrt() * (self.right - self.left)
    }

    fn y(&self, share: f64) -> f64 {
        self.bottom - share.clamp(0.0, 1.0) * (self.bottom - self.top)
    }

    fn draw(&self, scene: &mut Scene, row: &CurveRow, behind: Option<&CurveRow>, mark: Mark, language: Language) {
        // The interval lies below everything.
        scene.area(&self.steps(row, |share| share.high), &self.steps(row, |share| share.low), Ink::Haze);
        for step in [0.0, 0.5, 1.0] {
            let y = self.y(step);
            scene.line((self.left, y), (self.right, y), Ink::Grid, 1.0);
            scene.text((self.left - 6.0, y + 4.0), Anchor::End, SMALL, Ink::Muted, &percent_short(step, language));
        }
        if let Some(behind) = behind {
            scene.path(&some(self.steps(behind, |share| share.value)), Ink::Ghost, 2.0);
        }
        let ink = if mark.is_limit { Ink::Target } else { Ink::Faint };
        scene.dashed_vertical(self.x(mark.hours), self.top, self.bottom, ink);
        scene.path(&some(self.steps(row, |share| share.value)), Ink::Main, 2.0);
        if let Some(point) = at(row, mark.hours) {
            scene.dot((self.x(mark.hours), self.y(point.share.value)), 3.5, Ink::Main);
        }
        self.ticks(scene, language);
    }

    /// A curve as stairs: what holds at a point lasts until the next one.
    fn steps(&self, row: &CurveRow, of: fn(&Share) -> f64) -> Vec<(f64, f64)> {
        let mut out: Vec<(f64, f64)> = Vec::with_capacity(row.points.len() * 2);
        let end = row.points.len().saturating_sub(1);
        for (i, point) in row.points.iter().enumerate() {
            let (x, y) = (self.x(point.hours), self.y(of(&point.share)));
            match out.last().copied() {
                Some((_, before)) if (before - y).abs() > 0.01 => out.extend([(x, before), (x, y)]),
                Some((_, before)) if i == end => out.push((x, before)),
                Some(_) => {}
                None => out.push((x, y)),
            }
        }
        out
    }

    /// Days below the axis, as many as have room.
    fn ticks(&self, scene: &mut Scene, language: Language) {
        let mut free = f64::NEG_INFINITY;
        let word = fill(t("pending.days", language), &[("n", "")]).trim().to_owned();
        let end = self.right;
        scene.text((end, self.bottom + 15.0), Anchor::End, SMALL, Ink::Muted, &word);
        let limit = end - text_width(&word, SMALL) - 6.0;
        for days in [0.0, 1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0] {
            let x = self.x(days * 24.0);
            if days * 24.0 > self.horizon {
                break;
            }
            scene.line((x, self.bottom), (x, self.bottom + 3.0), Ink::Muted, 1.0);
            let label = crate::publish::numbers::decimal(days, 0, language);
            let half = text_width(&label, SMALL) / 2.0;
            if x - half > free && x + half < limit {
                scene.text((x, self.bottom + 15.0), Anchor::Middle, SMALL, Ink::Muted, &label);
                free = x + half + 4.0;
            }
        }
    }
}
