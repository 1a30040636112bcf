//! The ages that a draft gives a person: now, at a dated event, on a birthday, or at death.

use super::acts::{Act, Statement};
use super::scene::Scene;
use super::times::{Time, Times};
use crate::language::analysis::Sentence;
use crate::language::clauses::{ClauseKind, Role, Tense, VerbGroup};
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::pieces::Piece;
use crate::language::tokens::{Token, TokenKind};
use crate::language::values::{DateValue, Value, ValueKind};
use crate::time::When;

/// Most tokens from "born" to the date of the birth.
const BIRTH: usize = 6;

/// More than anybody's age.
const OLDEST: f64 = 125.0;
/// Most bytes of an age in digits: "104", "92nd".
const DIGITS: usize = 4;
/// The least age that is written as a number alone.
const YOUNGEST: i16 = 13;
/// Days by which an event "a week later" may follow the date of its sentence.
const LATER: i32 = 366;

/// The word lists of ages.
#[derive(Debug)]
pub(super) struct Ages {
    born: ListId,
    died: ListId,
    copula: ListId,
    turned: ListId,
    relative: ListId,
    birthday: ListId,
    owner: ListId,
    at_age: ListId,
    behind: ListId,
    past: ListId,
    past_behind: ListId,
    indefinite: ListId,
    kin: [ListId; 3],
}

impl Ages {
    pub(super) fn new(cues: &Cues) -> Self {
        let list = |name: &str| cues.list(name);
        Self {
            born: list("life-born"),
            died: list("life-died"),
            copula: list("life-be"),
            turned: list("life-turn"),
            relative: list("relative-pronoun"),
            birthday: list("life-birthday"),
            owner: list("owner-pronoun"),
            at_age: list("life-at-age"),
            behind: list("life-age-behind"),
            past: list("life-elsewhen"),
            past_behind: list("life-elsewhen-behind"),
            indefinite: list("indefinite"),
            kin: [list("kin-male"), list("kin-female"), list("kin-any")],
        }
    }

    /// Returns `true` if a sentence may give an age: as one, as a number between marks or after "was", or as that of a birthday.
    pub(super) fn may_be_in(&self, sentence: &Sentence<'_>, cues: &Cues) -> bool {
        let tokens = sentence.tokens();
        let is = |list: ListId, at: usize| cues.contains(list, &tokens[at].lower);
        let short = |token: &Token| token.digit && token.span.len() <= DIGITS;
        let mark = |at: usize| tokens.get(at).is_none_or(|token| token.kind == TokenKind::Mark);
        let behind = |at: usize| is(self.copula, at) || is(self.turned, at);
        let stands = |at: usize| at > 0 && short(&tokens[at]) && (mark(at - 1) && mark(at + 1) || behind(at - 1));
        let named = || {
            (0..tokens.len()).any(|at| is(self.birthday, at))
                || sentence.cues().iter().any(|cue| cue.list == self.at_age)
        };
        (0..tokens.len()).any(stands)
            || (tokens.iter().any(short) || named())
                && sentence.values().iter().any(|value| matches!(value.kind, ValueKind::Age(_) | ValueKind::Ordinal(_)))
    }

    /// Every age that the sentence of a mention gives the person.
    pub(super) fn all(&self, times: &Times, scene: &Scene<'_>) -> Vec<Act> {
        let mut found: Vec<Act> = self.beside(scene).into_iter().collect();
        if scene.has_any(&times.elsewhere) {
            return found;
        }
        found.extend(self.in_relative(scene));
        if scene.role() == Role::Subject {
            for clause in scene.told() {
                found.extend(self.predicate(times, scene, clause));
                found.extend(self.at_age(times, scene, clause));
                found.extend(self.birthday(times, scene, clause));
            }
        }
        found
    }

