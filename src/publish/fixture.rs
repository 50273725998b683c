//! Believable reports of a made-up city, with as many units as a test wants.
//!
//! Its figures come from a small fixed sequence, so that a test sees the same report each time.

#![allow(clippy::cast_precision_loss, clippy::too_many_lines)]

mod data;
mod judged;
mod varied;

pub use varied::varied;

use chrono::NaiveDate;

use crate::judge::{
    BacklogAge, Basis, CategoryRow, DeadlineText, Direction, EvidenceRow, Facts, Government, LeagueRow, Note, Outcome,
    Pending, RankRange, RankRow, RankTest, Report, ResponseTimes, ReturnRow, Scenario, ScoredText, StepRow, TargetText,
    Verdict, WorkItem,
};
use crate::terms::{
    FileAccount, Finding, Level, OtherReading, Place, Quarter, RejectedRow, Rule, Severity, Text, Zone,
};

/// A rule of rejection.
pub static RULE: Rule = Rule {
    code: "DQ001",
    severity: Severity::Rejected,
    title: Text { id: "Waktu terima tidak terbaca", en: "Receipt time cannot be read" },
    why: Text { id: "Tanpa waktu terima, aduan tidak punya triwulan.", en: "Without it a complaint has no quarter." },
    example: Text { id: "31/02/2024", en: "31/02/2024" },
    next: Text { id: "Perbaiki di kanal asal lalu ekspor ulang.", en: "Mend it in the channel and export again." },
};

/// A rule that only asks to look.
pub static CHECK: Rule = Rule {
    code: "DQ020",
    severity: Severity::Warning,
    title: Text { id: "Respons sebelum penugasan", en: "Response before assignment" },
    why: Text {
        id: "Urutan kejadian tidak mungkin; angka waktu dapat terlalu kecil.",
        en: "An impossible order; times may be too short.",
    },
    example: Text { id: "respons 08.00, disposisi 09.00", en: "response 08:00, assigned 09:00" },
    next: Text { id: "Bandingkan dengan catatan disposisi.", en: "Compare with the log of assignments." },
};

const NAMES: [&str; 12] = [
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Dinas Perhubungan",
    "Dinas Kesehatan",
    "Dinas Pendidikan, Kepemudaan, Olahraga, Kebudayaan, Pariwisata, dan Pemberdayaan Perempuan",
    "Badan Pendapatan Daerah",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Kecamatan Tirta Kencana",
    "RSUD Bhakti Nusa",
    "Satuan Polisi Pamong Praja",
    "Dinas Lingkungan Hidup & Kebersihan <Kota>",
    "Badan Perencanaan Pembangunan, Penelitian, Pengembangan, serta Inovasi Daerah Kota Sukamaju",
    "Kelurahan Wanasari",
];

/// A row without any figure.
pub fn empty_row(period: Quarter) -> LeagueRow {
    LeagueRow {
        agency_id: "kota-sukamaju".to_owned(),
        agency: "Pemerintah Kota Sukamaju".to_owned(),
        ..LeagueRow::empty(period)
    }
}

/// A row with figures that agree with one another.
fn row(period: Quarter, i: u64, received: u64) -> LeagueRow {
    let eligible = received - received / 12;
    let responded = eligible - (i * 7 % 5) * eligible / 40;
    let due = eligible - eligible / 15;
    let in_time = due - (i * 3 % 17) * due / 20;
    let unanswered = due.min(eligible - responded);
    let in_time = in_time.min(due - unanswered);
    let closed = responded * 4 / 5;
    let open = eligible - closed;
    let rate = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
    let (low, high) = wilson(in_time, due).unzip();
    LeagueRow {
        received,
        eligible,
        excluded_duplicate: received - eligible,
        responded,
        response_rate: rate(responded, eligible),
        due: Some(due),
        responded_in_time: Some(in_time),
        unanswered_overdue: Some(unanswered),
        on_time_rate: rate(in_time, due),
        on_time_low: low,
        on_time_high: high,
        no_deadline: Some(0),
        not_yet_due: Some(eligible - due),
        mean_response_hours: Some(9.25 + (i % 13) as f64 * 6.4),
        mean_response_workdays: Some(0.6 + (i % 13) as f64 * 0.3),
        closed,
        open,
        resolution_rate: rate(closed, eligible),
        closed_by_reporter: closed / 20,
        closed_by_system: closed * 3 / 5,
        closed_by_admin: closed - closed / 20 - closed * 3 / 5,
        mean_resolution_days: Some(4.5 + i as f64 / 7.0),
        resolution_due: Some(due / 2),
        resolved_in_time: Some(due / 3),
        resolution_on_time_rate: rate(due / 3, due / 2),
        backlog_opening: Some(open / 2),
        backlog_received: eligible,
        backlog_closed: open / 2 + eligible - open,
        backlog_closing: Some(open),
        backlog_over_limit: Some(open / 3),
        oldest_open_days: Some(30 + i * 11 % 300),
        received_ytd: received * 2,
        score: rate(in_time, due),
        verdict: Verdict::Ranked,
        ..empty_row(period)
    }
}

