//! The rows of evidence held against their own times: durations, and whether a limit was kept, follow from the times that
//! stand beside them. Working days need the calendar, which the report does not hold; they are taken as they are written.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::difference::Difference;
use super::evidence::{Case, HandOver, Spell, Step};
use crate::terms::Quarter;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A time as the evidence writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// None.
    Nothing,
    /// To the second.
    At(NaiveDateTime),
    /// To the day.
    On(NaiveDate),
    /// Between two exports: the first and the last second.
    Between(NaiveDateTime, NaiveDateTime),
}

impl Written {
    /// Reads a cell; `None` where it is no time.
    #[must_use]
    pub fn parse(cell: &str) -> Option<Self> {
        let moment = |text: &str, form: &str| NaiveDateTime::parse_from_str(text, form).ok();
        if cell.is_empty() {
            return Some(Self::Nothing);
        }
        if let Some((from, to)) = cell.split_once('/') {
            let form = "%Y-%m-%dT%H:%M:%S";
            return Some(Self::Between(moment(from, form)?, moment(to, form)?));
        }
        moment(cell, "%Y-%m-%d %H:%M:%S").map(Self::At).or_else(|| cell.parse().ok().map(Self::On))
    }

    /// The last second at which it can have been.
    #[must_use]
    pub fn latest(self) -> Option<NaiveDateTime> {
        match self {
            Self::Nothing => None,
            Self::At(at) | Self::Between(_, at) => Some(at),
            Self::On(day) => Some(end_of(day)),
        }
    }

    /// The first second.
    #[must_use]
    pub fn earliest(self) -> Option<NaiveDateTime> {
        match self {
            Self::Nothing => None,
            Self::At(at) | Self::Between(at, _) => Some(at),
            Self::On(day) => Some(day.and_time(NaiveTime::MIN)),
        }
    }
}

/// The last second of a day.
#[must_use]
pub fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::seconds(DAY - 1)
}

/// Mondays to Fridays after one day, up to and including another.
fn weekdays(from: NaiveDate, to: NaiveDate) -> u64 {
    // Counted from a Monday.
    let until = |day: NaiveDate| {
        let days = i64::from(day.num_days_from_ce()) - 1;
        days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5)
    };
    u64::try_from(until(to) - until(from)).unwrap_or(0)
}

/// Seconds from the start of the clock to a step: between two exports to the last second, where only dates are known by the day.
fn since(clock: Written, at: Written, evidence: &str) -> Option<i64> {
    match (evidence, clock, at) {
        ("interval", ..) => Some((at.latest()? - clock.earliest()?).num_seconds()),
        (_, Written::At(from), Written::At(to)) => Some((to - from).num_seconds()),
        _ => Some((at.latest()?.date() - clock.earliest()?.date()).num_days() * DAY),
    }
}

/// What the times of a report are held against.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The last second that counts, on the clock of the row.
    pub as_of: NaiveDateTime,
    /// The quarter of the report.
    pub quarter: Quarter,
}

fn text(n: Option<u64>) -> String {
    n.map(|n| n.to_string()).unwrap_or_default()
}

fn count(n: i64) -> Option<u64> {
    u64::try_from(n).ok()
}

impl Clock {
    /// The last local day that had ended at a moment.
    fn last_whole_day(at: NaiveDateTime) -> Option<NaiveDate> {
        at.checked_add_signed(TimeDelta::seconds(1))?.date().pred_opt()
    }

    /// Whether a limit had passed at a moment; a limit in working days is written as the day on which they are over, one
    /// beyond the calendar as nothing.
    #[must_use]
    pub fn passed(deadline: Written, at: NaiveDateTime) -> bool {
        match deadline {
            Written::Nothing | Written::Between(..) => false,
            Written::At(limit) => limit <= at,
            Written::On(day) => Self::last_whole_day(at).is_some_and(|last| last >= day),
        }
    }

