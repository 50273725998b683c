//! Tables as they were published, with what is wrong in them; right tables of each shape, in which nothing is found.

mod random;
mod read;

use std::fs;

use super::*;
use crate::publish::Language;

fn asked(table: &str, asked: &Asked) -> Audit {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tabel.csv");
    fs::write(&path, table).unwrap();
    audit(&path, "tabel.csv", asked, Limits::default()).unwrap_or_else(|problem| panic!("{problem}\n{table}"))
}

fn of(table: &str) -> Audit {
    asked(table, &Asked::default())
}

/// Each finding as "C3 fault printed -> truth".
fn found(audit: &Audit) -> Vec<String> {
    let truth = |f: &Finding| f.truth.map_or_else(|| "-".to_owned(), |t| t.value.text('.', ' '));
    let one =
        |f: &Finding| format!("{}{} {} {} -> {}", f.place.letter(), f.place.line, f.fault.word(), f.printed, truth(f));
    audit.findings.iter().map(one).collect()
}

#[track_caller]
fn right(table: &str) -> Audit {
    let audit = of(table);
    assert_eq!(found(&audit), Vec::<String>::new(), "{}", audit.lines(Language::Id).join("\n"));
    assert!(audit.checked > 0, "nothing was recomputed\n{}", audit.lines(Language::Id).join("\n"));
    audit
}

#[track_caller]
fn wrong(table: &str, findings: &[&str]) -> Audit {
    let audit = of(table);
    assert_eq!(found(&audit), findings, "{}", audit.lines(Language::Id).join("\n"));
    audit
}

mod published {
    //! Cases that were published in Indonesia and India.
    use super::*;

    #[test]
    fn a_growth_from_179_to_272_is_no_52_96_percent() {
        wrong("Uraian;2021;2022;Pertumbuhan\nPengaduan;179;272;52,96 %\n", &["D2 growth 52,96 % -> 51.96"]);
        wrong("Laporan,2021,2022,Kenaikan (%)\nPengaduan,179,272,52.96\n", &["D2 growth 52.96 -> 51.96"]);
        wrong("Tahun;Jumlah;Pertumbuhan\n2021;179;-\n2022;272;52,96%\n", &["C3 growth 52,96% -> 51.96"]);
        wrong("Tahun;Jumlah;Pertumbuhan\n2022;272;52,96%\n2021;179;\n", &["C2 growth 52,96% -> 51.96"]);
        right("Tahun;Jumlah;Pertumbuhan\n2021;179;-\n2022;272;51,96%\n");
    }

    #[test]
    fn shares_of_586_that_add_up_and_are_wrong_all_the_same() {
        let table = "Status;Jumlah;Persentase\nSelesai;414;70,70\nProses;133;22,66\nBelum;39;6,64\nTotal;586;100\n";
        wrong(table, &["C2 share 70,70 -> 70.65", "C3 share 22,66 -> 22.70", "C4 share 6,64 -> 6.66"]);
        right(&table.replace("70,70", "70,65").replace("22,66", "22,70").replace("6,64", "6,66"));
        let one_row = "Masuk,Selesai,% Selesai\n586,414,70.70%\n";
        wrong(one_row, &["C2 share 70.70% -> 70.65"]);
    }

    #[test]
    fn percentages_of_central_java_are_cut_and_not_rounded() {
        let rows = "Selesai;14.983;65,2\nDiproses;4.927;21,4\nDitolak;1.895;8,24\nDuplikat;257;1,11\nLain;918;3,99\n";
        let audit = wrong(
            &format!("Status;Jumlah;%\n{rows}Total;22.980;100\n"),
            &["C4 cut 8,24 -> 8.25", "C5 cut 1,11 -> 1.12"],
        );
        let said = audit.lines(Language::Id).join("\n");
        assert!(said.contains("dipotong, bukan dibulatkan (semua 5 angka)"), "{said}");
        assert!(said.contains("dipotong, bukan dibulatkan: 1.895 / 22.980 = 8,2463 %"), "{said}");
        // The same with English decimals beside Indonesian thousands.
        wrong(
            &format!("Status;Jumlah;%\n{}Total;22.980;100\n", rows.replace(',', ".")),
            &["C4 cut 8.24 -> 8.25", "C5 cut 1.11 -> 1.12"],
        );
        // Across, with a row of percentages beneath.
        let across = "Tahun;Total;Selesai;Diproses;Ditolak;Duplikat;Lain\n2022;22.980;14.983;4.927;1.895;257;918\nPersentase;100;65,2;21,4;8,24;1,11;3,99\n";
        wrong(across, &["E3 cut 8,24 -> 8.25", "F3 cut 1,11 -> 1.12"]);
    }

