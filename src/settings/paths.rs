//! Path patterns: the drafts to which a setting applies, and the day given by a path.
//!
//! Paths are relative to the folder of the settings file, with `/` between their parts.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use regex::Regex;

use super::Placed;
use crate::findings::Fault;
use crate::time::Day;

/// Patterns of `.gitignore`.
#[derive(Debug, Clone)]
pub struct Globs(Gitignore);

impl Default for Globs {
    fn default() -> Self {
        Self(Gitignore::empty())
    }
}

impl Globs {
    /// Reads patterns; one that is none is a fault.
    pub fn new(patterns: &[Placed], faults: &mut Vec<Fault>) -> Self {
        let mut builder = GitignoreBuilder::new("");
        for pattern in patterns {
            if let Err(error) = builder.add_line(None, &pattern.word) {
                faults.push(pattern.fault("bad-glob", error.to_string()));
            }
        }
        Self(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    }

    /// Returns `true` if a pattern matches the path or one of its parent folders. A path outside the folder (`../x`)
    /// never matches.
    pub fn is_match(&self, path: &str) -> bool {
        let inside = !path.starts_with('/') && !path.starts_with("..");
        inside && !self.0.is_empty() && self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}

/// Patterns that give a day: `{year}/{month}/{day}/*`.
#[derive(Debug, Clone, Default)]
pub struct DayPaths(Vec<Regex>);

impl DayPaths {
    /// Reads patterns; one that cannot give a day is a fault.
    pub fn new(patterns: &[Placed], faults: &mut Vec<Fault>) -> Self {
        let mut found = Vec::new();
        for pattern in patterns {
            match compile(&pattern.word) {
                Ok(regex) => found.push(regex),
                Err(why) => faults.push(pattern.fault("bad-pattern", why)),
            }
        }
        Self(found)
    }

    /// The day given by the first matching pattern. A pattern may start at any folder of the path.
    pub fn day(&self, path: &str) -> Option<Day> {
        self.0.iter().find_map(|regex| {
            let found = regex.captures(path)?;
            let number = |name: &str| found.name(name)?.as_str().parse::<i8>().ok();
            Day::new(found.name("year")?.as_str().parse().ok()?, number("month")?, number("day")?)
        })
    }
}

fn compile(pattern: &str) -> Result<Regex, String> {
    let mut regex = "(?:^|/)".to_owned();
    let mut rest = pattern.strip_prefix('/').unwrap_or(pattern);
    let parts = [
        ("{year}", "(?P<year>[0-9]{4})"),
        ("{month}", "(?P<month>[0-9]{1,2})"),
        ("{day}", "(?P<day>[0-9]{1,2})"),
        ("**", ".*"),
        ("*", "[^/]*"),
    ];
    for (name, _) in &parts[..3] {
        if pattern.matches(name).count() != 1 {
            return Err(format!("`{pattern}` must contain {{year}}, {{month}} and {{day}} exactly once each"));
        }
    }
    while let Some(c) = rest.chars().next() {
        if let Some((part, meaning)) = parts.iter().find(|(part, _)| rest.starts_with(part)) {
            regex.push_str(meaning);
            rest = &rest[part.len()..];
        } else {
            regex.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
            rest = &rest[c.len_utf8()..];
        }
    }
    regex.push('$');
    Regex::new(&regex).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(words: &[&str]) -> Vec<Placed> {
        words.iter().map(|word| Placed { word: (*word).to_owned(), place: None }).collect()
    }

    #[test]
    fn globs_are_those_of_gitignore() {
        let mut faults = Vec::new();
        let globs = Globs::new(&placed(&["archive/", "*.tmp.md", "/top/**", "a/b.md"]), &mut faults);
        assert_eq!(faults, []);
        for path in ["archive/x.md", "sub/archive/y/z.md", "x.tmp.md", "top/a.md", "a/b.md"] {
            assert!(globs.is_match(path), "{path}");
        }
        for path in ["sub/top/a.md", "archives/x.md", "../archive/x.md", "/archive/x.md", "a/c.md"] {
            assert!(!globs.is_match(path), "{path}");
        }
        assert!(!Globs::default().is_match("archive/x.md"));
    }

    #[test]
    fn a_path_tells_a_day() {
        let mut faults = Vec::new();
        let days = DayPaths::new(&placed(&["{year}/{month}/{day}/*", "{day}.{month}.{year}-*.md"]), &mut faults);
        assert_eq!(faults, []);
        let day = |path: &str| days.day(path).map(|day| day.to_string());
        assert_eq!(day("2025/09/23/slug.md").as_deref(), Some("2025-09-23"));
        assert_eq!(day("news/2025/9/3/slug.md").as_deref(), Some("2025-09-03"));
        assert_eq!(day("x/23.09.2025-slug.md").as_deref(), Some("2025-09-23"));
        for path in ["2025/13/40/slug.md", "2025/09/23/a/slug.md", "12025/09/23/slug.md", "slug.md"] {
            assert_eq!(day(path), None, "{path}");
        }
        DayPaths::new(&placed(&["{year}/*"]), &mut faults);
        assert_eq!(faults[0].code, "bad-pattern");
    }
}
