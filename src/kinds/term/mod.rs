//! Kind `term`: the years that a sentence gives for somebody's time in an office, held against the terms that are listed.

mod ahead;
mod order;
mod stated;

use stated::{Lists, Stated};

use super::wording::fill;
use super::{Draft, Found, Kind, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, FactRef, Finding, Label, fingerprint};
use crate::language::analysis::Sentence;
use crate::language::annotated::view;
use crate::language::cues::{Cues, ListSet, Presence, word_bit};
use crate::language::tokens::{Token, TokenKind};
use crate::rules::{Check, KindSpec, OfficeId, OptionSort, OptionSpec, PersonId, TENURE, Tenure, Words};
use crate::text::hash;
use crate::time::{Days, Until, When};

const PLACEHOLDERS: &[&str] = &["claim", "name", "title", "days"];
const NUMBERED: &[&str] = &["claim", "name", "title", "days", "number"];

const EARLY: OptionSpec = OptionSpec { name: "early", sort: OptionSort::Number };
const LATE: OptionSpec = OptionSpec { name: "late", sort: OptionSort::Number };
const NEAR: OptionSpec = OptionSpec { name: "near", sort: OptionSort::Number };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "term",
        messages: &[("message", PLACEHOLDERS), ("label.stated", PLACEHOLDERS), ("label.number", NUMBERED)],
        required: &["message", "label.stated"],
        options: &[EARLY, LATE, NEAR],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    let days = |option: OptionSpec, otherwise: i32| {
        check.number(option).and_then(|number| i32::try_from(number).ok()).unwrap_or(otherwise)
    };
    let lists = Lists::new(cues);
    Box::new(Terms {
        gate: lists.gate(),
        bracket: word_bit(hash("(")),
        lists,
        early: days(EARLY, 100),
        late: days(LATE, 31),
        near: days(NEAR, 1461),
    })
}

#[derive(Debug)]
struct Terms {
    lists: Lists,
    /// A sentence without an item of these, and without a bracket, says nothing of a term.
    gate: ListSet,
    bracket: u128,
    /// Days by which an end may be named too early: one is elected, and takes office later.
    early: i32,
    /// Days by which it may be named too late.
    late: i32,
    /// What is told of further off, in days, is another office of that title.
    near: i32,
}

impl Run for Terms {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Found {
        let mut found = Found::default();
        let presences = draft.analysis.presences();
        if !self.may_tell(&presences.whole) {
            return found;
        }
        for (sentence, presence) in draft.analysis.sentences.iter().zip(&presences.each) {
            for stated in self.read(draft, sentence, presence) {
                found.read += 1;
                found.findings.extend(self.judge(check, draft, &stated));
            }
        }
        found
    }
}

impl Terms {
    fn may_tell(&self, presence: &Presence) -> bool {
        presence.lists.meets(&self.gate) || presence.words & self.bracket != 0
    }

    /// What a sentence says in the draft's own voice.
    fn read(&self, draft: &Draft<'_>, sentence: &Sentence<'_>, presence: &Presence) -> Vec<Stated> {
        let own = !matches!(draft.analysis.blocks[sentence.block].kind, BlockKind::Quote | BlockKind::Cell);
        // A year, or the number of a president.
        let ordinal = presence.lists.may_hold(self.lists.ordinal);
        let told = |token: &Token| token.kind == TokenKind::Number && (ordinal || token.lower.len() == 4);
        let number = || sentence.tokens().iter().any(told);
        if !own || !self.may_tell(presence) || !number() {
            return Vec::new();
        }
        let Some(view) = view(draft.analysis, sentence, draft.table) else {
            return Vec::new();
        };
        let mut found = self.lists.stated(draft.table, &view, sentence.values(), &|person| given(draft, person));
        found.retain(|stated| !draft.analysis.is_quoted(sentence.block, stated.span));
        found
    }

    /// A finding where no listed term of the person begins and ends as the sentence says.
    fn judge(&self, check: &Check, draft: &Draft<'_>, stated: &Stated) -> Option<Finding> {
        let tenures: Vec<&Tenure> = stated.tenures.iter().map(|&id| draft.table.tenure(id)).collect();
        let sure = |tenure: &&Tenure| tenure.standing == crate::rules::Standing::Sourced && precise(tenure.term.from);
        if tenures.is_empty() || !tenures.iter().all(sure) || self.of_another_office(draft, stated) {
            return None;
        }
        if let Some(number) = stated.number {
            let listed = numbers(draft, stated)?;
            return (!listed.contains(&number)).then(|| self.describe(check, draft, stated, &tenures));
        }
        let fits = |(first, last): (&&Tenure, &&Tenure)| {
            stated.from.is_none_or(|from| self.begins(first, from) || stated.elected && self.sits(first, from))
                && stated.until.is_none_or(|until| self.ends(last, until))
        };
        let runs =
            tenures.iter().enumerate().flat_map(|(at, first)| tenures[at..].iter().map(move |last| (first, last)));
        let close = match (stated.from, stated.until) {
            (Some(from), _) => tenures.iter().any(|tenure| self.close(tenure.term.from, from)),
            (None, Some(until)) => tenures.iter().any(|tenure| match tenure.term.until {
                Until::Left(when) => self.close(when, until),
                Until::Open { .. } | Until::Unknown => tenure.term.from.latest <= until.earliest,
            }),
            (None, None) => false,
        };
        (close && !runs.into_iter().any(fits)).then(|| self.describe(check, draft, stated, &tenures))
    }

