//! `kartu/<skpd>.pdf`: one page a unit.

use super::press::Print;
use super::{Picture, Press};
use crate::judge::{LeagueRow, Report};
use crate::problem::Problem;
use crate::publish::charts::{self, Chart};
use crate::publish::{Document, Language, Options, cards, unit_files};

/// The cards of all units, in one language.
///
/// # Errors
/// The template is not sound, or a picture could not be drawn.
pub fn documents(
    press: &Press<'_>,
    report: &Report,
    language: Language,
    options: &Options,
) -> Result<Vec<Document>, Problem> {
    let stems = unit_files::of_units(report);
    let mut out = Vec::new();
    for row in cards::units(report) {
        let Some(stem) = stems.get(&(row.agency_id.as_str(), row.skpd_id.as_str())) else { continue };
        let bytes = print(press, report, row, language, options)?.bytes;
        out.push(Document { path: format!("publik/kartu/{stem}{}.pdf", language.suffix()), bytes });
    }
    Ok(out)
}

/// The card of one unit.
fn print(
    press: &Press<'_>,
    report: &Report,
    row: &LeagueRow,
    language: Language,
    options: &Options,
) -> Result<Print, Problem> {
    let mut pictures = Vec::new();
    let mut picture = |path: &'static str, chart: Option<Chart>| {
        let Some(chart) = chart else { return Ok(None) };
        let Some(page) = chart.pages()?.into_iter().next() else { return Ok(None) };
        let height = page.height / page.width;
        pictures.push(Picture { path: path.to_owned(), svg: page.svg });
        Ok::<_, Problem>(Some(cards::Picture { path, height, alt: chart.alt }))
    };
    let shown = cards::Pictures {
        position: picture("/grafik/posisi.svg", charts::unit_position(report, row, language)?)?,
        trend: picture("/grafik/tren.svg", charts::unit_trend(report, row, language)?)?,
    };
    press.print("kartu.typ", &cards::of(report, row, shown, options, language), &pictures, report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::{Note, Verdict};
    use crate::publish::{Templates, fixture};

    fn options() -> Options {
        Options {
            languages: Vec::new(),
            formats: std::collections::BTreeSet::new(),
            include_confidential: false,
            version: "0.0.0",
            templates: Templates::default(),
        }
    }

    fn pages(report: &Report, row: &LeagueRow, language: Language) -> usize {
        let options = options();
        let press = Press::new(&options.templates).expect("a press");
        print(&press, report, row, language, &options).expect("a card").pages
    }

    /// A report of units of every kind whose names, lists and notes are as long as they come.
    fn hostile() -> Report {
        let mut report = fixture::report(45);
        report.unfinished = true;
        report.notes.push(Note::Unfinished);
        let long = "Dinas Pendidikan, Kepemudaan, Olahraga, Kebudayaan, Pariwisata, dan Pemberdayaan #Perempuan";
        for row in &mut report.league {
            row.skpd = format!("{long} {}", row.skpd_id);
            row.alike = (0..40).map(|i| format!("S{i:03}")).collect();
            (row.rank_low, row.rank_high) = (Some(2), Some(39));
        }
        let first = report.league.first().map(|row| row.skpd_id.clone()).unwrap_or_default();
        let yardsticks: Vec<_> = report.yardsticks.iter().filter(|y| y.skpd_id == first).cloned().collect();
        for measure in
            ["response_rate", "mean_response_workdays", "oldest_open_days", "received_ytd", "p90_response_hours"]
        {
            let more =
                yardsticks.first().cloned().map(|y| crate::judge::Yardstick { measure: measure.to_owned(), ..y });
            report.yardsticks.extend(more);
        }
        report
    }

    #[test]
    fn a_card_is_one_page_whatever_stands_on_it() {
        let report = hostile();
        let kinds = [Verdict::Ranked, Verdict::TooFew, Verdict::NoEvidence];
        for row in kinds.iter().filter_map(|kind| report.league.iter().find(|row| row.verdict == *kind)) {
            for language in [Language::Id, Language::En] {
                assert_eq!(pages(&report, row, language), 1, "{}", row.skpd);
            }
        }
        let row = report.league.first().expect("a unit");
        let endless = LeagueRow { skpd: "Sangat Panjang ".repeat(40), ..row.clone() };
        assert_eq!(pages(&report, &endless, Language::Id), 1, "a name without end");
        let unbroken = LeagueRow { skpd: "X".repeat(300), ..row.clone() };
        assert_eq!(pages(&report, &unbroken, Language::Id), 1, "a name without a blank");
    }

    #[test]
    fn a_card_without_times_targets_lines_or_neighbours_is_one_page() {
        let mut report = fixture::without_times(1);
        report.lines.clear();
        report.movement.clear();
        report.announcement.untold = vec!["kota-sukamaju".to_owned()];
        for row in &report.league {
            assert_eq!(pages(&report, row, Language::Id), 1);
        }
        let alone = fixture::report(1);
        assert_eq!(pages(&alone, alone.league.first().expect("a unit"), Language::En), 1);
    }
}
