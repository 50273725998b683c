//! What the pages promise whatever the report.

use std::collections::BTreeSet;

use crate::judge::Report;
use crate::problem::Problem;
use crate::publish::templates::Templates;
use crate::publish::{Document, Format, Language, Options, fixture, render, texts};

fn documents(report: &Report, language: Language) -> Result<Vec<Document>, Problem> {
    let options = Options {
        languages: vec![language],
        formats: [Format::Html].into(),
        include_confidential: false,
        version: "0.0.0",
        templates: Templates::default(),
    };
    render(report, &options)
}

fn page(documents: &[Document], ends: &str) -> String {
    let page = documents.iter().find(|d| d.path.ends_with(ends));
    page.map(|d| String::from_utf8_lossy(&d.bytes).into_owned()).unwrap_or_default()
}

/// The words of a text in small letters; a word is letters only.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).filter(|word| word.len() > 2).collect()
}

/// What a reader sees of a page, and what its script may say: tags, styles and the scripts themselves are gone.
fn readable(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push(' ');
        let close = if after.starts_with("style>") {
            "</style>"
        } else if after.starts_with("script>") {
            "</script>"
        } else {
            ">"
        };
        let (tag, tail) = after.split_once(close).unwrap_or((after, ""));
        for name in ["title=\"", "aria-label=\"", "data-sub=\"", "data-group=\""] {
            let told = tag.split_once(name).and_then(|(_, told)| told.split_once('"'));
            out.push_str(told.map(|(told, _)| told).unwrap_or_default());
            out.push(' ');
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[test]
fn the_english_pages_hold_no_indonesian_word_but_names() -> Result<(), Problem> {
    let mut indonesian = BTreeSet::new();
    let mut english = BTreeSet::new();
    for text in texts::all() {
        let places = |text: &str| {
            let parts = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after));
            parts.collect::<Vec<_>>().join(" ")
        };
        indonesian.extend(words(&places(text.id)));
        english.extend(words(&places(text.en)));
    }
    for report in [fixture::report(12), fixture::without_times(5)] {
        let names: Vec<&str> = [report.government.name.as_str()]
            .into_iter()
            .chain(report.league.iter().flat_map(|row| [row.skpd.as_str(), row.agency.as_str()]))
            .chain(report.categories.iter().map(|row| row.category.as_str()))
            .chain(report.basis.status_mapping.iter().flat_map(|(profile, status, _)| [profile.as_str(), status]))
            .chain(report.basis.deadlines.iter().map(|deadline| deadline.source.as_str()))
            .chain(report.intake.iter().flat_map(|file| [file.file.as_str(), file.sheet.as_str()]))
            .chain(report.quality.sources.iter().flat_map(|source| &source.columns).map(|c| c.header.as_str()))
            // Machine names beside their meanings.
            .chain(crate::judge::COLUMNS.iter().map(|column| column.name))
            .collect();
        let names = words(&names.join(" "));
        let documents = documents(&report, Language::En)?;
        for name in ["laporan.en.html", "mutu-data.en.html"] {
            let page = page(&documents, name);
            assert!(page.contains("lang=\"en\""), "{name}");
            let told = words(&readable(&page));
            let left: Vec<&String> = told
                .iter()
                .filter(|word| indonesian.contains(*word) && !english.contains(*word) && !names.contains(*word))
                .collect();
            assert!(left.is_empty(), "{name}: {left:?}");
        }
    }
    Ok(())
}

#[test]
fn each_link_of_the_contents_leads_to_a_part_and_no_id_stands_twice() -> Result<(), Problem> {
    for report in [fixture::report(12), fixture::without_times(1)] {
        let page = page(&documents(&report, Language::Id)?, "laporan.html");
        let ids: Vec<&str> =
            page.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{ids:?}");
        let links: Vec<&str> =
            page.split("href=\"#").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id).collect();
        assert!(links.len() > 6 && links.iter().all(|link| unique.contains(link)), "{links:?} {ids:?}");
    }
    Ok(())
}

#[test]
fn what_the_script_is_given_cannot_end_its_element() -> Result<(), Problem> {
    let mut report = fixture::report(2);
    for row in &mut report.league {
        row.skpd = "</script><script>alert(1)</script>".to_owned();
    }
    let page = page(&documents(&report, Language::Id)?, "laporan.html");
    assert!(!page.contains("<script>alert"));
    let data = page.split_once("id=\"data\">").and_then(|(_, rest)| rest.split_once("</script>")).map(|(data, _)| data);
    let data: serde_json::Value = serde_json::from_str(data.unwrap_or_default()).unwrap_or_default();
    assert_eq!(data["units"][0]["name"], "</script><script>alert(1)</script>");
    Ok(())
}
