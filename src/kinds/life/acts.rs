//! What a draft says that somebody did, with its days; and the dates that it gives of births and deaths.

use crate::claims::DraftDay;
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::clauses::{ClauseKind, Clauses, Role, Tense, VerbGroup};
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::names::vocabulary::holds;
use crate::language::people::{Mention, Referent};
use crate::language::tokens::TokenKind;
use crate::language::values::{DateValue, Value, ValueKind};
use crate::rules::Words;
use crate::text::{Prose, Span};
use crate::time::{Day, When};

/// What is said of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Statement {
    /// Does what only the living do.
    Acts,
    /// Is called late.
    Late,
    /// Was born.
    Born,
    /// Died.
    Died,
    /// Has an age, in years, on the day of the draft.
    Aged(i16),
}

/// A statement about a person with every reading of its date.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub(super) statement: Statement,
    pub(super) when: Vec<When>,
    pub(super) span: Span<Prose>,
    /// The name, or the pronoun.
    pub(super) name: Span<Prose>,
}

/// The word lists of acts.
#[derive(Debug)]
pub(super) struct Teller {
    /// Sorted.
    act: String,
    phrase: ListId,
    turn: ListId,
    met: String,
    undergone: String,
    born: ListId,
    died: ListId,
    late: ListId,
    elsewhere: [ListId; 2],
    now: [ListId; 2],
    date_link: ListId,
    joined: [ListId; 2],
    past_age: ListId,
    past_age_behind: ListId,
}

/// A mention in its sentence.
struct Scene<'a> {
    draft: &'a Draft<'a>,
    sentence: &'a Sentence<'a>,
    clauses: &'a Clauses,
    mention: &'a Mention,
}

impl Teller {
    pub(super) fn new(words: &Words, cues: &Cues) -> Self {
        let list = |name: &str| cues.list(name);
        let text = |name: &str| words.text.get(name).cloned().unwrap_or_default();
        Self {
            act: text("life-act"),
            phrase: list("life-act-phrase"),
            turn: list("life-turn"),
            met: text("life-met"),
            undergone: text("life-undergone"),
            born: list("life-born"),
            died: list("life-died"),
            late: list("marker-late"),
            elsewhere: [list("life-elsewhere"), list("other-world")],
            now: [list("now-strong"), list("life-now")],
            date_link: list("date-link"),
            joined: [list("coordination"), list("relative-pronoun")],
            past_age: list("life-elsewhen"),
            past_age_behind: list("life-elsewhen-behind"),
        }
    }

    /// Everything that the draft itself says of a person.
    pub(super) fn acts(&self, draft: &Draft<'_>, whom: usize) -> Vec<Act> {
        let people = draft.analysis.people(draft.table);
        let mut found = Vec::new();
        for mention in people.mentions.iter().filter(|mention| mention.to_whom == Referent::Person(whom)) {
            let sentence = &draft.analysis.sentences[mention.sentence];
            if !draft.own_voice(mention.span, &[BlockKind::Cell, BlockKind::Heading, BlockKind::Caption]) {
                continue;
            }
            let scene = Scene { draft, sentence, clauses: sentence.clauses(draft.table), mention };
            found.extend(self.told(&scene));
            found.extend(self.age(&scene));
            found.extend(self.called_late(&scene));
            found.extend(self.in_brackets(&scene));
            found.extend(self.born_in(&scene));
        }
        found
    }