    #[test]
    fn a_closing_that_opening_and_flow_do_not_leave() {
        let across = "Month,Brought Forward,Receipts,Disposal,Closing\nJanuary 2023,\"69,204\",\"1,23,968\",\"1,25,922\",\"67,283\"\n";
        wrong(across, &["E2 stock 67,283 -> 67 250"]);
        right(&across.replace("67,283", "67,250"));
        let down = "Uraian;Januari 2023\nSaldo awal;69.204\nMasuk;123.968\nSelesai;125.922\nSaldo akhir;67.283\n";
        wrong(down, &["B5 stock 67.283 -> 67 250"]);
        right(&down.replace("67.283", "67.250"));
    }

    #[test]
    fn a_mean_of_159_a_day_for_1607_in_ten_days() {
        wrong("Periode;Jumlah;Hari;Rata-rata per hari\nAwal;1.607;10;159\n", &["D2 per-day 159 -> 161"]);
        wrong("Periode;Aduan;Aduan/hari\n1-10 Januari 2023;1.607;159\n", &["C2 per-day 159 -> 161"]);
        wrong("Periode;Jumlah;Hari;Rata-rata per hari\nAwal;1.607;10;160\n", &["D2 cut 160 -> 161"]);
        right("Periode;Jumlah;Hari;Rata-rata per hari\nAwal;1.607;10;160,7\n");
    }
}

mod shapes {
    //! Right tables raise nothing; one wrong cell is named.
    use super::*;

    #[test]
    fn parts_and_totals() {
        let table = "No;SKPD;Selesai;Proses;Belum;Jumlah\n1;Dinas A;1.200;30;4;1.234\n2;Dinas B;17;3;2;22\n3;Dinas C;8;-;1;9\n;Jumlah;1.225;33;7;1.265\n";
        right(table);
        // One part wrong: its row and its column say so, and the cell in which they meet is named.
        wrong(&table.replace(";17;3;2;22", ";19;3;2;22"), &["C3 cell-against-sums 19 -> 17"]);
        wrong(&table.replace(";2;22", ";2;23"), &["F3 row-sum 23 -> 22", "F5 column-sum 1.265 -> 1 266"]);
        wrong(&table.replace(";33;7", ";34;7"), &["D5 column-sum 34 -> 33", "F5 row-sum 1.265 -> 1 266"]);
    }

    #[test]
    fn what_is_left_open_may_fill_a_total_and_not_more() {
        right("SKPD;Jumlah\nDinas A;12\nDinas B;\nDinas C;3\nTotal;20\n");
        wrong("SKPD;Jumlah\nDinas A;12\nDinas B;\nDinas C;3\nTotal;14\n", &["B5 column-sum 14 -> 15"]);
        wrong("SKPD;Jumlah\nDinas A;12\nDinas B;-\nDinas C;3\nTotal;20\n", &["B5 column-sum 20 -> 15"]);
    }

    #[test]
    fn blocks_with_sums_and_a_sum_of_all() {
        let table = "Unit;Jumlah\nDinas A;10\nDinas B;20\nJumlah Dinas;30\nKecamatan A;5\nKecamatan B;6\nJumlah Kecamatan;11\nTotal;41\n";
        right(table);
        wrong(&table.replace("Kecamatan;11", "Kecamatan;12"), &["B7 column-sum 12 -> 11"]);
        wrong(&table.replace("Total;41", "Total;82"), &["B8 column-sum 82 -> 41"]);
        right("Unit;n\nTotal;30\nDinas A;10\nDinas B;20\n");
        wrong("Unit;n\nTotal;31\nDinas A;10\nDinas B;20\n", &["B2 column-sum 31 -> 30"]);
    }

