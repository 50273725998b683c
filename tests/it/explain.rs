//! `rapor explain`: every rule and every measure is told in both languages, and an unknown word is met with suggestions.

use serde_json::Value;

use crate::support::{fixture, rapor, read_table};

fn json(words: &[&str]) -> Value {
    let outcome = rapor(words).expect_status(&[0]);
    assert_eq!(outcome.stderr, "");
    serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("no JSON: {error}\n{}", outcome.stdout))
}

fn listed(language: &str) -> (Vec<Value>, Vec<Value>) {
    let all = json(&["explain", "--json", "--lang", language]);
    let of = |name: &str| all[name].as_array().cloned().unwrap_or_default();
    (of("rules"), of("measures"))
}

fn names(all: &[Value]) -> Vec<&str> {
    all.iter().filter_map(|e| e["name"].as_str()).collect()
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    let (indonesian, english) = (listed("id").0, listed("en").0);
    assert!(english.len() >= 25, "{} rules", english.len());
    assert_eq!(names(&indonesian), names(&english));
    for (id, en) in indonesian.iter().zip(&english) {
        for part in ["title", "severity", "why", "example", "next"] {
            let [id, en] = [id, en].map(|e| e[part].as_str().unwrap_or_default().trim());
            assert!(!id.is_empty() && !en.is_empty(), "{part} of {en}");
        }
        assert_ne!(id["why"], en["why"], "one language is not translated");
        let alone = json(&["explain", "--json", "--lang", "en", en["name"].as_str().unwrap_or_default()]);
        assert_eq!(alone, *en);
    }
}

#[test]
fn every_measure_of_the_league_table_is_explained_in_both_languages() {
    let columns = read_table(&fixture("golden/expected-league.csv")).columns;
    let (indonesian, english) = (listed("id").1, listed("en").1);
    assert_eq!(names(&indonesian), columns);
    assert_eq!(names(&english), columns);
    for (id, en) in indonesian.iter().zip(&english) {
        for part in ["title", "what", "why", "formula", "source"] {
            let [id, en] = [id, en].map(|e| e[part].as_str().unwrap_or_default().trim());
            assert!(!id.is_empty() && !en.is_empty(), "{part} of {en}");
        }
        assert_ne!(id["why"], en["why"], "one language is not translated");
    }
}

#[test]
fn a_rule_and_a_measure_are_told_under_headings() {
    let rule = rapor(["explain", "dq012"]).expect_status(&[0]).stdout;
    assert!(rule.starts_with("DQ012  "), "{rule}");
    for heading in ["\nMengapa\n", "\nContoh\n", "\nApa yang harus dilakukan\n"] {
        assert!(rule.contains(heading), "{rule}");
    }
    let measure = rapor(["explain", "on-time-rate", "--lang", "en"]).expect_status(&[0]).stdout;
    for line in ["on_time_rate  On-time response", "\nWhy\n", "\nFormula\n  responded_in_time / due\n", "\nSource\n"] {
        assert!(measure.contains(line), "{measure}");
    }
    assert!(rule.lines().chain(measure.lines()).all(|l| l.chars().count() <= 98), "a terminal's width");
}

#[test]
fn without_a_name_all_are_listed() {
    let all = rapor(["explain"]).expect_status(&[0]).stdout;
    for part in ["Aturan\n", "  DQ001  ", "  DQ034  ", "Ukuran (kolom league.csv)\n", "  verdict"] {
        assert!(all.contains(part), "{part}: {all}");
    }
}

#[test]
fn an_unknown_name_is_an_error_with_the_nearest_ones() {
    let outcome = rapor(["explain", "on_time_rat"]).expect_status(&[2]);
    assert_eq!(outcome.stdout, "");
    assert!(outcome.stderr.contains("did you mean on_time_rate"), "{}", outcome.stderr);
    let outcome = rapor(["explain", "DQ999"]).expect_status(&[2]);
    assert!(outcome.stderr.contains("did you mean DQ0"), "{}", outcome.stderr);
    let outcome = rapor(["explain", "xyzzy!"]).expect_status(&[2]);
    assert!(outcome.stderr.contains("lists all of them") && !outcome.stderr.contains("did you mean"));
}
