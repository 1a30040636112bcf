//! The versions of a draft that have a date: "2.4.1 — 2024-03-02", "version 3.1, released in May 2021".

use super::entries::{has_item, has_item_in};
use super::{Clash, Lists};
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::values::DateValue;
use crate::text::{Prose, Span};
use crate::time::When;

/// Bytes between a version and its date, at most.
const REACH: usize = 60;
/// Bytes of a version and what precedes it, at most.
const BEFORE: usize = 40;
/// Days by which dates may be in the wrong order: of two time zones.
const ZONES: i64 = 1;

/// Major, minor and patch version.
type Version = [u32; 3];

/// A version with its date.
#[derive(Debug, Clone)]
struct Release {
    /// The product, if the word before the version names one.
    name: String,
    version: Version,
    written: String,
    when: When,
    date: Span<Prose>,
}

/// A version in a text.
struct Written<'t> {
    text: &'t str,
    numbers: Version,
    /// The bytes of the text before it.
    before: usize,
    /// Whether its form shows that it is one: "v2", "2.4.1".
    sure: bool,
}

/// The clashes, and the number of versions with a date.
pub(super) fn clashes(draft: &Draft<'_>, lists: Lists) -> (Vec<Clash>, usize) {
    let releases = releases(draft, lists);
    let mut names: Vec<&str> = releases.iter().map(|release| release.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    // A version without a name is of the only product.
    let one = names.iter().filter(|name| !name.is_empty()).count() <= 1;
    let mut found = Vec::new();
    for name in if one { vec![""] } else { names } {
        let group: Vec<&Release> = releases.iter().filter(|release| one || release.name == name).collect();
        found.extend(clash(&group));
    }
    (found, releases.len())
}

/// The release of a product whose date alone does not fit the others.
fn clash(group: &[&Release]) -> Option<Clash> {
    let dates: Vec<(Version, When)> = group.iter().map(|release| (release.version, release.when)).collect();
    let wrong = in_wrong_order(&dates);
    let alone = |at: usize| wrong.iter().all(|&(one, other)| one == at || other == at);
    let &(one, other) = wrong.iter().min_by_key(|&&(one, other)| one.abs_diff(other))?;
    let entry = [one.max(other), one.min(other)].into_iter().find(|&at| alone(at))?;
    let other = if one == entry { other } else { one };
    let versions = Some([group[entry].written.clone(), group[other].written.clone()]);
    Some(Clash { date: group[entry].date, other: group[other].date, versions })
}

/// What versions of which one can only follow the other have in common: patches of a minor version, minor versions without a
/// patch, major versions alone. 2.3.9 may follow 3.0.0.
const LINES: [fn(Version) -> Option<Version>; 3] = [
    |[major, minor, _]| Some([0, major, minor]),
    |[major, _, patch]| (patch == 0).then_some([1, major, 0]),
    |[_, minor, patch]| (minor == 0 && patch == 0).then_some([2, 0, 0]),
];

/// Returns `true` if a date is certainly later than another one; two days by more than time zones explain.
fn is_after(one: When, other: When) -> bool {
    let days = if one.known().is_some() && other.known().is_some() { ZONES } else { 0 };
    one.earliest.since(other.latest) > days
}

/// The pairs of versions of which the first one has a later date than the second one, which follows it.
fn in_wrong_order(dates: &[(Version, When)]) -> Vec<(usize, usize)> {
    let each = dates.iter().enumerate();
    let mut lines: Vec<(Version, Version, usize)> = each
        .flat_map(|(at, &(version, _))| LINES.iter().filter_map(move |line| Some((line(version)?, version, at))))
        .collect();
    lines.sort_unstable();
    let mut found = Vec::new();
    for line in lines.chunk_by(|one, other| one.0 == other.0) {
        let mut latest: Option<usize> = None;
        for &(_, version, at) in line {
            let when = dates[at].1;
            let earlier = latest.filter(|&latest| dates[latest].0 != version);
            found.extend(earlier.filter(|&one| is_after(dates[one].1, when)).map(|earlier| (earlier, at)));
            if latest.is_none_or(|latest| dates[latest].1.earliest < when.earliest) {
                latest = Some(at);
            }
        }
    }
    found
}

fn releases(draft: &Draft<'_>, lists: Lists) -> Vec<Release> {
    let mut found: Vec<Release> = Vec::new();
    for (number, block) in draft.analysis.blocks.iter().enumerate() {
        if block.kind == BlockKind::Quote || !block.text().contains('.') {
            continue;
        }
        for (date, span) in draft.analysis.dates_in(block.span) {
            let dated = matches!(date, DateValue::Date { month: Some(_), .. }).then(|| date.when(None)).flatten();
            let Some(when) = dated.filter(|_| !draft.analysis.is_quoted(number, span)) else { continue };
            let found_version = version_of(draft, number, span, lists);
            let Some((name, version)) = found_version.or_else(|| version_behind(draft, number, span, lists)) else {
                continue;
            };
            let written = version.text.to_owned();
            found.push(Release { name, version: version.numbers, written, when, date: span });
        }
    }
    found.extend(draft.analysis.structure().tables.iter().flat_map(|table| rows(draft, table, lists)));
    found
}

/// The version that a date belongs to: directly before it, or before "released on".
fn version_of<'d>(
    draft: &'d Draft<'_>,
    block: usize,
    date: Span<Prose>,
    lists: Lists,
) -> Option<(String, Written<'d>)> {
    let prose = draft.analysis.prose();
    let (start, at) = (draft.analysis.blocks[block].span.start as usize, date.start as usize);
    let from = (at.saturating_sub(REACH)..=at).find(|&from| prose.is_char_boundary(from))?.max(start);
    let near = &prose[from..at];
    let end = near.char_indices().rev().find(|(_, c)| c.is_ascii_digit()).map(|(end, _)| from + end + 1)?;
    // The word that the digits end: "2.0.0-rc1" is no final version.
    let word_end =
        end + prose[end..at].find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '_')).unwrap_or(0);
    if !prose[end..word_end].trim_matches(['.', '-', '_']).is_empty() {
        return None;
    }
    let between = &prose[end..at];
    let words = between.contains(char::is_alphanumeric);
    let linked = || {
        let gap = Span::new(end, at);
        has_item_in(draft, block, gap, lists.released)
            && !has_item_in(draft, block, gap, lists.retired)
            && !between.contains([';', '.', '!', '?', '\n'])
    };
    if words && !linked() {
        return None;
    }
    let from = (end.saturating_sub(BEFORE)..=end).find(|&from| prose.is_char_boundary(from))?.max(start);
    let version = version(&prose[from..end])?;
    let before = prose[from..from + version.before].trim_end_matches(|c: char| !c.is_alphanumeric());
    let word =
        before.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '@'))).next().unwrap_or("");
    let is_version = draft.analysis.cues().contains(lists.version, &word.to_lowercase());
    let opens = before.len() == word.len() && from == start;
    let heading = draft.analysis.blocks[block].kind == BlockKind::Heading;
    let named = !is_version && word.starts_with(char::is_alphabetic) && (opens || word.starts_with(char::is_uppercase));
    let sure = version.sure || is_version || named && (heading || words) || heading && opens;
    (sure && !has_item(draft, block, lists.retired)).then(|| {
        let name = if named { word.to_lowercase() } else { String::new() };
        (name, version)
    })
}

