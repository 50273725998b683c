//! What no check reached: a table in which nothing is found need not be right.

use super::super::Audit;
use super::super::relations::{Base, Days, Opening, Whole};
use super::super::words::Kind;
use super::either;
use crate::publish::Language;

impl Audit {
    /// What is said where nothing was found.
    pub(super) fn nothing_found(&self, language: Language) -> &'static str {
        if self.checked > 0 {
            return either(language, "tidak ada", "none");
        }
        either(
            language,
            "tidak ada yang dapat diperiksa, jadi tabel ini tidak terbukti benar; nyatakan dengan --as bagaimana kolomnya berhubungan, misalnya \"C=share:B/D\", \"E=total:B/C\", \"F=rank:C\"",
            "nothing could be checked, so the table is not shown to be right; state with --as how its columns belong together, such as \"C=share:B/D\", \"E=total:B/C\", \"F=rank:C\"",
        )
    }

    /// The columns of numbers that no check reached, in a line.
    pub(super) fn unreached_note(&self, language: Language) -> Option<String> {
        let names: Vec<String> = self.unreached().into_iter().map(|c| self.head(c, Language::En)).collect();
        let said = either(language, "tidak dijangkau pemeriksaan apa pun", "reached by no check");
        (!names.is_empty()).then(|| format!("{said}: {}", names.join("; ").replace("  ", " ")))
    }

    /// The columns of numbers that no check reached.
    pub(super) fn unreached(&self) -> Vec<usize> {
        let r = &self.relations;
        let mut reached = Vec::new();
        for share in &r.shares {
            reached.extend([share.column, share.part]);
            reached.extend(if let Whole::Column(whole) = share.whole { Some(whole) } else { None });
        }
        for growth in &r.growths {
            reached.extend([growth.column, growth.of]);
            reached.extend(if let Base::Column(from) = growth.base { Some(from) } else { None });
        }
        for mean in &r.per_days {
            reached.extend([mean.column, mean.of]);
            reached.extend(if let Days::Column(days) = mean.days { Some(days) } else { None });
        }
        for breakdown in &r.breakdowns {
            reached.extend([breakdown.total].iter().chain(&breakdown.parts));
        }
        if let Some(stock) = &r.stock {
            reached.extend([stock.closing].iter().chain(&stock.added).chain(&stock.taken));
            reached.extend(if let Opening::Column(opening) = stock.opening { Some(opening) } else { None });
        }
        reached.extend(r.ranks.iter().flat_map(|rank| [rank.column, rank.by]));
        let summed = |c: usize| r.covers.iter().any(|cover| self.table.number(cover.row, c).is_some());
        let is_open = |c: &usize| {
            let kind = self.table.kind(*c);
            let is_number = !kind.is_label() && !matches!(kind, Kind::Ordinal | Kind::Ignored);
            is_number && !reached.contains(c) && !(kind.is_count() && summed(*c))
        };
        (0..self.table.columns.len()).filter(is_open).collect()
    }
}
