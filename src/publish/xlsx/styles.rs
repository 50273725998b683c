//! The formats of the workbook: one typeface, few colours, numbers in the form of the document's language.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::publish::Language;

/// Colours that stay apart for colour-blind readers; those of the charts.
pub mod ink {
    /// Letters.
    pub const TEXT: u32 = 0x1B_1F_24;
    /// Explanations, units without a rank.
    pub const MUTED: u32 = 0x56_60_6B;
    /// Hairlines.
    pub const GRID: u32 = 0xDD_E2_E7;
    /// What cannot be computed.
    pub const HOLLOW: u32 = 0xEC_EF_F2;
    /// The main series.
    pub const MAIN: u32 = 0x00_72_B2;
    /// The second series.
    pub const SECOND: u32 = 0x00_9E_73;
    /// A target that is not reached, what waits for an answer.
    pub const ALARM: u32 = 0xB3_47_00;
    /// The same as an area.
    pub const ALARM_AREA: u32 = 0xD5_5E_00;
    /// A target that is reached.
    pub const REACHED: u32 = 0x0B_55_8C;
    /// Headings.
    pub const HEAD: u32 = 0x0B_3C_5D;
    /// Headings over several columns.
    pub const BAND: u32 = 0x2F_6B_95;
    /// Steps of a scale, light to dark.
    pub const SCALE: [u32; 4] = [0xCB_E1_F1, 0x8C_BD_E0, 0x3F_8F_C4, 0x0B_55_8C];
}

/// The typeface: every office has it, or another of the same widths.
pub const FONT: &str = "Arial";
/// Points of the texts.
pub const SIZE: f64 = 10.0;
/// Points of the headings of columns.
pub const HEAD_SIZE: f64 = 9.0;

/// The formats of cells of one weight.
pub struct Forms {
    pub text: Format,
    /// A sign in the place of a number.
    pub mark: Format,
    pub count: Format,
    /// A rank that moves.
    pub starred: Format,
    /// At least so many.
    pub at_least: Format,
    pub rate: Format,
    /// A difference of two rates, with its sign.
    pub points: Format,
    /// One that is shown as none: without a sign.
    pub naught: Format,
    pub tenth: Format,
    /// A difference of two such numbers, with its sign.
    pub change: Format,
    /// One that is shown as none: without a sign.
    pub unchanged: Format,
    pub score: Format,
    pub number: Format,
    pub date: Format,
}

impl Forms {
    fn new(base: &dyn Fn() -> Format, language: Language) -> Self {
        // The locale makes LibreOffice show the language's own marks; Excel takes those of its reader. Dates have the
        // language's months in both.
        let code = match language {
            Language::Id => "[$-421]",
            Language::En => "[$-409]",
        };
        let percent = match language {
            Language::Id => "0.0\\ %",
            Language::En => "0.0%",
        };
        let number = |form: &str| base().set_num_format(format!("{code}{form}")).set_align(FormatAlign::Right);
        Self {
            text: base().set_text_wrap().set_align(FormatAlign::Left).set_indent(1).set_num_format("@"),
            mark: base().set_align(FormatAlign::Right).set_num_format("@"),
            count: number("#,##0"),
            starred: number("#,##0\"*\""),
            at_least: number("\"≥ \"#,##0"),
            rate: number(percent),
            points: base()
                .set_num_format(format!("{code}+{percent};{code}-{percent};{code}{percent}"))
                .set_align(FormatAlign::Right),
            naught: number(&format!("{percent};{code}{percent}")),
            change: number(&format!("+#,##0.0;{code}-#,##0.0;{code}0.0")),
            unchanged: number(&format!("0.0;{code}0.0")),
            tenth: number("#,##0.0"),
            score: number("0.000"),
            number: number("#,##0.0#"),
            date: base().set_num_format(format!("{code}d mmmm yyyy")).set_align(FormatAlign::Left).set_indent(1),
        }
    }
}

/// The formats of the workbook.
pub struct Styles {
    pub title: Format,
    pub heading: Format,
    pub lead: Format,
    pub body: Format,
    pub warning: Format,
    pub link: Format,
    pub band: Format,
    pub head: Format,
    pub tile_label: Format,
    pub tile_note: Format,
    /// Figures of tiles, by their form.
    pub tile: Forms,
    pub plain: Forms,
    /// Governments beneath their units.
    pub total: Forms,
    /// Cells of a table for further work: one line each.
    pub flat: Forms,
    pub better: Format,
    pub worse: Format,
}

impl Styles {
    pub fn new(language: Language) -> Self {
        let base = || {
            Format::new()
                .set_font_name(FONT)
                .set_font_size(SIZE)
                .set_font_color(Color::RGB(ink::TEXT))
                .set_align(FormatAlign::Top)
        };
        let cell = || base().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(Color::RGB(ink::GRID));
        let total =
            || base().set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(Color::RGB(ink::MUTED));
        let tile = || base().set_font_size(20).set_bold().set_background_color(Color::RGB(0xF4_F6_F8));
        let head = |ground| {
            base()
                .set_font_size(HEAD_SIZE)
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(ground))
                .set_font_color(Color::White)
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::White)
        };
        let ground = || {
            base()
                .set_background_color(Color::RGB(0xF4_F6_F8))
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_border_right(FormatBorder::Thick)
                .set_border_right_color(Color::White)
        };
        let mut figures = Forms::new(&tile, language);
        for format in [&mut figures.count, &mut figures.rate, &mut figures.tenth, &mut figures.text] {
            *format = format.clone().set_align(FormatAlign::Left).set_indent(1);
        }
        Self {
            title: base().set_font_size(16).set_bold(),
            heading: base().set_font_size(12).set_bold().set_font_color(Color::RGB(ink::HEAD)),
            lead: base().set_text_wrap().set_font_color(Color::RGB(ink::MUTED)),
            body: base().set_text_wrap(),
            warning: base().set_text_wrap().set_bold().set_font_color(Color::RGB(ink::ALARM)),
            link: base().set_font_color(Color::RGB(ink::MAIN)).set_underline(FormatUnderline::Single),
            band: head(ink::BAND),
            head: head(ink::HEAD),
            tile_label: ground().set_bold().set_font_color(Color::RGB(ink::MUTED)),
            tile_note: ground().set_font_size(9).set_font_color(Color::RGB(ink::MUTED)),
            tile: figures,
            plain: Forms::new(&cell, language),
            total: Forms::new(&total, language),
            flat: Forms {
                text: cell().set_align(FormatAlign::Left).set_indent(1).set_num_format("@"),
                ..Forms::new(&cell, language)
            },
            better: cell()
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_bold()
                .set_font_color(Color::RGB(ink::REACHED)),
            worse: cell()
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_bold()
                .set_font_color(Color::RGB(ink::ALARM)),
        }
    }
}