    /// "Jane Holt, 34,", "Jane Holt (34)", "34-year-old Jane Holt", in a sentence of no other time.
    fn beside(&self, scene: &Scene<'_>) -> Option<Act> {
        let (tokens, mention) = (scene.tokens(), scene.mention);
        let mark = |at: usize, marks: &[&str]| at >= tokens.len() || scene.is_mark(at, marks);
        let value = scene.sentence.values().iter().find(|value| {
            let (from, to) = (scene.token(value.span), scene.end(value.span));
            let age = matches!(value.kind, ValueKind::Age(_));
            // "Jane Holt, aged 34,": the word may precede the value.
            let near = from == mention.to + 1 || age && from == mention.to + 2;
            let behind = near && mark(to, &[",", ".", ";", ")"]);
            // "George Russell (22)" has a number of something, and "Rubio, 50; Carson, 46; Cruz, 35" are scores.
            let scores = scene.is_mark(to, &[";"]) || scene.is_mark(to, &["]"]);
            let number = matches!(value.kind, ValueKind::Number(_)) && mark(mention.to, &[","]);
            age && to == mention.from || behind && !scores && (number || age && mark(mention.to, &[",", "("]))
        })?;
        let years = years(value)?;
        // "written by a 17-year-old Williams": the age then.
        let then = scene.token(value.span).checked_sub(1).is_some_and(|at| scene.is(self.indefinite, at));
        let elsewhen = then || scene.has_any(&[self.past]) || scene.is(self.past_behind, scene.end(value.span) + 1);
        let shifted = || scene.sentence.dates().any(|(date, _)| matches!(date, DateValue::Shift { .. }));
        if elsewhen || shifted() {
            return None;
        }
        // "Jane Holt, 34, said in 2019": the age then, or now.
        let dates =
            scene.sentence.values().iter().filter(|value| value.date().is_some_and(|date| date.named_year().is_some()));
        let then = dates.flat_map(|value| value.date().map_or([None, None], |date| date.readings(None))).flatten();
        let when = std::iter::once(When::exactly(scene.day()?)).chain(then).collect();
        Some(Act { statement: Statement::Aged(years), when, span: value.span, name: mention.span, loose: false })
    }

    /// "Jane Holt, who is 34,", "Jane Holt, the American actress, who is 34,".
    fn in_relative(&self, scene: &Scene<'_>) -> Option<Act> {
        let to = scene.mention.to;
        let who = (to..scene.tokens().len()).find(|&at| scene.is(self.relative, at))?;
        let others = scene.draft.analysis.people(scene.draft.table).mentions.iter();
        let mut between =
            others.filter(|other| other.sentence == scene.mention.sentence && to <= other.from && other.from < who);
        if !scene.is_mark(to, &[","]) || !scene.is_mark(who - 1, &[","]) || between.next().is_some() {
            return None;
        }
        let value = self.after(scene, who + 1, self.copula).filter(|_| self.is_present(scene, who + 1))?;
        let when = vec![When::exactly(scene.day()?)];
        Some(Act {
            statement: Statement::Aged(years(value)?),
            when,
            span: value.span,
            name: scene.mention.span,
            loose: false,
        })
    }

    /// Returns `true` if the verb at a token is in the present tense.
    fn is_present(&self, scene: &Scene<'_>, at: usize) -> bool {
        let mut groups = scene.clauses.groups.iter();
        groups.any(|verb| verb.from <= at && at < verb.to && verb.tense == Tense::Present)
    }

