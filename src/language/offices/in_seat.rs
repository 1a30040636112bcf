//! Holders whom a seat of power names: "with Joe Biden in the White House", "Rishi Sunak is still in Downing Street".

use super::{Finder, Form, Name, OfficeMention};
use crate::language::clauses::Tense;
use crate::language::pieces::closes;
use crate::rules::Meaning;

impl Finder<'_> {
    /// "with X in the Oval Office", "X remains in the White House", "with X as chancellor".
    pub(super) fn in_seat(&self, name: &Name) -> Option<OfficeMention> {
        let (view, lists) = (self.view, self.lists);
        if self.blocked(name) {
            return None;
        }
        let with = view.ends(lists.with, name.from);
        let (seat, holds) = match with {
            Some(_) => (name.to, false),
            None => match view.starts(lists.seat_verb, name.to) {
                Some(seat) => (seat, false),
                None => (view.starts(lists.verb_of_holding, name.to)?, true),
            },
        };
        // "in the White House, Europe will have to pay": of a candidate as well.
        let verb = view.sentence.clauses(self.table).of_mention(name.from, name.to).verb;
        if verb.is_some_and(|verb| matches!(verb.tense, Tense::Future | Tense::Conditional)) {
            return None;
        }
        let (end, mention) =
            self.seat(name, seat, holds).or_else(|| self.role(name, seat).filter(|_| with.is_some()))?;
        let opens = with == Some(0) && view.starts(lists.joiner, end).is_none();
        let closed = closes(view, end) || view.starts(lists.coordination, end).is_some() || opens;
        closed.then(|| OfficeMention { span: view.span_of(name.from, end), to: end, ..mention })
    }

    /// "in the White House", "at 10 Downing Street"; "in power", of somebody whom the draft names in full.
    fn seat(&self, name: &Name, at: usize, holds: bool) -> Option<(usize, OfficeMention)> {
        let (view, lists) = (self.view, self.lists);
        if let Some(end) = view.starts(lists.in_power, at).filter(|_| !holds && self.is_known(name)) {
            return Some((end, self.metonym_mention(name, None, "")?));
        }
        let at = if holds { at } else { view.starts(lists.seat_preposition, at)? };
        let noun = view.starts(lists.determiner, at).unwrap_or(at);
        let end = view.starts(lists.seat, noun)?;
        Some((end, self.metonym_mention(name, None, &self.phrase(noun, end))?))
    }

    /// "as chancellor"
    fn role(&self, name: &Name, at: usize) -> Option<(usize, OfficeMention)> {
        let title = self.view.hit_at(self.view.starts(self.lists.role_opener, at)?)?;
        let of_title = |meaning: &Meaning| if let Meaning::Title(id) = meaning { Some(*id) } else { None };
        let id = title.meanings.iter().find_map(of_title)?;
        let mut mention = self.metonym_mention(name, None, "").filter(|_| self.is_known(name))?;
        mention.tenures.retain(|&tenure| self.table.office(self.table.tenure(tenure).office).title_ids.contains(&id));
        mention.form = Form::Metonym;
        (!mention.tenures.is_empty()).then_some((title.to, mention))
    }
}
