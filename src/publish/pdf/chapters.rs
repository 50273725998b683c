//! The chapters of the printed report: which sections there are, and what stands in each.

use serde::Serialize;

use super::block::{Block, Cell, Sheet};
use super::report::{headlines, line, sureness, table};
use super::{Drawn, advice};
use crate::judge::{Funnel, FunnelStanding, LeagueRow, Report};
use crate::publish::charts::Rate;
use crate::publish::numbers::{MISSING, count, decimal, percent, percent_range};
use crate::publish::texts::{self, fill, t};
use crate::publish::{Language, announcement, html, notes, robustness, summary};

/// A chapter or an annex.
#[derive(Debug, Serialize)]
pub struct Chapter {
    number: String,
    title: &'static str,
    /// Whether its pages lie across: its tables have many columns.
    wide: bool,
    sections: Vec<Section>,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct Section {
    /// Empty where it is the only one of its chapter.
    title: String,
    blocks: Vec<Block>,
}

/// What is compared within: a government and a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading<'r> {
    agency: &'r str,
    group: &'r str,
}

impl Heading<'_> {
    /// In words; empty where all are compared with all.
    pub fn words(&self, language: Language) -> String {
        let group = texts::group(self.group, language);
        let parts: Vec<&str> = [self.agency, &group].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }
}

/// The ranked rows by what they are compared within, in the order of the league.
pub fn groups(report: &Report) -> Vec<(Heading<'_>, Vec<&LeagueRow>)> {
    let several = report.instansi.len() > 1;
    let mut out: Vec<(Heading<'_>, Vec<&LeagueRow>)> = Vec::new();
    for row in report.league.iter().filter(|row| row.rank.is_some()) {
        let heading = Heading { agency: if several { &row.agency } else { "" }, group: &row.group };
        match out.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, rows)) => rows.push(row),
            None => out.push((heading, vec![row])),
        }
    }
    for (_, rows) in &mut out {
        rows.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.skpd.cmp(&b.skpd)));
    }
    out
}

/// Every chapter and annex.
pub fn of(report: &Report, charts: &[Drawn], language: Language) -> Vec<Chapter> {
    let chapter = |number, title, sections: Vec<Option<Section>>| Chapter {
        number,
        title: t(title, language),
        wide: false,
        sections: sections.into_iter().flatten().collect(),
    };
    let number = |key| t(key, language).to_owned();
    let annex = |n: u64| format!("{} {}", t("report.annex", language), count(n, language));
    let mut out = vec![
        chapter(
            number("report.chapter.1"),
            "report.overview",
            vec![
                scope(report, language),
                received(report, charts, language),
                handling(report, charts, language),
                stock(report, charts, language),
                targets(report, charts, language),
            ],
        ),
        chapter(
            number("report.chapter.2"),
            "report.results",
            vec![
                governments(report, language),
                league(report, charts, language),
                sure(report, language),
                outside(report, charts, language),
                silent(report, language),
                waiting(report, charts, language),
                ages(report, charts, language),
                movement(report, charts, language),
                unjudged(report, language),
            ],
        ),
        chapter(
            number("report.chapter.3"),
            "report.conclusion",
            vec![conclusions(report, language), recommendations(report, language), approval(report, language)],
        ),
    ];
    let annexes = [
        ("report.annex.league", true, vec![full_league(report, language)]),
        ("report.annex.quality", true, quality(report, language)),
        ("report.annex.method", false, method(report, language)),
        ("report.annex.status", false, vec![section("", [table(html::statuses(report, language))], language)]),
    ];
    let annexes =
        annexes.into_iter().map(|(title, wide, sections)| Chapter { wide, ..chapter(String::new(), title, sections) });
    let annexes = annexes.filter(|chapter| !chapter.sections.is_empty()).zip(1..);
    out.extend(annexes.map(|(chapter, n)| Chapter { number: annex(n), ..chapter }));
    out
}

/// A section of what there is; `None` where there is nothing.
fn section(
    title: &'static str,
    blocks: impl IntoIterator<Item = Option<Block>>,
    language: Language,
) -> Option<Section> {
    let blocks: Vec<Block> = blocks.into_iter().flatten().collect();
    let title = if title.is_empty() { String::new() } else { t(title, language).to_owned() };
    (!blocks.is_empty()).then_some(Section { title, blocks })
}

