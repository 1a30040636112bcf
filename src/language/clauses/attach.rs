//! Which clause a group of verbs belongs to.

use super::build::Builder;
use super::groups::Group;
#[allow(clippy::wildcard_imports, reason = "one name for each bit of a class")]
use super::words::*;
use super::{Clause, ClauseKind, Tense};

impl Builder {
    /// Gives a group of verbs its clause.
    pub(super) fn take_verb(&mut self, group: usize, at: usize) -> usize {
        let top = self.top();
        let Group { infinitive, ref verb, subject_at, .. } = self.groups[group];
        if infinitive {
            return top;
        }
        if !verb.finite {
            return self.take_participle(group, at);
        }
        let clause = if self.verb(top).is_none() { top } else { self.find_clause(group, at) };
        if self.open[clause].heads.is_empty() && self.groups[group].verb.finite {
            let mut heads = self.walk(clause, at).heads;
            let quoted = at > 0 && self.class(at - 1) & QUOTE != 0;
            let question = self.class(at) & AUXILIARY != 0;
            if let Some(from) = subject_at.filter(|_| heads.is_empty() || quoted || question) {
                heads = self.subject_behind(from);
            }
            self.open[clause].heads = heads;
        }
        self.open[clause].clause.verb = Some(group);
        clause
    }

    fn subject_behind(&self, from: usize) -> Vec<(usize, usize)> {
        let phrase = |at: usize| self.phrases.get(at).copied().filter(|&(from, to)| from < to);
        let mut heads: Vec<(usize, usize)> = phrase(from).into_iter().collect();
        if let Some(joined) =
            phrase(from).filter(|&(_, to)| self.class(to) & AND != 0).and_then(|(_, to)| phrase(to + 1))
        {
            heads.insert(0, joined);
        }
        heads
    }

    fn take_participle(&mut self, group: usize, at: usize) -> usize {
        let top = self.top();
        let mut before = at;
        while before > 0 && self.class(before - 1) & ADVERB != 0 && self.class(before - 1) & SUBJECT == 0 {
            before -= 1;
        }
        let before_class = if before > 0 { self.class(before - 1) } else { STOP };
        if before > 0 && self.group_of[before - 1].is_some() {
            return top;
        }
        if self.kind(top) == ClauseKind::Subordinate
            && self.verb(top).is_none()
            && self.open[top].clause.start + 1 == before
        {
            self.open[top].clause.verb = Some(group);
            return top;
        }
        let (mut parent, mut attaches) = (top, None);
        if before_class & AND != 0 && self.kind(top) == ClauseKind::Participial && self.stack.len() > 1 {
            attaches = self.open[top].clause.attaches_to;
            self.stack.pop();
            parent = self.top();
        } else if before_class & (COMMA | PREPOSITION) == 0 || before_class & COMMA != 0 && self.verb(top).is_none() {
            attaches = self.noun_before(before);
        }
        let new = self.push(ClauseKind::Participial, at, Some(parent), attaches);
        self.open[new].clause.verb = Some(group);
        new
    }

    /// The clause of a finite verb if the innermost one already has a verb.
    fn find_clause(&mut self, group: usize, at: usize) -> usize {
        let top = self.top();
        let joined = (0..at).rev().find(|&at| self.class(at) & ADVERB == 0).is_some_and(|at| self.class(at) & AND != 0);
        let later = self.finite_ahead[at].1 > 0;
        let kept = joined && later
            || self.kind(top) == ClauseKind::Subordinate
                && self.open[top].first
                && later
                && self.and_since_verb(top, at);
        if !kept
            && let Some(place) = self.stack.iter().rposition(|&clause| self.verb(clause).is_none())
            && self.kind(self.stack[place]) != ClauseKind::Parenthesis
        {
            self.stack.truncate(place + 1);
            return self.stack[place];
        }
        if joined && self.groups[group].subject_at.is_none() {
            return self.share_subject(group, at);
        }
        let speaks = self.groups[group].speech;
        let mut walk = self.walk(top, at);
        if let Some(title) = walk.before.filter(|&before| speaks && before + 1 == walk.start && self.is_noun(before)) {
            // ", the party's chairman X said"
            walk.start = self.phrases[title].0;
            walk.before = self.back(top, walk.start);
        }
        let object = walk.before.is_some_and(|before| self.group_of[before].is_some());
        let inverted = self.class(at - 1) & QUOTE != 0 || walk.heads.is_empty() || object;
        if speaks && inverted && self.groups[group].subject_at.is_some() {
            return self.start_main(ClauseKind::Attribution, at, at);
        }
        let doubtful = self.open[top].heads.is_empty() && self.verb(top).is_some_and(|verb| self.groups[verb].unsure);
        if walk.heads.is_empty() || doubtful {
            return self.without_subject(group, at);
        }
        let reports = self.verb(top).is_some_and(|verb| self.groups[verb].speech);
        let named = self.class(at - 1) & UNIT != 0;
        if self.groups[group].unsure && !reports && !speaks && !named && self.class(at + 1) & PREPOSITION != 0 {
            let verb = &mut self.groups[group].verb;
            (verb.finite, verb.passive) = (false, true);
            return self.take_participle(group, at);
        }
        let before = walk.before.map_or(0, |before| self.class(before));
        if before & (COMMA | QUOTE) != 0 {
            let kind = if speaks { ClauseKind::Attribution } else { ClauseKind::Main };
            return self.start_main(kind, walk.start, at);
        }
        if before & AND != 0 {
            let Clause { kind, parent, attaches_to, condition, .. } = self.open[top].clause;
            self.stack.pop();
            let new = self.push(kind, walk.start, parent, attaches_to);
            self.open[new].clause.condition = condition;
            self.move_items(walk.start, at, top, new);
            return new;
        }
        let earlier = self.verb(top).map(|verb| &self.groups[verb]);
        let antecedent = walk.before.filter(|&before| {
            before + 1 == walk.start
                && self.is_noun(before)
                && !self.is_time(before)
                && self.class(before) & (OBJECT | SUBJECT | CAPITAL) == 0
        });
        let kind = if antecedent.is_some() && !reports { ClauseKind::Relative } else { ClauseKind::Complement };
        let attaches = match antecedent.filter(|_| !reports) {
            Some(noun) => Some(self.items[noun].to - 1),
            None => earlier.map(|earlier| earlier.verb.head),
        };
        let new = self.push(kind, walk.start, Some(top), attaches);
        self.move_items(walk.start, at, top, new);
        new
    }

