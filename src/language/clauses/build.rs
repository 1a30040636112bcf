//! One pass over the items of a sentence with a stack of open clauses.

use super::groups::{Group, Item};
#[allow(clippy::wildcard_imports, reason = "one name for each bit of a class")]
use super::words::*;
use super::{Clause, ClauseKind, Clauses};

/// A clause while it is built.
pub(super) struct Open {
    pub clause: Clause,
    /// Whether it precedes everything else in the enclosing clause.
    pub first: bool,
    /// Parts of its subject, on items, from the last.
    pub heads: Vec<(usize, usize)>,
    /// Items of "in 2010" before ", when".
    beside: Option<(usize, usize)>,
}

pub(super) struct Builder {
    pub items: Vec<Item>,
    pub groups: Vec<Group>,
    pub group_of: Vec<Option<usize>>,
    /// For each item, its noun phrase; empty if it is in none.
    pub phrases: Vec<(usize, usize)>,
    /// For each item: the number of finite groups that start after it and before the next comma, and before the next stop.
    pub finite_ahead: Vec<(u16, u16)>,
    pub of: Vec<usize>,
    pub open: Vec<Open>,
    pub stack: Vec<usize>,
}

impl Builder {
    pub(super) fn build(items: Vec<Item>, groups: Vec<Group>, tokens: usize) -> Clauses {
        let mut group_of = vec![None; items.len()];
        for (number, group) in groups.iter().enumerate() {
            group_of[group.from..group.to].fill(Some(number));
            group_of[group.apart.0..group.apart.1].fill(Some(number));
        }
        let count = items.len();
        let mut builder = Self {
            items,
            groups,
            group_of,
            phrases: Vec::with_capacity(count),
            finite_ahead: vec![(0, 0); count + 1],
            of: vec![0; count],
            open: Vec::new(),
            stack: Vec::new(),
        };
        builder.find_phrases();
        builder.look_ahead();
        builder.push(ClauseKind::Main, 0, None, None);
        let mut at = 0;
        while at < count {
            at = builder.step(at);
        }
        builder.finish(tokens)
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.items.get(at).map_or(STOP, |item| item.class)
    }

