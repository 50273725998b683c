//! How long complaints waited for an outcome, minute by minute, as `queries/survival.sql` counts it.

use std::collections::BTreeMap;

use super::figures::Figures;

/// What became of complaints at one minute since the start of their clock. Never all zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exits {
    /// Whole minutes since the start of the clock: for an outcome the minute in which it came, rounded up; for a complaint
    /// lost from sight the whole minutes for which it was seen.
    pub minute: u32,
    /// Complaints whose outcome came.
    pub events: u32,
    /// Complaints of which another outcome took the chance of it away.
    pub competing: u32,
    /// Complaints seen no longer, without either.
    pub censored: u32,
}

/// The complaints of a unit (or a government) and quarter, followed until an outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followed {
    /// What became of them, by minute, earliest first.
    pub exits: Vec<Exits>,
    /// Of those counted as censored, the ones with an outcome at an unknown time.
    pub untimed: u64,
}

/// Until which outcome complaints are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The first response.
    Response,
    /// The resolution; being archived competes with it.
    Resolution,
}

impl Until {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Response, Self::Resolution];

    /// Where the figures of a row keep it.
    fn of(self, figures: &mut Figures) -> &mut Followed {
        match self {
            Self::Response => &mut figures.until_response,
            Self::Resolution => &mut figures.until_resolution,
        }
    }
}

/// The columns of the query.
pub(super) const COLUMNS: [&str; 8] =
    ["agency", "unit", "quarter", "minute", "events", "competing", "censored", "untimed"];

/// Hands the rows of the query to the figures of their unit and quarter. Both come in the order of one key.
pub(super) fn attach<'f>(
    figures: impl IntoIterator<Item = &'f mut Figures>,
    until: Until,
    rows: impl Iterator<Item = [i64; COLUMNS.len()]>,
) {
    let narrow = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let mut rest = figures.into_iter().peekable();
    for [agency, unit, quarter, minute, events, competing, censored, untimed] in rows {
        let is_key = |f: &Figures| {
            usize::try_from(agency).ok() == Some(f.agency)
                && usize::try_from(unit).ok() == f.unit
                && i64::from(f.quarter) == quarter
        };
        while rest.next_if(|f| !is_key(f)).is_some() {}
        let Some(found) = rest.peek_mut() else { break };
        let followed = until.of(found);
        followed.untimed += u64::from(narrow(untimed));
        followed.exits.push(Exits {
            minute: narrow(minute),
            events: narrow(events),
            competing: narrow(competing),
            censored: narrow(censored),
        });
    }
}

/// Gives each government the complaints of its units, where both see the same times.
pub(super) fn gather<'f>(
    governments: impl IntoIterator<Item = &'f mut Figures>,
    units: impl IntoIterator<Item = &'f Figures>,
) {
    let mut by_key: BTreeMap<(usize, i32), Vec<&Figures>> = BTreeMap::new();
    for unit in units {
        by_key.entry((unit.agency, unit.quarter)).or_default().push(unit);
    }
    for government in governments {
        let parts = by_key.get(&(government.agency, government.quarter)).map(Vec::as_slice).unwrap_or_default();
        government.until_response = together(parts.iter().map(|f| &f.until_response));
        government.until_resolution = together(parts.iter().map(|f| &f.until_resolution));
    }
}

fn together<'a>(parts: impl Iterator<Item = &'a Followed>) -> Followed {
    let mut all = Followed::default();
    for part in parts {
        all.untimed += part.untimed;
        all.exits.extend_from_slice(&part.exits);
    }
    all.exits.sort_unstable_by_key(|e| e.minute);
    all.exits.dedup_by(|next, kept| {
        let same = next.minute == kept.minute;
        if same {
            kept.events += next.events;
            kept.competing += next.competing;
            kept.censored += next.censored;
        }
        same
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_government_has_the_complaints_of_its_units_minute_by_minute() {
        let exits = |minute, events, censored| Exits { minute, events, competing: 0, censored };
        let unit = |unit, quarter, exits: &[Exits], untimed| Figures {
            unit: Some(unit),
            quarter,
            until_response: Followed { exits: exits.to_vec(), untimed },
            ..Figures::default()
        };
        let units = [
            unit(0, 1, &[exits(3, 1, 0), exits(9, 0, 2)], 1),
            unit(1, 1, &[exits(1, 0, 1), exits(9, 2, 1)], 2),
            unit(1, 2, &[exits(7, 1, 0)], 0),
        ];
        let mut governments = [Figures { quarter: 1, ..Figures::default() }];
        gather(&mut governments, &units);
        let all = &governments[0].until_response;
        assert_eq!(all.exits, [exits(1, 0, 1), exits(3, 1, 0), exits(9, 2, 3)]);
        assert_eq!(all.untimed, 3);
        assert!(governments[0].until_resolution.exits.is_empty());
    }

    #[test]
    fn rows_go_to_the_figures_of_their_key_though_some_have_none() {
        let mut figures = [0, 1, 2].map(|unit| Figures { unit: Some(unit), quarter: 8_096, ..Figures::default() });
        let row = |unit, minute| [0, unit, 8_096, minute, 1, 0, 0, 0];
        attach(&mut figures, Until::Resolution, [row(0, 5), row(0, 9), row(2, 7)].into_iter());
        let minutes = figures.map(|f| f.until_resolution.exits.iter().map(|e| e.minute).collect::<Vec<_>>());
        assert_eq!(minutes, [vec![5, 9], vec![], vec![7]]);
    }
}
