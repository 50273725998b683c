//! The rules of validation, one a file: what, why, an example, what to do next.
//!
//! A code is never given to another rule.

mod dq001_complaint_id;
mod dq002_receipt_time;
mod dq003_status;
mod dq004_outcome_time;
mod dq005_before_receipt;
mod dq006_ragged_row;
mod dq007_encoding;
mod dq008_malformed_record;
mod dq009_unmapped_class;
mod dq010_minor_time;
mod dq011_before_assignment;
mod dq012_unmapped_channel;
mod dq013_repeated_row;
mod dq014_conflicting_row;
mod dq015_unknown_unit;
mod dq016_no_register;
mod dq017_unmapped_reason;
mod dq018_event_time;
mod dq019_event_kind;
mod dq020_event_without_receipt;
mod dq021_no_open_complaint;
mod dq022_dates_only;
mod dq023_same_text;
mod dq024_status_against_times;
mod dq025_after_as_of;
mod dq026_no_rows;
mod dq027_waiting_since_unknown;
mod dq028_contradicting_events;
mod dq029_early_receipt;
mod dq030_vanished;
mod dq031_status_went_back;
mod dq032_unit_changed;
mod dq033_class_changed;
mod dq034_receipt_changed;
mod dq035_damaged_id;
mod dq036_summary_row;
mod dq037_after_export;
mod dq038_closed_without_time;
mod dq039_turned_dates;
mod dq040_night_clock;
mod dq041_bulk_entry;
mod dq042_bulk_closing;
mod dq043_class_shift;
mod dq044_one_reporter;
mod dq045_silent_closing;
mod dq046_same_reply;
mod dq047_no_class;
mod dq050_zero_bytes;
mod dq051_hidden_sheet;
mod dq052_merged_cells;
mod dq053_uncomputed_cell;
mod dq054_swallowed_row;
mod dq055_sheet_without_header;
mod dq056_serial_date;
mod dq060_outside_term;
mod dq061_same_reporter;
mod dq062_undecided_alias;
mod dq063_same_text_at_units;
mod dq064_entered_twice;
mod dq065_canned_text;
mod dq080_undated_export;

use crate::terms::Rule;

pub use dq001_complaint_id::RULE as COMPLAINT_ID;
pub use dq002_receipt_time::RULE as RECEIPT_TIME;
pub use dq003_status::RULE as STATUS;
pub use dq004_outcome_time::RULE as OUTCOME_TIME;
pub use dq005_before_receipt::RULE as BEFORE_RECEIPT;
pub use dq006_ragged_row::RULE as RAGGED_ROW;
pub use dq007_encoding::RULE as ENCODING;
pub use dq008_malformed_record::RULE as MALFORMED_RECORD;
pub use dq009_unmapped_class::RULE as UNMAPPED_CLASS;
pub use dq010_minor_time::RULE as MINOR_TIME;
pub use dq011_before_assignment::RULE as BEFORE_ASSIGNMENT;
pub use dq012_unmapped_channel::RULE as UNMAPPED_CHANNEL;
pub use dq013_repeated_row::RULE as REPEATED_ROW;
pub use dq014_conflicting_row::RULE as CONFLICTING_ROW;
pub use dq015_unknown_unit::RULE as UNKNOWN_UNIT;
pub use dq016_no_register::RULE as NO_REGISTER;
pub use dq017_unmapped_reason::RULE as UNMAPPED_REASON;
pub use dq018_event_time::RULE as EVENT_TIME;
pub use dq019_event_kind::RULE as EVENT_KIND;
pub use dq020_event_without_receipt::RULE as EVENT_WITHOUT_RECEIPT;
pub use dq021_no_open_complaint::RULE as NO_OPEN_COMPLAINT;
pub use dq022_dates_only::RULE as DATES_ONLY;
pub use dq023_same_text::RULE as SAME_TEXT;
pub use dq024_status_against_times::RULE as STATUS_AGAINST_TIMES;
pub use dq025_after_as_of::RULE as AFTER_AS_OF;
pub use dq026_no_rows::RULE as NO_ROWS;
pub use dq027_waiting_since_unknown::RULE as WAITING_SINCE_UNKNOWN;
pub use dq028_contradicting_events::RULE as CONTRADICTING_EVENTS;
pub use dq029_early_receipt::RULE as EARLY_RECEIPT;
pub use dq030_vanished::RULE as VANISHED;
pub use dq031_status_went_back::RULE as STATUS_WENT_BACK;
pub use dq032_unit_changed::RULE as UNIT_CHANGED;
pub use dq033_class_changed::RULE as CLASS_CHANGED;
pub use dq034_receipt_changed::RULE as RECEIPT_CHANGED;
pub use dq035_damaged_id::RULE as DAMAGED_ID;
pub use dq036_summary_row::RULE as SUMMARY_ROW;
pub use dq037_after_export::RULE as AFTER_EXPORT;
pub use dq038_closed_without_time::RULE as CLOSED_WITHOUT_TIME;
pub use dq039_turned_dates::RULE as TURNED_DATES;
pub use dq040_night_clock::RULE as NIGHT_CLOCK;
pub use dq041_bulk_entry::RULE as BULK_ENTRY;
pub use dq042_bulk_closing::RULE as BULK_CLOSING;
pub use dq043_class_shift::RULE as CLASS_SHIFT;
pub use dq044_one_reporter::RULE as ONE_REPORTER;
pub use dq045_silent_closing::RULE as SILENT_CLOSING;
pub use dq046_same_reply::RULE as SAME_REPLY;
pub use dq047_no_class::RULE as NO_CLASS;
pub use dq050_zero_bytes::RULE as ZERO_BYTES;
pub use dq051_hidden_sheet::RULE as HIDDEN_SHEET;
pub use dq052_merged_cells::RULE as MERGED_CELLS;
pub use dq053_uncomputed_cell::RULE as UNCOMPUTED_CELL;
pub use dq054_swallowed_row::RULE as SWALLOWED_ROW;
pub use dq055_sheet_without_header::RULE as SHEET_WITHOUT_HEADER;
pub use dq056_serial_date::RULE as SERIAL_DATE;
pub use dq060_outside_term::RULE as OUTSIDE_TERM;
pub use dq061_same_reporter::RULE as SAME_REPORTER;
pub use dq062_undecided_alias::RULE as UNDECIDED_ALIAS;
pub use dq063_same_text_at_units::RULE as SAME_TEXT_AT_UNITS;
pub use dq064_entered_twice::RULE as ENTERED_TWICE;
pub use dq065_canned_text::RULE as CANNED_TEXT;
pub use dq080_undated_export::RULE as UNDATED_EXPORT;

