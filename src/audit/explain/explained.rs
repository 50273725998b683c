//! A figure explained, as lines for a person and as data.

use serde_json::{Value as Json, json};

use super::book::written;
use super::difference::Difference;
use crate::judge::{Quantity, Value};
use crate::publish::{Language, numbers};
use crate::terms::{Quarter, Text};

/// A complaint behind a figure. Times are as the evidence writes them; empty = none, or held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id, or what stands for one that is held back.
    pub complaint_id: String,
    /// Its unit, where the figure is a government's.
    pub skpd_id: String,
    /// Receipt.
    pub received_at: String,
    /// Start of the clock.
    pub clock_at: String,
    /// The limit of the step in question.
    pub deadline: String,
    /// When that step was taken.
    pub at: String,
    /// Why it counts or not.
    pub reason: String,
}

/// Complaints that count alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The machine word: `counted`, `competing`, `not_counted`, `outside`, `waiting`.
    pub word: &'static str,
    /// Its heading.
    pub title: String,
    /// The complaints, all of them.
    pub items: Vec<Item>,
}

/// A figure explained.
pub struct Explained {
    /// The language of its words.
    pub language: Language,
    /// The quarter.
    pub quarter: Quarter,
    /// The last local second that counts.
    pub as_of: String,
    /// The government's name.
    pub agency: String,
    /// The unit's id; empty for the government's row.
    pub skpd_id: String,
    /// The unit's name.
    pub skpd: String,
    /// What was asked for: a column of the league, a measure of the announcement, or the address of a cell.
    pub measure: String,
    /// Its column, or the measure of the announcement.
    pub column: &'static str,
    /// What the column means, where no column of the league means the same.
    pub meaning: Option<Text>,
    /// What kind of quantity it is.
    pub quantity: Quantity,
    /// Where the figure stands.
    pub place: String,
    /// As it is published.
    pub published: String,
    /// As it comes out of its evidence.
    pub recomputed: Value,
    /// The rules on which it depends.
    pub rules: Vec<String>,
    /// The arithmetic.
    pub steps: Vec<String>,
    /// The complaints.
    pub lists: Vec<List>,
    /// The query or source file that computes it.
    pub computed_by: &'static str,
    /// The query's hash in the manifest.
    pub computed_by_hash: Option<String>,
    /// What does not agree; empty = all does.
    pub differences: Vec<Difference>,
}

impl Explained {
    /// Whether the published figure is what its evidence gives, and every file what the manifest says.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }

