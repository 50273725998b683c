//! Right tables made by chance raise nothing; with one cell changed, that cell or a sum of it is named.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};

use super::{found, of};
use crate::publish::Language;

/// How many tables of each shape.
const TABLES: u64 = 60;

struct Dice(Pcg64Mcg);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0.next_u64() % end
    }

    fn between(&mut self, low: u64, high: u64) -> i128 {
        i128::from(low + self.below(high - low + 1))
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[usize::try_from(self.below(items.len() as u64)).unwrap()]
    }
}

/// A cell.
#[derive(Clone)]
enum Made {
    Text(String),
    /// A number: digits, how many of them are decimals, whether it may be changed, whether it has a percent sign.
    Number(i128, u32, bool, bool),
}

fn count(n: i128) -> Made {
    Made::Number(n, 0, true, false)
}

fn text(words: impl Into<String>) -> Made {
    Made::Text(words.into())
}

/// `part` of `whole` in percent, rounded half away from zero.
fn share(part: i128, whole: i128, scale: u32, changes: bool, sign: bool) -> Made {
    let scaled = part * 100 * 10_i128.pow(scale);
    let rounded = (2 * scaled.abs() + whole) / (2 * whole) * scaled.signum();
    Made::Number(rounded, scale, changes, sign)
}

/// A table as it is typed: Indonesian or English numbers, one of three separators.
fn typed(rows: &[Vec<Made>], english: bool, separator: char) -> String {
    let (decimal, thousands) = if english { ('.', ',') } else { (',', '.') };
    let cell = |made: &Made| match made {
        Made::Text(text) => text.clone(),
        Made::Number(digits, scale, _, sign) => {
            let number = super::Decimal { digits: *digits, scale: *scale }.text(decimal, thousands);
            let sign = if *sign { if english { "%" } else { " %" } } else { "" };
            let text = format!("{number}{sign}");
            if text.contains(separator) { format!("\"{text}\"") } else { text }
        }
    };
    let line = |row: &Vec<Made>| row.iter().map(cell).collect::<Vec<_>>().join(&separator.to_string());
    rows.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// Parts, their total, a row of totals, and shares of the row's total.
fn parts(dice: &mut Dice) -> Vec<Vec<Made>> {
    let names = ["Tuntas", "Diproses", "Ditolak", "Menunggu", "Diarsipkan"];
    let (width, height) = (usize::try_from(dice.between(2, 5)).unwrap(), dice.between(3, 12));
    let scale = u32::try_from(dice.below(3)).unwrap();
    let (sign, high) = (dice.below(2) == 0, dice.pick(&[9, 90, 4_000]));
    let mut rows = vec![[text("SKPD")].into_iter().chain(names[..width].iter().map(|n| text(*n))).collect::<Vec<_>>()];
    rows[0].push(text(dice.pick(&["Jumlah", "Total Aduan"])));
    rows[0].push(text("% Tuntas"));
    let mut sums = vec![0; width];
    for row in 0..height {
        let values: Vec<i128> = (0..width).map(|_| dice.between(1, high)).collect();
        sums.iter_mut().zip(&values).for_each(|(sum, v)| *sum += v);
        rows.push(parts_row(&format!("Dinas {row}"), &values, scale, sign));
    }
    rows.push(parts_row("Jumlah", &sums, scale, sign));
    rows
}

fn parts_row(name: &str, values: &[i128], scale: u32, sign: bool) -> Vec<Made> {
    let total: i128 = values.iter().sum();
    let mut row = vec![text(name)];
    row.extend(values.iter().map(|v| count(*v)));
    row.extend([count(total), share(values[0], total, scale, true, sign)]);
    row
}

/// Shares of the sum of all rows.
fn whole(dice: &mut Dice) -> Vec<Vec<Made>> {
    let height = dice.between(3, 9);
    let scale = u32::try_from(dice.between(1, 2)).unwrap();
    let (sign, high) = (dice.below(2) == 0, dice.pick(&[30, 900, 40_000]));
    let values: Vec<i128> = (0..height).map(|_| dice.between(1, high)).collect();
    let sum: i128 = values.iter().sum();
    let mut rows = vec![vec![text("Kanal"), text("Jumlah"), text(dice.pick(&["Persentase", "%", "Proporsi (%)"]))]];
    for (at, value) in values.iter().enumerate() {
        rows.push(vec![text(format!("Kanal {at}")), count(*value), share(*value, sum, scale, true, sign)]);
    }
    rows.push(vec![text("Total"), count(sum), share(sum, sum, 0, false, sign)]);
    rows
}

/// A stock from month to month, and its total.
fn stock(dice: &mut Dice) -> Vec<Vec<Made>> {
    let months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus"];
    let height = usize::try_from(dice.between(2, 8)).unwrap();
    let headers = dice.pick(&[
        ["Bulan", "Saldo awal", "Masuk", "Selesai", "Saldo akhir"],
        ["Month", "Opening", "Received", "Closed", "Closing"],
        ["Bulan", "Sisa bulan lalu", "Aduan diterima", "Diselesaikan", "Sisa"],
    ]);
    let mut rows = vec![headers.iter().map(|h| text(*h)).collect::<Vec<_>>()];
    let first = dice.between(10, 3_000);
    let (mut open, mut received, mut closed) = (first, 0, 0);
    for month in months.iter().take(height) {
        let (new, done) = (dice.between(1, 2_000), dice.between(0, 9) * open / 10);
        rows.push(vec![text(format!("{month} 2024")), count(open), count(new), count(done), count(open + new - done)]);
        (open, received, closed) = (open + new - done, received + new, closed + done);
    }
    rows.push(vec![text("Jumlah"), count(first), count(received), count(closed), count(open)]);
    rows
}

/// A count from year to year, and its change.
fn growth(dice: &mut Dice) -> Vec<Vec<Made>> {
    let scale = u32::try_from(dice.between(1, 2)).unwrap();
    let mut rows = vec![vec![text("Tahun"), text("Aduan"), text("Pertumbuhan (%)")]];
    let mut last = 0;
    for year in 2016..2016 + dice.between(4, 8) {
        let now = dice.between(500, 4_000);
        let change = if last == 0 { text("-") } else { share(now - last, last, scale, true, false) };
        rows.push(vec![text(year.to_string()), Made::Number(now, 0, false, false), change]);
        last = now;
    }
    rows
}

/// Means a day.
fn per_day(dice: &mut Dice) -> Vec<Vec<Made>> {
    let scale = u32::try_from(dice.below(3)).unwrap();
    let mut rows = vec![["Periode", "Aduan", "Hari", "Rata-rata per hari"].map(text).to_vec()];
    for at in 0..dice.between(2, 6) {
        let (n, days) = (dice.between(100, 5_000), dice.between(5, 31));
        let mean = (2 * n * 10_i128.pow(scale) + days) / (2 * days);
        rows.push(vec![text(format!("Tahap {at}")), count(n), count(days), Made::Number(mean, scale, true, false)]);
    }
    rows
}

/// Ranks by a score, equal scores sharing the better rank.
fn ranks(dice: &mut Dice) -> Vec<Vec<Made>> {
    let mut scores: Vec<i128> = (0..dice.between(5, 20)).map(|_| dice.between(300, 990)).collect();
    scores.sort_unstable_by(|a, b| b.cmp(a));
    let mut rows = vec![["Peringkat", "SKPD", "Skor"].map(text).to_vec()];
    for (at, score) in scores.iter().enumerate() {
        let rank = 1 + scores.iter().filter(|s| *s > score).count();
        rows.push(vec![count(rank as i128), text(format!("Dinas {at}")), Made::Number(*score, 1, false, false)]);
    }
    rows
}

type Shape = (&'static str, fn(&mut Dice) -> Vec<Vec<Made>>);

const SHAPES: [Shape; 6] =
    [("parts", parts), ("whole", whole), ("stock", stock), ("growth", growth), ("per day", per_day), ("ranks", ranks)];

/// Every table of a shape, and how it is typed.
fn each(shape: Shape, mut seen: impl FnMut(&mut Dice, &[Vec<Made>], bool, char)) {
    for seed in 0..TABLES {
        let mut dice = Dice(Pcg64Mcg::seed_from_u64(seed));
        let rows = shape.1(&mut dice);
        let (english, separator) = (dice.below(2) == 0, dice.pick(&[';', ',', '\t']));
        seen(&mut dice, &rows, english, separator);
    }
}

#[test]
fn a_right_table_raises_nothing() {
    for shape in SHAPES {
        each(shape, |_, rows, english, separator| {
            let table = typed(rows, english, separator);
            let audit = of(&table);
            let said = || format!("{}\n{table}\n{}", shape.0, audit.lines(Language::En).join("\n"));
            assert!(audit.findings.is_empty(), "{}", said());
            assert!(audit.checked > 0 && audit.unread.is_empty(), "{}", said());
        });
    }
}

#[test]
fn one_changed_cell_is_named_by_itself_or_by_its_sum() {
    for shape in SHAPES {
        each(shape, |dice, rows, english, separator| {
            let places: Vec<(usize, usize)> = rows
                .iter()
                .enumerate()
                .flat_map(|(line, row)| row.iter().enumerate().map(move |(column, made)| (line, column, made)))
                .filter(|(_, _, made)| matches!(made, Made::Number(_, _, true, _)))
                .map(|(line, column, _)| (line, column))
                .collect();
            let (line, column) = dice.pick(&places);
            let mut changed = rows.to_vec();
            if let Made::Number(digits, ..) = &mut changed[line][column] {
                // A rank is moved behind all others: a smaller change may be another usual way to rank.
                *digits += if shape.0 == "ranks" { 100 } else { dice.between(2, 9) * (1 + digits.abs() / 40) };
            }
            let table = typed(&changed, english, separator);
            let audit = of(&table);
            let named = audit.findings.iter().any(|f| {
                let (l, c) = (usize::try_from(f.place.line).unwrap() - 1, f.place.column);
                (l, c) == (line, column) || l == line || c == column
            });
            assert!(
                named,
                "{}: line {}, column {column} changed\n{table}\n{:?}\n{}",
                shape.0,
                line + 1,
                found(&audit),
                audit.lines(Language::En).join("\n")
            );
        });
    }
}
