//! A comparison in the words and tables that a terminal shows.

use super::{share_of, told};
use crate::judge::{
    Caution, Change, Comparison, Estimate, Explained, Figure, Gauge, GaugeQuantity, GaugeRow, Ground, Judged, Lack,
};
use crate::publish::Language;
use crate::publish::numbers::{self, MISSING};
use crate::publish::texts::{fill, t, word};

/// A table of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The headings.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// What is compared, and over which weeks.
#[must_use]
pub fn heading(c: &Comparison, language: Language) -> Vec<String> {
    let [before, after] = c.periods.map(|p| p.to_string());
    let mut lines =
        vec![fill(t("compare.title", language), &[("name", name(c)), ("before", &before), ("after", &after)])];
    for (side, label) in c.sides.iter().zip([t("compare.before", language), t("compare.after", language)]) {
        lines.push(fill(
            t("compare.side", language),
            &[
                ("side", label),
                ("weeks", &numbers::count(side.weeks, language)),
                ("first", &numbers::date(side.first, language)),
                ("last", &numbers::date(side.last, language)),
                ("n", &numbers::count(side.received, language)),
            ],
        ));
    }
    if c.cut > 0 {
        lines.push(fill(t("compare.cut", language), &[("n", &numbers::count(c.cut, language))]));
    }
    let as_of = numbers::moment(c.as_of, c.zone, language);
    lines.push(fill(t("compare.as_of", language), &[("as_of", &as_of), ("age", &c.age_days.to_string())]));
    lines
}

/// Whose figures they are.
pub fn name(c: &Comparison) -> &str {
    if c.skpd.is_empty() { &c.agency } else { &c.skpd }
}

/// The id of whose figures they are.
pub fn id(c: &Comparison) -> &str {
    if c.skpd_id.is_empty() { &c.agency_id } else { &c.skpd_id }
}

/// The figures, the trends, and what goes with the differences; a table without rows is left out.
#[must_use]
pub fn boards(c: &Comparison, language: Language) -> Vec<Board> {
    [figures(c, language), trends(c, language), grounds(c, language)]
        .into_iter()
        .filter(|board| !board.rows.is_empty())
        .collect()
}

fn board(header: &[&'static str], language: Language) -> Board {
    Board { header: header.iter().map(|key| t(key, language).to_owned()).collect(), rows: Vec::new() }
}

/// The name of a measure.
pub fn gauge(gauge: Gauge, c: &Comparison, language: Language) -> String {
    fill(&word("gauge", gauge.word(), language), &[("age", &c.age_days.to_string())])
}

fn figures(c: &Comparison, language: Language) -> Board {
    let mut table =
        board(&["compare.measure", "compare.before", "compare.after", "compare.difference", "compare.says"], language);
    for row in &c.rows {
        let [before, after] =
            row.figures.map(|f| f.map_or_else(|| MISSING.to_owned(), |f| figure(row.gauge, f, language)));
        let (difference, says) = match &row.judged {
            Ok(judged) => (interval(row.gauge, &judged.difference, language), result(judged, language)),
            Err(lack) => (MISSING.to_owned(), why(*lack, language)),
        };
        table.rows.push(vec![gauge(row.gauge, c, language), before, after, difference, says]);
    }
    table
}

fn trends(c: &Comparison, language: Language) -> Board {
    let mut table =
        board(&["compare.measure", "compare.slope_before", "compare.level", "compare.slope", "compare.says"], language);
    for (row, judged) in judged(c) {
        let Some(trend) = &judged.trend else { continue };
        let told = |e: &Estimate| interval(row.gauge, e, language);
        table.rows.push(vec![
            gauge(row.gauge, c, language),
            told(&trend.slope_before),
            told(&trend.level),
            told(&trend.slope),
            both(says(&trend.level, language), says(&trend.slope, language)),
        ]);
    }
    table
}

/// Two results as one where they are the same.
fn both(one: String, other: String) -> String {
    if one == other { one } else { format!("{one}; {other}") }
}

/// What goes with the differences.
fn grounds(c: &Comparison, language: Language) -> Board {
    let mut table = board(
        &["compare.measure", "compare.ground", "compare.part", "compare.share", "compare.rest", "compare.says"],
        language,
    );
    for (row, judged) in judged(c) {
        for explained in told_of(judged) {
            let share = share_of(explained, &judged.difference);
            table.rows.push(vec![
                gauge(row.gauge, c, language),
                word("ground", explained.by.word(), language),
                interval(row.gauge, &explained.part, language),
                share.map_or_else(|| MISSING.to_owned(), |s| percent(s, language)),
                interval(row.gauge, &explained.rest, language),
                says(&explained.rest, language),
            ]);
        }
    }
    table
}

/// The grounds that are worth a line: chance does not explain the difference, or not what they leave of it.
fn told_of(judged: &Judged) -> impl Iterator<Item = &Explained> {
    let clear = |e: &Estimate| e.change() != Change::Unclear;
    judged.explained.iter().filter(move |e| clear(&judged.difference) || clear(&e.rest))
}

fn judged(c: &Comparison) -> impl Iterator<Item = (&GaugeRow, &Judged)> {
    c.rows.iter().filter_map(|row| Some((row, row.judged.as_ref().ok()?)))
}

/// What a reader must know, a sentence each.
#[must_use]
pub fn remarks(c: &Comparison, language: Language) -> Vec<String> {
    let mut out: Vec<String> = c.cautions.iter().map(|caution| sentence(caution, c, language)).collect();
    for (row, judged) in judged(c) {
        for explained in told_of(judged).filter(|e| e.unmatched > 0) {
            let few = || t("compare.few", language).to_owned();
            let n = told(explained.unmatched).map_or_else(few, |n| numbers::count(n, language));
            let ground = word("ground", explained.by.word(), language);
            let measure = gauge(row.gauge, c, language);
            let values = [("ground", ground.as_str()), ("measure", &measure), ("n", &n)];
            out.push(fill(t("compare.unmatched", language), &values));
        }
    }
    out
}

/// The heading over governments that cannot be compared.
#[must_use]
pub fn refused(language: Language) -> &'static str {
    t("compare.refused", language)
}

