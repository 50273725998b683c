//! Numbers of typed formats as the text that a person would have typed.

use std::fmt::Write as _;

/// Whole numbers up to here are exact in a double.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Appends a number: whole ones without `.0`, none with an exponent.
pub(super) fn push(text: &mut String, number: f64) {
    // Zero is named because a double also has a negative one.
    if number == 0.0 {
        text.push('0');
    } else if number.fract() == 0.0 && number.abs() <= EXACT {
        _ = write!(text, "{number:.0}");
    } else {
        _ = write!(text, "{number}");
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_plain() {
        let text = |n: f64| {
            let mut text = String::new();
            super::push(&mut text, n);
            text
        };
        assert_eq!(text(12.0), "12");
        assert_eq!(text(-0.0), "0");
        assert_eq!(text(101_004_143_000.0), "101004143000");
        assert_eq!(text(9_007_199_254_740_992.0), "9007199254740992");
        assert_eq!(text(0.1), "0.1");
        assert_eq!(text(-112.25), "-112.25");
        assert_eq!(text(1e21), "1000000000000000000000");
    }
}
