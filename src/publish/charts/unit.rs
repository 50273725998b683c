//! The two small pictures of a unit's card: where it stands among its group, and its line over the quarters.

use super::Chart;
use super::frame::{self, Ground, places};
use super::lines;
use super::panel::{Panel, Series};
use super::rate::{Drawn, Rate};
use super::scene::{Anchor, Face, Scene, printable};
use super::style::{self, Ink};
use crate::judge::{LeagueRow, Report, Verdict};
use crate::problem::Problem;
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_range, percent_short};
use crate::publish::texts::{self, fill, t};

/// On the 8.5 cm of a column of a card the smallest text is 7.4 points high.
const WIDTH: f64 = 360.0;
const MARGIN: f64 = 4.0;
const SMALL: Face = Face::plain(11.0);
const STRONG: Face = Face::bold(13.0);
/// The rows of a position together take no more.
const MOST: f64 = 190.0;

/// Where the unit's rate lies among those of its group, each with its interval, against the target; unless it has none.
///
/// # Errors
/// The bundled typeface cannot be read.
pub fn position(report: &Report, row: &LeagueRow, language: Language) -> Result<Option<Chart>, Problem> {
    style::register()?;
    Ok(draw_position(Ground { report, language }, row))
}

/// The unit's rate over the quarters at equal age, with that of its government behind; unless it has none.
///
/// # Errors
/// The bundled typeface cannot be read.
pub fn trend(report: &Report, row: &LeagueRow, language: Language) -> Result<Option<Chart>, Problem> {
    style::register()?;
    Ok(draw_trend(Ground { report, language }, row))
}

fn draw_position(ground: Ground, row: &LeagueRow) -> Option<Chart> {
    let Ground { report, language } = ground;
    let rate = Rate::of(report)?;
    let own = rate.row(row)?;
    let is_own = |other: &LeagueRow| other.agency_id == row.agency_id && other.skpd_id == row.skpd_id;
    let among = |other: &&LeagueRow| {
        other.agency_id == row.agency_id
            && (is_own(other) || (other.verdict == Verdict::Ranked && (row.rank.is_none() || other.group == row.group)))
    };
    let mut rows: Vec<(&LeagueRow, Drawn)> =
        report.league.iter().filter(among).filter_map(|other| Some((other, rate.row(other)?))).collect();
    rows.sort_by(|a, b| {
        let key = |row: &LeagueRow| row.rank.unwrap_or(u64::MAX);
        key(a.0).cmp(&key(b.0)).then(b.1.value.total_cmp(&a.1.value)).then_with(|| a.0.skpd_id.cmp(&b.0.skpd_id))
    });
    let target = rate.target_of(report, row);
    let (mut scene, mut y, mut alt) = head(rate, own, language);
    let ranked = rows.iter().filter(|(other, _)| other.verdict == Verdict::Ranked).count();
    let group = if row.group.is_empty() {
        t("chart.unit.all", language).to_owned()
    } else {
        texts::group(&row.group, language)
    };
    let place = match row.rank {
        Some(rank) => fill(
            t("chart.unit.rank", language),
            &[("rank", &count(rank, language)), ("of", &number(ranked, language)), ("group", &group)],
        ),
        None => texts::verdict(row.verdict, language).to_owned(),
    };
    y = scene.paragraph((MARGIN, y), WIDTH - 2.0 * MARGIN, SMALL, Ink::Muted, &place);

    let (left, right) = (MARGIN + 14.0, WIDTH - MARGIN - 34.0);
    let x = |rate: f64| left + rate.clamp(0.0, 1.0) * (right - left);
    y += 6.0;
    let label = fill(t("chart.target", language), &[("value", &percent_short(target, language))]);
    let (at, anchor) = if target > 0.8 { (WIDTH - MARGIN, Anchor::End) } else { (x(target), Anchor::Middle) };
    scene.text((at, y), anchor, Face::bold(11.0), Ink::Target, &label);
    let step = (MOST / places(rows.len())).clamp(1.4, 13.0);
    let (top, bottom) = (y + 8.0, y + 16.0 + step * places(rows.len()));
    for at in [0.0, 0.5, 1.0] {
        scene.line((x(at), top), (x(at), bottom), Ink::Grid, 1.0);
        scene.text((x(at), bottom + 14.0), Anchor::Middle, SMALL, Ink::Muted, &percent_short(at, language));
    }
    let middle = |i: usize| top + 4.0 + step * (places(i) + 0.5);
    // The unit itself lies on top of the others.
    for own in [false, true] {
        for (i, (_, drawn)) in rows.iter().enumerate().filter(|(_, (other, _))| is_own(other) == own) {
            let (ink, dot) = if own { (Ink::Main, Ink::Main) } else { (Ink::Ghost, Ink::Faint) };
            let weight = if own { 3.0 } else { (step * 0.3).clamp(0.5, 2.0) };
            if let Some((low, high)) = drawn.range {
                scene.line((x(low), middle(i)), (x(high), middle(i)), ink, weight);
            }
            let radius = if own { 5.0 } else { (step * 0.34).clamp(0.8, 3.5) };
            scene.dot((x(drawn.value), middle(i)), radius, dot);
        }
    }
    scene.dashed_vertical(x(target), top, bottom, Ink::Target);
    alt.push(place);
    alt.push(label);
    Some(close("kartu-posisi", scene, bottom + 32.0, t("chart.unit.position", language), alt))
}

