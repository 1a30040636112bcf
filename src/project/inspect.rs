//! What the words at a place of a draft are about: whom they mean, what the facts say, and where else the draft speaks of it.

use std::sync::Arc;

use super::Project;
use crate::claims::Reading;
use crate::document::Document;
use crate::engine::Engine;
use crate::frame::Label;
use crate::kinds::Draft;
use crate::language::people::{Mention, Referent};
use crate::language::pieces::Piece;
use crate::report::{day, facts};
use crate::rules::{Named, Table, TenureId};
use crate::text::{Place, Prose, Span};

/// What is known about the words at a place.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// The words.
    pub place: Place,
    /// Whom or what they mean, in words: "Joe Biden".
    pub name: String,
    /// The name in the draft's own words where it is given in full; `None` for somebody of the facts only.
    pub introduced: Option<Place>,
    /// What the facts say, as `factlint facts` prints it; empty if they say nothing.
    pub facts: String,
    /// The rows of the facts: the path of each fact file below its folder, and its line from 1.
    pub rows: Vec<(String, u32)>,
    /// The claim that the words are part of, in words: `"President Biden" speaks of the day of the draft, 2025-09-23`.
    pub claim: Option<String>,
    /// Every place of the draft that speaks of the same, in order.
    pub mentions: Vec<Place>,
}

impl Project {
    /// Inspects a byte of the last text of a document, which is the body of a record or the whole of a file; `None` if nothing
    /// is known about it.
    pub fn inspect(&self, document: &Document, offset: u32) -> Option<Inspected> {
        let input = document.inputs.last()?;
        let span = Span::new(offset as usize, offset as usize);
        let at = document.prose_at(&Place { input: Arc::clone(input), span })?;
        let look = |draft: &Draft<'_>, reading: &Reading| {
            let here = |at| inspect(&self.engine, draft, reading, at);
            // Within a claim, words such as "the administration of" are about its person.
            let claim = reading.claims.iter().find(|claim| claim.span.start <= at && at < claim.span.end);
            here(at).or_else(|| here(claim?.name.start))
        };
        self.engine.explain(document, look).flatten()
    }
}

fn inspect(engine: &Engine, draft: &Draft<'_>, reading: &Reading, at: u32) -> Option<Inspected> {
    let table = &engine.rules().table;
    let is_here = |span: Span<Prose>| span.start <= at && at < span.end;
    let people = draft.analysis.people(table);
    let mention = people.mentions.iter().filter(|mention| is_here(mention.span)).min_by_key(|one| one.span.len());
    let referent = mention.map(|mention| mention.to_whom).filter(|whom| *whom != Referent::Unclear);
    let (span, named, name, introduced) = match (mention, referent) {
        (Some(mention), Some(Referent::Person(number))) => {
            let person = &people.people[number];
            let named = person.known.iter().map(|&id| Named::Person(id)).collect::<Vec<_>>();
            (mention.span, named, draft.document.text(person.introduced).to_owned(), Some(person.introduced))
        }
        (Some(mention), Some(Referent::Body(number))) => {
            let body = &people.bodies[number];
            let named = body.known.iter().map(|&id| Named::Place(id)).collect::<Vec<_>>();
            (mention.span, named, draft.document.text(body.introduced).to_owned(), Some(body.introduced))
        }
        _ => {
            let (span, named) = of_facts(draft, table, &is_here)?;
            (span, named, draft.document.text(span).to_owned(), None)
        }
    };
    let claim = reading.claims.iter().find(|claim| is_here(claim.span));
    let claim = claim.map(|claim| {
        let words = draft.document.text(claim.span);
        format!("\"{words}\" speaks of {}", time_of(claim.frame.label(), reading))
    });
    let same = |other: &&Mention| Some(other.to_whom) == referent;
    let mentions = match referent {
        Some(_) => people.mentions.iter().filter(same).map(|one| draft.document.place(one.span)).collect(),
        None => same_things(draft, table, &named),
    };
    let answers = facts::answers(table, &named, None);
    Some(Inspected {
        place: draft.document.place(span),
        name: one_name(&named, table).unwrap_or(name),
        introduced: introduced.map(|span| draft.document.place(span)),
        facts: facts::text(&answers),
        rows: rows(&named, table),
        claim,
        mentions,
    })
}

/// The words of a place that mean people, places or offices of the facts, and these: the shortest words if they are nested.
fn of_facts(
    draft: &Draft<'_>,
    table: &Table,
    is_here: &dyn Fn(Span<Prose>) -> bool,
) -> Option<(Span<Prose>, Vec<Named>)> {
    let sentence = draft.analysis.sentences.iter().find(|sentence| is_here(sentence.span))?;
    let pieces = sentence.pieces(table).iter().filter(|piece| is_here(piece.span));
    let known = pieces.map(|piece| (piece.span, named(piece, table))).filter(|(_, named)| !named.is_empty());
    known.min_by_key(|(span, _)| span.len())
}

/// The people, places or offices of the facts that a piece may mean.
fn named(piece: &Piece, table: &Table) -> Vec<Named> {
    let people = piece.person().into_iter().flat_map(|person| &person.known).map(|&id| Named::Person(id));
    let places = piece.entities().iter().map(|&id| Named::Place(id));
    let offices = piece.office().map(|office| office.offices(table)).unwrap_or_default();
    // A title alone may be that of every country.
    let offices = if offices.len() > MOST_OFFICES { Vec::new() } else { offices };
    people.chain(places).chain(offices.into_iter().map(Named::Office)).collect()
}

/// Offices that a title may mean.
const MOST_OFFICES: usize = 12;

/// Every place of the draft with words that may mean the same things of the facts.
fn same_things(draft: &Draft<'_>, table: &Table, things: &[Named]) -> Vec<Place> {
    let pieces = draft.analysis.sentences.iter().flat_map(|sentence| sentence.pieces(table));
    let alike = pieces.filter(|piece| named(piece, table) == things);
    alike.map(|piece| draft.document.place(piece.span)).collect()
}

/// The name of the only thing that is meant.
fn one_name(named: &[Named], table: &Table) -> Option<String> {
    let [one] = named else { return None };
    Some(match *one {
        Named::Person(id) => table.person(id).name.clone(),
        Named::Place(id) => table.entity(id).name.clone(),
        Named::Office(id) => {
            let office = table.office(id);
            format!("{}, {}", office.titles.first().map_or("", String::as_str), table.entity(office.of).name)
        }
    })
}

/// The rows of the facts about people, places and offices.
fn rows(named: &[Named], table: &Table) -> Vec<(String, u32)> {
    let tenures = |one: &Named| -> Vec<TenureId> {
        match *one {
            Named::Person(id) => table.person(id).tenures.clone(),
            Named::Office(id) => table.office(id).tenures.clone(),
            Named::Place(id) => table.member(id).map(|member| table.person(member).tenures.clone()).unwrap_or_default(),
        }
    };
    let rows = named.iter().flat_map(tenures).map(|id| table.tenure(id).row);
    rows.map(|row| (table.pack(row.pack).path, row.line)).collect()
}

/// The time that a claim speaks of, in words.
fn time_of(label: Label, reading: &Reading) -> String {
    match label {
        Label::Now => format!("the day of the draft, {}", day::words(&reading.day)),
        Label::NowMinus => format!("the day of the draft, probably: {}", day::words(&reading.day)),
        Label::Anchored => "the date next to it".to_owned(),
        Label::Free | Label::Weak => "a time that nothing determines".to_owned(),
        Label::Other => "another time, or in another voice".to_owned(),
    }
}
