//! From a pattern to a program of small steps.

use compact_str::CompactString;

use super::line::{SortSet, Text};
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId, ListSet, Presence, word_bit};
use crate::language::tokens::tokens;
use crate::rules::formula::{Capture, Gap, Node, Pattern, Sort};
use crate::text::{Span, hash};

/// One step of a program. Numbers are steps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// This very token.
    Word(CompactString),
    /// An item of a list, optionally for a capture.
    Item(ListId, Option<u8>),
    /// A value of one of these types.
    Value(SortSet, Option<u8>),
    /// Any one word.
    AnyWord(Option<u8>),
    /// A word that a gap may pass; marks that do not end a clause cost nothing.
    Pass,
    /// First one way, then the other.
    Either(u32, u32),
    /// On to another step.
    Jump(u32),
    /// The sentence begins here.
    Start,
    /// It ends here.
    End,
    /// The pattern fits.
    Done,
}

/// What a sentence must contain for the pattern to match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Needs {
    /// One of these words, by their bits, or an item of one of these lists; no restriction if both are empty.
    words: u128,
    lists: ListSet,
    hashes: Vec<u64>,
    /// The words, and the first words of the items, which are tested first.
    begins: u128,
    /// Estimated frequency of sentences with one of them; 0 if no word is needed.
    common: u32,
    /// A value of one of these types; no restriction if empty.
    sorts: SortSet,
}

impl Needs {
    /// What one or the other needs.
    fn or(mut self, other: Self) -> Self {
        self.words |= other.words;
        self.hashes.extend(other.hashes);
        self.begins |= other.begins;
        self.lists.extend(&other.lists);
        self.common += other.common;
        self.sorts = self.sorts.with(other.sorts);
        self
    }

    fn word(word: &str) -> Self {
        let hash = hash(word);
        let bit = word_bit(hash);
        Self { words: bit, hashes: vec![hash], begins: bit, common: common(word), ..Self::default() }
    }

    fn list(name: &str, cues: &Cues) -> Self {
        if let Some(number) = cues.titled(name) {
            return Self { sorts: SortSet::titled(number), ..Self::default() };
        }
        let list = cues.list(name);
        let begins = cues.bits(list);
        let mut needs = Self { begins, common: (begins.count_ones() * OF_A_LIST).max(1), ..Self::default() };
        needs.lists.add(list);
        needs
    }

    /// What a value needs; a list of amounts also needs an amount, which is known before the line is read.
    fn of(sort: Sort) -> Vec<Self> {
        let mut needs = vec![Self::sort(sort)];
        if matches!(sort, Sort::Series | Sort::Row) {
            needs.push(Self { sorts: SortSet::of(&[Sort::Amount, Sort::Percent]), ..Self::default() });
        }
        needs
    }

    fn sort(sort: Sort) -> Self {
        // Any word is one.
        if sort == Sort::Word { Self::default() } else { Self { sorts: SortSet::one(sort), ..Self::default() } }
    }
}

/// Estimated frequency of a word, by its length: short words occur in most sentences.
fn common(word: &str) -> u32 {
    match word.chars().count() {
        ..=2 => 40,
        3 => 20,
        4 => 6,
        _ => 1,
    }
}

/// The same for each first word of an item of a list.
const OF_A_LIST: u32 = 2;

/// Number of words that are looked up in less time than testing the sentences takes.
const FEW: u32 = 32;

/// A pattern made ready.
#[derive(Debug, Clone)]
pub struct Matcher {
    pub(super) steps: Vec<Step>,
    pub(super) captures: Vec<Capture>,
    pub(super) clause_break: ListId,
    needs: Vec<Needs>,
    /// The alternatives of required types of values.
    sorts: Vec<SortSet>,
    /// Those that a sentence is searched for before its names are.
    of_values: Vec<SortSet>,
    /// What a match may start with.
    first: First,
    /// Whether it captures people, places or offices of the facts.
    known: bool,
}

/// The tokens that a fit may begin at.
#[derive(Debug, Clone, Copy, Default)]
struct First {
    any: bool,
    words: u128,
    sorts: SortSet,
}

