use super::*;

fn register(skpd: &str, aliases: &str) -> Result<Register, Problem> {
    Register::parse((skpd.as_bytes(), "skpd.csv"), Some((aliases.as_bytes(), "alias.csv")))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn example() -> Register {
    Register::parse(
        (include_bytes!("../../../data/reference/skpd-contoh.csv"), "skpd-contoh.csv"),
        Some((include_bytes!("../../../data/reference/alias-contoh.csv"), "alias-contoh.csv")),
    )
    .unwrap()
}

#[test]
fn the_example_register_shows_a_merger() {
    let register = example();
    let merged = register.units().iter().find(|unit| unit.successor_id.is_some()).unwrap();
    let last = merged.valid_to.unwrap();
    let successor = merged.successor_id.as_deref().unwrap();
    assert_eq!(register.successor(&merged.id, last), merged.id);
    assert_eq!(register.successor(&merged.id, last.succ_opt().unwrap()), successor);
    assert_eq!(register.successor("not there", last), "not there");
    assert!(register.units().iter().any(|unit| unit.parent_id.is_some()));
    assert!(register.units().iter().all(|unit| unit.kind.is_some()));
}

#[test]
fn names_and_aliases_are_found_whatever_their_case_and_punctuation() {
    let register = register(
        "skpd_id,name\n1,Dinas Pemuda & Olahraga\n2,\"Dinas Perhubungan\"\n",
        "alias;skpd_id\nDishub;2\nDinas Perhubungan;2\n",
    )
    .unwrap();
    let id = |name| register.find(None, name).map(|unit| unit.id.as_str());
    assert_eq!(id("DINAS PEMUDA DAN OLAHRAGA."), Some("1"));
    assert_eq!(id(" dishub "), Some("2"));
    assert_eq!(id("Dinas Perhubung"), None);
    assert_eq!(register.suggestions("Dinas Perhubung", 3).first(), Some(&"Dinas Perhubungan"));
    assert!(register.suggestions("Xyz", 3).is_empty());
    assert_eq!(register.by_id("1").map(|unit| unit.name.as_str()), Some("Dinas Pemuda & Olahraga"));
}

#[test]
fn one_name_may_stand_once_in_each_agency() {
    let register = register(
        "skpd_id,name,agency_id\n1,Bappeda,A\n2,Bappeda,B\n3,Biro Umum,\n",
        "alias,skpd_id\nUmum,3\nKominfo,1\n",
    )
    .unwrap();
    let id = |agency, name| register.find(agency, name).map(|unit| unit.id.as_str());
    assert_eq!(id(Some("A"), "bappeda"), Some("1"));
    assert_eq!(id(Some("B"), "bappeda"), Some("2"));
    assert_eq!(id(Some("C"), "bappeda"), None);
    assert_eq!(id(None, "bappeda"), None);
    assert_eq!(id(None, "kominfo"), Some("1"));
    assert_eq!(id(Some("B"), "kominfo"), None);
    assert_eq!(id(Some("B"), "umum"), Some("3"));
}

#[test]
fn successors_are_followed_only_after_the_last_day() {
    let register = register(
        "skpd_id,name,valid_from,valid_to,successor_id\n1,A,,2022-12-31,2\n2,B,2023-01-01,2023-12-31,3\n3,C,2024-01-01,,\n4,D,,2020-12-31,\n",
        "alias,skpd_id\n",
    )
    .unwrap();
    for (id, on, shown) in [
        ("1", "2022-12-31", "1"),
        ("1", "2023-01-01", "2"),
        ("1", "2023-12-31", "2"),
        ("1", "2024-01-01", "3"),
        ("4", "2024-01-01", "4"),
    ] {
        assert_eq!(register.successor(id, day(on)), shown, "{id} {on}");
    }
}

#[test]
fn a_register_that_contradicts_itself_is_refused() {
    let header = "skpd_id,name,kind,parent_id,valid_from,valid_to,successor_id,agency_id\n";
    for (rows, place) in [
        ("1,A,,,,,,\n1,B,,,,,,\n", "skpd.csv:3 (skpd_id)"),
        ("1,A B,,,,,,\n2,a-b,,,,,,\n", "skpd.csv:3 (name)"),
        ("1,---,,,,,,\n", "skpd.csv:2 (name)"),
        ("1,A,kantor,,,,,\n", "skpd.csv:2 (kind)"),
        ("1,A,,9,,,,\n", "skpd.csv:2 (parent_id)"),
        ("1,A,,1,,,,\n", "skpd.csv:2 (parent_id)"),
        ("1,A,,,,2024-01-01,9,\n", "skpd.csv:2 (successor_id)"),
        ("1,A,,,,2024-01-01,2,\n2,B,,,,2024-02-01,1,\n", "skpd.csv:2 (successor_id)"),
        ("3,C,,,,2024-01-01,1,\n1,A,,,,2024-01-01,2,\n2,B,,,,2024-02-01,1,\n", "skpd.csv:3 (successor_id)"),
        ("1,A,,,2024-02-01,2024-01-31,,\n", "skpd.csv:2 (valid_to)"),
        ("1,A,,,,,2,\n2,B,,,,,,\n", "skpd.csv:2 (valid_to)"),
        ("1,A,,,31/01/2024,,,\n", "skpd.csv:2 (valid_from)"),
        ("1,A,,2,2024-01-01,,,\n2,B,,,,2023-12-31,,\n", "skpd.csv:2 (parent_id)"),
        ("1,A,,2,,2023-12-31,,\n2,B,,,2024-01-01,,,\n", "skpd.csv:2 (parent_id)"),
        ("1,A,,2,,,,x\n2,B,,,,,,y\n", "skpd.csv:2 (parent_id)"),
        ("1,A,,,,2024-01-01,2,\n2,B,,,,2024-01-01,,\n", "skpd.csv:2 (successor_id)"),
        ("1,A,,,,2024-01-01,2,x\n2,B,,,,,,y\n", "skpd.csv:2 (successor_id)"),
    ] {
        let problem = register(&format!("{header}{rows}"), "alias,skpd_id\n").unwrap_err();
        assert_eq!(problem.place, place, "{rows}");
        assert!(!problem.next.is_empty(), "{problem}");
    }
}

#[test]
fn an_alias_of_two_units_or_of_none_is_refused() {
    let skpd = "skpd_id,name\n1,Alpha\n2,Beta\n";
    for (rows, place) in [
        ("x,9\n", "alias.csv:2 (skpd_id)"),
        ("x,1\nX.,2\n", "alias.csv:3 (alias)"),
        ("beta,1\n", "alias.csv:2 (alias)"),
        ("-,1\n", "alias.csv:2 (alias)"),
    ] {
        let problem = register(skpd, &format!("alias,skpd_id\n{rows}")).unwrap_err();
        assert_eq!(problem.place, place, "{rows}");
    }
    register(skpd, "alias,skpd_id\nx,1\nX,1\nalpha,1\n").unwrap();
}

#[test]
fn a_unit_is_in_office_between_its_days_and_for_those_it_took_over_from() {
    let register = register(
        "skpd_id,name,valid_from,valid_to,successor_id\n1,A,2020-01-01,2022-12-31,2\n2,B,2023-02-01,2023-12-31,3\n3,C,2024-01-01,,\n",
        "alias,skpd_id\n",
    )
    .unwrap();
    for (id, on, expected) in [
        ("1", "2019-12-31", false),
        ("1", "2020-01-01", true),
        ("1", "2022-12-31", true),
        ("1", "2023-01-01", false),
        ("2", "2022-06-01", true),
        ("2", "2023-01-15", false),
        ("2", "2024-01-01", false),
        ("3", "2021-05-05", true),
        ("3", "2019-05-05", false),
        ("3", "2030-01-01", true),
        ("9", "2030-01-01", true),
    ] {
        assert_eq!(register.in_office(id, day(on)), expected, "{id} {on}");
    }
}

#[test]
fn an_alias_that_waits_for_a_decision_stands_for_nothing() {
    let skpd = "skpd_id,name\n1,Alpha\n";
    let register = register(skpd, "alias,skpd_id,suggestions\nx,1,\ny,,1 Alpha\nbeta,,\n").unwrap();
    let (place, lines) = register.undecided().unwrap();
    assert_eq!((place.to_string().as_str(), *lines), ("alias.csv:3 (skpd_id)", 2));
    assert_eq!(register.find(None, "x").map(|u| u.id.as_str()), Some("1"));
    assert_eq!(register.find(None, "y"), None);
    assert!(super::Register::default().undecided().is_none());
}

#[test]
fn a_unit_entered_twice_is_told_and_a_renamed_one_is_not() {
    let skpd = "skpd_id,name,agency_id,valid_to,successor_id\n1,RSJD Amino Gondohutomo,,,\n\
                2,Rumah Sakit Jiwa Daerah Dr. AMINO GONDO HUTOMO,,,\n3,Kecamatan Utara,,,\n4,Kelurahan Utara,,,\n\
                5,Bappeda,x,,\n6,Badan Perencanaan Pembangunan Daerah,y,,\n\
                7,Dinas Olah Raga,,2023-12-31,8\n8,Dinas Olahraga,,,\n";
    let register = register(skpd, "alias,skpd_id\n").unwrap();
    let twice: Vec<_> = register.entered_twice().iter().map(|(a, b)| (a.id.clone(), b.id.clone())).collect();
    assert_eq!(twice, [("1".to_owned(), "2".to_owned())]);
}
