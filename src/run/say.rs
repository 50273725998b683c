//! What a person is told: progress and messages on standard error, results on standard output.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use comfy_table::{CellAlignment, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::reading::Counts;
use crate::cli::Voice;
use crate::judge::{Comparison, Report};
use crate::problem::Problem;
use crate::publish::{self, Board, Language, note_sentences, numbers};
use crate::store::{Published, Sheet};
use crate::terms::{FileAccount, Finding};

/// How to speak.
pub struct Say {
    voice: Voice,
}

impl Say {
    /// As asked on the command line.
    pub fn new(voice: Voice) -> Self {
        Self { voice }
    }

    /// A bar over files; hidden unless a person watches.
    pub fn progress(&self, files: usize) -> ProgressBar {
        if self.voice.quiet || self.voice.json || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(files as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        bar
    }

    /// A step of the work, for a person who watches.
    pub fn step(&self, text: &str) {
        if !self.voice.quiet && !self.voice.json && std::io::stderr().is_terminal() {
            eprintln!("{text} …");
        }
    }

    fn out(text: &str) {
        // A closed pipe ends the talk, not the work.
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }

    /// The reports that were published, in the language of their documents.
    pub fn published(&self, done: &[(PathBuf, Published, Report)], counts: Counts, language: Language) {
        if self.voice.json {
            let reports: Vec<_> =
                done.iter().map(|(folder, outcome, report)| as_json(folder, outcome, report)).collect();
            Self::out(&json!({ "reports": reports, "files": counts.files, "files_read": counts.read }).to_string());
            return;
        }
        if self.voice.quiet {
            return;
        }
        for (folder, outcome, report) in done {
            Self::out(&format!("{} {} → {}", report.government.name, report.quarter, folder.display()));
            let replaced = match outcome {
                Published::New => None,
                Published::Replaced(place) => Some(publish::report_replaced(Some(place), language)),
                Published::Same => Some(publish::report_replaced(None, language)),
            };
            for line in replaced.into_iter().chain(publish::terminal_summary(report, language)) {
                Self::out(&format!("  {line}"));
            }
        }
        if counts.read < counts.files {
            Self::out(&publish::files_kept(counts.files - counts.read, counts.files, language));
        }
    }

    fn notes(report: &Report) {
        for (_, sentence) in note_sentences(report, Language::Id) {
            Self::out(&format!("  ! {sentence}"));
        }
    }

    /// What `check` found, and the sheet of unknown unit names where there is one.
    pub fn checked(&self, report: &Report, sheet: Option<&(PathBuf, Sheet)>) {
        if self.voice.json {
            let sheet = sheet.map(
                |(place, written)| json!({ "path": place.display().to_string(), "kept": *written == Sheet::Kept }),
            );
            let found = json!({
                "files": accounts(&report.intake),
                "sources": sources(report),
                "findings": findings(&report.findings),
                "shortfalls": report.shortfalls(),
                "alias_file": sheet,
            });
            Self::out(&found.to_string());
            return;
        }
        if self.voice.quiet {
            return;
        }
        Self::out(&files_table(&report.intake).to_string());
        Self::out(&sources_table(report).to_string());
        Self::out(&findings_table(&report.findings).to_string());
        Self::notes(report);
        if let Some((place, written)) = sheet {
            let place = place.display();
            Self::out(&match written {
                Sheet::Written | Sheet::Same => format!(
                    "nama yang belum dikenal ada di {place}: isi skpd_id, lalu pakai sebagai aliases di rapor.toml"
                ),
                Sheet::Kept => format!("{place} sudah diisi dan tidak diubah; tempat lain: --alias-file"),
            });
        }
    }

    /// What `check` found where no row can be used: the same tables, and nothing that is measured.
    pub fn held_back(&self, files: &[FileAccount], found: &[Finding]) {
        if self.voice.json {
            let said = json!({
                "files": accounts(files), "sources": [], "findings": findings(found), "shortfalls": ["rejected_rows"],
                "alias_file": null,
            });
            Self::out(&said.to_string());
            return;
        }
        if self.voice.quiet {
            return;
        }
        Self::out(&files_table(files).to_string());
        Self::out(&findings_table(found).to_string());
        Self::out("  ! Tidak satu baris pun dapat dipakai: perbaiki profil atau data menurut temuan di atas.");
    }

    /// What was asked for, in lines or as JSON.
    pub fn listed(&self, value: &serde_json::Value, lines: &[String]) {
        if self.voice.json {
            Self::out(&value.to_string());
        } else if !self.voice.quiet {
            Self::out(&lines.join("\n"));
        }
    }

    /// Two periods held against each other, those that could not be, and the files that were written.
    pub fn compared(&self, all: &[Comparison], refused: &[Problem], written: &[PathBuf], language: Language) {
        if self.voice.json {
            let told = json!({
                "comparisons": all.iter().map(publish::comparison_value).collect::<Vec<_>>(),
                "refused": refused.iter().map(|p| json!({ "error": p.what, "where": p.place, "why": p.why })).collect::<Vec<_>>(),
                "files": written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
            });
            Self::out(&told.to_string());
            return;
        }
        if self.voice.quiet {
            return;
        }
        for comparison in all {
            publish::comparison_heading(comparison, language).iter().for_each(|line| Self::out(line));
            for board in publish::comparison_boards(comparison, language) {
                Self::out(&format!("\n{}", drawn(&board)));
            }
            Self::out("");
            for remark in publish::comparison_remarks(comparison, language) {
                Self::out(&format!("  ! {remark}"));
            }
        }
        for problem in refused {
            Self::out(&format!("  ! {}: {}: {}", publish::comparison_refused(language), problem.place, problem.what));
        }
        for path in written {
            Self::out(&format!("{}: {}", publish::comparison_written(language), path.display()));
        }
    }

    /// Files that were written.
    pub fn wrote(&self, folder: &Path, files: &[&str], next: &str) {
        if self.voice.json {
            Self::out(&json!({ "folder": folder.display().to_string(), "files": files }).to_string());
            return;
        }
        if self.voice.quiet {
            return;
        }
        for file in files {
            Self::out(&folder.join(file).display().to_string());
        }
        Self::out(&format!("berikutnya: {next}"));
    }

    /// A profile that was proposed.
    pub fn proposed(&self, done: &Proposed<'_>) {
        if self.voice.json {
            let said = json!({
                "folder": done.folder.display().to_string(), "files": done.files, "profile": done.profile,
                "built_in": done.built_in, "questions": done.questions,
            });
            Self::out(&said.to_string());
            return;
        }
        if self.voice.quiet {
            return;
        }
        for file in done.files {
            Self::out(&done.folder.join(file).display().to_string());
        }
        if done.built_in {
            Self::out(&format!("berkas ini sesuai dengan profil bawaan '{}'", done.profile));
        }
        if let Some(source) = &done.source {
            Self::out(&format!("tambahkan pada rapor.toml yang sudah ada:\n{source}"));
        }
        let check = format!("rapor check {}", done.folder.join("rapor.toml").display());
        match done.questions {
            0 => Self::out(&format!("berikutnya: {check}")),
            n => Self::out(&format!(
                "berikutnya: jawab {n} pertanyaan (\"?\") dalam {}, lalu {check}",
                done.folder.join(done.profile).display()
            )),
        }
    }
}

/// What `init --from` did.
pub struct Proposed<'a> {
    /// Where.
    pub folder: &'a Path,
    /// The files that were written.
    pub files: &'a [&'a str],
    /// The name of a built-in profile, or the file of the proposed one.
    pub profile: &'a str,
    /// Whether the profile is built in.
    pub built_in: bool,
    /// How many questions the profile leaves open.
    pub questions: usize,
    /// Lines to be added to a configuration that was there already.
    pub source: Option<String>,
}

