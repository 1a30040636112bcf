//! Path patterns: the drafts to which a setting applies, and the day given by a path.
//!
//! Paths are relative to the folder of the settings file, with `/` between their parts.

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use regex::Regex;

use super::Placed;
use crate::findings::Fault;
use crate::time::Day;

/// Patterns of `.gitignore`: the last one that matches decides, `!` takes a path back in, and nothing below an excluded
/// folder can be taken back in.
#[derive(Debug, Clone)]
pub struct Globs(Gitignore);

impl Default for Globs {
    fn default() -> Self {
        Self(Gitignore::empty())
    }
}

impl Globs {
    /// Reads patterns; one that is not a pattern, or can never match, is a fault.
    pub fn new(patterns: &[Placed], faults: &mut Vec<Fault>) -> Self {
        let mut builder = GitignoreBuilder::new("");
        // git takes an open bracket as it is; in settings it is a slip.
        builder.allow_unclosed_class(false);
        for pattern in patterns {
            let read = rooted(&pattern.word)
                .and_then(|line| builder.add_line(None, &line).map(|_| ()).map_err(|error| error.to_string()));
            if let Err(why) = read {
                faults.push(pattern.fault("bad-glob", why));
            }
        }
        let globs = Self(builder.build().unwrap_or_else(|_| Gitignore::empty()));
        faults.extend(patterns.iter().enumerate().filter_map(|(at, pattern)| globs.idle(&patterns[..at], pattern)));
        faults.extend(patterns.iter().filter_map(joined));
        globs
    }

    /// Returns `true` if the patterns match the path or one of its parent folders. A path outside the folder (`../x`)
    /// never matches.
    pub fn is_match(&self, path: &str) -> bool {
        self.by(path, false).is_some()
    }

    /// Returns `true` if the patterns match a folder or one of its parent folders.
    pub fn is_folder_match(&self, path: &str) -> bool {
        self.by(path, true).is_some()
    }

    /// The pattern that excludes a path, as it is written.
    pub fn by(&self, path: &str, is_folder: bool) -> Option<&str> {
        let inside = !path.starts_with('/') && !path.starts_with("..") && !path.is_empty();
        if !inside || self.0.is_empty() {
            return None;
        }
        let path = path.trim_end_matches('/');
        let folders = path.match_indices('/').map(|(end, _)| (&path[..end], true));
        folders.chain([(path, is_folder)]).find_map(|(part, is_folder)| match self.0.matched(part, is_folder) {
            Match::Ignore(glob) => Some(glob.original()),
            Match::None | Match::Whitelist(_) => None,
        })
    }

    /// A warning about a pattern with `!` that takes nothing back in.
    fn idle(&self, before: &[Placed], pattern: &Placed) -> Option<Fault> {
        let path = pattern.word.strip_prefix('!').filter(|path| !path.is_empty())?;
        if before.iter().all(|other| other.word.starts_with('!')) {
            let fault = pattern
                .fault("idle-pattern", format!("`!{path}` has no effect: no pattern before it excludes anything"));
            return Some(fault.warning());
        }
        let path = path.trim_start_matches("./").trim_matches('/');
        let above = path.rsplit_once('/').filter(|_| !path.contains(['*', '?', '[']))?.0;
        let by = self.by(above, true)?;
        let fault = pattern
            .fault("idle-pattern", format!("`{}` has no effect: `{by}` excludes the folder `{above}/`", pattern.word))
            .note(format!(
                "to take something back in, exclude what is in the folder, not the folder: \"{}/*\"",
                by.trim_end_matches('/')
            ));
        Some(fault.warning())
    }
}

/// A warning about patterns in one pair of quotation marks: "old/, tmp/".
fn joined(pattern: &Placed) -> Option<Fault> {
    let parts: Vec<&str> = pattern.word.split(',').map(str::trim).collect();
    let paths = parts.len() > 1
        && !pattern.word.contains(['{', '['])
        && parts.iter().all(|part| part.contains(['/', '.', '*']));
    paths.then(|| {
        pattern
            .fault("idle-pattern", format!("`{}` is one pattern, for a path with a comma", pattern.word))
            .note(format!("write each in its own quotation marks: [\"{}\"]", parts.join("\", \"")))
            .warning()
    })
}

/// A line of `.gitignore` for a pattern: `./x` is the `x` next to the settings.
fn rooted(pattern: &str) -> Result<String, String> {
    let (sign, path) = pattern.strip_prefix('!').map_or(("", pattern), |rest| ("!", rest));
    if path.trim().is_empty() || path == "/" {
        return Err(format!("`{pattern}` names no path"));
    }
    if path == ".." || path.starts_with("../") {
        return Err(format!("`{pattern}` is outside the folder of the settings, where it can never match"));
    }
    if path.starts_with("~/") {
        return Err(format!(
            "`{pattern}`: patterns are relative to the folder of the settings, and `~` is not expanded"
        ));
    }
    if path.starts_with('$') {
        return Err(format!(
            "`{pattern}`: patterns are relative to the folder of the settings, and variables are not expanded"
        ));
    }
    if path.contains('\\') && path.split('\\').skip(1).any(|rest| rest.starts_with(char::is_alphanumeric)) {
        return Err(format!("`{pattern}`: write `/` between folders; `\\` takes the character after it as it is"));
    }
    if path.starts_with('#') {
        return Err(format!("`{pattern}` is a comment in `.gitignore`: write `\\{path}`"));
    }
    Ok(match path.strip_prefix("./") {
        Some(rest) => format!("{sign}/{}", rest.trim_start_matches('/')),
        None => format!("{sign}{path}"),
    })
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
    fn the_last_pattern_decides_and_nothing_below_an_excluded_folder_comes_back() {
        let excluded = |patterns: &[&str], path: &str| {
            let mut faults = Vec::new();
            let globs = Globs::new(&placed(patterns), &mut faults);
            (globs.is_match(path), faults.iter().map(|fault| fault.code).collect::<Vec<_>>())
        };
        for (patterns, out, kept) in [
            (&["docs/*", "!docs/en/"][..], "docs/de/a.md", "docs/en/a.md"),
            (&["*.md", "!README.md"], "sub/a.md", "sub/README.md"),
            (&["news/**/old/", "!news/2024/old/"], "news/2023/old/a.md", "news/2024/old/a.md"),
            (&["*", "!*/", "!*.txt"], "sub/a.md", "sub/a.txt"),
            (&["a.md", "!a.md", "/a.md"], "a.md", "sub/a.md"),
            (&["./old/"], "old/a.md", "sub/old/a.md"),
            (&["draft[0-9].md", "!draft7.md"], "x/draft1.md", "x/draft7.md"),
        ] {
            assert_eq!(excluded(patterns, out), (true, Vec::new()), "{patterns:?} {out}");
            assert_eq!(excluded(patterns, kept), (false, Vec::new()), "{patterns:?} {kept}");
        }
        // As git has it.
        assert_eq!(excluded(&["docs/", "!docs/en/"], "docs/en/a.md"), (true, vec!["idle-pattern"]));
        assert_eq!(excluded(&["!docs/en/", "docs/*"], "docs/en/a.md"), (true, vec!["idle-pattern"]));
        for wrong in ["", "!", "../other/", "#drafts/"] {
            assert_eq!(excluded(&[wrong, "x"], "x").1, ["bad-glob"], "{wrong}");
        }
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
