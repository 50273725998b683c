//! A cell as an office types it: nothing, a word, a spreadsheet's error, or a number with each way to read it.

use super::decimal::Decimal;

/// Most digits of a number; more of them are no figure of a table.
const DIGITS: usize = 30;

/// Words that may follow a number and only name what is counted.
const UNITS: &[&str] = &[
    "aduan",
    "day",
    "days",
    "hari",
    "hari kerja",
    "hk",
    "hours",
    "jam",
    "kali",
    "laporan",
    "menit",
    "orang",
    "poin",
    "working days",
    "x",
];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Nothing, or a word for "not known".
    Blank,
    /// A dash: nothing to count.
    Dash,
    /// Words.
    Text,
    /// An error of the spreadsheet program, such as `#DIV/0!`.
    Error,
    /// A number.
    Number(Number),
}

/// A number, read with either decimal mark; at least one reading is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// With `.` before decimals and `,` between thousands, as in English.
    pub dot: Option<Decimal>,
    /// With `,` before decimals and `.` between thousands, as in Indonesian.
    pub comma: Option<Decimal>,
    /// Whether a percent sign stands behind it.
    pub percent: bool,
}

/// The mark before decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// As in English.
    Dot,
    /// As in Indonesian.
    Comma,
}

impl Number {
    /// The reading, where there is only one.
    pub fn certain(&self) -> Option<Decimal> {
        match (self.dot, self.comma) {
            (Some(dot), Some(comma)) => (dot == comma).then_some(dot),
            (dot, comma) => dot.or(comma),
        }
    }

    /// The mark that the number gives away.
    pub const fn mark(&self) -> Option<Mark> {
        match (self.dot, self.comma) {
            (Some(_), None) => Some(Mark::Dot),
            (None, Some(_)) => Some(Mark::Comma),
            _ => None,
        }
    }

    /// The reading with this mark before decimals.
    pub const fn with(&self, mark: Mark) -> Option<Decimal> {
        match mark {
            Mark::Dot => self.dot,
            Mark::Comma => self.comma,
        }
    }

    /// The reading as a whole number.
    pub fn whole(&self) -> Option<Decimal> {
        self.dot.into_iter().chain(self.comma).find(|d| d.scale == 0)
    }
}

/// Reads a cell.
pub fn token(text: &str) -> Token {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\''));
    if text.is_empty() {
        return Token::Blank;
    }
    if text.chars().all(|c| matches!(c, '-' | '–' | '—' | '−')) || text.eq_ignore_ascii_case("nihil") {
        return Token::Dash;
    }
    if ["n/a", "na", "n.a.", "null", "nan", "t.a.", "tidak ada data"].iter().any(|w| text.eq_ignore_ascii_case(w)) {
        return Token::Blank;
    }
    if text.starts_with('#') && text.len() > 1 && text.chars().all(|c| c.is_ascii_uppercase() || "#/!0?".contains(c)) {
        return Token::Error;
    }
    number(text).map_or(Token::Text, Token::Number)
}

fn number(text: &str) -> Option<Number> {
    // Footnote marks.
    let text = text.trim_end_matches(['*', '†', '¹', '²', '³']).trim_end();
    let (text, bracketed) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let first = text.chars().find(|c| !matches!(c, '+' | '-' | '−' | ' '))?;
    if !first.is_ascii_digit() && !matches!(first, '.' | ',') {
        return None;
    }
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (body, behind) = text.split_at(end);
    let behind = behind.trim().to_lowercase();
    let percent = matches!(behind.as_str(), "%" | "persen" | "percent");
    if !percent && !behind.is_empty() && !UNITS.contains(&behind.as_str()) {
        return None;
    }
    let (body, negative) = match body.strip_prefix(['-', '−']) {
        Some(rest) => (rest.trim_start(), true),
        None => (body.strip_prefix('+').map_or(body, str::trim_start), bracketed),
    };
    let dot = read(body, '.', ',');
    let comma = read(body, ',', '.');
    if dot.is_none() && comma.is_none() {
        return None;
    }
    let signed = |d: Decimal| if negative { d.negated() } else { d };
    Some(Number { dot: dot.map(signed), comma: comma.map(signed), percent })
}

