//! `factlint config` and `factlint init`: settings shown, explained and begun.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use ignore::WalkBuilder;

use super::args::Config;
use super::output::Output;
use super::{FAULTS, FINE};
use crate::document::Format;
use crate::findings::Fault;
use crate::host::absolute;
use crate::host::files::shown;
use crate::host::sources;
use crate::host::sources::Sources;
use crate::project::Located;
use crate::project::requested;
use crate::report::{self, Style};
use crate::rules::toml_reader::hint;
use crate::settings::{self, DayPaths, FILE_NAME, KEYS, Key, Placed};

/// Files that `init` looks at.
const MOST_FILES: usize = 20_000;

/// Runs a command on settings; answers the exit status.
pub(super) fn config(command: &Config, output: &Output) -> anyhow::Result<u8> {
    match command {
        Config::Show { path } => show(path.as_deref(), output),
        Config::Explain { key } => explain(key, output),
        Config::Schema => {
            let text = serde_json::to_string_pretty(&settings::schema()).context("the schema cannot be written")?;
            output.out(&format!("{text}\n")).context("the schema cannot be written")?;
            Ok(FINE)
        }
    }
}

/// The settings for a path: every key with its value and the line that sets it.
fn show(path: Option<&Path>, output: &Output) -> anyhow::Result<u8> {
    if let Some(path) = path.filter(|path| !path.exists()) {
        bail!("{} does not exist; name a draft or a folder", shown(path));
    }
    let folder = match path {
        Some(path) if path.is_dir() => path,
        Some(path) => path.parent().unwrap_or(Path::new("")),
        None => Path::new(""),
    };
    let found = sources::nearest_above(folder);
    let project = found.as_deref().map(super::projects::located_at);
    let mut text = match &found {
        Some(path) => format!("# settings of {}\n", shown(path)),
        None => format!("# no {FILE_NAME} here or above: the defaults apply\n"),
    };
    for key in KEYS {
        match project.as_ref().and_then(|project| project.settings.places.get(key.name)) {
            Some(place) => {
                let at = format!("{}:{}", place.input.path, place.start().line);
                writeln!(text, "{} = {}  # {at}", key.name, value(place.text(), key.name))?;
            }
            None => writeln!(text, "# {}: {}", key.name, key.default)?,
        }
    }
    let rules = sources::rules(&Sources::default(), project.as_ref().unwrap_or(&Located::default()), &[], false).rules;
    let options = project.as_ref().map(|project| requested(&project.settings, None)).unwrap_or_default();
    let off: Vec<&str> =
        rules.checks.iter().filter(|check| !options.wants(check)).map(|check| check.id.as_str()).collect();
    let off = if off.is_empty() { "none".to_owned() } else { off.join(", ") };
    writeln!(text, "# rules that are off: {off}")?;
    output.out(&text).context("the settings cannot be written")?;
    let faults = project.map(|project| project.faults).unwrap_or_default();
    finish(&faults, output)
}

/// A value as it is written; of a table written as `[key]`, the place alone.
fn value(text: &str, key: &str) -> String {
    if text == format!("[{key}]") { "{ ... }".to_owned() } else { report::one_line(text) }
}

fn explain(name: &str, output: &Output) -> anyhow::Result<u8> {
    let Some(key) = settings::key(name) else {
        let mut fault = Fault::of_call("unknown-key", format!("no key is called `{name}`"));
        fault.notes = hint(name, KEYS.iter().map(|key| key.name));
        fault.notes.push(format!("the keys are {}", KEYS.iter().map(|key| key.name).collect::<Vec<_>>().join(", ")));
        return finish(&[fault], output);
    };
    output.out(&explained(key)).context("the text cannot be written")?;
    Ok(FINE)
}

fn explained(key: &Key) -> String {
    format!("{}\n\n{}\n\nDefault: {}\n\n    {}\n", key.name, key.what, key.default, key.example)
}

fn finish(faults: &[Fault], output: &Output) -> anyhow::Result<u8> {
    output.err(&report::faults(faults, Style::Human, output.colors_err()))?;
    Ok(if faults.is_empty() { FINE } else { FAULTS })
}

/// Writes a settings file with comments, after a look at the tree.
pub(super) fn init(folder: &Path, output: &Output) -> anyhow::Result<u8> {
    let path = folder.join(FILE_NAME);
    if path.exists() {
        bail!("{} already exists; `factlint config show` prints its settings", shown(&path));
    }
    let seen = Seen::of(folder);
    fs::write(&path, seen.settings()).with_context(|| format!("{} cannot be written", shown(&path)))?;
    output.out(&format!("wrote {}\n", shown(&path)))?;
    Ok(FINE)
}

