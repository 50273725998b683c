//! The evidence in `internal/`: complaint by complaint, spell by spell, all that a figure of the quarter is made of, so
//! that `rapor explain --report` can show it and compute it again.
//!
//! A complaint that is confidential or alleges wrongdoing has a line without its id, class, channel and times, unless it
//! is asked for: the sums must agree, and nobody may be found in them. Such lines stand last, in the order of what they say,
//! so that their place tells nothing of their time.

use std::collections::BTreeMap;

use super::csv_files::{Sheet, cell, shown};
use super::{Document, Options, otherwise_csv, unit_files};
use crate::judge::{EvidenceRow, HandedRow, Report, RestrictedPart, SpellRow, UnitFacts, Value};
use crate::problem::Problem;

/// What stands for the id of a complaint that is held back.
pub const HELD_BACK: &str = "(dirahasiakan)";

const COMPLAINT: [&str; 39] = [
    "row",
    "agency_id",
    "skpd_id",
    "complaint_id",
    "class",
    "channel",
    "received_at",
    "clock_at",
    "responded_at",
    "resolved_at",
    "closed_at",
    "closed_by",
    "response_evidence",
    "response_deadline",
    "response_outcome",
    "response_seconds",
    "response_workdays",
    "response_limit_workdays",
    "followed_minutes",
    "resolution_evidence",
    "resolution_deadline",
    "resolution_outcome",
    "resolution_seconds",
    "resolution_workdays",
    "resolution_limit_workdays",
    "hops",
    "tells_response",
    "response_undecided",
    "resolution_undecided",
    "exclusion",
    "resolution_followed_minutes",
    "archived_known",
    "category",
    "state",
    "verified_at",
    "verification_deadline",
    "verification_outcome",
    "verification_workdays",
    "verification_limit_workdays",
];

/// Every file of the evidence.
///
/// # Errors
/// A row could not be written, which a memory buffer does not do.
pub fn files(report: &Report, options: &Options) -> Result<Vec<Document>, Problem> {
    let order = numbered(&report.evidence, options);
    let mut out = complaints(report, &order, options)?;
    if !report.evidence_instansi.is_empty() {
        out.push(governments(report, &order, options)?);
    }
    if !report.otherwise.is_empty() {
        out.push(otherwise_csv::file(&report.otherwise, &order, options)?);
    }
    out.push(spells(report, options)?);
    if !report.handed.is_empty() {
        out.push(handed(report, options)?);
    }
    out.push(units(&report.facts.units)?);
    if !options.include_confidential && !report.restricted_parts.is_empty() {
        out.push(restricted(&report.restricted_parts)?);
    }
    Ok(out)
}

/// What the masked lines do not say, counted by unit.
fn restricted(parts: &[RestrictedPart]) -> Result<Document, Problem> {
    let header = ["agency_id", "skpd_id", "dimension", "value", "complaints"];
    let mut sheet = Sheet::new("internal/bukti-dirahasiakan.csv", header)?;
    for part in parts {
        let names = [text(&part.agency_id), text(&part.skpd_id), part.dimension.to_owned(), text(&part.value)];
        sheet.plain_row(names.into_iter().chain([part.complaints.to_string()]))?;
    }
    sheet.finish()
}

pub(super) fn text(text: &str) -> String {
    cell(&Value::text(text))
}

pub(super) fn number(n: Option<u64>) -> String {
    n.map(|n| n.to_string()).unwrap_or_default()
}