/// Reads digits with this mark before decimals and that one between thousands; a space between thousands goes with both.
fn read(body: &str, decimal_mark: char, thousands_mark: char) -> Option<Decimal> {
    let (whole, fraction) = match body.split_once(decimal_mark) {
        Some((whole, fraction)) => (whole, fraction),
        None => (body, ""),
    };
    if body.ends_with(decimal_mark) || !fraction.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let parted = |c: char| c == thousands_mark || is_space(c);
    let groups: Vec<&str> = whole.split(parted).collect();
    let digits = |g: &&str| g.chars().all(|c| c.is_ascii_digit());
    if !groups.iter().all(digits) {
        return None;
    }
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
    {
        let marks: Vec<char> = whole.chars().filter(|c| parted(*c)).collect();
        let one_mark = marks.windows(2).all(|pair| pair.first() == pair.last());
        let thousands = rest.iter().all(|g| g.len() == 3) && (1..=3).contains(&first.len());
        if !(thousands || is_indian(first, rest)) || first.starts_with('0') || !one_mark {
            return None;
        }
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let all: String = groups.concat() + fraction;
    if all.len() > DIGITS {
        return None;
    }
    Some(Decimal { digits: all.parse().ok()?, scale: u32::try_from(fraction.len()).ok()? })
}

/// Whether digits are parted as in India, `1,23,968`: twos before the last three.
fn is_indian(first: &str, rest: &[&str]) -> bool {
    let [twos @ .., last] = rest else { return false };
    !twos.is_empty() && twos.iter().all(|g| g.len() == 2) && last.len() == 3 && (1..=2).contains(&first.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Number {
        match token(text) {
            Token::Number(number) => number,
            other => panic!("{text} is {other:?}"),
        }
    }

    fn readings(text: &str) -> [Option<String>; 2] {
        let number = read(text);
        [number.dot, number.comma].map(|d| d.map(|d| d.text('.', ' ')))
    }

    #[test]
    fn a_number_has_the_readings_that_its_marks_allow() {
        let some = |t: &str| Some(t.to_owned());
        assert_eq!(readings("1.367"), [some("1.367"), some("1 367")]);
        assert_eq!(readings("1,367"), [some("1 367"), some("1.367")]);
        assert_eq!(readings("46,8 %"), [None, some("46.8")]);
        assert_eq!(readings("46.8%"), [some("46.8"), None]);
        assert_eq!(readings("1.234.567"), [None, some("1 234 567")]);
        assert_eq!(readings("1.367,50"), [None, some("1 367.50")]);
        assert_eq!(readings("0.123"), [some("0.123"), None]);
        assert_eq!(readings("1234.567"), [some("1 234.567"), None]);
        assert_eq!(readings("1 367"), [some("1 367"), some("1 367")]);
        assert_eq!(readings("1\u{a0}367,5"), [None, some("1 367.5")]);
        assert_eq!(readings("1,23,968"), [some("123 968"), None]);
        assert_eq!(readings(".5"), [some("0.5"), None]);
        assert_eq!(readings("-12"), [some("-12"), some("-12")]);
        assert_eq!(readings("(5,2%)"), [None, some("-5.2")]);
    }

    #[test]
    fn signs_units_and_notes_are_taken_off() {
        assert!(read("46,8 %").percent && read("12 persen").percent && !read("12").percent);
        assert_eq!(read("1,5 hari").certain(), read("1,5").certain());
        assert_eq!(read("+3").certain(), Some(Decimal::whole(3)));
        assert_eq!(read("12*").certain(), Some(Decimal::whole(12)));
        assert_eq!(read("1.367").whole(), Some(Decimal::whole(1_367)));
        assert_eq!((read("1.367").certain(), read("1.367").mark()), (None, None));
    }

    #[test]
    fn what_is_no_number_is_told_apart() {
        assert_eq!([token(" "), token("\u{a0}"), token("n/a")], [Token::Blank, Token::Blank, Token::Blank]);
        assert_eq!([token("-"), token("–"), token("Nihil")], [Token::Dash, Token::Dash, Token::Dash]);
        assert_eq!([token("#DIV/0!"), token("#N/A"), token("#REF!")], [Token::Error, Token::Error, Token::Error]);
        for text in
            ["Dinas", "12 Juli 2024", "1.2.3", "1,2,3", "1..2", "2024-Q1", "3/4", "12a", "1 36", "#", "1.367.00"]
        {
            assert_eq!(token(text), Token::Text, "{text}");
        }
        assert_eq!(token(&"9".repeat(40)), Token::Text);
    }
}