fn wilson(x: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (n, z) = (n as f64, 1.959_964_f64);
    let p = x as f64 / n;
    let (middle, half) = (p + z * z / (2.0 * n), z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt());
    let whole = 1.0 + z * z / n;
    Some((((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0)))
}

/// The name of a unit; some are 90 characters long.
fn name(i: u64) -> String {
    let base = NAMES[usize::try_from(i).unwrap_or(0) % NAMES.len()];
    if i < 12 { base.to_owned() } else { format!("{base} {}", i / 12 + 1) }
}

fn units(period: Quarter, n: u64) -> Vec<LeagueRow> {
    let mut rows: Vec<LeagueRow> = (0..n)
        .map(|i| {
            let received = if i % 9 == 8 { 3 } else { 14 + i * 37 % 211 };
            let mut row = LeagueRow { skpd_id: format!("S{i:03}"), skpd: name(i), ..row(period, i, received) };
            if received == 3 {
                row = LeagueRow { verdict: Verdict::TooFew, score: None, ..row };
            } else if i % 14 == 13 {
                row = LeagueRow {
                    verdict: Verdict::NoEvidence,
                    due: None,
                    responded_in_time: None,
                    unanswered_overdue: None,
                    on_time_rate: None,
                    on_time_low: None,
                    on_time_high: None,
                    mean_response_hours: None,
                    mean_response_workdays: None,
                    score: None,
                    ..row
                };
            }
            row
        })
        .collect();
    rows.sort_by(|a, b| b.score.unwrap_or(-1.0).total_cmp(&a.score.unwrap_or(-1.0)).then_with(|| a.skpd.cmp(&b.skpd)));
    let scores: Vec<_> = rows.iter().map(|row| row.score).collect();
    for row in rows.iter_mut().filter(|row| row.verdict == Verdict::Ranked) {
        let better = scores.iter().flatten().filter(|score| **score > row.score.unwrap_or(0.0)).count();
        row.rank = Some(u64::try_from(better).unwrap_or(0) + 1);
        row.previous_rank = row.rank.map(|rank| 1 + rank * 3 % n.max(1));
    }
    rows.push(LeagueRow {
        skpd_id: "(belum terdisposisi)".to_owned(),
        skpd: "(belum terdisposisi)".to_owned(),
        received: 41,
        eligible: 38,
        open: 38,
        ..empty_row(period)
    });
    rows
}

/// A report of a made-up city with this many units.
pub fn report(n: u64) -> Report {
    let quarter = Quarter::from_index(2024 * 4 + 1);
    let league = units(quarter, n);
    let quarters: Vec<_> = Quarter::from_index(quarter.index() - 5).through(quarter).collect();
    let instansi_history: Vec<_> = quarters
        .iter()
        .zip(1_u64..)
        .map(|(period, i)| LeagueRow {
            verdict: Verdict::TooFew,
            score: None,
            ..row(*period, 20 + i * 5, 420 + i * 61)
        })
        .map(|row| LeagueRow {
            volume_target: Some(2920.0),
            volume_attainment: Some(1367.0 / 2920.0),
            received_ytd: 1367,
            ..row
        })
        .collect();
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
    let at = |y, m, d, h| day(y, m, d).and_hms_opt(h, 59, 59).unwrap_or_default();
    let source = "PermenPANRB 62/2018, lampiran";
    let deadline = |step: &str, class: &str, limit: &str| DeadlineText {
        step: step.to_owned(),
        class: class.to_owned(),
        limit: limit.to_owned(),
        scope: String::new(),
        from: Some(day(2019, 7, 11)),
        to: None,
        source: source.to_owned(),
    };
    let target = |measure: &str, value| TargetText {
        measure: measure.to_owned(),
        year: 2024,
        scope: String::new(),
        value,
        quarter: None,
        direction: Direction::Higher,
        cap: 1.0,
    };
    let scored = |measure: &str, weight| ScoredText {
        measure: measure.to_owned(),
        weight,
        direction: Direction::Higher,
        target: Some(1.0),
        cap: 1.0,
    };
    let place = |row| Place {
        file: "sp4n/2024-tw2.csv".to_owned(),
        sheet: String::new(),
        row,
        column: "Tanggal Laporan Masuk".to_owned(),
    };
    let profiles = judged::profiles(&league, instansi_history.last().map_or(&[][..], std::slice::from_ref));
    Report {
        government: Government { name: "Pemerintah Kota Sukamaju".to_owned(), level: Level::Kota, zone: Zone::WIB },
        quarter,
        unfinished: false,
        as_of: at(2024, 7, 5, 23),
        league_optimistic: Vec::new(),
        instansi: instansi_history.last().cloned().into_iter().collect(),
        history: quarters.iter().flat_map(|q| units(*q, n)).collect(),
        instansi_history,
        steps: [("verification", 640_u64, 611_u64), ("response", 640, 553), ("resolution", 512, 401)]
            .into_iter()
            .flat_map(|(step, due, in_time)| {
                let line = |skpd_id: &str, unit: &str, due: u64, in_time: u64| StepRow {
                    step,
                    agency_id: "kota-sukamaju".to_owned(),
                    skpd_id: skpd_id.to_owned(),
                    unit: unit.to_owned(),
                    due,
                    in_time,
                    rate: Some(in_time as f64 / due as f64),
                };
                let mut rows = vec![line("", "Pemerintah Kota Sukamaju", due, in_time)];
                rows.extend((0..n).map(|i| line(&format!("S{i:03}"), &name(i), 20 + i, 10 + i)));
                rows
            })
            .collect(),
        categories: [
            ("Jalan rusak", Some(201)),
            ("Sampah", Some(153)),
            ("Lampu penerangan jalan", Some(97)),
            ("Pelayanan administrasi kependudukan", Some(61)),
            ("", Some(33)),
            ("Parkir liar", Some(21)),
            ("Bantuan sosial", Some(12)),
            ("Perizinan", None),
        ]
        .into_iter()
        .map(|(category, received)| CategoryRow {
            category: category.to_owned(),
            agency_id: "kota-sukamaju".to_owned(),
            skpd_id: String::new(),
            unit: "Pemerintah Kota Sukamaju".to_owned(),
            received,
        })
        .collect(),
        backlog_age: league
            .iter()
            .filter(|row| row.open > 0)
            .map(|row| BacklogAge {
                skpd_id: row.skpd_id.clone(),
                skpd: row.skpd.clone(),
                counts: [row.open / 3, row.open / 4, row.open / 5, row.open / 9, row.open / 12],
                agency_id: row.agency_id.clone(),
            })
            .collect(),
        backlog_age_instansi: vec![BacklogAge {
            skpd_id: String::new(),
            skpd: "Pemerintah Kota Sukamaju".to_owned(),
            counts: [40, 31, 22, 9, 4],
            agency_id: "kota-sukamaju".to_owned(),
        }],
        composition: data::composition(n),
        held_times: Vec::new(),
        response_times: league
            .iter()
            .map(|row| ResponseTimes {
                skpd_id: row.skpd_id.clone(),
                skpd: row.skpd.clone(),
                counts: [
                    row.responded / 5,
                    row.responded / 4,
                    row.responded / 6,
                    row.responded / 12,
                    row.responded / 9,
                    row.responded / 20,
                    row.responded / 40,
                ],
                unknown: row.responded / 50,
                unanswered: row.eligible - row.responded,
            })
            .collect(),
        basis: Basis {
            clock: "received".to_owned(),
            counts: ["verification", "field-check", "work", "response", "done"].map(str::to_owned).into(),
            deadlines: vec![
                deadline("verification", "*", "3wd"),
                DeadlineText {
                    source: "Forum Koordinasi Layanan Publik, 11 Juli 2019".to_owned(),
                    ..deadline("response", "*", "24h")
                },
                deadline("resolution", "permintaan-informasi", "5wd"),
                deadline("resolution", "aspirasi", "5wd"),
                deadline("resolution", "tidak-berkadar-pengawasan", "14wd"),
                deadline("resolution", "berkadar-pengawasan", "60wd"),
            ],
            weights: vec![("on_time_rate".to_owned(), 0.6), ("resolution_on_time_rate".to_owned(), 0.4)],
            measures: vec![scored("on_time_rate", 0.6), scored("resolution_on_time_rate", 0.4)],
            preset: None,
            targets: vec![target("received", 2920.0), target("on_time_rate", 0.9), target("response_rate", 1.0)],
            minimum_volume: 5,
            groups: "none".to_owned(),
            status_mapping: vec![
                ("sp4n-ringkas".to_owned(), "Belum Terverifikasi".to_owned(), "received".to_owned()),
                ("sp4n-ringkas".to_owned(), "Ditutup oleh Sistem".to_owned(), "closed, by system".to_owned()),
            ],
            calendar_years: Some((2016, 2026)),
            data_span: Some((day(2023, 1, 2), day(2024, 7, 5))),
        },
        quality: data::quality(n),
        evidence_needs: data::evidence_needs(),
        intake: vec![
            FileAccount {
                file: "sp4n/2024-tw2.csv".to_owned(),
                sheet: String::new(),
                profile: "sp4n-ringkas".to_owned(),
                hash: String::new(),
                read: 1402,
                accepted: 1367,
                rejected: 5,
                duplicate: 30,
                ..FileAccount::default()
            },
            FileAccount {
                file: "call-center-112.xlsx".to_owned(),
                sheet: "Laporan Ringkas".to_owned(),
                profile: "cases".to_owned(),
                hash: String::new(),
                read: 310,
                accepted: 310,
                rejected: 0,
                duplicate: 0,
                ..FileAccount::default()
            },
        ],
        findings: vec![
            Finding { rule: &RULE, place: place(17), rows: 5, subject: String::new() },
            Finding { rule: &CHECK, place: place(0), rows: 12, subject: "=HYPERLINK(\"x\")".to_owned() },
        ],
        rejected: vec![RejectedRow { rule: &RULE, place: place(17) }],
        unanswered: vec![
            WorkItem {
                skpd_id: "S001".to_owned(),
                skpd: name(1),
                complaint_id: "+6281".to_owned(),
                received_at: at(2024, 4, 2, 8),
                deadline: "2024-04-03T08:59:59".to_owned(),
                days: 94,
                class: "aspirasi".to_owned(),
                restricted: false,
                agency_id: "kota-sukamaju".to_owned(),
                clock_at: "2024-04-02 08:00:00".to_owned(),
                earlier: false,
            },
            WorkItem {
                skpd_id: "S002".to_owned(),
                skpd: name(2),
                complaint_id: "A-2".to_owned(),
                received_at: at(2024, 4, 9, 8),
                deadline: String::new(),
                days: 87,
                class: "berkadar-pengawasan".to_owned(),
                restricted: true,
                agency_id: "kota-sukamaju".to_owned(),
                clock_at: "2024-04-09 08:00:00".to_owned(),
                earlier: false,
            },
        ],
        patterns: Vec::new(),
        changes: Vec::new(),
        doublets: Vec::new(),
        returns: vec![ReturnRow {
            agency_id: "kota-sukamaju".to_owned(),
            skpd_id: "1".to_owned(),
            skpd: "Dinas Perhubungan".to_owned(),
            returned: 1_367,
            handed_on: 4,
            unheld: 2,
            late: 3,
        }],
        bounced: Vec::new(),
        ranking: ranking(&league),
        rank_tests: rank_tests(&league),
        funnels: ["on_time_rate", "resolution_on_time_rate"]
            .iter()
            .flat_map(|m| crate::judge::funnels_of(m, &league))
            .collect(),
        unknown_names: Vec::new(),
        evidence: [("S001", "A-1", false), ("s001", "A-9", false), ("S002", "A-2", true)]
            .map(|(skpd_id, id, restricted)| EvidenceRow {
                agency_id: "kota-sukamaju".to_owned(),
                skpd_id: skpd_id.to_owned(),
                complaint_id: id.to_owned(),
                class: "aspirasi",
                channel: "website",
                received_at: "2024-04-02T08:00:00".to_owned(),
                clock_at: "2024-04-02T08:00:00".to_owned(),
                responded_at: String::new(),
                resolved_at: String::new(),
                response_evidence: "none",
                response_deadline: "2024-04-03T08:00:00".to_owned(),
                response_outcome: "unanswered",
                resolution_outcome: "not_yet_due",
                restricted,
                ..EvidenceRow::default()
            })
            .into(),
        notes: vec![
            Note::RejectedRows { share: 0.0734, gate: 0.05, warn_only: true },
            Note::UnknownUnits { names: 2, complaints: 9 },
        ],
        evidence_instansi: Vec::new(),
        restricted_at_age: Vec::new(),
        otherwise: Vec::new(),
        spells: Vec::new(),
        handed: Vec::new(),
        restricted_parts: Vec::new(),
        facts: Facts::default(),
        pending: data::pending(&league),
        lines: judged::lines(&league),
        profiles,
        movement: judged::movement(&league),
        announcement: judged::announcement(&league),
        children: judged::children(&league),
        yardsticks: judged::yardsticks(&league),
        months: judged::months(&league),
        league,
    }
}

/// The ranked rows: the second moves.
fn ranking(league: &[LeagueRow]) -> Vec<RankRow> {
    let tests = rank_tests(league);
    let row = |r: &LeagueRow| {
        let (score, rank) = r.score.zip(r.rank)?;
        Some(RankRow {
            period: r.period,
            agency_id: r.agency_id.clone(),
            skpd_id: r.skpd_id.clone(),
            skpd: r.skpd.clone(),
            group: r.group.clone(),
            score,
            rank,
            rank_low: None,
            rank_high: None,
            alike: Vec::new(),
            robust: RankRange::of(rank, tests.iter().filter(|t| t.skpd_id == r.skpd_id)),
            zone: None,
            volume_pro_rata: None,
        })
    };
    league.iter().filter_map(row).collect()
}

fn rank_tests(league: &[LeagueRow]) -> Vec<RankTest> {
    let test = |row: &LeagueRow, scenario, rank| RankTest {
        period: row.period,
        agency_id: row.agency_id.clone(),
        skpd_id: row.skpd_id.clone(),
        skpd: row.skpd.clone(),
        scenario,
        outcome: Outcome::Ranked,
        score: row.score,
        rank: Some(rank),
        unscored: 0,
    };
    let weight = || Scenario::Weight { measure: "on_time_rate".to_owned(), up: true };
    let mut ranked = league.iter().filter_map(|row| Some((row, row.rank?)));
    let first = ranked.next().map(|(row, rank)| vec![test(row, weight(), rank)]).unwrap_or_default();
    let clock = || Scenario::Reading(OtherReading::ClockAssigned);
    let second = ranked.next().map(|(row, rank)| vec![test(row, weight(), rank + 4), test(row, clock(), 1)]);
    first.into_iter().chain(second.unwrap_or_default()).collect()
}

/// A report whose data carry no times at all, and no scores.
pub fn without_times(n: u64) -> Report {
    let mut report = report(n);
    let strip = |row: &mut LeagueRow| {
        let bare = empty_row(row.period);
        *row = LeagueRow {
            agency_id: row.agency_id.clone(),
            skpd_id: row.skpd_id.clone(),
            skpd: row.skpd.clone(),
            received: row.received,
            eligible: row.eligible,
            verdict: Verdict::NoEvidence,
            ..bare
        };
    };
    for rows in [&mut report.league, &mut report.history, &mut report.instansi, &mut report.instansi_history] {
        rows.iter_mut().for_each(strip);
    }
    report.response_times.iter_mut().for_each(|row| row.counts = [0; 7]);
    report.ranking.clear();
    report.rank_tests.clear();
    report.backlog_age.clear();
    report.backlog_age_instansi.clear();
    report.composition.clear();
    report.steps.clear();
    report.pending = Pending::default();
    report.funnels = Vec::new();
    report.yardsticks.clear();
    report.months.clear();
    report.notes =
        vec![Note::ResponseTimesRefused { share: 0.0, gate: 0.8 }, Note::NoOpenComplaints { complaints: 5241 }];
    report
}
