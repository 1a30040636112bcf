//! Metonyms of a government: "the Biden administration", "the administration of (President) Joe Biden".

use super::modifiers::Modifiers;
use super::{Finder, Form, Holders, Name, OfficeMention, name_of};
use crate::language::annotated::Hit;
use crate::rules::TenureId;

impl Finder<'_> {
    /// "the Biden administration", "Joe Biden's government", "the administration of (President) Joe Biden".
    pub(super) fn metonym(&self, hit: &Hit, titled: Option<&OfficeMention>) -> Option<OfficeMention> {
        let view = self.view;
        let name = name_of(hit, Holders::People)?;
        let (from, to) = titled.map_or((name.from, name.to), |m| (m.from, m.to));
        let behind = to + usize::from(view.is_possessive(to));
        let prefix_at = titled.map_or(name.from, |m| m.phrase);
        let organ = view.starts(self.lists.organ, behind);
        if let Some(end) = organ.or_else(|| view.starts(self.lists.metonym, behind)) {
            let word = if organ.is_some() { String::new() } else { self.phrase(behind, end) };
            let mut mention = self.metonym_mention(&name, titled, &word)?;
            if organ.is_some() {
                mention.form = Form::Organ;
            }
            if let Some(staff) = self.staff(from, end).filter(|_| titled.is_none() && organ.is_none()) {
                let whole = OfficeMention::whole(view, staff, Form::Organ, mention.tenures);
                return Some(OfficeMention {
                    insert_at: mention.insert_at,
                    name: mention.name,
                    placed: false,
                    ..whole
                });
            }
            if titled.is_none() {
                let prefix = Modifiers::read(view, from, &self.lists.prefix)?;
                // "a Biden administration" is one that may come.
                if prefix.places.is_some() || prefix.owned || view.ends(self.lists.indefinite, prefix.start).is_some() {
                    return None;
                }
                // Prose says "the Biden administration"; without the article it is a headline, or the scraps of one.
                if !prefix.determiner && !view.is_possessive(to) && prefix.phrase > 0 {
                    return None;
                }
                mention.marks.clone_from(&prefix.marks);
                mention.phrase = prefix.phrase;
                mention.from = prefix.start;
            }
            mention.to = end;
            // "the Biden administration" is marked as "the administration of Joe Biden" is, article and all.
            let bare = titled.is_some() || mention.marks.is_empty();
            mention.span = view.span_of(if bare { mention.phrase } else { mention.from }, end);
            mention.insert_at = view.span_of(from, from);
            return Some(mention);
        }
        // "the administration of": the metonym precedes the name.
        let of = view.ends(self.lists.joiner, prefix_at)?;
        let metonym = view.ends(self.lists.metonym, of)?;
        if titled.is_none() && self.blocked(&name) {
            return None;
        }
        let word = self.phrase(metonym, of);
        let mut mention = self.metonym_mention(&name, titled, &word)?;
        let prefix = Modifiers::read(view, metonym, &self.lists.prefix)?;
        mention.marks.extend(prefix.marks);
        mention.from = prefix.phrase;
        mention.phrase = prefix.phrase;
        mention.span = view.span_of(prefix.phrase, mention.to);
        Some(mention)
    }

    /// "senior Biden administration officials": those who are senior serve now, unless they are former ones.
    fn staff(&self, name: usize, end: usize) -> Option<(usize, usize)> {
        let rank = self.view.ends(self.lists.staff_rank, name)?;
        let to = self.view.starts(self.lists.officials, end)?;
        Modifiers::read(self.view, rank, &self.lists.prefix)?.marks.is_empty().then_some((rank, to))
    }

    fn phrase(&self, from: usize, to: usize) -> String {
        (from..to).map(|at| self.view.word(at)).collect::<Vec<_>>().join(" ")
    }

    fn metonym_mention(&self, name: &Name, titled: Option<&OfficeMention>, word: &str) -> Option<OfficeMention> {
        let stands_for = |id: &TenureId| {
            let office = self.table.office(self.table.tenure(*id).office);
            if word.is_empty() { !office.metonyms.is_empty() } else { office.metonyms.iter().any(|m| m == word) }
        };
        let candidates = match titled {
            Some(mention) => mention.tenures.clone(),
            None => name.persons.iter().flat_map(|&p| &self.table.person(p).tenures).copied().collect(),
        };
        let mut tenures: Vec<TenureId> = candidates.into_iter().filter(stands_for).collect();
        tenures.sort_unstable();
        tenures.dedup();
        if tenures.is_empty() {
            return None;
        }
        if let Some(mention) = titled {
            return Some(OfficeMention { form: Form::Metonym, tenures, ..mention.clone() });
        }
        let whole = OfficeMention::whole(self.view, (name.from, name.to), Form::Metonym, tenures);
        Some(OfficeMention { full: name.full, placed: false, ..whole })
    }
}