    /// Gives the items `[from, to)` of a clause, and the clauses inside it that begin there, to another.
    fn move_items(&mut self, from: usize, to: usize, old: usize, new: usize) {
        for of in &mut self.of[from..to] {
            *of = if *of == old { new } else { *of };
        }
        for (number, open) in self.open.iter_mut().enumerate() {
            let inside = open.clause.start >= from && open.clause.parent == Some(old) && number != new;
            open.clause.parent = if inside { Some(new) } else { open.clause.parent };
        }
    }

    /// Returns `true` if "and" is between the verb of a clause and an item.
    fn and_since_verb(&self, clause: usize, at: usize) -> bool {
        let from = self.verb(clause).map_or(at, |verb| self.groups[verb].to);
        (from..at).any(|at| self.class(at) & AND != 0)
    }

    fn start_main(&mut self, kind: ClauseKind, from: usize, at: usize) -> usize {
        let top = self.top();
        self.stack.clear();
        let new = self.push(kind, from, None, None);
        self.move_items(from, at, top, new);
        new
    }

    /// "came and left": the same subject, of the innermost clause in the same time.
    fn share_subject(&mut self, group: usize, at: usize) -> usize {
        let past = |tense| matches!(tense, Tense::Past | Tense::PastPerfect | Tense::Conditional);
        let tense = self.groups[group].verb.tense;
        let is_finite = |&clause: &usize| self.verb(clause).is_some_and(|verb| self.groups[verb].verb.finite);
        let same = |&clause: &usize| {
            is_finite(&clause)
                && self.verb(clause).is_some_and(|verb| past(self.groups[verb].verb.tense) == past(tense))
        };
        let place = self.stack.iter().rposition(same).or_else(|| self.stack.iter().rposition(is_finite)).unwrap_or(0);
        let like = self.stack[place];
        let Clause { kind, parent, attaches_to, condition, .. } = self.open[like].clause;
        let heads = self.open[like].heads.clone();
        self.stack.truncate(place);
        let new = self.push(kind, at, parent, attaches_to);
        (self.open[new].heads, self.open[new].clause.condition) = (heads, condition);
        new
    }

    /// The verb before was no finite one of this clause: "the bill X signed in 2004 expires", "the man arrested in May is".
    fn without_subject(&mut self, group: usize, at: usize) -> usize {
        let top = self.top();
        let Some(earlier) = self.verb(top) else { return top };
        let from = self.groups[earlier].from;
        let head = self.open[top].heads.first().copied();
        let bare = head.and_then(|(from, _)| self.back(top, from).filter(|&noun| noun + 1 == from));
        let antecedent =
            bare.filter(|&noun| self.is_noun(noun) && !self.is_time(noun) && self.class(noun) & SUBJECT == 0);
        let (kind, start, noun) = match (antecedent, head) {
            (Some(noun), Some((start, _))) => (ClauseKind::Relative, start, noun),
            _ if self.groups[earlier].unsure && from > 0 => {
                let verb = &mut self.groups[earlier].verb;
                (verb.finite, verb.passive) = (false, true);
                (ClauseKind::Participial, from, from - 1)
            }
            _ => return self.start_main(ClauseKind::Main, at, at),
        };
        let attaches = self.is_noun(noun).then(|| self.items[noun].to - 1);
        let heads = std::mem::take(&mut self.open[top].heads);
        let inner = self.push(kind, start, Some(top), attaches);
        self.stack.pop();
        if kind == ClauseKind::Relative {
            self.open[inner].heads = heads;
        }
        self.open[inner].clause.verb = Some(earlier);
        self.move_items(start, at, top, inner);
        self.open[top].clause.verb = Some(group);
        top
    }
}
