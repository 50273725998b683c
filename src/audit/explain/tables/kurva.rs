//! `kurva.csv`: how long complaints are pending. Who left when is counted here, from the minutes that the evidence tells; curves and
//! their intervals are `judge`'s.

use super::super::Finished;
use super::super::basis::{Basis, Told as ToldOf};
use super::super::evidence::{Case, End, Until};
use super::super::explained::{Item, List};
use super::super::lists::Reading;
use super::super::recompute::{Cells, Recomputed};
use super::super::sheet::{AGENCY_ID, Asked, Place, Rows, SKPD_ID, Sheet, Told, by_ids, league, name, own};
use super::super::tally::Curved;
use crate::judge::{Curve, Median, PENDING_DAYS, Quantity, Value};
use crate::problem::Problem;
use crate::publish::numbers;

/// Minutes of a day.
const DAY: u32 = 1_440;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "kurva",
    keys: &["step"],
    columns: &[
        name("step", "Langkah: response (sampai respons pertama yang dihitung) atau resolution (sampai selesai).", "The step: response (up to the first response that counts) or resolution."),
        AGENCY_ID,
        SKPD_ID,
        name("unit", "Nama unit, atau instansi pada barisnya.", "The unit's name, or the government's in its row."),
        own("complaints", Quantity::Count, "Aduan yang diikuti: yang masuk hitungan; sampai selesai juga yang diarsipkan.", "Complaints followed: the eligible ones; up to the resolution those archived too."),
        own("events", Quantity::Count, "Yang mencapai langkah itu pada waktu yang diketahui.", "Those that reached the step at a known time."),
        own("competing", Quantity::Count, "Yang diarsipkan sebelumnya pada waktu yang diketahui: tetap menunggu, selesai tidak mungkin lagi.", "Those archived before it at a known time: they stay pending, a resolution cannot come any more."),
        own("censored", Quantity::Count, "Yang tidak terlihat lagi sebelum mencapainya: masih menunggu pada tanggal data, atau waktunya tidak diketahui.", "Those seen no longer before they reached it: pending at as-of, or at an unknown time."),
        own("time_unknown", Quantity::Count, "Bagian dari censored yang mencapainya pada waktu yang tidak diketahui.", "The part of censored that reached it at an unknown time."),
        league("closed_by_admin", Quantity::Count),
        league("closed_by_system", Quantity::Count),
        league("closed_by_reporter", Quantity::Count),
        own("median", Quantity::Text, "reached: paling banyak separuh masih menunggu; not_reached: belum tercapai; not_stated: waktu yang diketahui terlalu sedikit.", "Reached: no more than half are pending; not_reached; not_stated: too few times are known."),
        own("median_hours", Quantity::Hours, "Jam saat paling banyak separuh masih menunggu.", "Hours after which no more than half are pending."),
        own("median_low_hours", Quantity::Hours, "Ujung bawah selang 95 % mediannya; kosong bila datanya tidak memberi batas.", "Lower end of the 95% interval of the median; empty where the data set no such bound."),
        own("median_high_hours", Quantity::Hours, "Ujung atas selang 95 % mediannya; kosong bila datanya tidak memberi batas.", "Upper end of the 95% interval of the median; empty where the data set no such bound."),
        own("restricted_mean_hours", Quantity::Hours, "Rata-rata jam menunggu sampai cakrawala: luas di bawah kurva.", "Mean hours pending up to the horizon: the area under the curve."),
        own("restricted_mean_low_hours", Quantity::Hours, "Ujung bawah selang 95 % rata-rata itu; mulai sepuluh aduan.", "Lower end of the 95% interval of that mean; from ten complaints on."),
        own("restricted_mean_high_hours", Quantity::Hours, "Ujung atas selang 95 % rata-rata itu; mulai sepuluh aduan.", "Upper end of the 95% interval of that mean; from ten complaints on."),
        own("horizon_hours", Quantity::Hours, "Cakrawala dalam jam ([survival]).", "The horizon in hours ([survival])."),
        own("pending_1d", Quantity::Rate, "Bagian aduan yang masih menunggu setelah 1 hari (24 jam).", "The share of complaints still pending after 1 day (24 hours)."),
        own("pending_1d_low", Quantity::Rate, "Ujung bawah selang 95 % bagian yang masih menunggu setelah 1 hari.", "Lower end of the 95% interval of the share pending after 1 day."),
        own("pending_1d_high", Quantity::Rate, "Ujung atas selang 95 % bagian yang masih menunggu setelah 1 hari.", "Upper end of the 95% interval of the share pending after 1 day."),
        own("pending_3d", Quantity::Rate, "Bagian aduan yang masih menunggu setelah 3 hari (72 jam).", "The share of complaints still pending after 3 days (72 hours)."),
        own("pending_3d_low", Quantity::Rate, "Ujung bawah selang 95 % bagian yang masih menunggu setelah 3 hari.", "Lower end of the 95% interval of the share pending after 3 days."),
        own("pending_3d_high", Quantity::Rate, "Ujung atas selang 95 % bagian yang masih menunggu setelah 3 hari.", "Upper end of the 95% interval of the share pending after 3 days."),
        own("pending_5d", Quantity::Rate, "Bagian aduan yang masih menunggu setelah 5 hari (120 jam).", "The share of complaints still pending after 5 days (120 hours)."),
        own("pending_5d_low", Quantity::Rate, "Ujung bawah selang 95 % bagian yang masih menunggu setelah 5 hari.", "Lower end of the 95% interval of the share pending after 5 days."),
        own("pending_5d_high", Quantity::Rate, "Ujung atas selang 95 % bagian yang masih menunggu setelah 5 hari.", "Upper end of the 95% interval of the share pending after 5 days."),
        own("pending_14d", Quantity::Rate, "Bagian aduan yang masih menunggu setelah 14 hari (336 jam).", "The share of complaints still pending after 14 days (336 hours)."),
        own("pending_14d_low", Quantity::Rate, "Ujung bawah selang 95 % bagian yang masih menunggu setelah 14 hari.", "Lower end of the 95% interval of the share pending after 14 days."),
        own("pending_14d_high", Quantity::Rate, "Ujung atas selang 95 % bagian yang masih menunggu setelah 14 hari.", "Upper end of the 95% interval of the share pending after 14 days."),
        own("pending_60d", Quantity::Rate, "Bagian aduan yang masih menunggu setelah 60 hari (1440 jam).", "The share of complaints still pending after 60 days (1440 hours)."),
        own("pending_60d_low", Quantity::Rate, "Ujung bawah selang 95 % bagian yang masih menunggu setelah 60 hari.", "Lower end of the 95% interval of the share pending after 60 days."),
        own("pending_60d_high", Quantity::Rate, "Ujung atas selang 95 % bagian yang masih menunggu setelah 60 hari.", "Upper end of the 95% interval of the share pending after 60 days."),
    ],
    unit: by_ids,
    rows,
    tell,
};

