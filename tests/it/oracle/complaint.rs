//! One complaint, read from its row and judged by the words of the contract.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};

use super::rules::{Calendar, Limit, Rules, SHIPPED_RESOLUTION, end_of};
use crate::support::Row;

/// What a row's status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Before,
    Waiting,
    InProgress,
    Closed(Closer),
    Archived,
    Blocked,
    Duplicate,
    OutOfJurisdiction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closer {
    Office,
    System,
    Reporter,
    Unknown,
}

fn read_state(status: &str) -> Option<State> {
    Some(match status {
        "received" | "verified" | "Belum Terverifikasi" | "Terverifikasi" => State::Before,
        "waiting" | "Menunggu Kelengkapan Informasi" => State::Waiting,
        "in-progress" | "Ditindaklanjuti oleh Instansi" | "Ditanggapi oleh Pelapor" => State::InProgress,
        "closed-by-unit" | "closed-by-admin" | "Ditutup oleh Admin" => State::Closed(Closer::Office),
        "closed-by-system" | "Ditutup oleh Sistem" => State::Closed(Closer::System),
        "closed-by-reporter" | "Ditutup oleh Pelapor" => State::Closed(Closer::Reporter),
        "closed" => State::Closed(Closer::Unknown),
        "archived" | "Diarsipkan oleh Admin" | "Diarsipkan oleh Sistem" => State::Archived,
        "blocked" | "Konten Terblokir" => State::Blocked,
        "duplicate" => State::Duplicate,
        "out-of-jurisdiction" => State::OutOfJurisdiction,
        _ => return None,
    })
}

/// A time on the local clock. A date alone is the beginning of its day here; whoever uses it as the end of the
/// day says so.
fn read_time(text: &str, zone_minutes: i64) -> Option<NaiveDateTime> {
    for format in ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"] {
        if let Ok(time) = NaiveDateTime::parse_from_str(text, format) {
            return Some(time);
        }
        if let Ok(time) = DateTime::parse_from_str(text, &format!("{format}%:z")) {
            return Some(time.naive_utc() + TimeDelta::minutes(zone_minutes));
        }
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|date| date.and_hms_opt(0, 0, 0).expect("midnight"))
}

/// A complaint as its row tells it, times on the local clock.
pub struct Complaint {
    pub state: State,
    pub reason: String,
    pub class: String,
    unit_id: String,
    pub unit: String,
    vertical: bool,
    pub received: NaiveDateTime,
    pub start: NaiveDateTime,
    response: Option<NaiveDateTime>,
    closed: Option<NaiveDateTime>,
    deadline: Option<NaiveDateTime>,
    text: (String, String, String),
    pub exclusion: &'static str,
}

/// How a complaint was answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    None,
    SomeTime,
    At(NaiveDateTime),
}

impl Complaint {
    pub fn read(row: &Row, rules: &Rules) -> Option<Self> {
        let cell = |name: &str| {
            // `-` and `_` are alike in a header.
            row.get(name).or_else(|| row.get(&name.replace('-', "_"))).map_or("", String::as_str)
        };
        let time = |name: &str| match cell(name) {
            "" => Some(None),
            text => read_time(text, rules.zone_minutes).map(Some),
        };
        if cell("complaint-id").is_empty() {
            return None;
        }
        let state = read_state(cell("status"))?;
        let received = time("received-at")??;
        let response = time("first-response-at")?;
        let closed = time("closed-at")?;
        if response.is_some_and(|t| t < received) || closed.is_some_and(|t| t < received) {
            return None;
        }
        let deadline = time("deadline-at")?.map(|t| if cell("deadline-at").len() == 10 { end_of(t.date()) } else { t });
        let assigned = time("assigned-at")?;
        let (unit_id, unit, vertical) = unit_of(cell("skpd-id"), cell("skpd"), rules);
        let known = SHIPPED_RESOLUTION.iter().any(|(class, _)| *class == cell("class"));
        Some(Self {
            state,
            reason: cell("reason").to_owned(),
            class: if known { cell("class").to_owned() } else { String::new() },
            unit_id,
            unit,
            vertical,
            received,
            start: if rules.from_assignment { assigned.unwrap_or(received) } else { received },
            response,
            closed,
            deadline,
            text: (cell("reporter").to_owned(), cell("title").to_owned(), cell("text").to_owned()),
            exclusion: "",
        })
    }

    pub fn answer(&self, as_of: NaiveDateTime) -> Answer {
        let mut first: Option<NaiveDateTime> = self.response.filter(|t| *t <= as_of);
        if self.state == State::Closed(Closer::Office)
            && let Some(done) = self.closed
            && done <= as_of
            && first.is_none_or(|t| done < t)
        {
            first = Some(done);
        }
        if let Some(time) = first {
            return Answer::At(time);
        }
        let status_proves = match self.state {
            State::InProgress => true,
            State::Closed(Closer::Unknown) => self.closed.is_none_or(|t| t <= as_of),
            State::Closed(Closer::Office) => self.closed.is_none(),
            _ => false,
        };
        if status_proves && self.response.is_none() { Answer::SomeTime } else { Answer::None }
    }