pub(super) fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// What a line says of a complaint; a masked one says nothing that leads to it.
fn complaint(row: &EvidenceRow, place: usize, masked: bool) -> [String; 39] {
    let open = |text: &str| if masked { String::new() } else { text.to_owned() };
    [
        place.to_string(),
        text(&row.agency_id),
        text(&row.skpd_id),
        if masked { HELD_BACK.to_owned() } else { text(&row.complaint_id) },
        open(row.class),
        open(row.channel),
        open(&row.received_at),
        open(&row.clock_at),
        open(&row.responded_at),
        open(&row.resolved_at),
        open(&row.closed_at),
        row.closed_by.to_owned(),
        row.response_evidence.to_owned(),
        open(&row.response_deadline),
        row.response_outcome.to_owned(),
        number(row.response_seconds),
        number(row.response_workdays),
        number(if masked { None } else { row.response_limit_workdays }),
        number(if masked { row.followed_told } else { row.followed_minutes }),
        row.resolution_evidence.to_owned(),
        open(&row.resolution_deadline),
        row.resolution_outcome.to_owned(),
        number(row.resolution_seconds),
        number(row.resolution_workdays),
        number(if masked { None } else { row.resolution_limit_workdays }),
        row.hops.to_string(),
        yes(row.tells_response).to_owned(),
        yes(row.response_undecided).to_owned(),
        yes(row.resolution_undecided).to_owned(),
        row.exclusion.to_owned(),
        number(if masked { row.resolution_followed_told } else { row.resolution_followed_minutes }),
        row.archived_known.map_or("", yes).to_owned(),
        if masked { String::new() } else { text(&row.category) },
        row.state.to_owned(),
        open(&row.verified_at),
        open(&row.verification_deadline),
        row.verification_outcome.to_owned(),
        number(row.verification_workdays),
        number(if masked { None } else { row.verification_limit_workdays }),
    ]
}

/// For each complaint, by its number, its place among the lines from 1: those of a unit together, the masked ones last.
fn numbered(rows: &[EvidenceRow], options: &Options) -> Vec<usize> {
    let mut order: Vec<&EvidenceRow> = rows.iter().collect();
    order.sort_by_cached_key(|row| {
        let masked = !shown(row.restricted, options);
        // Of two that say the same it is all one which comes first.
        let said = masked.then(|| complaint(row, 0, true));
        (&row.agency_id, &row.skpd_id, masked, said, if masked { 0 } else { row.number })
    });
    let mut places = vec![0; rows.len()];
    for (place, row) in order.iter().enumerate() {
        if let Some(of) = places.get_mut(row.number) {
            *of = place + 1;
        }
    }
    places
}

/// One file a unit. Two ids of one slug get files of their own.
fn complaints(report: &Report, places: &[usize], options: &Options) -> Result<Vec<Document>, Problem> {
    let mut units: BTreeMap<&str, Vec<(usize, &EvidenceRow)>> = BTreeMap::new();
    for row in &report.evidence {
        let place = places.get(row.number).copied().unwrap_or_default();
        units.entry(&row.skpd_id).or_default().push((place, row));
    }
    let stems = unit_files::of_ids(report);
    let mut out = Vec::with_capacity(units.len());
    for (skpd_id, mut rows) in units {
        let name = stems.get(skpd_id).map_or("tanpa-nama", String::as_str);
        rows.sort_by_key(|(place, _)| *place);
        out.push(lines(&format!("internal/bukti/{name}.csv"), &rows, options)?);
    }
    Ok(out)
}

/// The complaints that a government sees otherwise than the unit, under the places of their units' lines.
fn governments(report: &Report, places: &[usize], options: &Options) -> Result<Document, Problem> {
    let place = |row: &EvidenceRow| places.get(row.number).copied().unwrap_or_default();
    let mut rows: Vec<_> = report.evidence_instansi.iter().map(|row| (place(row), row)).collect();
    rows.sort_by_key(|(place, _)| *place);
    lines("internal/bukti-instansi.csv", &rows, options)
}

fn lines(path: &str, rows: &[(usize, &EvidenceRow)], options: &Options) -> Result<Document, Problem> {
    let mut sheet = Sheet::new(path, COMPLAINT)?;
    for (place, row) in rows {
        sheet.plain_row(complaint(row, *place, !shown(row.restricted, options)))?;
    }
    sheet.finish()
}

/// Rows in the order of their government and unit, then as they come; the masked ones behind the others, by what they say.
fn in_order<T, const N: usize>(
    rows: &[T],
    unit: impl Fn(&T) -> (&str, &str),
    masked: impl Fn(&T) -> bool,
    line: impl Fn(&T) -> [String; N],
) -> Vec<&T> {
    let said = |row: &T| masked(row).then(|| line(row));
    let mut all: Vec<(&T, Option<[String; N]>)> = rows.iter().map(|row| (row, said(row))).collect();
    // What is not masked stays in its order: the sort is stable.
    all.sort_by(|(a, said_a), (b, said_b)| unit(a).cmp(&unit(b)).then_with(|| said_a.cmp(said_b)));
    all.into_iter().map(|(row, _)| row).collect()
}

