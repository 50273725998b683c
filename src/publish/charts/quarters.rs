//! `respons-triwulan`: the government's response and on-time rates over the quarters, each with its interval and target.

use super::Chart;
use super::draft::Draft;
use super::frame::{Ground, MARGIN, STRONG, WIDTH};
use super::lines;
use super::panel::{Panel, Series};
use super::rate::{Drawn, Rate};
use super::scene::{Anchor, Face, Scene};
use super::style::Ink;
use crate::judge::{LeagueRow, Report};
use crate::publish::Language;
use crate::publish::numbers::{percent, percent_short, quarter_short};
use crate::publish::texts::{fill, t};
use crate::terms::Quarter;

const HEIGHT: f64 = 200.0;
const SMALL: Face = Face::plain(11.0);
/// No more quarters than this, the newest.
const MOST: usize = 8;
const RATES: [&str; 2] = ["response_rate", "on_time_rate"];

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
    let mut draft = Draft::new("respons-triwulan", title, t("chart.quarters.subtitle", language).to_owned());
    for agency in &agencies {
        if agencies.len() > 1 {
            draft.heading(agency);
        }
        let rows: Vec<_> = report.instansi_history.iter().filter(|row| row.agency == *agency).collect();
        let newest = rows.len().saturating_sub(MOST);
        let (scene, height, told) = panels(rows.get(newest..).unwrap_or_default(), ground);
        draft.row(scene, height);
        draft.figures.extend(told.into_iter().map(|t| if agencies.len() > 1 { format!("{agency}: {t}") } else { t }));
    }
    draft.remarks = vec![t("chart.quarters.remark", language).to_owned()];
    Some(draft.finish(ground))
}

/// Both rates of a government side by side.
fn panels(rows: &[&LeagueRow], ground: Ground) -> (Scene, f64, Vec<String>) {
    let Ground { report, language } = ground;
    let mut scene = Scene::new(WIDTH);
    let (mut end, mut told) = (0.0, Vec::new());
    let quarters: Vec<Quarter> = rows.iter().map(|row| row.period).collect();
    let width = (WIDTH - 2.0 * MARGIN - 24.0) / 2.0;
    let mut left = MARGIN;
    for rate in RATES.iter().filter_map(|name| Rate::named(name)) {
        let own: Vec<Option<Drawn>> = rows.iter().map(|row| rate.row(row)).collect();
        if own.iter().all(Option::is_none) {
            continue;
        }
        let target = rows.last().map_or(1.0, |row| rate.target_of(report, row));
        let name = rate.heading(language);
        scene.text((left, 18.0), Anchor::Start, STRONG, Ink::Text, name);
        let label = fill(t("chart.target", language), &[("value", &percent_short(target, language))]);
        scene.text((left + width, 18.0), Anchor::End, Face::bold(12.0), Ink::Target, &label);
        let panel = Panel {
            left: left + 42.0,
            right: left + width - 52.0,
            top: 36.0,
            bottom: 36.0 + HEIGHT,
            quarters: &quarters,
            small: SMALL,
            strong: STRONG,
            weight: 1.2,
            language,
        };
        end = panel.draw(&mut scene, &Series { own: &own, behind: &[], target });
        told.push(format!("{name}: {} ({label})", lines::told(&quarters, &own, language)));
        left += width + 24.0;
    }
    (scene, end, told)
}
