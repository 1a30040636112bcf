//! Metonyms of a government: "the Biden administration", "the administration of (President) Joe Biden", "with Joe Biden
//! in the White House".

use super::modifiers::Modifiers;
use super::organ::Organ;
use super::{Finder, Form, Holders, Name, OfficeMention, name_of};
use crate::language::annotated::Hit;
use crate::rules::TenureId;

impl Finder<'_> {
    /// "the Biden administration", "Joe Biden's government", "the administration of (President) Joe Biden".
    pub(super) fn metonym(&self, hit: &Hit, titled: Option<&OfficeMention>) -> Option<OfficeMention> {
        let name = name_of(hit, Holders::People)?;
        let to = titled.map_or_else(|| self.joint_name(name.to), |mention| mention.to);
        if let Some(organ) = self.organ_behind(to, titled.is_some()) {
            let name = if titled.is_some() { name } else { self.resolved(name, &organ)? };
            return self.government(&name, titled, &organ);
        }
        if titled.is_none()
            && let Some((from, to)) = self.ranked_staff(&name)
        {
            return self.staff(&name, "", (from, to));
        }
        self.government_of(&name, titled).or_else(|| self.in_seat(&name).filter(|_| titled.is_none()))
    }

    /// "the Biden-Harris administration": one past the second name.
    fn joint_name(&self, to: usize) -> usize {
        let view = self.view;
        let dash = view.is_mark(to, "-") || view.is_mark(to, "\u{2013}");
        let second = view.hit_at(to + 1).filter(|_| dash).filter(|hit| name_of(hit, Holders::People).is_some());
        let joint = second.map(|hit| hit.to).filter(|&to| view.starts(self.lists.metonym, to).is_some());
        joint.unwrap_or(to)
    }

    /// The government, or a part of it, behind a name.
    fn government(&self, name: &Name, titled: Option<&OfficeMention>, organ: &Organ) -> Option<OfficeMention> {
        let view = self.view;
        let from = titled.map_or(name.from, |mention| mention.from);
        let word = if organ.part { String::new() } else { self.phrase(organ.noun, organ.end) };
        let mut mention = self.metonym_mention(name, titled, &word)?;
        if organ.part {
            mention.form = Form::Organ;
            mention.tenures.retain(|&id| self.is_national(id));
        }
        if view.starts(self.lists.organ_of_premier, organ.noun) == Some(organ.end) {
            mention.tenures.retain(|&id| self.is_premier(id));
        }
        let end = organ.end;
        if titled.is_none() {
            if let Some(staff) = organ.staff
                && let Some(mention) = self.staff(name, &word, (name.from, staff))
            {
                return Some(mention);
            }
            let opener = view.ends(self.lists.organ_opener, from);
            let prefix = Modifiers::read(view, opener.unwrap_or(from), &self.lists.prefix)?;
            let modifies = !organ.owned && self.modifies(from, end);
            let indefinite = view.ends(self.lists.indefinite, prefix.start).is_some();
            // "a Biden administration" is one that may come, "a Biden administration plan" is not.
            if prefix.owned || indefinite && !modifies {
                return None;
            }
            // "Germany's Scholz government"
            mention.tenures.retain(|id| {
                self.seated(self.table.office(self.table.tenure(*id).office).of, prefix.places.as_deref())
            });
            // Prose says "the Biden administration"; without the article it is a headline, or the scraps of one.
            let article =
                prefix.determiner || prefix.possessive || organ.owned || opener.is_some() || prefix.phrase == 0;
            let article = if article { Some(prefix.phrase) } else { self.article_before(prefix.phrase) };
            mention.marks.clone_from(&prefix.marks);
            mention.from = prefix.start;
            mention.phrase = article.or(modifies.then_some(prefix.phrase))?;
            if indefinite || article.is_none() {
                (mention.from, mention.phrase) = (from, from);
            }
        }
        if mention.tenures.is_empty() {
            return None;
        }
        mention.to = end;
        // "the Biden administration" is marked as "the administration of Joe Biden" is, article and all.
        let bare = titled.is_some() || mention.marks.is_empty();
        mention.span = view.span_of(if bare { mention.phrase } else { mention.from }, end);
        mention.insert_at = view.span_of(from, from);
        Some(mention)
    }

    /// "the administration of": the metonym precedes the name.
    fn government_of(&self, name: &Name, titled: Option<&OfficeMention>) -> Option<OfficeMention> {
        let view = self.view;
        let of = view.ends(self.lists.joiner, titled.map_or(name.from, |mention| mention.phrase))?;
        let whole = view.ends(self.lists.metonym, of);
        let metonym = whole.or_else(|| view.ends(self.lists.organ, of).filter(|_| titled.is_some() || name.full))?;
        if titled.is_none() && self.blocked(name) {
            return None;
        }
        let word = if whole.is_some() { self.phrase(metonym, of) } else { String::new() };
        let mut mention = self.metonym_mention(name, titled, &word)?;
        if whole.is_none() {
            mention.form = Form::Organ;
        }
        let prefix = Modifiers::read(view, metonym, &self.lists.prefix)?;
        mention.marks.extend(prefix.marks);
        mention.from = prefix.phrase;
        mention.phrase = prefix.phrase;
        mention.span = view.span_of(prefix.phrase, mention.to);
        Some(mention)
    }

    /// "senior Biden administration officials", "a Biden administration spokesman": they serve now, unless they are
    /// former ones.
    fn staff(&self, name: &Name, word: &str, (from, to): (usize, usize)) -> Option<OfficeMention> {
        let view = self.view;
        let from = view.ends(self.lists.staff_rank, from).unwrap_or(from);
        let opener = view.ends(self.lists.organ_opener, from).unwrap_or(from);
        let prefix = Modifiers::read(view, opener, &self.lists.prefix).filter(|prefix| prefix.marks.is_empty())?;
        let mut mention = self.metonym_mention(name, None, word)?;
        mention.tenures.retain(|&id| self.is_national(id));
        if mention.tenures.is_empty() {
            return None;
        }
        let whole = OfficeMention::whole(view, (from, to), Form::Organ, mention.tenures);
        let phrase = prefix.phrase.min(from);
        Some(OfficeMention {
            insert_at: mention.insert_at,
            name: mention.name,
            full: name.full,
            placed: false,
            phrase,
            ..whole
        })
    }

    /// The words of tokens, in small letters, with the spaces between them.
    pub(super) fn phrase(&self, from: usize, to: usize) -> String {
        let space = |at: usize| if at > from && self.view.tokens[at].spaced { " " } else { "" };
        (from..to).flat_map(|at| [space(at), self.view.word(at)]).collect()
    }

    pub(super) fn metonym_mention(
        &self,
        name: &Name,
        titled: Option<&OfficeMention>,
        word: &str,
    ) -> Option<OfficeMention> {
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
