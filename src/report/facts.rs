//! Answers of `factlint facts`: rows of the fact table grouped by the person, office or place of the query.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::counted;
use crate::rules::{EntityId, Named, OfficeId, Person, PersonId, Standing, Table, Tenure, TenureId, on};
use crate::time::{Day, Until};

/// The rows under one heading.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Type of the match: `person`, `office` or `place`.
    asked: &'static str,
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    born: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    died: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seats: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    complete_from: Option<String>,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    office: String,
    title: String,
    of: String,
    holder: String,
    from: String,
    /// Day of leaving; null if the term was open when last verified; `unknown` if it was not recorded.
    until: Option<String>,
    status: &'static str,
    acting: bool,
    path: String,
    line: u32,
    /// The last day on which the row was known right.
    verified: String,
}

/// Looks up everything of a list, on a day or of all days.
pub fn answers(table: &Table, asked: &[Named], day: Option<Day>) -> Vec<Answer> {
    asked
        .iter()
        .map(|named| match *named {
            Named::Person(id) => person(table, id, day),
            Named::Office(id) => office(table, id, day),
            Named::Place(id) => place(table, id, day),
        })
        .collect()
}

fn rows(table: &Table, tenures: &[TenureId], day: Option<Day>) -> Vec<Row> {
    tenures.iter().map(|&id| table.tenure(id)).filter(|tenure| on(tenure, day)).map(|t| row(table, t)).collect()
}

fn row(table: &Table, tenure: &Tenure) -> Row {
    let office = table.office(tenure.office);
    Row {
        title: office.titles.first().cloned().unwrap_or_default(),
        of: table.entity(office.of).name.clone(),
        office: office.id.clone(),
        holder: table.person(tenure.holder).name.clone(),
        from: tenure.term.from.to_string(),
        until: tenure.term.until.written(),
        status: match tenure.standing {
            Standing::Sourced => "sourced",
            Standing::Disputed => "disputed",
            Standing::Unsourced => "unsourced",
        },
        acting: tenure.acting,
        path: table.pack(tenure.row.pack).path,
        line: tenure.row.line,
        verified: table.known_through(tenure).to_string(),
    }
}

fn person(table: &Table, id: PersonId, day: Option<Day>) -> Answer {
    let Person { id, name, born, died, tenures, .. } = table.person(id);
    Answer {
        asked: "person",
        id: id.clone(),
        name: name.clone(),
        born: born.map(|when| when.to_string()),
        died: died.map(|when| when.to_string()),
        seats: None,
        complete_from: None,
        rows: rows(table, tenures, day),
    }
}

fn office(table: &Table, id: OfficeId, day: Option<Day>) -> Answer {
    let office = table.office(id);
    let title = office.titles.first().cloned().unwrap_or_default();
    Answer {
        asked: "office",
        id: office.id.clone(),
        name: format!("{title}, {}", table.entity(office.of).name),
        born: None,
        died: None,
        seats: Some(office.seats),
        complete_from: office.complete_from.map(|day| day.to_string()),
        rows: rows(table, &office.tenures, day),
    }
}

/// A place: its offices on the day, or the open terms, and the offices that it holds itself.
fn place(table: &Table, id: EntityId, day: Option<Day>) -> Answer {
    let entity = table.entity(id);
    let open = |tenure: &Tenure| day.is_some() || matches!(tenure.term.until, Until::Open { .. });
    let of_place = table.offices_of(id).into_iter().flat_map(|office| &table.office(office).tenures).copied();
    let tenures: Vec<TenureId> = of_place.filter(|&id| open(table.tenure(id))).collect();
    let held = table.member(id).map_or(&[][..], |member| &table.person(member).tenures);
    let mut found = rows(table, &tenures, day);
    found.extend(rows(table, held, day).into_iter().filter(|row| row.holder != row.of));
    Answer {
        asked: "place",
        id: entity.id.clone(),
        name: entity.name.clone(),
        born: None,
        died: None,
        seats: None,
        complete_from: None,
        rows: found,
    }
}

/// The answers for people.
pub fn text(answers: &[Answer]) -> String {
    let mut out = String::new();
    for answer in answers {
        let mut more: Vec<String> = Vec::new();
        more.extend(answer.born.as_ref().map(|day| format!("born {day}")));
        more.extend(answer.died.as_ref().map(|day| format!("died {day}")));
        more.extend(answer.seats.map(|seats| counted(seats.into(), "seat")));
        more.extend(answer.complete_from.as_ref().map(|day| format!("every holder since {day} is listed")));
        let more = if more.is_empty() { String::new() } else { format!(": {}", more.join(", ")) };
        let _ = writeln!(out, "{} ({}){more}", answer.name, answer.id);
        let shown: Vec<[String; 3]> = answer.rows.iter().map(|row| columns(answer.asked, row)).collect();
        let wide = |column: usize| shown.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let (days, what) = (wide(0), wide(1));
        for [when, whom, fact] in &shown {
            let _ = writeln!(out, "  {when:days$}  {whom:what$}  {fact}");
        }
        if shown.is_empty() {
            out.push_str("  nothing is listed\n");
        }
    }
    out
}

fn columns(asked: &str, row: &Row) -> [String; 3] {
    let until = row.until.as_deref().map_or_else(|| "still open".to_owned(), |until| format!("until {until}"));
    let seat = format!("{}, {} ({})", row.title, row.of, row.office);
    let mut whom = match asked {
        "person" => seat,
        "office" => row.holder.clone(),
        _ => format!("{}: {seat}", row.holder),
    };
    if row.acting {
        whom.push_str(", acting");
    }
    if row.status != "sourced" {
        let _ = write!(whom, ", {}", row.status);
    }
    [format!("{} {until}", row.from), whom, format!("{}:{}, verified {}", row.path, row.line, row.verified)]
}