/// The version behind a date that opens a block: "12 March 2025 — Version 1.7.1".
fn version_behind<'d>(
    draft: &'d Draft<'_>,
    block: usize,
    date: Span<Prose>,
    lists: Lists,
) -> Option<(String, Written<'d>)> {
    let prose = draft.analysis.prose();
    let span = draft.analysis.blocks[block].span;
    let lead = &prose[span.start as usize..date.start as usize];
    let rest = &prose[date.end as usize..span.end as usize];
    let from = rest.find(|c: char| c.is_ascii_digit())?;
    let to = rest[from..].find(|c: char| !(c.is_ascii_digit() || c == '.')).map_or(rest.len(), |end| from + end);
    let text = rest[..to].trim_end_matches('.');
    // "2.0.0-rc1" is no final version.
    let ends = !rest[text.len()..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '%'));
    if lead.contains(char::is_alphanumeric) || !ends || from > BEFORE {
        return None;
    }
    let version = version(text)?;
    let before = text[..version.before].trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = before.split_whitespace().collect();
    let is_version = |word: &&str| draft.analysis.cues().contains(lists.version, &word.to_lowercase());
    let labelled = words.last().is_some_and(is_version);
    let names: Vec<&str> = words.into_iter().filter(|word| !is_version(word)).collect();
    let named = names.len() <= 1 && names.iter().all(|name| name.starts_with(char::is_uppercase));
    let sure = labelled || version.sure;
    (sure && named && !has_item(draft, block, lists.retired)).then(|| (names.concat().to_lowercase(), version))
}