fn items(items: Vec<String>) -> Option<Block> {
    (!items.is_empty()).then_some(Block::Items { items })
}

/// A heading above a block that there is.
fn under(heading: impl Into<String>, block: Option<Block>) -> [Option<Block>; 2] {
    let heading = block.is_some().then(|| Block::heading(heading));
    [heading, block]
}

fn pictures(charts: &[Drawn], names: &[&str]) -> impl Iterator<Item = Option<Block>> {
    Block::pictures(charts, names).into_iter().map(Some)
}

fn facts(report: &Report, language: Language) -> Option<Block> {
    let facts = html::facts(report, language).into_iter().map(|fact| [fact.label.to_owned(), fact.text]).collect();
    Some(Block::Facts { facts })
}

fn scope(report: &Report, language: Language) -> Option<Section> {
    let deadlines = under(t("section.method.deadlines", language), table(html::deadlines(report, language)));
    section("report.scope", [facts(report, language)].into_iter().chain(deadlines), language)
}

fn received(report: &Report, charts: &[Drawn], language: Language) -> Option<Section> {
    let said = summary::of(report, language).paragraphs;
    let said = said.into_iter().map(|paragraph| Some(Block::text(paragraph.join(" "))));
    let parts = html::breakdowns(report, language).into_iter().take(2);
    let parts = parts.flat_map(|part| under(part.heading, table(part.governments)));
    let categories = under(t("section.categories", language), table(html::categories(report, language)));
    let blocks = said.chain(pictures(charts, &["bulanan"])).chain(parts).chain(categories);
    section("report.received", blocks, language)
}

fn handling(report: &Report, charts: &[Drawn], language: Language) -> Option<Section> {
    let steps = under(t("section.steps", language), table(html::steps(report, true, language)));
    let blocks = pictures(charts, &["respons-triwulan", "waktu-respons"]).chain(steps);
    section("report.handling", blocks, language)
}

fn stock(report: &Report, charts: &[Drawn], language: Language) -> Option<Section> {
    let lead = [Some(Block::text(t("section.closing.lead", language)))];
    let closing = html::closing(&report.instansi, false, language);
    let closing = [closing.map(|table| Block::Table(Sheet::turned(&table)))];
    let blocks = lead.into_iter().chain(pictures(charts, &["arus"])).chain(closing);
    section("report.stock", blocks, language)
}

fn targets(report: &Report, charts: &[Drawn], language: Language) -> Option<Section> {
    let volumes = report.instansi.iter().filter_map(|row| summary::volume(row, report, language)).collect();
    let blocks = [table(html::targets(report, language)), items(volumes)];
    section("section.targets", blocks.into_iter().chain(pictures(charts, &["capaian"])), language)
}

/// The governments beside one another, where there are several.
fn governments(report: &Report, language: Language) -> Option<Section> {
    let several = report.instansi.len() > 1;
    let table = html::governments(report, language).filter(|_| several);
    section("section.instansi", [table.map(|table| Block::Table(Sheet::turned(&table)))], language)
}

fn league(report: &Report, charts: &[Drawn], language: Language) -> Option<Section> {
    let groups = groups(report);
    if groups.is_empty() {
        return section("report.league", [Some(Block::text(t("report.league.none", language)))], language);
    }
    let lead = [Some(Block::text(t("report.league.lead", language)))];
    let tables = groups.iter().flat_map(|(heading, rows)| {
        let words = heading.words(language);
        let heading = (!words.is_empty()).then(|| Block::heading(words));
        [heading, Some(Block::Table(short_league(rows, report, language)))]
    });
    section("report.league", lead.into_iter().chain(tables).chain(pictures(charts, &["peringkat"])), language)
}

