//! The people of a draft as lines see them: the one whom it is about, and those whose names others share.

use std::collections::{BTreeMap, BTreeSet};

use super::subject::Who;
use super::view::Lists;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::people::{How, Mention, Referent};

/// The person whom a draft is about.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// Its number.
    pub(super) person: Option<usize>,
    /// People whose name somebody else has: with a suffix of generations ("Jr."), or as the draft says ("no relation").
    namesakes: BTreeSet<usize>,
    /// For each person the number of the one whose name is the end of theirs: "Coxswain Jory Pell", "Jory Pell".
    pub(super) same: BTreeMap<usize, usize>,
    /// Whether the draft is printed again, so that its day is not the one it was written on.
    pub(super) reprinted: bool,
}

/// Blocks at the top in which the person whom a draft is about is named.
const TOP: usize = 4;

impl Lead {
    /// The one who is named most, if that is in the first blocks, and nobody is named nearly as often.
    pub(super) fn of(draft: &Draft<'_>, lists: &Lists) -> Self {
        let people = draft.analysis.people(draft.table);
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for mention in &people.mentions {
            if let Referent::Person(one) = mention.to_whom {
                *counts.entry(one).or_default() += 1;
            }
        }
        let mut all: Vec<(usize, usize)> = counts.into_iter().map(|(one, count)| (count, one)).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        let named_at_top = |one: usize| {
            people.mentions.iter().any(|mention| {
                mention.to_whom == Referent::Person(one) && draft.analysis.sentences[mention.sentence].block < TOP
            })
        };
        let person = match all.as_slice() {
            [(_, one)] => Some(*one),
            [(count, one), (other, _), ..] if *count >= other * 2 => Some(*one),
            _ => None,
        };
        let mut cues = draft.analysis.sentences.iter().flat_map(Sentence::cues);
        Self {
            person: person.filter(|&one| named_at_top(one)),
            namesakes: namesakes(draft, lists),
            same: same(draft),
            reprinted: cues.any(|cue| cue.list == lists.reprint),
        }
    }

    /// Returns `true` if somebody may share the name with a father or a son.
    pub(super) fn has_namesakes(&self, who: Who) -> bool {
        matches!(who, Who::Named(one) if self.namesakes.contains(&one))
    }
}

/// Those whose name as introduced ends with the full name of somebody else.
fn same(draft: &Draft<'_>) -> BTreeMap<usize, usize> {
    let people = &draft.analysis.people(draft.table).people;
    let mut full: BTreeMap<String, usize> = BTreeMap::new();
    let name = |one: usize| draft.one_line(people[one].introduced);
    for one in (0..people.len()).rev().filter(|&one| people[one].given.is_some()) {
        full.insert(name(one), one);
    }
    let of = |one: usize| {
        let name = name(one);
        let rest = name.split_once(' ')?.1;
        full.get(rest).filter(|&&other| other != one && rest.contains(' ')).map(|&other| (one, other))
    };
    (0..people.len()).filter_map(of).collect()
}

fn namesakes(draft: &Draft<'_>, lists: &Lists) -> BTreeSet<usize> {
    let people = draft.analysis.people(draft.table);
    let cues = draft.analysis.cues();
    let suffixed = |mention: &Mention| {
        let tokens = draft.analysis.sentences[mention.sentence].tokens();
        let mut near = tokens[mention.to.saturating_sub(2)..tokens.len().min(mention.to + 2)].iter();
        near.any(|token| cues.contains(lists.suffix, token.lower.trim_end_matches('.')))
    };
    let mut surnames: BTreeSet<&str> = BTreeSet::new();
    let says = |mention: &Mention| {
        let cues = draft.analysis.sentences[mention.sentence].cues();
        cues.iter().any(|cue| cue.list == lists.namesake)
    };
    for mention in people.mentions.iter().filter(|one| one.how == How::Name && suffixed(one) || says(one)) {
        if let Referent::Person(one) = mention.to_whom {
            surnames.insert(&people.people[one].surname);
        }
    }
    let all = people.people.iter().enumerate();
    all.filter(|(_, one)| surnames.contains(one.surname.as_str())).map(|(at, _)| at).collect()
}
