//! The keys of `rapor.toml`, as written and as checked.

mod gates;
mod publish;
mod survival;
mod target;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::Config;
use super::period::{AsOf, Quarters};
use super::preset::Preset;
use super::profile::Profile;
use super::score::{Direction, Scored, is_scoreable, scoreable_names};
use super::toml_text::{DateText, OneOrMany, Word, parse as parse_toml, place_of};
use crate::problem::Problem;
use crate::reference::{Deadline, Limit, Step};
use crate::terms::{Class, EventKind, Kind, Level, Quarter, Zone};
use gates::GatesText;
pub use gates::{Gate, Gates};
use publish::PublishText;
pub use publish::{Placed, Publish};
pub use survival::Survival;
use survival::SurvivalText;
use target::TargetText;

/// Whose report it is.
#[derive(Debug, Clone)]
pub struct UnitSection {
    /// The government's name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// The clock of quarters, dates and documents.
    pub zone: Zone,
}

/// A set of exports of one layout.
#[derive(Debug, Clone)]
pub struct Source {
    /// Patterns of file names, relative to the configuration; `*` and `?` within a name.
    pub files: Vec<String>,
    /// How they are read.
    pub profile: Profile,
}

/// When the response clock starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Clock {
    /// At receipt by the government.
    Received,
    /// At assignment to the unit.
    Assigned,
}

/// When the clock starts and what counts as a response.
#[derive(Debug, Clone)]
pub struct Response {
    /// When the clock starts.
    pub clock: Clock,
    /// The kinds of progress that count.
    pub counts: Vec<EventKind>,
}

/// A target.
#[derive(Debug, Clone)]
pub struct Target {
    /// The year.
    pub year: i32,
    /// One quarter only.
    pub quarter: Option<Quarter>,
    /// One unit only.
    pub skpd: Option<String>,
    /// Units of one kind only.
    pub kind: Option<Kind>,
    /// Overrides the measure's good direction.
    pub direction: Option<Direction>,
    /// Where the attainment is cut off in the score; 1 where not given.
    pub cap: Option<f64>,
    /// A column of `league.csv`.
    pub measure: String,
    /// The value in the unit of the measure.
    pub value: f64,
}

/// By what units are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupBy {
    /// By eligible complaints.
    Volume,
    /// By kind of unit.
    Kind,
    /// All with all.
    None,
}

