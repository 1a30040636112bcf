//! People: a given name or a surname that changes, and a surname that belongs to nobody.

use super::{Change, View, common_prefix};
use crate::kinds::topic::alike;
use crate::language::cues::Cue;
use crate::language::names::KeyId;
use crate::language::names::edit::{distance, one_edit};
use crate::language::tokens::TokenKind;
use crate::text::{Prose, Span};

/// Length in bytes of the common beginning by which two surnames resemble each other.
const PREFIX: usize = 4;
/// The same after a given name that is in no list.
const RARE: usize = 3;
/// Length in bytes of surnames that resemble each other if two letters differ.
const LONG: usize = 6;
/// Tokens between a word for a relative and the name.
const KIN: usize = 4;
/// Most words of a description between commas.
const DESCRIPTION: usize = 7;
/// Commas of a sentence that is a row of names.
const ROW: usize = 5;
/// Tokens of a sentence that is more than a name with its title.
const SENTENCE: usize = 5;
/// Most given names that one surname has.
const FAMILY: usize = 4;
/// Length in bytes of the common beginning of two surnames of which the first is never used again.
const UNUSED: usize = 3;
/// The same if the length of the two differs much.
const MOST_OF_IT: usize = 6;

impl<'a> View<'a> {
    /// "Annika Söderholm", later "Anneli Söderholm", and "Söderholm" alone: one person with two given names.
    pub(super) fn given_name(self, surname: KeyId) -> Option<Change> {
        let text = self.text(surname);
        if !self.is_personal(text) || self.is(self.lists.shared, text) {
            return None;
        }
        let titled = |at: usize| !self.is_personal(self.names.folded(at));
        let full = self.with_before(surname).filter(|&(_, at)| self.ends_name(at));
        let given = self.each(full.map(|(before, _)| self.first_given(before)).filter(|&at| !titled(at)));
        // Three people of one surname, of whom two are one.
        if given.len() > FAMILY {
            return None;
        }
        let pairs = (0..given.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
        let mut found = pairs.filter_map(|(first, second)| self.two_given_names(text, &given[first], &given[second]));
        found.next().filter(|_| found.next().is_none())
    }

    /// Returns `true` if a surname ends a name, or a building is called after its bearer.
    fn ends_name(self, at: usize) -> bool {
        let given =
            |before: usize| self.is_given(self.names.folded(before)) && !self.is_common(self.names.folded(before));
        let full = self.names.before(at).is_some_and(given);
        self.names.after(at).is_none_or(|next| {
            full && {
                let next = self.names.folded(next);
                self.is(self.lists.organisation, next) || self.is(self.lists.place, next)
            }
        })
    }

    /// "Alfred", of "Alfred Russel Wallace".
    fn first_given(self, before: usize) -> usize {
        let sexed = |at: usize| self.draft.analysis.people_reader().gender_of_name(self.names.folded(at)).is_some();
        self.names.before(before).filter(|&first| sexed(first)).unwrap_or(before)
    }

    /// The change of one given name to another before one surname.
    fn two_given_names(self, text: &str, one: &(KeyId, Vec<usize>), other: &(KeyId, Vec<usize>)) -> Option<Change> {
        let (&(one, ref ones), &(other, ref others)) = (one, other);
        let names = [self.text(one), self.text(other)];
        let reader = self.draft.analysis.people_reader();
        // "Annika" and "Anneli"; Adam and Alex are rather two.
        let near = common_prefix(names[0], names[1]) >= UNUSED || distance(names[0], names[1], 2).is_some();
        let initial =
            near && names[0].chars().next() == names[1].chars().next() && names.iter().all(|name| name.len() > 3);
        let role = || ones.iter().any(|&one| others.iter().any(|&other| self.is_of_one_role(one, other)));
        let alike = initial || self.are_described_alike(ones, others) || role();
        // A middle name between.
        let longer =
            |places: &[usize]| places.iter().any(|&at| self.names.after(self.names.after(at).unwrap_or(at)).is_some());
        let sexed = names.iter().all(|name| reader.gender_of_name(name).is_some());
        let spoken = |places: &[usize]| places.iter().any(|&at| self.tokens(at).0.len() >= SENTENCE);
        if (longer(ones) || longer(others)) && !sexed || !spoken(ones) || !spoken(others) {
            return None;
        }
        let listed = names.iter().filter(|name| self.is_given(name)).count();
        let ordinary = [ones, others].into_iter().any(|places| !self.is_like_a_given_name(places));
        if !alike
            || listed < if self.is_common(text) { 2 } else { 1 }
            || ordinary
            || one_edit(names[0], names[1]).is_some() && listed < 2
            || reader.one_given_name(names[0], names[1])
            || reader.opposite(names[0], names[1])
            || self.are_forms(names[0], names[1])
        {
            return None;
        }
        let (odd, rest) = if others.len() <= ones.len() { (others, ones) } else { (ones, others) };
        let places: Vec<usize> = odd.iter().chain(rest).copied().collect();
        let near = |at: usize| self.names.of(one).iter().any(|&other| self.sentence(at) == self.sentence(other));
        let together = self.names.of(other).iter().any(|&at| near(at));
        let later = *odd.iter().chain(rest).max()?;
        let last = self.last_of(later);
        let introduced = self.introduced(later, last) && !self.refers_back(last) && initial;
        let [first, second] = [odd[0], rest[0]].map(|at| self.draft.one_line(self.full(at)));
        if together
            || introduced
            || self.are_known(&first, &second)
            || places.iter().any(|&at| self.of_family(at) || self.in_a_row(at))
        {
            return None;
        }
        Some(Change { odd: self.full(odd[0]), other: self.full(rest[0]), message: "message" })
    }

    /// Returns `true` if a word may be a given name at its places: a known one, or one that is neither ordinary nor just the first
    /// word of a sentence, with at most a title before it.
    fn is_like_a_given_name(self, places: &[usize]) -> bool {
        let word = self.names.folded(places[0]);
        let titled =
            |at: usize| self.names.before(at).is_none_or(|before| !self.is_personal(self.names.folded(before)));
        self.is_given(word)
            || !self.is_common(word)
                && !word.contains(' ')
                && places.iter().all(|&at| titled(at))
                && places.iter().any(|&at| {
                    let introduced = || self.names.after(at).is_some_and(|next| self.introduced(at, next));
                    !self.names.words[at].opens || introduced()
                })
    }

    /// Returns `true` if two names have the same description between commas: "Fergus Talland, the last keeper," and "the last
    /// keeper, Angus Talland,".
    fn are_described_alike(self, ones: &[usize], others: &[usize]) -> bool {
        let all = |places: &[usize]| places.iter().flat_map(|&at| self.descriptions(at)).collect::<Vec<_>>();
        let theirs = all(others);
        all(ones).iter().any(|one| theirs.contains(one))
    }

    /// Returns `true` if the later of two names is described with a word that the sentence of the earlier one has: "Your surgeon will
    /// be Dr. Amir Haddad", and "the surgeon who operates on you, Dr. Samir Haddad".
    fn is_of_one_role(self, one: usize, other: usize) -> bool {
        let (first, later) = (one.min(other), one.max(other));
        let (tokens, _) = self.tokens(first);
        let named = |word: &str| {
            word.len() >= PREFIX
                && !self.is(self.lists.relative, word)
                && tokens.iter().any(|token| !token.capital && alike(word, &token.lower))
        };
        let cues = self.draft.analysis.cues();
        let the = cues.list("definite");
        let (others, at) = self.tokens(later);
        // "Off the hill, Schauer's men": the words before are no description.
        let owner = others.get(at + 1).is_some_and(|token| token.kind == TokenKind::Possessive);
        let role = |words: &Vec<&str>| cues.contains(the, words[0]) && words.get(1).is_some_and(|word| named(word));
        self.sentence(first) != self.sentence(later) && !owner && self.descriptions(later).iter().any(role)
    }

    /// The words between "the" and the comma before a full name, and those between a comma and the next mark after it.
    fn descriptions(self, given: usize) -> Vec<Vec<&'a str>> {
        let (tokens, mut from) = self.tokens(given);
        // "Dr. Samir Haddad".
        let point = |at: usize| usize::from(at > 0 && tokens[at - 1].lower == ".");
        let title = |at: usize| at > 0 && self.is(self.lists.courtesy, &tokens[at - 1].lower);
        if title(from - point(from)) {
            from -= 1 + point(from);
        }
        let end = self.full(given).end;
        let to = tokens.partition_point(|token| token.span.start < end);
        let comma = |at: usize| tokens.get(at).is_some_and(|token| token.lower == ",");
        let word = |at: &usize| tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word);
        let text = |at: usize| tokens[at].lower.as_str();
        let mut found = Vec::new();
        if comma(to) {
            found.push((to + 1..to + 1 + DESCRIPTION).take_while(word).map(text).collect());
        }
        if from > 0 && comma(from - 1) {
            let mut before: Vec<usize> =
                (from.saturating_sub(1 + DESCRIPTION)..from - 1).rev().take_while(word).collect();
            before.reverse();
            let the = before.iter().rposition(|&at| self.is(self.lists.determiner, text(at)));
            found.push(before[the.unwrap_or(before.len())..].iter().map(|&at| text(at)).collect());
        }
        found.retain(|words: &Vec<&str>| words.len() > 1 && self.is(self.lists.determiner, words[0]));
        found
    }

    /// Returns `true` if one of two given names is a short form of the other: "Gabby", "Gabrielle".
    fn are_forms(self, one: &str, other: &str) -> bool {
        let prefix = common_prefix(one, other);
        // The ending, after a doubled consonant or not.
        let pet = |word: &str| {
            let rest = word.get(prefix..).unwrap_or_default();
            [0, 1].iter().any(|&at| rest.get(at..).is_some_and(|end| self.is(self.lists.pet, end)))
        };
        prefix >= 3 && (pet(one) || pet(other))
    }

    /// The span of a given name and the surname after it.
    fn full(self, given: usize) -> Span<Prose> {
        self.span(given, self.last_of(given))
    }

    /// The last word of the name of a person: "Wallace", of "Alfred Russel Wallace".
    fn last_of(self, given: usize) -> usize {
        let mut last = given;
        while let Some(next) = self.names.after(last) {
            let typed =
                [self.lists.organisation, self.lists.place].iter().any(|&list| self.is(list, self.names.folded(next)));
            if typed && last > given {
                break;
            }
            last = next;
        }
        last
    }

    /// "Dr Ingeborg Voskuijlen, the survey's leader": the description names what the draft spoke of before.
    fn refers_back(self, surname: usize) -> bool {
        let word = self.names.words[surname];
        let (tokens, _) = self.tokens(surname);
        let to = tokens.partition_point(|token| token.span.start < word.span.end);
        let [_, the, noun, owner, role, ..] = &tokens[to.min(tokens.len())..] else { return false };
        let earlier = &self.draft.analysis.prose()[..self.draft.analysis.sentences[word.sentence].span.start as usize];
        self.is(self.lists.determiner, &the.lower)
            && owner.kind == TokenKind::Possessive
            && !self.lists.kin.iter().any(|&list| self.is(list, &role.lower))
            && memchr::memmem::find(earlier.as_bytes(), noun.lower.as_bytes()).is_some()
    }

    /// "Nomvula Sithebe", later "Nomvula Sithole": one person with two surnames.
    pub(super) fn surname(self, given: KeyId) -> Option<Change> {
        let word = self.text(given);
        let rare = !self.is_given(word);
        if !self.is_personal(word) || rare && !self.is_like_a_given_name(self.names.of(given)) {
            return None;
        }
        let full = || self.with_after(given).filter(|&(_, at)| self.names.after(at).is_none());
        let [(one, ones), (other, others)] = self.two(full().map(|(_, after)| after))?;
        let common = [one, other].iter().any(|&key| self.is_common(self.text(key)));
        let begin = common_prefix(self.text(one), self.text(other)) >= RARE;
        let resemble = self.resemble(self.text(one), self.text(other))
            || rare && one_edit(self.text(one), self.text(other)).is_none()
            || common_suffix(self.text(one), self.text(other)) >= PREFIX
                && !self.text(one).contains(' ')
                && self.may_be_one(self.text(one), self.text(other));
        // "Pop Idol-style", "Revisionist Zionism": a word in no list needs a sentence that shows a person.
        let hyphen = |key: KeyId| self.text(key).contains(' ');
        let places = || ones.iter().chain(&others);
        let full = || [one, other].into_iter().map(|key| format!("{word} {}", self.text(key)));
        let person = || {
            places().any(|&at| self.shows_a_person(at))
                && places().all(|&at| self.is_plain(at) && !self.names.folded(at).contains(' '))
                && !full().any(|name| self.are_known(&name, &name))
        };
        if common || rare && !begin || !resemble || hyphen(one) != hyphen(other) || rare && !person() {
            return None;
        }
        let alone = |key: KeyId| self.names.of(key).iter().any(|&at| self.names.before(at).is_none());
        let (odd, rest) = if others.len() <= ones.len() { (others, ones) } else { (ones, others) };
        let together = odd.iter().any(|&at| rest.iter().any(|&other| self.sentence(at) == self.sentence(other)));
        let later = *odd.iter().chain(&rest).max()?;
        // "Abe Shintaro, his father": the family name comes first.
        let whole = |&at: &usize| self.names.before(at).is_none() && self.names.after(at).is_none();
        let family = self.names.of(given).iter().any(whole) && odd.iter().chain(&rest).any(|&at| self.of_family(at));
        if together
            || family
            || alone(one) && alone(other)
            || odd.iter().chain(&rest).any(|&at| self.in_a_row(at))
            || self.introduced(later, later)
        {
            return None;
        }
        let span = |at: usize| self.span(self.names.before(at).unwrap_or(at), at);
        Some(Change { odd: span(odd[0]), other: span(rest[0]), message: "note.surname" })
    }

    /// Surnames that belong to nobody and resemble that of the only candidate: "Priya Venkataraman", later "Ms Venkatesan".
    pub(super) fn lone_surnames(self) -> Vec<Change> {
        let introduced: Vec<(KeyId, usize)> = (0..self.names.keys.len())
            .filter(|&key| self.is_personal(self.text(key)))
            .filter_map(|key| Some((key, self.in_full(key)?)))
            .collect();
        let mut found = Vec::new();
        for key in 0..self.names.keys.len() {
            let (text, places) = (self.text(key), self.names.of(key));
            if !self.is_personal(text)
                || self.is_given(text)
                || self.is_common(text)
                || !places.iter().all(|&at| self.is_alone(at) && !self.is_typed(at))
            {
                continue;
            }
            let alike = |test: &dyn Fn(&str) -> bool| {
                let mut all = introduced.iter().filter(|&&(other, _)| other != key && test(self.text(other)));
                all.next().copied().filter(|_| all.next().is_none())
            };
            // "Guards said": a word that only begins sentences may be no name.
            let proper = places.iter().any(|&at| !self.names.words[at].opens || self.names.before(at).is_some());
            let near = alike(&|other| self.resemble(text, other))
                .filter(|_| proper || !self.is_like_an_ordinary_word(text, places));
            // The first surname is never used alone.
            let listed = |full: usize| {
                let before = self.names.before(full).map(|before| self.names.folded(before));
                before.is_some_and(|before| self.is_given(before) && !self.is_common(before))
            };
            let free = |other: KeyId, full: usize| {
                !self.is_used_alone(other) && listed(full) && !self.is_common(self.text(other))
            };
            let unused = || {
                let plain = !self.is_like_an_ordinary_word(text, places);
                alike(&|other| self.may_be_one(text, other)).filter(|&(other, full)| plain && free(other, full))
            };
            let read = || places.iter().copied().filter(|&at| self.is_read(at));
            // A surname of which only the beginning is the same needs a courtesy title.
            let courtesy = |at: usize| self.lists.signs.has_courtesy(self.draft, self.names, at);
            let described = || {
                let (_, full) = alike(&|other| self.resemble(text, other) || self.may_be_one(text, other))?;
                let at = read().find(|&at| full < at && self.is_of_one_role(full, at))?;
                (places.len() == 1).then_some((full, Some(at)))
            };
            let (full, person) = match near {
                _ if described().is_some() => described().unwrap_or_default(),
                Some((_, full)) => (full, read().find(|&at| self.shows_a_person(at))),
                None => match unused() {
                    Some((other, full)) => {
                        let close = common_prefix(text, self.text(other)) > PREFIX;
                        (full, read().find(|&at| courtesy(at) || close && self.shows_a_person(at)))
                    }
                    None => continue,
                },
            };
            if let Some(at) = person {
                let span = self.names.words[at].span;
                let before = self.names.before(full).unwrap_or(full);
                found.push(Change { odd: span, other: self.span(before, full), message: "note.surname" });
            }
        }
        found
    }

    /// "The company Oosterzaad": the word before a name says that it is no person's.
    fn is_typed(self, at: usize) -> bool {
        let (tokens, from) = self.tokens(at);
        let before = from.checked_sub(1).map(|before| &tokens[before].lower);
        before.is_some_and(|word| self.is(self.lists.organisation, word) || self.is(self.lists.place, word))
    }

    /// A courtesy title, a verb of speech, "who" or an age next to a surname: it is a person's.
    fn shows_a_person(self, at: usize) -> bool {
        let (tokens, from) = self.tokens(at);
        let comma = tokens.get(from + 1).is_some_and(|token| token.lower == ",");
        let who = || {
            tokens
                .get(from + 2)
                .is_some_and(|token| token.kind == TokenKind::Word && self.is(self.lists.relative, &token.lower))
        };
        let age = || {
            let closed = tokens.get(from + 3).is_some_and(|token| token.kind == TokenKind::Mark);
            closed
                && tokens.get(from + 2).is_some_and(|token| token.kind == TokenKind::Number && token.lower.len() == 2)
        };
        // "The Kremlin said".
        let the = from > 0 && self.is(self.lists.determiner, &tokens[from - 1].lower);
        !the && (self.lists.signs.shows(self.draft, self.names, at) || comma && (who() || age()))
    }

    /// Returns `true` if a word that is nobody's surname may be no name at all.
    fn is_like_an_ordinary_word(self, text: &str, places: &[usize]) -> bool {
        let ends = (1..=4).any(|length| {
            let from = text.len().checked_sub(length);
            from.and_then(|from| text.get(from..)).is_some_and(|end| self.is(self.lists.ending, end))
        });
        // The whole draft is searched last.
        let is_small = || memchr::memmem::find(self.draft.analysis.prose().as_bytes(), text.as_bytes()).is_some();
        ends || self.are_known(text, text) || !places.iter().all(|&at| self.is_plain(at)) || is_small()
    }

    /// Returns `true` if a surname is also a whole name somewhere.
    fn is_used_alone(self, key: KeyId) -> bool {
        self.names.of(key).iter().any(|&at| self.is_alone(at))
    }

    /// Returns `true` if two surnames may be versions of one although they resemble each other less: they begin alike, only the
    /// last letter differs, or one part of a double name does.
    fn may_be_one(self, one: &str, other: &str) -> bool {
        let prefix = common_prefix(one, other);
        let short = one.len().min(other.len());
        let suffix = common_suffix(one, other);
        let halves = || {
            let (Some((a, b)), Some((c, d))) = (one.split_once(' '), other.split_once(' ')) else { return false };
            a == c && common_prefix(b, d) > 0 || b == d && common_prefix(a, c) > 0
        };
        let opening =
            (2..=prefix.min(3)).any(|length| one.get(..length).is_some_and(|start| self.is(self.lists.opening, start)));
        let hyphens = one.contains(' ') != other.contains(' ');
        let last = one.len() == other.len() && prefix + 1 == one.len() && short >= LONG;
        let long = short >= LONG - 1 && prefix < short;
        (last
            || long && prefix >= UNUSED && one_edit(one, other).is_none() && !opening
            || prefix >= MOST_OF_IT && prefix < short && one_edit(one, other).is_none()
            || long && prefix >= 1 && suffix > PREFIX && one_edit(one, other).is_none()
            || halves() && (one_edit(one, other).is_none() || prefix + 1 >= short))
            && !hyphens
            && ![one, other].iter().any(|word| !self.is_personal(word))
    }

    /// The first place where a surname follows a known given name.
    fn in_full(self, surname: KeyId) -> Option<usize> {
        let full = self.with_before(surname).filter(|&(_, at)| self.names.after(at).is_none());
        let common = self.is_common(self.text(surname));
        let given = |at: usize| {
            let word = self.names.folded(at);
            self.is_personal(word)
                && (self.is_given(word) && !self.is_common(word) || !common && self.is_like_a_given_name(&[at]))
        };
        full.filter(|&(before, _)| given(before)).map(|(_, at)| at).next()
    }

    /// Returns `true` if a word is a whole name, with at most a courtesy title before it.
    fn is_alone(self, at: usize) -> bool {
        let courtesy = |before: usize| self.is(self.lists.courtesy, self.names.folded(before));
        self.names.after(at).is_none() && self.names.before(at).is_none_or(courtesy)
    }

    /// Returns `true` if two surnames are similar but more than one edit apart, and not forms of one word.
    fn resemble(self, one: &str, other: &str) -> bool {
        let shared = common_prefix(one, other);
        let opening = (2..=shared.min(3))
            .rev()
            .find(|&length| one.get(..length).is_some_and(|start| self.is(self.lists.opening, start)));
        let prefix = shared - opening.unwrap_or(0);
        let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
        let similar = shared < short
            && (prefix >= PREFIX && long - short <= 4
                || prefix >= 2 && short >= LONG && distance(one, other, 2) == Some(2));
        let hyphenated = one.contains(' ') || other.contains(' ');
        similar
            && !hyphenated
            && one_edit(one, other).is_none()
            && ![one, other].iter().any(|word| !self.is_personal(word))
    }

    /// Returns `true` if the later of two names is introduced, as a person who was not mentioned before is: by an age, or a
    /// description between commas. `from` is the given name.
    fn introduced(self, from: usize, surname: usize) -> bool {
        let (tokens, _) = self.tokens(from);
        let end = self.names.words[surname].span.end;
        let to = tokens.partition_point(|token| token.span.start < end);
        let mark = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Mark && matches!(token.lower.as_str(), "," | "("))
        };
        let who = tokens.get(to + 1).is_some_and(|token| self.is(self.lists.determiner, &token.lower));
        let age = tokens.get(to + 1).is_some_and(|token| token.kind == TokenKind::Number);
        // "Martin Mendoza, owner of a barbershop"; not "Martin Mendoza, has agreed".
        let sentence = &self.draft.analysis.sentences[self.sentence(from)];
        let verb = |at: usize| {
            let clauses = sentence.clauses(self.draft.table);
            clauses.groups.iter().any(|group| group.finite && group.from <= at && at < group.to)
        };
        let noun = tokens.get(to + 1).is_some_and(|token| {
            token.kind == TokenKind::Word && !token.capital && !self.is(self.lists.clause, &token.lower)
        }) && !verb(to + 1);
        mark(to) && (who || age || noun)
    }

    /// Returns `true` if a word for a relative is next to a name.
    fn of_family(self, at: usize) -> bool {
        let (tokens, from) = self.tokens(at);
        let sentence = &self.draft.analysis.sentences[self.sentence(at)];
        let kin = |cue: &Cue| self.lists.kin.contains(&cue.list);
        let near = |cue: &Cue| cue.to() + KIN > from && cue.from() < (from + 2 + KIN).min(tokens.len());
        sentence.cues().iter().any(|cue| kin(cue) && near(cue))
    }

    /// Returns `true` if a name is part of a list of names.
    fn in_a_row(self, at: usize) -> bool {
        let (tokens, _) = self.tokens(at);
        tokens.iter().filter(|token| token.lower == ",").count() >= ROW
    }
}

/// Length in bytes of the common end of two words.
fn common_suffix(one: &str, other: &str) -> usize {
    one.bytes().rev().zip(other.bytes().rev()).take_while(|(a, b)| a == b).count()
}
