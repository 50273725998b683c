//! `laporan.pdf`: the report for printing, in three chapters and annexes.
//!
//! Owns the order of what is said. The sentences and tables are those of the page.

use serde::Serialize;

use super::block::{self, Block, Line, Sheet, Tile};
use super::{Drawn, Picture, Press, chapters};
use crate::judge::{AnswersFor, Moved, Report};
use crate::problem::Problem;
use crate::publish::numbers::{count, moment, percent, quarter};
use crate::publish::texts::{self, fill, t};
use crate::publish::{Document, Language, Options, announcement, certainty, html, notes};

/// How many of a list the summary names.
const NAMED: usize = 6;

/// How many changes the summary tells.
const CHANGES: usize = 4;

/// Everything that the template lays out.
#[derive(Debug, Serialize)]
struct Data {
    lang: &'static str,
    kind: &'static str,
    title: String,
    government: String,
    quarter: String,
    as_of: String,
    provisional: Option<&'static str>,
    logo: Option<&'static str>,
    logo_alt: String,
    made: String,
    neutral: &'static str,
    words: std::collections::BTreeMap<&'static str, &'static str>,
    summary: Summary,
    chapters: Vec<chapters::Chapter>,
}

/// The one page that is read if nothing else is.
#[derive(Debug, Serialize)]
struct Summary {
    heading: &'static str,
    headline: Vec<String>,
    tiles: Vec<Tile>,
    warnings: Vec<String>,
    leads: Titled,
    silent: Titled,
    silent_lines: Vec<Line>,
    changed: Titled,
    sure: Titled,
}

/// A heading and sentences.
#[derive(Debug, Serialize)]
struct Titled {
    title: &'static str,
    items: Vec<String>,
}

/// The report for printing, in one language.
///
/// # Errors
/// The template is not sound.
pub fn document(
    press: &Press<'_>,
    report: &Report,
    charts: &[Drawn],
    language: Language,
    options: &Options,
) -> Result<Document, Problem> {
    let data = data(report, charts, language, options);
    let pictures: Vec<Picture> = charts.iter().flat_map(|chart| chart.pages.iter().cloned()).collect();
    let bytes = press.print("laporan.typ", &data, &pictures, report)?.bytes;
    Ok(Document { path: format!("publik/laporan{}.pdf", language.suffix()), bytes })
}

fn data(report: &Report, charts: &[Drawn], language: Language, options: &Options) -> Data {
    let government = report.government.name.clone();
    let of_quarter = quarter(report.quarter, language);
    Data {
        lang: language.code(),
        kind: t("report.kind", language),
        title: format!("{} – {government} – {of_quarter}", t("report.kind", language)),
        quarter: of_quarter,
        as_of: fill(t("title.as_of", language), &[("as_of", &moment(report.as_of, report.government.zone, language))]),
        provisional: report.unfinished.then(|| t("report.provisional", language)),
        logo: options.templates.logo().map(crate::publish::Logo::path),
        logo_alt: fill(t("report.logo", language), &[("government", &government)]),
        government,
        made: fill(t("footer.made", language), &[("version", options.version)]),
        neutral: t("footer.neutral", language),
        words: block::words(&["report.contents", "report.page", "report.page.of"], language),
        summary: summary_page(report, language),
        chapters: chapters::of(report, charts, language),
    }
}

/// What is said of each government in one sentence.
pub fn headlines(report: &Report, language: Language) -> Vec<String> {
    let several = report.instansi.len() > 1;
    let of = |row: &crate::judge::LeagueRow| {
        let silent = report.announcement.answering.iter();
        let silent =
            silent.filter(|a| a.answers == AnswersFor::Unit && a.never() > 0 && a.unit.agency_id == row.agency_id);
        let (units, n) = silent.fold((0, 0), |(units, n), a| (units + 1, n + a.never()));
        let sentence = match row.on_time_rate {
            None => fill(t("report.headline.unknown", language), &[("received", &count(row.received, language))]),
            Some(rate) if n == 0 => fill(t("report.headline.none", language), &[("rate", &percent(rate, language))]),
            Some(rate) => fill(
                t("report.headline", language),
                &[("rate", &percent(rate, language)), ("units", &count(units, language)), ("n", &count(n, language))],
            ),
        };
        if several { format!("{}: {sentence}", row.agency) } else { sentence }
    };
    report.instansi.iter().map(of).collect()
}

