//! The people of a draft as lines see them: the one whom it is about, and those whose names others share.

use std::collections::{BTreeMap, BTreeSet};

use super::subject::Who;
use super::view::Lists;
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::people::{Gender, How, Mention, Referent};
use crate::language::values::ValueKind;

/// The person whom a draft is about.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// Its number.
    pub(super) person: Option<usize>,
    /// Whether that is a woman, by the name, or else by most pronouns of the draft.
    female: Option<bool>,
    /// Whether the title of the draft names that person, and nobody else.
    pub(super) is_titled: bool,
    /// People whose name somebody else has: with a suffix of generations ("Jr."), or as the draft says ("no relation").
    namesakes: BTreeSet<usize>,
    /// For each person the number of the one whose name is the end of theirs: "Coxswain Jory Pell", "Jory Pell".
    pub(super) same: BTreeMap<usize, usize>,
    /// Ages that the draft gives next to a relative's word: "his 21-year-old son".
    pub(super) ages_of_relatives: BTreeSet<i16>,
    /// Whether the draft is printed again, so that its day is not the one it was written on.
    pub(super) reprinted: bool,
}

/// Times that "she" is more frequent than "he" in a draft about a woman, or fewer.
const MOSTLY: usize = 2;
/// Most tokens of a title before a name: "Captain", "Sir".
const TITLES: usize = 2;
/// Blocks at the top in which the person whom a draft is about is named.
const TOP: usize = 4;

impl Lead {
    /// The one whom the title names, or the one with whose name the text begins, unless somebody else is named far more often; or else
    /// the one who is named most, if that is in the first blocks, and nobody is named nearly as often.
    pub(super) fn of(draft: &Draft<'_>, lists: &Lists) -> Self {
        let people = draft.analysis.people(draft.table);
        let same = same(draft);
        let whom = |mention: &Mention| match mention.to_whom {
            Referent::Person(one) => Some(same.get(&one).copied().unwrap_or(one)),
            // A surname of several is first that of the one who is introduced first.
            Referent::Unclear if mention.how == How::Short => of_surname(draft, mention),
            _ => None,
        };
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for one in people.mentions.iter().filter_map(whom) {
            *counts.entry(one).or_default() += 1;
        }
        let mut all: Vec<(usize, usize)> = counts.iter().map(|(&one, &count)| (count, one)).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        let block = |mention: &Mention| draft.analysis.sentences[mention.sentence].block;
        let named_at_top =
            |one: usize| people.mentions.iter().any(|mention| whom(mention) == Some(one) && block(mention) < TOP);
        let is_heading = |at: usize| draft.analysis.blocks[at].kind == BlockKind::Heading;
        let at_head = |one: &usize| all.first().is_some_and(|(most, _)| counts[one] * 2 >= *most);
        let in_title: BTreeSet<usize> =
            people.mentions.iter().filter(|mention| block(mention) == 0 && is_heading(0)).filter_map(whom).collect();
        let titled = in_title.first().copied().filter(|_| in_title.len() == 1).filter(at_head);
        let text = (0..draft.analysis.blocks.len().min(TOP)).find(|&at| !is_heading(at));
        let titles = |mention: &Mention| {
            let tokens = &draft.analysis.sentences[mention.sentence].tokens()[..mention.from];
            tokens.len() <= TITLES && tokens.iter().all(|token| token.capital)
        };
        let opens = |mention: &&Mention| Some(block(mention)) == text && titles(mention) && mention.how == How::Name;
        let opening = || {
            let first = people.mentions.iter().find(opens)?;
            let begins = draft.analysis.blocks[block(first)].sentences.start == first.sentence;
            whom(first).filter(|_| begins).filter(at_head)
        };
        let most = || match all.as_slice() {
            [(_, one)] => Some(*one),
            [(count, one), (other, _), ..] if *count >= other * 2 => Some(*one),
            _ => None,
        };
        let person = titled.or_else(opening).or_else(|| most().filter(|&one| named_at_top(one)));
        let mut cues = draft.analysis.sentences.iter().flat_map(Sentence::cues);
        Self {
            person,
            female: person.and_then(|one| people.people[one].gender.map(is_female).or_else(|| pronouns(draft, lists))),
            is_titled: titled.is_some(),
            namesakes: namesakes(draft, lists),
            ages_of_relatives: draft
                .analysis
                .sentences
                .iter()
                .flat_map(|one| ages_of_relatives(draft, lists, one))
                .collect(),
            same,
            reprinted: cues.any(|cue| cue.list == lists.reprint),
        }
    }