/// The step of a row.
fn until(step: &str) -> Until {
    if step == "response" { Until::Response } else { Until::Resolution }
}

fn step(until: Until) -> &'static str {
    match until {
        Until::Response => "response",
        Until::Resolution => "resolution",
    }
}

fn curved(row: &Recomputed, until: Until) -> &Curved {
    match until {
        Until::Response => &row.tally.until_response,
        Until::Resolution => &row.tally.until_resolution,
    }
}

/// The horizon in minutes.
fn horizon(report: &Finished, until: Until) -> u32 {
    match until {
        Until::Response => report.book.settings.horizon,
        Until::Resolution => report.book.settings.resolution_horizon,
    }
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    for (key, row) in &report.rows {
        for until in [Until::Response, Until::Resolution] {
            if !curved(row, until).exits.is_empty() {
                let place = Place { unit: key.clone(), keys: vec![step(until).to_owned()] };
                rows.insert(place, cells(report, row, until));
            }
        }
    }
    Ok(rows)
}

/// A row computed again.
fn cells(report: &Finished, row: &Recomputed, until: Until) -> Cells {
    let curved = curved(row, until);
    let [events, competing, censored] = curved
        .exits
        .values()
        .fold([0_u64; 3], |[a, b, c], [x, y, z]| [a + u64::from(*x), b + u64::from(*y), c + u64::from(*z)]);
    // Hours of the response need seconds; of the resolution, and whole days, a bound will do.
    let (hours, days) = match until {
        Until::Response => (row.carried.response_hours && row.tally.tells_hours(), row.carried.response_times),
        Until::Resolution => (row.carried.closing_times, row.carried.closing_times),
    };
    let exits = curved.exits();
    let curve = Curve::new(&exits);
    let horizon = horizon(report, until);
    let (word, median) = match curve.median() {
        Median::Reached { at, low, high } if hours => ("reached", [Some(at), low, high]),
        Median::NotReached { low } if hours => ("not_reached", [None, low, None]),
        _ => ("not_stated", [None; 3]),
    };
    let mean = curve.restricted_mean(horizon).filter(|_| hours);
    let range = mean.and_then(|mean| mean.interval()).unzip();
    let in_hours = |minutes: Option<f64>| Value::number(minutes.map(|minutes| minutes / 60.0));
    let named = |column: &str| row.cells.get(column).cloned().unwrap_or(Value::Empty);
    let closers = |column: &str| if until == Until::Resolution { named(column) } else { Value::Empty };
    let mut cells = Cells::from([
        ("step", Value::text(step(until))),
        ("agency_id", named("agency_id")),
        ("skpd_id", named("skpd_id")),
        ("unit", if named("skpd_id") == Value::Empty { named("agency") } else { named("skpd") }),
        ("complaints", Value::Count(events + competing + censored)),
        ("events", Value::Count(events)),
        ("competing", Value::Count(competing)),
        ("censored", Value::Count(censored)),
        ("time_unknown", Value::Count(curved.untimed)),
        ("closed_by_admin", closers("closed_by_admin")),
        ("closed_by_system", closers("closed_by_system")),
        ("closed_by_reporter", closers("closed_by_reporter")),
        ("median", Value::text(word)),
        ("median_hours", in_hours(median[0])),
        ("median_low_hours", in_hours(median[1])),
        ("median_high_hours", in_hours(median[2])),
        ("restricted_mean_hours", in_hours(mean.map(|mean| mean.value))),
        ("restricted_mean_low_hours", in_hours(range.0)),
        ("restricted_mean_high_hours", in_hours(range.1)),
        ("horizon_hours", in_hours(Some(f64::from(horizon)))),
    ]);
    for (days_after, names) in PENDING_DAYS.into_iter().zip(PENDING) {
        let share = curve.share_pending(days_after * DAY).filter(|_| days);
        let ends = [share.map(|s| s.value), share.map(|s| s.low), share.map(|s| s.high)];
        cells.extend(names.into_iter().zip(ends.map(Value::number)));
    }
    cells
}