/// Comparison groups.
#[derive(Debug, Clone)]
pub struct Groups {
    /// By what.
    pub by: GroupBy,
    /// Where volume groups begin, ascending.
    pub cuts: Vec<u64>,
    /// Fewest eligible complaints for a rank.
    pub minimum_volume: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    unit: UnitText,
    #[serde(default)]
    period: PeriodText,
    source: Spanned<Vec<SourceText>>,
    #[serde(default)]
    reference: ReferenceText,
    #[serde(default)]
    response: ResponseText,
    #[serde(default)]
    deadline: Vec<Spanned<DeadlineText>>,
    #[serde(default)]
    target: Vec<Spanned<TargetText>>,
    #[serde(default)]
    score: ScoreText,
    #[serde(default)]
    groups: GroupsText,
    #[serde(default)]
    duplicates: DuplicatesText,
    #[serde(default)]
    gates: GatesText,
    #[serde(default)]
    survival: SurvivalText,
    #[serde(default)]
    publish: PublishText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UnitText {
    name: Spanned<String>,
    level: Word<Level>,
    zone: Word<Zone>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PeriodText {
    quarters: Option<Quarters>,
    as_of: Option<AsOf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SourceText {
    files: OneOrMany,
    profile: Spanned<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ReferenceText {
    skpd: Option<PathBuf>,
    aliases: Option<PathBuf>,
    instansi: Option<PathBuf>,
    calendar: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ResponseText {
    clock: Option<Clock>,
    counts: Option<Spanned<Vec<Word<EventKind>>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DeadlineText {
    step: Word<Step>,
    class: Spanned<String>,
    skpd: Option<String>,
    level: Option<Word<Level>>,
    limit: Word<Limit>,
    from: Option<DateText>,
    to: Option<DateText>,
    source: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ScoreText {
    weights: Option<Spanned<BTreeMap<String, f64>>>,
    preset: Option<Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct GroupsText {
    by: Option<GroupBy>,
    cuts: Option<Spanned<Vec<u64>>>,
    minimum_volume: Option<u64>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct DuplicatesText {
    window_days: Option<u32>,
}

/// Checks what serde cannot: values that depend on one another.
pub(super) struct Check<'a> {
    pub text: &'a str,
    pub shown: &'a str,
}

impl Check<'_> {
    pub(super) fn fail<T>(&self, at: &Spanned<T>, what: impl Into<String>) -> Problem {
        Problem::new(what).at(place_of(self.text, self.shown, at.span().start))
    }

    pub(super) fn deadline(&self, spanned: Spanned<DeadlineText>) -> Result<Deadline, Problem> {
        let class = match spanned.get_ref().class.get_ref().as_str() {
            "*" => None,
            word => Some(word.parse::<Class>().map_err(|e| self.fail(&spanned.get_ref().class, e))?),
        };
        if let (Some(from), Some(to)) = (&spanned.get_ref().from, &spanned.get_ref().to)
            && to.0 < from.0
        {
            return Err(self.fail(&spanned, "the deadline ends before it begins"));
        }
        let d = spanned.into_inner();
        Ok(Deadline {
            step: d.step.0,
            class,
            skpd: d.skpd,
            level: d.level.map(|l| l.0),
            limit: d.limit.0,
            from: d.from.map(|d| d.0),
            to: d.to.map(|d| d.0),
            source: d.source,
        })
    }

    fn preset(&self, score: &ScoreText) -> Result<Option<Preset>, Problem> {
        let Some(name) = &score.preset else { return Ok(None) };
        if let Some(weights) = &score.weights {
            return Err(self
                .fail(weights, "weights stand beside a preset")
                .because(format!("the preset '{}' has weights of its own", name.get_ref()))
                .hint("keep one of the two; `rapor explain` tells the weights of a preset, to start one's own from"));
        }
        let place = place_of(self.text, self.shown, name.span().start);
        Preset::built_in(name.get_ref()).map(Some).map_err(|problem| problem.at(place))
    }

    fn weights(&self, score: ScoreText) -> Result<Vec<Scored>, Problem> {
        let Some(spanned) = score.weights else {
            let default = [("on_time_rate", 0.6), ("resolution_on_time_rate", 0.4)];
            return Ok(default.into_iter().map(|(m, weight)| Scored { measure: m.to_owned(), weight }).collect());
        };
        let weights = spanned.get_ref();
        if let Some((measure, _)) = weights.iter().find(|(m, _)| is_scoreable(m).is_none()) {
            return Err(self
                .fail(&spanned, format!("'{measure}' is no measure that can be scored"))
                .hint(format!("known are {}", scoreable_names())));
        }
        if weights.values().any(|w| !w.is_finite() || *w < 0.0) || weights.values().sum::<f64>() <= 0.0 {
            return Err(self.fail(&spanned, "weights are not negative, and at least one is above 0"));
        }
        let total: f64 = weights.values().sum();
        let positive = weights.iter().filter(|(_, w)| **w > 0.0);
        Ok(positive.map(|(m, w)| Scored { measure: m.clone(), weight: w / total }).collect())
    }

    fn groups(&self, groups: GroupsText) -> Result<Groups, Problem> {
        let cuts = match groups.cuts {
            None => vec![30, 100],
            Some(cuts) if cuts.get_ref().is_sorted_by(|a, b| a < b) => cuts.into_inner(),
            Some(cuts) => return Err(self.fail(&cuts, "the cuts between volume groups must ascend")),
        };
        Ok(Groups {
            by: groups.by.unwrap_or(GroupBy::Volume),
            cuts,
            minimum_volume: groups.minimum_volume.unwrap_or(5),
        })
    }

    fn response(&self, response: ResponseText) -> Result<Response, Problem> {
        let progress =
            [EventKind::Verification, EventKind::FieldCheck, EventKind::Work, EventKind::Response, EventKind::Done];
        let counts = match response.counts {
            None => progress.to_vec(),
            Some(counts) => {
                if let Some(bad) = counts.get_ref().iter().find(|k| !progress.contains(&k.0)) {
                    return Err(self
                        .fail(&counts, format!("'{}' never counts as a response", bad.0))
                        .hint("counts takes verification, field-check, work, response and done"));
                }
                if counts.get_ref().is_empty() {
                    return Err(self.fail(&counts, "nothing would count as a response"));
                }
                counts.into_inner().into_iter().map(|k| k.0).collect()
            }
        };
        Ok(Response { clock: response.clock.unwrap_or(Clock::Received), counts })
    }

    fn source(&self, source: SourceText, base: &Path) -> Result<Source, Problem> {
        let at = &source.profile;
        let name = source.profile.get_ref();
        let profile = if name.ends_with(".toml") {
            let text = std::fs::read_to_string(base.join(name)).map_err(|e| {
                self.fail(at, format!("the profile '{name}' cannot be read"))
                    .because(e)
                    .hint("give the path of a profile file, relative to rapor.toml, or a built-in profile")
            })?;
            Profile::parse(&text, name)?
        } else {
            let place = place_of(self.text, self.shown, at.span().start);
            Profile::built_in(name).map_err(|p| p.at(place))?
        };
        let files = source.files.into_vec();
        if files.is_empty() {
            return Err(self.fail(at, "the source names no file"));
        }
        Ok(Source { files, profile })
    }
}

pub fn parse(text: &str, shown: &str, base: &Path) -> Result<Config, Problem> {
    let file: File = parse_toml(text, shown)?;
    let check = Check { text, shown };
    if file.unit.name.get_ref().trim().is_empty() {
        return Err(check.fail(&file.unit.name, "the government has no name"));
    }
    if file.source.get_ref().is_empty() {
        return Err(check.fail(&file.source, "there is no source"));
    }
    let path = |p: Option<PathBuf>| p.map(|p| base.join(p));
    let sources = file.source.into_inner().into_iter().map(|s| check.source(s, base)).collect::<Result<_, _>>()?;
    let preset = check.preset(&file.score)?;
    Ok(Config {
        base: base.to_path_buf(),
        unit: UnitSection {
            name: file.unit.name.into_inner().trim().to_owned(),
            level: file.unit.level.0,
            zone: file.unit.zone.0,
        },
        quarters: file.period.quarters.unwrap_or(Quarters::Latest),
        as_of: file.period.as_of,
        sources,
        skpd: path(file.reference.skpd),
        aliases: path(file.reference.aliases),
        instansi: path(file.reference.instansi),
        calendar: path(file.reference.calendar),
        response: check.response(file.response)?,
        deadlines: file.deadline.into_iter().map(|d| check.deadline(d)).collect::<Result<_, _>>()?,
        targets: check.targets(file.target)?,
        score: match &preset {
            Some(preset) => preset.score(),
            None => check.weights(file.score)?,
        },
        preset,
        groups: check.groups(file.groups)?,
        duplicate_window_days: file.duplicates.window_days.unwrap_or(30),
        gates: check.gates(file.gates)?,
        survival: check.survival(file.survival)?,
        publish: check.publish(file.publish, base)?,
        text: text.to_owned(),
    })
}
