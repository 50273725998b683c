//! What the header of a column says that it is for, in Indonesian and English.
//!
//! A header is only a hint: what it promises is checked against what the column holds, and two columns that promise the
//! same are a question.

use crate::config::Field;

/// The words of one canonical column: those that say it alone, and those that say it where nothing else does.
struct Words {
    field: Field,
    strong: &'static [&'static str],
    weak: &'static [&'static str],
}

const fn words(field: Field, strong: &'static [&'static str], weak: &'static [&'static str]) -> Words {
    Words { field, strong, weak }
}

/// Columns of times; the first that a header fits is meant.
const TIMES: &[Words] = &[
    words(
        Field::DeadlineAt,
        &["deadline", "due", "duedate", "target", "tenggat", "batas", "jatuhtempo", "expected"],
        &[],
    ),
    words(Field::FirstResponseAt, &["respon", "tanggapan", "jawab", "tindaklanjut", "replied", "firstreply"], &[]),
    words(Field::VerifiedAt, &["verif"], &[]),
    words(Field::AssignedAt, &["assign", "disposisi", "diteruskan", "forwarded", "sentto"], &[]),
    words(Field::ExportedAt, &["export", "ekspor", "generate", "unduh", "cetak"], &[]),
    words(
        Field::ClosedAt,
        &["closed", "close", "resolved", "completed", "selesai", "ditutup", "tuntas", "finished"],
        &[],
    ),
    words(
        Field::ReceivedAt,
        &["received", "created", "opened", "open", "requested", "submitted", "masuk", "diterima", "dibuat", "posting"],
        &["lapor", "laporan", "aduan", "pengaduan"],
    ),
    words(Field::EventAt, &["timestamp", "eventat", "eventtime", "waktukejadian"], &[]),
];

/// Columns of anything else.
const OTHERS: &[Words] = &[
    words(Field::SkpdId, &["skpdid", "idskpd", "kodeskpd", "opdid", "idopd", "kodeopd"], &[]),
    words(
        Field::Skpd,
        &["skpd", "opd", "perangkatdaerah", "unitkerja", "satker", "department", "departemen", "agency", "owner"],
        &["unit", "dinas", "responsible"],
    ),
    words(Field::Agency, &["instansiinduk"], &[]),
    words(Field::Class, &["klasifikasi"], &["class"]),
    words(
        Field::Channel,
        &["kanal", "channel", "sumber", "=source", "requestsource", "methodreceived", "submittedvia"],
        &["media"],
    ),
    words(Field::Status, &["status"], &[]),
    words(Field::Reason, &["alasan"], &[]),
    words(
        Field::Category,
        &["kategori", "category", "complainttype", "requesttype", "servicename"],
        &["type", "jenis", "product"],
    ),
    words(Field::District, &["kecamatan", "neighborhood", "borough"], &["wilayah"]),
    words(Field::Rating, &["rating"], &[]),
    words(Field::Reporter, &["namapelapor", "reportername", "namapengadu"], &["pelapor", "reporter"]),
    words(Field::Title, &["judul"], &["title"]),
    words(Field::Text, &["isilaporan", "isiaduan", "uraian", "description", "narrative"], &["deskripsi"]),
    words(Field::ResponseText, &["isitanggapan", "isijawaban"], &["tanggapan", "jawaban"]),
    words(Field::IsConfidential, &["rahasia", "confidential"], &[]),
];

/// Words up to this length must stand alone.
const SHORT: usize = 4;

/// Names of the column that holds the complaint's id.
const IDS: Words = words(
    Field::ComplaintId,
    &[
        "trackingid",
        "complaintid",
        "tiket",
        "ticket",
        "nolaporan",
        "nomorlaporan",
        "idlaporan",
        "noaduan",
        "nomoraduan",
        "idaduan",
        "kodeaduan",
        "nopengaduan",
        "nomorpengaduan",
        "idpengaduan",
        "requestid",
        "requestnum",
        "recordid",
        "srnumber",
        "caseid",
        "casenumber",
        "enquiryid",
        "caseconceptname",
        "uniquekey",
        "tracenumber",
    ],
    &["id"],
);

/// Names of the column that tells the kind of an event, in full.
const KINDS: [&str; 9] =
    ["activity", "aktivitas", "event", "eventkind", "kejadian", "peristiwa", "langkah", "conceptname", "eventtype"];

/// How surely a header names a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    /// It says so where no other does.
    Weak,
    /// It says so.
    Strong,
}

/// A header's letters and digits in lower case, and its words.
fn taken_apart(header: &str) -> (String, Vec<String>) {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    let mut chars = header.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            let next_is_small = chars.peek().is_some_and(|n| n.is_lowercase());
            // `SRType` is sr and type, `createdAt` is created and at.
            let begins = !before.is_alphanumeric()
                || (before.is_lowercase() && c.is_uppercase())
                || (before.is_uppercase() && c.is_uppercase() && next_is_small);
            if begins {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(c.to_lowercase());
            }
        }
        before = c;
    }
    (words.concat(), words)
}

