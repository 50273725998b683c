//! Rows that are no complaints: totals, footers, and a header that was repeated.

use crate::config::value_key;

/// What a cell of a total or a footer begins with, in lower case.
const BEGINNINGS: &[&str] = &[
    "total",
    "grand total",
    "subtotal",
    "sub total",
    "jumlah",
    "rata-rata",
    "dicetak",
    "tanggal cetak",
    "waktu cetak",
    "halaman",
    "sumber",
    "keterangan",
    "catatan",
    "mengetahui",
    "printed",
    "generated",
    "page",
    "source",
    "note",
];

/// The longest text (in characters) that is taken for one of these; longer ones may be somebody's words.
const LONGEST: usize = 80;

/// Whether a row that cannot be a complaint tells what it is instead, in the cell of its id (whose column has this header)
/// or in one of the others.
///
/// To be asked only of rows that are kept aside anyway: it names the reason and rejects nothing.
pub(super) fn is_summary(id: Option<&str>, header: &str, others: &[Option<&str>]) -> bool {
    let repeats_header = id.is_some_and(|id| letters(id) == letters(header) && !letters(id).is_empty());
    repeats_header || others.iter().copied().chain([id]).flatten().any(begins_like_a_summary)
}

/// A header as headers are compared: case, `-`, `_` and space do not matter.
fn letters(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn begins_like_a_summary(text: &str) -> bool {
    let key = value_key(text);
    let ends_there = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    key.chars().count() <= LONGEST && BEGINNINGS.iter().any(|start| key.strip_prefix(start).is_some_and(ends_there))
}

#[cfg(test)]
mod tests {
    use super::is_summary;

    #[test]
    fn totals_footers_and_headers_are_told() {
        for cell in
            ["Total", "JUMLAH", "Jumlah aduan: 1.367", "Dicetak pada 5 Juli 2024", "Halaman 1 dari 3", "Total 12"]
        {
            assert!(is_summary(None, "no", &[None, Some(cell)]), "{cell}");
            assert!(is_summary(Some(cell), "no", &[]), "{cell}");
        }
        assert!(is_summary(Some("TRACKING_ID"), "Tracking ID", &[Some("Tanggal")]));
    }

    #[test]
    fn what_may_be_a_complaint_is_not() {
        for cell in ["TOTAL-17", "Totalitas", "1367", "Jumlahkan", "catatannya", "2024-05-05"] {
            assert!(!is_summary(Some(cell), "no", &[Some(cell)]), "{cell}");
        }
        let words =
            "Jumlah lampu yang padam di jalan kami sudah lima, sejak minggu lalu belum ada yang datang memeriksa";
        assert!(!is_summary(Some(words), "no", &[]));
        assert!(!is_summary(None, "", &[None]));
    }
}
