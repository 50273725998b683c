//! Where each chart stands on the page.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use crate::problem::Problem;
use crate::publish::charts::Chart;

/// Beginnings of the names of charts, and the part of the page where such a chart stands.
const PLACES: [(&str, &str); 16] = [
    ("peringkat", "ranks"),
    ("corong", "certainty"),
    ("respons-triwulan", "movement"),
    ("tren", "movement"),
    ("gerak", "movement"),
    ("perpindahan", "movement"),
    ("perubahan", "movement"),
    ("peta", "movement"),
    ("bulan", "movement"),
    ("waktu-respons", "pending"),
    ("kurva", "pending"),
    ("tunggakan", "closing"),
    ("arus", "closing"),
    ("stok", "closing"),
    ("capaian", "targets"),
    ("target", "targets"),
];

/// Parts with charts of their own; all others stand together at the end.
const PARTS: [&str; 7] = ["ranks", "certainty", "movement", "pending", "closing", "targets", "others"];

/// The charts by the part of the page where they stand.
///
/// # Errors
/// A chart could not be drawn.
pub fn placed(charts: &[Chart]) -> Result<BTreeMap<&'static str, Vec<Value>>, Problem> {
    let mut out: BTreeMap<&'static str, Vec<Value>> = PARTS.into_iter().map(|part| (part, Vec::new())).collect();
    for chart in charts {
        let place = PLACES.iter().find(|(begins, _)| chart.name.starts_with(begins)).map_or("others", |(_, part)| part);
        let title = chart.alt.split_once(". ").map_or(chart.alt.as_str(), |(title, _)| title);
        out.entry(place).or_default().push(context! { title, svg => chart.svg()? });
    }
    Ok(out)
}