    /// What a clause, or one in "-ing" on its subject, says of the person, with its date.
    fn told(&self, scene: &Scene<'_>) -> Vec<Act> {
        let (clauses, mention) = (scene.clauses, scene.mention);
        let reading = clauses.of_mention(mention.from, mention.to);
        let Some(verb) = reading.verb.filter(|verb| verb.finite) else { return Vec::new() };
        let told = matches!(clauses.clauses[reading.clause].kind, ClauseKind::Complement | ClauseKind::Parenthesis);
        let beside = reading.role == Role::Subject && !self.is_head(scene, verb);
        if told || beside || clauses.conditional(reading.clause) || scene.has_any(&self.elsewhere) {
            return Vec::new();
        }
        if let Some(act) = self.act(scene, reading.role, (reading.clause, verb)) {
            return vec![act];
        }
        let participles = (0..clauses.clauses.len()).filter_map(|inner| {
            let verb = clauses.verb_of(inner).filter(|_| reading.role == Role::Subject)?;
            let own = clauses.speaks_for(inner, reading.clause) && scene.sentence.tokens()[verb.head].lower.len() > 3;
            own.then(|| self.act(scene, Role::Subject, (inner, verb)))?
        });
        participles.collect()
    }

    /// Returns `true` if the verb, a mark, "and" or "who" follows the name, and no noun: "a Scalia clerk said".
    fn is_head(&self, scene: &Scene<'_>, verb: &VerbGroup) -> bool {
        let to = scene.mention.to;
        let next = scene.sentence.tokens().get(to);
        next.is_none_or(|next| next.kind == TokenKind::Mark || next.capital)
            || to <= verb.from && verb.from <= to + 2
            || self.joined.iter().any(|&list| scene.is(list, to))
            || verb.from < to
    }

    /// What one verb says.
    fn act(&self, scene: &Scene<'_>, role: Role, (clause, verb): (usize, &VerbGroup)) -> Option<Act> {
        if verb.negated {
            return None;
        }
        let is = |list| scene.is(list, verb.head);
        let head = |words: &str| scene.sentence.tokens().get(verb.head).is_some_and(|token| holds(words, &token.lower));
        let statement = match role {
            Role::Subject if is(self.born) => Statement::Born,
            Role::Subject if is(self.died) => Statement::Died,
            Role::Subject if verb.passive && head(&self.undergone) => Statement::Acts,
            Role::Subject if !verb.passive && self.acts_in(scene, verb) => Statement::Acts,
            Role::Agent if verb.passive && head(&self.met) => Statement::Acts,
            Role::Object if head(&self.met) => Statement::Acts,
            _ => return None,
        };
        let dated = self.dated(scene, clause);
        let (when, date) = match (verb.tense, dated) {
            (Tense::Past, Some((when, date))) => (when, Some(date)),
            (Tense::Present, Some((when, date))) if !verb.finite => (when, Some(date)),
            (Tense::Future, dated) if statement == Statement::Acts => (scene.today()?, dated.map(|(_, date)| date)),
            (Tense::Present | Tense::Perfect, None) if verb.finite && statement == Statement::Acts => {
                (scene.today()?, Some(self.now(scene, clause)?))
            }
            _ => return None,
        };
        let words = scene.sentence.span_of(verb.from, verb.to);
        let span = date.map_or(words, |date| date.join(words));
        Some(Act { statement, when, span: span.join(scene.mention.span), name: scene.mention.span })
    }

    /// Returns `true` if a verb says what only the living do.
    fn acts_in(&self, scene: &Scene<'_>, verb: &VerbGroup) -> bool {
        let tokens = scene.sentence.tokens();
        let number = tokens.get(verb.head + 1).is_some_and(|token| token.kind == TokenKind::Number);
        let cues = scene.sentence.cues().iter().filter(|cue| cue.list == self.phrase);
        tokens.get(verb.head).is_some_and(|token| holds(&self.act, &token.lower))
            || scene.is(self.turn, verb.head) && number
            || cues.into_iter().any(|cue| cue.from() <= verb.head && verb.head < cue.to())
    }

