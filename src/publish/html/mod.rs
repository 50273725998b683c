//! `laporan.html` and `mutu-data.html`: self-contained pages, filled from `templates/`.
//!
//! Owns what stands where. A template knows no figures and asks the catalogue for its words;
//! everything is escaped but the charts, which escape their own texts.

mod children;
mod composition;
mod funnel;
mod league;
mod method;
mod movement;
mod mutu;
mod pending;
mod pictures;
mod policy;
mod profiles;
mod quality;
mod ranking;
mod returns;
mod table;
mod targets;
mod template;
#[cfg(test)]
mod tests;

use minijinja::{Value, context};

use super::charts::Chart;
use super::numbers::{count, moment, percent, percent_range, quarter, trimmed, workdays};
use super::texts::{fill, t};
use super::{Document, Language, Options, announcement, message, notes, numbers, robustness, summary};
use crate::judge::{LeagueRow, Report};
use crate::problem::Problem;

/// What other documents say in the same words and tables.
pub use composition::{age_classes, ages, dimension, parts as breakdowns, value as dimension_value};
pub use funnel::{
    heading as funnel_heading, name as funnel_name, nobody as funnel_nobody, outside as funnel_outside,
    spread as funnel_spread,
};
pub use league::{closing, governments, units as league};
pub use method::{
    WEIGHT_COLUMNS, deadlines, definitions, facts, scope, statuses, target_period, target_scope, validity, weights,
};
pub use movement::{beyond_chance, change, lead as movement_lead};
pub use mutu::{
    document as data_quality, gate_name, gates, given, measures, missing_months, need, passed, share, sources,
};
pub use pending::{faster, lead as pending_lead, table as pending};
pub use quality::{by_rule as findings_by_rule, categories, findings, steps, who_closed};
pub use ranking::{group as rank_group, moves as rank_moves};
pub use returns::{COLUMNS as RETURN_COLUMNS, counts as return_counts, lead as returns_lead};
pub use table::{Cell as PageCell, Head as PageHead, Row as PageRow, Table as PageTable};
pub use targets::table as targets;

/// A table of so many units is short enough for its picture to stand open above it.
const FEW_UNITS: usize = 24;

/// A heading and the lines under it.
#[derive(Debug, Clone)]
struct Named {
    heading: String,
    lines: Vec<String>,
}

impl From<Named> for Value {
    fn from(Named { heading, lines }: Named) -> Self {
        context! { heading, lines }
    }
}

/// A figure at a glance.
#[derive(Debug, Clone)]
pub struct Tile {
    /// What it is.
    pub label: &'static str,
    /// The figure.
    pub value: String,
    /// Of what; may be empty.
    pub note: String,
    /// What it was in the quarter before.
    pub before: Option<String>,
}

impl From<Tile> for Value {
    fn from(Tile { label, value, note, before }: Tile) -> Self {
        context! { label, value, note, before }
    }
}

/// The page in one language.
///
/// # Errors
/// A chart could not be drawn, or the template is at fault.
pub fn document(report: &Report, charts: &[Chart], language: Language, options: &Options) -> Result<Document, Problem> {
    let page = page(report, charts, language, options.version)?;
    let bytes = template::render(&options.templates, "laporan.html", page, language)?;
    Ok(Document { path: format!("publik/laporan{}.html", language.suffix()), bytes })
}

fn page(report: &Report, charts: &[Chart], language: Language, version: &str) -> Result<Value, Problem> {
    let summary = summary::of(report, language);
    let pictures = pictures::placed(charts)?;
    let several = report.instansi.len() > 1;
    let tiles = match report.instansi.as_slice() {
        [row] => tiles(row, report, language),
        _ => Vec::new(),
    };
    let as_of = moment(report.as_of, report.government.zone, language);
    let spoken = announcement::of(report, language);
    let lines = |lines: Vec<announcement::Line>| {
        let line =
            |l: announcement::Line| context! { name => l.name, count => count(l.count, language), facts => l.facts };
        lines.into_iter().map(line).collect::<Vec<Value>>()
    };
    let (warnings, remarks): (Vec<_>, Vec<_>) =
        notes::sentences(report, language).into_iter().partition(|(weight, _)| *weight == notes::Weight::Warning);
    let told = |notes: Vec<(notes::Weight, String)>| notes.into_iter().map(|(_, text)| text).collect::<Vec<String>>();
    let message = message::of(report, language).into_iter();
    let message = message.map(|part| context! { heading => part.heading, sentences => part.sentences });
    let volumes = report.instansi.iter().filter_map(|row| summary::volume(row, report, language));
    Ok(context! {
        lang => language.code(),
        government => report.government.name.as_str(),
        quarter => quarter(report.quarter, language),
        as_of => fill(t("title.as_of", language), &[("as_of", &as_of)]),
        unfinished => report.unfinished,
        paragraphs => summary.paragraphs,
        leaders => named(summary.leaders),
        unanswered_known => report.announcement.known,
        never => lines(spoken.never),
        own => lines(spoken.own),
        unknown => lines(spoken.unknown),
        late => lines(spoken.late),
        handed_on => lines(spoken.handed_on),
        movement_lead => movement::lead(report, language),
        movement_beyond => movement::beyond_chance(report, language),
        movement_all => movement::all(report, language),
        movement_lines_heading => movement::lines_heading(report, language),
        movement_lines => movement::lines(report, language),
        children => children::table(report, language),
        unjudged => named(summary.unjudged),
        message => message.collect::<Vec<Value>>(),
        warnings => told(warnings),
        remarks => told(remarks),
        tiles,
        league => league::units(report, language),
        instansi => several.then(|| league::governments(report, language)).flatten(),
        robust => robustness::lead(report, language),
        robust_moves => ranking::moves(report, language),
        pictures,
        few_units => report.league.len() <= FEW_UNITS,
        script_data => template::script_data(&profiles::units(report, language), language),
        closing => league::closing(&report.instansi, false, language),
        closing_units => league::closing(&report.league, true, language),
        composition => composition::parts(report, language),
        composition_lead =>
            fill(t("section.composition.lead", language), &[("mark", t("table.hidden", language))]),
        ages => composition::ages(&report.backlog_age_instansi, false, language),
        ages_units => composition::ages(&report.backlog_age, true, language),
        funnels => funnel::parts(report, language),
        pending => pending::table(report, language),
        pending_lead => pending::lead(report, language),
        faster => pending::faster(report, language),
        returns => returns::table(report, language),
        returns_lead => returns::lead(report, language),
        steps => quality::steps(report, true, language),
        steps_units => quality::steps(report, false, language),
        categories => quality::categories(report, language),
        targets => targets::table(report, language),
        volumes => volumes.collect::<Vec<String>>(),
        volume_units => league::volumes(report, language),
        gates => mutu::gates(report, language),
        sources => mutu::sources(report, language),
        intake => quality::intake(report, language),
        findings => quality::findings(report, language),
        method => method::of(report, language),
        made => fill(t("footer.made", language), &[("version", version)]),
    })
}

