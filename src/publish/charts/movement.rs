//! `gerak`: each unit's rate in the quarter before and in this one, and the change with its interval.

use super::Chart;
use super::draft::Draft;
use super::frame::{self, Ground, LABEL, MARGIN, SMALL, STRONG, WIDTH, places};
use super::lines;
use super::ranking::NAME_LINES;
use super::rate::Rate;
use super::scene::{Anchor, Face, Scene, wrap};
use super::style::Ink;
use crate::judge::{Against, Moved, MovementRow, Report};
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_short, points, quarter_short};
use crate::publish::texts::{fill, t};

const NAME_WIDTH: f64 = 236.0;
const LEFT: f64 = 276.0;
const RIGHT: f64 = 446.0;
const CHANGE_LEFT: f64 = 492.0;
const CHANGE_RIGHT: f64 = 656.0;
const VALUE: f64 = WIDTH - MARGIN;
const AXIS: Face = Face::plain(11.0);

/// The chart, unless no unit can be compared.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let rate = Rate::of(report)?;
    let ground = Ground { report, language };
    let of = |against: Against| -> Vec<&MovementRow> {
        let of = |row: &&MovementRow| row.measure == rate.name && !row.skpd_id.is_empty() && row.against == against;
        report.movement.iter().filter(of).collect()
    };
    let is_told = |row: &&MovementRow| row.low.is_some() && row.high.is_some() && row.difference.is_some();
    let against = [Against::Previous, Against::YearBefore].into_iter().find(|a| of(*a).iter().any(is_told))?;
    let all = of(against);
    let mut rows: Vec<&MovementRow> = all.iter().copied().filter(|row| is_told(row)).collect();
    rows.sort_by(|a, b| {
        let key = |row: &MovementRow| row.difference.unwrap_or(0.0);
        key(b).total_cmp(&key(a)).then_with(|| (&a.agency_id, &a.skpd_id).cmp(&(&b.agency_id, &b.skpd_id)))
    });
    let first = rows.first()?;
    let subtitle = fill(
        t("chart.movement.subtitle", language),
        &[
            ("measure", rate.heading(language)),
            ("before", &quarter_short(first.quarter, language)),
            ("now", &quarter_short(report.quarter, language)),
        ],
    );
    let mut draft = Draft::new("gerak", lines::title(report, rate, against, language), subtitle);
    draft.legend = vec![
        (Ink::Faint, quarter_short(first.quarter, language)),
        (Ink::Main, quarter_short(report.quarter, language)),
        (Ink::Second, t("chart.movement.improved", language).to_owned()),
        (Ink::Alarm, t("chart.movement.declined", language).to_owned()),
    ];
    let reach = reach(&rows);
    draft.axis = axis(reach, language);
    draft.rules.push((change_x(0.0, reach), Ink::Faint));
    for (i, row) in rows.iter().enumerate() {
        let (scene, height) = self::row(row, reach, i % 2 == 0, language);
        draft.row(scene, height);
    }
    draft.remarks = vec![t("chart.movement.remark", language).to_owned()];
    let left_out = all.len() - rows.len();
    if left_out > 0 {
        let n = count(u64::try_from(left_out).unwrap_or(u64::MAX), language);
        draft.remarks.push(fill(t("chart.movement.left_out", language), &[("n", &n)]));
    }
    let told = rows.iter().filter(|row| is_beyond_chance(row)).map(|row| spoken(row, language));
    draft.figures = vec![told.collect::<Vec<_>>().join("; ")];
    Some(draft.finish(ground))
}

fn is_beyond_chance(row: &MovementRow) -> bool {
    matches!(row.change, Moved::Improved | Moved::Declined)
}

fn word(row: &MovementRow, language: Language) -> &'static str {
    match row.change {
        Moved::Improved => t("chart.movement.improved", language),
        Moved::Declined => t("chart.movement.declined", language),
        _ => "",
    }
}

/// The change in words.
fn spoken(row: &MovementRow, language: Language) -> String {
    let side = |value: Option<f64>| value.map(|v| percent(v, language)).unwrap_or_default();
    let difference = row.difference.map(|d| points(d, language)).unwrap_or_default();
    fill(
        t("chart.movement.from_to", language),
        &[
            ("unit", &row.skpd),
            ("before", &side(row.before.value)),
            ("now", &side(row.now.value)),
            ("difference", &difference),
            ("word", word(row, language)),
        ],
    )
}