    /// Whether "took office" and "left office" fit an office of the person that the draft need not name.
    fn of_another_office(&self, draft: &Draft<'_>, stated: &Stated) -> bool {
        let mut held = draft.table.person(stated.person).tenures.iter().map(|&id| draft.table.tenure(id));
        let fits = |tenure: &Tenure| {
            draft.table.office(tenure.office).fluent == TENURE
                && stated.from.is_none_or(|from| self.begins(tenure, from))
                && stated.until.is_none_or(|until| self.ends(tenure, until))
        };
        stated.title.is_none() && held.any(fits)
    }

    /// Whether a listed day is near enough to the one that is told to be of the same term.
    fn close(&self, listed: When, stated: When) -> bool {
        stated.earliest.since(listed.latest) <= i64::from(self.near)
            && listed.earliest.since(stated.latest) <= i64::from(self.near)
    }

    fn begins(&self, tenure: &Tenure, stated: When) -> bool {
        let listed = tenure.term.from;
        let elected = tenure.elected.is_some_and(|day| day.earliest <= stated.latest && stated.earliest <= day.latest);
        elected || self.touches(listed, stated)
    }

    /// Whether an election may have been held on a day for a term that had begun, or for one that begins within a year.
    fn sits(&self, tenure: &Tenure, stated: When) -> bool {
        let before_the_end = match tenure.term.until {
            Until::Left(when) => stated.earliest.plus(-self.late) <= when.latest,
            Until::Open { .. } | Until::Unknown => true,
        };
        before_the_end && tenure.term.from.earliest <= stated.latest.plus(365)
    }

    fn ends(&self, tenure: &Tenure, stated: When) -> bool {
        match tenure.term.until {
            Until::Left(when) => !precise(when) || self.touches(when, stated),
            Until::Open { seen } => seen <= stated.latest,
            Until::Unknown => true,
        }
    }

    /// Whether a listed day may be the one that is told, give or take the days between an election and the office.
    fn touches(&self, listed: When, stated: When) -> bool {
        stated.earliest.plus(-self.late) <= listed.latest && listed.earliest <= stated.latest.plus(self.early)
    }

    fn describe(&self, check: &Check, draft: &Draft<'_>, stated: &Stated, tenures: &[&Tenure]) -> Finding {
        let listed = Days::of(tenures.iter().flat_map(|tenure| tenure.term.possible().ranges().to_vec()));
        let text = |span| draft.document.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let (claim, days) = (text(stated.span), draft.wording.days(&listed));
        let name = &draft.table.person(stated.person).name;
        let title = match stated.title {
            Some(title) => text(title),
            None => draft.table.office(tenures[0].office).titles.first().cloned().unwrap_or_default(),
        };
        let number = stated.number.and_then(|_| numbers(draft, stated)).unwrap_or_default();
        let number = number.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let label = if stated.number.is_some() { "label.number" } else { "label.stated" };
        let values =
            [("claim", claim.as_str()), ("name", name), ("title", &title), ("days", &days), ("number", &number)];
        let message = |name: &str| fill(check.messages.get(name).map_or("", String::as_str), &values);
        let facts = tenures.iter().map(|tenure| FactRef {
            path: draft.table.pack(tenure.row.pack).path,
            line: tenure.row.line,
            verified: Some(draft.table.known_through(tenure).to_string()),
        });
        Finding {
            rule: check.id.clone(),
            severity: check.severity,
            confidence: Confidence::High,
            message: message("message"),
            primary: Label { place: draft.document.place(stated.span), text: message(label) },
            related: Vec::new(),
            notes: Vec::new(),
            fixes: Vec::new(),
            facts: facts.collect(),
            fingerprint: fingerprint(&check.id, [name.as_str(), claim.as_str()]),
        }
    }
}

/// Whether a day is known well enough to hold a year against it.
fn precise(when: When) -> bool {
    when.latest.since(when.earliest) <= 200
}

/// Which of all holders of the one office meant the person was, each time; `None` where they are not all listed and counted.
fn numbers(draft: &Draft<'_>, stated: &Stated) -> Option<Vec<u32>> {
    let office = draft.table.tenure(*stated.tenures.first()?).office;
    if stated.tenures.iter().any(|&id| draft.table.tenure(id).office != office) {
        return None;
    }
    let office = draft.table.office(office);
    let counted = office.tenures.iter().filter(|&&id| !draft.table.tenure(id).acting);
    let listed = counted.zip(office.numbered?..).filter(|(id, _)| stated.tenures.contains(id));
    Some(listed.map(|(_, number)| number).collect())
}

/// The offices that the draft gives a person by the full name: then the surname alone is enough, and "took office" means one of them.
fn given(draft: &Draft<'_>, person: PersonId) -> Vec<OfficeId> {
    let tenures = draft.claims.iter().filter(|claim| claim.full).flat_map(|claim| &claim.tenures);
    let held = tenures.map(|&id| draft.table.tenure(id)).filter(|tenure| tenure.holder == person);
    held.map(|tenure| tenure.office).collect()
}
