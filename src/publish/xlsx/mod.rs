//! `liga.xlsx`: the league as a workbook that is ready to filter, print and project.
//!
//! Texts go in as strings, never as formulas. The document's date is the report's as-of time, so the
//! same report gives the same bytes.

mod composition;
mod league;
mod method;
mod quality;
mod ranking;
mod returns;

use chrono::{Datelike, Timelike};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::numbers::{count, moment, quarter};
use super::texts::{self, fill, t};
use super::{Document, Language, announcement, html, notes, summary};
use crate::judge::Report;
use crate::problem::Problem;

/// The formats of the workbook.
struct Styles {
    title: Format,
    heading: Format,
    head: Format,
    text: Format,
    name: Format,
    wrapped: Format,
    warning: Format,
    count: Format,
    rate: Format,
    hours: Format,
    score: Format,
    number: Format,
}

impl Styles {
    fn new() -> Self {
        let base = || Format::new().set_font_name("Arial").set_font_size(10).set_align(FormatAlign::Top);
        Self {
            title: base().set_font_size(16).set_bold(),
            heading: base().set_font_size(12).set_bold(),
            head: base()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0x00_50_80))
                .set_font_color(Color::White)
                .set_border_bottom(FormatBorder::Thin),
            text: base().set_align(FormatAlign::Left).set_indent(1),
            name: base().set_align(FormatAlign::Left).set_indent(1).set_text_wrap(),
            wrapped: base().set_text_wrap(),
            warning: base().set_text_wrap().set_bold().set_font_color(Color::RGB(0xB3_47_00)),
            count: base().set_num_format("#,##0"),
            rate: base().set_num_format("0.0%"),
            hours: base().set_num_format("#,##0.0"),
            score: base().set_num_format("0.000"),
            number: base().set_num_format("#,##0.##"),
        }
    }
}

/// A sheet that is written from the top down.
struct Pen<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    /// Widths of the columns, in characters.
    widths: &'a [f64],
    row: u32,
}

/// Height of a line of text, in points.
const LINE: f64 = 14.0;

impl<'a> Pen<'a> {
    /// At the top of a sheet whose columns have these widths.
    fn new(sheet: &'a mut Worksheet, styles: &'a Styles, widths: &'a [f64]) -> Result<Self, XlsxError> {
        for (width, column) in widths.iter().zip(0_u16..) {
            sheet.set_column_width(column, *width)?;
        }
        Ok(Self { sheet, styles, widths, row: 0 })
    }

    /// Makes a row high enough for its texts: not every program does so by itself.
    fn fit<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Result<(), XlsxError> {
        let lines = texts.zip(self.widths).map(|(text, width)| {
            let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            (f64::from(letters) * 0.92 / width).ceil()
        });
        let lines = lines.fold(1.0, f64::max);
        self.sheet.set_row_height(self.row, LINE * lines)?;
        Ok(())
    }

    /// Writes the title of a sheet.
    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, &self.styles.title)?;
        self.sheet.set_row_height(self.row, 24)?;
        self.row += 1;
        Ok(())
    }

    /// Writes one text and goes on to the next row.
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, format)?;
        self.fit(std::iter::once(text))?;
        self.row += 1;
        Ok(())
    }

    /// Writes one line that may run over its column.
    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, &self.styles.heading)?;
        self.sheet.set_row_height(self.row, 18)?;
        self.row += 1;
        Ok(())
    }

    /// Writes a row of headings or of texts and goes on to the next.
    fn texts<'t>(
        &mut self,
        texts: impl IntoIterator<Item = &'t str, IntoIter: Clone>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let texts = texts.into_iter();
        self.fit(texts.clone())?;
        for (text, column) in texts.into_iter().zip(0_u16..) {
            self.sheet.write_string_with_format(self.row, column, text, format)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Leaves a row empty.
    fn skip(&mut self) {
        self.row += 1;
    }
}

