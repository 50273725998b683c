//! Which units lie outside the limits of their funnels.

use minijinja::{Value, context};

use super::table::{Cell, Head, Table};
use crate::judge::{Funnel, FunnelStanding, FunnelUnit, Report};
use crate::publish::Language;
use crate::publish::numbers::{count, decimal, percent, percent_range};
use crate::publish::texts::{self, fill, t, word};

/// One part a funnel: what it is of, who lies outside, how wide it is, and all units.
pub fn parts(report: &Report, language: Language) -> Vec<Value> {
    let several =
        report.funnels.iter().any(|f| report.funnels.first().is_some_and(|first| first.agency_id != f.agency_id));
    report
        .funnels
        .iter()
        .map(|funnel| {
            let measure = name(funnel, several, language);
            context! {
                heading => heading(funnel, &measure, language),
                above => outside(funnel, FunnelStanding::is_above, language),
                below => outside(funnel, FunnelStanding::is_below, language),
                nobody => nobody(funnel, language),
                spread => spread(funnel, language),
                details => fill(t("section.funnel.details", language), &[("measure", &measure)]),
                units => units(funnel, language),
            }
        })
        .collect()
}

/// The measure, with the government where there are several.
pub fn name(funnel: &Funnel, several: bool, language: Language) -> String {
    let measure = texts::heading(funnel.measure, language);
    if several { format!("{measure}, {}", funnel.agency) } else { measure.to_owned() }
}

/// What a funnel is of, and the rate of all.
pub fn heading(funnel: &Funnel, measure: &str, language: Language) -> String {
    fill(
        t("funnel.heading", language),
        &[
            ("measure", measure),
            ("rate", &percent(funnel.theta, language)),
            ("part", &count(funnel.part, language)),
            ("whole", &count(funnel.whole, language)),
        ],
    )
}

/// Those outside on one side, the furthest first: beyond 99.8 %, then beyond 95 %.
pub fn outside(funnel: &Funnel, side: fn(FunnelStanding) -> bool, language: Language) -> Vec<String> {
    let mut units: Vec<&FunnelUnit> = funnel.units.iter().filter(|unit| side(unit.standing)).collect();
    units.sort_by(|a, b| {
        let key = |u: &FunnelUnit| !is_far(u.standing);
        key(a).cmp(&key(b)).then(a.tail.total_cmp(&b.tail)).then_with(|| a.skpd_id.cmp(&b.skpd_id))
    });
    let line = |unit: &FunnelUnit| {
        let limits = unit.adjusted.unwrap_or(unit.chance);
        let (level, low, high) = if is_far(unit.standing) {
            ("chart.funnel.line_998", limits.low_998, limits.high_998)
        } else {
            ("chart.funnel.line_95", limits.low_95, limits.high_95)
        };
        fill(
            t("funnel.unit", language),
            &[
                ("unit", &unit.skpd),
                ("value", &percent(unit.value, language)),
                ("part", &count(unit.part, language)),
                ("n", &count(unit.whole, language)),
                ("level", t(level, language)),
                ("low", &percent(low, language)),
                ("high", &percent(high, language)),
            ],
        )
    };
    units.into_iter().map(line).collect()
}

/// What is said where it names nobody.
pub fn nobody(funnel: &Funnel, language: Language) -> &'static str {
    if funnel.names { t("funnel.none", language) } else { t("funnel.unnamed", language) }
}

/// Whether a unit lies beyond the 99.8 % limit.
fn is_far(standing: FunnelStanding) -> bool {
    matches!(standing, FunnelStanding::Above998 | FunnelStanding::Below998)
}

/// How wide the funnel is, and why.
pub fn spread(funnel: &Funnel, language: Language) -> String {
    let units = u64::try_from(funnel.units.len()).unwrap_or(u64::MAX);
    let units = count(units, language);
    let wide = match funnel.spread {
        None => fill(t("funnel.few", language), &[("n", &units)]),
        Some(spread) => {
            let key = if spread.tau2 > 0.0 { "funnel.spread" } else { "funnel.even" };
            fill(texts::find(key, language).unwrap_or_default(), &[("phi", &decimal(spread.phi, 1, language))])
        }
    };
    if !funnel.names {
        return wide;
    }
    let expected = decimal(funnel.expected_outside(), 1, language);
    let chance = fill(t("funnel.expected", language), &[("n", &units), ("k", &expected)]);
    format!("{wide} {chance}")
}

/// Every unit with its limits.
pub fn units(funnel: &Funnel, language: Language) -> Option<Table> {
    let head = vec![
        Head::name(t("table.unit", language)),
        Head::number(t("table.funnel.of", language)),
        Head::number(t("table.funnel.rate", language)),
        Head::number(t("table.funnel.limits", language)),
        Head::number(t("table.funnel.limits_far", language)),
        Head::text(t("table.funnel.verdict", language)),
    ];
    let row = |unit: &FunnelUnit| {
        let limits = unit.adjusted.unwrap_or(unit.chance);
        let range = |low: f64, high: f64| Cell::number(percent_range(low, high, language), Some(low));
        vec![
            Cell::text(unit.skpd.as_str()),
            Cell::count(Some(unit.whole), language),
            Cell::rate(Some(unit.value), language),
            range(limits.low_95, limits.high_95),
            range(limits.low_998, limits.high_998),
            Cell::text(word("funnel.verdict", unit.standing.word(), language)),
        ]
    };
    let mut table = Table::fixed(head, funnel.units.iter().map(row).collect())?;
    table.sortable = true;
    Some(table)
}
