//! The page of a check: its manual and its examples, as text for a terminal and as Markdown for `docs/checks`.

use std::fmt::Write as _;

use crate::rules::{Check, Example, Expect};

const PARTS: [(Expect, &str); 2] = [(Expect::Flag, "Flagged"), (Expect::Pass, "Left alone")];

/// For a terminal.
pub fn text(check: &Check) -> String {
    let Check { id, kind, summary, path, .. } = check;
    let mut text = format!("{id} ({kind}, {}): {summary}\n\n{}\n", check.severity.word(), check.manual.trim());
    if !check.enabled {
        let _ = write!(text, "\n{}\n", off(check, ""));
    }
    for (expect, title) in PARTS {
        let _ = write!(text, "\n{title}:\n");
        for example in examples(check, expect) {
            let _ = write!(text, "\n    {}{}\n", asked(example), indented(example, "    "));
        }
    }
    let _ = write!(text, "\nDefined in {path}\n");
    text
}

/// As Markdown.
pub fn markdown(check: &Check) -> String {
    let Check { id, kind, summary, path, .. } = check;
    let severity = check.severity.word();
    let mut text = format!(
        "<!-- Generated from rules/{path} by `UPDATE_DOCS=1 cargo test`. -->\n\n# {id}\n\n{summary}\n\n\
         Kind `{kind}`, severity `{severity}`, defined in [`rules/{path}`](../../rules/{path}).\n\n{}\n",
        check.manual.trim()
    );
    if !check.enabled {
        let _ = write!(text, "\n{}\n", off(check, "`"));
    }
    for (expect, title) in PARTS {
        let _ = write!(text, "\n## {title}\n");
        for example in examples(check, expect) {
            let day = example.as_of.map_or(String::new(), |day| format!("\nOn {day}:\n"));
            let _ = write!(text, "{day}\n```text\n{}\n```\n", indented(example, ""));
        }
    }
    text
}

/// How to enable a check that is off by default; `mark` is put around code.
fn off(check: &Check, mark: &str) -> String {
    let id = &check.id;
    format!(
        "Off by default. Enable it with {mark}extend-select = [\"{id}\"]{mark} in factlint.toml or {mark}--extend-select {id}{mark}."
    )
}

fn examples(check: &Check, expect: Expect) -> impl Iterator<Item = &Example> {
    check.examples.iter().filter(move |example| example.expect == expect)
}

fn asked(example: &Example) -> String {
    example.as_of.map_or(String::new(), |day| format!("(as of {day}) "))
}

fn indented(example: &Example, by: &str) -> String {
    example.draft.trim().lines().collect::<Vec<_>>().join(&format!("\n{by}"))
}
