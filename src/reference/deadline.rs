//! Deadlines as dated data, each with its legal source.
//!
//! Owns which deadline is in force for a complaint on a date. Does not count time: whether a
//! limit was kept is decided where the times are.

use chrono::NaiveDate;

use super::limit::{Limit, Step};
use super::table;
use crate::problem::Problem;
use crate::terms::{Class, Level};

/// The shipped deadlines.
const SHIPPED: &[u8] = include_bytes!("../../data/reference/deadlines.csv");

/// One deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The step that it bounds.
    pub step: Step,
    /// The class to which it applies; `None` = `*`, every complaint, unclassified ones too.
    pub class: Option<Class>,
    /// The id of the unit to which it applies; `None` = no unit in particular.
    pub skpd: Option<String>,
    /// The level of government to which it applies; `None` = no level in particular.
    pub level: Option<Level>,
    /// How long.
    pub limit: Limit,
    /// The first local date on which the clock may start; `None` = always before.
    pub from: Option<NaiveDate>,
    /// The last local date on which the clock may start; `None` = still in force.
    pub to: Option<NaiveDate>,
    /// The legal source.
    pub source: String,
}

impl Deadline {
    /// The class as it is written: its word, or `*`.
    #[must_use]
    pub fn class_word(&self) -> &'static str {
        self.class.map_or("*", Class::word)
    }

    /// Whether it applies to such a complaint whose clock starts on `date`.
    fn applies(&self, class: Option<Class>, skpd_id: &str, level: Level, date: NaiveDate) -> bool {
        (self.class.is_none() || self.class == class)
            && self.skpd.as_deref().is_none_or(|skpd| skpd == skpd_id)
            && self.level.is_none_or(|own| own == level)
            && self.from.is_none_or(|from| from <= date)
            && self.to.is_none_or(|to| date <= to)
    }

    /// What decides between two that apply: unit beats level beats neither, then a named class
    /// beats `*`, then the later `from`.
    fn precedence(&self) -> (u8, bool, Option<NaiveDate>) {
        let scope = if self.skpd.is_some() { 2 } else { u8::from(self.level.is_some()) };
        (scope, self.class.is_some(), self.from)
    }

    /// Whether there is a complaint to which this and the other apply with equal right.
    fn ties(&self, other: &Self) -> bool {
        let level =
            self.level == other.level || (self.skpd.is_some() && (self.level.is_none() || other.level.is_none()));
        self.step == other.step
            && self.precedence() == other.precedence()
            && self.class == other.class
            && self.skpd == other.skpd
            && level
    }

    /// The deadline in words, for an error.
    fn describe(&self) -> String {
        let from = self.from.map_or_else(|| "the beginning".to_owned(), |from| from.to_string());
        format!("{} {} for class {} from {from} ({})", self.step, self.limit, self.class_word(), self.source)
    }
}

/// The deadlines of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deadlines(Vec<Deadline>);

impl Deadlines {
    /// Reads a table `step,class,limit,skpd,level,from,to,source`; skpd, level, from and to may be left out.
    ///
    /// # Errors
    /// A malformed table, an unknown word, a bad date, or what [`Self::check`] finds.
    pub fn parse(bytes: &[u8], shown: &str) -> Result<Self, Problem> {
        let rows = table::read(
            bytes,
            shown,
            ["step", "class", "limit", "skpd", "level", "from", "to", "source"],
            &["step", "class", "limit", "source"],
        )?;
        let mut deadlines = Vec::with_capacity(rows.len());
        for table::Row { line, cells: [step, class, limit, skpd, level, from, to, source] } in rows {
            let wrong = |column: &str, hint: String| {
                Problem::new(format!("the {column} of the deadline is not known"))
                    .at(table::at(shown, line, column))
                    .hint(hint)
            };
            let class = match class.as_str() {
                "*" => None,
                word => {
                    Some(word.parse().map_err(|_| wrong("class", format!("write * or one of {}", words(Class::ALL))))?)
                }
            };
            let level = match level.as_str() {
                "" => None,
                word => Some(word.parse().map_err(|_| wrong("level", format!("write one of {}", words(Level::ALL))))?),
            };
            deadlines.push(Deadline {
                step: step.parse().map_err(|hint| wrong("step", hint))?,
                class,
                skpd: Some(skpd).filter(|skpd| !skpd.is_empty()),
                level,
                limit: limit.parse().map_err(|hint| wrong("limit", hint))?,
                from: table::date(&from, shown, line, "from")?,
                to: table::date(&to, shown, line, "to")?,
                source,
            });
        }
        let deadlines = Self(deadlines);
        deadlines.check().map_err(|problem| if problem.place.is_empty() { problem.at(shown) } else { problem })?;
        Ok(deadlines)
    }

