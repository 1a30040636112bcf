//! What each pattern states in a sentence, for rule authors.

use super::subject::Who;
use super::{Lines, Statement, describe};
use crate::kinds::{Draft, Trace, TracedFit};
use crate::rules::Check;
use crate::text::{Prose, Span};

/// A trace for each pattern that states something in a sentence: whose event, and when it was.
pub(super) fn traces(lines: &Lines, check: &Check, draft: &Draft<'_>, sentence: usize) -> Vec<Trace> {
    let all = lines.fits(check, draft, &mut 0);
    let phrases = lines.phrases(check, draft, &all);
    let statements = lines.statements(check, draft, &phrases);
    let mut found = Vec::new();
    for (number, rule) in check.patterns.iter().enumerate() {
        let here = phrases.0.iter().filter(|phrase| phrase.rule == number && phrase.sentence == sentence);
        let mut fits: Vec<TracedFit> = here
            .map(|phrase| {
                let stated = |one: &&Statement| one.rule == number && one.span == phrase.span;
                let days = statements.iter().find(stated).map(|one| describe::shown(draft, &one.days));
                let event = rule.statement.as_ref().map_or("", |stated| stated.gives.as_str());
                let whose =
                    ["subject".to_owned(), format!("{:?}", phrase.route).to_lowercase(), named(draft, phrase.who)];
                let when = days.map(|days| ["states".to_owned(), event.to_owned(), days]);
                let silence = when.is_none().then(|| "no date is found for it".to_owned());
                TracedFit {
                    text: draft.one_line(phrase.span),
                    captures: Vec::new(),
                    asked: std::iter::once(whose).chain(when).collect(),
                    silence,
                }
            })
            .collect();
        let read = |span: Span<Prose>| phrases.0.iter().any(|phrase| phrase.rule == number && phrase.span == span);
        let unread = all.iter().filter(|(of, fit)| *of == number && fit.sentence == sentence);
        let unread = unread.map(|(_, fit)| fit.primary(rule)).filter(|&span| !read(span));
        fits.extend(unread.map(|span| TracedFit {
            text: draft.one_line(span),
            captures: Vec::new(),
            asked: Vec::new(),
            silence: Some("whose it is is not clear".to_owned()),
        }));
        if !fits.is_empty() {
            found.push(Trace { part: "pattern", line: rule.line, fits, stopped: None });
        }
    }
    found
}

fn named(draft: &Draft<'_>, who: Who) -> String {
    match who {
        Who::Named(one) => {
            let people = &draft.analysis.people(draft.table).people;
            people.get(one).map_or_else(String::new, |one| draft.one_line(one.introduced))
        }
        Who::Couple => "both".to_owned(),
        Who::Unnamed(_) => "nobody who is named".to_owned(),
        Who::Local(sentence, from) => draft.one_line(draft.analysis.sentences[sentence].span_of(from, from + 2)),
    }
}
