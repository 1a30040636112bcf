//! Heads named by a verb instead of a title: "the European Central Bank, led by X,", "X, who leads France,".

use super::modifiers::Modifiers;
use super::{Finder, Form, Holders, OfficeMention, name_of};
use crate::language::pieces::{Named, Piece, closes};
use crate::rules::{EntityId, ORGANISATION, TenureId};

impl Finder<'_> {
    /// Everybody who heads something by a verb.
    pub(super) fn heads(&self, pieces: &[Piece]) -> Vec<OfficeMention> {
        let view = self.view;
        let passive = view.cues.iter().filter(|cue| cue.list == self.lists.headed_by);
        let passive = passive.filter_map(|cue| self.headed_by(cue.from(), cue.to(), pieces));
        let active = view.cues.iter().filter(|cue| cue.list == self.lists.heads);
        let active = active.filter_map(|cue| self.heading(cue.from(), cue.to(), Form::Copula, pieces));
        let headed = view.cues.iter().filter(|cue| cue.list == self.lists.headed);
        let headed = headed.filter_map(|cue| self.heading(cue.from(), cue.to(), Form::Was, pieces));
        passive.chain(active).chain(headed).collect()
    }

    /// "BODY, led by X,", "BODY is led by X": nothing else is between, and X ends the phrase.
    fn headed_by(&self, from: usize, to: usize, pieces: &[Piece]) -> Option<OfficeMention> {
        let view = self.view;
        let name = self.people.iter().find(|name| name.from == to && name.full)?;
        let acts = || view.sentence.clauses(self.table).groups.iter().any(|verb| verb.finite && verb.from == name.to);
        let is = view.ends(self.lists.is, from);
        let comma = || from.checked_sub(1).filter(|&comma| view.is_mark(comma, ","));
        let end = is.or_else(comma).unwrap_or(from);
        if !(self.ends_phrase(name.to) || end == from && acts()) {
            return None;
        }
        let form = if is.is_some() { Form::Copula } else { Form::Behind };
        match self.body_ending(end, end == from, pieces) {
            Some((start, places)) => self.head((start, name.to), *name, &places, form),
            None => self.government_led(end, *name, form),
        }
    }

    /// "the government led by X", of a place that the words do not name.
    fn government_led(&self, end: usize, named: Named, form: Form) -> Option<OfficeMention> {
        let view = self.view;
        let noun = view.ends(self.lists.metonym, end)?;
        let prefix = Modifiers::read(view, noun, &self.lists.prefix)?;
        let definite = prefix.determiner && view.ends(self.lists.indefinite, prefix.start).is_none();
        if !definite || !prefix.marks.is_empty() || prefix.places.is_some() {
            return None;
        }
        let hit = view.hits.iter().find(|hit| (hit.from, hit.to) == (named.from, named.to))?;
        let mention = self.metonym_mention(&name_of(hit, Holders::People)?, None, &self.phrase(noun, end))?;
        let name = view.span_of(named.from, named.to);
        Some(OfficeMention { name, ..OfficeMention::whole(view, (prefix.phrase, named.to), form, mention.tenures) })
    }

    /// "X, who leads BODY,", "X leads BODY", "X led BODY".
    fn heading(&self, from: usize, to: usize, form: Form, pieces: &[Piece]) -> Option<OfficeMention> {
        let view = self.view;
        let who = view.ends(self.lists.who, from).filter(|&who| who > 0 && view.is_mark(who - 1, ","));
        let end = who.map_or(from, |who| who - 1);
        let name = self.people.iter().find(|name| name.to == end && name.full)?;
        let at = view.starts(self.lists.determiner, to).unwrap_or(to);
        let body = pieces.iter().find(|piece| piece.from == at && !piece.entities().is_empty())?;
        let places = body.entities();
        // "who runs the British government"
        let noun = view.starts(self.lists.metonym, body.to + usize::from(body.possessive));
        let to = if body.possessive { noun? } else { noun.unwrap_or(body.to) };
        let ends = form == Form::Was || self.ends_phrase(to);
        ends.then(|| self.head((name.from, to), *name, places, form))?
    }

    /// The place, its government, or the organisation that ends before a token, and its first token.
    fn body_ending(&self, end: usize, joined: bool, pieces: &[Piece]) -> Option<(usize, Vec<EntityId>)> {
        if let Some(noun) = self.view.ends(self.lists.metonym, end) {
            let of = noun.checked_sub(usize::from(noun > 0 && self.view.is_possessive(noun - 1)))?;
            let place = pieces.iter().find(|piece| piece.to == of && !piece.entities().is_empty())?;
            return Some((place.from, place.entities().to_vec()));
        }
        if joined {
            return None;
        }
        let noun = |piece: &&Piece| piece.to == end && !piece.entities().is_empty() && self.noun_ends(end);
        if let Some(piece) = pieces.iter().find(noun) {
            return Some((piece.from, piece.entities().to_vec()));
        }
        // "the bank, led by X,"
        let the = self.view.ends(self.lists.determiner, end.checked_sub(1)?)?;
        Some((the, self.body(the)?))
    }

    /// A comma, the end, or a coordination: "led by X until 2019" is of another time.
    fn ends_phrase(&self, at: usize) -> bool {
        closes(self.view, at) || self.view.starts(self.lists.coordination, at).is_some()
    }

    /// The mention of a head, of those offices of a body that lead it.
    fn head(&self, (from, to): (usize, usize), name: Named, places: &[EntityId], form: Form) -> Option<OfficeMention> {
        let view = self.view;
        let hit = view.hits.iter().find(|hit| (hit.from, hit.to) == (name.from, name.to))?;
        let persons = name_of(hit, Holders::People)?.persons;
        let leads = |id: &TenureId| {
            let office = self.table.office(self.table.tenure(*id).office);
            let of = self.table.entity(office.of);
            let body = of.kind == ORGANISATION || of.kind == "company";
            let first = || office.titles.iter().any(|title| self.lists.head_titles.contains(title));
            places.contains(&office.of) && if body { first() } else { !office.metonyms.is_empty() }
        };
        let mut tenures: Vec<TenureId> =
            persons.iter().flat_map(|&id| &self.table.person(id).tenures).copied().filter(leads).collect();
        tenures.sort_unstable();
        (!tenures.is_empty()).then(|| OfficeMention {
            name: view.span_of(name.from, name.to),
            ..OfficeMention::whole(view, (from, to), form, tenures)
        })
    }
}
