//! The rules of one round: units, clock, deadlines, and the configuration file that says the same.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use crate::support::read_table;

/// A limit, as `limit = "..."` writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Clock hours.
    Hours(i64),
    /// Calendar days, to the end of the last.
    Days(i64),
    /// Working days, to the end of the last.
    Workdays(i64),
    /// The row's own `deadline-at`.
    Source,
}

impl Limit {
    fn text(self) -> String {
        match self {
            Self::Hours(n) => format!("{n}h"),
            Self::Days(n) => format!("{n}d"),
            Self::Workdays(n) => format!("{n}wd"),
            Self::Source => "source".to_owned(),
        }
    }
}

/// A `[[deadline]]`.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    pub step: &'static str,
    pub class: Option<&'static str>,
    pub skpd: Option<&'static str>,
    pub limit: Limit,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Deadline {
    /// A limit for every class and unit, at all times.
    pub const fn plain(step: &'static str, limit: Limit) -> Self {
        Self { step, class: None, skpd: None, limit, from: None, to: None }
    }
}

/// A unit of the register.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    pub id: &'static str,
    pub name: &'static str,
    pub alias: Option<&'static str>,
    pub vertical: bool,
}

/// All that a round's configuration says.
#[derive(Debug, Clone)]
pub struct Rules {
    pub government: &'static str,
    pub zone: &'static str,
    pub zone_minutes: i64,
    /// As the configuration writes it.
    pub as_of_text: String,
    /// The same on the local clock.
    pub as_of: NaiveDateTime,
    pub from_assignment: bool,
    pub dates_only: bool,
    pub deadlines: Vec<Deadline>,
    pub weights: Vec<(&'static str, f64)>,
    pub minimum_volume: usize,
    pub units: &'static [Unit],
}

/// The shipped limits (Permen PANRB 62/2018): working days to a resolution, by class.
pub const SHIPPED_RESOLUTION: [(&str, i64); 4] =
    [("permintaan-informasi", 5), ("aspirasi", 5), ("tidak-berkadar-pengawasan", 14), ("berkadar-pengawasan", 60)];

impl Rules {
    /// The deadlines of a step: those of the configuration, and where it has none, the shipped ones.
    pub fn of_step(&self, step: &str) -> Vec<Deadline> {
        let own: Vec<Deadline> = self.deadlines.iter().filter(|d| d.step == step).copied().collect();
        if own.is_empty() && step == "resolution" {
            return SHIPPED_RESOLUTION
                .iter()
                .map(|&(class, n)| Deadline { class: Some(class), ..Deadline::plain("resolution", Limit::Workdays(n)) })
                .collect();
        }
        own
    }

    /// The limit for a unit and class whose clock starts on this local date.
    pub fn limit(&self, step: &str, unit_id: &str, class: &str, date: NaiveDate) -> Option<Limit> {
        let mut best: Option<Deadline> = None;
        for deadline in self.of_step(step) {
            if deadline.skpd.is_some_and(|id| id != unit_id)
                || deadline.class.is_some_and(|c| c != class)
                || deadline.from.is_some_and(|from| date < from)
                || deadline.to.is_some_and(|to| date > to)
            {
                continue;
            }
            let weight = |d: &Deadline| (d.skpd.is_some(), d.class.is_some(), d.from);
            if best.as_ref().is_none_or(|b| weight(&deadline) > weight(b)) {
                best = Some(deadline);
            }
        }
        best.map(|d| d.limit)
    }

