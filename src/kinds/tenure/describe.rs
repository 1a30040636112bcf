//! The words of a tenure finding.

use super::Clash;
use crate::claims::{Bound, Claim, DraftDay, Statement};
use crate::findings::{Confidence, Edit, FactRef, Finding, Fix, Labelled, Related, Relation, Safety};
use crate::frame::Label;
use crate::kinds::wording::fill;
use crate::kinds::{Draft, joined};
use crate::language::offices::Form;
use crate::rules::{Check, Office, Tenure};
use crate::text::{Place, Prose, Span};
use crate::time::{Day, Days, Until, Verdict};

/// Independently contradicting contents that are shown, one place each.
const SHOWN: usize = 3;
/// Repeats of the wrong content that are shown.
const REPEATS: usize = 5;

pub(super) fn describe(check: &Check, draft: &Draft<'_>, clash: &Clash<'_>) -> Finding {
    let describer = Describer { check, draft, clash };
    let mut claims = vec![clash.primary.key.as_str()];
    claims.extend(clash.against.iter().map(|claim| claim.key.as_str()));
    let primary = Labelled { place: describer.place(clash.primary), text: describer.needs() };
    let usual = || describer.say("message", clash.primary, &[("others", &describer.others())]);
    let message = describer.headline().unwrap_or_else(usual);
    Finding {
        severity: clash.severity,
        confidence: confidence(clash.primary.frame.label()),
        related: describer.related(),
        notes: describer.notes(),
        fixes: describer.fixes(),
        facts: describer.facts(),
        ..Finding::at(check, primary, message)
    }
    .known_by(claims)
}

fn confidence(label: Label) -> Confidence {
    match label {
        Label::Now => Confidence::High,
        Label::NowMinus | Label::Anchored => Confidence::Medium,
        Label::Free | Label::Weak | Label::Other => Confidence::Low,
    }
}

struct Describer<'a> {
    check: &'a Check,
    draft: &'a Draft<'a>,
    clash: &'a Clash<'a>,
}