    /// What a step's outcome must be by its times; `None` where its times cannot be read.
    fn outcome(&self, case: &Case, step: &Step, taken: bool, not_taken: &'static str) -> Option<&'static str> {
        let deadline = Written::parse(&step.deadline)?;
        let at = Written::parse(&step.at)?;
        if !case.is_eligible() {
            return Some("excluded");
        }
        if deadline == Written::Nothing && step.limit_workdays.is_none() {
            return Some("no_deadline");
        }
        if !Self::passed(deadline, self.as_of) {
            return Some("not_yet_due");
        }
        let in_time = match (deadline, step.limit_workdays) {
            (_, Some(limit)) => step.workdays.is_some_and(|days| days <= limit),
            (Written::At(limit), None) => at.latest().is_some_and(|at| at <= limit),
            _ => false,
        };
        Some(match (taken, step.undecided || step.evidence == "status", in_time) {
            (false, ..) => not_taken,
            (true, true, _) => "time_unknown",
            (true, false, true) => "in_time",
            (true, false, false) => "late",
        })
    }

    /// Every cell of a complaint that its times contradict.
    #[must_use]
    pub fn of_case(&self, case: &Case) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut hold = |column: &'static str, written: &str, by_times: &str| {
            if written != by_times {
                let (written, by_times) = (written.to_owned(), by_times.to_owned());
                found.push(Difference::Row { place: case.place.clone(), column, written, by_times });
            }
        };
        if case.is_masked() {
            return found;
        }
        let (clock, responded) = (Written::parse(&case.clock_at), Written::parse(&case.response.at));
        let (Some(clock), Some(responded), Some(resolved)) = (clock, responded, Written::parse(&case.resolution.at))
        else {
            hold("clock_at", &case.clock_at, "?");
            return found;
        };
        let exact = |at: Written, evidence: &str| match (clock, at) {
            (Written::At(from), Written::At(to)) if evidence == "exact" => Some((to - from).num_seconds().max(0)),
            _ => None,
        };
        // Where only dates are known, by the day.
        let days = |at: Written| Some((at.latest()?.date() - clock.earliest()?.date()).num_days().max(0) * DAY);
        hold(
            "response_seconds",
            &text(case.response.seconds),
            &text(exact(responded, &case.response.evidence).and_then(count)),
        );
        let resolution = exact(resolved, &case.resolution.evidence).or_else(|| days(resolved));
        hold("resolution_seconds", &text(case.resolution.seconds), &text(resolution.and_then(count)));
        for (column, step, at) in
            [("response_workdays", &case.response, responded), ("resolution_workdays", &case.resolution, resolved)]
        {
            // Holidays make them fewer; more than there are weekdays they cannot be, and without a time there are none.
            let most = clock.earliest().zip(at.latest()).map_or(0, |(from, to)| weekdays(from.date(), to.date()));
            if step.workdays.is_some_and(|days| days > most || at == Written::Nothing) {
                hold(column, &text(step.workdays), &format!("<= {most}"));
            }
        }
        for (column, step, taken, not_taken) in [
            ("response_outcome", &case.response, case.response.evidence != "none", "unanswered"),
            ("resolution_outcome", &case.resolution, !case.closed_by.is_empty(), "open"),
        ] {
            hold(column, &step.outcome, self.outcome(case, step, taken, not_taken).unwrap_or("?"));
        }
        if case.verification.outcome != "not_told" {
            let taken = !case.verification.at.is_empty();
            let outcome = self.outcome(case, &case.verification, taken, "unverified");
            hold("verification_outcome", &case.verification.outcome, outcome.unwrap_or("?"));
        }
        hold(
            "followed_minutes",
            &text(case.followed_minutes),
            &text(self.followed(case, clock, [responded, resolved])),
        );
        hold(
            "resolution_followed_minutes",
            &text(case.resolution_followed_minutes),
            &text(self.followed_to_resolution(case, clock, resolved)),
        );
        if let Some(received) = Written::parse(&case.received_at).and_then(Written::earliest) {
            hold("received_at", &Quarter::of(received.date()).to_string(), &self.quarter.to_string());
        }
        found
    }

    /// The minutes for which a complaint was followed up to a moment; `case` as it stood then.
    #[must_use]
    pub fn followed_until(moment: NaiveDateTime, case: &Case) -> Option<u64> {
        let [clock, responded, resolved] =
            [&case.clock_at, &case.response.at, &case.resolution.at].map(|cell| Written::parse(cell));
        let clock_of = Self { as_of: moment, quarter: Quarter::of(moment.date()) };
        clock_of.followed(case, clock?, [responded?, resolved?])
    }

    /// Every cell of another reading of a complaint that contradicts the published one: only the start of the clock may change how
    /// long a step took, and a limit that is a time is kept or not by the same times.
    #[must_use]
    pub fn of_reading(&self, reading: &str, published: &Case, read: &Case) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut hold = |column: &'static str, written: &str, by_times: &str| {
            if written != by_times {
                let (written, by_times) = (written.to_owned(), by_times.to_owned());
                found.push(Difference::Row { place: read.place.clone(), column, written, by_times });
            }
        };
        if !reading.starts_with("clock:") {
            for (columns, was, is) in [
                (["response_seconds", "response_workdays"], &published.response, &read.response),
                (["resolution_seconds", "resolution_workdays"], &published.resolution, &read.resolution),
            ] {
                let [seconds, workdays] = columns;
                hold(seconds, &text(is.seconds), &text(was.seconds));
                hold(workdays, &text(is.workdays), &text(was.workdays));
            }
        }
        let steps = [
            ("response_outcome", &read.response, read.response.evidence != "none", "unanswered"),
            ("resolution_outcome", &read.resolution, !read.closed_by.is_empty(), "open"),
        ];
        for (column, step, taken, not_taken) in steps.into_iter().filter(|_| !read.is_masked()) {
            if let Some(Written::At(_)) = Written::parse(&step.deadline) {
                hold(column, &step.outcome, self.outcome(read, step, taken, not_taken).unwrap_or("?"));
            }
        }
        found
    }

    /// The minutes for which a complaint was followed.
    fn followed(&self, case: &Case, clock: Written, [responded, resolved]: [Written; 2]) -> Option<u64> {
        if !case.is_eligible() {
            return None;
        }
        let since = |at: Written, evidence: &str| since(clock, at, evidence);
        if case.response.is_timed() {
            return count(since(responded, &case.response.evidence)?.max(0)).map(|seconds| seconds.div_ceil(60));
        }
        let by_reporter = case.response.evidence == "none" && case.closed_by == "reporter";
        let left = since(resolved, &case.resolution.evidence).filter(|_| by_reporter);
        let seen = (self.as_of - clock.earliest()?).num_seconds();
        count(left.unwrap_or(seen).max(0)).map(|seconds| seconds / 60)
    }

    /// The minutes for which it was followed to its resolution. When it was archived stands in no column of its own.
    fn followed_to_resolution(&self, case: &Case, clock: Written, resolved: Written) -> Option<u64> {
        let over = case.is_eligible() && case.resolution.is_timed();
        match (case.is_eligible() || case.is_archived(), case.archived_known) {
            (false, _) => None,
            (true, true) => case.resolution_followed_minutes,
            (true, false) if over => {
                count(since(clock, resolved, &case.resolution.evidence)?.max(0)).map(|seconds| seconds.div_ceil(60))
            }
            (true, false) => count((self.as_of - clock.earliest()?).num_seconds()).map(|seconds| seconds / 60),
        }
    }

    /// Every cell of a spell that its days contradict.
    #[must_use]
    pub fn of_spell(&self, spell: &Spell) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut hold = |column: &'static str, written: &str, by_times: &str| {
            if written != by_times {
                let (written, by_times) = (written.to_owned(), by_times.to_owned());
                found.push(Difference::Row { place: spell.place.clone(), column, written, by_times });
            }
        };
        if spell.is_masked() {
            return found;
        }
        let quarter = |day: &str| day.parse::<NaiveDate>().ok().map(Quarter::of);
        if let Some(opened) = quarter(&spell.opened_on) {
            let began = match opened.cmp(&self.quarter) {
                std::cmp::Ordering::Less => "before",
                std::cmp::Ordering::Greater => "after",
                std::cmp::Ordering::Equal if spell.began == "reopened" => "reopened",
                std::cmp::Ordering::Equal => "received",
            };
            hold("began", &spell.began, began);
        }
        if let Some(closed) = quarter(&spell.closed_on) {
            hold("ended", &spell.ended, if closed == self.quarter { "in_quarter" } else { "after" });
        }
        let end = end_of(self.quarter.last_day()).min(self.as_of);
        let over = Written::parse(&spell.deadline).is_some_and(|deadline| Self::passed(deadline, end));
        hold("over_limit", if spell.over_limit { "yes" } else { "no" }, if over { "yes" } else { "no" });
        let received = Written::parse(&spell.received_at).and_then(Written::earliest).filter(|_| spell.ended == "open");
        let age = received.and_then(|received| count((self.as_of - received).num_seconds() / DAY));
        hold("open_days", &text(spell.open_days), &text(age));
        found
    }

    /// Every cell of a hand-over that its times contradict.
    #[must_use]
    pub fn of_hand_over(&self, row: &HandOver) -> Vec<Difference> {
        let at = Written::parse(&row.let_go_at).and_then(Written::latest);
        let (Some(deadline), Some(at), false) = (Written::parse(&row.deadline), at, row.is_masked()) else {
            return Vec::new();
        };
        let late = match deadline {
            Written::At(limit) => limit < at,
            other => Self::passed(other, at),
        };
        let word = |late: bool| if late { "yes" } else { "no" }.to_owned();
        let (written, by_times) = (word(row.late), word(late));
        if written == by_times {
            return Vec::new();
        }
        vec![Difference::Row { place: row.place.clone(), column: "late", written, by_times }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        let as_of = NaiveDate::from_ymd_opt(2024, 7, 5).map(end_of).unwrap_or_default();
        Clock { as_of, quarter: "2024-Q2".parse().unwrap() }
    }

    fn answered(at: &str, outcome: &str, seconds: u64) -> Case {
        Case {
            place: "bukti/a.csv:2".to_owned(),
            id: "A1".to_owned(),
            received_at: "2024-04-02 08:00:00".to_owned(),
            clock_at: "2024-04-02 08:00:00".to_owned(),
            response: Step {
                at: at.to_owned(),
                evidence: "exact".to_owned(),
                deadline: "2024-04-03 08:00:00".to_owned(),
                outcome: outcome.to_owned(),
                seconds: Some(seconds),
                ..Step::default()
            },
            resolution: Step { evidence: "none".to_owned(), outcome: "no_deadline".to_owned(), ..Step::default() },
            followed_minutes: Some(seconds.div_ceil(60)),
            resolution_followed_minutes: Some(136_319),
            verification: Step { outcome: "not_told".to_owned(), ..Step::default() },
            ..Case::default()
        }
    }

    #[test]
    fn the_limit_itself_is_in_time_and_a_second_later_is_not() {
        assert_eq!(clock().of_case(&answered("2024-04-03 08:00:00", "in_time", 86_400)), []);
        assert_eq!(clock().of_case(&answered("2024-04-03 08:00:01", "late", 86_401)), []);
        let said: Vec<_> = clock().of_case(&answered("2024-04-03 08:00:01", "in_time", 86_400));
        let columns: Vec<_> = said.iter().map(Difference::place).collect();
        let expected =
            ["response_seconds", "response_outcome", "followed_minutes"].map(|c| format!("bukti/a.csv:2, {c}"));
        assert_eq!(columns, expected);
    }

    #[test]
    fn weekdays_are_counted_without_the_first_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // Friday to Monday, Saturday to Monday, Monday to Monday, Friday to Sunday, the same day.
        for (from, to, n) in [
            ("2024-07-05", "2024-07-08", 1),
            ("2024-07-06", "2024-07-08", 1),
            ("2024-07-01", "2024-07-08", 5),
            ("2024-07-05", "2024-07-07", 0),
            ("2024-07-03", "2024-07-03", 0),
            ("2024-07-08", "2024-07-05", 0),
        ] {
            assert_eq!(weekdays(day(from), day(to)), n, "{from} to {to}");
        }
    }

    #[test]
    fn a_limit_in_working_days_has_passed_when_its_day_is_over() {
        let friday = Written::On(NaiveDate::from_ymd_opt(2024, 7, 5).unwrap());
        let at = |text: &str| Written::parse(text).and_then(Written::latest).unwrap();
        assert!(Clock::passed(friday, at("2024-07-05 23:59:59")));
        assert!(!Clock::passed(friday, at("2024-07-05 23:59:58")));
        assert!(!Clock::passed(Written::Nothing, at("2024-07-05 23:59:59")), "beyond the calendar");
    }

    #[test]
    fn a_masked_row_has_no_times_to_be_held_against() {
        let masked = Case { id: "(dirahasiakan)".to_owned(), ..answered("", "in_time", 5) };
        assert_eq!(clock().of_case(&masked), []);
    }
    #[test]
    fn a_verification_is_held_against_its_own_times_where_its_source_tells_of_it() {
        let verified = |at: &str, outcome: &str| {
            let deadline = "2024-04-05".to_owned();
            let (workdays, limit_workdays) = (at.get(8..10).and_then(|day| day.parse::<u64>().ok()), Some(3));
            let workdays = workdays.map(|day| day - 2);
            let step = Step {
                at: at.to_owned(),
                deadline,
                outcome: outcome.to_owned(),
                workdays,
                limit_workdays,
                ..Step::default()
            };
            let case = Case { verification: step, ..answered("2024-04-02 09:00:00", "in_time", 3_600) };
            clock().of_case(&case).len()
        };
        assert_eq!([verified("2024-04-05 23:59:59", "in_time"), verified("2024-04-06 00:00:00", "in_time")], [0, 1]);
        assert_eq!([verified("2024-04-08", "late"), verified("", "unverified"), verified("", "in_time")], [0, 0, 1]);
    }
}
