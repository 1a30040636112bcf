//! The day that a draft prints on itself: a dated dateline, a byline, a line that is only a date.

use super::analysis::Analysis;
use super::tokens::{TokenKind, tokens};
use crate::document::{Block, DayFrom, Document, GivenDay};
use crate::rules::Words;
use crate::text::{Prose, Span};
use crate::time::Day;

/// Number of blocks at the top that may contain a dateline or byline.
const TOP: usize = 10;
/// Bytes at the start of a block that are looked at.
const HEAD: usize = 160;
/// Bytes of a line that names a publication, or its author, and ends with the date.
const LINE: usize = 120;
/// Words before the date of a dateline that ends with a full stop: "NEW YORK, 3 May 2024. They met."
const PLACE: usize = 4;

/// Days that the top of a draft gives, in reading order.
pub fn given_days(document: &Document, analysis: &Analysis<'_>, words: &Words) -> Vec<GivenDay> {
    let mut found = Vec::new();
    for block in document.blocks.iter().take(TOP) {
        if let Some((from, day, span)) = in_block(document, analysis, block, words) {
            found.push(GivenDay { day, from, place: Some(document.place(span)) });
        }
    }
    found
}

fn in_block(
    document: &Document,
    analysis: &Analysis<'_>,
    block: &Block,
    words: &Words,
) -> Option<(DayFrom, Day, Span<Prose>)> {
    let (start, end) = (block.span.start as usize, block.span.end as usize);
    let head = Span::new(start, end.min(start + HEAD));
    let mut days = analysis.dates_in(head).filter(|(date, _)| date.has_day());
    let (day, span) = days.find_map(|(date, span)| Some((date.when(None)?.known()?, span)))?;
    let before = &document.prose[start..span.start as usize];
    let after = document.prose[span.end as usize..end].trim_start();
    if is_dateline(before, after) {
        return Some((DayFrom::Dateline, day, span));
    }
    let mut said = tokens(before, Span::new(0, before.len()));
    said.retain(|token| token.lower.chars().any(char::is_alphanumeric));
    let is = |list: &str, word: &str| words.items(list).iter().any(|item| item == word);
    let link = |word: &str| is("byline-link", word) || is("weekday", word);
    let alone = after.trim_end_matches(['.', ' ']).is_empty() && said.iter().all(|token| is("weekday", &token.lower));
    let cue = said.iter().rposition(|token| is("byline", &token.lower));
    let led = cue.is_some_and(|at| {
        // "The letter, dated May 3, 2024, says": only a line in capitals continues after its date.
        let sentence = said[..at].iter().any(|token| token.kind == TokenKind::Word && !token.capital);
        // "The treaty bears the date 22 January 1963."
        let of_the_draft = said.first().is_some_and(|token| is("byline-subject", &token.lower));
        said[at + 1..].iter().all(|token| link(&token.lower)) && (!sentence || of_the_draft && ends_there(after, link))
    });
    let short = end - start <= LINE && after.trim_end_matches([')', '.', ' ']).is_empty();
    let titled = || {
        // "Notes from Le Bourget / By Jane Holt": a heading in the same block.
        let by = said.iter().rposition(|token| token.capital && is("byline-by", &token.lower));
        said.iter().any(|token| is("publication", &token.lower))
            || by.is_some_and(|by| said[by..].iter().all(|token| token.capital))
    };
    // "29 October 2024 | Motoring | Jane Holt"
    let first = before.trim().is_empty() && end - start <= LINE && after.starts_with(['|', '\u{b7}']);
    // "Staff news | From the communications team, 28 June 2024"
    let barred = before.contains(['|', '\u{b7}']);
    (alone || led || first || short && (barred || titled())).then_some((DayFrom::Byline, day, span))
}

/// Returns `true` if a date ends the sentence, with a mark or with the time of day ("5 p.m.", "at 5 p.m.").
fn ends_there(after: &str, link: impl Fn(&str) -> bool) -> bool {
    let line = after.lines().next().unwrap_or_default();
    let next = tokens(line, Span::new(0, line.len()));
    next.first().is_none_or(|token| {
        token.kind == TokenKind::Number || matches!(&*token.lower, "." | "|" | ")" | "]") || link(&token.lower)
    })
}

