//! Periods as offices write them: years, semesters, quarters, months, ranges of days.

use chrono::{Datelike, NaiveDate};

/// A stretch of time, and its place among those of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// How long such a stretch is.
    pub kind: Kind,
    /// Its running number: the next period of the kind has the next one.
    pub number: i32,
    /// How many days it has, where its year is told.
    pub days: Option<i64>,
}

/// Kinds of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A calendar year.
    Year,
    /// Half a year.
    Semester,
    /// Three months.
    Quarter,
    /// A month.
    Month,
    /// Some days; their number counts the days to the first.
    Days,
}

const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "pebruari", "feb", "peb"],
    &["maret", "march", "mar"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["agustus", "august", "agu", "agt", "aug", "ags"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nopember", "nov", "nop"],
    &["desember", "december", "des", "dec"],
];

/// Reads a period; `None` where the text is none.
pub fn period(text: &str) -> Option<Period> {
    let lower = text.trim().to_lowercase().replace(['–', '—'], "-");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.is_empty() || words.len() > 8 {
        return None;
    }
    let year = words.iter().find_map(|w| year(w));
    let rest: Vec<&str> = words
        .iter()
        .copied()
        .filter(|w| self::year(w).is_none() && !matches!(*w, "tahun" | "year" | "bulan"))
        .collect();
    match rest.as_slice() {
        [] => year.map(|y| Period { kind: Kind::Year, number: y, days: days((y, 1), (y + 1, 1)) }),
        ["triwulan" | "tw" | "quarter" | "kuartal" | "trimester" | "q", n] => part(year, 4, n),
        ["semester" | "smt" | "sem", n] => part(year, 2, n),
        [one] => {
            if let Some(n) = one.strip_prefix("tw").or_else(|| one.strip_prefix('q')).filter(|n| !n.is_empty()) {
                return part(year, 4, n);
            }
            month(one).or_else(|| numbered_month(one, &words)).map(|m| of_month(year, m))
        }
        // "Jan-23": a month and the year's last two digits.
        [name, two] if two.len() == 2 && year.is_none() && month(name).is_some() => {
            let year = two.parse::<i32>().ok().map(|y| 2000 + y);
            month(name).map(|m| of_month(year, m))
        }
        all => range(all, year?),
    }
}

fn year(word: &str) -> Option<i32> {
    let year: i32 = (word.len() == 4).then(|| word.parse().ok())??;
    (1990..=2100).contains(&year).then_some(year)
}

fn month(word: &str) -> Option<i32> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i32::try_from(at).ok()
}

/// The month of `2023-01`.
fn numbered_month(word: &str, words: &[&str]) -> Option<i32> {
    let month: i32 = (words.len() == 2 && word.len() <= 2).then(|| word.parse().ok())??;
    (1..=12).contains(&month).then_some(month - 1)
}

fn of_month(year: Option<i32>, month: i32) -> Period {
    let days = year.and_then(|y| days((y, month + 1), (y + (month + 1) / 12, (month + 1) % 12 + 1)));
    Period { kind: Kind::Month, number: year.unwrap_or(0) * 12 + month, days }
}

/// A half or a quarter of a year, by a Roman or an Arabic number.
fn part(year: Option<i32>, parts: i32, number: &str) -> Option<Period> {
    let number = match number {
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        other => other.parse::<i32>().ok()?,
    };
    if !(1..=parts).contains(&number) {
        return None;
    }
    let months = 12 / parts;
    let first = (number - 1) * months + 1;
    let days = year.and_then(|y| {
        let next = first + months;
        days((y, first), (y + (next - 1) / 12, (next - 1) % 12 + 1))
    });
    let kind = if parts == 4 { Kind::Quarter } else { Kind::Semester };
    Some(Period { kind, number: year.unwrap_or(0) * parts + number - 1, days })
}

/// `1 10 januari`, `1 s d 10 januari`, `28 februari 5 maret`: from the first day to the last, both counted.
fn range(words: &[&str], year: i32) -> Option<Period> {
    let known: Vec<&str> =
        words.iter().copied().filter(|w| !matches!(*w, "s" | "d" | "sd" | "sampai" | "to")).collect();
    let date = |day: &str, name: &str| {
        let month = u32::try_from(month(name)? + 1).ok()?;
        NaiveDate::from_ymd_opt(year, month, day.parse().ok()?)
    };
    let (from, to) = match known.as_slice() {
        [from, to, name] => (date(from, name)?, date(to, name)?),
        [from, first, to, second] => (date(from, first)?, date(to, second)?),
        _ => return None,
    };
    let days = to.signed_duration_since(from).num_days() + 1;
    (days > 0).then(|| Period { kind: Kind::Days, number: from.num_days_from_ce(), days: Some(days) })
}

/// Days from the first of one month to the first of another.
fn days(from: (i32, i32), to: (i32, i32)) -> Option<i64> {
    let first = |(year, month): (i32, i32)| NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, 1);
    Some(first(to)?.signed_duration_since(first(from)?).num_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(Kind, i32, Option<i64>)> {
        period(text).map(|p| (p.kind, p.number, p.days))
    }

    #[test]
    fn periods_are_read_as_offices_write_them() {
        assert_eq!(told("2022"), Some((Kind::Year, 2022, Some(365))));
        assert_eq!(told("Tahun 2024"), Some((Kind::Year, 2024, Some(366))));
        assert_eq!(told("Triwulan II 2024"), Some((Kind::Quarter, 2024 * 4 + 1, Some(91))));
        for quarter in ["TW IV 2024", "Q4 2024", "2024-Q4", "tw4 2024", "Quarter 4, 2024"] {
            assert_eq!(told(quarter), Some((Kind::Quarter, 2024 * 4 + 3, Some(92))), "{quarter}");
        }
        assert_eq!(told("Semester I 2023"), Some((Kind::Semester, 4046, Some(181))));
        for month in ["Januari 2023", "Jan-23", "2023-01", "bulan Januari 2023"] {
            assert_eq!(told(month), Some((Kind::Month, 2023 * 12, Some(31))), "{month}");
        }
        assert_eq!(told("Desember 2023"), Some((Kind::Month, 2023 * 12 + 11, Some(31))));
        assert_eq!(told("Pebruari"), Some((Kind::Month, 1, None)));
        for range in ["1-10 Januari 2023", "1 s.d. 10 Januari 2023", "1–10 Jan 2023"] {
            assert_eq!(told(range).map(|t| t.2), Some(Some(10)), "{range}");
        }
        assert_eq!(told("28 Februari - 5 Maret 2023").map(|t| t.2), Some(Some(6)));
    }

    #[test]
    fn other_words_are_no_periods() {
        for text in
            ["", "Dinas Pendidikan", "1367", "Triwulan V", "Kecamatan 3", "30 Februari 1 Maret", "12", "Mei Lestari X"]
        {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
