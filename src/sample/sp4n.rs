//! The national "Laporan Ringkas": ten rows above the header, 21 columns, a UTC clock, no response times.

use chrono::{Datelike, NaiveDateTime, TimeDelta};

use super::dice::Dice;
use super::life::{Case, Custom, Holder, export_time};
use super::table::Style;
use super::units::GOVERNMENT;
use crate::terms::{Channel, Class, ClosedBy, Reason, State};

/// How things tend to end in the national system.
pub(super) const CUSTOM: Custom = Custom { blank: 125, lingering: 55, by_system: 835, by_admin: 110, by_reporter: 55 };

const HEADER: [&str; 21] = [
    "Tracking ID",
    "Tanggal Laporan Masuk",
    "Waktu Laporan Masuk",
    "Nama Pelapor",
    "Klasifikasi Laporan",
    "ID Kategori",
    "Kategori",
    "Judul Laporan",
    "Isi Laporan Awal",
    "Isi Laporan Akhir",
    "Tipe Laporan (Anonim/Rahasia)",
    "Sumber Laporan",
    "Instansi Induk",
    "ID Instansi Terdisposisi",
    "Instansi Terdisposisi",
    "Status Laporan",
    "Alasan Tunda/Arsip",
    "Provinsi",
    "Kota/Kabupaten",
    "Kecamatan",
    "Kelurahan",
];

/// The file, its rows in the order given.
pub(super) fn file(cases: &[Case], dice: &mut Dice) -> Vec<u8> {
    let mut text = preamble();
    text.push_str(&Style::NATIONAL.record(&HEADER));
    for (place, case) in cases.iter().enumerate() {
        let record = Style::NATIONAL.record(&row(case, dice));
        text.push_str(&record);
        if place % 400 == 399 {
            // An export that was put together from two: the same row again.
            text.push_str(&record);
        }
    }
    text.into_bytes()
}

fn preamble() -> String {
    let generated = export_time().format("%Y-%m-%d").to_string();
    let lines = [
        ("Judul Laporan", "Laporan Ringkas (data rekaan)"),
        ("Nama Instansi", GOVERNMENT),
        ("Tanggal Generate", generated.as_str()),
        ("Periode Masuk", "(2023-07-01) - (2024-06-30)"),
        ("Pengelola", "Admin Contohsari"),
    ];
    let mut text = String::new();
    for (label, value) in lines {
        let mut fields = [""; HEADER.len()];
        fields[0] = label;
        fields[2] = value;
        text.push_str(&Style::NATIONAL.record(&fields));
        text.push_str(&Style::NATIONAL.record(&[""; HEADER.len()]));
    }
    text
}

/// A day as the national system writes it: not padded, English month.
fn day(moment: NaiveDateTime) -> String {
    format!("{} {}", moment.day(), moment.format("%b %Y"))
}

fn row(case: &Case, dice: &mut Dice) -> [String; HEADER.len()] {
    let utc = case.received - TimeDelta::hours(7);
    let (anonymous, secret) = (dice.chance(330), case.class == Some(Class::Supervisory) || dice.chance(60));
    let kind = match (anonymous, secret) {
        (true, true) => "Anonim|Rahasia",
        (true, false) => "Anonim",
        (false, true) => "Rahasia",
        (false, false) => "-",
    };
    let id = match case.life.holder {
        Holder::Unit(unit) => unit.id,
        Holder::Government => "70000",
        Holder::Nobody => "-",
    };
    let holder = case.holder_name(dice);
    let dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    [
        case.id.clone(),
        day(utc),
        utc.format("%H:%M:%S").to_string(),
        format!("Pelapor {:04}", case.reporter),
        dash(case.class.map_or("", class)),
        case.wording.number.to_owned(),
        case.wording.category.to_owned(),
        case.wording.title.clone(),
        case.wording.text.clone(),
        case.wording.text.clone(),
        kind.to_owned(),
        source(case.channel).to_owned(),
        GOVERNMENT.to_owned(),
        id.to_owned(),
        dash(&holder),
        status(case.life.state, case.life.closed_by).to_owned(),
        dash(case.life.reason.map_or("", excuse)),
        "Provinsi Contoh".to_owned(),
        "Kota Contohsari".to_owned(),
        case.district.to_owned(),
        "-".to_owned(),
    ]
}

/// The national name of a class.
pub(super) fn class(class: Class) -> &'static str {
    match class {
        Class::Supervisory => "Pengaduan Berkadar Pengawasan",
        Class::NonSupervisory => "Pengaduan Tidak Berkadar Pengawasan",
        Class::Information => "Permintaan Informasi",
        Class::Aspiration => "Aspirasi",
    }
}

/// The national name of a channel.
pub(super) fn source(channel: Channel) -> &'static str {
    match channel {
        Channel::Android => "Android",
        Channel::Ios => "ios",
        Channel::Sms => "SMS",
        Channel::Whatsapp => "Whatsapp",
        Channel::Facebook => "Facebook",
        Channel::Instagram => "Instagram",
        Channel::Email => "Email Instansi",
        Channel::CallCenter => "Call Center",
        Channel::FaceToFace => "Tatap Muka",
        Channel::Letter => "Pos Surat",
        _ => "Website",
    }
}

/// The national sentence for a state. A unit cannot close there: an admin does it for the unit.
pub(super) fn status(state: State, by: Option<ClosedBy>) -> &'static str {
    match (state, by) {
        (State::Received, _) => "Belum Terverifikasi",
        (State::Verified, _) => "Terverifikasi",
        (State::Waiting, _) => "Menunggu Kelengkapan Informasi",
        (State::InProgress, _) => "Ditindaklanjuti oleh Instansi",
        (State::Closed, Some(ClosedBy::Reporter)) => "Ditutup oleh Pelapor",
        (State::Closed, Some(ClosedBy::System)) => "Ditutup oleh Sistem",
        (State::Closed, _) => "Ditutup oleh Admin",
        (State::Blocked, _) => "Konten Terblokir",
        (_, Some(ClosedBy::Reporter)) => "Diarsipkan oleh Pelapor",
        (_, Some(ClosedBy::System)) => "Diarsipkan oleh Sistem",
        _ => "Diarsipkan oleh Admin",
    }
}

/// A canned reason, the trailing space of one of them as found in the wild.
fn excuse(reason: Reason) -> &'static str {
    match reason {
        Reason::Invalid => "Laporan bukan pengaduan, aspirasi, atau permintaan informasi ",
        Reason::Incomplete => "Pelapor tidak melengkapi data",
        Reason::Withdrawn => "Laporan dicabut oleh pelapor",
        Reason::Jurisdiction => "Bukan kewenangan instansi",
        Reason::Duplicate => "Laporan sama dengan laporan lain",
        Reason::Other => "Lain-lain",
    }
}