/// The workbook in one language.
///
/// # Errors
/// The workbook could not be made.
pub fn document(report: &Report, language: Language, version: &str) -> Result<Document, Problem> {
    let path = format!("publik/liga{}.xlsx", language.suffix());
    let bytes = build(report, language, version)
        .map_err(|e| Problem::new("the workbook could not be made").at(&path).because(e))?;
    Ok(Document { path, bytes })
}

fn build(report: &Report, language: Language, version: &str) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new();
    let mut book = Workbook::new();
    book.set_properties(&properties(report, language, version)?);
    front(page(&mut book, "xlsx.summary", report, language)?, &styles, report, language)?;
    let sheet = page(&mut book, "xlsx.league", report, language)?;
    league::write(sheet, &styles, &report.league, &league::to_read(), language)?;
    ranking::mark(sheet, &styles, report, &league::to_read(), language)?;
    if !report.ranking.is_empty() {
        ranking::write(page(&mut book, "xlsx.ranking", report, language)?, &styles, report, language)?;
    }
    let sheet = page(&mut book, "xlsx.history", report, language)?;
    sheet.set_print_fit_to_pages(4, 0).set_repeat_columns(0, 4)?;
    league::write(sheet, &styles, &report.history, &league::all(), language)?;
    composition::write(page(&mut book, "xlsx.composition", report, language)?, &styles, report, language)?;
    composition::ages(page(&mut book, "xlsx.ages", report, language)?, &styles, report, language)?;
    if !report.returns.is_empty() {
        returns::write(page(&mut book, "xlsx.returns", report, language)?, &styles, report, language)?;
    }
    quality::write(page(&mut book, "xlsx.quality", report, language)?, &styles, report, language)?;
    findings(page(&mut book, "xlsx.findings", report, language)?, &styles, report, language)?;
    method::write(page(&mut book, "xlsx.method", report, language)?, &styles, report, language)?;
    book.save_to_buffer()
}

fn properties(report: &Report, language: Language, version: &str) -> Result<DocProperties, XlsxError> {
    let (day, time) = (report.as_of.date(), report.as_of.time());
    let small = |n: u32| u8::try_from(n).unwrap_or(0);
    let created =
        ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), small(day.month()), small(day.day()))?
            .and_hms(u16::try_from(time.hour()).unwrap_or(0), small(time.minute()), f64::from(time.second()))?;
    let title = [t("title", language), report.government.name.as_str(), &quarter(report.quarter, language)].join(" · ");
    Ok(DocProperties::new().set_title(title).set_author(format!("rapor {version}")).set_creation_datetime(&created))
}

/// A sheet set up for print: landscape A4, one page wide, with quarter and page in its foot.
fn page<'b>(
    book: &'b mut Workbook,
    name: &'static str,
    report: &Report,
    language: Language,
) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(t(name, language))?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    // An ampersand begins a code in a footer.
    let left = format!("{} · {}", report.government.name, quarter(report.quarter, language)).replace('&', "&&");
    sheet.set_footer(format!("&L{left}&R{}", t("xlsx.page", language)));
    Ok(sheet)
}

