//! Structure and wording of the source: layers point down, files stay short, modules have headers, English is idiomatic.
#![allow(clippy::disallowed_methods, reason = "a test reads the sources")]

use std::fs;
use std::path::{Path, PathBuf};

use factlint::engine::{Engine, Options};

/// From the bottom up.
const LAYERS: [&str; 18] = [
    "text", "findings", "time", "rules", "embedded", "document", "language", "frame", "claims", "kinds", "engine",
    "examples", "report", "settings", "project", "host", "lsp", "cli",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn all(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in folders {
        sources(&root.join(folder), &mut paths);
    }
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source");
            (path.strip_prefix(root).expect("below the root").to_owned(), text)
        })
        .collect()
}

/// The layer of a file below `src`, and the layers it names by `crate::`.
fn named<'t>(path: &Path, text: &'t str) -> Option<(usize, Vec<(&'static str, &'t str)>)> {
    let first = path.components().nth(1)?.as_os_str().to_str()?;
    let own = LAYERS.iter().position(|layer| first == *layer || first == format!("{layer}.rs"))?;
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let names = lines.flat_map(|line| {
        line.match_indices("crate::").filter_map(move |(at, _)| {
            let rest = &line[at + "crate::".len()..];
            let word = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
            LAYERS.iter().find(|layer| **layer == word).map(|layer| (*layer, line))
        })
    });
    Some((own, names.collect()))
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src"]) {
        let Some((own, names)) = named(&path, &text) else { continue };
        for (layer, line) in names {
            let other = LAYERS.iter().position(|known| *known == layer).expect("a layer");
            if other > own {
                wrong.push(format!("{} names `{layer}`: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_is_a_layer() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("the library");
    let modules: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let missing: Vec<&&str> = modules.iter().filter(|module| !LAYERS.contains(module)).collect();
    assert!(missing.is_empty(), "not in the order of layers: {missing:?}");
    assert_eq!(modules.len(), LAYERS.len());
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src", "tests", "examples", "benches"]) {
        if text.lines().count() >= 500 {
            wrong.push(format!("{} has {} lines", path.display(), text.lines().count()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{} does not begin with what it is for", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_of_drafts_are_data() {
    // Cue words live in `rules/words`: a recogniser that compares with one in Rust cannot be extended by its users.
    let mut wrong = Vec::new();
    for (path, text) in all(&["src/language", "src/frame", "src/claims", "src/kinds"]) {
        let program = text.split("#[cfg(test)]").next().unwrap_or("");
        for line in program.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let compares =
                line.contains("view.word(") || line.contains(".lower ==") || line.contains(".lower.as_str()");
            let literal = line
                .split('"')
                .skip(1)
                .step_by(2)
                .any(|text| text.len() > 1 && text.bytes().all(|b| b.is_ascii_lowercase()));
            if compares && literal {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Names of lists that stand in quotation marks or braces; one that ends with a hyphen begins the names of a family.
fn is_read(list: &str, texts: &[String]) -> bool {
    let families = list.match_indices('-').map(|(at, _)| format!("\"{}\"", &list[..=at]));
    let names = [("\"", "\""), ("{", "}"), (":", "}"), (":", "*}")].map(|(open, close)| format!("{open}{list}{close}"));
    families.chain(names).any(|name| texts.iter().any(|text| text.contains(&name)))
}

#[test]
fn every_list_of_words_is_read() {
    let files = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
        entries.map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a rule file")).collect()
    };
    let mut texts: Vec<String> = all(&["src"]).into_iter().map(|(_, text)| text).collect();
    texts.extend(files("rules/checks"));
    let mut unread = Vec::new();
    for file in files("rules/words") {
        // A list with a weight is evidence by itself: no reader asks for it by name.
        let tables = file.split("\n[").filter(|table| !table.contains("\nweight = "));
        let names = tables.filter_map(|table| table.strip_prefix("list.")?.split_once(']'));
        unread.extend(names.map(|(name, _)| name).filter(|name| !is_read(name, &texts)).map(str::to_owned));
    }
    assert!(unread.is_empty(), "no check and no reader asks for {unread:?}");
    assert!(!is_read("nobody-asks", &texts));
}

/// The names that sources give to `words.items`, where they are written there.
fn asked_lists(text: &str) -> Vec<&str> {
    let program = text.split("#[cfg(test)]").next().unwrap_or("");
    program.split(".items(\"").skip(1).filter_map(|rest| rest.split_once('"').map(|(name, _)| name)).collect()
}

#[test]
fn every_list_that_is_asked_for_exists() {
    // A list of a misspelt name has no items, and nobody would notice.
    let known = factlint::embedded::words();
    let mut unknown = Vec::new();
    for (path, text) in all(&["src"]) {
        let missing =
            asked_lists(&text).into_iter().filter(|name| !known.iter().any(|words| words.lists.contains_key(*name)));
        unknown.extend(missing.map(|name| format!("{}: `{name}`", path.display())));
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    assert_eq!(asked_lists("a(b.items(\"one\"), c.items(\"two\"))"), ["one", "two"]);
    let engine = Engine::new(factlint::embedded::rules(), Options::default());
    assert!(engine.faults().is_empty(), "{:?}", engine.faults());
}

/// Words that make English read as translated, as regular expressions. They must not occur in comments and messages of `src`, in
/// checks, and in pages, except for the history of the facts and the changelog.
const UNIDIOMATIC: &str = "told|tells|telling|stands|whereof|slept|gives? way|let be|of old|reckon(ed|s)?|odd ones?|\
    so many|whoever|of its own|(its|their) like|beside|anew|at hand|lies|surely|seldom|by (itself|themselves)|\
    what came of|(comes?|came) out|(bears?|borne) out|heed(s|ed)?|mend(s|ed)?|in (its|their) stead|lest|amongst|whilst|where(by|in)|\
    there(of|in|upon)|here(by|in)|aforesaid|save for|not what the|of one whole|superfluous|that (is|are) none|\
    slip of the hand|too early for this|needs a day|percent in points";

/// The lines of a text without fenced code, code spans and quotations, which may contain the words of a draft.
fn wording(text: &str) -> Vec<String> {
    let quoted = regex::Regex::new(r#"`[^`]*`|"[^"]*""#).expect("a pattern");
    let mut fenced = false;
    let lines = text.lines().map(|line| {
        fenced ^= line.trim_start().starts_with("```");
        if fenced { String::new() } else { quoted.replace_all(line, "_").to_lowercase() }
    });
    lines.collect()
}

/// The messages, notes and labels of the patterns of all checks, without the words of drafts.
fn patterns_messages(root: &Path) -> Vec<(String, String)> {
    let message = regex::Regex::new(r#"^(?:message|note|label\.\w+) = "(.*)"$"#).expect("a pattern");
    let quoted = regex::Regex::new(r#"\\"[^"]*\\"|\{[^}]*\}"#).expect("a pattern");
    let entries =
        fs::read_dir(root.join("rules/checks")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let texts = entries.map(|path| {
        let text = fs::read_to_string(&path).expect("a check");
        let said = |line: &str| Some(quoted.replace_all(message.captures(line)?.get(1)?.as_str(), "_").into_owned());
        let lines: Vec<String> = text.lines().map(|line| said(line).unwrap_or_default()).collect();
        (path.display().to_string(), lines.join("\n"))
    });
    texts.collect()
}

#[test]
fn english_is_idiomatic() {
    let words = regex::Regex::new(&format!(r"\b({UNIDIOMATIC})\b")).expect("a pattern");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<(String, String)> = Vec::new();
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/pairs/README.md"] {
        texts.push((page.to_owned(), fs::read_to_string(root.join(page)).expect("a page")));
    }
    let folders = ["docs", "docs/ci", "docs/editors"];
    for entry in folders.iter().flat_map(|folder| fs::read_dir(root.join(folder)).expect("a folder")) {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("facts-differences.md") {
            texts.push((path.display().to_string(), fs::read_to_string(&path).expect("a page")));
        }
    }
    for check in factlint::embedded::checks_with_manuals() {
        let messages = check.messages.values().cloned().collect::<Vec<_>>().join("\n");
        texts.push((check.id, format!("{}\n{}\n{messages}", check.summary, check.manual)));
    }
    texts.extend(patterns_messages(root));
    let literal = regex::Regex::new(r#""((?:[^"\\]|\\.)* (?:[^"\\]|\\.)*)""#).expect("a pattern");
    let placeholder = regex::Regex::new(r"\{[^}]*\}").expect("a pattern");
    for (path, text) in all(&["src"]) {
        let program = if path.ends_with("tests.rs") { "" } else { text.split("#[cfg(test)]").next().unwrap_or("") };
        let lines = program.lines().map(|line| {
            let messages = literal.captures_iter(line).map(|found| placeholder.replace_all(&found[1], "").into_owned());
            if line.trim_start().starts_with("//") { line.to_owned() } else { messages.collect::<Vec<_>>().join("; ") }
        });
        texts.push((path.display().to_string(), lines.collect::<Vec<_>>().join("\n")));
    }
    let mut wrong = Vec::new();
    for (name, text) in &texts {
        for (number, line) in wording(text).iter().enumerate() {
            wrong.extend(words.find(line).map(|found| format!("{name}:{}: `{}`", number + 1, found.as_str())));
        }
    }
    assert!(wrong.is_empty(), "write these in plain English:\n{}", wrong.join("\n"));
}
