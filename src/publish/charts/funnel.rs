//! `corong-…`: each unit's rate by its number of complaints, between the limits of chance.

use super::Chart;
use super::draft::Draft;
use super::frame::{self, Ground, LABEL, MARGIN, SMALL, STRONG, WIDTH, places};
use super::ranking::NAME_LINES;
use super::scene::{Anchor, Scene, wrap};
use super::style::Ink;
use crate::judge::{Funnel, FunnelLimits, FunnelStanding, FunnelUnit, Report};
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_short, quarter};
use crate::publish::texts::{self, fill, t};

const LEFT: f64 = MARGIN + 46.0;
const RIGHT: f64 = 478.0;
const NAMES: f64 = RIGHT + 56.0;
const NAMES_WIDTH: f64 = WIDTH - MARGIN - NAMES - INDENT;
const HEIGHT: f64 = 380.0;
/// The names beside the picture make it no higher than this; further ones are listed below it.
const HIGHEST: f64 = 660.0;
const LINE: f64 = 15.0;
/// From the mark of a name to the name.
const INDENT: f64 = 14.0;

/// The file's name for each rate that a funnel is made of.
const FILES: [(&str, &str); 3] = [
    ("response_rate", "corong-response_rate"),
    ("on_time_rate", "corong-on_time_rate"),
    ("resolution_on_time_rate", "corong-resolution_on_time_rate"),
];

/// One of the limits.
type Limit = fn(&FunnelLimits) -> f64;

/// The charts, one a rate; none where a run holds several governments, whose units have no common rate.
pub fn charts(report: &Report, language: Language) -> Vec<Chart> {
    let mut agencies = report.funnels.iter().map(|f| f.agency_id.as_str());
    let first = agencies.next();
    if agencies.any(|agency| Some(agency) != first) {
        return Vec::new();
    }
    report.funnels.iter().filter_map(|funnel| chart(report, funnel, language)).collect()
}

fn chart(report: &Report, funnel: &Funnel, language: Language) -> Option<Chart> {
    let (_, file) = FILES.iter().find(|(measure, _)| *measure == funnel.measure)?;
    let measure = texts::heading(funnel.measure, language);
    let outside: Vec<&FunnelUnit> = funnel.units.iter().filter(|u| u.standing.is_outside()).collect();
    let n = count(u64::try_from(outside.len()).unwrap_or(u64::MAX), language);
    let title = if !funnel.names {
        fill(t("chart.funnel.title.unnamed", language), &[("measure", measure)])
    } else if outside.is_empty() {
        fill(t("chart.funnel.title.none", language), &[("measure", measure)])
    } else {
        fill(t("chart.funnel.title.some", language), &[("measure", measure), ("n", &n)])
    };
    let subtitle = fill(
        t("chart.funnel.subtitle", language),
        &[("quarter", &quarter(report.quarter, language)), ("rate", &percent(funnel.theta, language))],
    );
    let mut draft = Draft::new(file, title, subtitle);
    let ground = Ground { report, language };
    let (beside, below) = share_out(&outside, language);
    let mut scene = Scene::new(WIDTH);
    let plot = Plot::new(funnel, 14.0, HEIGHT.max(beside.iter().map(Label::height).sum()), language);
    plot.grid(&mut scene);
    plot.curves(&mut scene);
    plot.dots(&mut scene);
    plot.names(&mut scene, &beside);
    draft.row(scene, plot.bottom + 44.0);
    if !below.is_empty() {
        draft.heading(t("chart.funnel.further", language));
    }
    for label in &below {
        let (scene, height) = label.row();
        draft.row(scene, height);
    }
    draft.remarks = vec![t("chart.funnel.remark", language).to_owned()];
    if !funnel.names {
        draft.remarks.push(t("chart.funnel.unnamed", language).to_owned());
    }
    if funnel.units.iter().any(is_excused) {
        draft.remarks.push(t("chart.funnel.excused", language).to_owned());
    }
    let told = beside.iter().chain(&below).map(|l| format!("{} {}, {}", l.unit.skpd, l.figures[0], l.figures[1]));
    draft.figures = vec![told.collect::<Vec<_>>().join("; ")];
    Some(draft.finish(ground))
}

/// A unit outside the limits: its name, and its figures below.
struct Label<'a> {
    unit: &'a FunnelUnit,
    name: Vec<String>,
    /// Rate and denominator; where it lies.
    figures: [String; 2],
}

