//! The sheet `Metode`: what was in force, with its sources.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Pen, Styles};
use crate::judge::Report;
use crate::publish::Language;
use crate::publish::html::{
    WEIGHT_COLUMNS, facts, scope, target_period, target_scope, target_value, validity, weight_cells,
};
use crate::publish::numbers::percent_short;
use crate::publish::presets;
use crate::publish::texts::{self, t, word};

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, styles: &Styles, report: &Report, language: Language) -> Result<(), XlsxError> {
    let basis = &report.basis;
    let mut pen = Pen::new(sheet, styles, &[34.0, 40.0, 26.0, 22.0, 26.0, 60.0])?;
    for fact in facts(report, language) {
        pen.texts([fact.label, fact.text.as_str()], &styles.wrapped)?;
    }
    pen.skip();

    pen.heading(t("section.method.deadlines", language))?;
    let head = ["table.step", "table.class", "table.limit", "table.scope", "table.valid", "table.source"];
    pen.texts(head.map(|key| t(key, language)), &styles.head)?;
    for d in &basis.deadlines {
        let cells = [
            word("step", &d.step, language),
            word("class", &d.class, language),
            texts::limit(&d.limit, language),
            scope(&d.scope, language),
            validity(d, language),
            d.source.clone(),
        ];
        pen.texts(cells.iter().map(String::as_str), &styles.wrapped)?;
    }
    pen.skip();

    pen.heading(t("section.method.weights", language))?;
    pen.texts(WEIGHT_COLUMNS.map(|key| t(key, language)), &styles.head)?;
    for measure in &basis.measures {
        let cells = weight_cells(measure, language);
        pen.texts(cells.iter().map(String::as_str), &styles.wrapped)?;
    }
    pen.skip();

    pen.heading(t("section.targets", language))?;
    pen.texts(
        ["table.measure", "table.scope", "table.year", "table.target", "table.direction", "table.cap"]
            .map(|key| t(key, language)),
        &styles.head,
    )?;
    for target in &basis.targets {
        let cells = [
            texts::measure(&target.measure, language),
            target_scope(target, language),
            target_period(target, language),
            target_value(target, language),
            presets::direction(target.direction, language).to_owned(),
            percent_short(target.cap, language),
        ];
        pen.texts(cells.iter().map(String::as_str), &styles.wrapped)?;
    }
    pen.skip();

    pen.heading(t("section.method.status", language))?;
    pen.texts(["table.profile", "table.status", "table.read_as"].map(|key| t(key, language)), &styles.head)?;
    for (profile, status, read_as) in &basis.status_mapping {
        let read_as = texts::read_as(read_as, language);
        pen.texts([profile.as_str(), status, &read_as], &styles.wrapped)?;
    }
    pen.skip();
    for note in [t("section.method.interval", language), t("section.method.rounding", language)] {
        pen.sheet.write_string_with_format(pen.row, 0, note, &styles.text)?;
        pen.row += 1;
    }
    Ok(())
}