/// The columns that a meeting reads, of one group: the rate is the one that the charts show.
fn short_league(rows: &[&LeagueRow], report: &Report, language: Language) -> Sheet {
    let rate = Rate::of(report);
    let moves = |row: &LeagueRow| {
        let of = report.ranking.iter().find(|r| (&r.agency_id, &r.skpd_id) == (&row.agency_id, &row.skpd_id));
        of.is_some_and(crate::judge::RankRow::moves)
    };
    let n = |n: Option<u64>| n.map_or_else(|| MISSING.to_owned(), |n| count(n, language));
    let heading = |column: &'static str| texts::heading(column, language).to_owned();
    let cells = |row: &&LeagueRow| {
        let drawn = rate.and_then(|rate| rate.row(row));
        let range = row.rank_low.zip(row.rank_high).map(|(low, high)| {
            let values = [("low", count(low, language)), ("high", count(high, language))];
            fill(t("table.rank_range", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
        });
        let interval = drawn.and_then(|drawn| drawn.range);
        let mark = if moves(row) { "*" } else { "" };
        let silent = row.unanswered_overdue;
        vec![
            Cell { sub: range.unwrap_or_default(), ..Cell::text(format!("{}{mark}", n(row.rank))) },
            Cell::text(row.skpd.as_str()),
            Cell::text(n(drawn.map(|drawn| drawn.n))),
            Cell {
                sub: interval.map_or_else(String::new, |(low, high)| percent_range(low, high, language)),
                bar: drawn.map(|drawn| drawn.value),
                ..Cell::text(drawn.map_or_else(|| MISSING.to_owned(), |drawn| percent(drawn.value, language)))
            },
            Cell { alarm: silent.is_some_and(|n| n > 0), ..Cell::text(n(silent)) },
            Cell::text(n(Some(row.open))),
            Cell::text(row.score.map_or_else(|| MISSING.to_owned(), |score| decimal(score, 3, language))),
        ]
    };
    let shown = rate.map_or_else(String::new, |rate| rate.heading(language).to_owned());
    Sheet {
        columns: vec![
            heading("rank_range"),
            heading("skpd"),
            t("report.league.of", language).to_owned(),
            shown,
            heading("unanswered_overdue"),
            heading("open"),
            heading("score"),
        ],
        widths: vec![9.0, 38.0, 8.0, 17.0, 11.0, 9.0, 8.0],
        align: vec!["r", "l", "r", "r", "r", "r", "r"],
        rows: rows.iter().map(cells).collect(),
    }
}

fn sure(report: &Report, language: Language) -> Option<Section> {
    let moves = [table(html::rank_moves(report, language))];
    let lead = [items(sureness(report, language)), items(robustness::lead(report, language))];
    section("report.sure", lead.into_iter().chain(moves), language)
}

fn outside(report: &Report, charts: &[Drawn], language: Language) -> Option<Section> {
    let several = report.instansi.len() > 1;
    let of = |funnel: &Funnel| {
        let measure = html::funnel_name(funnel, several, language);
        let above = items(html::funnel_outside(funnel, FunnelStanding::is_above, language));
        let below = items(html::funnel_outside(funnel, FunnelStanding::is_below, language));
        let none = (above.is_none() && below.is_none()).then(|| Block::text(html::funnel_nobody(funnel, language)));
        let mut blocks = vec![Some(Block::heading(html::funnel_heading(funnel, &measure, language))), none];
        blocks.extend(under(t("report.outside.above", language), above));
        blocks.extend(under(t("report.outside.below", language), below));
        blocks.push(Some(Block::text(html::funnel_spread(funnel, language))));
        blocks
    };
    let blocks = report.funnels.iter().flat_map(of).chain(pictures(charts, &["corong"]));
    section("report.outside", blocks, language)
}

fn silent(report: &Report, language: Language) -> Option<Section> {
    let spoken = announcement::of(report, language);
    let lines = |lines: Vec<announcement::Line>| {
        let lines: Vec<_> = lines.into_iter().map(line(language)).collect();
        (!lines.is_empty()).then_some(Block::Named { lines })
    };
    let lead = match (spoken.never.is_empty(), report.announcement.known) {
        (false, _) => "section.unanswered.lead",
        (true, true) => "section.unanswered.none",
        (true, false) => "section.unanswered.unknown",
    };
    let lead = texts::find(lead, language).unwrap_or_default();
    let mut blocks = vec![Some(Block::heading(t("section.unanswered", language))), Some(Block::text(lead))];
    blocks.push(lines(spoken.never));
    blocks.extend(under(t("announce.own", language), lines(spoken.own)));
    blocks.extend(under(t("announce.unknown", language), lines(spoken.unknown)));
    blocks.extend(under(t("announce.late", language), lines(spoken.late)));
    blocks.extend(under(t("announce.handed_on", language), lines(spoken.handed_on)));
    section("report.silent", blocks, language)
}

fn waiting(report: &Report, charts: &[Drawn], language: Language) -> Option<Section> {
    let table = table(html::pending(report, language))?;
    let lead = [Some(Block::text(html::pending_lead(report, language))), items(html::faster(report, language))];
    let blocks = lead.into_iter().chain([Some(table)]).chain(pictures(charts, &["kurva-respons"]));
    section("report.waiting", blocks, language)
}

fn ages(report: &Report, charts: &[Drawn], language: Language) -> Option<Section> {
    let tables = [
        table(html::ages(&report.backlog_age_instansi, false, language)),
        table(html::ages(&report.backlog_age, false, language)),
    ];
    section("report.ages", pictures(charts, &["tunggakan-umur"]).chain(tables), language)
}

fn movement(report: &Report, charts: &[Drawn], language: Language) -> Option<Section> {
    let lead = html::movement_lead(report, language)?;
    let beyond = table(html::beyond_chance(report, language))
        .unwrap_or_else(|| Block::text(t("report.movement.none", language)));
    let blocks = [Some(Block::text(lead)), Some(beyond)].into_iter();
    section("report.movement", blocks.chain(pictures(charts, &["gerak", "tren"])), language)
}

fn unjudged(report: &Report, language: Language) -> Option<Section> {
    let reasons = summary::of(report, language).unjudged;
    if reasons.is_empty() {
        return section("section.unjudged", [Some(Block::text(t("report.unjudged.none", language)))], language);
    }
    let facts = reasons.into_iter().map(|(reason, names)| [reason, names.join("; ")]).collect();
    section("section.unjudged", [Some(Block::Facts { facts })], language)
}

fn conclusions(report: &Report, language: Language) -> Option<Section> {
    let spoken = announcement::of(report, language);
    let said = headlines(report, language).into_iter().chain(spoken.best).chain(spoken.improved);
    section("report.conclusions", [items(said.collect())], language)
}

fn recommendations(report: &Report, language: Language) -> Option<Section> {
    section("report.recommendations", [items(advice::of(report, language))], language)
}

fn approval(report: &Report, language: Language) -> Option<Section> {
    use crate::terms::Level;
    let regional = matches!(report.government.level, Level::Provinsi | Level::Kabupaten | Level::Kota);
    let office = if regional { "report.sign.office" } else { "report.sign.office.agency" };
    let word = |key| texts::find(key, language).unwrap_or_default().to_owned();
    let signature = Block::Signature {
        place: word("report.sign.place"),
        office: word(office),
        name: word("report.sign.name"),
        number: word("report.sign.number"),
    };
    section("report.approval", [Some(signature)], language)
}

fn full_league(report: &Report, language: Language) -> Option<Section> {
    section("", [table(html::league(report, language))], language)
}

fn quality(report: &Report, language: Language) -> Vec<Option<Section>> {
    let remarks = notes::sentences(report, language).into_iter();
    let remarks = remarks.map(|(weight, text)| Some(Block::Note { text, warning: weight == notes::Weight::Warning }));
    vec![
        section("section.notes", remarks, language),
        section("section.quality", [table(html::gates(report, language))], language),
        section("section.quality.sources", [table(html::sources(report, language))], language),
        section("section.quality.findings", [table(html::findings(report, language))], language),
    ]
}

fn method(report: &Report, language: Language) -> Vec<Option<Section>> {
    let rounding = [
        Some(Block::text(t("section.method.interval", language))),
        Some(Block::text(t("section.method.rounding", language))),
    ];
    vec![
        section("section.method.weights", [table(html::weights(report, language))], language),
        section("section.method.rules", rounding, language),
        section("section.method.definitions", [table(html::definitions(language))], language),
    ]
}