impl<'a> Label<'a> {
    fn new(unit: &'a FunnelUnit, language: Language) -> Self {
        let rate = format!("{} · n = {}", percent(unit.value, language), count(unit.whole, language));
        let verdict = texts::word("funnel.verdict", unit.standing.word(), language);
        let name = wrap(&unit.skpd, STRONG, NAMES_WIDTH, NAME_LINES + 1);
        Self { unit, name, figures: [rate, verdict] }
    }

    /// From its top to that of the next one beside the picture.
    fn height(&self) -> f64 {
        LINE * (places(self.name.len()) + 2.0) + 8.0
    }

    /// As a row of the list below the picture.
    fn row(&self) -> (Scene, f64) {
        let mut scene = Scene::new(WIDTH);
        let lines = wrap(&self.unit.skpd, LABEL, 420.0, NAME_LINES);
        let height = frame::row_height(&lines);
        scene.dot((MARGIN + 4.0, height / 2.0), 4.0, ink(self.unit));
        frame::row_label(&mut scene, (MARGIN + INDENT, height / 2.0), &lines, Ink::Text);
        let figures = self.figures.join(" · ");
        scene.text((460.0, height / 2.0 + 4.5), Anchor::Start, SMALL, Ink::Text, &figures);
        (scene, height)
    }
}

/// The units with names beside the picture, those least likely by chance first taken, and the ones listed below it.
fn share_out<'a>(outside: &[&'a FunnelUnit], language: Language) -> (Vec<Label<'a>>, Vec<Label<'a>>) {
    let mut units = outside.to_vec();
    units.sort_by(|a, b| a.tail.total_cmp(&b.tail).then_with(|| a.skpd_id.cmp(&b.skpd_id)));
    let mut used = 0.0;
    units.into_iter().map(|unit| Label::new(unit, language)).partition(|label| {
        used += label.height();
        used <= HIGHEST
    })
}

struct Plot<'a> {
    funnel: &'a Funnel,
    language: Language,
    top: f64,
    bottom: f64,
    /// The most complaints, and the rates at the lower and upper edge.
    most: f64,
    low: f64,
    high: f64,
}

impl<'a> Plot<'a> {
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    fn new(funnel: &'a Funnel, top: f64, height: f64, language: Language) -> Self {
        let most = funnel.units.iter().map(|u| u.whole).max().unwrap_or(1) as f64;
        // Down to the lowest rate, or to the lower limit of a handful of complaints, in steps of ten points.
        let lowest = funnel.units.iter().map(|u| u.value).fold(funnel.theta, f64::min);
        let curve = funnel.curve.iter().find(|(n, _)| *n >= 5.0).map_or(0.0, |(_, l)| l.low_998);
        let highest = funnel.units.iter().map(|u| u.value).fold(funnel.theta, f64::max);
        let above = funnel.curve.iter().find(|(n, _)| *n >= 5.0).map_or(1.0, |(_, l)| l.high_998);
        let low = (lowest.min(curve) * 10.0).floor() / 10.0;
        let high = ((highest.max(above) * 10.0).ceil() / 10.0).min(1.0).max(low + 0.1);
        Self { funnel, language, top, bottom: top + height, most: most * 1.06, low, high }
    }

    fn x(&self, n: f64) -> f64 {
        LEFT + (RIGHT - LEFT) * (n / self.most).sqrt().min(1.0)
    }

