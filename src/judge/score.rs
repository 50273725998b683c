//! A row's figures to its score: capped attainments, and their weighted mean.

use super::league_row::{LeagueRow, column};
use super::targets::{Subject, scored};
use crate::config::Config;
use crate::terms::Quarter;

/// The volume reached, against the part of the year's target that falls to the quarters which have run:
/// `received_ytd / (volume_target × quarters / 4)`.
///
/// ```
/// use rapor::judge::volume_pro_rata;
/// // 1,367 of 2,920 complaints by the end of June: half of the year has run.
/// let half = volume_pro_rata(1367.0 / 2920.0, "2024-Q2".parse().unwrap());
/// assert!((half - 1367.0 / 1460.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn volume_pro_rata(volume_attainment: f64, quarter: Quarter) -> f64 {
    volume_attainment * 4.0 / f64::from(quarter.number())
}

/// The value of a measure that can be scored, where the row has one.
pub fn value(row: &LeagueRow, measure: &str) -> Option<f64> {
    match measure {
        "volume_pro_rata" => row.volume_attainment.map(|attained| volume_pro_rata(attained, row.period)),
        _ => column(measure).and_then(|column| (column.get)(row).as_f64()),
    }
}

/// Whether a mean time is missing because nothing was done, and not because the data do not tell: the unit has complaints, is known by
/// its times, and has answered, or closed, none of them.
fn is_never_done(row: &LeagueRow, measure: &str) -> bool {
    let (done, told) = match measure {
        _ if measure.starts_with("mean_response_") => (row.responded, row.unanswered_overdue.is_some()),
        _ if measure.starts_with("mean_resolution_") => (row.closed, row.resolved_in_time.is_some()),
        _ => return false,
    };
    told && done == 0 && row.eligible > 0
}

/// The capped attainment of each scored measure, in the order of the configuration; `None` where it cannot be computed.
/// A unit that answered nothing attains nothing of a mean time: else it would escape the rank that one late answer earns.
pub fn attainments(config: &Config, row: &LeagueRow, subject: Subject<'_>) -> Vec<Option<f64>> {
    let of = |measure: &str| match value(row, measure) {
        Some(value) => scored(config, measure, value, subject),
        None => is_never_done(row, measure).then_some(0.0),
    };
    config.score.iter().map(|part| of(&part.measure)).collect()
}

/// The mean of attainments by weights that add up to 1; none where one of them is missing.
///
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6: linear aggregation.
pub fn weighted(attainments: &[Option<f64>], weights: impl IntoIterator<Item = f64>) -> Option<f64> {
    attainments.iter().zip(weights).try_fold(0.0, |sum, (attained, weight)| Some(sum + weight * (*attained)?))
}