    #[test]
    fn shares_of_a_row_and_of_the_sum() {
        let table =
            "SKPD,Masuk,Selesai,% Selesai\nA,40,30,75\nB,30,20,66.7\nC,30,29,96.7\nD,8,1,12\nTotal,108,80,74.1\n";
        let audit = right(table);
        assert!(audit.lines(Language::En).join("\n").contains("percentage: Selesai / Masuk; halves rounded to even"));
        wrong(&table.replace("66.7", "66.6"), &["D3 cut 66.6 -> 66.7"]);
        wrong(&table.replace("D,8,1,12", "D,8,1,14"), &["D5 share 14 -> 13"]);
        // The mean of the rows' percentages in place of the percentage of the sums.
        let audit = wrong(&table.replace("74.1", "62.6"), &["D6 share 62.6 -> 74.1"]);
        assert!(audit.lines(Language::En).join("\n").contains("the mean of the percentages"));
        right("Kategori;Jumlah;Persen\nJalan;5;50%\nAir;3;30%\nLampu;2;20%\nTotal;10;100%\n");
        right("Kategori;Jumlah;Persen\nJalan;1;33,3\nAir;1;33,3\nLampu;1;33,3\nTotal;3;99,9\n");
        wrong(
            "Kategori;Jumlah;Persen\nJalan;1;33,3\nAir;1;33,3\nLampu;1;33,3\nTotal;3;101\n",
            &["C5 share-sum 101 -> 100"],
        );
    }

    #[test]
    fn a_rate_of_nothing_and_a_part_above_the_whole() {
        let table = "SKPD;Masuk;Selesai;% Selesai\nA;40;30;75\nB;20;10;50\nC;0;0;-\nD;10;4;40\n";
        right(table);
        wrong(&table.replace("C;0;0;-", "C;0;0;100"), &["D4 of-nothing 100 -> -"]);
        wrong(&table.replace("D;10;4;40", "D;10;12;120"), &["D5 above-whole 120 -> -"]);
        wrong("SKPD;Tingkat respons (%)\nA;97,5\nB;103,2\n", &["B3 above-whole 103,2 -> -"]);
        // An aim may be passed.
        right("SKPD;Target;Realisasi;Capaian (%)\nA;100;120;120\nB;50;40;80\nC;40;50;125\n");
    }

    #[test]
    fn shares_alone_make_a_whole() {
        right("Kanal;Proporsi (%)\nWeb;33,3\nSMS;33,3\nLain;33,3\nTotal;100\n");
        wrong("Kanal;Proporsi (%)\nWeb;33,3\nSMS;33,3\nLain;34,3\nTotal;100\n", &["B5 share-sum 100 -> 100"]);
    }

    #[test]
    fn a_stock_from_month_to_month() {
        let table = "Bulan;Saldo awal;Masuk;Selesai;Saldo akhir\nJanuari 2024;10;5;3;12\nFebruari 2024;12;6;8;10\nMaret 2024;10;9;4;15\nJumlah;10;20;15;15\n";
        right(table);
        wrong(&table.replace("2024;12;6;8;10", "2024;13;6;8;11"), &["B3 carried 13 -> 12", "B4 carried 10 -> 11"]);
        wrong(&table.replace("9;4;15\n", "9;4;14\n"), &["E4 stock 14 -> 15", "E5 stock-total 15 -> 14"]);
        wrong(
            &table.replace("Jumlah;10;20;15;15", "Jumlah;32;20;15;37"),
            &["B5 stock-total 32 -> 10", "E5 stock-total 37 -> 15"],
        );
        right("Unit;Saldo awal;Masuk;Dibuka kembali;Selesai;Saldo akhir\nA;3;5;1;4;5\nB;0;2;;2;0\nJumlah;3;7;1;6;5\n");
    }

    #[test]
    fn a_stock_whose_opening_is_told_by_the_row_before_or_is_nothing() {
        let carried = "Bulan;Masuk;Selesai;Sisa\nJanuari;120;100;20\nFebruari;130;125;25\nMaret;90;100;15\nApril;50;40;25\nMei;10;5;30\nJuni;10;12;28\nTotal;410;382;28\n";
        right(carried);
        wrong(&carried.replace("90;100;15", "90;100;18"), &["D4 stock 18 -> 15", "D5 stock 25 -> 28"]);
        wrong(&carried.replace("382;28", "382;85"), &["D8 stock-total 85 -> 28"]);
        let alone =
            "Bulan;Masuk;Selesai;Sisa\nJanuari;120;100;20\nFebruari;130;125;5\nMaret;90;80;10\nTotal;340;305;35\n";
        right(alone);
        wrong(&alone.replace("130;125;5", "130;125;7"), &["D3 stock 7 -> 5"]);
        // Neither: not a stock that the table tells.
        assert!(
            found(&of("Bulan;Masuk;Selesai;Sisa\nJanuari;120;100;44\nFebruari;130;125;52\nMaret;90;80;61\n"))
                .is_empty()
        );
    }

