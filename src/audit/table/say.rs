//! An audit in words: how the table was understood, what was found, what was not checked.

mod reach;
mod why;

use serde_json::{Value as Json, json};
use why::why;

use super::decimal::{Decimal, Rounding};
use super::finding::{Finding, Truth};
use super::grid::Place;
use super::reading::Reading;
use super::relations::{self, Base, Days, Opening, Share, Whole};
use super::words::{Kind, Label, label};
use super::{Audit, Mark};
use crate::publish::Language;

/// Most characters of a name in a message.
const NAME: usize = 60;

/// One of two texts.
const fn either(language: Language, id: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Id => id,
        Language::En => en,
    }
}

/// A number as the language writes it.
fn number(value: Decimal, language: Language) -> String {
    match language {
        Language::Id => value.text(',', '.'),
        Language::En => value.text('.', ','),
    }
}

fn percent(value: Decimal, language: Language) -> String {
    format!("{}{}", number(value, language), either(language, " %", "%"))
}

/// A name of the table, fit for a message: what looks like a person's number or address, or is very long, is not repeated.
fn name(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if text.contains('@') || digits >= 8 {
        return "…".to_owned();
    }
    let short: String = text.chars().take(NAME).flat_map(char::escape_debug).collect();
    if text.chars().count() > NAME { format!("{short}…") } else { short }
}

fn printed(text: &str) -> String {
    text.chars().take(NAME).flat_map(char::escape_debug).collect()
}

/// How the numbers of a column of shares were rounded.
#[derive(Debug, Clone, Copy, Default)]
struct Roundings {
    cells: usize,
    cut: usize,
    differ: usize,
    half_up: usize,
    half_even: usize,
}

