//! The pictures of the workbook: native ones, drawn by the program that opens it from the cells of the sheets.
//!
//! A picture takes its names and figures from cells alone. Its own title is a text of the catalogue in front, so that nothing
//! in it can be taken for a formula.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartErrorBars, ChartErrorBarsDirection,
    ChartErrorBarsType, ChartFont, ChartFormat, ChartLayout, ChartLegendPosition, ChartLine, ChartMarker,
    ChartMarkerType, ChartRange, ChartSolidFill, ChartType, Color, XlsxError,
};

use super::page::Page;
use super::styles::{FONT, ink};
use crate::publish::Language;

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size).set_color(Color::RGB(ink::TEXT)).unset_bold();
    font
}

fn fill(colour: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour))).set_no_border();
    format
}

fn line(colour: u32, width: f64) -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(Color::RGB(colour)).set_width(width);
    line
}

/// A form of numbers in the language of the workbook.
pub fn form(number: &str, language: Language) -> String {
    match language {
        Language::Id => format!("[$-421]{number}"),
        Language::En => format!("[$-409]{number}"),
    }
}

/// A rate in a picture.
fn rate(language: Language) -> String {
    match language {
        Language::Id => form("0.0\\ %", language),
        Language::En => form("0.0%", language),
    }
}

/// A share on an axis.
fn axis(language: Language) -> String {
    match language {
        Language::Id => form("0\\ %", language),
        Language::En => form("0%", language),
    }
}

/// A picture with its title, its texts in the house's typeface and faint grid lines.
fn chart(kind: ChartType, title: &str, alt: &str) -> Chart {
    let mut chart = Chart::new(kind);
    chart.title().set_name(title).set_font(font(12.0).set_bold());
    chart.set_alt_text(alt);
    chart.x_axis().set_font(&font(9.0)).set_format(&mut line(ink::MUTED, 0.75));
    chart.y_axis().set_font(&font(9.0)).set_format(&mut line(ink::MUTED, 0.75));
    chart.y_axis().set_major_gridlines(true).set_major_gridlines_line(&line(ink::GRID, 0.5));
    let mut frame = ChartFormat::new();
    frame.set_border(&line(ink::GRID, 0.75)).set_solid_fill(ChartSolidFill::new().set_color(Color::White));
    chart.chart_area().set_format(&mut frame);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0));
    chart
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a size on a screen
fn pixels(width: f64) -> u32 {
    width.clamp(100.0, 4000.0) as u32
}

/// How many bars a page holds, and the pixels that one takes: a name of more letters takes two lines beside it.
pub fn bars_of_page<'n>(names: impl IntoIterator<Item = &'n str>) -> (usize, u32) {
    const ONE_LINE: usize = 56;
    if names.into_iter().any(|name| name.chars().count() > ONE_LINE) { (16, 27) } else { (22, 20) }
}

/// Bars lie in the order of their rows from the top, with the axis of their values at the foot.
fn first_on_top(chart: &mut Chart) {
    chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_major_gridlines(false);
    // No name is left out.
    chart.y_axis().set_label_interval(1);
    chart.x_axis().set_major_gridlines(true).set_major_gridlines_line(&line(ink::GRID, 0.5));
}

/// A range of rows whose rates are drawn as bars.
#[derive(Debug, Clone, Copy)]
pub struct Bars<'t> {
    pub sheet: &'t str,
    pub rows: (u32, u32),
    /// The column of the names.
    pub names: u16,
    /// The column of the rates; in the two beside it, how far their intervals reach down and up.
    pub rates: u16,
}

/// Where the bars lie in a picture of this height: names of 90 letters fit at their left.
fn room(height: u32, foot: f64) -> ChartLayout {
    let (height, top) = (f64::from(height), 48.0);
    ChartLayout::new().set_offset(0.38, top / height).set_dimensions(0.58, (height - top - foot) / height)
}

/// Each row's rate as a bar with its interval.
pub fn bars(title: &str, bars: Bars<'_>, height: u32, language: Language) -> Chart {
    let (first, last) = bars.rows;
    let range = |column| ChartRange::new_from_range(bars.sheet, first, column, last, column);
    let mut chart = chart(ChartType::Bar, title, title);
    let mut whiskers = ChartErrorBars::new();
    whiskers
        .set_type(ChartErrorBarsType::Custom(range(bars.rates + 2), range(bars.rates + 1)))
        .set_direction(ChartErrorBarsDirection::Both)
        .set_format(&mut line(ink::TEXT, 1.0));
    chart
        .add_series()
        .set_categories(&range(bars.names))
        .set_values(&range(bars.rates))
        .set_format(&mut fill(ink::SCALE[1]))
        .set_gap(45)
        .set_x_error_bars(&whiskers)
        .set_data_label(
            ChartDataLabel::new()
                .show_value()
                .set_num_format(rate(language))
                .set_position(ChartDataLabelPosition::InsideBase)
                .set_font(&font(9.0)),
        );
    chart.legend().set_hidden();
    first_on_top(&mut chart);
    chart.x_axis().set_min(0.0).set_max(1.0).set_major_unit(0.2).set_num_format(axis(language));
    chart.plot_area().set_layout(&room(height, 32.0));
    chart
}

/// A row of rates as a line.
pub struct Line {
    /// The row and the column of its name.
    pub name: (u32, u16),
    /// The row, the first and the last column of its rates.
    pub rates: (u32, u16, u16),
}

