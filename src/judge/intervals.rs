//! The 95 % intervals of rates that rows state as numerator and denominator.

use super::league_row::LeagueRow;
use super::line::LineRow;
use super::wilson::wilson;

impl LeagueRow {
    /// The interval of [`wilson`] for a rate of the league table: `response_rate`, `on_time_rate` or
    /// `resolution_on_time_rate`. `None` where the row has no such rate.
    #[must_use]
    pub fn interval(&self, rate: &str) -> Option<(f64, f64)> {
        match rate {
            "response_rate" => self.response_rate.and_then(|_| wilson(self.responded, self.eligible)),
            "on_time_rate" => self.on_time_low.zip(self.on_time_high),
            "resolution_on_time_rate" => {
                self.resolution_on_time_rate.and_then(|_| wilson(self.resolved_in_time?, self.resolution_due?))
            }
            _ => None,
        }
    }
}

impl LineRow {
    /// The same of a quarter at its cut. Where it depends on the reading whether an answer came by the cut, it reaches
    /// from the lowest end to the highest of all readings.
    #[must_use]
    pub fn interval(&self, rate: &str) -> Option<(f64, f64)> {
        match rate {
            "response_rate" => {
                self.response_rate?;
                let (low, _) = wilson(self.responded_surely, self.eligible)?;
                let (_, high) = wilson(self.responded_possibly, self.eligible)?;
                Some((low, high))
            }
            "on_time_rate" => self.on_time_rate.and_then(|_| wilson(self.responded_in_time?, self.due)),
            "resolution_on_time_rate" => {
                self.resolution_on_time_rate.and_then(|_| wilson(self.resolved_in_time?, self.resolution_due))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Quarter;

    #[test]
    fn a_rate_that_the_row_does_not_state_has_no_interval() {
        let row = LeagueRow { responded: 3, eligible: 5, ..LeagueRow::empty(Quarter::from_index(8_097)) };
        assert_eq!(row.interval("response_rate"), None);
        let row = LeagueRow { response_rate: Some(0.6), resolution_on_time_rate: Some(0.5), ..row };
        assert_eq!(row.interval("response_rate"), wilson(3, 5));
        assert_eq!(row.interval("resolution_on_time_rate"), None, "without numerator");
        assert_eq!(row.interval("mean_response_hours"), None);
    }
}
