//! The births and deaths that a draft gives next to a name: "the late Jane Holt", "(1815–1852)", "born in Leeds in 1946".

use super::acts::{Act, Statement};
use super::scene::Scene;
use crate::language::clauses::{Role, Tense};
use crate::language::cues::{Cues, ListId};
use crate::language::people::How;
use crate::language::values::Value;
use crate::text::{Prose, Span};
use crate::time::When;

/// Most tokens between "born" and the date.
const REACH: usize = 10;

/// The word lists of births and deaths.
#[derive(Debug)]
pub(super) struct Births {
    pub(super) born: ListId,
    pub(super) died: ListId,
    late: ListId,
    date_link: ListId,
    behind: ListId,
    coordination: ListId,
}

impl Births {
    pub(super) fn new(cues: &Cues) -> Self {
        let list = |name: &str| cues.list(name);
        Self {
            born: list("life-born"),
            died: list("life-died"),
            late: list("marker-late"),
            date_link: list("date-link"),
            behind: list("life-born-link"),
            coordination: list("coordination"),
        }
    }

    /// Everything next to a name.
    pub(super) fn all(&self, scene: &Scene<'_>) -> Vec<Act> {
        let mut found = self.in_brackets(scene);
        found.extend(self.called_late(scene));
        found.extend(self.in_front(scene));
        found.extend(self.behind(scene));
        found.extend(self.gapped(scene));
        found
    }

    /// "the late Jane Holt", in a draft of a known day.
    pub(super) fn called_late(&self, scene: &Scene<'_>) -> Option<Act> {
        if !matches!(scene.mention.how, How::Name | How::Short) {
            return None;
        }
        let at = scene.mention.from;
        let before = at.saturating_sub(4);
        let mut cues = scene.sentence.cues().iter();
        let late = cues.find(|cue| cue.list == self.late && cue.from() >= before && cue.to() <= at)?;
        scene.is_small(late.to(), at).then(|| Act {
            statement: Statement::Late,
            when: scene.today().unwrap_or_default(),
            span: scene.sentence.span_of(late.from(), scene.mention.to),
            name: scene.mention.span,
            loose: false,
        })
    }

    /// "Ada Holt (1815–1852)", "Ada Holt (born 1942)".
    fn in_brackets(&self, scene: &Scene<'_>) -> Vec<Act> {
        let tokens = scene.tokens();
        let from = scene.mention.to;
        let closing = (from..tokens.len().min(from + 20)).find(|&at| scene.is_mark(at, &[")"]));
        let Some(to) = closing.filter(|_| scene.is_mark(from, &["("])) else { return Vec::new() };
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
            loose: false,
        };
        match *dates.as_slice() {
            [born, died] => vec![act(Statement::Born, born), act(Statement::Died, died)],
            [born] if (from..to).any(|at| scene.is(self.born, at)) => vec![act(Statement::Born, born)],
            _ => Vec::new(),
        }
    }

    /// "Born in Memphis on March 25, 1942, Jane Holt grew up".
    fn in_front(&self, scene: &Scene<'_>) -> Option<Act> {
        let subject = scene.role() == Role::Subject;
        if !scene.is(self.born, 0) || !subject {
            return None;
        }
        let before = |value: &&Value| value.span.end <= scene.mention.span.start && value.date().is_some();
        self.birth(scene, scene.sentence.values().iter().find(before)?)
    }

    /// "Jane Holt, born on 3 May 1946 in Leeds,", "Jane Holt, who was born in 1946,".
    fn behind(&self, scene: &Scene<'_>) -> Option<Act> {
        let to = scene.mention.to;
        let first = to + usize::from(scene.is_mark(to, &[","]));
        let born = (first..first + 3).find(|&at| !scene.is(self.behind, at)).filter(|&at| scene.is(self.born, at))?;
        let clause = scene.clauses.clause_of(born);
        let near = |value: &&Value| {
            let at = scene.token(value.span);
            value.date().is_some()
                && born < at
                && at <= born + REACH
                && (at == born + 1 || scene.is(self.date_link, at - 1))
                && scene.clauses.clause_of(at) == clause
        };
        self.birth(scene, scene.sentence.values().iter().find(near)?)
    }

    /// "Ann Bell died in December 1999, Jane Holt in October 2003".
    fn gapped(&self, scene: &Scene<'_>) -> Option<Act> {
        let (from, to) = (scene.mention.from, scene.mention.to);
        let value = scene.sentence.values().iter().find(|value| scene.token(value.span) == to + 1)?;
        let date = value.date().filter(|date| date.named_year().is_some() && value.hedge.is_none())?;
        let joined = from.checked_sub(1).is_some_and(|at| scene.is_mark(at, &[","]) || scene.is(self.coordination, at));
        let before = scene.clauses.groups.iter().rfind(|verb| verb.to <= from)?;
        let dies = scene.is(self.died, before.head) && before.finite && before.tense == Tense::Past && !before.negated;
        let ends = !scene
            .clauses
            .groups
            .iter()
            .any(|verb| verb.from >= to && scene.clauses.clause_of(verb.head) == scene.clauses.clause_of(from));
        let when: Vec<When> = date.readings(None).into_iter().flatten().collect();
        (joined && dies && ends && scene.is(self.date_link, to)).then(|| Act {
            statement: Statement::Died,
            when,
            span: scene.mention.span.join(value.span),
            name: scene.mention.span,
            loose: false,
        })
    }

    fn birth(&self, scene: &Scene<'_>, value: &Value) -> Option<Act> {
        let when: Vec<When> = value.date()?.readings(None).into_iter().flatten().collect();
        value.hedge.is_none().then_some(Act {
            statement: Statement::Born,
            when,
            span: value.span,
            name: scene.mention.span,
            loose: false,
        })
    }
}