fn front(sheet: &mut Worksheet, styles: &Styles, report: &Report, language: Language) -> Result<(), XlsxError> {
    let mut pen = Pen::new(sheet, styles, &[110.0, 12.0])?;
    let title = [t("title", language), report.government.name.as_str(), &quarter(report.quarter, language)].join(" · ");
    pen.title(&title)?;
    let as_of = moment(report.as_of, report.government.zone, language);
    pen.line(&fill(t("title.as_of", language), &[("as_of", &as_of)]), &styles.text)?;
    pen.skip();
    let warnings = notes::sentences(report, language);
    if !warnings.is_empty() {
        pen.heading(t("section.notes", language))?;
        for (weight, text) in &warnings {
            let format = if *weight == notes::Weight::Warning { &styles.warning } else { &styles.wrapped };
            pen.line(text, format)?;
        }
        pen.skip();
    }
    let summary = summary::of(report, language);
    pen.heading(t("section.summary", language))?;
    for sentence in summary.paragraphs.iter().flatten() {
        pen.line(sentence, &styles.wrapped)?;
    }
    pen.skip();
    pen.heading(t("section.leaders", language))?;
    if summary.leaders.is_empty() {
        pen.line(t("section.leaders.none", language), &styles.text)?;
    }
    for (heading, lines) in &summary.leaders {
        if !heading.is_empty() {
            pen.line(heading, &styles.text)?;
        }
        for line in lines {
            pen.line(line, &styles.wrapped)?;
        }
    }
    pen.skip();
    pen.heading(t("section.unanswered", language))?;
    let spoken = announcement::of(report, language);
    if spoken.never.is_empty() {
        let known = report.announcement.known;
        let key =
            if known { t("section.unanswered.none", language) } else { t("section.unanswered.unknown", language) };
        pen.line(key, &styles.wrapped)?;
    }
    named(&mut pen, &spoken.never)?;
    for (heading, lines) in [
        (t("announce.own", language), &spoken.own),
        (t("announce.unknown", language), &spoken.unknown),
        (t("announce.late", language), &spoken.late),
        (t("announce.handed_on", language), &spoken.handed_on),
    ] {
        if !lines.is_empty() {
            pen.line(heading, &styles.heading)?;
            named(&mut pen, lines)?;
        }
    }
    pen.skip();
    for (heading, sentences) in
        [(t("announce.best", language), &spoken.best), (t("announce.improved", language), &spoken.improved)]
    {
        if !sentences.is_empty() {
            pen.heading(heading)?;
        }
        for sentence in sentences {
            pen.line(sentence, &styles.wrapped)?;
        }
    }
    pen.skip();
    if !summary.unjudged.is_empty() {
        pen.heading(t("section.unjudged", language))?;
        for (reason, names) in &summary.unjudged {
            let n = count(u64::try_from(names.len()).unwrap_or(u64::MAX), language);
            pen.line(&format!("{reason} ({n}): {}", names.join("; ")), &styles.wrapped)?;
        }
    }
    pen.skip();
    pen.line(t("xlsx.legend", language), &styles.wrapped)
}

/// Units with their counts and what else is told of them.
fn named(pen: &mut Pen<'_>, lines: &[announcement::Line]) -> Result<(), XlsxError> {
    for line in lines {
        let facts = if line.facts.is_empty() { String::new() } else { format!(" ({})", line.facts) };
        league::whole(pen.sheet, pen.row, 1, line.count, &pen.styles.count)?;
        pen.line(&format!("{}{facts}", line.name), &pen.styles.wrapped)?;
    }
    Ok(())
}

fn findings(sheet: &mut Worksheet, styles: &Styles, report: &Report, language: Language) -> Result<(), XlsxError> {
    let head = ["table.rule", "table.severity", "table.finding", "table.rows", "table.why", "table.next"];
    let head = head.map(|key| t(key, language));
    let mut pen = Pen::new(sheet, styles, &[9.0, 14.0, 48.0, 10.0, 50.0, 50.0])?;
    pen.texts(head, &styles.head)?;
    let rules = html::findings_by_rule(report);
    if rules.is_empty() {
        return pen.line(t("section.quality.none", language), &styles.text);
    }
    for (rule, _, rows) in rules {
        let severity = texts::word("severity", rule.severity.word(), language);
        for (column, text) in [
            (0, rule.code),
            (1, &severity),
            (2, language.of(rule.title)),
            (4, language.of(rule.why)),
            (5, language.of(rule.next)),
        ] {
            pen.sheet.write_string_with_format(pen.row, column, text, &styles.wrapped)?;
        }
        league::whole(pen.sheet, pen.row, 3, rows, &styles.count)?;
        let (title, why, next) = (language.of(rule.title), language.of(rule.why), language.of(rule.next));
        pen.fit([rule.code, &severity, title, "", why, next].into_iter())?;
        pen.row += 1;
    }
    let last = pen.row - 1;
    pen.sheet.set_freeze_panes(1, 0)?;
    pen.sheet.autofilter(0, 0, last, 5)?;
    pen.sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
