//! What may stand in a document of the words of a file, and what stands there for the others: a word in a shifted row can
//! be a person's name.

/// The unit of complaints whose unit's name is not to be told.
pub const HIDDEN_UNIT: &str = "(unit tidak dikenal)";
/// The government of complaints whose government's name is not to be told.
pub const HIDDEN_AGENCY: &str = "(instansi tidak dikenal)";
/// The category of complaints whose category is not to be told.
pub const HIDDEN_CATEGORY: &str = "(lainnya)";

/// Whether a text has 6 digits in a row, as the numbers of persons have.
#[must_use]
pub fn has_long_number(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 6)
}

/// Whether a value that stands in so many rows may be named in a message or a table: five rows have it, it has at
/// most 60 characters, and no 6 digits in a row. A shifted row must not print a person.
#[must_use]
pub fn may_be_named(value: &str, rows: u64) -> bool {
    rows >= 5 && value.chars().count() <= 60 && !has_long_number(value) && !value.chars().any(char::is_control)
}