impl Describer<'_> {
    fn place(&self, claim: &Claim) -> Place {
        self.draft.document.place(claim.span)
    }

    /// A template of the check, filled with the data of a claim; empty if the check does not define it.
    fn say(&self, template: &str, claim: &Claim, more: &[(&str, &str)]) -> String {
        // A claim of another fluent is described by the check of that fluent.
        let describer =
            self.draft.checks.iter().find(|check| check.fluents.contains(&claim.fluent)).unwrap_or(self.check);
        let Some(text) = describer.messages.get(template) else {
            return String::new();
        };
        let (words, name, title) =
            (self.draft.one_line(claim.span), self.draft.one_line(claim.name), self.draft.one_line(claim.title));
        let mut pairs: Vec<(&str, &str)> = vec![("claim", &words), ("name", &name), ("title", &title)];
        pairs.extend_from_slice(more);
        fill(text, &pairs)
    }

    /// "Joe Biden was not president on 23 September 2025", or "Joe Biden and Donald Trump cannot both be president": if all terms are
    /// of one person in one office, and the check has the words.
    fn headline(&self) -> Option<String> {
        let claim = self.clash.primary;
        if self.clash.told || claim.frame.label() == Label::Anchored {
            return None;
        }
        let (office, person) = self.seat_of(claim)?;
        let title = self.title(claim, office);
        let said = if let Some(day) = self.clash.day {
            let template = match (claim.statement, office.seats) {
                (Statement::Holds, _) if self.clash.again => return None,
                (Statement::Holds, 1) => "note.not-then",
                (Statement::Holds, _) => "note.not-among",
                (Statement::Former, 1) if self.clash.again => "note.still",
                _ => return None,
            };
            let day = self.draft.wording.day(day);
            self.say(template, claim, &[("person", person), ("office", &title), ("day", &day)])
        } else {
            let holds = |claim: &Claim| claim.statement == Statement::Holds;
            let same = |other: &&Claim| {
                self.seat_of(other).filter(|&(seat, _)| holds(other) && std::ptr::eq(seat, office) && seat.seats == 1)
            };
            let (_, other) = self.clash.against.iter().find_map(same).filter(|_| holds(claim))?;
            self.say("note.both", claim, &[("person", person), ("other", other), ("office", &title)])
        };
        Some(said).filter(|said| !said.is_empty())
    }

    /// The office that a claim speaks of, with the person, if there is only one of each.
    fn seat_of(&self, claim: &Claim) -> Option<(&Office, &str)> {
        let table = self.draft.table;
        let tenures = || claim.tenures.iter().map(|&id| table.tenure(id));
        let first = tenures().next().filter(|_| claim.never.is_none())?;
        let is_same = |tenure: &Tenure| tenure.office == first.office && tenure.holder == first.holder;
        tenures().all(is_same).then(|| (table.office(first.office), &*table.person(first.holder).name))
    }

    /// The title of an office: the one in the draft, if it is its own, otherwise the first. Capitals within it stay: "speaker of the
    /// House".
    fn title(&self, claim: &Claim, office: &Office) -> String {
        let written = self.draft.one_line(claim.title);
        let lower = written.to_lowercase();
        let is_own = office.titles.contains(&lower);
        if is_own && written.starts_with(char::is_lowercase) {
            return written;
        }
        if is_own { lower } else { office.titles.first().cloned().unwrap_or_default() }
    }

    /// What the claim contradicts: the draft's day, the date of its sentence, or the rest of the draft.
    fn others(&self) -> String {
        let claim = self.clash.primary;
        if let Some((template, day, _)) = self.told() {
            return self.say(template, claim, &[("day", &self.draft.wording.day(day))]);
        }
        match (self.clash.day, claim.frame.label()) {
            (_, Label::Anchored) => self.say("note.anchor", claim, &[]),
            (Some(day), _) => self.say("note.day", claim, &[("day", &self.draft.wording.day(day))]),
            (None, _) if self.clash.against.is_empty() && self.clash.bounds.is_empty() => {
                self.say("note.list", claim, &[])
            }
            (None, _) => self.say("note.rest", claim, &[]),
        }
    }

    /// The time of the passage, if that is what contradicts the claim.
    fn told(&self) -> Option<(&'static str, Day, Span<Prose>)> {
        let claim = self.clash.primary;
        if !self.clash.told {
            return None;
        }
        if claim.ended_before_its_story() {
            return claim.frame.story.as_ref().map(|story| ("note.told", story.day, story.span));
        }
        claim.frame.dated.as_ref().map(|dated| ("note.dated", dated.until.plus(-1), dated.span))
    }

    fn needs(&self) -> String {
        let claim = self.clash.primary;
        if self.clash.again {
            return self.say("label.again", claim, &[]);
        }
        let days = self.draft.wording.days(self.shown(claim));
        let template = if claim.never.is_some() { "label.never" } else { label_of(claim.statement) };
        self.say(template, claim, &[("days", &days)])
    }

    /// The days to show for a claim: its listed terms, or the possible days for other statements.
    fn shown<'c>(&self, claim: &'c Claim) -> &'c Days {
        match claim.statement {
            Statement::Holds | Statement::Acting if claim.never.is_none() => &claim.window.listed,
            _ => &claim.window.possible,
        }
    }

    fn related(&self) -> Vec<Related> {
        let mut related: Vec<Related> =
            self.clash.against.iter().take(SHOWN).map(|claim| self.against(claim)).collect();
        related.extend(self.told().map(|(_, _, span)| Related {
            role: Relation::Conflict,
            label: Labelled {
                place: self.draft.document.place(span),
                text: self.say("label.told", self.clash.primary, &[]),
            },
        }));
        related.extend(self.clash.bounds.iter().take(SHOWN).map(|bound| self.bound(bound)));
        if let DraftDay::Given(given) = self.draft.day
            && let Some(place) = &given.place
        {
            let text = self.say("label.day", self.clash.primary, &[("day", &self.draft.wording.day(given.day))]);
            related.push(Related { role: Relation::Evidence, label: Labelled { place: place.clone(), text } });
        }
        related.extend(self.clash.same.iter().take(REPEATS).map(|claim| Related {
            role: Relation::Same,
            label: Labelled { place: self.place(claim), text: self.say("label.same", claim, &[]) },
        }));
        related
    }

    fn against(&self, claim: &Claim) -> Related {
        let shown = self.shown(claim);
        // Of several terms only those that touch the draft's days explain anything.
        let near = Days::of(
            shown.ranges().iter().copied().filter(|&(from, until)| Days::range(from, until).meets(&self.clash.days)),
        );
        let days = self.draft.wording.days(if near.is_empty() { shown } else { &near });
        let template = if claim.statement == Statement::Holds { "label.fits" } else { "label.fits-otherwise" };
        Related {
            role: Relation::Conflict,
            label: Labelled { place: self.place(claim), text: self.say(template, claim, &[("days", &days)]) },
        }
    }

    /// A date of the draft that leaves no day of the claim.
    fn bound(&self, bound: &Bound) -> Related {
        let day = bound.day().map_or_else(String::new, |day| self.draft.wording.day(day));
        let template = if bound.past { "label.not-before" } else { "label.not-after" };
        Related {
            role: Relation::Conflict,
            label: Labelled {
                place: self.draft.document.place(bound.span),
                text: self.say(template, self.clash.primary, &[("day", &day)]),
            },
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(seat) = self.seat() {
            notes.push(seat);
        }
        if let DraftDay::Given(given) = self.draft.day
            && given.place.is_none()
        {
            let day = self.draft.wording.day(given.day);
            notes.push(self.say("note.given", self.clash.primary, &[("day", &day), ("from", given.from.words())]));
        }
        notes.retain(|note| !note.is_empty());
        notes
    }

    /// The holder of the only seat on the draft's day, or on that of a timeline entry, if it is certain.
    fn seat(&self) -> Option<String> {
        let claim = self.clash.primary;
        let entry = claim.frame.anchor.as_ref().filter(|_| claim.frame.in_entry());
        let days = entry.map_or(&self.clash.days, |anchor| &anchor.days);
        let &(first, until) = days.ranges().last()?;
        if claim.statement != Statement::Holds || (first == Day::MIN && !claim.window.possible.is_empty()) {
            return None;
        }
        let table = self.draft.table;
        let mut offices: Vec<_> = claim.tenures.iter().map(|&id| table.tenure(id).office).collect();
        offices.extend(claim.never.map(|(office, _)| office));
        offices.dedup();
        let &[office] = offices.as_slice() else {
            return None;
        };
        let office = table.office(office);
        let last = if until == Day::MAX { first } else { until.plus(-1) };
        let unknown = first == Day::MIN;
        let sits = |tenure: &&Tenure| {
            // If the day is unknown, show the current holder.
            unknown && matches!(tenure.term.until, Until::Open { .. })
                || tenure.contradicts() && [first, last].iter().all(|&day| tenure.term.holds(day, 0) == Verdict::Yes)
        };
        let holder = office.tenures.iter().map(|&id| table.tenure(id)).find(sits).filter(|_| office.seats == 1)?;
        let days = self.draft.wording.days(&holder.term.possible());
        let name = &table.person(holder.holder).name;
        Some(self.say("note.seat", claim, &[("holder", name), ("days", &days)]))
    }

    /// "former" before the title, if the term had ended before the draft's day.
    fn fixes(&self) -> Vec<Fix> {
        let claim = self.clash.primary;
        let Some(&(first, _)) = self.clash.days.ranges().first() else {
            return Vec::new();
        };
        let ended = claim.window.listed.ranges().first().is_some_and(|&(_, until)| until <= first);
        let Some(word) = self.check.messages.get("fix.word") else {
            return Vec::new();
        };
        // "Former president since 2021" says nothing.
        let lasting = matches!(claim.form, Form::Since | Form::Perfect | Form::Label)
            || matches!(claim.form, Form::Copula | Form::Behind | Form::Organ) && claim.title == claim.span;
        if lasting || claim.statement != Statement::Holds || !ended || claim.frame.label() == Label::Anchored {
            return Vec::new();
        }
        let text = self.draft.document.text(claim.span);
        let split = (claim.insert_at.start.saturating_sub(claim.span.start)) as usize;
        let Some((before, after)) = text.split_at_checked(split) else {
            return Vec::new();
        };
        let late = self.check.messages.get("fix.late").filter(|_| self.is_late(first));
        let word = self.capital(late.unwrap_or(word), claim.insert_at.start);
        let fixed = format!("{before}{word}{after}");
        let fixed = joined(&fixed);
        let place = self
            .draft
            .document
            .place(crate::text::Span::new(claim.insert_at.start as usize, claim.insert_at.start as usize));
        let edits = vec![Edit { place, insert: word }];
        vec![Fix { title: self.say("fix.past", claim, &[("fixed", &fixed)]), safety: Safety::Unsafe, edits }]
    }

    /// Whether the claim is of the plain form "Pope Francis" and the holder was dead on a day.
    fn is_late(&self, day: Day) -> bool {
        let claim = self.clash.primary;
        let table = self.draft.table;
        let person = claim.tenures.first().map(|&id| table.person(table.tenure(id).holder));
        let died = person.and_then(|person| person.died);
        let text = self.draft.document.text(Span::new(0, claim.span.start as usize));
        let has_article = text.trim_end().to_lowercase().ends_with("the");
        let is_plain = claim.form == Form::Before && claim.insert_at.start == claim.span.start && !has_article;
        is_plain && died.is_some_and(|died| died.latest <= day)
    }

    /// A word, with a capital at the start of a sentence, where the word after it has one as well.
    fn capital(&self, word: &str, at: u32) -> String {
        let sentence = self.draft.analysis.sentences.iter().find(|sentence| sentence.span.start == at);
        let mut letters = word.chars();
        match letters.next().filter(|_| sentence.is_some()) {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => word.to_owned(),
        }
    }

    /// The rows that the finding rests on: the wrong one's, the nearest term first, then the other side's.
    fn facts(&self) -> Vec<FactRef> {
        let table = self.draft.table;
        let mut facts: Vec<FactRef> = Vec::new();
        for claim in std::iter::once(&self.clash.primary).chain(self.clash.against.iter().take(SHOWN)) {
            for &id in &claim.tenures {
                let tenure = table.tenure(id);
                let fact = self.draft.fact(tenure);
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        facts
    }
}

fn label_of(statement: Statement) -> &'static str {
    match statement {
        Statement::Holds => "label.holds",
        Statement::Acting => "label.acting",
        Statement::Former => "label.former",
        Statement::Then => "label.then",
        Statement::Late => "label.late",
        Statement::Elect => "label.elect",
        Statement::Count => "label.count",
    }
}
