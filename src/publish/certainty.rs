//! How sure the order of a comparison group is, in a sentence.

use super::Language;
use super::numbers::count;
use super::texts::{fill, t};
use crate::judge::{LeagueRow, Report};

/// More names than these are counted, not listed.
const NAMES: usize = 6;

/// The ranked rows by government and group, each group in the order of its ranks.
pub fn groups(report: &Report) -> Vec<Vec<&LeagueRow>> {
    let mut out: Vec<Vec<&LeagueRow>> = Vec::new();
    for row in report.league.iter().filter(|row| row.rank.is_some()) {
        let of = |group: &&mut Vec<&LeagueRow>| {
            group.first().is_some_and(|r| (&r.agency, &r.group) == (&row.agency, &row.group))
        };
        match out.iter_mut().find(of) {
            Some(group) => group.push(row),
            None => out.push(vec![row]),
        }
    }
    for group in &mut out {
        group.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.skpd.cmp(&b.skpd)));
    }
    out
}

/// Whether it is known how sure the order of a group is.
pub fn is_told(group: &[&LeagueRow]) -> bool {
    group.len() > 1 && group.iter().all(|row| row.rank_low.is_some() && row.rank_high.is_some())
}

/// Whether chance alone may have made the whole order of a group.
pub fn is_open(group: &[&LeagueRow]) -> bool {
    let n = Some(group.len() as u64);
    is_told(group) && group.iter().all(|row| row.rank_low == Some(1) && row.rank_high == n)
}

/// Who may be first and who may be last; `None` for a group of one, or where the ranks have no confidence sets.
pub fn sentence(group: &[&LeagueRow], language: Language) -> Option<String> {
    let n = group.len() as u64;
    let sets: Option<Vec<(u64, u64, &str)>> =
        group.iter().map(|row| Some((row.rank_low?, row.rank_high?, row.skpd.as_str()))).collect();
    let sets = sets.filter(|sets| sets.len() > 1)?;
    let all = count(n, language);
    if sets.iter().all(|(low, high, _)| (*low, *high) == (1, n)) {
        return Some(fill(t("certainty.none", language), &[("n", &all)]));
    }
    let named = |wanted: &dyn Fn(&(u64, u64, &str)) -> bool| {
        let mut names: Vec<&str> = sets.iter().filter(|set| wanted(set)).map(|(_, _, name)| *name).collect();
        names.sort_unstable();
        match names.len() {
            // A set that is closed at neither end leaves the place open: it is everybody's.
            0 => all.clone(),
            few if few <= NAMES => names.join("; "),
            many => fill(t("certainty.many", language), &[("k", &count(many as u64, language)), ("n", &all)]),
        }
    };
    let first = named(&|(low, _, _)| *low == 1);
    let last = named(&|(_, high, _)| *high == n);
    Some(fill(t("certainty.some", language), &[("first", &first), ("last", &last), ("n", &all)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;

    fn told(sets: &[(u64, u64)]) -> Option<String> {
        let report = fixture::report(sets.len() as u64);
        let mut rows = report.league;
        for (row, (low, high)) in rows.iter_mut().zip(sets) {
            (row.rank_low, row.rank_high) = (Some(*low), Some(*high));
        }
        let names: Vec<String> = rows.iter().map(|r| r.skpd.clone()).collect();
        let rows: Vec<&LeagueRow> = rows.iter().take(sets.len()).collect();
        let mut said = sentence(&rows, Language::Id)?;
        // The names of the fixture in short.
        for (place, name) in names.iter().enumerate().rev() {
            said = said.replace(name, &format!("#{place}"));
        }
        Some(said)
    }

    #[test]
    fn it_says_who_may_lead_and_who_may_be_last() {
        assert_eq!(told(&[(1, 1)]), None);
        assert!(told(&[(1, 3), (1, 3), (1, 3)]).is_some_and(|s| s.contains("kebetulan") && s.contains('3')));
        let some = told(&[(1, 2), (1, 2), (3, 3)]).unwrap_or_default();
        assert!(some.contains("#0; #1") && some.contains("#2"), "{some}");
        let wide = told(&[(1, 9), (1, 9), (1, 9), (1, 9), (1, 9), (1, 9), (1, 9), (1, 9), (2, 10), (2, 10)]);
        assert!(wide.as_ref().is_some_and(|s| s.contains("8 dari 10")), "{wide:?}");
    }

    #[test]
    fn without_sets_it_says_nothing() {
        let report = fixture::report(4);
        let rows: Vec<&LeagueRow> = report.league.iter().map(|r| r as &LeagueRow).collect();
        let bare: Vec<LeagueRow> = rows.iter().map(|r| LeagueRow { rank_low: None, ..(*r).clone() }).collect();
        assert_eq!(sentence(&bare.iter().collect::<Vec<_>>(), Language::En), None);
    }
}
