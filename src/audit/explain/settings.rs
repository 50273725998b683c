//! What the manifest of a report says of its rules: weights, targets, groups, gates, dates.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value as Json;

use crate::problem::Problem;
use crate::terms::{Quarter, Zone};

/// A target as the score uses it.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The measure.
    pub measure: String,
    /// One quarter only.
    pub quarter: Option<Quarter>,
    /// One unit only.
    pub skpd: Option<String>,
    /// Units of one kind only.
    pub kind: Option<String>,
    /// Whether less is better.
    pub lower: bool,
    /// Where the attainment is cut off.
    pub cap: f64,
    /// The value aimed at.
    pub value: f64,
}

/// The rules of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The name of the government of the configuration.
    pub government: String,
    /// The quarter.
    pub quarter: Quarter,
    /// The last local second that counts, on the clock of that government.
    pub as_of: NaiveDateTime,
    /// That clock.
    pub zone: Zone,
    /// Measures of the score with their weights.
    pub weights: Vec<(String, f64)>,
    /// The targets.
    pub targets: Vec<Target>,
    /// `volume`, `kind` or `none`.
    pub groups: String,
    /// Where volume groups begin.
    pub cuts: Vec<u64>,
    /// Fewest complaints for a rank.
    pub minimum_volume: u64,
    /// The least share of usable times; 0 where none is asked.
    pub evidence_share: f64,
    /// The most rows kept aside.
    pub rejected_rows: Option<f64>,
    /// `received` or `assigned`: where a unit's clock starts.
    pub clock: String,
    /// The other readings by which something of the published quarters reads otherwise.
    pub readings: Vec<String>,
    /// The zones of the score, the best first: word and lowest score in hundredths of a percent.
    pub zones: Vec<(String, i64)>,
    /// Where the data begin.
    pub begins: Option<NaiveDate>,
    /// The quarter of as-of.
    pub last_quarter: Option<Quarter>,
    /// Up to how many minutes a restricted mean follows complaints to their response.
    pub horizon: u32,
    /// The same to their resolution.
    pub resolution_horizon: u32,
}

/// Whose target is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The unit; empty for a government.
    pub skpd_id: &'a str,
    /// Its kind.
    pub kind: &'a str,
    /// Whether it belongs to the government of the configuration.
    pub home: bool,
}

impl Settings {
    /// Reads the manifest.
    ///
    /// # Errors
    /// It lacks what the program writes into it.
    pub fn read(manifest: &Json) -> Result<Self, Problem> {
        let lacks = |key: &str| {
            Problem::new("the manifest does not tell what a figure depends on")
                .at(format!("manifest.json, {key}"))
                .hint("the report is of an older version of the program; publish the quarter again")
        };
        let at = |pointer: &str| manifest.pointer(pointer);
        let word = |pointer: &str| at(pointer).and_then(Json::as_str).ok_or_else(|| lacks(pointer));
        let target = |json: &Json| {
            let word = |key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
            Some(Target {
                measure: word("measure")?,
                quarter: word("quarter").and_then(|q| q.parse().ok()),
                skpd: word("skpd"),
                kind: word("kind"),
                lower: word("direction")? == "lower",
                cap: json.get("cap")?.as_f64()?,
                value: json.get("value")?.as_f64()?,
            })
        };
        let targets = at("/configuration/targets").and_then(Json::as_array);
        let targets = targets.ok_or_else(|| lacks("configuration.targets"))?;
        let weights = at("/configuration/weights").and_then(Json::as_object);
        let weights = weights.ok_or_else(|| lacks("configuration.weights"))?;
        let cuts = at("/configuration/group_cuts").and_then(Json::as_array);
        let number = |pointer: &str| at(pointer).and_then(Json::as_f64);
        let minutes = |pointer: &str| {
            let minutes = at(pointer).and_then(Json::as_u64).and_then(|minutes| u32::try_from(minutes).ok());
            minutes.ok_or_else(|| lacks(pointer))
        };
        let list = |pointer: &str| at(pointer).and_then(Json::as_array).ok_or_else(|| lacks(pointer));
        let zone = |json: &Json| Some((json.get("name")?.as_str()?.to_owned(), json.get("from")?.as_i64()?));
        let as_of = word("/as_of")?;
        Ok(Self {
            government: word("/unit")?.to_owned(),
            quarter: word("/quarter")?.parse().map_err(|_| lacks("quarter"))?,
            as_of: NaiveDateTime::parse_from_str(as_of, "%Y-%m-%dT%H:%M:%S").map_err(|_| lacks("as_of"))?,
            zone: word("/zone")?.parse().map_err(|_| lacks("zone"))?,
            weights: weights.iter().filter_map(|(m, w)| Some((m.clone(), w.as_f64()?))).collect(),
            targets: targets
                .iter()
                .map(|t| target(t).ok_or_else(|| lacks("configuration.targets")))
                .collect::<Result<_, _>>()?,
            groups: word("/configuration/groups")?.to_owned(),
            cuts: cuts.into_iter().flatten().filter_map(Json::as_u64).collect(),
            minimum_volume: at("/configuration/minimum_volume")
                .and_then(Json::as_u64)
                .ok_or_else(|| lacks("configuration.minimum_volume"))?,
            evidence_share: number("/gates/evidence-share/fail").unwrap_or(0.0),
            rejected_rows: number("/gates/rejected-rows/fail"),
            clock: word("/configuration/clock")?.to_owned(),
            readings: list("/data/read_otherwise")?.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
            zones: list("/configuration/zones")?.iter().filter_map(zone).collect(),
            begins: at("/data/begins").and_then(Json::as_str).and_then(|d| d.parse().ok()),
            horizon: minutes("/configuration/response_horizon_minutes")?,
            resolution_horizon: minutes("/configuration/resolution_horizon_minutes")?,
            last_quarter: at("/data/last_quarter").and_then(Json::as_str).and_then(|q| q.parse().ok()),
        })
    }

