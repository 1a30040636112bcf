//! What a draft says that somebody did, with its days; and the dates that it gives of births and deaths.

use super::ages::Ages;
use super::births::Births;
use super::scene::Scene;
use super::times::{Time, Times, by_draft};
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::clauses::{ClauseKind, Role, Tense, VerbGroup};
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::names::vocabulary::holds;
use crate::language::people::{How, Referent};
use crate::language::tokens::{Token, TokenKind};
use crate::rules::Words;
use crate::text::{Prose, Span};
use crate::time::When;

/// Most words between "shook hands with" and a name.
const TITLE: usize = 4;

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
    /// Has an age, in years.
    Aged(i16),
    /// Has a birthday, the number of which is given.
    Turned(i16),
    /// Died at an age.
    AgedAtDeath(i16),
}

impl Statement {
    /// Returns `true` if it gives an age.
    pub(super) fn is_an_age(self) -> bool {
        matches!(self, Self::Aged(_) | Self::Turned(_) | Self::AgedAtDeath(_))
    }
}

/// A statement about a person with every reading of its date.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub(super) statement: Statement,
    pub(super) when: Vec<When>,
    pub(super) span: Span<Prose>,
    /// The name, or the pronoun.
    pub(super) name: Span<Prose>,
    /// Whether its day is not next to it: that of the draft, or of the report before it.
    pub(super) loose: bool,
}

/// The word lists of acts.
#[derive(Debug)]
pub(super) struct Teller {
    times: Times,
    births: Births,
    ages: Ages,
    /// Sorted.
    act: String,
    met: String,
    undergone: String,
    literal: String,
    report: String,
    lasting: String,
    phrase: ListId,
    plan: ListId,
    met_phrase: ListId,
    among: ListId,
    turn: ListId,
    joined: [ListId; 2],
    kin: [ListId; 3],
}

impl Teller {
    pub(super) fn new(words: &Words, cues: &Cues) -> Self {
        let list = |name: &str| cues.list(name);
        let text = |name: &str| words.text.get(name).cloned().unwrap_or_default();
        Self {
            times: Times::new(cues),
            births: Births::new(cues),
            ages: Ages::new(cues),
            act: text("life-act"),
            met: text("life-met"),
            undergone: text("life-undergone"),
            literal: text("life-literal"),
            report: text("life-report"),
            lasting: text("life-lasting"),
            phrase: list("life-act-phrase"),
            plan: list("life-plan"),
            met_phrase: list("life-met-phrase"),
            among: list("life-among"),
            turn: list("life-turn"),
            joined: [list("coordination"), list("relative-pronoun")],
            kin: [list("kin-male"), list("kin-female"), list("kin-any")],
        }
    }

    /// Returns `true` if a sentence may give an age.
    pub(super) fn gives_an_age(&self, draft: &Draft<'_>, sentence: &Sentence<'_>) -> bool {
        self.ages.may_be_in(sentence, draft.analysis.cues())
    }

    /// Returns `true` if a sentence of the draft says that somebody died, with a year.
    pub(super) fn tells_a_death(&self, draft: &Draft<'_>) -> bool {
        let died = |at: &Token| draft.analysis.cues().contains(self.births.died, &at.lower);
        let tells = |sentence: &Sentence<'_>| sentence.tokens().iter().any(died) && sentence.years().next().is_some();
        draft.analysis.sentences.iter().any(tells)
    }

    /// Returns `true` if the draft names relatives, who may have the same surname.
    pub(super) fn names_relatives(&self, draft: &Draft<'_>) -> bool {
        let mut cues = draft.analysis.sentences.iter().flat_map(Sentence::cues);
        cues.any(|cue| self.kin.contains(&cue.list))
    }

    /// Everything that the draft itself says of a person.
    pub(super) fn acts(&self, draft: &Draft<'_>, whom: usize) -> Vec<Act> {
        let people = draft.analysis.people(draft.table);
        let mut found = Vec::new();
        for mention in people.mentions.iter().filter(|mention| mention.to_whom == Referent::Person(whom)) {
            if !draft.own_voice(mention.span, &[BlockKind::Heading, BlockKind::Caption]) {
                continue;
            }
            let scene = Scene::new(draft, mention);
            let cell = draft.analysis.blocks[scene.sentence.block].kind == BlockKind::Cell;
            found.extend(self.told(&scene));
            if !cell {
                found.extend(self.ages.all(&self.times, &scene));
                found.extend(self.births.all(&scene));
            }
        }
        // A draft that speaks of the death means what was before it.
        let of_death = |act: &Act| matches!(act.statement, Statement::Died | Statement::Late);
        if found.iter().any(of_death) {
            found.retain(|act| act.statement != Statement::Acts || !act.loose);
        }
        found
    }

