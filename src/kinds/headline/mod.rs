//! Kind `headline`: numbers, amounts, weekdays, months, places and outcomes of a headline that its text contradicts.
//!
//! Headlines are all headings before the first other block: front matter, the title of a record or page, the first heading. Numbers
//! are compared in `figures`, weekdays, months and places in `words`, outcomes in `outcomes`.

mod figures;
mod outcomes;
mod words;

use outcomes::{JOINT, OPPOSED, Outcomes};

use super::topic::{Lists, Matter};
use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding, Severity};
use crate::language::analysis::Sentence;
use crate::language::cues::Cues;
use crate::rules::{Check, KindSpec, Words};
use crate::text::{Prose, Span};

const PLACEHOLDERS: &[&str] = &["headline", "body"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "headline",
        messages: &[("message", PLACEHOLDERS), ("label.headline", PLACEHOLDERS), ("label.body", PLACEHOLDERS)],
        required: &["message", "label.headline", "label.body"],
        options: &[JOINT, OPPOSED],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(Headline { lists: Lists::new(cues), outcomes: Outcomes::new(check, cues) })
}

#[derive(Debug)]
struct Headline {
    lists: Lists,
    outcomes: Outcomes,
}

/// A headline and the text below it.
struct Pair<'a> {
    draft: &'a Draft<'a>,
    lists: &'a Lists,
    outcomes: &'a Outcomes,
    headline: Matter<'a>,
    /// Sentences of paragraphs and items, with their numbers on the analysis.
    body: &'a [&'a Sentence<'a>],
}

/// A contradiction between a headline and its text.
struct Clash {
    headline: Span<Prose>,
    body: Span<Prose>,
    severity: Severity,
}

impl Run for Headline {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let analysis = draft.analysis;
        let Some(first) = analysis.blocks.iter().position(|block| block.kind != BlockKind::Heading) else {
            return Outcome::default();
        };
        let body: Vec<&Sentence<'_>> = analysis
            .sentences
            .iter()
            .filter(|sentence| matches!(analysis.blocks[sentence.block].kind, BlockKind::Paragraph | BlockKind::Item))
            .collect();
        let mut found = Outcome::default();
        for sentence in analysis.sentences.iter().take_while(|sentence| sentence.block < first) {
            let headline = Matter::new(sentence, analysis.cues(), &self.lists);
            let pair = Pair { draft, lists: &self.lists, outcomes: &self.outcomes, headline, body: &body };
            let (mut clashes, read) = pair.figures();
            clashes.extend(pair.weekdays());
            clashes.extend(pair.months());
            clashes.extend(pair.recurring());
            clashes.extend(pair.years());
            clashes.extend(pair.places());
            clashes.extend(pair.outcomes());
            found.read += read;
            found.findings.extend(clashes.iter().map(|clash| describe(check, draft, clash)));
        }
        found.findings.sort_by(|a, b| a.fingerprint.cmp(&b.fingerprint));
        found.findings.dedup_by(|a, b| a.fingerprint == b.fingerprint);
        found
    }
}

fn describe(check: &Check, draft: &Draft<'_>, clash: &Clash) -> Finding {
    let (headline, body) = (draft.one_line(clash.headline), draft.one_line(clash.body));
    let values = [("headline", headline.as_str()), ("body", body.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        severity: clash.severity.min(check.severity),
        confidence: if clash.severity == Severity::Hint { Confidence::Low } else { Confidence::Medium },
        related: vec![messages.conflict(draft, clash.body, "label.body")],
        ..messages.at(draft, clash.headline, "label.headline")
    }
    .known_by([headline.to_lowercase().as_str(), body.to_lowercase().as_str()])
}
