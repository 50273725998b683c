//! Why a cell is wrong, in a sentence with the numbers that show it.

use super::super::decimal::{Decimal, Ratio, Rounding};
use super::super::finding::{Fault, Finding, Quotient};
use super::{either, name, number, percent, printed};
use crate::publish::Language;

/// Decimal digits of an exact value beyond those that were printed.
const MORE: u32 = 2;

/// Most cells of a relation that are named one by one.
const NAMED: usize = 8;

/// Why a cell is wrong, with the numbers that show it; where one relation alone tells it, with all cells that may be wrong.
pub fn why(finding: &Finding, language: Language) -> String {
    let why = shown(finding, language);
    let Some(cells) = finding.fault.others().filter(|cells| !cells.is_empty()) else { return why };
    let names: Vec<String> = cells.iter().chain([&finding.place]).map(|p| p.cell()).collect();
    let names = match names.as_slice() {
        [first, .., before, last] if names.len() > NAMED => format!("{first} … {before}, {last}"),
        few => few.join(", "),
    };
    match language {
        Language::Id => format!("{why}; hubungan ini saja tidak menunjukkan sel mana yang keliru: {names}"),
        Language::En => format!("{why}; this relation alone does not tell which cell is wrong: {names}"),
    }
}

fn shown(finding: &Finding, language: Language) -> String {
    let n = |value: &Decimal| number(*value, language);
    let id = language == Language::Id;
    match &finding.fault {
        Fault::ColumnSum { rows, sum, .. } if id => format!("jumlah {rows} baris adalah {}", n(sum)),
        Fault::ColumnSum { rows, sum, .. } => format!("the {rows} rows add up to {}", n(sum)),
        Fault::RowSum { parts, sum, .. } => {
            let parts = parts.iter().map(n).collect::<Vec<_>>().join(" + ");
            format!("{parts} = {}", n(sum))
        }
        Fault::BothSums { row_total, column_total } if id => format!(
            "jumlah barisnya ({}) dan jumlah kolomnya ({}) meleset sama besar; sel ini yang tidak cocok dengan keduanya",
            printed(row_total),
            printed(column_total)
        ),
        Fault::BothSums { row_total, column_total } => format!(
            "the total of its row ({}) and that of its column ({}) are off by the same; this cell fits neither",
            printed(row_total),
            printed(column_total)
        ),
        Fault::Quotient { what, how, above, below, exact, mean } => {
            quotient(finding, *what, *how, (*above, *below), *exact, *mean, language)
        }
        Fault::AboveWhole { parts: Some((part, whole)) } if id => {
            format!("bagian ({}) lebih besar daripada keseluruhannya ({})", n(part), n(whole))
        }
        Fault::AboveWhole { parts: Some((part, whole)) } => {
            format!("the part ({}) is larger than the whole ({})", n(part), n(whole))
        }
        Fault::AboveWhole { parts: None } => {
            either(language, "persentase di atas 100 %", "a rate above 100%").to_owned()
        }
        Fault::OfNothing => either(
            language,
            "pembaginya 0: tidak ada yang dapat dihitung",
            "the denominator is 0: there is nothing to compute",
        )
        .to_owned(),
        Fault::ShareSum { sum, rows } if id => {
            format!("{rows} bagian berjumlah {}; pembulatan tidak menjelaskan selisihnya", percent(*sum, language))
        }
        Fault::ShareSum { sum, rows } => {
            format!("{rows} shares add up to {}, which rounding does not explain", percent(*sum, language))
        }
        Fault::Stock { added, taken, .. } => {
            let added = added.iter().map(n).collect::<Vec<_>>().join(" + ");
            let taken: String = taken.iter().map(|t| format!(" − {}", n(t))).collect();
            let truth = finding.truth.map(|t| number(t.value, language)).unwrap_or_default();
            format!("{added}{taken} = {truth}")
        }
        Fault::StockTotal { opening: true } => either(
            language,
            "stok awal beberapa periode adalah stok awal periode pertama",
            "the opening of several periods is that of the first",
        )
        .to_owned(),
        Fault::StockTotal { opening: false } => either(
            language,
            "stok akhir beberapa periode adalah stok akhir periode terakhir",
            "the closing of several periods is that of the last",
        )
        .to_owned(),
        Fault::Carried { before } if id => format!("stok awal harus sama dengan stok akhir {}", name(before)),
        Fault::Carried { before } => format!("the opening must be the closing of {}", name(before)),
        Fault::RankOrder { value, by } if id => {
            format!("tidak sesuai dengan urutan {} (nilainya {})", name(by), printed(value))
        }
        Fault::RankOrder { value, by } => {
            format!("against the order of {} (its value is {})", name(by), printed(value))
        }
        Fault::RankTie { value, by, other } if id => format!(
            "{} sama dengan {} ({}); tabel tidak menunjukkan dasar untuk membedakan peringkatnya",
            name(by),
            name(other),
            printed(value)
        ),
        Fault::RankTie { value, by, other } => format!(
            "{} is equal to that of {} ({}); the table shows no ground for different ranks",
            name(by),
            name(other),
            printed(value)
        ),
        Fault::RankGap => either(
            language,
            "urutannya benar, tetapi peringkat ini melompat atau berulang",
            "the order is right, but this rank leaves a gap or repeats",
        )
        .to_owned(),
        Fault::TwoTotals { other, says } if id => {
            format!("periode yang sama pada baris {}, kolom {}, menyebut {}", other.line, other.letter(), printed(says))
        }
        Fault::TwoTotals { other, says } => {
            format!("the same period on line {}, column {}, says {}", other.line, other.letter(), printed(says))
        }
        Fault::MixedMarks => either(
            language,
            "kolom ini memakai titik dan koma sebagai tanda desimal sekaligus",
            "this column has both dots and commas before decimals",
        )
        .to_owned(),
        Fault::SpreadsheetError => {
            either(language, "kesalahan rumus yang ikut terbit", "an error of a formula was published").to_owned()
        }
    }
}

fn quotient(
    finding: &Finding,
    what: Quotient,
    how: Rounding,
    (above, below): (Decimal, Decimal),
    exact: Ratio,
    mean: bool,
    language: Language,
) -> String {
    let n = |value: Decimal| number(value, language);
    let scale = finding.truth.map_or(0, |t| t.value.scale) + MORE;
    let in_percent = finding.truth.is_some_and(|t| t.percent);
    let exactly =
        exact.rounded(scale).map(|v| if in_percent { percent(v, language) } else { n(v) }).unwrap_or_default();
    let formula = match (what, language) {
        (Quotient::Share, _) => format!("{} / {} = {exactly}", n(above), n(below)),
        (Quotient::PerDay, Language::Id) => format!("{} / {} hari = {exactly}", n(above), n(below)),
        (Quotient::PerDay, Language::En) => format!("{} / {} days = {exactly}", n(above), n(below)),
        (Quotient::Growth | Quotient::Difference, Language::Id) => {
            format!("dari {} ke {} = {exactly}", n(above), n(below))
        }
        (Quotient::Growth | Quotient::Difference, Language::En) => {
            format!("from {} to {} = {exactly}", n(above), n(below))
        }
    };
    match how {
        Rounding::Cut => format!("{}: {formula}", either(language, "dipotong, bukan dibulatkan", "cut, not rounded")),
        Rounding::Up => format!("{}: {formula}", either(language, "dibulatkan ke atas", "rounded up")),
        _ if mean => format!(
            "{}: {formula}",
            either(
                language,
                "rata-rata dari persentase bukan persentase dari jumlah",
                "the mean of the percentages is not the percentage of the sums"
            )
        ),
        _ => formula,
    }
}
