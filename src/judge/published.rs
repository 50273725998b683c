//! What an earlier run published, held against what is computed now.

use std::collections::BTreeMap;

use super::league_row::LeagueRow;
use super::report::Note;
use crate::terms::Quarter;

/// Ranks and closing stocks as an earlier report of the quarter before published them.
#[derive(Debug, Clone, Default)]
pub struct Published {
    rows: Vec<Line>,
}

#[derive(Debug, Clone)]
struct Line {
    quarter: Quarter,
    agency_id: String,
    skpd_id: String,
    skpd: String,
    rank: String,
    closing: String,
}

impl Published {
    /// Reads an earlier `league.csv`. One that cannot be understood is taken as none: it is not an input of the figures.
    #[must_use]
    pub fn parse(league_csv: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(league_csv);
        let Ok(header) = reader.headers().cloned() else { return Self::default() };
        let place = |name: &str| header.iter().position(|h| h == name);
        let names = ["period", "agency_id", "skpd_id", "skpd", "rank", "backlog_closing"].map(place);
        let rows = reader.records().filter_map(Result::ok).filter_map(|record| {
            let [quarter, agency_id, skpd_id, skpd, rank, closing] =
                names.map(|place| place.and_then(|p| record.get(p)).map(str::to_owned));
            Some(Line {
                quarter: quarter?.parse().ok()?,
                agency_id: agency_id?,
                skpd_id: skpd_id?,
                skpd: skpd?,
                rank: rank?,
                closing: closing?,
            })
        });
        Self { rows: rows.collect() }
    }

    /// Where the rank or the closing stock published then is not the one computed now for that quarter.
    pub(super) fn differences(&self, history: &[LeagueRow]) -> Vec<Note> {
        let shown = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let key = |r: &LeagueRow| (r.period, r.agency_id.clone(), r.skpd_id.clone());
        let rows: BTreeMap<_, &LeagueRow> = history.iter().map(|r| (key(r), r)).collect();
        let mut notes = Vec::new();
        for line in &self.rows {
            let now = rows.get(&(line.quarter, line.agency_id.clone(), line.skpd_id.clone())).copied();
            let pairs = [
                ("rank", &line.rank, now.map(|r| shown(r.rank)).unwrap_or_default()),
                ("backlog_closing", &line.closing, now.map(|r| shown(r.backlog_closing)).unwrap_or_default()),
            ];
            for (column, published, now) in pairs.into_iter().filter(|(_, then, now)| *then != now) {
                notes.push(Note::PublishedDiffers {
                    quarter: line.quarter,
                    column: column.to_owned(),
                    skpd: line.skpd.clone(),
                    published: published.clone(),
                    now,
                });
            }
        }
        notes
    }
}
