//! `capaian`: what each government reached of its targets, measure by measure.

use super::Chart;
use super::draft::Draft;
use super::frame::{self, Ground, LABEL, MARGIN, SMALL, STRONG, WIDTH, places};
use super::rate::Rate;
use super::scene::{Anchor, Face, Scene, wrap};
use super::style::Ink;
use crate::judge::{Direction, LeagueRow, Quantity, Report, ScoredText, TargetText, Value, column, volume_pro_rata};
use crate::publish::Language;
use crate::publish::html::who_closed;
use crate::publish::numbers::{count, percent_short, quarter, trimmed, value};
use crate::publish::texts::{self, fill, t};

const NAME_WIDTH: f64 = 232.0;
const LEFT: f64 = 272.0;
const RIGHT: f64 = 596.0;
const VALUE: f64 = 610.0;

/// A measure of a government against its target.
struct Bullet {
    name: String,
    /// Who closed, where it is a rate of what was finished.
    below: Option<String>,
    reached: f64,
    range: Option<(f64, f64)>,
    target: f64,
    /// What was to be reached by the quarter's end, where the target is the year's.
    by_now: Option<f64>,
    lower: bool,
    met: bool,
    /// The value and the target in words.
    said: [String; 2],
    rate: bool,
}

/// The chart, unless no measure has a value and a target.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let ground = Ground { report, language };
    let parts: Vec<(&LeagueRow, Vec<Bullet>)> = report
        .instansi
        .iter()
        .map(|row| (row, bullets(row, ground)))
        .filter(|(_, bullets)| !bullets.is_empty())
        .collect();
    let all = parts.iter().flat_map(|(_, bullets)| bullets);
    let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX), language);
    let (of, met) = (all.clone().count(), all.filter(|b| b.met).count());
    if of == 0 {
        return None;
    }
    let title = fill(t("chart.attainment.title", language), &[("met", &number(met)), ("of", &number(of))]);
    let subtitle = fill(t("chart.attainment.subtitle", language), &[("quarter", &quarter(report.quarter, language))]);
    let mut draft = Draft::new("capaian", title, subtitle);
    draft.legend = vec![
        (Ink::Main, t("chart.attainment.reached", language).to_owned()),
        (Ink::Target, t("chart.attainment.target", language).to_owned()),
    ];
    if parts.iter().flat_map(|(_, b)| b).any(|b| b.by_now.is_some()) {
        draft.legend.push((Ink::Faint, t("chart.attainment.by_now", language).to_owned()));
    }
    for (row, bullets) in &parts {
        if parts.len() > 1 {
            draft.heading(&row.agency);
        }
        for bullet in bullets {
            let (scene, height) = self::row(bullet, language);
            draft.row(scene, height);
            let met =
                if bullet.met { t("chart.attainment.met", language) } else { t("chart.attainment.missed", language) };
            draft.figures.push(format!("{}: {}; {} ({met})", bullet.name, bullet.said[0], bullet.said[1]));
        }
    }
    draft.remarks = vec![t("chart.attainment.remark", language).to_owned()];
    Some(draft.finish(ground))
}

/// The measures of the score and of the targets, each once.
fn bullets(row: &LeagueRow, ground: Ground) -> Vec<Bullet> {
    let report = ground.report;
    let quarter = report.quarter;
    let holds =
        |t: &&TargetText| t.scope.is_empty() && t.year == quarter.year() && t.quarter.is_none_or(|q| q == quarter);
    let targets: Vec<&TargetText> = report.basis.targets.iter().filter(holds).collect();
    let mut measures: Vec<&str> = Vec::new();
    let scored = report.basis.measures.iter().map(|m| m.measure.as_str());
    for measure in scored.chain(targets.iter().map(|t| t.measure.as_str())) {
        // However a volume is scored, it is shown as what was received of what was aimed at.
        let measure = if measure.starts_with("volume_") { "received" } else { measure };
        if !measures.contains(&measure) && !report.refuses(measure) {
            measures.push(measure);
        }
    }
    let bullet = |measure: &str| {
        if measure == "received" {
            return volume(row, ground);
        }
        let own = targets.iter().filter(|t| t.measure == measure).max_by_key(|t| t.quarter.is_some());
        let scored = report.basis.measures.iter().find(|m| m.measure == measure);
        let (target, direction) = match (own, scored) {
            (Some(target), _) => (target.value, target.direction),
            (None, Some(ScoredText { target: Some(target), direction, .. })) => (*target, *direction),
            (None, _) => return None,
        };
        measured(row, measure, (target, direction), ground)
    };
    measures.into_iter().filter_map(bullet).collect()
}

