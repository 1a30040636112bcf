//! Words before a title: markers ("former"), countries and organisations, party and other modifiers, a determiner.

use crate::language::annotated::Annotated;
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::tokens::TokenKind;
use crate::rules::{EntityId, Meaning};

/// A word near a title that changes the statement: "former", "acting", "-elect".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its list.
    pub list: ListId,
    /// Its token.
    pub from: usize,
    /// Whether unknown words are in between, so that the mention is neither a statement nor checked.
    pub loose: bool,
}

/// Word lists that a prefix is read by.
#[derive(Debug)]
pub(super) struct ModifierLists {
    markers: Vec<ListId>,
    pub(super) modifier: ListId,
    other_rank: ListId,
    opener: ListId,
    determiner: ListId,
    owner: ListId,
    its: ListId,
    post_nominal: ListId,
    courtesy: ListId,
    coordination: ListId,
    stops: Vec<ListId>,
}

impl ModifierLists {
    /// Looks the lists up by name.
    pub(super) fn new(cues: &Cues) -> Self {
        let named = |names: &[&str]| names.iter().map(|name| cues.list(name)).collect();
        Self {
            markers: named(&[
                "marker-former",
                "marker-then",
                "marker-late",
                "marker-future",
                "marker-acting",
                "marker-other",
            ]),
            modifier: cues.list("title-modifier"),
            other_rank: cues.list("other-rank"),
            opener: cues.list("opener"),
            determiner: cues.list("determiner"),
            owner: cues.list("owner-pronoun"),
            its: cues.list("owner-neuter"),
            post_nominal: cues.list("post-nominal"),
            courtesy: cues.list("courtesy"),
            coordination: cues.list("coordination"),
            stops: named(&["guard-preposition", "verb-past", "verb-present", "coordination", "marker-time"]),
        }
    }
}

impl ModifierLists {
    /// Returns `true` if a preposition, verb or conjunction ends before a token.
    pub(super) fn stops(&self, view: &Annotated, at: usize) -> bool {
        self.stops.iter().any(|&list| view.ends(list, at).is_some())
    }
}

/// The words before a title, read from right to left.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the words, independent of the others")]
pub(super) struct Modifiers {
    /// First token of marks, places and modifiers; that of the title if there are none.
    pub start: usize,
    /// First token after the marks, where "former" would be inserted.
    pub bare: usize,
    /// First token with the determiner.
    pub phrase: usize,
    /// The seat that the prefix names.
    pub places: Option<Vec<EntityId>>,
    /// Markers, nearest first.
    pub marks: Vec<Mark>,
    /// Whether an article or pronoun precedes it.
    pub determiner: bool,
    /// Whether a possessive place precedes it.
    pub possessive: bool,
    /// Whether a possessive person precedes it.
    pub owned: bool,
    /// Whether "its" precedes it.
    pub its: bool,
}

/// The cues that end before one token, for looking up many lists.
#[derive(Debug)]
struct Ending<'v> {
    /// All that end there, and some that do not.
    cues: &'v [Cue],
    at: usize,
}

impl<'v> Ending<'v> {
    fn at(view: &'v Annotated, at: usize) -> Self {
        let from = view.cues.partition_point(|cue| cue.from() + view.widest < at);
        let near = &view.cues[from..];
        let near = &near[..near.iter().take_while(|cue| cue.from() < at).count()];
        let first = near.iter().position(|cue| cue.to() == at).unwrap_or(near.len());
        let last = near.iter().rposition(|cue| cue.to() == at).map_or(first, |last| last + 1);
        Self { cues: &near[first..last], at }
    }

    /// Like [`Annotated::ends`].
    fn of(&self, list: ListId) -> Option<usize> {
        self.cues.iter().find(|cue| cue.list == list && cue.to() == self.at).map(Cue::from)
    }
}

/// Maximum number of unknown words between a marker and a title.
const LOOSE: usize = 3;

impl Modifiers {
    /// Reads leftwards from a title or surname; `None` if the words there make it another office or name.
    pub(super) fn read(view: &Annotated, title: usize, lists: &ModifierLists) -> Option<Self> {
        let mut prefix = Self { start: title, bare: title, phrase: title, ..Self::default() };
        let mut at = title;
        while at > 0 {
            match prefix.step(view, at, lists)? {
                Some(next) => at = next,
                None => break,
            }
        }
        prefix.phrase = prefix.phrase.min(prefix.start);
        prefix.look_for_loose_marks(view, lists);
        Some(prefix)
    }

