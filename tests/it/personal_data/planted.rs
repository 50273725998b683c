//! Exports with persons in them: which columns, which shifts, which formats.

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};

/// A layout: its columns, and a row without fault.
#[derive(Clone, Copy)]
pub struct Layout {
    /// The built-in profile.
    pub profile: &'static str,
    /// Rows above the header.
    pub preamble: &'static [&'static [&'static str]],
    /// The columns.
    pub header: &'static [&'static str],
    /// A row.
    pub good: &'static [&'static str],
    /// The place of the id.
    pub id: usize,
    /// The columns of units and governments.
    pub units: &'static [&'static str],
}

impl Layout {
    /// The columns that hold neither a unit nor a government.
    pub fn private(&self) -> impl Iterator<Item = usize> {
        (0..self.header.len()).filter(|at| !self.units.contains(&self.header[*at]))
    }
}

/// Complaints. A unit's column always stands between two others, so that a shift brings a person into it.
pub const CASES: Layout = Layout {
    profile: "cases",
    preamble: &[],
    header: &[
        "complaint_id",
        "received_at",
        "verified_at",
        "status",
        "skpd",
        "assigned_at",
        "first_response_at",
        "agency",
        "class",
        "channel",
        "category",
        "skpd_id",
        "reason",
        "closed_at",
        "deadline_at",
        "exported_at",
        "district",
        "rating",
        "reporter",
        "title",
        "text",
        "response_text",
        "is_confidential",
    ],
    good: &[
        "G1",
        "2024-05-06 08:00:00",
        "2024-05-06 08:10:00",
        "in-progress",
        "Dinas Kesehatan",
        "2024-05-06 09:00:00",
        "2024-05-06 10:00:00",
        "Pemerintah Kota Uji",
        "aspirasi",
        "website",
        "Layanan",
        "D1",
        "",
        "",
        "2024-05-20 08:00:00",
        "2024-07-05 08:00:00",
        "Utara",
        "4",
        "",
        "Antrean",
        "Antrean di puskesmas panjang sekali",
        "Akan ditambah loket",
        "",
    ],
    id: 0,
    units: &["skpd", "skpd_id", "agency"],
};

/// Events.
pub const EVENTS: Layout = Layout {
    profile: "events",
    preamble: &[],
    header: &[
        "complaint_id",
        "event_at",
        "event_kind",
        "actor",
        "received_at",
        "skpd",
        "deadline_at",
        "agency",
        "class",
        "channel",
        "skpd_id",
        "reason",
        "category",
        "exported_at",
        "district",
        "title",
        "text",
        "is_confidential",
    ],
    good: &[
        "G1",
        "2024-05-06 09:00:00",
        "assigned",
        "",
        "2024-05-06 08:00:00",
        "Dinas Kesehatan",
        "2024-05-20 08:00:00",
        "Pemerintah Kota Uji",
        "aspirasi",
        "website",
        "D1",
        "",
        "Layanan",
        "2024-07-05 08:00:00",
        "Utara",
        "Antrean",
        "Antrean di puskesmas panjang sekali",
        "",
    ],
    id: 0,
    units: &["actor", "skpd", "skpd_id", "agency"],
};

/// The national export, with the name of a person among the rows above the header.
pub const SP4N: Layout = Layout {
    profile: "sp4n-ringkas",
    preamble: &[
        &["Judul Laporan", "", "Laporan Ringkas"],
        &["Nama Instansi", "", "Pemerintah Kota Uji"],
        &["Tanggal Generate", "", "2024-07-05"],
        &["Periode Masuk", "", "(2024-04-01) - (2024-06-30)"],
        &["Pengelola", "", "Siti Rahasia Aminah, 3573019907120001"],
    ],
    header: &[
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
    ],
    good: &[
        "8000001",
        "6 May 2024",
        "04:05:34",
        "-",
        "Aspirasi",
        "12",
        "Kesehatan",
        "Antrean",
        "Antrean di puskesmas panjang sekali",
        "Antrean di puskesmas panjang sekali",
        "Anonim",
        "Website",
        "Pemerintah Kota Uji",
        "77",
        "Dinas Kesehatan",
        "Ditindaklanjuti oleh Instansi",
        "-",
        "Jawa Timur",
        "Kota Uji",
        "Utara",
        "Tengah",
    ],
    id: 0,
    units: &["Instansi Induk", "ID Instansi Terdisposisi", "Instansi Terdisposisi"],
};

/// Whom and what it is all about; every word of it is made up.
const PERSON: [&str; 6] = [
    "Siti Rahasia Aminah",
    "3573019907120001",
    "+6281299887766",
    "081299887766",
    "siti.rahasia@contoh.example",
    "Pelapor Siti Rahasia Aminah tinggal di Jalan Melati Nomor 17 dan meminta supaya namanya tidak disebut",
];