    /// The deadlines inside the program: the national rules.
    ///
    /// # Errors
    /// None in a released program: a test reads them.
    pub fn shipped() -> Result<Self, Problem> {
        Self::parse(SHIPPED, "data/reference/deadlines.csv")
    }

    /// Puts the configured deadlines in the place of all that were there for the same steps.
    pub fn replace(&mut self, configured: Vec<Deadline>) {
        self.0.retain(|own| configured.iter().all(|new| new.step != own.step));
        self.0.extend(configured);
    }

    /// The deadline in force for a complaint of this class (`None` = unclassified), held by this
    /// unit of a government of this level, whose clock starts on this local date.
    #[must_use]
    pub fn pick(
        &self,
        step: Step,
        class: Option<Class>,
        skpd_id: &str,
        level: Level,
        date: NaiveDate,
    ) -> Option<&Deadline> {
        self.0
            .iter()
            .filter(|deadline| deadline.step == step && deadline.applies(class, skpd_id, level, date))
            .max_by_key(|deadline| deadline.precedence())
    }

    /// Every deadline.
    pub fn iter(&self) -> impl Iterator<Item = &Deadline> {
        self.0.iter()
    }

    /// Whether on every date exactly one deadline comes first.
    ///
    /// # Errors
    /// A deadline ends before it begins, or two apply with equal right on some date.
    pub fn check(&self) -> Result<(), Problem> {
        for (index, one) in self.0.iter().enumerate() {
            if one.from.zip(one.to).is_some_and(|(from, to)| to < from) {
                return Err(Problem::new("a deadline ends before it begins")
                    .because(one.describe())
                    .hint("'from' and 'to' are the first and the last day on which it is in force"));
            }
            // Both begin on the same day, so they meet there; neither can have ended before it began.
            if let Some(other) = self.0.iter().skip(index + 1).find(|other| one.ties(other)) {
                return Err(Problem::new("two deadlines apply with equal right")
                    .because(format!("{} and {}", one.describe(), other.describe()))
                    .hint("give one of them another class, unit, level or first day, or take it out"));
            }
        }
        Ok(())
    }
}

