//! Who is given which title: "Springfield Mayor Jane Ortega", "Jane Ortega, the mayor of Springfield,", "Police Chief Okafor".

use super::super::Draft;
use super::{MANY, NICKNAMES, TOGETHER};
use crate::document::BlockKind;
use crate::language::analysis::Sentence;
use crate::language::cues::{Cue, Cues, ListId, ListSet};
use crate::language::names::Names;
use crate::language::phrases::{Phrase, Phrases};
use crate::language::tokens::{Token, tokens};
use crate::rules::{Check, WordList, Words, fold};
use crate::text::{Prose, Span};

/// A person with a title.
#[derive(Debug)]
pub(super) struct Mention {
    /// The title with the name.
    pub(super) span: Span<Prose>,
    /// Number of the role.
    pub(super) role: usize,
    /// Place or organisation that the title is of, folded.
    pub(super) of: Option<String>,
    /// Folded given name, where it stands; the first where there are several.
    pub(super) given: Option<String>,
    /// Folded surname.
    pub(super) surname: String,
    /// The whole name.
    pub(super) name: Span<Prose>,
}

/// Lists of words whose name begins so are the titles of one role each.
const ROLE: &str = "role-is-";

/// How many words may lie between a title and a word of another time that is about it.
const REACH: usize = 8;

/// Titles made ready.
#[derive(Debug)]
pub(super) struct Roles {
    phrases: Phrases,
    /// The lists that the titles are of: most sentences have none of them. `None` where a title is not found as their item.
    lists: Option<ListSet>,
    /// The role of each phrase.
    of_phrase: Vec<usize>,
    /// The phrases of each role; messages and rule files name it by the first.
    groups: Vec<Vec<String>>,
    /// Roles that many have at once, of one place too.
    pub(super) many: Vec<String>,
    /// Roles that one person may have at once.
    pub(super) together: Vec<Vec<String>>,
    /// Given names that are one name.
    pub(super) nicknames: Vec<Vec<String>>,
    marker: ListId,
    elsewhen: ListId,
    unmarked: ListId,
    joiner: ListId,
    modifier: ListId,
    suffix: ListId,
    particle: ListId,
    opener: ListId,
    weekday: ListId,
}

impl Roles {
    pub(super) fn new(check: &Check, words: &Words, cues: &Cues) -> Self {
        let groups: Vec<&[String]> = titles(words).map(|(_, list)| list.items.as_slice()).collect();
        let of_phrase = groups.iter().enumerate().flat_map(|(role, group)| group.iter().map(move |_| role)).collect();
        Self {
            phrases: Phrases::new(groups.iter().copied().flatten()),
            lists: lists(words, cues),
            of_phrase,
            groups: groups.iter().map(|group| group.to_vec()).collect(),
            many: check.texts(MANY).to_vec(),
            together: check.groups(TOGETHER).to_vec(),
            nicknames: check.groups(NICKNAMES).to_vec(),
            marker: cues.list("role-marker"),
            elsewhen: cues.list("role-elsewhen"),
            unmarked: cues.list("role-no-marker"),
            joiner: cues.list("role-joiner"),
            modifier: cues.list("title-modifier"),
            suffix: cues.list("name-suffix"),
            particle: cues.list("name-particle"),
            opener: cues.list("opener"),
            weekday: cues.list("weekday"),
        }
    }

    /// What messages and rule files call a role.
    pub(super) fn label(&self, role: usize) -> &str {
        self.groups[role].first().map_or("", String::as_str)
    }

    /// Whether an office with these titles is of a role.
    pub(super) fn is_of(&self, role: usize, titles: &[String]) -> bool {
        self.groups[role].iter().any(|phrase| titles.contains(phrase))
    }

    /// Every person with a title whose clause speaks of no other time, in the order of the draft.
    pub(super) fn mentions(&self, draft: &Draft<'_>) -> Vec<Mention> {
        let analysis = draft.analysis;
        let mut found = Vec::new();
        for (sentence, presence) in analysis.sentences.iter().zip(&analysis.presences().each) {
            let block = &analysis.blocks[sentence.block];
            if self.lists.is_some_and(|lists| !lists.meets(&presence.lists)) {
                continue;
            }
            if matches!(block.kind, BlockKind::Quote | BlockKind::Cell | BlockKind::Heading) {
                continue;
            }
            let mut last: Option<Phrase> = None;
            for phrase in analysis.phrases_in(&self.phrases, sentence.span) {
                let joint = last.is_some_and(|last| self.joint(sentence, last, phrase));
                last = Some(phrase);
                if joint {
                    continue;
                }
                let Some(mention) = self.mention(draft, analysis.names(), phrase) else {
                    continue;
                };
                if analysis.is_quoted(sentence.block, mention.span) || self.of_another_time(sentence, mention.span) {
                    continue;
                }
                // "Gov. Ann Holt, the secretary of state and the sheriff": a list, or two titles of one mention.
                if found.last().is_some_and(|before: &Mention| before.name.overlaps(mention.name)) {
                    continue;
                }
                found.push(mention);
            }
        }
        found
    }

