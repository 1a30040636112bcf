//! Finds where a pattern that does not match stops, for rule authors.

use super::compile::{Matcher, Step};
use super::line::Text;
use super::{Line, Scratch};
use crate::language::cues::Cues;
use crate::language::tokens::Token;

/// The furthest position that a pattern reaches in a sentence without a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// First token of the partial match; equal to `at` if there is none.
    pub from: usize,
    /// The token that it does not read.
    pub at: usize,
    /// One past the last token that was tried: a gap tries several.
    pub to: usize,
    /// The elements that it expects there, in pattern syntax.
    pub wanted: Vec<String>,
}

impl Matcher {
    /// Where the pattern stops. The search records the tokens at which each element was tried; the first one of every
    /// element counts, and of all elements the last one in the sentence.
    pub fn stop(&self, tokens: &[Token], cues: &[crate::language::cues::Cue], line: &Line, lists: &Cues) -> Stop {
        let text = Text { tokens, cues, line };
        let width = tokens.len() + 1;
        let mut best = Stop { from: 0, at: 0, to: 0, wanted: Vec::new() };
        for from in 0..width {
            let mut scratch = Scratch::default();
            scratch.clear(self.steps.len() * width);
            if self.fit(text, from, &mut scratch).is_some() {
                continue;
            }
            let tried = |step: usize| {
                let mut at = (from..width).filter(|at| scratch.has_seen(step * width + at));
                at.next().map(|first| (first, at.next_back().unwrap_or(first) + 1, step))
            };
            let asks =
                |step: &usize| !matches!(self.steps[*step], Step::Either(..) | Step::Jump(_) | Step::Pass | Step::Done);
            let all: Vec<_> = (0..self.steps.len()).filter(asks).filter_map(tried).collect();
            let Some(at) = all.iter().map(|&(at, ..)| at).max() else { continue };
            if best.wanted.is_empty() || at - from > best.at - best.from {
                let last = all.iter().filter(|&&(first, ..)| first == at);
                let to = last.clone().map(|&(_, to, _)| to).max().unwrap_or(at);
                let mut wanted: Vec<String> = Vec::new();
                for element in last.map(|&(.., step)| self.element(step, lists)) {
                    if !wanted.contains(&element) {
                        wanted.push(element);
                    }
                }
                best = Stop { from, at, to: to.min(tokens.len()), wanted };
            }
        }
        best
    }

    /// An element as a pattern writes it.
    fn element(&self, step: usize, lists: &Cues) -> String {
        let named = |number: &Option<u8>, sort: &str| match number {
            Some(number) => self.captures[usize::from(*number)].to_string(),
            None => format!("{{{sort}}}"),
        };
        match &self.steps[step] {
            Step::Word(word) => word.to_string(),
            Step::Item(list, number) => named(number, lists.name(*list)),
            Step::Value(sorts, number) => named(number, sorts.name().unwrap_or("title")),
            Step::AnyWord(number) => named(number, "word"),
            Step::Start => "^".to_owned(),
            Step::End => "$".to_owned(),
            Step::Pass | Step::Either(..) | Step::Jump(_) | Step::Done => "...".to_owned(),
        }
    }
}
