//! "his administration", "her cabinet": references to the government of a person named before.

use super::{Form, OfficeLists, OfficeMention};
use crate::language::annotated::Annotated;
use crate::rules::{Table, TenureId};

/// The pronoun with the following word for a government or a part of it, as tokens `[from, to)`.
pub fn own_government(view: &Annotated<'_>, lists: &OfficeLists) -> Option<(usize, usize)> {
    let mut governments = view.cues.iter().filter(|cue| cue.list == lists.metonym || cue.list == lists.organ);
    governments.find_map(|cue| Some((view.ends(lists.back, cue.from())?, cue.to())))
}

/// The mention that such a pronoun makes of the tenures of the one named before.
pub fn back_mention(
    view: &Annotated<'_>,
    table: &Table,
    lists: &OfficeLists,
    at: (usize, usize),
    of: &[TenureId],
) -> Option<OfficeMention> {
    let (from, to) = at;
    let starts = |list| view.starts(list, from + 1) == Some(to);
    let whole = starts(lists.metonym);
    let word = (from + 1..to).map(|at| view.word(at)).collect::<Vec<_>>().join(" ");
    let stands_for = |id: &TenureId| {
        let office = table.office(table.tenure(*id).office);
        let premier = || office.metonyms.iter().any(|word| lists.premier_metonym.contains(word));
        if whole {
            office.metonyms.contains(&word)
        } else {
            !office.metonyms.is_empty() && (!starts(lists.organ_of_premier) || premier())
        }
    };
    let tenures: Vec<TenureId> = of.iter().copied().filter(stands_for).collect();
    let noun = view.span_of(from + 1, to);
    let form = if whole { Form::Metonym } else { Form::Organ };
    let whole = OfficeMention::whole(view, at, form, tenures);
    let insert_at = view.span_of(from + 1, from + 1);
    (!whole.tenures.is_empty()).then_some(OfficeMention { insert_at, title: noun, name: noun, ..whole })
}
