//! "his administration", "her government": references to the government of a person named before.

use super::{Form, OfficeLists, OfficeMention};
use crate::language::annotated::Annotated;
use crate::rules::{Table, TenureId};

/// The pronoun with the following word for a government, as tokens `[from, to)`.
pub fn own_government(view: &Annotated<'_>, lists: &OfficeLists) -> Option<(usize, usize)> {
    let mut metonyms = view.cues.iter().filter(|cue| cue.list == lists.metonym);
    metonyms.find_map(|cue| Some((view.ends(lists.back, cue.from())?, cue.to())))
}

/// The mention that such a pronoun makes of the tenures of the one named before.
pub fn back_mention(view: &Annotated<'_>, table: &Table, at: (usize, usize), of: &[TenureId]) -> Option<OfficeMention> {
    let (from, to) = at;
    let word = (from + 1..to).map(|at| view.word(at)).collect::<Vec<_>>().join(" ");
    let stands_for = |id: &TenureId| table.office(table.tenure(*id).office).metonyms.contains(&word);
    let tenures: Vec<TenureId> = of.iter().copied().filter(stands_for).collect();
    let noun = view.span_of(from + 1, to);
    let whole = OfficeMention::whole(view, at, Form::Metonym, tenures);
    let insert_at = view.span_of(from + 1, from + 1);
    (!whole.tenures.is_empty()).then_some(OfficeMention { insert_at, title: noun, name: noun, ..whole })
}