/// Machine words, joined.
fn words<T: ToString>(all: &[T]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn deadline(class: Option<Class>, limit: u32) -> Deadline {
        Deadline {
            step: Step::Response,
            class,
            skpd: None,
            level: None,
            limit: Limit::Hours(limit),
            from: None,
            to: None,
            source: "rule".to_owned(),
        }
    }

    fn limit(deadlines: &Deadlines, class: Option<Class>, skpd: &str, date: &str) -> Option<Limit> {
        deadlines.pick(Step::Response, class, skpd, Level::Kota, day(date)).map(|deadline| deadline.limit)
    }

    #[test]
    fn the_shipped_deadlines_follow_the_national_rules() {
        let deadlines = Deadlines::shipped().unwrap();
        let pick = |step, class, date| deadlines.pick(step, class, "1", Level::Kota, day(date)).map(|d| d.limit);
        for (class, days) in
            [(Class::Information, 5), (Class::Aspiration, 5), (Class::NonSupervisory, 14), (Class::Supervisory, 60)]
        {
            assert_eq!(pick(Step::Resolution, Some(class), "2024-05-01"), Some(Limit::WorkingDays(days)));
        }
        assert_eq!(pick(Step::Resolution, Some(Class::Supervisory), "2018-06-01"), Some(Limit::Days(60)));
        assert_eq!(pick(Step::Resolution, None, "2024-05-01"), None);
        assert_eq!(pick(Step::Verification, None, "2024-05-01"), Some(Limit::WorkingDays(3)));
        assert_eq!(pick(Step::Response, Some(Class::Information), "2024-05-01"), None);
    }

    #[test]
    fn unit_beats_level_beats_neither_then_class_then_the_later_beginning() {
        let class = Some(Class::Information);
        let plain = deadline(None, 1);
        let later = Deadline { from: Some(day("2024-01-01")), ..deadline(None, 2) };
        let named = deadline(class, 3);
        let level = Deadline { level: Some(Level::Kota), ..deadline(None, 4) };
        let level_named = Deadline { level: Some(Level::Kota), ..deadline(class, 5) };
        let unit = Deadline { skpd: Some("A".to_owned()), ..deadline(None, 6) };
        let mut deadlines = Deadlines(vec![unit, named, plain, level_named, level, later]);
        deadlines.check().unwrap();
        let expect = |deadlines: &Deadlines, cases: [(Option<Class>, &str, &str, u32); 5]| {
            for (class, skpd, date, hours) in cases {
                assert_eq!(limit(deadlines, class, skpd, date), Some(Limit::Hours(hours)), "{class:?} {skpd} {date}");
            }
        };
        expect(
            &deadlines,
            [
                (class, "A", "2024-05-01", 6),
                (class, "B", "2024-05-01", 5),
                (None, "B", "2024-05-01", 4),
                (Some(Class::Aspiration), "B", "2023-05-01", 4),
                (None, "A", "2023-05-01", 6),
            ],
        );
        deadlines.0.retain(|deadline| deadline.level.is_none());
        expect(
            &deadlines,
            [
                (class, "B", "2024-05-01", 3),
                (None, "B", "2024-05-01", 2),
                (None, "B", "2024-01-01", 2),
                (None, "B", "2023-12-31", 1),
                (class, "A", "2023-12-31", 6),
            ],
        );
    }

    #[test]
    fn first_and_last_day_are_included() {
        let bounded = Deadline { from: Some(day("2024-01-01")), to: Some(day("2024-01-31")), ..deadline(None, 24) };
        let deadlines = Deadlines(vec![bounded]);
        let found =
            ["2023-12-31", "2024-01-01", "2024-01-31", "2024-02-01"].map(|date| limit(&deadlines, None, "A", date));
        assert_eq!(found.map(|limit| limit.is_some()), [false, true, true, false]);
    }

    #[test]
    fn configured_deadlines_replace_those_of_the_same_step() {
        let mut deadlines = Deadlines::shipped().unwrap();
        let before = deadlines.iter().count();
        let verification = Deadline { step: Step::Verification, ..deadline(None, 12) };
        deadlines.replace(vec![verification, deadline(None, 24)]);
        assert_eq!(deadlines.iter().count(), before + 1);
        assert_eq!(deadlines.iter().filter(|d| d.step == Step::Verification).count(), 1);
        assert_eq!(limit(&deadlines, None, "A", "2024-05-01"), Some(Limit::Hours(24)));
        deadlines.check().unwrap();
    }

    #[test]
    fn a_tie_is_an_error() {
        let unit = |level| Deadline { skpd: Some("A".to_owned()), level, ..deadline(None, 1) };
        let kota = |from| Deadline { level: Some(Level::Kota), from, ..deadline(None, 1) };
        for (one, other, tie) in [
            (deadline(None, 1), deadline(None, 2), true),
            (deadline(None, 1), deadline(Some(Class::Aspiration), 2), false),
            (deadline(Some(Class::Aspiration), 1), deadline(Some(Class::Information), 2), false),
            (deadline(None, 1), kota(None), false),
            (kota(None), kota(None), true),
            (kota(None), kota(Some(day("2024-01-01"))), false),
            (kota(None), Deadline { level: Some(Level::Provinsi), ..deadline(None, 1) }, false),
            (unit(None), unit(Some(Level::Kota)), true),
            (unit(Some(Level::Provinsi)), unit(Some(Level::Kota)), false),
            (unit(None), Deadline { step: Step::Resolution, ..unit(None) }, false),
        ] {
            assert_eq!(Deadlines(vec![one.clone(), other.clone()]).check().is_err(), tie, "{one:?} {other:?}");
        }
        let backwards = Deadline { from: Some(day("2024-02-01")), to: Some(day("2024-01-31")), ..deadline(None, 1) };
        assert!(Deadlines(vec![backwards]).check().is_err());
    }

    #[test]
    fn a_bad_row_is_an_error_with_line_and_column() {
        for (row, place) in [
            ("reply,*,24h,,,rule", "d.csv:2 (step)"),
            ("response,aduan,24h,,,rule", "d.csv:2 (class)"),
            ("response,*,24,,,rule", "d.csv:2 (limit)"),
            ("response,*,24h,desa,,rule", "d.csv:2 (level)"),
            ("response,*,24h,,1/1/2024,rule", "d.csv:2 (from)"),
            ("response,*,24h,,,", "d.csv:2 (source)"),
            ("response,*,24h,,,rule\nresponse,*,48h,,,rule", "d.csv"),
        ] {
            let text = format!("step,class,limit,level,from,source\n{row}\n");
            assert_eq!(Deadlines::parse(text.as_bytes(), "d.csv").unwrap_err().place, place, "{row}");
        }
    }
}
