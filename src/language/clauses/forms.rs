//! Decides from the context if a single word is a verb.

use super::Tense;
#[allow(clippy::wildcard_imports, reason = "one name for each bit of a class")]
use super::words::*;

/// The form of the last verb before an item, since "and" repeats the same form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Nothing,
    Finite,
    Participle,
    Ing,
    Infinitive,
}

/// The verb form of a single word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Whether it might as well be a participle.
    Finite(Tense, bool),
    /// A participle or an "-ing".
    Other(Tense),
    Infinitive,
}

/// A word that may be a verb, and its context.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the words around")]
pub(super) struct Place {
    pub at: usize,
    pub class: Class,
    /// The item before, adverbs passed over.
    pub from: Option<usize>,
    pub before: Class,
    /// The next item, ignoring adverbs.
    pub next: Class,
    pub last: Last,
    pub behind_verb: bool,
    /// Whether an object or reported speech seems to follow.
    pub object: bool,
    /// Whether it attributes speech: after a comma or a quotation.
    pub speaks: bool,
    /// Whether a verb that is certainly finite follows before a comma.
    pub verb_near: bool,
    /// Whether the sentence has no other verb so far, and none that is certain after it.
    pub only: bool,
    /// Whether a preceding word requires a noun.
    pub governed: bool,
    /// Whether the noun before it directly follows a preposition.
    pub bare_governed: bool,
    pub joined: bool,
}

impl Place {
    pub(super) fn ing(&self) -> Option<Form> {
        let &Self { class, before, next, .. } = self;
        let opens = before & (COMMA | STOP | PREPOSITION | OPENS | MAY_OPEN | DASH | OPEN) != 0
            || is_noun(before)
            || self.joined && self.last == Last::Ing;
        let enough = class & NOUNISH == 0
            || self.object && before & (TIME | NUMBER) == 0
            || before & UNIT != 0 && next & PREPOSITION != 0;
        // "Retiring Senator Roe holds": not a separate clause.
        let named = self.from.is_none() && self.verb_near;
        let placed = opens && !named && before & (DETERMINER | POSSESSIVE) == 0 || self.behind_verb;
        (placed && enough).then_some(Form::Other(Tense::Present))
    }

    pub(super) fn third(&self) -> Option<Form> {
        let &Self { class, before, next, .. } = self;
        let person = before & UNIT != 0 && next & (DETERMINER | OBJECT | TO | CONTENT | UNIT | SUBJECT) != 0;
        let sure = match class & (GUESS | NOUNISH) {
            0 => !self.governed,
            NOUNISH => {
                person
                    || self.only && next & PREPOSITION != 0 && before & (COMMA | CLOSE) != 0
                    || before & UNIT != 0 && next & (PREPOSITION | CAPITAL) != 0
                    || before & (SUBJECT | RELATIVE) != 0 && before & (DETERMINER | OPENS) == 0
                    || (self.object || next & (CAPITAL | COMMA) == CAPITAL)
                        && (is_noun(before) || before & (COMMA | CLOSE | DASH) != 0)
                        && !self.bare_governed
            }
            _ if before & (RELATIVE | DETERMINER | OPENS) == RELATIVE => true,
            _ => person || self.object && before & CAPITAL != 0 && is_noun(before) && next & (TO | QUOTE) == 0,
        };
        (sure && before & POSSESSIVE == 0 && !self.behind_verb).then_some(Form::Finite(Tense::Present, false))
    }

    /// A bare form: after a plural, or an imperative.
    pub(super) fn bare(&self, plural: bool) -> Option<Form> {
        let &Self { class, before, .. } = self;
        if class & BASE == 0 {
            return None;
        }
        if self.joined && self.last == Last::Infinitive {
            return Some(Form::Infinitive);
        }
        let pronoun = before & (SUBJECT | RELATIVE) != 0 && before & DETERMINER == 0;
        let plural = plural || before & PLURAL != 0 || before & (RELATIVE | PREPOSITION | DETERMINER) == RELATIVE;
        let enough = class & NOUNISH == 0 || self.object || pronoun;
        let order = self.from.is_none() && class & NOUNISH == 0 && self.object;
        (plural && enough && !self.behind_verb || order).then_some(Form::Finite(Tense::Present, false))
    }
}