impl Words {
    /// Whether a header holds one of the words. A short one, and one behind `=`, must stand alone: "opd" is no part of
    /// "shopdate", and a resource is no source.
    fn hint(&self, header: &str) -> Option<Hint> {
        let (whole, parts) = taken_apart(header);
        let alone = |word: &str| whole == word || parts.iter().any(|p| p == word);
        let holds = |word: &&str| match word.strip_prefix('=') {
            Some(word) => alone(word),
            None => alone(word) || (word.len() > SHORT && whole.contains(*word)),
        };
        if self.strong.iter().any(holds) {
            Some(Hint::Strong)
        } else if self.weak.iter().any(holds) {
            Some(Hint::Weak)
        } else {
            None
        }
    }
}

/// Which time a column of times tells by its header.
pub(super) fn of_time(header: &str) -> Option<(Field, Hint)> {
    TIMES.iter().find_map(|w| w.hint(header).map(|hint| (w.field, hint)))
}

/// Which canonical columns a header may stand for, of those that hold no times.
pub(super) fn of_other(header: &str) -> Vec<(Field, Hint)> {
    // A code stands beside the name that it stands for.
    let is_code = taken_apart(header).1.iter().any(|part| ["id", "kode", "code"].contains(&part.as_str()));
    let fits = OTHERS.iter().filter(|w| !is_code || w.field == Field::SkpdId);
    fits.filter_map(|w| w.hint(header).map(|hint| (w.field, hint))).collect()
}

/// Whether a header names the complaint's id.
pub(super) fn of_id(header: &str) -> Option<Hint> {
    IDS.hint(header)
}

/// Whether a header names the kind of an event.
pub(super) fn is_kind(header: &str) -> bool {
    KINDS.contains(&taken_apart(header).0.as_str())
}

/// Whether a column's values may be listed: words of a short list, never of a person.
pub(super) fn is_of_words(header: &str) -> bool {
    let listed = [Field::Status, Field::Class, Field::Channel, Field::Reason];
    is_kind(header) || of_other(header).iter().any(|(field, _)| listed.contains(field))
}

/// Whether a column's values are to be compared to the end, however often one comes again.
pub(super) fn may_be_id(header: &str) -> bool {
    of_id(header).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_taken_apart_into_words() {
        for (header, parts) in [
            ("SRType", vec!["sr", "type"]),
            ("createdAt", vec!["created", "at"]),
            ("tgl_masuk", vec!["tgl", "masuk"]),
            ("Kota/Kabupaten", vec!["kota", "kabupaten"]),
            ("case:concept:name", vec!["case", "concept", "name"]),
        ] {
            assert_eq!(taken_apart(header).1, parts, "{header}");
        }
    }

    #[test]
    fn headers_of_times_are_known() {
        for (header, field) in [
            ("Tanggal Laporan Masuk", Field::ReceivedAt),
            ("CreatedDate", Field::ReceivedAt),
            ("open_dt", Field::ReceivedAt),
            ("createddate", Field::ReceivedAt),
            ("tanggal_selesai", Field::ClosedAt),
            ("CloseDate", Field::ClosedAt),
            ("Batas Penyelesaian", Field::DeadlineAt),
            ("target_dt", Field::DeadlineAt),
            ("Tanggal Tanggapan 2", Field::FirstResponseAt),
            ("tgl_disposisi", Field::AssignedAt),
        ] {
            assert_eq!(of_time(header).map(|(f, _)| f), Some(field), "{header}");
        }
        assert_eq!(of_time("StatusDate"), None);
        assert_eq!(of_time("tgl_aduan"), Some((Field::ReceivedAt, Hint::Weak)));
    }

    #[test]
    fn headers_of_other_columns_are_known() {
        for (header, field) in [
            ("SRStatus", Field::Status),
            ("Instansi Induk", Field::Agency),
            ("nama_skpd", Field::Skpd),
            ("OPD", Field::Skpd),
            ("Department", Field::Skpd),
            ("Complaint Type", Field::Category),
            ("MethodReceived", Field::Channel),
            ("Nama Pelapor", Field::Reporter),
            ("Judul Laporan", Field::Title),
        ] {
            assert!(of_other(header).contains(&(field, Hint::Strong)), "{header}: {:?}", of_other(header));
        }
        assert!(
            of_other("org:resource").is_empty()
                && of_other("shopdate").is_empty()
                && of_other("ID Kategori").is_empty()
        );
        assert_eq!(of_other("kode_opd"), [(Field::SkpdId, Hint::Strong)]);
        assert!(is_of_words("Status Laporan") && !is_of_words("Nama Pelapor") && !is_of_words("OPD"));
        assert!(is_kind("concept:name") && !is_kind("case:concept:name"));
        assert_eq!((of_id("SRRecordID"), of_id("id"), of_id("unit")), (Some(Hint::Strong), Some(Hint::Weak), None));
    }
}
