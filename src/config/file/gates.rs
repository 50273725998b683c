//! `[gates]`: how far the data may fall short before a reader is warned, or the run ends with 1.

use serde::Deserialize;
use toml::Spanned;

use super::Check;
use crate::problem::Problem;

/// A share or a number with the points at which it warns and fails.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Gate {
    /// Where a note is made.
    pub warn: Option<f64>,
    /// Where the run ends with status 1.
    pub fail: Option<f64>,
}

/// Every gate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gates {
    /// Largest share of rows held back.
    pub rejected_rows: Gate,
    /// Least share of responses, and of closings, with a usable time.
    pub evidence_share: Gate,
    /// Largest share of a quarter's complaints without a class.
    pub empty_class: Gate,
    /// Largest share of a quarter's complaints that no unit was given.
    pub empty_unit: Gate,
    /// Most months without a complaint, of all sources together.
    pub missing_months: Gate,
    /// Most days from the newest receipt of a source to as-of.
    pub stale_days: Gate,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct GatesText {
    rejected_rows: Option<Spanned<GateText>>,
    evidence_share: Option<Spanned<GateText>>,
    empty_class: Option<Spanned<GateText>>,
    empty_unit: Option<Spanned<GateText>>,
    missing_months: Option<Spanned<GateText>>,
    stale_days: Option<Spanned<GateText>>,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "a gate is a number, or { warn = ..., fail = ... }")]
enum GateText {
    One(f64),
    Two { warn: Option<f64>, fail: Option<f64> },
}

/// What a gate bounds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bounds {
    /// A share that should be small.
    Most,
    /// A share that should be large.
    Least,
    /// A number that should be small.
    Number,
}

impl Check<'_> {
    pub(super) fn gates(&self, text: GatesText) -> Result<Gates, Problem> {
        Ok(Gates {
            rejected_rows: self.gate(text.rejected_rows, Some(0.05), Bounds::Most)?,
            evidence_share: self.gate(text.evidence_share, Some(0.8), Bounds::Least)?,
            empty_class: self.gate(text.empty_class, None, Bounds::Most)?,
            empty_unit: self.gate(text.empty_unit, None, Bounds::Most)?,
            missing_months: self.gate(text.missing_months, None, Bounds::Number)?,
            stale_days: self.gate(text.stale_days, None, Bounds::Number)?,
        })
    }

    /// One gate; without a word about it, it fails at `default`, or never.
    fn gate(&self, text: Option<Spanned<GateText>>, default: Option<f64>, bounds: Bounds) -> Result<Gate, Problem> {
        let Some(spanned) = text else { return Ok(Gate { warn: None, fail: default }) };
        let gate = match spanned.get_ref() {
            GateText::One(fail) => Gate { warn: None, fail: Some(*fail) },
            GateText::Two { warn, fail } => Gate { warn: *warn, fail: *fail },
        };
        let mut points = gate.warn.into_iter().chain(gate.fail);
        if bounds == Bounds::Number {
            if points.any(|n| !n.is_finite() || n < 0.0) {
                return Err(self.fail(&spanned, "this gate is a number from 0 on"));
            }
        } else if points.any(|share| !(0.0..=1.0).contains(&share)) {
            return Err(self.fail(&spanned, "a gate is a share between 0 and 1"));
        }
        // What fails before it warns would never warn.
        let late = |(warn, fail): (f64, f64)| if bounds == Bounds::Least { warn < fail } else { warn > fail };
        if gate.warn.zip(gate.fail).is_some_and(late) {
            return Err(self
                .fail(&spanned, "'warn' is reached only after 'fail', so that it would never be heard")
                .hint(
                    "let 'warn' come first: a smaller share or number than 'fail', or a larger one for evidence-share",
                ));
        }
        Ok(gate)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;

    fn gates(text: &str) -> Result<Gates, Problem> {
        let file = format!(
            "[unit]\nname = \"Kota Uji\"\nlevel = \"kota\"\nzone = \"WIB\"\n\
             [[source]]\nfiles = \"a.csv\"\nprofile = \"cases\"\n[gates]\n{text}"
        );
        Config::parse(&file, "rapor.toml", Path::new(".")).map(|config| config.gates)
    }

    #[test]
    fn two_gates_are_always_there_and_the_others_where_they_are_asked_for() -> Result<(), Problem> {
        let none = gates("")?;
        assert_eq!((none.rejected_rows.fail, none.evidence_share.fail), (Some(0.05), Some(0.8)));
        let never = Gate::default();
        assert_eq!([none.empty_class, none.empty_unit, none.missing_months, none.stale_days], [never; 4]);
        let some = gates("empty-class = 0.1\nmissing-months = { warn = 0, fail = 2 }\nstale-days = { warn = 14 }\n")?;
        assert_eq!(some.empty_class, Gate { warn: None, fail: Some(0.1) });
        assert_eq!(some.missing_months, Gate { warn: Some(0.0), fail: Some(2.0) });
        assert_eq!(some.stale_days, Gate { warn: Some(14.0), fail: None });
        Ok(())
    }

    #[test]
    fn a_gate_that_cannot_be_meant_is_an_error_with_its_line() {
        for (text, what) in [
            ("empty-class = 2", "a share between 0 and 1"),
            ("stale-days = -1", "a number from 0 on"),
            ("stale-days = nan", "a number from 0 on"),
            ("empty-unit = { warn = 0.5, fail = 0.2 }", "never be heard"),
            ("evidence-share = { warn = 0.5, fail = 0.8 }", "never be heard"),
            ("empty-unit = { wern = 0.5 }", "a gate is a number, or { warn = ..., fail = ... }"),
            ("empty-units = 0.5", "unknown field"),
        ] {
            let said = gates(text).err().map(|problem| format!("{problem:?}")).unwrap_or_default();
            assert!(said.contains(what), "{text}: {said}");
            assert!(said.contains("rapor.toml:9"), "{text}: {said}");
        }
    }
}
