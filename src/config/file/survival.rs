//! `[survival]`: up to when complaints are followed for a restricted mean.

use serde::Deserialize;
use toml::Spanned;

use super::Check;
use crate::config::toml_text::Word;
use crate::problem::Problem;
use crate::reference::Limit;

/// Up to when complaints are followed for a restricted mean, in minutes since the start of their clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Survival {
    /// Until the response.
    pub response_minutes: u32,
    /// Until the resolution.
    pub resolution_minutes: u32,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SurvivalText {
    response_horizon: Option<Spanned<Word<Limit>>>,
    resolution_horizon: Option<Spanned<Word<Limit>>>,
}

impl Check<'_> {
    pub(super) fn survival(&self, text: SurvivalText) -> Result<Survival, Problem> {
        Ok(Survival {
            response_minutes: self.horizon(text.response_horizon, 14)?,
            resolution_minutes: self.horizon(text.resolution_horizon, 90)?,
        })
    }

    /// Elapsed time: a curve runs through nights and holidays, so that a working day is no length on it.
    fn horizon(&self, text: Option<Spanned<Word<Limit>>>, default_days: u32) -> Result<u32, Problem> {
        let Some(spanned) = text else { return Ok(default_days * 1_440) };
        match spanned.get_ref().0 {
            Limit::Hours(hours) => Ok(hours * 60),
            Limit::Days(days) if days > 0 => Ok(days * 1_440),
            _ => Err(self
                .fail(&spanned, "a horizon is a length of time")
                .because("waiting times are elapsed hours, in which a working day or a deadline has no length")
                .hint("write clock hours or days, such as 72h or 14d")),
        }
    }
}