    #[test]
    fn a_bare_percent_sign_may_be_a_change_and_an_attained_rate_has_a_rate_for_its_target() {
        let change = "Kanal;2022;2023;Selisih;%\nLapor;1.120;1.367;247;22,05\nWA;300;250;-50;-16,67\n112;80;120;40;50\nJumlah;1.500;1.737;237;15,8\n";
        right(change);
        wrong(&change.replace("-16,67", "-16,76"), &["E3 growth -16,76 -> -16.67"]);
        let attained = "Tahun,Laporan,Selesai,% Selesai,Target,Capaian\n2020,1500,1200,80%,85%,94.12%\n2021,1600,1440,90%,85%,105.88%\n2022,1800,1530,85%,90%,94.44%\n";
        right(attained);
        wrong(&attained.replace("105.88%", "105.08%"), &["F3 share 105.08% -> 105.88"]);
        // A ratio to inhabitants may be any number.
        assert!(found(&of("Kecamatan;Penduduk;Aduan;Rasio per 100.000\nA;20000;60;300\nB;40000;50;125\n")).is_empty());
    }

    #[test]
    fn what_agrees_by_chance_in_a_few_rows_accuses_nobody() {
        // The shares of ">24 jam" and "Tidak" are equal in two of three rows.
        let table = "No;Unit;Respon <24 jam;Respon >24 jam;Tidak Respon;Total;% <24 jam;% >24 jam;% Tidak\n1;A;10;5;5;20;50,0;25,0;25,0\n2;B;7;2;0;9;77,8;22,2;0,0\n3;C;0;0;0;0;-;-;-\n4;D;33;33;33;99;33,3;33,3;33,3\n;Total;50;40;38;128;39,1;31,3;29,7\n";
        right(table);
        wrong(&table.replace("22,2", "22,9"), &["H3 share 22,9 -> 22.2"]);
        // The same without the column that is meant: not understood, and nothing is found.
        let lacking = "Unit;Tidak Respon;Total;% >24 jam\nA;5;20;25,0\nB;0;9;22,2\nD;33;99;33,3\n";
        assert!(found(&of(lacking)).is_empty());
        // Parts that are not all the parts.
        assert!(found(&of("Unit;Selesai;Proses;Jumlah\nA;90;9;100\nB;180;18;200\nC;50;49;100\n")).is_empty());
    }

    #[test]
    fn changes_down_the_rows_and_across() {
        right(
            "Bulan;Aduan;Perubahan (%)\nJanuari 2024;100;\nFebruari 2024;110;10,0\nMaret 2024;99;-10,0\nApril 2024;132;33,3\n",
        );
        wrong(
            "Bulan;Aduan;Perubahan (%)\nJanuari 2024;100;\nFebruari 2024;110;10,0\nMaret 2024;99;-11,1\nApril 2024;132;33,3\n",
            &["C4 growth -11,1 -> -10.0"],
        );
        right("Bulan;Aduan;Kenaikan\nJanuari 2024;100;\nFebruari 2024;110;10\nMaret 2024;99;-11\nApril 2024;132;33\n");
        wrong(
            "Bulan;Aduan;Pertumbuhan\nJanuari 2024;0;\nFebruari 2024;110;100%\nMaret 2024;99;-10%\n",
            &["C3 of-nothing 100% -> -"],
        );
    }

    #[test]
    fn two_totals_for_one_period() {
        wrong(
            "Bulan;Masuk;Selesai\nJanuari 2024;100;90\nFebruari 2024;80;70\nJanuari 2024;103;90\n",
            &["B4 two-totals 103 -> -"],
        );
        right("Bulan;SKPD;Masuk;% Selesai;Selesai\nJanuari 2024;A;100;90;90\nJanuari 2024;B;80;50;40\n");
    }

    #[test]
    fn errors_and_marks_that_do_not_fit() {
        let table = "SKPD;Masuk;Selesai;Persentase\nA;40;30;75,0\nB;30;20;66,7\nC;0;0;#DIV/0!\n";
        wrong(table, &["D4 spreadsheet-error #DIV/0! -> -"]);
        wrong(
            "SKPD;Masuk;Selesai;Persentase\nA;40;30;75,0\nB;30;20;66.7\nC;10;4;40,0\n",
            &["D3 mixed-marks 66.7 -> -"],
        );
    }
}

mod ranks {
    use super::*;

