//! Why a complaint counts or not, in words that whoever reads them to a head of office can stand by.

use super::basis::Told;
use super::evidence::{Case, HandOver, Spell, Step};
use crate::publish::{Language, numbers};

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Words {
    /// The language.
    pub language: Language,
    /// As-of, as it is written.
    pub as_of: String,
}

/// Which of the two steps is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Response,
    Resolution,
}

impl Words {
    /// One of two texts.
    #[must_use]
    pub fn of(&self, id: impl Into<String>, en: impl Into<String>) -> String {
        match self.language {
            Language::Id => id.into(),
            Language::En => en.into(),
        }
    }

    #[allow(clippy::cast_precision_loss)] // seconds of some years
    fn hours(&self, seconds: u64) -> String {
        numbers::hours(seconds as f64 / 3600.0, self.language)
    }

    #[allow(clippy::cast_precision_loss)] // seconds of some years
    fn days(&self, seconds: u64) -> String {
        let days = numbers::decimal(seconds as f64 / 86_400.0, 1, self.language);
        self.of(format!("{days} hari"), format!("{days} days"))
    }

    fn workdays(&self, days: u64) -> String {
        self.of(format!("{days} hari kerja"), format!("{days} working days"))
    }

    /// Why a complaint is not eligible. `kept` is the one that counts in its place, where it is told.
    fn excluded(&self, exclusion: &str, kept: Option<&str>) -> String {
        if let Some(kept) = kept {
            return self.of(
                format!("dikecualikan, ganda: sama dengan {kept}"),
                format!("excluded, a duplicate: the same as {kept}"),
            );
        }
        let (id, en) = match exclusion {
            "duplicate" => {
                ("ganda: aduan yang sama dengan nomor lain", "a duplicate: the same complaint under another id")
            }
            "blocked" => ("kontennya diblokir kanal", "its content was blocked by the channel"),
            "jurisdiction" => ("bukan kewenangan pemerintah ini", "not of this government's jurisdiction"),
            "archived" => {
                ("diarsipkan: dicabut, tidak valid, atau tidak lengkap", "archived: withdrawn, invalid or incomplete")
            }
            "waiting" => (
                "menunggu pelapor sejak sebelum batas respons",
                "waiting for the reporter since before the response limit",
            ),
            other => (other, other),
        };
        self.of(format!("dikecualikan, {id}"), format!("excluded, {en}"))
    }

    /// When a step was taken, and after how long.
    fn taken(&self, step: &Step, what: Taken) -> String {
        let verb = match what {
            Taken::Response => self.of("direspons", "answered"),
            Taken::Resolution => self.of("diselesaikan", "resolved"),
        };
        let when = match step.at.split_once('/') {
            _ if step.at.is_empty() => String::new(),
            Some((from, to)) => self.of(format!(" antara {from} dan {to}"), format!(" between {from} and {to}")),
            None => format!(" {}", step.at),
        };
        let after = match (step.limit_workdays, step.workdays, step.seconds, what) {
            (Some(_), Some(days), ..) => Some(self.workdays(days)),
            (.., Some(seconds), Taken::Response) => Some(self.hours(seconds)),
            (.., Some(seconds), Taken::Resolution) => Some(self.days(seconds)),
            (_, Some(days), ..) => Some(self.workdays(days)),
            _ => None,
        };
        let after = after.map(|after| self.of(format!(", setelah {after}"), format!(", after {after}")));
        format!("{verb}{when}{}", after.unwrap_or_default())
    }

    fn limit(&self, step: &Step) -> String {
        match (step.deadline.as_str(), step.limit_workdays) {
            ("", Some(days)) => {
                self.of(format!("batas {}", self.workdays(days)), format!("limit {}", self.workdays(days)))
            }
            ("", None) => self.of("batas", "limit"),
            (at, Some(days)) => {
                let days = self.workdays(days);
                self.of(format!("batas {days}, sampai {at}"), format!("limit {days}, up to {at}"))
            }
            (at, None) => self.of(format!("batas {at}"), format!("limit {at}")),
        }
    }

