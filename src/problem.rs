//! The one error that reaches a person: what, where, why, and what to do next.

use std::fmt;

/// Something that stops a command. Every stage builds it where the fault is known best; `main` prints it.
///
/// It never carries a value of a data row: a shifted row must not print a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// What went wrong, in one sentence without a full stop.
    pub what: String,
    /// File, sheet, row, line or key; may be empty.
    pub place: String,
    /// Why it is a problem, or the cause as the system tells it; may be empty.
    pub why: String,
    /// What to do next; may be empty.
    pub next: String,
    /// Others that the same step met, such as the other files that cannot be read; each is told in full.
    pub others: Vec<Self>,
}

impl Problem {
    /// A problem known by its sentence; place, cause and advice are added by the methods below.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), place: String::new(), why: String::new(), next: String::new(), others: Vec::new() }
    }

    /// Several problems as one, in their order; `None` where there is none.
    #[must_use]
    pub fn gathered(problems: Vec<Self>) -> Option<Self> {
        let apart = |mut problem: Self| {
            let others = std::mem::take(&mut problem.others);
            std::iter::once(problem).chain(others)
        };
        let mut problems = problems.into_iter().flat_map(apart);
        let mut first = problems.next()?;
        first.others = problems.collect();
        Some(first)
    }

    /// Where it is.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.place = place.to_string();
        self
    }

    /// Why it is a problem.
    #[must_use]
    pub fn because(mut self, why: impl fmt::Display) -> Self {
        self.why = why.to_string();
        self
    }

    /// What to do next.
    #[must_use]
    pub fn hint(mut self, next: impl Into<String>) -> Self {
        self.next = next.into();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if !self.place.is_empty() {
            write!(f, "\n  where: {}", self.place)?;
        }
        if !self.why.is_empty() {
            write!(f, "\n  why:   {}", self.why)?;
        }
        if !self.next.is_empty() {
            write!(f, "\n  next:  {}", self.next)?;
        }
        self.others.iter().try_for_each(|other| write!(f, "\nerror: {other}"))
    }
}

impl Problem {
    /// As one JSON object; `others` is there only where several problems were met.
    #[must_use]
    pub fn to_json(&self) -> String {
        let told = |p: &Self| serde_json::json!({ "error": p.what, "where": p.place, "why": p.why, "next": p.next });
        let mut object = told(self);
        if let (false, Some(fields)) = (self.others.is_empty(), object.as_object_mut()) {
            fields.insert("others".to_owned(), self.others.iter().map(told).collect());
        }
        object.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;

    #[test]
    fn several_problems_are_told_one_after_the_other() {
        let one = |name: &str| Problem::new("the file is empty").at(name).hint("export it again");
        assert_eq!(Problem::gathered(Vec::new()), None);
        assert_eq!(Problem::gathered(vec![one("a.csv")]), Some(one("a.csv")));
        let both = Problem::gathered(vec![one("a.csv"), one("b.csv")]).unwrap();
        let lines = "the file is empty\n  where: a.csv\n  next:  export it again";
        assert_eq!(both.to_string(), format!("{lines}\nerror: {}", lines.replace("a.csv", "b.csv")));
        let json: serde_json::Value = serde_json::from_str(&both.to_json()).unwrap();
        assert_eq!((&json["where"], &json["others"][0]["where"]), (&"a.csv".into(), &"b.csv".into()));
        assert!(!one("a.csv").to_json().contains("others"));
    }
}
