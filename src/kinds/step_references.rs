//! Kind `step-references`: "the key you generated in step 2", where another step generates it.
//!
//! The clause that names a step shares words with one item of the numbered list that no other item has, and none with the step
//! that it names. A step, a table or a figure behind the last one does not exist.

use super::topic::alike;
use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding};
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::structure::List;
use crate::language::tokens::{Token, TokenKind};
use crate::rules::{Check, KindSpec, Words};
use crate::text::{Prose, Span};

const PLACEHOLDERS: &[&str] = &["named", "step", "noun"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "step-references",
        messages: &[
            ("message", PLACEHOLDERS),
            ("note.missing", PLACEHOLDERS),
            ("label.step", PLACEHOLDERS),
            ("label.named", PLACEHOLDERS),
            ("label.last", PLACEHOLDERS),
        ],
        required: &["message", "note.missing", "label.step", "label.named", "label.last"],
        options: &[],
    },
    prepare,
};

fn prepare(_: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(StepReferences {
        small: cues.list("matter-small"),
        step: cues.list("step-noun"),
        done: cues.list("step-done"),
        link: cues.list("step-link"),
        elsewhere: cues.list("step-elsewhere"),
        numbered: cues.list("numbered-noun"),
    })
}

#[derive(Debug)]
struct StepReferences {
    small: ListId,
    /// "step".
    step: ListId,
    /// "you", "from": the words before the step say what was done in it.
    done: ListId,
    /// "from", "in": the noun before is what was made in the step.
    link: ListId,
    /// Behind a number: the thing is in another document.
    elsewhere: ListId,
    /// "table", "figure".
    numbered: ListId,
}

/// Fewest and most steps of a list.
const STEPS: std::ops::RangeInclusive<usize> = 3..=20;
/// Most tokens of what was done in a step.
const REACH: usize = 7;
/// Fewest words that the clause shares with another step alone.
const SHARED: usize = 2;
/// Fewest letters of a noun that names a step alone.
const LONG: usize = 6;

impl Run for StepReferences {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let mut found = self.of_list(check, draft);
        let (missing, read) = self.missing(check, draft);
        found.findings.extend(missing);
        found.read += read;
        found
    }
}

impl StepReferences {
    /// References to the steps of the only numbered list.
    fn of_list(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let structure = draft.analysis.structure();
        let mut lists = structure.lists.iter().filter(|list| list.ordered && list.depth == 0);
        let (Some(list), None) = (lists.next(), lists.next()) else { return Outcome::default() };
        let mut found = Outcome::default();
        if !STEPS.contains(&list.items.len()) || !starts_at_one(draft, list) {
            return found;
        }
        let items: Vec<Vec<&str>> = list.items.iter().map(|item| self.words(draft, item.clone())).collect();
        let headed = draft.analysis.blocks.iter().any(|block| {
            block.kind == BlockKind::Heading
                && self.label(draft.document.text(block.span)).is_some_and(|(noun, _)| self.is_step(draft, &noun))
        });
        for sentence in &draft.analysis.sentences {
            for (at, pair) in sentence.tokens().windows(2).enumerate() {
                if !self.is_step(draft, &pair[0].lower) {
                    continue;
                }
                let Ok(number) = pair[1].lower.parse::<usize>() else { continue };
                found.read += 1;
                let own = list.items.iter().position(|item| item.contains(&sentence.block));
                if number > items.len() && !headed && !self.is_elsewhere(draft, sentence, at + 2) {
                    let last = draft.analysis.blocks[list.items[items.len() - 1].start].span;
                    let values = (number.to_string(), items.len().to_string(), pair[0].lower.to_string());
                    found.findings.push(absent(check, draft, &values, (pair[1].span, last)));
                } else if (1..=items.len()).contains(&number) {
                    let meant = self.meant(draft, sentence, at, (number - 1, own), &items);
                    let meant = meant.or_else(|| self.made_in(draft, sentence, at, (number - 1, own), &items));
                    if let Some(step) = meant {
                        found.findings.push(describe(check, draft, list, (number, step), &pair[1]));
                    }
                }
            }
        }
        found
    }

    fn is_step(&self, draft: &Draft<'_>, word: &str) -> bool {
        draft.analysis.cues().contains(self.step, word)
    }

    /// Returns `true` if words behind a number say that it is one of another document: "step 4 of the installation guide".
    fn is_elsewhere(&self, draft: &Draft<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
        sentence.tokens().get(at).is_some_and(|token| draft.analysis.cues().contains(self.elsewhere, &token.lower))
    }

    /// "Table 4" in a draft with "Table 1" to "Table 3": captions and headings that begin with a noun and a number.
    fn missing(&self, check: &Check, draft: &Draft<'_>) -> (Vec<Finding>, usize) {
        let analysis = draft.analysis;
        let mut labels: Vec<(String, usize, Span<Prose>)> = Vec::new();
        for block in &analysis.blocks {
            let text = draft.document.text(block.span);
            let cues = analysis.cues();
            if let Some((noun, number)) = self.label(text)
                && (cues.contains(self.numbered, &noun) || self.is_step(draft, &noun))
            {
                labels.push((noun, number, block.span));
            }
        }
        let mut findings = Vec::new();
        let mut read = 0;
        for sentence in &analysis.sentences {
            for (at, pair) in sentence.tokens().windows(2).enumerate() {
                let own = || labels.iter().filter(|(noun, ..)| *noun == pair[0].lower.as_str());
                let Ok(number) = pair[1].lower.parse::<usize>() else { continue };
                let count = own().count();
                if count < 2 || own().any(|(_, _, span)| span.start == pair[0].span.start) {
                    continue;
                }
                read += 1;
                let all = (1..=count).all(|wanted| own().filter(|(_, number, _)| *number == wanted).count() == 1);
                if all && number == count + 1 && !self.is_elsewhere(draft, sentence, at + 2) {
                    let last = own().max_by_key(|(_, number, _)| *number).map_or(pair[1].span, |(_, _, span)| *span);
                    let values = (number.to_string(), count.to_string(), pair[0].lower.to_string());
                    findings.push(absent(check, draft, &values, (pair[1].span, last)));
                }
            }
        }
        (findings, read)
    }