    /// The one date after "in" or "on", or by the draft's day, in a clause.
    fn dated(&self, scene: &Scene<'_>, clause: usize) -> Option<(Vec<When>, Span<Prose>)> {
        let own: Vec<usize> = scene.clauses.own_tokens(clause).collect();
        let own = |value: &&Value| {
            let at = scene.token(value.span);
            own.contains(&at) && (at > 0 && scene.is(self.date_link, at - 1) || value.date().is_some_and(by_draft))
        };
        let quoted = |span| scene.draft.analysis.is_quoted(scene.sentence.block, span);
        let mut dates = scene.sentence.values().iter().filter(|value| value.date().is_some() && !quoted(value.span));
        let value = dates.find(own)?;
        if dates.any(|other| own(&other)) {
            return None;
        }
        let today = scene.day();
        let when: Vec<When> = value.date()?.readings(today).into_iter().flatten().collect();
        (!when.is_empty()).then_some((when, value.span))
    }

    /// A word of now in a clause.
    fn now(&self, scene: &Scene<'_>, clause: usize) -> Option<Span<Prose>> {
        let own: Vec<usize> = scene.clauses.own_tokens(clause).collect();
        let span = |cue: &Cue| scene.sentence.span_of(cue.from(), cue.to());
        let quoted = |cue: &Cue| scene.draft.analysis.is_quoted(scene.sentence.block, span(cue));
        let mut now =
            scene.sentence.cues().iter().filter(|cue| self.now.contains(&cue.list) && own.contains(&cue.from()));
        // "on August 6, 1965, signs": the present of histories.
        let dated = scene.sentence.years().next().is_some();
        now.find(|cue| !quoted(cue)).filter(|_| !dated).map(span)
    }

    /// "the late Jane Holt", in a draft of a known day.
    fn called_late(&self, scene: &Scene<'_>) -> Option<Act> {
        let at = scene.mention.from;
        let before = at.saturating_sub(4);
        let mut cues = scene.sentence.cues().iter();
        let late = cues.find(|cue| cue.list == self.late && cue.from() >= before && cue.to() <= at)?;
        let between = &scene.sentence.tokens()[late.to()..at];
        let joined = between.iter().all(|token| token.kind == TokenKind::Word && !token.capital);
        joined.then(|| Act {
            statement: Statement::Late,
            when: scene.today().unwrap_or_default(),
            span: scene.sentence.span_of(late.from(), scene.mention.to),
            name: scene.mention.span,
        })
    }