    /// The person whom the draft is about, if "she" may be that one, or "he".
    pub(super) fn as_pronoun(&self, female: bool) -> Option<usize> {
        self.person.filter(|_| self.female.is_none_or(|known| known == female))
    }

    /// A person by number, or the one whose name is the end of theirs.
    pub(super) fn named(&self, one: usize) -> Who {
        Who::Named(self.same.get(&one).copied().unwrap_or(one))
    }

    /// Returns `true` if somebody may share the name with a father or a son.
    pub(super) fn has_namesakes(&self, who: Who) -> bool {
        matches!(who, Who::Named(one) if self.namesakes.contains(&one))
    }
}

/// The first of those who have the surname of a mention.
pub(super) fn of_surname(draft: &Draft<'_>, mention: &Mention) -> Option<usize> {
    let tokens = draft.analysis.sentences[mention.sentence].tokens();
    let word = &tokens.get(mention.to.checked_sub(1)?)?.lower;
    draft.analysis.people(draft.table).people.iter().position(|one| one.surname == *word)
}

fn is_female(gender: Gender) -> bool {
    gender == Gender::Female
}

/// Whether most pronouns of a draft are "she", if nearly all are, or "he".
fn pronouns(draft: &Draft<'_>, lists: &Lists) -> Option<bool> {
    let cues = || draft.analysis.sentences.iter().flat_map(Sentence::cues);
    let [male, female] = lists.pronoun.map(|list| cues().filter(|cue| cue.list == list).count());
    let (few, many) = (male.min(female), male.max(female));
    (many > few * MOSTLY).then_some(female > male)
}

/// Returns `true` for two people with one surname.
pub(super) fn is_one_surname(draft: &Draft<'_>, one: Who, other: Who) -> bool {
    let people = &draft.analysis.people(draft.table).people;
    let surname = |who: Who| if let Who::Named(one) = who { Some(&people[one].surname) } else { None };
    surname(one).is_some() && surname(one) == surname(other)
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
        // "James Edgar Miller" is rather the father of "Edgar Miller".
        if people[one].gender.is_some() {
            return None;
        }
        let rest = name.split_once(' ')?.1;
        full.get(rest).filter(|&&other| other != one && rest.contains(' ')).map(|&other| (one, other))
    };
    (0..people.len()).filter_map(of).collect()
}

/// The ages of a sentence with a relative's word next to them: "his 21-year-old son"; "her son, 21,".
fn ages_of_relatives<'a>(
    draft: &'a Draft<'a>,
    lists: &'a Lists,
    sentence: &'a Sentence<'a>,
) -> impl Iterator<Item = i16> + 'a {
    let tokens = sentence.tokens();
    let is_kin = move |at: usize| {
        let token = tokens.get(at);
        token.is_some_and(|token| lists.kin.iter().any(|&list| draft.analysis.cues().contains(list, &token.lower)))
    };
    let ages = sentence.values().iter().filter(|value| matches!(value.kind, ValueKind::Age(_)));
    ages.filter_map(move |value| {
        let from = tokens.partition_point(|token| token.span.start < value.span.start);
        let to = tokens.partition_point(|token| token.span.start < value.span.end);
        let age = value.amount()?.interval.printed;
        (is_kin(to) || from > 1 && is_kin(from - 2)).then_some(age as i16)
    })
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
