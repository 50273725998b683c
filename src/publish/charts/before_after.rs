//! `banding-…`: the weekly points of a comparison with the lines of both periods and the break between them, a panel a
//! measure.

use chrono::NaiveDate;

use super::Chart;
use super::frame::{self, MARGIN, SMALL, STRONG, WIDTH};
use super::scene::{Anchor, Scene, printable};
use super::style::Ink;
use crate::judge::{Comparison, GaugeQuantity, GaugeRow, Judged, WeekPoint};
use crate::publish::Language;
use crate::publish::comparison::{gauge, interval, name, result};
use crate::publish::numbers::{date, moment, percent_short, trimmed};
use crate::publish::texts::{fill, t};

const LEFT: f64 = 84.0;
const RIGHT: f64 = WIDTH - MARGIN;
const HEIGHT: f64 = 120.0;

/// The chart, unless no measure can be judged.
pub fn chart(comparison: &Comparison, language: Language) -> Option<Chart> {
    let panels: Vec<(&GaugeRow, &Judged)> =
        comparison.rows.iter().filter_map(|row| Some((row, row.judged.as_ref().ok()?))).collect();
    let [first, last] = [comparison.points.first()?.monday, comparison.points.last()?.monday];
    if panels.is_empty() {
        return None;
    }
    let breaks = comparison.sides[1].first;
    let title = fill(t("compare.chart.title", language), &[("name", name(comparison))]);
    let subtitle = fill(t("compare.chart.subtitle", language), &[("after", &date(breaks, language))]);
    let (mut scene, mut y) = frame::open(&title, &subtitle);
    let mut words = vec![frame::sentence(&title), frame::sentence(&subtitle)];
    let span = Span { first, last };
    for (row, judged) in panels {
        let points: Vec<&WeekPoint> = comparison.points.iter().filter(|p| p.gauge == row.gauge).collect();
        let told = fill(
            t("compare.chart.result", language),
            &[("difference", &interval(row.gauge, &judged.difference, language)), ("says", &result(judged, language))],
        );
        let name = gauge(row.gauge, comparison, language);
        let width = RIGHT - MARGIN;
        y = scene.paragraph((MARGIN, y + 24.0), width, STRONG, Ink::Text, &name);
        y = scene.paragraph((MARGIN, y), width, SMALL, Ink::Muted, &told);
        words.push(frame::sentence(&format!("{name}: {told}")));
        y = panel(&mut scene, y - 2.0, &points, row.gauge.quantity(), span, breaks, language);
    }
    for (day, anchor) in [(first, Anchor::Start), (breaks, Anchor::Middle), (last, Anchor::End)] {
        scene.text((span.x(day), y + 19.0), anchor, SMALL, Ink::Muted, &date(day, language));
    }
    let as_of = moment(comparison.as_of, comparison.zone, language);
    let source = fill(t("chart.source", language), &[("government", &comparison.agency), ("as_of", &as_of)]);
    let mut remarks = vec![t("compare.caution.control", language).to_owned()];
    if comparison.points.iter().any(|p| !p.counts && p.value.is_some()) {
        remarks.push(t("compare.chart.hollow", language).to_owned());
    }
    frame::close(&mut scene, y + 22.0, &remarks, &source);
    Some(Chart { name: "banding", alt: printable(&words.join(" ")), scene, pages: Vec::new() })
}

/// The weeks from left to right.
#[derive(Clone, Copy)]
struct Span {
    first: NaiveDate,
    last: NaiveDate,
}

impl Span {
    #[allow(clippy::cast_precision_loss)] // days of a few years
    fn x(self, day: NaiveDate) -> f64 {
        let whole = (self.last - self.first).num_days().max(1) as f64;
        let part = (day - self.first).num_days() as f64;
        LEFT + 6.0 + part / whole * (RIGHT - LEFT - 12.0)
    }
}

fn panel(
    scene: &mut Scene,
    top: f64,
    points: &[&WeekPoint],
    quantity: GaugeQuantity,
    span: Span,
    breaks: NaiveDate,
    language: Language,
) -> f64 {
    let bottom = top + HEIGHT;
    let highest = match quantity {
        GaugeQuantity::Share => 1.0,
        _ => round_up(points.iter().filter_map(|p| p.value).fold(0.0, f64::max)),
    };
    let y = |value: f64| bottom - (value / highest).clamp(0.0, 1.0) * HEIGHT;
    for part in [0.0, 0.5, 1.0] {
        let at = y(part * highest);
        scene.line((LEFT, at), (RIGHT, at), Ink::Grid, 1.0);
        let label = match quantity {
            GaugeQuantity::Share => percent_short(part, language),
            _ => trimmed(part * highest, 2, language),
        };
        scene.text((LEFT - 10.0, at + 4.0), Anchor::End, SMALL, Ink::Muted, &label);
    }
    scene.dashed_vertical(span.x(breaks) - 4.0, top, bottom, Ink::Target);
    for (after, ink) in [(false, Ink::Main), (true, Ink::Second)] {
        let line: Vec<(f64, f64)> =
            points.iter().filter(|p| p.after == after).filter_map(|p| Some((span.x(p.monday), y(p.fitted?)))).collect();
        // Where the line leaves the picture it is drawn week by week along the edge.
        let inside = points.iter().filter_map(|p| p.fitted).all(|f| (0.0..=highest).contains(&f));
        let ends = [line.first().copied(), line.last().copied()];
        let drawn: Vec<(f64, f64)> = if inside { ends.into_iter().flatten().collect() } else { line };
        for pair in drawn.windows(2) {
            if let [from, to] = pair {
                scene.line(*from, *to, ink, 2.0);
            }
        }
        for point in points.iter().filter(|p| p.after == after) {
            if let Some(value) = point.value {
                let ink = if point.counts { ink } else { Ink::Faint };
                scene.dot((span.x(point.monday), y(value)), 3.5, ink);
            }
        }
    }
    bottom
}

/// The next number of the form 1, 2 or 5 times a power of ten.
pub(super) fn round_up(highest: f64) -> f64 {
    let mut step = 0.01;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle().take(30) {
        if step >= highest {
            break;
        }
        step *= factor;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::round_up;

    #[test]
    fn an_axis_ends_with_a_round_number_that_holds_every_point() {
        for (highest, round) in [(0.0, 0.01), (0.03, 0.05), (1.0, 1.0), (3.2, 5.0), (17.0, 20.0), (1_367.0, 2_000.0)] {
            assert!((round_up(highest) - round).abs() < 1e-9, "{highest}: {}", round_up(highest));
        }
    }
}
