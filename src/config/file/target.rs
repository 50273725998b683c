//! The `[[target]]` tables: each by itself, and no two of equal right.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::super::score::{Direction, is_measure, is_rate, is_scoreable, scoreable_names};
use super::super::toml_text::{Word, place_of};
use super::{Check, Target};
use crate::problem::Problem;
use crate::terms::{Kind, Quarter, fold_name};

/// A target as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TargetText {
    year: Option<i32>,
    quarter: Option<Word<Quarter>>,
    skpd: Option<String>,
    kind: Option<Word<Kind>>,
    direction: Option<Direction>,
    cap: Option<f64>,
    measure: String,
    value: f64,
}

impl Check<'_> {
    fn target(&self, spanned: Spanned<TargetText>) -> Result<Target, Problem> {
        let t = spanned.get_ref();
        if !is_measure(&t.measure) {
            return Err(self.fail(&spanned, format!("'{}' is no measure that can have a target", t.measure)).hint(
                format!(
                    "known are {}, received, eligible, responded, closed, open, backlog_closing",
                    scoreable_names()
                ),
            ));
        }
        if !t.value.is_finite()
            || t.value < 0.0
            || (t.value == 0.0 && is_scoreable(&t.measure) != Some(Direction::Lower))
        {
            return Err(self.fail(&spanned, "a target is a number above 0"));
        }
        if t.value == 0.0 && ["mean_", "median_", "p90_"].iter().any(|kind| t.measure.starts_with(kind)) {
            return Err(self
                .fail(&spanned, "a time of 0 cannot be a target")
                .because("whatever is slower would attain nothing of it, by how much or how little")
                .hint("state the longest time that is good enough"));
        }
        if t.measure == "received" && t.kind.is_some() && t.skpd.is_none() {
            return Err(self
                .fail(&spanned, "a volume target for a kind of units holds for nobody")
                .because("a volume without a unit belongs to the government, which has no kind")
                .hint("give each unit its own target with skpd, or leave out kind"));
        }
        if is_rate(&t.measure) && t.value > 1.0 {
            return Err(self.fail(&spanned, "the target of a rate is a fraction: 1 is 100 %"));
        }
        if t.cap.is_some_and(|c| !c.is_finite() || c <= 0.0 || c > 1.0) {
            return Err(self.fail(&spanned, "a cap lies above 0 and at most at 1"));
        }
        let quarter = t.quarter.map(|q| q.0);
        let year = match (t.year, quarter) {
            (Some(year), Some(quarter)) if quarter.year() != year => {
                return Err(self.fail(&spanned, "the quarter of the target is not in its year"));
            }
            (Some(year), _) => year,
            (None, Some(quarter)) => quarter.year(),
            (None, None) => return Err(self.fail(&spanned, "a target needs a year or a quarter")),
        };
        if quarter.is_some() && t.measure == "received" {
            return Err(self.fail(&spanned, "a volume target is for a year"));
        }
        let t = spanned.into_inner();
        Ok(Target {
            year,
            quarter,
            skpd: t.skpd,
            kind: t.kind.map(|k| k.0),
            direction: t.direction,
            cap: t.cap,
            measure: t.measure,
            value: t.value,
        })
    }

    /// The targets; no two of them may hold for the same rows with equal right.
    pub(super) fn targets(&self, targets: Vec<Spanned<TargetText>>) -> Result<Vec<Target>, Problem> {
        let mut known: BTreeMap<_, usize> = BTreeMap::new();
        let mut all = Vec::with_capacity(targets.len());
        for spanned in targets {
            let start = spanned.span().start;
            let place = |at| place_of(self.text, self.shown, at);
            let t = self.target(spanned)?;
            let unit = t.skpd.as_deref().map(fold_name);
            if let Some(first) =
                known.insert((t.measure.clone(), t.year, t.quarter, unit, t.kind.map(Kind::word)), start)
            {
                return Err(Problem::new(format!("two targets of '{}' hold for the same rows", t.measure))
                    .at(place(start))
                    .because(format!("the other stands at {}; neither goes before the other", place(first)))
                    .hint("keep one of them, or give one a quarter, skpd or kind of its own"));
            }
            all.push(t);
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn refused(targets: &str) -> Option<crate::problem::Problem> {
        let text = format!(
            "[unit]\nname = \"X\"\nlevel = \"kota\"\nzone = \"WIB\"\n[[source]]\nfiles = \"a\"\nprofile = \"cases\"\n{targets}"
        );
        parse(&text, "rapor.toml", std::path::Path::new(".")).err()
    }

    #[test]
    fn two_targets_of_equal_right_are_refused_at_the_second() {
        let target = |more: &str| format!("[[target]]\nmeasure = \"response_rate\"\nvalue = 0.9\n{more}\n");
        let year = target("year = 2024");
        let problem = refused(&format!("{year}{year}")).expect("refused");
        assert!(problem.place.starts_with("rapor.toml:12:"), "{problem}");
        assert!(problem.why.contains("rapor.toml:8:") && !problem.next.is_empty(), "{problem}");
        let named = |name: &str| target(&format!("year = 2024\nskpd = \"{name}\""));
        assert!(refused(&(named("Dinas A") + &named("DINAS  A"))).is_some());
        for other in [
            target("quarter = \"2024-Q1\""),
            target("year = 2025"),
            named("Dinas A"),
            target("year = 2024\nkind = \"dinas\""),
        ] {
            assert_eq!(refused(&format!("{year}{other}")), None, "{other}");
        }
    }

    #[test]
    fn a_target_that_could_never_hold_is_refused_with_a_way_out() {
        for target in [
            "[[target]]\nyear = 2024\nmeasure = \"mean_response_workdays\"\nvalue = 0\n",
            "[[target]]\nyear = 2024\nmeasure = \"received\"\nkind = \"dinas\"\nvalue = 100\n",
        ] {
            let problem = refused(target).expect("refused");
            assert!(problem.place.starts_with("rapor.toml:8:") && !problem.next.is_empty(), "{problem}");
        }
        assert_eq!(refused("[[target]]\nyear = 2024\nmeasure = \"unanswered_overdue\"\nvalue = 0\n"), None);
    }
}
