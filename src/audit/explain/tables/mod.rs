//! The tables of `publik/` besides the league, one file a table: what its columns mean, how its rows come out of the
//! evidence again, and what is told of a cell.
//!
//! Integers, rates, means, scores and ranks are computed here; intervals, limits and curves are `judge`'s, given the numbers
//! that were counted here.

mod anak;
mod corong;
mod gerak;
mod kategori;
mod komposisi;
mod kurva;
mod langkah;
mod parts;
mod pengembalian;
mod pengumuman;
mod peringkat;
mod peringkat_uji;
mod riwayat;
mod umur_sama;
mod umur_terbuka;
mod urutan_waktu;

pub use umur_sama::words_at;

use super::sheet::Sheet;

/// Every table whose cells can be asked for.
pub static ALL: &[&Sheet] = &[
    &riwayat::UNITS,
    &riwayat::GOVERNMENTS,
    &umur_sama::SHEET,
    &gerak::SHEET,
    &pengumuman::SHEET,
    &kurva::SHEET,
    &corong::SHEET,
    &urutan_waktu::SHEET,
    &anak::SHEET,
    &peringkat::SHEET,
    &peringkat_uji::SHEET,
    &langkah::SHEET,
    &kategori::SHEET,
    &komposisi::SHEET,
    &umur_terbuka::SHEET,
    &pengembalian::SHEET,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::sheet::Meaning;
    use super::*;

    #[test]
    fn each_table_has_a_name_of_its_own_and_its_keys_among_its_columns() {
        let stems: BTreeSet<&str> = ALL.iter().map(|sheet| sheet.stem).collect();
        assert_eq!(stems.len(), ALL.len());
        for sheet in ALL {
            let names: BTreeSet<&str> = sheet.columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), sheet.columns.len(), "{}: a column stands twice", sheet.stem);
            assert!(sheet.keys.iter().all(|key| names.contains(key)), "{}", sheet.stem);
        }
    }

    #[test]
    fn each_column_says_in_both_languages_what_it_means() {
        let columns = ALL.iter().flat_map(|sheet| sheet.columns.iter().map(move |column| (sheet.stem, column)));
        for (stem, column) in columns {
            match column.meaning {
                Meaning::Name(text) | Meaning::Own(text) => {
                    assert!(text.id.ends_with('.') && text.en.ends_with('.'), "{stem}.{}", column.name);
                    assert_ne!(text.id, text.en, "{stem}.{}", column.name);
                }
                Meaning::League => {
                    let language = crate::publish::Language::Id;
                    let known = crate::publish::explain_measures(language);
                    let known = known.into_iter().chain(crate::publish::explain_ranking(language));
                    assert!(known.into_iter().any(|e| e.name == column.name), "{stem}.{}", column.name);
                }
            }
        }
    }
}