/// The answers as JSON: `{"schema": 1, "answers": [...]}`.
pub fn json(answers: &[Answer]) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        schema: u32,
        answers: &'a [Answer],
    }
    pretty(&Shape { schema: 1, answers })
}

/// The query for the terms of all offices of a pack that have a Wikidata item; `None` if there are none.
pub fn query(table: &Table, pack: &str) -> Option<String> {
    let offices = table.offices().map(|id| table.office(id)).filter(|office| table.pack(office.row.pack).id == pack);
    let mut items = String::new();
    for (office, item) in offices.filter_map(|office| Some((office, office.wikidata.as_ref()?))) {
        let _ = writeln!(items, "    wd:{item}  # {}", office.id);
    }
    let template = include_str!("../cli/import/wikidata.rq");
    (!items.is_empty()).then(|| template.replace("{offices}", &items))
}

/// One pack, by age.
#[derive(Debug, Serialize)]
pub struct Aged {
    pack: String,
    verified: String,
    /// Days from `verified` to the given day; negative if that is earlier.
    age: i64,
}

impl Aged {
    /// Whether more than a number of days have passed since it was verified.
    pub fn is_older_than(&self, days: i64) -> bool {
        self.age > days
    }
}

/// Every pack with its age on a day, the stalest first.
pub fn stale(table: &Table, today: Day) -> Vec<Aged> {
    let aged = |pack: crate::rules::Pack| Aged {
        age: today.since(pack.verified),
        verified: pack.verified.to_string(),
        pack: pack.id,
    };
    table.packs_by_age().into_iter().map(aged).collect()
}

/// The packs for people.
pub fn stale_text(packs: &[Aged]) -> String {
    packs.iter().fold(String::new(), |mut out, pack| {
        let _ = writeln!(out, "{}  {:>5} days  {}", pack.verified, pack.age, pack.pack);
        out
    })
}

/// The packs as JSON: `{"schema": 1, "packs": [...]}`.
pub fn stale_json(packs: &[Aged]) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        schema: u32,
        packs: &'a [Aged],
    }
    pretty(&Shape { schema: 1, packs })
}

fn pretty(shape: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(shape).expect("plain data becomes JSON");
    text.push('\n');
    text
}

/// How much is listed under the first part of the packs' names: a country, `companies`, `world-capitals`.
#[derive(Debug, Serialize)]
pub struct Covered {
    group: String,
    offices: u32,
    tenures: u32,
    /// Tenures that may contradict a draft: sourced, undisputed, not acting.
    contradicting: u32,
    /// The first day that a term is known to have begun by; null where none is known.
    from: Option<String>,
    /// The last day on which a row was known right.
    verified: String,
}

/// Counts the listed facts by country and organisation.
pub fn coverage(table: &Table) -> Vec<Covered> {
    let mut groups: BTreeMap<String, (Covered, Day, Day)> = BTreeMap::new();
    for id in table.offices() {
        let office = table.office(id);
        let pack = table.pack(office.row.pack).id;
        let name = pack.split('/').next().unwrap_or(&pack).to_owned();
        let empty = || Covered {
            group: name.clone(),
            offices: 0,
            tenures: 0,
            contradicting: 0,
            from: None,
            verified: String::new(),
        };
        let (covered, first, last) = groups.entry(name.clone()).or_insert_with(|| (empty(), Day::MAX, Day::MIN));
        covered.offices += 1;
        for tenure in office.tenures.iter().map(|&id| table.tenure(id)) {
            covered.tenures += 1;
            covered.contradicting += u32::from(tenure.contradicts());
            let from = tenure.term.from;
            *first = (*first).min(if from.earliest.year() < 1000 { from.latest } else { from.earliest });
            *last = (*last).max(table.known_through(tenure));
        }
    }
    let dated = |(mut covered, first, last): (Covered, Day, Day)| {
        covered.from = (first < Day::MAX).then(|| first.to_string());
        covered.verified = last.to_string();
        covered
    };
    groups.into_values().map(dated).collect()
}

/// The counts for people, with their sum below.
pub fn coverage_text(groups: &[Covered]) -> String {
    let wide = groups.iter().map(|group| group.group.len()).max().unwrap_or(0).max("in all".len());
    let mut out = format!("{:wide$}  offices  tenures  contradict  from        verified\n", "");
    for group in groups {
        let (offices, tenures, contradicting) = (group.offices, group.tenures, group.contradicting);
        let from = group.from.as_deref().unwrap_or("");
        let (name, verified) = (&group.group, &group.verified);
        let _ = writeln!(out, "{name:wide$}  {offices:>7}  {tenures:>7}  {contradicting:>10}  {from:10}  {verified}");
    }
    let sum = |count: fn(&Covered) -> u32| groups.iter().map(count).sum::<u32>();
    let (offices, tenures, contradicting) = (sum(|g| g.offices), sum(|g| g.tenures), sum(|g| g.contradicting));
    let _ = writeln!(out, "{:wide$}  {offices:>7}  {tenures:>7}  {contradicting:>10}", "in all");
    out
}

/// The counts as JSON: `{"schema": 1, "groups": [...]}`.
pub fn coverage_json(groups: &[Covered]) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        schema: u32,
        groups: &'a [Covered],
    }
    pretty(&Shape { schema: 1, groups })
}