fn draw_trend(ground: Ground, row: &LeagueRow) -> Option<Chart> {
    let Ground { report, language } = ground;
    let rate = Rate::of(report)?;
    let quarters = lines::quarters(report, rate, &row.agency_id);
    let own = lines::series(report, rate, &quarters, (&row.agency_id, &row.skpd_id));
    let newest = own.iter().rposition(Option::is_some)?;
    let behind = lines::series(report, rate, &quarters, (&row.agency_id, ""));
    let target = rate.target_of(report, row);
    let (mut scene, y, mut alt) = head(rate, own.get(newest).copied().flatten()?, language);
    let panel = Panel {
        left: MARGIN + 40.0,
        right: WIDTH - MARGIN - 54.0,
        top: y + 4.0,
        bottom: y + 134.0,
        quarters: &quarters,
        small: SMALL,
        strong: STRONG,
        weight: 1.0,
        language,
    };
    let end = panel.draw(&mut scene, &Series { own: &own, behind: &behind, target });
    alt.push(lines::told(&quarters, &own, language));
    let foot = fill(t("chart.unit.trend", language), &[("target", &percent_short(target, language))]);
    Some(close("kartu-tren", scene, end + 12.0, &foot, alt))
}

/// The measure and its newest value with the interval; returns the y below and the words for readers who do not see it.
fn head(rate: &Rate, own: Drawn, language: Language) -> (Scene, f64, Vec<String>) {
    let mut scene = Scene::new(WIDTH);
    let title = format!("{}: {}", rate.heading(language), percent(own.value, language));
    let y = scene.paragraph((MARGIN, 14.0), WIDTH - 2.0 * MARGIN, STRONG, Ink::Text, &title);
    let n = count(own.n, language);
    let range = match own.range {
        Some((low, high)) => {
            fill(t("chart.unit.interval", language), &[("n", &n), ("range", &percent_range(low, high, language))])
        }
        None => format!("n = {n}"),
    };
    let y = scene.paragraph((MARGIN, y - 1.0), WIDTH - 2.0 * MARGIN, SMALL, Ink::Muted, &range);
    (scene, y, vec![title, range])
}

fn close(name: &'static str, mut scene: Scene, y: f64, foot: &str, alt: Vec<String>) -> Chart {
    let y = scene.paragraph((MARGIN, y), WIDTH - 2.0 * MARGIN, SMALL, Ink::Muted, foot);
    scene.height = y - 6.0;
    let words: Vec<String> = alt.iter().map(|part| frame::sentence(part)).collect();
    Chart { name, alt: printable(&words.join(" ")), scene, pages: Vec::new() }
}

fn number(n: usize, language: Language) -> String {
    count(u64::try_from(n).unwrap_or(u64::MAX), language)
}
