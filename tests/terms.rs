//! Terms in office that are told in years: every listed one fits itself, and told three years late it does not.

use factlint::document::{Format, read};
use factlint::engine::{Engine, Options};
use factlint::rules::{Standing, TENURE, Table, Tenure};
use factlint::text::Input;
use factlint::time::{Until, When};

/// Every so many rows are told.
const STEP: u32 = 7;

/// Name, title, place and years of a row whose ends are known to the year.
fn told(table: &Table, tenure: &Tenure) -> Option<(String, i16, i16)> {
    let office = table.office(tenure.office);
    let one_year = |when: When| when.latest.since(when.earliest) < 200;
    let (from, Until::Left(until)) = (tenure.term.from, tenure.term.until) else { return None };
    if office.fluent != TENURE || tenure.standing != Standing::Sourced || !one_year(from) || !one_year(until) {
        return None;
    }
    let (name, place) = (&table.person(tenure.holder).name, &table.entity(office.of).name);
    Some((format!("{name}, {} of {place}", office.titles.first()?), from.latest.year(), until.earliest.year()))
}

#[test]
fn listed_terms_fit_and_shifted_ones_do_not() {
    let rules = factlint::embedded::rules();
    let table = rules.table.clone();
    let engine = Engine::new(rules, Options::default());
    let found = |text: &str| {
        let document = read(Format::Plain, &Input::file("a.txt", text));
        engine.check(&document).findings.iter().any(|finding| finding.rule == "office-term")
    };
    let (mut all, mut flagged, mut wrong) = (0_u32, 0_u32, Vec::new());
    let rows = table.offices().flat_map(|office| &table.office(office).tenures).step_by(STEP as usize);
    for (who, from, until) in rows.filter_map(|&id| told(&table, table.tenure(id))) {
        let draft = |shift: i16| format!("{who} from {} to {}, spoke at the dinner.", from + shift, until + shift);
        if found(&draft(0)) {
            wrong.push(draft(0));
        }
        all += 1;
        flagged += u32::from(found(&draft(3)));
    }
    assert_eq!(wrong, Vec::<String>::new(), "what the list says fits the list");
    // What is missed: titles and names that stand for more than one office or person, rows beside others of unknown days.
    assert!(all > 500 && flagged * 10 > all * 6, "{flagged} of {all}");
}