/// The same for the id's column, with numbers that stand nowhere else.
const AS_ID: [&str; 6] = [PERSON[0], "3573019907129999", PERSON[2], "081200009999", PERSON[4], PERSON[5]];

/// How a row came out of joint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shift {
    /// Not at all.
    None,
    /// Every cell stands one place to the left.
    Left,
    /// Every cell stands one place to the right.
    Right,
    /// From the planted cell on, one place to the left.
    LeftFromHere,
    /// From the planted cell on, one place to the right.
    RightFromHere,
    /// One cell too many.
    Longer,
    /// One cell too few.
    Shorter,
}

impl Shift {
    pub const SAME_WIDTH: [Self; 5] = [Self::None, Self::Left, Self::Right, Self::LeftFromHere, Self::RightFromHere];
    /// In a workbook a row ends with its last cell: one too many or too few is a shift from there on. With these no
    /// column holds a thing five times, when it could be named.
    pub const OF_A_WORKBOOK: [Self; 5] = [Self::None, Self::Left, Self::Right, Self::Longer, Self::Shorter];
    pub const ALL: [Self; 7] =
        [Self::None, Self::Left, Self::Right, Self::LeftFromHere, Self::RightFromHere, Self::Longer, Self::Shorter];

    fn apply(self, row: &mut Vec<String>, planted: usize) {
        let before = planted.saturating_sub(1);
        match self {
            Self::None => {}
            Self::Left => row.rotate_left(1),
            Self::Right => row.rotate_right(1),
            Self::LeftFromHere => {
                row.remove(before);
                row.push(String::new());
            }
            Self::RightFromHere => {
                row.insert(planted, String::new());
                row.pop();
            }
            Self::Longer => row.insert(planted, String::new()),
            Self::Shorter => drop(row.remove(before)),
        }
    }
}

/// Complaints without fault, each with an id of its own, so that there is a report.
pub fn good(layout: &Layout) -> Vec<Vec<String>> {
    let ids = (1..=6).map(|n| format!("81{n}"));
    ids.map(|id| with_id(layout, &id)).collect()
}

fn with_id(layout: &Layout, id: &str) -> Vec<String> {
    let mut row: Vec<String> = layout.good.iter().map(|cell| (*cell).to_owned()).collect();
    id.clone_into(&mut row[layout.id]);
    row
}

/// A good row for each column, thing of a person and shift, with that thing in that column.
pub fn rows(layout: &Layout, shifts: &[Shift]) -> Vec<Vec<String>> {
    let mut rows = good(layout);
    for column in layout.private() {
        for thing in if column == layout.id { AS_ID } else { PERSON } {
            for shift in shifts {
                let mut row = with_id(layout, &format!("82{}", rows.len()));
                thing.clone_into(&mut row[column]);
                shift.apply(&mut row, column);
                rows.push(row);
            }
        }
    }
    rows
}

/// Good rows whose unit has no id, with something of a person for its name.
pub fn strayed(layout: &Layout, id: &str, name: &str) -> Vec<Vec<String>> {
    let at = |column: &str| layout.header.iter().position(|c| *c == column).expect("a column");
    let row = |(number, thing): (usize, &str)| {
        let mut row = with_id(layout, &format!("83{number}"));
        row[at(id)].clear();
        thing.clone_into(&mut row[at(name)]);
        row
    };
    PERSON.into_iter().enumerate().map(row).collect()
}

/// Everything above the rows.
fn head(layout: &Layout) -> impl Iterator<Item = &'static [&'static str]> {
    layout.preamble.iter().copied().chain([layout.header])
}

pub fn csv(layout: &Layout, rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    head(layout).for_each(|cells| writer.write_record(cells).expect("a record"));
    rows.iter().for_each(|row| writer.write_record(row).expect("a record"));
    writer.into_inner().expect("bytes")
}

pub fn xlsx(layout: &Layout, rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let head = head(layout).map(|cells| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>());
    for (y, row) in head.chain(rows.iter().cloned()).enumerate() {
        for (x, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let (y, x) = (u32::try_from(y).expect("a row"), u16::try_from(x).expect("a column"));
            sheet.write_string(y, x, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

pub fn jsonl(layout: &Layout, rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        let cells = layout.header.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), cell.as_str().into()));
        let object: serde_json::Map<String, serde_json::Value> = cells.collect();
        text += &serde_json::Value::Object(object).to_string();
        text.push('\n');
    }
    text.into_bytes()
}

pub fn parquet(layout: &Layout, rows: &[Vec<String>]) -> Vec<u8> {
    let column = |at: usize| Arc::new(rows.iter().map(|r| Some(r[at].as_str())).collect::<StringArray>()) as ArrayRef;
    let columns = layout.header.iter().enumerate().map(|(at, name)| (*name, column(at), true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).expect("a batch");
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("rows");
    writer.close().expect("a file");
    bytes
}