    /// The configuration file.
    pub fn toml(&self) -> String {
        let mut text = format!(
            "[unit]\nname = \"{}\"\nlevel = \"kota\"\nzone = \"{}\"\n\n[period]\nquarters = \"all\"\nas-of = {}\n\n\
             [[source]]\nfiles = \"cases.csv\"\nprofile = \"cases\"\n\n\
             [reference]\nskpd = \"skpd.csv\"\naliases = \"alias.csv\"\n\n[response]\nclock = \"{}\"\n",
            self.government,
            self.zone,
            self.as_of_text,
            if self.from_assignment { "assigned" } else { "received" },
        );
        for deadline in &self.deadlines {
            let _ = write!(
                text,
                "\n[[deadline]]\nstep = \"{}\"\nclass = \"{}\"\nlimit = \"{}\"\nsource = \"contoh\"\n",
                deadline.step,
                deadline.class.unwrap_or("*"),
                deadline.limit.text()
            );
            for (key, value) in [("skpd", deadline.skpd)] {
                if let Some(value) = value {
                    let _ = writeln!(text, "{key} = \"{value}\"");
                }
            }
            for (key, value) in [("from", deadline.from), ("to", deadline.to)] {
                if let Some(value) = value {
                    let _ = writeln!(text, "{key} = {value}");
                }
            }
        }
        let weights: Vec<String> = self.weights.iter().map(|(name, weight)| format!("{name} = {weight:?}")).collect();
        let _ = write!(
            text,
            "\n[score]\nweights = {{ {} }}\n\n[groups]\nby = \"none\"\nminimum-volume = {}\n\n\
             [duplicates]\nwindow-days = 30\n\n[gates]\nrejected-rows = 0.99\nevidence-share = 0.0\n",
            weights.join(", "),
            self.minimum_volume
        );
        text
    }

    /// The unit register.
    pub fn register(&self) -> String {
        let mut text = "skpd_id,name,kind,parent_id,agency_id,valid_from,valid_to,successor_id\n".to_owned();
        for unit in self.units {
            let kind = if unit.vertical { "vertikal" } else { "dinas" };
            let _ = writeln!(text, "{},{},{kind},,,,,", unit.id, unit.name);
        }
        text
    }

    /// The other spellings.
    pub fn aliases(&self) -> String {
        let mut text = "alias,skpd_id\n".to_owned();
        for unit in self.units {
            if let Some(alias) = unit.alias {
                let _ = writeln!(text, "{alias},{}", unit.id);
            }
        }
        text
    }
}

/// The days off, and working days counted by walking.
#[derive(Debug)]
pub struct Calendar(BTreeSet<NaiveDate>);

impl Calendar {
    /// Reads the shipped calendar.
    pub fn shipped() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reference/calendar.csv");
        let off = read_table(&path)
            .rows
            .iter()
            .filter(|row| row.get("region").is_none_or(String::is_empty))
            .map(|row| row["date"].parse().expect("a date"))
            .collect();
        Self(off)
    }

    /// A calendar with these days off.
    pub fn of(days: &[&str]) -> Self {
        Self(days.iter().map(|day| day.parse().expect("a date")).collect())
    }

    /// Monday to Friday, and no day off.
    pub fn works(&self, date: NaiveDate) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !self.0.contains(&date)
    }

    /// Working days after `start`, up to and including `end`, one day at a time.
    pub fn between(&self, start: NaiveDate, end: NaiveDate) -> i64 {
        let mut count = 0;
        let mut day = start;
        while day < end {
            day = tomorrow(day);
            if self.works(day) {
                count += 1;
            }
        }
        count
    }

    /// The last date that is still within `limit` working days of `start`.
    pub fn last_in_time(&self, start: NaiveDate, limit: i64) -> NaiveDate {
        let mut day = start;
        while self.between(start, tomorrow(day)) <= limit {
            day = tomorrow(day);
        }
        day
    }
}

/// The day after.
pub fn tomorrow(day: NaiveDate) -> NaiveDate {
    day + TimeDelta::days(1)
}

/// The last second of a day.
pub fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.and_hms_opt(23, 59, 59).expect("a time")
}

/// `2024-Q2`.
pub fn quarter_of(day: NaiveDate) -> String {
    format!("{:04}-Q{}", day.year(), day.month0() / 3 + 1)
}

/// The last day of the quarter in which a day lies.
pub fn last_of_quarter(day: NaiveDate) -> NaiveDate {
    let mut last = day;
    while quarter_of(tomorrow(last)) == quarter_of(day) {
        last = tomorrow(last);
    }
    last
}