    /// Returns `true` if an item ends a noun phrase.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.group_of[at].is_none() && (is_noun(self.class(at)) || self.class(at) & FORM != 0)
    }

    /// Returns `true` if a unit is inside a noun phrase: "a onetime X critic".
    fn modifies(&self, start: Option<usize>, at: usize) -> bool {
        let before = if at > 0 { self.class(at - 1) } else { 0 };
        let noun_behind = || {
            self.class(at + 1) & CAPITAL == 0
                && at + 1 < self.items.len()
                && self.is_noun(at + 1)
                && self.class(at + 1) & (TIME | NUMBER | SUBJECT | OBJECT) == 0
        };
        before & (POSSESSIVE | DETERMINER) != 0
            || start.is_some_and(|start| self.class(start) & DETERMINER != 0) && noun_behind()
    }

    fn find_phrases(&mut self) {
        let mut start: Option<usize> = None;
        let parts = MARKS & !HYPHEN | PREPOSITION | AND | OPENS | TO;
        for at in 0..=self.items.len() {
            let class = self.class(at);
            let before = if at > 0 { self.class(at - 1) } else { 0 };
            let ended = self.items.get(at).is_none()
                || self.group_of[at].is_some()
                || class & parts != 0
                || class & (ADVERB | CONTENT) != 0
                    && class & (DETERMINER | SUBJECT | TIME) == 0
                    && before & (DETERMINER | POSSESSIVE) == 0;
            let renews = class & DETERMINER != 0 && before & (DETERMINER | POSSESSIVE) == 0
                || class & UNIT != 0 && before & UNIT == 0 && !self.modifies(start, at)
                || class & (SUBJECT | OBJECT) != 0 && class & DETERMINER == 0
                || before & (SUBJECT | OBJECT) != 0 && before & DETERMINER == 0
                || class & TIME != 0 && before & (TIME | NUMBER | DETERMINER | POSSESSIVE) == 0
                || class & CAPITAL != 0 && before & NUMBER != 0 && class & TIME == 0
                // "at which X announced": the pronoun is no determiner of the subject.
                || before & RELATIVE != 0 && at > 1 && self.class(at - 2) & PREPOSITION != 0 && class & (UNIT | DETERMINER | CAPITAL) != 0;
            if let Some(from) = start.filter(|_| ended || renews) {
                self.phrases[from..at].fill((from, at));
                start = None;
            }
            if self.items.get(at).is_some() {
                self.phrases.push((at, at));
                if !ended && class & POSSESSIVE == 0 {
                    start = start.or(Some(at));
                }
            }
        }
    }

    fn look_ahead(&mut self) {
        let (mut comma, mut stop) = (0, 0);
        for at in (0..self.items.len()).rev() {
            self.finite_ahead[at] = (comma, stop);
            let class = self.class(at);
            if class & (STOP | DASH | CLOSE) != 0 {
                (comma, stop) = (0, 0);
            } else if class & (COMMA | OPENS | RELATIVE) != 0
                || class & MAY_OPEN != 0 && self.class(at + 1) & (NUMBER | TIME) == 0
            {
                comma = 0;
            }
            if self.group_of[at].is_some_and(|group| self.groups[group].from == at && self.groups[group].verb.finite) {
                (comma, stop) = (comma + 1, stop + 1);
            }
        }
    }

    pub(super) fn push(
        &mut self,
        kind: ClauseKind,
        start: usize,
        parent: Option<usize>,
        attaches_to: Option<usize>,
    ) -> usize {
        let clause =
            Clause { kind, parent, attaches_to, verb: None, subject: None, condition: false, start, beside: None };
        self.open.push(Open { clause, first: false, heads: Vec::new(), beside: None });
        self.stack.push(self.open.len() - 1);
        self.open.len() - 1
    }

    pub(super) fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    pub(super) fn kind(&self, clause: usize) -> ClauseKind {
        self.open[clause].clause.kind
    }

    pub(super) fn verb(&self, clause: usize) -> Option<usize> {
        self.open[clause].clause.verb
    }

    /// The token of the last item before one that a relative or participial clause says more of.
    pub(super) fn noun_before(&self, at: usize) -> Option<usize> {
        let mut at = at.checked_sub(1)?;
        while self.class(at) & (COMMA | PREPOSITION | CLOSE | DASH | QUOTE) != 0 && at > 0 {
            at -= 1;
        }
        self.is_noun(at).then(|| self.items[at].to - 1)
    }

    /// Returns `true` if the ends of a stretch are on both sides of a mark: two numbers.
    fn between_numbers(&self, at: usize) -> bool {
        at > 0 && [at - 1, at + 1].iter().all(|&side| self.class(side) & NUMBER != 0)
    }

    /// Gives an item, or the group that begins there, its clause; the next item.
    fn step(&mut self, at: usize) -> usize {
        let class = self.class(at);
        if let Some(group) = self.group_of[at] {
            let Group { from, to, apart, .. } = self.groups[group];
            if from != at {
                let top = self.top();
                self.of[at..apart.1].fill(top);
                return apart.1;
            }
            let clause = self.take_verb(group, at);
            self.of[at..to].fill(clause);
            return to;
        }
        let mut clause = None;
        match class {
            c if c & COMMA != 0 => self.comma(at),
            c if c & STOP != 0 => {
                clause = Some(self.top());
                self.stack.clear();
                self.push(ClauseKind::Main, at + 1, None, None);
            }
            c if c & OPEN != 0 => {
                let parent = self.top();
                self.push(ClauseKind::Parenthesis, at, Some(parent), self.noun_before(at));
            }
            c if c & CLOSE != 0 => clause = self.close_parenthesis(),
            // "1903–1976"
            c if c & DASH != 0 && self.between_numbers(at) => {}
            c if c & DASH != 0 => {
                clause = self.close_parenthesis();
                let top = self.top();
                if clause.is_none() && self.verb(top).is_none() && !self.dash_behind(at) {
                    clause = Some(top);
                    self.stack.clear();
                    self.push(ClauseKind::Main, at + 1, None, None);
                } else if clause.is_none() {
                    let parent = self.top();
                    self.push(ClauseKind::Parenthesis, at, Some(parent), self.noun_before(at));
                }
            }
            _ => self.opener(at),
        }
        self.of[at] = clause.unwrap_or_else(|| self.top());
        at + 1
    }

    fn dash_behind(&self, at: usize) -> bool {
        (at + 1..self.items.len()).take_while(|&at| self.class(at) & STOP == 0).any(|at| self.class(at) & DASH != 0)
    }

    fn close_parenthesis(&mut self) -> Option<usize> {
        let open = self.stack.iter().rposition(|&clause| self.kind(clause) == ClauseKind::Parenthesis)?;
        let clause = self.stack[open];
        self.stack.truncate(open);
        if self.stack.is_empty() {
            self.push(ClauseKind::Main, 0, None, None);
        }
        Some(clause)
    }

    /// A comma that is not part of a date ends an insertion.
    fn comma(&mut self, at: usize) {
        let before = if at > 0 { self.class(at - 1) } else { 0 };
        if before & (NUMBER | TIME) != 0 && self.class(at + 1) & NUMBER != 0 || at > 0 && self.of[at - 1] != self.top()
        {
            return;
        }
        loop {
            let top = self.top();
            let ends = match self.kind(top) {
                ClauseKind::Relative | ClauseKind::Participial => self.verb(top).is_some(),
                ClauseKind::Subordinate => {
                    let bare = self.class(self.open[top].clause.start + 1) & PREPOSITION != 0
                        && self.open[top].clause.start + 1 < at;
                    bare && self.verb(top).is_none() || self.open[top].first && self.verb(top).is_some()
                }
                _ => false,
            };
            if !ends || self.stack.len() < 2 {
                return;
            }
            self.stack.pop();
        }
    }

    /// A word that opens a clause, unless it is used otherwise.
    fn opener(&mut self, at: usize) {
        let class = self.class(at);
        let Some(before) = at.checked_sub(1) else {
            if self.opens(at) || class & MAY_OPEN != 0 && self.may_open(at) {
                self.open_subordinate(at);
            }
            return;
        };
        let top = self.top();
        let before_class = self.class(before);
        let noun = self.is_noun(before) || before_class & (COMMA | CLOSE | DASH) != 0 && self.noun_before(at).is_some();
        let piped = before_class & PREPOSITION != 0 && class & SUBJECT == 0 && self.noun_before(before).is_some();
        let plain = |at: &usize| self.class(*at) & ADVERB == 0 || self.class(*at) & SUBJECT != 0;
        let behind_verb = (0..at).rev().find(plain).is_some_and(|at| self.group_of[at].is_some());
        let opens_relative = class & RELATIVE != 0 && (noun || piped) && before_class & (AND | TIME) == 0;
        let speech = self
            .verb(top)
            .is_some_and(|verb| self.groups[verb].speech && self.open[top].clause.kind != ClauseKind::Relative);
        let only_content =
            class & CONTENT != 0 && class & (OPENS | RELATIVE | SUBJECT) == 0 && self.verb(top).is_some();
        if class & CONTENT != 0
            && class & OPENS == 0
            && (behind_verb
                || only_content
                || speech && before_class & (COMMA | UNIT) == 0 && self.finite_ahead[at].1 > 0)
        {
            if class & DETERMINER == 0 || class & RELATIVE != 0 || self.finite_ahead[at].0 > 0 {
                let verb = self.verb(top).map(|verb| self.groups[verb].verb.head);
                let complement = self.push(ClauseKind::Complement, at, Some(top), verb);
                self.open[complement].clause.condition = class & CONDITION != 0;
            }
        } else if opens_relative && self.finite_ahead[at].1 > 0 {
            let antecedent = self.noun_before(if piped { before } else { at });
            self.push(ClauseKind::Relative, at, Some(top), antecedent);
            if piped {
                self.of[before] = self.top();
            }
        } else if self.opens(at) || class & MAY_OPEN != 0 && self.may_open(at) {
            self.open_subordinate(at);
        } else if class & CONTENT != 0 && before_class & AND != 0 && self.finite_ahead[at].1 > 0 {
            // "that X left and that Y stayed"
            if let Some(place) = self.stack.iter().rposition(|&clause| self.kind(clause) == ClauseKind::Complement) {
                let parent = self.open[self.stack[place]].clause.parent;
                self.stack.truncate(place);
                self.push(ClauseKind::Complement, at, parent, None);
            }
        }
    }

    /// Returns `true` if "if" or "because" opens a clause, unlike "because of".
    fn opens(&self, at: usize) -> bool {
        self.class(at) & OPENS != 0 && self.class(at + 1) & GENITIVE == 0
    }

    /// Returns `true` if "after", "since" or "as" precedes a clause rather than just a noun.
    fn may_open(&self, at: usize) -> bool {
        let next = self.class(at + 1);
        let verb = self.group_of.get(at + 1).copied().flatten();
        if let Some(group) = verb {
            return !self.groups[group].verb.finite && self.class(at + 1) & PARTICIPLE != 0;
        }
        let top = self.top();
        let named = next & (UNIT | SUBJECT) != 0
            && (at + 2..self.items.len())
                .find(|&at| self.class(at) & ADVERB == 0)
                .is_some_and(|at| self.group_of[at].is_some_and(|group| self.groups[group].verb.finite));
        let free = named || self.verb(top).is_some() || self.finite_ahead[at].1 > 1;
        self.finite_ahead[at].0 > 0
            && free
            && next & (NUMBER | TIME | PREPOSITION) == 0
            && (next & ADVERB == 0 || next & SUBJECT != 0)
    }

    fn open_subordinate(&mut self, at: usize) {
        let top = self.top();
        let verb = self.verb(top);
        let first = verb.is_none_or(|verb| !self.groups[verb].verb.finite);
        let condition = self.class(at) & CONDITION != 0;
        let beside = self.time_before(at);
        let head = verb.map(|verb| self.groups[verb].verb.head);
        let new = self.push(ClauseKind::Subordinate, at, Some(top), head);
        (self.open[new].first, self.open[new].clause.condition, self.open[new].beside) = (first, condition, beside);
    }

    /// "in 2010" or "on Monday" right before "when", a comma between or none.
    fn time_before(&self, at: usize) -> Option<(usize, usize)> {
        let mut end = at.checked_sub(1)?;
        if self.class(end) & COMMA != 0 {
            end = end.checked_sub(1)?;
        }
        let (from, to) = self.phrases[end];
        (from < to && self.is_time(end)).then(|| (from.saturating_sub(1), to))
    }

    fn finish(self, tokens: usize) -> Clauses {
        let mut subjects = vec![false; self.items.len()];
        let items = &self.items;
        let on_tokens = |(from, to): (usize, usize)| (items[from].from, items[to - 1].to);
        let clauses = self.open.into_iter().map(|open| {
            open.heads.iter().for_each(|&(_, to)| subjects[to - 1] = true);
            let whole = open.heads.iter().copied().reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
            Clause { subject: whole.map(on_tokens), beside: open.beside.map(on_tokens), ..open.clause }
        });
        let clauses = clauses.collect();
        let mut of_token = vec![0; tokens];
        for (item, &clause) in items.iter().zip(&self.of) {
            of_token[item.from..item.to].fill(u16::try_from(clause).unwrap_or(u16::MAX));
        }
        let groups = self.groups.iter().map(|group| group.verb).collect();
        Clauses {
            clauses,
            groups,
            of_token,
            items: self.items,
            phrases: self.phrases,
            subjects,
            group_of: self.group_of,
        }
    }
}
