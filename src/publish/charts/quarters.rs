//! `respons-triwulan`: the government's response and on-time rates over the quarters.

use super::Chart;
use super::frame::{self, Ground, MARGIN, SMALL, STRONG, WIDTH};
use super::scene::{Anchor, Scene, wrap};
use super::style::{Ink, text_width};
use crate::judge::{LeagueRow, Report};
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_short, quarter_short};
use crate::publish::texts::{self, fill, t};

const LEFT: f64 = 84.0;
/// The plot ends here; targets are named to the right of it.
const RIGHT: f64 = WIDTH - 176.0;
const HEIGHT: f64 = 250.0;
/// Narrower than this, not every point gets its label.
const LABEL_ROOM: f64 = 64.0;

/// The chart, unless no quarter has a rate.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let any = |row: &&LeagueRow| row.response_rate.is_some() || row.on_time_rate.is_some();
    let last = report.instansi_history.iter().rfind(any)?;
    let ground = Ground { report, language };
    let mut agencies: Vec<&str> = Vec::new();
    for row in report.instansi_history.iter().filter(any) {
        if !agencies.contains(&row.agency.as_str()) {
            agencies.push(&row.agency);
        }
    }
    let title = match (agencies.len(), last.response_rate) {
        (1, Some(rate)) => fill(
            t("chart.quarters.title", language),
            &[("rate", &percent(rate, language)), ("quarter", &quarter_short(last.period, language))],
        ),
        _ => t("chart.quarters.title.many", language).to_owned(),
    };
    let subtitle = t("chart.quarters.subtitle", language);
    let (mut scene, mut y) = frame::open(&title, subtitle);
    y = frame::legend(
        &mut scene,
        y + 8.0,
        &[
            (Ink::Main, texts::heading("response_rate", language)),
            (Ink::Second, texts::heading("on_time_rate", language)),
        ],
    );
    for agency in &agencies {
        if agencies.len() > 1 {
            scene.text((MARGIN, y + 24.0), Anchor::Start, STRONG, Ink::Text, agency);
            y += 28.0;
        }
        let rows: Vec<_> = report.instansi_history.iter().filter(|row| row.agency == *agency).collect();
        y = panel(&mut scene, y, &rows, ground);
    }
    Some(frame::close("respons-triwulan", scene, y, &[], [&title, subtitle], ground))
}

fn panel(scene: &mut Scene, top: f64, rows: &[&LeagueRow], ground: Ground) -> f64 {
    let language = ground.language;
    let bottom = top + 26.0 + HEIGHT;
    let y = |rate: f64| bottom - rate.clamp(0.0, 1.0) * HEIGHT;
    for step in [0.0, 0.25, 0.5, 0.75, 1.0] {
        scene.line((LEFT, y(step)), (RIGHT, y(step)), Ink::Grid, 1.0);
        scene.text((LEFT - 10.0, y(step) + 4.0), Anchor::End, SMALL, Ink::Muted, &percent_short(step, language));
    }
    let year = ground.report.quarter.year();
    let target = |measure: &str| {
        let found = ground.report.basis.targets.iter();
        found.clone().find(|t| t.measure == measure && t.year == year && t.scope.is_empty()).map_or(1.0, |t| t.value)
    };
    let (response, on_time) = (target("response_rate"), target("on_time_rate"));
    let same = (response - on_time).abs() < 1e-9;
    // The higher target first: its label stands at the top of the gutter, the other below it.
    let mut targets = vec![("response_rate", response), ("on_time_rate", on_time)];
    targets.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut free = f64::NEG_INFINITY;
    for (measure, value) in targets.into_iter().take(if same { 1 } else { 2 }) {
        scene.dashed_horizontal(y(value), LEFT, RIGHT, Ink::Target);
        let label = if same { t("chart.target", language) } else { t("chart.target.of", language) };
        let name = texts::heading(measure, language).to_lowercase();
        let label = fill(label, &[("value", &percent_short(value, language)), ("measure", &name)]);
        let mut at = (y(value) + 4.0).max(free);
        for line in wrap(&label, SMALL, WIDTH - MARGIN - RIGHT - 10.0, 3) {
            scene.text((RIGHT + 10.0, at), Anchor::Start, SMALL, Ink::Target, &line);
            at += 16.0;
        }
        free = at + 5.0;
    }

    let slots = f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX)).max(1.0);
    let room = (RIGHT - LEFT) / slots;
    let places: Vec<(f64, &LeagueRow)> =
        rows.iter().zip(0_u32..).map(|(row, i)| (LEFT + room * (f64::from(i) + 0.5), *row)).collect();
    // Counted from the newest back, so that the newest always has its label.
    let each = (LABEL_ROOM / room).ceil().max(1.0);
    let labelled = |i: usize| {
        let back = f64::from(u32::try_from(rows.len() - 1 - i).unwrap_or(u32::MAX));
        (back % each).abs() < 0.5
    };
    let responded: Vec<_> = places.iter().map(|(x, row)| row.response_rate.map(|rate| (*x, y(rate)))).collect();
    let in_time: Vec<_> = places.iter().map(|(x, row)| row.on_time_rate.map(|rate| (*x, y(rate)))).collect();
    series(scene, &responded, Ink::Main);
    series(scene, &in_time, Ink::Second);
    for (_, (x, row)) in places.iter().enumerate().filter(|(i, _)| labelled(*i)) {
        values(scene, *x, row, &y, language);
        scene.text((*x, bottom + 20.0), Anchor::Middle, SMALL, Ink::Text, &quarter_short(row.period, language));
        let n = format!("n = {}", count(row.eligible, language));
        scene.text((*x, bottom + 37.0), Anchor::Middle, SMALL, Ink::Muted, &n);
    }
    bottom + 42.0
}

/// Values beside their points: the higher one above, the lower one below, unless that leaves the plot.
fn values(scene: &mut Scene, x: f64, row: &LeagueRow, y: &impl Fn(f64) -> f64, language: Language) {
    let mut points: Vec<(f64, Ink)> = Vec::new();
    points.extend(row.response_rate.map(|rate| (rate, Ink::Main)));
    points.extend(row.on_time_rate.map(|rate| (rate, Ink::Second)));
    points.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (i, (rate, ink)) in points.iter().enumerate() {
        let text = percent(*rate, language);
        let below = i == 1 && *rate > 0.1;
        let at = if below { y(*rate) + 20.0 } else { y(*rate) - 11.0 };
        // A ground of paper keeps the value readable where a line or the target passes.
        let half = text_width(&text, STRONG) / 2.0 + 2.0;
        scene.rect((x - half, at - 11.0), (x + half, at + 3.0), Ink::Paper);
        scene.text((x, at), Anchor::Middle, STRONG, *ink, &text);
    }
}

fn series(scene: &mut Scene, points: &[Option<(f64, f64)>], ink: Ink) {
    for pair in points.windows(2) {
        if let [Some(from), Some(to)] = pair {
            scene.line(*from, *to, ink, 2.5);
        }
    }
    for point in points.iter().flatten() {
        scene.dot(*point, 5.0, ink);
    }
}
