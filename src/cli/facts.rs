//! `factlint facts`: who held what when, and how old the facts are.

use anyhow::Context as _;

use super::args::{AnswerFormat, Facts};
use super::output::Output;
use super::rules::load;
use super::{FAULTS, FINE, FOUND};
use crate::document::{self, Format};
use crate::engine::{Engine, Options};
use crate::findings::Fault;
use crate::host::day;
use crate::project::names::like;
use crate::report::{self, Style, facts, question};
use crate::rules::toml_reader::hint;
use crate::rules::{Named, Table};
use crate::settings::AsOf;
use crate::text::Input;

/// Runs the command. Returns the exit status: 1 if nothing is found, or if packs are older than a limit.
pub(super) fn facts(args: &Facts, output: &Output) -> anyhow::Result<u8> {
    let loaded = load(&args.sources, &[]);
    let engine = Engine::new(loaded.rules, Options::default());
    let table = &engine.rules().table;
    let mut faults = loaded.faults;
    // Old packs that the call asks about.
    let mut found = false;
    let text = if let Some(pack) = &args.query {
        query(pack, table).unwrap_or_else(|fault| {
            faults.push(fault);
            String::new()
        })
    } else if args.coverage {
        let groups = facts::coverage(table);
        match args.format {
            AnswerFormat::Human => facts::coverage_text(&groups),
            AnswerFormat::Json => facts::coverage_json(&groups),
        }
    } else if args.stale {
        let mut packs = facts::stale(table, day(args.as_of.unwrap_or(AsOf::Today)));
        if let Some(days) = args.older_than {
            packs.retain(|pack| pack.is_older_than(days));
            found = !packs.is_empty();
        }
        match args.format {
            AnswerFormat::Human => facts::stale_text(&packs),
            AnswerFormat::Json => facts::stale_json(&packs),
        }
    } else {
        let found = match asked(args, &engine) {
            Ok(found) => found,
            Err(fault) => {
                faults.push(fault);
                Vec::new()
            }
        };
        let answers = facts::answers(table, &found, args.on);
        match args.format {
            AnswerFormat::Human => facts::text(&answers),
            AnswerFormat::Json => facts::json(&answers),
        }
    };
    output.out(&text).context("the answer cannot be written")?;
    output.err(&report::faults(&faults, Style::Human, output.colors_err()))?;
    let broken = faults.iter().any(|fault| ![NOT_LISTED, AMBIGUOUS].contains(&fault.code));
    Ok(if broken {
        FAULTS
    } else if faults.is_empty() && !found {
        FINE
    } else {
        FOUND
    })
}

const NOT_LISTED: &str = "not-listed";
const AMBIGUOUS: &str = "ambiguous";

/// The query for the offices of a pack that have a Wikidata item.
fn query(pack: &str, table: &Table) -> Result<String, Fault> {
    if !table.packs().any(|known| known.id == pack) {
        let mut fault = Fault::of_call(NOT_LISTED, format!("there is no pack `{pack}`"));
        let ids: Vec<String> = table.packs().map(|known| known.id).collect();
        fault.notes.extend(like(pack, ids.iter().map(String::as_str)));
        return Err(fault);
    }
    facts::query(table, pack)
        .ok_or_else(|| Fault::of_call(NOT_LISTED, format!("no office of `{pack}` has a `wikidata` item")))
}

fn asked(args: &Facts, engine: &Engine) -> Result<Vec<Named>, Fault> {
    let table = &engine.rules().table;
    if let Some(title) = &args.office {
        let of = match &args.of {
            Some(name) => Some(place(name, table)?),
            None => None,
        };
        let found = table.offices_titled(title, of);
        if found.is_empty() {
            let of = args.of.as_ref().map_or_else(String::new, |of| format!(" of {of}"));
            return Err(Fault::of_call(NOT_LISTED, format!("no office `{title}`{of} is listed")));
        }
        return Ok(found.into_iter().map(Named::Office).collect());
    }
    let name = args.name.as_deref().unwrap_or_default();
    let found = table.named(name);
    let found = if found.is_empty() { as_in_a_draft(name, engine) } else { found };
    match found.as_slice() {
        [] => Err(missing(name, table)),
        // "prime minister" alone.
        [Named::Office(_), ..] if found.len() > MOST_OFFICES => {
            let message = format!("`{name}` may mean {} offices", found.len());
            let fault = Fault::of_call(AMBIGUOUS, message);
            Err(fault
                .note("name a country or organisation, as in \"president of France\"; `--office TITLE` prints all"))
        }
        _ => Ok(found),
    }
}

/// Offices that one question may mean.
const MOST_OFFICES: usize = 12;

/// What the words mean in a draft. Names in lower case are tried with capitals: all words, or only the longer ones.
fn as_in_a_draft(name: &str, engine: &Engine) -> Vec<Named> {
    let capitals = |least: usize| -> String {
        let capital = |word: &str| match word.chars().next() {
            Some(first) if word.chars().count() >= least => first.to_uppercase().chain(word.chars().skip(1)).collect(),
            _ => word.to_owned(),
        };
        name.split_whitespace().map(capital).collect::<Vec<String>>().join(" ")
    };
    let read = |text: String| {
        let document = document::read(Format::Plain, &Input::file("question", text));
        engine.explain(&document, |draft, _| question::named(draft)).unwrap_or_default()
    };
    let spellings = [name.to_owned(), capitals(3), capitals(1)];
    let mut best = question::Answer::default();
    for answer in spellings.into_iter().map(read) {
        if answer.understood > best.understood {
            best = answer;
        }
    }
    // A title whose place or holder is unknown names nothing.
    let is_whole = best.named.len() <= MOST_OFFICES || best.understood == name.trim().len();
    if is_whole { best.named } else { Vec::new() }
}

fn place(name: &str, table: &Table) -> Result<crate::rules::EntityId, Fault> {
    let is_place = |named: Named| if let Named::Place(id) = named { Some(id) } else { None };
    table.named(name).into_iter().find_map(is_place).ok_or_else(|| missing(name, table))
}

fn missing(name: &str, table: &Table) -> Fault {
    let facts = table.facts();
    let mut fault = Fault::of_call(NOT_LISTED, format!("nothing called `{name}` is listed"));
    let persons = facts.persons.iter().flat_map(|person| [person.name.as_str(), person.id.as_str()]);
    let offices = facts.offices.iter().map(|office| office.id.as_str());
    let places = facts.entities.iter().map(|place| place.name.as_str());
    fault.notes = hint(name, persons.chain(offices).chain(places));
    if fault.notes.is_empty() {
        // "President of Frnace": the place alone may be misspelt.
        let last = name.rsplit_once(" of ").map_or("", |(_, place)| place.trim());
        let places = facts.entities.iter().map(|place| place.name.as_str());
        fault.notes.extend(hint(last, places));
    }
    if fault.notes.is_empty() {
        fault.notes.push("`factlint facts --coverage` shows what is listed".to_owned());
    }
    fault
}
