//! Settings and rule files in the editor: their faults, as they are written.

use std::path::Path;
use std::sync::Arc;

use gen_lsp_types::Diagnostic;

use super::checked::of_fault;
use crate::embedded;
use crate::engine;
use crate::examples;
use crate::findings::Fault;
use crate::rules::{RuleSet, extend};
use crate::settings::{self, FILE_NAME};
use crate::text::Buffer;
use crate::text::Input;

/// Files that are not drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Settings,
    Rules,
}

/// Tables that only rule files have.
const TABLES: [&str; 4] = ["check", "pack", "language", "list"];

/// What a TOML file is; `None` if it is of another program.
pub(super) fn kind(path: &Path, text: &str) -> Option<Kind> {
    if path.file_name().is_some_and(|name| name == FILE_NAME) {
        return Some(Kind::Settings);
    }
    if path.extension().is_none_or(|ending| ending != "toml") {
        return None;
    }
    let table = |line: &str| {
        let name = line.trim_start().strip_prefix('[')?.trim_start_matches('[');
        Some(name.split(['.', ']']).next().unwrap_or_default().trim().to_owned())
    };
    text.lines().find_map(table).filter(|first| TABLES.contains(&first.as_str())).map(|_| Kind::Rules)
}

/// What is wrong with a file. The examples of checks are run too. `others` are the other rule files of its project.
pub(super) fn diagnostics(kind: Kind, path: &str, buffer: &Buffer, others: &[Arc<Input>]) -> Vec<Diagnostic> {
    let input = Input::file(path, buffer.text());
    let faults = match kind {
        Kind::Settings => settings::read(&input).1,
        Kind::Rules => of_rules(&input, others),
    };
    let here = faults.iter().filter(|fault| fault.path.as_deref().is_none_or(|of| of == path));
    here.map(|fault| of_fault(fault, buffer)).collect()
}

fn of_rules(input: &Arc<Input>, others: &[Arc<Input>]) -> Vec<Fault> {
    let base = RuleSet { table: embedded::table(), words: embedded::words(), checks: embedded::checks() };
    let inputs: Vec<Arc<Input>> = others.iter().chain([input]).cloned().collect();
    let (rules, mut faults) = extend(&base, &inputs, &engine::specs());
    faults.retain(|fault| fault.path.as_deref().is_none_or(|path| *path == *input.path));
    let own: Vec<String> =
        rules.checks.iter().filter(|check| *check.path == *input.path).map(|check| check.id.clone()).collect();
    if !own.is_empty() && faults.iter().all(|fault| !fault.is_error()) {
        faults.extend(examples::run(&rules, &own).faults);
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Encoding;

    #[test]
    fn files_are_known_by_their_names_and_tables() {
        assert_eq!(kind(Path::new("/a/factlint.toml"), ""), Some(Kind::Settings));
        assert_eq!(kind(Path::new("/a/club.toml"), "# ours\n[check]\nid = \"club\""), Some(Kind::Rules));
        assert_eq!(kind(Path::new("/a/words.toml"), "[list.seat]\n"), Some(Kind::Rules));
        assert_eq!(kind(Path::new("/a/Cargo.toml"), "[package]\n"), None);
        assert_eq!(kind(Path::new("/a/draft.md"), "[check]\n"), None);
    }

    #[test]
    fn faults_are_at_their_places() {
        let text = "# \u{1f600}\nselekt = [\"weekday\"]\n";
        let buffer = Buffer::new(text.to_owned(), Encoding::Utf16);
        let found = diagnostics(Kind::Settings, "factlint.toml", &buffer, &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].range.start.line, found[0].range.start.character, found[0].range.end.character),
            (1, 0, 6)
        );
        let rules = Buffer::new("[check]\nid = \"Bad Id\"\n".to_owned(), Encoding::Utf16);
        assert!(!diagnostics(Kind::Rules, "club.toml", &rules, &[]).is_empty());
    }

    #[test]
    fn rule_files_of_a_project_know_each_other() {
        let pack = |id: &str| {
            format!("[pack]\nid = \"{id}\"\nverified = 2025-01-01\nsources = [\"the club\"]\nlicence = \"CC0-1.0\"\n")
        };
        let club = format!(
            "{}[[place]]\nid = \"club\"\nname = \"Club\"\n[[office]]\nid = \"chair\"\nof = \"club\"\ntitles = [\"chair\"]\n",
            pack("club")
        );
        let people = format!(
            "{}[[person]]\nid = \"jane-holt\"\nname = \"Jane Holt\"\n[[tenure]]\noffice = \"chair\"\nholder = \"jane-holt\"\nfrom = 2010-01-01\nsource = \"https://example.org\"\n",
            pack("people")
        );
        let buffer = Buffer::new(people, Encoding::Utf16);
        let alone = diagnostics(Kind::Rules, "people.toml", &buffer, &[]);
        assert!(format!("{alone:?}").contains("`chair`"), "{alone:?}");
        let club = Input::file("club.toml", club.as_str());
        assert_eq!(diagnostics(Kind::Rules, "people.toml", &buffer, &[club]), Vec::new());
    }
}