/// The columns of the shares, by [`PENDING_DAYS`].
const PENDING: [[&str; 3]; 5] = [
    ["pending_1d", "pending_1d_low", "pending_1d_high"],
    ["pending_3d", "pending_3d_low", "pending_3d_high"],
    ["pending_5d", "pending_5d_low", "pending_5d_high"],
    ["pending_14d", "pending_14d_low", "pending_14d_high"],
    ["pending_60d", "pending_60d_low", "pending_60d_high"],
];

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading, until) = (asked.words, asked.reading(), until(asked.key(0)));
    if let (Some(basis), Value::Count(_)) = (Basis::of(asked.column), asked.value(asked.column)) {
        return Told {
            steps: reading.steps(asked.column, basis),
            lists: reading.lists(asked.column, basis),
            computed_by: "queries/league.sql",
            ..Told::default()
        };
    }
    let shown = |column: &str| asked.shown(column, Quantity::Count);
    let [complaints, events, competing] = ["complaints", "events", "competing"].map(shown);
    let [censored, unknown] = ["censored", "time_unknown"].map(shown);
    let mut steps = vec![words.of(
        format!(
            "{complaints} diikuti = {events} mencapainya + {competing} diarsipkan + {censored} tidak terlihat lagi ({unknown} di \
             antaranya mencapainya pada waktu yang tidak diketahui)"
        ),
        format!(
            "{complaints} followed = {events} reached it + {competing} archived + {censored} seen no longer ({unknown} of them \
             reached it at an unknown time)"
        ),
    )];
    steps.extend(reading.row().and_then(|row| at_risk(asked, curved(row, until))));
    if asked.value(asked.column) == Value::Empty {
        steps.push(words.of(
            "kosong: waktu yang diketahui terlalu sedikit, tidak ada yang diikuti selama itu, atau datanya tidak memberi batas",
            "empty: too few times are known, nobody was followed for so long, or the data set no bound",
        ));
    } else if asked.quantity != Quantity::Count {
        let what = match until {
            Until::Response => words.of("kurva Kaplan-Meier", "Kaplan-Meier curve"),
            Until::Resolution => {
                words.of("1 - insidensi kumulatif (Aalen-Johansen)", "1 - cumulative incidence (Aalen-Johansen)")
            }
        };
        steps.push(format!("{what}: {} = {}", asked.column, asked.itself()));
    }
    let told = match until {
        Until::Response => ToldOf::Followed,
        Until::Resolution => ToldOf::ResolutionTime,
    };
    let of = Basis::Complaints { counted: |_| true, of: |_| true, told };
    Told {
        rules: asked.report.book.rules.of(asked.column, of, words),
        steps,
        lists: lists(&reading, until),
        computed_by: if asked.quantity == Quantity::Count {
            "queries/survival.sql"
        } else {
            "src/judge/survival/curve.rs"
        },
        ..Told::default()
    }
}