/// Rates over quarters.
pub struct Trend<'t> {
    pub title: &'t str,
    /// The sheet that holds them.
    pub sheet: &'t str,
    /// The row, the first and the last column of the quarters.
    pub quarters: (u32, u16, u16),
    pub lines: &'t [Line],
    /// Whether each point has its figure beside it.
    pub labelled: bool,
}

/// Tells lines apart by colour and mark.
const LINES: [(u32, ChartMarkerType); 6] = [
    (ink::MAIN, ChartMarkerType::Circle),
    (ink::ALARM_AREA, ChartMarkerType::Square),
    (ink::SECOND, ChartMarkerType::Triangle),
    (ink::MUTED, ChartMarkerType::Diamond),
    (ink::SCALE[1], ChartMarkerType::Circle),
    (ink::TEXT, ChartMarkerType::Square),
];

/// How many lines one picture keeps apart.
pub const MOST_LINES: usize = LINES.len();

/// Rates over quarters as lines.
pub fn trend(wanted: &Trend<'_>, language: Language) -> Chart {
    let mut chart = chart(ChartType::Line, wanted.title, wanted.title);
    let across = |(row, first, last): (u32, u16, u16)| ChartRange::new_from_range(wanted.sheet, row, first, row, last);
    for (place, (of, (colour, mark))) in wanted.lines.iter().zip(LINES).enumerate() {
        let (row, column) = of.name;
        let mut marker = ChartMarker::new();
        marker.set_type(mark).set_size(7).set_format(&mut fill(colour));
        let series = chart.add_series();
        series
            .set_name(&ChartRange::new_from_range(wanted.sheet, row, column, row, column))
            .set_categories(&across(wanted.quarters))
            .set_values(&across(of.rates))
            .set_format(&mut line(colour, 2.25))
            .set_marker(&marker);
        if wanted.labelled {
            let position = if place == 0 { ChartDataLabelPosition::Above } else { ChartDataLabelPosition::Below };
            series.set_data_label(
                ChartDataLabel::new()
                    .show_value()
                    .set_num_format(rate(language))
                    .set_position(position)
                    .set_font(font(9.0).set_color(Color::RGB(colour))),
            );
        }
    }
    chart.y_axis().set_min(0.0).set_max(1.0).set_major_unit(0.2).set_num_format(axis(language));
    chart
}

/// A part of a sheet for a picture: columns at the present row.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub column: u16,
    pub columns: u16,
    pub height: u32,
}

impl Place {
    /// Puts a picture there.
    pub fn put(self, page: &mut Page<'_>, mut chart: Chart) -> Result<(), XlsxError> {
        let width = page.pixels(self.column, self.columns) - 8.0;
        chart.set_width(pixels(width)).set_height(self.height);
        page.sheet.insert_chart_with_offset(page.row, self.column, &chart, 4, 2)?;
        Ok(())
    }
}

/// Where counts by class of age stand: the row of the classes, those of the counts, and the columns of both.
#[derive(Debug, Clone, Copy)]
pub struct Ages<'t> {
    pub sheet: &'t str,
    pub head: u32,
    pub rows: (u32, u32),
    pub columns: (u16, u16),
}

/// Classes of age from young to old.
const AGES: [u32; 5] = [ink::SCALE[0], ink::SCALE[1], ink::SCALE[2], ink::SCALE[3], ink::ALARM_AREA];

/// The open complaints of one row by age, as columns.
pub fn ages(title: &str, ages: Ages<'_>, language: Language) -> Chart {
    let across = |row| ChartRange::new_from_range(ages.sheet, row, ages.columns.0, row, ages.columns.1);
    let mut chart = chart(ChartType::Column, title, title);
    chart
        .add_series()
        .set_categories(&across(ages.head))
        .set_values(&across(ages.rows.0))
        .set_point_colors(&AGES.map(Color::RGB))
        .set_gap(40)
        .set_data_label(
            ChartDataLabel::new()
                .show_value()
                .set_num_format(form("#,##0", language))
                .set_position(ChartDataLabelPosition::OutsideEnd)
                .set_font(&font(9.0)),
        );
    chart.y_axis().set_min(0.0).set_num_format(form("#,##0", language));
    chart.legend().set_hidden();
    chart
}

/// The open complaints of each row by age, as stacked bars; names in the first column.
pub fn stacked_ages(title: &str, ages: Ages<'_>, height: u32, language: Language) -> Chart {
    let (first, last) = ages.rows;
    let down = |column| ChartRange::new_from_range(ages.sheet, first, column, last, column);
    let mut chart = chart(ChartType::BarStacked, title, title);
    for (column, colour) in (ages.columns.0..=ages.columns.1).zip(AGES) {
        let light = colour == ink::SCALE[0] || colour == ink::SCALE[1];
        let letters = if light { Color::RGB(ink::TEXT) } else { Color::White };
        chart
            .add_series()
            .set_name(&ChartRange::new_from_range(ages.sheet, ages.head, column, ages.head, column))
            .set_categories(&down(0))
            .set_values(&down(column))
            .set_format(&mut fill(colour))
            .set_gap(40)
            .set_data_label(
                ChartDataLabel::new()
                    .show_value()
                    // No figure where there is no bar.
                    .set_num_format(form("#,##0;;;", language))
                    .set_font(font(8.0).set_color(letters)),
            );
    }
    first_on_top(&mut chart);
    chart.x_axis().set_min(0.0).set_num_format(form("#,##0", language));
    chart.plot_area().set_layout(&room(height, 60.0));
    chart
}
