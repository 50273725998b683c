//! What rows and columns are: counts that look like totals, tables that run down, the column that ranks follow.

use super::{Asked, asked, found, of, right, wrong};
use crate::publish::Language;

#[test]
fn a_number_of_days_is_no_total_of_the_complaints() {
    let table = "Uraian;Jumlah\nAduan diterima;1.607\nSelesai;1.500\nDalam proses;100\nJumlah hari;10\nRata-rata per hari;159\n";
    wrong(table, &["B6 per-day 159 -> 161"]);
    right(&table.replace(";159", ";160,7"));
    // Nothing tells what it counts, and it is no sum: nobody is accused.
    let audit = of("Uraian;Jumlah\nMasuk;40\nSelesai;30\nJumlah petugas;4\n");
    assert!(found(&audit).is_empty());
    let said = audit.lines(Language::En).join("\n");
    assert!(said.contains("line 4 (Jumlah petugas): not the sum of the rows above; read as any other row"), "{said}");
    assert!(found(&of("Uraian;Jumlah\nAduan masuk;40\nAduan selesai;30\nJumlah aduan;44\n")).is_empty());
}

#[test]
fn a_total_with_a_noun_is_one_where_it_is_the_sum_or_names_its_rows() {
    let table = "SKPD;Masuk;Selesai\nA;10;7\nB;20;15\nTotal Aduan;30;22\n";
    right(table);
    wrong(&table.replace("30;22", "30;23"), &["C4 column-sum 23 -> 22"]);
    wrong("Unit;Masuk\nDinas A;10\nDinas B;20\nJumlah Dinas;31\n", &["B4 column-sum 31 -> 30"]);
    wrong("Unit;Masuk\nA;10\nB;20\nJumlah I;31\n", &["B4 column-sum 31 -> 30"]);
}

#[test]
fn a_change_may_stand_beneath_the_counts_of_the_years() {
    let table = "Tahun;2020;2021;2022;2023\nJumlah laporan;150;179;272;586\nKenaikan (%);;19,33;52,96;115,44\n";
    wrong(table, &["D3 growth 52,96 -> 51.96"]);
    right(&table.replace("52,96", "51,96"));
}

#[test]
fn ranks_follow_a_percentage_before_a_small_count() {
    let audit =
        right("Unit;Masuk;Selesai;% Selesai;Peringkat\nA;1250;1100;88,00;2\nB;320;300;93,75;1\nC;2410;1900;78,84;3\n");
    let said = audit.lines(Language::En).join("\n");
    assert!(said.contains("rank by % Selesai, highest first"), "{said}");
}

#[test]
fn two_exchanged_ranks_are_named() {
    let five = "Peringkat;OPD;Jumlah;Selesai;Persentase\n1;A;100;99;99,00\n2;B;200;190;95,00\n3;C;50;48;96,00\n4;D;80;70;87,50\n5;E;40;30;75,00\n";
    wrong(five, &["A3 rank-order 2 -> 3", "A4 rank-order 3 -> 2"]);
    let eight = "Unit;Masuk;Selesai;% Selesai;Peringkat\nA;88;72;81,82;5\nB;52;36;69,23;7\nC;273;244;89,38;8\nD;261;222;85,06;4\nE;127;80;62,99;2\nF;34;32;94,12;1\nG;219;168;76,71;6\nH;21;18;85,71;3\n";
    wrong(eight, &["E4 rank-order 8 -> 2", "E6 rank-order 2 -> 8"]);
}

#[test]
fn where_nothing_could_be_checked_that_is_said() {
    let table = "Unit;Masuk;Selesai\nA;100;80\nB;50;40\n";
    let audit = of(table);
    assert_eq!((audit.checked, audit.findings.len()), (0, 0));
    let said = audit.lines(Language::En).join("\n");
    assert!(said.contains("nothing could be checked") && said.contains("--as"), "{said}");
    assert!(said.contains("reached by no check: B Masuk; C Selesai"), "{said}");
    let said = audit.lines(Language::Id).join("\n");
    assert!(said.contains("tidak ada yang dapat diperiksa"), "{said}");
    // A rule reaches two columns of three.
    let said =
        right("Unit;Masuk;Selesai;% Selesai;Target\nA;40;30;75;5\nB;50;40;80;7\n").lines(Language::En).join("\n");
    assert!(said.contains("reached by no check: E Target\n") && said.contains("  none"), "{said}");
}

#[test]
fn an_empty_file_gets_an_advice_that_fits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "").unwrap();
    let problem = super::audit(&path, "a.csv", &Asked::default(), super::Limits::default()).unwrap_err();
    assert!(problem.what.contains("empty") && !problem.next.contains("configuration"), "{problem}");
}

#[test]
fn where_one_relation_alone_is_broken_all_its_cells_are_named() {
    let audit = wrong("Unit;Proses\nA;150\nB;20\nC;520\nJumlah;680\n", &["B5 column-sum 680 -> 690"]);
    let said = audit.lines(Language::En).join("\n");
    assert!(said.contains("printed 680; by the other cells 690") && !said.contains("must be"), "{said}");
    assert!(said.contains("does not tell which cell is wrong: B2, B3, B4, B5"), "{said}");
    let first = &audit.json(Language::En)["findings"][0];
    assert!(first["true"].is_null() && first["by_the_other_cells"] == "690", "{first}");
    assert_eq!(first["other_cells"], serde_json::json!(["B2", "B3", "B4"]));
    let stock = "Bulan;Saldo awal;Masuk;Selesai;Saldo akhir\nJanuari 2023;10;5;3;13\n";
    let said = wrong(stock, &["E2 stock 13 -> 12"]).lines(Language::Id).join("\n");
    assert!(said.contains("menurut sel-sel lainnya 12") && said.contains(": B2, C2, D2, E2"), "{said}");
}

#[test]
fn a_fixed_number_of_days_may_be_stated() {
    let table = "Kanal;Aduan;Rata-rata per hari\nWeb;1.607;159\nSMS;200;20\n";
    assert_eq!(of(table).checked, 0);
    let stated = |text: &str| Asked { statements: vec![text.parse().unwrap()], ..Asked::default() };
    for text in ["C=per-day:B/10", "Rata-rata per hari=per-day:Aduan/10"] {
        let audit = asked(table, &stated(text));
        assert_eq!((found(&audit), audit.checked), (vec!["C2 per-day 159 -> 161".to_owned()], 2));
        assert!(audit.lines(Language::En).join("\n").contains("mean a day: Aduan / 10"));
    }
    // A column of that name is meant before the number.
    let named = "Kanal;Aduan;2023;Rata-rata per hari\nWeb;60;3;20\n";
    assert_eq!(found(&asked(named, &stated("D=per-day:B/2023"))), Vec::<String>::new());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, table).unwrap();
    assert!(super::audit(&path, "a.csv", &stated("C=per-day:B/0"), super::Limits::default()).is_err());
}