    /// The noun and the number at the beginning of a block: "Table 2. Germination", "Step 3: Copy".
    fn label(&self, text: &str) -> Option<(String, usize)> {
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (noun, rest) = text.split_once(' ')?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let behind = rest[digits.len()..].chars().next();
        let ends = behind.is_none_or(|c| matches!(c, '.' | ':' | ')' | '\u{2013}' | '\u{2014}' | '|' | '\n'))
            || behind == Some(' ') && rest[digits.len() + 1..].starts_with(['-', '\u{2013}', '\u{2014}']);
        let number = digits.parse().ok().filter(|_| ends && noun.chars().all(char::is_alphabetic))?;
        Some((noun.to_lowercase(), number))
    }

    /// "The photograph from step 2": another step alone has the word before "from", and it comes before this one.
    fn made_in(
        &self,
        draft: &Draft<'_>,
        sentence: &Sentence<'_>,
        at: usize,
        (named, own): (usize, Option<usize>),
        items: &[Vec<&str>],
    ) -> Option<usize> {
        let tokens = sentence.tokens();
        let cues = draft.analysis.cues();
        let noun =
            at.checked_sub(2).filter(|_| cues.contains(self.link, &tokens[at - 1].lower)).map(|at| &tokens[at])?;
        if noun.lower.len() < LONG || !self.is_content(draft, noun) {
            return None;
        }
        let has = |item: &usize| items[*item].iter().any(|word| alike(word, &noun.lower));
        let mut others = (0..items.len()).filter(|&item| Some(item) != own).filter(has);
        let (Some(step), None) = (others.next(), others.next()) else { return None };
        (step != named && own.is_none_or(|own| step < own)).then_some(step)
    }

    fn words<'a>(&self, draft: &Draft<'a>, blocks: std::ops::Range<usize>) -> Vec<&'a str> {
        let tokens = blocks.flat_map(|block| draft.analysis.of_block(block)).flat_map(Sentence::tokens);
        tokens.filter(|token| self.is_content(draft, token)).map(|token| token.lower.as_str()).collect()
    }

    fn is_content(&self, draft: &Draft<'_>, token: &Token) -> bool {
        token.kind == TokenKind::Word
            && token.lower.len() > 2
            && !draft.analysis.cues().contains(self.small, &token.lower)
    }

    /// The step that the words before a reference describe, if it is not the one that is named.
    fn meant(
        &self,
        draft: &Draft<'_>,
        sentence: &Sentence<'_>,
        at: usize,
        (named, own): (usize, Option<usize>),
        items: &[Vec<&str>],
    ) -> Option<usize> {
        let tokens = sentence.tokens();
        let from = (at.saturating_sub(REACH)..at).rev().take_while(|&at| tokens[at].kind == TokenKind::Word).last()?;
        let clause = &tokens[from..at];
        if !clause.iter().any(|token| draft.analysis.cues().contains(self.done, &token.lower)) {
            return None;
        }
        let words: Vec<&Token> = clause.iter().filter(|token| self.is_content(draft, token)).collect();
        let shares =
            |item: usize| words.iter().filter(|word| items[item].iter().any(|other| alike(other, &word.lower))).count();
        let best = (0..items.len()).filter(|&item| Some(item) != own).max_by_key(|&item| shares(item))?;
        let alone = (0..items.len()).filter(|&item| Some(item) != own && shares(item) == shares(best)).count() == 1;
        (alone && best != named && shares(best) >= SHARED && shares(named) == 0).then_some(best)
    }
}

fn describe(check: &Check, draft: &Draft<'_>, list: &List, (named, step): (usize, usize), token: &Token) -> Finding {
    let values = [("named", named.to_string()), ("step", (step + 1).to_string()), ("noun", String::new())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let messages = Messages::new(check, &values);
    let block = draft.analysis.blocks[list.items[step].start].span;
    Finding {
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, block, "label.step")],
        ..messages.at(draft, token.span, "label.named")
    }
}

/// The finding for a number behind the last one.
fn absent(
    check: &Check,
    draft: &Draft<'_>,
    (named, last, noun): &(String, String, String),
    (at, end): (Span<Prose>, Span<Prose>),
) -> Finding {
    let values = [("named", named.as_str()), ("step", last.as_str()), ("noun", noun.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        message: messages.text("note.missing"),
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, end, "label.last")],
        ..messages.at(draft, at, "label.named")
    }
}

/// Returns `true` if the first item of a list has the number 1 in the source.
fn starts_at_one(draft: &Draft<'_>, list: &List) -> bool {
    let Some(first) = list.items.first() else { return false };
    let place = draft.document.place(draft.analysis.blocks[first.start].span);
    let before = &place.input.text[..place.span.start as usize];
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    line.is_empty()
        || line.starts_with("1.")
        || line.starts_with("1)")
        || line.starts_with('#')
        || line.starts_with('<')
}
