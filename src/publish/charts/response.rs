//! `waktu-respons`: how long the government's complaints waited for their first response.

use super::Chart;
use super::draft::Draft;
use super::frame::{Ground, MARGIN, SMALL, STRONG, WIDTH, places};
use super::scene::{Anchor, Scene, wrap};
use super::style::Ink;
use crate::judge::{HOUR_BOUNDS, Report};
use crate::publish::Language;
use crate::publish::numbers::{count, quarter};
use crate::publish::texts::{fill, t};

const LEFT: f64 = MARGIN + 8.0;
const RIGHT: f64 = WIDTH - MARGIN - 8.0;
const HEIGHT: f64 = 230.0;

/// The chart, unless the hours of no response are known.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let mut known = [0_u64; HOUR_BOUNDS.len() + 1];
    let (mut unknown, mut unanswered) = (0_u64, 0_u64);
    for row in &report.response_times {
        known.iter_mut().zip(row.counts).for_each(|(total, n)| *total += n);
        unknown += row.unknown;
        unanswered += row.unanswered;
    }
    if known.iter().all(|n| *n == 0) {
        return None;
    }
    let ground = Ground { report, language };
    let total: u64 = known.iter().sum::<u64>() + unknown + unanswered;
    let mut bars: Vec<(String, u64, Ink)> =
        classes(language).into_iter().zip(known).map(|(label, n)| (label, n, Ink::Main)).collect();
    bars.push((t("chart.response.unanswered", language).to_owned(), unanswered, Ink::Alarm));
    if unknown > 0 {
        bars.push((t("chart.response.unknown", language).to_owned(), unknown, Ink::Faint));
    }

    let title = if unanswered > 0 {
        fill(
            t("chart.response.title.some", language),
            &[("n", &count(unanswered, language)), ("total", &count(total, language))],
        )
    } else {
        fill(t("chart.response.title.all", language), &[("total", &count(total, language))])
    };
    let subtitle = fill(
        t("chart.response.subtitle", language),
        &[("quarter", &quarter(report.quarter, language)), ("n", &count(total, language))],
    );
    let mut draft = Draft::new("waktu-respons", title, subtitle);
    let mut scene = Scene::new(WIDTH);
    let (top, bottom) = (40.0, 40.0 + HEIGHT);
    let room = (RIGHT - LEFT) / places(bars.len().max(1));
    let most = bars.iter().map(|(_, n, _)| *n).max().unwrap_or(1).max(1);
    let mut lines = 1;
    for (i, (label, n, ink)) in bars.iter().enumerate() {
        let left = LEFT + room * places(i);
        let middle = left + room / 2.0;
        let high = bottom - height(*n, most);
        scene.rect((left + room * 0.14, high), (left + room * 0.86, bottom), *ink);
        scene.text((middle, high - 7.0), Anchor::Middle, STRONG, Ink::Text, &count(*n, language));
        let label = wrap(label, SMALL, room - 4.0, 4);
        lines = lines.max(label.len());
        for (line, at) in label.iter().zip(0_u32..) {
            let y = bottom + 19.0 + 16.0 * f64::from(at);
            scene.text((middle, y), Anchor::Middle, SMALL, Ink::Text, line);
        }
    }
    scene.line((LEFT, bottom), (RIGHT, bottom), Ink::Muted, 1.0);
    if let Some((place, hours)) = limit(report) {
        let x = LEFT + room * f64::from(place);
        scene.dashed_vertical(x, top - 24.0, bottom, Ink::Target);
        let label = fill(t("chart.response.limit", language), &[("hours", &hours.to_string())]);
        scene.text((x + 6.0, top - 20.0), Anchor::Start, STRONG, Ink::Target, &label);
    }
    draft.row(scene, bottom + 8.0 + 16.0 * places(lines));
    draft.remarks = vec![t("chart.response.remark", language).to_owned()];
    let told: Vec<String> = bars.iter().map(|(label, n, _)| format!("{label}: {}", count(*n, language))).collect();
    draft.figures = vec![told.join("; ")];
    Some(draft.finish(ground))
}

#[allow(clippy::cast_precision_loss)] // heights on a screen
fn height(n: u64, most: u64) -> f64 {
    n as f64 / most as f64 * HEIGHT
}

/// The one response limit, where it is one and in clock hours.
pub(super) fn limit_hours(report: &Report) -> Option<f64> {
    let mut limits = report.basis.deadlines.iter().filter(|d| d.step == "response").map(|d| d.limit.as_str());
    let first = limits.next()?;
    let hours: u32 = first.strip_suffix('h')?.parse().ok()?;
    limits.all(|other| other == first).then_some(f64::from(hours))
}

/// Where the one response limit in clock hours lies between the classes, if it is one and lies on a bound.
fn limit(report: &Report) -> Option<(u32, i64)> {
    let hours = limit_hours(report)?;
    #[allow(clippy::cast_precision_loss)] // a few hundred hours
    let is = |bound: i64| (bound as f64 - hours).abs() < 0.5;
    (1_u32..).zip(HOUR_BOUNDS).find(|(_, bound)| is(*bound))
}

/// The names of the classes of time.
fn classes(language: Language) -> Vec<String> {
    let mut out = Vec::with_capacity(HOUR_BOUNDS.len() + 1);
    let mut from = 0;
    for bound in HOUR_BOUNDS {
        let whole_days = bound > 72 && bound % 24 == 0;
        let key = if whole_days { "chart.response.class.days" } else { "chart.response.class.hours" };
        let unit = if whole_days { 24 } else { 1 };
        let (low, high) = ((from / unit).to_string(), (bound / unit).to_string());
        out.push(fill(t(key, language), &[("from", &low), ("to", &high)]));
        from = bound;
    }
    let last = (from / 24).to_string();
    out.push(fill(t("chart.response.class.last", language), &[("from", &last)]));
    out
}
