//! What can be the id of a complaint, and what in its column can only be something else.

use super::rules;
use crate::terms::Rule;

/// The longest id, in bytes.
const LONGEST: usize = 200;

/// By which rule a text cannot be the id of a complaint, if so.
///
/// Excel turns long numbers into 1.23E+15: the digits are lost, and ids would run together, as ids with damaged letters
/// would. In a shifted row the column holds what another one should: an id has no `@`, no quotes or braces as nested JSON
/// has, is no telephone number with its country, and has no two words of letters side by side, as names and sentences do.
/// A bare number cannot be told from an id.
pub(super) fn fault(id: &str) -> Option<&'static Rule> {
    if is_damaged(id) {
        return Some(&rules::DAMAGED_ID);
    }
    let broken = |c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER;
    let unusable = id.len() > LONGEST || id.chars().any(broken) || is_a_persons(id);
    unusable.then_some(&rules::COMPLAINT_ID)
}

/// Whether a spreadsheet wrote a number in powers of ten, or had no room for it.
fn is_damaged(id: &str) -> bool {
    let too_narrow = id.len() > 1 && id.bytes().all(|b| b == b'#');
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b".,".contains(&b));
    let in_powers = |(number, power): (&str, &str)| digits(number) && digits(power);
    too_narrow || id.to_ascii_uppercase().split_once("E+").is_some_and(in_powers)
}

fn is_a_persons(text: &str) -> bool {
    let telephone = text.starts_with('+') && text.chars().skip(1).all(|c| c.is_ascii_digit() || " -().".contains(c));
    text.contains(['@', '"', '{', '}']) || telephone || has_words(text)
}

/// Whether two words of letters stand side by side. Beside a digit somewhere short ones may: `ADUAN NO 12`.
fn has_words(text: &str) -> bool {
    let shortest = if text.chars().any(|c| c.is_ascii_digit()) { 3 } else { 1 };
    let is_word = |part: &str| {
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        letters >= shortest && part.chars().all(|c| c.is_alphabetic() || ".,;:'’-()\"!?".contains(c))
    };
    let mut before = false;
    text.split_whitespace().any(|part| {
        let pair = before && is_word(part);
        before = is_word(part);
        pair
    })
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn ids_of_real_layouts_are_usable() {
        let ids = [
            "1",
            "8372615",
            "LGWP12345678",
            "QL001347394",
            "18-00269879",
            "5004100000j6t9wAAA",
            "1-1523590121",
            "case-10011",
            "101004143000",
            "A-B/12.3",
            "ADUAN NO 12 TAHUN 2024",
            "LP / 12 / IV / 2024",
            "TIKET 7701",
            "3573019907120001",
            "9b2d1c1e-5f4e-4b5e-9d55-0d5f0c1a2b3c",
        ];
        for id in ids {
            assert_eq!(fault(id), None, "{id}");
        }
    }

    #[test]
    fn what_can_only_be_a_person_or_a_text_is_no_id() {
        let others = [
            "Siti Aminah",
            "M. Ali",
            "SITI AMINAH, S.H.",
            "Siti Aminah 3573019907120001",
            "siti@contoh.example",
            "+6281299887766",
            "+62 812-9988-7766",
            "Lampu jalan mati sudah 3 hari",
            "a\tb",
            "ADUAN-\u{fffd}1",
            "{\"nama\":\"Siti\"}",
            "[\"Siti\"]",
        ];
        for other in others {
            assert_eq!(fault(other).map(|rule| rule.code), Some("DQ001"), "{other}");
        }
        assert_eq!(fault(&"x".repeat(201)).map(|rule| rule.code), Some("DQ001"));
    }

    #[test]
    fn what_a_spreadsheet_made_of_an_id_is_told_apart() {
        for damaged in ["1.23E+15", "1,23457E+15", "1e+15", "8E+10", "####"] {
            assert_eq!(fault(damaged).map(|rule| rule.code), Some("DQ035"), "{damaged}");
        }
        for id in ["12E+A", "E+5", "SE+12", "#", "#12"] {
            assert_eq!(fault(id), None, "{id}");
        }
    }
}