    /// "Ada Holt (1815–1852)", "Ada Holt (born 1942)".
    fn in_brackets(&self, scene: &Scene<'_>) -> Vec<Act> {
        let tokens = scene.sentence.tokens();
        let mark = |at: usize, marks: &[&str]| {
            tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && marks.contains(&token.lower.as_str()))
        };
        let from = scene.mention.to;
        let Some(to) = (from..tokens.len().min(from + 20)).find(|&at| mark(at, &[")"])).filter(|_| mark(from, &["("]))
        else {
            return Vec::new();
        };
        let inside = tokens[from].span.join(tokens[to].span);
        let dates: Vec<(When, Span<Prose>)> = scene
            .sentence
            .values()
            .iter()
            .filter(|value| inside.contains(value.span))
            .filter_map(|value| Some((value.date()?.readings(None)[0]?, value.span)))
            .collect();
        let act = |statement, (when, span): (When, Span<Prose>)| Act {
            statement,
            when: vec![when],
            span,
            name: scene.mention.span,
        };
        match *dates.as_slice() {
            [born, died] => vec![act(Statement::Born, born), act(Statement::Died, died)],
            [born] if (from..to).any(|at| scene.is(self.born, at)) => vec![act(Statement::Born, born)],
            _ => Vec::new(),
        }
    }

    /// "Jane Holt, 34,", "Jane Holt (34)", "34-year-old Jane Holt", in a sentence of no other time.
    fn age(&self, scene: &Scene<'_>) -> Option<Act> {
        let (tokens, mention) = (scene.sentence.tokens(), scene.mention);
        let mark = |at: usize, marks: &[&str]| {
            tokens.get(at).is_none_or(|token| token.kind == TokenKind::Mark && marks.contains(&token.lower.as_str()))
        };
        let value = scene.sentence.values().iter().find(|value| {
            let (from, to) =
                (scene.token(value.span), tokens.partition_point(|token| token.span.start < value.span.end));
            let age = matches!(value.kind, ValueKind::Age(_));
            // "Jane Holt, aged 34,": the word may precede the value.
            let near = from == mention.to + 1 || age && from == mention.to + 2;
            let behind = near && mark(to, &[",", ".", ";", ")"]);
            // "George Russell (22)" has a number of something.
            let number = matches!(value.kind, ValueKind::Number(_)) && mark(mention.to, &[","]);
            age && to == mention.from || behind && (number || age && mark(mention.to, &[",", "("]))
        })?;
        let years = value.amount()?.interval;
        let end = tokens.partition_point(|token| token.span.start < value.span.end);
        let elsewhen = scene.has_any(&[self.past_age]) || scene.is(self.past_age_behind, end + 1);
        let shifted = || scene.sentence.dates().any(|(date, _)| matches!(date, DateValue::Shift { .. }));
        if elsewhen || shifted() || value.hedge.is_some() {
            return None;
        }
        // "Jane Holt, 34, said in 2019": the age then, or now.
        let dates =
            scene.sentence.values().iter().filter(|value| value.date().is_some_and(|date| date.named_year().is_some()));
        let then = dates.flat_map(|value| value.date().map_or([None, None], |date| date.readings(None))).flatten();
        let when = std::iter::once(When::exactly(scene.day()?)).chain(then).collect();
        let years = years.printed as i16;
        Some(Act { statement: Statement::Aged(years), when, span: value.span, name: mention.span })
    }

    /// "Born in Memphis on March 25, 1942, Jane Holt grew up".
    fn born_in(&self, scene: &Scene<'_>) -> Option<Act> {
        if !scene.is(self.born, 0)
            || scene.clauses.of_mention(scene.mention.from, scene.mention.to).role != Role::Subject
        {
            return None;
        }
        let before = |value: &&Value| value.span.end <= scene.mention.span.start && value.date().is_some();
        let value = scene.sentence.values().iter().find(before)?;
        let when: Vec<When> = value.date()?.readings(None).into_iter().flatten().collect();
        Some(Act { statement: Statement::Born, when, span: value.span, name: scene.mention.span })
    }
}

impl Scene<'_> {
    /// Returns `true` if a token is an item of a list.
    fn is(&self, list: ListId, at: usize) -> bool {
        let token = self.sentence.tokens().get(at);
        token.is_some_and(|token| self.draft.analysis.cues().contains(list, &token.lower))
    }

    /// Returns `true` if the sentence has an item of one of some lists.
    fn has_any(&self, lists: &[ListId]) -> bool {
        self.sentence.cues().iter().any(|cue| lists.contains(&cue.list))
    }

    fn token(&self, span: Span<Prose>) -> usize {
        self.sentence.tokens().partition_point(|token| token.span.start < span.start)
    }

    /// The given day of the draft.
    fn day(&self) -> Option<Day> {
        if let DraftDay::Given(given) = self.draft.day { Some(given.day) } else { None }
    }

    /// The days of the draft, if they are bounded.
    fn today(&self) -> Option<Vec<When>> {
        let days = self.draft.days();
        let bounded = days.ranges().iter().all(|&(from, until)| from > Day::MIN && until < Day::MAX);
        let when = |&(from, until): &(Day, Day)| When { earliest: from, latest: until.plus(-1) };
        (bounded && !days.is_empty()).then(|| days.ranges().iter().map(when).collect())
    }
}

/// Returns `true` for dates that need no preposition: "said Tuesday", "last week".
fn by_draft(date: DateValue) -> bool {
    match date {
        DateValue::Date { year: None, month: None, day: None, weekday } => weekday.is_some(),
        DateValue::Relative { .. } | DateValue::RelativeNamed { .. } => true,
        DateValue::Shift { from_now, .. } => from_now,
        _ => false,
    }
}
