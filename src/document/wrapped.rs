//! Wrapped lines: their breaks are read as spaces, so that a date or a name may span two lines. Hard line breaks stay,
//! and so do breaks after lines that do not look wrapped: an address, a verse, "key: value".

/// The meaning of a line break inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// A space.
    Soft,
    /// A new line.
    Hard,
}

/// Shortest line that a block in wrapped lines has, where breaks are spaces.
const SOFT_WIDTH: usize = 20;
/// The same, and the longest, where breaks are new lines: longer lines are paragraphs.
const HARD_WIDTH: std::ops::RangeInclusive<usize> = 50..=120;
/// Fewest words of a line of prose that is wrapped earlier.
const WORDS: usize = 4;
/// Longest key before a colon, in bytes.
const KEY: usize = 32;

/// The text of a block with the breaks of wrapped lines replaced by spaces, of the same length; `None` if nothing
/// changes. `kept` contains the positions of hard breaks.
pub(super) fn joined(block: &str, kept: &[usize], breaks: Breaks) -> Option<String> {
    memchr::memchr(b'\n', block.as_bytes())?;
    let lines: Vec<&str> = block.split_inclusive('\n').collect();
    let prose = Prose {
        longest: lines.iter().map(|line| line.trim_end().len()).max()?,
        ends: block.trim_end().ends_with(ENDS),
        flows: lines.len() == 2 || lines[1..].iter().any(|line| starts_small(line)),
        breaks,
    };
    let mut text = String::with_capacity(block.len());
    let mut changed = false;
    for (line, next) in lines.iter().zip(lines[1..].iter().map(Some).chain([None])) {
        let end = text.len() + line.len() - 1;
        match next.filter(|next| !kept.contains(&end) && prose.wraps(line.trim_end(), next.trim())) {
            Some(_) => {
                let whole = line.trim_end_matches(['\r', '\n']);
                text.push_str(whole);
                text.extend(std::iter::repeat_n(' ', line.len() - whole.len()));
                changed = true;
            }
            None => text.push_str(line),
        }
    }
    changed.then_some(text)
}

const ENDS: [char; 6] = ['.', '!', '?', '"', '\u{201d}', ')'];

/// Statistics of the lines of a block.
struct Prose {
    longest: usize,
    /// Whether it ends as a sentence does.
    ends: bool,
    /// Whether lines begin in the middle of a sentence.
    flows: bool,
    breaks: Breaks,
}

impl Prose {
    /// Returns `true` if a line ends only because it is full.
    fn wraps(&self, line: &str, next: &str) -> bool {
        if line.is_empty() || next.is_empty() || line.ends_with(':') || is_entry(next) {
            return false;
        }
        if starts_small(next) {
            return true;
        }
        // The first word of the next line would have had no place.
        let full = line.len() + 1 + next.split_whitespace().next().map_or(0, str::len);
        match self.breaks {
            Breaks::Soft => self.longest >= SOFT_WIDTH && full * 5 > self.longest * 3,
            Breaks::Hard => {
                let early =
                    self.ends && self.flows && !line.ends_with(ENDS) && line.split_whitespace().count() >= WORDS;
                HARD_WIDTH.contains(&self.longest) && full > self.longest || early && self.longest <= *HARD_WIDTH.end()
            }
        }
    }
}

fn starts_small(line: &str) -> bool {
    line.trim_start().starts_with(char::is_lowercase)
}

/// "Default: 8080", "Prime minister: ...".
fn is_entry(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(key, _)| {
        key.len() <= KEY && key.starts_with(char::is_uppercase) && !key.contains(|c: char| c.is_ascii_punctuation())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_joined() {
        for block in [
            "The vote was held on Wednesday,\nSept. 23, 2025 in Holt.",
            "The strike ran from 12 June 2020 until 3 May\n2020 in York.",
            "The mayor of the town, who was seen with Anna\nHolt on Monday, left the hall early, and nobody\nelse did.",
        ] {
            for breaks in [Breaks::Soft, Breaks::Hard] {
                assert_eq!(joined(block, &[], breaks), Some(block.replace('\n', " ")), "{block}");
            }
        }
        let windows = "The rule ran until June\r\n30, 2024 in Leeds.";
        assert_eq!(joined(windows, &[], Breaks::Soft), Some(windows.replace("\r\n", "  ")));
    }

    #[test]
    fn other_lines_stay_apart() {
        for block in [
            "Jane Holt\n12 March Street\nLeeds",
            "The woods are dark and deep,\nBut I have promises to keep,\nAnd miles to go before I sleep.",
            "Tuesday, March 5\n2019 annual report",
            "They met in the old hall on Monday, and all of them stayed there until the rain was over and the roads were dry again in May\n2019 was a dry year.",
        ] {
            assert_eq!(joined(block, &[], Breaks::Hard), None, "{block}");
        }
        for block in [
            "Default port: 8080\nHighest port: 9000",
            "Published May 3\nMay Holt and the mayor met in the hall of the town.",
        ] {
            assert_eq!(joined(block, &[], Breaks::Soft), None, "{block}");
        }
        let kept = "One long line of the poem,\nTwo long lines of it.";
        assert_eq!(joined(kept, &[26], Breaks::Soft), None);
    }
}