impl Audit {
    /// In lines for a terminal.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        let grid = &self.table.grid;
        let count = |kind: fn(&Label) -> bool| grid.rows.iter().filter(|r| kind(&r.kind)).count();
        let totals = count(|k| matches!(k, Label::Total { .. }));
        let rows = count(|k| *k == Label::Plain);
        let separator = if grid.separator == '\t' { "TAB".to_owned() } else { grid.separator.to_string() };
        let mut lines = vec![match language {
            Language::Id => format!(
                "{}: sel dipisah oleh {separator}, judul kolom pada baris {}, {rows} baris data, {totals} baris jumlah",
                self.shown, grid.header_line
            ),
            Language::En => format!(
                "{}: cells parted by {separator}, header on line {}, {rows} rows, {totals} rows of totals",
                self.shown, grid.header_line
            ),
        }];
        if grid.turned {
            let turned = either(
                language,
                "Baris dan kolom ditukar: yang dihitung tersusun ke bawah.",
                "Rows and columns are exchanged: what is counted runs down the rows.",
            );
            lines.push(turned.to_owned());
        }
        lines.push(String::new());
        lines.push(either(language, "Cara tabel ini dibaca", "How the table is read").to_owned());
        let heads: Vec<String> = (0..self.table.columns.len()).map(|c| self.head(c, language)).collect();
        let width = heads.iter().map(|h| h.chars().count()).max().unwrap_or(0);
        for (column, head) in heads.iter().enumerate() {
            let pad = " ".repeat(width.saturating_sub(head.chars().count()));
            lines.push(format!("  {head}{pad}  {}", self.role(column, language)));
        }
        let notes = self.row_notes(language);
        lines.extend(notes.into_iter().chain(self.unreached_note(language)).map(|note| format!("  {note}")));
        lines.push(String::new());
        lines.push(either(language, "Temuan", "Findings").to_owned());
        if self.findings.is_empty() {
            lines.push(format!("  {}", self.nothing_found(language)));
        }
        for finding in &self.findings {
            lines.push(format!("  {}", self.place(finding, language)));
            lines.push(format!("    {}", self.values(finding, language)));
            lines.push(format!("    {}", why(finding, language)));
        }
        lines.push(String::new());
        let found = self.findings.len();
        lines.push(match language {
            Language::Id => format!("{found} temuan; {} sel dihitung ulang", self.checked),
            Language::En => format!("{found} findings; {} cells recomputed", self.checked),
        });
        lines
    }

    /// As one JSON object: machine words and plain numbers in any language, texts in this one.
    #[must_use]
    pub fn json(&self, language: Language) -> Json {
        let column = |c: usize| {
            let place = self.table.columns.get(c).map_or(Place { line: 0, column: 0 }, |c| c.place);
            json!({
                "header": name(self.table.name(c)), "line": place.line, "column": place.letter(),
                "role": self.table.kind(c).word(), "stated": self.table.columns.get(c).is_some_and(|c| c.stated),
                "read_as": self.role(c, language), "in_doubt": self.unread.contains(&c),
            })
        };
        let finding = |f: &Finding| {
            let value = f.truth.map(|t| t.value.text('.', '\0').replace('\0', ""));
            // Where one relation alone tells that something is off, its cells are named and none is said to be true.
            let (truth, by_others) = if f.fault.others().is_some() { (None, value) } else { (value, None) };
            let others = f.fault.others().unwrap_or_default().iter().map(|p| p.cell());
            json!({
                "fault": f.fault.word(), "line": f.place.line, "column": f.place.letter(), "header": name(&f.column),
                "row": name(&f.row), "printed": printed(&f.printed),
                "true": truth, "by_the_other_cells": by_others, "other_cells": others.collect::<Vec<_>>(),
                "why": why(f, language),
            })
        };
        json!({
            "file": self.shown, "header_line": self.table.grid.header_line, "turned": self.table.grid.turned,
            "columns": (0..self.table.columns.len()).map(column).collect::<Vec<_>>(),
            "rows": self.row_notes(language),
            "columns_unreached": self.unreached().into_iter().map(|c| name(self.table.name(c))).collect::<Vec<_>>(),
            "cells_checked": self.checked,
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    }

    /// How a column is called: by its letter and name, or by its row in the file.
    fn head(&self, column: usize, language: Language) -> String {
        let Some(found) = self.table.columns.get(column) else { return String::new() };
        let named = match found.name.as_str() {
            "" => either(language, "(tanpa judul)", "(no name)").to_owned(),
            some => name(some),
        };
        if self.table.grid.turned && column > 0 {
            return format!("{} {}  {named}", either(language, "baris", "line"), found.place.line);
        }
        format!("{}  {named}", found.place.letter())
    }

    /// A column in a formula.
    fn reference(&self, column: usize) -> String {
        let Some(found) = self.table.columns.get(column) else { return String::new() };
        match found.name.as_str() {
            "" => found.place.letter(),
            some => name(some),
        }
    }

    /// What a column was taken for.
    fn role(&self, column: usize, language: Language) -> String {
        let kind = self.table.kind(column);
        let mut role = match kind {
            Kind::Share if self.relations.growths.iter().any(|g| g.column == column) => self.growth(column, language),
            Kind::Share | Kind::Attainment => self.share(column, language),
            Kind::Total | Kind::Received => self.total(column, language),
            Kind::Growth => self.growth(column, language),
            Kind::PerDay => self.per_day(column, language),
            Kind::Rank => self.rank(column, language),
            Kind::Closing => self.closing(column, language),
            other => plain_role(other, language).to_owned(),
        };
        let reading = self.table.columns.get(column).map(|c| c.reading);
        if self.unread.contains(&column) {
            role.push_str(either(
                language,
                "; angka seperti 1.367 dapat dibaca dua cara: tidak diperiksa, nyatakan dengan --numbers id atau en",
                "; numbers such as 1.367 can be read in two ways: not checked, state it with --numbers id or en",
            ));
        } else if let Some(Reading::Marked(mark)) = reading {
            role.push_str(match mark {
                Mark::Comma => either(language, "; koma = desimal", "; comma = decimals"),
                Mark::Dot => either(language, "; titik = desimal", "; dot = decimals"),
            });
        } else if reading == Some(Reading::Whole) {
            role.push_str(either(language, "; titik atau koma = ribuan", "; dot or comma = thousands"));
        }
        if self.table.columns.get(column).is_some_and(|c| c.stated) {
            role.push_str(either(language, " (dinyatakan)", " (stated)"));
        }
        role
    }

    fn share(&self, column: usize, language: Language) -> String {
        let Some(share) = self.relations.shares.iter().find(|s| s.column == column) else {
            return either(
                language,
                "persentase; dari apa, tidak diketahui: tidak dihitung ulang (nyatakan dengan --as)",
                "a percentage; of what is not known: not recomputed (state it with --as)",
            )
            .to_owned();
        };
        let part = self.reference(share.part);
        let whole = match share.whole {
            Whole::Column(whole) => self.reference(whole),
            Whole::Sum => match language {
                Language::Id => format!("jumlah semua baris {part}"),
                Language::En => format!("the sum of all rows of {part}"),
            },
            Whole::Printed(_) => match language {
                Language::Id => format!("{part} pada baris jumlah"),
                Language::En => format!("{part} in the row of totals"),
            },
        };
        let what = match (share.full, language) {
            (100, Language::Id) => "persentase",
            (100, Language::En) => "percentage",
            (_, Language::Id) => "pecahan",
            (_, Language::En) => "fraction",
        };
        format!("{what}: {part} / {whole}{}", self.rounding(share, language))
    }

    /// How the shares of a column were rounded, where that can be told.
    fn rounding(&self, share: &Share, language: Language) -> String {
        let r = self.roundings(share);
        if r.differ > 0 && r.cut == r.cells {
            return match language {
                Language::Id => format!("; dipotong, bukan dibulatkan (semua {} angka)", r.cells),
                Language::En => format!("; cut, not rounded (all {} numbers)", r.cells),
            };
        }
        match (r.half_up, r.half_even) {
            (0, 0) => String::new(),
            (_, 0) => either(language, "; setengah dibulatkan ke atas", "; halves rounded up").to_owned(),
            (0, _) => either(language, "; setengah dibulatkan ke genap", "; halves rounded to even").to_owned(),
            _ => either(language, "; setengah dibulatkan dengan dua cara", "; halves rounded in two ways").to_owned(),
        }
    }

    fn roundings(&self, share: &Share) -> Roundings {
        let mut all = Roundings::default();
        for row in (0..self.table.grid.rows.len()).filter(|row| relations::is_checked(&self.table, share, *row)) {
            let truth = share.truth(&self.table, &self.relations, row);
            let (Some(printed), relations::Truth::Is(exact)) = (self.table.number(row, share.column), truth) else {
                continue;
            };
            all.cells += 1;
            all.cut += usize::from(exact.is_cut_to(printed));
            match exact.judge(printed) {
                Some(Rounding::Cut) => all.differ += 1,
                Some(Rounding::HalfUp) => all.half_up += 1,
                Some(Rounding::HalfEven) => all.half_even += 1,
                _ => {}
            }
        }
        all
    }

    fn total(&self, column: usize, language: Language) -> String {
        let own = plain_role(self.table.kind(column), language);
        let of: Vec<String> = self
            .relations
            .breakdowns
            .iter()
            .filter(|b| b.total == column)
            .map(|b| b.parts.iter().map(|p| self.reference(*p)).collect::<Vec<_>>().join(" + "))
            .collect();
        match of.as_slice() {
            [] if self.table.kind(column) == Kind::Total => {
                format!(
                    "{own}{}",
                    either(language, "; dari kolom apa, tidak diketahui", "; of which columns is not known")
                )
            }
            [] => own.to_owned(),
            some => format!("{own} = {}", some.join(" = ")),
        }
    }

    fn growth(&self, column: usize, language: Language) -> String {
        let Some(growth) = self.relations.growths.iter().find(|g| g.column == column) else {
            return either(
                language,
                "perubahan; dari apa, tidak diketahui: tidak dihitung ulang",
                "a change; of what is not known: not recomputed",
            )
            .to_owned();
        };
        let of = self.reference(growth.of);
        let what = match (growth.percent, language) {
            (true, Language::Id) => "perubahan dalam persen",
            (true, Language::En) => "change in percent",
            (false, Language::Id) => "selisih",
            (false, Language::En) => "difference",
        };
        match (growth.base, language) {
            (Base::Column(from), Language::Id) => format!("{what}: dari {} ke {of}", self.reference(from)),
            (Base::Column(from), Language::En) => format!("{what}: from {} to {of}", self.reference(from)),
            (Base::RowBefore { .. }, Language::Id) => format!("{what}: {of} terhadap periode sebelumnya"),
            (Base::RowBefore { .. }, Language::En) => format!("{what}: {of} against the period before"),
        }
    }

    fn per_day(&self, column: usize, language: Language) -> String {
        let own = either(language, "rata-rata per hari", "mean a day");
        let Some(mean) = self.relations.per_days.iter().find(|m| m.column == column) else {
            let open = either(
                language,
                "; hari tidak diketahui: tidak dihitung ulang",
                "; the days are not known: not recomputed",
            );
            return format!("{own}{open}");
        };
        let days = match mean.days {
            Days::Column(days) => self.reference(days),
            Days::Stated(days) => days.to_string(),
            Days::Period => either(language, "hari kalender periodenya", "the period's calendar days").to_owned(),
        };
        format!("{own}: {} / {days}", self.reference(mean.of))
    }

    fn rank(&self, column: usize, language: Language) -> String {
        let own = either(language, "peringkat", "rank");
        let Some(rank) = self.relations.ranks.iter().find(|r| r.column == column) else {
            let open = either(
                language,
                "; menurut kolom apa, tidak diketahui: tidak diperiksa",
                "; by which column is not known: not checked",
            );
            return format!("{own}{open}");
        };
        let order = match (rank.descending, language) {
            (true, Language::Id) => "tertinggi pertama",
            (true, Language::En) => "highest first",
            (false, Language::Id) => "terendah pertama",
            (false, Language::En) => "lowest first",
        };
        let within: Vec<String> = rank.within.iter().map(|c| self.reference(*c)).collect();
        let within = match (within.is_empty(), language) {
            (true, _) => String::new(),
            (false, Language::Id) => format!(", di dalam {}", within.join(", ")),
            (false, Language::En) => format!(", within {}", within.join(", ")),
        };
        let by = either(language, "menurut", "by");
        format!("{own} {by} {}, {order}{within}", self.reference(rank.by))
    }

    fn closing(&self, column: usize, language: Language) -> String {
        let own = plain_role(Kind::Closing, language);
        let Some(stock) = self.relations.stock.as_ref().filter(|s| s.closing == column) else { return own.to_owned() };
        let mut parts: Vec<String> = match stock.opening {
            Opening::Column(column) => vec![self.reference(column)],
            Opening::RowBefore => {
                vec![either(language, "stok akhir periode sebelumnya", "the closing of the period before").to_owned()]
            }
            Opening::Nothing => Vec::new(),
        };
        parts.extend(stock.added.iter().map(|c| self.reference(*c)));
        let mut formula = parts.join(" + ");
        stock.taken.iter().for_each(|c| formula.push_str(&format!(" − {}", self.reference(*c))));
        format!("{own} = {formula}")
    }

    /// What rows were taken for, beside plain ones.
    fn row_notes(&self, language: Language) -> Vec<String> {
        let rows = &self.table.grid.rows;
        let line = |row: usize| rows.get(row).and_then(|r| r.cells.first()).map_or(0, |c| c.place.line);
        let totals = self.relations.covers.iter().filter(|_| !self.table.grid.turned).map(|cover| {
            let (first, last) = (cover.rows(&self.table).next(), cover.rows(&self.table).last());
            let (first, last) = (first.map_or(0, line), last.map_or(0, line));
            let label = rows.get(cover.row).map(|r| name(&r.label)).unwrap_or_default();
            match language {
                Language::Id => format!("baris {} ({label}): jumlah baris {first} sampai {last}", line(cover.row)),
                Language::En => format!("line {} ({label}): the sum of lines {first} to {last}", line(cover.row)),
            }
        });
        let others = rows.iter().enumerate().filter_map(|(at, row)| {
            let what = match row.kind {
                Label::Percent => either(language, "persentase dari baris di atasnya", "percentages of the row above"),
                Label::Summary => either(language, "ringkasan; tidak dijumlahkan", "a summary; not added up"),
                Label::Plain if !self.table.grid.turned && matches!(label(&row.label), Label::Total { .. }) => either(
                    language,
                    "bukan jumlah baris di atasnya; dibaca sebagai baris biasa",
                    "not the sum of the rows above; read as any other row",
                ),
                Label::Plain | Label::Total { .. } => return None,
            };
            let word = either(language, "baris", "line");
            Some(format!("{word} {} ({}): {what}", line(at), name(&row.label)))
        });
        totals.chain(others).collect()
    }

    fn place(&self, finding: &Finding, language: Language) -> String {
        let (line, letter) = (finding.place.line, finding.place.letter());
        let (column, row) =
            if self.table.grid.turned { (&finding.row, &finding.column) } else { (&finding.column, &finding.row) };
        match language {
            Language::Id => format!("baris {line}, kolom {letter}: {}, {}", name(row), name(column)),
            Language::En => format!("line {line}, column {letter}: {}, {}", name(row), name(column)),
        }
    }

    #[allow(clippy::unused_self)]
    fn values(&self, finding: &Finding, language: Language) -> String {
        let printed = printed(&finding.printed);
        let known = finding.truth.map(|t| truth(t, language));
        if let (Some(given), Some(_)) = (&known, finding.fault.others()) {
            return match language {
                Language::Id => format!("tercetak {printed}; menurut sel-sel lainnya {given}"),
                Language::En => format!("printed {printed}; by the other cells {given}"),
            };
        }
        match (known, language) {
            (Some(truth), Language::Id) => format!("tercetak {printed}; seharusnya {truth}"),
            (Some(truth), Language::En) => format!("printed {printed}; must be {truth}"),
            (None, Language::Id) => format!("tercetak {printed}"),
            (None, Language::En) => format!("printed {printed}"),
        }
    }
}

fn truth(truth: Truth, language: Language) -> String {
    if truth.percent { percent(truth.value, language) } else { number(truth.value, language) }
}

/// A kind in words.
const fn plain_role(kind: Kind, language: Language) -> &'static str {
    match kind {
        Kind::Name => either(language, "nama baris", "names of rows"),
        Kind::Period => either(language, "periode", "period"),
        Kind::Group => either(language, "kelompok", "group"),
        Kind::Ordinal => either(language, "nomor atau kode; tidak diperiksa", "number or code; not checked"),
        Kind::Days => either(language, "banyaknya hari", "number of days"),
        Kind::Opening => either(language, "stok awal", "stock at the beginning"),
        Kind::Received => either(language, "masuk", "received"),
        Kind::Reopened => either(language, "dibuka kembali", "reopened"),
        Kind::Closed => either(language, "selesai", "closed"),
        Kind::Transferred => either(language, "dialihkan", "transferred"),
        Kind::Closing => either(language, "stok akhir", "stock at the end"),
        Kind::Total => either(language, "jumlah", "total"),
        Kind::Count => either(language, "banyaknya", "count"),
        Kind::Cumulative => either(language, "kumulatif", "cumulative count"),
        Kind::Target => either(language, "target", "target"),
        Kind::Share => either(language, "persentase", "percentage"),
        Kind::Attainment => either(language, "capaian", "attainment"),
        Kind::Growth => either(language, "perubahan", "change"),
        Kind::PerDay => either(language, "rata-rata per hari", "mean a day"),
        Kind::Rank => either(language, "peringkat", "rank"),
        Kind::Measure => either(
            language,
            "ukuran yang tidak dijumlahkan; tidak dihitung ulang",
            "a measure that does not add up; not recomputed",
        ),
        Kind::Ignored => either(language, "tidak diperiksa", "not checked"),
    }
}
