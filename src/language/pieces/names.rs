//! Determines what runs of capitalised words name.

use compact_str::CompactString;

use super::titles::Title;
use super::{PersonName, Piece, PieceKind, Reading};
use crate::language::annotated::Hit;
use crate::language::cues::{Cue, ListId};
use crate::language::names::runs::Run;
use crate::language::names::vocabulary::holds;
use crate::rules::{Meaning, ORGANISATION, PersonId, fold};

/// Most words of a person's name.
const MOST: usize = 5;

/// Words of a run that name one thing: the tokens at which they begin, and one past the last.
struct Stretch {
    words: Vec<usize>,
    to: usize,
    /// The courtesy title before.
    courtesy: Option<usize>,
    /// Whether a title precedes it, so that it is a person.
    titled: bool,
}

impl Reading<'_> {
    /// Pieces of all names. Titles end names, and a name after one is a person.
    pub(super) fn names(&self, titles: &[Title]) -> Vec<Piece> {
        let view = self.view;
        let mut found = Vec::new();
        // A lower-case particle does not start a run: "al-Maliki", "von der Leyen".
        for hit in view.hits.iter().filter(|hit| !view.tokens[hit.from].capital) {
            if hit.meanings.iter().any(|meaning| matches!(meaning, Meaning::Surname(_))) {
                let words = Stretch { words: vec![hit.from], to: hit.to, courtesy: None, titled: false };
                self.known(&words, hit, &mut found);
            }
        }
        for run in self.reader.runs.runs(view.tokens, view.cues, |_| false) {
            self.run(&run, titles, &mut found);
        }
        self.join_partners(&mut found);
        found
    }

    /// "Johnson & Johnson": one organisation.
    fn join_partners(&self, found: &mut Vec<Piece>) {
        let partner = |piece: &Piece| matches!(piece.kind, PieceKind::Name) || piece.person().is_some();
        let mut at = 0;
        while at + 1 < found.len() {
            let (one, other) = (&found[at], &found[at + 1]);
            let joined = self.view.is_mark(one.to, "&") && other.from == one.to + 1;
            if joined && partner(one) && partner(other) {
                found[at] = self.piece(one.from, other.to, PieceKind::Organisation(Vec::new()));
                found.remove(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// Splits a run at titles, modifiers and nationalities.
    fn run(&self, run: &Run, titles: &[Title], found: &mut Vec<Piece>) {
        let mut stretch = self.fresh(run.words[0], titles);
        stretch.titled |= self.is_in_apposition(run, titles);
        let mut at = 0;
        while let Some(&word) = run.words.get(at) {
            let skip = |to: usize| run.words.partition_point(|&next| next < to);
            if word < stretch.to {
                // Inside a piece that was read.
                at += 1;
            } else if let Some(title) = titles.iter().find(|title| title.from <= word && word < title.end)
                && !self.is_part_of_a_name(&stretch, title, run)
            {
                self.close(&stretch, found);
                stretch = Stretch { titled: true, ..self.fresh(title.to, &[]) };
                at = skip(title.to).max(at + 1);
            } else if let Some(end) = self.beside_names(word, &stretch) {
                self.close(&stretch, found);
                let courtesy = self.is(self.reader.courtesy, word).then_some(word);
                stretch = Stretch { courtesy, titled: courtesy.is_some(), ..self.fresh(end, &[]) };
                at = skip(end).max(at + 1);
            } else if let Some(hit) = self.person_known(word, run) {
                self.close(&stretch, found);
                let known = Stretch { words: vec![word], to: hit.to, ..stretch };
                self.known(&known, hit, found);
                stretch = self.fresh(hit.to, &[]);
                at = skip(hit.to);
            } else {
                stretch.words.push(word);
                at += 1;
                stretch.to = run.words.get(at).copied().unwrap_or(run.to);
                if let Some(hit) = self.nationality(word).filter(|_| stretch.words.len() == 1 && !stretch.titled) {
                    let adjective = Stretch { to: hit.to, ..stretch };
                    self.known(&adjective, hit, found);
                    stretch = self.fresh(hit.to, &[]);
                    at = skip(hit.to).max(at);
                }
            }
        }
        self.close(&stretch, found);
    }

    /// "Our headteacher, Dunstan Achebe," and "Ifeoma Balogun, the medical director,": two or three words that no list knows,
    /// between commas next to a title.
    fn is_in_apposition(&self, run: &Run, titles: &[Title]) -> bool {
        let view = self.view;
        let (from, to) = (run.words[0], run.to);
        let comma = |at: usize| view.is_mark(at, ",");
        let before = from > 1 && comma(from - 1) && titles.iter().any(|title| title.to == from - 1);
        let closed = comma(to) || view.is_mark(to, ".");
        let opened = from > 0
            && (comma(from - 1) || view.cues.iter().any(|cue| cue.to() == from && cue.list == self.reader.agent));
        let next = to + 1;
        let after = view.starts(self.reader.determiner, next).unwrap_or(next);
        let behind = opened && comma(to) && after > next && titles.iter().any(|title| title.from == after);
        (2..=3).contains(&run.words.len())
            && (before && closed || behind)
            && view.hit_at(from).is_none()
            && !run.words.iter().any(|&word| self.is(self.reader.weekday, word) || self.is(self.reader.opener, word))
    }

    /// An empty stretch after a token, with whether a title or courtesy title ends there.
    fn fresh(&self, at: usize, titles: &[Title]) -> Stretch {
        let view = self.view;
        let dot = usize::from(at > 0 && view.is_mark(at - 1, ".") && !view.tokens[at - 1].spaced);
        let courtesy = view.ends(self.reader.courtesy, at - dot);
        let titled = courtesy.is_some() || titles.iter().any(|title| title.to == at);
        Stretch { words: Vec::new(), to: at, courtesy, titled }
    }

    /// "Lena Cook", "Bishop Auckland": a title after a given name is a surname.
    fn is_part_of_a_name(&self, stretch: &Stretch, title: &Title, run: &Run) -> bool {
        let given = |&word: &usize| self.is_given(word);
        let one = title.end == title.from + 1 && title.end == run.to && title.titles.is_empty();
        one && !stretch.titled && stretch.words.len() == 1 && stretch.words.first().is_some_and(given)
    }

    /// The end of a courtesy title, a modifier, a marker or a weekday at a word: no part of a name.
    fn beside_names(&self, word: usize, stretch: &Stretch) -> Option<usize> {
        let (view, lists) = (self.view, self.reader);
        let dotted = |end: usize| end + usize::from(view.is_mark(end, ".") && !view.tokens[end].spaced);
        if let Some(end) = view.starts(lists.courtesy, word) {
            return Some(dotted(end));
        }
        if let Some(end) = view.starts(lists.weekday, word) {
            return Some(end);
        }
        if !stretch.words.is_empty() {
            return None;
        }
        let marker = view.cues_at(word).filter(|cue| lists.markers.may_hold(cue.list));
        let modifier = view.starts(lists.modifier, word).or_else(|| marker.map(Cue::to).max())?;
        // "Green Park", "State Street": only before a title, or alone.
        self.titles_follow(modifier).then_some(modifier)
    }

    fn titles_follow(&self, at: usize) -> bool {
        let view = self.view;
        let title = |meaning: &Meaning| matches!(meaning, Meaning::Title(_));
        view.hit_at(at).is_some_and(|hit| hit.meanings.iter().any(title))
            || view.cues_at(at).any(|cue| self.reader.titles.may_hold(cue.list))
    }

    /// A full name of a person in the facts that starts at a word, unless the name continues.
    fn person_known(&self, word: usize, run: &Run) -> Option<&Hit> {
        let view = self.view;
        let hit = view.hit_at(word).filter(|hit| hit.meanings.iter().any(|m| matches!(m, Meaning::Name(_))))?;
        let next = run.words.iter().find(|&&next| next >= hit.to);
        let ends = hit.to >= run.to
            || next.is_some_and(|&next| {
                self.is(self.reader.weekday, next) || self.is(self.reader.opener, next) || self.titles_follow(next)
            });
        // "Joe Biden-Holt" is one word of the run, and goes on.
        (ends
            && run.words.iter().all(|&start| start != hit.to || view.tokens[start].spaced)
            && !view.is_mark(hit.to, "-"))
        .then_some(hit)
    }

    fn nationality(&self, word: usize) -> Option<&Hit> {
        let adjective = |meaning: &Meaning| matches!(meaning, Meaning::Adjective(_));
        let place = |meaning: &Meaning| matches!(meaning, Meaning::Place(_));
        self.view.hit_at(word).filter(|hit| hit.meanings.iter().any(adjective) && !hit.meanings.iter().any(place))
    }

    /// Returns `true` if a word is a known given name, or an initial.
    fn is_given(&self, word: usize) -> bool {
        let token = &self.view.tokens[word];
        let initials = token.lower.len() == 1 || token.lower.contains('.');
        initials || self.is_given_name(word)
    }

    fn is_given_name(&self, word: usize) -> bool {
        let token = &self.view.tokens[word];
        let names = &self.reader.given_names;
        if token.simple { holds(names, &token.lower) } else { holds(names, &fold(&token.lower)) }
    }

    /// The pieces of a stretch.
    fn close(&self, stretch: &Stretch, found: &mut Vec<Piece>) {
        let mut stretch = Stretch { words: stretch.words.clone(), ..*stretch };
        // "In Springfield": the sentence opens with a capital.
        while stretch.words.len() > 1
            && self.is(self.reader.opener, stretch.words[0])
            && !self.is_given(stretch.words[0])
        {
            stretch.words.remove(0);
        }
        let Some(&from) = stretch.words.first() else { return };
        let opener = stretch.words.len() == 1 && self.is(self.reader.opener, from);
        if opener && !stretch.titled {
            return;
        }
        let whole = self.view.hit_at(from).filter(|hit| hit.to == stretch.to);
        if let Some(hit) = whole
            && self.known(&stretch, hit, found)
        {
            return;
        }
        let kind = if self.types(&stretch, self.reader.organisation) {
            PieceKind::Organisation(Vec::new())
        } else if self.is_person(&stretch) {
            PieceKind::Person(self.person(&stretch, Vec::new()))
        } else if self.types(&stretch, self.reader.place) {
            PieceKind::Place(Vec::new())
        } else {
            PieceKind::Name
        };
        let Some(end) = Some(self.body_end(stretch.to)).filter(|_| matches!(kind, PieceKind::Organisation(_))) else {
            found.push(self.piece(from, stretch.to, kind));
            return;
        };
        let mut piece = self.piece(from, end, kind);
        // "Bank of England": the facts may know the whole.
        if let Some((_, all)) =
            self.table.longest(self.prose, piece.span.start as usize).filter(|(end, _)| *end == piece.span.end as usize)
        {
            let place = |meaning: &Meaning| if let Meaning::Place(id) = meaning { Some(*id) } else { None };
            piece.kind = PieceKind::Organisation(all.iter().filter_map(place).collect());
        }
        found.push(piece);
    }

    /// The pieces of a stretch that the facts know; whether there is one.
    fn known(&self, stretch: &Stretch, hit: &Hit, found: &mut Vec<Piece>) -> bool {
        let (mut people, mut places, mut bodies, mut adjectives) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for meaning in &hit.meanings {
            match meaning {
                Meaning::Name(id) | Meaning::Surname(id) => people.push(*id),
                Meaning::Place(id) => {
                    let kind = &self.table.entity(*id).kind;
                    if kind == ORGANISATION || kind == "company" { bodies.push(*id) } else { places.push(*id) }
                }
                Meaning::Adjective(id) => adjectives.push(*id),
                Meaning::Member(_) | Meaning::Title(_) | Meaning::Status(_) => {}
            }
        }
        let before = found.len();
        if stretch.titled
            && people.is_empty()
            && bodies.is_empty()
            && stretch.words.len() <= MOST
            && adjectives.is_empty()
        {
            return false;
        }
        let mut push = |kind| found.push(self.piece(hit.from, hit.to, kind));
        if !people.is_empty() {
            push(PieceKind::Person(self.known_person(stretch, hit, people)));
        }
        if !stretch.titled || before == 0 && stretch.courtesy.is_none() {
            if !places.is_empty() {
                push(PieceKind::Place(places));
            }
            if !adjectives.is_empty() {
                push(PieceKind::Nationality(adjectives));
            }
        }
        if !bodies.is_empty() {
            push(PieceKind::Organisation(bodies));
        }
        found.len() > before
    }

    /// A person of the facts: the words of a full name are its given name and surname, one word is a surname.
    fn known_person(&self, stretch: &Stretch, hit: &Hit, people: Vec<PersonId>) -> PersonName {
        let mut words: Vec<usize> = (hit.from..hit.to).filter(|&at| self.view.tokens[at].capital).collect();
        if !hit.meanings.iter().any(|meaning| matches!(meaning, Meaning::Name(_))) || words.is_empty() {
            words = vec![hit.from];
        }
        self.person(&Stretch { words, to: hit.to, ..*stretch }, people)
    }

    fn person(&self, stretch: &Stretch, known: Vec<PersonId>) -> PersonName {
        let view = self.view;
        let mut words = stretch.words.as_slice();
        let mut to = stretch.to;
        while let [rest @ .., last] = words
            && !rest.is_empty()
            && self.is(self.reader.suffix, *last)
        {
            (words, to) = (rest, *last);
        }
        let last = words.last().copied().unwrap_or(stretch.to);
        let first = words.first().copied().unwrap_or(last);
        let mut surname = last;
        while surname > first + 1 && self.is(self.reader.particle, surname - 1) {
            surname -= 1;
        }
        // "Lindqvist-Marchetti".
        let hyphen = |at: usize| view.is_mark(at, "-") && !view.tokens[at].spaced;
        while surname > first + 2 && hyphen(surname - 1) {
            surname -= 2;
        }
        let text = |from: usize, to: usize| CompactString::from(fold(view.span_of(from, to).of(self.prose)));
        let end = if view.is_mark(to.saturating_sub(1), ".") { to - 1 } else { to };
        // "Rep. Van Holt": no first name.
        let mut first_end = first + 1;
        while view.is_mark(first_end, "-") && !view.tokens[first_end].spaced {
            first_end += 2;
        }
        let given = (last > first && !self.is(self.reader.particle, first)).then(|| text(first, first_end.min(last)));
        PersonName { known, given, surname: text(surname.min(end), end), courtesy: stretch.courtesy }
    }

    /// A given name before other words, possibly with initials, "Jr." at the end, or a title before it.
    fn is_person(&self, stretch: &Stretch) -> bool {
        let words = &stretch.words;
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return false };
        if words.len() > MOST || self.types(stretch, self.reader.place) && !stretch.titled {
            return false;
        }
        let long = self.view.tokens[last].lower.len() > 1;
        let initials = words[1..].iter().any(|&word| word != last && self.view.tokens[word].lower.len() == 1);
        let full = words.len() > 1 && (self.is_given(first) || initials || self.is(self.reader.suffix, last));
        let nation = self.nationality(first).is_some();
        long && (full && !nation || stretch.titled)
    }

    /// Returns `true` if the first or last word is in a list: the type of an organisation, or of a place.
    fn types(&self, stretch: &Stretch, list: ListId) -> bool {
        stretch.words.len() > 1 && stretch.words.iter().any(|&word| self.is(list, word))
            || stretch.words.len() == 1 && self.is(list, stretch.words[0]) && self.body_end(stretch.to) > stretch.to
    }

    /// After "of Leeds", "for Public Health" and "& Sons": the continuation of an organisation's name.
    fn body_end(&self, at: usize) -> usize {
        let (view, lists) = (self.view, self.reader);
        let Some(next) = view.starts(lists.body_link, at) else { return at };
        let next = view.starts(lists.determiner, next).unwrap_or(next);
        let capital = |at: usize| view.tokens.get(at).is_some_and(|token| token.capital && !self.is(lists.weekday, at));
        let mut to = next;
        while capital(to) {
            to += 1;
        }
        if to > next { to } else { at }
    }
}