    /// One step to the left: the next position, `Some(None)` at the end of the prefix, or `None` if it is not understood.
    #[expect(clippy::option_option, reason = "three answers: go on, stop, refuse")]
    fn step(&mut self, view: &Annotated, at: usize, lists: &ModifierLists) -> Option<Option<usize>> {
        let before = at - 1;
        let token = &view.tokens[before];
        let ending = Ending::at(view, at);
        if let Some((list, from)) = lists.markers.iter().find_map(|&list| Some((list, ending.of(list)?))) {
            self.marks.push(Mark { list, from, loose: false });
            self.start = from;
            return Some(Some(from));
        }
        if view.is_mark(before, "-") && !view.tokens[at].spaced {
            // "then-President": the hyphen belongs to a marker, or forms an unknown compound.
            let marked = lists.markers.iter().any(|&list| view.ends(list, before).is_some());
            let modified = view.ends(lists.modifier, before).is_some();
            return if marked || modified { Some(Some(before)) } else { None };
        }
        // "Mr. Obama's administration": the courtesy title is part of the name.
        let dot = usize::from(view.is_mark(before, ".") && !token.spaced);
        if let Some(from) = view.ends(lists.courtesy, at - dot) {
            self.start = from;
            self.bare = from;
            return Some(Some(from));
        }
        if let Some(step) = self.place_before(view, at) {
            return Some(step);
        }
        if let Some(from) = ending.of(lists.modifier) {
            self.start = from;
            if self.marks.is_empty() {
                self.bare = from;
            }
            return Some(Some(from));
        }
        // "Lt. Governor": the point belongs to the rank.
        if view.ends(lists.other_rank, at - dot).is_some() {
            return None;
        }
        if let Some(from) = ending.of(lists.owner) {
            self.owned = true;
            self.its = ending.of(lists.its).is_some();
            self.phrase = from;
            return Some(None);
        }
        if let Some(from) = ending.of(lists.determiner) {
            self.determiner = true;
            self.phrase = from;
            return Some(None);
        }
        if token.kind == TokenKind::Possessive {
            self.owned = true;
            return Some(None);
        }
        let known = [lists.opener, lists.post_nominal].iter().any(|&list| ending.of(list).is_some());
        if token.kind == TokenKind::Word && token.capital && !known { None } else { Some(None) }
    }

    #[expect(clippy::option_option, reason = "no place, a place and the end, a place and more")]
    fn place_before(&mut self, view: &Annotated, at: usize) -> Option<Option<usize>> {
        let end = if view.is_possessive(at - 1) { at - 1 } else { at };
        let hit = view.hit_before(end)?;
        let of = |m: &Meaning| match m {
            Meaning::Place(id) | Meaning::Adjective(id) => Some(*id),
            Meaning::Name(_) | Meaning::Surname(_) | Meaning::Member(_) | Meaning::Title(_) | Meaning::Status(_) => {
                None
            }
        };
        let places: Vec<EntityId> = hit.meanings.iter().filter_map(of).collect();
        if places.is_empty() {
            return None;
        }
        if self.places.is_none() {
            self.places = Some(places);
        }
        self.start = hit.from;
        if self.marks.is_empty() {
            self.bare = hit.from;
        }
        self.possessive |= end < at;
        Some((hit.from > 0).then_some(hit.from))
    }

    /// "former hedge fund president": a marker within a few unknown words makes the mention say nothing.
    fn look_for_loose_marks(&mut self, view: &Annotated, lists: &ModifierLists) {
        if !self.marks.is_empty() || self.determiner {
            return;
        }
        let from = self.shared_title(view, lists).unwrap_or(self.start);
        self.marks.extend(loose_mark(view, from, lists));
    }

    /// "former governor and senator X": the start of the first of two titles, whose markers also apply to the second.
    fn shared_title(&self, view: &Annotated, lists: &ModifierLists) -> Option<usize> {
        let and = view.ends(lists.coordination, self.start)?;
        let hit = view.hit_before(and)?;
        hit.meanings.iter().any(|meaning| matches!(meaning, Meaning::Title(_))).then_some(hit.from)
    }
}

fn loose_mark(view: &Annotated, from: usize, lists: &ModifierLists) -> Option<Mark> {
    let mut at = from;
    for _ in 0..LOOSE {
        let before = at.checked_sub(1)?;
        let ending = Ending::at(view, at);
        if let Some((list, from)) = lists.markers.iter().find_map(|&list| Some((list, ending.of(list)?))) {
            return Some(Mark { list, from, loose: true });
        }
        if view.tokens[before].kind != TokenKind::Word || lists.stops.iter().any(|&list| ending.of(list).is_some()) {
            return None;
        }
        at = before;
    }
    None
}
