//! `[publish] templates` and `logo`: an office's own stand in the place of the shipped ones, and a slip is told.

use crate::support::{folder, rapor, write};
use crate::trial::{CONFIG, Trial, good_and};

const DOT: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18" fill="#0b3a5d"/></svg>"##;

/// A small government with a `[publish]` section and files beside its configuration.
fn trial(publish: &str, files: &[(&str, &str)]) -> Trial {
    let trial = Trial::new(good_and(&[]));
    trial.config(&format!("{CONFIG}\n[publish]\n{publish}\n"));
    for (path, content) in files {
        write(&trial.path(path), content);
    }
    trial
}

/// Refused with these words, and nothing is published.
#[track_caller]
fn refused(publish: &str, files: &[(&str, &str)], words: &[&str]) {
    let trial = trial(publish, files);
    let outcome = trial.run(&["--only", "pdf,html"]).expect_status(&[2]);
    for word in words {
        assert!(outcome.stderr.contains(word), "{word}: {}", outcome.stderr);
    }
    trial.nothing_published();
}

#[test]
fn an_own_template_and_a_logo_change_the_documents_and_stand_in_the_manifest() {
    let style = "body { outline: 3px solid hotpink }";
    let words = "\"section.league\" = { id = \"Papan peringkat\" }";
    let files = [("templat/gaya.css", style), ("templat/kata.toml", words), ("lambang.svg", DOT)];
    let files = [files.as_slice(), &[("templat/warna.toml", "main = \"#7a1fa2\"\n")]].concat();
    let own = trial("templates = \"templat\"\nlogo = \"lambang.svg\"", &files);
    let plain = trial("", &[]);
    let [own, plain] = [own, plain].map(|trial| {
        trial.run(&["--only", "pdf,html,charts"]).expect_status(&[0]);
        ["publik/laporan.html", "publik/laporan.pdf", "manifest.json", "publik/grafik/peringkat.svg"]
            .map(|path| trial.bytes(path))
    });
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(text(&own[0]).contains(style) && !text(&plain[0]).contains(style));
    assert!(text(&own[0]).contains(">Papan peringkat</h") && !text(&plain[0]).contains("Papan peringkat"));
    assert!(text(&own[3]).contains("#7A1FA2") && !text(&own[3]).contains("#0072B2"), "the chart has the own colour");
    assert!(text(&plain[3]).contains("#0072B2") && text(&own[2]).contains("template warna.toml"));
    assert_ne!(own[1], plain[1], "the logo is in the report");
    assert!(text(&own[2]).contains("template gaya.css") && text(&own[2]).contains("\"logo\""));
}

#[test]
fn a_slip_in_templates_or_logo_is_told_and_nothing_is_published() {
    refused(
        "templates = \"templat\"",
        &[],
        &["the folder of templates cannot be read", "rapor.toml:", "init --templates"],
    );
    refused(
        "templates = \"t\"",
        &[("t/laporn.typ", "")],
        &["'laporn.typ' is no template", "the templates are ", "laporan.typ"],
    );
    refused(
        "templates = \"t\"",
        &[("t/laporan.typ", "= A\n#(")],
        &["'laporan.typ' cannot be set", "laporan.typ, line 2"],
    );
    refused(
        "templates = \"t\"",
        &[("t/laporan.html", "{{ nothing_such }}")],
        &["the page could not be made", "laporan.html"],
    );
    refused(
        "templates = \"t\"",
        &[("t/kata.toml", "\"kpi.of\" = { id = \"semua\" }")],
        &["other places", "{part}, {whole}", "kata.toml:1:"],
    );
    refused("templates = \"t\"", &[("t/warna.toml", "main = \"biru\"")], &["warna.toml:1:", "'biru' is no colour"]);
    refused(
        "templates = \"t\"",
        &[("t/warna.toml", "utama = \"#000000\"")],
        &["'utama' is no colour", "main", "warna.toml"],
    );
    refused("templates = \"t\"", &[("t/kata.toml", "kpi = 3")], &["kata.toml:1:", "every key"]);
    let lost = "\"kpi.of\" = { id = \"semua\" }";
    refused("templates = \"t\"", &[("t/kata.toml", lost)], &["other places", "{part}, {whole}", "kata.toml:1:"]);
    refused("templates = \"t\"", &[("t/warna.toml", "main = \"biru\"")], &["warna.toml:1:", "'biru' is no colour"]);
    refused(
        "templates = \"t\"",
        &[("t/warna.toml", "utama = \"#000000\"")],
        &["'utama' is no colour", "main", "warna.toml"],
    );
    refused("templates = \"t\"", &[("t/kata.toml", "kpi = 3")], &["kata.toml:1:", "every key"]);
    refused("logo = \"logo.svg\"", &[], &["the logo cannot be read", "rapor.toml:"]);
    refused("logo = \"logo.svg\"", &[("logo.svg", "GIF89a")], &["no SVG, PNG or JPEG"]);
}

#[test]
fn the_shipped_templates_are_written_to_start_from_and_publish_the_same() {
    let home = folder();
    let templates = home.path().join("templat");
    rapor(["init".as_ref(), templates.as_os_str(), "--templates".as_ref()]).expect_status(&[0]);
    let own = trial(&format!("templates = {:?}", templates.display().to_string()), &[]);
    let plain = trial("", &[]);
    let [own, plain] = [own, plain].map(|trial| {
        trial.run(&["--only", "pdf,html"]).expect_status(&[0]);
        ["publik/laporan.html", "publik/laporan.pdf"].map(|path| trial.bytes(path))
    });
    assert!(own == plain);
}
