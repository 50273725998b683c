//! What the documents promise, on made-up reports of every size.

use std::collections::BTreeSet;

use super::{Document, Format, Language, Options, Templates, fixture, render};
use crate::judge::{COLUMNS, LeagueRow, Report};
use crate::problem::Problem;

fn options(languages: &[Language]) -> Options {
    Options {
        languages: languages.to_vec(),
        formats: Format::ALL.into_iter().collect(),
        include_confidential: false,
        version: "0.0.0",
        templates: Templates::default(),
    }
}

fn only_csv() -> Options {
    Options { formats: BTreeSet::new(), ..options(&[Language::Id]) }
}

fn text(documents: &[Document], path: &str) -> String {
    let found = documents.iter().find(|d| d.path == path);
    found.map(|d| String::from_utf8_lossy(&d.bytes).into_owned()).unwrap_or_default()
}

/// Writes the documents to a folder for a person to look at, where one is named.
fn show(name: &str, documents: &[Document]) {
    let Some(folder) = std::env::var_os("RAPOR_SHOW") else { return };
    for document in documents {
        let path = std::path::Path::new(&folder).join(name).join(&document.path);
        if let Some(parent) = path.parent() {
            let _ = std::fs::create_dir_all(parent);
        }
        let _ = std::fs::write(path, &document.bytes);
    }
}

#[test]
fn reports_of_every_size_are_rendered_the_same_twice() -> Result<(), Problem> {
    for n in [1, 5, 30, 120] {
        let report = fixture::report(n);
        let mut both = options(&[Language::Id, Language::En]);
        // A card a unit: enough is said by those of five.
        if n > 5 {
            both.formats.remove(&Format::Pdf);
        }
        let documents = render(&report, &both)?;
        assert_eq!(documents, render(&report, &both)?);
        show(&n.to_string(), &documents);
        for chart in ["peringkat", "respons-triwulan", "tunggakan-umur", "waktu-respons"] {
            assert!(text(&documents, &format!("publik/grafik/{chart}.svg")).starts_with("<svg"), "{chart}");
            assert!(
                documents.iter().any(|d| d.path == format!("publik/grafik/{chart}.png") && d.bytes.len() < 1_500_000)
            );
        }
        let html = text(&documents, "publik/laporan.html");
        assert!(
            html.contains("46,8 %")
                && html.contains("Triwulan II 2024")
                && html.contains("5 Juli 2024 pukul 23.59 WIB")
        );
        assert!(text(&documents, "publik/laporan.en.html").contains("46.8%"));
        assert!(html.contains("Aduan yang dikembalikan atau dilimpahkan") && html.contains("1.367"));
        let paths: BTreeSet<_> = documents.iter().map(|d| &d.path).collect();
        assert_eq!(paths.len(), documents.len(), "a path stands twice");
    }
    Ok(())
}

#[test]
fn data_without_times_give_no_empty_chart_and_say_why() -> Result<(), Problem> {
    let documents = render(&fixture::without_times(5), &options(&[Language::Id]))?;
    show("without-times", &documents);
    assert!(!documents.iter().any(|d| d.path.starts_with("publik/grafik/")));
    let html = text(&documents, "publik/laporan.html");
    assert!(html.contains("Tabel waktu respons tidak disajikan") && html.contains("5.241"));
    assert!(!html.contains("<figure"));
    Ok(())
}

#[test]
fn several_governments_and_groups_are_kept_apart() -> Result<(), Problem> {
    let mut report = fixture::report(30);
    let other: Vec<LeagueRow> = fixture::report(5).league;
    report.league.iter_mut().zip(0_u32..).for_each(|(row, i)| {
        row.group = if i % 2 == 0 { "5-29" } else { "30-99" }.to_owned();
    });
    let rename = |row: LeagueRow| LeagueRow {
        agency_id: "kab".to_owned(),
        agency: "Pemerintah Kabupaten Rawa Indah".to_owned(),
        group: "100+".to_owned(),
        ..row
    };
    report.league.extend(other.into_iter().map(rename));
    report.instansi.extend(report.instansi.clone().into_iter().map(rename));
    report.instansi_history.extend(report.instansi_history.clone().into_iter().map(rename));
    let documents = render(&report, &options(&[Language::En, Language::Id]))?;
    show("several", &documents);
    let html = text(&documents, "publik/laporan.html");
    assert!(html.contains("Pemerintah Kabupaten Rawa Indah · Kelompok 100+ aduan"));
    assert!(!html.contains("class=\"tiles\""), "figures of one government must not stand for several");
    let chart = text(&documents, "publik/grafik/peringkat.svg");
    assert!(chart.contains("Pemerintah Kota Sukamaju · Kelompok 30-99 aduan"));
    Ok(())
}

#[test]
fn a_report_of_nothing_is_still_a_report() -> Result<(), Problem> {
    let empty = Report {
        league: Vec::new(),
        instansi: Vec::new(),
        history: Vec::new(),
        instansi_history: Vec::new(),
        steps: Vec::new(),
        categories: Vec::new(),
        backlog_age: Vec::new(),
        backlog_age_instansi: Vec::new(),
        composition: Vec::new(),
        response_times: Vec::new(),
        findings: Vec::new(),
        intake: Vec::new(),
        ..fixture::report(1)
    };
    let documents = render(&empty, &options(&[Language::Id]))?;
    assert_eq!(text(&documents, "publik/league.csv").lines().count(), 1);
    Ok(())
}