    /// The age directly after a verb of a list, with nothing counted behind it.
    fn after<'a>(&self, scene: &Scene<'a>, verb: usize, list: ListId) -> Option<&'a Value> {
        if !scene.is(list, verb) {
            return None;
        }
        let value = scene.sentence.values().iter().find(|value| scene.token(value.span) == verb + 1)?;
        let end = scene.end(value.span);
        let age = matches!(value.kind, ValueKind::Age(_));
        let number = matches!(value.kind, ValueKind::Number(_));
        let closed = scene.tokens().get(end).is_none_or(|next| {
            next.kind == TokenKind::Mark && next.lower != "-" && next.lower != "%" || scene.is(self.behind, end)
        });
        // "Obama is one": a number, or a word for something else.
        let old = age || number && years(value).is_some_and(|years| years >= YOUNGEST);
        (years(value).is_some() && old && closed).then_some(value)
    }

    /// "was 52 when he took office on 20 January 2009", "is 34", "turned 96 on 21 April 2021", "He was 98." after a death.
    fn predicate(&self, times: &Times, scene: &Scene<'_>, clause: usize) -> Option<Act> {
        let verb = scene.clauses.verb_of(clause).filter(|verb| verb.finite && !verb.negated)?;
        let turned = scene.is(self.turned, verb.head);
        let value = self.after(scene, verb.head, if turned { self.turned } else { self.copula })?;
        let years = years(value)?;
        let act =
            |statement, when| Some(Act { statement, when, span: value.span, name: scene.mention.span, loose: false });
        let aged = if turned { Statement::Turned(years) } else { Statement::Aged(years) };
        match verb.tense {
            Tense::Present if scene.sentence.values().iter().all(|value| value.date().is_none()) => {
                act(aged, vec![When::exactly(scene.day()?)])
            }
            Tense::Past => {
                if let Some(time) = self.dated(times, scene, clause) {
                    return act(aged, time.when);
                }
                if turned {
                    return None;
                }
                if let Some(around) = self.of_the_sentence(scene) {
                    return act(aged, vec![around]);
                }
                let last = scene.end(value.span) + 1 >= scene.tokens().len();
                (last && self.follows_a_death(scene)).then(|| act(Statement::AgedAtDeath(years), Vec::new()))?
            }
            _ => None,
        }
    }

    /// The date of a clause, unless it is that of the birth: "Born on 7 November 1867, she was 44 that evening".
    fn dated(&self, times: &Times, scene: &Scene<'_>, clause: usize) -> Option<Time> {
        let birth = |at: usize| (at.saturating_sub(BIRTH)..at).any(|before| scene.is(self.born, before));
        times.dated(scene, clause).filter(|time| time.span.is_none_or(|span| !birth(scene.token(span))))
    }

    /// The one date before an age, in a sentence about one event: "won on 7 May 2017 and was 39 when he took office".
    fn of_the_sentence(&self, scene: &Scene<'_>) -> Option<When> {
        let value = scene.sentence.values().iter().find(|value| value.date().is_some())?;
        let when = value.date().filter(|date| date.has_day())?.readings(None)[0]?;
        let clause = scene.clauses.clause_of(scene.token(value.span));
        let told = scene.told();
        // "was born on 11 March 1931 and was 21 when his father died".
        if (0..scene.tokens().len()).any(|at| scene.is(self.born, at)) {
            return None;
        }
        // The subject of the verb with the date is the person.
        (told.len() > 1 && told.contains(&clause))
            .then_some(When { earliest: when.earliest, latest: when.latest.plus(LATER) })
    }

    /// Returns `true` if the sentence before says that the person died.
    fn follows_a_death(&self, scene: &Scene<'_>) -> bool {
        let analysis = scene.draft.analysis;
        let Some(before) = scene.mention.sentence.checked_sub(1) else { return false };
        let sentence = &analysis.sentences[before];
        let people = analysis.people(scene.draft.table);
        let mentions = people.mentions.iter().filter(|mention| mention.sentence == before);
        let mut same = mentions.filter(|mention| mention.to_whom == scene.mention.to_whom);
        sentence.block == scene.sentence.block
            && same.any(|mention| {
                let scene = Scene::new(scene.draft, mention);
                let subject = scene.role() == Role::Subject;
                subject && scene.told().into_iter().any(|clause| self.dies(&scene, clause))
            })
    }

    /// Returns `true` if the verb of a main clause says that its subject died.
    fn dies(&self, scene: &Scene<'_>, clause: usize) -> bool {
        let verb = scene.clauses.verb_of(clause);
        scene.clauses.clauses[clause].kind == ClauseKind::Main
            && verb.is_some_and(|verb| scene.is(self.died, verb.head) && !verb.negated && verb.tense == Tense::Past)
    }

    /// "died in Connecticut, aged 93", "in 1954, at the age of 20, he married".
    fn at_age(&self, times: &Times, scene: &Scene<'_>, clause: usize) -> Option<Act> {
        let own: Vec<usize> = scene.clauses.own_tokens(clause).collect();
        let aged = |value: &&Value| {
            let (at, end) = (scene.token(value.span), scene.end(value.span));
            let closed =
                scene.tokens().get(end).is_none_or(|next| next.kind == TokenKind::Mark || scene.is(self.behind, end));
            let named = scene.ends(self.at_age, at).is_some() || scene.covers(self.at_age, at).is_some();
            own.contains(&at) && matches!(value.kind, ValueKind::Age(_) | ValueKind::Number(_)) && closed && named
        };
        let mut values = scene.sentence.values().iter().filter(aged);
        let (value, None) = (values.next()?, values.next()) else { return None };
        let years = years(value)?;
        let verb = scene.clauses.verb_of(clause).filter(|verb| verb.tense == Tense::Past && !verb.negated)?;
        // "died with his son, aged 5", "after the death of her father, King Holt, at the age of 56".
        let between = verb.to.min(scene.mention.to)..scene.token(value.span);
        let named = |piece: &Piece| {
            piece.person().is_some()
                && between.contains(&piece.from)
                && piece.from >= verb.to
                && piece.from != scene.mention.from
        };
        let kin = |cue: &Cue| self.kin.contains(&cue.list) && between.contains(&cue.from()) && cue.from() >= verb.to;
        let others =
            scene.sentence.pieces(scene.draft.table).iter().any(named) || scene.sentence.cues().iter().any(kin);
        if others || is_told_by_others(scene, clause) {
            return None;
        }
        let act =
            |statement, when| Some(Act { statement, when, span: value.span, name: scene.mention.span, loose: false });
        if scene.is(self.died, verb.head) {
            return act(Statement::AgedAtDeath(years), Vec::new());
        }
        act(Statement::Aged(years), self.dated(times, scene, clause)?.when)
    }

    /// "celebrated her 84th birthday on Thursday".
    fn birthday(&self, times: &Times, scene: &Scene<'_>, clause: usize) -> Option<Act> {
        let verb = scene.clauses.verb_of(clause).filter(|verb| verb.finite && !verb.negated && !verb.passive)?;
        let value = self.numbered_birthday(scene, verb).filter(|_| verb.tense == Tense::Past)?;
        let when = self.dated(times, scene, clause)?.when;
        let span = scene.sentence.span_of(verb.to + 1, scene.end(value.span) + 1);
        Some(Act { statement: Statement::Turned(years(value)?), when, span, name: scene.mention.span, loose: false })
    }

    /// Returns `true` for "celebrated her 84th birthday".
    pub(super) fn is_birthday(&self, scene: &Scene<'_>, verb: &VerbGroup) -> bool {
        self.numbered_birthday(scene, verb).is_some()
    }

    /// The ordinal of a birthday that is the object of a verb, and of the subject.
    fn numbered_birthday<'a>(&self, scene: &Scene<'a>, verb: &VerbGroup) -> Option<&'a Value> {
        let value = scene.sentence.values().iter().find(|value| scene.token(value.span) == verb.to + 1)?;
        let ordinal = matches!(value.kind, ValueKind::Ordinal(_)) && years(value).is_some();
        let own = scene.is(self.owner, verb.to) && scene.is(self.birthday, scene.end(value.span));
        (ordinal && own).then_some(value)
    }
}

/// Returns `true` if a clause is what somebody else says or supposes.
fn is_told_by_others(scene: &Scene<'_>, clause: usize) -> bool {
    matches!(scene.clauses.clauses[clause].kind, ClauseKind::Complement | ClauseKind::Parenthesis)
        || scene.clauses.conditional(clause)
}

/// The whole years of an age without a hedge.
fn years(value: &Value) -> Option<i16> {
    let printed = value.amount()?.interval.printed;
    (value.hedge.is_none() && printed.fract() == 0.0 && (0.0..OLDEST).contains(&printed)).then_some(printed as i16)
}
