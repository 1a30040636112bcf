//! Holders whom a label gives a title: "| Prime minister | X |", and a title below a signature.

use super::{Form, OfficeLists, OfficeMention};
use crate::document::BlockKind;
use crate::language::analysis::Analysis;
use crate::language::annotated::{Annotated, with_hits};
use crate::language::tokens::TokenKind;
use crate::rules::{EntityId, Meaning, Table, TenureId, TitleId};

/// Blocks after a signature: a date, an address.
const AFTER: usize = 3;

/// What a label says: nothing but titles and places.
struct Label {
    titles: Vec<TitleId>,
    places: Vec<EntityId>,
}

/// The mention that a block makes with its label, if the block is only a full name.
pub fn labelled(
    analysis: &Analysis<'_>,
    block: usize,
    view: &Annotated<'_>,
    table: &Table,
    lists: &OfficeLists,
) -> Option<OfficeMention> {
    let hit = view.hits.first().filter(|hit| hit.from == 0)?;
    let persons =
        hit.meanings.iter().filter_map(|meaning| if let Meaning::Name(id) = meaning { Some(*id) } else { None });
    let tenures: Vec<TenureId> = persons.flat_map(|id| table.person(id).tenures.clone()).collect();
    if tenures.is_empty() || !(hit.to == view.tokens.len() || view.is_mark(hit.to, "(")) {
        return None;
    }
    let (titles, places) = match analysis.blocks[block].kind {
        BlockKind::Cell => of_cell(analysis, block, table, lists)?,
        BlockKind::Paragraph if hit.to == view.tokens.len() && block + AFTER >= analysis.blocks.len() => {
            let Label { titles, places } = label(analysis, block + 1, table, lists)?;
            (titles, places)
        }
        _ => return None,
    };
    let meant = |id: &TenureId| {
        let office = table.office(table.tenure(*id).office);
        office.title_ids.iter().any(|title| titles.contains(title))
            && (places.is_empty()
                || places.contains(&office.of)
                || table.entity(office.of).within.is_some_and(|of| places.contains(&of)))
    };
    let tenures: Vec<TenureId> = tenures.into_iter().filter(meant).collect();
    let mention = OfficeMention::whole(view, (hit.from, hit.to), Form::Label, tenures);
    (!mention.tenures.is_empty()).then_some(OfficeMention { placed: !places.is_empty(), ..mention })
}

/// The titles and places of a cell: a title before it in its row, or above it in its column with a place before it. Not in
/// a row with a year, which is of another time.
fn of_cell(
    analysis: &Analysis<'_>,
    block: usize,
    table: &Table,
    lists: &OfficeLists,
) -> Option<(Vec<TitleId>, Vec<EntityId>)> {
    let (cells, row, column) = analysis.structure().cell(block)?;
    let rows = &cells.rows;
    let years = |&cell: &usize| analysis.of_block(cell).iter().any(|sentence| sentence.years().next().is_some());
    if rows.get(row)?.iter().flatten().any(years) {
        return None;
    }
    let cell = |row: usize, column: usize| label(analysis, (*rows.get(row)?.get(column)?)?, table, lists);
    let left = if column > 0 { cell(row, 0) } else { None };
    let above = if row > 0 { cell(0, column) } else { None };
    match (left, above) {
        (Some(left), above) if !left.titles.is_empty() => {
            // "| Capital | Rome |" above it is another fact of the same place.
            let has = |of: EntityId| {
                let mut offices = left.titles.iter().flat_map(|&title| table.offices_with(title));
                offices.any(|&office| table.office(office).of == of)
            };
            let column = above.map_or_else(Vec::new, |above| above.places).into_iter().filter(|&of| has(of)).collect();
            Some((left.titles.clone(), if left.places.is_empty() { column } else { left.places.clone() }))
        }
        (Some(left), Some(above)) if !left.places.is_empty() => Some((above.titles, left.places)),
        _ => None,
    }
}

/// What a block says, if it is nothing but titles and places.
fn label(analysis: &Analysis<'_>, block: usize, table: &Table, lists: &OfficeLists) -> Option<Label> {
    let [sentence] = analysis.of_block(block) else { return None };
    let view = with_hits(sentence, std::borrow::Cow::Borrowed(sentence.hits(table)));
    let mut found = Label { titles: Vec::new(), places: Vec::new() };
    let mut at = 0;
    while at < view.tokens.len() {
        if let Some(hit) = view.hit_at(at) {
            let (titles, places) = (found.titles.len(), found.places.len());
            for meaning in &hit.meanings {
                match meaning {
                    Meaning::Title(id) => found.titles.push(*id),
                    Meaning::Place(id) | Meaning::Adjective(id) => found.places.push(*id),
                    _ => {}
                }
            }
            if (titles, places) == (found.titles.len(), found.places.len()) {
                return None;
            }
            at = hit.to;
        } else {
            let small = [lists.joiner, lists.determiner, lists.claimed_current];
            let mark = (view.tokens[at].kind == TokenKind::Mark || view.is_possessive(at)).then_some(at + 1);
            at = small.iter().find_map(|&list| view.starts(list, at)).or(mark)?;
        }
    }
    Some(found)
}
