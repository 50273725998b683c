//! What a row is, by the words that name it.

use super::{any, phrase, words};

/// What a row is, by its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A sum, and whether nothing says of what.
    Total {
        /// "Jumlah" and not "Jumlah dinas".
        bare: bool,
    },
    /// Shares of the row above.
    Percent,
    /// A mean, a median or the like.
    Summary,
    /// A row of the table.
    Plain,
}

/// What a row is, by its label.
pub fn label(text: &str) -> Label {
    let w = words(text);
    let joined = w.join(" ");
    let bare = [
        "jumlah",
        "total",
        "jml",
        "grand total",
        "jumlah total",
        "total jumlah",
        "total keseluruhan",
        "jumlah keseluruhan",
        "jumlah seluruhnya",
        "total seluruhnya",
        "keseluruhan",
        "seluruhnya",
        "semua",
        "sum",
        "overall",
        "all",
        "jumlah besar",
        "jumlah akhir",
        "all units",
    ];
    if bare.contains(&joined.as_str()) {
        return Label::Total { bare: true };
    }
    match w.first().map(String::as_str) {
        Some("jumlah" | "total" | "jml" | "subtotal" | "sub") if joined != "sub" => {
            let sub =
                w.first().map(String::as_str) != Some("sub") || phrase(&w, "sub total") || phrase(&w, "sub jumlah");
            if sub { Label::Total { bare: false } } else { Label::Plain }
        }
        Some("%" | "persen" | "persentase" | "prosentase" | "percentage" | "percent" | "share" | "proporsi") => {
            Label::Percent
        }
        Some(
            "rata" | "rerata" | "average" | "mean" | "median" | "minimum" | "maksimum" | "maximum" | "min" | "maks"
            | "max" | "target" | "standar",
        ) => Label::Summary,
        _ => Label::Plain,
    }
}

/// What a label counts, where it may be a sum as well as a count of its own: "hari" of "Jumlah hari", "Dinas" of "Jumlah Dinas".
/// Nothing for "Jumlah I", "Total 1" and "Sub total", which are sums and nothing else.
pub fn counted(text: &str) -> Vec<String> {
    let w = words(text);
    let is_mark = |w: &String| {
        w.chars().count() == 1
            || w.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
            || (w.len() < 4 && w.chars().all(|c| c.is_ascii_digit()))
    };
    let sums = [
        "jumlah",
        "total",
        "jml",
        "sub",
        "subtotal",
        "grand",
        "keseluruhan",
        "seluruh",
        "seluruhnya",
        "semua",
        "all",
        "besar",
        "akhir",
    ];
    if any(&w, &["sub", "subtotal"]) {
        return Vec::new();
    }
    w.into_iter().filter(|w| !sums.contains(&w.as_str()) && !is_mark(w)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_totals_from_rows() {
        assert_eq!(label("JUMLAH"), Label::Total { bare: true });
        assert_eq!(label("Total Keseluruhan"), Label::Total { bare: true });
        assert_eq!(label("Jumlah Dinas"), Label::Total { bare: false });
        assert_eq!(label("Sub Total"), Label::Total { bare: false });
        assert_eq!(label("Sub Bagian Umum"), Label::Plain);
        assert_eq!(label("Persentase (%)"), Label::Percent);
        assert_eq!(label("Rata-rata"), Label::Summary);
        assert_eq!(label("Dinas Pendidikan"), Label::Plain);
        assert!(counted("Jumlah I").is_empty() && counted("Sub Total").is_empty());
        assert_eq!(counted("Jumlah hari"), ["hari"]);
    }
}