/// How far the axis of changes reaches to either side, a multiple of ten points.
fn reach(rows: &[&MovementRow]) -> f64 {
    let ends = rows.iter().flat_map(|row| [row.low, row.high]).flatten().map(f64::abs);
    (ends.fold(0.1, f64::max) * 10.0).ceil() / 10.0
}

fn x(rate: f64) -> f64 {
    LEFT + rate.clamp(0.0, 1.0) * (RIGHT - LEFT)
}

fn change_x(change: f64, reach: f64) -> f64 {
    CHANGE_LEFT + (change / reach + 1.0).clamp(0.0, 2.0) / 2.0 * (CHANGE_RIGHT - CHANGE_LEFT)
}

fn axis(reach: f64, language: Language) -> Scene {
    let mut scene = Scene::new(WIDTH);
    for step in [0.0, 0.5, 1.0] {
        scene.text((x(step), 26.0), Anchor::Middle, AXIS, Ink::Muted, &percent_short(step, language));
    }
    for change in [-reach, 0.0, reach] {
        let label = points(change, language);
        let label = label.strip_suffix([',', '.']).unwrap_or(&label).to_owned();
        scene.text((change_x(change, reach), 26.0), Anchor::Middle, AXIS, Ink::Muted, &label);
    }
    let heads = [
        ((LEFT + RIGHT) / 2.0, Anchor::Middle, t("chart.movement.head.rate", language)),
        ((CHANGE_LEFT + CHANGE_RIGHT) / 2.0, Anchor::Middle, t("chart.movement.head.change", language)),
    ];
    for (at, anchor, text) in heads {
        scene.text((at, 10.0), anchor, Face::bold(12.0), Ink::Text, text);
    }
    scene.height = 34.0;
    scene
}

fn row(row: &MovementRow, reach: f64, band: bool, language: Language) -> (Scene, f64) {
    let mut scene = Scene::new(WIDTH);
    let lines = wrap(&row.skpd, LABEL, NAME_WIDTH, NAME_LINES);
    let height = frame::row_height(&lines) + 15.0;
    let middle = height / 2.0;
    if band {
        scene.rect((MARGIN, 0.0), (WIDTH - MARGIN, height), Ink::Band);
    }
    frame::row_label(&mut scene, (MARGIN + 6.0, middle - 7.5), &lines, Ink::Text);
    let side = |n: Option<u64>| n.map(|n| count(n, language)).unwrap_or_default();
    let n =
        fill(t("chart.movement.n", language), &[("before", &side(row.before.whole)), ("now", &side(row.now.whole))]);
    let below = middle - 7.5 + 8.0 * places(lines.len()) + 12.0;
    scene.text((MARGIN + 6.0, below), Anchor::Start, AXIS, Ink::Muted, &n);
    for step in [0.0, 0.5, 1.0] {
        scene.line((x(step), 0.0), (x(step), height), Ink::Grid, 1.0);
    }
    if let (Some(before), Some(now)) = (row.before.value, row.now.value) {
        scene.line((x(before), middle), (x(now), middle), Ink::Ghost, 3.0);
        scene.dot((x(before), middle), 4.5, Ink::Faint);
        scene.dot((x(now), middle), 5.5, Ink::Main);
    }
    let ink = match row.change {
        Moved::Improved => Ink::Second,
        Moved::Declined => Ink::Alarm,
        _ => Ink::Faint,
    };
    if let (Some(low), Some(high), Some(difference)) = (row.low, row.high, row.difference) {
        scene.line((change_x(low, reach), middle), (change_x(high, reach), middle), ink, 3.0);
        scene.dot((change_x(difference, reach), middle), 5.0, ink);
        let face = if is_beyond_chance(row) { STRONG } else { LABEL };
        let said = word(row, language);
        let at = if said.is_empty() { middle + 4.5 } else { middle - 2.0 };
        scene.text((VALUE, at), Anchor::End, face, Ink::Text, &points(difference, language));
        scene.text((VALUE, middle + 13.0), Anchor::End, SMALL, Ink::Text, said);
    }
    (scene, height)
}