fn whole(n: u64) -> String {
    numbers::count(n, Language::Id)
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(header);
    table
}

/// A table of words as a terminal shows it.
pub fn drawn(board: &Board) -> String {
    let mut shown = table(&board.header.iter().map(String::as_str).collect::<Vec<_>>());
    shown.add_rows(&board.rows);
    shown.to_string()
}

fn files_table(accounts: &[FileAccount]) -> Table {
    let mut table = table(&["Berkas", "Profil", "Dibaca", "Diterima", "Disisihkan", "Berulang"]);
    for a in accounts {
        let name = if a.sheet.is_empty() { a.file.clone() } else { format!("{} [{}]", a.file, a.sheet) };
        table.add_row([
            name,
            a.profile.clone(),
            whole(a.read),
            whole(a.accepted),
            whole(a.rejected),
            whole(a.duplicate),
        ]);
    }
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// How complete and how fresh the sources are.
fn sources_table(report: &Report) -> Table {
    let mut table = table(&["Sumber", "Aduan terbaru", "Ekspor", "Hari", "Bulan kosong", "Kolom kurang terisi"]);
    let date = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
    for source in &report.quality.sources {
        let sparse = source.columns.iter().filter(|c| !c.header.is_empty() && c.filled < c.rows);
        let sparse: Vec<_> = sparse
            .map(|c| format!("{} {}", c.column, numbers::percent_short(part(c.filled, c.rows), Language::Id)))
            .collect();
        table.add_row([
            source.source.clone(),
            date(source.newest),
            date(source.exported),
            source.days.map_or_else(|| "–".to_owned(), whole),
            source.missing_words().join(" "),
            sparse.join(", "),
        ]);
    }
    table
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn part(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn findings_table(findings: &[Finding]) -> Table {
    let mut table = table(&["Aturan", "Baris", "Di mana", "Apa"]);
    for f in findings {
        let what = if f.subject.is_empty() {
            f.rule.title.id.to_owned()
        } else {
            format!("{}: {}", f.rule.title.id, f.subject)
        };
        table.add_row([f.rule.code.to_owned(), whole(f.rows), f.place.to_string(), what]);
    }
    table
}

fn accounts(accounts: &[FileAccount]) -> Vec<serde_json::Value> {
    let line = |a: &FileAccount| {
        json!({
            "file": a.file, "sheet": a.sheet, "profile": a.profile,
            "read": a.read, "accepted": a.accepted, "rejected": a.rejected, "duplicate": a.duplicate,
        })
    };
    accounts.iter().map(line).collect()
}

fn sources(report: &Report) -> Vec<serde_json::Value> {
    let columns = |s: &crate::judge::SourceQuality| -> Vec<serde_json::Value> {
        s.columns
            .iter()
            .map(|c| json!({ "column": c.column, "header": c.header, "filled": c.filled, "rows": c.rows }))
            .collect()
    };
    let line = |s: &crate::judge::SourceQuality| {
        json!({
            "source": s.source, "profile": s.profile, "newest": s.newest.map(|d| d.to_string()),
            "exported": s.exported.map(|d| d.to_string()), "days": s.days, "missing_months": s.missing_words(),
            "columns": columns(s),
        })
    };
    report.quality.sources.iter().map(line).collect()
}

fn findings(findings: &[Finding]) -> Vec<serde_json::Value> {
    let line = |f: &Finding| {
        json!({
            "rule": f.rule.code, "severity": f.rule.severity.word(), "rows": f.rows,
            "file": f.place.file, "sheet": f.place.sheet, "row": f.place.row, "column": f.place.column,
            "title": f.rule.title.en, "subject": f.subject, "next": f.rule.next.en,
        })
    };
    findings.iter().map(line).collect()
}

fn as_json(folder: &Path, outcome: &Published, report: &Report) -> serde_json::Value {
    let outcome = match outcome {
        Published::New => "new",
        Published::Replaced(_) => "replaced",
        Published::Same => "same",
    };
    json!({
        "quarter": report.quarter.to_string(),
        "folder": folder.display().to_string(),
        "outcome": outcome,
        "unfinished": report.unfinished,
        "ranked": report.ranked(),
        "files": accounts(&report.intake),
        "notes": report.notes.iter().map(crate::judge::Note::word).collect::<Vec<_>>(),
        "shortfalls": report.shortfalls(),
    })
}
