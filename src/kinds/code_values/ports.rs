//! Ports anywhere in the source of a draft, blocks of code included: in addresses, behind keys ("listen = 2525"), in mappings
//! ("5433:5432").

use std::ops::Range;
use std::sync::Arc;

use super::CodeValues;
use crate::kinds::Draft;
use crate::language::digits::{DigitSlip, slip};
use crate::text::{Input, Place, Span};

/// Digits of a port that is not one of the well-known ones.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=5;
/// Most different ports of a draft.
const MANY: usize = 5;
/// Bytes of a line that are read before a number.
const BEFORE: usize = 80;

/// A port and its bytes in the source.
struct Port<'t> {
    value: &'t str,
    bytes: Range<usize>,
}

impl CodeValues {
    /// Two ports of one text that differ by a slip: two digits have changed places, or one in the middle is another one and there
    /// are no further ports. One of them is given once. Also the number of ports.
    pub(super) fn slipped(&self, draft: &Draft<'_>) -> (Option<[Place; 2]>, usize) {
        let [input] = draft.document.inputs.as_slice() else { return (None, 0) };
        let ports = self.in_source(&input.text);
        (Self::pair(input, &ports), ports.len())
    }

    fn pair(input: &Arc<Input>, ports: &[Port<'_>]) -> Option<[Place; 2]> {
        let mut values: Vec<&str> = ports.iter().map(|port| port.value).collect();
        values.sort_unstable();
        values.dedup();
        if values.len() < 2 || values.len() > MANY {
            return None;
        }
        let times = |value: &str| ports.iter().filter(|port| port.value == value).count();
        // 8080 and 8090, 9009 and 9090 are all in use.
        let differ = |one: &str, other: &str| -> Option<Vec<usize>> {
            let pairs = || one.bytes().zip(other.bytes()).enumerate().filter(|(_, (a, b))| a != b);
            let plain = pairs().all(|(_, (a, b))| a != b'0' && b != b'0');
            plain.then(|| pairs().map(|(at, _)| at).collect())
        };
        let inside = |one: &str, other: &str| {
            differ(one, other).is_some_and(|at| at.iter().all(|&at| at > 0 && at + 1 < one.len()))
        };
        let adjacent = |one: &str, other: &str| {
            differ(one, other).is_some_and(|at| at.windows(2).all(|pair| pair[0] + 1 == pair[1]))
        };
        for (at, other) in ports.iter().enumerate() {
            let fits = |one: &&Port<'_>| {
                let between = &input.text[one.bytes.end..other.bytes.start];
                let line = between.contains('\n') || between.contains(". ");
                let changed = match slip(one.value, other.value) {
                    Some(DigitSlip::Swapped) => adjacent(one.value, other.value),
                    Some(DigitSlip::Changed) => values.len() == 2 && inside(one.value, other.value),
                    None => false,
                };
                changed && line && times(one.value).min(times(other.value)) == 1
            };
            if let Some(one) = ports[..at].iter().find(fits) {
                let place = |port: &Port<'_>| Place {
                    input: Arc::clone(input),
                    span: Span::new(port.bytes.start, port.bytes.end),
                };
                return Some([place(one), place(other)]);
            }
        }
        None
    }

    fn in_source<'t>(&self, text: &'t str) -> Vec<Port<'t>> {
        let mut found = Vec::new();
        let mut base = 0;
        for line in text.split_inclusive('\n') {
            let digits = |c: char| c.is_ascii_digit();
            let mut at = 0;
            while let Some(start) = line[at..].find(digits).map(|start| at + start) {
                let end = line[start..].find(|c| !digits(c)).map_or(line.len(), |end| start + end);
                at = end;
                if DIGITS.contains(&(end - start)) && self.is_port(&line[..start], &line[end..]) {
                    found.push(Port { value: &line[start..end], bytes: base + start..base + end });
                }
            }
            base += line.len();
        }
        found
    }

    /// Returns `true` if the text around digits shows that they are a port.
    fn is_port(&self, before: &str, behind: &str) -> bool {
        if behind.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '%'))
            || behind.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            return false;
        }
        let mut from = before.len().saturating_sub(BEFORE);
        while !before.is_char_boundary(from) {
            from += 1;
        }
        let before = &before[from..];
        let mapped = behind.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if mapped && before.ends_with(['"', '\'', ' ', '=', '-']) {
            return true;
        }
        if let Some(host) = before.strip_suffix(':') {
            let word = host.rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | '=')).next();
            let word = word.unwrap_or_default();
            let address = word.split_once("://").is_some_and(|(_, host)| !host.is_empty() && !host.contains('/'));
            return address || self.hosts.iter().any(|host| word.ends_with(host.as_str()));
        }
        let key = before.trim_end_matches([' ', '=', ':', '"', '\'', '`', '(', '*']);
        key.len() < before.len()
            && self.keys.iter().any(|own| {
                let start = key.len().checked_sub(own.len()).filter(|&start| key.is_char_boundary(start));
                start.is_some_and(|start| {
                    key[start..].eq_ignore_ascii_case(own) && !key[..start].ends_with(|c: char| c.is_alphanumeric())
                })
            })
    }
}
