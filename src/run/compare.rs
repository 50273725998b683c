//! `rapor compare`: two periods by the same stages as a run, up to a comparison instead of a league; or two reports.

use std::path::PathBuf;

use super::editions;
use super::say::Say;
use super::{Prepared, VERSION, as_of_word, gather, prepare};
use crate::cli::{CompareArgs, DataArgs};
use crate::config::{Config, Quarters};
use crate::judge::{Study, common_age};
use crate::measure::{Canonical, WEEKLY_QUERY, WeeksWanted};
use crate::problem::Problem;
use crate::publish::{self, Ingredient, Language, Origin, hash};
use crate::reference::Register;
use crate::store::{self, Item, Staged};
use crate::terms::{Quarter, QuarterSpan, fold_name, slug};

const DAY: i64 = 86_400;

/// `rapor compare`.
pub fn compare(args: &CompareArgs, say: &Say) -> Result<u8, Problem> {
    match (args.before, args.after, args.paths.as_slice()) {
        (Some(before), Some(after), [] | [_]) => periods(args, [before, after], say),
        (Some(_), Some(_), _) => {
            Err(Problem::new("two periods are compared on one configuration").hint("name one rapor.toml"))
        }
        (_, _, [earlier, later]) => {
            let language = args.lang.as_deref().map_or(Ok(Language::Id), |lang| lang.parse().map_err(Problem::new))?;
            editions::compare([earlier, later], language, say)
        }
        _ => Err(Problem::new("there is nothing to compare")
            .hint("give --before 2025-Q1..2025-Q2 --after 2025-Q3..2025-Q4, or the folders of two reports")),
    }
}

/// Two periods of the same data.
fn periods(args: &CompareArgs, periods: [QuarterSpan; 2], say: &Say) -> Result<u8, Problem> {
    let [before, after] = periods;
    if after.first <= before.last {
        return Err(Problem::new("the period after does not lie after the period before")
            .at(format!("--before {before} --after {after}"))
            .hint("the first quarter of --after must follow the last one of --before"));
    }
    let temporary = std::env::temp_dir();
    let config = args.paths.first().cloned().unwrap_or_else(|| PathBuf::from("rapor.toml"));
    let data = DataArgs { config, as_of: args.as_of, limits: args.limits };
    let gathered = gather(&data, &temporary, false, say)?;
    if let Some(problem) = gathered.reading.unread {
        return Err(problem);
    }
    // No quarter is published, so that nothing is read otherwise for one.
    let prepared = prepare(gathered, &data, Some(&Quarters::These(Vec::new())), &temporary)?;
    let Prepared { config, references, canonical, source, engine, _workspace, .. } = prepared;
    let language = language(args, &config)?;
    let unit =
        args.skpd.as_deref().map(|name| find_unit(name, &canonical, references.register.as_ref())).transpose()?;
    let age_days = common_age(after, canonical.as_of, config.unit.zone);
    let cells = engine.weeks(WeeksWanted {
        unit,
        shown_in: shown_in(after, &canonical),
        days: [before.first.first_day(), after.last.last_day()],
        age_seconds: age_days * DAY,
    })?;
    let study = Study {
        config: &config,
        deadlines: &references.deadlines,
        canonical: &canonical,
        cells: &cells,
        periods,
        unit,
        age_days,
    };
    let (compared, refused) = study.compare()?;
    let mut written = Vec::new();
    if let Some(out) = &args.out {
        let (name, sql) = WEEKLY_QUERY;
        let origin = Origin {
            version: VERSION,
            configuration: hash(config.text.as_bytes()),
            as_of_source: as_of_word(source),
            reference: references.ingredients.clone(),
            query: Ingredient { name: format!("queries/{name}.sql"), hash: hash(sql.as_bytes()) },
        };
        let documents = publish::comparison_documents(&compared, &origin, language)?;
        let shelf = format!("{}/banding", slug(&config.unit.name));
        store::sweep(out, Some(&shelf));
        let folder = out.join(&shelf).join(folder_name(
            periods,
            unit.and_then(|unit| canonical.units.units.get(unit)).map(|unit| unit.id.as_str()),
        ));
        let items: Vec<Item<'_>> = documents.iter().map(|d| Item { path: &d.path, bytes: &d.bytes }).collect();
        Staged::write(&folder, &items, "internal")?.publish(super::inputs::archive_stamp)?;
        written = documents.iter().map(|d| folder.join(&d.path)).collect();
    }
    say.compared(&compared, &refused, &written, language);
    Ok(0)
}

/// The last quarter of the period after, or that of as-of where it lies before: no unit has a name in a later one.
fn shown_in(after: QuarterSpan, canonical: &Canonical) -> Quarter {
    canonical.shown.keys().next_back().map_or(after.last, |last| after.last.min(*last))
}

/// The language asked for, else the first one configured.
fn language(args: &CompareArgs, config: &Config) -> Result<Language, Problem> {
    let asked = args.lang.as_ref().or(config.publish.languages.first());
    asked.map_or(Ok(Language::Id), |lang| lang.parse().map_err(Problem::new))
}

/// `2025-Q1-2025-Q2_2025-Q3-2025-Q4`, and behind it the unit.
fn folder_name([before, after]: [QuarterSpan; 2], skpd_id: Option<&str>) -> String {
    let [before, after] = [before, after].map(|span| format!("{}-{}", span.first, span.last));
    let unit = skpd_id.map(|id| format!("_{}", slug(id))).unwrap_or_default();
    format!("{before}_{after}{unit}")
}

/// The place of a unit, found by its id, its name, or a name that the register knows for it.
fn find_unit(wanted: &str, canonical: &Canonical, register: Option<&Register>) -> Result<usize, Problem> {
    let units = &canonical.units.units;
    let listed = register.and_then(|r| r.by_id(wanted).or_else(|| r.find(None, wanted))).map(|unit| unit.id.as_str());
    let by_id = units.iter().position(|u| Some(u.id.as_str()) == listed.or(Some(wanted)));
    let by_name = || units.iter().position(|u| fold_name(&u.name) == fold_name(wanted));
    by_id.or_else(by_name).ok_or_else(|| {
        let near = register.map(|r| r.suggestions(wanted, 3).join("; ")).unwrap_or_default();
        Problem::new(format!("'{wanted}' is no unit of the data")).at("--skpd").hint(if near.is_empty() {
            "give the skpd_id or the name of a unit as league.csv has it".to_owned()
        } else {
            format!("did you mean {near}?")
        })
    })
}