    pub fn closed_by(&self, moment: NaiveDateTime) -> bool {
        matches!(self.state, State::Closed(_)) && self.closed.is_some_and(|t| t <= moment)
    }

    /// When the reporter closed it, if nobody had answered.
    pub fn given_up(&self, as_of: NaiveDateTime) -> Option<NaiveDateTime> {
        let by_reporter = self.state == State::Closed(Closer::Reporter) && self.answer(as_of) == Answer::None;
        self.closed.filter(|closed| by_reporter && *closed <= as_of)
    }

    /// When it was archived, where that is told.
    pub fn set_aside(&self) -> Option<NaiveDateTime> {
        self.closed.filter(|_| self.state == State::Archived)
    }

    pub fn closed_before(&self, date: NaiveDate) -> bool {
        matches!(self.state, State::Closed(_)) && self.closed.is_some_and(|t| t.date() < date)
    }

    pub fn resolved(&self) -> Option<NaiveDateTime> {
        let closed = self.closed?;
        match self.state {
            State::Closed(Closer::System) => Some(self.response.filter(|t| *t <= closed).unwrap_or(closed)),
            State::Closed(_) => Some(closed),
            _ => None,
        }
    }

    pub fn limit(&self, step: &str, rules: &Rules) -> Option<Limit> {
        let limit = rules.limit(step, &self.unit_id, &self.class, self.start.date())?;
        if limit == Limit::Source && self.deadline.is_none() { None } else { Some(limit) }
    }

    pub fn in_time(&self, limit: Limit, at: NaiveDateTime, calendar: &Calendar) -> bool {
        match limit {
            Limit::Hours(n) => at <= self.start + TimeDelta::hours(n),
            Limit::Days(n) => at.date() <= self.start.date() + TimeDelta::days(n),
            Limit::Workdays(n) => calendar.between(self.start.date(), at.date()) <= n,
            Limit::Source => self.deadline.is_some_and(|deadline| at <= deadline),
        }
    }

    pub fn passed(&self, limit: Limit, moment: NaiveDateTime, calendar: &Calendar) -> bool {
        match limit {
            Limit::Hours(n) => self.start + TimeDelta::hours(n) <= moment,
            Limit::Days(n) => end_of(self.start.date() + TimeDelta::days(n)) <= moment,
            Limit::Workdays(n) => {
                let today = moment.date();
                let last_whole = if moment == end_of(today) { today } else { today - TimeDelta::days(1) };
                calendar.between(self.start.date(), last_whole) >= n
            }
            Limit::Source => self.deadline.is_some_and(|deadline| deadline <= moment),
        }
    }
}

/// Which unit a row names, by id or by any spelling.
fn unit_of(id: &str, name: &str, rules: &Rules) -> (String, String, bool) {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    for unit in rules.units {
        let spelled = [Some(unit.name), unit.alias].into_iter().flatten().any(|n| plain(n) == plain(name));
        if (!id.is_empty() && id == unit.id) || (id.is_empty() && !name.is_empty() && spelled) {
            return (unit.id.to_owned(), unit.name.to_owned(), unit.vertical);
        }
    }
    let line = if name.is_empty() { "(belum terdisposisi)" } else { "(ditangani langsung)" };
    assert!(name.is_empty() || plain(name) == plain(rules.government), "a unit that no register knows");
    (String::new(), line.to_owned(), false)
}

/// The first exclusion that applies.
pub fn exclude(complaints: &mut [Complaint]) {
    for i in 0..complaints.len() {
        let this = &complaints[i];
        let mut copy = this.state == State::Duplicate || this.state == State::Archived && this.reason == "duplicate";
        for (j, other) in complaints.iter().enumerate() {
            if j != i
                && this.text == other.text
                && !this.text.2.is_empty()
                && this.unit == other.unit
                && (other.received, j) < (this.received, i)
                && this.received - other.received <= TimeDelta::days(30)
            {
                copy = true;
            }
        }
        let archived = this.state == State::Archived;
        complaints[i].exclusion = if copy {
            "excluded_duplicate"
        } else if this.state == State::Blocked {
            "excluded_blocked"
        } else if this.state == State::OutOfJurisdiction || this.vertical || archived && this.reason == "jurisdiction" {
            "excluded_jurisdiction"
        } else if archived && ["withdrawn", "invalid", "incomplete"].contains(&this.reason.as_str()) {
            "excluded_archived"
        } else if this.state == State::Waiting {
            "excluded_waiting"
        } else {
            ""
        };
    }
}
