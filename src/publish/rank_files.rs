//! `peringkat.csv`: the ranked units, and what their ranks are worth. `peringkat-uji.csv`: each scenario by itself.

use super::Document;
use super::csv_files::Sheet;
use crate::judge::{RankRow, Report, Value};
use crate::problem::Problem;

/// A column of `peringkat.csv`.
pub struct RankColumn {
    /// The machine name.
    pub name: &'static str,
    get: fn(&RankRow) -> Value,
}

/// Every column, in the order of the file.
pub const RANK_COLUMNS: &[RankColumn] = &[
    RankColumn { name: "period", get: |r| Value::Text(r.period.to_string()) },
    RankColumn { name: "agency_id", get: |r| Value::text(&r.agency_id) },
    RankColumn { name: "skpd_id", get: |r| Value::text(&r.skpd_id) },
    RankColumn { name: "skpd", get: |r| Value::text(&r.skpd) },
    RankColumn { name: "group", get: |r| Value::text(&r.group) },
    RankColumn { name: "score", get: |r| Value::Number(r.score) },
    RankColumn { name: "rank", get: |r| Value::Count(r.rank) },
    RankColumn { name: "rank_low", get: |r| Value::count(r.rank_low) },
    RankColumn { name: "rank_high", get: |r| Value::count(r.rank_high) },
    RankColumn { name: "not_told_apart", get: |r| Value::text(&r.alike.join(" ")) },
    RankColumn { name: "robust_low", get: |r| Value::Count(r.robust.low) },
    RankColumn { name: "robust_high", get: |r| Value::Count(r.robust.high) },
    RankColumn { name: "moved", get: |r| Value::Count(u64::from(r.moves())) },
    RankColumn { name: "untested", get: |r| Value::Count(r.robust.untested) },
    RankColumn { name: "zone", get: |r| Value::text(r.zone.as_deref().unwrap_or_default()) },
    RankColumn { name: "volume_pro_rata", get: |r| Value::number(r.volume_pro_rata) },
];

/// The files of ranks.
///
/// # Errors
/// A row could not be written, which a memory buffer does not do.
pub fn files(report: &Report) -> Result<Vec<Document>, Problem> {
    let mut sheet = Sheet::new("publik/peringkat.csv", RANK_COLUMNS.iter().map(|c| c.name))?;
    for row in &report.ranking {
        sheet.row(RANK_COLUMNS.iter().map(|c| (c.get)(row)))?;
    }
    let header = ["period", "agency_id", "skpd_id", "skpd", "scenario", "outcome", "score", "rank", "unscored"];
    let mut tests = Sheet::new("publik/peringkat-uji.csv", header)?;
    for test in &report.rank_tests {
        tests.row([
            Value::Text(test.period.to_string()),
            Value::text(&test.agency_id),
            Value::text(&test.skpd_id),
            Value::text(&test.skpd),
            Value::Text(test.scenario.to_string()),
            Value::text(test.outcome.word()),
            Value::number(test.score),
            Value::count(test.rank),
            Value::Count(test.unscored),
        ])?;
    }
    Ok(vec![sheet.finish()?, tests.finish()?])
}