    /// Whether a limit was kept.
    fn kept(&self, case: &Case, step: &Step, what: Taken) -> String {
        let taken = self.taken(step, what);
        let limit = match case.is_masked() {
            true => self.of("batasnya", "its limit"),
            false => self.limit(step),
        };
        let is_taken = match what {
            Taken::Response => case.is_responded(),
            Taken::Resolution => case.is_closed(),
        };
        let so_far = match (is_taken, what) {
            (true, _) => taken.clone(),
            (false, Taken::Response) => self.of("belum direspons", "not answered yet"),
            (false, Taken::Resolution) => self.of("belum selesai", "not resolved yet"),
        };
        match step.outcome.as_str() {
            "in_time" => self.of(format!("tepat waktu: {taken}; {limit}"), format!("in time: {taken}; {limit}")),
            "late" => self.of(format!("terlambat: {taken}; {limit}"), format!("late: {taken}; {limit}")),
            "time_unknown" if step.undecided => self.of(
                format!("tidak dihitung tepat waktu: {taken}; {limit} terletak di antaranya"),
                format!("not counted as in time: {taken}; {limit} lies between them"),
            ),
            "time_unknown" => self.of(
                format!("tidak dihitung tepat waktu: status membuktikan, waktunya tidak tercatat; {limit}"),
                format!("not counted as in time: the status proves it, the time is not recorded; {limit}"),
            ),
            "unanswered" => self.of(
                format!("belum direspons pada {}, padahal {limit} sudah lewat", self.as_of),
                format!("not answered at {}, though the {limit} had passed", self.as_of),
            ),
            "open" => self.of(
                format!("masih terbuka pada {}, padahal {limit} sudah lewat", self.as_of),
                format!("still open at {}, though the {limit} had passed", self.as_of),
            ),
            "not_yet_due" => self.of(
                format!("belum jatuh tempo pada {}: {limit}; {so_far}", self.as_of),
                format!("not yet due at {}: {limit}; {so_far}", self.as_of),
            ),
            "no_deadline" => {
                self.of(format!("tidak ada batas yang berlaku; {so_far}"), format!("no limit applies; {so_far}"))
            }
            other => other.to_owned(),
        }
    }

    fn closing(&self, case: &Case) -> String {
        let by = match case.closed_by.as_str() {
            "" => return self.of(format!("terbuka pada {}", self.as_of), format!("open at {}", self.as_of)),
            "unit" => self.of("unit", "the unit"),
            "admin" => self.of("admin", "an admin"),
            "system" => self.of("sistem, karena pelapor diam", "the system, as the reporter stayed silent"),
            "reporter" => self.of("pelapor", "the reporter"),
            _ => self.of("pihak yang tidak tercatat", "nobody knows whom"),
        };
        let at = if case.closed_at.is_empty() { String::new() } else { format!(" {}", case.closed_at) };
        self.of(format!("ditutup{at} oleh {by}"), format!("closed{at} by {by}"))
    }

    /// Whether it was answered, and by what that is known.
    fn response(&self, case: &Case) -> String {
        match case.response.evidence.as_str() {
            "status" => self.of(
                "direspons menurut statusnya; waktunya tidak tercatat",
                "answered, as its status proves; the time is not recorded",
            ),
            "none" if case.is_closed() => {
                let closing = self.closing(case);
                let told = match case.tells_response {
                    true => self.of("tanpa respons yang dihitung", "without a response that counts"),
                    false => self.of("berkasnya tidak memuat respons", "its file does not tell of responses"),
                };
                format!("{closing}; {told}")
            }
            "none" => {
                self.of(format!("belum direspons pada {}", self.as_of), format!("not answered at {}", self.as_of))
            }
            _ => self.taken(&case.response, Taken::Response),
        }
    }

    /// Why a complaint counts or not. `kept` is the one that counts in its place, where it is a duplicate.
    #[must_use]
    pub fn reason(&self, case: &Case, told: Told, kept: Option<&str>) -> String {
        if !case.is_eligible() {
            return self.excluded(&case.exclusion, kept);
        }
        match told {
            Told::Receipt => self.of("dihitung", "counted"),
            Told::Response | Told::ResponseTime => self.response(case),
            Told::ResponseLimit => self.kept(case, &case.response, Taken::Response),
            Told::Followed if case.response.is_timed() => self.response(case),
            Told::Followed => {
                let minutes = case.followed_minutes.unwrap_or_default();
                let hours = self.hours(minutes.saturating_mul(60));
                let response = self.response(case);
                self.of(format!("{response}; menunggu {hours}"), format!("{response}; waited for {hours}"))
            }
            Told::Closing => self.closing(case),
            Told::ResolutionLimit => self.kept(case, &case.resolution, Taken::Resolution),
            Told::ResolutionTime if case.resolution.evidence == "status" => self.of(
                format!("{}; waktunya tidak tercatat", self.closing(case)),
                format!("{}; the time is not recorded", self.closing(case)),
            ),
            Told::ResolutionTime => {
                format!("{}; {}", self.taken(&case.resolution, Taken::Resolution), self.closing(case))
            }
            Told::Hops => self.of(format!("berpindah {} kali", case.hops), format!("handed on {} times", case.hops)),
        }
    }

