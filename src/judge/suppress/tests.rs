//! Known tables, and an attack on many random ones.

use super::{Line, REST, SMALLEST, Table, table};

fn cells(table: &Table) -> Vec<Option<Vec<Option<u64>>>> {
    let of = |line: &Line| match line {
        Line::Cells(cells) => Some(cells.clone()),
        Line::Whole(_) => None,
    };
    table.units.iter().map(of).collect()
}

#[test]
fn a_table_without_small_cells_stays_as_it_is() {
    let found = table(&[vec![0, 9, 30], vec![5, 0, 7]]);
    assert_eq!((found.columns.as_slice(), found.totals.as_slice()), ([0, 1, 2].as_slice(), [5, 9, 37].as_slice()));
    assert_eq!(cells(&found), [Some(vec![Some(0), Some(9), Some(30)]), Some(vec![Some(5), Some(0), Some(7)])]);
}

#[test]
fn a_hidden_cell_stands_alone_neither_in_its_unit_nor_in_its_category() {
    let found = table(&[vec![0, 4, 30, 8], vec![0, 20, 9, 40], vec![0, 50, 60, 70]]);
    assert_eq!(
        cells(&found),
        [Some(vec![None, Some(30), None]), Some(vec![None, Some(9), None]), Some(vec![Some(50), Some(60), Some(70)])]
    );
}

#[test]
fn a_category_of_few_goes_into_the_rest_and_takes_another_along() {
    let found = table(&[vec![0, 3, 30, 6], vec![0, 0, 40, 8]]);
    assert_eq!(found.columns, [REST, 2]);
    assert_eq!(found.totals, [17, 70]);
    assert_eq!(cells(&found), [Some(vec![Some(9), Some(30)]), Some(vec![Some(8), Some(40)])]);
}

#[test]
fn units_of_few_show_nothing_but_their_total() {
    let found = table(&[vec![0, 3, 0], vec![0, 4, 0], vec![0, 0, 50]]);
    assert!(found.units.contains(&Line::Whole(3)) && found.units.contains(&Line::Whole(4)));
    assert_eq!(told(&[vec![0, 3, 0], vec![0, 4, 0], vec![0, 0, 50]], &found), 0);
}

#[test]
fn one_column_is_named_only_where_all_units_have_many() {
    assert_eq!(table(&[vec![0, 6], vec![0, 50]]).columns, [1]);
    assert_eq!(table(&[vec![0, 3], vec![0, 50]]).columns, [REST]);
    assert_eq!(table(&[]), Table { columns: vec![], totals: vec![], units: vec![] });
    assert_eq!(table(&[vec![0, 0]]).columns, Vec::<usize>::new());
}

/// Where the unknown cell stands and, once it is solved, its value.
type Unknown = Option<u64>;

/// Solves what is published: in a sum with one unknown that one is told; in a sum without a remainder each is 0, but
/// for cells that are listed. How many true cells from 1 to 4 come out.
fn told(truth: &[Vec<u64>], table: &Table) -> usize {
    let width = table.columns.len();
    let named: Vec<Vec<u64>> = truth.iter().map(|row| merged(row, table)).collect();
    let mut known: Vec<Vec<Unknown>> = table
        .units
        .iter()
        .map(|line| match line {
            Line::Cells(cells) => cells.clone(),
            Line::Whole(_) => vec![None; width],
        })
        .collect();
    let units =
        (0..known.len()).map(|u| ((0..width).map(move |c| (u, c)).collect::<Vec<_>>(), truth[u].iter().sum::<u64>()));
    let columns = (0..width).map(|c| ((0..known.len()).map(|u| (u, c)).collect::<Vec<_>>(), table.totals[c]));
    let lines: Vec<_> = units.chain(columns).collect();
    loop {
        let mut solved = false;
        for (line, sum) in &lines {
            let rest = sum - line.iter().filter_map(|(u, c)| known[*u][*c]).sum::<u64>();
            let unknown: Vec<_> = line.iter().filter(|(u, c)| known[*u][*c].is_none()).collect();
            let each = match unknown.as_slice() {
                [] => continue,
                [_] => rest,
                _ if rest == 0 => 0,
                _ if rest == unknown.len() as u64
                    && unknown.iter().all(|(u, _)| matches!(table.units[*u], Line::Cells(_))) =>
                {
                    1
                }
                _ => continue,
            };
            for (u, c) in &unknown {
                known[*u][*c] = Some(each);
            }
            solved = true;
        }
        if !solved {
            break;
        }
    }
    let all = (0..known.len()).flat_map(|u| (0..width).map(move |c| (u, c)));
    // One column of the rest is no breakdown: its cells are the totals that stand in the league table.
    let is_total = table.columns == [REST];
    all.filter(|(u, c)| !is_total && known[*u][*c].is_some() && (1..SMALLEST).contains(&named[*u][*c])).count()
}

/// A unit's true counts by the columns that were published.
fn merged(row: &[u64], table: &Table) -> Vec<u64> {
    let mut counts = vec![0; table.columns.len()];
    for (column, n) in row.iter().enumerate().filter(|(_, n)| **n > 0) {
        let at = table.columns.iter().position(|c| *c == column);
        counts[at.or_else(|| table.columns.iter().position(|c| *c == REST)).expect("a column")] += n;
    }
    counts
}

#[test]
fn no_small_cell_of_random_tables_can_be_solved() {
    let mut seed = 20_240_705_u64;
    let mut below = |end: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % end
    };
    let mut hidden = 0;
    for round in 0..3000 {
        let (units, width) = (1 + below(9), 2 + below(8));
        let (most, empty) = ([4, 8, 30, 200][round % 4], below(8));
        let mut cell = || if below(10) < empty { 0 } else { below(most + 1) };
        let counts: Vec<Vec<u64>> = (0..units).map(|_| (0..width).map(|_| cell()).collect()).collect();
        let found = table(&counts);
        assert_eq!(told(&counts, &found), 0, "{counts:?}\n{found:?}");
        assert_eq!(found.totals.iter().sum::<u64>(), counts.iter().flatten().sum::<u64>());
        assert!(found.columns.len() < 2 || found.totals.iter().all(|t| *t >= SMALLEST), "{counts:?}\n{found:?}");
        for (row, line) in counts.iter().zip(&found.units) {
            match line {
                Line::Whole(total) => assert_eq!(*total, row.iter().sum::<u64>()),
                Line::Cells(cells) => {
                    hidden += cells.iter().filter(|c| c.is_none()).count();
                    for (shown, true_count) in cells.iter().zip(merged(row, &found)) {
                        assert!(shown.is_none_or(|n| n == true_count && !(1..SMALLEST).contains(&n)));
                        assert!(shown.is_some() || true_count > 0, "a hidden cell says that there is one");
                    }
                }
            }
        }
    }
    assert!(hidden > 5000, "{hidden} cells are hidden");
}