/// For a share after some days: who had left by then, and who was still followed.
fn at_risk(asked: &Asked<'_>, curved: &Curved) -> Option<String> {
    let at = PENDING.iter().position(|names| names.contains(&asked.column))?;
    let days = *PENDING_DAYS.get(at)?;
    let before = curved.exits.range(..=days * DAY);
    let left = before.fold([0_u32; 3], |[a, b, c], (_, [x, y, z])| [a + x, b + y, c + z]);
    let all: u32 = curved.exits.values().flatten().sum();
    let rest = all.saturating_sub(left.iter().sum());
    let count = |n: u32| numbers::count(u64::from(n), asked.words.language);
    let [events, competing, censored] = left.map(count);
    let (minutes, rest) = (count(days * DAY), count(rest));
    Some(asked.words.of(
        format!(
            "sampai menit {minutes}: {events} mencapainya, {competing} diarsipkan, {censored} tidak terlihat lagi; {rest} masih \
             diikuti"
        ),
        format!(
            "up to minute {minutes}: {events} reached it, {competing} archived, {censored} seen no longer; {rest} still followed"
        ),
    ))
}

/// The complaints by the way in which they left the curve, the earliest first.
fn lists(reading: &Reading<'_>, until: Until) -> Vec<List> {
    let words = reading.words;
    let cases = reading.book.cases_of(reading.key);
    let mut followed: Vec<_> = cases.iter().filter_map(|case| Some((case.followed(until)?, *case))).collect();
    followed.sort_by_key(|(followed, case)| (followed.minute, case.number));
    let told = match until {
        Until::Response => ToldOf::Response,
        Until::Resolution => ToldOf::ResolutionTime,
    };
    let item = |minute: u32, case: &Case| {
        let item = reading.item(case, told);
        let minutes = numbers::count(u64::from(minute), words.language);
        let reason = match case.is_closed() || told == ToldOf::Response || !case.is_eligible() {
            true => item.reason.clone(),
            false => words.of("belum selesai", "not resolved yet"),
        };
        Item { reason: words.of(format!("menit {minutes}: {reason}"), format!("minute {minutes}: {reason}")), ..item }
    };
    let list = |word: &'static str, end: End, id: &str, en: &str| List {
        word,
        title: words.of(id, en),
        items: followed.iter().filter(|(f, _)| f.end == end).map(|(f, case)| item(f.minute, case)).collect(),
    };
    vec![
        list("counted", End::Outcome, "Mencapai langkah ini", "Reached the step"),
        list("competing", End::Competing, "Diarsipkan sebelumnya", "Archived before it"),
        list("not_counted", End::Unseen, "Tidak terlihat lagi sebelum mencapainya", "Seen no longer before it"),
    ]
}