    /// Whether a complaint was verified by its limit.
    #[must_use]
    pub fn verification(&self, case: &Case) -> String {
        if !case.is_eligible() {
            return self.excluded(&case.exclusion, None);
        }
        let step = &case.verification;
        let at = if step.at.is_empty() { String::new() } else { format!(" {}", step.at) };
        let limit = if case.is_masked() { self.of("batasnya", "its limit") } else { self.limit(step) };
        match step.outcome.as_str() {
            "in_time" => {
                self.of(format!("tepat waktu: diverifikasi{at}; {limit}"), format!("in time: verified{at}; {limit}"))
            }
            "late" => self.of(format!("terlambat: diverifikasi{at}; {limit}"), format!("late: verified{at}; {limit}")),
            "unverified" => self.of(
                format!("belum diverifikasi pada {}, padahal {limit} sudah lewat", self.as_of),
                format!("not verified at {}, though the {limit} had passed", self.as_of),
            ),
            "not_yet_due" => self.of(
                format!("belum jatuh tempo pada {}: {limit}", self.as_of),
                format!("not yet due at {}: {limit}", self.as_of),
            ),
            "not_told" => self.of("berkasnya tidak memuat verifikasi", "its file does not tell of verification"),
            _ => self.of("tidak ada batas yang berlaku", "no limit applies"),
        }
    }

    /// What became of a spell.
    #[must_use]
    pub fn spell(&self, spell: &Spell) -> String {
        let on = |day: &str| if day.is_empty() { String::new() } else { format!(" {day}") };
        let opened = on(&spell.opened_on);
        let began = match spell.began.as_str() {
            "before" => self.of(
                format!("terbuka sejak sebelum triwulan ini{opened}"),
                format!("open since before the quarter{opened}"),
            ),
            "received" => {
                self.of(format!("masuk pada triwulan ini{opened}"), format!("received in the quarter{opened}"))
            }
            "reopened" => self.of(format!("dibuka lagi{opened}"), format!("opened again{opened}")),
            _ => self.of(format!("masuk setelah triwulan ini{opened}"), format!("received after the quarter{opened}")),
        };
        let closed = on(&spell.closed_on);
        let ended = match (spell.ended.as_str(), spell.closing_known) {
            ("open", _) => self.of(format!("terbuka pada {}", self.as_of), format!("open at {}", self.as_of)),
            (_, false) => self.of("ditutup, waktunya tidak tercatat", "closed at a time that is not recorded"),
            ("in_quarter", _) => {
                self.of(format!("ditutup pada triwulan ini{closed}"), format!("closed in the quarter{closed}"))
            }
            _ => self.of(format!("ditutup setelah triwulan{closed}"), format!("closed after the quarter{closed}")),
        };
        let over = match (spell.over_limit, spell.deadline.as_str()) {
            (false, _) => String::new(),
            (true, "") => self.of("; batas penyelesaiannya sudah lewat", "; its resolution limit had passed"),
            (true, at) => self.of(
                format!("; batas penyelesaiannya {at} sudah lewat"),
                format!("; its resolution limit {at} had passed"),
            ),
        };
        let age = spell
            .open_days
            .map(|days| self.of(format!("; {days} hari sejak masuk"), format!("; {days} days since receipt")));
        format!("{began}; {ended}{over}{}", age.unwrap_or_default())
    }

    /// How a complaint was let go.
    #[must_use]
    pub fn hand_over(&self, row: &HandOver) -> String {
        let at = if row.let_go_at.is_empty() { String::new() } else { format!(" {}", row.let_go_at) };
        let how = match row.how.as_str() {
            "returned" => self.of(format!("dikembalikan{at}"), format!("returned{at}")),
            _ => self.of(format!("diteruskan{at}"), format!("handed on{at}")),
        };
        let limit = match row.deadline.as_str() {
            "" => self.of("batas unit ini", "the unit's own limit"),
            at => self.of(format!("batas unit ini {at}"), format!("the unit's own limit {at}")),
        };
        match row.late {
            true => self.of(format!("{how}, setelah {limit} lewat"), format!("{how}, after {limit} had passed")),
            false => self.of(format!("{how}, sebelum {limit} lewat"), format!("{how}, before {limit} had passed")),
        }
    }
}