    fn of(&self, id: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Id => id,
            Language::En => en,
        }
    }

    /// A value for a person, with its full precision behind it where that says more.
    fn shown(&self, value: &Value) -> String {
        let (short, full) = (numbers::value(value, self.quantity, self.language), written(value));
        if short == full || matches!(value, Value::Empty | Value::Text(_) | Value::Count(_)) {
            return short;
        }
        format!("{short} ({full})")
    }

    /// Whether nothing speaks against the published figure, and nothing for it: it rests on a report that is not there.
    #[must_use]
    pub fn is_unshown(&self) -> bool {
        !self.is_same() && self.differences.iter().all(Difference::is_unshown)
    }

    fn verdict(&self) -> &'static str {
        match (self.is_same(), self.is_unshown()) {
            (true, _) => self.of("sama", "the same"),
            (_, true) => self.of("TIDAK DAPAT DITUNJUKKAN", "NOT SHOWN"),
            _ => self.of("BERBEDA", "DIFFERENT"),
        }
    }

    /// As lines for a terminal. `definition` is what is known of the column as such; `limit` the most complaints of a list.
    #[must_use]
    pub fn lines(&self, definition: &[String], limit: Option<usize>) -> Vec<String> {
        let whose =
            if self.skpd_id.is_empty() { self.agency.clone() } else { format!("{} ({})", self.skpd, self.skpd_id) };
        let quarter = numbers::quarter(self.quarter, self.language);
        let mut lines = vec![format!("{whose}, {quarter}, {} {}", self.of("data sampai", "as of"), self.as_of)];
        lines.extend(definition.iter().cloned());
        let hash = self.computed_by_hash.as_deref().map(|hash| format!("  {hash}")).unwrap_or_default();
        lines.extend([String::new(), self.of("Dihitung oleh", "Computed by").to_owned()]);
        lines.push(format!("  {}{hash}", self.computed_by));
        if !self.rules.is_empty() {
            lines.extend([String::new(), self.of("Aturan yang berlaku", "Rules in force").to_owned()]);
            lines.extend(self.rules.iter().map(|rule| format!("  {rule}")));
        }
        lines.extend([String::new(), self.of("Hitungan", "Arithmetic").to_owned()]);
        lines.extend(self.steps.iter().map(|step| format!("  {step}")));
        for list in self.lists.iter().filter(|list| !list.items.is_empty()) {
            let count = numbers::count(u64::try_from(list.items.len()).unwrap_or(u64::MAX), self.language);
            lines.extend([String::new(), format!("{} ({count})", list.title)]);
            let most = limit.unwrap_or(list.items.len());
            lines.extend(list.items.iter().take(most).map(|item| format!("  {}", self.line(item))));
            if list.items.len() > most {
                let more = numbers::count(u64::try_from(list.items.len() - most).unwrap_or(u64::MAX), self.language);
                lines.push(format!("  … {more} {}", self.of("lagi", "more")));
            }
        }
        let published = if self.published.is_empty() { numbers::MISSING } else { &self.published };
        lines.extend([String::new(), format!("{}  {published}  ({})", self.of("Tercantum", "Published"), self.place)]);
        let again = match self.differences.iter().any(Difference::is_unshown) {
            true => self.of("Menurut sel lain yang tercantum", "By other published cells"),
            false => self.of("Dihitung ulang", "Computed again"),
        };
        lines.push(format!("{again}  {}", self.shown(&self.recomputed)));
        lines.push(self.verdict().to_owned());
        lines.extend(self.differences.iter().map(|difference| format!("  {}", difference.sentence(self.language))));
        lines
    }

    fn line(&self, item: &Item) -> String {
        let mut line = item.complaint_id.clone();
        if !item.skpd_id.is_empty() {
            line = format!("{line} [{}]", item.skpd_id);
        }
        if !item.received_at.is_empty() {
            line = format!("{line}  {} {}", self.of("masuk", "received"), item.received_at);
        }
        if !item.clock_at.is_empty() && item.clock_at != item.received_at {
            line = format!("{line}, {} {}", self.of("jam mulai", "clock from"), item.clock_at);
        }
        format!("{line}  {}", item.reason)
    }

    /// The same as data.
    #[must_use]
    pub fn as_json(&self) -> Json {
        let item = |item: &Item| {
            json!({
                "complaint_id": item.complaint_id, "skpd_id": item.skpd_id, "received_at": item.received_at,
                "clock_at": item.clock_at, "deadline": item.deadline, "at": item.at, "reason": item.reason,
            })
        };
        let lists: serde_json::Map<String, Json> = self
            .lists
            .iter()
            .map(|list| (list.word.to_owned(), list.items.iter().map(item).collect::<Vec<_>>().into()))
            .collect();
        let differences: Vec<Json> =
            self.differences.iter().map(|d| json!({ "where": d.place(), "what": d.sentence(self.language) })).collect();
        json!({
            "quarter": self.quarter.to_string(),
            "as_of": self.as_of,
            "agency": self.agency,
            "skpd_id": self.skpd_id,
            "skpd": self.skpd,
            "measure": self.measure,
            "where": self.place,
            "published": self.published,
            "recomputed": written(&self.recomputed),
            "same": self.is_same(),
            "shown": !self.differences.iter().any(Difference::is_unshown),
            "computed_by": self.computed_by,
            "computed_by_hash": self.computed_by_hash,
            "rules": self.rules,
            "steps": self.steps,
            "complaints": lists,
            "differences": differences,
        })
    }
}
