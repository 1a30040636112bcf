//! "Germany's X", after a sentence that names the office for that place: "the foreign ministers of Britain, France and
//! Germany".

use std::borrow::Cow;

use super::{Form, Holders, Name, OfficeLists, OfficeMention, name_of, places};
use crate::language::analysis::Sentence;
use crate::language::annotated::{Annotated, Hit, with_hits};
use crate::language::tokens::TokenKind;
use crate::rules::{EntityId, Meaning, Table, TenureId, TitleId};

/// Most words of such a title.
const WORDS: usize = 3;

/// The people whom a sentence gives a place, and one of the sentences up to it the office of that place.
pub fn of_offices(
    view: &Annotated<'_>,
    near: &[Sentence<'_>],
    table: &Table,
    lists: &OfficeLists,
) -> Vec<OfficeMention> {
    let full = |at: usize| view.hit_at(at).and_then(|hit| name_of(hit, Holders::People)).filter(|name| name.full);
    let owned = view.hits.iter().filter(|hit| view.is_possessive(hit.to) && !places(hit).is_empty());
    let owned = owned.filter_map(|hit| Some((hit, full(hit.to + 1)?)));
    let mention = |(place, name): (&Hit, Name)| {
        let named = places(place);
        let offices: Vec<TitleId> =
            near.iter().flat_map(|sentence| titles_of(sentence, &named, table, lists)).collect();
        let meant = |id: &TenureId| {
            let office = table.office(table.tenure(*id).office);
            named.contains(&office.of) && office.title_ids.iter().any(|title| offices.contains(title))
        };
        let held = name.persons.iter().flat_map(|&id| table.person(id).tenures.clone());
        let tenures: Vec<TenureId> = held.filter(meant).collect();
        (!tenures.is_empty()).then(|| OfficeMention {
            name: view.span_of(name.from, name.to),
            ..OfficeMention::whole(view, (place.from, name.to), Form::Before, tenures)
        })
    };
    owned.filter_map(mention).collect()
}

/// The titles that a sentence gives the holders in several places, of which these are some.
fn titles_of(sentence: &Sentence<'_>, named: &[EntityId], table: &Table, lists: &OfficeLists) -> Vec<TitleId> {
    let view = with_hits(sentence, Cow::Borrowed(sentence.hits(table)));
    let mut found = Vec::new();
    for at in 0..view.tokens.len() {
        let Some(singular) = view.word(at).strip_suffix('s') else { continue };
        let Some(of) = view.starts(lists.joiner, at + 1) else { continue };
        let listed = (of..view.tokens.len()).map_while(|at| {
            let hit = view.hits.iter().find(|hit| hit.from <= at && at < hit.to && !places(hit).is_empty());
            let joins = view.starts(lists.coordination, at).or_else(|| view.starts(lists.determiner, at)).is_some();
            (hit.is_some() || joins || view.tokens[at].kind == TokenKind::Mark).then_some(hit)
        });
        if !listed.flatten().flat_map(places).any(|place| named.contains(&place)) {
            continue;
        }
        let longest = (at.saturating_sub(WORDS - 1)..=at).find_map(|from| {
            let words: Vec<&str> = (from..at).map(|at| view.word(at)).chain([singular]).collect();
            let title = words.join(" ");
            table.longest(&title, 0).filter(|(end, _)| *end == title.len())
        });
        let meanings = longest.map_or_else(Vec::new, |(_, meanings)| meanings);
        found.extend(meanings.iter().filter_map(|one| if let Meaning::Title(id) = one { Some(*id) } else { None }));
    }
    found
}
