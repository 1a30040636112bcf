//! Turns of an interview: paragraphs that open with "Q." and "A.".

use crate::document::BlockKind;
use crate::language::analysis::{Analysis, AnalysisBlock};

/// The marks that open questions and answers, lower case.
#[derive(Debug)]
pub struct TurnMarks {
    question: Vec<String>,
    answer: Vec<String>,
}

impl TurnMarks {
    /// Takes the items of the lists.
    pub fn new(question: &[String], answer: &[String]) -> Self {
        Self { question: question.to_vec(), answer: answer.to_vec() }
    }

    /// The blocks of a draft that are speech: questions, answers, and blocks between an answer and the next question.
    /// An interview needs a question followed by an answer, since "A. Smith" may start a paragraph too.
    pub fn spoken(&self, analysis: &Analysis<'_>) -> Vec<bool> {
        let mut spoken = vec![false; analysis.blocks.len()];
        let (mut asked, mut answered, mut last) = (false, false, None);
        for (at, block) in analysis.blocks.iter().enumerate() {
            if block.kind == BlockKind::Heading {
                last = None;
            } else if opens(block, &self.question) {
                spoken[last.unwrap_or(at)..=at].fill(true);
                (asked, last) = (true, None);
            } else if asked && opens(block, &self.answer) {
                (answered, last) = (true, Some(at));
                spoken[at] = true;
            }
        }
        if answered { spoken } else { Vec::new() }
    }
}

/// Returns `true` if a block starts with one of some words followed by a full stop or colon.
fn opens(block: &AnalysisBlock<'_>, marks: &[String]) -> bool {
    let text = block.text().trim_start_matches(|letter: char| !letter.is_alphanumeric());
    marks.iter().any(|mark| {
        text.get(..mark.len()).is_some_and(|word| word.eq_ignore_ascii_case(mark))
            && text[mark.len()..].starts_with(['.', ':'])
    })
}