fn measured(row: &LeagueRow, measure: &str, (target, direction): (f64, Direction), ground: Ground) -> Option<Bullet> {
    let language = ground.language;
    let column = column(measure)?;
    let reached = (column.get)(row).as_f64()?;
    let lower = direction == Direction::Lower;
    let spoken = |number: f64| match column.quantity {
        Quantity::Rate => percent_short(number, language),
        Quantity::Count => trimmed(number, 0, language),
        quantity => value(&Value::Number(number), quantity, language),
    };
    let rate = Rate::named(measure).and_then(|rate| rate.row(row));
    let mut said = match column.quantity {
        Quantity::Rate => value(&Value::Number(reached), Quantity::Rate, language),
        _ => spoken(reached),
    };
    if let Some(drawn) = rate {
        said = format!("{said} (n = {})", count(drawn.n, language));
    }
    let aim = if lower { t("chart.attainment.at_most", language) } else { t("chart.target", language) };
    let closing = matches!(measure, "resolution_rate" | "resolution_on_time_rate" | "closed");
    Some(Bullet {
        name: texts::measure(measure, language),
        below: closing.then(|| who_closed(row, language)),
        reached,
        range: rate.and_then(|drawn| drawn.range),
        target,
        by_now: None,
        lower,
        met: if lower { reached <= target } else { reached >= target },
        said: [said, fill(aim, &[("value", &spoken(target))])],
        rate: column.quantity == Quantity::Rate,
    })
}

/// What was received in the year so far; met where it keeps up with the part of the year that has run.
fn volume(row: &LeagueRow, ground: Ground) -> Option<Bullet> {
    let language = ground.language;
    let (target, attained) = row.volume_target.zip(row.volume_attainment)?;
    let pro_rata = volume_pro_rata(attained, row.period);
    let by_now = if pro_rata > 0.0 { Some(target * attained / pro_rata) } else { None };
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    let reached = row.received_ytd as f64;
    Some(Bullet {
        name: fill(t("chart.attainment.volume", language), &[("year", &row.period.year().to_string())]),
        below: None,
        reached,
        range: None,
        target,
        by_now,
        lower: false,
        met: pro_rata >= 1.0,
        said: [
            count(row.received_ytd, language),
            fill(t("chart.target", language), &[("value", &trimmed(target, 0, language))]),
        ],
        rate: false,
    })
}

fn row(bullet: &Bullet, language: Language) -> (Scene, f64) {
    let mut scene = Scene::new(WIDTH);
    let lines = wrap(&bullet.name, LABEL, NAME_WIDTH, 3);
    let small: Face = SMALL;
    let mut notes: Vec<String> = Vec::new();
    if bullet.lower {
        notes.push(t("chart.attainment.lower", language).to_owned());
    }
    notes.extend(bullet.below.clone());
    let notes: Vec<String> = notes.iter().flat_map(|note| wrap(note, small, NAME_WIDTH, 4)).collect();
    let height = (frame::row_height(&lines) + 15.0 * places(notes.len()) + 8.0).max(48.0);
    let middle = height / 2.0;
    let mut y = middle - (16.0 * places(lines.len()) + 15.0 * places(notes.len())) / 2.0 + 12.0;
    for line in &lines {
        scene.text((MARGIN, y), Anchor::Start, LABEL, Ink::Text, line);
        y += 16.0;
    }
    for note in &notes {
        scene.text((MARGIN, y - 1.0), Anchor::Start, small, Ink::Muted, note);
        y += 15.0;
    }
    let most = if bullet.rate { 1.0_f64.max(bullet.target) } else { bullet.reached.max(bullet.target) * 1.1 };
    let x = |number: f64| LEFT + (number / most.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0) * (RIGHT - LEFT);
    scene.rect((LEFT, middle - 13.0), (RIGHT, middle + 13.0), Ink::Grid);
    scene.rect((LEFT, middle - 7.0), (x(bullet.reached), middle + 7.0), Ink::Main);
    if let Some((low, high)) = bullet.range {
        scene.line((x(low), middle), (x(high), middle), Ink::Text, 2.0);
        for end in [low, high] {
            scene.line((x(end), middle - 4.0), (x(end), middle + 4.0), Ink::Text, 2.0);
        }
    }
    if let Some(by_now) = bullet.by_now {
        scene.line((x(by_now), middle - 13.0), (x(by_now), middle + 13.0), Ink::Faint, 3.0);
    }
    scene.line((x(bullet.target), middle - 16.0), (x(bullet.target), middle + 16.0), Ink::Target, 4.0);
    scene.text((VALUE, middle - 3.0), Anchor::Start, STRONG, Ink::Text, &bullet.said[0]);
    scene.text((VALUE, middle + 14.0), Anchor::Start, small, Ink::Target, &bullet.said[1]);
    (scene, height)
}