/// The word lists that patterns themselves use: separators of list items, clause boundaries, and words before a name in a list.
const SEPARATOR: &str = "list-separator";
const CLAUSE_BREAK: &str = "clause-break";
const ARTICLE: &str = "determiner";

impl Matcher {
    /// Makes a pattern ready with the word lists of a language.
    pub fn new(pattern: &Pattern, cues: &Cues) -> Self {
        let mut compiler = Compiler { steps: Vec::new(), captures: &pattern.captures, cues };
        compiler.node(&pattern.root);
        compiler.steps.push(Step::Done);
        let steps = compiler.steps;
        let mut needs = Vec::new();
        gather(&pattern.root, &pattern.captures, cues, &mut needs);
        let first = first(&steps, cues);
        let mut sorts: Vec<SortSet> = needs.iter().map(|needs| needs.sorts).collect();
        sorts.retain(|&sorts| sorts != SortSet::NONE);
        needs.retain(|needs| needs.common > 0);
        // The rarest requirement is tested first.
        needs.sort_by_key(|needs| needs.common);
        // Lists are read with the line, as names are.
        let named = |sorts: &SortSet| {
            sorts.meets(SortSet::one(Sort::Name)) || sorts.meets(SortSet::lists()) || sorts.is_known()
        };
        let of_values = sorts.iter().copied().filter(|sorts| !named(sorts)).collect();
        let is_known = |step: &Step| matches!(step, Step::Value(sorts, _) if sorts.is_known());
        let (captures, known) = (pattern.captures.clone(), steps.iter().any(is_known));
        Self { steps, captures, clause_break: cues.list(CLAUSE_BREAK), needs, sorts, of_values, first, known }
    }

    /// The captures, in the order of [`super::Match::captures`].
    pub fn captures(&self) -> &[Capture] {
        &self.captures
    }

    /// Returns `true` if it captures people, places or offices of the facts, and is matched with those in a sentence.
    pub fn looks_for_known(&self) -> bool {
        self.known
    }

    /// The first token, from one on, that a fit may begin at.
    pub(super) fn next_start(&self, text: Text<'_>, from: usize) -> Option<usize> {
        if self.first.any || self.first.words != 0 {
            return (from..text.tokens.len()).find(|&at| self.may_begin(text, at));
        }
        text.line.next_of(self.first.sorts, from)
    }

    /// Returns `false` only if no match starts at a token.
    fn may_begin(&self, text: Text<'_>, at: usize) -> bool {
        let First { any, words, sorts } = self.first;
        any || word_bit(text.tokens[at].hash) & words != 0 || text.line.sorts_at(at).meets(sorts)
    }

    /// Returns `false` only if a text lacks words that every match needs.
    pub fn may_stand(&self, presence: &Presence) -> bool {
        let has = |needs: &Needs| {
            needs.begins & presence.words != 0
                && (needs.begins == needs.words
                    || needs.words & presence.words != 0
                    || needs.lists.meets(&presence.lists))
        };
        self.needs.iter().all(has)
    }

    /// The bits of rare words of which every match needs one; `None` if there are no such words.
    pub fn rarest(&self) -> Option<u128> {
        self.needs.first().map(|needs| needs.begins).filter(|begins| begins.count_ones() <= FEW)
    }

    /// Returns `false` only if a draft lacks words that every match needs; `has` tests if it may contain a word with a hash.
    pub fn may_stand_in(&self, has: impl Fn(u64) -> bool) -> bool {
        let words_only = self.needs.iter().filter(|needs| needs.begins == needs.words && !needs.hashes.is_empty());
        words_only.into_iter().all(|needs| needs.hashes.iter().any(|&hash| has(hash)))
    }

    /// Returns `false` only if a sentence lacks words or values that every match needs, without searching for names;
    /// values are read only if it may have the words.
    pub fn may_fit(&self, presence: &Presence, sentence: &Sentence<'_>) -> bool {
        self.may_stand(presence) && self.of_values.iter().all(|&sorts| sentence.sorts().meets(sorts))
    }

    /// Returns `false` only if a sentence with known pieces of some types lacks values that every match needs.
    pub(super) fn may_have(&self, known: SortSet, sentence: &Sentence<'_>) -> bool {
        let known = known.with(SortSet::one(Sort::Name)).with(SortSet::lists());
        self.sorts.iter().all(|sorts| sorts.meets(known) || sentence.sorts().meets(*sorts))
    }