/// The heading over the files that were written.
#[must_use]
pub fn written(language: Language) -> &'static str {
    t("compare.written", language)
}

fn sentence(caution: &Caution, c: &Comparison, language: Language) -> String {
    let two = |key, shares: [f64; 2]| {
        let [before, after] = shares.map(|share| numbers::percent(share, language));
        fill(key, &[("before", &before), ("after", &after)])
    };
    match caution {
        Caution::NoControl => t("compare.caution.control", language).to_owned(),
        Caution::Seasons => t("compare.caution.seasons", language).to_owned(),
        Caution::ManyLooks(n) => fill(t("compare.caution.looks", language), &[("n", &n.to_string())]),
        Caution::LimitChanged(day) => {
            fill(t("compare.caution.limit", language), &[("date", &numbers::date(*day, language))])
        }
        Caution::TwoReadings => t("compare.caution.readings", language).to_owned(),
        Caution::HolderAtAsOf => t("compare.caution.holder", language).to_owned(),
        Caution::EvidenceShifted(shares) => two(t("compare.caution.evidence", language), *shares),
        Caution::ExcludedShifted(shares) => two(t("compare.caution.excluded", language), *shares),
        Caution::RowsHeldBack(share) => {
            fill(t("compare.caution.rejected", language), &[("share", &numbers::percent(*share, language))])
        }
        Caution::EmptyWeeks(n) => fill(t("compare.caution.empty", language), &[("n", &n.to_string())]),
        Caution::MovedBefore(of) => {
            fill(t("compare.caution.moved", language), &[("measure", &gauge(*of, c, language))])
        }
        Caution::Gap(weeks) => fill(t("compare.caution.gap", language), &[("n", &weeks.to_string())]),
        Caution::BeginsLate(day) => {
            fill(t("compare.caution.begins", language), &[("date", &numbers::date(*day, language))])
        }
        Caution::EndsEarly(day) => {
            fill(t("compare.caution.ends", language), &[("date", &numbers::date(*day, language))])
        }
    }
}

fn why(lack: Lack, language: Language) -> String {
    match lack {
        Lack::Weeks(weeks) => {
            let [before, after] = weeks.map(|n| n.to_string());
            let least = crate::judge::FEWEST_WEEKS.to_string();
            let values = [("before", before.as_str()), ("after", &after), ("least", &least)];
            fill(t("compare.lack.weeks", language), &values)
        }
        Lack::Evidence(shares) => {
            let [before, after] =
                shares.map(|s| s.map_or_else(|| MISSING.to_owned(), |s| numbers::percent(s, language)));
            fill(t("compare.lack.evidence", language), &[("before", &before), ("after", &after)])
        }
        Lack::NoVariation => t("compare.lack.variation", language).to_owned(),
    }
}