    /// What the clauses of a person, or one in "-ing" on them, say, with their dates.
    fn told(&self, scene: &Scene<'_>) -> Vec<Act> {
        let (clauses, mention) = (scene.clauses, scene.mention);
        let (role, first) = (scene.role(), clauses.of_mention(mention.from, mention.to).clause);
        // "the late Jane Holt": the draft knows.
        if scene.has_any(&self.times.elsewhere) || self.births.called_late(scene).is_some() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let own = scene.told();
        for &clause in &own {
            let Some(verb) = clauses.verb_of(clause).filter(|verb| verb.finite) else { continue };
            let told = matches!(clauses.clauses[clause].kind, ClauseKind::Complement | ClauseKind::Parenthesis);
            let beside = role == Role::Subject && clause == first && !self.is_head(scene, verb);
            if told || beside || clauses.conditional(clause) {
                return Vec::new();
            }
            found.extend(self.act(scene, role, (clause, verb)));
        }
        if found.is_empty() && role == Role::Subject {
            found.extend((0..clauses.clauses.len()).filter_map(|inner| {
                let verb = clauses.verb_of(inner)?;
                let speaks = own.iter().any(|&clause| clauses.speaks_for(inner, clause));
                let own = speaks && scene.tokens()[verb.head].lower.len() > 3;
                own.then(|| self.act(scene, Role::Subject, (inner, verb)))?
            }));
        }
        found
    }

    /// Returns `true` if the verb, a mark, "and" or "who" follows the name, and no noun: "a Scalia clerk said".
    fn is_head(&self, scene: &Scene<'_>, verb: &VerbGroup) -> bool {
        let to = scene.mention.to;
        let next = scene.tokens().get(to);
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
        let statement = match role {
            Role::Subject if is(self.births.born) || scene.is(self.births.born, verb.head + 1) => Statement::Born,
            Role::Subject if is(self.births.died) => Statement::Died,
            _ if self.lives(scene, role, (clause, verb)) => Statement::Acts,
            _ => return None,
        };
        let (when, date, loose) = self.when(scene, statement, (clause, verb))?;
        let words = scene.sentence.span_of(verb.from, verb.to);
        let span = date.map_or(words, |date| date.join(words));
        Some(Act { statement, when, span: span.join(scene.mention.span), name: scene.mention.span, loose })
    }

    /// Returns `true` if only somebody alive can have the role that the person has with a verb.
    fn lives(&self, scene: &Scene<'_>, role: Role, (clause, verb): (usize, &VerbGroup)) -> bool {
        let head = |words: &str| scene.tokens().get(verb.head).is_some_and(|token| holds(words, &token.lower));
        match role {
            Role::Subject if verb.passive => head(&self.undergone) || self.plans(scene, verb),
            Role::Subject => {
                self.acts_in(scene, verb)
                    || self.plans(scene, verb)
                    || head(&self.lasting) && self.times.goes_on(scene, clause)
            }
            Role::Agent => verb.passive && (head(&self.met) || head(&self.act)),
            Role::Object if head(&self.met) => true,
            Role::Object | Role::Oblique => self.is_met(scene, verb),
            Role::Unknown => self.is_among(scene, verb),
            Role::Possessor | Role::Modifier => false,
        }
    }

