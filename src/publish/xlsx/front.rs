//! The sheet `Ringkasan`: the quarter's figures at a glance, two pictures, what was said of it, and where the rest stands.

use rust_xlsxwriter::XlsxError;

use super::charts::{self, Place};
use super::grid::Cell;
use super::page::{Page, ROW};
use super::pictures::Drawn;
use crate::judge::{LeagueRow, Report};
use crate::publish::numbers::{MISSING, count, moment, percent, percent_range, quarter, trimmed};
use crate::publish::texts::{fill, t};
use crate::publish::{announcement, notes, summary};

/// Tiles in a row, each of two columns; one more where there is a target of volume.
const TILES: usize = 6;

/// Columns of equal width, in characters: two a tile, all together as wide as a page.
pub fn widths(report: &Report) -> Vec<f64> {
    let targeted = matches!(report.instansi.as_slice(), [row] if row.volume_attainment.is_some());
    if targeted { vec![10.2; 2 * (TILES + 1)] } else { vec![12.0; 2 * TILES] }
}

/// Units that are named here; the sheet of the announcement has them all.
const NAMED: usize = 5;
/// Height of the pictures, in pixels, and the rows that they cover.
const PICTURE: (u32, u32) = (300, 15);

/// Fills the sheet.
pub fn write(page: &mut Page<'_>, sheets: &[&'static str], drawn: &Drawn) -> Result<(), XlsxError> {
    let scope = page.scope;
    let (report, language, styles) = (scope.report, scope.language, scope.styles);
    let title = [t("title", language), &report.government.name].join(" · ");
    page.sheet.write_string_with_format(page.row, 0, &title, &styles.title)?;
    page.sheet.set_row_height(page.row, 24)?;
    page.advance(24.0);
    let as_of = moment(report.as_of, report.government.zone, language);
    let as_of = fill(t("title.as_of", language), &[("as_of", &as_of)]);
    let unfinished = if report.unfinished { format!(" ({})", t("title.unfinished", language)) } else { String::new() };
    page.heading(&format!("{}{unfinished} · {as_of}", quarter(report.quarter, language)))?;
    page.skip();
    links(page, sheets)?;
    page.skip();
    if let [row] = report.instansi.as_slice() {
        tiles(page, row)?;
        page.skip();
        show(page, drawn)?;
    }
    let warnings = notes::sentences(report, language);
    if !warnings.is_empty() {
        page.heading(t("section.notes", language))?;
        for (weight, text) in &warnings {
            let format = if *weight == notes::Weight::Warning { &styles.warning } else { &styles.body };
            page.text(text, format)?;
        }
        page.skip();
    }
    let summary = summary::of(report, language);
    page.heading(t("section.summary", language))?;
    for paragraph in &summary.paragraphs {
        page.text(&paragraph.join(" "), &styles.body)?;
    }
    page.skip();
    leaders(page, &summary)?;
    silent(page)?;
    if !summary.unjudged.is_empty() {
        page.heading(t("section.unjudged", language))?;
        for (reason, names) in &summary.unjudged {
            let n = count(u64::try_from(names.len()).unwrap_or(u64::MAX), language);
            page.text(&format!("{reason} ({n}): {}", names.join("; ")), &styles.body)?;
        }
        page.skip();
    }
    page.text(t("footer.neutral", language), &styles.lead)?;
    page.sheet.set_freeze_panes(2, 0)?;
    Ok(())
}

/// Where the other sheets are.
fn links(page: &mut Page<'_>, sheets: &[&'static str]) -> Result<(), XlsxError> {
    for row in sheets.chunks(TILES) {
        for (sheet, column) in row.iter().zip((0_u16..).step_by(2)) {
            page.link(column, sheet, page.scope.t(sheet))?;
        }
        page.advance(ROW);
    }
    Ok(())
}

