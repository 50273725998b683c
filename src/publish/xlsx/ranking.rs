//! The sheet `Peringkat`: what each rank is worth; and the mark of ranks that move in the sheet `Liga`.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Note, Worksheet, XlsxError};

use super::{LINE, Pen, Styles, league};
use crate::judge::{Column, RankRow, Report};
use crate::publish::html::rank_group;
use crate::publish::texts::{self, t};
use crate::publish::{Language, presets, robustness};

/// Widths of the columns, in characters.
const WIDTHS: [f64; 8] = [11.0, 44.0, 24.0, 10.0, 12.0, 12.0, 80.0, 12.0];

/// The last column.
const LAST: u16 = 7;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, styles: &Styles, report: &Report, language: Language) -> Result<(), XlsxError> {
    let mut pen = Pen::new(sheet, styles, &WIDTHS)?;
    let width: f64 = WIDTHS.iter().sum();
    for sentence in robustness::lead(report, language) {
        pen.sheet.merge_range(pen.row, 0, pen.row, LAST, &sentence, &styles.wrapped)?;
        let letters = u32::try_from(sentence.chars().count()).unwrap_or(u32::MAX);
        pen.sheet.set_row_height(pen.row, LINE * (f64::from(letters) / width).ceil())?;
        pen.row += 1;
    }
    pen.skip();
    let columns = ["rank", "skpd", "group", "score", "robust_low", "robust_high"];
    let head = columns.map(|name| texts::heading(name, language)).into_iter();
    let head = head.chain([t("table.moves", language), texts::heading("zone", language)]);
    pen.texts(head.collect::<Vec<_>>(), &styles.head)?;
    let zones = report.basis.preset.as_ref().map_or(&[][..], |preset| &preset.zones);
    for row in &report.ranking {
        let zone = zones.iter().find(|zone| Some(&zone.name) == row.zone.as_ref());
        let zone = zone.map_or("", |zone| presets::of(&zone.label, language));
        let (group, grounds) = (rank_group(row, language), robustness::grounds(row, report, language));
        for (column, text) in [(1, row.skpd.as_str()), (2, &group), (6, &grounds), (7, zone)] {
            if !text.is_empty() {
                pen.sheet.write_string_with_format(pen.row, column, text, &styles.wrapped)?;
            }
        }
        for (column, n) in [(0, row.rank), (4, row.robust.low), (5, row.robust.high)] {
            league::whole(pen.sheet, pen.row, column, n, &styles.count)?;
        }
        pen.sheet.write_number_with_format(pen.row, 3, row.score, &styles.score)?;
        pen.fit(["", row.skpd.as_str(), &group, "", "", "", &grounds, zone].into_iter())?;
        pen.row += 1;
    }
    Ok(())
}

/// Marks the ranks that move, each with a note that says what moves it.
pub fn mark(
    sheet: &mut Worksheet,
    styles: &Styles,
    report: &Report,
    columns: &[&Column],
    language: Language,
) -> Result<(), XlsxError> {
    let Some((_, place)) = columns.iter().zip(0_u16..).find(|(column, _)| column.name == "rank") else { return Ok(()) };
    let marked: Format = styles.count.clone().set_num_format("#,##0\"*\"");
    let moving: BTreeMap<(&str, &str), &RankRow> = report
        .ranking
        .iter()
        .filter(|row| row.moves())
        .map(|row| ((row.agency_id.as_str(), row.skpd_id.as_str()), row))
        .collect();
    for (row, at) in report.league.iter().zip(1_u32..) {
        let Some(moves) = moving.get(&(row.agency_id.as_str(), row.skpd_id.as_str())) else { continue };
        league::whole(sheet, at, place, moves.rank, &marked)?;
        let text = robustness::sentence(moves, report, language);
        sheet.insert_note(at, place, &Note::new(text).add_author_prefix(false).set_width(320).set_height(110))?;
    }
    Ok(())
}