    fn y(&self, rate: f64) -> f64 {
        let share = (rate.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.bottom - share * (self.bottom - self.top)
    }

    fn grid(&self, scene: &mut Scene) {
        let step = if self.high - self.low > 0.55 { 0.2 } else { 0.1 };
        let mut rate = (self.low / step).ceil() * step;
        while rate <= self.high + 1e-9 {
            let y = self.y(rate);
            scene.line((LEFT, y), (RIGHT, y), Ink::Grid, 1.0);
            scene.text((LEFT - 8.0, y + 4.5), Anchor::End, SMALL, Ink::Muted, &percent_short(rate, self.language));
            rate += step;
        }
        let mut last = f64::NEG_INFINITY;
        for n in ticks(self.most) {
            #[allow(clippy::cast_precision_loss)] // a tick of an axis
            let x = self.x(n as f64);
            if x - last < 40.0 {
                continue;
            }
            last = x;
            scene.line((x, self.bottom), (x, self.bottom + 5.0), Ink::Muted, 1.0);
            scene.text((x, self.bottom + 20.0), Anchor::Middle, SMALL, Ink::Muted, &count(n, self.language));
        }
        scene.line((LEFT, self.bottom), (RIGHT, self.bottom), Ink::Muted, 1.0);
        let axis = t("chart.funnel.axis", self.language);
        scene.text((RIGHT, self.bottom + 38.0), Anchor::End, SMALL, Ink::Muted, axis);
    }

    /// The limits, and the rate of all units in the middle.
    fn curves(&self, scene: &mut Scene) {
        let lines: [(Limit, Ink, f64); 4] = [
            (|l| l.low_998, Ink::Muted, 1.6),
            (|l| l.high_998, Ink::Muted, 1.6),
            (|l| l.low_95, Ink::Faint, 1.0),
            (|l| l.high_95, Ink::Faint, 1.0),
        ];
        for (get, ink, width) in lines {
            for pair in self.funnel.curve.windows(2) {
                let [(n, here), (next, there)] = pair else { continue };
                let (from, to) = (get(here), get(there));
                // Beyond the edges a curve would run along them.
                if from.min(to) < self.low || from.max(to) > self.high {
                    continue;
                }
                scene.line((self.x(*n), self.y(from)), (self.x(*next), self.y(to)), ink, width);
            }
        }
        let y = self.y(self.funnel.theta);
        scene.line((LEFT, y), (RIGHT, y), Ink::Target, 1.5);
        if let Some((_, end)) = self.funnel.curve.last() {
            self.line_names(scene, *end);
        }
    }

    /// The names of the lines at their right ends, apart from each other.
    fn line_names(&self, scene: &mut Scene, end: FunnelLimits) {
        let far = t("chart.funnel.line_998", self.language);
        let near = t("chart.funnel.line_95", self.language);
        let all = percent(self.funnel.theta, self.language);
        let mut y = f64::NEG_INFINITY;
        let lines = [
            (end.high_998, far, Ink::Muted),
            (end.high_95, near, Ink::Faint),
            (self.funnel.theta, all.as_str(), Ink::Target),
            (end.low_95, near, Ink::Faint),
            (end.low_998, far, Ink::Muted),
        ];
        for (rate, text, ink) in lines {
            y = self.y(rate).max(y + 13.0);
            scene.text((RIGHT + 4.0, y + 4.0), Anchor::Start, SMALL, ink, text);
        }
    }

    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    fn place(&self, unit: &FunnelUnit) -> (f64, f64) {
        (self.x(unit.whole as f64), self.y(unit.value))
    }

    fn dots(&self, scene: &mut Scene) {
        let mut units: Vec<&FunnelUnit> = self.funnel.units.iter().collect();
        // Those outside on top of the others.
        units.sort_by_key(|u| u.standing.is_outside());
        for unit in units {
            scene.dot(self.place(unit), if ink(unit) == Ink::Faint { 4.0 } else { 5.5 }, ink(unit));
        }
    }

    /// The units outside by name, in a column of their own so that no two overlap, each tied to its dot.
    fn names(&self, scene: &mut Scene, labels: &[Label]) {
        let mut labels: Vec<&Label> = labels.iter().collect();
        labels.sort_by(|a, b| {
            let (a, b) = (a.unit, b.unit);
            let higher = self.y(a.value).total_cmp(&self.y(b.value));
            higher.then(b.whole.cmp(&a.whole)).then_with(|| a.skpd_id.cmp(&b.skpd_id))
        });
        let mut tops: Vec<f64> = Vec::with_capacity(labels.len());
        let mut free = self.top;
        for label in &labels {
            let top = (self.y(label.unit.value) - LINE).max(free);
            free = top + label.height();
            tops.push(top);
        }
        // What ran over the lower edge is pushed up again.
        let mut floor = self.bottom;
        for (top, label) in tops.iter_mut().zip(&labels).rev() {
            *top = top.min(floor - label.height());
            floor = *top;
        }
        for (label, top) in labels.iter().zip(tops) {
            let dot = self.place(label.unit);
            scene.line((dot.0 + 6.0, dot.1), (NAMES - 6.0, top + LINE - 4.0), Ink::Grid, 1.0);
            let mut y = top + LINE;
            scene.dot((NAMES + 4.0, y - 4.5), 4.0, ink(label.unit));
            for part in &label.name {
                scene.text((NAMES + INDENT, y), Anchor::Start, STRONG, Ink::Text, part);
                y += LINE;
            }
            for part in &label.figures {
                scene.text((NAMES + INDENT, y), Anchor::Start, SMALL, Ink::Muted, part);
                y += LINE;
            }
        }
    }
}

/// Whether a unit lies beyond the 95 % curve and is not named, because its exact chance is no smaller than that.
fn is_excused(unit: &FunnelUnit) -> bool {
    let limits = unit.adjusted.unwrap_or(unit.chance);
    unit.standing == FunnelStanding::Inside && !(limits.low_95..=limits.high_95).contains(&unit.value)
}

fn ink(unit: &FunnelUnit) -> Ink {
    if unit.standing.is_below() {
        Ink::Alarm
    } else if unit.standing.is_above() {
        Ink::Second
    } else {
        Ink::Faint
    }
}

/// Round numbers of complaints up to the most: 1, 2, 5, 10 and so on.
#[allow(clippy::cast_precision_loss)] // numbers of an axis
fn ticks(most: f64) -> Vec<u64> {
    let mut ticks = Vec::new();
    let mut decade = 1_u64;
    while decade as f64 <= most && decade < 1_000_000_000_000 {
        ticks.extend([decade, 2 * decade, 5 * decade]);
        decade *= 10;
    }
    ticks.retain(|n| *n as f64 <= most);
    ticks
}

#[cfg(test)]
mod tests {
    use super::super::scene::Shape;
    use super::*;
    use crate::publish::fixture;