    /// The days of what a verb says, and the words for them.
    fn when(
        &self,
        scene: &Scene<'_>,
        statement: Statement,
        (clause, verb): (usize, &VerbGroup),
    ) -> Option<(Vec<When>, Option<Span<Prose>>, bool)> {
        let acts = statement == Statement::Acts;
        let head = |words: &str| scene.tokens().get(verb.head).is_some_and(|token| holds(words, &token.lower));
        let literal = || head(&self.literal) || scene.covers(self.phrase, verb.head).is_some();
        let report = || head(&self.report) || self.is_scene(scene, verb);
        let cell = scene.draft.analysis.blocks[scene.sentence.block].kind == BlockKind::Cell;
        let dated = self.times.dated(scene, clause).filter(|_| !cell);
        let at_head = || self.times.at_head(scene, clause).filter(|_| acts);
        let timed = |Time { when, span }: Time| Some((when, span, false));
        match (verb.tense, dated) {
            (Tense::Past, Some(time)) => timed(time),
            (Tense::Past, None) => {
                if let Some(time) = at_head() {
                    return timed(time);
                }
                let Time { when, span } =
                    self.times.reported(scene, clause).filter(|_| acts && verb.finite && report())?;
                Some((when, span, true))
            }
            (Tense::Present, Some(time)) if !verb.finite => timed(time),
            (Tense::Present, _) if acts && verb.finite && self.plans(scene, verb) => Some((scene.today()?, None, true)),
            (Tense::Present, Some(time)) if acts && literal() => timed(time),
            (Tense::Present | Tense::Perfect, None) if acts && verb.finite => {
                if let Some(time) = at_head().filter(|_| verb.tense == Tense::Present) {
                    return timed(time);
                }
                let now = self.times.now(scene, clause);
                let done = now.is_none() && verb.tense == Tense::Perfect && literal() && scene.day().is_some();
                (now.is_some() || done).then(|| Some((scene.today()?, now, true)))?
            }
            (Tense::Present, Some(time)) if acts && time.span.is_some_and(|span| self.is_by_draft(scene, span)) => {
                Some((scene.today()?, Some(self.times.now(scene, clause)?), true))
            }
            (Tense::Future, dated) if acts => Some((scene.today()?, dated.and_then(|time| time.span), true)),
            _ => None,
        }
    }

    fn is_by_draft(&self, scene: &Scene<'_>, span: Span<Prose>) -> bool {
        let mut values = scene.sentence.values().iter().filter(|value| value.span == span);
        values.any(|value| value.date().is_some_and(by_draft))
    }

    /// Returns `true` if a verb says what only the living do.
    fn acts_in(&self, scene: &Scene<'_>, verb: &VerbGroup) -> bool {
        let tokens = scene.tokens();
        let number = tokens.get(verb.head + 1).is_some_and(|token| token.kind == TokenKind::Number);
        tokens.get(verb.head).is_some_and(|token| holds(&self.act, &token.lower))
            || scene.is(self.turn, verb.head) && number
            || scene.covers(self.phrase, verb.head).is_some()
            || self.ages.is_birthday(scene, verb)
    }

    /// "is expected to attend": a plan, and an act in the words after it.
    fn plans(&self, scene: &Scene<'_>, verb: &VerbGroup) -> bool {
        let Some(plan) = scene.covers(self.plan, verb.head) else { return false };
        let next = scene.tokens().get(plan.to());
        verb.tense == Tense::Present
            && next.is_some_and(|next| holds(&self.act, &next.lower) || holds(&self.literal, &next.lower))
    }

    /// "shook hands with the boxer X": an item of a list before the name, and no more than a title between.
    fn is_met(&self, scene: &Scene<'_>, verb: &VerbGroup) -> bool {
        let at = scene.mention.from;
        let before = |cue: &&Cue| {
            cue.list == self.met_phrase
                && cue.from() <= verb.head
                && verb.head < cue.to()
                && cue.to() <= at
                && at <= cue.to() + TITLE
        };
        let mut cues = scene.sentence.cues().iter();
        cues.find(before).is_some_and(|cue| scene.is_small(cue.to(), at))
    }

    /// "Among the guests were X, Y and Z".
    fn is_among(&self, scene: &Scene<'_>, verb: &VerbGroup) -> bool {
        let mut cues = scene.sentence.cues().iter();
        let mark = |at: usize| scene.tokens()[at].kind != TokenKind::Mark || scene.is_mark(at, &[",", ".", "-"]);
        let found =
            cues.find(|cue| cue.list == self.among && cue.from() <= verb.head && cue.to() <= scene.mention.from);
        found.is_some_and(|cue| {
            let open = cue.to().max(verb.to)..scene.mention.from;
            let verbs = scene.clauses.groups.iter().any(|other| open.contains(&other.head));
            !verbs && open.clone().all(mark) && scene.mention.how == How::Name
        })
    }

    /// Returns `true` if words say that the person is there: "was among the guests", "shook hands with X".
    fn is_scene(&self, scene: &Scene<'_>, verb: &VerbGroup) -> bool {
        let of = |list| scene.covers(list, verb.head).is_some();
        of(self.phrase) || of(self.met_phrase) || self.is_among(scene, verb)
    }
}