/// A figure at a glance: what it is, its number, and what else is to be known of it.
struct Tile {
    label: &'static str,
    figure: Cell,
    note: String,
    before: String,
}

/// The government's figures, with those of the quarter before.
fn tiles(page: &mut Page<'_>, row: &LeagueRow) -> Result<(), XlsxError> {
    let tiles = of_government(page, row);
    let styles = page.styles();
    let top = page.row;
    for (tile, at) in tiles.iter().zip((0_u16..).step_by(2)) {
        page.row = top;
        page.span(at, 2, tile.label, &styles.tile_label)?;
        page.row += 1;
        page.span(at, 2, "", &styles.tile.text)?;
        match &tile.figure {
            Cell::Empty => {
                page.sheet.write_string_with_format(page.row, at, MISSING, &styles.tile.text)?;
            }
            figure => figure.write(page.sheet, (page.row, at), &styles.tile, styles)?,
        }
        page.row += 1;
        page.span(at, 2, &tile.note, &styles.tile_note)?;
        page.row += 1;
        page.span(at, 2, &tile.before, &styles.tile_note)?;
    }
    page.row = top;
    for height in [30.0, 30.0, 40.0, 28.0] {
        page.sheet.set_row_height(page.row, height)?;
        page.advance(height);
    }
    Ok(())
}

fn of_government(page: &Page<'_>, row: &LeagueRow) -> Vec<Tile> {
    let (report, language) = (page.scope.report, page.scope.language);
    let n = |x: u64| count(x, language);
    let say = |key, values: &[(&str, String)]| {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(t(key, language), &values)
    };
    let is_before = |r: &&LeagueRow| r.period == row.period.previous() && r.agency_id == row.agency_id;
    let earlier = report.instansi_history.iter().find(is_before);
    let before = |of: &dyn Fn(&LeagueRow) -> Option<String>| {
        earlier.and_then(of).map(|value| say("kpi.before", &[("value", value)])).unwrap_or_default()
    };
    let share = |rate: Option<f64>| rate.map(|rate| percent(rate, language));
    let of = |part: Option<u64>, whole: Option<u64>| match part.zip(whole) {
        Some((part, whole)) => say("kpi.of", &[("part", n(part)), ("whole", n(whole))]),
        None => String::new(),
    };
    let range = row.on_time_low.zip(row.on_time_high).map(|(low, high)| percent_range(low, high, language));
    let on_time = match (row.responded_in_time, row.due, range) {
        (Some(part), Some(whole), Some(range)) => {
            say("kpi.on_time.note", &[("part", n(part)), ("whole", n(whole)), ("range", range)])
        }
        (part, whole, _) => of(part, whole),
    };
    let days = |r: &LeagueRow| r.mean_response_workdays.map(|x| crate::publish::numbers::workdays(x, language));
    let hours = |r: &LeagueRow| r.mean_response_hours.map(|x| crate::publish::numbers::hours(x, language));
    let closers = [
        ("admin", n(row.closed_by_admin)),
        ("system", n(row.closed_by_system)),
        ("reporter", n(row.closed_by_reporter)),
        ("open", n(row.open)),
    ];
    let (speed, speed_label, speed_note) = match (row.mean_response_workdays, row.mean_response_hours) {
        (Some(x), _) => (Cell::Tenth(x), "col.mean_response_workdays", hours(row).unwrap_or_default()),
        (None, x) => (x.map_or(Cell::Empty, Cell::Tenth), "col.mean_response_hours", String::new()),
    };
    let mut tiles = vec![
        Tile {
            label: t("kpi.received", language),
            figure: Cell::Count(row.received),
            note: say("kpi.received.note", &[("eligible", n(row.eligible))]),
            before: before(&|r| Some(n(r.received))),
        },
        Tile {
            label: t("kpi.response", language),
            figure: Cell::rate(row.response_rate),
            note: row.response_rate.map(|_| of(Some(row.responded), Some(row.eligible))).unwrap_or_default(),
            before: before(&|r| share(r.response_rate)),
        },
        Tile {
            label: t("kpi.on_time", language),
            figure: Cell::rate(row.on_time_rate),
            note: on_time,
            before: before(&|r| share(r.on_time_rate)),
        },
        Tile {
            label: t(speed_label, language),
            figure: speed,
            note: speed_note,
            before: before(&|r| days(r).or_else(|| hours(r))),
        },
        Tile {
            label: t("kpi.closed", language),
            figure: Cell::rate(row.resolution_rate),
            note: say("kpi.closed.note", &closers),
            before: String::new(),
        },
        Tile {
            label: t("kpi.stock", language),
            figure: Cell::count(row.backlog_closing),
            note: row.backlog_over_limit.map(|over| say("kpi.stock.note", &[("over", n(over))])).unwrap_or_default(),
            before: before(&|r| r.backlog_closing.map(n)),
        },
    ];
    if let Some((target, attained)) = row.volume_target.zip(row.volume_attainment) {
        let target = trimmed(target, 2, language);
        tiles.push(Tile {
            label: t("kpi.volume", language),
            figure: Cell::Rate(attained),
            note: say("kpi.volume.note", &[("ytd", n(row.received_ytd)), ("target", target)]),
            before: report.quarter.year().to_string(),
        });
    }
    tiles
}

