//! `kategori.csv`: complaints received by category and unit, small numbers hidden.

use super::super::Finished;
use super::super::recompute::Cells;
use super::super::sheet::{AGENCY_ID, Asked, Place, Rows, SKPD_ID, Sheet, Told, by_ids, name, own};
use super::parts::{self, Respect};
use crate::judge::{Quantity, Value};
use crate::problem::Problem;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "kategori",
    keys: &["category"],
    columns: &[
        name("category", "Kategori; (lainnya) = yang sedikit, (semua kategori) = hanya jumlahnya yang dapat disebut, kosong = tidak disebut.", "The category; (lainnya) = those that few have, (semua kategori) = only the total can be told, empty = not told."),
        SKPD_ID,
        name("unit", "Nama unit atau instansi.", "The unit's or the government's name."),
        own("received", Quantity::Count, "Aduan yang diterima, pengecualian termasuk. Kosong = disembunyikan.", "Complaints received, exclusions included. Empty = hidden."),
        AGENCY_ID,
    ],
    unit: by_ids,
    rows,
    tell,
};

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let row = |(unit, category, n): parts::Cell| {
        let cells = Cells::from([
            ("category", Value::text(&category)),
            ("skpd_id", Value::text(&unit.1)),
            ("unit", Value::text(&report.book.name_of(&unit))),
            ("received", Value::count(n)),
            ("agency_id", Value::text(&unit.0)),
        ]);
        (Place { unit, keys: vec![category] }, cells)
    };
    Ok(parts::cells(report, Respect::Category).into_iter().map(row).collect())
}

fn tell(asked: &Asked<'_>) -> Told {
    parts::tell(asked, Respect::Category, asked.key(0))
}
