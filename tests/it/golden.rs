//! A quarter worked out by hand, cell by cell. `tests/fixtures/golden/README.md` derives every figure.

use std::path::Path;

use crate::support::{Row, Table, fixture, folder, quarter_folder, read_table, run_csv, same_cell};

/// A cell of the expected table on which the contract is silent.
const UNSAID: &str = "*";

#[test]
fn the_quarter_worked_out_by_hand_comes_out_cell_by_cell() {
    agrees("golden", "Pemerintah Kota Emas");
}

#[test]
fn events_worked_out_by_hand_come_out_cell_by_cell() {
    agrees("golden/events", "Pemerintah Kota Perak");
}

/// Runs a fixture's configuration and compares the league table of 2024-Q2 with the expected one.
fn agrees(name: &str, unit: &str) {
    let out = folder();
    let fixture = fixture(name);
    run_csv(&fixture.join("rapor.toml"), out.path()).expect_status(&[0, 1]);
    let expected = read_table(&fixture.join("expected-league.csv"));
    let found = read_table(&quarter_folder(out.path(), unit, "2024-Q2").join("publik/league.csv"));
    assert_eq!(expected.columns, found.columns, "the columns, in order");
    let differences = differences(&expected, &found);
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

/// Every cell that is not as expected, with the unit and the column.
fn differences(expected: &Table, found: &Table) -> Vec<String> {
    let unit = |row: &Row| row.get("skpd").cloned().unwrap_or_default();
    let mut said = Vec::new();
    for row in &found.rows {
        if !expected.rows.iter().any(|e| unit(e) == unit(row)) {
            said.push(format!("{}: a row that is not expected", unit(row)));
        }
    }
    for want in &expected.rows {
        let matches: Vec<&Row> = found.rows.iter().filter(|row| unit(row) == unit(want)).collect();
        let [have] = matches.as_slice() else {
            said.push(format!("{}: {} rows and not one", unit(want), matches.len()));
            continue;
        };
        for column in &expected.columns {
            let (x, y) = (&want[column], &have[column]);
            if x != UNSAID && !same_cell(x, y, 1e-12) {
                said.push(format!("{} {column}: expected {}, found {}", unit(want), shown(x), shown(y)));
            }
        }
    }
    said
}

/// A cell as a person reads it.
fn shown(cell: &str) -> &str {
    if cell.is_empty() { "an empty cell" } else { cell }
}

#[test]
fn the_rows_of_the_golden_quarter_are_all_accounted_for() {
    let out = folder();
    let fixture = fixture("golden");
    run_csv(&fixture.join("rapor.toml"), out.path()).expect_status(&[0, 1]);
    let kept_aside =
        read_table(&quarter_folder(out.path(), "Pemerintah Kota Emas", "2024-Q2").join("internal/karantina.csv"));
    assert_eq!(kept_aside.rows.len(), 3, "F03, F04 and F05 are kept aside: {:?}", kept_aside.rows);
    assert_no_value_of_a_row(&fixture, &kept_aside);
}

/// No cell of the table repeats a reporter, a title or a text of the input.
fn assert_no_value_of_a_row(fixture: &Path, table: &Table) {
    let input = read_table(&fixture.join("cases.csv"));
    let private: Vec<&String> =
        input.rows.iter().flat_map(|row| ["reporter", "text"].map(|column| &row[column])).collect();
    for cell in table.rows.iter().flat_map(Row::values).filter(|cell| !cell.is_empty()) {
        assert!(!private.iter().any(|value| cell.contains(value.as_str())), "a value of a data row is printed");
    }
}
