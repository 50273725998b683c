//! A sheet: its title, its links, its set-up for print, and what is written on it from the top down.

use rust_xlsxwriter::{Format, Url, Workbook, Worksheet, XlsxError};

use super::fit::{self, Face};
use super::styles::{SIZE, Styles};
use crate::judge::Report;
use crate::publish::Language;
use crate::publish::numbers::{moment, quarter};
use crate::publish::texts::{fill, t};

/// What every sheet is made from.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    pub report: &'a Report,
    pub styles: &'a Styles,
    pub language: Language,
}

impl Scope<'_> {
    /// A text of the catalogue.
    pub fn t(&self, key: &'static str) -> &'static str {
        t(key, self.language)
    }

    /// Whether one run holds several governments, so that a unit is named with its own.
    pub fn several(&self) -> bool {
        self.report.instansi.len() > 1
    }
}

/// A sheet that is written from the top down.
pub struct Page<'a> {
    pub sheet: &'a mut Worksheet,
    pub scope: Scope<'a>,
    /// The next row.
    pub row: u32,
    /// Widths of the columns, in characters.
    widths: Vec<f64>,
    /// Points of the present printed page that are used, as far as is known.
    used: f64,
    /// Rows before which a printed page ends.
    breaks: Vec<u32>,
}

/// Points of a row without a height of its own.
pub const ROW: f64 = 15.0;
/// Pixels that a line of a printed page holds at full size, and points that the page holds beneath its header.
const PRINTED: (f64, f64) = (1045.0, 505.0);

/// The key of the first sheet's name, to which all others lead back.
pub const SUMMARY: &str = "xlsx.summary";

/// The longest name that a header can hold beside what else stands there.
const HEADER_LETTERS: usize = 120;

impl<'a> Page<'a> {
    /// A new sheet with these columns: landscape A4, one page wide, government and quarter in its head, as-of and page in its
    /// foot.
    pub fn open(
        book: &'a mut Workbook,
        name: &'static str,
        scope: Scope<'a>,
        widths: Vec<f64>,
    ) -> Result<Self, XlsxError> {
        let Scope { report, language, .. } = scope;
        let sheet = book.add_worksheet();
        sheet.set_name(t(name, language))?;
        for (width, column) in widths.iter().zip(0_u16..) {
            sheet.set_column_width(column, *width)?;
        }
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
            .set_screen_gridlines(false)
            .set_default_note_author("rapor");
        // An ampersand begins a code in a header.
        let plain = |text: &str| text.chars().take(HEADER_LETTERS).collect::<String>().replace('&', "&&");
        let (name, period) = (plain(&report.government.name), plain(&quarter(report.quarter, language)));
        sheet.set_header(format!("&L&9{} · {name}&R&9{period}", t("title", language)));
        let as_of = moment(report.as_of, report.government.zone, language);
        let as_of = plain(&fill(t("title.as_of", language), &[("as_of", &as_of)]));
        sheet.set_footer(format!("&L&9{as_of}&R&9{}", t("xlsx.page", language)));
        Ok(Self { sheet, scope, row: 0, widths, used: 0.0, breaks: Vec::new() })
    }

    /// A sheet that was opened before, to be filled now.
    pub fn again(sheet: &'a mut Worksheet, scope: Scope<'a>, widths: Vec<f64>) -> Self {
        Self { sheet, scope, row: 0, widths, used: 0.0, breaks: Vec::new() }
    }

    /// The style sheet.
    pub fn styles(&self) -> &'a Styles {
        self.scope.styles
    }

    /// The pixels of some columns together.
    pub fn pixels(&self, first: u16, columns: u16) -> f64 {
        self.widths.iter().skip(usize::from(first)).take(usize::from(columns)).map(|w| fit::pixels(*w)).sum()
    }

    /// How many columns there are.
    pub fn columns(&self) -> u16 {
        u16::try_from(self.widths.len()).unwrap_or(u16::MAX)
    }

    /// Points that a printed page holds, the sheet being made as small as its width asks for.
    fn printed(&self) -> f64 {
        PRINTED.1 * (self.pixels(0, self.columns()) / PRINTED.0).max(1.0)
    }

    /// Goes on beneath a row of this height.
    pub fn advance(&mut self, height: f64) {
        self.row += 1;
        self.used += height;
        if self.used > self.printed() {
            self.used = height;
        }
    }

    /// Ends the printed page unless it has room for so many points: a heading stays with what it heads.
    pub fn keep(&mut self, points: f64) -> Result<(), XlsxError> {
        if self.used + points > self.printed() { self.end_page() } else { Ok(()) }
    }

    /// Ends the printed page.
    pub fn end_page(&mut self) -> Result<(), XlsxError> {
        self.breaks.push(self.row);
        self.used = 0.0;
        self.sheet.set_page_breaks(&self.breaks)?;
        Ok(())
    }

    /// The title of a sheet, and beneath it what it shows and a link back to the first one.
    pub fn title(&mut self, title: &str, lead: &[String]) -> Result<(), XlsxError> {
        let styles = self.styles();
        self.sheet.write_string_with_format(self.row, 0, title, &styles.title)?;
        self.sheet.set_row_height(self.row, 24)?;
        self.advance(24.0);
        for text in lead.iter().filter(|text| !text.is_empty()) {
            self.text(text, &styles.lead)?;
        }
        self.link(0, SUMMARY, self.scope.t("xlsx.back"))?;
        self.advance(ROW);
        Ok(())
    }

    /// A link to a sheet in a cell of the present row.
    pub fn link(&mut self, column: u16, sheet: &'static str, text: &str) -> Result<(), XlsxError> {
        let url = Url::new(format!("internal:'{}'!A1", self.scope.t(sheet))).set_text(text);
        self.sheet.write_url_with_format(self.row, column, url, &self.scope.styles.link)?;
        Ok(())
    }

    /// A text over the width of the sheet, broken into as many lines as it takes.
    pub fn text(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.wide(text, format, Face::plain(SIZE))
    }

    /// A heading that may run over the columns beside it.
    pub fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        // With the headings of a table and its first row.
        self.keep(90.0)?;
        let styles = self.styles();
        self.sheet.write_string_with_format(self.row, 0, text, &styles.heading)?;
        self.sheet.set_row_height(self.row, 18)?;
        self.advance(18.0);
        Ok(())
    }

    fn wide(&mut self, text: &str, format: &Format, face: Face) -> Result<(), XlsxError> {
        // Wider than this no line is read easily; a sheet of many columns has its texts at the left.
        const READABLE: f64 = 1150.0;
        let mut columns = 0;
        while columns < self.columns() && (columns < 2 || self.pixels(0, columns + 1) <= READABLE) {
            columns += 1;
        }
        self.span(0, columns, text, format)?;
        let lines = fit::lines(text, self.pixels(0, columns), face);
        let height = fit::height(lines, face);
        self.sheet.set_row_height(self.row, height)?;
        self.advance(height);
        Ok(())
    }

    /// A text in some cells of the present row, merged into one.
    pub fn span(&mut self, first: u16, columns: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        if columns <= 1 {
            self.sheet.write_string_with_format(self.row, first, text, format)?;
        } else {
            self.sheet.merge_range(self.row, first, self.row, first + columns - 1, text, format)?;
        }
        Ok(())
    }

    /// Leaves a row empty.
    pub fn skip(&mut self) {
        self.advance(ROW);
    }
}