    fn mention(&self, draft: &Draft<'_>, names: &Names, phrase: Phrase) -> Option<Mention> {
        let prose = draft.analysis.prose();
        let role = self.of_phrase[phrase.number];
        // An abbreviated title keeps its point: "Gov. Holt".
        let end = phrase.to
            + usize::from(prose[phrase.to..].starts_with(". ") && abbreviated(&prose[phrase.from..phrase.to]));
        let before = self.prefix(draft, names, phrase.from);
        if prose.as_bytes().get(end) == Some(&b' ')
            && let Some(first) = starting(names, end + 1)
        {
            let name = self.name(draft, names, first)?;
            let from = before.as_ref().map_or(phrase.from, |(from, _)| *from);
            let span = Span::new(from, name.span.end as usize);
            return Some(Mention {
                span,
                role,
                of: before.map(|(_, of)| of),
                given: name.given,
                surname: name.surname,
                name: name.span,
            });
        }
        self.apposition(draft, names, role, phrase)
    }

    /// "Jane Ortega, the mayor of Springfield,"
    fn apposition(&self, draft: &Draft<'_>, names: &Names, role: usize, phrase: Phrase) -> Option<Mention> {
        let prose = draft.analysis.prose();
        let owner = prose[..phrase.from].ends_with("'s ") || prose[..phrase.from].ends_with("\u{2019}s ");
        let before = if owner { self.prefix(draft, names, phrase.from) } else { None };
        let start = before.as_ref().map_or(phrase.from, |(from, _)| *from);
        let lead = prose[..start].strip_suffix(", ").or_else(|| prose[..start].strip_suffix(", the "))?;
        let last = names.words.partition_point(|word| (word.span.end as usize) < lead.len());
        let last = names.words.get(last).filter(|word| word.span.end as usize == lead.len()).map(|_| last)?;
        let mut first = last;
        while names.words[first].linked {
            first -= 1;
        }
        let name = self.name(draft, names, first).filter(|name| name.given.is_some())?;
        let (of, end) = match before {
            Some((_, of)) => (Some(of), phrase.to),
            None => match organisation(prose, names, phrase.to) {
                Some((of, end)) => (Some(of), end),
                None => (None, phrase.to),
            },
        };
        let closed = prose[end..].chars().next().is_none_or(|c| matches!(c, ',' | '.' | ';' | ')' | '\u{2014}'));
        let span = Span::new(name.span.start as usize, end);
        closed.then_some(Mention { span, role, of, given: name.given, surname: name.surname, name: name.span })
    }

    /// The words with a capital right before a title, as its place or organisation: where they begin, and folded.
    fn prefix(&self, draft: &Draft<'_>, names: &Names, title: usize) -> Option<(usize, String)> {
        let (prose, cues) = (draft.analysis.prose(), draft.analysis.cues());
        let mut to = title;
        let mut parts: Vec<&str> = Vec::new();
        while parts.len() < 4 {
            let lead = &prose[..to];
            let lead = lead.strip_suffix(' ')?;
            let owner = lead.strip_suffix("'s").or_else(|| lead.strip_suffix("\u{2019}s"));
            if owner.is_some() && !parts.is_empty() {
                break;
            }
            let end = owner.unwrap_or(lead).len();
            let at = names.words.partition_point(|word| (word.span.end as usize) < end);
            let Some(word) = names.words.get(at).filter(|word| word.span.end as usize == end && !word.opens) else {
                // The first word of a sentence may be a place, if no opener is it.
                let opening = names.words.get(at).filter(|word| word.span.end as usize == end);
                if let Some(word) = opening.filter(|_| !cues.contains(self.opener, names.folded(at))) {
                    parts.push(names.folded(at));
                    to = word.span.start as usize;
                }
                break;
            };
            if cues.contains(self.weekday, names.folded(at)) {
                break;
            }
            to = word.span.start as usize;
            if !cues.contains(self.modifier, names.folded(at)) {
                parts.push(names.folded(at));
            }
            if !word.linked {
                break;
            }
        }
        parts.reverse();
        (!parts.is_empty()).then(|| (to, parts.join(" ")))
    }