    /// As-of on another clock.
    #[must_use]
    pub fn as_of_on(&self, zone: Zone) -> NaiveDateTime {
        zone.local(self.zone.instant(self.as_of))
    }

    /// The target that holds: the unit's before that of its kind before a general one, then the quarter's before the year's.
    #[must_use]
    pub fn target(&self, measure: &str, subject: Subject<'_>) -> Option<&Target> {
        let is_unit = !subject.skpd_id.is_empty();
        let holds = |t: &&Target| {
            let whose = match &t.skpd {
                Some(wanted) => is_unit && wanted == subject.skpd_id,
                // A volume that names no unit is aimed at by the government alone.
                None => measure != "received" || (!is_unit && subject.home),
            };
            let kind = t.kind.as_deref().is_none_or(|kind| is_unit && kind == subject.kind);
            t.measure == measure && whose && kind && t.quarter.is_none_or(|q| q == self.quarter)
        };
        let right = |t: &&Target| [t.skpd.is_some(), t.kind.is_some(), t.quarter.is_some()];
        self.targets.iter().filter(holds).max_by_key(right)
    }

    /// Whether a share reaches the gate; where nothing is asked it does.
    #[must_use]
    pub fn enough(&self, part: u64, whole: u64) -> bool {
        ratio(part, whole).is_none_or(|share| share >= self.evidence_share)
    }

    /// The group of a unit with so many eligible complaints.
    #[must_use]
    pub fn group(&self, subject: Subject<'_>, eligible: u64) -> String {
        if subject.skpd_id.is_empty() || self.groups == "kind" {
            return subject.kind.to_owned();
        }
        if self.groups != "volume" {
            return String::new();
        }
        let floor = self.minimum_volume.max(1);
        if eligible < floor {
            return String::new();
        }
        let above: Vec<u64> = self.cuts.iter().copied().filter(|cut| *cut > floor).collect();
        let from = above.iter().copied().filter(|cut| *cut <= eligible).max().unwrap_or(floor);
        match above.iter().copied().find(|cut| *cut > eligible) {
            Some(next) => format!("{from}-{}", next - 1),
            None => format!("{from}+"),
        }
    }
}

/// A fraction; `None` for an empty whole.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        let target = |measure: &str, skpd: Option<&str>, kind: Option<&str>, value| Target {
            measure: measure.to_owned(),
            quarter: None,
            skpd: skpd.map(str::to_owned),
            kind: kind.map(str::to_owned),
            lower: false,
            cap: 1.0,
            value,
        };
        Settings {
            government: "Kota Uji".to_owned(),
            quarter: "2024-Q2".parse().unwrap(),
            as_of: NaiveDateTime::default(),
            zone: Zone::WIB,
            weights: Vec::new(),
            targets: vec![
                target("received", None, None, 2920.0),
                target("received", Some("D1"), None, 300.0),
                target("on_time_rate", None, None, 0.9),
                target("on_time_rate", None, Some("dinas"), 0.8),
                target("on_time_rate", Some("D1"), None, 0.7),
            ],
            groups: "volume".to_owned(),
            cuts: vec![30, 100],
            minimum_volume: 5,
            evidence_share: 0.8,
            rejected_rows: None,
            clock: "received".to_owned(),
            readings: Vec::new(),
            zones: Vec::new(),
            begins: None,
            last_quarter: None,
            horizon: 20_160,
            resolution_horizon: 129_600,
        }
    }

    #[test]
    fn groups_begin_at_their_cuts() {
        let settings = settings();
        let unit = Subject { skpd_id: "D1", kind: "dinas", home: true };
        for (eligible, group) in [(4, ""), (5, "5-29"), (29, "5-29"), (30, "30-99"), (99, "30-99"), (100, "100+")] {
            assert_eq!(settings.group(unit, eligible), group, "{eligible}");
        }
        assert_eq!(settings.group(Subject { skpd_id: "", kind: "kota", home: true }, 50), "kota");
    }

    #[test]
    fn the_nearest_target_holds_and_a_volume_without_unit_is_the_governments() {
        let settings = settings();
        let value = |measure: &str, skpd_id: &str, kind: &str, home: bool| {
            settings.target(measure, Subject { skpd_id, kind, home }).map(|t| t.value)
        };
        assert_eq!(value("on_time_rate", "D1", "dinas", true), Some(0.7));
        assert_eq!(value("on_time_rate", "D2", "dinas", true), Some(0.8));
        assert_eq!(value("on_time_rate", "K1", "kecamatan", true), Some(0.9));
        assert_eq!(value("received", "D2", "dinas", true), None);
        assert_eq!(value("received", "D1", "dinas", true), Some(300.0));
        assert_eq!((value("received", "", "kota", true), value("received", "", "kota", false)), (Some(2920.0), None));
    }
}
