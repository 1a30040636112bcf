//! What the words of a question to the facts name: "president of France", "Queen Elizabeth II", "Sen. Ted Cruz".
//!
//! They are read as a sentence of a draft is, so that titles, abbreviations, adjectives and names mean the same in both.

use crate::kinds::Draft;
use crate::language::pieces::Piece;
use crate::rules::{Named, OfficeId, PersonId, Table};

/// What some words name.
#[derive(Debug, Default)]
pub struct Answer {
    /// People, offices or places, each once.
    pub named: Vec<Named>,
    /// The number of bytes that were understood.
    pub understood: usize,
}

/// The people, offices or places that the first sentence of a draft names: the person with a title, else the offices, else
/// people, else places and organisations.
pub fn named(draft: &Draft<'_>) -> Answer {
    let table = draft.table;
    let Some(sentence) = draft.analysis.sentences.first() else { return Answer::default() };
    let pieces = sentence.pieces(table);
    let with_title = pieces.iter().find_map(|piece| holders(piece, pieces, table));
    let offices = || pieces.iter().find_map(|piece| answer(offices(piece, table)?, &[piece]));
    let people = || pieces.iter().find_map(|piece| answer(people(&piece.person()?.known), &[piece]));
    let places = |piece: &Piece| piece.entities().iter().map(|&id| Named::Place(id)).collect();
    let places = || pieces.iter().find_map(|piece| answer(places(piece), &[piece]));
    with_title.or_else(offices).or_else(people).or_else(places).unwrap_or_default()
}

/// `None` if nothing is named.
fn answer(found: Vec<Named>, pieces: &[&Piece]) -> Option<Answer> {
    let mut named = Vec::new();
    for one in found {
        if !named.contains(&one) {
            named.push(one);
        }
    }
    let understood = pieces.iter().map(|piece| piece.span.len()).sum();
    (!named.is_empty()).then_some(Answer { named, understood })
}

/// The known people whom a title precedes or follows: those who have held such an office, or all of the name.
fn holders(piece: &Piece, pieces: &[Piece], table: &Table) -> Option<Answer> {
    let title = piece.office()?;
    let name = pieces.iter().find(|one| one.person().is_some() && Some(one.from) == title.person)?;
    let offices = title.offices(table);
    let held = |id: PersonId| {
        let tenures = &table.person(id).tenures;
        tenures.iter().any(|&tenure| offices.contains(&table.tenure(tenure).office))
    };
    let known = &name.person()?.known;
    let fitting: Vec<PersonId> = known.iter().copied().filter(|&id| held(id)).collect();
    answer(people(if fitting.is_empty() { known } else { &fitting }), &[piece, name])
}

/// The offices of a title: those of the place itself if it has any, else those of the bodies and regions in it.
fn offices(piece: &Piece, table: &Table) -> Option<Vec<Named>> {
    let title = piece.office()?;
    let all = title.offices(table);
    let own: Vec<OfficeId> = all.iter().copied().filter(|&id| title.places.contains(&table.office(id).of)).collect();
    let found = if own.is_empty() { all } else { own };
    Some(found.into_iter().map(Named::Office).collect())
}

fn people(known: &[PersonId]) -> Vec<Named> {
    known.iter().map(|&id| Named::Person(id)).collect()
}
