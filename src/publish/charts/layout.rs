//! No text of any chart lies outside its picture, upon another one, or is cut.

use super::scene::{Scene, Shape, reach};
use super::style::text_width;
use super::*;
use crate::publish::fixture;

/// A text and the box that its letters take: left, top, right, bottom.
type Boxed<'a> = (&'a str, [f64; 4]);

fn boxes(scene: &Scene) -> Vec<Boxed<'_>> {
    let mut boxes = Vec::new();
    for shape in &scene.shapes {
        if let Shape::Text { at, anchor, face, text, .. } = shape {
            let [left, right] = reach(at.0, *anchor, text_width(text, *face));
            boxes.push((text.as_str(), [left, at.1 - face.size * 0.74, right, at.1 + face.size * 0.22]));
        }
    }
    boxes
}

/// What is wrong with a picture, if anything.
fn faults(scene: &Scene) -> Vec<String> {
    let mut faults = Vec::new();
    let mut boxes = boxes(scene);
    for (text, [left, top, right, bottom]) in &boxes {
        if *left < 0.0 || *top < 0.0 || *right > scene.width || *bottom > scene.height {
            faults.push(format!("'{text}' lies outside: {left:.0} {top:.0} {right:.0} {bottom:.0}"));
        }
        if let Some(c) = text.chars().find(|c| !letters::has(*c)) {
            faults.push(format!("'{text}' holds {c:?}, which the typeface lacks"));
        }
        if text.ends_with('…') {
            faults.push(format!("'{text}' is cut"));
        }
    }
    boxes.sort_by(|a, b| a.1[1].total_cmp(&b.1[1]));
    for (i, (text, one)) in boxes.iter().enumerate() {
        for (other, two) in boxes.iter().skip(i + 1).take_while(|(_, two)| two[1] < one[3]) {
            if one[0].max(two[0]) + 0.5 < one[2].min(two[2]) {
                faults.push(format!("'{text}' and '{other}' overlap at {:.0} {:.0}", two[0], two[1]));
            }
        }
    }
    faults
}

fn pictures(chart: &Chart) -> impl Iterator<Item = &Scene> {
    std::iter::once(&chart.scene).chain(&chart.pages)
}

fn every_chart(report: &Report, language: Language) -> Vec<Chart> {
    let mut charts = all(report, language).unwrap();
    let cards = report.league.iter().take(14);
    charts.extend(cards.clone().filter_map(|row| unit_position(report, row, language).unwrap()));
    charts.extend(cards.filter_map(|row| unit_trend(report, row, language).unwrap()));
    charts
}

#[test]
fn no_text_is_cut_outside_or_upon_another() {
    for n in [1, 5, 30, 45, 120] {
        for report in fixture::varied(n) {
            for language in [Language::Id, Language::En] {
                for chart in every_chart(&report, language) {
                    for (i, scene) in pictures(&chart).enumerate() {
                        let faults = faults(scene);
                        assert!(faults.is_empty(), "{n} units, {} ({i}): {faults:#?}", chart.name);
                    }
                }
            }
        }
    }
}

#[test]
fn no_page_is_higher_than_a_printed_one_and_none_is_empty() {
    for n in [1, 45, 120] {
        for report in fixture::varied(n) {
            for chart in every_chart(&report, Language::Id) {
                let one = if chart.pages.is_empty() { Some(&chart.scene) } else { None };
                for page in chart.pages.iter().chain(one) {
                    assert!(page.height <= draft::PAGE_HEIGHT, "{n} units: {} is {} high", chart.name, page.height);
                }
                let whole = boxes(&chart.scene).len();
                let parts: usize = chart.pages.iter().map(|page| boxes(page).len()).sum();
                assert!(chart.pages.is_empty() || parts >= whole, "{n} units: {} loses rows", chart.name);
            }
        }
    }
}
