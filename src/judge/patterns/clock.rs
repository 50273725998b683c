//! Files whose complaints come in at night, as they do where the clock is of another zone.

use super::tails::binomial;
use super::{FEWEST, Sighting, Subject, budget};
use crate::measure::FileTimes;

/// The largest share of complaints from 00:00 to 05:59 that is taken for ordinary. An even spread over the day would bring
/// 0.25; in 311 exports whose clock is right 0.02 to 0.04 were met, and 0.19 in one whose clock is not.
const ORDINARY: f64 = 0.12;

/// Files with more complaints at night than an ordinary share explains: the binomial tail.
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub(super) fn nights(files: &[FileTimes]) -> Vec<Sighting> {
    let threshold = budget(files.len());
    let busy = files.iter().filter(|f| f.at_night >= FEWEST && binomial(f.at_night, f.timed, ORDINARY) < threshold);
    busy.map(|f| Sighting {
        subject: Subject::File(f.file),
        quarter: None,
        day: None,
        seen: f.at_night,
        of: f.timed,
        expected: ORDINARY * f.timed as f64,
    })
    .collect()
}