/// The drafts of a folder.
#[derive(Debug, Default)]
struct Seen {
    /// Drafts by the name of their format.
    formats: Vec<(&'static str, usize)>,
    /// A path pattern for days besides the default ones, and the number of drafts that it matches.
    days: Option<(&'static str, usize)>,
    /// Folders whose names indicate old drafts or narratives.
    archives: Vec<String>,
    stories: Vec<String>,
    /// Folders of rule files.
    rules: Vec<String>,
}

/// Patterns of days that are worth a line of settings: the usual ones are read anyway.
const DAY_PATTERNS: [&str; 3] = ["{year}/{month}/{day}-*", "{year}/{year}-{month}-{day}*", "*-{year}-{month}-{day}.*"];

impl Seen {
    fn of(folder: &Path) -> Self {
        let mut seen = Self::default();
        let patterns: Vec<(&'static str, DayPaths)> = DAY_PATTERNS
            .iter()
            .map(|&pattern| {
                let placed = Placed { word: pattern.to_owned(), place: None };
                (pattern, DayPaths::new(&[placed], &mut Vec::new()))
            })
            .collect();
        let mut counts = vec![0; patterns.len()];
        let root = absolute(folder);
        for entry in WalkBuilder::new(&root).require_git(false).build().flatten().take(MOST_FILES) {
            let below = shown(entry.path().strip_prefix(&root).unwrap_or(entry.path()));
            if entry.file_type().is_some_and(|kind| kind.is_dir()) {
                seen.folder(&below);
                continue;
            }
            let Some(format) = Format::from_path(&below) else { continue };
            let name = Format::ALL.iter().find(|(known, ..)| *known == format).map_or("", |(_, name, _)| *name);
            match seen.formats.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => seen.formats.push((name, 1)),
            }
            for (count, (_, days)) in counts.iter_mut().zip(&patterns) {
                *count += usize::from(days.day(&below).is_some());
            }
        }
        let best = counts.into_iter().zip(patterns).max_by_key(|(count, _)| *count);
        seen.days = best.filter(|(count, _)| *count > 0).map(|(count, (pattern, _))| (pattern, count));
        seen.formats.sort_unstable();
        seen
    }

    fn folder(&mut self, below: &str) {
        let name = below.rsplit('/').next().unwrap_or(below).to_lowercase();
        let list = match name.as_str() {
            "archive" | "archives" | "old" => &mut self.archives,
            "fiction" | "stories" | "novel" | "novels" => &mut self.stories,
            "factlint-rules" | "house-rules" => &mut self.rules,
            _ => return,
        };
        list.push(format!("{below}/"));
        list.sort_unstable();
    }

    fn settings(&self) -> String {
        let schema = settings::schema()["$id"].as_str().unwrap_or_default().replace("/blob/", "/raw/");
        let mut text =
            format!("#:schema {schema}\n# Settings of factlint. `factlint config explain KEY` describes a key.\n");
        let found: Vec<String> = self.formats.iter().map(|(name, count)| format!("{count} {name}")).collect();
        let found = if found.is_empty() { "none yet".to_owned() } else { found.join(", ") };
        let _ = writeln!(text, "# Drafts found when this file was created: {found}.");
        for key in KEYS {
            let list = |folders: &[String]| {
                let quoted: Vec<String> = folders.iter().map(|folder| format!("{folder:?}")).collect();
                format!("[{}]", quoted.join(", "))
            };
            let (note, line) = match key.name {
                "rules" if !self.rules.is_empty() => (String::new(), format!("rules = {}", list(&self.rules))),
                "exclude" if !self.archives.is_empty() => (
                    "Old drafts are checked too unless they are excluded.".to_owned(),
                    format!("# exclude = {}", list(&self.archives)),
                ),
                "narrative" if !self.stories.is_empty() => {
                    (String::new(), format!("narrative = {}", list(&self.stories)))
                }
                "as-of-paths" if self.days.is_some() => {
                    let (pattern, count) = self.days.unwrap_or_default();
                    (
                        format!("It gives the day of {} here.", report::numbered(count, "draft", "drafts")),
                        format!("as-of-paths = [{pattern:?}]"),
                    )
                }
                _ => (String::new(), format!("# {}", key.example)),
            };
            let _ = write!(text, "\n# {}\n# Default: {}.\n", key.what, key.default);
            if !note.is_empty() {
                let _ = writeln!(text, "# {note}");
            }
            text += &line;
            text.push('\n');
        }
        text
    }
}
