//! The city's own application: semicolons, a byte-order mark, day before month, the time in a column of its own.

use chrono::NaiveDateTime;

use super::dice::Dice;
use super::life::{Case, Custom, Holder, Oddity};
use super::sp4n;
use super::table::Style;
use crate::terms::{ClosedBy, Reason, State};

/// How things tend to end in the application: units close for themselves.
pub(super) const CUSTOM: Custom = Custom { blank: 20, lingering: 60, by_system: 330, by_admin: 120, by_reporter: 130 };

/// The header.
pub(super) const HEADER: [&str; 21] = [
    "no_tiket",
    "tgl_masuk",
    "jam_masuk",
    "tgl_verifikasi",
    "jam_verifikasi",
    "tgl_disposisi",
    "jam_disposisi",
    "tgl_tanggapan",
    "jam_tanggapan",
    "tgl_selesai",
    "jam_selesai",
    "kode_unit",
    "unit",
    "klasifikasi",
    "sumber",
    "status",
    "alasan",
    "kategori",
    "kecamatan",
    "judul",
    "isi_aduan",
];

/// The file: a byte-order mark, the header, and these rows, each already a line.
pub(super) fn file(lines: &[String]) -> Vec<u8> {
    format!("\u{feff}{}{}", Style::SEMICOLON.record(&HEADER), lines.concat()).into_bytes()
}

/// One row.
pub(super) fn row(case: &Case, dice: &mut Dice) -> [String; HEADER.len()] {
    let life = &case.life;
    let day = |moment: Option<NaiveDateTime>| moment.map(|m| m.format("%d/%m/%Y").to_string()).unwrap_or_default();
    let hour = |moment: Option<NaiveDateTime>| moment.map(|m| m.format("%H:%M:%S").to_string()).unwrap_or_default();
    let code = match life.holder {
        // A slip in the name would not be seen if the code stood beside it.
        Holder::Unit(unit) if case.oddity != Some(Oddity::MisspeltUnit) => unit.id,
        _ => "",
    };
    let received = Some(case.received);
    [
        case.id.clone(),
        day(received),
        hour(received),
        day(life.verified),
        hour(life.verified),
        day(life.assigned),
        hour(life.assigned),
        day(life.response),
        hour(life.response),
        day(life.closed),
        hour(life.closed),
        code.to_owned(),
        case.holder_name(dice),
        match case.oddity {
            Some(Oddity::UnknownClass) => "Lain-lain",
            _ => case.class.map_or("", sp4n::class),
        }
        .to_owned(),
        if dice.chance(700) { "Aplikasi SAMBAT" } else { "Web SAMBAT" }.to_owned(),
        status(life.state, life.closed_by).to_owned(),
        life.reason.map_or("", excuse).to_owned(),
        case.wording.category.to_owned(),
        case.district.to_owned(),
        case.wording.title.clone(),
        case.wording.text.clone(),
    ]
}

fn status(state: State, by: Option<ClosedBy>) -> &'static str {
    match (state, by) {
        (State::Received, _) => "Baru",
        (State::Verified, _) => "Diverifikasi",
        (State::Waiting, _) => "Menunggu Pelapor",
        (State::InProgress, _) => "Proses",
        (State::Closed, Some(ClosedBy::Admin)) => "Selesai (Admin)",
        (State::Closed, Some(ClosedBy::System)) => "Selesai (Otomatis)",
        (State::Closed, Some(ClosedBy::Reporter)) => "Selesai (Pelapor)",
        (State::Closed, _) => "Selesai",
        (State::Blocked, _) => "Diblokir",
        (State::OutOfJurisdiction, _) => "Bukan Kewenangan",
        (State::Duplicate, _) => "Duplikat",
        (State::Archived, _) => "Diarsipkan",
    }
}

fn excuse(reason: Reason) -> &'static str {
    match reason {
        Reason::Invalid => "Bukan aduan",
        Reason::Incomplete => "Data tidak lengkap",
        Reason::Withdrawn => "Dicabut pelapor",
        Reason::Jurisdiction => "Bukan kewenangan kota",
        Reason::Duplicate => "Sama dengan tiket lain",
        Reason::Other => "Lain-lain",
    }
}