fn spells(report: &Report, options: &Options) -> Result<Document, Problem> {
    let header = [
        "agency_id",
        "skpd_id",
        "complaint_id",
        "received_at",
        "opened_on",
        "began",
        "closed_on",
        "ended",
        "closing_known",
        "deadline",
        "over_limit",
        "open_days",
    ];
    // The age of the oldest is published; that of another would tell its receipt.
    let mut oldest: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for row in &report.spells {
        let days = oldest.entry((&row.agency_id, &row.skpd_id)).or_default();
        *days = (*days).max(row.open_days.unwrap_or_default());
    }
    let masked = |row: &SpellRow| !shown(row.restricted, options);
    let line = |row: &SpellRow| {
        let masked = masked(row);
        let open = |text: &str| if masked { String::new() } else { text.to_owned() };
        let known = oldest.get(&(row.agency_id.as_str(), row.skpd_id.as_str()));
        let days = row.open_days.filter(|days| !masked || known == Some(days));
        [
            text(&row.agency_id),
            text(&row.skpd_id),
            if masked { HELD_BACK.to_owned() } else { text(&row.complaint_id) },
            open(&row.received_at),
            open(&row.opened_on),
            row.began.to_owned(),
            open(&row.closed_on),
            row.ended.to_owned(),
            yes(row.closing_known).to_owned(),
            open(&row.deadline),
            yes(row.over_limit).to_owned(),
            number(days),
        ]
    };
    let mut sheet = Sheet::new("internal/bukti-stok.csv", header)?;
    for row in in_order(&report.spells, |row| (&row.agency_id, &row.skpd_id), masked, line) {
        sheet.plain_row(line(row))?;
    }
    sheet.finish()
}

fn handed(report: &Report, options: &Options) -> Result<Document, Problem> {
    let header =
        ["agency_id", "skpd_id", "complaint_id", "step", "clock_at", "deadline", "let_go_at", "how", "late", "unheld"];
    let masked = |row: &HandedRow| !shown(row.restricted, options);
    let line = |row: &HandedRow| {
        let masked = masked(row);
        let open = |text: &str| if masked { String::new() } else { text.to_owned() };
        [
            text(&row.agency_id),
            text(&row.skpd_id),
            if masked { HELD_BACK.to_owned() } else { text(&row.complaint_id) },
            row.step.to_string(),
            open(&row.clock_at),
            open(&row.deadline),
            open(&row.let_go_at),
            row.how.to_owned(),
            yes(row.late).to_owned(),
            yes(row.unheld).to_owned(),
        ]
    };
    let mut sheet = Sheet::new("internal/bukti-serah.csv", header)?;
    for row in in_order(&report.handed, |row| (&row.agency_id, &row.skpd_id), masked, line) {
        sheet.plain_row(line(row))?;
    }
    sheet.finish()
}

fn units(facts: &[UnitFacts]) -> Result<Document, Problem> {
    let header = [
        "agency_id",
        "skpd_id",
        "kind",
        "standing",
        "rows_rejected",
        "rows_all",
        "closings",
        "closings_unknown",
        "shown_for",
        "zone",
        "parent_id",
        "parent",
    ];
    let mut sheet = Sheet::new("internal/bukti-unit.csv", header)?;
    for unit in facts {
        sheet.plain_row([
            text(&unit.agency_id),
            text(&unit.skpd_id),
            unit.kind.to_owned(),
            unit.standing.to_owned(),
            unit.rows_rejected.to_string(),
            unit.rows_all.to_string(),
            unit.closings.to_string(),
            unit.closings_unknown.to_string(),
            text(&unit.shown_for.join("\n")),
            text(&unit.zone),
            text(&unit.parent_id),
            text(&unit.parent),
        ])?;
    }
    sheet.finish()
}