    #[test]
    fn the_usual_ways_to_rank_are_right() {
        let table = |ranks: [&str; 5]| {
            let rows: String = ranks
                .iter()
                .zip(["A", "B", "C", "D", "E"])
                .zip(["90,5", "88", "88", "70", "60"])
                .map(|((r, u), s)| format!("{r};{u};{s}\n"))
                .collect();
            format!("Peringkat;Unit;Skor\n{rows}")
        };
        right(&table(["1", "2", "2", "4", "5"]));
        right(&table(["1", "2", "2", "3", "4"]));
        // Part of a longer list.
        right(&table(["7", "8", "8", "10", "11"]));
        wrong(&table(["1", "2", "3", "4", "5"]), &["A4 rank-tie 3 -> 2"]);
        wrong(&table(["1", "2", "2", "4", "1"]), &["A6 rank-order 1 -> 5"]);
        wrong(&table(["1", "2", "2", "4", "9"]), &["A6 rank-gap 9 -> 5"]);
        right("Peringkat;Unit;Rata-rata hari\n1;A;1,5\n2;B;2,5\n3;C;3,0\n4;D;9,9\n");
    }

    #[test]
    fn ranks_begin_anew_in_each_group() {
        let table = "Kelompok;Peringkat;Unit;Skor\nbesar;1;A;90\nbesar;2;B;80\nbesar;3;C;70\nkecil;1;D;60\nkecil;2;E;50\nkecil;3;F;40\n";
        right(table);
        wrong(&table.replace("kecil;2;E;50", "kecil;2;E;30"), &["B6 rank-order 2 -> 3", "B7 rank-order 3 -> 2"]);
    }

    #[test]
    fn a_rank_by_something_that_is_not_in_the_table_is_not_judged() {
        let table = "Peringkat;Unit;Masuk\n1;A;30\n2;B;50\n3;C;20\n4;D;40\n";
        let audit = of(table);
        assert_eq!((audit.findings.len(), audit.checked), (0, 0));
        assert!(audit.lines(Language::En).join("\n").contains("by which column is not known"));
    }
}

mod numbers {
    use super::*;

    #[test]
    fn a_number_of_two_readings_is_read_by_the_table_or_not_at_all() {
        // Counts are whole.
        right("SKPD;Jumlah\nA;1.367\nB;2.054\nTotal;3.421\n");
        right("SKPD,Jumlah\nA,\"1,367\"\nB,\"2,054\"\nTotal,\"3,421\"\n");
        // A mean in days is not; another number of its column tells.
        let audit = right("SKPD;Jumlah;Rata-rata hari\nA;2;1,367\nB;2;2,5\nTotal;4;1,9\n");
        assert!(audit.unread.is_empty());
        // Nothing tells: not read, and said.
        let audit = of("SKPD;Jumlah;Rata-rata hari\nA;2;1.367\nB;2;2.054\nTotal;4;1.700\n");
        assert_eq!(audit.unread, [2]);
        assert!(audit.lines(Language::Id).join("\n").contains("dapat dibaca dua cara"));
        let en = Asked { mark: Some(Mark::Dot), ..Asked::default() };
        assert!(asked("SKPD;Jumlah;Rata-rata hari\nA;2;1.367\nB;2;2.054\nTotal;4;1.700\n", &en).unread.is_empty());
    }

    #[test]
    fn arithmetic_decides_where_only_one_reading_is_right() {
        // 1,125 of 90 aimed at are 1.250 percent, which is 1250 %.
        let audit = of("SKPD;Target;Realisasi;Capaian (%)\nA;90;1125;1.250\nB;80;1800;2.250\nC;10;151;1.510\n");
        assert_eq!((found(&audit).len(), audit.unread.len(), audit.checked), (0, 0, 3));
    }
}

#[test]
fn a_person_may_state_what_a_column_is() {
    let table = "Unit;awalan;isi;ukur\nX;10;7;69\nY;20;15;75\n";
    assert_eq!(of(table).checked, 0);
    let stated =
        |texts: &[&str]| Asked { statements: texts.iter().map(|t| t.parse().unwrap()).collect(), ..Asked::default() };
    assert_eq!(found(&asked(table, &stated(&["Ukur=share:isi/awalan"]))), ["D2 share 69 -> 70"]);
    assert_eq!(found(&asked(table, &stated(&["D=share:C/B"]))), ["D2 share 69 -> 70"]);
    assert!("D".parse::<Statement>().is_err() && "D=teori".parse::<Statement>().unwrap_err().contains("per-day"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    fs::write(&path, table).unwrap();
    let problem = audit(&path, "a.csv", &stated(&["zz=share"]), Limits::default()).unwrap_err();
    assert!(problem.why.contains("Unit; awalan; isi; ukur"), "{problem}");
}