#[test]
fn names_are_escaped_and_the_page_needs_no_network() -> Result<(), Problem> {
    let documents = render(&fixture::report(30), &options(&[Language::Id]))?;
    let html = text(&documents, "publik/laporan.html");
    assert!(html.contains("Kebersihan &lt;Kota&gt;") && !html.contains("Kebersihan <Kota>"));
    for word in ["http://", "https://", "src=", "@import", "url("] {
        let found = html.replace("http://www.w3.org/2000/svg", "");
        assert!(!found.contains(word), "{word}");
    }
    Ok(())
}

#[test]
fn nothing_public_holds_a_complaint_id() -> Result<(), Problem> {
    for document in render(&fixture::report(5), &options(&[Language::Id]))? {
        let content = String::from_utf8_lossy(&document.bytes).into_owned();
        let id = content.contains("A-1") || content.contains("6281");
        // The bytes of a compressed file may hold any short word by chance; the values of slides are searched beside them.
        let compressed = [".pdf", ".png"].iter().any(|ending| document.path.ends_with(ending));
        let drawn = document.path.contains("/grafik/");
        assert!(!id || compressed || drawn || document.path.starts_with("internal/"), "{}", document.path);
    }
    Ok(())
}

#[test]
fn tables_have_the_columns_of_the_contract_in_full_precision() -> Result<(), Problem> {
    let mut report = fixture::report(1);
    report.league = vec![LeagueRow {
        skpd_id: "-1".to_owned(),
        skpd: "Dinas \"A\", B".to_owned(),
        response_rate: Some(1.0 / 3.0),
        score: Some(1.0),
        ..fixture::empty_row(report.quarter)
    }];
    let documents = render(&report, &only_csv())?;
    let league = text(&documents, "publik/league.csv");
    let mut lines = league.split('\n');
    let names: Vec<_> = COLUMNS.iter().map(|c| c.name).collect();
    assert_eq!(lines.next(), Some(names.join(",").as_str()));
    let row = lines.next().unwrap_or_default();
    assert!(
        row.starts_with("2024-Q2,kota-sukamaju,Pemerintah Kota Sukamaju,'-1,\"Dinas \"\"A\"\", B\",,0,0,"),
        "{row}"
    );
    assert!(row.contains(",0.3333333333333333,") && row.ends_with(",1,,,,,not_assigned"), "{row}");
    assert_eq!(lines.next(), Some(""));
    assert!(!league.contains('\r'));
    assert!(text(&documents, "publik/langkah.csv").starts_with("step,unit,due,in_time,rate\n"));
    assert!(!documents.iter().any(|d| d.path == "publik/league-optimis.csv"));
    Ok(())
}

#[test]
fn confidential_rows_are_held_back_and_counted() -> Result<(), Problem> {
    let report = fixture::report(5);
    let documents = render(&report, &only_csv())?;
    assert!(text(&documents, "internal/JANGAN-DIBAGIKAN.txt").contains(": 2 baris"));
    let masked = text(&documents, "internal/bukti/s002.csv");
    assert!(masked.contains("S002,(dirahasiakan),,,,,"), "its figures alone: {masked}");
    for told in ["A-2", "aspirasi", "website", "2024-04"] {
        assert!(!masked.contains(told), "{told}: {masked}");
    }
    let list = text(&documents, "internal/belum-direspons.csv");
    let masked = list.lines().nth(2).unwrap_or_default();
    assert!(masked.starts_with("S002,") && masked.ends_with(",(dirahasiakan),,,87,,kota-sukamaju,,no"), "{masked}");
    assert!(text(&documents, "internal/belum-direspons.csv").contains(",'+6281,2024-04-02T08:59:59,"));
    assert!(text(&documents, "internal/temuan.csv").contains("\"'=HYPERLINK(\"\"x\"\")\""));
    let all = render(&report, &Options { include_confidential: true, ..only_csv() })?;
    assert_eq!(text(&all, "internal/bukti/s002.csv").lines().count(), 2);
    assert_eq!(text(&all, "internal/belum-direspons.csv").lines().count(), 3);
    Ok(())
}

#[test]
fn two_ids_of_one_slug_keep_files_of_their_own() -> Result<(), Problem> {
    let documents = render(&fixture::report(5), &only_csv())?;
    assert!(text(&documents, "internal/bukti/s001.csv").contains("A-1"));
    assert!(text(&documents, "internal/bukti/s001-2.csv").contains("A-9"));
    Ok(())
}

#[test]
fn english_alone_is_marked_in_the_file_names() -> Result<(), Problem> {
    let documents = render(&fixture::report(1), &options(&[Language::En]))?;
    let paths: Vec<_> = documents.iter().map(|d| d.path.as_str()).collect();
    assert!(paths.contains(&"publik/laporan.en.html") && !paths.contains(&"publik/laporan.html"));
    assert!(paths.contains(&"publik/liga.en.xlsx") && paths.contains(&"publik/grafik/peringkat.en.svg"));
    Ok(())
}

#[test]
fn an_unknown_format_is_refused_by_name() {
    assert!("docx".parse::<Format>().is_err_and(|e| e.contains("'docx' is no format")));
    assert_eq!("pdf".parse::<Format>(), Ok(Format::Pdf));
    assert_eq!("xlsx".parse::<Format>(), Ok(Format::Xlsx));
}