/// Up, down, or not to be told from chance.
pub fn says(estimate: &Estimate, language: Language) -> String {
    word("change", estimate.change().word(), language)
}

/// What the difference says; and where a mix hides it, what is left at the same mix.
pub fn result(judged: &Judged, language: Language) -> String {
    let all = says(&judged.difference, language);
    let by = |ground| judged.explained.iter().find(|e| e.by == ground);
    let mix = by(Ground::ClassAndChannel).or_else(|| by(Ground::Class)).or_else(|| by(Ground::Channel));
    match mix.filter(|mix| mix.rest.change() != judged.difference.change()) {
        Some(mix) => {
            let rest = says(&mix.rest, language);
            fill(t("compare.at_same_mix", language), &[("all", &all), ("rest", &rest)])
        }
        None => all,
    }
}

fn figure(gauge: Gauge, f: Figure, language: Language) -> String {
    let [part, whole] = [f.part, f.whole].map(|n| numbers::count(n, language));
    match gauge.quantity() {
        GaugeQuantity::PerWeek => numbers::decimal(f.value, 1, language),
        GaugeQuantity::Share => {
            let value = numbers::percent(f.value, language);
            fill(t("compare.of", language), &[("value", &value), ("part", &part), ("whole", &whole)])
        }
        GaugeQuantity::Workdays => {
            let value = numbers::decimal(f.value, 1, language);
            let value = fill(t("compare.workdays", language), &[("n", &value)]);
            fill(t("compare.mean_of", language), &[("value", &value), ("whole", &whole)])
        }
    }
}

/// A difference with its interval: `+12,0 poin (+8,1 s.d. +15,9)`.
pub fn interval(gauge: Gauge, e: &Estimate, language: Language) -> String {
    let scale = if gauge.quantity() == GaugeQuantity::Share { 100.0 } else { 1.0 };
    let [value, low, high] = [e.value, e.low, e.high].map(|x| signed(x * scale, language));
    let value = match gauge.quantity() {
        GaugeQuantity::PerWeek => value,
        GaugeQuantity::Share => fill(t("compare.points", language), &[("n", &value)]),
        GaugeQuantity::Workdays => fill(t("compare.workdays", language), &[("n", &value)]),
    };
    fill(t("compare.interval", language), &[("value", &value), ("low", &low), ("high", &high)])
}

/// A share of a difference, which may lie below nothing or above all of it.
fn percent(share: f64, language: Language) -> String {
    let size = numbers::percent(share.abs(), language);
    let nothing = size.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if share < 0.0 && !nothing { format!("-{size}") } else { size }
}

/// A number with its sign: `+1,2`, `-0,3`; `0,00` where nothing is left of it. Two digits below 1, one from there on.
fn signed(x: f64, language: Language) -> String {
    let digits = if x.abs() < 1.0 { 2 } else { 1 };
    let size = numbers::decimal(x.abs(), digits, language);
    let nothing = size.chars().all(|c| !c.is_ascii_digit() || c == '0');
    match (nothing, x < 0.0) {
        (true, _) => size,
        (false, true) => format!("-{size}"),
        (false, false) => format!("+{size}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_reads_as_a_person_writes_it() {
        let of = |gauge, value, low, high| {
            let e = Estimate { value, low, high };
            [Language::Id, Language::En].map(|l| format!("{}: {}", interval(gauge, &e, l), says(&e, l)))
        };
        assert_eq!(
            of(Gauge::OnTime, 0.12, 0.081, 0.159),
            ["+12,0 poin (+8,1 s.d. +15,9): naik", "+12.0 points (+8.1 to +15.9): up"]
        );
        assert_eq!(
            of(Gauge::MeanWorkdays, -0.3, -1.25, 0.004),
            [
                "-0,30 HK (-1,3 s.d. 0,00): tidak dapat dibedakan dari kebetulan",
                "-0.30 wd (-1.3 to 0.00): cannot be told from chance"
            ]
        );
        assert_eq!(of(Gauge::Received, -4.0, -6.0, -2.0)[0], "-4,0 (-6,0 s.d. -2,0): turun");
    }
}