    /// Returns `true` if a line has the values that every match needs.
    pub(super) fn has_values(&self, line: &super::Line) -> bool {
        self.sorts.iter().all(|sorts| line.has(*sorts))
    }
}

/// What the first token of a match may be.
fn first(steps: &[Step], cues: &Cues) -> First {
    let mut first = First::default();
    let (mut seen, mut next) = (vec![false; steps.len()], vec![0]);
    while let Some(at) = next.pop() {
        if std::mem::replace(&mut seen[at as usize], true) {
            continue;
        }
        match &steps[at as usize] {
            Step::Word(word) => first.words |= word_bit(hash(word)),
            Step::Item(list, _) => first.words |= cues.bits(*list),
            Step::Value(sorts, _) => first.sorts = first.sorts.with(*sorts),
            Step::AnyWord(_) | Step::Pass | Step::Done => first.any = true,
            Step::Start | Step::End => next.push(at + 1),
            Step::Either(one, other) => next.extend([*one, *other]),
            Step::Jump(to) => next.push(*to),
        }
    }
    first
}

/// Parts that every fit goes through, as needs.
fn gather(node: &Node, captures: &[Capture], cues: &Cues, found: &mut Vec<Needs>) {
    match node {
        Node::All(parts) => parts.iter().for_each(|part| gather(part, captures, cues, found)),
        Node::Any(ways) => found.extend(either(ways, captures, cues)),
        Node::Words(text) => {
            found.extend(split(text).iter().map(|word| Needs::word(word)));
        }
        Node::List(name) => found.push(Needs::list(name, cues)),
        Node::Value(sort) => found.extend(Needs::of(*sort)),
        Node::Capture(number) => match &captures[usize::from(*number)] {
            Capture { list: Some(name), .. } => found.push(Needs::list(name, cues)),
            Capture { sort, .. } => found.extend(Needs::of(*sort)),
        },
        Node::Maybe(_) | Node::Gap(_) | Node::Start | Node::End => {}
    }
}

/// What alternatives need together: words of one of them, where each needs a word, and a value of one of them, where each needs one.
fn either(ways: &[Node], captures: &[Capture], cues: &Cues) -> Vec<Needs> {
    let of_ways: Vec<Vec<Needs>> = ways
        .iter()
        .map(|way| {
            let mut needs = Vec::new();
            gather(way, captures, cues, &mut needs);
            needs
        })
        .collect();
    let mut all = Vec::new();
    let rarest =
        |needs: &Vec<Needs>| needs.iter().filter(|needs| needs.common != 0).min_by_key(|needs| needs.common).cloned();
    if let Some(words) = of_ways.iter().map(rarest).collect::<Option<Vec<_>>>() {
        all.extend(words.into_iter().reduce(Needs::or));
    }
    // Most sentences contain a name.
    let name = SortSet::one(Sort::Name);
    let value = |needs: &Vec<Needs>| {
        let values = needs.iter().filter(|needs| needs.sorts != SortSet::NONE);
        values.min_by_key(|needs| needs.sorts.meets(name)).cloned()
    };
    if let Some(values) = of_ways.iter().map(value).collect::<Option<Vec<_>>>() {
        all.extend(values.into_iter().reduce(Needs::or));
    }
    all
}

/// The types of people, places and offices that a capture takes.
pub fn known_sorts(capture: &Capture, cues: &Cues) -> Option<SortSet> {
    match &capture.list {
        Some(list) => cues.titled(list).map(SortSet::titled),
        None => capture.sort.is_known().then(|| SortSet::one(capture.sort)),
    }
}

fn split(text: &str) -> Vec<CompactString> {
    if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ') {
        return text.split_ascii_whitespace().map(CompactString::new).collect();
    }
    // A possessive ending must follow a word.
    if text.starts_with('\'') {
        let text = format!("x{text}");
        return tokens(&text, Span::new(0, text.len())).into_iter().skip(1).map(|token| token.lower).collect();
    }
    tokens(text, Span::new(0, text.len())).into_iter().map(|token| token.lower).collect()
}

