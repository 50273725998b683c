//! How wide a text is, and how many lines it takes: rows get their height from this, because not every program that opens
//! a workbook makes its rows high enough by itself.

/// Points of a line of text of ten points, with the room between lines.
const LINE: f64 = 13.2;

/// A font by its size and weight.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    size: f64,
    bold: bool,
}

impl Face {
    /// A text of this many points.
    pub const fn plain(size: f64) -> Self {
        Self { size, bold: false }
    }

    /// A heading of this many points.
    pub const fn bold(size: f64) -> Self {
        Self { size, bold: true }
    }
}

/// The width of a letter of Arial in thousandths of an em, from its own table of widths; a letter that is not there is
/// taken for a wide one.
fn letter(c: char) -> f64 {
    f64::from(match c {
        'i' | 'j' | 'l' | '\'' => 222_u16,
        ' ' | '!' | 'I' | 'f' | 't' | '.' | ',' | ':' | ';' | '/' | '\\' | '[' | ']' | '|' | '·' => 278,
        'r' | '(' | ')' | '-' | '"' | '*' => 333,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'F' | 'T' | 'Z' | 'L' | '+' | '<' | '>' | '=' | '−' | '≥' => 611,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 667,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 722,
        'G' | 'O' | 'Q' => 778,
        'm' | 'M' => 833,
        '%' | 'W' | '…' | '—' => 944,
        '@' => 1015,
        'a'..='z' | '0'..='9' | '–' => 556,
        _ => 667,
    })
}

/// Some room for a typeface that stands in for Arial.
const SUBSTITUTE: f64 = 1.03;

/// The width of a text in pixels.
pub fn width(text: &str, face: Face) -> f64 {
    let ems: f64 = text.chars().map(letter).sum::<f64>() / 1000.0;
    ems * face.size * 96.0 / 72.0 * SUBSTITUTE * if face.bold { 1.07 } else { 1.0 }
}

/// The pixels of a column of this many characters of the workbook's default font.
pub fn pixels(characters: f64) -> f64 {
    characters * 7.0 + 5.0
}

/// The characters that a column must have for this many pixels of text, with room at both sides.
pub fn characters(pixels: f64) -> f64 {
    ((pixels + 10.0 - 5.0) / 7.0 * 10.0).ceil() / 10.0
}

/// The width of the longest word of a text.
pub fn widest_word(text: &str, face: Face) -> f64 {
    text.split_whitespace().map(|word| width(word, face)).fold(0.0, f64::max)
}

/// The lines that a text takes in a cell of this many pixels, broken between words as a spreadsheet does it.
pub fn lines(text: &str, cell: f64, face: Face) -> u32 {
    let room = (cell - 8.0).max(8.0);
    let space = width(" ", face);
    text.split('\n').map(|line| lines_of(line, room, space, face)).sum::<u32>().max(1)
}

fn lines_of(line: &str, room: f64, space: f64, face: Face) -> u32 {
    let (mut lines, mut used) = (1_u32, 0.0);
    for word in line.split_whitespace() {
        let long = width(word, face);
        if used > 0.0 && used + space + long > room {
            lines += 1;
            used = 0.0;
        }
        used += if used > 0.0 { space + long } else { long };
        // A word that is longer than the cell is broken where the cell ends.
        while used > room {
            lines += 1;
            used -= room;
        }
    }
    lines
}

/// The height in points of a row of this many lines.
pub fn height(lines: u32, face: Face) -> f64 {
    // No program makes a row higher than this.
    (f64::from(lines) * LINE * face.size / 10.0 + 3.0).min(409.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Face = Face::plain(10.0);

    #[test]
    fn a_text_breaks_between_words_and_a_long_word_where_the_cell_ends() {
        let cell = width("Dinas Perhubungan", TEXT) + 8.5;
        assert_eq!(lines("Dinas Perhubungan", cell, TEXT), 1);
        assert_eq!(lines("Dinas Perhubungan Kota", cell, TEXT), 2);
        assert_eq!(lines("Dinas\nPerhubungan", cell, TEXT), 2);
        assert_eq!(lines(&"x".repeat(100), width(&"x".repeat(50), TEXT) + 8.0, TEXT), 2);
        assert_eq!(lines("", cell, TEXT), 1);
    }

    #[test]
    fn a_column_holds_the_words_for_which_it_was_made() {
        let word = widest_word("Rata-rata respons", TEXT);
        assert!(pixels(characters(word)) >= word + 10.0);
        assert!(height(3, TEXT) > 3.0 * 13.0 && height(10_000, TEXT) <= 409.0);
    }
}