/// The pictures of the quarter, side by side.
fn show(page: &mut Page<'_>, drawn: &Drawn) -> Result<(), XlsxError> {
    let language = page.scope.language;
    let (height, rows) = PICTURE;
    let half = page.columns() / 2;
    let mut column = 0;
    let title = t("xlsx.trend.title", language);
    if let Some(trend) = &drawn.trend {
        let lines = trend.lines();
        let chart = charts::trend(&trend.picture(title, &lines), language);
        Place { column, columns: half, height }.put(page, chart)?;
        column = half;
    }
    if let Some(ages) = drawn.ages.government() {
        let chart = charts::ages(t("section.ages", language), ages, language);
        Place { column, columns: half, height }.put(page, chart)?;
        column = half;
    }
    if column > 0 {
        (0..=rows).for_each(|_| page.skip());
    }
    Ok(())
}

fn leaders(page: &mut Page<'_>, summary: &summary::Summary) -> Result<(), XlsxError> {
    let styles = page.styles();
    page.heading(page.scope.t("section.leaders"))?;
    if summary.leaders.is_empty() {
        page.text(page.scope.t("section.leaders.none"), &styles.body)?;
    }
    for (heading, lines) in &summary.leaders {
        if !heading.is_empty() {
            page.text(heading, &styles.lead)?;
        }
        for line in lines {
            page.text(line, &styles.body)?;
        }
    }
    page.skip();
    Ok(())
}

/// The first of those who never answered.
fn silent(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let (report, language, styles) = (page.scope.report, page.scope.language, page.styles());
    page.heading(t("section.unanswered", language))?;
    let never = announcement::of(report, language).never;
    if never.is_empty() {
        let known = report.announcement.known;
        let none =
            if known { t("section.unanswered.none", language) } else { t("section.unanswered.unknown", language) };
        page.text(none, &styles.body)?;
    }
    for line in never.iter().take(NAMED) {
        let facts = if line.facts.is_empty() { String::new() } else { format!(" ({})", line.facts) };
        page.text(&format!("{}: {}{facts}", line.name, count(line.count, language)), &styles.body)?;
    }
    let others = u64::try_from(never.len().saturating_sub(NAMED)).unwrap_or(u64::MAX);
    let text = match others {
        0 => t("xlsx.silent.link", language).to_owned(),
        n => fill(t("xlsx.silent.more", language), &[("n", &count(n, language))]),
    };
    page.link(0, "xlsx.silent", &text)?;
    page.advance(ROW);
    page.skip();
    Ok(())
}
