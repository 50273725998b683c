//! `corong-…`: each unit's rate by its number of complaints, between the limits of chance.

use super::Chart;
use super::frame::{self, Ground, LABEL, MARGIN, SMALL, STRONG, WIDTH};
use super::scene::{Anchor, Scene, elide, wrap};
use super::style::Ink;
use crate::judge::{Funnel, FunnelLimits, FunnelStanding, FunnelUnit, Report};
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_short, quarter};
use crate::publish::texts::{self, fill, t};

const LEFT: f64 = MARGIN + 50.0;
const RIGHT: f64 = 640.0;
const NAMES: f64 = RIGHT + 56.0;
const NAMES_WIDTH: f64 = WIDTH - MARGIN - NAMES;
const HEIGHT: f64 = 380.0;
/// From one name to the next below it: a name of up to two lines and its figures.
const STEP: f64 = 52.0;

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
    let outside: Vec<&FunnelUnit> = funnel.units.iter().filter(|u| u.standing != FunnelStanding::Inside).collect();
    let n = count(u64::try_from(outside.len()).unwrap_or(u64::MAX), language);
    let title = if outside.is_empty() {
        fill(t("chart.funnel.title.none", language), &[("measure", measure)])
    } else {
        fill(t("chart.funnel.title.some", language), &[("measure", measure), ("n", &n)])
    };
    let subtitle = fill(
        t("chart.funnel.subtitle", language),
        &[("quarter", &quarter(report.quarter, language)), ("rate", &percent(funnel.theta, language))],
    );
    let (mut scene, y) = frame::open(&title, &subtitle);
    let top = y + 14.0;
    let names = f64::from(u32::try_from(outside.len()).unwrap_or(u32::MAX)) * STEP;
    let plot = Plot::new(funnel, top, HEIGHT.max(names), language);
    plot.grid(&mut scene);
    plot.curves(&mut scene);
    plot.dots(&mut scene);
    plot.names(&mut scene, outside);
    let mut remarks = vec![t("chart.funnel.remark", language).to_owned()];
    if funnel.units.iter().any(is_excused) {
        remarks.push(t("chart.funnel.excused", language).to_owned());
    }
    let end = plot.bottom + 44.0;
    Some(frame::close(file, scene, end, &remarks, [&title, &subtitle], Ground { report, language }))
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
        units.sort_by_key(|u| u.standing != FunnelStanding::Inside);
        for unit in units {
            scene.dot(self.place(unit), if ink(unit) == Ink::Faint { 4.0 } else { 5.5 }, ink(unit));
        }
    }

    /// The units outside by name, in a column of their own so that no two overlap, each tied to its dot.
    fn names(&self, scene: &mut Scene, mut units: Vec<&FunnelUnit>) {
        units.sort_by(|a, b| {
            self.y(a.value)
                .total_cmp(&self.y(b.value))
                .then(b.whole.cmp(&a.whole))
                .then_with(|| a.skpd_id.cmp(&b.skpd_id))
        });
        let mut places: Vec<f64> = Vec::with_capacity(units.len());
        for unit in &units {
            let wanted = self.y(unit.value).max(self.top + 8.0);
            places.push(places.last().map_or(wanted, |last| wanted.max(last + STEP)));
        }
        // What ran over the lower edge is pushed up again.
        let mut floor = self.bottom - 30.0;
        for place in places.iter_mut().rev() {
            *place = place.min(floor);
            floor = *place - STEP;
        }
        for (unit, y) in units.iter().zip(places) {
            let dot = self.place(unit);
            scene.line((dot.0 + 6.0, dot.1), (NAMES - 6.0, y - 4.0), Ink::Grid, 1.0);
            let far = matches!(unit.standing, FunnelStanding::Above998 | FunnelStanding::Below998);
            let face = if far { STRONG } else { LABEL };
            let mut line = y;
            for part in wrap(&unit.skpd, face, NAMES_WIDTH, 2) {
                scene.text((NAMES, line), Anchor::Start, face, ink(unit), &part);
                line += 15.0;
            }
            let value = format!(
                "{} · n = {} · {}",
                percent(unit.value, self.language),
                count(unit.whole, self.language),
                texts::word("funnel.verdict", unit.standing.word(), self.language)
            );
            scene.text((NAMES, line), Anchor::Start, SMALL, Ink::Muted, &elide(&value, SMALL, NAMES_WIDTH));
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
    fn names_of_units_outside_stand_apart_and_inside_the_picture() {
        super::super::style::register().unwrap();
        for n in [1, 2, 9, 60] {
            let report = torn(n);
            for language in [Language::Id, Language::En] {
                let all = charts(&report, language);
                let chart = all.first().unwrap();
                let mut lines: Vec<f64> = chart
                    .scene
                    .shapes
                    .iter()
                    .filter_map(|shape| match shape {
                        Shape::Text { at, anchor: Anchor::Start, .. } if at.0 == NAMES => Some(at.1),
                        _ => None,
                    })
                    .collect();
                lines.sort_by(f64::total_cmp);
                assert!(lines.len() >= 2 * report.league.len(), "a name and its figures for each of {n}");
                assert!(lines.windows(2).all(|pair| pair[1] - pair[0] > 14.0), "{n}: {lines:?}");
                assert!(lines.iter().all(|y| *y > 0.0 && *y < chart.scene.height));
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
