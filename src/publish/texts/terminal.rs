//! What a run says on a terminal.

use super::Entry;

// One entry a line, however long.
#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    ("terminal.replaced", "laporan lama dipindahkan ke {place}", "the older report was moved to {place}"),
    ("terminal.same", "sama dengan laporan yang sudah ada; tidak ada yang diubah", "the same as the report that is there already; nothing was changed"),
    ("terminal.total", "{received} aduan masuk, {eligible} dihitung; direspons {responded} ({rate}); tepat waktu {on_time}; terbuka {open}", "{received} complaints received, {eligible} eligible; answered {responded} ({rate}); on time {on_time}; open {open}"),
    ("terminal.ranked", "{ranked} unit berperingkat; {silent} unit dengan aduan triwulan ini yang belum direspons lewat batas", "{ranked} units ranked; {silent} units with complaints of the quarter unanswered past the limit"),
    ("terminal.kept", "{kept} dari {files} berkas tidak berubah dan tidak dibaca lagi", "{kept} of {files} files did not change and were not read again"),
];
