//! People of the draft who act after the day on which it says that they died.

use super::ByList;
use super::dates::{Date, Dated};
use super::reader::{Happening, PASSED_OVER, Reader, Scene};
use super::subject::Subject;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::clauses::Tense;
use crate::language::cues::ListId;
use crate::text::{Prose, Span};

/// What somebody does after their death.
pub(super) struct Act<'h> {
    pub(super) words: Span<Prose>,
    pub(super) date: Date,
    pub(super) death: &'h Happening,
}

/// The acts of people whose death the draft dates once, in clauses with a later date of their own.
pub(super) fn acts<'h>(
    reader: &Reader,
    events: &ByList<'h>,
    death: ListId,
    [posthumous, namesake]: [ListId; 2],
    draft: &Draft<'_>,
) -> Vec<Act<'h>> {
    let deaths: Vec<&Happening> = events.get(&death).into_iter().flatten().copied().collect();
    let of = |person: usize| {
        let mut own = deaths.iter().copied().filter(move |death| death.subject == Subject::Person(person));
        own.next().filter(|death| own.next().is_none() && death.date.when.is_some())
    };
    // Two of one name.
    let namesakes = |sentence: &Sentence<'_>| sentence.cues().iter().any(|cue| cue.list == namesake);
    if draft.analysis.sentences.iter().any(namesakes) {
        return Vec::new();
    }
    if !deaths.iter().any(|death| matches!(death.subject, Subject::Person(_))) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (number, sentence) in draft.own_sentences(PASSED_OVER) {
        let dated = sentence.values().iter().any(|value| value.date().is_some());
        if !dated || sentence.cues().iter().any(|cue| cue.list == posthumous) {
            continue;
        }
        let scene = reader.scene(draft, number, sentence);
        for clause in 0..scene.clauses.clauses.len() {
            let Some((people, words, date)) = act(&scene, clause) else { continue };
            let late = |death: &&Happening| {
                let days = date.when.zip(death.date.when);
                let later = days.is_some_and(|(act, death)| act.earliest > death.latest.plus(1));
                later && death.date.span != date.span
            };
            let death = people.into_iter().filter_map(of).find(late);
            found.extend(death.map(|death| Act { words, date, death }));
        }
    }
    found
}

/// Who does something in a clause, and its date.
fn act(scene: &Scene<'_>, clause: usize) -> Option<(Vec<usize>, Span<Prose>, Date)> {
    let verb = scene.clauses.verb_of(clause).filter(|verb| verb.finite && !verb.passive)?;
    if !matches!(verb.tense, Tense::Past | Tense::PastPerfect) || scene.is_unreal(clause, Some(verb)) {
        return None;
    }
    let (from, to) = scene.clauses.clauses.get(clause)?.subject?;
    let people = scene.phrases().named(from, to);
    let own = |dated: &&Dated| scene.clauses.clause_of(dated.from) == clause;
    let mut dates = scene.dates.iter().filter(own);
    let date = dates.next().filter(|one| dates.next().is_none() && !one.apart)?;
    Some((people, scene.sentence.span_of(verb.from, verb.to), date.date))
}