/// The figures at a glance of the one government.
pub fn tiles(report: &Report, language: Language) -> Vec<Tile> {
    let [row] = report.instansi.as_slice() else { return Vec::new() };
    let tile = |tile: html::Tile| Tile {
        label: tile.label.to_owned(),
        value: tile.value,
        note: tile.note,
        before: tile.before.unwrap_or_default(),
    };
    html::tiles(row, report, language).into_iter().map(tile).collect()
}

fn summary_page(report: &Report, language: Language) -> Summary {
    let of = |title: &'static str, items: Vec<String>| Titled { title: t(title, language), items };
    let spoken = announcement::of(report, language);
    let more = spoken.never.len().saturating_sub(NAMED) as u64;
    let more = (more > 0).then(|| fill(t("report.summary.more", language), &[("n", &count(more, language))]));
    let none = if report.announcement.known { "section.unanswered.none" } else { "section.unanswered.unknown" };
    let none = spoken.never.is_empty().then(|| t(none, language).to_owned());
    let warnings = notes::sentences(report, language).into_iter();
    Summary {
        heading: t("section.summary", language),
        headline: headlines(report, language),
        tiles: tiles(report, language),
        warnings: warnings.filter(|(weight, _)| *weight == notes::Weight::Warning).map(|(_, text)| text).collect(),
        leads: of("report.summary.leads", or_none(spoken.best, t("announce.best.none", language))),
        silent: of("report.summary.silent", more.into_iter().chain(none).collect()),
        silent_lines: spoken.never.into_iter().take(NAMED).map(line(language)).collect(),
        changed: of("report.summary.changed", changes(report, spoken.improved, language)),
        sure: of("report.summary.sure", sureness(report, language)),
    }
}

fn or_none(items: Vec<String>, none: &str) -> Vec<String> {
    if items.is_empty() { vec![none.to_owned()] } else { items }
}

/// A line of the announcement on paper.
pub fn line(language: Language) -> impl Fn(announcement::Line) -> Line {
    move |line| Line { name: line.name, count: count(line.count, language), facts: line.facts }
}

/// Who improved and who declined beyond chance.
fn changes(report: &Report, improved: Vec<String>, language: Language) -> Vec<String> {
    let declined = report.movement.iter().filter(|row| row.change == Moved::Declined);
    let declined = declined.map(|row| {
        let unit = if row.skpd_id.is_empty() { &row.agency } else { &row.skpd };
        let measure = texts::measure(row.measure, language).to_lowercase();
        fill(t("report.summary.declined", language), &[("unit", unit), ("measure", &measure)])
    });
    let mut out: Vec<String> = improved.into_iter().chain(declined).collect();
    let rest = out.len().saturating_sub(CHANGES) as u64;
    out.truncate(CHANGES);
    if rest > 0 {
        out.push(fill(t("report.summary.rest", language), &[("n", &count(rest, language))]));
    }
    out
}

/// How sure the order of each group is.
pub fn sureness(report: &Report, language: Language) -> Vec<String> {
    let groups = chapters::groups(report);
    let several = groups.len() > 1;
    groups
        .iter()
        .filter_map(|(heading, rows)| {
            let said = certainty::sentence(rows, language)?;
            let heading = heading.words(language);
            Some(if several && !heading.is_empty() { format!("{heading}: {said}") } else { said })
        })
        .collect()
}

/// The tables of the report on paper, where there are any.
pub fn table(table: Option<html::PageTable>) -> Option<Block> {
    table.map(|table| Block::Table(Sheet::of(&table)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Templates, fixture};

    #[test]
    fn the_summary_takes_one_page_whatever_the_report() {
        let templates = Templates::default();
        let press = Press::new(&templates).expect("a press");
        let options = Options {
            languages: Vec::new(),
            formats: std::collections::BTreeSet::new(),
            include_confidential: false,
            version: "0.0.0",
            templates: Templates::default(),
        };
        let mut reports = vec![fixture::without_times(5)];
        reports.extend([0, 1, 5, 45, 120].map(fixture::report));
        let mut long = fixture::report(45);
        for row in &mut long.announcement.answering {
            row.unit.skpd = "Badan Perencanaan Pembangunan, Penelitian, Pengembangan, serta Inovasi Daerah ".repeat(2);
        }
        long.government.name = "Pemerintah Kabupaten Administrasi Kepulauan Seribu dan Sekitarnya".to_owned();
        reports.push(long);
        for report in reports {
            for language in [Language::Id, Language::En] {
                // Without chapters: cover, summary, contents.
                let data = Data { chapters: Vec::new(), ..data(&report, &[], language, &options) };
                let print = press.print("laporan.typ", &data, &[], &report).expect("a document");
                assert_eq!(print.pages, 3, "{} units, {language:?}", report.league.len());
            }
        }
    }
}
