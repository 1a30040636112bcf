//! The version of a title, and another one in the first sentence: "Palisade 3.6.0 is out", and "Palisade 3.5.0, published today".

use super::{CodeValues, Found, describe};
use crate::document::BlockKind;
use crate::findings::Finding;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::rules::Check;
use crate::text::Span;

/// Tokens between a version and a word that says that it is an earlier one.
const NEAR: usize = 3;

impl CodeValues {
    /// The finding if the text begins with the name of the title and another version, and never gives that of the title.
    pub(super) fn titled(&self, check: &Check, draft: &Draft<'_>) -> (Option<Finding>, usize) {
        let Some([one, other]) = both(draft) else { return (None, 0) };
        let analysis = draft.analysis;
        let heading = |sentence: &&Sentence<'_>| is_heading(draft, sentence);
        let Some(lead) = analysis.sentences.iter().find(|sentence| !heading(sentence)) else { return (None, 0) };
        let elsewhere = analysis.sentences.iter().filter(|sentence| !heading(sentence));
        let given = elsewhere.filter(|sentence| sentence.text().contains(&one.value)).count() > 0;
        let end = lead.tokens().partition_point(|token| token.span.start < other.span.end);
        let has = |list, most: usize| lead.cues().iter().any(|cue| cue.list == list && cue.from() <= most);
        let new = has(self.release, usize::MAX) && !has(self.then, end + NEAR);
        let clash = one.value != other.value && !given && new;
        (clash.then(|| describe(check, draft, &one, &other, "note.title")), 1)
    }
}

impl CodeValues {
    /// The finding if the text announces a version of a name ("Pelletar 3.4.0 fixes a crash"), and the command that gets "this
    /// release" has another one.
    pub(super) fn installed(&self, check: &Check, draft: &Draft<'_>, codes: &[Found]) -> Option<Finding> {
        let sentences = &draft.analysis.sentences;
        let has = |sentence: &Sentence<'_>, list| sentence.cues().iter().any(|cue| cue.list == list);
        let (name, one) = sentences
            .iter()
            .filter(|sentence| !is_heading(draft, sentence) && has(sentence, self.release))
            .find_map(|sentence| Some((sentence, named_version(sentence)?)))
            .filter(|(sentence, (_, one))| {
                let end = sentence.tokens().partition_point(|token| token.span.start < one.span.end);
                !sentence.cues().iter().any(|cue| cue.list == self.then && cue.from() <= end + NEAR)
            })
            .map(|(_, found)| found)?;
        let key = name.to_lowercase();
        let all: Vec<Found> = codes.iter().filter_map(|code| of_name(code, &key)).collect();
        let other = all.first().filter(|first| all.iter().all(|other| other.value == first.value))?;
        let sentence = &sentences[draft.sentence_at(other.span)?];
        let own = sentences.iter().any(|sentence| sentence.text().contains(&format!("{name} {}", other.value)));
        let clash = other.value != one.value && !own && has(sentence, self.install) && !has(sentence, self.back);
        clash.then(|| describe(check, draft, &one, other, "note.version"))
    }
}

/// The version that code gives a name: "pip install pelletar==3.3.0", "npm install pelletar@3.3.0".
fn of_name(code: &Found, name: &str) -> Option<Found> {
    let text = code.value.to_lowercase();
    let at = text.find(name)?;
    let whole = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-');
    let rest = text[at + name.len()..].trim_start_matches(['=', '@', ':', '~', 'v', '-']);
    let version: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let version = version.trim_matches('.');
    let marked = rest.len() < text.len() - at - name.len();
    (whole && marked && version.contains('.')).then(|| Found { value: version.to_owned(), span: code.span })
}

fn is_heading(draft: &Draft<'_>, sentence: &Sentence<'_>) -> bool {
    draft.analysis.blocks[sentence.block].kind == BlockKind::Heading
}

/// The version of the title, and the one after the same name at the beginning of the text.
fn both(draft: &Draft<'_>) -> Option<[Found; 2]> {
    let title = draft.analysis.sentences.first().filter(|sentence| is_heading(draft, sentence))?;
    let lead = draft.analysis.sentences.iter().find(|sentence| !is_heading(draft, sentence))?;
    let (name, one) = named_version(title)?;
    let (same, other) = named_version(lead)?;
    (name == same && lead.text().starts_with(&name)).then_some([one, other])
}

/// The first capitalised word of a sentence that a version follows, and the version.
fn named_version(sentence: &Sentence<'_>) -> Option<(String, Found)> {
    let text = sentence.text();
    let base = sentence.span.start as usize;
    let start = text.as_ptr() as usize;
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let version = pair[1].trim_end_matches(|c: char| !c.is_ascii_digit());
        let parts = version.split('.').count();
        let numbered =
            parts >= 2 && version.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if !numbered || !pair[0].starts_with(char::is_uppercase) {
            return None;
        }
        let at = base + (pair[1].as_ptr() as usize - start);
        let span = Span::new(at, at + version.len());
        Some((pair[0].to_owned(), Found { value: version.to_owned(), span }))
    })
}
