//! Reference data: the calendar, the deadlines, the units and the governments.
//!
//! Owns pure look-ups on data that was handed in as bytes, or that is shipped inside the
//! program. Opens no file, reads no clock, and never guesses: a name that is not in the
//! register is not found, a year that the calendar does not cover is not covered. Every error
//! names the file, the line and the column, and says what to do next; it prints no cell.

mod calendar;
mod deadline;
mod instansi;
mod likeness;
mod limit;
mod names;
mod register;
mod table;

pub use calendar::{Calendar, Day, DayKind, DayStatus};
pub use deadline::{Deadline, Deadlines};
pub use instansi::{Instansi, InstansiList};
pub use limit::{Limit, Step};
pub use register::{Register, Unit};

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn the_shipped_region_codes_are_unique_and_each_district_has_its_province() {
        let bytes = include_bytes!("../../data/reference/regions.csv");
        let rows = table::read(bytes, "regions.csv", ["code", "name", "level"], &["code", "name", "level"]).unwrap();
        let codes: std::collections::HashSet<&str> = rows.iter().map(|row| row.cells[0].as_str()).collect();
        assert_eq!(codes.len(), rows.len());
        assert_eq!(rows.iter().filter(|row| row.cells[2] == "provinsi").count(), 38);
        assert!(codes.iter().filter_map(|code| code.split_once('.')).all(|(province, _)| codes.contains(province)));
        assert!(rows.iter().all(|row| row.cells[2].parse::<crate::terms::Level>().is_ok()));
    }
}