struct Compiler<'a> {
    steps: Vec<Step>,
    captures: &'a [Capture],
    cues: &'a Cues,
}

impl Compiler<'_> {
    fn here(&self) -> u32 {
        self.steps.len() as u32
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::All(parts) => parts.iter().for_each(|part| self.node(part)),
            Node::Any(ways) => self.ways(ways),
            Node::Maybe(inner) => self.maybe(|compiler| compiler.node(inner)),
            Node::Words(text) => self.steps.extend(split(text).into_iter().map(Step::Word)),
            Node::List(name) => {
                let titled = self.cues.titled(name).map(|number| Step::Value(SortSet::titled(number), None));
                self.steps.push(titled.unwrap_or_else(|| Step::Item(self.cues.list(name), None)));
            }
            Node::Start => self.steps.push(Step::Start),
            Node::End => self.steps.push(Step::End),
            Node::Value(Sort::Word) => self.steps.push(Step::AnyWord(None)),
            Node::Value(sort) => self.steps.push(Step::Value(SortSet::one(*sort), None)),
            Node::Capture(number) => self.capture(*number),
            Node::Gap(Gap(widest)) => (0..*widest).for_each(|_| self.pass()),
        }
    }

    fn ways(&mut self, ways: &[Node]) {
        let mut ends = Vec::new();
        for (number, way) in ways.iter().enumerate() {
            if number + 1 == ways.len() {
                self.node(way);
                break;
            }
            let fork = self.steps.len();
            self.steps.push(Step::Jump(0));
            self.node(way);
            ends.push(self.steps.len());
            self.steps.push(Step::Jump(0));
            self.steps[fork] = Step::Either(fork as u32 + 1, self.here());
        }
        let end = self.here();
        for jump in ends {
            self.steps[jump] = Step::Jump(end);
        }
    }

    /// Something, or nothing: something first.
    fn maybe(&mut self, inner: impl FnOnce(&mut Self)) {
        let fork = self.steps.len();
        self.steps.push(Step::Jump(0));
        inner(self);
        self.steps[fork] = Step::Either(fork as u32 + 1, self.here());
    }

    /// One word of a gap: nothing first, so that the nearest fit wins.
    fn pass(&mut self) {
        let fork = self.here();
        self.steps.push(Step::Either(fork + 2, fork + 1));
        self.steps.push(Step::Pass);
    }

    fn capture(&mut self, number: u8) {
        let capture = &self.captures[usize::from(number)];
        let step = match (known_sorts(capture, self.cues), capture.sort, &capture.list) {
            (Some(sorts), ..) => Step::Value(sorts, Some(number)),
            (None, Sort::Item, Some(list)) => Step::Item(self.cues.list(list), Some(number)),
            (None, Sort::Word, _) => Step::AnyWord(Some(number)),
            (None, sort, _) => Step::Value(SortSet::one(sort), Some(number)),
        };
        self.steps.push(step.clone());
        if capture.many {
            self.further(step, known_sorts(capture, self.cues).is_some());
        }
    }

    /// ", B and C": separators and the same again, as often as it goes; "the" may precede a name.
    fn further(&mut self, step: Step, named: bool) {
        let fork = self.steps.len();
        self.steps.push(Step::Jump(0));
        let separator = Step::Item(self.cues.list(SEPARATOR), None);
        // A comma, a separator, or both.
        let comma = self.steps.len();
        self.steps.push(Step::Jump(0));
        self.steps.push(Step::Word(",".into()));
        self.maybe(|compiler| compiler.steps.push(separator.clone()));
        let over = self.steps.len();
        self.steps.push(Step::Jump(0));
        self.steps[comma] = Step::Either(comma as u32 + 1, self.here());
        self.steps.push(separator);
        self.steps[over] = Step::Jump(self.here());
        if named {
            let article = Step::Item(self.cues.list(ARTICLE), None);
            self.maybe(|compiler| compiler.steps.push(article));
        }
        self.steps.push(step);
        self.steps.push(Step::Jump(fork as u32));
        self.steps[fork] = Step::Either(fork as u32 + 1, self.here());
    }
}
