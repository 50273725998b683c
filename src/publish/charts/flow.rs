//! `arus`: what came into the open stock of a government each quarter, what left it, and what remained.

use super::Chart;
use super::before_after::round_up;
use super::draft::Draft;
use super::frame::{Ground, LABEL, MARGIN, SMALL, STRONG, WIDTH, places};
use super::scene::{Anchor, Face, Scene};
use super::style::Ink;
use crate::judge::{LeagueRow, Report};
use crate::publish::Language;
use crate::publish::numbers::{MISSING, count, quarter_short};
use crate::publish::texts::{fill, t};

const LEFT: f64 = 176.0;
const RIGHT: f64 = WIDTH - MARGIN;
const HEIGHT: f64 = 180.0;
/// No more quarters than this, the newest.
const MOST: usize = 8;

/// A cell of a quarter's sum.
type Get = fn(&LeagueRow) -> Option<u64>;

/// The chart, unless no quarter has a stock.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let ground = Ground { report, language };
    let mut governments: Vec<(&str, Vec<&LeagueRow>)> = Vec::new();
    for government in &report.instansi {
        let rows: Vec<&LeagueRow> = report
            .instansi_history
            .iter()
            .filter(|row| row.agency_id == government.agency_id && row.backlog_closing.is_some())
            .collect();
        let newest = rows.get(rows.len().saturating_sub(MOST)..).unwrap_or_default().to_vec();
        if !newest.is_empty() {
            governments.push((&government.agency, newest));
        }
    }
    let (_, rows) = governments.first()?;
    let last = rows.last()?;
    let title = match governments.len() {
        1 => fill(
            t("chart.flow.title", language),
            &[
                ("in", &count(last.backlog_received, language)),
                ("out", &count(last.backlog_closed, language)),
                ("quarter", &quarter_short(last.period, language)),
                ("left", &cell(last.backlog_closing, language)),
            ],
        ),
        _ => t("chart.flow.title.many", language).to_owned(),
    };
    let mut draft = Draft::new("arus", title, t("chart.flow.subtitle", language).to_owned());
    draft.legend = vec![
        (Ink::Main, t("chart.flow.in", language).to_owned()),
        (Ink::Second, t("chart.flow.out", language).to_owned()),
        (Ink::Alarm, t("chart.flow.left", language).to_owned()),
    ];
    for (name, rows) in &governments {
        if governments.len() > 1 {
            draft.heading(name);
        }
        let (scene, height) = panel(rows, language);
        draft.row(scene, height);
        draft.figures.extend(rows.iter().map(|row| sum(row, language)));
    }
    draft.remarks = vec![t("chart.flow.remark", language).to_owned()];
    Some(draft.finish(ground))
}

fn cell(n: Option<u64>, language: Language) -> String {
    n.map_or_else(|| MISSING.to_owned(), |n| count(n, language))
}

/// The quarter as a sum in words.
fn sum(row: &LeagueRow, language: Language) -> String {
    fill(
        t("chart.flow.sum", language),
        &[
            ("quarter", &quarter_short(row.period, language)),
            ("opening", &cell(row.backlog_opening, language)),
            ("in", &count(row.backlog_received, language)),
            ("reopened", &count(row.backlog_reopened, language)),
            ("out", &count(row.backlog_closed, language)),
            ("left", &cell(row.backlog_closing, language)),
        ],
    )
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn panel(rows: &[&LeagueRow], language: Language) -> (Scene, f64) {
    let mut scene = Scene::new(WIDTH);
    let came = |row: &LeagueRow| row.backlog_received + row.backlog_reopened;
    let most = rows.iter().flat_map(|row| [came(row), row.backlog_closed, row.backlog_closing.unwrap_or(0)]).max();
    let highest = round_up(most.unwrap_or(0).max(2) as f64);
    let bottom = 14.0 + HEIGHT;
    let y = |n: u64| bottom - n as f64 / highest * HEIGHT;
    for part in [0.0, 0.5, 1.0] {
        let at = bottom - part * HEIGHT;
        scene.line((LEFT, at), (RIGHT, at), Ink::Grid, 1.0);
        let label = crate::publish::numbers::trimmed(part * highest, 1, language);
        scene.text((LEFT - 8.0, at + 4.0), Anchor::End, SMALL, Ink::Muted, &label);
    }
    let slot = ((RIGHT - LEFT) / places(rows.len().max(1))).min(120.0);
    let mut stock = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let middle = LEFT + slot * (places(i) + 0.5);
        let bar = slot * 0.26;
        scene.rect((middle - bar - 1.0, y(came(row))), (middle - 1.0, bottom), Ink::Main);
        scene.rect((middle + 1.0, y(row.backlog_closed)), (middle + bar + 1.0, bottom), Ink::Second);
        stock.push(row.backlog_closing.map(|n| (middle, y(n))));
    }
    scene.path(&stock, Ink::Alarm, 2.0);
    for at in stock.iter().flatten() {
        scene.dot(*at, 5.0, Ink::Paper);
        scene.dot(*at, 4.0, Ink::Alarm);
    }
    scene.line((LEFT, bottom), (RIGHT, bottom), Ink::Muted, 1.0);

    let lines: [(&str, Face, Get); 5] = [
        (t("chart.flow.row.opening", language), LABEL, |r| r.backlog_opening),
        (t("chart.flow.row.in", language), LABEL, |r| Some(r.backlog_received)),
        (t("chart.flow.row.reopened", language), LABEL, |r| Some(r.backlog_reopened)),
        (t("chart.flow.row.out", language), LABEL, |r| Some(r.backlog_closed)),
        (t("chart.flow.row.left", language), STRONG, |r| r.backlog_closing),
    ];
    let mut at = bottom + 20.0;
    for (i, row) in rows.iter().enumerate() {
        let middle = LEFT + slot * (places(i) + 0.5);
        let quarter = quarter_short(row.period, language);
        let (name, year) = quarter.rsplit_once(' ').unwrap_or((&quarter, ""));
        scene.text((middle, at), Anchor::Middle, STRONG, Ink::Text, name);
        scene.text((middle, at + 16.0), Anchor::Middle, SMALL, Ink::Muted, year);
    }
    at += 36.0;
    for (name, face, get) in lines {
        scene.line((MARGIN, at - 15.0), (RIGHT, at - 15.0), Ink::Grid, 1.0);
        scene.text((MARGIN, at), Anchor::Start, face, Ink::Text, name);
        for (i, row) in rows.iter().enumerate() {
            let middle = LEFT + slot * (places(i) + 0.5);
            scene.text((middle, at), Anchor::Middle, face, Ink::Text, &cell(get(row), language));
        }
        at += 21.0;
    }
    (scene, at - 8.0)
}