fn named(items: Vec<(String, Vec<String>)>) -> Vec<Named> {
    items.into_iter().map(|(heading, lines)| Named { heading, lines }).collect()
}

/// The government's figures at a glance, with those of the quarter before.
pub fn tiles(row: &LeagueRow, report: &Report, language: Language) -> Vec<Tile> {
    let n = |x: u64| count(x, language);
    let say = |key, values: &[(&str, String)]| {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(t(key, language), &values)
    };
    let earlier =
        report.instansi_history.iter().find(|r| r.period == row.period.previous() && r.agency_id == row.agency_id);
    let before = |value: Option<String>| value.map(|value| say("kpi.before", &[("value", value)]));
    let mut out = vec![Tile {
        label: t("kpi.received", language),
        value: n(row.received),
        note: say("kpi.received.note", &[("eligible", n(row.eligible))]),
        before: before(earlier.map(|r| n(r.received))),
    }];
    if let Some(rate) = row.response_rate {
        out.push(Tile {
            label: t("kpi.response", language),
            value: percent(rate, language),
            note: say("kpi.of", &[("part", n(row.responded)), ("whole", n(row.eligible))]),
            before: before(earlier.and_then(|r| r.response_rate).map(|x| percent(x, language))),
        });
    }
    if let (Some(rate), Some(part), Some(whole)) = (row.on_time_rate, row.responded_in_time, row.due) {
        let range = row.on_time_low.zip(row.on_time_high);
        let range = range.map_or(numbers::MISSING.to_owned(), |(low, high)| percent_range(low, high, language));
        out.push(Tile {
            label: t("kpi.on_time", language),
            value: percent(rate, language),
            note: say("kpi.on_time.note", &[("part", n(part)), ("whole", n(whole)), ("range", range)]),
            before: before(earlier.and_then(|r| r.on_time_rate).map(|x| percent(x, language))),
        });
    }
    let speed = |r: &LeagueRow| match (r.mean_response_workdays, r.mean_response_hours) {
        (Some(days), time) => {
            Some((workdays(days, language), time.map(|x| numbers::hours(x, language)).unwrap_or_default()))
        }
        (None, Some(time)) => Some((numbers::hours(time, language), String::new())),
        (None, None) => None,
    };
    if let Some((value, note)) = speed(row) {
        let earlier = earlier.and_then(speed).map(|(value, _)| value);
        out.push(Tile { label: t("kpi.speed", language), value, note, before: before(earlier) });
    }
    out.push(Tile {
        label: t("kpi.closed", language),
        value: row.resolution_rate.map_or_else(|| n(row.closed), |rate| percent(rate, language)),
        note: quality::who_closed(row, language),
        before: None,
    });
    if let Some(stock) = row.backlog_closing {
        let over = row.backlog_over_limit.map(|over| say("kpi.stock.note", &[("over", n(over))]));
        out.push(Tile {
            label: t("kpi.stock", language),
            value: n(stock),
            note: over.unwrap_or_default(),
            before: before(earlier.and_then(|r| r.backlog_closing).map(n)),
        });
    }
    out.extend(volume_tile(row, report, language));
    out
}

fn volume_tile(row: &LeagueRow, report: &Report, language: Language) -> Option<Tile> {
    let (target, attained) = row.volume_target.zip(row.volume_attainment)?;
    let ytd = count(row.received_ytd, language);
    let target = trimmed(target, 2, language);
    // The label carries a year, and a catalogue's text is static: the year goes into the note.
    let note = fill(t("kpi.volume.note", language), &[("ytd", &ytd), ("target", &target)]);
    let year = report.quarter.year();
    Some(Tile {
        label: t("kpi.volume", language),
        value: percent(attained, language),
        note: format!("{note} ({year})"),
        before: None,
    })
}