    /// A report whose units lie far above and far below in turn.
    fn torn(n: u64) -> Report {
        let mut report = fixture::report(n);
        for (row, at) in report.league.iter_mut().zip(0_u64..) {
            let (due, in_time) = (40 + at, if at % 2 == 0 { 40 + at } else { 4 });
            (row.due, row.responded_in_time) = (Some(due), Some(in_time));
            row.on_time_rate =
                Some(f64::from(u32::try_from(in_time).unwrap()) / f64::from(u32::try_from(due).unwrap()));
            row.verdict = crate::judge::Verdict::Ranked;
        }
        report.funnels = crate::judge::funnels_of("on_time_rate", &report.league);
        // Chance alone, so that very many lie outside.
        for unit in report.funnels.iter_mut().flat_map(|f| &mut f.units) {
            unit.standing = if unit.value > 0.5 { FunnelStanding::Above998 } else { FunnelStanding::Below95 };
        }
        report
    }

    #[test]
    fn every_unit_outside_is_named_beside_the_picture_or_below_it() {
        super::super::style::register().unwrap();
        for n in [1, 2, 9, 60] {
            let report = torn(n);
            for language in [Language::Id, Language::En] {
                let all = charts(&report, language);
                let chart = all.first().unwrap();
                let texts = |shape: &Shape| match shape {
                    Shape::Text { text, .. } => Some(text.clone()),
                    _ => None,
                };
                let words = chart.scene.shapes.iter().filter_map(texts).collect::<Vec<_>>().join(" ");
                for unit in &report.funnels[0].units {
                    assert!(words.contains(&unit.skpd), "{}: {words}", unit.skpd);
                }
            }
        }
    }

    #[test]
    fn the_axis_names_no_number_beyond_the_units() {
        super::super::style::register().unwrap();
        let report = torn(60);
        let most = report.funnels[0].units.iter().map(|u| u.whole).max().unwrap();
        let chart = charts(&report, Language::En).remove(0);
        let ticks: Vec<u64> = chart
            .scene
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Text { anchor: Anchor::Middle, text, .. } => text.replace(',', "").parse().ok(),
                _ => None,
            })
            .collect();
        assert!(ticks.len() >= 3 && ticks.iter().all(|n| *n <= most + most / 10), "{ticks:?} up to {most}");
    }

    #[test]
    fn several_governments_have_no_common_picture() {
        let mut report = torn(9);
        let mut other = report.funnels.clone();
        other.iter_mut().for_each(|f| f.agency_id.push('x'));
        report.funnels.extend(other);
        assert!(charts(&report, Language::Id).is_empty());
    }
}