    fn name(&self, draft: &Draft<'_>, names: &Names, first: usize) -> Option<Name> {
        let cues = draft.analysis.cues();
        let mut last = first;
        while names.words.get(last + 1).is_some_and(|word| word.linked) {
            last += 1;
        }
        if last - first > 4 || names.words[first].span.len() < 2 {
            return None;
        }
        let whole = last;
        while last > first && cues.contains(self.suffix, names.folded(last)) {
            last -= 1;
        }
        let mut first = first;
        while first < last && cues.contains(self.modifier, names.folded(first)) {
            first += 1;
        }
        let surname = fold(names.folded(last));
        // "Rep. Van Holt": no first name.
        let particle = cues.contains(self.particle, names.folded(first));
        let given = (last > first && !particle).then(|| names.folded(first).to_owned());
        let span = names.words[first].span.join(names.words[whole].span);
        Some(Name { span, given, surname })
    }

    /// Whether two titles share a name: "secretary and treasurer Ann Holt".
    fn joint(&self, sentence: &Sentence<'_>, one: Phrase, other: Phrase) -> bool {
        let tokens = sentence.tokens();
        let after = |byte: usize| tokens.partition_point(|token| (token.span.start as usize) < byte);
        let (from, to) = (after(one.to), after(other.from));
        sentence.cues().iter().any(|cue| cue.list == self.joiner && cue.from() == from && cue.to() == to)
    }

    /// Whether a marker stands close before, or words near in the clause tell of a change or of another time.
    fn of_another_time(&self, sentence: &Sentence<'_>, span: Span<Prose>) -> bool {
        let (tokens, cues) = (sentence.tokens(), sentence.cues());
        let at = tokens.partition_point(|token| token.span.start < span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        let close = |from: usize, to: usize| {
            let gap = if to <= at { &tokens[to..at] } else { &tokens[end.min(from)..from] };
            gap.len() <= REACH && !gap.iter().any(ends_clause)
        };
        let in_place = |cue: &Cue| {
            cues.iter().any(|place| place.list == self.unmarked && place.from() <= cue.from() && cue.to() <= place.to())
        };
        cues.iter().any(|cue| {
            let beside = cue.to() <= at + 2 && cue.to() + 3 > at || cue.from() >= at && cue.from() < end;
            cue.list == self.marker && beside && !in_place(cue)
                || cue.list == self.elsewhen && close(cue.from(), cue.to())
        }) || sentence.years().any(|year| {
            let token = |byte| tokens.partition_point(|token| token.span.start < byte);
            close(token(year.span.start), token(year.span.end))
        })
    }
}

/// The lists of titles.
fn titles(words: &Words) -> impl Iterator<Item = (&String, &WordList)> {
    words.lists.iter().filter(|(name, _)| name.starts_with(ROLE))
}

/// The same as a set, where each title is found as an item of its list.
fn lists(words: &Words, cues: &Cues) -> Option<ListSet> {
    let mut lists = ListSet::default();
    titles(words).for_each(|(name, _)| lists.add(cues.list(name)));
    let is_item = |title: &String| cues.find(&tokens(title, Span::new(0, title.len()))).1.meets(&lists);
    titles(words).flat_map(|(_, list)| &list.items).all(is_item).then_some(lists)
}

struct Name {
    span: Span<Prose>,
    given: Option<String>,
    surname: String,
}

/// "of Springfield", "of the Holt Company": folded, and where it ends.
fn organisation(prose: &str, names: &Names, from: usize) -> Option<(String, usize)> {
    let rest = &prose[from..];
    let at = [" of the ", " of ", " at ", " for "]
        .iter()
        .find_map(|link| rest.strip_prefix(link).map(|rest| prose.len() - rest.len()))?;
    let first = starting(names, at)?;
    let mut last = first;
    while names.words.get(last + 1).is_some_and(|word| word.linked) {
        last += 1;
    }
    let words: Vec<&str> = (first..=last).map(|at| names.folded(at)).collect();
    Some((words.join(" "), names.words[last].span.end as usize))
}

/// The word with a capital that begins at a byte.
fn starting(names: &Names, at: usize) -> Option<usize> {
    names.words.binary_search_by_key(&at, |word| word.span.start as usize).ok()
}

/// Whether a title may end with a point: it is short.
fn abbreviated(title: &str) -> bool {
    title.len() <= 5
}

/// Whether what stands behind is no longer about the title before.
fn ends_clause(token: &Token) -> bool {
    matches!(token.lower.as_str(), ";" | ":" | "(" | ")" | "\u{2013}" | "\u{2014}" | "--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_is_an_item_of_a_list() {
        for words in crate::embedded::words() {
            assert!(lists(&words, &Cues::new(&words)).is_some(), "{}", words.language);
        }
        let items = ["lt. governor".into()].to_vec();
        let list = WordList { items, ..WordList::default() };
        let words = Words { lists: [(format!("{ROLE}lieutenant"), list)].into(), ..Words::default() };
        assert!(lists(&words, &Cues::new(&words)).is_none());
    }
}