/// The version that ends a text.
fn version(text: &str) -> Option<Written<'_>> {
    let start = text.rfind(|c: char| !(c.is_ascii_digit() || c == '.')).map_or(0, |at| at + 1);
    let start = (start..text.len()).find(|&at| text.is_char_boundary(at))?;
    let digits = text[start..].trim_start_matches('.');
    let start = text.len() - digits.len();
    let before = &text[..start];
    let letter = before.ends_with(['v', 'V']) && !before[..before.len() - 1].ends_with(char::is_alphanumeric);
    // "1,200.5", "$3.1", "x2.1", "10-2.3"
    if !letter
        && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '$' | '€' | '£' | '-' | '/' | ':' | '%'))
    {
        return None;
    }
    let parts: Vec<u32> = digits.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    // Without a point it is any number, and with a year in front a date.
    if !(2..=4).contains(&parts.len()) || digits.split('.').any(|part| part.len() > 4) {
        return None;
    }
    let numbers = [parts[0], parts[1], parts.get(2).copied().unwrap_or(0)];
    let before = start - usize::from(letter);
    Some(Written { text: digits, numbers, before, sure: letter || parts.len() > 2 })
}

/// The rows of a table with a column of versions and one of dates on which they were released.
fn rows(draft: &Draft<'_>, table: &crate::language::structure::Table, lists: Lists) -> Vec<Release> {
    let head = |at: usize| table.rows.first().filter(|_| table.head_row)?.get(at).copied().flatten();
    let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let headed = |at: &usize, list| head(*at).is_some_and(|block| has_item(draft, block, list));
    let dated = (0..width).find(|at| headed(at, lists.released) && !headed(at, lists.retired));
    let versions = (0..width).find(|at| headed(at, lists.version) && Some(*at) != dated);
    let (Some(dated), Some(versions)) = (dated, versions) else { return Vec::new() };
    let read = |row: &Vec<Option<usize>>| {
        let cell = |at: usize| row.get(at).copied().flatten().and_then(|block| draft.analysis.blocks.get(block));
        let text = cell(versions)?.text().trim();
        let written = version(text)?;
        let named = text[..written.before].chars().any(char::is_alphanumeric);
        let (date, span) = draft.analysis.dates_in(cell(dated)?.span).next()?;
        let when = date.when(None).filter(|_| !named)?;
        Some(Release {
            name: String::new(),
            version: written.numbers,
            written: written.text.to_owned(),
            when,
            date: span,
        })
    };
    table.rows.iter().skip(1).filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Version, &str)> {
        version(text).map(|version| (version.numbers, &text[..version.before]))
    }

    #[test]
    fn versions_at_the_end_of_a_text() {
        assert_eq!(read("Tessellate 5.4"), Some(([5, 4, 0], "Tessellate ")));
        assert_eq!(read("[v2.4.1"), Some(([2, 4, 1], "[")));
        assert_eq!(read("1.12.0.3"), Some(([1, 12, 0], "")));
        for text in ["chapter 5", "$3.1", "1,200.5", "x2.1", "2.4-1", "12:30.1", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn versions_in_the_wrong_order() {
        let wrong = |all: &[(Version, i16)]| {
            let dated = all.iter().filter_map(|&(version, year)| Some((version, When::year(year)?)));
            in_wrong_order(&dated.collect::<Vec<_>>())
        };
        assert_eq!(wrong(&[([2, 4, 1], 2020), ([2, 4, 0], 2022)]), [(1, 0)]);
        assert_eq!(wrong(&[([2, 4, 0], 2022), ([2, 5, 0], 2020)]), [(0, 1)]);
        assert_eq!(wrong(&[([3, 0, 0], 2020), ([2, 0, 0], 2022)]), [(1, 0)]);
        assert_eq!(wrong(&[([2, 3, 9], 2022), ([3, 0, 0], 2020), ([2, 4, 0], 2020)]), []);
        assert_eq!(wrong(&[([2, 4, 0], 2020), ([2, 4, 0], 2022), ([2, 4, 1], 2023)]), []);
    }
}
