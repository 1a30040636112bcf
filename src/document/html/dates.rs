//! The day a page gives in its metadata: `article:published_time`, JSON-LD, `datePublished`, `<time>`.

use std::ops::Range;
use std::sync::Arc;

use super::super::front_matter::leading_day;
use super::super::{DayFrom, GivenDay};
use crate::text::{Input, Place, Span};
use crate::time::Day;

/// Names of `meta` and `itemprop` for the day of publication, in lower case, best first. The first one in this order
/// counts; a modification date counts only if there is no day of publication.
const NAMES: [&str; 20] = [
    "article:published_time",
    "og:published_time",
    JSON_LD,
    "datepublished",
    "publication_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "datecreated",
    "article:modified_time",
    "datemodified",
];
const JSON_LD: &str = "json-ld";
/// Of a `<time>` near the headline: as good as a byline, after everything above.
const TIME: usize = NAMES.len();

/// Days seen so far.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// Trust (less is more), day, bytes of the source.
    found: Vec<(usize, Day, Range<usize>)>,
}

impl Dates {
    /// Takes the value of a `meta` or of an element with `itemprop`; `tag` is the tag's bytes.
    pub(super) fn named(&mut self, name: &[u8], value: &[u8], text: &str, tag: Range<usize>) {
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        if let Some(trust) = NAMES.iter().position(|known| *known == name && name != JSON_LD) {
            self.add(trust, value, text, tag);
        }
    }

    /// Reads a `<time datetime>` near the headline.
    pub(super) fn time(&mut self, value: &[u8], text: &str, tag: Range<usize>) {
        self.add(TIME, value, text, tag);
    }

    fn add(&mut self, trust: usize, value: &[u8], text: &str, tag: Range<usize>) {
        let Ok(value) = std::str::from_utf8(value) else { return };
        let value = value.trim();
        let Some(day) = leading_day(value) else { return };
        // A value that is written with references in it is placed at its tag.
        let at = text.get(tag.clone()).and_then(|written| written.find(value));
        let range = at.map_or(tag.clone(), |at| tag.start + at..tag.start + at + value.len());
        self.found.push((trust, day, range));
    }

    /// Takes a script of type `application/ld+json`: the `datePublished` of its first article.
    pub(super) fn json_ld(&mut self, script: &str, source: usize) {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(script.trim()) else { return };
        let Some(published) = published(&value) else { return };
        let Some(day) = leading_day(published) else { return };
        let Some(range) = written_at(script, "\"datePublished\"", published) else { return };
        let trust = NAMES.iter().position(|name| *name == JSON_LD).unwrap_or(0);
        self.found.push((trust, day, source + range.start..source + range.end));
    }

    /// The best day of the metadata, and that of a `<time>`.
    pub(super) fn finish(mut self, input: &Arc<Input>) -> Vec<GivenDay> {
        self.found.sort_by_key(|(trust, _, range)| (*trust, range.start));
        let given = |(trust, day, range): (usize, Day, Range<usize>)| GivenDay {
            day,
            from: if trust < TIME { DayFrom::Metadata } else { DayFrom::Byline },
            place: Some(Place { input: Arc::clone(input), span: Span::new(range.start, range.end) }),
        };
        self.found.into_iter().map(given).collect()
    }
}

/// `datePublished` of an article: of the object itself, of a list's or a `@graph`'s first that has one.
fn published(value: &serde_json::Value) -> Option<&str> {
    match value {
        serde_json::Value::Array(all) => all.iter().find_map(published),
        serde_json::Value::Object(object) => {
            let is_text = |kind: &str| {
                ["Article", "Posting", "Report", "Page", "Review", "CreativeWork"].iter().any(|end| kind.ends_with(end))
            };
            let fits = match object.get("@type") {
                Some(serde_json::Value::String(kind)) => is_text(kind),
                Some(serde_json::Value::Array(kinds)) => kinds.iter().any(|kind| kind.as_str().is_some_and(is_text)),
                _ => false,
            };
            let own = object.get("datePublished").and_then(serde_json::Value::as_str).filter(|_| fits);
            own.or_else(|| object.get("@graph").and_then(published))
        }
        _ => None,
    }
}

/// The bytes of a value after its key.
fn written_at(script: &str, key: &str, value: &str) -> Option<Range<usize>> {
    let quoted = format!("\"{value}\"");
    script.match_indices(key).find_map(|(at, _)| {
        let after = at + key.len();
        let rest = script[after..].trim_start().strip_prefix(':')?.trim_start();
        let start = script.len() - rest.len() + 1;
        rest.starts_with(&quoted).then_some(start..start + value.len())
    })
}