/// "WARSAW, Sept. 23, 2025 (Agency) -": capitals before the date, a dash after it.
fn is_dateline(before: &str, after: &str) -> bool {
    let capitals = before
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())
        .is_some_and(|word| word.len() >= 3 && word.chars().all(char::is_uppercase));
    let behind = match after.strip_prefix('(') {
        Some(inside) => inside.split_once(')').map_or("", |(_, rest)| rest.trim_start()),
        None => after,
    };
    let dash = behind.starts_with(['-', '\u{2013}', '\u{2014}']);
    let ends = behind.is_empty() || behind.starts_with(". ") || behind == ".";
    let place = || before.split_whitespace().count() <= PLACE && ends;
    capitals && before.trim_end().ends_with(',') && (dash || place())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{Format, read};
    use crate::language::analysis::AnalysisReader;
    use crate::language::cues::Cues;
    use crate::language::sentences::Abbreviations;
    use crate::text::Input;

    fn given(text: &str) -> Vec<(DayFrom, String, String)> {
        let words = crate::embedded::words();
        let document = read(Format::Plain, &Input::file("a.txt", text));
        let reader = AnalysisReader::new(&words[0], &Arc::new(Cues::new(&words[0])));
        let analysis = Analysis::new(&document, &Abbreviations::new(&words[0]), &reader);
        let days = given_days(&document, &analysis, &words[0]);
        days.into_iter().map(|g| (g.from, g.day.to_string(), g.place.expect("a place").text().to_owned())).collect()
    }

    #[test]
    fn datelines_bylines_and_lone_dates() {
        let one = |from, day: &str, text: &str| vec![(from, day.to_owned(), text.to_owned())];
        assert_eq!(
            given("WARSAW, Sept. 23, 2025 (Agency) \u{2014} They met."),
            one(DayFrom::Dateline, "2025-09-23", "Sept. 23, 2025")
        );
        assert_eq!(
            given("A head\n\nPublished on Friday, 3 May 2024\n\nThey met."),
            one(DayFrom::Byline, "2024-05-03", "Friday, 3 May 2024")
        );
        assert_eq!(
            given("By Jane Holt, published May 3, 2024, in print on May 5\n\nThey met."),
            one(DayFrom::Byline, "2024-05-03", "May 3, 2024")
        );
        for text in [
            "LONDON, May 3, 2024. They met.",
            "LONDON, May 3, 2024\n\nThey met.",
            "May 3, 2024 | Motoring | Jane Holt\n\nThey met.",
            "Newsletter, Friday May 3, 2024",
            "Policy brief | May 3, 2024",
            "By Jane Holt, May 3, 2024",
        ] {
            let days = given(text);
            assert_eq!(days.iter().map(|(_, day, _)| day.as_str()).collect::<Vec<_>>(), ["2024-05-03"], "{text}");
        }
        for text in [
            "This story was updated on May 3, 2024 at 5 p.m.",
            "by Jane Holt, updated May 3, 2024 10:15 a.m.",
            "(This story was first published May 3, 2024)",
        ] {
            assert_eq!(given(text), one(DayFrom::Byline, "2024-05-03", "May 3, 2024"), "{text}");
        }
        assert_eq!(
            given("Friday, January 4, 2019\n\nThey met."),
            one(DayFrom::Byline, "2019-01-04", "Friday, January 4, 2019")
        );
    }

    #[test]
    fn a_date_in_the_story_gives_no_day() {
        assert_eq!(given("The treaty of May 3, 2024 \u{2014} they say \u{2014} is dead."), []);
        assert_eq!(given("The battle of Holt, May 3, 2024"), []);
        assert_eq!(
            given(
                "The newsletter of the town of Holt, which was first printed by hand in the year of the flood by two sisters and a friend, May 3, 2024"
            ),
            []
        );
        assert_eq!(given("NATO met on May 3, 2024 in Rome."), []);
        assert_eq!(given("The letter, dated May 3, 2024, says that they met."), []);
        assert_eq!(given("A report published on May 3, 2024 says that they met."), []);
        assert_eq!(given("WARSAW, Sept. 23 (Agency) \u{2014} They met."), []);
    }
}