/// Every rule, by code.
pub static ALL: &[&Rule] = &[
    &COMPLAINT_ID,
    &RECEIPT_TIME,
    &STATUS,
    &OUTCOME_TIME,
    &BEFORE_RECEIPT,
    &RAGGED_ROW,
    &ENCODING,
    &MALFORMED_RECORD,
    &UNMAPPED_CLASS,
    &MINOR_TIME,
    &BEFORE_ASSIGNMENT,
    &UNMAPPED_CHANNEL,
    &REPEATED_ROW,
    &CONFLICTING_ROW,
    &UNKNOWN_UNIT,
    &NO_REGISTER,
    &UNMAPPED_REASON,
    &EVENT_TIME,
    &EVENT_KIND,
    &EVENT_WITHOUT_RECEIPT,
    &NO_OPEN_COMPLAINT,
    &DATES_ONLY,
    &SAME_TEXT,
    &STATUS_AGAINST_TIMES,
    &AFTER_AS_OF,
    &NO_ROWS,
    &WAITING_SINCE_UNKNOWN,
    &CONTRADICTING_EVENTS,
    &EARLY_RECEIPT,
    &VANISHED,
    &STATUS_WENT_BACK,
    &UNIT_CHANGED,
    &CLASS_CHANGED,
    &RECEIPT_CHANGED,
    &DAMAGED_ID,
    &SUMMARY_ROW,
    &AFTER_EXPORT,
    &CLOSED_WITHOUT_TIME,
    &TURNED_DATES,
    &NIGHT_CLOCK,
    &BULK_ENTRY,
    &BULK_CLOSING,
    &CLASS_SHIFT,
    &ONE_REPORTER,
    &SILENT_CLOSING,
    &SAME_REPLY,
    &NO_CLASS,
    &ZERO_BYTES,
    &HIDDEN_SHEET,
    &MERGED_CELLS,
    &UNCOMPUTED_CELL,
    &SWALLOWED_ROW,
    &SHEET_WITHOUT_HEADER,
    &SERIAL_DATE,
    &OUTSIDE_TERM,
    &SAME_REPORTER,
    &UNDECIDED_ALIAS,
    &SAME_TEXT_AT_UNITS,
    &ENTERED_TWICE,
    &CANNED_TEXT,
    &UNDATED_EXPORT,
];

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn codes_ascend_and_every_text_is_there() {
        assert!(ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
        for rule in ALL {
            for text in [rule.title, rule.why, rule.example, rule.next] {
                assert!(!text.id.is_empty() && !text.en.is_empty(), "{}", rule.code);
            }
        }
    }
}
